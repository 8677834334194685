"""Answers that cost little: the tag is known before the bytes are, bytes are kept while they fit, and nothing is made in vain.

A tag names everything that the bytes rest on: the record by its checksum, the code, and what was asked for. Whatever knows
the tag already is told so before a single row is made.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).parents[2]
MAKERS = ("pandas", "pyarrow", "xlsxwriter", "pillow")
MOST_BYTES = 32_000_000


@dataclass(frozen=True)
class Made:
    """The bytes of an answer, and the name of the file that they are; none for what has no name."""

    content: bytes
    name: str


@dataclass(frozen=True)
class Asked:
    """What an address asks for.

    key: everything that the bytes rest on but record and code; media: their type; shown: a browser shows the bytes rather
    than saving them. begin: reads the rest of the address, which may take a while, and gives the file's name and what makes
    the bytes; both raise ValueError with the rule.
    """

    key: tuple[object, ...]
    media: str
    begin: Callable[[], tuple[str, Callable[[], bytes]]]
    shown: bool = False


class Kept:
    """Bytes by their tag, the latest ones asked for, of a bounded size together. For many threads."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> Made | None:
        """What is kept under a tag."""
        with self._lock:
            if tag in self._made:
                self._made.move_to_end(tag)
            return self._made.get(tag)

    def put(self, tag: str, made: Made) -> None:
        """Keep it, and drop what has not been asked for the longest until all fits."""
        with self._lock:
            if tag in self._made or len(made.content) > self._most:
                return
            self._made[tag] = made
            self._size += len(made.content)
            while self._size > self._most:
                self._size -= len(self._made.popitem(last=False)[1].content)


def tag_of(record: str, root: str, key: tuple[object, ...]) -> str:
    """The tag of an answer. record: its version; root: where the site stands, which many of the bytes hold.

    It is a weak one: on the way the same bytes may be compressed or not.
    """
    rests_on = json.dumps([_code(), record, root, *key], default=str)
    return f'W/"{hashlib.sha256(rests_on.encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def _code() -> str:
    """A checksum of what makes the bytes: our own code, and the libraries that it writes them with."""
    digest = hashlib.sha256(" ".join(f"{name} {installed(name)}" for name in MAKERS).encode())
    for path in sorted([*ROOT.glob("loaders/**/*.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob("loaders/**/*.po")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
