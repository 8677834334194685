"""What the screens may say, worked out a second time from the raw YAML, sharing nothing with `loaders/`.

It follows the written rules, not the code that it is held against: what a flight is, what a running total can hold, what
lies between two totals, what is a disagreement. Plain maps and numbers, not to be changed: they are
remembered. Where a rule leaves something open, the reading taken here stands at its function.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any

import yaml

Map = dict[str, Any]
Span = tuple[dt.date | None, dt.date | None]
NEVER, EVER = dt.date.min, dt.date.max  # an open end, where days are compared
WENT = ("arrived", "removed", "boarded")
PLACES = ("arrived", "removed", "departed", "expected")  # which date places a flight: of the first of these roles that it has
ROUGH = ("about", "nearly")
ENDS, NO_END = frozenset({"low", "high"}), frozenset[str]()
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SINCE = re.compile(r"since (?:(?:(\d{1,2}) )?([a-z]+) )?(\d{4})|since (\d{4}-\d{2}(?:-\d{2})?)")


@dataclass(frozen=True)
class View:
    """What is asked for: a record through some sources (None: all), in some years (None: all), as of a day (None: now)."""

    folder: Path
    sources: frozenset[str] | None = None
    years: tuple[int, int] | None = None
    day: dt.date | None = None


# Dates


def span(edtf: str) -> Span:
    """The first and the last day that a date in EDTF can mean; None is an open end."""
    if edtf.startswith("["):
        parts = [end for member in edtf.strip("[] ").split(",") for end in member.strip().split("..")]
        spans = [_point(part) for part in parts]
        return min(first for first, _ in spans), max(last for _, last in spans)
    first, _, last = edtf.partition("/")
    begin = None if first == ".." else _point(first)[0]
    return begin, None if last == ".." else _point(last or first)[1]


def _point(text: str) -> tuple[dt.date, dt.date]:
    plain = text.rstrip("~?%")
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", plain):
        raise ValueError(f"{text!r} is no year, month or day")
    numbers = [int(part) for part in plain.split("-")]
    if len(numbers) == 3:
        return dt.date(*numbers), dt.date(*numbers)
    if len(numbers) == 2:
        return dt.date(*numbers, 1), dt.date(*numbers, monthrange(*numbers)[1])
    return dt.date(*numbers, 1, 1), dt.date(*numbers, 12, 31)


def _first(of: Span | Map) -> dt.date:
    begin = of["earliest"] if isinstance(of, dict) else of[0]
    return begin or NEVER


def _last(of: Span | Map) -> dt.date:
    end = of["latest"] if isinstance(of, dict) else of[1]
    return end or EVER


def _can_lie_in(of: Map, years: tuple[int, int] | None) -> bool:
    return years is None or (_first(of).year <= years[1] and _last(of).year >= years[0])


# What is in view


@lru_cache(maxsize=64)
def _read(folder: Path) -> tuple[Map, ...]:
    """Every report of a record, as typed, with the id of its source and the span in which that appeared."""
    found: list[Map] = []
    for path in sorted((folder / "sources").glob("*.yaml")):
        file = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  # text and nothing else
        source = file["source"]
        published = span(source["published"]["edtf"]) if "published" in source else None
        for kind in ("flights", "figures", "statements", "milestones"):
            for report in file.get(kind, []):
                found.append({**report, "is": kind, "source": source["id"], "published": published})
    return tuple(found)


def reports(folder: Path) -> tuple[Map, ...]:
    """Every report of a record, as typed."""
    return _read(folder)


def sources(folder: Path) -> list[str]:
    """The ids of a record's sources."""
    return sorted(path.stem for path in (folder / "sources").glob("*.yaml"))


def _told_last(report: Map) -> dt.date | None:
    """The last day on which a report can have been said: of `said`, else of its source, at most when its source appeared."""
    spans = [span(report["said"]["edtf"])] if "said" in report else []
    spans += [report["published"]] if report["published"] else []
    return min((last for _, last in spans if last), default=None)


def state(report: Map, day: dt.date | None) -> str:
    """Whether a report had been said by a day: "said", "perhaps" or "later". Without a day, all had been.

    It was said on a day of its `said`, else of its source; and not before what it tells of, if that had happened.
    """
    if day is None:
        return "said"
    said = span(report["said"]["edtf"]) if "said" in report else report["published"] or (None, None)
    firsts = [said[0]] if said[0] else []
    if "date" in report and report["date"]["role"] not in ("expected", "effective"):
        firsts += [first] if (first := span(report["date"]["edtf"])[0]) else []
    last = _told_last(report)
    if last and last <= day:
        return "said"
    return "later" if firsts and max(firsts) > day else "perhaps"


def _tie_state(tie: Map, day: dt.date | None) -> str:
    """The same of a correction, which has a date of its own."""
    return state({"said": tie["date"], "published": None}, day) if "date" in tie else "said"


def in_view(view: View) -> list[Map]:
    """The reports of the chosen sources that had been said by the day, or may have been."""
    chosen = [report for report in _read(view.folder) if view.sources is None or report["source"] in view.sources]
    return [report for report in chosen if state(report, view.day) != "later"]


@lru_cache(maxsize=256)
def standing(view: View) -> tuple[Map, ...]:
    """The reports in view that may stand: in some world no standing report replaces or retracts them.

    A world says of all that may have been said or corrected by the day whether it was. `settled`: it counts in all worlds.
    `replaced`: not in the one in which everything was. `worlds`: for each world of those that its corrections have to do
    with, which of them count.
    """
    reports = {report["id"]: report for report in in_view(view)}
    ties = [
        (name, kind, tie["to"], made)
        for name, report in reports.items()
        for tie in report.get("relations", [])
        if (kind := tie["type"]) in ("replaces", "retracts")
        and tie["to"] in reports
        and (made := _tie_state(tie, view.day)) != "later"
    ]
    found: list[Map] = []
    for name, report in reports.items():
        worlds = _worlds(name, ties, {one: state(reports[one], view.day) for one in _tied(name, ties)})
        counts = [name in world for world in worlds]
        if any(counts):
            found.append({**report, "settled": all(counts), "replaced": not counts[0], "worlds": worlds})
    return tuple(found)


def _tied(name: str, ties: list[tuple[str, str, str, str]]) -> set[str]:
    """The reports that corrections, and corrections of them, connect with a report; it is one of them."""
    found, before = {name}, 0
    while len(found) > before:
        before = len(found)
        found |= {end for one, _, other, _ in ties if {one, other} & found for end in (one, other)}
    return found


def _worlds(name: str, ties: list[tuple[str, str, str, str]], states: dict[str, str]) -> list[frozenset[str]]:
    """Which of some reports count in each world; first in that in which all had been said and corrected."""
    own = [tie for tie in ties if tie[0] in states]
    open_: list[Any] = [one for one, told in states.items() if told == "perhaps"]
    open_ += [tie for tie in own if tie[3] == "perhaps"]
    found: list[frozenset[str]] = []
    for chosen in product((True, False), repeat=len(open_)):
        not_so = {one for one, holds in zip(open_, chosen, strict=True) if not holds}

        def ending(one: str, not_so: set[Any] = not_so) -> list[str]:
            """How it was ended, by reports that were not taken back themselves; a correction that is corrected still ends it."""
            by = [tie for tie in own if tie[2] == one and tie not in not_so and tie[0] not in not_so]
            return [tie[1] for tie in by if "retracts" not in ending(tie[0], not_so)]

        found.append(frozenset(one for one in states if one not in not_so and not ending(one)))
    return found


# Flights


def amount(count: Map) -> Map:
    """What a number of people can be. "More than 30" is 31 and up, "up to 30" none to 30; "about" and "nearly" are rough."""
    qualifier = count["qualifier"]
    if qualifier == "between":
        return {"low": float(count["low"]), "high": float(count["high"]), "open": False, "rough": NO_END}
    value = float(count["value"])
    low, high, open_ = {
        "more than": (value + 1, value + 1, True),
        "at least": (value, value, True),
        "up to": (0.0, value, False),
        "fewer than": (0.0, value - 1, False),
    }.get(qualifier, (value, value, False))
    if qualifier not in (*ROUGH, "exactly", "more than", "at least", "up to", "fewer than"):
        raise ValueError(f"{qualifier!r} has no rule here")
    return {"low": low, "high": high, "open": open_, "rough": ENDS if qualifier in ROUGH else NO_END}


def _numbered(count: Map) -> bool:
    """Whether it is a number, or two; words only are none."""
    return "value" in count or "low" in count


def flights(view: View) -> dict[str, Map]:
    """The flights of the view by id, in order of date: those with a standing report whose date can lie in the years."""
    of_all = all_flights(view)
    return {name: flight for name, flight in of_all.items() if _can_lie_in(flight, view.years)}


@lru_cache(maxsize=256)
def all_flights(view: View) -> dict[str, Map]:
    """The same in all years. `people` is None where nobody counts people who went: announced is not gone."""
    told: dict[str, list[Map]] = {}
    for report in standing(view):
        if report["is"] == "flights":
            told.setdefault(report["flight"], []).append(report)
    found = {name: _flight(name, reports) for name, reports in told.items()}
    return dict(sorted(found.items(), key=lambda item: (_first(item[1]), _last(item[1]))))


def _flight(name: str, reports: list[Map]) -> Map:
    went = [report for report in reports if _kind(report) in WENT and _numbered(report["count"])]
    earliest, latest = _any_day(reports)
    people = together([amount(report["count"]) for report in went]) if went else None
    sure = any(all(world & {report["id"] for report in went} for world in one["worlds"]) for one in went)
    boarded = {_kind(report) for report in went} == {"boarded"}
    return {
        **{"id": name, "earliest": earliest, "latest": latest, "sure": sure, "people": people},
        "adds": people if people is None or (sure and not boarded) else _from_nothing(people),
        "reports": [report["id"] for report in reports],
        "counted": [report["id"] for report in went],
    }


def _from_nothing(people: Map) -> Map:
    """What may be as many, or nobody: people whom only a report counts that may be of a later day, or people who boarded."""
    return {**people, "low": 0.0, "rough": people["rough"] - {"low"}}


def _any_day(reports: list[Map]) -> Span:
    """From the first to the last day that a flight can have, by its certain reports and any of the others, or all of them."""
    certain, others = ([one for one in reports if one["settled"] is so] for so in (True, False))
    some = [[*certain, *more] for size in {0, 1, 2, len(others)} for more in combinations(others, size)]
    days = [_day(one) for one in some if one]
    first, last = min(_first(one) for one in days), max(_last(one) for one in days)
    return None if first == NEVER else first, None if last == EVER else last


def _day(reports: list[Map]) -> Span:
    """When a flight was by some reports: by the date that comes first in PLACES; nothing expected where people are counted."""
    went = any(_kind(report) in WENT and _numbered(report["count"]) for report in reports)
    told = [report for report in reports if not went or report["date"]["role"] != "expected"] or reports
    role = next(role for role in PLACES if any(report["date"]["role"] == role for report in told))
    return _common([span(report["date"]["edtf"]) for report in told if report["date"]["role"] == role])


def _kind(report: Map) -> str | None:
    return report["count"]["kind"] if "count" in report else None


def together(amounts: list[Map]) -> Map:
    """What rival numbers of one thing allow: from the lowest to the highest. An end is rough if only rough numbers give it."""
    ends = {"low": min(one["low"] for one in amounts), "high": max(one["high"] for one in amounts)}
    rough = {end for end, value in ends.items() if all(end in one["rough"] for one in amounts if one[end] == value)}
    return {**ends, "open": any(one["open"] for one in amounts), "rough": rough}


def added(amounts: Iterable[Map]) -> Map:
    """The sum of numbers of different things; rough or open at an end if one of them is."""
    amounts = list(amounts)
    ends = {end: sum(one[end] for one in amounts) for end in ENDS}
    rough = NO_END.union(*(one["rough"] for one in amounts))
    return {**ends, "open": any(one["open"] for one in amounts), "rough": rough}


def _common(spans: list[Span]) -> Span:
    """The narrowest if it lies in all others, else what they share, else from the first to the last."""
    closed = [(_first(one), _last(one)) for one in spans]
    narrow = min(closed, key=lambda one: one[1] - one[0])
    shared = (max(first for first, _ in closed), min(last for _, last in closed))
    if all(first <= narrow[0] and narrow[1] <= last for first, last in closed):
        first, last = narrow
    elif shared[0] <= shared[1]:
        first, last = shared
    else:
        first, last = min(first for first, _ in closed), max(last for _, last in closed)
    return None if first == NEVER else first, None if last == EVER else last


def sum_of_years(view: View) -> Map:
    """The people on the flights whose date can lie in the years. What nobody counted, or only announced, is not in it."""
    return added(_counted(flights(view)).values())


def _counted(of: dict[str, Map]) -> dict[str, Map]:
    return {name: flight["adds"] for name, flight in of.items() if flight["adds"]}


# Running totals


def totals(view: View) -> dict[str, Map]:
    """The running totals of people removed, as numbers of people, that can stand as of a day in the years; by date."""
    return {name: total for name, total in all_totals(view).items() if _can_lie_in(total, view.years)}


@lru_cache(maxsize=256)
def all_totals(view: View) -> dict[str, Map]:
    found: dict[str, Map] = {}
    for report in standing(view):
        wanted = report["is"] == "figures" and report["measure"] == "cumulative total" and report["subject"] == "people removed"
        if wanted and _numbered(report["quantity"]) and report["quantity"]["unit"] == "people":
            found[report["id"]] = _total(report)
    return dict(sorted(found.items(), key=lambda item: (_last(item[1]), _first(item[1]))))


def _total(report: Map) -> Map:
    """A running total. It cannot stand as of a day after it was said or printed: nobody counts ahead."""
    earliest, latest = span(report["date"]["edtf"])
    told = _told_last(report)
    if told and told >= (earliest or told) and (latest is None or latest > told):
        latest = told
    start = span(report["start"]) if "start" in report else _since(report.get("basis"))  # None: not told, or not understood
    return {
        **{"id": report["id"], "earliest": earliest, "latest": latest, **amount(report["quantity"])},
        "exact": report["quantity"]["qualifier"] == "exactly",
        "counter": report.get("counted_by", report["said_by"]),
        "people": report.get("counted"),
        "start": start,
        "order": {order["flight"]: order["type"] for order in report.get("order", [])},
        "repeats": {tie["to"] for tie in report.get("relations", []) if tie["type"] == "repeats"},
        **{name: report[name] for name in ("settled", "replaced")},
    }


def _since(basis: str | None) -> Span | None:
    """ "since 2002", "since 1 March 2002", "since 2002-03" as dates; any other text is not understood."""
    found = SINCE.fullmatch(" ".join(basis.casefold().split())) if basis else None
    if not found:
        return None
    day, month, year, edtf = found.groups()
    if month and month not in MONTHS:
        return None
    return span(
        edtf or "-".join([year, *([f"{MONTHS.index(month) + 1:02}"] if month else []), *([f"{int(day):02}"] if day else [])])
    )


def _in_it(total: Map, flight: Map) -> bool | None:
    """Whether a flight was over when a total was taken; None if the dates leave it open. A typed order says it outright.

    A flight of the day of the total counts as before it, as does one that ends on the first day on which it can stand.
    """
    if flight["id"] in total["order"]:
        return bool(total["order"][flight["id"]] == "after")
    if _last(flight) <= _first(total):
        return True
    return False if _first(flight) > _last(total) else None


def _since_start(total: Map, flight: Map) -> bool | None:
    """Whether a flight came after a count began: on the first day of its start or later. Nobody knows without a start."""
    if flight["id"] in total["order"]:
        return True
    if total["start"] is None:
        return None
    begin = _first(total["start"])
    if _first(flight) >= begin:
        return True
    return False if _last(flight) < begin else None


def within(total_id: str, view: View) -> Map:
    """Which flights of all years a running total holds, perhaps holds, or cannot hold, and what it leaves when they are off.

    A total that counts only some people holds none for certain. `remainder` is None for such a one, for one that is not
    exact or whose start is not known, and if no flight can be in it.
    """
    total, of_all = all_totals(view)[total_id], all_flights(view)
    found: Map = {"within": [], "perhaps": [], "outside": []}
    for flight in (flight for flight in of_all.values() if flight["people"]):
        asked = (_in_it(total, flight), _since_start(total, flight), total["people"] is None or None)
        found["outside" if False in asked else "perhaps" if None in asked else "within"].append(flight["id"])
    sure, unsure = ([of_all[name]["adds"] for name in found[place]] for place in ("within", "perhaps"))
    comparable = total["exact"] and total["start"] and total["people"] is None and (sure or unsure)
    return {**found, "remainder": _less(total["low"], sure, unsure) if comparable else None}


def _less(value: float, sure: list[Map], unsure: list[Map]) -> Map:
    """A number without some flights, and perhaps without some more. `low` is None where a flight has no upper end."""
    least, most = added(sure), added([*sure, *unsure])
    rough = {end for end, off in (("low", "high" in most["rough"]), ("high", "low" in least["rough"])) if off}
    return {"low": None if most["open"] else value - most["high"], "high": value - least["low"], "rough": rough}


# Steps


def steps(view: View) -> list[Map]:
    """Each running total against the next of the same count, where their order is known; those that touch the years.

    A count is one by its counter, the people counted and its start, all three told. A step touches the years if the time
    from the first day of the one to the last of the other does.
    """
    chains: dict[Any, list[Map]] = {}
    for total in sorted(all_totals(view).values(), key=lambda one: (_last(one), _first(one), one["low"])):
        if total["exact"] and total["start"] and not total["replaced"]:
            chain = chains.setdefault((total["counter"], total["people"], total["start"]), [])
            if not any(is_repeat(total, other) for other in chain):
                chain.append(total)
    pairs = [pair for chain in chains.values() for pair in permutations(chain, 2) if is_step(*pair) and _alone(chain, *pair)]
    found = [between(before["id"], after["id"], view) for before, after in pairs]
    return [step for step in found if _can_lie_in(step, view.years)]


def _alone(chain: list[Map], before: Map, after: Map) -> bool:
    """Whether no other total of the chain may lie between two: each is certainly before the one or after the other."""
    others = [one for one in chain if one["id"] not in (before["id"], after["id"])]
    return all(is_step(one, before) or is_step(after, one) for one in others)


def is_step(before: Map, after: Map) -> bool:
    """Whether one total certainly stands as of a later day than another, or a flight stands between them, and repeats it not."""
    flown = {name for name, place in before["order"].items() if place == "before" and after["order"].get(name) == "after"}
    return (_last(before) < _first(after) or bool(flown)) and not is_repeat(before, after)


def is_repeat(one: Map, other: Map) -> bool:
    """Whether two totals are one count told twice: a curator says so, or one counter gives one number for dates that overlap."""
    overlap = _first(one) <= _last(other) and _first(other) <= _last(one)
    same = one["counter"] == other["counter"] and one["low"] == other["low"] and overlap
    return same or one["id"] in other["repeats"] or other["id"] in one["repeats"]


def between(before_id: str, after_id: str, view: View) -> Map:
    """By how many one total is higher than another, which flights lie between, and what they leave. A rise can be a fall."""
    of_all = all_totals(view)
    before, after = of_all[before_id], of_all[after_id]
    found: Map = {"between": [], "perhaps": []}
    people = {name: flight for name, flight in all_flights(view).items() if flight["people"]}
    for flight in people.values() if after["people"] is None else ():  # beside a count of some people stands no flight
        earlier, later = _in_it(before, flight), _in_it(after, flight)
        if earlier or later is False or _since_start(before, flight) is False:
            continue
        found["between" if earlier is False and later else "perhaps"].append(flight["id"])
    sure, unsure = ([people[name]["adds"] for name in found[place]] for place in ("between", "perhaps"))
    rise = after["low"] - before["low"]
    ends = {"before": before_id, "after": after_id, "earliest": before["earliest"], "latest": after["latest"]}
    return {**ends, "rise": rise, **found, "remainder": _less(rise, sure, unsure) if after["people"] is None else None}


# Years, and disagreements


def by_year(view: View) -> dict[int, Map]:
    """For each year what is certain: the flights that lie in it, their sum, and what counts of exactly that year leave.

    Only a count of people over a calendar year, exact, is set against them; flights that may lie in the year widen what it
    leaves. A fiscal year is never set against a calendar year, and a basis that is not understood against nothing.
    """
    of_all = {name: flight for name, flight in all_flights(view).items() if flight["people"]}
    counts = [report for report in standing(view) if report["is"] == "figures" and _calendar(report)]
    years = {year for flight in of_all.values() if (year := _year(flight))} | {
        span(report["date"]["edtf"])[0].year for report in counts
    }
    found: dict[int, Map] = {}
    for year in sorted(years):
        if view.years and not view.years[0] <= year <= view.years[1]:
            continue
        sure = [flight for flight in of_all.values() if _year(flight) == year]
        unsure = [flight for flight in of_all.values() if _year(flight) is None and _can_lie_in(flight, (year, year))]
        off = [[flight["adds"] for flight in some] for some in (sure, unsure)]
        found[year] = {
            **{
                "flights": [flight["id"] for flight in sure],
                "perhaps": [flight["id"] for flight in unsure],
                "sum": added(flight["adds"] for flight in sure),
            },
            "left": {
                report["id"]: _less(float(report["quantity"]["value"]), *off)
                for report in counts
                if span(report["date"]["edtf"])[0].year == year
            },
        }
    return found


def _year(flight: Map) -> int | None:
    """The calendar year of a flight, if its whole date lies in one."""
    first, last = _first(flight).year, _last(flight).year
    return first if first == last else None


def _calendar(report: Map) -> bool:
    """Whether a figure counts people removed, all of them, exactly so many, over one whole calendar year."""
    people = report["quantity"]["unit"] == "people" and "counted" not in report
    if (report["measure"], report["subject"]) != ("flow", "people removed") or not people:
        return False
    basis = report.get("basis", "")
    kind = report.get("year") or ("calendar" if not basis or re.fullmatch(r"calendar year( \d{4})?", basis.casefold()) else None)
    first, last = span(report["date"]["edtf"])
    whole = first and last and (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31))
    return bool(kind == "calendar" and report["quantity"]["qualifier"] == "exactly" and whole)


def disagreements(view: View) -> dict[str, set[str]]:
    """The flights on which standing reports disagree, and in what: a kind of count, or the role of a date.

    Counts of one kind of people who went, or who were kept back for one reason, disagree if neither is rough and they do not
    meet; "more than" is not rough, and has no upper end. Dates of one role disagree if no day is in both; what was only
    expected is left out of both.
    """
    found: dict[str, set[str]] = {}
    shown = flights(view)
    reports = [one for one in standing(view) if one["is"] == "flights" and one["flight"] in shown and not one["replaced"]]
    for flight in {report["flight"] for report in reports}:
        for key in ("origin", "destination"):
            named = [report[key] for report in reports if report["flight"] == flight and key in report]
            places = [{name.casefold() for name in ([one] if isinstance(one, str) else one)} for one in named]
            if places and not set.intersection(*places):
                found.setdefault(flight, set()).add(key)
    for one, other in combinations(reports, 2):
        if one["flight"] != other["flight"]:
            continue
        like = _kind(one) == _kind(other) in (*WENT, "kept back") and one["count"].get("why") == other["count"].get("why")
        if like and _numbered(one["count"]) and _numbered(other["count"]):
            counts = [amount(report["count"]) for report in (one, other)]
            low, high = sorted(counts, key=lambda count: count["low"])
            if not low["open"] and low["high"] < high["low"] and not (low["rough"] or high["rough"]):
                found.setdefault(one["flight"], set()).add(_kind(one) or "")
        if one["date"]["role"] == other["date"]["role"] != "expected":
            first, last = sorted((span(report["date"]["edtf"]) for report in (one, other)), key=_first)
            if _last(first) < _first(last):
                found.setdefault(one["flight"], set()).add(f"date {one['date']['role']}")
    return found
