"""The download control without a browser: what it offers, and that a failure is told."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders import load
from loaders.frames import make_frames
from loaders.held import Record
from loaders.years import bounds
from pages.parts import brief, shelf
from pages.parts.shelf import Shown
from pages.parts.view import View
from tests.conftest import ROOT, SMALL


def _fails() -> None:
    from pages.parts import downloads  # noqa: PLC0415  # AppTest runs this function's text as a script of its own

    def refuse() -> bytes:
        raise ValueError("A text is too long for this form. Take CSV.")

    def break_() -> bytes:
        raise KeyError("inner secret")

    downloads.offer("One", refuse, "one.csv", "text/csv", "one")
    downloads.offer("Two", break_, "two.csv", "text/csv", "two")
    downloads.offer("Three", lambda: b"x", "three.csv", "text/csv", "three")


def test_a_failure_is_told_and_the_rest_goes_on() -> None:
    app = AppTest.from_function(_fails).run()
    assert not app.exception
    told = [error.value.replace("\\", "") for error in app.error]
    assert told[0] == "This file could not be made. A text is too long for this form. Take CSV."
    assert "could not be made" in told[1]
    assert "secret" not in told[1]
    assert len(app.get("download_button")) == 1


@pytest.mark.parametrize("page", ["overview", "timeline", "totals", "statements", "sources"])
def test_a_closed_control_is_one_button_and_makes_nothing(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("made before it was asked for")

    monkeypatch.setattr("pages.parts.downloads.data", never)
    monkeypatch.setattr("pages.parts.brief.brief", never)
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60)
    app.switch_page(f"{page}.py").run()
    assert not app.exception
    cited = ["Plain text", "BibTeX", "RIS"] if page == "sources" else []  # of the whole record, a line each
    assert [button.label for button in app.get("download_button")] == [*cited, "Brief to print"]


@pytest.fixture
def view() -> View:
    dataset = load(SMALL)
    frames = make_frames(dataset)
    record = Record(dataset, frames, bounds(frames))
    return View(record, record.bounds, record, tuple(file.source.id for file in dataset.source_files))


def test_a_brief_has_the_evidence_for_each_number_and_no_markup_of_the_record(view: View) -> None:
    title = "</script><b>x</b>"
    made = brief.brief(view, title, [Shown("flights", view.table("flights"), title)], "https://example.org/?a=1&b=2").decode()
    assert title not in made
    for report_id in view.table("flights")["id"]:
        assert f"Record {report_id}." in made
    assert "ten people arrived in March 2010" in made
    assert 'href="https://example.org/?a=1&amp;b=2"' in made
    assert "<script" not in made  # no chart, no script


def test_a_brief_of_nothing_says_so_and_one_that_fails_too(view: View) -> None:
    nothing = Shown("flights", view.table("flights").iloc[:0], "Flights")
    assert "Nothing of this kind is on record" in brief.brief(view, "Timeline", [nothing], "/").decode()

    def broken() -> None:
        raise KeyError("inner secret")

    fails = Shown("flights", view.table("flights"), "Flights", figure=broken)  # type: ignore[arg-type]
    told = brief.brief_or_reason(view, "Timeline", [fails], "/").decode()
    assert "could not be made" in told
    assert "secret" not in told


def test_the_shelf_holds_what_one_page_has_shown(view: View) -> None:
    shelf.clear()
    shelf.put(Shown("flights", view.table("flights"), "Flights"))
    assert [shown.name for shown in shelf.everything()] == ["flights"]
    shelf.clear()
    assert shelf.everything() == []
