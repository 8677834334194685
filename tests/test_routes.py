"""The data routes over HTTP: every table in each form, the same years as the pages, and a reason for every refusal."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pandas as pd
import pytest

from loaders import Dataset
from loaders.analysis.filters import Filters, Years
from loaders.analysis.view import View
from loaders.export import forms
from loaders.tables.tables import TABLES
from tests.conftest import serve


def _get(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.headers.get("content-type", ""), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("content-type", ""), error.read()


@pytest.mark.parametrize("name", list(TABLES))
def test_each_table_in_each_form(server: str, whole: Dataset, name: str) -> None:
    table = TABLES[name].make(View(whole, Filters(Years(2018, 2020))))
    status, media, content = _get(f"{server}/data/{name}.csv?years=2018&years=2020")
    assert (status, media) == (200, "text/csv; charset=utf-8")
    assert content == forms.to_csv(table)
    status, media, content = _get(f"{server}/data/{name}.json?years=2018&years=2020")
    assert (status, media) == (200, "application/json")
    read = json.loads(content)
    assert (read["table"], read["years"], len(read["rows"])) == (name, [2018, 2020], len(table))


def test_as_of_shows_only_what_had_been_said(server: str) -> None:
    read = json.loads(_get(f"{server}/data/figures.json?as_of=2020-12-31")[2])
    said = {row["id"]: row["known"] for row in read["rows"]}
    assert {name for name, known in said.items() if known == "said by then"} == {"suicides-2017", "kvao-total-2020"}
    assert set(said.values()) == {"said by then", "may have been said"}
    assert "ordered-removed-2022" not in said
    assert read["as_of"] == "2020-12-31"


@pytest.mark.parametrize("day", ["2019", "2019-02-30", "x", "", "2019-06-30&as_of=2020-01-01", "2019-06-30/.."])
def test_a_day_that_is_none_is_refused_with_a_reason(server: str, day: str) -> None:
    status, _, content = _get(f"{server}/data/flights.csv?as_of={day}")
    assert status == 400
    assert b"?as_of=2019-06-30" in content


def test_no_years_is_all_years(server: str) -> None:
    flights = pd.read_csv(io.BytesIO(_get(f"{server}/data/flights.csv")[2]))
    assert list(flights["people_low"]) == [43, 36, 37, 25]


@pytest.mark.parametrize(
    "years", ["x", "2020&years=2018", "1990&years=2050", "2018&years=2019&years=2020", "", "%00", "9" * 3000]
)
def test_nonsense_is_refused_with_a_reason(server: str, years: str) -> None:
    status, _, content = _get(f"{server}/data/flights.csv?years={years}")
    assert status == 400
    assert b"?years=2018&years=2020" in content


@pytest.mark.parametrize("path", ["nothing.csv", "flights.exe", "flights", "../loaders.csv", "%2e%2e/about.csv", "flights.csv/x"])
def test_unknown_names_are_not_found(server: str, path: str) -> None:
    status, media, content = _get(f"{server}/data/{path}")
    assert status == 404
    assert media.startswith("text/plain") or b"<a href" in content


def test_a_record_that_is_broken_from_the_start_is_refused_with_its_problems_until_it_is_mended(folder: Path) -> None:
    good = (folder / "actors.yaml").read_text()
    (folder / "actors.yaml").write_text("sides: 1\n")
    with serve(DEPORTATION_FLOWS_DATA=str(folder)) as address:
        for name in TABLES:
            for form in ("csv", "json"):
                status, media, content = _get(f"{address}/data/{name}.{form}")
                assert (status, media.split(";")[0]) == (503, "text/plain")
                assert b"actors.yaml:1:1: sides: must be a list" in content
        for page in ("", "timeline", "totals", "statements", "sources"):
            assert _get(f"{address}/{page}")[0] == 200
        (folder / "actors.yaml").write_text(good)
        assert _get(f"{address}/data/flights.csv")[0] == 200


def test_a_base_path_is_honoured() -> None:
    with serve(STREAMLIT_SERVER_BASE_URL_PATH="record") as address:
        assert _get(f"{address}/record/data/flights.csv")[0] == 200
