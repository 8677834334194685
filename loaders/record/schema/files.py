"""The files of a record, and what stands in each: sources, actors, questions, flights, checks, what the site is about."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, HttpUrl

from loaders.record.schema.parts import Date, FormerName, FormerSide, Record
from loaders.record.schema.reports import FlightReport, Milestone, Report, Statement, Statistic
from loaders.record.schema.values import (
    MOST_ITEMS,
    SITE,
    AnswerSentence,
    Contact,
    Day,
    Id,
    Label,
    Language,
    Line,
    Number,
    Rule,
    Sha256,
    Short,
    Site,
    Text,
    WholeNumber,
)


class LeftOut(Record):
    """What a source says that is not in the record."""

    part: Label = Field(description="Which part of it: 'Paragraphs 27-32'.", examples=["Paragraphs 27-32"])
    what: Text = Field(description="What they are about.", examples=["Trade and tourism."])
    why: Text = Field(description="Why it is left out.", examples=["Outside the subject."])


class Source(Record):
    """One document, and how it was seen."""

    id: Id = Field(description="Its name: the same as the file's, without '.yaml'.", examples=["evening-herald-2013-02-03"])
    title: Line | None = Field(None, description="Its title as printed; none if it was not seen.", examples=["Few go to Zenda"])
    publisher: Id = Field(description="Who published it: an id from actors.yaml.", examples=["evening-herald"])
    kind: Literal[
        "newspaper article",
        "news agency report",
        "broadcaster report",
        "government release",
        "government data",
        "data",
        "report",
        "organisation release",
        "web page",
        "blog post",
    ] = Field(description="What sort of document it is.")
    published: Date | None = Field(
        None, description="When it appeared; none if that is not known.", examples=[{"edtf": "2013-02-03", "role": "published"}]
    )
    language: Language = Field("en", description="In which language it is printed: its tag, as in BCP 47.", examples=["en"])
    url: HttpUrl | None = Field(
        None, description="Its address on the web; none if it is not known.", examples=["https://example.org/article"]
    )
    via: Label | None = Field(
        None,
        description="Where a copy was read, if not at the publisher's own address.",
        examples=["reprint on example.org"],
    )
    accessed: Day | None = Field(
        None, description="The day on which it was read, if it can change, as a web page can.", examples=["2026-11-24"]
    )
    archived: HttpUrl | None = Field(
        None,
        description="The address of a copy that was kept, in a web archive.",
        examples=["https://example.org/kept/2026-11-24"],
    )
    seen: Literal["whole", "excerpt"] = Field(description="Whether the curator read the whole of it.")
    notes: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Doubts about the document itself.",
        examples=["The page prints no date."],
    )
    left_out: list[LeftOut] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="What it says that is not in the record, and why."
    )


class SourceFile(Record):
    """sources/<source-id>.yaml: a source, and everything it reports."""

    source: Source = Field(description="The document.")
    flights: list[FlightReport] = Field(default_factory=list, description="What it reports of single flights.")
    figures: list[Statistic] = Field(default_factory=list, description="The numbers it gives beside them.")
    statements: list[Statement] = Field(default_factory=list, description="The positions it reports.")
    milestones: list[Milestone] = Field(default_factory=list, description="What else happened.")

    @property
    def reports(self) -> list[Report]:
        """Everything that the source reports, kind by kind."""
        return [*self.flights, *self.figures, *self.statements, *self.milestones]


class Side(Record):
    """A party to the dispute. The order in the file is the order on every page, and decides the colour."""

    id: Id = Field(description="Its name in actors.yaml.", examples=["zenda"])
    name: Label = Field(description="What it is called on the page.", examples=["Zendan government"])
    short: Short = Field(description="The same in one or two words, for filters and charts.", examples=["Zenda"])
    beside: bool = Field(
        False, description="Whether it is no party to the dispute, and speaks in a line under the parties.", examples=[True]
    )


def who_it_is(note: str | None) -> str:
    """How a note of an actor begins, up to its first stop or comma: what tells two of one name apart."""
    return re.split(r"[.,;:](?:\s|$)", (note or "").strip(), maxsplit=1)[0]


class Actor(Record):
    """A person or a body that says something: people by their public role, and nobody else."""

    id: Id = Field(description="Its name in the whole record.", examples=["minister-of-zenda"])
    name: Label = Field(description="What it is called on the page.", examples=["The Zendan minister"])
    short: Label | None = Field(
        None,
        description="What it is called in a row of groups, whose evidence has the whole name.",
        examples=["The minister"],
    )
    kind: Literal["person", "organisation", "government"] = Field(description="What it is.")
    side: Id = Field(description="Which side it is counted with.", examples=["zenda"])
    aliases: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Other names and spellings of the same; quotations keep the source's.",
        examples=[["Minister Michael"]],
    )
    former_names: list[FormerName] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="Names under which it counted and spoke before."
    )
    former_sides: list[FormerSide] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Sides with which it was counted before, the earliest first; what it said then stays with them.",
    )
    note: Text | None = Field(
        None,
        description="What a reader should know about it. Of two with one name, each note begins with who it is in a few words, "
        "which is shown after the name.",
        examples=["In office since 2011."],
    )

    @property
    def in_a_row(self) -> str:
        """What it is called where there is little room: its short name, or its name."""
        return self.short or self.name


class ActorsFile(Record):
    """actors.yaml: who speaks, and for which side."""

    sides: list[Side] = Field(min_length=1, max_length=6, description="The parties to the dispute.")
    actors: list[Actor] = Field(min_length=1, description="Who speaks.")


class Answer(Record):
    """One answer that is given to a question."""

    id: Id = Field(description="Its name within the question.", examples=["cooperates"])
    text: Label = Field(description="The answer in a few words.", examples=["Zenda cooperates"])


class Question(Record):
    """A question on which the accounts differ."""

    id: Id = Field(description="Its name in the whole record.", examples=["cooperation"])
    short: Short = Field(description="The question in one or two words, for filters and addresses.", examples=["Cooperation"])
    text: Label = Field(description="The question.", examples=["Does Zenda cooperate?"])
    answers: list[Answer] = Field(min_length=1, max_length=MOST_ITEMS, description="The answers that are given to it.")


class QuestionsFile(Record):
    """questions.yaml: what is in dispute."""

    questions: list[Question] = Field(min_length=1, max_length=MOST_ITEMS, description="In the order of the page.")


class Flight(Record):
    """A group that was removed at one time: what the reports on it have in common."""

    id: Id = Field(description="Its name in the whole record.", examples=["2018-04"])
    name: Label = Field(description="What it is called on the page.", examples=["Group of April 2018"])
    note: Text | None = Field(
        None,
        description="Why the reports are taken to speak of the same group, or a doubt.",
        examples=["Both sources speak of one group of that month."],
    )


class FlightsFile(Record):
    """flights.yaml: the groups that the reports speak of."""

    flights: list[Flight] = Field(default_factory=list, description="In any order.")


class Check(Record):
    """Arithmetic that the record should satisfy, with the reason why."""

    id: Id = Field(
        description="Its name, unique among the checks, the flights and the reports.", examples=["groups-within-total"]
    )
    title: Label = Field(
        description="What is held against what, as a short line.", examples=["The groups are not more than the total"]
    )
    claim: Id | None = Field(
        None, description="The report whose claim is put to the test, if it is one report's.", examples=["minister-enough"]
    )
    rule: Rule = Field(
        description="The arithmetic, in the notation of the data dictionary: 2018-04 + 2018-12 <= total-2020.",
        examples=["2018-04 + 2018-12 <= total-2020"],
    )
    tolerance: Number | None = Field(
        None,
        description="By how much two sides may differ and agree, in the unit of the rule; needed where a number is 'about'.",
        examples=[2],
    )
    reason: Text = Field(
        description="Why the record should satisfy it, or why the tolerance is what it is.",
        examples=["The total counts everybody since 2005."],
    )
    needed: Text | None = Field(
        None,
        description="If it cannot be checked from this record: what it would take.",
        examples=["The number of the year before."],
    )
    notes: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="What the result does not say.",
        examples=["The total may count people who came alone."],
    )


class ChecksFile(Record):
    """checks.yaml: arithmetic that is worked out each time the record is loaded."""

    checks: list[Check] = Field(min_length=1, description="In the order of the page.")


class About(Record):
    """about.yaml: what this record is about, and what its front page says."""

    site: Site = Field(SITE, description=f"What the site is called; '{SITE}' if nothing else.", examples=["Zenda Flows"])
    subject: Label = Field(description="What the record is about, as a title.", examples=["Removals from Ruritania to Zenda"])
    headline: Label = Field(description="The question of the front page.", examples=["How many went to Zenda?"])
    answer: AnswerSentence | None = Field(
        None,
        description="What the first key figure answers, with the places {number}, {date} and {who}; none: its label is told.",
        examples=["{number} people were taken back by {date}, said {who}"],
    )
    standfirst: Text = Field(
        description="The subject in one or two sentences, for search engines and previews of links.",
        examples=["Zenda takes back people whom Ruritania has ordered removed."],
    )
    dispute: Text = Field(
        description="What is in dispute, in two sentences, for search engines.",
        examples=["Ruritania says that few were taken back. Zenda says that many were."],
    )
    key_figures: list[Id] = Field(
        min_length=1, max_length=6, description="The figures of the front page, in their order.", examples=["total-2012"]
    )
    default_sources: list[Id] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The sources that are shown unless a reader asks for others; none listed: all.",
        examples=["evening-herald-2013-02-03"],
    )
    subjects: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="What its figures are about beside people removed and people awaiting removal; none listed: anything.",
        examples=["court orders"],
    )
    units: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="What its figures count beside people, removals, flights, orders, per cent and money; none listed: anything.",
        examples=["interviews"],
    )
    places: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The countries or places that it is about, for search engines and catalogues of data.",
        examples=["Zenda"],
    )
    creator: Line | None = Field(
        None,
        description="Who made the record, under one name, for search engines and catalogues of data.",
        examples=["The Zenda Flows authors"],
    )
    licence: Label = Field(description="The licence of the record.", examples=["Record: CC BY 4.0."])
    citation: Label = Field(
        description="How to cite the record.", examples=["Removals from Ruritania to Zenda. A curated record."]
    )
    imprint: Text | None = Field(
        None,
        description="Who is answerable for the site, as the law of the place may ask; at the foot of every page.",
        examples=["Zenda Flows is kept by Anna Strelsau, 1 Castle Street, Strelsau."],
    )
    contact: Contact | None = Field(
        None,
        description="Where readers write to, an e-mail address or a web address; at the foot of every page.",
        examples=["desk@example.org"],
    )
    corrections: HttpUrl | None = Field(
        None,
        description="Where mistakes are told and their mending can be followed, a web address; at the foot of every page.",
        examples=["https://example.org/corrections"],
    )

    @property
    def contact_link(self) -> str | None:
        """Where a link to the contact leads: an e-mail address begins with mailto."""
        mail = "mailto:" if self.contact and "://" not in self.contact else ""
        return f"{mail}{self.contact}" if self.contact else None


class VerifiedPassage(Record):
    """One quotation that was found in the archived text, word for word."""

    report: Id = Field(description="The report whose evidence it is.", examples=["spring-group-herald"])
    paragraph: WholeNumber = Field(description="The paragraph in which it was found; 0 is the headline.", examples=[1])
    sha256: Sha256 = Field(
        description="SHA-256 of source id, paragraph and quotation. Whoever changes one of them has to verify again.",
        examples=["0" * 64],
    )


class VerifiedSource(Record):
    """The outcome for one source. The archived text itself is no part of the record."""

    id: Id = Field(description="The source: the name of its file without '.yaml'.", examples=["evening-herald-2013-02-03"])
    checked: Day = Field(description="The day of the verification.", examples=["2026-11-24"])
    archive: Sha256 = Field(description="SHA-256 of the archived text.", examples=["0" * 64])
    passages: list[VerifiedPassage] = Field(default_factory=list, description="The quotations that were found.")


class VerifiedFile(Record):
    """verified.yaml: which quotations were found in the archived texts, and when. Written by the command, not by hand."""

    sources: list[VerifiedSource] = Field(default_factory=list, description="The sources that were verified.")
