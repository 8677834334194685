"""A flight is what its reports have in common: from how few to how many people, when, and in what the reports differ.

No report is averaged with another and none is dropped; `preferred` only says which one is drawn where a chart has room for
one number. Counts of one kind that cannot both be true disagree; counts of two kinds (arrived, removed, boarded) stand side
by side, and what was announced is never counted. By a day, a report that may or may not have been said by then widens what
the others leave: it never narrows a date or a count, and people of whom only such reports tell are from 0 up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from loaders.analysis.events import Placed, common_date
from loaders.analysis.interval import Interval, Span, hull, of, stated, widest
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import DateRole, FlightReport, Qualifier

PRIMARY = ("government release", "government data")  # kinds of source in which a government speaks for itself
UNDERWAY = dt.timedelta(days=3)  # a charter flight round half the world, with stops and the change of date
ROLES = (DateRole.ARRIVED, DateRole.REMOVED, DateRole.DEPARTED, DateRole.EXPECTED)
"""Which date places a flight: the first of these that any report has."""


class Preference(IntEnum):
    """Which number of several is taken where one is needed: the steps of the rule, in the order in which they decide."""

    STANDING = 0  # a report that another replaces or retracts is left out
    PRIMARY = 1  # what a government says in its own release or data goes before what others relay
    KIND = 2  # arrived before removed before boarded; announced never
    EXACT = 3  # an exact number goes before a rough one
    LOWEST = 4  # if reports still differ, the lowest number


class About(StrEnum):
    """In what reports on one flight differ."""

    PEOPLE = "people"  # counts of one kind that cannot both be true: a disagreement
    KINDS = "kinds"  # counts of different kinds, or one exact and one rough, that differ: no disagreement
    ANNOUNCED = "announced"  # another number had been announced: no disagreement
    ORIGIN = "origin"  # reports that name no common place from which it left: a disagreement
    DESTINATION = "destination"  # the same of where it came to
    DATE = "date"  # dates of one thing that cannot both be true: a disagreement
    WAY = "way"  # the dates of leaving and arriving lie further apart than people are under way: a disagreement


@dataclass(frozen=True)
class Count:
    """A report's count: what it can be, in which source, and whether a government gives it in its own release or data.

    `settled`: not where the report may or may not count by the day.
    """

    source: schema.Source
    report: FlightReport
    people: schema.People
    interval: Interval | None
    primary: bool
    settled: bool = True

    @property
    def number(self) -> float | None:
        """The one number that is drawn for it; None in words only."""
        return stated(self.people)

    @property
    def said(self) -> schema.Date | None:
        """When it was said: as the report tells, else when its source appeared."""
        return self.report.said or self.source.published

    @property
    def counted(self) -> bool:
        """Whether people went, and how many is a number."""
        return self.people.kind in schema.COUNTED and self.interval is not None


@dataclass(frozen=True)
class Difference:
    """In what reports differ: counts, dates, or reports that name other places. For ANNOUNCED the plan comes first."""

    about: About
    counts: tuple[Count, ...] = ()
    dates: tuple[Placed, ...] = ()
    reports: tuple[FlightReport, ...] = ()

    @property
    def disagreement(self) -> bool:
        """Whether the reports cannot all be true."""
        return self.about in (About.PEOPLE, About.DATE, About.WAY, About.ORIGIN, About.DESTINATION)


@dataclass(frozen=True)
class Flight:
    """One flight under a view. `all_reports` are its reports; `reports` those that no other replaces or retracts.

    `announced`: how many were to go, and `kept_back`: how many of them did not, in the order in which it was said.
    `span`: the days on which it can have been, whichever of the reports that may have been said by the day were. `sure`:
    whether its people had certainly been counted by then. `certain`: in what the reports differ that certainly count by
    then, where others may or may not; `replaced`: ids of those that may have been replaced.
    """

    flight: schema.Flight
    all_reports: tuple[FlightReport, ...]
    reports: tuple[FlightReport, ...]
    counts: tuple[Count, ...]
    announced: tuple[Count, ...]
    kept_back: tuple[Count, ...]
    placed: Placed
    departed: Placed | None
    other_dates: tuple[Placed, ...]
    span: Span
    sure: bool = True
    certain: tuple[Difference, ...] | None = None
    replaced: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Its id in flights.yaml."""
        return self.flight.id

    @property
    def earliest(self) -> dt.date | None:
        """The first day on which it can have been; None if that end is open."""
        return self.span.earliest

    @property
    def latest(self) -> dt.date | None:
        """The last day on which it can have been; None if that end is open."""
        return self.span.latest

    @cached_property
    def people(self) -> Interval | None:
        """How many people went, by all counts that stand; None if nobody gives a number."""
        return hull(_interval(count) for count in self.counts) if self.counts else None

    @cached_property
    def interval(self) -> Interval:
        """The same where it is added to others, or held against a count. ValueError if nobody counts.

        From 0 up where it only bounds who went: of who boarded alone, and if nobody may have counted by the day.
        """
        if self.people is None:
            raise ValueError(f"nobody counts the people of {self.id}")
        return self.people.perhaps if self.bounds else self.people

    @cached_property
    def bounds(self) -> bool:
        """Whether its number only says how many can have gone at most."""
        return not self.sure or self.kinds == ("boarded",)

    @cached_property
    def ranked(self) -> list[Count]:
        """The counts in the order of the rule (`Preference`)."""
        return sorted(self.counts, key=_rank)

    @cached_property
    def candidates(self) -> list[Count]:
        """Those of them that certainly count by the day, or all if none does: of these the rule takes the first."""
        return [count for count in self.ranked if count.settled] or self.ranked

    @property
    def preferred(self) -> Count:
        """The count that the rule takes. Raises IndexError where nobody counts."""
        return self.candidates[0]

    @property
    def decided_by(self) -> Preference | None:
        """Which step of the rule decided between the preferred count and the next that differs; None if none differs."""
        best = self.preferred
        other = next((count for count in self.candidates if _number(count) != _number(best)), None)
        other = other or next((count for count in self.candidates if count.interval != best.interval), None)
        if other is None:
            return None
        pairs = zip(
            (Preference.PRIMARY, Preference.KIND, Preference.EXACT, Preference.LOWEST), _rank(best), _rank(other), strict=True
        )
        return next(step for step, one, two in pairs if one != two)

    @cached_property
    def separate(self) -> int:
        """How many counts there are: what one report repeats of another, and one counter's same number, are one count."""
        of_one: list[set[str]] = []
        for count in self.counts:
            same = {other.report.id for other in self.counts if _one_count(count, other)} | {count.report.id}
            touched = [group for group in of_one if group & same]
            of_one = [group for group in of_one if group not in touched] + [same.union(*touched)]
        return len(of_one)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """At which points its people were counted, the surest first."""
        return tuple(kind for kind in schema.COUNTED if any(count.people.kind == kind for count in self.counts))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """In what its reports differ."""
        counts = tuple(count for count in self.counts if count.report.id not in self.replaced)
        announced = tuple(count for count in self.announced if count.report.id not in self.replaced)
        reports = tuple(report for report in self.reports if report.id not in self.replaced)
        kept_back = tuple(count for count in self.kept_back if count.interval and count.report.id not in self.replaced)
        people = (*_people(counts), *_kept_back(kept_back))
        return (*people, *_announced(announced, counts), *_dates(self), *_places(reports))

    @property
    def sure_differences(self) -> tuple[Difference, ...]:
        """In what those of its reports differ that certainly count by the day."""
        return self.differences if self.certain is None else self.certain

    @property
    def disagreements(self) -> tuple[Difference, ...]:
        """In what its reports cannot all be true."""
        return tuple(difference for difference in self.differences if difference.disagreement)


def flights(dataset: Dataset) -> list[Flight]:
    """Every flight of which somebody reports, in order of time."""
    of_flight: dict[str, list[tuple[schema.Source, FlightReport]]] = {}
    for file in dataset.source_files:
        for report in file.flights:
            of_flight.setdefault(report.flight, []).append((file.source, report))
    found = [_flight(dataset, flight, sorted(told, key=_time)) for flight, told in of_flight.items()]
    return sorted(found, key=lambda flight: flight.span.order)


def _time(told: tuple[schema.Source, FlightReport]) -> tuple[dt.date, dt.date]:
    when = told[1].date.edtf
    return Span(when.earliest, when.latest).order


def _flight(dataset: Dataset, flight: str, told: list[tuple[schema.Source, FlightReport]]) -> Flight:
    standing = [(source, report) for source, report in told if report.id not in dataset.superseded]
    counts = [_count(dataset, source, report, report.count) for source, report in standing if report.count]
    counted = tuple(count for count in counts if count.counted)
    reports = [report for _, report in standing]
    last = [report for report in reports if report.id not in dataset.perhaps_superseded]
    settled = [report for report in reports if report.id not in dataset.unsettled]
    placed, *others = _dated(last or reports or [report for _, report in told])
    return Flight(
        dataset.flights[flight],
        tuple(report for _, report in told),
        tuple(reports),
        counted,
        _in_order_of_saying(count for count in counts if count.people.kind == schema.ANNOUNCED),
        _in_order_of_saying(count for count in counts if count.people.kind == schema.KEPT_BACK),
        placed,
        next((other for other in others if other.role is DateRole.DEPARTED), None),
        tuple(others),
        _any_days(dataset, reports, placed),
        not dataset.horizon or not counted or any(_surely_counts(dataset, count.report.id) for count in counted),
        None if settled == reports else _flight(dataset, flight, _settled(dataset, told)).differences if settled else (),
        dataset.unsettled.intersection(dataset.perhaps_superseded),
    )


def _settled(dataset: Dataset, told: list[tuple[schema.Source, FlightReport]]) -> list[tuple[schema.Source, FlightReport]]:
    """Those of some reports that certainly count by the day, or for nothing."""
    return [(source, report) for source, report in told if report.id not in dataset.unsettled]


def _in_order_of_saying(counts: Iterable[Count]) -> tuple[Count, ...]:
    """By when it was said; of two that can be of one day, by the last day; what has no date comes last."""

    def said(count: Count) -> tuple[dt.date, dt.date]:
        when = count.said
        last = when.edtf.latest if when else None
        return last or dt.date.max, (when.edtf.earliest if when else None) or dt.date.min

    return tuple(sorted(counts, key=said))


def _count(dataset: Dataset, source: schema.Source, report: FlightReport, people: schema.People) -> Count:
    return Count(source, report, people, of(people), _primary(source, report), report.id not in dataset.unsettled)


def _dated(reports: list[FlightReport]) -> list[Placed]:
    """The dates of a flight, the one that places it first. Where somebody counts people who went, it is not one expected."""
    went = any(_counts(report) for report in reports)
    happened = [report for report in reports if report.date.role is not DateRole.EXPECTED]
    dating = (happened if went else reports) or reports
    return [common_date(role, of_role) for role in ROLES if (of_role := [one for one in dating if one.date.role is role])]


def _counts(report: schema.Report) -> bool:
    """Whether a report counts people who went, as a number."""
    return isinstance(report, FlightReport) and bool(
        report.count and report.count.kind in schema.COUNTED and report.count.ends is not None
    )


def _any_days(dataset: Dataset, reports: list[FlightReport], placed: Placed) -> Span:
    """The days on which a flight can have been, whichever of the reports that may or may not count by the day do."""
    if not any(report.id in dataset.unsettled for report in reports):
        return placed.span
    sure = [report for report in reports if report.id not in dataset.unsettled]
    with_one = ([*sure, report] for report in reports if report.id in dataset.unsettled)
    return widest(_dated(some)[0].span for some in (*([sure] if sure else []), *with_one, reports))


def _surely_counts(dataset: Dataset, name: str) -> bool:
    """Whether a report counted people by the day, whatever may have been said by then: what may replace it counts them too."""
    perhaps = dataset.horizon.perhaps if dataset.horizon else frozenset()

    def holds(name: str) -> bool:
        over = dataset.corrections.get(name, ())
        return _counts(dataset.by_id[name][1]) and all(tie.type == "replaces" and holds(by.id) for by, tie in over)

    return name not in perhaps and holds(name)


def _primary(source: schema.Source, report: FlightReport) -> bool:
    return source.kind in PRIMARY and report.said_by == source.publisher


def _interval(count: Count) -> Interval:
    if count.interval is None:
        raise ValueError(f"'{count.report.id}' gives no number")
    return count.interval


def _one_count(one: Count, other: Count) -> bool:
    """Whether two reports tell one count: one repeats the other, or both are one counter's and give the same number."""
    repeats = any(tie.type == "repeats" and tie.to == other.report.id for tie in one.report.relations)
    counters = {count.report.counter for count in (one, other)}
    same = len(counters) == 1 and one.people.kind == other.people.kind and one.interval == other.interval
    return repeats or same


def _number(count: Count) -> tuple[float, bool]:
    """The number itself, however exact, and whether it has no upper end."""
    return count.number or 0, _interval(count).open_high


def _rank(count: Count) -> tuple[bool, int, bool, float]:
    """The steps of the rule after the first, in their order: the lowest comes first."""
    kind, exact = schema.COUNTED.index(count.people.kind), count.people.qualifier is Qualifier.EXACTLY
    return not count.primary, kind, not exact, count.number or 0


def _people(counts: tuple[Count, ...]) -> Iterable[Difference]:
    """Where counts of people who went differ: within a kind a disagreement, if they are exact; else beside each other."""
    if len({(count.interval, count.people.qualifier) for count in counts}) < 2:
        return
    apart = [count for count in counts if any(_disagree(count, other) for other in counts)]
    if apart:
        yield Difference(About.PEOPLE, tuple(counts))
    else:
        yield Difference(About.KINDS, tuple(counts))


def _kept_back(counts: tuple[Count, ...]) -> Iterable[Difference]:
    """The same of people kept back, of those for one reason: who was kept back by a court and for a claim are other people."""
    for why in dict.fromkeys(count.people.why for count in counts):
        yield from _people(tuple(count for count in counts if count.people.why == why))


def _disagree(one: Count, other: Count) -> bool:
    """Whether two counts are of one kind and cannot both be true; of a rough number nobody can tell."""
    left, right = _interval(one), _interval(other)
    return one.people.kind == other.people.kind and not (left.rough or right.rough) and not left.meets(right)


def _announced(announced: tuple[Count, ...], counts: tuple[Count, ...]) -> Iterable[Difference]:
    """Where another number had been announced than was counted, or, as long as nobody is counted, two numbers had been."""
    if not counts and len({count.interval for count in announced}) > 1:
        yield Difference(About.ANNOUNCED, announced)
    other = tuple(plan for plan in announced if counts and plan.interval not in {count.interval for count in counts})
    for plan in other:
        yield Difference(About.ANNOUNCED, (plan, *counts))


def _dates(flight: Flight) -> Iterable[Difference]:
    for placed in (flight.placed, *flight.other_dates):
        if placed.either:
            yield Difference(About.DATE, dates=(placed,))
    if flight.placed.role is DateRole.ARRIVED:
        for other in flight.other_dates:
            first, last = sorted((flight.placed.span, other.span), key=lambda span: span.first)
            if (
                other.role in (DateRole.REMOVED, DateRole.DEPARTED)
                and last.first > first.last
                and last.first - first.last > UNDERWAY
            ):
                yield Difference(About.WAY, dates=(other, flight.placed))


def _places(reports: tuple[FlightReport, ...]) -> Iterable[Difference]:
    """Where reports name places of which none is common to all: from there, or to there, the group cannot have gone."""
    for about, key in ((About.ORIGIN, "origin"), (About.DESTINATION, "destination")):
        named = tuple(report for report in reports if getattr(report, key))
        if named and not set.intersection(*({place.casefold() for place in getattr(report, key)} for report in named)):
            yield Difference(about, reports=named)
