"""A folder of YAML -> the whole record, checked. A pure function of the folder: no cache, no clock, no network.

A folder with one mistake anywhere gives no Dataset but a RecordError that lists every mistake in every file.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from loaders import arithmetic, checks, schema, yaml_reader
from loaders.problems import Problem, RecordError
from loaders.validation import validate
from loaders.verification import fingerprint
from loaders.yaml_reader import Document

Item = TypeVar("Item", schema.Actor, schema.Side, schema.Question, schema.Flight)

SHARED_FILES: dict[str, type[schema.Record]] = {
    "about.yaml": schema.About,
    "actors.yaml": schema.ActorsFile,
    "questions.yaml": schema.QuestionsFile,
    "flights.yaml": schema.FlightsFile,
}
OPTIONAL_FILES: dict[str, type[schema.Record]] = {"checks.yaml": schema.ChecksFile, "verified.yaml": schema.VerifiedFile}
MOST_FILES = 5_000  # files and folders of any kind; more is a folder that was not meant
MOST_DATES = 2_000  # in one file: each takes the library that reads them some 10 ms
SOURCE_FILE = r"sources/[a-z0-9]+(-[a-z0-9]+)*\.yaml"


@dataclass(frozen=True)
class Inference:
    """Something that the source does not print in full: in which record, which part, taken to be what, and why."""

    source: schema.Source
    record: schema.Source | schema.Report
    part: str
    value: str
    reason: str


@dataclass(frozen=True)
class Verification:
    """How many quotations a source has, how many of them stand in its archived text, and when that was checked."""

    quotations: int
    verified: int
    on: dt.date | None


@dataclass(frozen=True)
class Dataset:
    """The whole record. Everything in it is immutable and refers only to what is in it."""

    about: schema.About
    actors_file: schema.ActorsFile
    questions_file: schema.QuestionsFile
    flights_file: schema.FlightsFile
    source_files: tuple[schema.SourceFile, ...]
    checks_file: schema.ChecksFile | None = None
    verified_file: schema.VerifiedFile = field(default_factory=lambda: schema.VerifiedFile(sources=[]))

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
            yield from inferred(source, report)

    def known_by(self, day: dt.date) -> Dataset:
        """The record as it stood at the end of a day: only what had certainly been said by then.

        A report is known from the last day on which it can have been said; without a date of its own, from the last day
        on which its source can have appeared. Relations to what had not been said fall away with it.
        """
        known = {report.id for source, report in self.reports() if (last := _said(source, report)[1]) and last <= day}
        only = self._only(known, day)
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
        only = self._only(known)
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

    def _only(self, known: set[str], day: dt.date | None = None) -> Dataset:
        """The record with these reports only, their sources, and the flights that they speak of; no correction after the day."""
        files = [
            file.model_copy(update={kind: _known(getattr(file, kind), known, day) for kind in schema.REPORTS})
            for file in self.source_files
        ]
        flown = {report.flight for file in files for report in file.flights}
        return replace(
            self,
            source_files=tuple(file for file in files if file.reports),
            flights_file=schema.FlightsFile(flights=[flight for flight in self.flights_file.flights if flight.id in flown]),
        )

    def _checks_file(self, stays: Callable[[set[str], str | None], bool]) -> schema.ChecksFile | None:
        """The checks that stay, judged by all records that each names, itself or by other checks, and by its claim."""
        names = {
            check.id: set(arithmetic.parse(check.rule).names()) | ({check.claim} if check.claim else set())
            for check in self.checks
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

    def verified_on(self, source_id: str, passage: schema.Passage) -> dt.date | None:
        """The day on which a quotation was found in the archived text; None if it was not, or was changed since."""
        return self._verified.get((source_id, fingerprint(source_id, passage)))

    def verification(self, source_id: str) -> Verification:
        """How far the quotations of a source are verified."""
        passages = [passage for source, report in self.reports() if source.id == source_id for passage in report.evidence]
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
            "quotations": sum(len(report.evidence) for _, report in self.reports()),
            "quotations verified": sum(self.verification(file.source.id).verified for file in files),
            "relations": sum(len(report.relations) for _, report in self.reports()),
            "checks": len(self.checks),
            "inferences": len(list(self.inferences())),
        }

    def side_of(self, actor_id: str) -> schema.Side:
        """The side that an actor is counted with."""
        return self.sides[self.actors[actor_id].side]


def inferred(source: schema.Source, report: schema.Report) -> Iterator[Inference]:
    """What a curator inferred for one report."""
    yield from _inferred(source, report, getattr(report, "date", None), "date")
    yield from _inferred(source, report, getattr(report, "said", None), "date of the statement")
    if isinstance(report, schema.Figure) and report.basis_inferred:
        yield Inference(source, report, "start of the count", str(report.basis), report.basis_inferred)


def _said(source: schema.Source, report: schema.Report) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day on which a report can have been said, at the latest when its source appeared; None is open."""
    printed = source.published.edtf if source.published else None
    said = getattr(report, "said", None)
    when = said.edtf if isinstance(said, schema.Date) else printed
    ends = [date.latest for date in (when, printed) if date and date.latest]
    return when.earliest if when else None, min(ends, default=None)


def _known(reports: list[schema.Report], known: set[str], day: dt.date | None) -> list[schema.Report]:
    """Those of some reports that are known, without their relations to what is not, or that were not certainly made by a day."""

    def told(relation: schema.Relation) -> bool:
        last = relation.date.edtf.latest if relation.date else None
        return relation.to in known and (day is None or relation.date is None or (last is not None and last <= day))

    return [
        report.model_copy(update={"relations": [relation for relation in report.relations if told(relation)]})
        for report in reports
        if report.id in known
    ]


def _inferred(
    source: schema.Source, record: schema.Source | schema.Report, date: schema.Date | None, part: str
) -> Iterator[Inference]:
    if date and date.inferred:
        yield Inference(source, record, part, date.edtf.words, date.inferred)


def _by_id(items: list[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


def load(folder: Path | str) -> Dataset:
    """Read and check the record in a folder. Raises RecordError with every problem in every file."""
    documents, problems = _read(Path(folder))
    unread = bool(problems)
    files: dict[str, schema.Record] = {}
    for file, document in documents.items():
        checked = validate({**SHARED_FILES, **OPTIONAL_FILES}.get(file, schema.SourceFile), document, (), document.value)
        if isinstance(checked, list):
            problems.extend(checked)
        else:
            files[file] = checked
    reports = [report for file in files.values() if isinstance(file, schema.SourceFile) for report in file.reports]
    problems.extend(checks.check(documents, unread, None if problems else reports))
    if problems:
        raise RecordError(problems)
    shared = [files.pop(name) for name in SHARED_FILES]
    optional = {f"{name.removesuffix('.yaml')}_file": files.pop(name) for name in OPTIONAL_FILES if name in files}
    return Dataset(*shared, tuple(files.values()), **optional)  # type: ignore[arg-type, call-arg]  # by the tables of files


def documents(folder: Path | str) -> dict[str, Document]:
    """The files of a record as read, by name: for telling where a record of it stands."""
    return _read(Path(folder))[0]


def _read(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    problems: list[Problem] = []
    read: dict[str, Document] = {}
    for file in _files(folder, problems):
        try:
            document = yaml_reader.read(folder / file, file)
        except RecordError as error:
            problems.extend(error.problems)
            continue
        dates = [place for place in document.marks if place[-1:] == ("edtf",)]
        if len(dates) > MOST_DATES:
            message = f"is past the first {MOST_DATES:,} dates of the file. Split the file by source"
            problems.append(document.problem(dates[MOST_DATES], message))
            continue
        read[file] = document
    return read, problems


def _files(folder: Path, problems: list[Problem]) -> list[str]:
    """The names of the YAML files to read; what is missing or does not belong becomes a problem."""
    if not folder.is_dir():
        raise RecordError(
            [Problem(str(folder), 1, 1, "folder", "does not exist. Name a folder that holds about.yaml and sources/")]
        )
    found = yaml_files(folder)
    shared = [name for name in (*SHARED_FILES, *OPTIONAL_FILES) if name in found]
    sources = [name for name in found if re.fullmatch(SOURCE_FILE, name)]
    if (folder / "sources").is_symlink():
        problems.append(Problem("sources", 1, 1, "folder", "is a link. Put the folder itself into the data folder"))
    elif not sources:
        problems.append(
            Problem(
                "sources",
                1,
                1,
                "folder",
                "holds no source. Begin one, for example with: python -m loaders new-source evening-herald",
            )
        )
    files = ", ".join((*SHARED_FILES, *OPTIONAL_FILES))
    known = f"Known: {files}, sources/<source-id>.yaml, where the id is small letters, digits and hyphens"
    for name in found:
        if name not in shared and name not in sources:
            problems.append(Problem(_printable(name), 1, 1, "file", f"is not a file of the record. {known}"))
    for name in SHARED_FILES:
        if name not in shared:
            problems.append(
                Problem(
                    name, 1, 1, "file", "is missing; every record has one. Copy it from another record, and see data/README.md"
                )
            )
    return shared + sources


def yaml_files(folder: Path) -> list[str]:
    """Everything in the folder that is called a YAML file, by its path from there. No link is followed."""
    found: list[str] = []
    seen = 0
    for inside, folders, files in os.walk(folder):
        folders.sort()
        seen += len(folders) + len(files)
        if seen > MOST_FILES:
            raise RecordError(
                [
                    Problem(
                        ".",
                        1,
                        1,
                        "folder",
                        f"holds more than {MOST_FILES:,} files. Name the folder of a record, for example data",
                    )
                ]
            )
        within = Path(inside).relative_to(folder)
        found += [(within / name).as_posix() for name in (*folders, *files) if name.endswith((".yaml", ".yml"))]
    return sorted(found)


def _printable(name: str) -> str:
    """A file's name as it can be printed: what is not text, or would break the line, becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in name)
