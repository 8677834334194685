"""A view -> what leaves it: rows with all that explains them. Pages and data routes pack the same way, with the same bytes.

The version is that of the whole record as it was loaded, whatever has happened to the files since.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from loaders import citation, export, extract, lens
from loaders.citation import Reference
from loaders.extract import Extract, Filters
from loaders.held import Record
from loaders.tables import TABLES
from loaders.version import Version, version
from pages.parts import view as views
from pages.parts.view import View

DATA = "/data/"


def filters(view: View, narrowed: str = "") -> Filters:
    """What a view shows; `narrowed` is a sentence about what a page has left out beyond that."""
    if narrowed:
        return Filters(f"{view.in_words} {narrowed}", view.query, f"{view.stem}-narrowed")
    return Filters(view.in_words, view.query, view.stem)


def of_table(view: View, name: str, table: pd.DataFrame, root: str, narrowed: str = "", address: str = "") -> Extract:
    """Rows of a table of loaders.tables. root: where the site stands, without a slash at its end."""
    return extract.of_table(
        name,
        table,
        view.whole.dataset,
        lens.every(view.record.dataset),
        filters(view, narrowed),
        version_of(view.whole),
        address or f"{root}{DATA}{name}.csv{view.query}",
    )


def of_record(view: View, name: str, table: pd.DataFrame, address: str) -> Extract:
    """The row of one record, of a check, or of a derived number, by its id."""
    kind = next((known for known in TABLES.values() if tuple(table.columns) == known.columns), None)
    return Extract(
        name,
        name,
        kind.description if kind else "The row is a number worked out from records, with its arithmetic.",
        kind.caveats if kind else (),
        table.reset_index(drop=True),
        view.whole.dataset,
        sources_of(view, table),
        filters(view),
        version_of(view.whole),
        address,
    )


def sources_of(view: View, table: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the sources that the rows rest on, of all that are shown, whatever the years."""
    return extract.sources_of(table, view.whole.dataset, lens.every(view.record.dataset))


def references(view: View, name: str, cited: str, address: str) -> list[Reference]:
    """How to cite one record by its id: its source at its paragraph, then this record; what is derived, as it is worded."""
    whole = view.whole
    if name in whole.dataset.by_id:
        return citation.of_report(whole.dataset, name, version_of(whole), address)
    return [
        citation.of_record(whole.dataset, version_of(whole), cited.removeprefix(whole.dataset.about.citation).strip(), address)
    ]


@lru_cache(maxsize=4)
def version_of(record: Record) -> Version:
    """The version of a whole record."""
    return version(record.dataset, views.folder())


@lru_cache(maxsize=1)
def whole(record: Record) -> dict[str, bytes]:
    """The whole record as a Data Package: its files by name."""
    return export.whole(record.dataset, record.frames, version_of(record))
