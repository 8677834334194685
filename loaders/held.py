"""The record as it is on disk, and the last one that was whole: read once for each state of its files, for the whole process.

It stands in the data wing so that nothing takes it away: Streamlit's caches are emptied by a message that any visitor can
send, and its watcher of files, where somebody turns it on, throws out the modules under `pages/`.
"""

from __future__ import annotations

import logging
import math
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from loaders import Dataset, Problem, RecordError, load
from loaders.record.reading import yaml_files
from loaders.wording.catalogues import own

AGAIN = 10  # seconds until a broken record is read anew though its files are as before: what failed may have been the disk

log = logging.getLogger(__name__)

Mark = tuple[str, int, int, int, int, int]
"""What tells one state of a file from another: name, kind and rights, place on disk, size, time of content, time of change."""


@dataclass(frozen=True)
class State:
    """What there is to show: the last record that was whole, what is wrong with the files as they are now, and when that record
    was read, in which alone two states do not differ."""

    record: Dataset | None
    problems: tuple[Problem, ...]
    loaded: datetime | None = field(default=None, compare=False)


class Held:
    """The record of one folder. Whoever asks while it is being read waits for it, and does not read it too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state = State(None, ())
        self._marks: tuple[Mark, ...] | None = None
        self._looked, self._again = -math.inf, math.inf

    def state(self, age: float) -> State:
        """The record as it was at most so many seconds ago; 0 is now."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked >= age:
                self._look(now)
                self._looked = now
            return self._state

    def _look(self, now: float) -> None:
        marks = None  # of a folder that cannot be gone through
        try:
            marks = fingerprint(self._folder)
            if marks == self._marks and now < self._again:
                return
            dataset = load(self._folder)
        except RecordError as error:
            self._state, self._again = State(self._state.record, error.problems, self._state.loaded), now + AGAIN
        else:
            self._state, self._again = State(dataset, (), datetime.now(UTC)), math.inf
        self._marks = marks
        self._log(time.monotonic() - now)

    def _log(self, seconds: float) -> None:
        """Tell of a load: what there is to show after it, and what was wrong."""
        shown, problems = self._state.record, self._state.problems
        told = {"seconds": round(seconds, 3), "whole": not problems, "problems": len(problems)}
        also = {"reports": len(shown.by_id)} if shown else {}
        log.info("load", extra={"told": {**told, **also, **({"first": str(problems[0])} if problems else {})}})


_held: dict[Path, Held] = {}


def state(folder: Path, age: float = 0) -> State:
    """The record in a folder as it was at most `age` seconds ago; if that is broken, the last good one and the problems."""
    return _held.setdefault(folder, Held(folder)).state(age)


def fingerprint(folder: Path) -> tuple[Mark, ...]:
    """The marks of every file that a load looks at; a link has its own, a file that is just being replaced has none.

    Rights and the time of change are in it because a file that may no longer be read keeps its size and the time of its
    content; the place on disk, because one that was renamed into the place of another may have both of these too.
    """

    def mark(name: str) -> Mark:
        try:
            stat = os.lstat(f"{folder}/{name}")
        except OSError:
            return name, 0, 0, 0, 0, 0
        return name, stat.st_mode, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns

    return tuple(mark(name) for name in (*yaml_files(folder), *own.files(folder)))
