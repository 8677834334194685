"""A view -> what leaves it: rows with all that explains them. Pages and data routes pack the same way, with the same bytes.

The version is that of the whole record as it was loaded, whatever has happened to the files since.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from loaders import captions, citation, derivations, export, extract, lens, reconciliation, schema
from loaders.citation import Reference
from loaders.extract import Extract, Filters
from loaders.frames import frame, rows_of
from loaders.tables import TABLES
from loaders.version import Version, version
from pages.parts import view as views
from pages.parts.narrowing import ALL, Narrowing
from pages.parts.view import Record, View

DATA = "/data/"
TABLE_OF = {
    schema.FlightReport: "flights",
    schema.Figure: "figures",
    schema.Statement: "statements",
    schema.Milestone: "milestones",
}


class NoRecordError(ValueError):
    """There is no record of this id in what is shown."""


class Cited(NamedTuple):
    """A form in which citations leave: what it is called, its media type, and what writes it."""

    title: str
    media: str
    write: Callable[[list[Reference]], str]


CITED = {
    "txt": Cited("Plain text", "text/plain; charset=utf-8", citation.text),
    "bib": Cited("BibTeX", "application/x-bibtex", citation.bibtex),
    "ris": Cited("RIS", "application/x-research-info-systems", citation.ris),
}
"""By the ending of the file's name."""


def of_table(view: View, name: str, root: str, narrowing: Narrowing = ALL) -> Extract:
    """Rows of a table of loaders.tables. root: where the site stands, without a slash at its end."""
    in_words = " ".join(filter(None, [view.in_words, narrowing.in_words(view.whole.dataset)]))
    return extract.of_table(
        name,
        narrowing.rows(view, name),
        view.whole.dataset,
        lens.every(view.record.dataset),
        Filters(in_words, f"{view.query}{narrowing.query}", "-".join([view.stem, *narrowing.asked.values()])),
        version_of(view.whole),
        f"{root}{DATA}{name}.csv{view.query}{narrowing.query}",
    )


def of_record(view: View, name: str, root: str) -> Extract:
    """The row of one record, of a check, or of a derived number, by its id; of a group, those of its reports.

    Raises NoRecordError for an id of which there is none in what is shown.
    """
    table = _found(view, name)[0]
    kind = next((known for known in TABLES.values() if tuple(table.columns) == known.columns), None)
    return Extract(
        name,
        name,
        kind.description if kind else "The row is a number worked out from records, with its arithmetic.",
        kind.caveats if kind else (),
        table.reset_index(drop=True),
        view.whole.dataset,
        sources_of(view, table),
        Filters(view.in_words, view.query, view.stem),
        version_of(view.whole),
        f"{root}/{query_of(view, name)}",
    )


def query_of(view: View, name: str) -> str:
    """The address of one record alone: it keeps lens and day, and to a derived number also the years."""
    kept = [
        (parameter, value)
        for parameter, value in parse_qsl(view.query.removeprefix("?"))
        if parameter != "years" or name.startswith(reconciliation.DERIVED)
    ]
    return f"?{urlencode([('record', name), *kept], safe=':')}"


def cited(view: View, name: str) -> str:
    """How to cite one record by its id, as the evidence tells it: its source first, if it has one."""
    whole = view.whole.dataset
    return captions.citation(whole, name) if name in whole.by_id else f"{whole.about.citation} {_found(view, name)[1]}"


def _found(view: View, name: str) -> tuple[pd.DataFrame, str]:
    """The rows of one id, and what a citation calls them."""
    dataset, frames = view.record.dataset, view.record.frames
    if name in dataset.by_id:
        rows = getattr(frames, TABLE_OF[type(dataset.by_id[name][1])])
        return rows[rows["id"] == name], f"Record {name}"
    if name in dataset.flights:
        return frames.flights[frames.flights["flight"] == name], f"{dataset.flights[name].name}."
    checks = frames.checks[frames.checks["id"] == name]
    for check in rows_of(checks):
        return checks, f"Check {name}: {check.title}. {check.arithmetic}."
    if line := derivations.derived(frames, view.years, name):
        told = f"Derived: {line['label']}, {line['arithmetic']}. {view.in_words}"
        return frame(("id", "label", "in_words", "arithmetic", "meaning", "records"), [line]), told
    raise NoRecordError(f"There is no record {name[:80]!r} in what is shown. Ids stand in the column 'id' of the tables")


def sources_of(view: View, table: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the sources that the rows rest on, of all that are shown, whatever the years."""
    return extract.sources_of(table, view.whole.dataset, lens.every(view.record.dataset))


def references(view: View, name: str, root: str) -> list[Reference]:
    """The same citation as references: the source at its paragraph, then this record; what is derived, as it is worded."""
    whole, address = view.whole, f"{root}/{query_of(view, name)}"
    if name in view.record.dataset.by_id:
        return citation.of_report(whole.dataset, name, version_of(whole), address)
    return [citation.of_record(whole.dataset, version_of(whole), _found(view, name)[1], address)]


def reference(record: Record, root: str) -> Reference:
    """How to cite the whole record."""
    return citation.of_record(record.dataset, version_of(record), address=f"{root}/")


@lru_cache(maxsize=4)
def version_of(record: Record) -> Version:
    """The version of a whole record."""
    return version(record.dataset, views.folder())


def whole(record: Record) -> dict[str, bytes]:
    """The whole record as a Data Package: its files by name."""
    return export.whole(record.dataset, record.frames, version_of(record))
