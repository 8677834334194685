"""The same thing counted through the years by several sources. With one source there is nothing to compare, and nothing shows."""

from __future__ import annotations

from loaders.analysis.through_time import Series
from loaders.analysis.view import View
from loaders.tables import tables
from loaders.wording import headlines
from pages.parts import counts, exhibit


def series(view: View, number: str) -> None:
    """Running totals, removals by fiscal year and groups by calendar year over one time axis; then each total's rise."""
    table, readings = tables.table(view, "series"), tables.table(view, "readings")
    if (table["series"] != Series.GROUPS).sum() < 2:
        return
    exhibit.chart(
        "series",
        view,
        table,
        headlines.series(view.series),
        "People and removals. Each panel has a scale of its own; the years are aligned. A bar is as wide as its year: "
        "a fiscal year lies across two calendar years, and the two are never added. A dash: no number on record, which is "
        "not zero.",
        lambda: counts.series(table, number),
    )
    if len(readings):
        columns = {"unexplained": "In no group here", "label": "Running totals", "rise": "Rise", "arithmetic": "How"}
        exhibit.rows("readings", view, readings, columns, headlines.steps(view.steps))


def stocks(view: View) -> None:
    """How many await removal, with who is counted: numbers that differ may count different people."""
    table = tables.table(view, "stocks")
    if table["source_id"].nunique() > 1:
        columns = {"in_words": "How many", "counted": "Who is counted", "date_in_words": "As of", "said_by": "Said by"}
        exhibit.rows("stocks", view, table, columns, "How many await removal, and who is counted")
