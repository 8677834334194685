"""The four kinds of report: of a flight, a statistic, a statement, a milestone; and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from loaders.record import basis
from loaders.record.basis import Basis
from loaders.record.problems import Code, Mistake, Mistakes
from loaders.record.schema.parts import Date, Order, Passage, People, Quantity, Record, Relation, _inside
from loaders.record.schema.values import (
    ANNOUNCED,
    FLIGHT_ROLES,
    KEPT_BACK,
    MEASURE_ROLES,
    MOST_ITEMS,
    SUPERSEDING,
    DateRole,
    Id,
    Label,
    Line,
    Measure,
    Places,
    Subject,
    Text,
    Unit,
    When,
)


class Report(Record):
    """What every report has: an id, somebody who said it, and the sentence."""

    id: Id = Field(
        description="Its name, unique in the whole record: small letters, digits and hyphens.", examples=["spring-group-herald"]
    )
    evidence: list[Passage] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Where it stands: first the passage that carries the fact; none where the text is not at hand.",
    )
    fact: Text | None = Field(
        None,
        description="What the source says, in our words; needed where there is no quotation.",
        examples=["The ministry counts ten people who came back in March 2010."],
    )
    readings: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="If the words can be read in more than one way: every reading, two at least.",
        examples=["The ten came on one day."],
    )
    notes: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Doubts and caveats, one to an item, in our words.",
        examples=["The day is not given."],
    )
    relations: list[Relation] = Field(default_factory=list, max_length=MOST_ITEMS, description="How it stands to other reports.")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """Raises all mistakes at once: a curator mends them in one go."""
        if found := tuple(self.mistakes()):
            raise Mistakes(found)
        return self

    def mistakes(self) -> Iterator[Mistake]:
        """What every report must keep: a sentence or a fact, and two readings or none."""
        if len(self.readings) == 1:
            message = "holds one reading. Write every reading, two at least; a doubt belongs in 'notes'"
            yield Mistake(Code.REPORT_ONE_READING, message, "readings")
        if not (self.evidence or self.fact or self.tells_itself):
            message = (
                "is missing. Quote the shortest words that carry it; where the text is not at hand, write it in ours, under fact:"
            )
            yield Mistake(Code.REPORT_NO_EVIDENCE, message, "evidence")
        yield from _inside("evidence", self.evidence)
        yield from _inside("relations", self.relations)

    @property
    def tells_itself(self) -> bool:
        """Whether it says what the source says in another key than evidence and fact."""
        return False

    @property
    def passages(self) -> list[tuple[tuple[str | int, ...], Passage]]:
        """Every passage that it quotes, with its place in the report."""
        return [(("evidence", index), passage) for index, passage in enumerate(self.evidence)]


def _stated(said: Date | None) -> Iterator[Mistake]:
    if said and said.role is not DateRole.STATED:
        message = "must be 'stated': it is the date on which the words were said. Write: role: stated"
        yield Mistake(Code.DATE_WRONG_ROLE, message, "said", "role")


class FlightReport(Report):
    """A report that a group was removed or arrived at one time. Several reports can speak of the same flight."""

    flight: Id = Field(description="Which flight it speaks of: an id from flights.yaml.", examples=["2018-04"])
    date: Date = Field(description="When the group left or arrived, or is expected to: departed, arrived, removed, expected.")
    count: People | None = Field(None, description="How many people it was; none if the report tells only of the date.")
    said_by: Id = Field(
        description="Who says so: an id from actors.yaml; the source's own publisher if it names nobody.",
        examples=["evening-herald"],
    )
    counted_by: Id | None = Field(
        None, description="Who counted: an id from actors.yaml; without it, the one who says so.", examples=["zenda-aid"]
    )
    counted_by_inferred: Text | None = Field(
        None,
        description="If the source does not name who counted: what it is inferred from.",
        examples=["The programme is the only one that counts arrivals."],
    )
    relayed_by: Id | None = Field(
        None, description="If the source has it from somebody else's account: whose.", examples=["evening-herald"]
    )
    origin: Places = Field(
        default=(), description="Where the group left from; several if it was one of them.", examples=["Port Ruritania"]
    )
    destination: Places = Field(
        default=(), description="Where the group came to; several if it was one of them.", examples=["Strelsau"]
    )
    said: Date | None = Field(None, description="When it was said, if before the source appeared and the source tells.")

    def mistakes(self) -> Iterator[Mistake]:
        """Its dates are of a flight and of words; who is only expected has only been announced."""
        yield from super().mistakes()
        yield from _inside("count", self.count)
        if self.date.role not in FLIGHT_ROLES:
            message = f"of a flight must be one of: {', '.join(FLIGHT_ROLES)}. Write for example role: arrived"
            yield Mistake(Code.DATE_WRONG_ROLE, message, "date", "role")
        if self.date.role is DateRole.EXPECTED and self.count and self.count.kind not in (ANNOUNCED, KEPT_BACK):
            message = f"of a date that is expected must be '{ANNOUNCED}': nobody has gone yet. Write: kind: {ANNOUNCED}"
            yield Mistake(Code.COUNT_NOT_ANNOUNCED, message, "count", "kind")
        if self.counted_by_inferred and not self.counted_by:
            message = "goes only with counted_by: and the id of who counted. Write that, or remove counted_by_inferred"
            yield Mistake(Code.KEY_OUT_OF_PLACE, message, "counted_by_inferred")
        yield from _stated(self.said)

    @property
    def counter(self) -> str:
        """Id of the actor who counted: as the record says, else who says so."""
        return self.counted_by or self.said_by


class Statistic(Report):
    """A number that somebody gave and that is not the size of one flight."""

    label: Label = Field(description="What is counted, as a short line.", examples=["People taken back"])
    measure: Measure = Field(description="What kind of number it is, and so what it does on screen beside the list of figures.")
    subject: Line = Field(
        description="What the number is about: 'people removed', 'people awaiting removal', or a subject of this record's own "
        "(see subjects: in about.yaml); only numbers on the same subject are set against each other.",
        examples=["people removed"],
    )
    flight: Id | None = Field(
        None,
        description="If it is about the people of one flight, but not how many they were: the flight, an id from flights.yaml.",
        examples=["2018-04"],
    )
    counted: Label | None = Field(
        None,
        description="Which people are counted, in few words; counts of the same people have the same words.",
        examples=["with a final order, not detained"],
    )
    basis: Line | None = Field(
        None, description="Since when, or which kind of year: 'since 2002', 'fiscal year'.", examples=["since 2002"]
    )
    basis_inferred: Text | None = Field(
        None,
        description="If the source does not say the basis: what it is inferred from.",
        examples=["The programme began in 2002."],
    )
    quantity: Quantity = Field(description="How much.")
    date: Date = Field(
        description="The time that the number is about; if the source gives none, the span in which it must lie, inferred."
    )
    said_by: Id = Field(description="Who gave the number: an id from actors.yaml.", examples=["evening-herald"])
    counted_by: Id | None = Field(
        None, description="Who counted: an id from actors.yaml; without it, the one who gave the number.", examples=["zenda-aid"]
    )
    counted_by_inferred: Text | None = Field(
        None,
        description="If the source does not name who counted: what it is inferred from.",
        examples=["The programme is the only one that counts arrivals."],
    )
    relayed_by: Id | None = Field(
        None, description="If the source has it from somebody else's account: whose.", examples=["evening-herald"]
    )
    start: When | None = Field(None, description="For a running count: since when it counts, in EDTF.", examples=["2002"])
    year: Literal["calendar", "fiscal"] | None = Field(None, description="For a count of a year: which kind of year it is.")
    year_of: Label | None = Field(None, description="Whose fiscal year it is, in one or two words.", examples=["US"])
    year_of_inferred: Text | None = Field(
        None,
        description="If the source does not say whose fiscal year it is: what it is inferred from.",
        examples=["The office counts by the fiscal year of Ruritania elsewhere."],
    )
    order: list[Order] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="On which side of single flights it stands, where a sentence tells it.",
    )
    said: Date | None = Field(None, description="When it was said; none if the source gives no date.")

    def mistakes(self) -> Iterator[Mistake]:
        """Its keys are those of its measure, and its dates go together."""
        yield from super().mistakes()
        yield from _inside("quantity", self.quantity)
        yield from _inside("order", self.order)
        yield from self._out_of_place()
        ends, unit = self.quantity.ends, self.quantity.unit
        if ends and ends[0] < 0 and unit != Unit.PER_CENT and self.measure != "change":
            message = "must be 0 or more: only a change can be less. Write for example 43, or measure: change"
            yield Mistake(Code.COUNT_NEGATIVE, message, "quantity", "value" if self.quantity.low is None else "low")
        wanted = MEASURE_ROLES[self.measure]
        if self.date.role is not wanted:
            message = f"of a {self.measure} must be '{wanted}'. Write: role: {wanted}"
            yield Mistake(Code.DATE_WRONG_ROLE, message, "date", "role")
        if unit == Unit.PER_CENT and self.subject == Subject.REMOVED and self.measure != "change":
            message = "'per cent' of people removed goes only with 'change'. Write what was counted"
            yield Mistake(Code.COUNT_UNIT, message, "quantity", "unit")
        if self.start and self.start.earliest and self.date.edtf.latest and self.start.earliest > self.date.edtf.latest:
            message = f"is later than the total stands as of ({self.date.edtf.edtf}). Check both dates"
            yield Mistake(Code.DATE_BACKWARDS, message, "start")
        flights = [order.flight for order in self.order]
        for index, flight in enumerate(flights):
            if flight in flights[:index]:
                message = f"'{flight}' stands twice: the total is before it or after it. Keep one of the two"
                yield Mistake(Code.REFERENCE_TWICE, message, "order", index, "flight")
        begins, told = self.date.edtf, self.said.edtf if self.said else None
        if begins.earliest and not begins.latest and told and told.latest and begins.earliest > told.latest:
            message = "begins after it was said, and has no end. Check both dates"
            yield Mistake(Code.DATE_AFTER_SAID, message, "date")
        yield from _stated(self.said)

    def _out_of_place(self) -> Iterator[Mistake]:
        """The keys that go only with another."""
        running, through_time = self.measure == "cumulative total", self.measure in ("flow", "change")
        for key, written, fits, goes in (
            ("start", self.start, running, "measure: cumulative total"),
            ("order", self.order, running, "measure: cumulative total"),
            ("year", self.year, through_time, "measure: flow, or change"),
            ("year_of", self.year_of, self.year == "fiscal", "year: fiscal"),
            ("year_of_inferred", self.year_of_inferred, self.year_of, "year_of: and whose it is"),
            ("counted_by_inferred", self.counted_by_inferred, self.counted_by, "counted_by: and the id of who counted"),
        ):
            if written and not fits:
                yield Mistake(Code.KEY_OUT_OF_PLACE, f"goes only with {goes}. Write that, or remove {key}", key)

    @property
    def passages(self) -> list[tuple[tuple[str | int, ...], Passage]]:
        """Every passage that it quotes, with its place in the report: also those that tell its order."""
        told = [(("order", index, "evidence"), order.evidence) for index, order in enumerate(self.order) if order.evidence]
        return [*super().passages, *told]

    @property
    def over(self) -> Basis:
        """Since when it counts and over which kind of year: the typed keys, and where they are silent the text of `basis`."""
        told = basis.read(self.basis) if self.basis else Basis()
        typed = self.start or self.year
        return Basis(self.start or told.start, self.year or told.year, self.year_of or told.year_of, None if typed else told.text)

    @property
    def counter(self) -> str:
        """Id of the actor who counted: as the record says, else who gave the number."""
        return self.counted_by or self.said_by


class Statement(Report):
    """A position that somebody took on one question in dispute."""

    question: Id = Field(description="The question in dispute: an id from questions.yaml.", examples=["cooperation"])
    answer: Id | None = Field(
        None, description="Which of the question's answers it gives; none if it gives none.", examples=["cooperates"]
    )
    response: Literal["declined to comment", "did not answer"] | None = Field(
        None, description="If it is no position but that: the source says that it asked, and got no answer."
    )
    speaker: Id = Field(description="Who spoke: an id from actors.yaml.", examples=["minister-of-zenda"])
    role: Label = Field(description="In which role, at the time.", examples=["minister of Zenda"])
    relayed_by: Id | None = Field(
        None, description="If the source has it from somebody else's account: whose.", examples=["evening-herald"]
    )
    said: Date = Field(description="When it was said.")
    summary: Text = Field(
        description="What was said, in our words, in one or two sentences.", examples=["Zenda took everybody back."]
    )

    def mistakes(self) -> Iterator[Mistake]:
        """Its date is of words, and who did not answer gave no answer."""
        yield from super().mistakes()
        yield from _stated(self.said)
        if self.response and self.answer:
            message = f"cannot be given by who '{self.response}'. Remove answer, or remove response"
            yield Mistake(Code.STATEMENT_NO_ANSWER, message, "answer")

    @property
    def tells_itself(self) -> bool:
        """Its summary says what the source says."""
        return True


class Milestone(Report):
    """Something that happened beside the flights and that the story needs."""

    title: Label = Field(description="What happened, in a few words of ours.", examples=["Treaty signed"])
    date: Date = Field(description="When it happened.")
    said_by: Id | None = Field(
        None, description="Who tells it, if the source names somebody: an id from actors.yaml.", examples=["minister-of-zenda"]
    )
    event: Id | None = Field(
        None,
        description="If several sources tell of one event: its name, the same in each of them. It is then told once.",
        examples=["treaty-signed"],
    )
    flights: list[Id] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The flights that it concerns: ids from flights.yaml.",
        examples=["2018-04"],
    )


REPORTS: dict[str, type[Report]] = {
    "flights": FlightReport,
    "figures": Statistic,
    "statements": Statement,
    "milestones": Milestone,
}
"""The kinds of report, by the key of a source file under which they stand."""


def dated(report: Report) -> Date:
    """The date that a report is about: of a statement, when it was said. Raises TypeError for a kind that has none."""
    if isinstance(report, FlightReport | Statistic | Milestone):
        return report.date
    if isinstance(report, Statement):
        return report.said
    raise TypeError(f"no date for a {type(report).__name__}")


def said_on(report: Report) -> Date | None:
    """When it was said, where the report tells."""
    return report.said if isinstance(report, FlightReport | Statistic | Statement) else None


def superseding(reports: Iterable[Report]) -> dict[str, list[tuple[Report, Relation]]]:
    """What is replaced or retracted, each with the reports that do so and their relations, in order of the reports.

    A report that is itself retracted no longer does anything to others; what it took away comes back. One that is replaced
    still does: the correction of a correction does not bring the first number back. Expects no ring (see `references`).
    """
    ends: dict[str, list[tuple[Report, Relation]]] = {}
    for report in reports:
        for relation in report.relations:
            if relation.type in SUPERSEDING:
                ends.setdefault(relation.to, []).append((report, relation))

    def standing(name: str, below: frozenset[str]) -> list[tuple[Report, Relation]]:
        if name in below:
            return []
        return [(by, tie) for by, tie in ends.get(name, []) if not retracted(by.id, below | {name})]

    def retracted(name: str, below: frozenset[str]) -> bool:
        return any(tie.type == "retracts" for _, tie in standing(name, below))

    return {name: by for name in ends if (by := standing(name, frozenset()))}
