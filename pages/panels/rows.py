"""Rows of a table as HTML, a line to a row, whose first column leads to the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from loaders.analysis.known import Known
from loaders.tables import columns as columns_
from loaders.tables.columns import COLUMNS, WHOLE
from loaders.tables.frames import Row, cell
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from loaders.wording import names, numbers
from loaders.wording.language import say, to_say, word
from pages.panels import html
from pages.panels.html import Cell, Html, joined, tag
from pages.panels.panel import Asked

Columns = dict[str, str]
MOST_COLUMNS = 6
MOST_LISTED = 300
"""Rows of a table that a page shows; its downloads have all."""


def listed(
    name: str, columns: Columns, shaped: Callable[[Asked, Sequence[Row]], Iterable[Row]] | None = None, opens: str = "id"
) -> Callable[[Asked], Html]:
    """The body of a panel that lists a table. columns: those shown, with their headings; shaped: what makes them of the rows.

    The first column leads to the evidence for the ids in the column `opens`.
    """

    def body(asked: Asked) -> Html:
        found = asked.narrowing.rows(asked.view, name)
        return table(asked, TABLES[name].heading, list(shaped(asked, found)) if shaped else found, columns, opens)

    return body


def table(asked: Asked, title: str, rows: Sequence[Row], columns: Columns, opens: str = "id") -> Html:
    """The same for rows of one's own."""
    dataset, shown = asked.view.dataset, rows[:MOST_LISTED]
    if asked.view.as_of and any(row.get("known") != Known.SAID or row.get("told_later") for row in shown if "known" in row):
        shown = [{**row, "known": by_then(row["known"], row.get("told_later"))} for row in shown]
        columns = {**columns, "known": to_say("By then")}
    body: list[list[Cell]] = []
    for row in shown:
        first, *rest = (_cell(column, row.get(column)) for column in columns)
        gone = opens == "id" and row.get("superseded")
        first_shown = say("{name} (superseded)", name=first.shown) if gone else first.shown
        record = str(cell(row[opens])).replace("\n", " ")
        told = names.evidence(names.name(dataset, record)) if record in dataset.by_id else None
        body.append([Cell(asked.links.evidence(record, first_shown, told), first.number), *rest])
    return joined([html.table(title, columns, body), left_out(len(rows))])


def left_out(rows: int, most: int = MOST_LISTED) -> Html:
    """That a page lists the first rows of very many; nothing where it lists all."""
    return tag("p", filter_words.left_out(rows, most), class_="small") if rows > most else Html()


def by_then(known: object, told_later: object) -> str:
    """Where a row stands to the day, and when a later source told of it."""
    known = word(known if isinstance(known, str) else numbers.NOT_GIVEN)
    return say("{known}; told {day}", known=known, day=told_later) if isinstance(told_later, str) else known


def _cell(column: str, value: object) -> Cell:
    """Unknown is an em dash, never an empty cell."""
    shown = cell(value)
    if shown is None:
        return Cell(html.UNKNOWN)
    if isinstance(shown, bool) or not isinstance(shown, int | float):
        return Cell(shown)
    whole = column in COLUMNS and COLUMNS[column].dtype == WHOLE  # a year, or so many people: as it stands in the file
    return Cell(int(shown) if whole else numbers.number(shown), number=True)


def told(asked: Asked, name: str) -> Html:
    """A table by the columns that have a heading and hold something, as many as a line takes: where a chart has no body."""
    rows = asked.narrowing.rows(asked.view, name)
    titled = (column for column in TABLES[name].columns if COLUMNS[column].heading)
    named = islice((column for column in titled if any(cell(row.get(column)) is not None for row in rows)), MOST_COLUMNS)
    columns = {column: columns_.heading(column) for column in named}
    if not columns:
        return Html()
    body = [[_cell(column, row.get(column)) for column in columns] for row in rows[:MOST_LISTED]]
    return joined([html.table(TABLES[name].heading, columns, body), left_out(len(rows))])
