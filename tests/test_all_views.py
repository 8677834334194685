"""Every view of every page, visited once: a clean console, accessible in light and dark, whole on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.test_browser import PAGES, _charts, _go, browser, page  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser

VIEWS = [
    *(path + sources for path in PAGES for sources in ("", "?sources=all")),
    *("?record=kvao-total-2020", "?record=sum:itemised:groups", "sources?sources=all&record=2020-01"),
    *("statements?question=Interviews", "?sources=all&q=hun+sen", "totals?sources=all&as_of=2020-12-31"),
]


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_for_every_reader(page: Page, path: str) -> None:  # noqa: F811
    """A clean console; accessible in light and dark; on a phone nothing is beside the screen, cut, hidden, or without heading."""
    page.emulate_media(color_scheme="light")
    _go(page, f"/{path}")
    _charts(page)
    _accessible(page)
    if "record=" not in path:  # evidence covers the page
        page.set_viewport_size({"width": 390, "height": 844})
        _charts(page)
        _on_a_phone(page)


def _accessible(page: Page) -> None:  # noqa: F811
    """No violation that axe finds, of WCAG 2.2 A and AA, in light; in dark, where only colours change, none of contrast."""
    grounds: list[str] = []
    rules = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "dark": ["color-contrast"]}
    for scheme, only in rules.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        ground = page.locator(".stApp")
        if grounds:
            expect(ground).not_to_have_css("background-color", grounds[0])
        grounds.append(ground.evaluate("element => getComputedStyle(element).backgroundColor"))
        results = Axe().run(page, options={"runOnly": only})
        assert not results.response["violations"], f"{scheme}: {results.generate_report()}"


def _on_a_phone(page: Page) -> None:  # noqa: F811
    """No number, name, label or heading is hidden, cut, or beside the screen; also what stands folded, once it is open."""
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 390")
    page.wait_for_function(
        """() => [...document.querySelectorAll('.panel .drawing')].every(chart => {
            const edge = chart.getBoundingClientRect();
            const inside = box => box.right <= edge.right + 2 && box.left >= edge.left - 2;
            return [...chart.querySelectorAll('svg text')]
                .every(text => !text.textContent.trim() || inside(text.getBoundingClientRect()));
        })"""
    )  # charts are drawn anew for the narrow screen
    folded = page.locator(".stMainBlockContainer details:not([open]) > summary")
    folded.evaluate_all("all => all.forEach(one => one.click())")
    expect(folded).to_have_count(0)
    lines = """width => [...document.querySelectorAll('.panel tbody tr')].map(line => [...line.children].map(cell => {
        const box = cell.getBoundingClientRect();
        const seen = cell.checkVisibility({opacityProperty: true, visibilityProperty: true})
            && box.width && box.height && box.left >= 0 && box.right <= width + 1;
        return seen ? cell.innerText.trim() : '';
    }))"""
    page.wait_for_function(f"width => ({lines})(width).every(line => line.every(cell => cell))", arg=390)
    told = page.evaluate(lines, 390)
    named = """() => [...document.querySelectorAll('.panel td:not([colspan])')].every(cell =>
        cell.dataset.heading && getComputedStyle(cell, '::before').content.includes(cell.dataset.heading))"""
    assert page.evaluate(named), "a cell has lost its heading"
    page.set_viewport_size({"width": 1200, "height": 900})
    page.wait_for_function(f"([width, told]) => JSON.stringify(({lines})(width)) === JSON.stringify(told)", arg=[1200, told])
