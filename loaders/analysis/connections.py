"""What else in the record speaks of the same thing: relations in both directions, records about the same, disagreements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from loaders.analysis.checks import Status, Worked
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Span
from loaders.analysis.totals import Reported, rival_totals
from loaders.record import notation, schema
from loaders.record.dataset import Dataset
from loaders.record.schema import dated


@dataclass(frozen=True)
class Connection:
    """One record's typed relation to another, as the record has it; `backward`: seen from the other's end."""

    one: str
    other: str
    relation: schema.Relation
    backward: bool = False


class Common(StrEnum):
    """What two records have in common, without a relation between them."""

    FLIGHT = "flight"
    SUBJECT = "subject"
    QUESTION = "question"
    PARAGRAPH = "paragraph"
    NUMBER = "number"  # of the people of one flight
    EVENT = "event"  # that concerns one flight


class Conflict(StrEnum):
    """What a disagreement is about."""

    FLIGHT = "reports on one group"
    TOTALS = "two counters for one day"
    CLAIMS = "records that contradict each other"
    CHECK = "arithmetic that does not hold"
    COUNTS = "counts that differ"


@dataclass(frozen=True)
class Disagreement:
    """Where the record disagrees with itself; of `flight`, `totals`, `tie` and `check` the one that it is about.

    `settled`: not where it rests on a report that may or may not count by the day.
    """

    about: Conflict
    span: Span
    flight: Flight | None = None
    totals: tuple[Reported, Reported] | None = None
    tie: Connection | None = None
    check: Worked | None = None
    settled: bool = True


@dataclass(frozen=True)
class Position:
    """One side on one question: its statements that stand, in order of time.

    `unanswered`: where it was asked and did not say; `ended`: what was replaced or taken back.
    """

    question: schema.Question
    side: schema.Side
    statements: tuple[schema.Statement, ...]
    unanswered: tuple[schema.Statement, ...]
    ended: tuple[schema.Statement, ...] = ()

    @property
    def answers(self) -> tuple[schema.Answer, ...]:
        """The answers that it gives, each once."""
        given = dict.fromkeys(statement.answer for statement in self.statements)
        return tuple(answer for one in given for answer in self.question.answers if answer.id == one)


def speaker(source: schema.Source, report: schema.Report) -> str:
    """Id of the actor who says it; the source's publisher for what nobody in it says."""
    match report:
        case schema.Statement():
            return report.speaker
        case schema.FlightReport() | schema.Statistic():
            return report.said_by
        case schema.Milestone():
            return report.said_by or source.publisher
        case _:
            raise TypeError(f"no speaker of a {type(report).__name__}")


def side_of(dataset: Dataset, statement: schema.Statement) -> schema.Side:
    """The side for which somebody spoke, then."""
    return dataset.side_of(statement.speaker, statement.said.edtf)


@lru_cache(maxsize=16)
def relations(dataset: Dataset) -> tuple[Connection, ...]:
    """Every typed relation, in the order of the reports."""
    return tuple(Connection(report.id, tie.to, tie) for _, report in dataset.reports() for tie in report.relations)


def relations_of(dataset: Dataset, report_id: str) -> list[Connection]:
    """The typed relations of a report, its own first, then those that others have to it."""
    every = relations(dataset)
    own = [tie for tie in every if tie.one == report_id]
    return own + [Connection(report_id, tie.one, tie.relation, backward=True) for tie in every if tie.other == report_id]


def support(dataset: Dataset) -> dict[str, list[str]]:
    """For each report that records from another side support: their ids."""
    found: dict[str, list[str]] = {}
    for tie in relations(dataset):
        if tie.relation.type == "supports" and tie.one not in dataset.superseded:
            one, other = (_side(dataset, end) for end in (tie.one, tie.other))
            if one != other:
                found.setdefault(tie.other, []).append(tie.one)
    return found


def _side(dataset: Dataset, report_id: str) -> str:
    """Id of the side that says a report, then."""
    source, report = dataset.by_id[report_id]
    said = schema.said_on(report) or source.published
    return dataset.side_of(speaker(source, report), said.edtf if said else None).id


def beside(dataset: Dataset, report_id: str) -> dict[Common, list[str]]:
    """Other records about the same thing, by what they have in common; none that a relation names already."""
    source, report = dataset.by_id[report_id]
    told = {report_id, *(tie.other for tie in relations_of(dataset, report_id))}
    paragraphs = {passage.paragraph for passage in report.evidence}
    found: dict[Common, list[str]] = {}
    for where, other in dataset.reports():
        if other.id in told:
            continue
        match report, other:
            case schema.FlightReport() | schema.Statistic(), schema.FlightReport() | schema.Statistic() if _one_flight(
                report, other
            ):
                common = Common.FLIGHT
            case schema.Statistic(), schema.Statistic() if other.subject == report.subject:
                common = Common.SUBJECT
            case schema.Statement(), schema.Statement() if other.question == report.question:
                common = Common.QUESTION
            case _ if where is source and paragraphs & {passage.paragraph for passage in other.evidence}:
                common = Common.PARAGRAPH
            case _:
                continue
        found.setdefault(common, []).append(other.id)
    return found


def _one_flight(report: schema.FlightReport | schema.Statistic, other: schema.FlightReport | schema.Statistic) -> bool:
    """Whether both are about one flight."""
    return report.flight is not None and report.flight == other.flight


def of_flight(dataset: Dataset, flight_id: str) -> dict[Common, list[str]]:
    """What else is about a flight: the figures of its people, and the milestones that concern it, by what they are."""
    found: dict[Common, list[str]] = {}
    for _, report in dataset.reports():
        match report:
            case schema.Statistic(flight=about) if about == flight_id:
                found.setdefault(Common.NUMBER, []).append(report.id)
            case schema.Milestone(flights=concerned) if flight_id in concerned:
                found.setdefault(Common.EVENT, []).append(report.id)
    return found


def checks(dataset: Dataset, name: str) -> list[schema.Check]:
    """The checks that use a report, or the flight that it speaks of, or test its claim; of a flight, those of its reports."""
    names, claims = {name}, {name}
    if name in dataset.flights:
        claims |= {report.id for file in dataset.source_files for report in file.flights if report.flight == name}
        names |= claims
    elif isinstance(report := dataset.by_id[name][1], schema.FlightReport):
        names.add(report.flight)
    return [check for check in dataset.checks if check.claim in claims or names & set(notation.parse(check.rule).names())]


def positions(dataset: Dataset, statements: Iterable[schema.Statement]) -> list[Position]:
    """Where each side stands on each question on which anybody speaks, in the order of the record. Silence is a position too."""
    of_side: dict[tuple[str, str], list[schema.Statement]] = {}
    for statement in statements:
        of_side.setdefault((statement.question, side_of(dataset, statement).id), []).append(statement)
    found: list[Position] = []
    for question in dataset.questions.values():
        told = {side: of_side.get((question.id, side), []) for side in dataset.sides}
        if any(told.values()):
            found += [_position(dataset, question, side, told[name]) for name, side in dataset.sides.items()]
    return found


def _position(dataset: Dataset, question: schema.Question, side: schema.Side, told: Iterable[schema.Statement]) -> Position:
    """One side on one question, by all its statements on it."""
    stands, asked, ended = list[schema.Statement](), list[schema.Statement](), list[schema.Statement]()
    for one in told:
        (ended if one.id in dataset.superseded else asked if one.response else stands).append(one)
    return Position(question, side, tuple(stands), tuple(asked), tuple(ended))


def disagreements(
    dataset: Dataset, flights: Iterable[Flight], totals: Iterable[Reported], worked: Iterable[Worked]
) -> list[Disagreement]:
    """Where the record disagrees with itself, each once: flights, totals for one day, claims that contradict, checks that fail.

    A relation between two reports on one flight that disagrees already, or of what was taken back, is not told again.
    """
    found = [
        Disagreement(
            Conflict.FLIGHT, flight.span, flight=flight, settled=any(one.disagreement for one in flight.sure_differences)
        )
        for flight in flights
        if flight.disagreements
    ]
    found += [
        Disagreement(Conflict.TOTALS, one.span, totals=(one, other), settled=one.settled and other.settled)
        for one, other in rival_totals(totals)
    ]
    told = [frozenset(report.id for report in one.flight.reports) for one in found if one.flight]
    for tie in relations(dataset):
        ends = frozenset((tie.one, tie.other))
        if tie.relation.type == "contradicts" and not ends & set(dataset.superseded) and not any(ends <= known for known in told):
            when = dated(dataset.by_id[tie.one][1]).edtf
            settled = dataset.unsettled.isdisjoint(ends)
            found.append(Disagreement(Conflict.CLAIMS, Span(when.earliest, when.latest), tie=tie, settled=settled))
            told.append(ends)  # also where the other one says it too
    about = {Status.NOT: Conflict.CHECK, Status.DIFFER: Conflict.COUNTS}
    failed = ((about[one.outcome.status], one) for one in worked if one.outcome.status in about)
    return [*found, *(Disagreement(kind, one.span, check=one, settled=one.settled) for kind, one in failed)]
