"""Downloads: exactly the rows, in forms that spreadsheets and programs read back."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset
from loaders.analysis.filters import Filters, Years
from loaders.analysis.view import View
from loaders.export import forms
from loaders.tables.frames import frame
from loaders.tables.tables import TABLES, table


@pytest.mark.parametrize("name", list(TABLES))
def test_csv_reads_back_as_the_rows(article: View, name: str) -> None:
    rows = table(article, name)
    content = forms.to_csv(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(content), dtype="string", keep_default_na=False)
    assert list(read.columns) == list(TABLES[name].columns)
    assert len(read) == len(rows)


def _csv(rows: pd.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(forms.to_csv(rows).decode("utf-8-sig"), newline="")))


def test_csv_has_iso_days_and_edtf_and_the_sentence(article: View) -> None:
    rows = _csv(table(article, "flight_reports"))[:2]
    assert [row["people"] for row in rows] == ["43", "36"]
    assert rows[0]["date"] == "2018-04"
    assert (rows[0]["earliest"], rows[0]["latest"]) == ("2018-04-01", "2018-04-30")
    assert rows[1]["quotation"] == "In December 17 of that year, 36 Cambodian refugees were deported on a single flight"
    assert rows[1]["source"] == "Lift 'unjust' travel ban on officials, US urged"


def test_csv_has_numbers_as_the_record_has_them_and_never_defuses_ours(article: View) -> None:
    values = {row["id"]: row["value"] for row in _csv(table(article, "figures"))}
    assert (values["kvao-total-2020"], values["deportees-accepted-hun-sen"]) == ("768", "")
    ours = frame(["value", "unexplained", "label"], [{"value": 2.5, "unexplained": "−5 to 0", "label": "−5 to 0"}])
    assert _csv(ours) == [{"value": "2.5", "unexplained": "−5 to 0", "label": "'−5 to 0"}]


def test_json_says_what_it_is(article: View) -> None:
    read = json.loads(forms.to_json(table(article, "flight_reports"), {"table": "flight_reports"}))
    assert read["table"] == "flight_reports"
    assert [row["people"] for row in read["rows"]] == [43, 36, 37, 25]
    assert read["rows"][0]["said"] is None
    assert all(column["meaning"] for column in read["columns"])


def test_an_empty_table_keeps_its_header(whole: Dataset) -> None:
    empty = table(View(whole, Filters(Years(1990, 1990))), "flights")
    assert forms.to_csv(empty).decode("utf-8-sig").strip() == ",".join(TABLES["flights"].columns)
    assert json.loads(forms.to_json(empty, {}))["rows"] == []


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    [row] = _csv(frame(["label", "flight"], [{"label": text, "flight": "x"}]))
    assert not row["label"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
