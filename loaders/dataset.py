"""A folder of YAML -> the whole record, checked. A pure function of the folder: no cache, no clock, no network.

A folder with one mistake anywhere gives no Dataset but a RecordError that lists every mistake in every file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from loaders import checks, schema, yaml_reader
from loaders.problems import Problem, RecordError
from loaders.validation import validate
from loaders.yaml_reader import Document

Item = TypeVar("Item", schema.Actor, schema.Side, schema.Question, schema.Flight)

SHARED_FILES: dict[str, type[schema.Record]] = {
    "about.yaml": schema.About,
    "actors.yaml": schema.ActorsFile,
    "questions.yaml": schema.QuestionsFile,
    "flights.yaml": schema.FlightsFile,
}
MOST_FILES = 5_000  # files and folders of any kind; more is a folder that was not meant
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
class Dataset:
    """The whole record. Everything in it is immutable and refers only to what is in it."""

    about: schema.About
    actors_file: schema.ActorsFile
    questions_file: schema.QuestionsFile
    flights_file: schema.FlightsFile
    source_files: tuple[schema.SourceFile, ...]

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

    def reports(self) -> Iterator[tuple[schema.Source, schema.Report]]:
        """Every report with the source that it stands in."""
        for file in self.source_files:
            for report in (*file.flights, *file.figures, *file.statements, *file.milestones):
                yield file.source, report

    @cached_property
    def by_id(self) -> dict[str, tuple[schema.Source, schema.Report]]:
        """Every report with its source, by the report's id."""
        return {report.id: (source, report) for source, report in self.reports()}

    def inferences(self) -> Iterator[Inference]:
        """Everything that a curator inferred."""
        for file in self.source_files:
            yield from _inferred(file.source, file.source, file.source.published, "date of publication")
        for source, report in self.reports():
            yield from inferred(source, report)

    def counts(self) -> dict[str, int]:
        """How many of each kind of record there are."""
        files = self.source_files
        return {
            "sources": len(files),
            "flights": len(self.flights),
            "flight reports": sum(len(file.flights) for file in files),
            "figures": sum(len(file.figures) for file in files),
            "statements": sum(len(file.statements) for file in files),
            "milestones": sum(len(file.milestones) for file in files),
            "questions": len(self.questions),
            "actors": len(self.actors),
            "quotations": sum(len(report.evidence) for _, report in self.reports()),
            "relations": sum(len(report.relations) for _, report in self.reports()),
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


def _inferred(
    source: schema.Source, record: schema.Source | schema.Report, date: schema.Date | None, part: str
) -> Iterator[Inference]:
    if date and date.inferred:
        yield Inference(source, record, part, date.edtf.words, date.inferred)


def _by_id(items: list[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


def load(folder: Path | str) -> Dataset:
    """Read and check the record in a folder. Raises RecordError with every problem in every file."""
    folder = Path(folder)
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    names = _files(folder, problems)
    for file in names:
        try:
            documents[file] = yaml_reader.read(folder / file, file)
        except RecordError as error:
            problems.extend(error.problems)
    files: dict[str, schema.Record] = {}
    for file, document in documents.items():
        checked = validate(SHARED_FILES.get(file, schema.SourceFile), document, (), document.value)
        if isinstance(checked, list):
            problems.extend(checked)
        else:
            files[file] = checked
    problems.extend(checks.check(documents, unreadable=any(name not in documents for name in (*SHARED_FILES, *names))))
    if problems:
        raise RecordError(problems)
    about, actors, questions, flights = (files.pop(name) for name in SHARED_FILES)
    return Dataset(about, actors, questions, flights, tuple(files.values()))  # type: ignore[arg-type]  # by SHARED_FILES


def _files(folder: Path, problems: list[Problem]) -> list[str]:
    """The names of the YAML files to read; what is missing or does not belong becomes a problem."""
    if not folder.is_dir():
        raise RecordError(
            [Problem(str(folder), 1, 1, "folder", "does not exist. Name a folder that holds about.yaml and sources/")]
        )
    found = _yaml_files(folder)
    shared = [name for name in SHARED_FILES if name in found]
    sources = [name for name in found if re.fullmatch(SOURCE_FILE, name)]
    if (folder / "sources").is_symlink():
        problems.append(Problem("sources", 1, 1, "folder", "is a link. Put the folder itself into the data folder"))
    elif not sources:
        problems.append(Problem("sources", 1, 1, "folder", "holds no source. Add a file sources/<source-id>.yaml"))
    known = f"Known: {', '.join(SHARED_FILES)}, sources/<source-id>.yaml, where the id is small letters, digits and hyphens"
    for name in found:
        if name not in shared and name not in sources:
            problems.append(Problem(_printable(name), 1, 1, "file", f"is not a file of the record. {known}"))
    for name in SHARED_FILES:
        if name not in shared:
            problems.append(Problem(name, 1, 1, "file", "is missing. See data/README.md for what belongs in it"))
    return shared + sources


def _yaml_files(folder: Path) -> list[str]:
    """Everything in the folder that is called a YAML file, by its path from there. No link is followed."""
    found: list[str] = []
    seen = 0
    for inside, folders, files in os.walk(folder):
        folders.sort()
        seen += len(folders) + len(files)
        if seen > MOST_FILES:
            raise RecordError([Problem(".", 1, 1, "folder", f"holds more than {MOST_FILES:,} files. Is it the right folder?")])
        paths = (Path(inside, name).relative_to(folder) for name in (*folders, *files))
        found += [path.as_posix() for path in paths if path.suffix in {".yaml", ".yml"}]
    return sorted(found)


def _printable(name: str) -> str:
    """A file's name as it can be printed: what is not text, or would break the line, becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in name)
