"""What a page has shown, in its order: for the brief at its foot, and for one chart by itself.

It lives for one run of a page, in the thread that runs it; nothing of it is kept between runs or shared between readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from loaders.analysis.view import View
from loaders.tables.frames import Row
from pages.parts.narrowing import ALL, Narrowing


@dataclass(frozen=True)
class Shown:
    """A chart or a table as a page shows it.

    name: of the table, or the id of a record; table: its rows; title: the finding or the heading, measure and under: the
    lines above and below the figure; columns: those that a table of text shows, with their headings, of the rows in `lines`;
    narrowing: to what the page has narrowed its rows; some: the rows, where they are a choice of the page's.
    """

    name: str
    table: pd.DataFrame
    title: str
    measure: str = ""
    figure: Callable[[], go.Figure] | None = None
    under: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    lines: pd.DataFrame | None = None
    narrowing: Narrowing = ALL
    some: Sequence[Row] | None = None

    def rows(self, view: View) -> Sequence[Row]:
        """The rows that `table` was made from."""
        return self.narrowing.rows(view, self.name) if self.some is None else self.some


_shelf: ContextVar[list[Shown] | None] = ContextVar("shelf", default=None)


def clear() -> None:
    """Begin a page."""
    _shelf.set([])


def put(shown: Shown) -> None:
    """Remember what a page has shown."""
    shelf = _shelf.get()
    if shelf is not None:
        shelf.append(shown)


def everything() -> list[Shown]:
    """What the page has shown so far."""
    return list(_shelf.get() or [])
