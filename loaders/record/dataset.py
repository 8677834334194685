"""The whole record, loaded: what there is, by id, and a part of it: through some sources, or of what had been said by a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from loaders.record import notation, schema
from loaders.record.dates import When
from loaders.record.problems import Note

COUNTER, START, ORDER = "who counted", "start of the count", "order"
Item = TypeVar("Item", schema.Side, schema.Question, schema.Flight)


@dataclass(frozen=True)
class Inference:
    """Something that the source does not print in full: in which record, which part, taken to be what, and why.

    value: a date, a text of the record, or for who counted the id of an actor; on which side of a flight a total stands.
    """

    source: schema.Source
    record: schema.Source | schema.Report
    part: str
    value: str | When | schema.Order
    reason: str


@dataclass(frozen=True)
class Verification:
    """How many quotations a source has, how many of them stand in its archived text, and when that was checked."""

    quotations: int
    verified: int
    on: dt.date | None


@dataclass(frozen=True)
class Horizon:
    """A day by which the reports of a record had been said, or may have been (see `analysis.known`).

    `perhaps`: ids of those that may have been. `unsettled`: of those that may or may not count by then: the former, and
    those that may have been replaced or taken back by then.
    """

    day: dt.date
    perhaps: frozenset[str]
    unsettled: frozenset[str]


@dataclass(frozen=True, eq=False)
class Dataset:
    """The whole record. Everything in it is immutable and refers only to what is in it; compared by identity.

    `notes` is what loading has to say of it that is no mistake; `horizon` the day that it is narrowed to, if it is. `language`:
    in which its curator's texts stand; `written`: the record as its files have it; `translations`: its texts by language.
    """

    about: schema.About
    actors_file: schema.ActorsFile
    questions_file: schema.QuestionsFile
    flights_file: schema.FlightsFile
    source_files: tuple[schema.SourceFile, ...]
    checks_file: schema.ChecksFile | None = None
    verified_file: schema.VerifiedFile = field(default_factory=lambda: schema.VerifiedFile(sources=[]))
    notes: tuple[Note, ...] = ()
    horizon: Horizon | None = None
    language: str = "en"
    written: Dataset | None = None
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def sides(self) -> dict[str, schema.Side]:
        """Sides by id, in the order of the file."""
        return _by_id(self.actors_file.sides)

    @cached_property
    def actors(self) -> dict[str, schema.Actor]:
        """Actors by id; of two with one name each is called by who it is, too: "Anna Strelsau (Director of an aid group)"."""
        names = Counter(actor.name.casefold() for actor in self.actors_file.actors)
        return {actor.id: _told_apart(actor) if names[actor.name.casefold()] > 1 else actor for actor in self.actors_file.actors}

    @cached_property
    def questions(self) -> dict[str, schema.Question]:
        """Questions by id, in the order of the file."""
        return _by_id(self.questions_file.questions)

    @cached_property
    def flights(self) -> dict[str, schema.Flight]:
        """Flights by id."""
        return _by_id(self.flights_file.flights)

    @property
    def checks(self) -> list[schema.Check]:
        """The checks of the record's arithmetic, in the order of the file."""
        return self.checks_file.checks if self.checks_file else []

    def reports(self) -> Iterator[tuple[schema.Source, schema.Report]]:
        """Every report with the source that it stands in."""
        for file in self.source_files:
            for report in file.reports:
                yield file.source, report

    @cached_property
    def by_id(self) -> dict[str, tuple[schema.Source, schema.Report]]:
        """Every report with its source, by the report's id."""
        return {report.id: (source, report) for source, report in self.reports()}

    @property
    def unsettled(self) -> frozenset[str]:
        """Ids of the reports of which it is open whether they count by the day that the record is narrowed to."""
        return self.horizon.unsettled if self.horizon else frozenset()

    @cached_property
    def corrections(self) -> dict[str, list[tuple[schema.Report, schema.Relation]]]:
        """For each report that others replace or retract: those and the relation that says so, whatever became of them."""
        found: dict[str, list[tuple[schema.Report, schema.Relation]]] = {}
        for _, report in self.reports():
            for tie in report.relations:
                if tie.type in schema.SUPERSEDING:
                    found.setdefault(tie.to, []).append((report, tie))
        return found

    @cached_property
    def perhaps_superseded(self) -> dict[str, list[tuple[schema.Report, schema.Relation]]]:
        """The reports that others replace or retract, each with those and the relation that says so, in order of files.

        By a day also those that may have been replaced or taken back by then.
        """
        return schema.superseding(report for _, report in self.reports())

    @cached_property
    def superseded(self) -> dict[str, list[tuple[schema.Report, schema.Relation]]]:
        """Those of them that certainly are: they count for nothing."""
        return {name: by for name, by in self.perhaps_superseded.items() if name not in self.unsettled}

    def inferences(self) -> Iterator[Inference]:
        """Everything that a curator inferred."""
        for file in self.source_files:
            yield from _inferred(file.source, file.source, file.source.published, "date of publication")
        for source, report in self.reports():
            yield from inferred(source, report)

    def through(self, source_ids: Collection[str]) -> Dataset:
        """The record as if it had only these sources: their reports, the flights and the questions that these speak of.

        A check stays if the claim that it tests is still there; without a claim, if all that it names is. What else it
        names is then unknown. Relations to what is not there fall away.
        """
        files = [file for file in self.source_files if file.source.id in source_ids]
        known = {report.id for file in files for report in file.reports}
        only = self.only(known)
        asked = {report.question for _, report in only.reports() if isinstance(report, schema.Statement)}
        questions = [question for question in self.questions_file.questions if question.id in asked]
        left = known | set(only.flights)
        return replace(
            only,
            source_files=tuple(file for file in only.source_files if file.reports)
            + tuple(file for file in files if not file.reports),
            questions_file=schema.QuestionsFile.model_construct(questions=questions),
            checks_file=self.checks_that(lambda records, claim: claim in left if claim else records <= left),
        )

    def only(self, known: Collection[str], made: Callable[[schema.Relation], bool] = lambda _: True) -> Dataset:
        """The record with these reports only, their sources, and the flights that they speak of.

        Away go their relations to other reports, those that `made` denies, and their order against flights that are not there.
        """
        flown = {report.flight for file in self.source_files for report in file.flights if report.id in known}

        def left(report: schema.Report) -> schema.Report:
            ties = [tie for tie in report.relations if tie.to in known and made(tie)]
            update: dict[str, object] = {"relations": ties}
            if isinstance(report, schema.Statistic):
                update["order"] = [order for order in report.order if order.flight in flown]
            return report.model_copy(update=update)

        files = [
            file.model_copy(
                update={kind: [left(report) for report in getattr(file, kind) if report.id in known] for kind in schema.REPORTS}
            )
            for file in self.source_files
        ]
        return replace(
            self,
            source_files=tuple(file for file in files if file.reports),
            flights_file=schema.FlightsFile(flights=[flight for flight in self.flights_file.flights if flight.id in flown]),
        )

    def checks_that(self, stays: Callable[[set[str], str | None], bool]) -> schema.ChecksFile | None:
        """The checks that stay, judged by all records that each names, itself or by other checks, and by its claim."""
        names = {
            check.id: set(notation.parse(check.rule).names()) | ({check.claim} if check.claim else set()) for check in self.checks
        }
        told: list[schema.Check] = []
        for check in self.checks:
            asked, open_ = {check.id}, {check.id}
            while open_:
                open_ = {name for one in open_ for name in names.get(one, ())} - asked
                asked |= open_
            records = asked - set(names)
            if records and stays(records, check.claim):
                told.append(check)
        return schema.ChecksFile(checks=told) if told else None

    @cached_property
    def _verified(self) -> dict[tuple[str, str], dt.date]:
        """When each passage was verified, by source id and digest."""
        return {
            (source.id, passage.sha256): source.checked for source in self.verified_file.sources for passage in source.passages
        }

    @cached_property
    def _passages(self) -> dict[str, list[schema.Passage]]:
        """Every quotation, by the id of its source."""
        return {
            file.source.id: [passage for report in file.reports for _, passage in report.passages] for file in self.source_files
        }

    def verified_on(self, source_id: str, passage: schema.Passage) -> dt.date | None:
        """The day on which a quotation was found in the archived text; None if it was not, or was changed since."""
        return self._verified.get((source_id, passage.fingerprint(source_id)))

    def verification(self, source_id: str) -> Verification:
        """How far the quotations of a source are verified."""
        passages = self._passages.get(source_id, [])
        days = [day for passage in passages if (day := self.verified_on(source_id, passage))]
        return Verification(len(passages), len(days), days[0] if days else None)

    def counts(self) -> dict[str, int]:
        """How many of each kind of record there are."""
        files = self.source_files
        return {
            "sources": len(files),
            "reports": len(self.by_id),
            "flights": len({report.flight for file in files for report in file.flights}),
            "flight reports": sum(len(file.flights) for file in files),
            "figures": sum(len(file.figures) for file in files),
            "statements": sum(len(file.statements) for file in files),
            "milestones": sum(len(file.milestones) for file in files),
            "questions": len({one.question for file in files for one in file.statements}),
            "actors": len(self.actors),
            "quotations": sum(len(passages) for passages in self._passages.values()),
            "quotations verified": sum(self.verification(file.source.id).verified for file in files),
            "relations": sum(len(report.relations) for _, report in self.reports()),
            "checks": len(self.checks),
            "inferences": len(list(self.inferences())),
        }

    def side_of(self, actor_id: str, when: When | None = None) -> schema.Side:
        """The side that an actor is counted with: on a date, if one is given, else today.

        A former side holds for what was certainly said by its last day.
        """
        actor, last = self.actors[actor_id], when.latest if when else None
        ends = ((former.until.latest, former.side) for former in actor.former_sides)
        then = [(until, side) for until, side in ends if last and until and last <= until]
        return self.sides[min(then)[1] if then else actor.side]


def inferred(source: schema.Source, report: schema.Report) -> Iterator[Inference]:
    """What a curator inferred for one report."""
    if not isinstance(report, schema.Statement):
        yield from _inferred(source, report, schema.dated(report), "date")
    yield from _inferred(source, report, schema.said_on(report), "date of the statement")
    for tie in report.relations:
        yield from _inferred(source, report, tie.date, "date of the correction")
    if isinstance(report, schema.Statistic | schema.FlightReport) and report.counted_by and report.counted_by_inferred:
        yield Inference(source, report, COUNTER, report.counted_by, report.counted_by_inferred)
    if isinstance(report, schema.Statistic):
        if report.basis_inferred:
            yield Inference(source, report, START, report.over.start or str(report.basis), report.basis_inferred)
        if report.year_of and report.year_of_inferred:
            yield Inference(source, report, "whose fiscal year", report.year_of, report.year_of_inferred)
        for order in report.order:
            if order.inferred:
                yield Inference(source, report, ORDER, order, order.inferred)


def _inferred(
    source: schema.Source, record: schema.Source | schema.Report, date: schema.Date | None, part: str
) -> Iterator[Inference]:
    if date and date.inferred:
        yield Inference(source, record, part, date.edtf, date.inferred)


def _told_apart(actor: schema.Actor) -> schema.Actor:
    return actor.model_copy(update={"name": f"{actor.name} ({schema.who_it_is(actor.note)})"})


def _by_id(items: list[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}
