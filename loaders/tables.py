"""The table behind each chart: frames and a range of years -> frame. The page, the download and the data route share it.

Nothing here chooses between reports: where reports on one flight differ, a sum has a low and a high.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import words
from loaders.frames import SHAPES, Frames, Row, frame
from loaders.years import EVER, Years

COUNTED = ("removed", "arrived")  # kinds of count that say people did go; 'planned' and 'boarded' do not
TRACE = ("said_by", "paragraph", "quotation", "source_id", "source")
ITEMISED = ("flight", "flight_name", "date", "date_in_words", "earliest", "latest", "year", "people_low", "people_high", *TRACE)
TOTALS = (
    *("series", "label", "date", "date_in_words", "earliest", "latest", "people_low", "people_high", "total_low", "total_high"),
    *("qualifier", "basis", "derived", "arithmetic", *TRACE),
)
LEDGER = ("line", "label", "in_words", "people_low", "people_high", "how", "date", "derived", "arithmetic", *TRACE)
NOT_ITEMISED = "Not itemised here"
YEARS = ("year", "flights", "people_low", "people_high", "arithmetic", "derived")
SOURCES = (*SHAPES["sources"], "reports", "inferences")


def flights(frames: Frames, years: Years) -> pd.DataFrame:
    """Every report on a flight, in order of date. Columns: SHAPES["flights"]."""
    return years.rows(frames.flights)


def milestones(frames: Frames, years: Years) -> pd.DataFrame:
    """What else happened, in order of date. Columns: SHAPES["milestones"]."""
    return years.rows(frames.milestones)


def statements(frames: Frames, years: Years) -> pd.DataFrame:
    """Every statement, in order of date. Columns: SHAPES["statements"]."""
    return years.rows(frames.statements)


def figures(frames: Frames, years: Years) -> pd.DataFrame:
    """Every figure that is not the size of one flight, in order of the date it is about. Columns: SHAPES["figures"]."""
    return years.rows(frames.figures)


def sources(frames: Frames, years: Years) -> pd.DataFrame:
    """The sources with at least one report in the years, and how many reports those are. Columns: SHAPES["sources"] + 2."""
    shown = [years.rows(part) for part in (frames.flights, frames.figures, frames.statements, frames.milestones)]
    reports = pd.concat([part["source_id"] for part in shown])
    inferred = pd.concat([part.loc[_inferred(part), "source_id"] for part in shown])
    counted = frames.sources.assign(
        reports=frames.sources["id"].map(reports.value_counts()).fillna(0).astype("Int64"),
        inferences=frames.sources["id"].map(inferred.value_counts()).fillna(0).astype("Int64"),
    )
    return counted[counted["reports"] > 0].reset_index(drop=True)


def _inferred(part: pd.DataFrame) -> pd.Series:
    said = part["said_inferred"].notna() if "said_inferred" in part else False
    return part["date_inferred"].notna() | said


def inferences(frames: Frames, years: Years) -> pd.DataFrame:
    """What was inferred in the records whose date can lie in the years. Columns: SHAPES["inferences"]."""
    return years.rows(frames.inferences)


def itemised(frames: Frames, years: Years) -> pd.DataFrame:
    """One row a flight, in order of date: the lowest and the highest count of people that went, by any report.

    A flight that no report counts beyond 'planned' or 'boarded', or only in words, is not itemised.
    """
    reports = years.rows(frames.flights)
    reports = reports[reports["kind"].isin(COUNTED) & reports["people"].notna()]
    rows: list[Row] = []
    for _, group in reports.groupby("flight", sort=False):
        first = _missing_as_none(group.iloc[0].to_dict())
        rows.append({**first, "people_low": group["people"].min(), "people_high": group["people"].max()})
    return frame(ITEMISED, rows)


def totals(frames: Frames, years: Years) -> pd.DataFrame:
    """Itemised people added up flight by flight, and beside them each running total that somebody reported."""
    rows: list[Row] = []
    parts: list[tuple[float, float]] = []
    for flight in _records(itemised(frames, years)):
        parts.append((flight["people_low"], flight["people_high"]))
        rows.append(
            {
                **flight,
                "series": "itemised",
                "label": flight["flight_name"],
                "total_low": sum(low for low, _ in parts),
                "total_high": sum(high for _, high in parts),
                "arithmetic": words.addition(parts),
                "derived": True,
            }
        )
    for figure in _records(_reported_totals(frames, years)):
        rows.append(
            {**figure, "series": "reported", "total_low": figure["value"], "total_high": figure["value"], "derived": False}
        )
    return frame(TOTALS, rows)


def _reported_totals(frames: Frames, years: Years) -> pd.DataFrame:
    """Running totals of people removed that somebody gave as a number."""
    shown = years.rows(frames.figures)
    is_total = (shown["measure"] == "cumulative total") & (shown["subject"] == "people removed")
    return shown[is_total & shown["value"].notna()]


def open_flows(frames: Frames, years: Years) -> pd.DataFrame:
    """Counts of people removed over a period, as numbers: what the timeline shows beside the groups. Columns as figures."""
    shown = years.rows(frames.figures)
    return shown[(shown["measure"] == "flow") & (shown["subject"] == "people removed") & shown["value"].notna()]


def by_year(frames: Frames, years: Years) -> pd.DataFrame:
    """People on listed flights by calendar year; a flight whose year is not certain stands in a row without a year."""
    flown = itemised(frames, years)
    rows: list[Row] = []
    for year, group in flown.groupby(flown["year"].fillna(0), sort=True):
        parts = list(zip(group["people_low"], group["people_high"], strict=True))
        rows.append(
            {
                "year": int(year) or None,
                "flights": len(group),
                "people_low": group["people_low"].sum(),
                "people_high": group["people_high"].sum(),
                "arithmetic": words.addition(parts),
                "derived": True,
            }
        )
    return frame(YEARS, rows)


def ledger(frames: Frames, years: Years) -> pd.DataFrame:
    """Each reported running total held against what is itemised up to its date, line by line.

    A running total counts from its start, so flights before the years shown are set against it too, on their own line.
    A total in words only is listed and never compared.
    """
    rows: list[Row] = []
    for total in _records(_reported_totals(frames, years)):
        rows += _account(frames, years, total)
    shown = years.rows(frames.figures)
    beside = shown[(shown["subject"] == "people removed") & shown["measure"].isin(("cumulative total", "flow"))]
    for figure in _records(beside):
        if figure["measure"] == "flow" or figure["value"] is None:
            rows.append(
                {
                    **figure,
                    "line": "Reported beside it, not added",
                    "how": _said(figure),
                    "people_low": figure["value"],
                    "people_high": figure["value"],
                }
            )
    return frame(LEDGER, ({"derived": False, **row} for row in rows))


def _account(frames: Frames, years: Years, total: Row) -> list[Row]:
    """The lines for one reported total: itemised in the years shown, itemised before, reported, not itemised."""
    flown = itemised(frames, EVER)
    if total["latest"] is not None:
        flown = flown[flown["earliest"].isna() | (flown["earliest"] <= total["latest"])]
    inside = years.rows(flown)
    before = flown[~flown["flight"].isin(inside["flight"])]
    value = total["value"]
    low, high = flown["people_low"].sum(), flown["people_high"].sum()
    rest = words.span(value - high, value - low)
    lines = [_sum_line("Itemised, in the years shown", inside)]
    if len(before):
        lines.append(_sum_line("Itemised, in other years", before))
    lines.append({**total, "line": "Reported running total", "how": _said(total), "people_low": value, "people_high": value})
    lines.append(
        {
            "line": NOT_ITEMISED,
            "label": f"Of {words.number(value)}, in no group in this record",
            "in_words": rest,
            "people_low": value - high,
            "people_high": value - low,
            "derived": True,
            "arithmetic": (arithmetic := f"{words.number(value)} − {words.span(low, high)} = {rest}"),
            "how": f"Derived: {arithmetic}",
        }
    )
    return lines


def _said(figure: Row) -> str:
    """Who gave a figure and when, if that is told: "Bill Herod, 2020"."""
    return ", ".join(filter(None, [figure["said_by"], figure["said_in_words"]]))


def _sum_line(line: str, flown: pd.DataFrame) -> Row:
    parts = list(zip(flown["people_low"], flown["people_high"], strict=True))
    low, high = flown["people_low"].sum(), flown["people_high"].sum()
    return {
        "line": line,
        "label": words.listed(list(flown["flight_name"])) or "No group",
        "in_words": words.span(low, high),
        "people_low": low,
        "people_high": high,
        "derived": True,
        "arithmetic": (arithmetic := words.addition(parts) if parts else "0"),
        "how": f"Derived: {arithmetic}",
    }


def _records(table: pd.DataFrame) -> list[Row]:
    return [_missing_as_none(row) for row in table.to_dict("records")]


def _missing_as_none(row: Mapping[Any, Any]) -> Row:
    return {str(key): None if pd.isna(value) else value for key, value in row.items()}


@dataclass(frozen=True)
class Table:
    """A table: its name in addresses and file names, its title, what makes it, and the columns it then has."""

    name: str
    title: str
    make: Callable[[Frames, Years], pd.DataFrame]
    columns: tuple[str, ...]


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("flights", "Reports on flights", flights, SHAPES["flights"]),
        Table("totals", "Itemised people added up, and reported running totals", totals, TOTALS),
        Table("ledger", "Reported totals held against what is itemised", ledger, LEDGER),
        Table("by_year", "People on groups on record, by calendar year", by_year, YEARS),
        Table("statements", "Statements on the questions in dispute", statements, SHAPES["statements"]),
        Table("figures", "Figures", figures, SHAPES["figures"]),
        Table("milestones", "Milestones", milestones, SHAPES["milestones"]),
        Table("inferences", "What the curator inferred, and why", inferences, SHAPES["inferences"]),
        Table("sources", "Sources", sources, SOURCES),
    )
}
