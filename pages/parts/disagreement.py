"""Where reports on one group differ, and where the record disagrees with itself."""

from __future__ import annotations

import pandas as pd

from loaders import findings
from pages.parts import exhibit
from pages.parts.view import View


def groups(view: View) -> None:
    """Each group with what its reports have in common and in what they differ; only where a group has several reports."""
    table = view.table("groups")
    if not (table["reports"] > 1).any():
        return
    shown = table.assign(
        in_words=table["in_words"].fillna("not counted"),
        dates=[
            f"{day}; left {left}" if pd.notna(left) else day
            for day, left in zip(table["date_in_words"], table["departed"], strict=True)
        ],
        differ=table["differ"].fillna("Agree"),
    )
    columns = {
        "in_words": "People",
        "flight_name": "Group",
        "dates": "Date",
        "reports": "Reports",
        "differ": "In what they differ",
    }
    exhibit.rows("groups", view, table, columns, findings.groups(table), shown=shown, opens="flight")


def conflicts(view: View) -> None:
    """Every disagreement on record; nothing where there is none."""
    table = view.table("conflicts")
    if table.empty:
        return
    shown = table.assign(
        what=table["differ"].fillna("").str.cat(table["reason"].fillna(""), sep=" ").str.replace("\n", " ").str.strip()
    )
    exhibit.rows(
        "conflicts", view, table, {"label": "What", "about": "Between", "what": "In what"}, findings.conflicts(table),
        shown=shown, opens="records",
    )  # fmt: skip
