"""One file of the edition as a whole document: the words of the first paint, whose links lead to files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Any
from urllib.parse import urlencode

from loaders.analysis import filters as analysis_filters
from loaders.export import views
from loaders.wording import answers
from loaders.wording import filters as filter_words
from loaders.wording.language import say, speaking, spoken, word
from pages import assets, contents, settings
from pages.app.filters import CHANGE
from pages.app.parameters import ONE_CHART
from pages.edition.places import Edition, Place, relative
from pages.evidence import dialog
from pages.evidence.find import find
from pages.panels import component
from pages.panels import page as writer
from pages.panels.component import Drawn
from pages.panels.html import Html, joined, tag, text
from pages.panels.panel import Asked, Page
from pages.web import first, head, listing

MOST_FOLDED = 5_000
"""Characters of what is folded on a page; what has more stands on a page of its own."""
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.S)
HREF = re.compile(r' href="([^"]*)"')
ADDRESS = re.compile(r' data-address="([^"]*)"')
OTHERS = re.compile(r'<link rel="alternate"[^>]*>\n?')
TO_DATA = re.compile(r' href="([^"]*/data/[^"?]+\?[^"]*)"')
OUTSIDE = ("http:", "https:", "mailto:", "#")


@dataclass
class Document:
    """A document in the making. found: the places to which it leads, each of which is a file of the edition."""

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

    def html(self) -> str:
        """The whole document."""
        with speaking(self.place.language):
            if self.place.data:
                return self._led(self._list())
            body = self._record() if self.place.record else self._panel() if self.place.panel else self._page()
            return self._led(body)

    # What it shows

    def _page(self) -> str:
        page, asked = self.page, self.asked
        main = tag("main", *first.parts(page, asked, self._framed, self._choices()))
        title, metas = head.titled(asked.view.whole, page.path), head.described(asked.view.whole, page.path, self._own)
        card = head.card(asked.view.whole, page.path) if settings.public() and not self.place.year else ""
        return self._document(title, f"{metas}{card}", first.header(page, asked), main)

    def _panel(self) -> str:
        """One panel that is folded on its page, whole."""
        asked = self.asked
        panel = next(one for one in self.page.panels if one.name == self.place.panel)
        drawn = replace(component.drawn(panel, asked), fold=None, head=writer.head(panel, asked, "h1"))
        shown = first.panel(self._cut(drawn), asked, panel.table, self._carried(drawn))
        main = tag("main", first.draft(), shown, self._view_line(asked), tag("p", self._back(), class_="foot"))
        title = f"{panel.headline(asked)} · {asked.view.whole.about.site}"
        return self._document(title, "", first.header(self.page, asked, [(ONE_CHART, panel.name)]), main)

    def _record(self) -> str:
        """The evidence for what is on record."""
        asked = self.asked
        found = find(asked.view, self.place.record, asked.links)
        drawn = dialog.drawn(replace(found, take=Html()) if self.place.year else found)
        shown = tag("section", tag("h1", found.title), first.inside(drawn, Html()), class_="panel", data_panel=dialog.NAME)
        main = tag("main", first.draft(), shown, self._view_line(asked), tag("div", self._sources(), class_="filters"))
        about = asked.view.whole.about
        meta = f'<meta name="description" content="{escape(found.title)}" />\n'
        return self._document(
            f"{found.title} · {about.site}", meta, first.header(None, asked, [(views.ONE, self.place.record)]), main
        )

    def _list(self) -> str:
        """The list of the data, without what it says of addresses with parameters, which files do not take."""
        view = self.asked.view
        listed = listing.listed(view, views.version_of(self.edition.record), settings.path(), view.query)
        shown = listing.html({**listed, "parameters": {}, "sources_served": self._served()})
        icon = relative(self.place.file, f"{assets.FOLDER}/{assets.ICON.name}")
        return shown.replace(f'href="{settings.path()}/favicon.png"', f'href="{icon}"', 1)

    def _served(self) -> Html:
        """What the tables are of, and the way to those of the other sources."""
        view, whole = self.asked.view, self.asked.view.whole
        if len(self.edition.several) < 2:
            return text(filter_words.view_line(view))
        every, default = analysis_filters.every(whole), analysis_filters.default(whole)
        other, label = (default, answers.see_default(whole)) if self.place.every else (every, answers.see_all(whole))
        link = tag("a", label, href=f"{settings.path()}{views.DATA}{view.through(other).query}")
        return joined([filter_words.view_line(view), " ", link])

    # Its frame

    @property
    def _own(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.place.query)

    def _document(self, title: str, metas: str, masthead: Html, main: Html) -> str:
        here = self.place.file
        own = (name for name in assets.edition() if name.startswith(assets.EDITION))
        named = {name.rpartition(".")[2]: relative(here, f"{assets.FOLDER}/{name}") for name in own}
        icon = relative(here, f"{assets.FOLDER}/{assets.ICON.name}")
        url = self.edition.url
        address = escape(f"{url}/{here}")
        canonical = f'<link rel="canonical" href="{address}" />\n' if url else ""
        body = tag("div", masthead, main, self._foot(), id="first")
        return (
            f'<!DOCTYPE html>\n<html lang="{spoken().code}"><head><meta charset="utf-8" />\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
            f"<title>{escape(title)}</title>\n{metas}{canonical}{self._languages()}"
            f'<link rel="icon" href="{icon}" />\n<link rel="stylesheet" href="{named["css"]}" />\n'
            f'<script src="{named["js"]}" defer></script>\n</head>\n<body>{body}</body></html>\n'
        )

    def _languages(self) -> str:
        """The same in each language, for search engines."""
        also = (
            [(views.ONE, self.place.record)] if self.place.record else [(ONE_CHART, self.place.panel)] if self.place.panel else []
        )
        return head.other_languages(self.place.page, (*self._own, *also))

    def _foot(self) -> Html:
        about = self.asked.view.whole.about
        links = ((say("Contact"), about.contact_link), (say("Corrections"), about.corrections))
        others = [tag("a", label, href=str(there)) for label, there in links if there]
        return tag("footer", self._data(), *others, tag("p", about.imprint) if about.imprint else Html())

    def _data(self) -> Html:
        """The way to the data; of one year, with what they hold."""
        told = tag("span", say("The files there are of all years.")) if self.place.year else Html()
        return joined([first.data(), told])

    def _view_line(self, asked: Asked) -> Html:
        return tag("p", filter_words.view_line(asked.view), class_="view")

    def _back(self) -> Html:
        return tag("a", word(self.page.title), href=f"?{urlencode(self._own)}")

    # The filters, as links

    def _choices(self) -> Html:
        """All years and each of them; the default sources and all; the same view where questions are answered."""
        view = self.asked.view
        every = range(view.limits.first, view.limits.last + 1)
        years = [(0, say("All years")), *((year, str(year)) for year in every)] if len(every) > 1 else []
        told = (
            self._choice(label, replace(self.place, year=year, side="" if year else self.place.side)) for year, label in years
        )
        label = tag("span", tag("strong", say(CHANGE)))
        row = tag("nav", label, *told, class_="choices years", aria_label=say("Years")) if years else Html()
        return tag("div", row, self._sources(), self._live(), class_="filters")

    def _sources(self) -> Html:
        """The default sources and all, where a page or a record is seen through both."""
        whole, ids = self.asked.view.whole, (analysis_filters.default, analysis_filters.every)
        if len(self.edition.several) < 2 or (self.place.record and self._elsewhere() is None):
            return Html()
        words = (filter_words.sources_in_words(ids[every](whole), whole) for every in self.edition.several)
        told = [
            self._choice(label, replace(self.place, every=every))
            for label, every in zip(words, self.edition.several, strict=True)
        ]
        return tag("nav", *told, class_="choices", aria_label=say("Sources"))

    def _elsewhere(self) -> Place | None:
        """The record at this place through the other sources."""
        other = replace(self.place, every=not self.place.every)
        led = self.edition.at(other, f"?{urlencode([*other.query, (views.ONE, self.place.record)])}")
        return led[0] if led and led[0] == other else None

    def _choice(self, label: str, place: Place) -> Html:
        """A link to the same page under another filter, as far as there is such a page."""
        if place == self.place:
            return tag("a", label, href=self._to(place), aria_current="page")
        limits = self.edition.view(replace(place, year=0, record="")).limits
        if place.year and not limits.first <= place.year <= limits.last:
            place = replace(place, year=0)
        return tag("a", label, href=self._to(place))

    def _to(self, place: Place) -> str:
        also = [(views.ONE, place.record)] if place.record else []
        return f"?{urlencode([*place.query, *also])}"

    def _live(self) -> Html:
        """The way to the same view where a server answers; nothing where there is none."""
        if not self.edition.live:
            return Html()
        link = tag(
            "a", say("Ask your own question"), href=f"{self.edition.live}/{self.page.path}?{urlencode(self.asked.address)}"
        )
        return tag("p", link, " ", say("Any years, sources and day; search; pictures."), class_="live")

    # Its panels

    def _framed(self, drawn: Drawn, asked: Asked, table: str) -> Html:
        """A panel; what is folded and long stands on a page of its own, to which its headline leads."""
        if drawn.fold and any(self._lacks(part) for part in (drawn.body, drawn.head)):
            return Html()
        shown = first.panel(self._cut(drawn), asked, table, self._carried(drawn))
        if not drawn.fold or len(shown) <= MOST_FOLDED:
            return shown
        own = self.place if table else self._widest(drawn)
        link = tag("a", drawn.fold, href=f"?{urlencode([*own.query, (ONE_CHART, drawn.name)])}")
        return tag("section", link, class_="panel page-of", data_panel=drawn.name)

    def _widest(self, drawn: Drawn) -> Place:
        """Where a panel stands that shows the same whatever the filters: in the view with which the page opens."""
        widest = Place(self.place.language, page=self.place.page)
        panel = self.page.panel(drawn.name)
        same = panel is not None and component.drawn(panel, self.edition.asked(widest)).body == drawn.body
        return widest if same else self.place

    def _cut(self, drawn: Drawn) -> Drawn:
        """A panel without the offer of files that the edition has not."""
        return replace(drawn, foot=Html()) if self._lacks(drawn.foot) else drawn

    def _lacks(self, html: Html) -> bool:
        """Whether it leads to data of which there is no file."""
        return any(self.edition.at(self.place, unescape(one)) is None for one in TO_DATA.findall(html))

    def _carried(self, drawn: Drawn) -> Mapping[str, Any] | None:
        """What the script that draws a chart is told: the figure, and to which page each mark leads."""
        if drawn.figure is None:
            return None
        ids = dict.fromkeys(str(one[0]) for trace in drawn.figure.data for one in trace.get("customdata", ()) if one[0])
        asked = [(name, f"?{urlencode([*self.asked.address, (views.ONE, name)])}") for name in ids]
        leads = {name: there for name, address in asked if (there := self._file(address))}
        return {**drawn.chart, "plotly": relative(self.place.file, f"{assets.FOLDER}/{assets.PLOTLY}"), "leads": leads}

    # Its links

    def _file(self, address: str) -> str:
        """The file for an address, as a link in this one has it; "" where there is none."""
        led = self.edition.at(self.place, address)
        if led is None:
            return ""
        place, part = led
        self.found[place] = None
        file = "" if part and place == self.place else relative(self.place.file, place.file)
        return f"{file}{f'#{part}' if part else ''}"

    def _led(self, html: str) -> str:
        """Every link of a document to the file in its place, or else to the live dashboard; where neither is, its words alone."""
        html = LINK.sub(self._link, html)
        html = OTHERS.sub(self._other, html)
        html = ADDRESS.sub(lambda found: f' data-address="{escape(self._file(unescape(found[1])))}"', html)
        return self.edition.placed(html, self.place)

    def _link(self, found: re.Match[str]) -> str:
        attributes, inside = found[1], found[2]
        href = HREF.search(attributes)
        address = unescape(href[1]) if href else ""
        if href is None or address.startswith(OUTSIDE):
            return found[0]
        there = self._file(address)
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
