"""The panels on flights: the chart on a true time axis, where reports differ, the reports, other events."""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.analysis.view import View
from loaders.tables import tables
from loaders.tables.frames import rows_of
from loaders.wording import headlines
from pages.charts import timeline
from pages.panels import rows
from pages.panels.panel import Asked, Panel


def _findings(asked: Asked) -> str:
    return headlines.flights(asked.view.flights)


def _flows(view: View) -> pd.DataFrame:
    """Counts over a period that is no fiscal year."""
    figures = tables.table(view, "figures")
    return figures[figures["id"].isin([flow.id for flow in view.open_flows])]


def _counted(asked: Asked) -> bool:
    return bool(asked.view.counted)


OVERVIEW = Panel(
    "flights",
    _findings,
    "flights",
    lambda _: "People in each group, by the date on which it was removed or arrived. A month-wide bar: the day is not known.",
    lambda asked: timeline.flights(
        tables.counted(asked.view), tables.table(asked.view, "events").iloc[:0], tables.table(asked.view, "figures").iloc[:0]
    ),
    holds=_counted,
)

TIMELINE = Panel(
    "flights",
    _findings,
    "flights",
    lambda _: (
        "People in each group, by the date on which it was removed or arrived. A bar is as wide as its date is uncertain; a "
        "dotted span is a count over a period."
    ),
    lambda asked: timeline.flights(
        tables.counted(asked.view), tables.table(asked.view, "events"), _flows(asked.view), asked.number
    ),
    under=lambda asked: timeline.legend(tables.table(asked.view, "events"), tables.counted(asked.view), lead=1),
    holds=_counted,
)


def _differing(_asked: Asked, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        in_words=table["in_words"].fillna("not counted"),
        dates=[
            f"{day}; left {left}" if pd.notna(left) else day
            for day, left in zip(table["date_in_words"], table["departed"], strict=True)
        ],
        differ=[_differ(row) for row in rows_of(table)],
    )


def _differ(group: Any) -> str:
    """In what the reports on a group differ, and which of them were replaced or taken back."""
    told = [text for text in (group.differ, group.superseded) if isinstance(text, str)]
    if not told and group.reports < 2:
        return "One report" if group.reports else "Every report was taken back"
    return " ".join(told).replace("\n", " ") or "Agree"


GROUPS = Panel(
    "groups",
    lambda asked: headlines.groups(asked.view.flights),
    "flights",
    body=rows.listed(
        "flights",
        {"in_words": "People", "flight_name": "Group", "dates": "Date", "reports": "Reports", "differ": "Differences"},
        _differing,
        opens="flight",
    ),
    needs=lambda asked: any(len(flight.reports) > 1 for flight in asked.view.flights),
)
"""Each group with what its reports have in common and in what they differ; only where a group has several reports."""

MANY_ANNOUNCED = 3  # flights; of fewer, the row of the group says it
ANNOUNCED = Panel(
    "announced",
    lambda _: "Announced, and gone",
    "announced",
    lambda _: (
        "Each line is one announcement of how many a group would number, beside how many went by the counts of the group. The "
        "two are of different people at different times; what was announced is in no sum."
    ),
    body=rows.listed(
        "announced",
        {
            "in_words": "Announced",
            "flight_name": "Group",
            "said_in_words": "Said",
            "said_by": "Said by",
            "gone": "Went",
            "kept_back": "Kept back",
        },
        lambda _, table: table.assign(kept_back=table["kept_back"].str.replace("\n", "; ")),
        opens="records",
    ),
    needs=lambda asked: sum(bool(flight.announced) for flight in asked.view.flights) >= MANY_ANNOUNCED,
)

REPORTS = Panel(
    "flight_reports",
    lambda _: "The reports",
    "flight_reports",
    body=rows.listed(
        "flight_reports",
        {"in_words": "People", "date_in_words": "Date", "kind": "Counted as", "said_by": "Said by", "paragraph": "Par."},
    ),
)

EVENTS = Panel(
    "events",
    lambda _: "Other events",
    "events",
    body=rows.listed(
        "events",
        {"letter": "Letter", "date_in_words": "Date", "title": "Event", "said_by": "Told by"},
        lambda _, table: table.assign(letter=timeline.letters(table), said_by=table["said_by"].str.replace("\n", "; ")),
    ),
)
