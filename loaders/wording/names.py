"""A record in a few words: what it is called where others refer to it, how it heads its evidence, how it is cited."""

from __future__ import annotations

from loaders.analysis.connections import Common, Connection, speaker
from loaders.record import schema
from loaders.record.dataset import Dataset, Verification
from loaders.wording import dates, numbers
from loaders.wording.language import count, say

WORDS = {
    "direct quotation": "the speaker’s own words",
    "paraphrase": "the source’s words, not a direct quotation",
    "paraphrase with quoted words": "the source’s words, with some of the speaker’s",
}
"""Whose the quoted words are."""
SUPERSEDED = {"replaces": "Replaced", "retracts": "Retracted"}
FORWARD = {
    "contradicts": "Contradicts",
    "qualifies": "Qualifies",
    "supports": "Supports",
    "repeats": "Repeats",
    "responds to": "Responds to",
    "replaces": "Replaces",
    "retracts": "Retracts",
}
BEGINNING = {
    schema.DateRole.ARRIVED: "Arrived {date}",
    schema.DateRole.REMOVED: "Removed {date}",
    schema.DateRole.DEPARTED: "Departed {date}",
    schema.DateRole.EXPECTED: "Expected {date}",
}
BACKWARD = {
    "contradicts": "Contradicts",  # it is said of both, whichever of them has it
    "qualifies": "Is qualified by",
    "supports": "Is supported by",
    "repeats": "Is repeated by",
    "responds to": "Is answered by",
    "replaces": "Is replaced by",
    "retracts": "Is retracted by",
}


def name(dataset: Dataset, report_id: str) -> str:
    """A report in a few words, to refer to it: "Hun Sen, May 2022: ..."."""
    _, report = dataset.by_id[report_id]
    match report:
        case schema.Statement():
            return f"{dataset.actors[report.speaker].name}, {dates.words(report.said.edtf)}: {report.summary}"
        case schema.Statistic():
            return f"{dataset.actors[report.said_by].name}: {report.label}, {numbers.told(report.quantity)}"
        case schema.FlightReport():
            flight, who = dataset.flights[report.flight].name, dataset.actors[report.said_by].name
            return f"{who}: {flight}, {_counted(report.count) if report.count else happened(report.date)}"
        case schema.Milestone():
            return f"{dates.words(report.date.edtf)}: {report.title}"
        case _:
            raise TypeError(f"no name for a {type(report).__name__}")


def short(dataset: Dataset, report_id: str) -> str:
    """A report in still fewer words, where its own stand near: "Hun Sen, May 2022", "Bill Herod: 768"."""
    source, report = dataset.by_id[report_id]
    who = dataset.actors[speaker(source, report)].name
    match report:
        case schema.Statement():
            return f"{who}, {dates.words(report.said.edtf)}"
        case schema.Statistic():
            return f"{who}: {numbers.told(report.quantity)}"
        case _:
            return name(dataset, report_id)


def heading(dataset: Dataset, report: schema.Report) -> str:
    """What a report says, as the heading of its evidence: "43 people removed", "more than 1,800: ...", the summary."""
    match report:
        case schema.FlightReport():
            told = _counted(report.count) if report.count else _began(report.date)
            return f"{told}: {dataset.flights[report.flight].name}"
        case schema.Statistic():
            return f"{numbers.told(report.quantity)}: {report.label}"
        case schema.Statement():
            return report.summary
        case schema.Milestone():
            return report.title
        case _:
            raise TypeError(f"no heading for a {type(report).__name__}")


def people(told: schema.People) -> str:
    """ "43 people", "1 person", "about 40 people"."""
    return count("{number} person", "{number} people", 1 if told.value == 1 else 2, number=numbers.told(told))


def _counted(told: schema.People) -> str:
    """A count with the point at which it was made: "43 people removed", "12 people kept back", "up to 60 people announced"."""
    return f"{people(told)} {told.kind}"


def happened(when: schema.Date) -> str:
    """A date with what happened on it: "arrived 19 December 2018"."""
    return f"{when.role.value} {dates.words(when.edtf)}"


def _began(when: schema.Date) -> str:
    """The same where a heading begins with it: "Arrived 19 December 2018"."""
    return say(BEGINNING[when.role], date=dates.words(when.edtf))


def inner(name: str) -> str:
    """A name within brackets, its own made square: "US Immigration and Customs Enforcement [ICE]"."""
    return name.replace("(", "[").replace(")", "]")


def stands(tie: Connection) -> str:
    """How a record stands to another, read from the one whose evidence is open: "Is qualified by"."""
    return (BACKWARD if tie.backward else FORWARD)[tie.relation.type]


def of_flight(what: Common) -> str:
    """What else is about a flight, as a heading."""
    return say("Other numbers on this group") if what is Common.NUMBER else say("Events that concern it")


def common(what: Common, report: schema.Report) -> str:
    """What some records have in common with a report, as a heading."""
    match what:
        case Common.FLIGHT:
            return say("Other reports on the same group")
        case Common.SUBJECT if isinstance(report, schema.Statistic):
            return say("Other numbers on {subject}", subject=report.subject)
        case Common.QUESTION:
            return say("On the same question")
        case _:
            return say("In the same paragraph")


def superseded(dataset: Dataset, report_id: str) -> list[str]:
    """Which reports replace or retract a report, when, and why; one sentence each."""
    return [_ended(other, relation) for other, relation in dataset.superseded.get(report_id, [])]


def _ended(by: schema.Report, relation: schema.Relation) -> str:
    how = SUPERSEDED[relation.type]
    if relation.date is None:
        return say("{how} by {id}: {reason}", how=how, id=by.id, reason=relation.reason)
    when = dates.words(relation.date.edtf)
    return say("{how} by {id}, {date}: {reason}", how=how, id=by.id, date=when, reason=relation.reason)


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
    return f"{source_line(dataset, source)}{where}.{address}{read_on(source)} In: {dataset.about.citation} Record {report_id}."


def read_on(source: schema.Source) -> str:
    """When it was read, and where a copy is kept: " Read on 1 May 2022. Kept at https://..."."""
    read = say(" Read on {day}.", day=dates.day(source.accessed)) if source.accessed else ""
    return read + (say(" Kept at {address}", address=source.archived) if source.archived else "")


def source_line(dataset: Dataset, source: schema.Source) -> str:
    """A source as it is named: publisher, title, date; an inferred date in brackets, as it is usual."""
    title = f", “{source.title}”" if source.title else ""
    return f"{dataset.actors[source.publisher].name}{title}, {appeared(source)}"


def appeared(source: schema.Source) -> str:
    """When a source appeared: "17 December 2018", "[between 20 December 2018 and 31 January 2019, inferred]"."""
    if source.published is None:
        return say("date not known")
    told = dates.appeared(source.published.edtf)
    return say("[{date}, inferred]", date=told) if source.published.inferred else told


def seen(source: schema.Source) -> str:
    """How the curator saw a source: whole or in part, and where."""
    how = "Read whole" if source.seen == "whole" else "Seen as an excerpt only"
    return f"{how}, by way of: {source.via}." if source.via else f"{how}."


def quotations_verified(verified: int, quotations: int) -> str:
    """ "65 of 65 quotations verified"; "1 of 1 quotation verified"."""
    return count(
        "{verified} of {number} quotation verified",
        "{verified} of {number} quotations verified",
        quotations,
        verified=numbers.number(verified),
        number=numbers.number(quotations),
    )


def verification(found: Verification) -> str:
    """How far the quotations of a source are verified, and when; of a source without quotations, nothing."""
    if not found.quotations:
        return ""
    counted = quotations_verified(found.verified, found.quotations)
    if found.on is None:
        return say("{counted} against the archived text.", counted=counted)
    return say("{counted} against the archived text, {day}.", counted=counted, day=dates.day(found.on))


UNANSWERED: dict[str | None, str] = {
    "declined to comment": "{side}: declined to comment, {date}",
    "did not answer": "{side}: did not answer, {date}",
}


def unanswered(one: schema.Statement, side: str) -> str:
    """That a side was asked and gave no answer: "Zenda: declined to comment, May 2022"."""
    return say(UNANSWERED[one.response], side=side, date=dates.words(one.said.edtf))
