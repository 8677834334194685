"""The one HTML writer: rows and texts -> HTML, for the panels on screen, for the first paint, for the brief.

Text becomes text: whatever is not made here is escaped. A table is a table, with its caption and its headings; on a narrow
screen each cell says which heading it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

UNKNOWN = "—"  # what is not known or not given: never an empty cell
VOID = frozenset({"br", "hr", "img"})


class Html(str):
    """HTML that was made here."""

    __slots__ = ()


def text(value: object) -> Html:
    """Any text as HTML that shows exactly that text; HTML made here stays as it is."""
    return value if isinstance(value, Html) else Html(escape(str(value)))


def joined(parts: Iterable[object], between: str = "") -> Html:
    """Several one after the other."""
    return Html(escape(between).join(text(part) for part in parts))


def tag(name: str, *inside: object, **attributes: object) -> Html:
    """An element. An attribute that is None or False is left out; `class_` and `data_id` are written `class` and `data-id`."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{written}>" if name in VOID else f"<{name}{written}>{joined(inside)}</{name}>")


@dataclass(frozen=True)
class Links:
    """How numbers lead to their evidence: the filters of the view, to which the id is added."""

    address: Sequence[tuple[str, str]]

    def evidence(self, ids: str, label: object, name: str | None = None) -> Html:
        """A link to the evidence for one id, or for several with spaces between. `name`: what it is, where the label does not."""
        href = f"?{urlencode([*self.address, ('record', ids)], safe=':')}"
        return tag("a", label, href=href, data_record=ids, aria_label=name)


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, and whether it is a number, which stands to the right."""

    shown: object
    number: bool = False


def table(caption: str, headings: Mapping[str, str], rows: Iterable[Sequence[Cell]], seen: bool = False) -> Html:
    """A table with its caption (`seen`: also for those who see) and a heading to each column; its first column names the row."""
    titles = list(headings.values())
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = (
        tag(
            "tr",
            *(
                tag("td" if place else "th", cell.shown, scope=None if place else "row", data_heading=title,
                    class_="number" if cell.number else None)
                for place, (title, cell) in enumerate(zip(titles, row, strict=True))
            ),
        )
        for row in rows
    )  # fmt: skip
    titled = tag("caption", caption, class_=None if seen else "unseen")
    return tag("table", titled, tag("thead", head), tag("tbody", *body), class_="rows")


def lines(texts: Iterable[object], **attributes: object) -> Html:
    """Texts as a list."""
    return tag("ul", *(tag("li", one) for one in texts), **attributes)
