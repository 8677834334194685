"""The record that the process holds: every change of a file is noticed, each state is read once, nothing takes it away."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st

from loaders import held
from pages.app import view
from tests.conftest import ROOT


def _break(file: Path) -> None:
    file.write_text("flights: [\n")


def test_no_cache_that_can_be_cleared_holds_the_last_good_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    whole = view.state().record
    assert whole
    _break(folder / "flights.yaml")
    st.cache_resource.clear()
    st.cache_data.clear()
    assert view.state().record is whole
    assert [problem.file for problem in view.state().problems] == ["flights.yaml"]
    for path in ROOT.glob("pages/**/*.py"):
        assert "cache_" not in path.read_text().replace("lru_cache", ""), f"{path.name}: a visitor can clear it"


def _renamed_over(file: Path) -> None:
    """Another text of the same size and time, written beside it and put in its place."""
    stat, saved = file.stat(), file.with_suffix(".tmp")
    saved.write_text(file.read_text().replace("Spring group", "Summer group"))
    os.utime(saved, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    saved.replace(file)
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)


def _written_over(file: Path) -> None:
    """Another text of the same size in the same file, and its time put back."""
    stat = file.stat()
    file.write_text(file.read_text().replace("Spring group", "Summer group"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize("save", [_renamed_over, _written_over])
def test_a_save_that_keeps_size_and_time_is_noticed(folder: Path, save: Callable[[Path], None]) -> None:
    before = held.state(folder)
    save(folder / "flights.yaml")
    after = held.state(folder)
    assert after != before
    assert after.record
    assert after.record.flights["spring"].name == "Summer group"


def test_a_file_that_may_no_longer_be_read_is_noticed_and_so_is_that_it_may_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size and the time of its content stay. Whoever may read everything is refused here as others are."""
    before, actors, real = held.state(folder), folder / "actors.yaml", Path.open

    def refusing(self: Path, *arguments: object, **options: object) -> object:
        if not self.stat().st_mode & 0o400:
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    stat = actors.stat()
    actors.chmod(0)
    assert (actors.stat().st_size, actors.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    (problem,) = held.state(folder).problems
    assert (problem.file, held.state(folder).record) == ("actors.yaml", before.record)
    actors.chmod(0o600)
    assert not held.state(folder).problems


@pytest.mark.parametrize("name", ["stray.yml", "sources/more/deep.yaml", "sources/odd.yaml"])
def test_a_file_that_does_not_belong_is_noticed_wherever_it_is(folder: Path, name: str) -> None:
    assert not held.state(folder).problems
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to("nowhere")
    assert name in {problem.file for problem in held.state(folder).problems}
    (folder / name).unlink()
    assert not held.state(folder).problems


def test_a_folder_that_goes_and_comes_back(folder: Path) -> None:
    whole = held.state(folder).record
    folder.rename(folder.with_name("away"))
    assert "does not exist" in held.state(folder).problems[0].message
    assert held.state(folder).record is whole
    folder.with_name("away").rename(folder)
    assert not held.state(folder).problems


def test_a_folder_of_too_many_files_is_told_again_and_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held.state(folder)
    monkeypatch.setattr("loaders.record.reading.MOST_FILES", 2)
    assert held.state(folder).problems
    assert held.state(folder).record is before.record
    monkeypatch.undo()
    assert not held.state(folder).problems


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every load that there is, from the fixture on."""
    made: list[Path] = []
    real = held.load

    def counted(folder: Path) -> object:
        made.append(folder)
        return real(folder)

    monkeypatch.setattr(held, "load", counted)
    return made


@pytest.mark.parametrize("whole", [True, False])
def test_each_state_of_the_files_is_read_once_by_however_many_threads(folder: Path, loads: list[Path], whole: bool) -> None:
    together = threading.Barrier(8)

    def ask(_number: int) -> held.State:
        together.wait()
        return held.state(folder)

    with ThreadPoolExecutor(8) as threads:
        assert len({id(state.record) for state in threads.map(ask, range(8))}) == 1
        assert len(loads) == 1
        with (folder / "flights.yaml").open("a") as file:
            file.write("# a comment\n" if whole else "nonsense: [\n")
        (after, *others) = threads.map(ask, range(8))
    assert bool(after.problems) is not whole
    assert all(other == after for other in others)
    assert len(loads) == 2


def test_what_failed_for_the_disk_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch, loads: list[Path]) -> None:
    """Too many open files, for example: nothing about the file says that it can be read now."""

    def refusing(*_arguments: object, **_options: object) -> object:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refusing)
        assert "Too many open files" in held.state(folder).problems[0].message
    assert held.state(folder).problems
    assert len(loads) == 1, "a broken record is not read at each look"
    later = time.monotonic() + held.AGAIN
    monkeypatch.setattr(held, "time", SimpleNamespace(monotonic=lambda: later))
    assert not held.state(folder).problems


def test_one_look_does_for_all_who_ask_within_a_while(folder: Path) -> None:
    before = held.state(folder)
    _break(folder / "flights.yaml")
    assert held.state(folder, age=3600) is before
    assert held.state(folder).problems
    assert held.state(folder, age=3600).problems


def test_a_fault_of_the_program_is_not_taken_for_a_state_of_the_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(held, "load", lambda _folder: 1 / 0)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                held.state(folder)
    assert held.state(folder).record
