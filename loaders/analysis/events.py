"""When something happened, by all reports that date it: of a flight, and of what else happened.

Sources that tell one event, which the record says by its name, tell it once: with the date that they have in common.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.analysis.interval import EVER, Span
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.dates import When
from loaders.record.schema import DateRole, Milestone, dated


@dataclass(frozen=True)
class Placed:
    """When something happened by all reports that date it: the days, and the dates as given.

    `single` is the one date that all allow; None where several together give it (`either`: only one of them can be true).
    """

    role: DateRole
    span: Span
    dates: tuple[When, ...]
    single: When | None
    either: bool
    reports: tuple[schema.Report, ...]


def common_date(role: DateRole, reports: Sequence[schema.Report]) -> Placed:
    """The date that reports on one thing, one at least, have in common.

    Dates that can all be true give the narrowest, or the days that each of them allows; dates that cannot give all days that
    one of them allows.
    """
    whens = [dated(report).edtf for report in reports]
    spans = [Span(when.earliest, when.latest) for when in whens]
    dates, told = tuple(dict.fromkeys(whens)), tuple(reports)
    narrow = min(spans, key=lambda span: span.last - span.first)
    if all(span.first <= narrow.first and span.last >= narrow.last for span in spans):
        single = whens[spans.index(narrow)]
        return Placed(role, narrow, dates, single, False, told)
    first, last = max(span.first for span in spans), min(span.last for span in spans)
    if first <= last:
        return Placed(role, Span(first, last), dates, None, False, told)
    begin: Callable[[Span], dt.date] = lambda span: span.first  # noqa: E731
    opened = EVER.earliest if any(span.earliest is None for span in spans) else min(map(begin, spans))
    ended = EVER.latest if any(span.latest is None for span in spans) else max(span.last for span in spans)
    return Placed(role, Span(opened, ended), dates, None, True, told)


@dataclass(frozen=True)
class Event:
    """What happened beside the flights, by one report or by several of one event, in order of the files; none is taken back."""

    id: str
    reports: tuple[Milestone, ...]
    placed: Placed

    @property
    def title(self) -> str:
        """What happened, in the words of the first report."""
        return self.reports[0].title

    @property
    def span(self) -> Span:
        """The days on which it can have been."""
        return self.placed.span

    @property
    def flights(self) -> tuple[str, ...]:
        """Ids of the flights that it concerns."""
        return tuple(dict.fromkeys(flight for report in self.reports for flight in report.flights))


def events(dataset: Dataset) -> list[Event]:
    """What happened beside the flights, each event once, in order of time. A milestone without an event is one of its own."""
    told: dict[str, list[Milestone]] = {}
    for file in dataset.source_files:
        for report in file.milestones:
            if report.id not in dataset.superseded:
                told.setdefault(report.event or report.id, []).append(report)
    found = [Event(name, tuple(reports), common_date(reports[0].date.role, reports)) for name, reports in told.items()]
    return sorted(found, key=lambda event: event.span.order)
