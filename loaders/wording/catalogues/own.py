"""What a record says in its own words, in other languages: `translations/<language>.po` in its folder, the text itself the key.

A curator writes YAML in one language; whoever translates has one file, in the form that translators' tools know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError

from loaders.record import schema, texts
from loaders.record.dataset import Dataset
from loaders.record.problems import Code, Problem, RecordError
from loaders.wording.catalogues import catalogue

INSIDE = "translations"
LARGEST = 5_000_000  # bytes of one file


def files(folder: Path) -> list[str]:
    """The files of translations in the folder of a record, by their path from there."""
    return [f"{INSIDE}/{code}.po" for code in catalogue.codes() if (folder / INSIDE / f"{code}.po").is_file()]


def read(folder: Path, dataset: Dataset) -> dict[str, dict[str, str]]:
    """For each language that has a file the texts that it translates, drafts included.

    Raises RecordError for a file that cannot be read, and for a sentence with other places than the one it translates.
    """
    told, problems = dict[str, dict[str, str]](), list[Problem]()
    for file in files(folder):
        code = Path(file).stem
        try:
            if (folder / file).stat().st_size > LARGEST:
                raise ValueError(f"it has more than {LARGEST:,} bytes")
            catalog = catalogue.read(folder / file, code)
        except (PoFileError, OSError, ValueError) as error:
            line = getattr(error, "lineno", 0) + 1
            problems.append(Problem(file, line, 1, "file", Code.TRANSLATION_UNREADABLE, f"is not read: {error}. Mend that line"))
            continue
        told[code] = dict(_messages(catalog))
        problems += [
            Problem(file, 1, 1, "about answer", Code.TRANSLATION_PLACES, f"{wrong}. Write each place as in the original")
            for wrong in _places(dataset.about.answer, told[code])
        ]
    if problems:
        raise RecordError(problems)
    return told


def _messages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What of a catalogue is translated."""
    for one in catalog:
        if isinstance(one.id, str) and isinstance(one.string, str) and one.id and one.string:
            yield one.id, one.string


def _places(answer: str | None, told: Mapping[str, str]) -> list[str]:
    """What is wrong with the places of the one sentence that has some."""
    if answer is None or answer not in told:
        return []
    try:
        schema.answer(told[answer])
    except ValueError as wrong:
        return [str(wrong)]
    return []


def translated(dataset: Dataset, told: Mapping[str, str]) -> Dataset:
    """The record with its texts in another language, as far as they are there."""
    return texts.rewritten(dataset, lambda text: told.get(text, text), texts.ALL)


def counted(dataset: Dataset, code: str, told: Mapping[str, str]) -> str:
    """How many of a record's texts are translated: "   279 of 816 texts in km"; and how many translations are of none."""
    said = dict.fromkeys(text for _, text in texts.every(dataset, texts.ALL))
    line = f"{sum(text in told for text in said):6} of {len(said)} texts in {code}"
    unused = sum(text not in said for text in told)
    return f"{line}; {unused} translations are of texts that the record no longer has" if unused else line
