"""What had been said by a day, in words: of a report, of what rests on several, of a whole view, and what was told only later."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.analysis import known
from loaders.analysis.flights import Flight
from loaders.analysis.known import Known
from loaders.analysis.view import View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import said_on
from loaders.wording import dates
from loaders.wording.language import count, say

PARTLY = "said by then in part"
STATES = {Known.SAID: "said by then", Known.PERHAPS: "may have been said", Known.LATER: "later"}
"""Where a report stands to a day, as it is told."""
SENTENCES = {
    Known.SAID: "Said by {day}.",
    Known.PERHAPS: "May have been said by {day}, or later.",
    PARTLY: "In part said by {day}; of the rest it is open.",
}


def heading(view: View) -> str:
    """Over every page, while a day is chosen: "What had been said by 31 December 2018"."""
    return say("What had been said by {day}", day=dates.day(view.as_of)) if view.as_of else ""


def counts(view: View) -> str:
    """How many reports had been said by the day, may have been, or are later; and if the day is of no year of the record."""
    if view.as_of is None:
        return ""
    found = list(known.states(view.seen, view.as_of).values())
    said, perhaps, later = (found.count(one) for one in (Known.SAID, Known.PERHAPS, Known.LATER))
    told = [
        count("As far as dates are known: {number} report;", "As far as dates are known: {number} reports;", said),
        count("{number} more may have been;", "{number} more may have been;", perhaps),
        count("{number} is later or cannot have been.", "{number} are later or cannot have been.", later),
    ]
    limits = {"years": view.limits, "day": dates.day(view.as_of)}
    if view.as_of.year > view.limits.last:
        told.append(say("The day is after all years of which the reports tell ({years}).", **limits))
    if view.as_of.year < view.limits.first:
        told.append(say("The day is before all years of which the reports tell ({years}).", **limits))
    return " ".join(told)


def of_report(dataset: Dataset, report_id: str) -> str | None:
    """Where a report stands to the day, for its row: "said by then"; None without a day."""
    found = known.of(dataset, report_id)
    if found is Known.SAID and report_id in dataset.unsettled:
        return say("{said}; may have been replaced or taken back", said=found.value)
    return found.value if found else None


def of_several(dataset: Dataset, ids: Iterable[str]) -> str | None:
    """The same of what rests on several reports: all of it, or a part."""
    found = {one for name in ids if name in dataset.by_id and (one := known.of(dataset, name))}
    if len(found) > 1:
        return PARTLY
    return found.pop().value if found else None


def of_flight(dataset: Dataset, flight: Flight) -> str | None:
    """The same of a flight: only if its people had certainly been counted by the day had it been told of."""
    told = of_several(dataset, (report.id for report in flight.reports or flight.all_reports))
    return told if told is None or flight.sure else Known.PERHAPS.value


def told_later(dataset: Dataset, report_id: str) -> str | None:
    """When a source appeared that tells of words as said before, if it was after the day, or may have been: "in May 2022"."""
    source, report = dataset.by_id[report_id]
    return appeared_later(dataset, source) if said_on(report) else None


def appeared_later(dataset: Dataset, source: schema.Source) -> str | None:
    """The same of a source, whatever it tells."""
    if not known.appeared_later(dataset, source):
        return None
    return dates.at(source.published.edtf) if source.published else say("at a time not known")


def sentence(dataset: Dataset, report_id: str) -> str:
    """For the evidence of a report: where it stands to the day, and what was told only later; nothing without a day."""
    found = known.of(dataset, report_id)
    if found is None or dataset.horizon is None:
        return ""
    told = [say(SENTENCES[found], day=dates.day(dataset.horizon.day))]
    if found is Known.SAID and report_id in dataset.unsettled:
        told.append(say("It may have been replaced or taken back by then."))
    if later := told_later(dataset, report_id):
        told.append(say("Told {when}.", when=later))
    return " ".join(told)
