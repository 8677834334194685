"""A view -> what leaves it: rows with all that explains them. Pages and data routes pack the same way, with the same bytes.

The version is that of the whole record as it was loaded, whatever has happened to the files since.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from loaders import Dataset
from loaders.analysis.view import View
from loaders.export import citation, extract, forms
from loaders.export.citation import Reference
from loaders.export.extract import Extract, Scope
from loaders.export.version import Version, version
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from pages.parts import view as views

DATA = "/data/"


def filters(view: View, narrowed: str = "") -> Scope:
    """What a view shows; `narrowed` is a sentence about what a page has left out beyond that."""
    if narrowed:
        return Scope(f"{filter_words.in_words(view)} {narrowed}", view.query, f"{view.stem}-narrowed")
    return Scope(filter_words.in_words(view), view.query, view.stem)


def of_table(view: View, name: str, table: pd.DataFrame, root: str, narrowed: str = "", address: str = "") -> Extract:
    """Rows of a table of loaders.tables. root: where readers find the site; "" if that is not known."""
    return extract.of_table(
        name,
        table,
        view.whole,
        tuple(file.source.id for file in view.dataset.source_files),
        filters(view, narrowed),
        version_of(view.whole),
        address or (root and f"{root}{DATA}{name}.csv{view.query}"),
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
        view.whole,
        sources_of(view, table),
        filters(view),
        version_of(view.whole),
        address,
    )


def sources_of(view: View, table: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the sources that the rows rest on, of all that are shown, whatever the years."""
    return extract.sources_of(table, view.whole, tuple(file.source.id for file in view.dataset.source_files))


def references(view: View, name: str, cited: str, address: str) -> list[Reference]:
    """How to cite one record by its id: its source at its paragraph, then this record; what is derived, as it is worded."""
    whole = view.whole
    if name in whole.by_id:
        return citation.of_report(whole, name, version_of(whole), address)
    return [citation.of_record(whole, version_of(whole), cited.removeprefix(whole.about.citation).strip(), address)]


@lru_cache(maxsize=4)
def version_of(record: Dataset) -> Version:
    """The version of a whole record."""
    return version(record, views.folder())


@lru_cache(maxsize=1)
def whole(record: Dataset) -> dict[str, bytes]:
    """The whole record as a Data Package: its files by name."""
    return forms.whole(record, version_of(record))
