"""What a page looks at: the record and the years chosen. The one place where the record is cached.

The cache key is every file's time and size, so a saved edit is seen on the next run of a page.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from starlette.datastructures import QueryParams

from loaders import Dataset, Problem, RecordError, lens, load
from loaders.dates import day_in_words
from loaders.frames import Frames, make_frames
from loaders.tables import TABLES
from loaders.validation import suggest
from loaders.years import Years, bounds, parse, parse_as_of

PARAMETERS = ["years", "sources", "as_of"]
"""The filters in an address, of pages and data routes alike."""
DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True, eq=False)
class Record:
    """A loaded record: the dataset, its frames, and the first and last year that it speaks of."""

    dataset: Dataset
    frames: Frames
    bounds: Years


@dataclass(frozen=True)
class State:
    """What there is to show: the last record that was whole, and what is wrong with the files as they are now."""

    record: Record | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class View:
    """The record under the filters that all pages share.

    `record` holds what the sources chosen had said by the day `as_of` (None: by now); `whole` is all that there is.
    """

    record: Record
    years: Years
    whole: Record
    sources: tuple[str, ...]
    as_of: dt.date | None = None

    def table(self, name: str) -> pd.DataFrame:
        """A table of loaders.tables under the years shown."""
        return TABLES[name].make(self.record.frames, self.years)

    @property
    def in_words(self) -> str:
        """The filters in a sentence, for the foot of what they hold for."""
        known = f" As it stood on {day_in_words(self.as_of)}." if self.as_of else ""
        seen = f" Seen through {self.lens}." if self._asked_sources else ""
        return f"Years shown: {self.years}.{seen}{known}"

    @property
    def lens(self) -> str:
        """Through how many sources the record is seen: "all 46 sources", "3 of 46 sources"."""
        return lens.in_words(self.sources, self.whole.dataset)

    @property
    def _asked_sources(self) -> list[tuple[str, str]]:
        """The sources as an address has them; empty for the default."""
        return lens.address(self.sources, self.whole.dataset)

    @property
    def query(self) -> str:
        """The filters as an address has them: "?years=2018&years=2020&as_of=2019-06-30"."""
        asked = [("years", str(self.years.first)), ("years", str(self.years.last)), *self._asked_sources]
        return f"?{urlencode([*asked, *([('as_of', self.as_of.isoformat())] if self.as_of else [])])}"

    @property
    def stem(self) -> str:
        """The filters as a part of a file name: "2018-2020", "2018-2020-all-46-sources-as-of-2019-06-30"."""
        seen = f"-{lens.stem(self.sources, self.whole.dataset)}" if self._asked_sources else ""
        return f"{self.years.first}-{self.years.last}{seen}{f'-as-of-{self.as_of}' if self.as_of else ''}"


def filters(record: Record, query: QueryParams, also: Sequence[str] = ()) -> tuple[tuple[str, ...], dt.date | None, list[str]]:
    """What an address asks for, as far as it is read at once: sources, day, and the years as they stand in it.

    also: further parameters that are known. Raises ValueError with the rule for one that is not, or is nonsense.
    """
    for name in query:
        if name not in (known := [*PARAMETERS, *also]):
            raise ValueError(f"{name[:40]!r} is not a parameter.{suggest(name, known)} Known: {', '.join(known)}")
    return lens.parse(query.getlist("sources"), record.dataset), parse_as_of(query.getlist("as_of")), query.getlist("years")


def asked(record: Record, query: QueryParams, also: Sequence[str] = ()) -> View:
    """The view that an address asks for. Raises ValueError as `filters` does, and for years."""
    sources, day, years = filters(record, query, also)
    seen = through(record, sources)
    return View(known_by(seen, day), parse(years, seen.bounds), record, sources, day)


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
    sources = chosen_sources(record)
    seen, day = through(record, sources), st.session_state.get("as_of")
    years: tuple[int, int] | None = st.session_state.get("years")
    return View(known_by(seen, day), Years(*years) if years else seen.bounds, record, sources, day)


def chosen_sources(record: Record) -> tuple[str, ...]:
    """The sources chosen with the shared filter; the default if none is, or none that the record has."""
    known = lens.every(record.dataset)
    held = st.session_state.get("sources", st.query_params.get_all("sources"))  # before the widget is drawn: the address
    asked = [name for name in held or () if name in known or name == lens.ALL]
    return lens.parse(asked, record.dataset)


@lru_cache(maxsize=8)
def through(record: Record, sources: tuple[str, ...]) -> Record:
    """The record as if it had only these sources.

    The years that can be chosen are those that they and the default sources speak of, so that a change of sources keeps them.
    """
    if sources == lens.every(record.dataset):
        return record
    dataset = record.dataset.through(sources)
    frames = make_frames(dataset)
    default = lens.default(record.dataset)
    limits = [bounds(frames)] if dataset.by_id else []
    limits += [through(record, default).bounds] if sources != default else []
    if not limits:
        return Record(dataset, frames, record.bounds)
    return Record(dataset, frames, Years(min(years.first for years in limits), max(years.last for years in limits)))


@lru_cache(maxsize=8)
def known_by(record: Record, day: dt.date | None) -> Record:
    """The record as it stood on a day; the years that can be chosen stay those of the whole record."""
    if day is None:
        return record
    known = record.dataset.known_by(day)
    return Record(known, make_frames(known), record.bounds)


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
def _last_good() -> dict[str, Record]:
    return {}


@st.cache_resource(show_spinner=False, max_entries=2)
def _load(where: str, fingerprint: tuple[tuple[str, int, int], ...]) -> Record:
    dataset = load(where)
    frames = make_frames(dataset)
    return Record(dataset, frames, bounds(frames))
