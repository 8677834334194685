"""Only like is set against like: whether two numbers may be compared, and if not, why not, as a value.

Accounts, steps between totals, years and disagreements ask here; checks, which a curator sets up, tell what is unlike. The
answer is the place of one in the other, or an `Incomparable`: never a number made of unlike things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from loaders.analysis.flights import Flight
from loaders.analysis.interval import Interval, Span, of
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.dates import When
from loaders.record.schema import DateRole, Statistic, Unit, dated

TOTAL, FLOW, STOCK = "cumulative total", "flow", "stock"
REMOVED = schema.Subject.REMOVED


class WhyNot(StrEnum):
    """Why two numbers are not set against each other."""

    OTHER_THING = "other thing counted"  # removals and people, or two subjects
    OTHER_PEOPLE = "other people"  # which people are counted differs, or is not said of one of them
    OTHER_KIND = "other kind"  # announced and arrived; a stock and a flow; a calendar and a fiscal year
    OTHER_COUNTER = "other counter"
    SPANS = "spans do not fit"  # where they start or end is not known, or differs
    ROUGH = "rough"  # a number without a stated width, or without an end


@dataclass(frozen=True)
class Incomparable:
    """That two numbers are not set against each other, and why: at least one reason, the weightiest first."""

    reasons: tuple[WhyNot, ...]


class Place(StrEnum):
    """Where a flight stands to the span of a running total."""

    WITHIN = "within"  # its whole date lies in it, or a sentence says so
    PERHAPS = "perhaps"  # its date leaves it open
    BEFORE = "before"  # it was before the count began
    AFTER = "after"  # it was after the day of the total, or a sentence says so


def amount(statistic: Statistic) -> Interval | None:
    """How much a statistic says; None in words only."""
    return of(statistic.quantity)


def span(source: schema.Source, report: schema.Report) -> Span:
    """The days that a report can be about. An open end is closed by the day by which it was said: nobody counts ahead.

    What stands as of a day, every end is: a total cannot stand as of a day after its source appeared.
    """
    date = dated(report)
    when, latest = date.edtf, date.edtf.latest
    if isinstance(report, Statistic):
        ends = [one.edtf.latest for one in (report.said, source.published) if one and one.edtf.latest]
        until = min(ends, default=None)
        closes = latest is None or (date.role is DateRole.AS_OF and until is not None and latest > until)
        if until and until >= (when.earliest or until) and closes:
            latest = until
    return Span(when.earliest, latest)


def drawn(statistic: Statistic) -> bool:
    """Whether it can stand among counts of people through time: of people or removals, and not of those of one flight."""
    return statistic.flight is None and statistic.quantity.unit in (Unit.PEOPLE, Unit.REMOVALS)


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts name the same people: word for word, in any letter case. Of what is not said nothing is known."""
    plain = [re.sub(r"\W+", " ", text or "").strip().casefold() for text in (one, other)]
    return plain[0] == plain[1]


def unlike(one: Statistic, other: Statistic) -> Incomparable | None:
    """Why two statistics are not counts of one thing in one way; None if they are. Their dates are not looked at."""
    left, right = one.over, other.over
    reasons = [
        (WhyNot.OTHER_THING, (one.subject, one.quantity.unit) != (other.subject, other.quantity.unit)),
        (WhyNot.OTHER_PEOPLE, not same_words(one.counted, other.counted)),
        (WhyNot.OTHER_KIND, one.measure != other.measure or (left.year, left.year_of) != (right.year, right.year_of)),
        (WhyNot.OTHER_COUNTER, one.counter != other.counter),
        (WhyNot.SPANS, bool(left.text or right.text) or _start(left.start) != _start(right.start)),
    ]
    found = tuple(reason for reason, holds in reasons if holds)
    return Incomparable(found) if found else None


def _start(when: When | None) -> str | None:
    return when.edtf if when else None


def against_flights(total: Statistic) -> Incomparable | None:
    """Why flights are not taken off a running total, whatever the flights; None if those within it can be."""
    number, over = amount(total), total.over
    reasons = [
        (WhyNot.OTHER_THING, total.subject != REMOVED or total.quantity.unit != Unit.PEOPLE),
        (WhyNot.OTHER_PEOPLE, total.counted is not None),
        (WhyNot.SPANS, over.text is not None or over.start is None),
        (WhyNot.ROUGH, number is None or not number.exact),
    ]
    found = tuple(reason for reason, holds in reasons if holds)
    return Incomparable(found) if found else None


def place(total: Statistic, when: Span, flight: Flight) -> Place:
    """Where a flight stands to a running total as of `when`: by a sentence that says so, else by the whole of its date.

    Where nobody knows since when the total counts, it is open.
    """
    for order in total.order:
        if order.flight == flight.id:
            return Place.WITHIN if order.type == "after" else Place.AFTER
    start = total.over.start
    if flight.span.first > when.last:
        return Place.AFTER
    if start and start.earliest and flight.span.last < start.earliest:
        return Place.BEFORE
    begun = start is not None and (start.earliest is None or flight.span.first >= start.earliest)
    return Place.WITHIN if begun and flight.span.last <= when.first else Place.PERHAPS


def whole_calendar_year(statistic: Statistic, when: Span) -> bool:
    """Whether a count is of one calendar year, all of it and nothing else."""
    over = statistic.over
    if over.text or over.year == "fiscal" or when.year is None or when.earliest is None or when.latest is None:
        return False
    ends = (when.earliest.month, when.earliest.day, when.latest.month, when.latest.day)
    return ends == (1, 1, 12, 31)


def statistics(dataset: Dataset) -> list[tuple[schema.Source, Statistic, Span]]:
    """The statistics that no other report replaces or retracts, with the days that they are about, in order of time."""
    found = [
        (file.source, statistic, span(file.source, statistic))
        for file in dataset.source_files
        for statistic in file.figures
        if statistic.id not in dataset.superseded
    ]
    return sorted(found, key=lambda told: told[2].order)
