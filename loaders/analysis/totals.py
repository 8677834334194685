"""Does it add up? Each reported running total against the flights that it can hold, and against the total before it.

A flight is taken off a total only if its whole date lies within the total's span, or a sentence says that it counts it; one
that may or may not lie within widens what is left. A step exists only between totals of one counter, one people, one start,
whose order is known; a repetition is no step. A staircase is the sum as it is drawn: the groups as steps, one on the other.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.analysis.comparison import REMOVED, TOTAL, Incomparable, Place, WhyNot, against_flights, amount, drawn, place, unlike
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Interval, Span, total
from loaders.record import schema
from loaders.record.schema import Statistic


@dataclass(frozen=True)
class Reported:
    """A statistic with its source, the days that it is about, and how much it says (None in words only).

    `settled`: not where it may or may not have been said, or still have stood, by the day.
    """

    source: schema.Source
    statistic: Statistic
    span: Span
    amount: Interval | None
    settled: bool = True

    @property
    def id(self) -> str:
        """Its id in the record."""
        return self.statistic.id


def reported(found: Iterable[tuple[schema.Source, Statistic, Span]], unsettled: Collection[str] = ()) -> list[Reported]:
    """Statistics with how much they say, in the order given. unsettled: ids of reports that may or may not count by a day."""
    return [
        Reported(source, statistic, span, amount(statistic), statistic.id not in unsettled) for source, statistic, span in found
    ]


def running(statistics: Iterable[Reported]) -> list[Reported]:
    """Running totals of people removed, or of removals, that somebody gave as a number; not of the people of one flight."""
    return [
        one
        for one in statistics
        if one.statistic.measure == TOTAL and one.statistic.subject == REMOVED and one.amount is not None and drawn(one.statistic)
    ]


@dataclass(frozen=True)
class Account:
    """One reported total, and where each counted flight stands to it, in order of time."""

    total: Reported
    within: tuple[Flight, ...]
    perhaps: tuple[Flight, ...]
    before: tuple[Flight, ...]
    after: tuple[Flight, ...]

    @cached_property
    def itemised(self) -> Interval:
        """What the flights within it add up to, those with that may be."""
        return with_perhaps(self.within, self.perhaps)

    @cached_property
    def remainder(self) -> Interval | Incomparable:
        """What of the total is in no flight here; or why nothing is taken off it."""
        why_not = against_flights(self.total.statistic)
        if why_not or self.total.amount is None:
            return why_not or Incomparable(())
        return self.total.amount - self.itemised


def with_perhaps(within: Iterable[Flight], perhaps: Iterable[Flight]) -> Interval:
    """Flights as they are held against a count, and others that may or may not be among them: these move the upper end only."""
    return sum_of(within) + sum_of(perhaps).perhaps


def account(found: Reported, flights: Iterable[Flight]) -> Account:
    """Where the counted flights stand to a total. One that counts only some people holds none of them for certain."""
    places: dict[Place, list[Flight]] = {one: [] for one in Place}
    for flight in flights:
        where = place(found.statistic, found.span, flight)
        places[Place.PERHAPS if where is Place.WITHIN and found.statistic.counted else where].append(flight)
    return Account(found, *(tuple(places[one]) for one in (Place.WITHIN, Place.PERHAPS, Place.BEFORE, Place.AFTER)))


@dataclass(frozen=True)
class Step:
    """One running total after another of the same counter: by how much it changed, and the flights between them."""

    before: Reported
    after: Reported
    between: tuple[Flight, ...]
    perhaps: tuple[Flight, ...]

    @property
    def settled(self) -> bool:
        """Whether both totals certainly count by the day."""
        return self.before.settled and self.after.settled

    @property
    def rise(self) -> Interval:
        """By how much the total changed; less than nothing for a fall."""
        if self.before.amount is None or self.after.amount is None:
            raise ValueError("a step is between two numbers")
        return self.after.amount - self.before.amount

    @property
    def itemised(self) -> Interval:
        """What the flights between them add up to."""
        return with_perhaps(self.between, self.perhaps)

    @property
    def remainder(self) -> Interval | Incomparable:
        """What of the change is in no flight here; or why flights are not taken off it."""
        return against_flights(self.after.statistic) or self.rise - self.itemised


def steps(totals: Iterable[Reported], flights: Iterable[Flight]) -> list[Step]:
    """Each exact total after the last one before it that counts the same in the same way.

    Their order must be certain, and no other like total may lie between them: then it is not known which comes before which.
    """
    flown = list(flights)
    counts: list[Reported] = []
    for one in sorted(filter(_can_be_set, totals), key=lambda one: (one.span.last, one.span.first, one.statistic.quantity.value)):
        if not any(_repeats(one, other) for other in counts):
            counts.append(one)
    found: list[Step] = []
    for later in counts:
        like = [other for other in counts if other is not later and unlike(other.statistic, later.statistic) is None]
        earlier = [other for other in like if _before(other, later)]
        last = next((one for one in reversed(earlier) if not any(_before(one, other) for other in earlier)), None)
        sure = last and all(other is last or _before(other, last) or _before(later, other) for other in like)
        if last and sure:
            found.append(Step(last, later, *_between(last, later, flown)))
    return found


def run(totals: Iterable[Reported], flights: Iterable[Flight], last: Reported) -> Step | None:
    """As one step from the earliest total to the last, where in each step between them people certainly went."""
    flown = list(flights)
    like = [one for one in totals if one.id == last.id or unlike(one.statistic, last.statistic) is None]
    by_end = {step.after.id: step for step in steps(like, flown)}
    end = next((step for step in by_end.values() if step.after.id == last.id or _repeats(last, step.after)), None)
    step, first = end, None
    while step and step.itemised.low > 0:
        first, step = step.before, by_end.get(step.before.id)
    return Step(first, end.after, *_between(first, end.after, flown)) if first and end else None


def _can_be_set(one: Reported) -> bool:
    """Whether a total can be set against another of its own kind: an exact number whose start is known."""
    over = one.statistic.over
    return one.amount is not None and one.amount.exact and over.text is None and over.start is not None


def _repeats(later: Reported, earlier: Reported) -> bool:
    """Whether one count is told again: by a typed relation, or the same number of one counter for days that can be one."""
    ties = [
        tie.to == other.id and tie.type == "repeats"
        for one, other in ((later, earlier), (earlier, later))
        for tie in one.statistic.relations
    ]
    same = unlike(earlier.statistic, later.statistic) is None and earlier.amount == later.amount
    return any(ties) or (same and earlier.span.overlaps(later.span))


def _before(earlier: Reported, later: Reported) -> bool:
    """Whether one total is certainly before the other: by their days, or by a flight that stands between them."""
    if earlier.span.last < later.span.first:
        return True
    not_yet = {order.flight for order in earlier.statistic.order if order.type == "before"}
    return any(order.type == "after" and order.flight in not_yet for order in later.statistic.order)


def _between(earlier: Reported, later: Reported, flights: list[Flight]) -> tuple[tuple[Flight, ...], tuple[Flight, ...]]:
    """The flights that the later total holds and the earlier does not: those that certainly are, and those that may be."""
    sure: list[Flight] = []
    perhaps: list[Flight] = []
    if against_flights(later.statistic):
        return (), ()  # of other people, say: no flight is set beside it
    for flight in flights:
        held, held_before = place(later.statistic, later.span, flight), place(earlier.statistic, earlier.span, flight)
        if held is Place.WITHIN and held_before is Place.AFTER:
            sure.append(flight)
        elif held in (Place.WITHIN, Place.PERHAPS) and held_before in (Place.PERHAPS, Place.AFTER):
            perhaps.append(flight)
    return tuple(sure), tuple(perhaps)


def rival_totals(totals: Iterable[Reported]) -> list[tuple[Reported, Reported]]:
    """Totals of one thing, people and start for one day, of two counters or of one, that cannot both be true."""
    found = list(totals)
    return [
        (one, other)
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if one.span == other.span
        and one.span.earliest is not None
        and one.span.earliest == one.span.latest
        and _rivals(one, other)
    ]


def _rivals(one: Reported, other: Reported) -> bool:
    why_not = unlike(one.statistic, other.statistic)
    other_way = why_not is not None and why_not.reasons != (WhyNot.OTHER_COUNTER,)
    if other_way or one.amount is None or other.amount is None:
        return False
    return not (one.amount.rough or other.amount.rough or one.amount.meets(other.amount))


def sum_of(flights: Iterable[Flight]) -> Interval:
    """Some counted flights added up; none is 0."""
    return total(flight.interval for flight in flights)


# The groups as steps

NONE = Interval(0, 0)
TALLEST = 2  # times the steps: a total above that would squeeze them


@dataclass(frozen=True)
class Level:
    """A group on those before it: how many it adds, and up to where. preferred: the same by the count that is preferred."""

    flight: Flight
    adds: Interval
    reaches: Interval
    preferred: float


@dataclass(frozen=True)
class Staircase:
    """Groups as steps, and totals beside them.

    base: the total that the steps stand on, if any; steps: the groups in order of time, and whether each certainly lies above
    it; totals: those that are set beside them.
    """

    base: Reported | None
    steps: tuple[tuple[Flight, bool], ...]
    totals: tuple[Reported, ...]

    @cached_property
    def start(self) -> Interval:
        """What the steps stand on."""
        return self.base.amount or NONE if self.base else NONE

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The groups in order of time, each on those before it."""
        found: list[Level] = []
        reaches, preferred = self.start, self.start.low
        for flight, sure in self.steps:
            adds = flight.interval if sure else flight.interval.perhaps
            reaches, preferred = reaches + adds, preferred + (flight.preferred.number or 0 if sure and flight.sure else 0)
            found.append(Level(flight, adds, reaches, preferred))
        return tuple(found)

    @property
    def top(self) -> float:
        """The upper end of the last step."""
        return self.levels[-1].reaches.high if self.levels else self.start.high

    @property
    def ceiling(self) -> float:
        """Above this a total is only named: drawn to scale it would squeeze the steps."""
        return TALLEST * self.top if self.levels and self.base is None else math.inf

    @cached_property
    def above(self) -> tuple[Reported, ...]:
        """The totals that lie above it."""
        return tuple(one for one in self.totals if (one.amount or NONE).low > self.ceiling)

    @cached_property
    def floor(self) -> int:
        """Where the scale starts: a round number below the base, or nothing."""
        if self.base is None or self.top <= self.start.low:
            return 0
        unit = 10 ** math.floor(math.log10(self.top - self.start.low)) / 2
        floor = math.floor((self.start.low - unit / 2) / unit) * unit
        return int(floor) if floor > 0 else 0
