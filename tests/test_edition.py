"""The static edition: the words of the first paint, links that lead to files, a second run that writes nothing."""

from __future__ import annotations

import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, expect
from starlette.datastructures import QueryParams

from loaders import Dataset, load, written
from loaders.search import results
from loaders.wording.catalogues import catalogue
from loaders.wording.language import speaking
from pages import __main__, assets, contents, settings
from pages.edition import drawing, files, pieces
from pages.edition.charts import WIDTHS, Chart
from pages.edition.document import MOST, TAKE, Document
from pages.edition.drawing import Chromium, PictureError
from pages.edition.places import Edition, Place
from pages.edition.walk import walk
from pages.panels.panel import Page, Panel
from pages.share import picture
from pages.web import first
from tests.conftest import SMALL
from tests.said import text_of
from tests.test_browser import CHROMIUM, browser, khmer  # noqa: F401  # fixtures

SCRIPT = re.compile(r"<script.*?</script>", re.S)
LEADS = re.compile(r'<section class="panel page-of" data-panel="(\w+)">.*?<a href="([^"]*)".*?</section>', re.S)
WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
OWN = re.compile(r'<div class="filters">.*?</div>|<footer>(?:(?!<footer>).)*</footer></div></body></html>', re.S)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of the small record, in a folder that holds nothing else."""
    out = tmp_path_factory.mktemp("edition") / "out"
    written.tree(out, walk(Edition(load(SMALL))), __main__.MANIFEST)
    return out


def _lines(html: str) -> Counter[str]:
    """The words that are read, line by line: a button that is not seen has none."""
    return Counter(text_of(TAKE.sub("", SCRIPT.sub("", html))).splitlines())


BODY = re.compile(r'<div class="body">(.*?)(?:<div class="under">|</section>)', re.S)


def _page(edition: Edition, place: Place) -> Counter[str]:
    """The words of a page and of what stands on pages of its own, each of them short enough; without the links that filter."""
    documents = [Document(edition, place)]
    html = _short(documents[0])
    told = _lines(LEADS.sub("", OWN.sub("", html.partition("<body>")[2])))
    for panel, href in LEADS.findall(html):
        documents.append(Document(edition, replace(place, panel=panel)))
        assert href.rpartition("/")[2] == documents[-1].place.file.rpartition("/")[2]
        [section] = re.findall(rf'<section class="panel" data-panel="{panel}">.*?</section>', _short(documents[-1]), re.S)
        told += _lines(section) + _next(documents[-1])
    for part in {found for document in documents for found in document.found if found.part and found.sheet == 1}:
        document = Document(edition, part)
        told += _lines(BODY.findall(_short(document))[0]) + _next(document)
    return told


def _short(document: Document) -> str:
    html = document.html()
    assert len(html.encode()) <= MOST
    return html


def _next(document: Document) -> Counter[str]:
    """The words of the further sheets of a document."""
    own = replace(document.place, sheet=1)
    others = (place for place in document.found if place.sheet > 1 and replace(place, sheet=1) == own)
    return sum((_lines(BODY.findall(_short(Document(document.edition, place)))[0]) for place in others), Counter())


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("every", [False, True])
def test_a_page_says_what_the_first_paint_says(page: Page, language: str, every: bool, whole: Dataset) -> None:
    place = Place(language, every, page=page.path)
    painted = first.paint(whole, page.path, QueryParams(place.query)).removesuffix("</div>").rpartition("<footer>")[0]
    assert _page(Edition(whole), place) == _lines(painted)


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
def test_a_page_of_one_year_says_the_same_without_files_of_the_year(page: Page, whole: Dataset) -> None:
    place = Place(every=True, year=2018, page=page.path)
    painted = first.paint(whole, page.path, QueryParams(place.query)).removesuffix("</div>").rpartition("<footer>")[0]
    without = re.sub(r'<footer>.*?</footer>|<section class="panel" data-panel="addresses">.*?</section>', "", painted, flags=re.S)
    assert _page(Edition(whole), place) == _lines(without)
    assert "The files there are of all years." in Document(Edition(whole), place).html()


@pytest.mark.parametrize(
    ("here", "address", "file"),
    [
        (Place(), "/totals", "totals.html"),
        (Place(), "/totals?sources=all&lang=km", "km/all/totals.html"),
        (Place(page="totals"), "?years=2018&years=2018", "2018/totals.html"),
        (Place(page="totals"), "?years=2002&years=2022", "totals.html"),
        (Place(page="totals"), "?years=2018&years=2020", None),
        (Place(), "?as_of=2019-01-01", None),
        (Place(), "?sources=ap-2018-08", None),
        (Place(), "?record=kvao-total-2020&years=2018", "record/kvao-total-2020.html"),
        (Place(), "?record=kvao-total-2020&sources=all", "all/record/kvao-total-2020.html"),
        (Place(), "?record=ice-release-2019-07-03&sources=all", "record/ice-release-2019-07-03.html"),
        (Place(), "?record=ice-release-2019-07-03", "record/ice-release-2019-07-03.html"),
        (Place(), "?record=nothing", None),
        (Place(), "?record=sum:year:2018&years=2018", "2018/record/sum.year.2018.html"),
        (Place(), "/data/flights.csv?years=2002&years=2022", "data/flights.csv"),
        (Place(), "/data/flights.csv?years=2018", None),
        (Place(language="km"), "/data/record.csv?record=kvao-total-2020&lang=km", "record/kvao-total-2020.csv"),
        (Place(every=True, year=2018), "/data/", "all/data/index.html"),
        (Place(every=True), "/data/deportation-flows.zip", "data/deportation-flows.zip"),
        (Place(page="statements"), "?side=Cambodia", "statements-cambodia.html"),
        (Place(), "/nothing", None),
    ],
)
def test_each_address_has_one_file(here: Place, address: str, file: str | None, whole: Dataset) -> None:
    led = Edition(whole).at(here, address)
    assert (led[0].file if led else None) == file


def test_a_question_is_a_place_on_its_page(whole: Dataset) -> None:
    led = Edition(whole).at(Place(page="statements"), "?question=Interviews")
    assert led is not None
    assert led[0].file == "statements.html"
    assert f'id="{led[1]}"' in Document(Edition(whole), led[0]).html()


def test_whatever_is_on_record_has_a_page_of_its_own(edition: Path) -> None:
    view = Edition(load(SMALL)).view(Place())
    sources, events = (one.source.id for one in view.dataset.source_files), (one.id for one in view.every_event)
    for name in (*view.dataset.by_id, *view.dataset.flights, *sources, *events, *(one.check.id for one in view.every_check)):
        assert "<h1>" in (edition / "record" / f"{name}.html").read_text(), name
    assert len(list(edition.glob("data/flights.*"))) == 9  # six forms, three citations
    told = json.loads((edition / "data" / "index.json").read_text())["tables"]
    assert all((edition / "data" / file).exists() for table in told for file in table["files"].values())


def test_every_link_leads_to_a_file_and_every_page_is_led_to(edition: Path) -> None:
    documents = {file.relative_to(edition).as_posix(): file.read_text() for file in edition.rglob("*.html")}
    led = {"index.html", "404.html"}
    del documents["404.html"]  # which is read at any address
    for name, html in documents.items():
        assert "<script>" not in html or "brief-" in name
        for link in re.findall(r' (?:href|src|data-(?:script|index))="([^"]*)"', html):
            if link.startswith(("http:", "https:", "mailto:")):
                continue
            path, _, part = unescape(link).partition("#")
            there = normpath(f"{dirname(name) or '.'}/{path}") if path else name
            assert (edition / there).is_file(), f"{name}: {link}"
            assert not part or f'id="{part}"' in documents[there], f"{name}: {link}"
            led.add(there)
    assert not documents.keys() - led


def test_the_search_has_all_that_there_is_to_find_and_each_leads_to_a_file(edition: Path) -> None:
    for code in ("", "km"):
        told = (edition / code / "search.js").read_text().removeprefix("window.handed = ").removesuffix(";\n")
        index = json.loads(told)
        assert len(index["entries"]) == len(results.entries(load(SMALL)))
        assert all((edition / code / entry[0]).is_file() for entry in index["entries"])
        assert len(index["headings"]) == len(index["further"]) == len(index["entries"]) + 1


def test_what_there_is_not_leads_on_in_each_language_and_briefs_fetch_what_pages_do(edition: Path) -> None:
    nothing = (edition / "404.html").read_text()
    assert [*re.findall(r'<section lang="(\w+)">', nothing)] == ["en", "km"]
    for link in re.findall(r' href="/([^"]*)"', nothing):
        assert (edition / link).is_file(), link
    brief = (edition / "km" / "data" / "brief-totals.html").read_text()
    assert '<script src="../../assets/plotly' in brief
    assert len(brief) < 100_000


def test_what_is_too_long_is_parted_between_its_elements_and_keeps_headings_with_what_follows() -> None:
    blocks = "".join(f"<h3>{number}</h3><table><tbody><tr><td>{'x' * 50}</td></tr></tbody></table>" for number in range(9))
    panel = f'<section class="panel"><div class="head">a</div><div class="body">{blocks}</div><div class="foot">z</div></section>'
    sheets = pieces.sheets(panel, 400)
    assert len(sheets) > 2
    assert all(len(sheet) <= 400 and sheet.count("<") == 2 * sheet.count("</") for sheet in sheets)
    assert "".join(BODY.findall(sheet.replace("foot", "under"))[0].removesuffix("</div>") for sheet in sheets) == blocks
    assert not any("</h3></div>" in sheet for sheet in sheets)


def test_nothing_stands_outside_and_a_second_run_writes_nothing(edition: Path) -> None:
    assert list(edition.parent.iterdir()) == [edition]
    (edition / "totals.html").write_text("changed")
    told = written.tree(edition, walk(Edition(load(SMALL))), __main__.MANIFEST)
    assert (told.written, told.removed) == (1, 0)
    assert told.files + 1 == sum(file.is_file() for file in edition.rglob("*"))


def test_a_tree_removes_what_is_no_longer_made_and_refuses_other_files(tmp_path: Path) -> None:
    def cut_short() -> Iterator[tuple[str, bytes]]:
        yield "deep/one", b"1"
        raise OSError(28, "No space left on device")

    with pytest.raises(written.WriteError, match="not all was written: No space left"):
        written.tree(tmp_path, cut_short(), "list")
    told = written.tree(tmp_path, [("two", b"2")], "list")  # what the run that was cut short left is known as its own
    assert (told.written, told.removed) == (1, 1)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["list", "two"]
    (tmp_path / "letter").write_text("mine")
    with pytest.raises(written.WriteError, match="it holds other files, which would be lost: letter"):
        written.tree(tmp_path, [("two", b"3")], "list")
    assert (tmp_path / "two").read_text() == "2"


def test_public_addresses_are_those_of_files_and_the_live_dashboard_has_the_same_view(monkeypatch: pytest.MonkeyPatch) -> None:
    url, live, place = "https://flows.example.org/here", "https://ask.example.org", Place(page="totals")
    monkeypatch.setenv(settings.URL, url)
    edition = Edition(load(SMALL), url, live)
    totals = Document(edition, place).html()
    assert f'<link rel="canonical" href="{url}/totals.html" />' in totals
    assert f'hreflang="km" href="{url}/km/totals.html"' in totals
    assert f"{url}/data/figures.csv" in totals
    assert not re.search(rf"{url}/[^\s\"<]*\?", totals)
    assert json.loads(files.made(edition, Place(data="flights.json"))[0])["address"] == f"{url}/data/flights.csv"
    assert f"{url}/record/total-2012.html".encode() in files.made(edition, Place(record="total-2012", form="bib"))[0]
    assert f'href="{live}/totals?{urlencode(edition.asked(place).address).replace("&", "&amp;")}"' in totals
    told = dict(files.beside(edition, ["index.html"]))
    assert f"<loc>{url}/index.html</loc>" in told["sitemap.xml"].decode()
    assert f"Sitemap: {url}/sitemap.xml" in told["robots.txt"].decode()


def test_the_command_says_what_it_cannot_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    assert __main__.main(["static", str(folder)]) == 1
    assert "it holds other files" in capsys.readouterr().err
    assert __main__.main(["static", str(folder / "out"), "--live", "nowhere"]) == 1
    assert "--live is 'nowhere'" in capsys.readouterr().err
    (folder / "flights.yaml").write_text("flights: 3\n")
    assert __main__.main(["static", str(folder / "out")]) == 1
    assert "flights.yaml:1" in capsys.readouterr().out
    assert not (folder / "out").exists()


def test_without_a_chromium_the_command_says_so_and_pages_lead_to_no_picture(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(__main__, "walk", lambda *_: [("index.html", b"")])  # what the pages hold is read in the edition above
    for options, said in (([], drawing.PROGRAMS), (["--no-pictures"], ())):
        assert __main__.main(["static", str(tmp_path / "out"), *options]) == 0
        told, *last = capsys.readouterr().out.splitlines()
        assert len(last) == bool(said)
        assert ("The pages have no pictures" in told) == bool(said)
        assert all(program in told for program in said)
    assert not [*edition.glob("*.svg"), *edition.glob("totals*.png")]
    assert "data-take" not in (edition / "totals.html").read_text()
    assert "Picture" not in text_of((edition / "totals.html").read_text())


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo first >&2; echo no display >&2; exit 3", r"it ended with 3\. no display$"),
        ("exec sleep 60", "nothing came within 0.5"),
    ],
)
def test_a_program_that_draws_nothing_is_told_and_ended(
    script: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/id\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    longest = 0.5 if "sleep" in script else 60
    monkeypatch.setattr(__main__, "Chromium", lambda path: Chromium(path, longest))
    assert __main__.main(["static", str(tmp_path / "out")]) == 1
    first, second = capsys.readouterr().err.splitlines()[-2:]
    assert first.startswith(f"{program} did not draw ‘")
    assert re.search(told, first)
    assert "--no-pictures" in second
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "id").read_text()), 0)


def test_the_style_stands_in_each_page_where_it_has_room(edition: Path) -> None:
    """Whole, with its fonts where they are as seen from there; a page that would be too long leads to it, as do records."""
    style = max((edition / "assets").glob("*.css"), key=lambda file: file.stat().st_size)
    within, beside = 0, 0
    for file in sorted(edition.rglob("*.html")):
        html = file.read_text()
        held = re.findall(r"<style>(.*?)</style>", html, re.S)
        led = [(file.parent / one).resolve() for one in re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)]
        if "brief-" in file.name or file.name == "404.html" or "data" in file.parts[-2:]:
            continue
        if held:
            within += 1
            fonts = set(re.findall(r'url\("([^"]*)"\)', held[0]))
            assert led == [] and fonts and all((file.parent / font).is_file() for font in fonts)
            assert re.sub(r'url\("[^"]*/', 'url("', held[0]).strip() == style.read_text().strip()
            assert len(html.encode()) <= MOST
        else:
            beside += 1
            assert led == [style.resolve()]
            assert file.parent.name == "record" or len(html.encode()) + style.stat().st_size > MOST
    assert within > 20 and beside > 20


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[Chromium]:  # noqa: F811
    """What draws pictures."""
    with Chromium(str(CHROMIUM)) as made:
        yield made


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory, chromium: Chromium) -> Path:
    """The same edition with pictures, in one language."""
    out = tmp_path_factory.mktemp("pictured") / "out"
    with patch.object(catalogue, "codes", lambda: [catalogue.SOURCE]):
        written.tree(out, walk(Edition(load(SMALL), draw=chromium.draw)), __main__.MANIFEST)
    return out


@pytest.mark.browser
def test_each_chart_of_all_years_leads_to_its_picture(edition: Path, pictured: Path) -> None:
    """The figure of each chart is a file; single years have no pictures, and none is there to which no page leads."""
    found = [file.relative_to(pictured).as_posix() for file in pictured.rglob("*-*.svg")]
    charts = [file.relative_to(edition).as_posix() for file in edition.rglob("*-*.js") if file.parent.name != "assets"]
    assert sorted(found) == sorted(f"{name[:-3]}.svg" for name in charts if not re.search(r"^km/|\b\d{4}/", name))
    led = set()
    for file in pictured.rglob("*.html"):
        for link in re.findall(r'<p class="take picture">.*?</p>', file.read_text()):
            assert text_of(link) == "Picture: PNG SVG"
            led.update((file.parent / href).resolve() for href in re.findall(r' href="([^"]*)"', link))
    assert led == {(pictured / name).with_suffix(suffix).resolve() for name in found for suffix in (".svg", ".png")}


STANDS = re.compile(r'<div class="chart">(.*?)<script type="application/json">(.*?)</script>', re.S)


@pytest.mark.browser
def test_each_chart_stands_on_its_page_for_each_screen_and_its_marks_are_links(edition: Path, pictured: Path) -> None:
    """They lead to where those of plotly.js lead; single years have theirs too, and what is folded has none until then."""
    known, folded = 0, 0
    for file in sorted(pictured.rglob("*.html")):
        html = file.read_text()
        assert len(html.encode()) <= MOST or "brief-" in file.name
        for drawn, told in STANDS.findall(html):
            if "<svg" not in drawn:
                folded += 1
                continue
            script = (file.parent / json.loads(told)["file"]).read_text()
            handed = json.loads(script.removeprefix("window.handed = ").removesuffix(";\n"))
            stills = ElementTree.fromstring(f"<div>{drawn}</div>")[0]  # noqa: S314  # our own
            layout, (begin, end) = handed["figure"]["layout"], handed["figure"]["layout"]["xaxis"]["range"]
            marks = (
                (one[0], x)
                for trace in handed["figure"]["data"]
                for one, x in zip(trace.get("customdata", ()), trace["x"], strict=False)
            )
            within = {handed["leads"][name] for name, x in marks if name in handed["leads"] and begin <= x <= end}
            for still, (screen, width) in zip(stills, WIDTHS.items(), strict=True):
                height = {**layout, **layout.get("meta", {}).get(screen, {})}["height"]
                assert (still.get("class"), still.get("viewBox")) == (f"still {screen}", f"0 0 {width} {height}")
                links = list(still.iter("a"))
                assert {link.get("href") for link in links} == within
                assert {link.get("tabindex") for link in links} <= {"-1"}
            known += 1
    assert known > len(list(pictured.rglob("*-*.svg")))
    assert folded == len(re.findall(r'<details><summary class="fold">(?:(?!</details>).)*class="chart"', _every(pictured)))
    assert 'class="still' not in _every(edition)


def _every(edition: Path) -> str:
    """All pages."""
    return "".join(file.read_text() for file in sorted(edition.rglob("*.html")))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "km"])
def test_a_picture_is_whole_and_asks_for_nothing(language: str, chromium: Chromium, request: pytest.FixtureRequest) -> None:
    """What it says is what the page says; the Latin letters are in it, and no address but those of the notation."""
    if language == "km":
        request.getfixturevalue("khmer")
    place, edition = Place(language, page="totals", panel="totals"), Edition(load(SMALL), draw=chromium.draw)
    with speaking(language):
        heading = _panel(place).headline(edition.asked(place))
    drawn = Chart(edition, place).picture()
    assert drawn
    svg = drawn["svg"]
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own
    told = " ".join("".join(text.itertext()) for text in root.findall("{http://www.w3.org/2000/svg}text"))
    assert _run(told).startswith(_run(heading))
    for family in assets.LETTERS:
        assert re.search(rb'font-family: "' + family.encode() + rb'";[^}]*url\(data:font/woff2;base64,[A-Za-z0-9+/]{9999}', svg)
    assert b"://" not in re.sub(rb'xmlns(:\w+)?="[^"]*"', b"", svg)
    assert Image.open(io.BytesIO(drawn["png"])).size == (1600, 900) == (int(root.get("width", 0)), 900)


@pytest.mark.browser
def test_pictures_are_the_same_each_time_and_what_cannot_be_drawn_is_told(pictured: Path) -> None:
    """Drawn in another order by another process: byte for byte. A letter that no font has; a chart that is none."""
    with Chromium(str(CHROMIUM)) as chromium:
        edition = Edition(load(SMALL), draw=chromium.draw)
        for place in (Place(page="timeline", panel="flights"), Place(page="totals", panel="totals")):
            drawn = Chart(edition, place).picture()
            assert drawn
            assert drawn == {form: (pictured / replace(place, form=form).file).read_bytes() for form in picture.FORMS}
        with patch.object(catalogue, "codes", lambda: [catalogue.SOURCE]):
            assert Document(edition, Place(page="timeline")).html() == (pictured / "timeline.html").read_text()
        data = _data(edition, place)
        assert chromium.draw({**data, "words": {**data["words"], "title": "\U00010d50 and more"}}) is None
        with pytest.raises(PictureError, match=r"did not draw ‘.*’: TypeError"):
            chromium.draw({**data, "figure": None})


def _data(edition: Edition, place: Place) -> dict[str, Any]:
    """What a picture is drawn from."""
    asked, panel = edition.asked(place), _panel(place)
    figure = picture.figure(panel, asked)
    assert figure
    return picture.data(panel, asked, figure, "")


def _panel(place: Place) -> Panel:
    panel = contents.BY_PATH[place.page].panel(place.panel)
    assert panel
    return panel


def _run(words: str) -> str:
    """Words without what is between them, where lines are broken."""
    return re.sub(r"[\s\u200b]", "", words)


@pytest.mark.browser
def test_from_a_folder_a_page_has_its_chart_with_scripts_and_its_table_without(edition: Path, browser: Browser) -> None:  # noqa: F811
    asked, said = list[str](), list[str]()
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((edition / "totals.html").as_uri())
    chart = page.locator(".chart").first
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".main-svg").first).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "preload": False})
    assert not found.response["violations"]
    page.locator("main a[href*='record/']").first.click()
    expect(page.locator("[data-panel=evidence] h1")).to_be_visible()
    page.go_back()
    page.locator(".years a").last.click()
    expect(page.locator(".years [aria-current]")).not_to_have_text("All years")
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)
    assert not said
    context.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto((edition / "totals.html").as_uri())
    expect(plain.locator(".chart").first).to_be_hidden()
    expect(plain.locator(".panel:has(.chart) table").first).to_be_visible()
    plain.context.close()


BOX = "one => [one.offsetLeft, one.offsetTop, one.offsetWidth, one.offsetHeight]"


@pytest.mark.browser
@pytest.mark.parametrize(("width", "screen"), [(1280, "wide"), (390, "narrow"), (720, "")])
def test_plotly_comes_once_a_reader_acts_on_a_chart_and_takes_its_place(
    width: int,
    screen: str,
    pictured: Path,
    browser: Browser,  # noqa: F811
) -> None:
    """Nothing moves then. Where a chart would be much smaller than it was drawn, it is drawn as it comes near."""
    asked = list[str]()
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark")
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto((pictured / "totals.html").as_uri())
    chart = page.locator(".chart").first
    box = chart.evaluate(BOX)
    if screen:
        still = chart.locator(".still:visible")
        assert still.get_attribute("class") == f"still {screen}"
        assert still.get_attribute("viewBox") == f"0 0 {box[2]} {box[3]}"
        assert still.evaluate("one => getComputedStyle(one).fill") == page.evaluate("getComputedStyle(first).color")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "preload": False})
        assert not found.response["violations"]
        assert not [name for name in asked if name.startswith("plotly") or name == "totals-totals.js"]
        chart.locator(".drawing").focus()
    expect(chart.locator(".main-svg").first).to_be_visible()
    expect(chart.locator(".still:visible")).to_have_count(0)
    assert chart.evaluate(BOX) == box
    page.keyboard.press("End")
    if screen:
        expect(chart.locator(".said")).to_contain_text("/")
    page.close()


@pytest.mark.browser
def test_a_mark_leads_to_its_evidence_without_scripts(pictured: Path, browser: Browser) -> None:  # noqa: F811
    page = browser.new_page(java_script_enabled=False)
    page.goto((pictured / "totals.html").as_uri())
    expect(page.locator(".panel:has(.chart) table").first).to_be_visible()
    page.locator(".still.wide a").first.click()
    expect(page.locator("[data-panel=evidence] h1")).to_be_visible()
    page.close()
