"""The whole record, loaded: what there is, by id, and the record as it stood through some sources or on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from loaders.record import notation, schema
from loaders.record.dates import When
from loaders.record.problems import Note

COUNTER = "who counted"
Item = TypeVar("Item", schema.Actor, schema.Side, schema.Question, schema.Flight)


@dataclass(frozen=True)
class Inference:
    """Something that the source does not print in full: in which record, which part, taken to be what, and why."""

    source: schema.Source
    record: schema.Source | schema.Report
    part: str
    value: str | When
    reason: str


@dataclass(frozen=True)
class Verification:
    """How many quotations a source has, how many of them stand in its archived text, and when that was checked."""

    quotations: int
    verified: int
    on: dt.date | None


@dataclass(frozen=True, eq=False)
class Dataset:
    """The whole record. Everything in it is immutable and refers only to what is in it; compared by identity.

    `notes` is what loading has to say of it that is no mistake.
    """

    about: schema.About
    actors_file: schema.ActorsFile
    questions_file: schema.QuestionsFile
    flights_file: schema.FlightsFile
    source_files: tuple[schema.SourceFile, ...]
    checks_file: schema.ChecksFile | None = None
    verified_file: schema.VerifiedFile = field(default_factory=lambda: schema.VerifiedFile(sources=[]))
    notes: tuple[Note, ...] = ()

    @cached_property
    def sides(self) -> dict[str, schema.Side]:
        """Sides by id, in the order of the file."""
        return _by_id(self.actors_file.sides)

    @cached_property
    def actors(self) -> dict[str, schema.Actor]:
        """Actors by id."""
        return _by_id(self.actors_file.actors)

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

    @cached_property
    def superseded(self) -> dict[str, list[tuple[schema.Report, schema.Relation]]]:
        """The reports that others replace or retract, each with those and the relation that says so, in order of files."""
        return schema.superseding(report for _, report in self.reports())

    def inferences(self) -> Iterator[Inference]:
        """Everything that a curator inferred."""
        for file in self.source_files:
            yield from _inferred(file.source, file.source, file.source.published, "date of publication")
        for source, report in self.reports():
            for found in inferred(source, report):
                known = self.actors.get(found.value) if found.part == COUNTER and isinstance(found.value, str) else None
                yield replace(found, value=known.name) if known else found

    def known_by(self, day: dt.date) -> Dataset:
        """The record as it stood at the end of a day: only what had certainly been said by then.

        A report is known from the last day on which it can have been said; without a date of its own, from the last day
        on which its source can have appeared. Relations to what had not been said fall away with it.
        """
        known = {report.id for source, report in self.reports() if (last := _said(source, report)[1]) and last <= day}
        only = self.only(known, day)
        unsaid = (set(self.by_id) | set(self.flights)) - known - set(only.flights)
        return replace(
            only,
            checks_file=self._checks_file(
                lambda records, _: not records & unsaid and bool(records & (known | set(only.flights)))
            ),
        )

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
            checks_file=self._checks_file(lambda records, claim: claim in left if claim else records <= left),
        )

    def only(self, known: set[str], day: dt.date | None = None) -> Dataset:
        """The record with these reports only, their sources, and the flights that they speak of; no correction after the day."""
        flown = {report.flight for file in self.source_files for report in file.flights if report.id in known}
        files = [
            file.model_copy(update={kind: _known(getattr(file, kind), known, flown, day) for kind in schema.REPORTS})
            for file in self.source_files
        ]
        return replace(
            self,
            source_files=tuple(file for file in files if file.reports),
            flights_file=schema.FlightsFile(flights=[flight for flight in self.flights_file.flights if flight.id in flown]),
        )

    def _checks_file(self, stays: Callable[[set[str], str | None], bool]) -> schema.ChecksFile | None:
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

    def perhaps_known_by(self, day: dt.date) -> int:
        """How many reports may or may not have been said by the end of a day: their date is not that certain."""
        spans = [_said(source, report) for source, report in self.reports()]
        return sum(1 for first, last in spans if (first is None or first <= day) and (last is None or last > day))

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
        for former in actor.former_sides:
            if last and former.until.latest and last <= former.until.latest:
                return self.sides[former.side]
        return self.sides[actor.side]


def inferred(source: schema.Source, report: schema.Report) -> Iterator[Inference]:
    """What a curator inferred for one report."""
    if not isinstance(report, schema.Statement):
        yield from _inferred(source, report, schema.dated(report), "date")
    yield from _inferred(source, report, schema.said_on(report), "date of the statement")
    if isinstance(report, schema.Statistic | schema.FlightReport) and report.counted_by and report.counted_by_inferred:
        yield Inference(source, report, COUNTER, report.counted_by, report.counted_by_inferred)
    if isinstance(report, schema.Statistic):
        if report.basis_inferred:
            yield Inference(source, report, "start of the count", str(report.basis), report.basis_inferred)
        if report.year_of and report.year_of_inferred:
            yield Inference(source, report, "whose fiscal year", report.year_of, report.year_of_inferred)
        for order in report.order:
            if order.inferred:
                yield Inference(source, report, "order", f"{order.type} {order.flight}", order.inferred)


def _said(source: schema.Source, report: schema.Report) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day on which a report can have been said, at the latest when its source appeared; None is open."""
    printed = source.published.edtf if source.published else None
    said = schema.said_on(report)
    when = said.edtf if said else printed
    ends = [date.latest for date in (when, printed) if date and date.latest]
    return when.earliest if when else None, min(ends, default=None)


def _known(reports: list[schema.Report], known: set[str], flown: set[str], day: dt.date | None) -> list[schema.Report]:
    """Those of some reports that are known, without what they say of others that are not.

    Away go their relations to them, and those that were not certainly made by a day, and their order against flights.
    """

    def told(relation: schema.Relation) -> bool:
        last = relation.date.edtf.latest if relation.date else None
        return relation.to in known and (day is None or relation.date is None or (last is not None and last <= day))

    def left(report: schema.Report) -> dict[str, object]:
        relations = [relation for relation in report.relations if told(relation)]
        if isinstance(report, schema.Statistic):
            return {"relations": relations, "order": [order for order in report.order if order.flight in flown]}
        return {"relations": relations}

    return [report.model_copy(update=left(report)) for report in reports if report.id in known]


def _inferred(
    source: schema.Source, record: schema.Source | schema.Report, date: schema.Date | None, part: str
) -> Iterator[Inference]:
    if date and date.inferred:
        yield Inference(source, record, part, date.edtf, date.inferred)


def _by_id(items: list[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}
