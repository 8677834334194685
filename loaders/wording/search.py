"""Search over everything that the record says: names, quotations, places, numbers, dates, doubts, reasons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from loaders.analysis.connections import speaker
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.dates import When
from loaders.wording import dates, names

LONGEST_QUERY = 200  # characters
IDS = {"id", "flight", "said_by", "speaker", "relayed_by", "question", "answer", "publisher", "side", "to", "claim", "rule"}
AROUND = 60  # characters of a hit's surroundings, on either side


@dataclass(frozen=True)
class Hit:
    """A record that holds every word asked for: its id, what it is called, and the text around the first of them."""

    id: str
    name: str
    excerpt: str


def find(dataset: Dataset, query: str) -> list[Hit]:
    """Records that hold every word of the query, in any letter case, with or without accents; "1800" finds "1,800".

    Words between quotation marks are searched as they stand together. Records whose own name holds the words come
    first. Parts of words count: Khmer has no spaces between them.
    """
    asked = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', _plain(query[:LONGEST_QUERY]))]
    if not asked:
        return []
    hits: list[tuple[int, Hit]] = []
    for record_id, name, texts in _records(dataset):
        everything = _plain(" \n ".join([name, record_id, *texts]))
        if all(word in everything for word in asked):
            called = _plain(name)
            missing = sum(word not in called for word in asked)
            hits.append((missing, Hit(record_id, name, _excerpt(texts, asked))))
    return [hit for _, hit in sorted(hits, key=lambda found: found[0])]


def _records(dataset: Dataset) -> Iterator[tuple[str, str, list[str]]]:
    """Id, name and texts of all that a search can find: reports, checks and sources."""
    for source, report in dataset.reports():
        actors = {speaker(source, report), report.relayed_by if isinstance(report, schema.Statement) else None}
        texts = [
            *(passage.quotation for passage in report.evidence),
            *(text for actor in actors if actor for text in _texts(dataset.actors[actor])),
            *_texts(report),
        ]
        if isinstance(report, schema.Statement):
            texts.append(dataset.questions[report.question].text)
        if isinstance(report, schema.FlightReport):
            texts += _texts(dataset.flights[report.flight])
        yield report.id, names.name(dataset, report.id), texts
    for check in dataset.checks:
        yield check.id, check.title, list(_texts(check))
    for file in dataset.source_files:
        yield file.source.id, names.source_line(dataset, file.source), list(_texts(file.source))


def _texts(value: Any) -> Iterator[str]:
    """Every text and number within a record, as it is read."""
    if isinstance(value, BaseModel):
        for key, inner in value.__dict__.items():
            if key not in IDS:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, When):
        yield dates.words(value)
        yield value.edtf
    elif isinstance(value, bool | int | float):
        yield f"{value:,}"
    elif value is not None:
        yield str(value)


def _plain(text: str) -> str:
    """Small letters without accents, numbers without their commas, typographic quotation marks as typed ones."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not _accent(letter))
    bare = bare.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"(?<=\d),(?=\d{3})", "", bare)


def _accent(letter: str) -> bool:
    """Latin, Greek and Cyrillic accents. The vowel signs of Khmer and other scripts are letters, and stay."""
    return "\u0300" <= letter <= "\u036f"


def _excerpt(texts: list[str], asked: list[str]) -> str:
    """The surroundings of the first word asked for in the first text that has it; the record's first text otherwise."""
    for text in texts:
        words = _plain(text)
        at = min((words.find(word) for word in asked if word in words), default=-1)
        if at >= 0:
            begin, end = max(0, at - AROUND), at + 2 * AROUND
            return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"
    return texts[0] if texts else ""
