"""The dashboard's pages as plain values, for others to show: figures, tables and texts of a view, made anew from the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import Dataset
from loaders.analysis.filters import Filters, Years, default, every
from loaders.analysis.view import View
from loaders.tables.columns import COLUMNS
from loaders.tables.tables import TABLES
from pages import contents
from pages.panels.panel import Asked

MOST_COLUMNS = 6
SOURCES = ("article", "all")


@dataclass(frozen=True)
class Part:
    """One panel: its finding, what is measured, and a figure as plotly.js takes it or a table, if it has one."""

    name: str
    heading: str
    text: str
    figure: dict[str, Any] | None = None
    table: pd.DataFrame | None = None


def title(record: Dataset, path: str) -> str:
    """The heading of a page."""
    return contents.BY_PATH[path].title if path else record.about.headline


def years(record: Dataset, sources: str) -> tuple[int, int]:
    """The years that can be chosen for a choice of sources."""
    limits = View(record, Filters(sources=_seen(record, sources))).limits
    return limits.first, limits.last


def view(record: Dataset, sources: str, first: int, last: int) -> View:
    """The record under a choice of sources and years."""
    return View(record, Filters(years=Years(first, last), sources=_seen(record, sources)))


def parts(record: Dataset, path: str, sources: str, first: int, last: int) -> Iterator[Part]:
    """The panels of a page under a filter, nothing remembered: a view of its own."""
    asked = Asked(view(record, sources, first, last))
    for panel in contents.BY_PATH[path].standing(asked):
        drawn = panel.figure(asked)
        yield Part(panel.name, panel.headline(asked), panel.measured(asked), drawn.json() if drawn else None)
        if panel.table and panel.shows(asked):
            frame = asked.narrowing.table(asked.view, panel.table)
            named = [column for column in TABLES[panel.table].columns if COLUMNS[column].heading and frame[column].notna().any()]
            rows = frame[named[:MOST_COLUMNS]].rename(columns={name: COLUMNS[name].heading for name in named})
            yield Part(f"{panel.name}-rows", "", "", table=rows)


def _seen(record: Dataset, sources: str) -> tuple[str, ...]:
    return every(record) if sources == "all" else default(record)
