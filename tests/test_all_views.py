"""Every view of every page, visited once: a clean console, accessible in light and dark, whole on a phone."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from starlette.datastructures import QueryParams

from loaders import Dataset
from pages import assets, contents
from pages.app import asking
from pages.web import first
from tests import stray
from tests.test_browser import DONE, PAGES, Tab, _charts, _go, browser, khmer, page, tab  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser

VIEWS = [
    *(f"{path}?sources=all" for path in PAGES),
    *("", "statements"),
    *("?record=kvao-total-2020", "?record=sum:itemised:groups", "sources?sources=all&record=2020-01"),
    *("?lang=km", "totals?sources=all&lang=km"),
    *("statements?question=Interviews", "?sources=all&q=hun+sen", "totals?sources=all&as_of=2020-12-31"),
]
DARK = [*VIEWS[: len(PAGES)], "?record=kvao-total-2020", "?sources=all&q=hun+sen", "totals?sources=all&as_of=2020-12-31"]
"""Of these, where dark is looked at too: whatever has a colour stands in one of them."""


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_for_every_reader(page: Page, path: str) -> None:  # noqa: F811
    """A clean console; accessible in light and dark; on a phone nothing is beside the screen, cut, hidden, or without heading."""
    page.emulate_media(color_scheme="light")
    _go(page, f"/{path}")
    _charts(page)
    _accessible(page, path in DARK)
    if "record=" not in path:  # evidence covers the page
        page.set_viewport_size({"width": 390, "height": 844})
        _charts(page)
        _on_a_phone(page)


def test_a_reader_goes_from_one_language_to_the_other(page: Page) -> None:  # noqa: F811
    """The choice stands in the first row, in its own name; the page says its language; links keep it, and Back leads back."""
    _go(page, "/totals?sources=all")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="ខ្មែរ", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "km")
    expect(page.locator(".panel h1")).to_contain_text("ដល់")
    expect(page).to_have_url(re.compile(r"\?sources=all&lang=km$"))
    page.get_by_role("link", name="សេចក្តីថ្លែង", exact=True).click()
    expect(page).to_have_url(re.compile(r"/statements\?sources=all&lang=km$"))
    expect(page.locator(".panel blockquote").first).to_have_attribute("lang", "en")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_words_half_as_long_again_fit(khmer: None, browser: Browser, whole: Dataset) -> None:  # noqa: F811
    """Every page in the language made up for tests, without scripts: nothing beside the screen, no word cut."""
    context = browser.new_context(java_script_enabled=False)
    with closing(context), stray.spoken():
        shown = context.new_page()
        for one in contents.PAGES:
            asked, told = asking.leniently(stray.dataset(whole), QueryParams(f"sources=all&lang={stray.CODE}"))
            painted = first._painted.__wrapped__(one, asked, tuple(told), "")
            shown.set_content(
                f"<!DOCTYPE html><html><style>{assets.OWN[assets.STYLE].decode()}</style><body>{painted}</body></html>"
            )
            for width in (390, 1280):
                shown.set_viewport_size({"width": width, "height": 900})
                cut = shown.evaluate(
                    """() => [...document.querySelectorAll('#first :is(p, a, h1, h2, h3, td, th, summary, li)')]
                        .filter(one => one.checkVisibility() && !one.closest('.unseen, nav, .chips'))
                        .filter(one => one.getBoundingClientRect().right > innerWidth + 1
                            || (getComputedStyle(one).overflow !== 'visible' && one.scrollWidth > one.clientWidth + 1))
                        .map(one => one.textContent)"""
                )
                assert not cut, one.title
                assert shown.evaluate("document.documentElement.scrollWidth") <= width, one.title


def test_the_console_is_clean_in_a_frame_and_where_the_data_are(page: Page) -> None:  # noqa: F811
    for path in ("timeline?only=flights&embed=true", "totals?only=fiscal_years&embed=true&sources=all"):
        page.goto(f"/{path}")
        page.wait_for_selector(DONE)
        expect(page.locator(".main-svg").first).to_be_visible()
    for path in ("data/", "data/flights.json", "data/preview.png"):
        page.goto(f"/{path}")


def test_a_script_that_gets_into_a_page_does_not_run(tab: Tab) -> None:  # noqa: F811
    page, _ = tab  # noqa: F811  # whose console has what was stopped
    _go(page, "/totals")
    ran = page.evaluate(
        """() => new Promise(done => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 'a script'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img id=broken src=x onerror='window.ran = 1'>");
            document.getElementById("broken").addEventListener("error", () => setTimeout(() => {
                try { Function("window.ran = 'eval'")() } catch (error) { done([window.ran, error.name]) }
                done([window.ran]);
            }));
        })"""
    )
    assert ran == [None, "EvalError"]


def _accessible(page: Page, dark: bool) -> None:  # noqa: F811
    """No violation that axe finds, of WCAG 2.2 A and AA, in light; in dark, where only colours change, none of contrast."""
    grounds: list[str] = []
    rules = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "dark": ["color-contrast"]}
    for scheme, only in list(rules.items())[: 1 + dark]:
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
        const held = getComputedStyle(cell).display === 'contents' ? cell.querySelector('a') : cell;
        const box = held.getBoundingClientRect();
        const seen = held.checkVisibility({opacityProperty: true, visibilityProperty: true})
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
