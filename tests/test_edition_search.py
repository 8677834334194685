"""The search of the static edition finds, orders, cuts and marks what the dashboard's does, and folds as Python does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from loaders import Dataset, load
from loaders.search import folding
from loaders.wording.language import speaking
from pages import assets
from pages.edition import files, searching
from pages.edition.document import Document
from pages.edition.places import Edition, Place
from pages.evidence import results as listed
from tests.conftest import SMALL
from tests.test_browser import browser  # noqa: F401  # fixture
from tests.test_edition import WCAG

pytestmark = pytest.mark.browser
NAMES = Path(__file__).parent / "cases" / "09-search-names"
QUERIES = {
    "data": [
        *(
            "visa",
            "1,800",
            "１８００ removed",
            '"big obstacle"',
            "“big obstacle” visas",
            "the",
            "Maryknoll 743",
            "zzzz",
            "kvao´s LAUNCH",
        ),
        *("2018–12–17", "interview obstacle unjust", "rounding", "“…”", "a", "កម្ពុជា", "travel ban article", "<b>&amp;"),
    ],
    "small_record": ["zenda", "March 2010", "100 people", "minister nearly", "ten", "10"],
    "09-search-names": [
        *("Dang Thu", "Đa\u0323\u0306ng Thu\u031b\u0309", "Lukasz Oster", "IŞIK ÖRNEK", "cooperates i"),
        *("ឈ្មោះសាកល្បង", "ឈ្មោះ\u200bសាកល្បង", "مجرب", "مجرَّب", "مجـرب"),
    ],
}
TEXTS = [
    *(
        "Straße STRASSE ẞ",
        "ﬁrst ﬃ",
        "œuvre Œ ĳ ǆ",
        "e\u0323\u0302 \u1ec7",
        "1,800 1, 2 a,b 12\u2009345\u2009678",
        "٬١٢٣ 1\u066c2",
        "៤៣",
    ),
    *(
        "“a” ‘b’ „c‟ «d» ′ ″ ` ´",
        "2018–2020 − 1 ‐ ‑ — ﹘",
        "a\u200bb\u00adc\ufeffd\u2060",
        "a\n\u00a0 b\u3000c\u2028d",
        "ΌΣΟΣ ὈΔΥΣΣΕΎΣ ς",
    ),
    *("क\u094d\u093c क\u093c\u094d", "ស្ត្រី ស្រ្តី", "ប៉ុស្តិ៍ បុ៉ស្តិ៍", "កម្ពុ\u200bជា", "กำ กา กุ่ กุ่", "か が が", "İıIi ŁłØø Đđ Ħħ"),
    *("مجرَّب مجـرب ﷺ", "½ ² ① Ⅷ ㎏", "𝔘𝔫𝔦 𝟏𝟐", "한글 한글", "1,\u200b800", "1,", ",1", "\u0301a \u17d2", "🇰🇭 👩‍👩‍👧 e\u20dd", ""),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:  # noqa: F811
    """An empty page in which the script of the search has been read."""
    page = browser.new_page()
    [script] = [content for name, content in assets.edition().items() if name.startswith(searching.NAME)]
    page.add_script_tag(content=script.decode())
    yield page
    page.close()


def test_every_character_is_folded_as_python_folds_it(page: Page) -> None:
    """Of letters without case whose forms are none, such as ideographs, there is nothing to fold."""

    def folds(letter: str) -> bool:
        kind = unicodedata.category(letter)
        return kind not in {"Cn", "Co", "Cs"} and (kind != "Lo" or bool(unicodedata.decomposition(letter)))

    letters = [letter for letter in map(chr, range(0x110000)) if folds(letter)]
    assert len(letters) > 15_000
    folded = page.evaluate("letters => letters.map(handed.folded)", letters)
    assert not [(one, told) for one, told in zip(letters, folded, strict=True) if told != folding.folded(one)]


def test_texts_are_folded_as_python_folds_them(page: Page) -> None:
    texts = [*TEXTS, *(query for asked in QUERIES.values() for query in asked)]
    texts += [text for actor in load(NAMES).actors.values() for text in (actor.name, *actor.aliases)]
    assert page.evaluate("texts => texts.map(handed.plain)", texts) == list(map(folding.plain, texts))


def _index(edition: Edition, place: Place) -> dict[str, Any]:
    return Document(edition, searching.place(place)).index()


def _shown(html: str) -> str:
    """What is read of it, and what of that is marked."""
    return unescape(re.sub(r"<(?!/?mark\b)[^>]*>", "", html))


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("name", QUERIES)
def test_the_results_are_those_of_the_dashboard(name: str, every: bool, language: str, whole: Dataset, page: Page) -> None:
    """Each in its order, with what is marked in it, and where it leads; how many there are, and how many of all sources."""
    record = whole if name == "data" else load({"small_record": SMALL, "09-search-names": NAMES}[name])
    edition = Edition(record)
    place = Place(language, every and len(edition.several) > 1)
    here, wider = searching.place(place), searching.place(replace(place, every=edition.several[-1]))
    index, more = _index(edition, here), _index(edition, wider)
    opened = "(told) => { [here, all] = told.map(([index, file]) => handed.opened(index, file)); }"
    page.evaluate(opened, [[index, f"file:///{here.file}"], [more, f"file:///{wider.file}"]])
    asked, hits = edition.asked(place), 0
    for query in QUERIES[name]:
        found = page.evaluate(LISTED, query)
        with speaking(language):
            drawn = listed.drawn(asked, query)
            assert drawn
            body = Document(edition, place).led(drawn.body)
        items = re.findall(r"<li>.*?</li>", body, re.S)
        assert [*map(_shown, found["list"])] == [*map(_shown, items)], query
        leads = [unescape(href) for item in items for href in re.findall(r' href="([^"]*)"', item)]
        assert found["leads"] == [urljoin(f"file:///{place.file}", href) for href in leads], query
        assert _shown(re.findall(r"<strong>(.*?)</strong>", body)[0]) == found["told"], query
        further = [_shown(one) for one in re.findall(r"</p><p>(.*?)</p>(?=<ol>|</div>)", drawn.body)]
        assert further == ([" ".join(more["further"][found["all"]])] if found["all"] > found["here"] else []), query
        hits += len(items)
    assert hits > 5


LISTED = """query => {
    const { told, list, number } = handed.listed(here, query);
    const leads = list.map(one => one.querySelector("a").href);
    return { told, here: number, all: handed.listed(all, query).number, list: list.map(one => one.outerHTML), leads };
}"""


@pytest.fixture(scope="module")
def folder(whole: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few files of the edition of the project's own record: first pages, one of a year, what a word finds, what these need."""
    out, edition = tmp_path_factory.mktemp("edition"), Edition(whole)
    places = [Place(), Place(every=True), Place(year=2018, page="totals")]
    places += [Place(record=one) for hit in listed.results.find(edition.view(Place()).dataset, "visa") for one in [hit.ids]]
    scripts = {found for place in places for found in files.made(edition, place)[1] if found.form == "js"}
    for place in (*places, *scripts):
        (out / place.file).parent.mkdir(parents=True, exist_ok=True)
        (out / place.file).write_bytes(files.made(edition, place)[0])
    (out / assets.FOLDER).mkdir()
    for name, asset in assets.edition().items():
        (out / assets.FOLDER / name).write_bytes(asset)
    return out


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_finds_a_sentence_in_a_page_from_a_folder(
    width: int,
    folder: Path,
    dataset: Dataset,
    browser: Browser,  # noqa: F811
) -> None:
    asked, said = list[str](), list[str]()
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    field, region = page.get_by_role("searchbox", name="Search the record"), page.get_by_role("region", name="Search results")
    expect(field).to_be_visible()
    assert not [url for url in asked if "search" in url]
    field.fill("visa")
    number = len(listed.results.find(dataset, "visa"))
    expect(page.get_by_role("status").first).to_have_text(f"{number} results for “visa”.")
    expect(region.get_by_role("listitem")).to_have_count(number)
    for target in [field, *region.get_by_role("link").all(), region.get_by_role("button", name="Close the results")]:
        box = target.bounding_box()
        assert box
        assert box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "preload": False})
    assert not found.response["violations"]
    region.get_by_role("listitem").first.get_by_role("link").click()
    expect(page.locator("[data-panel=evidence] h1")).to_be_visible()
    page.go_back()
    expect(region.get_by_role("listitem")).to_have_count(number)
    field.press("Escape")
    expect(region).to_be_hidden()
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    field.fill("743")
    expect(region).to_contain_text("No results for “743”.")
    region.get_by_role("link", name="See it").click()
    expect(page).to_have_url((folder / "all" / "index.html").as_uri() + "#q=743")
    expect(region.get_by_role("listitem")).to_have_count(1)
    page.goto((folder / "2018" / "totals.html").as_uri())
    field.fill("unjust")
    expect(region).to_contain_text("Of all years.")
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)
    assert not said
    context.close()


def test_without_scripts_there_is_no_field(folder: Path, browser: Browser) -> None:  # noqa: F811
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto((folder / "index.html").as_uri())
    expect(page.locator("form")).to_be_hidden()
    plain.close()
