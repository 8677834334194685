"""What a page looks at: the record as it is now, under the years, sources and day that are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import QueryParams

from loaders import Dataset, folder, held
from loaders.analysis.filters import Filters, parse
from loaders.analysis.view import View, seen_through
from loaders.held import State
from pages.app import parameters

LOOKED = 1.0  # seconds for which one look at the files does, for all open pages


def filters(record: Dataset, query: QueryParams, also: Sequence[str] = ()) -> Filters:
    """The filters that an address asks for. also: further parameters that are known; those of other sites mean nothing.

    Raises ValueError with the rule for a parameter that is not known, or is nonsense.
    """
    known = [*parameters.FILTERS, *also]
    for told in parameters.unknown(query, known):
        raise ValueError(f"{told} Known: {', '.join(known)}")
    return parse(query.getlist, record)


def asked(record: Dataset, query: QueryParams, also: Sequence[str] = ()) -> View:
    """The view that an address asks for. Raises ValueError as `filters` does."""
    return seen_through(record, filters(record, query, also))


def state(age: float = 0) -> State:
    """The record as it was on disk at most `age` seconds ago; if that is broken, the last good one and the problems."""
    return held.state(folder(), age)
