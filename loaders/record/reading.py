"""A folder of YAML -> the whole record, checked. A pure function of the folder: no cache, no clock, no network.

A folder with one mistake anywhere gives no Dataset but a RecordError that lists every mistake in every file.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from loaders import progress
from loaders.record import dates, notes, references, schema, yaml_reader
from loaders.record.dataset import Dataset
from loaders.record.problems import Code, Problem, RecordError
from loaders.record.validation import validate
from loaders.record.yaml_reader import Document

SHARED_FILES: dict[str, type[schema.Record]] = {
    "about.yaml": schema.About,
    "actors.yaml": schema.ActorsFile,
    "questions.yaml": schema.QuestionsFile,
    "flights.yaml": schema.FlightsFile,
}
OPTIONAL_FILES: dict[str, type[schema.Record]] = {"checks.yaml": schema.ChecksFile, "verified.yaml": schema.VerifiedFile}
MOST_FILES = 5_000  # files and folders of any kind; more is a folder that was not meant
MOST_DATES = 2_000  # in one file that are not plain: each takes the library that reads them some 3 to 50 ms
SOURCE_FILE = r"sources/[a-z0-9]+(-[a-z0-9]+)*\.yaml"


def read(folder: Path | str) -> tuple[Dataset, dict[str, Document]]:
    """Read the record in a folder, and its files as they stand. Raises RecordError with every problem in every file.

    What is wrong with the numbers of a check is told by `loaders.load`, which works them out.
    """
    documents, problems = _read(Path(folder))
    documents, noted = notes.renewed(documents)
    unread = bool(problems)
    files: dict[str, schema.Record] = {}
    for file, document in progress.steps(documents.items(), len(documents), "Checking files"):
        checked = validate({**SHARED_FILES, **OPTIONAL_FILES}.get(file, schema.SourceFile), document)
        if isinstance(checked, list):
            problems.extend(checked)
        else:
            files[file] = checked
    problems.extend(references.check(documents, unread))
    if problems:
        raise RecordError(problems)
    shared = [files.pop(name) for name in SHARED_FILES]
    optional = {f"{name.removesuffix('.yaml')}_file": files.pop(name) for name in OPTIONAL_FILES if name in files}
    sources = {name: file for name, file in files.items() if isinstance(file, schema.SourceFile)}
    dataset = Dataset(*shared, tuple(sources.values()), **optional)  # type: ignore[arg-type, call-arg]  # by the tables of files
    dataset = replace(dataset, notes=(*noted, *notes.not_understood(sources, documents), *notes.unused(documents)))
    return dataset, documents


def documents(folder: Path | str) -> dict[str, Document]:
    """The files of a record as read, by name: for telling where a record of it stands."""
    return _read(Path(folder))[0]


def _read(folder: Path) -> tuple[dict[str, Document], list[Problem]]:
    problems: list[Problem] = []
    read: dict[str, Document] = {}
    found = _files(folder, problems)
    for file in progress.steps(found, len(found), "Reading files"):
        try:
            document = yaml_reader.read(folder / file, file)
        except RecordError as error:
            problems.extend(error.problems)
            continue
        slow = [place for place, text in document.texts({"edtf", "start", "until"}) if not dates.PLAIN.fullmatch(text)]
        if len(slow) > MOST_DATES:
            message = f"is past the first {MOST_DATES:,} dates of the file that are not plain. Split the file by source"
            problems.append(document.problem(slow[MOST_DATES], Code.FILE_TOO_MANY_DATES, message))
            continue
        read[file] = document
    return read, problems


def _files(folder: Path, problems: list[Problem]) -> list[str]:
    """The names of the YAML files to read; what is missing or does not belong becomes a problem."""

    def refuse(name: str, what: str, code: Code, message: str) -> Problem:
        return Problem(name, 1, 1, what, code, message)

    if not folder.is_dir():
        message = "does not exist. Name a folder that holds about.yaml and sources/"
        raise RecordError([refuse(folder.name, "folder", Code.FOLDER_MISSING, message)])
    found = yaml_files(folder)
    shared = [name for name in (*SHARED_FILES, *OPTIONAL_FILES) if name in found]
    sources = [name for name in found if re.fullmatch(SOURCE_FILE, name)]
    if (folder / "sources").is_symlink():
        message = "is a link. Put the folder itself into the data folder"
        problems.append(refuse("sources", "folder", Code.FOLDER_LINK, message))
    elif not sources:
        message = "holds no source. Begin one, for example with: python -m loaders new-source evening-herald"
        problems.append(refuse("sources", "folder", Code.FOLDER_NO_SOURCE, message))
    files = ", ".join((*SHARED_FILES, *OPTIONAL_FILES))
    known = f"Known: {files}, sources/<source-id>.yaml, where the id is small letters, digits and hyphens"
    for name in found:
        if name not in shared and name not in sources:
            problems.append(refuse(_printable(name), "file", Code.FILE_UNKNOWN, f"is not a file of the record. {known}"))
    for name in SHARED_FILES:
        if name not in shared:
            message = "is missing; every record has one. A new record has all: python -m loaders new-record my-record"
            problems.append(refuse(name, "file", Code.FILE_MISSING, message))
    return shared + sources


def yaml_files(folder: Path) -> list[str]:
    """Everything in the folder that is called a YAML file, by its path from there. No link is followed."""
    found: list[str] = []
    seen = 0
    for inside, folders, files in os.walk(folder):
        folders.sort()
        seen += len(folders) + len(files)
        if seen > MOST_FILES:
            message = f"holds more than {MOST_FILES:,} files. Name the folder of a record, for example data"
            raise RecordError([Problem(".", 1, 1, "folder", Code.FOLDER_TOO_LARGE, message)])
        within = Path(inside).relative_to(folder).as_posix()
        called = [name for name in (*folders, *files) if name.endswith((".yaml", ".yml"))]
        found += called if within == "." else [f"{within}/{name}" for name in called]
    return sorted(found)


def _printable(name: str) -> str:
    """A file's name as it can be printed: what is not text, or would break the line, becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in name)
