"""What a page looks at: the record and the years chosen. The one place where the record is cached.

The cache key is every file's time and size, so a saved edit is seen on the next run of a page.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import QueryParams

from loaders import Dataset, Problem, RecordError, load
from loaders.analysis.filters import ALL, Filters, Years, every, parse_as_of, parse_sources, parse_years
from loaders.analysis.view import View
from pages.parts import parameters

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class State:
    """What there is to show: the last record that was whole, and what is wrong with the files as they are now."""

    record: Dataset | None
    problems: tuple[Problem, ...]


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


def state() -> State:
    """The record as it is on disk now; if that is broken, the last good one and the problems."""
    where, whole = str(folder()), _last_good()
    try:
        whole[where] = _load(where, _fingerprint(Path(where)))
    except RecordError as error:
        return State(whole.get(where), error.problems)
    return State(whole[where], ())


def current() -> View:
    """The record under the filters chosen. For pages: `site` has seen to it that there is a record."""
    record = state().record
    if record is None:
        raise RuntimeError("a page was run without a record")
    years: tuple[int, int] | None = st.session_state.get("years")
    day = st.session_state.get("as_of")
    return seen_through(record, Filters(Years(*years) if years else None, chosen_sources(record), day))


def chosen_sources(record: Dataset) -> tuple[str, ...]:
    """The sources chosen with the shared filter; the default if none is, or none that the record has."""
    known = every(record)
    held = st.session_state.get("sources", st.query_params.get_all("sources"))  # before the widget is drawn: the address
    return parse_sources([name for name in held or () if name in known or name == ALL], record)


def _fingerprint(where: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file; a file that is just being replaced counts as changed, a link as itself."""

    def mark(file: Path) -> tuple[str, int, int]:
        try:
            stat = file.lstat()
        except OSError:
            return file.name, 0, 0
        return file.name, stat.st_mtime_ns, stat.st_size

    return tuple(mark(file) for file in sorted([*where.glob("*.yaml"), *where.glob("sources/*.yaml")]))


@st.cache_resource(show_spinner=False)
def _last_good() -> dict[str, Dataset]:
    return {}


@st.cache_resource(show_spinner=False, max_entries=2)
def _load(where: str, fingerprint: tuple[tuple[str, int, int], ...]) -> Dataset:
    return load(where)
