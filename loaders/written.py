"""Files that are written whole or not at all: beside their place first, then renamed into it.

Between the two renames of a folder that is replaced lies a moment in which it is not there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


class WriteError(Exception):
    """Nothing was written; says where, and why."""

    def __init__(self, path: Path, why: str | None) -> None:
        super().__init__(f"{path}: nothing was written: {why}")


def files(contents: Mapping[Path, str]) -> None:
    """Put text files in their places, in UTF-8, once all of them are whole. Raises WriteError."""
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    try:
        for path, text in contents.items():
            path.parent.mkdir(exist_ok=True)
            _write(beside[path], text.encode())
        for path, whole in beside.items():
            whole.replace(path)
    except OSError as error:
        raise WriteError(path, error.strerror) from error
    finally:
        for whole in beside.values():
            whole.unlink(missing_ok=True)


def folder(path: Path, members: Mapping[str, bytes]) -> None:
    """Make a folder of files, or replace an earlier one of the same files. Raises WriteError, also where it holds others."""
    place = path.resolve()
    outermost = next(parent for parent in (place, *place.parents) if parent.parent.exists())
    try:
        if others := sorted({other.name for other in place.iterdir()} - set(members) if place.exists() else ()):
            raise WriteError(path, f"it holds other files, which would be lost: {', '.join(others[:3])}. Name a new folder")
        with TemporaryDirectory(prefix=f".{outermost.name}.", dir=outermost.parent) as beside:
            new, old = Path(beside) / "new", Path(beside) / "old"
            whole = new / place.relative_to(outermost)
            whole.mkdir(parents=True)
            for name, content in members.items():
                _write(whole / name, content)
            _swap(new, outermost, old)
    except OSError as error:
        raise WriteError(path, error.strerror) from error


def _swap(new: Path, place: Path, old: Path) -> None:
    """Put a folder in its place, and what is there aside; if that fails, back again."""
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())  # a full disk may tell so only here
