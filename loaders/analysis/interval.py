"""What a number can be, and which days a date can mean: the one engine for flights, sums, remainders, checks and charts.

"More than 30" people is 31 and up: an interval from 31 to 31 whose upper end is open. "About" and "nearly" are rough: the
source gives no width, and none is made up.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.record.schema import Amount, Qualifier, Quantity, Unit, whole

NOISE = 1e-9  # what floating point leaves of nothing


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included. An open end goes on below `low`, or above `high`; a rough end has no stated width."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False
    rough_low: bool = False
    rough_high: bool = False

    @property
    def rough(self) -> bool:
        """Whether an end has no stated width."""
        return self.rough_low or self.rough_high

    @property
    def least(self) -> float:
        """The lowest that it can be: minus infinity if that end is open."""
        return -math.inf if self.open_low else self.low

    @property
    def most(self) -> float:
        """The highest that it can be: infinity if that end is open."""
        return math.inf if self.open_high else self.high

    @property
    def exact(self) -> bool:
        """Whether it can be one number only."""
        return self.low == self.high and not (self.open_low or self.open_high or self.rough)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _even(self.low + other.low),
            _even(self.high + other.high),
            self.open_low or other.open_low,
            self.open_high or other.open_high,
            self.rough_low or other.rough_low,
            self.rough_high or other.rough_high,
        )

    @property
    def perhaps(self) -> Interval:
        """The same of something that there may not have been at all: from 0 up."""
        return Interval(0, self.high, False, self.open_high, False, self.rough_high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.open_high, self.open_low, self.rough_high, self.rough_low)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def meets(self, other: Interval, tolerance: float = 0.0) -> bool:
        """Whether both can be the same number, or differ by no more than the tolerance."""
        apart = max(self.least - other.most, other.least - self.most)
        return apart <= tolerance + NOISE


NOTHING = Interval(0, 0)


def _even(value: float) -> float:
    """Without what floating point leaves of nothing; the record's numbers have four decimals at most."""
    return round(value, 6)


def hull(intervals: Iterable[Interval]) -> Interval:
    """From the lowest end of some intervals, one at least, to the highest: what any of them allows.

    An end is rough if only rough numbers give it.
    """
    several = list(intervals)
    low, high = min(one.low for one in several), max(one.high for one in several)
    return Interval(
        low,
        high,
        any(one.open_low for one in several),
        any(one.open_high for one in several),
        all(one.rough_low for one in several if one.low == low),
        all(one.rough_high for one in several if one.high == high),
    )


def total(intervals: Iterable[Interval]) -> Interval:
    """Some intervals added up; nothing is 0."""
    return sum(intervals, NOTHING)


def unit(told: Amount) -> str:
    """What one of a count is; a group is counted in people."""
    return told.unit if isinstance(told, Quantity) else Unit.PEOPLE


def of(told: Amount) -> Interval | None:
    """A number as its source gives it -> what it can be. Words only ("hundreds") are never turned into a number: None.

    "Up to 30" people are 0 to 30: fewer than none nobody can be. "Up to 30 per cent" has no lower end.
    """
    if told.ends is None:
        return None
    low, high = told.ends
    counted = whole(unit(told))
    next_to = 1 if counted else 2 * NOISE  # of a fraction: as near as one can tell
    match told.qualifier:
        case Qualifier.MORE_THAN:
            return Interval(low + next_to, low + next_to, open_high=True)
        case Qualifier.AT_LEAST:
            return Interval(low, low, open_high=True)
        case Qualifier.FEWER_THAN:
            return _at_most(high - next_to, counted)
        case Qualifier.UP_TO:
            return _at_most(high, counted)
        case Qualifier.ABOUT | Qualifier.NEARLY:
            return Interval(low, high, rough_low=True, rough_high=True)
        case _:
            return Interval(low, high)


def _at_most(most: float, counted: bool) -> Interval:
    return Interval(0, most) if counted and most >= 0 else Interval(most, most, open_low=True)


def stated(told: Amount) -> float | None:
    """The one number that is drawn for a count, at its end that the source names: of "up to 30" 30, of "more than 30" 31."""
    interval = of(told)
    if interval is None:
        return None
    return interval.high if told.qualifier in (Qualifier.UP_TO, Qualifier.FEWER_THAN) else interval.low


@dataclass(frozen=True)
class Span:
    """The days that a date can mean, both ends included; None is an open end."""

    earliest: dt.date | None
    latest: dt.date | None

    @property
    def first(self) -> dt.date:
        """The first day, or the first of all days if that end is open."""
        return self.earliest or dt.date.min

    @property
    def last(self) -> dt.date:
        """The last day, or the last of all days if that end is open."""
        return self.latest or dt.date.max

    @property
    def year(self) -> int | None:
        """The calendar year, if it lies in a single one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None

    @property
    def order(self) -> tuple[dt.date, dt.date]:
        """By which rows stand in order of time: the first day, then the last; what has no date comes last."""
        return self.earliest or self.latest or dt.date.max, self.latest or dt.date.max

    def overlaps(self, other: Span) -> bool:
        """Whether both can mean one day."""
        return self.first <= other.last and other.first <= self.last


EVER = Span(None, None)


def widest(spans: Iterable[Span]) -> Span:
    """From the first day of some spans, one at least, to the last; an end is open if one of theirs is."""
    several = list(spans)
    begins, ends = [one.earliest for one in several], [one.latest for one in several]
    return Span(
        None if None in begins else min(day for day in begins if day),
        None if None in ends else max(day for day in ends if day),
    )
