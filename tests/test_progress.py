"""How far something is, on a terminal and after a second alone."""

from __future__ import annotations

import io

import pytest

from loaders import __main__, progress
from tests.conftest import SMALL


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def _clock(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    """A clock that goes on by so many seconds each time that somebody looks at it."""
    now = iter(range(1_000_000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now) * step)


def test_what_takes_longer_than_a_second_is_told_and_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    _clock(monkeypatch, 0.4)
    stream = Terminal()
    with progress.shown(stream):
        assert list(progress.steps("abcdef", 6, "Letters")) == list("abcdef")
        told = [line.strip() for line in stream.getvalue().split("\r") if line.strip()]
    assert told == [f"Letters: {number} of 6" for number in (2, 3, 4, 5)]
    assert stream.getvalue().endswith(f"\r{' ' * progress.WIDE}\r")


@pytest.mark.parametrize(("stream", "step"), [(io.StringIO(), 0.4), (Terminal(), 0.01)], ids=["no terminal", "at once"])
def test_programs_and_short_work_see_nothing(stream: io.StringIO, step: float, monkeypatch: pytest.MonkeyPatch) -> None:
    _clock(monkeypatch, step)
    with progress.shown(stream):
        assert list(progress.steps("abcdef", 6, "Letters")) == list("abcdef")
    assert stream.getvalue() == ""
    assert list(progress.steps("ab", 2, "Nobody looks")) == ["a", "b"]


def test_the_commands_tell_what_they_are_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    _clock(monkeypatch, 2)
    stream = Terminal()
    monkeypatch.setattr(progress.sys, "stderr", stream)
    assert __main__.main(["export", str(tmp_path / "whole"), str(SMALL)]) == 0
    for what in ("Reading files: 1 of ", "Checking files: ", "Rows of tables: ", "Tables: "):
        assert what in stream.getvalue()
    (tmp_path / "archive").mkdir()
    __main__.main(["verify", "--archive", str(tmp_path / "archive"), str(SMALL)])
    assert "Verifying sources: " in stream.getvalue()
    assert "Verifying" not in capsys.readouterr().out
