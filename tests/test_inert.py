"""Curators' text is text: on every page, in the evidence, in the brief and in a picture nothing in it is a link or markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from loaders import load
from pages.app.text import SPAN, plain
from tests.conftest import serve
from tests.test_browser import DONE, browser  # noqa: F401  # a fixture

TYPED = "https://source.example.org/article"
HOSTILE = (
    "www.a.org https://b.org/?a=1 c@d.example.org :red[x] :material/home: :material_home: :streamlit: :smile: "
    "$x$ a -> b <b>y</b> [l](http://d.org) שלום"
)
LONG = f"{HOSTILE} {'x' * 300}"
LINES = {"text", "citation", "name", "title", "headline", "label", "counted", "subject", "licence"}
TEXTS = {"standfirst", "dispute", "summary", "reason", "needed"}
OPENED = ("spring", "spring-herald", "minister-enough", "total-2012", "treaty", "rise", "herald", "sum:itemised:groups")
PATHS = ("", "timeline", "totals", "statements", "statements?question=Enough", "sources", "?q=zenda")
ASKED = {
    "?record=x-http://e.org": "There is no record ‘x-http://e.org’",
    "?only=www.e.org&embed=true": "There is no chart ‘www.e.org’",
}
"""Addresses that hold an address, and what is told of it."""
THERE = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
"""To another address of the same page, as Back goes there."""


def test_addresses_icons_and_arrows_are_parted() -> None:
    told = "www.a.org https://b.org c@d.org :material_home: :streamlit: <-> -- http://www.e.org"
    parts = plain(told).replace("\\", "").split(SPAN)
    assert "".join(parts) == told
    for part in parts:
        assert not re.search(r"https?://|www\.|\S@\S|:material_|:streamlit:|[<>=~-]{2}", part), part


@given(st.text(alphabet=st.sampled_from("wW.htp:/@aA-<>=~_[]*m\\$ "), max_size=40))
def test_what_is_shown_is_the_text(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(text).replace(SPAN, "")) == " ".join(text.split())


def test_nothing_turns_the_direction_of_what_follows() -> None:
    assert plain("a\u202eb\u2066c\u200fd") == "a\ufffdb\ufffdc\ufffdd"


def _hostile(value: Any, key: str = "") -> Any:
    """The same with HOSTILE at the end of every text that is not a name of the record's own or a word of its types."""
    if isinstance(value, dict):
        return {name: _hostile(held, name) for name, held in value.items()}
    if isinstance(value, list):
        return [_hostile(held, key) for held in value]
    return f"{value} {LONG}" if key in TEXTS else f"{value} {HOSTILE}" if key in LINES and value != "people removed" else value


@pytest.fixture
def hostile(folder: Path) -> Path:
    """The small record with HOSTILE wherever a curator writes freely."""
    for path in [*folder.glob("*.yaml"), *folder.glob("sources/*.yaml")]:
        held = _hostile(yaml.load(path.read_text(), Loader=yaml.BaseLoader))  # noqa: S506  # all as text
        if path.parent.name == "sources":
            held["source"] |= {"url": TYPED, "notes": [LONG], "via": HOSTILE}
            held["source"]["left_out"] = [{"part": HOSTILE, "what": LONG, "why": LONG}]
            held["statements"][0] |= {"notes": [LONG], "readings": [LONG, LONG], "role": HOSTILE}
            for figure in held["figures"]:
                figure["subject"] = "people removed" if figure["id"] == "total-2012" else "something else"
        path.write_text(yaml.dump(held, allow_unicode=True, sort_keys=False))
    load(folder)
    return folder


@pytest.fixture
def site(hostile: Path) -> Iterator[str]:
    with serve(DEPORTATION_FLOWS_DATA=str(hostile)) as address:
        yield address


def _inert(page: Page, site: str) -> None:
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert [link for link in links if not link.startswith(site) and link != TYPED] == []
    for made in ("[aria-label='home icon']", "[alt='Streamlit logo']", ".katex", ".stMarkdownColoredText", "svg a", "p b"):
        expect(page.locator(made)).to_have_count(0)
    for width in (390, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.browser
def test_no_page_panel_brief_or_picture_has_a_link_no_one_typed(browser: Browser, site: str, tmp_path: Path) -> None:  # noqa: F811
    page = browser.new_page(base_url=site)
    dialog = page.get_by_role("dialog")
    for path in [*PATHS, *ASKED]:
        page.goto(f"/{path}")
        page.wait_for_selector(DONE)
        expect(dialog if "record=" in path else page.locator("body")).to_contain_text(ASKED.get(path, HOSTILE))
        expect(page.locator("#first")).to_have_count(0)
        page.locator("summary").evaluate_all("all => all.slice(0, 6).forEach(one => one.click())")
        _inert(page, site)
    page.goto("/sources")
    page.wait_for_selector(DONE)
    for name in OPENED:
        page.evaluate(THERE, f"?record={name}")
        expect(dialog).to_contain_text(HOSTILE)
        page.locator("summary").evaluate_all("all => all.slice(0, 6).forEach(one => one.click())")
        _inert(page, site)
        page.evaluate(THERE, "?")
        expect(dialog).to_have_count(0)
    page.goto("/totals")
    page.wait_for_selector(DONE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Brief to print").click()
    download.value.save_as(tmp_path / "brief.html")
    brief = re.sub(r"<script.*?</script>", "", (tmp_path / "brief.html").read_text(), flags=re.S)
    assert "c@d.example.org" in brief
    links = re.findall(r'<a href="([^"]*)"', brief)
    assert [link for link in links if not link.startswith(("#", site)) and link != TYPED] == []
    assert TYPED in links
    page.goto("/timeline")
    page.locator("[data-take]").first.click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    drawn = ElementTree.parse(tmp_path / "picture.svg").getroot()  # noqa: S314  # our own
    assert HOSTILE in " ".join(" ".join(text.itertext()) for text in drawn.findall("{*}text"))
    assert not {one.tag.rpartition("}")[2] for one in drawn.iter()} & {"a", "script", "image", "foreignObject", "b"}
    page.close()
