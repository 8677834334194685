"""Files that are written whole or not at all: beside their place first, then renamed into it.

Between the two renames of a folder that is replaced lies a moment in which it is not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


class WriteError(Exception):
    """Nothing was written, or not all of it; says where, and why."""

    def __init__(self, path: Path, why: str | None, what: str = "nothing was written") -> None:
        super().__init__(f"{path}: {what}: {why}")


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


@dataclass
class Tree:
    """What became of a folder that is kept up to date: its files, their bytes, and how many were written or removed."""

    files: int = 0
    size: int = 0
    written: int = 0
    removed: int = 0


def tree(path: Path, members: Iterable[tuple[str, bytes]], manifest: str) -> Tree:
    """Bring a folder of many files up to date, one after the other: what is the same stays as it is, what is no longer made goes.

    manifest: the name of the file in it that lists what is ours, also of a run that was cut short. Raises WriteError, also where
    the folder holds other files.
    """
    place, told = path.resolve(), Tree()
    try:
        place.mkdir(parents=True, exist_ok=True)
        ours = _listed(place / manifest)
        held = {file.relative_to(place).as_posix() for file in place.rglob("*") if not file.is_dir()}
        if others := sorted(held - ours - {manifest, UNFINISHED}):
            raise WriteError(path, f"it holds other files, which would be lost: {', '.join(others[:3])}. Name a new folder")
        made = dict[str, None]()
        with (place / manifest).open("a", encoding="utf-8") as listed:
            for name, content in members:
                made[name] = None
                told.files, told.size = told.files + 1, told.size + len(content)
                if name not in ours:
                    listed.write(f"{name}\n")
                    listed.flush()
                told.written += _renewed(place, name, content)
        for name in held & (ours - made.keys()):
            (place / name).unlink()
            told.removed += 1
        _remove_empty(place)
        _renewed(place, manifest, "".join(f"{name}\n" for name in sorted(made)).encode())
    except OSError as error:
        raise WriteError(path, error.strerror, "not all was written" if told.files else "nothing was written") from error
    return told


UNFINISHED = ".unfinished"
"""What a file of a tree is called until it is whole."""


def _listed(manifest: Path) -> set[str]:
    return set(manifest.read_text("utf-8").splitlines()) if manifest.exists() else set()


def _renewed(place: Path, name: str, content: bytes) -> bool:
    """Put a file in its place, if it does not stand there as it is; says whether."""
    file = place / name
    if file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    (place / UNFINISHED).write_bytes(content)
    (place / UNFINISHED).replace(file)
    return True


def _remove_empty(place: Path) -> None:
    for folder in sorted((one for one in place.rglob("*") if one.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


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
