"""Every sentence that the pages make of a view, as a reader sees or hears it, without the texts of the record. No Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from html import unescape

from pydantic import BaseModel

from loaders import Dataset
from loaders.analysis.view import View
from loaders.tables.columns import COLUMNS
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from loaders.wording import known, names
from loaders.wording.language import single
from pages import contents
from pages.evidence.find import find
from pages.panels import page as writer
from pages.panels.panel import Asked
from tests.said import text_of

SPOKEN = re.compile(r'(?:aria-label|alt|title)="([^"]*)"')
BEFORE = re.compile(r"^(?:Copy the citation|Data and citation|Picture): ")
"""What a control is called before the title that it is of."""


def html(view: View) -> Iterator[str]:
    """Every panel of every page; the evidence of what is worked out, and of each total."""
    asked = Asked(view)
    for page in contents.PAGES:
        yield writer.missing(page.panels, asked)
        yield writer.head(page.panels[0], asked, "h1")
        for panel in page.standing(asked):
            yield from (
                writer.head(panel, asked),
                writer.body(panel, asked),
                writer.under(panel, asked),
                writer.foot(panel, asked),
            )
    for name in (*view.derived, *(total.id for total in view.totals)):
        found = find(view, name, asked.links)
        yield from (f"<p>{found.title}</p>", found.body)


def lines(view: View, made: Iterable[str] | None = None) -> Iterator[str]:
    """What is said, a line to each block, with the text alternatives and with what stands in the charts; made: its `html`."""
    asked = Asked(view)
    yield from (filter_words.in_words(view), filter_words.view_line(view), known.heading(view), known.counts(view))
    for page in contents.PAGES:
        yield writer.source_line(page, asked)
        for panel in page.standing(asked):
            if figure := panel.figure(asked):
                yield from figure.words()
                yield from _texts_in(figure.json())
    for part in html(view) if made is None else made:
        yield from text_of(part).split("\n")
        yield from (unescape(label) for label in SPOKEN.findall(part))


def _texts_in(drawn: object) -> Iterator[str]:
    match drawn:
        case str() if " " in drawn:
            yield from text_of(drawn).split("\n")
        case dict():
            for inner in drawn.values():
                yield from _texts_in(inner)
        case list():
            for inner in drawn:
                yield from _texts_in(inner)


@lru_cache(maxsize=32)
def texts(dataset: Dataset) -> tuple[str, ...]:
    """The texts of a record of three words or more, and what explains its tables; the longest first."""
    found = {column.meaning for column in COLUMNS.values()}
    found |= {text for table in TABLES.values() for text in (table.title, table.description, *table.caveats)}
    found |= {names.source_line(dataset, file.source) for file in dataset.source_files}
    for part in (*dataset.source_files, dataset.about, *_files(dataset)):
        found |= set(_texts_of(part))
    return tuple(sorted({form for text in found for form in (text, text.rstrip("."), single(text))}, key=len, reverse=True))


def _files(dataset: Dataset) -> tuple[object, ...]:
    return dataset.actors_file, dataset.questions_file, dataset.flights_file, dataset.checks_file


def _texts_of(value: object) -> Iterator[str]:
    match value:
        case Enum():
            return
        case str():
            if len(value.split()) > 2 or re.search(r"\bonly\b", value):
                yield value
        case BaseModel():
            for inner in value.__dict__.values():
                yield from _texts_of(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts_of(inner)


def own(dataset: Dataset, line: str) -> list[str]:
    """The sentences of a line, without the texts of the record."""
    line = re.sub(r"https?://\S+", "", line)
    for text in texts(dataset):
        if text in line:
            line = line.replace(text, "◊")
    return re.split(r"(?<=[.;]) +", BEFORE.sub("", line))
