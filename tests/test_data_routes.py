"""The data routes as others build on them: every form, the list, conditional requests, other sites, a base path."""

from __future__ import annotations

import http.client
import io
import json
import re
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from urllib.parse import urlsplit

import pandas as pd
import pytest

from loaders import Dataset, __main__
from loaders.export.forms import FORMS
from loaders.export.views import CITED
from loaders.tables.tables import TABLES
from tests.conftest import ROOT, SMALL, serve

PUBLIC = "https://flows.example.org/a/record"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The small record under a base path, with an address that is not the one it is asked at."""
    with serve(
        DEPORTATION_FLOWS_DATA=str(SMALL), STREAMLIT_SERVER_BASE_URL_PATH="a/record", DEPORTATION_FLOWS_URL=PUBLIC
    ) as address:
        yield f"{address}/a/record"


def _ask(address: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    asked = urllib.request.Request(address, method=method, headers={key.replace("_", "-"): headers[key] for key in headers})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("form", list(FORMS))
def test_a_table_in_every_form(site: str, form: str) -> None:
    status, headers, content = _ask(f"{site}/data/flights.{form}?years=2010")
    assert (status, headers["content-type"]) == (200, FORMS[form].media)
    assert re.search(rf'filename="flights-2010-2010-[0-9a-f]{{8}}\.{re.escape(form)}"', headers["content-disposition"])
    if form in {"xlsx", "parquet"}:
        rows = (pd.read_excel if form == "xlsx" else pd.read_parquet)(io.BytesIO(content))
        assert set(rows["year"].dropna()) == {2010}
    status, head, nothing = _ask(f"{site}/data/flights.{form}?years=2010", "HEAD")
    assert (status, nothing) == (200, b"")
    assert {key: head[key] for key in ("etag", "content-length")} == {key: headers[key] for key in ("etag", "content-length")}


def test_the_list_for_programs_names_what_is_there(site: str) -> None:
    status, headers, content = _ask(f"{site}/data/")
    listed = json.loads(content)
    assert (status, headers["content-type"]) == (200, "application/json")
    assert [table["name"] for table in listed["tables"]] == list(TABLES)
    assert listed["tables"][0]["files"]["parquet"] == f"{PUBLIC}/data/flights.parquet"
    for form in ("json", "csv.zip"):
        assert _ask(listed["tables"][0]["files"][form].replace(PUBLIC, site))[0] == 200
    assert json.loads(_ask(f"{site}/data/index.json", Accept="text/html")[2]) == listed
    narrowed = json.loads(_ask(f"{site}/data?years=2010")[2])
    assert narrowed["tables"][0]["files"]["csv"] == f"{PUBLIC}/data/flights.csv?years=2010&years=2010"
    assert _ask(f"{site}/data/?yaers=2010")[0] == 400


def test_the_list_for_people_leads_to_every_file(site: str) -> None:
    _, headers, content = _ask(f"{site}/data/", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert headers["content-type"].startswith("text/html")
    assert "<script" not in content.decode()
    links = re.findall(r'href="([^"]*)"', content.decode())
    assert len([link for link in links if "/data/" in link]) == len(TABLES) * (len(FORMS) + len(CITED)) + 3
    origin = site.removesuffix("/a/record")
    assert all(
        _ask(link.replace(PUBLIC, site) if link.startswith("http") else f"{origin}{link}")[0] == 200 for link in links[1:3]
    )


def test_the_list_says_which_sources_are_served(site: str, server: str) -> None:
    told = "of the default sources only, one newspaper article (The Phnom Penh Post, May 2022); ?sources=all serves all."
    for asked in ("", "?sources=all"):
        assert told in json.loads(_ask(f"{server}/data/{asked}")[2])["sources_served"]
        assert told in _ask(f"{server}/data/{asked}", Accept="text/html")[2].decode()
    alone = json.loads(_ask(f"{site}/data/")[2])["sources_served"]  # a record that names no default
    assert alone == "Without the parameter 'sources' the tables are of all sources."


@pytest.mark.parametrize("table", ["by_year", "readings", "checks", "ledger", "conflicts", "positions"])
def test_json_names_as_many_sources_as_its_rows_rest_on(server: str, whole: Dataset, table: str) -> None:
    read = json.loads(_ask(f"{server}/data/{table}.json?sources=all&years=2018&years=2018")[2])
    reports = {name for row in read["rows"] for name in (row["records"] or "").split("\n") if name}
    assert len(read["sources"]) == len({whole.by_id[name][0].id for name in reports})


def test_whoever_has_it_is_not_sent_it_again(site: str) -> None:
    address = f"{site}/data/flights.csv"
    tag = _ask(address)[1]["etag"]
    for held in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        status, headers, content = _ask(address, If_None_Match=held)
        assert (status, headers["etag"], content) == (304, tag, b"")
    assert _ask(address, If_None_Match='"other"')[0] == 200
    assert _ask(f"{address}?years=2010")[1]["etag"] != tag


@pytest.mark.parametrize("path", ["flights.csv", "flights.csv?years=x", "nothing.csv", ""])
def test_the_page_of_another_site_may_read(site: str, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        _, headers, _ = _ask(f"{site}/data/{path}", method, Origin="https://example.org")
        assert headers["access-control-allow-origin"] == "*"
    assert _ask(f"{site}/data/flights.csv", "OPTIONS")[1]["access-control-allow-headers"] == "If-None-Match"


def test_the_whole_record_is_what_the_command_writes(site: str, tmp_path, capsys) -> None:
    __main__.main(["export", str(tmp_path), str(SMALL)])
    with zipfile.ZipFile(io.BytesIO(_ask(f"{site}/data/deportation-flows.zip")[2])) as archive:
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / name).read_bytes(), name
        assert len(archive.namelist()) == len(TABLES) + 1
    _, headers, content = _ask(f"{site}/data/deportation-flows.sqlite")
    assert content == (tmp_path / "deportation-flows.sqlite").read_bytes()
    assert headers["content-disposition"] == 'attachment; filename="deportation-flows.sqlite"'  # by which metadata.json calls it
    status, _, told = _ask(f"{site}/data/deportation-flows.zip?years=2010")
    assert status == 400
    assert b"takes no parameters" in told


@pytest.mark.parametrize("file", ["nothing.csv", "flights.exe", "flights", "flights.zip", "deportation-flows.csv", ".csv"])
def test_an_unknown_name_is_told_what_there_is(site: str, file: str) -> None:
    status, headers, content = _ask(f"{site}/data/{file}")
    assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert b"flights" in content


@pytest.mark.parametrize("form", list(FORMS))
def test_the_former_name_of_a_table_leads_to_its_name_now(site: str, form: str) -> None:
    """308, with the query as it was asked; to pages of other sites too, which may have to ask first."""
    asked = urlsplit(f"{site}/data/groups.{form}?years=2010&sources=all")
    with closing(http.client.HTTPConnection(asked.netloc)) as connection:
        connection.request("GET", f"{asked.path}?{asked.query}")
        answer = connection.getresponse()
    location = f"/a/record/data/flights.{form}?years=2010&sources=all"
    assert (answer.status, answer.headers["location"]) == (308, location)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert _ask(f"{site}/data/groups.{form}", "OPTIONS")[0] == 204
    assert _ask(asked.geturl())[2] == _ask(f"{site}/data/flights.{form}?years=2010&sources=all")[2]


def test_json_explains_itself(site: str) -> None:
    read = json.loads(_ask(f"{site}/data/totals.json?years=2010")[2])
    assert read["filters"].startswith("Years shown: 2010.")
    assert read["address"] == f"{PUBLIC}/data/totals.csv?years=2010&years=2010"
    assert read["licence"] == "Record: CC BY 4.0."
    assert re.fullmatch(r"[0-9a-f]{64}", read["version"]["content_sha256"])
    assert read["sources"]
    assert read["sources"][0]["title"]
    assert "An invented record." in read["citation"]
    assert any("lower limit" in caveat for caveat in read["caveats"])


def test_the_two_lines_of_the_readme_read_a_table(site: str) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    assert code
    assert len([line for line in code[1].splitlines() if line]) == 2
    names: dict[str, pd.DataFrame] = {}
    exec(code[1].replace("http://127.0.0.1:8501", site).replace("?years=2018&years=2020", "?years=2010"), names)  # noqa: S102
    assert list(names["flights"].columns) == list(TABLES["flights"].columns)
