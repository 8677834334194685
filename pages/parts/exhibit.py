"""A chart or a table as it stands on a page: finding, measure, picture, source, download."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from loaders.analysis.known import Known
from loaders.analysis.view import View
from loaders.tables.frames import rows_of
from loaders.tables.tables import TABLES
from loaders.wording import dates, names, numbers
from loaders.wording import filters as filter_words
from pages.parts import downloads, evidence, parcel, shelf
from pages.parts.narrowing import ALL, Narrowing
from pages.parts.shelf import Shown
from pages.parts.text import plain

MOST_NAMED = 3  # sources in the foot of a chart


def chart(
    name: str,
    view: View,
    table: pd.DataFrame,
    finding: str,
    measure: str,
    figure: Callable[[], go.Figure],
    drawn: pd.DataFrame | None = None,
    under: str = "",
    hint: str = "",
    legend: str = "",
    narrowing: Narrowing = ALL,
) -> None:
    """A chart under its finding; a click on a mark opens its evidence.

    `name` is that of the table which the chart draws and offers for download, and the key: the CSS class `st-key-<name>`.
    `drawn` are the rows that the figure draws, where they are not those of the table; `under` stands between the figure and its
    foot. `hint` is for the page only, `legend` for where the chart stands without the page. `narrowing`: to what the page has
    narrowed the table.
    """
    rows = table if drawn is None else drawn
    if view.as_of and "known" in rows and (rows["known"] == Known.PERHAPS).any():
        measure = f"{measure} Hollow: what may have been said by {dates.day(view.as_of)}, or later."
    with st.container(key=name, gap="xsmall"):
        st.subheader(plain(finding), anchor=False)
        st.markdown(f"{measure} {hint}".strip())
        if rows.empty:
            empty(view)
            return
        key = f"{name}_chart_{st.session_state.get('panels_closed', 0)}"
        st.plotly_chart(
            figure(),
            key=key,
            on_select=partial(evidence.pick, key),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=f"{finding}. {measure}",
        )
        if under:
            st.caption(plain(under))
        foot(
            name, view, table, key=name, shown=Shown(name, table, finding, measure, figure, under or legend, narrowing=narrowing)
        )


def rows(
    name: str,
    view: View,
    table: pd.DataFrame,
    columns: dict[str, str],
    title: str,
    shown: pd.DataFrame | None = None,
    opens: str = "id",
) -> None:
    """Rows of a table as text: `columns` maps the columns shown to their headings; the download holds all columns.

    The first column shown opens the evidence for the ids in the column `opens`. `shown` is a shorter form of the table
    for the page, where many rows say the same.
    """
    with st.container(key=f"rows_{name}", gap="xsmall"):
        st.subheader(plain(title), anchor=False)
        if table.empty:
            empty(view)
            return
        told = table if shown is None else shown
        if view.as_of and "known" in told:
            told = told.assign(known=[_by_then(row) for row in rows_of(told)])
            if (told["known"] != Known.SAID).any():
                columns = {**columns, "known": "By then"}
        lines(name, told, columns, opens)
        text = Shown(name, table, title, columns=columns, lines=told)
        foot(name, view, table, key=f"rows_{name}", shown=text)


def _by_then(row: Any) -> str:
    """Where a row stands to the day, and when a later source told of it."""
    later = getattr(row, "told_later", pd.NA)
    known = row.known if isinstance(row.known, str) else numbers.NOT_GIVEN
    return f"{known}; told {later}" if isinstance(later, str) else known


def lines(place: str, table: pd.DataFrame, columns: dict[str, str], opens: str = "id") -> None:
    """A table to read, a rule under each line. Unknown is an em dash, never an empty cell."""
    cells = [[_cell(value) for value in table[column]] for column in columns]
    widths = [
        max(min(max(map(len, [heading, *column])), 44), 11) for heading, column in zip(columns.values(), cells, strict=True)
    ]
    with st.container(key=f"lines_{place}", gap=None):
        for column, heading in zip(st.columns(widths, gap="small", wrap=False), columns.values(), strict=True):
            column.caption(heading)
        gone = table["superseded"] if "superseded" in table and opens == "id" else [pd.NA] * len(table)
        for number, (ids, ended, *line) in enumerate(zip(table[opens], gone, *cells, strict=True)):
            spots = st.columns(widths, gap="small", wrap=False)
            with spots[0]:
                mark = f" ({ended.split(' ')[0].lower()})" if isinstance(ended, str) else ""
                evidence.opener(f"{line[0]}{mark}", str(ids).replace("\n", " "), f"{place}_{number}")
            for spot, text in zip(spots[1:], line[1:], strict=True):
                spot.markdown(plain(text))


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    return numbers.number(value) if isinstance(value, float) else str(value)


def foot(name: str, view: View, table: pd.DataFrame, key: str, shown: Shown | None = None) -> None:
    """Where the rows come from, and the way to take them along. `shown`: how they stand on the page, if not as text alone."""
    exhibited = shown or Shown(name, table, TABLES[name].title)
    shelf.put(exhibited)
    with st.container(key=f"foot_{key}", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"Source: {plain(numbers.listed(_sources(view, exhibited)))}. {plain(filter_words.in_words(view))}")
        downloads.control(view, exhibited, key=f"download_{key}")


def _sources(view: View, shown: Shown) -> list[str]:
    """Title and publisher of the sources that the rows rest on, the same that the download names; of many, how many."""
    rests_on = parcel.sources_of(view, shown.rows(view))
    sources = [file.source for file in view.dataset.source_files if file.source.id in rests_on]
    if len(sources) > MOST_NAMED:
        return [f"{len(sources)} sources, named in the download and on the Sources page"]
    return [names.source_line(view.dataset, source) for source in sources]


def empty(view: View) -> None:
    """Say that nothing is shown, and how to see more."""
    if view.as_of:
        st.markdown(
            f"Nothing of this kind had been said by {dates.day(view.as_of)} for {view.years}, nor may it have been. "
            "Choose a later day at the top of the page, or clear it."
        )
        return
    st.markdown(
        f"Nothing of this kind is on record for {view.years}. Widen the years at the top of the page; "
        f"the record runs from {view.limits}."
    )
