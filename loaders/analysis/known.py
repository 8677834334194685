"""What had been said by a day, what may have been, and what is later: every report is in exactly one of the three.

A report was said on some day of its span: of its own `said`, else of its source. It was not said after its source appeared,
nor before what it tells as having happened. A correction counts by its own date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from loaders.analysis.interval import Span
from loaders.record import schema
from loaders.record.dataset import Dataset, Horizon
from loaders.record.dates import When
from loaders.record.schema import DateRole

AHEAD = (DateRole.EXPECTED, DateRole.EFFECTIVE)  # dates of which somebody can tell before they come


class Known(StrEnum):
    """Where what somebody says stands to a day."""

    SAID = "said by then"
    PERHAPS = "may have been said"
    LATER = "later"


def saying(source: schema.Source, report: schema.Report) -> Span:
    """The days on which a report can have been said."""
    said = schema.said_on(report)
    when = _by_source(source, said.edtf if said else None)
    date = schema.dated(report)
    happened = date.edtf.earliest if date.role not in AHEAD else None
    if when.earliest and happened:
        happened = max(when.earliest, happened)
    first = happened or when.earliest
    return Span(min(first, when.last) if first else None, when.latest)


def printed(source: schema.Source) -> Span:
    """The days on which a source can have appeared."""
    return _by_source(source, None)


def _by_source(source: schema.Source, said: When | None) -> Span:
    """The days on which something was said, or else the source appeared: at the latest when the source appeared."""
    appeared = source.published.edtf if source.published else None
    when = said or appeared
    ends = [date.latest for date in (said, appeared) if date and date.latest]
    return Span(when.earliest if when else None, min(ends, default=None))


def state(when: Span, day: dt.date) -> Known:
    """Where something that was said within some days stands to a day."""
    if when.last <= day:
        return Known.SAID
    return Known.LATER if when.first > day else Known.PERHAPS


def states(dataset: Dataset, day: dt.date) -> dict[str, Known]:
    """Where each report of a record stands to a day, by its id."""
    return {report.id: state(saying(source, report), day) for source, report in dataset.reports()}


def by(dataset: Dataset, day: dt.date) -> Dataset:
    """The record with what had been said by the end of a day, and what may have been.

    Relations to what is later fall away with it, and so do checks that name it.
    """
    found = states(dataset, day)
    shown = {name for name, one in found.items() if one is not Known.LATER}
    only = dataset.only(shown, lambda tie: _made(tie, day) is not Known.LATER)
    there = shown | set(only.flights)
    later = (set(dataset.by_id) | set(dataset.flights)) - there
    perhaps = frozenset(name for name in shown if found[name] is Known.PERHAPS)
    return replace(
        only,
        checks_file=dataset.checks_that(lambda records, _: not records & later and bool(records & there)),
        horizon=Horizon(day, perhaps, _unsettled(only, perhaps, day)),
    )


def of(dataset: Dataset, report_id: str) -> Known | None:
    """Where a report stands to the day that the record is narrowed to; None if it is narrowed to none."""
    if dataset.horizon is None:
        return None
    return Known.PERHAPS if report_id in dataset.horizon.perhaps else Known.SAID


def appeared_later(dataset: Dataset, source: schema.Source) -> bool:
    """Whether a source appeared after the day that the record is narrowed to, or may have."""
    return dataset.horizon is not None and state(printed(source), dataset.horizon.day) is not Known.SAID


def _made(tie: schema.Relation, day: dt.date) -> Known:
    """Where what a relation says stands to a day. Only corrections have a date; the others are the curator's."""
    return state(Span(tie.date.edtf.earliest, tie.date.edtf.latest), day) if tie.date else Known.SAID


def _unsettled(shown: Dataset, perhaps: frozenset[str], day: dt.date) -> frozenset[str]:
    """Ids of the reports that may or may not count: that may have been said, or may have been replaced or taken back.

    As in `schema.superseding`, a report that is taken back does nothing to others, and one that is replaced still does.
    """

    def said(name: str) -> bool | None:
        return None if name in perhaps else True

    def ended(name: str, kinds: tuple[str, ...]) -> bool | None:
        found = set[bool | None]()
        for report, tie in shown.corrections.get(name, ()):
            if tie.type in kinds:
                made = True if _made(tie, day) is Known.SAID else None
                found.add(_all((said(report.id), made, _not(ended(report.id, ("retracts",))))))
        return True if True in found else None if None in found else False

    return frozenset(name for name in shown.by_id if _all((said(name), _not(ended(name, schema.SUPERSEDING)))) is None)


def _all(conditions: Iterable[bool | None]) -> bool | None:
    """Whether all of some conditions hold; None where that is open."""
    asked = list(conditions)
    return False if False in asked else None if None in asked else True


def _not(condition: bool | None) -> bool | None:
    return None if condition is None else not condition
