"""The download control without a browser: what it offers, and that a failure is told."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders import load
from loaders.analysis.view import View
from loaders.analysis.years import bounds
from loaders.tables import tables
from loaders.tables.frames import make_frames
from pages.parts import brief, shelf
from pages.parts.shelf import Shown
from tests.conftest import ROOT, SMALL


@pytest.mark.parametrize("page", ["overview", "timeline", "totals", "statements", "sources"])
def test_a_closed_control_is_one_button_and_makes_nothing(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("made before it was asked for")

    monkeypatch.setattr("pages.parts.downloads.data", never)
    monkeypatch.setattr("pages.parts.parcel.of_table", never)
    monkeypatch.setattr("pages.parts.brief.brief", never)
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60)
    app.switch_page(f"{page}.py").run()
    assert not app.exception
    assert [button.label for button in app.get("download_button")] == ["Brief to print"]


@pytest.fixture
def view() -> View:
    dataset = load(SMALL)
    frames = make_frames(dataset)
    record = Record(dataset, frames, bounds(frames))
    return View(record, record.bounds, record, tuple(file.source.id for file in dataset.source_files))


def test_a_brief_has_the_evidence_for_each_number_and_no_markup_of_the_record(view: View) -> None:
    title = "</script><b>x</b>"
    made = brief.brief(view, title, [Shown("flights", tables.table(view, "flights"), title)], "https://example.org/?a=1&b=2").decode()
    assert title not in made
    for report_id in tables.table(view, "flights")["id"]:
        assert f"Record {report_id}." in made
    assert "ten people arrived in March 2010" in made
    assert 'href="https://example.org/?a=1&amp;b=2"' in made
    assert "<script" not in made  # no chart, no script


def test_a_brief_of_nothing_says_so_and_one_that_fails_too(view: View) -> None:
    nothing = Shown("flights", tables.table(view, "flights").iloc[:0], "Flights")
    assert "Nothing of this kind is on record" in brief.brief(view, "Timeline", [nothing], "/").decode()

    def broken() -> None:
        raise KeyError("inner secret")

    fails = Shown("flights", tables.table(view, "flights"), "Flights", figure=broken)  # type: ignore[arg-type]
    told = brief.brief_or_reason(view, "Timeline", [fails], "/").decode()
    assert "could not be made" in told
    assert "secret" not in told


def test_the_shelf_holds_what_one_page_has_shown(view: View) -> None:
    shelf.clear()
    shelf.put(Shown("flights", tables.table(view, "flights"), "Flights"))
    assert [shown.name for shown in shelf.everything()] == ["flights"]
    shelf.clear()
    assert shelf.everything() == []
