"""What a page looks at: the record as it is now, under the years, sources and day chosen."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import QueryParams

from loaders import Dataset, held
from loaders.analysis.filters import ALL, Filters, Years, every, parse_as_of, parse_sources, parse_years
from loaders.analysis.view import View
from loaders.held import State
from pages.parts import parameters

DATA = Path(__file__).parents[2] / "data"
LOOKED = 1.0  # seconds for which one look at the files does, for all open pages


def asked(record: Dataset, query: QueryParams) -> View:
    """What an address asks for. Raises ValueError with the rule for a parameter that is not known, or is nonsense."""
    for told in parameters.unknown(query, parameters.FILTERS):
        raise ValueError(f"{told} Known: {', '.join(parameters.FILTERS)}")
    day, sources = parse_as_of(query.getlist("as_of")), parse_sources(query.getlist("sources"), record)
    limits = seen_through(record, Filters(sources=sources, as_of=day)).limits
    return seen_through(record, Filters(parse_years(query.getlist("years"), limits), sources, day))


@lru_cache(maxsize=64)
def seen_through(record: Dataset, filters: Filters) -> View:
    """The record under some filters; the same object for the same ones, so that each answer is worked out once."""
    return View(record, filters)


def folder() -> Path:
    """Where the record is: the environment variable DEPORTATION_FLOWS_DATA, or the project's own data."""
    return Path(os.environ.get("DEPORTATION_FLOWS_DATA") or DATA)


def state(age: float = 0) -> State:
    """The record as it was on disk at most `age` seconds ago; if that is broken, the last good one and the problems."""
    return held.state(folder(), age)


def current() -> View:
    """The record under the filters chosen. For pages: `site` has seen to it that there is a record."""
    record = state(LOOKED).record
    if record is None:
        raise RuntimeError("a page was run without a record")
    years: tuple[int, int] | None = st.session_state.get("years")
    day = st.session_state.get("as_of")
    return seen_through(record, Filters(Years(*years) if years else None, chosen_sources(record), day))


def chosen_sources(record: Dataset) -> tuple[str, ...]:
    """The sources chosen with the shared filter; the default if none is, or none that the record has."""
    known = every(record)
    asked = st.session_state.get("sources", st.query_params.get_all("sources"))  # before the widget is drawn: the address
    return parse_sources([name for name in asked or () if name in known or name == ALL], record)
