"""What a page looks at: the record and the years chosen. The one place where the record is cached.

The cache key is every file's time and size, so a saved edit is seen on the next run of a page.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from loaders import Dataset, load
from loaders.frames import Frames, make_frames
from loaders.tables import TABLES
from loaders.years import Years, bounds

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Record:
    """A loaded record: the dataset, its frames, and the first and last year that it speaks of."""

    dataset: Dataset
    frames: Frames
    bounds: Years


@dataclass(frozen=True)
class View:
    """The record under the filter of this page."""

    record: Record
    years: Years

    def table(self, name: str) -> pd.DataFrame:
        """A table of loaders.tables under the years shown."""
        return TABLES[name].make(self.record.frames, self.years)


def folder() -> Path:
    """Where the record is: the environment variable DEPORTATION_FLOWS_DATA, or the project's own data."""
    return Path(os.environ.get("DEPORTATION_FLOWS_DATA") or DATA)


def record() -> Record:
    """The record as it is on disk now. Raises RecordError if it is broken."""
    where = folder()
    return _load(str(where), _fingerprint(where))


def current() -> View:
    """The record and the years chosen with the shared filter."""
    loaded = record()
    chosen = st.session_state.get("years")
    return View(loaded, Years(*chosen) if chosen else loaded.bounds)


def _fingerprint(where: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted([*where.glob("*.yaml"), *where.glob("sources/*.yaml")])
    return tuple((file.name, (stat := file.stat()).st_mtime_ns, stat.st_size) for file in files)


@st.cache_resource(show_spinner=False, max_entries=2)
def _load(where: str, fingerprint: tuple[tuple[str, int, int], ...]) -> Record:
    dataset = load(where)
    frames = make_frames(dataset)
    return Record(dataset, frames, bounds(frames))
