"""What only a real browser can show: the address, the keyboard, a download, a phone, accessibility, and no other host."""

from __future__ import annotations

import os
import re
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect, sync_playwright

from loaders.search.results import LONGEST_QUERY
from tests.conftest import ROOT, serve

pytestmark = pytest.mark.browser

PAGES = {"": "How many people", "timeline": "Timeline", "totals": "Totals", "statements": "Statements", "sources": "Sources"}
CHROMIUM = shutil.which("chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
expect.set_options(timeout=20_000)  # milliseconds: a busy machine is slow, and no fault of the page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "no Chromium: install it, on Debian with 'apt-get install chromium'"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


READABLE = """() => {
    const brush = document.createElement("canvas").getContext("2d");
    const wide = (letter) => { brush.font = "40px sans-serif"; return brush.measureText(letter).width; };
    return ["ក", "ឃ", "ណ"].some((letter) => wide(letter) !== wide("\\u{10d50}"));
}"""
"""Whether a browser has a font for Khmer: a letter that no font has is as wide as another."""


@pytest.fixture(scope="module")
def khmer(browser: Browser) -> None:
    """What needs the letters of Khmer: without a font for them words are boxes, which are wider."""
    with closing(browser.new_page()) as page:
        if not page.evaluate(READABLE):
            reason = "no font for Khmer: install one, on Debian with 'apt-get install fonts-noto-core'"
            pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


STOPPED = """addEventListener('securitypolicyviolation', event => {
    if (event.blockedURI !== "wasm-eval") console.error("stopped", event.violatedDirective, event.blockedURI, event.sourceFile);
})"""
"""Streamlit's code for messages tries WebAssembly, and goes on without it: it says nothing, and nobody needs it."""


LATE = "Please make sure it has an appropriate `as` value and it is preloaded intentionally."
"""Where a machine is busy, the font of icons is there seconds before what shows them: no fault of the page."""


Tab: TypeAlias = "tuple[Page, list[str]]"
"""A page, and all that was said while it was open."""
WIDE = ViewportSize(width=1200, height=900)


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Tab]:
    """A page that hears what is asked of other hosts, what is written to the console, and what the policy had to stop."""
    context = browser.new_context(base_url=address, viewport=WIDE)
    context.add_init_script(STOPPED)
    said: list[str] = []
    own = (f"{address.split('/here', maxsplit=1)[0]}", "data:", "blob:", "file:")

    def hear(message: ConsoleMessage) -> None:
        if not message.text.endswith(LATE):
            said.append(f"{message.type}: {message.text} {message.location}")

    context.on("console", hear)
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda request: None if request.url.startswith(own) else said.append(f"asked for {request.url}"))
    yield context.new_page(), said
    context.close()


@contextmanager
def watched(tab: Tab) -> Iterator[Page]:
    """The page, as wide and as light as each test finds it, which fails if anything at all is said."""
    page, said = tab
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="null")
    page.context.clear_permissions()
    said.clear()
    yield page
    page.evaluate("0")  # what was said before this has been heard
    assert not said


@pytest.fixture(scope="module")
def tab(browser: Browser, server: str) -> Iterator[Tab]:
    """One for all tests of a file, at the project's own record: to open another costs more than most of them do in it."""
    with opened(browser, server) as tab:
        yield tab


@pytest.fixture
def page(tab: Tab) -> Iterator[Page]:
    """What a test uses of it; it goes to its address first, and all that another has left on the page is gone."""
    with watched(tab) as page:
        yield page


FILLED = """() => {
    const panels = [...document.querySelectorAll('[class*="st-key-component_"]')];
    return panels.every(panel => panel.querySelector('.panel[data-panel]'));
}"""
"""Whether every panel of a page holds what it was given."""


def _go(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_selector(DONE)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".st-key-component_share")).to_be_attached()  # the foot: the page is whole
    expect(page.locator(".stApp .masthead")).to_have_css("border-bottom-style", "double")  # the style has arrived
    expect(page.locator("#first")).to_have_count(0)  # the first paint has gone
    page.wait_for_function(FILLED)
    if "record=" in path:  # the evidence is there, with the ways to take it along, which stand last
        expect(page.get_by_role("dialog").get_by_role("button", name="Copy link")).to_be_visible()


def _files(page: Page, panel: str) -> Locator:
    """What the one word under a panel opens: files, and how to cite them."""
    fold, foot = page.locator(f".st-key-component_{panel} summary.fold"), page.locator(f".st-key-component_{panel} .data")
    if fold.count():
        fold.click()
    foot.get_by_text("Data and citation").click()
    return foot


def _charts(page: Page) -> None:
    """Wait until every chart of the page is drawn, in panels that fold too; they load as they come into view."""
    page.locator(".panel > details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for number in range(page.locator(".panel .chart:not([hidden])").count()):
        chart = page.locator(".panel .chart:not([hidden])").nth(number)
        chart.evaluate("element => element.scrollIntoView({block: 'center'})")
        expect(chart.locator(".main-svg").first).to_be_visible()


def test_the_years_move_by_keyboard_stand_in_the_address_and_stay_on_every_page(page: Page) -> None:
    _go(page, "/totals")
    last = page.get_by_role("slider", name="Years").last
    for _ in range(3):
        last.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"years=2002&years=2019"))
    expect(page.locator("h1")).to_have_text("116 of the 768 are in three groups listed here")
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.locator("h1")).to_have_text("Three groups, 116 people, 2018 to 2019")
    expect(page).to_have_url(re.compile(r"/timeline\?.*years=2002&years=2019"))
    page.go_back()
    expect(page.locator("h1")).to_have_text("116 of the 768 are in three groups listed here")


@pytest.mark.parametrize("years", ["?years=2018", "?years=2020&years=2018", "?years=no&years=%3Cscript%3E"])
def test_years_that_need_mending_leave_the_slider_working(page: Page, years: str) -> None:
    _go(page, f"/totals{years}")
    last = page.get_by_role("slider", name="Years").last
    expect(last).to_have_value("2018" if years == "?years=2018" else "2022")
    last.press("ArrowRight" if years == "?years=2018" else "ArrowLeft")
    expect(page).to_have_url(re.compile(r"years=2018&years=2019" if years == "?years=2018" else r"years=2002&years=2021"))


@pytest.mark.parametrize(
    ("path", "panel", "table"),
    [
        ("timeline", "flights", "flights"),
        ("totals", "totals", "totals"),
        ("statements", "questions", "statements"),
        ("totals", "figures", "figures"),
    ],
)
def test_the_download_is_the_data_route(page: Page, server: str, path: str, panel: str, table: str, tmp_path: Path) -> None:
    _go(page, f"/{path}?years=2018&years=2020")
    with page.expect_download() as download:
        _files(page, panel).get_by_role("link", name="CSV: ").first.click()
    assert re.fullmatch(rf"{table}-2018-2020-[0-9a-f]{{8}}\.csv", download.value.suggested_filename)
    download.value.save_as(tmp_path / "saved.csv")
    with urllib.request.urlopen(f"{server}/data/{table}.csv?years=2018&years=2020") as answer:
        assert (tmp_path / "saved.csv").read_bytes() == answer.read()


def _click_mark(page: Page, chart: str, label: str, right: int, below: int) -> None:
    """Click beside a label of a chart, where its mark is: so far from its right edge, so far from its middle."""
    mark = page.locator(f".st-key-component_{chart} .textpoint").filter(has_text=re.compile(label)).first
    expect(mark).to_be_visible()
    mark.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] + right, box["y"] + box["height"] / 2 + below)


def test_a_click_on_a_group_opens_its_sentence_again_and_again(page: Page) -> None:
    _go(page, "/timeline?years=2018&years=2020")
    _charts(page)
    drawn = page.locator(".st-key-component_flights .drawing").element_handle()
    for _ in range(2):
        _click_mark(page, "flights", "^36$", right=-8, below=18)
        panel = page.get_by_role("dialog")
        expect(panel.get_by_text("36 Cambodian refugees were deported on a single flight")).to_be_visible()
        expect(page).to_have_url(re.compile(r"record=2018-12"))
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(page).to_have_url(re.compile(r"/timeline\?years=2018&years=2020$"))
        assert drawn.evaluate("element => element.isConnected")  # the chart's node stays


@pytest.mark.parametrize(
    ("path", "chart", "label", "right", "below", "words"),
    [
        ("totals", "totals", "^768$", 6, 0, "the latest deportations brought the total number"),
        ("totals", "totals", r"^\+37$", 4, 14, "43 + 36 + 37 = 116"),
        ("timeline", "flights", "^43$", -8, 60, "deported 43 Cambodian-Americans"),
        ("timeline", "flights", "^2$", -4, 12, "accepted only two removals"),
    ],
)
def test_every_kind_of_mark_opens_its_evidence(
    page: Page, path: str, chart: str, label: str, right: int, below: int, words: str
) -> None:
    _go(page, f"/{path}")
    _charts(page)
    _click_mark(page, chart, label, right, below)
    expect(page.get_by_role("dialog").get_by_text(words).first).to_be_visible()


def test_a_bar_of_a_year_opens_its_number(page: Page) -> None:
    _go(page, "/totals?sources=all")
    _charts(page)
    bar = page.locator(".st-key-component_fiscal_years .point path").last
    bar.evaluate("element => element.scrollIntoView({block: 'center'})")
    expect(bar).to_be_in_viewport()
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("dialog", name=re.compile("^110 ")).first).to_be_visible()


def test_evidence_by_keyboard_from_record_to_record_and_back(page: Page) -> None:
    _go(page, "/")
    number = page.get_by_role("link", name=re.compile("^768: People deported.*evidence$"))
    number.press("Enter")
    panel = page.get_by_role("dialog", name="768 people deported from the US to Cambodia, running total")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel.get_by_text("the latest deportations brought the total number of deportees from the US to 768")).to_be_visible()
    panel.get_by_role("link", name=re.compile("Hun Sen: Deportees whom Cambodia has accepted")).first.press("Enter")
    next_one = page.get_by_role("dialog", name="“hundreds”: Deportees whom Cambodia has accepted")
    expect(next_one.get_by_role("heading", level=2)).to_be_focused()
    expect(next_one.get_by_text("Cambodia has been actively implementing the agreement").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"record=deportees-accepted-hun-sen"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"record="))
    expect(number).to_be_focused()


def _at_rest(found: Locator) -> None:
    """Wait until it, and all around it, has come to its place."""
    expect(found).to_be_visible()
    found.evaluate(
        """() => Promise.allSettled(document.getAnimations()
            .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))"""
    )


def test_the_evidence_for_the_answer_is_whole_on_one_screen(page: Page) -> None:
    """Beside the number that was clicked, with the fold closed; on a phone a sheet of its own, which Back closes."""
    page.set_viewport_size({"width": 1280, "height": 824})
    _go(page, "/?record=kvao-total-2020")
    panel = page.get_by_role("dialog")
    _at_rest(panel)
    box, last = panel.bounding_box(), panel.get_by_role("link", name="RIS", exact=True).bounding_box()
    assert box
    assert last
    assert box["width"] == 520
    assert last["y"] + last["height"] <= 824
    page.set_viewport_size({"width": 390, "height": 844})
    _go(page, "/")
    page.get_by_role("heading", level=1).get_by_role("link").first.click()
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    _at_rest(panel)
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    page.go_back()
    expect(panel).to_have_count(0)


def test_link_and_citation_are_copied_or_shown_to_be_copied(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _go(page, "/timeline?record=flight-2018-04-post")
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name="Copy link").click()
    expect(panel.get_by_role("status")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/timeline?record=flight-2018-04-post"
    panel.get_by_role("button", name="Copy citation").click()
    expect(panel.get_by_role("status")).to_have_text("Citation copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("The Phnom Penh Post, “Lift 'unjust' travel ban")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as where a page is not secure
    panel.get_by_role("button", name="Copy link").click()
    shown = panel.get_by_role("textbox", name="To copy")
    expect(shown).to_have_value(f"{server}/timeline?record=flight-2018-04-post")
    expect(shown).to_be_focused()
    assert shown.evaluate("one => one.selectionEnd - one.selectionStart === one.value.length")


def test_the_link_of_a_record_opens_it_and_its_download_is_its_row(page: Page, tmp_path: Path) -> None:
    _go(page, "/statements?record=roedemeier-one-interview")
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "saved.csv")
    saved = (tmp_path / "saved.csv").read_text("utf-8-sig").splitlines()
    assert len(saved) == 2
    assert saved[1].startswith("roedemeier-one-interview,interviews,")


def test_the_lens_is_chosen_by_keyboard_stands_in_the_address_and_stays_on_every_page(
    page: Page, server: str, tmp_path: Path
) -> None:
    _go(page, "/timeline")
    expect(page.locator("h1")).to_have_text("Four groups, 141 people, 2018 to 2020")
    line = page.locator(".st-key-view_line summary")
    expect(line).to_contain_text("Showing one newspaper article (The Phnom Penh Post, May 2022), 2002 to 2022.")
    line.press("Enter")
    page.get_by_role("radio", name=re.compile("^one newspaper article")).press("ArrowDown")
    expect(page).to_have_url(re.compile(r"/timeline\?sources=all$"))
    expect(page.locator("h1")).to_contain_text("12 groups, 208 to about 227 people, or more, 2016 to 2020")
    page.get_by_role("link", name="Totals", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile("^From 538 to 768 is a rise of 230"))
    expect(page).to_have_url(re.compile(r"/totals\?.*sources=all"))
    expect(page.get_by_role("heading", name="Six steps between running totals")).to_be_visible()
    with page.expect_download() as download:
        _files(page, "readings").get_by_role("link", name="CSV: ").first.click()
    assert download.value.suggested_filename.startswith("readings-2002-2024-all-49-sources-")
    download.value.save_as(tmp_path / "saved.csv")
    with urllib.request.urlopen(f"{server}/data/readings.csv?sources=all") as answer:
        assert (tmp_path / "saved.csv").read_bytes() == answer.read()


def test_search_and_the_day_stand_in_the_address_and_stay_on_every_page(page: Page) -> None:
    _go(page, "/totals?as_of=2019-06-30")
    expect(page.locator(".st-key-as_known_then")).to_contain_text("What had been said by 30 June 2019")
    page.get_by_role("searchbox", name="Search the record").fill("delegation")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"as_of=2019-06-30&q=delegation"))
    page.get_by_role("link", name="Statements", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile("questions, two governments"))
    expect(page).to_have_url(re.compile(r"/statements\?as_of=2019-06-30$"))  # the day is kept; what was looked for is not
    page.go_back()
    page.get_by_role("region", name="Search results").get_by_role("listitem").get_by_role("link").first.click()
    expect(page.get_by_role("dialog").get_by_text("Cambodian delegation of July 2017").first).to_be_visible()


def test_the_menu_is_links_and_turns_the_page_within_the_session(page: Page) -> None:
    """With the filters; another tab with a key held, Back, and without a connection as links do."""
    _go(page, "/totals?years=2018&years=2020")
    page.evaluate("window.same = true")
    menu = page.get_by_role("navigation", name="Menu")
    current, timeline = menu.locator("[aria-current=page]"), menu.get_by_role("link", name="Timeline")
    expect(current).to_have_text("Totals")
    with page.context.expect_page() as tab:
        menu.get_by_role("link", name="Sources").click(modifiers=["ControlOrMeta"])
    expect(tab.value).to_have_url(re.compile(r"/sources\?years=2018&years=2020$"))
    tab.value.close()
    timeline.press("Enter")
    expect(page.locator("h1")).to_have_text("Four groups, 141 people, 2018 to 2020")
    expect(page).to_have_url(re.compile(r"/timeline\?years=2018&years=2020$"))
    expect(current).to_have_text("Timeline")
    expect(timeline).to_be_focused()
    page.go_back()
    expect(current).to_have_text("Totals")
    assert page.evaluate("window.same")
    page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testConnectionState = 'DISCONNECTED_FOREVER'")
    timeline.click()
    expect(page.locator(".stApp h1")).to_have_text("Four groups, 141 people, 2018 to 2020")
    assert not page.evaluate("window.same")


def test_what_a_search_finds_moves_nothing_and_can_be_closed(page: Page) -> None:
    """On a desk and on a phone: the list lies over the page, from one edge of the text to the other where that is narrow."""
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        _go(page, "/timeline")
        before = page.get_by_role("heading", level=1).bounding_box()
        field = page.get_by_role("searchbox", name="Search the record")
        expect(field).to_have_attribute("maxlength", str(LONGEST_QUERY))
        field.fill("1800 citizenship")
        field.press("Enter")
        found = page.get_by_role("region", name="Search results")
        expect(found.get_by_role("status")).to_have_text("1 result for “1800 citizenship”.")
        expect(found.locator("mark")).to_have_text(["citizenship", "1,800"])
        assert page.get_by_role("heading", level=1).bounding_box() == before
        box = found.bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
        assert page.locator("[data-testid=stMain]").evaluate("element => element.scrollWidth") <= width
        field.press("Tab")  # from the field into the list
        expect(found.get_by_role("link").first).to_be_focused()
        found.get_by_role("link", name="Close the results").click()
        expect(found).to_have_count(0)
        expect(field).to_have_value("")
        expect(page).to_have_url(re.compile(r"/timeline$"))


RINGED = """() => {
  const ring = ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  for (let one = document.activeElement, up = 0; up < 6 && one; up++, one = one.parentElement) {
    const style = getComputedStyle(one);
    if (ring(style) || style.boxShadow !== 'none') return true;
  }
  return false;
}"""
"""Whether a reader sees where the keyboard is: an outline or a shadow on what has the focus, or just around it."""


def test_the_answer_comes_before_the_controls(page: Page) -> None:
    """The number of the answer is the tenth Tab stop at the latest, and stands in the first 130 pixels; on a phone in 170."""
    _go(page, "/")
    stops = 0
    while page.evaluate("document.activeElement.closest('.panel h1') === null"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 10
        assert page.evaluate(RINGED), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert page.evaluate("document.activeElement.innerText") == "768"
    for width, height, most in ((1280, 900, 130), (390, 844, 170)):
        page.set_viewport_size({"width": width, "height": height})
        box = page.get_by_role("heading", level=1).get_by_role("link", name=re.compile("^768")).bounding_box()
        assert box
        assert box["y"] < most
    page.get_by_role("link", name="Skip to main content").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_what_all_sources_add_is_one_click_away_and_one_back(page: Page) -> None:
    """Within the page that stands, and with its years."""
    _go(page, "/?years=2018&years=2020")
    expect(page.locator(".st-key-component_flights h2")).to_have_text("141 of the 768 are in four groups listed here")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="See all 49 sources").click()
    expect(page).to_have_url(re.compile(r"/\?years=2018&years=2020&sources=all$"))
    expect(page.locator(".st-key-component_offer")).to_contain_text("Only one newspaper article")
    page.go_back()
    expect(page.locator(".st-key-component_flights h2")).to_have_text("141 of the 768 are in four groups listed here")
    assert page.evaluate("window.same")


def test_edits_while_a_page_is_open(browser: Browser, tmp_path: Path) -> None:
    """Nobody reloads: a broken save puts a notice over the last good record, and mending takes it away."""
    record = Path(shutil.copytree(ROOT / "data", tmp_path / "record"))
    article, flights = record / "sources" / "phnom-penh-post-travel-ban.yaml", record / "flights.yaml"
    good = flights.read_text()
    with serve(DEPORTATION_FLOWS_DATA=str(record)) as address:
        page = browser.new_page(base_url=address)
        _go(page, "/totals?years=2018&years=2020")  # a deep link is the first request to a fresh server
        assert page.title() == "Totals · Deportation Flows"
        for name in ("Overview", "Timeline", "Totals", "Statements", "Sources"):
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        expect(page.locator(".st-key-component_share")).to_contain_text("Years shown: 2018 to 2020")
        expect(page.locator("h1").filter(has_text="141 of the 768")).to_be_visible()
        notice = page.locator(".st-key-problems")
        expect(notice).to_have_count(0)

        flights.write_text(good.replace("    name: Group of April 2018", "    nmae: Group of April 2018"))
        line = good[: good.index("    name: Group of April 2018")].count("\n") + 1
        expect(notice).to_contain_text(f"flights.yaml:{line}:5: flights (2018-04) nmae: is not a known key", timeout=20_000)
        expect(notice).to_contain_text("This page shows the record as it was before.")
        expect(page.locator("h1").filter(has_text="141 of the 768")).to_be_visible()

        flights.write_text(good)
        expect(notice).to_have_count(0, timeout=20_000)

        article.write_text(article.read_text().replace("value: 43", "value: 44", 1))
        expect(page.locator("h1").filter(has_text="142 of the 768")).to_be_visible(timeout=20_000)

        saved = tmp_path / "saved.yaml"  # as editors save that write beside the file and put it in its place
        saved.write_text(article.read_text().replace("value: 44", "value: 45", 1))
        saved.replace(article)
        expect(page.locator("h1").filter(has_text="143 of the 768")).to_be_visible(timeout=20_000)

        source, flight = article.read_text().split("\nflights:\n")
        second = source.split("  notes:")[0] + "\nflights:\n" + flight.split("\n\n")[0] + "\n"
        second = second.replace("id: phnom-penh-post-travel-ban", "id: second").replace("flight-2018-04-post", "flight-second")
        (record / "sources" / "second.yaml").write_text(second.replace("value: 45", "value: 50"))
        about = record / "about.yaml"  # what the record opens with
        shown = "  - phnom-penh-post-travel-ban\n"
        about.write_text(about.read_text().replace(shown, f"{shown}  - second\n"))
        expect(page.get_by_text("Showing 2 of 50 sources").first).to_be_visible(timeout=20_000)  # the address asks for no other
        expect(page.locator('[data-testid="stException"]')).to_have_count(0)
        page.close()
