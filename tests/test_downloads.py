"""The download control without a browser: what it offers, and that a failure is told."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders.analysis.filters import Filters, Years
from loaders.analysis.view import View
from loaders.tables.tables import table
from pages.parts import brief, shelf
from pages.parts.shelf import Shown
from tests.conftest import ROOT


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


def test_a_brief_has_the_evidence_for_each_number_and_no_markup_of_the_record(small: View) -> None:
    title, reports = "</script><b>x</b>", table(small, "flight_reports")
    made = brief.brief(small, title, [Shown("flight_reports", reports, title)], "https://example.org/?a=1&b=2").decode()
    assert title not in made
    for report_id in reports["id"]:
        assert f"Record {report_id}." in made
    assert "ten people arrived in March 2010" in made
    assert 'href="https://example.org/?a=1&amp;b=2"' in made
    assert "<script" not in made  # no chart, no script


def test_a_brief_of_nothing_says_so_and_one_that_fails_too(small: View) -> None:
    empty = View(small.whole, Filters(Years(1700, 1700)))
    nothing = Shown("flights", table(empty, "flights"), "Flights")
    assert "Nothing of this kind is on record" in brief.brief(empty, "Timeline", [nothing], "/").decode()

    def broken() -> None:
        raise KeyError("inner secret")

    fails = Shown("flights", table(small, "flights"), "Flights", figure=broken)  # type: ignore[arg-type]
    told = brief.brief_or_reason(small, "Timeline", [fails], "/").decode()
    assert "could not be made" in told
    assert "secret" not in told


def test_the_shelf_holds_what_one_page_has_shown(small: View) -> None:
    shelf.clear()
    shelf.put(Shown("flights", table(small, "flights"), "Flights"))
    assert [shown.name for shown in shelf.everything()] == ["flights"]
    shelf.clear()
    assert shelf.everything() == []
