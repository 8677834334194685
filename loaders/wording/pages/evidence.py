"""What the evidence of one report says: what it is, who says, counts and relays it, what else is said of it, how to read it."""

from __future__ import annotations

import datetime as dt

from loaders.analysis import heard
from loaders.analysis.checks import Worked
from loaders.analysis.connections import speaker
from loaders.analysis.flights import About
from loaders.record import schema
from loaders.record.dataset import Dataset, inferred
from loaders.wording import dates, names, numbers
from loaders.wording import flights as of_flights
from loaders.wording.language import Mark, count, joined, say

KINDS: dict[type, str] = {
    schema.FlightReport: "Report on a group",
    schema.Statistic: "Figure",
    schema.Statement: "Statement",
    schema.Milestone: "Event",
    schema.Flight: "Group",
    Worked: "Check of the arithmetic",
    schema.SourceFile: "Source",
    list: "Several records",
}
"""What kind of thing an id names."""
MEASURES = {
    "cumulative total": "Running total, {date}.",
    "flow": "Count over a time, {date}.",
    "stock": "Count, {date}.",
    "change": "Change, {date}.",
}


def _held(dataset: Dataset, source: schema.Source) -> str:
    """What words are that lead to a source."""
    return say("{source}: what this record holds of it", source=names.source_line(dataset, source))


def kind(found: object) -> str:
    """What kind of thing an id names, in a word or two; of what is worked out, that nobody reports it."""
    return say(KINDS.get(type(found), "Worked out here from the reports below, and reported by nobody"))


def what(dataset: Dataset, report: schema.Report) -> list[str]:
    """What is reported, of when, and who or since when is counted; a sentence each."""
    match report:
        case schema.Statistic():
            return [*_measured(report), *([say("Who is counted: {people}.", people=report.counted)] if report.counted else [])]
        case schema.FlightReport():
            told = [happened(report.date.role, dates.as_known(report.date.edtf))]
            return [*told, *([say("Counted: {people}.", people=report.count.counted)] if report.count else [])]
        case schema.Statement():
            question = dataset.questions[report.question]
            told = [say("On the question: {question}", question=question.text)]
            if report.response:
                told.append(say("Asked, and {response}.", response=say(report.response)))
            answers = [answer.text for answer in question.answers if answer.id == report.answer]
            return [*told, *(say("In the curator’s reading: {answer}.", answer=answer) for answer in answers)]
        case schema.Milestone():
            return [happened(report.date.role, dates.as_known(report.date.edtf))]
        case _:
            raise TypeError(f"nothing to say of a {type(report).__name__}")


def _measured(report: schema.Statistic) -> list[str]:
    """What kind of number, of when, and since when or over which kind of year it counts; what of it is inferred."""
    date = dated(report.date.role, dates.as_known(report.date.edtf))
    told = [say(MEASURES[report.measure], date=say("{date}, inferred", date=date) if report.date.inferred else date)]
    over = report.over
    counts = ""
    if over.start:
        counts = say("since {date}", date=dates.words(over.start))
    elif over.year == "fiscal":
        counts = say("by {name} fiscal year", name=over.year_of) if over.year_of else say("by fiscal year")
    elif over.year == "calendar":
        counts = say("by calendar year")
    elif over.text:
        counts = over.text
    if counts and report.basis_inferred:
        told.append(say("Counted {how}, as this record infers.", how=counts))
    elif counts:
        told.append(say("Counted {how}.", how=counts))
    return told


def dated(role: schema.DateRole, date: str) -> str:
    """The time of a number within a sentence: "as of 2020", "since October 2020"."""
    return say("as of {date}", date=date) if role is schema.DateRole.AS_OF else date


def happened(role: schema.DateRole, date: str) -> str:
    """What happened on a date: "Arrived July 2019, day not given."."""
    return say("{what} {date}.", what=numbers.opening(say(role.value)), date=date)


def credit(dataset: Dataset, report_id: str) -> str:
    """Who says it, in which role and when, a sentence of its own: in whose words and where stands apart."""
    return say("{who}.", who=names.who(dataset, report_id, dates.as_known))


def whose(report: schema.Report) -> str:
    """Whose the words are; or that there is no quotation."""
    if not report.evidence:
        return say("No quotation: the fact in this record’s words.")
    return say("{whose}.", whose=numbers.opening(say(names.WORDS[report.evidence[0].words])))


def between(dataset: Dataset, report_id: str) -> list[str]:
    """Who counted, and who relayed it, where that is somebody else than the one who says it; a sentence each."""
    source, report = dataset.by_id[report_id]
    told = []
    if isinstance(report, schema.FlightReport | schema.Statistic) and report.counter != speaker(source, report):
        name = dataset.actors[report.counter].name
        told.append(
            say("Counted by {name}, as this record infers.", name=name)
            if report.counted_by_inferred
            else say("Counted by {name}.", name=name)
        )
    relayed = report.relayed_by if isinstance(report, schema.FlightReport | schema.Statistic | schema.Statement) else None
    return [*told, *([say("Relayed by {name}.", name=dataset.actors[relayed].name)] if relayed else [])]


def where(dataset: Dataset, report_id: str) -> str:
    """In which source, which leads to what the record holds of it; in which paragraph, and whether the words were checked."""
    source, report = dataset.by_id[report_id]
    told = {"source": Mark(names.source_line(dataset, source), source.id, _held(dataset, source))}
    if not report.evidence:
        return say("Source: {source}. {seen}", **told, seen=" ".join([names.seen(source), *read_on(source)]))
    place = _place(report.evidence[0], heard.checked(dataset, report_id))
    return joined([say("Source: {source}, {place}.", **told, place=place), *read_on(source)], " ")


def read_on(source: schema.Source) -> list[str]:
    """When a source that can change was read: a sentence, or none."""
    return [say("Read on {day}.", day=dates.day(source.accessed))] if source.accessed else []


def quoted_at(dataset: Dataset, source: schema.Source, passage: schema.Passage) -> str:
    """Where a further quotation of a report stands, and whose the words are."""
    place = numbers.opening(_place(passage, dataset.verified_on(source.id, passage)))
    return say("{place}; {whose}.", place=place, whose=say(names.WORDS[passage.words]))


def _place(passage: schema.Passage, checked: dt.date | None) -> str:
    """Where in its source a quotation stands, and when it was held against the archived text, if it was."""
    where = names.place(passage)
    if checked is None:
        return say("{where}, not yet checked against the archived text", where=where)
    return say("{where}, checked against the archived text on {day}", where=where, day=dates.day(checked))


def summed(report: schema.Report) -> list[str]:
    """That a number is a sum of ours, with what the source gives: a sentence, or none."""
    if not (isinstance(report, schema.Statistic) and report.quantity.parts):
        return []
    parts = " + ".join(f"{numbers.number(part.value)} ({part.what})" for part in report.quantity.parts)
    return [say("Derived: the source gives {parts}; the sum is ours.", parts=parts)]


def inferences(source: schema.Source, report: schema.Report) -> list[str]:
    """What the source does not print and the record holds all the same, and from what it infers it."""
    return [say("Inferred, {part}: {reason}", part=say(one.part), reason=one.reason) for one in inferred(source, report)]


def details(dataset: Dataset, report_id: str) -> list[str]:
    """What else a report tells: the fact beside a quotation, from where to where, its breakdown; and who it is that says it."""
    source, report = dataset.by_id[report_id]
    told = [report.fact] if report.fact and report.evidence else []
    amount: schema.Amount | None = None
    if isinstance(report, schema.FlightReport):
        amount = report.count
        places = ((about, of_flights.place(report, about)) for about in (About.ORIGIN, About.DESTINATION))
        told += [say(of_flights.PLACED[about], places=place) for about, place in places if place]
        told += [say("Kept back: {why}.", why=say(report.count.why))] if report.count and report.count.why else []
    elif isinstance(report, schema.Statistic):
        amount = report.quantity
    if amount and amount.breakdown:
        told.append(numbers.breakdown(amount))
    return [*told, *_about(dataset, dataset.actors[speaker(source, report)])]


def _about(dataset: Dataset, actor: schema.Actor) -> list[str]:
    """What a reader should know of who says it: a note, names and sides of before."""
    told = [say("{name}: {note}", name=actor.name, note=actor.note)] if actor.note else []
    told += [say("Before: {name}. {fact}", name=former.name, fact=former.fact) for former in actor.former_names]
    return told + [
        say(
            "Counted with {side} until {date}. {fact}",
            side=dataset.sides[former.side].name,
            date=dates.words(former.until),
            fact=former.fact,
        )
        for former in actor.former_sides
    ]


def summary(readings: int, inferences: int, caveats: int, details: int) -> str:
    """What stands under "How to read it": "two readings · four inferences · three caveats"."""
    told = [
        (readings, count("one reading", "{number} readings", readings, number=numbers.spelt(readings))),
        (inferences, count("one inference", "{number} inferences", inferences, number=numbers.spelt(inferences))),
        (caveats, count("one caveat", "{number} caveats", caveats, number=numbers.spelt(caveats))),
        (details, count("one more detail", "{number} more details", details, number=numbers.spelt(details))),
    ]
    return say("How to read it: {parts}", parts=" · ".join(words for number, words in told if number))
