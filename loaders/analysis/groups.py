"""A flight is what its reports have in common: from how few to how many people, when, and in what the reports differ.

No report is averaged with another and none is dropped: the rule below only says which one is drawn where a chart has
room for one number.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pandas as pd

from loaders.analysis.years import Years
from loaders.record import schema
from loaders.record.schema import DateRole, Qualifier
from loaders.tables.frames import Frames, Row, frame, rows_as_maps
from loaders.wording import numbers

RULE = (
    "A report that another replaces or retracts is left out.",
    "What a government says in its own release or data goes before what others relay.",
    "People counted on arrival go before people counted as removed, and these before people counted on leaving. "
    "People who were only announced are never counted.",
    "An exact number goes before a rough one.",
    "If reports still differ, the lowest number is taken.",
)
"""Which number of several is taken where one is needed, in the order in which it decides."""
GROUPS = (
    *("flight", "flight_name", "date", "date_in_words", "date_role", "departed", "earliest", "latest", "year"),
    *("people_low", "people_high", "in_words", "people_chosen", "chosen", "chosen_why", "planned", "differ", "reports"),
    *("open_end", "superseded"),
    *("records", "said_by", "paragraph", "quotation", "source_id", "source"),
)
FIRST, LAST = pd.Timestamp(1600, 1, 1), pd.Timestamp(2200, 12, 31)  # that a date of the record can have (see `dates`)
UNDERWAY = pd.Timedelta(days=3)  # a charter flight round half the world, with stops and the change of date
WHEN = (DateRole.ARRIVED, DateRole.REMOVED, DateRole.DEPARTED, DateRole.EXPECTED)  # which date places a flight, the first it has


def groups(frames: Frames, years: Years) -> pd.DataFrame:
    """One row a flight, in order of date, also where nobody counted the people or they were only announced.

    people_low and people_high: the lowest and the highest count of people that went, of all reports that stand;
    people_chosen: the one that RULE takes. Columns: GROUPS.
    """
    return years.rows(_all(frames))


def itemised(frames: Frames, years: Years) -> pd.DataFrame:
    """The flights of which some report counts people that went: what can be added up. Columns: GROUPS."""
    shown = groups(frames, years)
    return shown[shown["people_low"].notna()].reset_index(drop=True)


def addition(flown: pd.DataFrame) -> str:
    """The people of some groups added up, as it is read: "43 + 36 = 79". flown: rows of `itemised`; none is "0"."""
    parts = list(zip(flown["people_low"], flown["people_high"], strict=True))
    return numbers.addition(parts, list(flown["in_words"])) if parts else "0"


@lru_cache(maxsize=16)
def _all(frames: Frames) -> pd.DataFrame:
    flights: dict[str, list[Row]] = {}
    for report in rows_as_maps(frames.flights):
        flights.setdefault(report["flight"], []).append(report)
    rows = [_group(reports) for reports in flights.values()]
    rows.sort(key=lambda row: (row["earliest"] or row["latest"] or LAST, row["latest"] or LAST))
    return frame(GROUPS, rows)


def _group(reports: list[Row]) -> Row:
    """What the reports on one flight, one at least, have in common."""
    stand = [report for report in reports if not report["superseded"]]
    went = [report for report in stand if report["kind"] in schema.WENT and report["people"] is not None]
    planned = [report for report in stand if report["kind"] == "planned"]
    told = stand if not went else [report for report in stand if report["date_role"] != DateRole.EXPECTED]
    when = _when(told or reports)
    differ = [*_counts_differ(went, planned), *when.pop("differ")]
    return {
        **_trace(went or stand or reports),
        **when,
        **(_people(went) if went else {}),
        "open_end": any(_count(report)[1] for report in went),
        "planned": _lines(f"{report['in_words']}, {report['said_by']}" for report in planned if report["in_words"]),
        "differ": _lines(differ),
        "superseded": _lines(f"{report['id']}: {report['superseded']}" for report in reports if report["superseded"]),
        "reports": len(stand),
    }


def _trace(reports: list[Row]) -> Row:
    """Where a flight's numbers come from: of one report its sentence, of several each one's source, one to a line."""
    each = {name: _lines(report[name] for report in reports if report[name]) for name in ("said_by", "source_id", "source")}
    alone = {name: reports[0][name] if len(reports) == 1 else None for name in ("paragraph", "quotation")}
    called = {name: reports[0][name] for name in ("flight", "flight_name")}
    return {**called, **each, **alone, "records": _lines(report["id"] for report in reports)}


def _lines(texts: Iterable[str]) -> str | None:
    """Texts one to a line, each once; None for none."""
    return "\n".join(dict.fromkeys(texts)) or None


def _rank(report: Row) -> tuple[bool, int, bool, float]:
    """The parts of RULE after the first, in their order: the lowest comes first."""
    return (
        not report["primary"],
        schema.WENT.index(report["kind"]),
        report["qualifier"] != Qualifier.EXACTLY,
        report["people"],
    )


def _count(report: Row) -> tuple[int, bool]:
    """The number of a report, and whether it is 'more than': two reports agree if both are the same."""
    return report["people"], report["qualifier"] == Qualifier.MORE_THAN


def _people(went: list[Row]) -> Row:
    """The counts of people that went, lowest, highest and chosen."""
    ranked = sorted(went, key=_rank)
    best, order = ranked[0], sorted(ranked, key=lambda report: (*_count(report), report["qualifier"] != Qualifier.EXACTLY))
    low, high = order[0], order[-1]
    same = _count(low) == _count(high)
    return {
        "people_low": low["people"],
        "people_high": high["people"],
        "in_words": low["in_words"] if same else f"{low['in_words']} to {high['in_words']}",
        "people_chosen": best["people"],
        "chosen": best["id"],
        "chosen_why": _why(ranked),
    }


def _why(ranked: list[Row]) -> str:
    """Which part of RULE decided between the first report and the next that gives another number."""
    best = ranked[0]
    other = next((report for report in ranked if _count(report) != _count(best)), None)
    if other is None:
        return "All reports give this number." if len(ranked) > 1 else "One report gives a number."
    decided = next(place for place, (one, two) in enumerate(zip(_rank(best), _rank(other), strict=True), start=1) if one != two)
    return RULE[decided]


def _counts_differ(went: list[Row], planned: list[Row]) -> list[str]:
    found: list[str] = []
    if len({_count(report) for report in went}) > 1:
        told = dict.fromkeys(f"{report['in_words']} ({report['said_by']}, {report['kind']})" for report in went)
        found.append(f"People: {numbers.listed(list(told))}.")
    counted = numbers.listed(list(dict.fromkeys(report["in_words"] for report in went)), last="or")
    plans = dict.fromkeys(f"{report['in_words']} ({report['said_by']})" for report in planned)
    if not went and len({_count(report) for report in planned}) > 1:
        found.append(f"Announced: {numbers.listed(list(plans))}.")
    announced = [report for report in planned if went and _count(report) not in {_count(count) for count in went}]
    for text in dict.fromkeys(f"{report['in_words']} ({report['said_by']})" for report in announced):
        found.append(f"Announced: {text}; counted: {counted}.")
    return found


def _when(reports: list[Row]) -> dict[str, Any]:
    """The date that places a flight: that of its arrival, if any report has it; else of its removal, its departure, its plan.

    Reports of one role that can all be true give the narrowest; reports that cannot give all days that one of them allows.
    """
    by_role = {role: [report for report in reports if report["date_role"] == role] for role in WHEN}
    found = {role: _one_role(of_one) for role, of_one in by_role.items() if of_one}
    role, placed = next(iter(found.items()))
    differ = [text for when in found.values() for text in when.pop("differ", ())]
    removed, departed = found.get(DateRole.REMOVED), found.get(DateRole.DEPARTED)
    for what, when in (("Removed", removed), ("Departed", departed)):
        if when and role is DateRole.ARRIVED and _apart(when, placed):
            differ.append(f"{what}: {when['date_in_words']}; arrived: {placed['date_in_words']}.")
    left = departed["date_in_words"] if departed and role is not DateRole.DEPARTED else None
    return {**placed, "date_role": role.value, "departed": left, "differ": differ}


def _apart(one: Row, other: Row) -> bool:
    """Whether two dates lie further apart than people are under way."""
    first, last = sorted((one, other), key=lambda when: when["earliest"] or FIRST)
    return bool((last["earliest"] or FIRST) - (first["latest"] or LAST) > UNDERWAY)


def _one_role(reports: list[Row]) -> dict[str, Any]:
    """The date that reports on one thing have in common, and in what they differ. Columns as in GROUPS, and "differ"."""
    spans = [(report["earliest"] or FIRST, report["latest"] or LAST) for report in reports]
    first, last = min(spans, key=lambda span: span[1] - span[0])
    if all(begin <= first and end >= last for begin, end in spans):
        narrowest = reports[spans.index((first, last))]
        return {name: narrowest[name] for name in ("date", "date_in_words", "earliest", "latest", "year")}
    first, last = max(begin for begin, _ in spans), min(end for _, end in spans)
    both = numbers.listed(list(dict.fromkeys(report["date_in_words"] for report in reports)))
    if first <= last:  # they overlap: all can be true, on the days that each of them allows
        return {
            **{"date": None, "date_in_words": both, "earliest": first, "latest": last},
            "year": first.year if first.year == last.year else None,
        }
    begin = None if any(report["earliest"] is None for report in reports) else min(span[0] for span in spans)
    end = None if any(report["latest"] is None for report in reports) else max(span[1] for span in spans)
    days = dict.fromkeys(f"{report['date_in_words']} ({report['said_by']})" for report in reports)
    return {
        "date": None,
        "date_in_words": numbers.listed(list(dict.fromkeys(report["date_in_words"] for report in reports)), last="or"),
        "earliest": begin,
        "latest": end,
        "year": begin.year if begin is not None and end is not None and begin.year == end.year else None,
        "differ": [f"{str(reports[0]['date_role']).capitalize()}: {numbers.listed(list(days))}."],
    }
