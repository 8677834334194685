"""Table -> the bytes of a file: CSV for spreadsheets, JSON for programs, Parquet for notebooks; Excel is in `excel`.

Days are ISO dates and unknown is empty (null) in all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import progress
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.export import excel, package, sqlite
from loaders.export.extract import Extract, Scope, columns_of, of_table
from loaders.export.version import Version
from loaders.record.dataset import Dataset
from loaders.tables import columns as meanings
from loaders.tables.columns import COLUMNS, DAY, NUMBER, TEXT, WHOLE, YES
from loaders.tables.tables import DERIVED_SUM, REPORTS_NOT_EVENTS, TABLES, rows
from loaders.wording.language import say, to_say

FORMULA = re.compile(r"[\t\r\n]|[\s\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]")
"""How text begins that a spreadsheet may run: also after blanks, which some of them strip, and in full-width forms."""
WHOLE_NAME = "deportation-flows"
ZIP, SQLITE = "application/zip", "application/vnd.sqlite3"
ARROW = {TEXT: "string", WHOLE: "int64", NUMBER: "float64", DAY: "date32", YES: "bool"}


@dataclass(frozen=True)
class Form:
    """A form in which a table leaves: what it is called, its media type, and what makes its bytes."""

    title: str
    media: str
    make: Callable[[Extract], bytes]


def to_csv(table: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with a byte order mark, by which spreadsheets know the encoding.

    Text of the record that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection"); numbers
    that are worked out here never do.
    """
    plain = _plain(table)
    for name in map(str, plain.columns):
        column = COLUMNS[name]
        if column.dtype == NUMBER:
            plain[name] = plain[name].map(_digits, na_action="ignore").astype("string")
        elif column.dtype == TEXT and not column.ours:
            plain[name] = plain[name].map(_defused, na_action="ignore")
    return plain.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _digits(value: float) -> str:
    """A number as the record has it: 768 and 2.5, not 768.0."""
    return str(int(value)) if value == int(value) else str(value)


def to_json(table: pd.DataFrame, about: Mapping[str, Any]) -> bytes:
    """A JSON object: what `about` holds, the columns with their meaning and unit, and the rows; null for unknown."""
    plain = _plain(table)
    rows = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in plain.to_dict("records")]
    return json.dumps({**about, "columns": columns_of(plain), "rows": rows}, ensure_ascii=False, indent=1).encode()


def to_parquet(table: pd.DataFrame, about: Mapping[str, Any]) -> bytes:
    """Parquet with a type for each column; what `about` holds is in its metadata, meaning and unit in those of the columns."""
    import pyarrow as pa  # noqa: PLC0415  # 0.2 s that only whoever asks for this form has to wait
    import pyarrow.parquet as pq  # noqa: PLC0415

    fields = [
        pa.field(
            str(name),
            pa.type_for_alias(ARROW[COLUMNS[name].dtype]),
            metadata={"meaning": meanings.meaning(name), "unit": meanings.unit(name)},
        )
        for name in table.columns
    ]
    columns = [
        pa.array([None if pd.isna(value) else value for value in table[field.name]], from_pandas=True).cast(field.type)
        for field in fields
    ]
    schema = pa.schema(fields, metadata={"about": json.dumps(about, ensure_ascii=False)})
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


FORMS: dict[str, Form] = {
    "csv": Form("CSV", "text/csv; charset=utf-8", lambda extract: to_csv(extract.table)),
    "xlsx": Form("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", excel.to_xlsx),
    "json": Form("JSON", "application/json", lambda extract: to_json(extract.table, extract.notes())),
    "parquet": Form("Parquet", "application/vnd.apache.parquet", lambda extract: to_parquet(extract.table, extract.notes())),
    "csv.zip": Form(to_say("CSV with notes and citation"), ZIP, lambda extract: _described(extract, "csv")),
    "parquet.zip": Form(to_say("Parquet with notes and citation"), ZIP, lambda extract: _described(extract, "parquet")),
}
"""By the ending of the file's name, in the order in which they are offered."""


def whole(dataset: Dataset, version: Version) -> dict[str, bytes]:
    """Every table of a whole record as CSV, with a datapackage.json: the members of a Data Package, by name."""
    extracts, about = _of_all(dataset, version)
    contents = {name: to_csv(extract.table) for name, extract in progress.steps(extracts.items(), len(extracts), "Tables")}
    return package.of_all(extracts, contents, about)


def database(dataset: Dataset, version: Version) -> bytes:
    """The same tables as one SQLite file."""
    return sqlite.database(*_of_all(dataset, version))


def _of_all(dataset: Dataset, version: Version) -> tuple[dict[str, Extract], Extract]:
    """Every table of a whole record, and what describes them together.

    No filter holds: all years, all sources, everything that is on record now.
    """
    view = View(dataset, Filters(sources=every(dataset)))
    unfiltered = Scope(say("The whole record: all years, all sources."), "", "whole")
    extracts = {
        name: of_table(name, rows(view, name), dataset, view.sources, unfiltered, version)
        for name in progress.steps(TABLES, len(TABLES), "Rows of tables")
    }
    caveats = tuple(say(told) for told in (package.TOGETHER, REPORTS_NOT_EVENTS, DERIVED_SUM))
    told = say("The whole record"), say(package.EVERYTHING)
    return extracts, Extract(WHOLE_NAME, *told, caveats, extracts["sources"].table, dataset, view.sources, unfiltered, version)


def _described(extract: Extract, form: str) -> bytes:
    """The bare file in a zip, with its citation as text and a datapackage.json that explains it."""
    content = FORMS[form].make(extract)
    return package.zipped(package.of_one(extract, f"{extract.file_stem}.{form}", content, FORMS[form].media))


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with its days as ISO text."""
    days = {str(name): table[name].dt.strftime("%Y-%m-%d").astype("string") for name in table.select_dtypes("datetime")}
    return table.assign(**days)


def _defused(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
