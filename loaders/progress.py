"""How far something is that takes more than a second: told by whoever does it, shown where somebody looks on.

Only the command line looks on, and only on a terminal; the dashboard and programs see and pay nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO, TypeVar

Item = TypeVar("Item")

PATIENCE = 1.0  # seconds that nobody minds to wait without a word
OFTEN = 0.1  # seconds between two looks
WIDE = 60  # characters of a line, which the next one covers

_shown: ContextVar[_Line | None] = ContextVar("shown", default=None)


class _Line:
    """One line of a terminal, written over and over."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.begun, self.last, self.written = stream, time.monotonic(), 0.0, False

    def tell(self, words: str) -> None:
        now = time.monotonic()
        if now - self.begun >= PATIENCE and now - self.last >= OFTEN:
            self.stream.write(f"\r{words[:WIDE]:<{WIDE}}")
            self.stream.flush()
            self.last, self.written = now, True

    def gone(self) -> None:
        if self.written:
            self.stream.write(f"\r{'':<{WIDE}}\r")
            self.stream.flush()


@contextmanager
def shown(stream: TextIO | None = None) -> Iterator[None]:
    """Show how far things are for a while, if the stream (that of errors) is a terminal; in the end the line is gone."""
    stream = stream or sys.stderr
    line = _Line(stream) if stream.isatty() else None
    before = _shown.set(line)
    try:
        yield
    finally:
        _shown.reset(before)
        if line:
            line.gone()


def steps(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """The same items, one by one, each of which is a step of so many."""
    line = _shown.get()
    for number, item in enumerate(items):
        if line:
            line.tell(f"{what}: {number} of {total}")
        yield item
