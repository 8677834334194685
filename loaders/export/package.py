"""Data Packages (version 2, https://datapackage.org): a table, or the whole record, with a datapackage.json beside the files.

The same record gives the same bytes: no clock, no machine and no order of a folder gets into them.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.export.citation import text
from loaders.export.extract import Extract, parameters, version_of
from loaders.tables import columns
from loaders.tables.columns import COLUMNS, DAY, NUMBER, TEXT, WHOLE, YES
from loaders.wording.language import say, to_say

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {TEXT: "string", WHOLE: "integer", NUMBER: "number", DAY: "date", YES: "boolean"}
LICENCES = {"CC BY 4.0": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}}
DESCRIPTOR, CITATION = "datapackage.json", "citation.txt"
APOSTROPHE = to_say("In CSV, text that a spreadsheet would run as a formula begins with an apostrophe that is not part of it.")
DATES = to_say("A spreadsheet that opens the CSV may take ids such as 2018-04 for dates; the Excel file keeps them as text.")
DATELIKE = r"\d{4}-\d{1,2}(?:-\d{1,2})?"
EVERYTHING = to_say("Every report, figure and statement of the record, each with its sentence, and what is worked out from them.")
TOGETHER = to_say(
    "The tables share their ids: 'records', 'one', 'other', 'preferred' and 'claim' name rows of the tables of reports."
)
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can hold


def of_one(extract: Extract, file: str, content: bytes, media: str) -> dict[str, bytes]:
    """One file with its description, and how to cite it: the members of a package, by name."""
    descriptor = _descriptor(extract, [resource(extract, file, content, media)])
    return {DESCRIPTOR: _json(descriptor), file: content, CITATION: f"{text(extract.references)}\n".encode()}


def of_all(extracts: Mapping[str, Extract], contents: Mapping[str, bytes], whole: Extract) -> dict[str, bytes]:
    """Several tables as CSV, by table name: the members of a package. `whole` describes them together."""
    files = {f"{name}.csv": content for name, content in contents.items()}
    resources = [resource(extracts[name], f"{name}.csv", content, "text/csv") for name, content in contents.items()]
    return {DESCRIPTOR: _json(_descriptor(whole, resources)), **files}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of the members in their order, the same bytes for the same members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return content.getvalue()


def resource(extract: Extract, file: str, content: bytes, media: str) -> dict[str, Any]:
    """The description of one file with a table in it."""
    form = file.rpartition(".")[2]
    csv = {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}} if form == "csv" else {}
    return {
        "name": extract.name.lower().replace(":", "-"),
        "path": file,
        "type": "table",
        "title": extract.title,
        "description": "\n".join(
            [extract.description, extract.scope.in_words, *extract.told, *(_of_csv(extract.table) if csv else [])]
        ),
        "format": form,
        "mediatype": media.partition(";")[0],
        **csv,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema(extract.table),
        "sources": _sources(extract),
    }


def _of_csv(table: pd.DataFrame) -> list[str]:
    """What whoever opens the CSV has to know of it."""
    ids = [table[name] for name in ("id", "flight") if name in table]
    return [say(APOSTROPHE), *([say(DATES)] if any(one.str.fullmatch(DATELIKE).any() for one in ids) else [])]


def schema(table: pd.DataFrame) -> dict[str, Any]:
    """The columns as a Table Schema. The id is the key where it is the name of a row."""
    fields = []
    for name in map(str, table.columns):
        column = COLUMNS[name]
        unit = {"unit": columns.unit(name)} if column.unit else {}
        values = {"trueValues": ["True"], "falseValues": ["False"]} if column.dtype == YES else {}
        fields.append({"name": name, "type": TYPES[column.dtype], "description": columns.meaning(name), **unit, **values})
    key = "id" in table and table["id"].notna().all() and table["id"].is_unique
    return {"fields": fields, "missingValues": [""], **({"primaryKey": ["id"]} if key else {})}


def _descriptor(extract: Extract, resources: list[dict[str, Any]]) -> dict[str, Any]:
    about = extract.dataset.about
    licences = [licence for name, licence in LICENCES.items() if name in about.licence]
    return {
        "$schema": PROFILE,
        "name": extract.name.lower().replace(":", "-"),
        "title": f"{about.subject}: {extract.title}",
        "description": "\n".join([extract.description, extract.scope.in_words, *extract.told]),
        "version": extract.version.semantic,
        **({"homepage": extract.address} if extract.address else {}),
        **({"licenses": licences} if licences else {}),
        "rights": about.licence,
        "citation": extract.references[-1].text,
        "recordVersion": version_of(extract.version),
        "parameters": parameters(extract.scope.query),
        "sources": _sources(extract),
        "resources": resources,
    }


def _sources(extract: Extract) -> list[dict[str, str]]:
    return [
        {"title": reference.text, **({"path": reference.url} if reference.url else {})} for reference in extract.references[:-1]
    ]


def _json(descriptor: dict[str, Any]) -> bytes:
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
