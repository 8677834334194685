"""A full disk: what the command line writes is there whole or not at all, and one line says why."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import __main__, written
from tests.conftest import ROOT, SMALL

LARGEST = 4096  # bytes of a file: what the system lets the command write


def _tree(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def _on_a_small_disk(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command that may write no file larger than LARGEST: as on a full disk, a write fails that has begun."""
    return subprocess.run(
        [sys.executable, "-m", "loaders", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST)),
    )


def test_an_export_that_does_not_fit_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "export"
    assert __main__.main(["export", str(target), str(SMALL)]) == 0
    (target / "flights.csv").write_text("older\n")
    before = _tree(tmp_path)
    ended = _on_a_small_disk("export", target, SMALL)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{target}: nothing was written: File too large\n"
    assert _tree(tmp_path) == before


def test_the_other_files_that_do_not_fit(folder: Path) -> None:
    shutil.rmtree(folder / "schema", ignore_errors=True)
    (folder / "schema").mkdir()
    (folder / "schema" / "about.schema.json").write_text("older\n")
    before = _tree(folder)
    for arguments in (["schema", folder], ["new-source", "zenda-counts", folder]):
        ended = _on_a_small_disk(*arguments)
        assert ended.returncode == 1
        assert "nothing was written: File too large" in ended.stderr
        assert len(ended.stderr.splitlines()) == 1
        assert _tree(folder) == before


@pytest.mark.parametrize("fails_at", [1, 3, 18])
def test_a_disk_that_is_full_at_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, capsys) -> None:
    calls = iter(range(1, 100))

    def full(_: int) -> None:
        if next(calls) == fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert __main__.main(["export", str(tmp_path / "export"), str(SMALL)]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'export'}: nothing was written: No space left on device\n"
    assert _tree(tmp_path) == {}


def test_what_was_verified_before_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "verified.yaml").write_text("sources: []\n")
    before = _tree(folder)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    archive = folder.parent / "archive"
    archive.mkdir()
    (archive / "herald.txt").write_text("[1] ten people arrived in March 2010\n")
    assert __main__.main(["verify", "--archive", str(archive), str(folder)]) == 1
    assert _tree(folder) == before


def test_an_export_that_cannot_be_put_in_its_place_leaves_the_earlier_one(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "export"
    written.folder(target, {"a.csv": b"older", "b.csv": b"older"})
    real = Path.rename

    def refuse(self: Path, to: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(written.WriteError, match="Input/output error"):
        written.folder(target, {"a.csv": b"newer", "b.csv": b"newer"})
    assert _tree(tmp_path) == {"export": None, "export/a.csv": b"older", "export/b.csv": b"older"}


def test_an_earlier_export_is_replaced_and_other_files_are_never_lost(tmp_path: Path) -> None:
    target = tmp_path / "export"
    for content in (b"older", b"newer"):
        written.folder(target, {"a.csv": content})
        assert _tree(tmp_path) == {"export": None, "export/a.csv": content}
    (target / "mine.txt").write_text("mine")
    with pytest.raises(written.WriteError, match=r"it holds other files, which would be lost: mine\.txt\. Name a new folder"):
        written.folder(target, {"a.csv": b"newest"})
    assert (target / "a.csv").read_bytes() == b"newer"


def test_a_dictionary_that_cannot_be_printed_says_so_in_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "loaders", "dictionary"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ended.returncode, ended.stderr) == (1, "The dictionary could not be printed whole: No space left on device\n")
