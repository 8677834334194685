"""Does it add up? What is itemised, what is reported, and what neither explains.

Where reports on one flight differ, a sum has a low and a high (see `groups`). A reported total is held against the
flights up to its own date, and the gap is named, never filled.
"""

from __future__ import annotations

import pandas as pd

from loaders.analysis.groups import addition, itemised
from loaders.analysis.years import EVER, Years
from loaders.record import schema
from loaders.tables.frames import Frames, Row, frame, rows_as_maps
from loaders.wording import numbers

TRACE = ("records", "said_by", "paragraph", "quotation", "source_id", "source")
TOTALS = (
    *("id", "series", "label", "date", "date_in_words", "earliest", "latest", "people_low", "people_high"),
    *("total_low", "total_high", "total_chosen", "open_end", "qualifier", "basis", "derived", "arithmetic", *TRACE),
)
GROUPS, BY_ITSELF = ":groups", ":beside"  # accounts without a reported total; no id of the record has a colon
LEDGER = (
    *(
        "id",
        "account",
        "line",
        "label",
        "in_words",
        "people_low",
        "people_high",
        "open_end",
        "how",
        "date",
        "derived",
        "arithmetic",
    ),
    *("meaning", *TRACE),
)
YEARS = (
    *(
        "id",
        "year",
        "flights",
        "people_low",
        "people_high",
        "people_chosen",
        "open_end",
        "arithmetic",
        "derived",
        "reported",
        "unexplained",
        "meaning",
        "records",
    ),
)
REPORTED, NOT_ITEMISED, BESIDE = "Reported running total", "Not itemised here", "Reported beside it, not added"
INSIDE, OUTSIDE = "Itemised, in the years shown", "Itemised, in other years"
FISCAL = "fiscal year"  # the basis of a figure that counts a year which is not the calendar's
DERIVED = "sum:"  # begins the id of a derived line; no id of the record has a colon


def totals(frames: Frames, years: Years) -> pd.DataFrame:
    """Itemised people added up flight by flight, and beside them each running total that somebody reported."""
    rows: list[Row] = []
    flown = itemised(frames, years)
    for place, flight in enumerate(rows_as_maps(flown), start=1):
        rows.append(
            {
                **flight,
                "id": f"{DERIVED}to:{flight['flight']}",
                "series": "itemised",
                "records": "\n".join([*(rows[-1]["records"].split("\n") if rows else []), flight["records"]]),
                "label": flight["flight_name"],
                **{f"total_{name}": flown[f"people_{name}"].iloc[:place].sum() for name in ("low", "high", "chosen")},
                "open_end": bool(flown["open_end"].iloc[:place].any()),
                "arithmetic": addition(flown.iloc[:place]),
                "derived": True,
            }
        )
    for figure in rows_as_maps(reported_totals(frames, years)):
        value, records = figure["value"], figure["id"]
        rows.append(
            {
                **figure,
                **{"series": "reported", "total_low": value, "total_high": value, "total_chosen": value},
                **{"derived": False, "records": records},
            }
        )
    return frame(TOTALS, rows)


def reported_totals(frames: Frames, years: Years) -> pd.DataFrame:
    """Running totals of people removed that somebody gave as a number."""
    shown = standing(frames, years)
    is_total = (shown["measure"] == "cumulative total") & (shown["subject"] == "people removed")
    return shown[is_total & shown["value"].notna()]


def standing(frames: Frames, years: Years) -> pd.DataFrame:
    """The figures that no other report replaces or retracts."""
    return years.rows(frames.figures[frames.figures["superseded"].isna()])


def open_flows(frames: Frames, years: Years) -> pd.DataFrame:
    """Counts of people removed over a period that is no fiscal year, as numbers. Columns as figures."""
    shown = standing(frames, years)
    flows = shown[(shown["measure"] == "flow") & (shown["subject"] == "people removed") & shown["value"].notna()]
    return flows[~flows["basis"].eq(FISCAL).fillna(False)]


def by_year(frames: Frames, years: Years) -> pd.DataFrame:
    """People on listed flights by calendar year, what was reported of that year, and what neither explains.

    A flight whose year is not certain stands in a row without a year. Only a count over a time that lies within the
    year can be held against its flights; longer ones are named.
    """
    flown, flows = itemised(frames, years), open_flows(frames, years)
    dated = set(flown["year"].dropna())
    spans = [(flow["earliest"].year, flow["latest"].year) for flow in rows_as_maps(flows) if flow["earliest"] and flow["latest"]]
    asked = [year for year in range(years.first, years.last + 1) if any(first <= year <= last for first, last in spans)]
    rows = [_year(year, flown[flown["year"] == year], flows) for year in sorted(dated | set(asked))]
    if len(undated := flown[flown["year"].isna()]):
        rows.insert(0, _year(None, undated, flows.iloc[:0]))
    return frame(YEARS, rows)


def _year(year: int | None, flown: pd.DataFrame, flows: pd.DataFrame) -> Row:
    low, high, more = _sum(flown)
    about = [
        flow
        for flow in rows_as_maps(flows)
        if flow["earliest"] and flow["latest"] and year is not None and flow["earliest"].year <= year <= flow["latest"].year
    ]
    alone = [flow for flow in about if _whole_year(flow["earliest"], flow["latest"])]
    exact = [flow for flow in alone if flow["qualifier"] == schema.Qualifier.EXACTLY and flow["unit"] == schema.Unit.PEOPLE]
    rests = [numbers.span(flow["value"] - high, flow["value"] - low, less=more) for flow in exact]
    if rests:
        meaning = "What is left was in no group listed here, or was counted otherwise; less than nothing: the groups are more."
    elif alone:
        meaning = "The count is not one of exactly so many people, so the groups are not taken off it."
    elif about:
        meaning = "The count is not of exactly this year, so it cannot be held against the groups of the year."
    else:
        meaning = "Nobody in the record counts this year on its own, so what the groups leave out cannot be told."
    return {
        "id": f"{DERIVED}year:{year or 'not-certain'}",
        "year": year,
        "flights": len(flown),
        "people_low": low,
        "people_high": high,
        "people_chosen": flown["people_chosen"].sum(),
        "open_end": more,
        "arithmetic": addition(flown),
        "derived": True,
        "reported": "\n".join(f"{flow['in_words']} {flow['unit']} {flow['date_in_words']}, {flow['said_by']}" for flow in about)
        or None,
        "unexplained": "\n".join(rests) or None,
        "meaning": meaning,
        "records": "\n".join([*flown["records"], *(flow["id"] for flow in about)]) or None,
    }


def _whole_year(first: pd.Timestamp, last: pd.Timestamp) -> bool:
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def ledger(frames: Frames, years: Years) -> pd.DataFrame:
    """Each reported running total held against what is itemised up to its date, line by line.

    A running total counts from its start, so flights before the years shown are set against it too, on their own line.
    Without a total the sum of the groups stands alone. A total in words only is listed and never compared.
    """
    rows: list[Row] = []
    reported = reported_totals(frames, years)
    for total in rows_as_maps(reported):
        rows += _account(frames, years, total)
    flown = itemised(frames, years)
    if reported.empty and len(flown):
        rows.append(sum_line(INSIDE, flown, GROUPS))
    shown = standing(frames, years)
    beside = shown[(shown["subject"] == "people removed") & shown["measure"].isin(("cumulative total", "flow"))]
    for figure in rows_as_maps(beside):
        if figure["measure"] == "flow" or figure["value"] is None:
            value = figure["value"]
            line = {
                "account": BY_ITSELF,
                "line": BESIDE,
                "how": _said(figure),
                "records": figure["id"],
                "meaning": _why_beside(figure),
            }
            rows.append({**figure, **line, "people_low": value, "people_high": value})
    return frame(LEDGER, ({"derived": False, **row} for row in rows))


def _account(frames: Frames, years: Years, total: Row) -> list[Row]:
    """The lines for one reported total: the total, itemised in the years shown, itemised before, not itemised."""
    flown = itemised(frames, EVER)
    if total["latest"] is not None:
        flown = flown[flown["earliest"].isna() | (flown["earliest"] <= total["latest"])]
    inside = years.rows(flown)
    before = flown[~flown["flight"].isin(inside["flight"])]
    value, account = total["value"], total["id"]
    low, high, more = _sum(flown)
    rest = numbers.span(value - high, value - low, less=more)
    reported = {
        "account": account,
        "line": REPORTED,
        "how": _said(total),
        "people_low": value,
        "people_high": value,
        "records": account,
    }
    lines = [{**total, **reported}, sum_line(INSIDE, inside, account)]
    if len(before):
        lines.append(sum_line(OUTSIDE, before, account))
    exact = total["qualifier"] == schema.Qualifier.EXACTLY and total["unit"] == schema.Unit.PEOPLE
    if flown.empty or not exact:
        return lines  # nothing to take off, or nothing that it can be taken off exactly
    arithmetic = f"{total['in_words']} − {numbers.span(low, high, more)} = {rest}"
    lines.append(
        {
            "id": f"{DERIVED}not-itemised:{account}",
            "account": account,
            "line": NOT_ITEMISED,
            "label": f"Of {total['in_words']}, in no group in this record",
            "in_words": rest,
            "people_low": value - high,
            "people_high": value - low,
            "open_end": more,
            "derived": True,
            "arithmetic": arithmetic,
            "how": f"Derived: {arithmetic}",
            "meaning": "\n".join(_meaning(total, flown, low, high)),
            "records": "\n".join([account, *flown["records"]]),
        }
    )
    return lines


def _meaning(total: Row, flown: pd.DataFrame, low: float, high: float) -> list[str]:
    """What the gap between a reported total and the listed groups can and cannot mean, one sentence to an item."""
    value = total["value"]
    if value > high:
        told = ["The total is higher than the groups: they are a part of what it counts, and this record does not list the rest."]
    elif value < low:
        told = ["The groups are more than the total: one of them, or the total, counts something else than it says, or is wrong."]
    else:
        told = ["The groups can account for the whole total."]
    first = flown.sort_values("earliest").iloc[0]
    since = f"The count runs {total['basis']}. " if total["basis"] else ""
    told.append(f"{since}The first group listed here is of {first['date_in_words']}; earlier removals are in no group here.")
    told.append(
        f"The total stands as of {total['date_in_words']}: removals after that cannot be in it, and are not set against it."
    )
    if total["earliest"] is not None:
        unsure = flown[flown["latest"].isna() | (flown["latest"] >= total["earliest"])]
        if total["earliest"] != total["latest"] and len(unsure):
            names = numbers.listed(list(unsure["flight_name"]))
            told.append(f"The day of the total is not known. Counted as before it, though perhaps later: {names}.")
    told.append(
        "Removals are not all group flights: people sent alone, or in a group that no source here names, are in the total only."
    )
    told.append("A running total is gross: it takes off nobody who died or left again, unless its source says so.")
    return told


def _why_beside(figure: Row) -> str:
    if figure["value"] is None:
        return "In words only: it is never turned into a number, so it can be neither added nor compared."
    return "A count over a time: it can overlap with a running total, so the two are not added."


def _sum(flown: pd.DataFrame) -> tuple[int, int, bool]:
    """The people of some groups, lowest and highest, and whether one of the counts has no upper end."""
    return int(flown["people_low"].sum()), int(flown["people_high"].sum()), bool(flown["open_end"].any())


def _said(figure: Row) -> str:
    """Who gave a figure and when, or else as of when: "Bill Herod, 2020", "KVAO, as of April 2017"."""
    when = figure["said_in_words"] or (f"as of {figure['date_in_words']}" if figure["measure"] == "cumulative total" else None)
    return ", ".join(filter(None, [figure["said_by"], when]))


def sum_line(line: str, flown: pd.DataFrame, account: str) -> Row:
    """A line of the ledger that adds up some flights. flown: rows of groups.itemised."""
    low, high, more = _sum(flown)
    arithmetic = addition(flown)
    return {
        "id": f"{DERIVED}itemised{'' if line == INSIDE else '-in-other-years'}:{account.strip(':')}",
        "account": account,
        "line": line,
        "label": numbers.listed(list(flown["flight_name"])) or "No group",
        "in_words": numbers.span(low, high, more),
        "people_low": low,
        "people_high": high,
        "open_end": more,
        "derived": True,
        "arithmetic": arithmetic,
        "how": f"Derived: {arithmetic}",
        "records": "\n".join(flown["records"]) or None,
    }


def checks(frames: Frames, years: Years) -> pd.DataFrame:
    """The checks that use a record of these years, with how they came out. Columns: SHAPES["checks"]."""
    return years.rows(frames.checks)
