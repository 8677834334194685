"""The first paint: what an address asks for, as HTML in the page's shell, with the words of the panels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Reader
from starlette.datastructures import QueryParams

from loaders import load
from loaders.analysis.view import View
from loaders.wording import filters as filter_words
from pages import contents
from pages.app import asking
from pages.panels import component
from pages.panels import page as writer
from pages.panels.html import Html
from pages.panels.panel import Page
from pages.web import entrance, first
from tests.said import text_of
from tests.test_browser import _click_mark, browser  # noqa: F401  # fixture

COUNTED = """
let loaded;
window.timesDrawn = 0;
Object.defineProperty(window, "Plotly", { configurable: true, get: () => loaded, set: (plotly) => {
    const { react } = loaded = plotly;
    plotly.react = (...given) => { timesDrawn += 1; return react(...given); };
} });
"""
FIGURE = '<script type="application/json">'


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


def test_in_a_frame_there_is_none(everything: View) -> None:
    assert first.paint(everything.whole, "timeline", QueryParams("only=flights&embed=true")) == ""


@pytest.mark.parametrize("query", ["years=no", "sources=nothing", "number=x", "question=x", "as_of=2019-02-30", "yaers=2018"])
def test_nonsense_is_told_as_on_the_page_and_the_rest_is_shown(query: str, everything: View) -> None:
    painted = first.paint(everything.whole, "timeline", QueryParams(query))
    told = filter_words.not_known(asking.leniently(everything.whole, QueryParams(query))[1])
    assert told in text_of(painted)
    assert "Four groups, 141 people, 2018 to 2020" in painted


def test_every_link_in_it_leads_within_the_site_or_to_a_source(everything: View) -> None:
    for page in contents.PAGES:
        html = first.paint(everything.whole, page.path, QueryParams("sources=all"))
        for link in re.findall(r'href="([^"]*)"', html):
            assert link.startswith(("?", "/", "#", "http")), link
        assert set(re.findall(r"<script[^>]*>", html)) <= {FIGURE}


def test_text_of_the_record_is_text_in_it(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("title: Treaty signed", "title: '<script>alert(1)</script>'", 1))
    html = first.paint(load(folder), "timeline", QueryParams(""))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert set(re.findall(r"<script[^>]*>", html)) == {FIGURE}
    assert "alert(1)</script>" not in html


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
def test_it_carries_the_figures_that_the_panels_draw(page: Page, everything: View) -> None:
    html = first.paint(everything.whole, page.path, QueryParams("sources=all"))
    view = asking.read(everything.whole, QueryParams("sources=all"))
    panels = page.standing(view)
    assert set(re.findall(r' data-panel="(\w+)"', html)) >= {panel.name for panel in panels[1:]}
    carried = [json.loads(figure) for figure in re.findall(f"{FIGURE}(.*?)</script>", html, re.S)]
    assert carried == [component.drawn(panel, view).chart for panel in panels if panel.figure(view)]


def test_streamlit_is_held_back_whole_and_only_beside_a_first_paint() -> None:
    shell = (entrance.SHELL / "index.html").read_text("utf-8")
    held = re.search(r'<template id="held">(.*)</template>', first.into(shell, Html("<p>Painted</p>")), re.S)
    assert held
    assert len(re.findall(r'<script type="module"', held[1])) == 1
    assert held[1].count("modulepreload") == shell.count("modulepreload") + 1 > 10  # and the script of the panels
    assert not re.search("module", first.into(shell, Html("<p>Painted</p>")).replace(held[0], ""))
    assert first.into(shell, Html()) == shell


@pytest.fixture
def reader(browser: Browser, server: str) -> Iterator[Reader]:  # noqa: F811
    """A page on which nothing has been fetched before."""
    context = browser.new_context(base_url=server, viewport={"width": 1200, "height": 600})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def shown(browser: Browser, server: str) -> Iterator[Reader]:  # noqa: F811
    """A page on a phone, without scripts."""
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
def test_without_scripts_every_page_can_be_read(shown: Reader, page: Page) -> None:
    shown.goto(f"/{page.path}?sources=all")
    expect(shown.locator("h1")).to_be_visible()
    expect(shown.locator("#first section").last).to_be_visible()
    for fold in shown.locator("#first summary.fold").all():
        fold.click()
    for panel in shown.locator("#first section:has(.chart)").all():
        expect(panel.locator(".chart")).to_be_hidden()
        expect(panel.locator("table").first).to_be_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    shown.locator("#first a[data-record]").locator("visible=true").first.click()
    expect(shown.locator("#first .asked")).to_be_visible()


@pytest.mark.browser
def test_without_scripts_the_record_can_be_searched(shown: Reader) -> None:
    """What else is asked for is kept, as a script keeps it."""
    shown.goto("/timeline?years=2018&years=2020&number=highest&lang=km")
    field = shown.get_by_role("searchbox")
    field.fill("visa")
    field.press("Enter")
    expect(shown).to_have_url(re.compile(r"/timeline\?q=visa&years=2018&years=2020&lang=km&number=highest$"))
    expect(shown.locator(".found").get_by_role("listitem").first).to_be_visible()
    expect(field).to_have_value("visa")


@pytest.mark.browser
def test_a_chart_drawn_before_streamlit_starts_stays_where_it_is(reader: Reader) -> None:
    """The panel takes the chart over: the same node, not drawn again, at the place that its reader had scrolled to; and the
    search what its reader is writing.
    """
    reader.add_init_script(COUNTED)
    waiting = list[Route]()

    def hold(route: Route) -> None:
        waiting.append(route)

    reader.route(re.compile(r"/static/js/index\.\w+\.js$"), hold)
    reader.goto("/timeline?years=2018&years=2020", wait_until="commit")
    drawn = reader.locator("#first .js-plotly-plot .main-svg").first
    expect(drawn).to_be_visible()
    svg = drawn.element_handle()
    reader.get_by_role("searchbox").press_sequentially("tre")
    expect(reader.locator("head script[type=module]")).to_be_attached()
    reader.evaluate("scrollTo(0, 60)")
    for route in waiting:
        route.continue_()
    expect(reader.locator("#first")).to_have_count(0)
    assert svg.evaluate("svg => svg.isConnected && Boolean(svg.closest('#root .panel .drawing'))")
    assert 45 < reader.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") < 75  # what the reader looks at stays
    assert reader.evaluate("timesDrawn") == 1
    search = reader.get_by_role("searchbox")
    expect(search).to_be_focused()
    expect(search).to_have_value("tre")
    svg.evaluate("svg => svg.closest('.drawing').scrollIntoView({block: 'center'})")
    _click_mark(reader, "flights", "^36$", right=-8, below=18)
    expect(reader.get_by_role("dialog").get_by_text("36 Cambodian refugees were deported on a single flight")).to_be_visible()


@pytest.mark.browser
def test_a_panel_that_folds_draws_its_chart_once_it_is_opened_and_as_wide_as_the_screen_then_is(reader: Reader) -> None:
    """Closed, it asks for no plotly.js and holds no stop of the keyboard; opened in the first paint, it stays open."""
    fold, drawing = reader.locator('.panel[data-panel="statements"] > details'), ".panel[data-panel=statements] .drawing"
    reader.goto("/statements?question=Humanity")
    expect(reader.locator("#first")).to_have_count(0)
    fold.scroll_into_view_if_needed()
    assert fold.evaluate("fold => [...fold.querySelectorAll('a, button, [tabindex]')].every(stop => !stop.checkVisibility())")
    assert not reader.evaluate("'Plotly' in window")
    waiting = list[Route]()

    def hold(route: Route) -> None:
        waiting.append(route)

    reader.route(re.compile(r"/static/js/index\.\w+\.js$"), hold)
    reader.reload(wait_until="commit")
    reader.locator("#first [data-panel=statements] .fold").click()
    expect(reader.locator("head script[type=module]")).to_be_attached()
    expect(reader.locator(f"#first {drawing} .main-svg").first).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(reader.locator("#first")).to_have_count(0)
    wide = f"() => document.querySelector('{drawing} .main-svg').clientWidth === document.querySelector('{drawing}').clientWidth"
    for width in (1200, 700, 390):
        expect(fold.locator(".main-svg").first).to_be_visible()
        reader.wait_for_function(wide)
        fold.locator(".fold").click()
        expect(fold.locator(".drawing")).to_be_hidden()
        reader.set_viewport_size({"width": width, "height": 600})
        fold.locator(".fold").click()
    reader.wait_for_function(wide)


@pytest.mark.browser
@pytest.mark.parametrize("answer", ["none", "an error"])
def test_a_plotly_that_does_not_come_keeps_nothing_from_starting(reader: Reader, answer: str) -> None:
    reader.route("**/assets/plotly-*", lambda route: None if answer == "none" else route.abort())
    reader.goto("/timeline", wait_until="commit")
    expect(reader.locator("#first")).to_have_count(0)
    expect(reader.locator("#root .panel table").first).to_be_visible()
    if answer == "an error":
        expect(reader.locator("#root .panel:has(.chart:not([hidden])) .said").first).to_have_text(component.FAILED)


@pytest.mark.browser
def test_a_view_without_a_chart_in_sight_starts_streamlit_without_plotly(reader: Reader) -> None:
    asked = list[str]()
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto("/statements?years=2018")
    expect(reader.locator("#first")).to_have_count(0)
    started = next(place for place, url in enumerate(asked) if "/static/js/index" in url)
    assert not any("plotly" in url for url in asked[:started])
