"""Rows that leave the dashboard, with everything that explains them where the dashboard is not at hand.

One description for all forms: JSON has it inside, Excel on a sheet of notes, CSV and Parquet in a datapackage.json beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

import pandas as pd

from loaders.export import citation
from loaders.export.citation import Reference
from loaders.export.version import Version
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.tables import columns
from loaders.tables.frames import Row, frame
from loaders.tables.tables import TABLES
from loaders.wording.language import say, to_say

UNKNOWN = to_say("An empty cell is not known or not given. It is never zero.")
QUALIFIED = to_say(
    "A number whose qualifier is 'more than' is a lower limit, with 'nearly' an upper one, with 'about' it is rough; 'in words "
    "only' has no number."
)
RANGE = to_say("Where reports differ there is a lowest and a highest number. Neither is more right than the other.")
NOTHING = to_say("Nothing of this kind is listed under these filters: the table has its columns and no rows.")
RESTS_ON = ("source_id", "records", "one", "other")
"""The columns that name what a row rests on: ids of sources, of reports and of flights."""
LONGEST_NAME = 120  # characters of a file name before its ending: every file system in use takes that many


@dataclass(frozen=True)
class Scope:
    """What is shown of the record: as a sentence, as in an address ("?years=2018"), and as a part of a file name."""

    in_words: str
    query: str
    stem: str


@dataclass(frozen=True)
class Extract:
    """Some rows of the record, under filters.

    name: of the table, or the id of a record; table: columns as in columns.COLUMNS; dataset: the whole record; source_ids:
    the sources that the rows rest on; version: of the whole record; address: where the same view stands, if that is known.
    """

    name: str
    title: str
    description: str
    caveats: tuple[str, ...]
    table: pd.DataFrame
    dataset: Dataset
    source_ids: tuple[str, ...]
    scope: Scope
    version: Version
    address: str = ""

    @cached_property
    def references(self) -> list[Reference]:
        """What to cite: the sources of the rows, then this record with what is shown of it."""
        return references(self.dataset, self.source_ids, self.version, part(self.title, self.scope), self.address)

    @cached_property
    def told(self) -> list[str]:
        """What whoever reads the rows has to know, a sentence or two each."""
        return [
            *([say(NOTHING)] if self.table.empty else []),
            *self.caveats,
            *([say(QUALIFIED)] if "qualifier" in self.table else []),
            *([say(RANGE)] if "people_low" in self.table else []),
            say(UNKNOWN),
        ]

    @property
    def file_stem(self) -> str:
        """A file name without its ending, safe on every system: "flights-2018-2020-3f2a91c0"."""
        return safe(f"{self.name}-{self.scope.stem}-{self.version.short}")

    def notes(self) -> dict[str, Any]:
        """Everything but the columns and rows, as JSON holds it."""
        return {
            "table": self.name,
            "title": self.title,
            "description": self.description,
            "filters": self.scope.in_words,
            **parameters(self.scope.query),
            "address": self.address or None,
            "caveats": self.told,
            "sources": [{"title": reference.text, "path": reference.url or None} for reference in self.references[:-1]],
            "citation": self.references[-1].text,
            "licence": self.dataset.about.licence,
            "version": version_of(self.version),
        }


def part(title: str, scope: Scope) -> str:
    """What some rows are of the record."""
    return say("{title}. {filters}", title=title, filters=scope.in_words)


def references(dataset: Dataset, source_ids: Iterable[str], version: Version, part: str, address: str) -> list[Reference]:
    """The same of any rows. part: what they are of the record."""
    sources = (citation.of_source(dataset, source) for source in source_ids)
    return [*sources, citation.of_record(dataset, version, part, address)]


def of_table(
    name: str,
    rows: Sequence[Row],
    dataset: Dataset,
    shown_sources: Sequence[str],
    scope: Scope,
    version: Version,
    address: str = "",
) -> Extract:
    """Rows of a table of loaders.tables. shown_sources: ids of all sources that they can be from, whatever the years."""
    known = TABLES[name]
    table, sources = frame(known.columns, rows), sources_of(rows, dataset, shown_sources)
    return Extract(name, known.heading, known.meaning, known.to_know, table, dataset, sources, scope, version, address)


def rests_on(rows: Iterable[Row], columns: Iterable[str]) -> list[str]:
    """The ids in some columns of rows, each once, in the order of the rows."""
    found: dict[str, None] = {}
    for row in rows:
        for name in columns:
            match row.get(name):
                case str() as one:
                    found[one] = None
                case tuple() as several:
                    found.update(dict.fromkeys(several))
    return list(found)


def sources_of(rows: Sequence[Row], dataset: Dataset, shown_sources: Sequence[str]) -> tuple[str, ...]:
    """Ids of the sources that rows rest on, in the order of the record: those that they name, and those of the reports.

    Rows without any of the columns RESTS_ON are sources, and their ids are theirs. What is derived has no source.
    """
    known = any(name in row for row in rows for name in RESTS_ON)
    named = set(rests_on(rows, RESTS_ON if known else ("id",)))
    found = {
        source.id
        for source, report in dataset.reports()
        if report.id in named or (isinstance(report, schema.FlightReport) and report.flight in named)
    }
    return tuple(source for source in shown_sources if source in named | found)


def parameters(query: str) -> dict[str, Any]:
    """The parameters of an address as JSON holds them: years as numbers; as_of as text or null; others as lists of text."""
    asked = parse_qs(query.removeprefix("?"))
    years, days = asked.pop("years", []), asked.pop("as_of", [])
    return {"years": [int(year) for year in years], "as_of": days[0] if days else None, **asked}


def version_of(version: Version) -> dict[str, str | None]:
    """A version as JSON holds it."""
    return {"release": version.release, "commit": version.commit, "content_sha256": version.checksum}


def safe(name: str) -> str:
    """A name that every file system takes: letters, digits, dots and hyphens, of bounded length."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.")[:LONGEST_NAME] or "record"


def columns_of(table: pd.DataFrame) -> list[dict[str, str]]:
    """Name, meaning and unit of each column."""
    return [{"name": name, "meaning": columns.meaning(name), "unit": columns.unit(name)} for name in map(str, table.columns)]
