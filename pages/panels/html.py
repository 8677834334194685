"""The one HTML writer: rows and texts -> HTML, for the panels on screen, for the first paint, for the brief.

Text becomes text: whatever is not made here is escaped. A table is a table, with its caption and its headings; on a narrow
screen each cell says which heading it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import quote_plus, urlencode

from loaders.wording.catalogues.catalogue import SOURCE
from loaders.wording.language import Marked, spoken, word

UNKNOWN = "—"  # what is not known or not given: never an empty cell
UNTRANSLATED = re.compile(r"([A-Za-z][A-Za-z’'\"-]*(?:[ ,;:.]{1,2}[A-Za-z0-9][A-Za-z0-9’'-]*){2,}[.]?)")
"""Three words or more in a row, in Latin letters."""
VOID = frozenset({"br", "hr", "img", "input", "link"})


class Html(str):
    """HTML that was made here."""

    __slots__ = ()


def text(value: object) -> Html:
    """Any text as HTML that shows exactly that text; HTML made here stays as it is.

    On a page in another script, what stands in the language of the record's files is marked as such.
    """
    if isinstance(value, Html):
        return value
    if spoken().latin:
        return Html(escape(str(value)))
    pieces = map(escape, UNTRANSLATED.split(str(value)))
    return Html("".join(f'<span lang="{SOURCE}">{one}</span>' if place % 2 else one for place, one in enumerate(pieces)))


def joined(parts: Iterable[object], between: str = "") -> Html:
    """Several one after the other."""
    return Html(escape(between).join(text(part) for part in parts))


def tag(name: str, /, *inside: object, **attributes: object) -> Html:
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

    @cached_property
    def _view(self) -> str:
        """The beginning of every link: the filters."""
        return f"?{urlencode(self.address, safe=':')}&record=" if self.address else "?record="

    def evidence(self, ids: str, label: object, name: str | None = None) -> Html:
        """A link to the evidence for one id, or for several with spaces between. `name`: what it is, where the label does not."""
        return tag("a", label, href=f"{self._view}{quote_plus(ids, safe=':')}", data_record=ids, aria_label=name)

    def sentence(self, told: str) -> Html:
        """A sentence as HTML; its marks are links."""
        parts, place = list[object](), 0
        for start, mark in told.marks if isinstance(told, Marked) else ():
            parts += [told[place:start], self.evidence(mark.ids, mark.words, mark.name)]
            place = start + len(mark.words)
        return joined([*parts, told[place:]])


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, and whether it is a number, which stands to the right."""

    shown: object
    number: bool = False


def table(caption: str, headings: Mapping[str, str], rows: Iterable[Sequence[Cell] | Html], kind: str = "") -> Html:
    """A table with its caption and a heading to each column, over numbers to the right as they are; its first names the row.

    A row is its cells, or a whole element of one's own: `spanning`. kind: a further class of the table.
    """
    titles, rows = [word(title) for title in headings.values()], list(rows)
    right = {place for row in rows if not isinstance(row, Html) for place, cell in enumerate(row) if cell.number}
    head = tag(
        "tr",
        *(tag("th", title, scope="col", class_="number" if place in right else None) for place, title in enumerate(titles)),
    )
    body = (row if isinstance(row, Html) else _row(titles, row) for row in rows)
    titled = tag("caption", caption, class_="unseen")
    return tag("table", titled, tag("thead", head), tag("tbody", *body), class_=f"rows {kind}".strip())


def _row(titles: Sequence[str], row: Sequence[Cell]) -> Html:
    cells = (
        tag("td" if place else "th", cell.shown, scope=None if place else "row", data_heading=title,
            class_="number" if cell.number else None)
        for place, (title, cell) in enumerate(zip(titles, row, strict=True))
    )  # fmt: skip
    return tag("tr", *cells)


def spanning(heading: str, first: object, told: object, columns: int, kind: str) -> Html:
    """A row of two cells: its first, and one over all other columns. kind: its class."""
    return tag("tr", tag("th", first, scope="row", data_heading=word(heading)), tag("td", told, colspan=columns - 1), class_=kind)


def bar(low: float, high: float, most: float, open_end: bool = False, hollow: bool = False) -> Html:
    """A number as a bar, `most` being as long as there is room; a range has a whisker, and an open end no end."""
    scale = 100 / most
    parts = [tag("rect", x=0, y=1, width=f"{low * scale:.1f}", height=8, class_="hollow" if hollow else None)]
    if high > low or open_end:
        end = min(high * scale + (4 if open_end else 0), 100)
        parts.append(
            tag("line", x1=f"{low * scale:.1f}", x2=f"{end:.1f}", y1=5, y2=5, stroke_dasharray="2 1" if open_end else None)
        )
    return tag("svg", *parts, viewBox="0 0 100 10", preserveAspectRatio="none", class_="bar", aria_hidden="true")


def lines(texts: Iterable[object], **attributes: object) -> Html:
    """Texts as a list."""
    return tag("ul", *(tag("li", one) for one in texts), **attributes)
