"""The first paint: what an address asks for, as HTML in the page's shell, with the words of the panels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from starlette.datastructures import QueryParams

from loaders import load
from loaders.analysis.view import View
from pages import contents
from pages.app import asking
from pages.panels import page as writer
from pages.panels.panel import Page
from pages.web import first
from tests.said import text_of
from tests.test_browser import browser  # noqa: F401  # fixture


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize(
    "query", ["", "sources=all&years=2018&years=2020", "sources=all&as_of=2018-12-31", "years=2003&years=2004"]
)
def test_it_says_what_the_panels_say(page: Page, query: str, everything: View) -> None:
    record, asked = everything.whole, QueryParams(query)
    told = text_of(first.paint(record, page.path, asked))
    view = asking.read(record, asked)
    for panel in page.standing(view):
        assert panel.headline(view) in told
        assert text_of(writer.body(panel, view)) in told, panel.name


def test_a_question_a_side_and_a_record_are_followed(everything: View) -> None:
    told = first.paint(everything.whole, "statements", QueryParams("question=Interviews&record=kvao-total-2020"))
    assert "the latest deportations brought the total number of deportees from the US to 768" in told
    assert "Were verification interviews held, including online?" in told
    assert "Are the visa sanctions justified?" not in told


@pytest.mark.parametrize("query", ["only=flights&embed=true", "years=no", "sources=nothing", "number=x", "question=x"])
def test_in_a_frame_and_for_nonsense_there_is_none(query: str, everything: View) -> None:
    """What is wrong with an address the page tells, which knows how."""
    assert first.paint(everything.whole, "timeline", QueryParams(query)) == ""


def test_every_link_in_it_leads_within_the_site_or_to_a_source(everything: View) -> None:
    for page in contents.PAGES:
        html = first.paint(everything.whole, page.path, QueryParams("sources=all"))
        for link in re.findall(r'href="([^"]*)"', html):
            assert link.startswith(("?", "/", "#", "http")), link
        assert "<script" not in html


def test_text_of_the_record_is_text_in_it(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("title: Treaty signed", "title: '<script>alert(1)</script>'", 1))
    html = first.paint(load(folder), "timeline", QueryParams(""))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html


@pytest.mark.browser
@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
def test_without_scripts_every_page_can_be_read(browser: Browser, server: str, page: Page) -> None:  # noqa: F811
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 390, "height": 844})
    shown = context.new_page()
    shown.goto(f"/{page.path}?sources=all")
    expect(shown.locator("h1")).to_be_visible()
    expect(shown.locator("#first section").last).to_be_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    shown.locator("#first a[data-record]").locator("visible=true").first.click()
    expect(shown.locator("#first .asked")).to_be_visible()
    context.close()
