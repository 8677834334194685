"""The same thing counted through the years: running totals, removals by fiscal year, arrivals by calendar year, stocks.

A year that nobody counted is a row without a number, never a zero; a fiscal and a calendar year are never one.
"""

from __future__ import annotations

import itertools

import pandas as pd

from loaders.analysis import reconciliation
from loaders.analysis.groups import addition, itemised
from loaders.analysis.reconciliation import DERIVED, FISCAL, standing
from loaders.analysis.years import EVER, Years
from loaders.record import schema
from loaders.tables.frames import SHAPES, Frames, Row, frame, rows_as_maps
from loaders.wording import numbers

RUNNING, CALENDAR = "running total", "calendar year"
NOT_ON_RECORD = "not on record"
ABOUT_A_YEAR = (
    pd.Timedelta(days=360),
    pd.Timedelta(days=370),
)  # longer and shorter counts are in the ledger, not in a row of years
SERIES = (
    *("id", "series", "label", "date", "date_in_words", "earliest", "latest", "people_low", "people_high", "people_chosen"),
    *("in_words", "unit", "basis", "derived", "said_by", "records", "source_id", "source"),
)
READINGS = (
    *("id", "label", "date_in_words", "earliest", "latest", "basis", "in_words", "rise", "people_low", "people_high"),
    *("unexplained", "arithmetic", "meaning", "derived", "records"),
)


def series(frames: Frames, years: Years) -> pd.DataFrame:
    """Running totals as reported, removals by fiscal year as reported, and arrivals by calendar year as added up from groups.

    A fiscal or calendar year within a series for which there is no number has a row without one. Columns: SERIES.
    """
    totals = [_reading(total) for total in rows_as_maps(reconciliation.reported_totals(frames, years))]
    flows = standing(frames, years)
    fiscal = flows[(flows["measure"] == "flow") & (flows["subject"] == "people removed") & (flows["basis"] == FISCAL)]
    whole = [flow for flow in rows_as_maps(fiscal) if flow["earliest"] and flow["latest"]]
    counted: list[Row] = [
        {**_reading(flow), "series": FISCAL}
        for flow in whole
        if ABOUT_A_YEAR[0] < flow["latest"] - flow["earliest"] < ABOUT_A_YEAR[1]
    ]
    return frame(SERIES, [*totals, *_with_gaps(counted, FISCAL), *_with_gaps(_calendar(frames, years), CALENDAR)])


def _reading(figure: Row) -> Row:
    value = figure["value"]
    people = {"people_low": value, "people_high": value, "people_chosen": value}
    return {**figure, "series": RUNNING, **people, "derived": False, "records": figure["id"]}


def _calendar(frames: Frames, years: Years) -> list[Row]:
    """People on the groups of each calendar year, added up; groups whose year is not certain are left out."""
    rows = rows_as_maps(reconciliation.by_year(frames, years))
    flown = itemised(frames, years)
    return [
        {
            **row,
            **{"series": CALENDAR, "label": f"People in groups on record in {row['year']}", "unit": schema.Unit.PEOPLE.value},
            **{"date": str(row["year"]), "date_in_words": str(row["year"]), "basis": CALENDAR},
            **{"earliest": pd.Timestamp(row["year"], 1, 1), "latest": pd.Timestamp(row["year"], 12, 31)},
            "in_words": numbers.span(row["people_low"], row["people_high"], row["open_end"]),
            "records": "\n".join(flown.loc[flown["year"] == row["year"], "records"]),
        }
        for row in rows
        if row["year"] and row["flights"]
    ]


def _with_gaps(rows: list[Row], name: str) -> list[Row]:
    """The rows in order of time, with one that holds no number for each year between two that do."""
    rows = sorted((row for row in rows if row["earliest"] and row["latest"]), key=lambda row: (row["earliest"], row["latest"]))
    found: list[Row] = []
    for row in rows:
        while found and (begin := max(one["latest"] for one in found) + pd.Timedelta(days=1)) < row["earliest"]:
            end = min(begin + pd.DateOffset(years=1), row["earliest"]) - pd.Timedelta(days=1)
            gap = {"series": name, "basis": name, "in_words": NOT_ON_RECORD, "derived": False, "earliest": begin, "latest": end}
            in_words = f"{begin:%B %Y} to {end:%B %Y}"
            found.append({**gap, "id": f"{DERIVED}gap:{begin:%Y-%m}", "date_in_words": in_words, "label": "No number on record"})
        found.append(row)
    return found


def readings(frames: Frames, years: Years) -> pd.DataFrame:
    """Each running total after the one before it: by how many it rose, what the groups between them explain, what is left.

    Totals of people counted from one start only (`basis`), exact ones only. A group lies between two totals if it is counted as
    before the later and not as before the earlier, as in the ledger. Columns: READINGS.
    """
    totals = reconciliation.reported_totals(frames, EVER)
    exact = totals[
        (totals["qualifier"] == schema.Qualifier.EXACTLY)
        & (totals["unit"] == schema.Unit.PEOPLE)
        & totals["basis"].notna()
        & totals["latest"].notna()
    ]
    rows: list[Row] = []
    for _, of_one in exact.groupby("basis", sort=False):
        ordered = rows_as_maps(of_one.sort_values(["latest", "earliest", "value"], kind="stable"))
        rows += [_between(frames, *pair) for pair in itertools.pairwise(ordered)]
    return years.rows(frame(READINGS, rows))


def _between(frames: Frames, before: Row, after: Row) -> Row:
    flown = itemised(frames, EVER)
    inside = flown[flown["earliest"].isna() | (flown["earliest"] <= after["latest"])]
    inside = inside[inside["earliest"].notna() & (inside["earliest"] > before["latest"])]
    low, high = int(inside["people_low"].sum()), int(inside["people_high"].sum())
    rise = int(after["value"] - before["value"])
    more = bool(inside["open_end"].any())
    rest = numbers.span(rise - high, rise - low, less=more)
    shown = f"{after['in_words']} − {before['in_words']} = {rise}"
    return {
        "id": f"{DERIVED}between:{after['id']}",
        "label": f"From {before['in_words']} ({before['said_by']}) to {after['in_words']} ({after['said_by']})",
        "date_in_words": f"{before['date_in_words']} to {after['date_in_words']}",
        "earliest": before["earliest"],
        "latest": after["latest"],
        "basis": after["basis"],
        "in_words": rest,
        "rise": rise,
        "people_low": low,
        "people_high": high,
        "unexplained": rest,
        "arithmetic": f"{shown}; groups between them: {addition(inside)}; left: {rest}"
        if len(inside)
        else f"{shown}; no group between them",
        "meaning": "\n".join(_meaning(rise, low, high, before, after)),
        "derived": True,
        "records": "\n".join([before["id"], after["id"], *inside["records"]]),
    }


def _meaning(rise: int, low: int, high: int, before: Row, after: Row) -> list[str]:
    """What the remainder can and cannot mean, one sentence to an item."""
    told: list[str] = []
    if rise == high == 0:
        told.append("The total did not rise, and no group is listed between the two.")
    elif rise > high:
        told.append("The total rose by more than the groups listed here: the rest is in no group here, or was sent alone.")
    elif rise < low:
        told.append(
            "The total rose by less than the groups listed here: one of the totals or of the groups counts something else."
        )
    else:
        told.append("The groups listed here account for the rise.")
    if before["said_by"] != after["said_by"]:
        told.append(f"The two totals come from different speakers: {before['said_by']}, {after['said_by']}.")
    told.append("A group of the same day or month as a total counts as before it: nobody says on which side of it it falls.")
    return told


def stocks(frames: Frames, years: Years) -> pd.DataFrame:
    """How many people await removal, by who is counted, in order of date. Columns: SHAPES["figures"]."""
    shown = standing(frames, years)
    found = shown[(shown["measure"] == "stock") & (shown["subject"] == "people awaiting removal")]
    return found.assign(counted=found["counted"].fillna(found["label"]))[list(SHAPES["figures"])].reset_index(drop=True)
