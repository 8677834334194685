"""The project's own record, mutated many times from one seed: refused with a line or shown, never anything else.

A case that fails prints its number; `python -m tests.mutations --seed 7 --only NUMBER` makes it again. That command also runs
as many more as wanted.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from tests import mutations
from tests.conftest import ROOT
from tests.mutations import Figures, Mutation, mutation, real_files, run_all
from tests.said import heading

SEED, COUNT = 7, 60
ON_PAGES = 6  # of the mutations that load, those whose figures differ most, each opened on one of the pages
PAGES = ("overview", "timeline", "totals", "statements", "sources")


@pytest.fixture(scope="module")
def figures() -> Figures:
    # Streamlit's AppTest leaves its script as the main module, and each new process would begin by running it.
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        return run_all(SEED, COUNT)


def test_every_mutation_is_refused_with_a_line_or_shown_in_time_and_memory(figures: Figures) -> None:
    told = "\n".join(f"number {case.number}, {'; '.join(case.changes)}:\n{case.told}" for case in figures.failed)
    assert not figures.failed, told
    assert len(figures.outcomes) == COUNT
    assert figures.number("refused") > COUNT / 5, "the mutations are too tame to test what refuses"
    assert figures.number("shown") > COUNT / 5, "the mutations are too wild to test what shows"
    assert max(case.seconds for case in figures.outcomes) < mutations.LONGEST, str(figures)
    assert figures.memory < mutations.MOST_MEMORY, str(figures)


def test_the_most_unusual_of_them_open_on_a_page(figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = sorted((case for case in figures.outcomes if case.end == "shown"), key=lambda case: (-case.unusual, case.number))
    for case, page in zip(shown[:ON_PAGES], cycle(PAGES), strict=False):
        folder = tmp_path / str(case.number)
        mutation(SEED, case.number).write(folder)
        monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
        app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60)
        app.query_params["sources"] = "all"
        app.switch_page(f"{page}.py")
        app.run()
        assert not app.exception, (case.number, case.changes, page, app.exception)
        assert heading(app)


def test_a_mutation_is_made_again_from_its_number() -> None:
    numbers = random.Random(1).sample(range(100_000), 20)
    assert [mutation(SEED, number) for number in numbers] == [mutation(SEED, number) for number in numbers]
    assert len({str(mutation(SEED, number)) for number in numbers}) == len(numbers)


@pytest.fixture
def folder() -> Iterator[Path]:
    with mutations.real_folder() as made:
        yield made


def test_what_fails_is_told_as_failed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run can see a fault, here one that is put into the loader, and leaves the folder as it was."""

    def broken(_: Path) -> None:
        raise KeyError("a fault")

    untouched = Mutation(1, {}, ())
    assert mutations.judge(untouched, SEED, folder).end == "shown"
    spoilt = Mutation(1, {"flights.yaml": real_files()["flights.yaml"] + "\t"}, ())
    assert mutations.judge(spoilt, SEED, folder).end == "refused"
    assert (folder / "flights.yaml").read_text() == real_files()["flights.yaml"]
    monkeypatch.setattr(mutations, "load", broken)
    outcome = mutations.judge(untouched, SEED, folder)
    assert outcome.end == "failed"
    assert "KeyError: 'a fault'" in outcome.told
