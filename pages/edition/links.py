"""The links of a file of the edition: each leads to the file in its place, and what it leads to is made too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

from pages import assets, contents
from pages.edition.places import Edition, Place, relative
from pages.panels.panel import Asked, Page, Panel

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.S)
HREF = re.compile(r' href="([^"]*)"')
ADDRESS = re.compile(r' data-address="([^"]*)"')
OTHERS = re.compile(r'<link rel="alternate"[^>]*>\n?')
OUTSIDE = ("http:", "https:", "mailto:", "#")


@dataclass
class Links:
    """Those of a file in the making. found: the places to which it leads, each of which is a file of the edition."""

    edition: Edition
    place: Place
    found: dict[Place, None] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        """What it is asked for."""
        return self.edition.asked(self.place)

    @property
    def page(self) -> Page:
        """The page that it shows, or to which it belongs."""
        return contents.BY_PATH[self.place.page]

    @property
    def panel(self) -> Panel:
        """The panel that it is of."""
        return next(one for one in self.page.panels if one.name == self.place.panel)

    def to(self, place: Place) -> str:
        """The file at a place, as a link in this one has it."""
        self.found[place] = None
        return relative(self.place.file, place.file)

    def asset(self, name: str) -> str:
        """A file that all pages need, as a link in this one has it."""
        return relative(self.place.file, f"{assets.FOLDER}/{name}")

    def file_for(self, address: str) -> str:
        """The file for an address, as a link in this one has it; "" where there is none."""
        led = self.edition.at(self.place, address)
        if led is None:
            return ""
        place, part = led
        file = self.to(place)
        return f"{'' if part and place == self.place else file}{f'#{part}' if part else ''}"

    def led(self, html: str) -> str:
        """Every link of a document to the file in its place, or else to the live dashboard; where neither is, its words alone."""
        html = OTHERS.sub(self._other, LINK.sub(self._link, html))
        html = ADDRESS.sub(lambda found: f' data-address="{escape(self.file_for(unescape(found[1])))}"', html)
        return self.edition.placed(html, self.place)

    def _link(self, found: re.Match[str]) -> str:
        attributes, inside = found[1], found[2]
        href = HREF.search(attributes)
        address = unescape(href[1]) if href else ""
        if href is None or address.startswith(OUTSIDE):
            return found[0]
        there = self.file_for(address)
        if there:
            kept = re.sub(r" data-(?:record|view)(?:=\"[^\"]*\")?", "", attributes)
            return f"<a{_leading(kept, there)}>{inside}</a>"
        if " download" in attributes:
            return ""
        if self.edition.live and address.startswith("?"):
            live = escape(f"{self.edition.live}/{self.page.path}{address}")
            return f'<a href="{live}">{inside}</a>'
        return f"<span>{inside}</span>"

    def _other(self, found: re.Match[str]) -> str:
        """A link in the head."""
        href = HREF.search(found[0])
        address = unescape(href[1]) if href else ""
        led = self.edition.at(self.place, address.removeprefix(self.edition.url) or "/")
        if led is None:
            return ""
        self.found[led[0]] = None
        file = led[0].file
        return _leading(found[0], f"{self.edition.url}/{file}" if self.edition.url else relative(self.place.file, file))


def _leading(element: str, there: str) -> str:
    """An element that leads elsewhere than before."""
    return HREF.sub(lambda _: f' href="{escape(there)}"', element)
