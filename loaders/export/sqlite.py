"""The whole record -> one SQLite file, which anybody asks in SQL: every table, what they share, and what each column means.

It is written with the standard library alone: keys, references and types have to be declared here in any case, and that is
most of the work. The same record gives the same bytes with the same SQLite; no clock gets into them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.analysis.connections import speaker
from loaders.export.extract import Extract, columns_of
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.tables.columns import COLUMNS, DAY, NUMBER, TEXT, WHOLE, YES
from loaders.wording.language import say, to_say

TYPES = {TEXT: "TEXT", WHOLE: "INTEGER", NUMBER: "REAL", DAY: "TEXT", YES: "INTEGER"}
"""A day is text, as 2018-04-05; yes and no are 1 and 0."""
LICENCE, DATASETTE = "licence", "datasette"
REPORTS = ("flight_reports", "figures", "statements", "milestones")
OF_REPORTS = (*REPORTS, "stocks", "periods")
"""Tables of which a row is one report, with one source."""
POINTS_TO = {
    "flight": ("flights", "flight"),
    "event": ("events", "id"),
    "preferred": ("flight_reports", "id"),
    "question_id": ("questions", "id"),
    "side_id": ("sides", "id"),
    "one": ("reports", "id"),
    "other": ("reports", "id"),
    "claim": ("reports", "id"),
}
"""Column -> the table and the column in which its ids stand."""
SHARED = to_say(
    {
        "sides": "Each row is a party to the dispute.",
        "actors": "Each row is somebody who speaks, counts, relays or publishes.",
        "questions": "Each row is a question in dispute.",
        "reports": "Each row is a report of any kind, with ids for what the other tables have in words; 'in_table' has the rest.",
        "rests_on": "Each row is a report that a row of another table rests on: its column 'records', one id to a row.",
    }
)
"""The tables that are only here, and what a row of each is."""
KEYS = to_say(
    {
        "in_table": "The table in which a row stands.",
        "row": "The row's id; in tables of flights, the id of the flight.",
        "report": "Id of the report.",
        "actor": "Id of the actor who said it; the source's publisher where the source names nobody.",
        "counter": "Id of the actor who counted, if it is not the one who said it.",
        "relayed": "Id of the actor from whose account the source has it.",
    }
)
"""The columns that are only here, and what they mean."""


@dataclass(frozen=True)
class _Table:
    """A table as it is written: its columns with type, meaning and unit, its key, where its ids stand, and its rows."""

    name: str
    title: str
    meaning: str
    columns: Sequence[tuple[str, str, str, str]]
    key: Sequence[str]
    points_to: Mapping[str, tuple[str, str]]
    rows: Iterable[Sequence[object]]


def database(extracts: Mapping[str, Extract], whole: Extract) -> bytes:
    """The file. extracts: every table by name; whole: what describes them together, and the record that they are of."""
    tables = [*(_own(name, extract) for name, extract in extracts.items()), *_shared(whole.dataset, extracts)]
    with closing(sqlite3.connect(":memory:")) as base, base:
        for table in tables:
            base.execute(_created(table))
            base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({_places(len(table.columns))})", table.rows)  # noqa: S608
        _explained(base, tables, whole)
        base.commit()
        return base.serialize()


def metadata(content: bytes) -> bytes:
    """What Datasette reads beside the file (`--metadata`), which the file holds too: datasette in its table about."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(content)
        [found] = base.execute("SELECT value FROM about WHERE name = ?", (DATASETTE,)).fetchone()
    return f"{found}\n".encode()


def _own(name: str, extract: Extract) -> _Table:
    """A table of the record, as every other form has it."""
    table = extract.table
    points_to = {column: POINTS_TO[column] for column in table if column in POINTS_TO}
    if name in OF_REPORTS:
        points_to |= {"id": ("reports", "id"), "source_id": ("sources", "id")}
    elif name == "inferences":
        points_to["source_id"] = ("sources", "id")
    key = "flight" if name == "flights" else "id"
    if name == "flights":
        del points_to["flight"]
    unique = key in table and table[key].notna().all() and table[key].is_unique
    columns = [(one["name"], TYPES[COLUMNS[one["name"]].dtype], one["meaning"], one["unit"]) for one in columns_of(table)]
    return _Table(name, extract.title, extract.description, columns, [key] if unique else [], points_to, _cells(table))


def _cells(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """The cells as Python's own types: days as ISO text, none for unknown."""
    days = {str(name): table[name].dt.strftime("%Y-%m-%d").astype("string") for name in table.select_dtypes("datetime")}
    plain = table.assign(**days)
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in zip(*(plain[name].tolist() for name in plain), strict=True)
    ]


def _shared(dataset: Dataset, extracts: Mapping[str, Extract]) -> list[_Table]:
    """What the tables have in common: parties, who speaks, questions, reports of all kinds, and which row rests on which."""
    sides = [(one.id, one.name, one.short) for one in dataset.actors_file.sides]
    actors = [(one.id, one.name, one.kind, one.side, one.note) for one in dataset.actors_file.actors]
    questions = [(one.id, one.text) for one in dataset.questions_file.questions]
    side, actor, source = ("sides", "id"), ("actors", "id"), ("sources", "id")
    of_report = ("flight", "event", "question_id", "actor", "side_id", "counter", "relayed", "source_id")
    return [
        _named("sides", sides, {name: _told(schema.Side, name) for name in ("id", "name", "short")}),
        _named(
            "actors",
            actors,
            {name: _told(schema.Actor, name) for name in ("id", "name", "kind", "side", "note")},
            side=side,
        ),
        _named("questions", questions, {"id": _told(schema.Question, "id"), "text": _told(schema.Question, "text")}),
        _named(
            "reports",
            _reports(dataset, extracts),
            {"id": say(COLUMNS["id"].meaning), "in_table": say(KEYS["in_table"]), **{name: _meaning(name) for name in of_report}},
            **{name: POINTS_TO[name] for name in of_report if name in POINTS_TO},
            **{"actor": actor, "counter": actor, "relayed": actor, "source_id": source},
        ),
        _named(
            "rests_on",
            _rests_on(dataset, extracts),
            {name: say(KEYS[name]) for name in ("in_table", "row", "report")},
            report=("reports", "id"),
        ),
    ]


def _named(name: str, rows: Iterable[Sequence[object]], columns: Mapping[str, str], **points_to: tuple[str, str]) -> _Table:
    """A table that is only here, all of it text."""
    told, key = say(SHARED[name]), ["id"] if "id" in columns else list(columns)
    return _Table(name, "", told, [(one, "TEXT", meaning, "") for one, meaning in columns.items()], key, points_to, rows)


def _told(kind: type[schema.Record], name: str) -> str:
    """What a key of the record's files means, as the dictionary says it."""
    return kind.model_fields[name].description or ""


def _meaning(name: str) -> str:
    return say(KEYS[name]) if name in KEYS else say(COLUMNS[name].meaning)


def _reports(dataset: Dataset, extracts: Mapping[str, Extract]) -> list[tuple[object, ...]]:
    """Every report with the ids of what it speaks of, who says it, and where it stands."""
    found = list[tuple[object, ...]]()
    for name in REPORTS:
        table = extracts[name].table
        points = [table[one] if one in table else [None] * len(table) for one in ("flight", "event", "question_id")]
        for id_, *ids in zip(table["id"], *points, strict=True):
            source, report = dataset.by_id[id_]
            said = speaker(source, report)
            others = (getattr(report, "counted_by", None), getattr(report, "relayed_by", None))
            side = dataset.actors[said].side
            found.append((id_, name, *(None if pd.isna(one) else one for one in ids), said, side, *others, source.id))
    return found


def _rests_on(dataset: Dataset, extracts: Mapping[str, Extract]) -> list[tuple[str, str, str]]:
    """The ids of the column `records` of each table, each in a row of its own."""
    told = dict[tuple[str, str, str], None]()
    for name, extract in extracts.items():
        table = extract.table
        if "records" in table:
            for row, records in zip(table["id" if "id" in table else "flight"], table["records"].fillna(""), strict=True):
                told.update({(name, row, one): None for one in records.split("\n") if one in dataset.by_id})
    return list(told)


def _created(table: _Table) -> str:
    """The statement that makes a table."""
    yes = {one for one, _, _, _ in table.columns if one in COLUMNS and COLUMNS[one].dtype == YES and table.name not in SHARED}
    lines = [f"{_quoted(one)} {type_}{f' CHECK ({_quoted(one)} IN (0, 1))' * (one in yes)}" for one, type_, _, _ in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(one)}) REFERENCES {_quoted(there)} ({_quoted(column)})"
        for one, (there, column) in table.points_to.items()
    ]
    inside = ",\n  ".join(lines)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {inside}\n)"


def _explained(base: sqlite3.Connection, tables: Sequence[_Table], whole: Extract) -> None:
    """Two tables of the tables and their columns, and one of the record as a whole."""
    base.execute("CREATE TABLE tables (name TEXT PRIMARY KEY, title TEXT, meaning TEXT, rows INTEGER)")
    base.execute(
        "CREATE TABLE columns (in_table TEXT REFERENCES tables (name), name TEXT, type TEXT, meaning TEXT, unit TEXT,"
        " points_to TEXT, PRIMARY KEY (in_table, name))"
    )
    base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    for table in tables:
        [rows] = base.execute(f"SELECT count(*) FROM {_quoted(table.name)}").fetchone()  # noqa: S608
        base.execute("INSERT INTO tables VALUES (?, ?, ?, ?)", (table.name, table.title or None, table.meaning, rows))
        base.executemany(
            "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)",
            [
                (table.name, one, type_, meaning, unit or None, ".".join(table.points_to.get(one, ())) or None)
                for one, type_, meaning, unit in table.columns
            ],
        )
    about = whole.dataset.about
    told = {
        "title": f"{about.subject}: {whole.title}",
        "description": "\n".join([whole.description, whole.scope.in_words, *whole.told]),
        "citation": whole.references[-1].text,
        LICENCE: about.licence,
        "version": str(whole.version),
    }
    told[DATASETTE] = json.dumps(_for_datasette(whole.name, told, tables), ensure_ascii=False, indent=1)
    base.executemany("INSERT INTO about VALUES (?, ?)", list(told.items()))


def _for_datasette(name: str, told: Mapping[str, str], tables: Sequence[_Table]) -> dict[str, Any]:
    """The same in the words of Datasette, which calls the database after its file: https://docs.datasette.io/en/stable/metadata.html."""
    return {
        "title": told["title"],
        "description": told["description"],
        "license": told[LICENCE],
        "source": told["citation"],
        "databases": {
            name: {
                "tables": {
                    table.name: {
                        **({"title": table.title} if table.title else {}),
                        "description": table.meaning,
                        "columns": {
                            one: " ".join(filter(None, [meaning, say("Unit: {unit}.", unit=unit) if unit else ""]))
                            for one, _, meaning, unit in table.columns
                        },
                    }
                    for table in tables
                }
            }
        },
    }


def _quoted(name: str) -> str:
    """A name of ours as SQL reads it; some of them are words of its own."""
    return f'"{name}"'


def _places(number: int) -> str:
    return ", ".join("?" * number)
