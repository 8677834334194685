"""Rows of a table as HTML, a line to a row, whose first column leads to the evidence."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from loaders.analysis.known import Known
from loaders.tables import columns as columns_
from loaders.tables.columns import COLUMNS
from loaders.tables.frames import rows_of
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
    name: str, columns: Columns, shaped: Callable[[Asked, pd.DataFrame], pd.DataFrame] | None = None, opens: str = "id"
) -> Callable[[Asked], Html]:
    """The body of a panel that lists a table. columns: those shown, with their headings; shaped: what makes them of the rows.

    The first column leads to the evidence for the ids in the column `opens`.
    """

    def body(asked: Asked) -> Html:
        frame = asked.narrowing.table(asked.view, name)
        return table(asked, TABLES[name].heading, shaped(asked, frame) if shaped else frame, columns, opens)

    return body


def table(asked: Asked, title: str, frame: pd.DataFrame, columns: Columns, opens: str = "id") -> Html:
    """The same for a frame of one's own."""
    dataset, whole = asked.view.dataset, frame
    frame = whole if len(whole) <= MOST_LISTED else whole.head(MOST_LISTED)  # of most tables the copy would be for nothing
    if asked.view.as_of and "known" in frame:
        frame = frame.assign(known=[by_then(row.known, getattr(row, "told_later", pd.NA)) for row in rows_of(frame)])
        if (frame["known"] != Known.SAID).any():
            columns = {**columns, "known": to_say("By then")}
    cells = [[_cell(value) for value in frame[column]] for column in columns]
    gone = frame["superseded"] if "superseded" in frame and opens == "id" else [pd.NA] * len(frame)
    body: list[list[Cell]] = []
    for ids, ended, first, *rest in zip(frame[opens], gone, *cells, strict=True):
        first_shown = say("{name} (superseded)", name=first.shown) if isinstance(ended, str) else first.shown
        record = str(ids).replace("\n", " ")
        told = names.evidence(names.name(dataset, record)) if record in dataset.by_id else None
        body.append([Cell(asked.links.evidence(record, first_shown, told), first.number), *rest])
    return joined([html.table(title, columns, body), left_out(len(whole))])


def left_out(rows: int, most: int = MOST_LISTED) -> Html:
    """That a page lists the first rows of very many; nothing where it lists all."""
    return tag("p", filter_words.left_out(rows, most), class_="small") if rows > most else Html()


def by_then(known: object, told_later: object) -> str:
    """Where a row stands to the day, and when a later source told of it."""
    known = word(known if isinstance(known, str) else numbers.NOT_GIVEN)
    return say("{known}; told {day}", known=known, day=told_later) if isinstance(told_later, str) else known


def _cell(value: object) -> Cell:
    """Unknown is an em dash, never an empty cell."""
    if pd.isna(value):  # type: ignore[call-overload]
        return Cell(html.UNKNOWN)
    if isinstance(value, float):
        return Cell(numbers.number(value), number=True)
    return Cell(value, number=isinstance(value, int))


def told(asked: Asked, name: str) -> Html:
    """A table by the columns that have a heading and hold something, as many as a line takes: where a chart has no body."""
    frame = asked.narrowing.table(asked.view, name)
    named = [column for column in TABLES[name].columns if COLUMNS[column].heading and frame[column].notna().any()]
    columns = {column: columns_.heading(column) for column in named[:MOST_COLUMNS]}
    if frame.empty or not columns:
        return Html()
    lines = frame[list(columns)].head(MOST_LISTED).itertuples(index=False)
    body = [[_cell(value) for value in line] for line in lines]
    return joined([html.table(TABLES[name].heading, columns, body), left_out(len(frame))])
