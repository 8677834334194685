"""The records, as types: what a curator may write, and what each key means.

The description of each field is the data dictionary: `data/README.md` and the Sources page are held to it.
A type says what one record may hold; what must agree between records is in `checks`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema, HttpUrl, StringConstraints
from pydantic_core import core_schema

from loaders import dates

LONGEST_QUOTATION = 240  # characters: the shortest words that carry the fact, not the passage
MOST_ITEMS = 50  # passages, notes, answers ... of one record: each is shown where the record is shown

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Quotation = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUOTATION)]
When = Annotated[
    dates.When,
    GetPydanticSchema(lambda _source, _handler: core_schema.no_info_plain_validator_function(_parse_date)),
]


def _parse_date(value: Any) -> dates.When:
    if isinstance(value, str):
        return dates.parse(value)
    raise ValueError(f"must be a date in EDTF. Write for example {dates.EXAMPLES}")


def _whole_number(value: Any) -> Any:
    """Digits and nothing else: YAML and Python would also take 010, 1_000, 12:30 and 4.0 for numbers."""
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,11}", value, re.ASCII):
        return int(value)
    raise ValueError(f"must be a whole number from 0 up, in digits, not '{_shown(value)}'. Write for example 43")


def _number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?", value, re.ASCII):
        return float(value)
    raise ValueError(f"must be a number in digits, not '{_shown(value)}'. Write for example 1900 or 2.5")


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)[:40]


WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Number = Annotated[float, BeforeValidator(_number)]


class DateRole(StrEnum):
    """What happened on a date."""

    STATED = "stated"  # somebody said it
    DEPARTED = "departed"  # a group left
    ARRIVED = "arrived"  # a group arrived
    REMOVED = "removed"  # people were deported; the source does not say whether the day is that of leaving or of arriving
    EXPECTED = "expected"  # announced, not yet happened
    AS_OF = "as of"  # a stock or a running total stood so
    PERIOD = "period"  # a flow or a change ran over this time
    EFFECTIVE = "effective"  # a rule began to apply
    OCCURRED = "occurred"  # something else happened
    PUBLISHED = "published"  # a source appeared


class Qualifier(StrEnum):
    """How exact a number is, in the source's own words."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more than"
    NEARLY = "nearly"
    IN_WORDS = "in words only"  # "hundreds": there is no number, and none is made up


class Unit(StrEnum):
    """What one of the count is."""

    PEOPLE = "people"
    REMOVALS = "removals"
    INTERVIEWS = "interviews"
    PER_CENT = "per cent"


class Record(BaseModel):
    """What every part of the record has in common: no key but the declared ones, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Date(Record):
    """A date as the source gives it, what it is the date of, and whether the curator inferred part of it."""

    edtf: When = Field(description="The date in EDTF (ISO 8601-2), as precise as it is known and no more: 2018-04.")
    role: DateRole = Field(description="What happened on it.")
    inferred: Text | None = Field(None, description="If the source does not print all of it: what it is inferred from.")


class Passage(Record):
    """One place in a source."""

    paragraph: WholeNumber = Field(description="Number of the paragraph; 0 is the headline.")
    quotation: Quotation = Field(
        description=f"The shortest words that carry the fact, exactly as printed, at most {LONGEST_QUOTATION} characters."
    )
    words: Literal["direct quotation", "paraphrase", "paraphrase with quoted words"] = Field(
        description="Whether these are the speaker's own words, or the source's."
    )


class Relation(Record):
    """How a report stands to another record."""

    type: Literal["contradicts", "qualifies", "supports", "repeats", "responds to"] = Field(description="How it stands.")
    to: Id = Field(description="The other report's id.")
    reason: Text = Field(description="Why, in one line.")


class Report(Record):
    """What every report has: an id, somebody who said it, and the sentence."""

    id: Id = Field(description="Its name, unique in the whole record: small letters, digits and hyphens.")
    evidence: list[Passage] = Field(
        min_length=1, max_length=MOST_ITEMS, description="Where it stands: first the passage that carries the fact."
    )
    readings: list[Text] = Field(
        default=[],
        max_length=MOST_ITEMS,
        description="If the words can be read in more than one way: every reading, two at least.",
    )
    notes: list[Text] = Field(default=[], max_length=MOST_ITEMS, description="Doubts and caveats, one to an item, in our words.")
    relations: list[Relation] = Field(default=[], max_length=MOST_ITEMS, description="How it stands to other reports.")


class People(Record):
    """How many people a group numbered."""

    value: WholeNumber | None = Field(None, description="The number; none if the source gives it in words only.")
    qualifier: Qualifier = Field(description="How exact the source says it is.")
    words: Line | None = Field(None, description="For a number in words only: the words, for example 'hundreds'.")
    kind: Literal["planned", "boarded", "removed", "arrived"] = Field(description="At which point they were counted.")
    counted: Line = Field(description="Which people were counted, in the source's words where it has them.")


class Quantity(Record):
    """How much a figure says."""

    value: Number | None = Field(None, description="The number; none if the source gives it in words only.")
    qualifier: Qualifier = Field(description="How exact the source says it is.")
    words: Line | None = Field(None, description="For a number in words only: the words, for example 'hundreds'.")
    unit: Unit = Field(description="What one of it is.")


class FlightReport(Report):
    """A report that a group was removed or arrived at one time. Several reports can speak of the same flight."""

    flight: Id = Field(description="Which flight it speaks of: an id from flights.yaml.")
    date: Date = Field(description="When the group left or arrived.")
    count: People = Field(description="How many people it was.")
    said_by: Id = Field(description="Who says so: an id from actors.yaml; the source's own publisher if it names nobody.")
    said: Date | None = Field(None, description="When it was said, if before the source appeared and the source tells.")


class Figure(Report):
    """A number that somebody gave and that is not the size of one flight."""

    label: Line = Field(description="What is counted, as a short line.")
    measure: Literal["cumulative total", "flow", "stock", "change"] = Field(
        description="Cumulative total (since a start), flow (in a period), stock (at a time) or change (between periods)."
    )
    subject: Literal[
        "people removed", "people awaiting removal", "verification interviews", "deaths after removal", "something else"
    ] = Field(description="What the number is about; only numbers on the same subject are set against each other.")
    basis: Line | None = Field(None, description="Since when, or which kind of year: 'since 2002', 'fiscal year'.")
    basis_inferred: Text | None = Field(None, description="If the source does not say the basis: what it is inferred from.")
    quantity: Quantity = Field(description="How much.")
    date: Date = Field(
        description="The time that the number is about; if the source gives none, the span in which it must lie, inferred."
    )
    said_by: Id = Field(description="Who gave the number: an id from actors.yaml.")
    said: Date | None = Field(None, description="When it was said; none if the source gives no date.")


class Statement(Report):
    """A position that somebody took on one question in dispute."""

    question: Id = Field(description="The question in dispute: an id from questions.yaml.")
    answer: Id | None = Field(None, description="Which of the question's answers it gives; none if it gives none.")
    speaker: Id = Field(description="Who spoke: an id from actors.yaml.")
    role: Line = Field(description="In which role, at the time.")
    relayed_by: Id | None = Field(None, description="If the source has it from somebody else's account: whose.")
    said: Date = Field(description="When it was said.")
    summary: Text = Field(description="What was said, in our words, in one or two sentences.")


class Milestone(Report):
    """Something that happened beside the flights and that the story needs."""

    title: Line = Field(description="What happened, in a few words of ours.")
    date: Date = Field(description="When it happened.")


class LeftOut(Record):
    """What a source says that is not in the record."""

    part: Line = Field(description="Which part of it: 'Paragraphs 27-32'.")
    what: Text = Field(description="What they are about.")
    why: Text = Field(description="Why it is left out.")


class Source(Record):
    """One document, and how it was seen."""

    id: Id = Field(description="Its name: the same as the file's, without '.yaml'.")
    title: Line | None = Field(None, description="Its title as printed; none if it was not seen.")
    publisher: Id = Field(description="Who published it: an id from actors.yaml.")
    kind: Literal["newspaper article", "news agency report", "government release", "data", "report"] = Field(
        description="What sort of document it is."
    )
    published: Date | None = Field(None, description="When it appeared; none if that is not known.")
    url: HttpUrl | None = Field(None, description="Its address on the web; none if it is not known.")
    seen: Literal["whole", "excerpt"] = Field(description="Whether the curator read the whole of it.")
    notes: list[Text] = Field(default=[], max_length=MOST_ITEMS, description="Doubts about the document itself.")
    left_out: list[LeftOut] = Field(
        default=[], max_length=MOST_ITEMS, description="What it says that is not in the record, and why."
    )


class SourceFile(Record):
    """sources/<source-id>.yaml: a source, and everything it reports."""

    source: Source = Field(description="The document.")
    flights: list[FlightReport] = Field(default=[], description="What it reports of single flights.")
    figures: list[Figure] = Field(default=[], description="The numbers it gives beside them.")
    statements: list[Statement] = Field(default=[], description="The positions it reports.")
    milestones: list[Milestone] = Field(default=[], description="What else happened.")


class Side(Record):
    """A party to the dispute. The order in the file is the order on every page, and decides the colour."""

    id: Id = Field(description="Its name in actors.yaml.")
    name: Line = Field(description="What it is called on the page.")
    short: Line = Field(description="The same in one or two words, for filters and charts.")


class Actor(Record):
    """A person or a body that says something: people by their public role, and nobody else."""

    id: Id = Field(description="Its name in the whole record.")
    name: Line = Field(description="What it is called on the page.")
    kind: Literal["person", "organisation", "government"] = Field(description="What it is.")
    side: Id = Field(description="Which side it is counted with.")
    note: Text | None = Field(None, description="What a reader should know about it.")


class ActorsFile(Record):
    """actors.yaml: who speaks, and for which side."""

    sides: list[Side] = Field(min_length=1, max_length=6, description="The parties to the dispute.")
    actors: list[Actor] = Field(min_length=1, description="Who speaks.")


class Answer(Record):
    """One answer that is given to a question."""

    id: Id = Field(description="Its name within the question.")
    text: Line = Field(description="The answer in a few words.")


class Question(Record):
    """A question on which the accounts differ."""

    id: Id = Field(description="Its name in the whole record.")
    short: Line = Field(description="The question in one or two words, for filters and addresses.")
    text: Line = Field(description="The question.")
    answers: list[Answer] = Field(min_length=1, max_length=MOST_ITEMS, description="The answers that are given to it.")


class QuestionsFile(Record):
    """questions.yaml: what is in dispute."""

    questions: list[Question] = Field(min_length=1, max_length=MOST_ITEMS, description="In the order of the page.")


class Flight(Record):
    """A group that was removed at one time: what the reports on it have in common."""

    id: Id = Field(description="Its name in the whole record.")
    name: Line = Field(description="What it is called on the page.")
    note: Text | None = Field(None, description="Why the reports are taken to speak of the same group, or a doubt.")


class FlightsFile(Record):
    """flights.yaml: the groups that the reports speak of."""

    flights: list[Flight] = Field(default=[], description="In any order.")


class About(Record):
    """about.yaml: what this record is about, and what its front page says."""

    subject: Line = Field(description="What the record is about, as a title.")
    headline: Line = Field(description="The question of the front page.")
    standfirst: Text = Field(description="The subject in one or two sentences.")
    dispute: Text = Field(description="What is in dispute, in two sentences.")
    key_figures: list[Id] = Field(min_length=1, max_length=6, description="The figures of the front page, in their order.")
    licence: Line = Field(description="The licence of the record.")
    citation: Line = Field(description="How to cite the record.")
