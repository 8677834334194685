"""Downloads: exactly the rows, in forms that spreadsheets and programs read back."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.analysis.years import Years
from loaders.export import forms
from loaders.tables import frames, tables
from loaders.tables.frames import Frames
from loaders.tables.tables import TABLES

ALL = Years(1600, 2200)


@pytest.mark.parametrize("name", list(TABLES))
def test_csv_reads_back_as_the_rows(frames: Frames, name: str) -> None:
    table = TABLES[name].make(frames, ALL)
    content = forms.to_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(content), dtype="string", keep_default_na=False)
    assert list(read.columns) == list(TABLES[name].columns)
    assert len(read) == len(table)


def test_csv_has_iso_days_and_edtf_and_the_sentence(frames: Frames) -> None:
    rows = list(csv.DictReader(io.StringIO(forms.to_csv(tables.flights(frames, Years(2018, 2018))).decode("utf-8-sig"))))
    assert [row["people"] for row in rows] == ["43", "36"]
    assert rows[0]["date"] == "2018-04"
    assert (rows[0]["earliest"], rows[0]["latest"]) == ("2018-04-01", "2018-04-30")
    assert rows[1]["quotation"] == "In December 17 of that year, 36 Cambodian refugees were deported on a single flight"
    assert rows[1]["source"] == "Lift 'unjust' travel ban on officials, US urged"


def test_json_says_what_it_is(frames: Frames) -> None:
    read = json.loads(forms.to_json(tables.flights(frames, ALL), {"table": "flights"}))
    assert read["table"] == "flights"
    assert [row["people"] for row in read["rows"]] == [43, 36, 37, 25]
    assert read["rows"][0]["said"] is None
    assert all(column["meaning"] for column in read["columns"])


def test_an_empty_table_keeps_its_header(frames: Frames) -> None:
    empty = tables.flights(frames, Years(1990, 1990))
    assert forms.to_csv(empty).decode("utf-8-sig").strip() == ",".join(TABLES["flights"].columns)
    assert json.loads(forms.to_json(empty, {}))["rows"] == []


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    table = frames.frame(["label"], [{"label": text}])
    read = next(csv.reader(io.StringIO(forms.to_csv(table).decode("utf-8-sig").split("\r\n", 1)[1], newline="")), [""])
    assert not read[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
