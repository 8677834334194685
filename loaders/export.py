"""Table -> the bytes of a file: CSV for spreadsheets and JSON for programs, both with ISO dates and empty for unknown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.frames import COLUMNS

FORMULA = re.compile(r"[\t\r\n]|[\s\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]")
"""How text begins that a spreadsheet may run: also after blanks, which some of them strip, and in full-width forms."""


def to_csv(table: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with a byte order mark, by which spreadsheets know the encoding.

    Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
    """
    plain = _plain(table)
    for name in map(str, plain.select_dtypes("string").columns):
        plain[name] = plain[name].map(_defused, na_action="ignore")
    return plain.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def to_json(table: pd.DataFrame, about: Mapping[str, Any]) -> bytes:
    """A JSON object: what `about` holds, the columns with their meaning and unit, and the rows; null for unknown."""
    plain = _plain(table)
    columns = [{"name": name, "meaning": COLUMNS[name].meaning, "unit": COLUMNS[name].unit} for name in plain.columns]
    rows = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in plain.to_dict("records")]
    return json.dumps({**about, "columns": columns, "rows": rows}, ensure_ascii=False, indent=1).encode()


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with its days as ISO text."""
    days = {str(name): table[name].dt.strftime("%Y-%m-%d").astype("string") for name in table.select_dtypes("datetime")}
    return table.assign(**days)


def _defused(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
