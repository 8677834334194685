"""What readers come for, in the browser: how many clicks it takes, and whether it stands on the first screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.test_browser import DONE, browser, page, tab  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
TALLEST = {
    "": (1150, 1700),
    "timeline": (1100, 1200),
    "totals": (1100, 1700),
    "statements": (1900, 3000),
    "sources": (1000, 1400),
    "timeline?sources=all": (1700, 2300),
    "totals?sources=all": (1900, 2900),
    "sources?sources=all": (1500, 2300),
}
"""Pixels to which a page of the article, or of all sources, may grow, on a desk and on a phone."""
FIRST = {"": ("h1 a", 130, 170), "totals": ("h1 a", 130, 170), "statements": ("blockquote", 250, 300)}
"""Pixels from the upper edge at which the first number stands, or the first quotation, at most."""


def _open(page: Page, path: str, size: ViewportSize) -> None:  # noqa: F811
    page.set_viewport_size(size)
    page.goto(f"/{path}")
    page.wait_for_selector(DONE)
    page.wait_for_selector("#first", state="detached")
    expect(page.locator("h1")).to_be_visible()


def _on_first_screen(found: Locator, size: ViewportSize) -> bool:
    box = found.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_reporter_has_the_number_its_sentence_and_whether_it_adds_up_in_one_click(
    page: Page,  # noqa: F811
    size: ViewportSize,
) -> None:
    """No scrolling: the answer and its words stand there, and a click on the number opens the rest on one screen."""
    _open(page, "", size)
    number = page.get_by_role("heading", level=1).get_by_role("link", name=re.compile("^768"))
    assert _on_first_screen(number, size)
    assert _on_first_screen(page.locator("blockquote").first, size)
    number.click()
    panel = page.get_by_role("dialog")
    for told in ("the latest deportations brought the total number of deportees from the US to 768", "43 + 36 + 37 + 25 = 141"):
        found = panel.get_by_text(told).first
        expect(found).to_be_visible()
        assert _on_first_screen(found, size), told


def test_an_editor_has_two_against_hundreds_without_a_click(page: Page) -> None:  # noqa: F811
    _open(page, "statements", DESK)
    for words in (
        "accepting hundreds of deportees",
        "accepted only two removals",
        "the embassy counts from October 2020. Both can be true",
    ):
        assert _on_first_screen(page.get_by_text(words).first, DESK), words


@pytest.mark.parametrize("path", TALLEST)
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_page_stays_as_short_as_it_is(page: Page, path: str, size: ViewportSize) -> None:  # noqa: F811
    _open(page, path, size)
    place = 0 if size is DESK else 1
    assert page.get_by_test_id("stMain").evaluate("element => element.scrollHeight") <= TALLEST[path][place]
    if path in FIRST:
        what, *lowest = FIRST[path]
        box = page.locator(what).first.bounding_box()
        assert box
        assert box["y"] <= lowest[place]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_goes_from_chip_to_question_to_its_evidence(page: Page, width: int) -> None:  # noqa: F811
    """Two against hundreds: no click; nothing wider than the screen; what is folded is in no tab order."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/statements")
    expect(page.locator("#first")).to_have_count(0)
    first = page.locator("#root .question").first
    for words in ("only two removals", "hundreds of deportees"):
        expect(first.get_by_text(words)).to_be_in_viewport()
    page.locator("#root .chips a", has_text="Humanity").click()
    question = page.locator("#root #question-humanity")
    expect(question.locator("h2")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    stops = "all => all.filter(one => one.tabIndex >= 0 && one.checkVisibility()).length"
    assert question.locator("a, button, summary").evaluate_all(stops) == 2  # the words that stand, and what opens the others
    question.locator("summary").click()
    question.get_by_role("link", name=re.compile("Pa Chanroeun.*evidence")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "query", "most"),
    [(DESK, "", 1000), (DESK, "?sources=all", 1500), (PHONE, "", 1400), (PHONE, "?sources=all", 2300)],
)
def test_the_sources_begin_on_the_first_screen(page: Page, size: ViewportSize, query: str, most: int) -> None:  # noqa: F811
    """Most is in pixels; the card is on the first screen, and with all sources the table begins on it. Nothing is too wide."""
    _open(page, f"sources{query}", size)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= most
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("[data-testid=stElementContainer]").count() <= 30
    for seen in (".card", "table.sources tbody tr") if query else (".card",):
        assert _on_first_screen(page.locator(f"#root {seen}").first, size), seen


def test_folds_open_by_keyboard_with_scripts_and_without(page: Page, browser: Browser, server: str) -> None:  # noqa: F811
    """Each has a heading of the second level, and what is in it is there to be read before Streamlit is."""
    _open(page, "sources?sources=all", DESK)
    context = browser.new_context(base_url=server, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/sources?sources=all")
    for shown in (page, plain):
        for name in ("inferences", "conflicts", "dictionary", "addresses", "citation"):
            panel = shown.locator(f"[data-panel={name}]")
            inside = panel.locator("details .body").first
            expect(panel.get_by_role("heading", level=2)).to_have_count(1)
            expect(inside).not_to_be_visible()
            panel.locator("summary.fold").focus()
            shown.keyboard.press("Enter")
            expect(inside).to_be_visible()
        assert (
            shown.get_by_role("link", name="Sources: CSV").first.get_attribute("href")
            == "/data/sources.csv?years=2002&years=2024&sources=all"
        )
    context.close()
