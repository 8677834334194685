"""The command line of the record: begin it, check it, verify its quotations, begin a source, write its dictionary and schemas.

`python -m loaders [RECORD]` is `python -m loaders check [RECORD]`. Each command exits 0, or 1 if something is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

from babel.core import UnknownLocaleError

from loaders import RecordError, folder, load, progress, written
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.curate import dictionary, new_record, new_source, schemas, verification, verified
from loaders.export import forms, sqlite
from loaders.export.version import version
from loaders.record.problems import Code, Problem
from loaders.record.reading import documents
from loaders.wording.catalogues import extracting, own
from loaders.wording.names import quotations_verified


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] not in {*COMMANDS, "-h", "--help"}:
        arguments = ["check", *arguments]
    chosen = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = COMMANDS[chosen.command][0]
    try:
        with progress.shown():
            return command(chosen)
    except written.WriteError as error:
        print(error, file=sys.stderr)
        return 1


def check(chosen: argparse.Namespace) -> int:
    """Check a record.

    Prints every mistake in every file as file:line:column: where: what to do, and exits 1; or prints how much of each
    kind the record holds, with notes on what is no mistake but worth knowing, and exits 0. `python -m loaders` alone does
    the same.
    """
    try:
        dataset = load(chosen.record)
    except RecordError as error:
        return _refuse(error.problems, chosen.record)
    disagree = len(View(dataset, Filters(sources=every(dataset))).disagreements)
    for kind, number in {**dataset.counts(), "conflicts": disagree}.items():
        print(f"{number:6} {kind}")
    for code, told in dataset.translations.items():
        print(own.counted(dataset.written or dataset, code, told))
    for note in dataset.notes:
        print(note)
    return 0


def verify(chosen: argparse.Namespace) -> int:
    """Hold every quotation against the archived text of its source.

    The folder given with --archive holds one text file for each source, <source-id>.txt. Each paragraph in it begins with
    its number in square brackets, the headline with [0]; a blank line stands between paragraphs; lines with '#' at the
    top are comments. A source without such a file keeps what was verified before.

    Prints each quotation that is not verified, with its place. The outcome goes into verified.yaml in the record; the
    texts stay where they are. Exits 1 if a quotation is not found, or stands in another paragraph.
    """
    try:
        dataset = load(chosen.record)
    except RecordError as error:
        return _refuse(error.problems, chosen.record)
    source_ids = [file.source.id for file in dataset.source_files]
    archives, problems = verification.read_archives(chosen.archive, source_ids)
    for problem in problems:
        print(problem)
    if not chosen.archive.is_dir():
        return 1
    findings = list(verification.verify(dataset.source_files, archives))
    outcome = verified.updated(dataset.verified_file, source_ids, archives, findings, dt.datetime.now(dt.UTC).date())
    if archives:
        verified.write(chosen.record, outcome)
        dataset = load(chosen.record)
    read = documents(chosen.record)
    wrong = bool(problems)
    for finding in findings:
        if dataset.verified_on(finding.source_id, finding.passage):
            continue
        wrong = wrong or finding.status is not verification.Status.NO_ARCHIVE
        print(
            read[f"sources/{finding.source_id}.yaml"].problem(finding.place, verification.CODES[finding.status], finding.message)
        )
    counts = dataset.counts()
    print(quotations_verified(counts["quotations verified"], counts["quotations"]))
    return int(wrong)


def begin_source(chosen: argparse.Namespace) -> int:
    """Begin the file of a new source, sources/ID.yaml, from a template that explains every key.

    ID is small letters, digits and hyphens, for example evening-herald-2013-02-03; it stays the source's name.
    """
    try:
        path = new_source.begin(chosen.record, chosen.id)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(new_source.NEXT.format(path=path, record=chosen.record))
    return 0


def begin_record(chosen: argparse.Namespace) -> int:
    """Begin a whole record in a new folder DIR: every file that a record has, with every key in it explained.

    What is in it is invented, and valid: the check finds no mistake, and the dashboard shows it. Put your own in its place.
    A folder that holds files is refused.
    """
    try:
        paths = new_record.begin(chosen.directory)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for path in paths:
        print(path)
    print(new_record.NEXT.format(record=chosen.directory))
    return 0


def write_schemas(chosen: argparse.Namespace) -> int:
    """Write the JSON Schemas of the record's files into its folder schema/, for editors.

    An editor that knows YAML finds them through the first line of each file, and then completes keys and marks mistakes.
    """
    if not chosen.record.is_dir():
        message = "does not exist. Name the folder of a record, for example data"
        return _refuse((Problem(str(chosen.record), 1, 1, "folder", Code.FOLDER_MISSING, message),), chosen.record)
    for path in schemas.write(chosen.record):
        print(path)
    return 0


def write_package(chosen: argparse.Namespace) -> int:
    """Write the whole record into the folder DIR: a Data Package of every table as CSV, and all of it as one SQLite file.

    metadata.json says what its tables and columns mean to Datasette: datasette deportation-flows.sqlite -m metadata.json.
    The same record gives the same files, byte for byte; the dashboard has them at /data/deportation-flows.zip and .sqlite. The
    folder is written whole or not at all, also where it replaces an earlier export; one that holds other files is refused.
    """
    try:
        dataset = load(chosen.record)
    except RecordError as error:
        return _refuse(error.problems, chosen.record)
    found = version(dataset, chosen.record)
    base = forms.database(dataset, found)
    members = {**forms.whole(dataset, found), f"{forms.WHOLE_NAME}.sqlite": base, "metadata.json": sqlite.metadata(base)}
    written.folder(chosen.directory, members)
    for name in members:
        print(chosen.directory / name)
    return 0


def translate(chosen: argparse.Namespace) -> int:
    """Bring the catalogues of a language up to date, or begin them: that of the interface, and that of a record's own texts.

    LANGUAGE is its code, for example km. What is translated stays; what is new stands in the files without a translation.
    Prints each file, and how much of it is translated.
    """
    try:
        dataset = load(chosen.record)
        for file, catalog in extracting.renewed(chosen.language, dataset, chosen.record):
            extracting.write(catalog, file)
            print(f"{file}: {extracting.translated(catalog)} of {len(catalog)}")
    except RecordError as error:
        return _refuse(error.problems, chosen.record)
    except UnknownLocaleError as error:
        print(f"{error}. Write the code of a language, for example km", file=sys.stderr)
        return 1
    return 0


def write_dictionary(_chosen: argparse.Namespace) -> int:
    """Print the data dictionary, which is data/README.md."""
    try:
        print(dictionary.markdown(), end="", flush=True)
    except OSError as error:  # it goes into a file, on a full disk
        print(f"The dictionary could not be printed whole: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left, which Python would try again at its end
        return 1
    return 0


COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "check": (check, "name every mistake in a record, or count what it holds"),
    "verify": (verify, "hold every quotation against the archived text of its source"),
    "new-record": (begin_record, "begin a whole record in a new folder"),
    "new-source": (begin_source, "begin the file of a new source"),
    "export": (write_package, "write the whole record: every table as CSV, what explains them, and all of it as one SQLite file"),
    "translate": (translate, "bring the catalogues of a language up to date, or begin them"),
    "schema": (write_schemas, "write the JSON Schemas, for editors"),
    "dictionary": (write_dictionary, "print the data dictionary"),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m loaders",
        description="Check a record and work on it: a folder of YAML. Without a command, it is checked.",
        epilog="python -m loaders COMMAND --help says more about a command.",
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=20, width=100),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name, (function, line) in COMMANDS.items():
        doc = "\n".join(text.strip() for text in (function.__doc__ or "").strip().splitlines())
        command = commands.add_parser(name, help=line, description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
        if name == "verify":
            command.add_argument("--archive", metavar="DIR", type=Path, required=True, help="the folder of archived texts")
        if name in {"export", "new-record"}:
            command.add_argument("directory", metavar="DIR", type=Path, help="the folder to write into")
        if name == "translate":
            command.add_argument("language", metavar="LANGUAGE", help="the code of a language, for example km")
        if name == "new-source":
            command.add_argument("id", metavar="ID", help="the new source's id, for example evening-herald-2013-02-03")
        if name not in {"dictionary", "new-record"}:
            help_ = f"the folder of the record (default: {folder()})"
            command.add_argument("record", metavar="RECORD", nargs="?", type=Path, default=folder(), help=help_)
    return parser


def _refuse(problems: tuple[Problem, ...], record: Path) -> int:
    for problem in problems:
        print(problem)
    print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} in {record}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
