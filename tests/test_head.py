"""What a page says before any script runs, read by parsers that this project did not write; for a hostile record too."""

from __future__ import annotations

import io
import json
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import jsonschema
import pandas as pd
import pytest
from PIL import Image
from rdflib import Graph, URIRef

from loaders import Dataset
from loaders.analysis.filters import Years
from loaders.export.schema_org import dataset_card
from loaders.export.version import version
from pages.web.entrance import PAGES
from tests.conftest import SMALL, serve

PUBLIC = "https://flows.example.org/here"
HOSTILE = "</script><script>alert(1)</script>\\1 & \"'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A record whose words would be markup, under a base path, with an address that is not the one it is asked at."""
    record = tmp_path_factory.mktemp("hostile") / "record"
    shutil.copytree(SMALL, record)
    about = record / "about.yaml"
    about.write_text(about.read_text().replace("How many went to Zenda?", f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'"))
    with serve(
        DEPORTATION_FLOWS_DATA=str(record), STREAMLIT_SERVER_BASE_URL_PATH="here", DEPORTATION_FLOWS_URL=f"{PUBLIC}/"
    ) as address:
        yield f"{address}/here"


class _Head(HTMLParser):
    """The meta elements and the JSON-LD of a page, as a parser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.told: dict[str, str] = {}
        self.cards: list[str] = []
        self.scripts: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "meta":
            self.told[found.get("property") or found.get("name") or ""] = found.get("content") or ""
        if tag == "script":
            self.scripts.append(found.get("type"))

    def handle_data(self, data: str) -> None:
        if self.scripts and self.scripts[-1] == "application/ld+json" and data.strip().startswith("{"):
            self.cards.append(data)


def _page(address: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
        assert int(answer.headers["content-length"]) > 5_000
        return answer.read().decode()


@pytest.mark.parametrize("page", list(PAGES))
def test_each_page_has_title_description_and_preview(site: str, page: str) -> None:
    told = _Head(_page(f"{site}/{page}?years=2010&utm_source=x&fbclid=y&embed=true", Host="evil.example")).told
    assert told["og:title"] == f"{PAGES[page] if page else HOSTILE} · Deportation Flows"
    assert told["og:description"].startswith("An invented record")
    assert told["og:url"] == f"{PUBLIC}/{page}?years=2010"
    with urllib.request.urlopen(told["og:image"].replace(PUBLIC, site), timeout=30) as answer:
        assert Image.open(io.BytesIO(answer.read())).size == (1200, 630)


def test_the_card_is_a_dataset_whose_files_are_there(site: str) -> None:
    html = _page(site + "/")
    head = _Head(html)
    assert "alert(1)</script>" not in html
    assert head.scripts == [None, None, "module", None, "application/ld+json", "application/json"]
    card = json.loads(head.cards[0])
    assert card["url"] == f"{PUBLIC}/"
    assert card["@type"] == "Dataset"
    assert card["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for file in card["distribution"][:3]:
        assert urllib.request.urlopen(file["contentUrl"].replace(PUBLIC, site), timeout=60).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:8501"])
def test_without_a_public_address_a_page_names_none(server: str, host: str) -> None:
    html = _page(f"{server}/?years=2018", Host=host)
    told = _Head(html).told
    assert host not in html
    assert not {"og:url", "og:image"} & set(told)
    assert told["twitter:card"] == "summary"


@pytest.mark.parametrize("page", list(PAGES))
def test_a_page_does_not_name_what_the_site_does_not_have(site: str, page: str) -> None:
    html = _page(f"{site}/{page}")
    for word in ("_stcore", "service-desc", "You need to enable JavaScript"):
        assert word not in html
    assert '<a href="/here/data/">The data</a>' in html


def test_the_files_of_the_card_are_of_all_the_sources_that_it_names(server: str, whole: Dataset) -> None:
    """The record opens with one source; the card speaks of all."""
    card = json.loads(_Head(_page(server + "/")).cards[0])
    files = {file["contentUrl"].rpartition("/")[2]: server + file["contentUrl"] for file in card["distribution"]}
    assert len(pd.read_csv(files["sources.csv?sources=all"])) == len(card["isBasedOn"]) == len(whole.source_files)
    whole_files = {"deportation-flows.zip", "deportation-flows.sqlite"}  # which take no parameter
    assert {urllib.request.urlopen(files[name], timeout=60).status for name in whole_files} == {200}
    assert all("?" in name for name in files.keys() - whole_files)


def test_where_a_record_opens_whole_the_card_asks_for_nothing(dataset: Dataset) -> None:
    card = dataset_card(dataset, version(dataset, "data"), Years(2002, 2022), "https://example.org")
    assert all("?" not in file["contentUrl"] for file in card["distribution"])


def test_a_linked_data_parser_reads_the_card(dataset: Dataset) -> None:
    card = dataset_card(dataset, version(dataset, "data"), Years(2002, 2022), "https://example.org")
    card["@context"] = {"@vocab": "https://schema.org/"}  # the context itself is on the web
    graph = Graph().parse(data=json.dumps(card), format="json-ld")
    assert len(list(graph.objects(None, URIRef("https://schema.org/contentUrl")))) == len(card["distribution"])
    assert len(list(graph.objects(None, URIRef("https://schema.org/isBasedOn")))) == len(dataset.source_files)


TEXT = {"type": "string", "minLength": 1}
GOOGLE = {
    "type": "object",
    "required": ["@context", "@type", "name", "description", "creator", "license", "spatialCoverage", "temporalCoverage"],
    "properties": {
        "@type": {"const": "Dataset"},
        "name": TEXT,
        "description": {"type": "string", "minLength": 50, "maxLength": 5000},
        "creator": {"required": ["name"], "properties": {"@type": {"enum": ["Person", "Organization"]}, "name": TEXT}},
        "license": {"type": "string", "format": "uri"},
        "temporalCoverage": {"type": "string", "pattern": r"^\d{4}/(\d{4}|\.\.)$"},
        "spatialCoverage": {"type": "array", "items": {"required": ["name"], "properties": {"@type": {"const": "Place"}}}},
        "distribution": {
            "type": "array",
            "items": {"required": ["contentUrl", "encodingFormat"], "properties": {"@type": {"const": "DataDownload"}}},
        },
    },
}
"""What Google asks of a Dataset, and part of what it recommends beside, by its page on structured data for datasets."""


def test_the_card_has_what_search_engines_ask_for_and_nothing_that_the_record_does_not_say(dataset: Dataset) -> None:
    card = dataset_card(dataset, version(dataset, "data"), Years(2002, 2022), "https://example.org")
    jsonschema.validate(card, GOOGLE, format_checker=jsonschema.FormatChecker())
    assert [place["name"] for place in card["spatialCoverage"]] == dataset.about.places
    silent = replace(dataset, about=dataset.about.model_copy(update={"places": [], "creator": None}))
    card = dataset_card(silent, version(silent, "data"), Years(2002, 2022), "https://example.org")
    assert not card.keys() & {"spatialCoverage", "creator"}


def test_what_is_no_page_passes_as_it_is(site: str) -> None:
    with urllib.request.urlopen(f"{site}/_stcore/health", timeout=30) as answer:
        assert answer.read() == b"ok"
    assert "og:title" not in urllib.request.urlopen(f"{site}/data/", timeout=30).read().decode()
    tagged = urllib.request.Request(f"{site}/totals", headers={"If-None-Match": '"x"', "Range": "bytes=0-10"}, method="HEAD")
    with urllib.request.urlopen(tagged, timeout=30) as answer:
        assert (answer.status, answer.headers["etag"]) == (200, None)
