"""What is worked out, as rows: sums, accounts, years, series, steps, disagreements, positions, under a view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from loaders.analysis.comparison import Incomparable
from loaders.analysis.connections import Disagreement, Position
from loaders.analysis.flights import Flight
from loaders.analysis.heard import told_once
from loaders.analysis.interval import Interval, stated
from loaders.analysis.through_time import Point, Series, Year
from loaders.analysis.totals import Account, Level, Reported, Step, sum_of
from loaders.analysis.view import DERIVED, Derived, Remainder, ReportSpan, Sum, View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.tables import reports
from loaders.tables.flights import TRACE, flight, people, placed, records
from loaders.tables.frames import Row, lines, once
from loaders.wording import accounts, checks, dates, known, names, numbers
from loaders.wording import flights as of_flights
from loaders.wording.accounts import NO_NUMBER, Line
from loaders.wording.language import say

TOTALS = (
    *("id", "series", "label", "date", "date_in_words", "earliest", "latest", "people_low", "people_high", "in_words"),
    *("total_low", "total_high", "total_preferred", "total_in_words", "open_end", "qualifier", "basis", "derived"),
    *("level_low", "level_high", "level_preferred", "level_in_words"),
    *("arithmetic", *TRACE, "known"),
)
LEDGER = (
    *("id", "account", "line", "label", "in_words", "people_low", "people_high", "open_end", "how", "date", "derived"),
    *("arithmetic", "meaning", *TRACE, "known"),
)
YEARS = (
    *("id", "year", "flights", "people_low", "people_high", "in_words", "people_preferred", "open_end", "arithmetic", "derived"),
    *("reported", "unexplained", "meaning", "records", "known"),
)
SERIES = (
    *("id", "series", "label", "date", "date_in_words", "earliest", "latest", "people_low", "people_high", "people_preferred"),
    *("in_words", "unit", "basis", "derived", "said_by", "counted_by", "records", "source_id", "source", "known"),
)
READINGS = (
    *("id", "label", "date_in_words", "earliest", "latest", "basis", "counted_by", "in_words", "rise", "people_low"),
    *("people_high", "unexplained", "arithmetic", "meaning", "derived", "records", "known"),
)
CONFLICTS = ("id", "about", "label", "differ", "reason", "records", "earliest", "latest", "source_id", "source", "known")
POSITIONS = (
    *(
        "id",
        "question_id",
        "question",
        "side_id",
        "side",
        "statements",
        "answers",
        "unanswered",
        "supported",
        "supported_by",
        "alone",
    ),
    "records",
    "known",
)
DERIVED_LINE = ("id", "label", "in_words", "arithmetic", "meaning", "records")
GROUPS, BY_ITSELF = ":groups", ":beside"  # accounts without a reported total; no id of the record has a colon


# Sums and accounts


def _preferred(flown: Iterable[Flight]) -> float:
    """What some flights add up to by the rule; those that nobody may have counted by the day add nothing."""
    return sum(one.preferred.number or 0 for one in flown if one.sure)


def totals(view: View) -> list[Row]:
    """Counted flights added up one by one, and beside them each running total that somebody reported. Columns: TOTALS.

    The arithmetic of a step is the sum before it and the flight, and its records those of the flight: the table grows with
    the record.
    """
    rows: list[Row] = []
    before: Interval | None = None
    preferred = 0.0
    levels = {level.flight.id: level for level in view.staircase.levels}
    for found in view.counted:
        total = found.interval if before is None else before + found.interval
        preferred += _preferred([found])
        told = str(numbers.term(found))
        rows.append(
            {
                **flight(view.dataset, found),
                **_level(levels.get(found.id)),
                "id": f"{DERIVED}to:{found.id}",
                "series": "itemised",
                "label": found.flight.name,
                "total_low": total.low,
                "total_high": total.high,
                "total_preferred": preferred,
                "total_in_words": numbers.span(total),
                "known": known.of_flight(view.dataset, found),
                "open_end": total.open_high,
                "arithmetic": told if before is None else f"{numbers.span(before)} + {told} = {numbers.span(total)}",
                "derived": True,
            }
        )
        before = total
    return [*rows, *(_reported_total(view, one) for one in view.totals)]


def _level(level: Level | None) -> dict[str, object]:
    """Up to where a group reaches on those before it and on the total that they stand on."""
    if level is None:
        return {}
    ends = {"level_low": level.reaches.low, "level_high": level.reaches.high, "level_preferred": level.preferred}
    return {**ends, "level_in_words": numbers.span(level.reaches)}


def _reported_total(view: View, found: Reported) -> Row:
    ends = found.amount
    low, high = (ends.low, ends.high) if ends else (None, None)
    stated_ = stated(found.statistic.quantity)
    total = {"series": "reported", "total_low": low, "total_high": high, "total_preferred": stated_}
    beside = found.id in {one.id for one in view.staircase.totals}
    level = {"level_low": low, "level_high": high, "level_preferred": stated_} if beside else {}
    return {
        **_statistic(view, found),
        **total,
        **level,
        "total_in_words": numbers.told(found.statistic.quantity),
        "derived": False,
        "open_end": bool(ends and ends.open_high) or None,
        "records": found.id,
    }


def _statistic(view: View, found: Reported) -> dict[str, object]:
    return dict(reports.figure(view.dataset, ReportSpan(found.source, found.statistic, found.span), found.statistic))


def ledger(view: View) -> list[Row]:
    """Each reported running total held against the flights that it can hold, line by line. Columns: LEDGER.

    Flights of other years are set against it too, on their own line; those that may or may not be in it, and those that
    came after it, stand apart. Without a total the sum of the groups stands alone. What is in words only is listed and
    never compared.
    """
    rows = [line for account in view.accounts for line in _account(view, account)]
    if not view.accounts and view.counted:
        rows.append(_sum_line(view, Line.INSIDE, view.counted, f"{DERIVED}itemised:groups", GROUPS))
    rows += [
        {
            **_statistic(view, found),
            **people(found.amount),
            "account": BY_ITSELF,
            "line": Line.BESIDE.value,
            "how": accounts.who(view.dataset, found),
            "records": found.id,
            "meaning": accounts.why_beside(found),
            "derived": False,
        }
        for found in view.beside
    ]
    return rows


def _account(view: View, account: Account) -> list[Row]:
    total, of = account.total, account.total.id
    inside = [flight for flight in account.within if view.years.may_hold(flight.span)]
    outside = [flight for flight in account.within if not view.years.may_hold(flight.span)]
    after = [flight for flight in account.after if view.years.may_hold(flight.span)]
    rows: list[Row] = [
        {
            **_statistic(view, total),
            **people(total.amount),
            "account": of,
            "line": Line.REPORTED.value,
            "how": accounts.who(view.dataset, total),
            "records": of,
            "derived": False,
        },
        _sum_line(view, Line.INSIDE, inside, f"{DERIVED}itemised:{of}", of),
    ]
    if outside:
        rows.append(_sum_line(view, Line.OUTSIDE, outside, f"{DERIVED}itemised-in-other-years:{of}", of))
    if account.perhaps:
        rows.append(_sum_line(view, Line.PERHAPS, account.perhaps, f"{DERIVED}perhaps:{of}", of))
    if before := [flight for flight in account.before if view.years.may_hold(flight.span)]:
        rows.append(_sum_line(view, Line.BEFORE, before, f"{DERIVED}before:{of}", of))
    if after:
        rows.append(_sum_line(view, Line.AFTER, after, f"{DERIVED}after:{of}", of))
    rest = account.remainder
    if isinstance(rest, Incomparable) or not (account.within or account.perhaps):
        return rows
    arithmetic = str(accounts.remainder(account))
    return [
        *rows,
        {
            "id": f"{DERIVED}not-itemised:{of}",
            "account": of,
            "line": Line.REST.value,
            "label": say("Of {total}, in no group listed here", total=numbers.told(total.statistic.quantity)),
            "in_words": numbers.span(rest),
            **people(rest),
            "open_end": rest.open_low,
            "derived": True,
            "arithmetic": arithmetic,
            "how": say("Derived: {arithmetic}", arithmetic=arithmetic),
            "meaning": lines(accounts.gap(account)),
            "records": (rests_on := (of, *records(account.within), *records(account.perhaps))),
            "known": known.of_several(view.dataset, rests_on),
        },
    ]


def _sum_line(view: View, line: Line, flown: Sequence[Flight], name: str, account: str) -> Row:
    """A line of the ledger that adds up some flights."""
    arithmetic, total = str(numbers.addition(flown)), sum_of(flown)
    return {
        "id": name,
        "account": account,
        "line": line.value,
        "label": numbers.listed(one.flight.name for one in flown) or say("No group"),
        "in_words": numbers.span(total),
        **people(total),
        "open_end": total.open_high,
        "derived": True,
        "arithmetic": arithmetic,
        "how": say("Derived: {arithmetic}", arithmetic=arithmetic),
        "meaning": lines([*accounts.perhaps_said(flown), *accounts.boarded(flown)]),
        "records": tuple(records(flown)),
        "known": known.of_several(view.dataset, records(flown)),
    }


# Through the years


def by_year(view: View) -> list[Row]:
    """People on listed flights by calendar year, what was reported of it, and what that leaves. Columns: YEARS."""
    rows: list[Row] = []
    for year in view.calendar:
        total = year.itemised
        rows.append(
            {
                "id": f"{DERIVED}year:{year.year or 'not-certain'}",
                "year": year.year,
                "flights": len(year.flights),
                **people(total),
                "in_words": numbers.span(total),
                "people_preferred": _preferred(year.flights),
                "open_end": total.open_high,
                "arithmetic": str(numbers.addition(year.flights)),
                "derived": True,
                "reported": lines(accounts.of_year(view.dataset, found) for found in year.reported),
                "unexplained": lines(numbers.span(rest) for rest in year.remainders),
                "meaning": lines(accounts.year(year)),
                "records": (rests_on := _of_year(year)),
                "known": known.of_several(view.dataset, rests_on),
            }
        )
    return rows


def _of_year(year: Year) -> tuple[str, ...]:
    """Ids of the reports that a year rests on."""
    return (*records(year.flights), *records(year.perhaps), *(found.id for found in year.reported))


def series(view: View) -> list[Row]:
    """Running totals, counts by fiscal and calendar year, and flights by calendar year, each with its gaps. Columns: SERIES."""
    return [_point(view, point) for point in view.series]


def of_years(kind: Series) -> Callable[[View], list[Row]]:
    """The rows of counts by one kind of year, each with its gaps. Columns: SERIES."""
    return lambda view: [_point(view, point) for point in view.series if point.series is kind]


def _point(view: View, point: Point) -> Row:
    span: dict[str, object] = {"earliest": point.span.earliest, "latest": point.span.latest, "series": point.series.value}
    if point.year:
        year, total = point.year, point.year.itemised
        return {
            **span,
            **people(total),
            "id": f"{DERIVED}year:{year.year}",
            "label": say("People in groups listed here in {year}", year=year.year),
            "date": str(year.year),
            "date_in_words": str(year.year),
            "people_preferred": _preferred(year.flights),
            "in_words": numbers.span(total),
            "unit": schema.Unit.PEOPLE.value,
            "basis": Series.CALENDAR.value,
            "derived": True,
            "records": tuple(records(year.flights)),
            "known": known.of_several(view.dataset, records(year.flights)),
        }
    if point.reported:
        found = point.reported
        return {
            **_statistic(view, found),
            **span,
            **people(found.amount),
            "people_preferred": stated(found.statistic.quantity),
            "counted_by": view.dataset.actors[found.statistic.counter].name,
            "derived": point.derived,
            "records": found.id,
        }
    begin, end = point.span.first, point.span.last
    return {
        **span,
        "id": f"{DERIVED}gap:{point.series.value.replace(' ', '-')}:{begin:%Y-%m}",
        "label": say("No number among the reports shown"),
        "date_in_words": dates.months(begin, end),
        "in_words": say(NO_NUMBER),
        "basis": point.series.value,
        "derived": False,
    }


def readings(view: View) -> list[Row]:
    """Each running total after the one before it of the same counter: how it changed, and what is left. Columns: READINGS."""
    return [step(view.dataset, found) for found in view.steps]


def step(dataset: Dataset, found: Step) -> Row:
    """The row of one step. Columns: READINGS."""
    before, after = found.before, found.after
    rest, total = found.remainder, found.itemised
    left = None if isinstance(rest, Incomparable) else numbers.span(rest)
    when = {"first": dates.words(before.statistic.date.edtf), "last": dates.words(after.statistic.date.edtf)}
    return {
        "id": f"{DERIVED}between:{after.id}",
        "label": accounts.step(dataset, found),
        "date_in_words": say("{first} to {last}", **when),
        "earliest": before.span.earliest,
        "latest": after.span.latest,
        "basis": after.statistic.basis,
        "counted_by": dataset.actors[after.statistic.counter].name,
        "in_words": left,
        "rise": found.rise.low,
        **people(total),
        "unexplained": left,
        "arithmetic": str(accounts.step_arithmetic(found)),
        "meaning": lines(accounts.step_meaning(dataset, found)),
        "derived": True,
        "records": (rests_on := (before.id, after.id, *records(found.between), *records(found.perhaps))),
        "known": known.of_several(dataset, rests_on),
    }


def stocks(view: View) -> list[Row]:
    """How many people await removal, by who is counted, in order of date. Columns: reports.FIGURES."""
    return [{**_statistic(view, found), "counted": found.statistic.counted or found.statistic.label} for found in view.stocks]


def periods(view: View) -> list[Row]:
    """Counts of people removed over a time that is no fiscal year, in order of date. Columns: reports.FIGURES."""
    return [_statistic(view, found) for found in view.open_flows]


# Disagreements and positions


def conflicts(view: View) -> list[Row]:
    """Every disagreement that touches the years, in order of kind and date. Columns: CONFLICTS."""
    return [_conflict(view, found) for found in view.disagreements]


def _conflict(view: View, found: Disagreement) -> Row:
    dataset = view.dataset
    row: dict[str, object] = {"about": found.about.value, "earliest": found.span.earliest, "latest": found.span.latest}
    if found.flight:
        told = placed(dataset, found.flight)
        differ = lines(of_flights.differences(dataset, found.flight))
        row |= {**told, "id": found.flight.id, "label": found.flight.flight.name, "differ": differ}
    elif found.totals:
        one, other = found.totals
        sources = (one.source,) if one.source is other.source else (one.source, other.source)
        row |= {
            "id": f"{one.id}-{other.id}",
            "label": f"{names.name(dataset, one.id)} | {names.name(dataset, other.id)}",
            "records": (one.id, other.id),
            "source_id": tuple(dict.fromkeys(source.id for source in sources)),
            "source": once(source.title for source in sources if source.title),
        }
    elif found.tie:
        tie, source = found.tie, dataset.by_id[found.tie.one][0]
        row |= {
            "id": f"{tie.one}-{tie.relation.type.replace(' ', '-')}-{tie.other}",
            "label": f"{names.name(dataset, tie.one)} | {names.name(dataset, tie.other)}",
            "reason": tie.relation.reason,
            "records": (tie.one, tie.other),
            "source_id": source.id,
            "source": source.title,
        }
    elif found.check:
        worked = found.check
        row |= {
            "id": worked.check.id,
            "label": worked.check.title,
            "differ": str(checks.arithmetic(worked)),
            "reason": lines([*checks.unlike(worked), *worked.check.notes]),
            "records": worked.reports,
        }
    rests_on = row["records"]
    return {**row, "known": known.of_several(dataset, rests_on) if isinstance(rests_on, tuple) else None}


def positions(view: View) -> list[Row]:
    """Where each side stands on each question on which anybody has spoken. Columns: POSITIONS."""
    return of_positions(view, view.positions)


def of_positions(view: View, found_positions: Iterable[Position]) -> list[Row]:
    """The rows of some positions. Columns: POSITIONS."""
    return [
        {
            "id": f"{found.question.id}-{found.side.id}",
            "question_id": found.question.id,
            "question": found.question.text,
            "side_id": found.side.id,
            "side": found.side.name,
            "statements": sum(1 for _ in told_once(view.dataset, found.statements)),
            "answers": lines(answer.text for answer in found.answers),
            "unanswered": lines(names.unanswered(one, found.side.short) for one in found.unanswered),
            "supported": sum(1 for statement in found.statements if statement.id in view.support),
            "supported_by": tuple(one for statement in found.statements for one in view.support.get(statement.id, ())),
            "alone": view.alone(found.question.id, found.side.id),
            "records": (rests_on := tuple(statement.id for statement in found.statements)),
            "known": known.of_several(view.dataset, rests_on),
        }
        for found in found_positions
    ]


# One number that is worked out


@dataclass(frozen=True)
class DerivedLine:
    """A number that is worked out here, as its evidence tells it: its arithmetic, what it can mean, the reports it rests on."""

    id: str
    label: str
    in_words: str
    arithmetic: str
    meaning: tuple[str, ...]
    records: tuple[str, ...]

    @property
    def row(self) -> Row:
        """The same as a row. Columns: DERIVED_LINE."""
        told = {"id": self.id, "label": self.label, "in_words": self.in_words, "arithmetic": str(self.arithmetic)}
        return {**told, "meaning": lines(self.meaning), "records": self.records}


def derived(view: View, name: str, found: Derived) -> DerivedLine:
    """What is said of a number that is worked out here."""
    match found:
        case Sum(flights=flown):
            label = say("People in: {groups}", groups=numbers.listed(one.flight.name for one in flown) or say("No group"))
            told = (label, numbers.span(found.people), numbers.addition(flown))
            meaning = (*accounts.perhaps_said(flown), *accounts.boarded(flown))
            return DerivedLine(name, *told, meaning, tuple(records(flown)))
        case Remainder(account=account):
            rest, total = account.remainder, account.total
            label = say("Of {total}, in no group listed here", total=numbers.told(total.statistic.quantity))
            in_words = accounts.why_not(rest) if isinstance(rest, Incomparable) else numbers.span(rest)
            rests_on = (total.id, *records(account.within), *records(account.perhaps))
            meaning = tuple(accounts.gap(account))
            return DerivedLine(name, label, in_words, accounts.remainder(account), meaning, rests_on)
        case Year():
            label = (
                say("People in groups listed here in {year}", year=found.year)
                if found.year
                else say("People in groups whose year is not certain")
            )
            told = (label, numbers.span(found.itemised), numbers.addition(found.flights))
            return DerivedLine(name, *told, tuple(accounts.year(found)), _of_year(found))
        case Step():
            rest = found.remainder
            in_words = accounts.why_not(rest) if isinstance(rest, Incomparable) else numbers.span(rest)
            rests_on = (found.before.id, found.after.id, *records(found.between), *records(found.perhaps))
            told = (accounts.step(view.dataset, found), in_words, accounts.step_arithmetic(found))
            return DerivedLine(name, *told, tuple(accounts.step_meaning(view.dataset, found)), rests_on)
