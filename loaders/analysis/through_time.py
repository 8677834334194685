"""The same thing counted through the years: calendar years, running totals, counts by fiscal and calendar year, stocks.

A year that nobody counted is a gap, never a zero. A fiscal and a calendar year are never one; only a count of a whole calendar
year is set against the flights of that year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from loaders.analysis.comparison import FLOW, REMOVED, STOCK, drawn, whole_calendar_year
from loaders.analysis.filters import Years
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Interval, Span
from loaders.analysis.totals import Reported, sum_of, with_perhaps
from loaders.record.schema import Subject, Unit

AWAITING = Subject.AWAITING
ABOUT_A_YEAR = (360, 370)  # days; longer and shorter counts are in no row of years


class Series(StrEnum):
    """What a count through the years is."""

    RUNNING = "running total"
    FISCAL = "fiscal year"
    CALENDAR = "calendar year"  # counted by somebody
    GROUPS = "groups by calendar year"  # added up here from the flights


class Meaning(StrEnum):
    """What the counts reported of a year can be held against."""

    LEFT = "left"  # a count of exactly this year in people: the flights are taken off it
    OTHER_PEOPLE = "other people"  # of exactly this year, but of some people only
    NOT_EXACT = "not exact"  # of exactly this year, but rough or not of people
    OTHER_TIME = "other time"  # only of a longer time, or of a fiscal year
    NOBODY = "nobody"


@dataclass(frozen=True)
class Year:
    """A calendar year: its flights, what was reported of it, and what a count of exactly this year leaves. None: not certain.

    `perhaps`: the flights that may or may not lie in it, where a count of it is set against flights.
    """

    year: int | None
    flights: tuple[Flight, ...]
    perhaps: tuple[Flight, ...]
    reported: tuple[Reported, ...]
    remainders: tuple[Interval, ...]
    meaning: Meaning

    @property
    def itemised(self) -> Interval:
        """Its flights added up."""
        return sum_of(self.flights)


@dataclass(frozen=True)
class Point:
    """A count in a series: reported by somebody, or added up here from flights, or a time that nobody counted (neither)."""

    series: Series
    span: Span
    reported: Reported | None = None
    year: Year | None = None

    @property
    def derived(self) -> bool:
        """Whether the number is worked out: of flights, or by the curator from the parts that a source gives."""
        return self.year is not None or bool(self.reported and self.reported.statistic.quantity.parts)


def flows(statistics: Iterable[Reported]) -> list[Reported]:
    """Counts of people removed over a time, but for those of the people of one flight."""
    counts = (one for one in statistics if one.statistic.measure == FLOW and one.statistic.subject == REMOVED)
    return [one for one in counts if one.statistic.flight is None]


def open_flows(statistics: Iterable[Reported]) -> list[Reported]:
    """Counts of people removed over a time that is no fiscal year, as numbers."""
    return [one for one in flows(statistics) if one.amount is not None and one.statistic.over.year != "fiscal"]


def years(flown: Iterable[Flight], statistics: Iterable[Reported], asked: Years) -> list[Year]:
    """The calendar years in which a flight was, or of which somebody counts; flights whose year is not certain come first."""
    flights, counts = list(flown), open_flows(statistics)
    ends = [(one, one.span.earliest.year, one.span.latest.year) for one in counts if one.span.earliest and one.span.latest]
    dated = {flight.span.year for flight in flights if flight.span.year}
    told = {year for _, first, last in ends for year in range(max(first, asked.first), min(last, asked.last) + 1)}
    undated = [flight for flight in flights if flight.span.year is None]
    found = [
        _year(
            year,
            [one for one in flights if one.span.year == year],
            [one for one in undated if Years(year, year).may_hold(one.span)],
            [one for one, first, last in ends if first <= year <= last],
        )
        for year in sorted(dated | told)
    ]
    return [*([_year(None, undated, [], [])] if undated else []), *found]


def _year(year: int | None, flights: list[Flight], perhaps: list[Flight], about: list[Reported]) -> Year:
    alone = [one for one in about if whole_calendar_year(one.statistic, one.span)]
    exact = [one for one in alone if one.amount and one.amount.exact and one.statistic.quantity.unit == Unit.PEOPLE]
    fits = [one.amount for one in exact if one.amount and one.statistic.counted is None]
    reasons = ((Meaning.LEFT, fits), (Meaning.OTHER_PEOPLE, exact), (Meaning.NOT_EXACT, alone), (Meaning.OTHER_TIME, about))
    meaning = next((meaning for meaning, some in reasons if some), Meaning.NOBODY)
    flown = with_perhaps(flights, perhaps)
    unsure = tuple(perhaps) if fits else ()
    return Year(year, tuple(flights), unsure, tuple(about), tuple(number - flown for number in fits), meaning)


def series(totals: Iterable[Reported], statistics: Iterable[Reported], of_groups: Iterable[Year]) -> list[Point]:
    """Running totals; counts by fiscal and by calendar year; flights by calendar year. Each kind of year with its gaps."""
    found = [Point(Series.RUNNING, total.span, total) for total in totals]
    counted = [one for one in flows(statistics) if drawn(one.statistic)]
    for name, kind in ((Series.FISCAL, "fiscal"), (Series.CALENDAR, "calendar")):
        points = [Point(name, one.span, one) for one in counted if _kind_of_year(one) == kind and _about_a_year(one.span)]
        found += _with_gaps(points, name)
    summed = [
        Point(Series.GROUPS, Span(dt.date(year.year, 1, 1), dt.date(year.year, 12, 31)), year=year)
        for year in of_groups
        if year.year and year.flights
    ]
    return [*found, *_with_gaps(summed, Series.GROUPS)]


def _kind_of_year(one: Reported) -> str | None:
    over = one.statistic.over
    return over.year or ("calendar" if whole_calendar_year(one.statistic, one.span) else None)


def _about_a_year(span: Span) -> bool:
    if span.earliest is None or span.latest is None:
        return False
    return ABOUT_A_YEAR[0] < (span.latest - span.earliest).days < ABOUT_A_YEAR[1]


def _with_gaps(points: list[Point], name: Series) -> list[Point]:
    """The points in order of time, with one that holds no number for each year between two that do."""
    found: list[Point] = []
    until: dt.date | None = None
    for point in sorted(points, key=lambda point: (point.span.first, point.span.last)):
        while until and (begin := until + dt.timedelta(days=1)) < point.span.first:
            until = min(_a_year_on(begin), point.span.first) - dt.timedelta(days=1)
            found.append(Point(name, Span(begin, until)))
        found.append(point)
        until = max(until or point.span.last, point.span.last)
    return found


def _a_year_on(day: dt.date) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def stocks(statistics: Iterable[Reported]) -> list[Reported]:
    """How many people await removal; not of the people of one flight."""
    counts = (one for one in statistics if one.statistic.measure == STOCK and one.statistic.subject == AWAITING)
    return [one for one in counts if one.statistic.flight is None]
