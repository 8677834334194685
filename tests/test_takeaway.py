"""Taking things away in a real browser: data in each form, pictures, citation, link, brief, one chart in a frame."""

from __future__ import annotations

import io
import json
import re
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from loaders.analysis.view import View
from loaders.export import views
from loaders.record import schema
from loaders.tables import tables
from loaders.wording import names
from pages.share import picture
from tests.conftest import serve
from tests.test_browser import _files, _go, browser, khmer, page, tab  # noqa: F401  # fixtures

pytestmark = pytest.mark.browser
PUBLIC = "https://flows.example.org"
MACHINE = re.compile(rb"127\.0\.0\.1|localhost")
LARGEST_BRIEF = 6_000_000  # bytes


def _picture(page: Page, panel: str) -> Locator:  # noqa: F811
    """The dialog with the picture of a panel."""
    page.locator(f".st-key-component_{panel}").get_by_role("button", name="Picture: ").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_have_attribute("src", re.compile("^blob:"))
    return dialog


def _saved(page: Page, button: Locator, path: Path) -> tuple[str, bytes]:  # noqa: F811
    with page.expect_download() as download:
        button.click()
    download.value.save_as(path)
    return download.value.suggested_filename, path.read_bytes()


def test_the_rows_in_every_form_are_those_of_the_data_route(page: Page, server: str, tmp_path: Path) -> None:  # noqa: F811
    _go(page, "/totals?years=2018&years=2020")

    def same(link: Locator, form: str) -> None:
        name, content = _saved(page, link, tmp_path / "file")
        assert re.fullmatch(rf"totals-2018-2020-[0-9a-f]{{8}}\.{re.escape(form)}", name)
        with urllib.request.urlopen(f"{server}/data/totals.{form}?years=2018&years=2020") as answer:
            assert content == answer.read(), form

    files = _files(page, "totals")
    for title, form in {"CSV": "csv", "JSON": "json", "Excel": "xlsx", "Parquet": "parquet"}.items():
        same(files.get_by_role("link", name=f"{title}: "), form)
    same(files.get_by_role("link", name="CSV with notes and citation: "), "csv.zip")


def test_the_foot_names_the_sources_of_the_download(page: Page, server: str) -> None:  # noqa: F811
    """Of all that are shown, those that the rows rest on: not all, and not only those of the year."""
    _go(page, "/totals?sources=all&years=2018&years=2018")
    named = set()
    for link in page.locator('.panel .data a[href*=".json"]').all():
        with urllib.request.urlopen(f"{server}{link.get_attribute('href')}") as answer:
            named |= {source["title"] for source in json.load(answer)["sources"]}
    expect(page.locator(".st-key-component_share")).to_contain_text(f"Source: {len(named)} sources, named in the download")


def _words(svg: bytes) -> list[str]:
    """The lines of text in a picture, without those of its chart."""
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own
    return ["".join(text.itertext()) for text in root.findall("{http://www.w3.org/2000/svg}text")]


def test_a_picture_has_title_source_and_letters_in_it(page: Page, tmp_path: Path) -> None:  # noqa: F811
    """Each button saves at once; the title runs over the width, and no font has to be there where the picture is opened."""
    _go(page, "/totals?sources=all&years=2018&years=2020")
    heading = " ".join(page.locator(".st-key-component_totals h2").inner_text().split())
    dialog = _picture(page, "totals")
    name, svg = _saved(page, dialog.get_by_role("button", name="SVG"), tmp_path / "chart.svg")
    assert re.fullmatch(r"totals-2018-2020-all-49-sources-[0-9a-f]{8}\.svg", name)
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    words = _words(svg)
    assert " ".join(words).startswith(heading)
    for told in ("Source: ", "Years shown: 2018 to 2020.", "Version "):
        assert told in " ".join(words), told
    for family in ("Source Sans", "Source Serif"):
        assert re.search(rb'font-family: "' + family.encode() + rb'";[^}]*url\(data:font/woff2;base64,[A-Za-z0-9+/]{9999}', svg)
    assert not MACHINE.search(svg)
    assert b"://" not in re.sub(rb'xmlns(:\w+)?="[^"]*"', b"", svg)  # nothing is fetched, and no source is told by its address
    name, png = _saved(page, dialog.get_by_role("button", name="PNG"), tmp_path / "chart.png")
    assert re.fullmatch(r"totals-2018-2020-all-49-sources-[0-9a-f]{8}\.png", name)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == (1600, 900)
    assert image.getpixel((5, 5)) == (255, 255, 255)
    ink = [x for x in range(1600) for y in range(60, 92) if image.getpixel((x, y)) == (33, 29, 24)]
    assert min(ink) < 60
    assert max(ink) > 1300  # the title fills its line before it takes another


@pytest.mark.parametrize("table", ["flights", "totals"])
def test_a_picture_names_the_sources_of_the_most_rows_first(everything: View, table: str) -> None:
    rows = tables.rows(everything, table)
    held = Counter(source for row in rows for source in views.sources_of(everything, [row]))
    first, second = sorted(held.values(), reverse=True)[:2]
    told = picture.source_line(views.of_table(everything, table, ""), rows)
    named = [one for one in held if f"{names.source_line(everything.whole, _source(everything, one))}" in told]
    assert sorted((held[one] for one in named), reverse=True) == [first, second]
    assert told.endswith(f"and {len(held) - 2} more sources.")


def _source(view: View, source: str) -> schema.Source:
    return next(file.source for file in view.whole.source_files if file.source.id == source)


def test_a_picture_in_khmer_is_drawn_where_there_is_a_font_and_refused_where_there_is_none(
    khmer: None,  # noqa: F811
    page: Page,  # noqa: F811
    browser: Browser,  # noqa: F811
    server: str,
) -> None:
    """Where a browser has none, a Khmer letter looks like one that cannot be there: here neither leaves a trace."""
    blind = browser.new_page(base_url=server)
    blind.add_init_script(BLIND)
    for one in (page, blind):
        _go(one, "/timeline?lang=km")
        one.locator(".st-key-component_flights button[data-take]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_have_attribute("src", re.compile("^blob:"))
    expect(dialog.get_by_role("alert")).to_have_text("")
    dialog = blind.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("Noto Sans Khmer")
    expect(dialog.locator("[data-form], img")).to_have_count(0)
    blind.close()


BLIND = "CanvasRenderingContext2D.prototype.fillText = () => {}"


def test_citation_and_link_of_exactly_this_view(page: Page, server: str, tmp_path: Path) -> None:  # noqa: F811
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _go(page, "/statements?question=Interviews&years=2018&years=2022")
    panel = _files(page, "questions")
    expect(panel.locator(".cited")).to_contain_text("Narrowed to question ‘Interviews’.")
    name, ris = _saved(page, panel.get_by_role("link", name="RIS"), tmp_path / "cited.ris")
    assert name.endswith("-citation.ris")
    assert ris.index(b"Phnom Penh Post") < ris.index(b"Deportation Flows")
    assert not MACHINE.search(ris)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".st-key-component_share").get_by_role("status")).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{server}/statements?years=2018&years=2022&question=Interviews"
    page.goto(link)
    expect(page.locator(".st-key-component_share")).to_contain_text("Years shown: 2018 to 2022")


def test_groups_with_their_differences_and_citation_are_two_clicks_away(page: Page, tmp_path: Path) -> None:  # noqa: F811
    """From the first page: one word under the groups, then the file that holds both. What it says of its rows is so."""
    _go(page, "/?sources=all")
    clicks = _counted_clicks(page)
    files = _files(page, "flights")
    expect(files.get_by_text("reports on groups")).to_be_visible()  # the other level, in the same place
    expect(files.locator(".cited")).to_contain_text("Deportation Flows: ")
    link = files.get_by_role("link", name=re.compile("^CSV with notes and citation: .*where their reports differ"))
    told = re.search(r"\d+", str(link.get_attribute("aria-label")))
    _, content = _saved(page, link, tmp_path / "groups.zip")
    assert clicks() == 2
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        [rows] = [name for name in names if name.endswith(".csv")]
        table = pd.read_csv(package.open(rows))
        assert told
        assert len(table) == int(told[0])
        assert table["differ"].notna().any()
        assert "Deportation Flows: " in package.read("citation.txt").decode()


def test_removals_per_year_as_a_picture_are_three_clicks_away(page: Page, tmp_path: Path) -> None:  # noqa: F811
    _go(page, "/?sources=all")
    clicks = _counted_clicks(page)
    page.get_by_role("link", name="Totals", exact=True).click()
    page.locator(".st-key-component_fiscal_years").get_by_role("button", name="Picture: ").click()
    name, content = _saved(page, page.get_by_role("dialog").get_by_role("button", name="PNG"), tmp_path / "years.png")
    assert clicks() == 3
    assert name.startswith("fiscal-years-")
    assert Image.open(io.BytesIO(content)).width == 1600


def test_a_citation_to_paste_is_two_clicks_away(page: Page, browser: Browser, server: str) -> None:  # noqa: F811
    """With the clipboard, and where a browser grants none: then the citation is chosen, and copied as of old."""
    context = browser.new_context(base_url=server, permissions=["clipboard-read", "clipboard-write"])
    granted = context.new_page()
    for one in (granted, page):
        _go(one, "/timeline")
        clicks = _counted_clicks(one)
        files = _files(one, "flights")
        files.get_by_role("button", name="Copy the citation: ").click()
        expect(files.get_by_role("status")).to_have_text("Copied.")
        assert clicks() == 2
        told = files.locator(".cited").inner_text().strip()
        assert one.evaluate("getSelection().toString().trim()") == told
    assert granted.evaluate("navigator.clipboard.readText()") == told
    assert [line.split(",")[0].split(":")[0] for line in told.splitlines()] == ["The Phnom Penh Post", "Deportation Flows"]
    context.close()


def test_what_is_opened_stays_open_as_the_filters_change(page: Page) -> None:  # noqa: F811
    _go(page, "/timeline")
    files = _files(page, "flights")
    expect(files.get_by_text("4 groups, with where their reports differ")).to_be_visible()
    page.get_by_role("slider", name="Years").last.press("Home")
    for _ in range(17):
        page.get_by_role("slider", name="Years").last.press("ArrowRight")
    expect(files.get_by_text("3 groups, with where their reports differ")).to_be_visible()


COUNTED = "document.addEventListener('click', event => { window.clicks += event.isTrusted; }, true); window.clicks = 0"


def _counted_clicks(page: Page) -> Callable[[], int]:  # noqa: F811
    """How often its reader has clicked since."""
    page.evaluate(COUNTED)
    return lambda: int(page.evaluate("window.clicks"))


def test_a_brief_opens_and_prints_without_a_network(page: Page, browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    _go(page, "/totals?years=2018&years=2020")
    name, content = _saved(page, page.get_by_role("link", name="Brief to print"), tmp_path / "brief.html")
    assert re.fullmatch(r"brief-totals-2018-2020-[0-9a-f]{8}\.html", name)
    assert len(content) < LARGEST_BRIEF
    assert not MACHINE.search(content)
    context = browser.new_context(offline=True)
    brief, asked, said = context.new_page(), list[str](), list[str]()
    brief.on("request", lambda request: asked.append(request.url))
    brief.on("console", lambda message: said.append(message.text))
    brief.goto((tmp_path / "brief.html").as_uri())
    expect(brief.locator(".chart")).not_to_have_count(0)
    for number in range(brief.locator(".chart").count()):
        expect(brief.locator(".chart").nth(number).locator(".main-svg").first).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert not said
    printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(brief.pdf(format="A4"))).pages)
    assert not re.search(r"\b627\b", printed)  # the digits can stand in a checksum
    brief.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")  # folded: printed once it is opened
    for paper, points in {"A4": 595, "Letter": 612}.items():
        pages = PdfReader(io.BytesIO(brief.pdf(format=paper))).pages
        text = " ".join(page.extract_text() for page in pages)
        assert abs(float(pages[0].mediabox.width) - points) < 2
        for told in ("the latest deportations brought the total number", "627", "How to cite", "Years shown: 2018 to 2020."):
            assert told in " ".join(text.split()), told
    context.close()


def test_one_chart_sits_in_a_narrow_frame(page: Page, server: str) -> None:  # noqa: F811
    _go(page, "/totals?years=2018&years=2020")
    panel = _picture(page, "totals")
    snippet = panel.locator("code").inner_text()
    assert 'src="/totals?' in snippet
    expect(panel.get_by_text("have DEPORTATION_FLOWS_URL set")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 1000})
    page.set_content(f"<body style='margin: 0'>{snippet}</body>")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".st-key-only_totals .main-svg").first).to_be_visible()
    expect(frame.get_by_text("Years shown: 2018 to 2020")).to_be_visible()
    expect(frame.locator(".masthead, h1")).to_have_count(0)
    main = frame.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollWidth") <= 360
    assert main.evaluate("element => element.scrollHeight <= element.clientHeight + 1")
    whole = frame.get_by_role("link", name="The evidence, the data and the whole page").get_attribute("href")
    assert whole == f"{server}/totals?years=2018&years=2020"


def test_what_is_taken_away_has_the_public_address(browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    view = f"{PUBLIC}/totals?years=2018&years=2020"
    with serve(DEPORTATION_FLOWS_URL=PUBLIC, DEPORTATION_FLOWS_FRAMES="*") as server:
        page = browser.new_page(base_url=server, viewport={"width": 1200, "height": 900})
        _go(page, "/totals?years=2018&years=2020&utm_source=x&fbclid=y")
        panel = _files(page, "totals")
        rows = f"{PUBLIC}/data/totals.csv?years=2018&years=2020"
        expect(panel.locator(".cited")).to_contain_text(rows)
        for title, written in {"Plain text": rows, "BibTeX": f"url = {{{rows}}}", "RIS": f"UR  - {rows}"}.items():
            _, content = _saved(page, panel.get_by_role("link", name=title), tmp_path / "cited")
            assert written in content.decode()
            assert not MACHINE.search(content)
        dialog = _picture(page, "totals")
        expect(dialog.locator("code")).to_contain_text(f'src="{view.replace("&", "&amp;")}&amp;only=totals&amp;embed=true"')
        expect(dialog.get_by_text("DEPORTATION_FLOWS")).to_have_count(0)
        _, svg = _saved(page, dialog.get_by_role("button", name="SVG"), tmp_path / "chart.svg")
        assert view in _words(svg)
        page.keyboard.press("Escape")
        _, brief = _saved(page, page.get_by_role("link", name="Brief to print"), tmp_path / "brief.html")
        assert view.replace("&", "&amp;") in brief.decode()
        for content in (svg, brief):
            assert not MACHINE.search(content)
        page.close()


def test_the_link_of_a_record_keeps_the_lens_that_shows_it(page: Page, server: str) -> None:  # noqa: F811
    _go(page, "/?sources=all&years=2018&years=2020&record=flight-2020-01-joint-statement")
    link = page.get_by_role("dialog").get_by_role("button", name="Copy link").get_attribute("data-address")
    assert link == "?record=flight-2020-01-joint-statement&sources=all"
    _go(page, f"{server}/{link}")
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_contain_text("Group of January 2020")
    expect(page.get_by_text("There is no record")).to_have_count(0)


def test_the_open_control_is_accessible(page: Page) -> None:  # noqa: F811
    """In light by every rule; in dark, where only colours change, by that of contrast."""
    rules = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "dark": ["color-contrast"]}
    _go(page, "/totals?years=2018&years=2020")
    for opened in (_files, _picture):
        opened(page, "totals")
        for scheme, only in rules.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(page, options={"runOnly": only})
            assert not found.response["violations"], found.generate_report()
