"""What readers come for, in the browser: how many clicks it takes, and whether it stands on the first screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.test_browser import DONE, browser, page, tab  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
TALLEST = {
    "": (1150, 1700),
    "timeline": (1100, 1200),
    "totals": (1100, 1700),
    "statements": (1900, 3000),
    "sources": (1000, 1400),
}
"""Pixels to which a page of the article may grow, on a desk and on a phone."""
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
    for words in ("accepting hundreds of deportees", "accepted only two removals", "he names no period. Both can be true"):
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
