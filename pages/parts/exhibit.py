"""A chart or a table as it stands on a page: finding, measure, picture, source, download."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from loaders import words
from loaders.frames import rows_of
from pages.parts import downloads
from pages.parts.text import plain
from pages.parts.view import View


def chart(
    name: str,
    view: View,
    table: pd.DataFrame,
    finding: str,
    measure: str,
    figure: Callable[[], go.Figure],
    on_select: Callable[[], None] | None = None,
    drawn: pd.DataFrame | None = None,
) -> None:
    """A chart under its finding. `name` is the key: the CSS class `st-key-<name>`, and the file name of the download.

    `drawn` are the rows that the figure draws, where they are not those of the table.
    """
    with st.container(key=name, gap="xsmall"):
        st.subheader(plain(finding), anchor=False)
        st.markdown(measure)
        if (table if drawn is None else drawn).empty:
            empty(view)
            return
        st.plotly_chart(
            figure(),
            key=f"{name}_chart",
            on_select=on_select or "ignore",
            selection_mode="points",
            config={"displayModeBar": False},
            alt=f"{finding}. {measure}",
        )
        foot(name, view, table, key=name)


def rows(
    name: str, view: View, table: pd.DataFrame, columns: dict[str, str], title: str, shown: pd.DataFrame | None = None
) -> None:
    """Rows of a table as text: `columns` maps the columns shown to their headings; the download holds all columns.

    `shown` is a shorter form of the table for the page, where many rows say the same.
    """
    with st.container(key=f"rows_{name}", gap="xsmall"):
        st.subheader(plain(title), anchor=False)
        if table.empty:
            empty(view)
            return
        grid(table if shown is None else shown, columns, alt=title)
        foot(name, view, table, key=f"rows_{name}")


def grid(table: pd.DataFrame, columns: dict[str, str], alt: str) -> None:
    """A table to read. Unknown is an em dash, never an empty cell."""
    shown = pd.DataFrame({heading: [_cell(value) for value in table[column]] for column, heading in columns.items()})
    st.table(shown, border="horizontal", hide_index=True, alt=alt)


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    return plain(words.number(value) if isinstance(value, float) else value)


def foot(name: str, view: View, table: pd.DataFrame, key: str) -> None:
    """Where the rows come from, and the way to take them along."""
    with st.container(key=f"foot_{key}", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"Source: {plain(words.listed(_sources(view, table)))}. Years shown: {view.years}.")
        downloads.csv(name, table, view.years, key=f"download_{key}")


def _sources(view: View, table: pd.DataFrame) -> list[str]:
    """Title and publisher of the sources in the table; of all sources shown where the table is itself a sum."""
    sources = view.table("sources")
    if "source_id" in table:
        sources = sources[sources["id"].isin(table["source_id"].dropna())]
    return [f"{row.publisher}, “{row.title}”, {row.published_in_words}" for row in rows_of(sources)]


def empty(view: View) -> None:
    """Say that nothing is shown, and how to see more."""
    st.markdown(
        f"Nothing of this kind is on record for {view.years}. Widen the years at the top of the page; "
        f"the record runs from {view.record.bounds}."
    )
