"""Where reports on one group differ, and where the record disagrees with itself."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.analysis.view import View
from loaders.tables import tables
from loaders.tables.frames import rows_of
from loaders.wording import headlines
from pages.parts import exhibit


def groups(view: View) -> None:
    """Each group with what its reports have in common and in what they differ; only where a group has several reports."""
    table = tables.table(view, "flights")
    if not (table["reports"] > 1).any():
        return
    shown = table.assign(
        in_words=table["in_words"].fillna("not counted"),
        dates=[
            f"{day}; left {left}" if pd.notna(left) else day
            for day, left in zip(table["date_in_words"], table["departed"], strict=True)
        ],
        differ=[_differ(row) for row in rows_of(table)],
    )
    columns = {
        "in_words": "People",
        "flight_name": "Group",
        "dates": "Date",
        "reports": "Reports",
        "differ": "Differences",
    }
    exhibit.rows("flights", view, table, columns, headlines.groups(view.flights), shown=shown, opens="flight")


def _differ(group: Any) -> str:
    """In what the reports on a group differ, and which of them were replaced or taken back."""
    told = [text for text in (group.differ, group.superseded) if isinstance(text, str)]
    if not told and group.reports < 2:
        return "One report" if group.reports else "Every report was taken back"
    return " ".join(told).replace("\n", " ") or "Agree"


def conflicts(view: View) -> None:
    """Every disagreement on record; nothing where there is none, or one source alone (then Statements tells of them)."""
    table = tables.table(view, "conflicts")
    if table.empty or len(view.dataset.source_files) == 1:
        return
    shown = table.assign(
        what=table["differ"].fillna("").str.cat(table["reason"].fillna(""), sep=" ").str.replace("\n", " ").str.strip()
    )
    exhibit.rows(
        "conflicts",
        view,
        table,
        {"label": "What", "about": "Between", "what": "In what"},
        headlines.disagreements(view.disagreements),
        shown=shown,
        opens="records",
    )
