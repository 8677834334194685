"""A record in a few words: what it is called where others refer to it, how it heads its evidence, how it is cited."""

from __future__ import annotations

from loaders.record import dates, schema
from loaders.record.dataset import Dataset, Verification
from loaders.wording import numbers

SUPERSEDED = {"replaces": "Replaced", "retracts": "Retracted"}


def name(dataset: Dataset, report_id: str) -> str:
    """A report in a few words, to refer to it: "Hun Sen, May 2022: ..."."""
    _, report = dataset.by_id[report_id]
    match report:
        case schema.Statement():
            return f"{dataset.actors[report.speaker].name}, {report.said.edtf.words}: {report.summary}"
        case schema.Statistic():
            return f"{dataset.actors[report.said_by].name}: {report.label}, {_quantity(report.quantity)}"
        case schema.FlightReport():
            flight, speaker = dataset.flights[report.flight].name, dataset.actors[report.said_by].name
            return f"{speaker}: {flight}, {_people(report.count) if report.count else happened(report.date)}"
        case schema.Milestone():
            return f"{report.date.edtf.words}: {report.title}"
        case _:
            raise TypeError(f"no name for a {type(report).__name__}")


def short(dataset: Dataset, report_id: str) -> str:
    """A report in still fewer words, where its own stand near: "Hun Sen, May 2022", "Bill Herod: 768"."""
    source, report = dataset.by_id[report_id]
    who = dataset.actors[speaker(source, report)].name
    match report:
        case schema.Statement():
            return f"{who}, {report.said.edtf.words}"
        case schema.Statistic():
            return f"{who}: {_quantity(report.quantity)}"
        case _:
            return name(dataset, report_id)


def heading(dataset: Dataset, report: schema.Report) -> str:
    """What a report says, as the heading of its evidence: "43 people removed", "more than 1,800: ...", the summary."""
    match report:
        case schema.FlightReport():
            told = f"{_people(report.count)} {report.count.kind}" if report.count else happened(report.date).capitalize()
            return f"{told}: {dataset.flights[report.flight].name}"
        case schema.Statistic():
            return f"{_quantity(report.quantity)}: {report.label}"
        case schema.Statement():
            return report.summary
        case schema.Milestone():
            return report.title
        case _:
            raise TypeError(f"no heading for a {type(report).__name__}")


def happened(when: schema.Date) -> str:
    """A date with what happened on it: "arrived 19 December 2018"."""
    return f"{when.role.value} {when.edtf.words}"


def superseded(dataset: Dataset, report_id: str) -> list[str]:
    """Which reports replace or retract a report, when, and why; one sentence each."""
    return [
        f"{SUPERSEDED[relation.type]} by {other.id}{f', {relation.date.edtf.words}' if relation.date else ''}: {relation.reason}"
        for other, relation in dataset.superseded.get(report_id, [])
    ]


def date(report: schema.Report) -> schema.Date:
    """The date that a report is about: for a statement, when it was said."""
    found = report.said if isinstance(report, schema.Statement) else getattr(report, "date", None)
    if not isinstance(found, schema.Date):
        raise TypeError(f"no date for a {type(report).__name__}")
    return found


def speaker(source: schema.Source, report: schema.Report) -> str:
    """Id of the actor who says it; the source's publisher for what nobody in it says."""
    return str(getattr(report, "speaker", None) or getattr(report, "said_by", None) or source.publisher)


def role(dataset: Dataset, source: schema.Source, report: schema.Report) -> str | None:
    """In which role somebody speaks: as the report says, or else as the statements of the same source do, if they agree."""
    if isinstance(report, schema.Statement):
        return report.role
    told = {
        other.role
        for where, other in dataset.reports()
        if where is source and isinstance(other, schema.Statement) and other.speaker == speaker(source, report)
    }
    return told.pop() if len(told) == 1 else None


def citation(dataset: Dataset, report_id: str) -> str:
    """How to cite one record: the original source first, then this record."""
    source, report = dataset.by_id[report_id]
    place = report.evidence[0].paragraph if report.evidence else None
    where = "" if place is None else f", paragraph {place}" if place else ", headline"
    address = f" {source.url}" if source.url else ""
    return f"{source_line(dataset, source)}{where}.{address} In: {dataset.about.citation} Record {report_id}."


def source_line(dataset: Dataset, source: schema.Source) -> str:
    """A source as it is named: publisher, title, date, and whether the date is inferred."""
    title = f", “{source.title}”" if source.title else ""
    when = f", {source.published.edtf.words}" if source.published else ", date not known"
    inferred = " (date inferred)" if source.published and source.published.inferred else ""
    return f"{dataset.actors[source.publisher].name}{title}{when}{inferred}"


def seen(source: schema.Source) -> str:
    """How the curator saw a source: whole or in part, and where."""
    how = "Read whole" if source.seen == "whole" else "Seen as an excerpt only"
    return f"{how}, by way of: {source.via}." if source.via else f"{how}."


def _people(count: schema.People) -> str:
    return f"{numbers.amount(count.value, count.qualifier, count.words)} {'person' if count.value == 1 else 'people'}"


def _quantity(quantity: schema.Quantity) -> str:
    return numbers.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit)


def quotations_verified(verified: int, quotations: int) -> str:
    """ "65 of 65 quotations verified"; "1 of 1 quotation verified"."""
    noun = "quotation" if quotations == 1 else "quotations"
    return f"{numbers.number(verified)} of {numbers.number(quotations)} {noun} verified"


def verification(found: Verification) -> str:
    """How far the quotations of a source are verified, and when; of a source without quotations, nothing."""
    if not found.quotations:
        return ""
    counted = quotations_verified(found.verified, found.quotations)
    if found.on is None:
        return f"{counted} against the archived text."
    return f"{counted} against the archived text, {dates.day_in_words(found.on)}."
