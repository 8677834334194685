"""A record in a few words: what it is called elsewhere, how it heads its evidence, who says it, how it is cited."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.analysis.connections import Connection, speaker
from loaders.record import schema, texts
from loaders.record.dataset import Dataset, Verification
from loaders.record.dates import When
from loaders.wording import dates, numbers
from loaders.wording.language import called, count, quoted, say, single, spoken, word

WORDS = {
    "direct quotation": "the speaker’s own words",
    "paraphrase": "the source’s words, not a direct quotation",
    "paraphrase with quoted words": "the source’s words, with some of the speaker’s",
}
"""Whose the quoted words are."""


def translations(source: schema.Source, passage: schema.Passage) -> list[str]:
    """That the source gives words in translation, if it says so; and the words in the language that is spoken, by whom."""
    told = []
    if passage.spoken:
        told.append(say("Said in {language}; the source gives it in translation.", language=called(passage.spoken)))
    for one in passage.translations:
        if one.language == spoken().code != source.language:
            words = {"words": quoted(one.text), "who": one.by, "date": dates.day(one.made)}
            told.append(say("{words} Translation: {who}, {date}.", **words))
    return told


def place(passage: schema.Passage) -> str:
    """Where in its source a quotation stands."""
    return say("paragraph {number}", number=passage.paragraph) if passage.paragraph else say("the headline")


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
            return f"{who}: {flight}, {counted(report.count) if report.count else happened(report.date)}"
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
    """What a report says, as the heading of its evidence: "43 people removed: ...", "2 removals that ...", who says what."""
    match report:
        case schema.FlightReport():
            told = numbers.opening(counted(report.count)) if report.count else numbers.opening(happened(report.date))
            return f"{told}: {dataset.flights[report.flight].name}"
        case schema.Statistic():
            return _number(report)
        case schema.Statement():
            return f"{dataset.actors[report.speaker].name}: {report.summary}"
        case schema.Milestone():
            return report.title
        case _:
            raise TypeError(f"no heading for a {type(report).__name__}")


def people(told: schema.People) -> str:
    """ "43 people", "1 person", "about 40 people"."""
    return count("{number} person", "{number} people", 1 if told.value == 1 else 2, number=numbers.told(told))


def _number(statistic: schema.Statistic) -> str:
    """A number with what it counts: "2 removals that ..." where that begins with its unit, else "More than 1,800: ..."."""
    told, label, unit = numbers.opening(numbers.told(statistic.quantity)), statistic.label, statistic.quantity.unit
    ends = statistic.quantity.ends
    if ends and ends != (1, 1) and schema.whole(unit) and re.match(rf"{re.escape(unit)}\b", label, re.IGNORECASE):
        return f"{told} {label[:1].lower()}{label[1:]}"
    return f"{told}: {label}"


def counted(told: schema.People) -> str:
    """A count with the point at which it was made: "43 people removed", "12 people kept back", "up to 60 people announced"."""
    return say("{people} {kind}", people=people(told), kind=word(told.kind))


def happened(when: schema.Date) -> str:
    """A date with what happened on it: "arrived 19 December 2018"."""
    return say("{what} {date}", what=word(when.role.value), date=dates.words(when.edtf))


def inner(name: str) -> str:
    """A name within brackets, its own made square: "US Immigration and Customs Enforcement [ICE]"."""
    return name.replace("(", "[").replace(")", "]")


def stands(tie: Connection) -> str:
    """How a record stands to another, read from the one whose evidence is open: "Is qualified by"."""
    return say((BACKWARD if tie.backward else FORWARD)[tie.relation.type])


def superseded(dataset: Dataset, report_id: str) -> list[str]:
    """Which reports replace or retract a report, when, and why; one sentence each."""
    return [_ended(other, relation) for other, relation in dataset.superseded.get(report_id, [])]


def _ended(by: schema.Report, relation: schema.Relation) -> str:
    how = say(SUPERSEDED[relation.type])
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


HOW = {
    "direct quotation": "own words",
    "paraphrase": "paraphrase",
    "paraphrase with quoted words": "paraphrase with own words",
}
"""Whose the quoted words are, in short; `WORDS` says it at length."""


def who(dataset: Dataset, report_id: str, date: Callable[[When], str] = dates.words) -> str:
    """Who says it, in which role, when: "Hun Sen, prime minister of Cambodia, May 2022". date: how the date is told."""
    source, report = dataset.by_id[report_id]
    said = schema.said_on(report)
    when = date(said.edtf) if said else say("date of the words not given")
    return ", ".join(filter(None, [dataset.actors[speaker(source, report)].name, role(dataset, source, report), when]))


def told(dataset: Dataset, source: schema.Source, passage: schema.Passage | None) -> str:
    """In whose words; where, with the source by its publisher if several are shown: "paraphrase, Phnom Penh Post, par. 4"."""
    printed = [dataset.actors[source.publisher].name] if len(dataset.source_files) > 1 else []
    if passage is None:
        return ", ".join([say("told in this record’s words, without a quotation"), *printed])
    place = say("par. {number}", number=passage.paragraph) if passage.paragraph else say("the headline")
    return ", ".join([say(HOW[passage.words]), *printed, place])


def credit(dataset: Dataset, report_id: str, passage: schema.Passage | None) -> str:
    """Both, in a line: "Hun Sen, prime minister of Cambodia, May 2022; paraphrase, par. 4". passage: what is quoted of it."""
    source, _ = dataset.by_id[report_id]
    return say("{who}; {told}", who=who(dataset, report_id), told=told(dataset, source, passage))


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


# Sources


def title(source: schema.Source) -> str:
    """The title of a source, or that it was not seen."""
    return source.title or say("Untitled report")


def evidence(name: str) -> str:
    """What a link to evidence is called where its own words do not say what they are."""
    return say("{name}: evidence", name=name)


def source_line(dataset: Dataset, source: schema.Source) -> str:
    """A source as it is named: publisher, title, date; an inferred date in brackets, as it is usual."""
    told = {"publisher": dataset.actors[source.publisher].name, "title": single(source.title or ""), "date": appeared(source)}
    return say("{publisher}, “{title}”, {date}" if source.title else "Untitled report, {publisher}, {date}", **told)


def _within(dataset: Dataset, source: schema.Source) -> str:
    """The same within a sentence of the curator's."""
    publisher = dataset.actors[source.publisher].name
    if source.title:
        return say("“{title}” of {publisher}", title=single(source.title), publisher=publisher)
    return say("the untitled report of {publisher}, {date}", publisher=publisher, date=published(source))


REFERENCE = re.compile(r"(?<![\w/.-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])")
"""What can be the id of a source in a text; a single word never is, for it can mean anything."""


def readable(dataset: Dataset) -> Dataset:
    """A record in whose texts no source is called by its id: where a curator refers to one so, it stands by its name."""
    told = {file.source.id: _within(dataset, file.source) for file in dataset.source_files}

    def named(text: str) -> str:
        def name(found: re.Match[str]) -> str:
            words, begins = told.get(found[0], found[0]), re.search(r"(?:^|[.!?]\s+)$", text[: found.start()])
            return numbers.opening(words) if begins and found[0] in told else words

        return REFERENCE.sub(name, text)

    return texts.rewritten(dataset, named, texts.PROSE)


def published(source: schema.Source) -> str:
    """When a source appeared, as far as it is known: "17 December 2018", "between 6 and 12 December 2017"."""
    return dates.appeared(source.published.edtf) if source.published else say("date not known")


def appeared(source: schema.Source) -> str:
    """The same; an inferred date in brackets: "[between 20 December 2018 and 31 January 2019, inferred]"."""
    told = published(source)
    return say("[{date}, inferred]", date=told) if source.published and source.published.inferred else told


KINDS = {"data": "set of data", "government data": "set of government data"}
"""What one source is called, of a kind that has no singular."""


def kind(source: schema.Source) -> str:
    """What a source is, as one: "newspaper article", "set of data"."""
    return say(KINDS.get(source.kind, source.kind))


def seen(source: schema.Source) -> str:
    """How the curator saw a source: whole or in part, and where."""
    how = say("Read in full") if source.seen == "whole" else say("Seen as an excerpt only")
    return say("{how}, by way of: {via}.", how=how, via=source.via) if source.via else f"{how}."


def read(source: schema.Source) -> str:
    """The same in a column of its own."""
    return say("in full") if source.seen == "whole" else say("excerpt")


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
    """How far the quotations of a source are verified, and when; or that there are none."""
    if not found.quotations:
        return say("Nothing is quoted from it; the record tells it in words of its own.")
    counted = count(
        "{verified} of {number} quotation checked against the archived text",
        "{verified} of {number} quotations checked against the archived text",
        found.quotations,
        verified=numbers.number(found.verified),
        number=numbers.number(found.quotations),
    )
    return say("{counted}, {day}.", counted=counted, day=dates.day(found.on)) if found.on else f"{counted}."


UNANSWERED: dict[str | None, str] = {
    "declined to comment": "{side}: declined to comment, {date}",
    "did not answer": "{side}: did not answer, {date}",
}


def unanswered(one: schema.Statement, side: str) -> str:
    """That a side was asked and gave no answer: "Zenda: declined to comment, May 2022"."""
    return say(UNANSWERED[one.response], side=side, date=dates.words(one.said.edtf))
