"""The whole record as one SQLite file: it opens, its references hold, it has the rows of the tables, and says what they mean."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from loaders import __main__, load
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.export import views
from loaders.tables.columns import COLUMNS, DAY, NUMBER, TEXT, WHOLE, YES
from loaders.tables.tables import TABLES, table
from tests.conftest import ROOT, SMALL

OTHERS = (ROOT / "data", SMALL, ROOT / "tests" / "other_record", ROOT / "tests" / "more_sources")


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    """That of the small record, as it leaves."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(views.database(load(SMALL)))
        yield opened


@pytest.mark.parametrize("folder", [one for one in OTHERS if (one / "about.yaml").exists()], ids=lambda one: one.name)
def test_every_reference_holds_and_every_row_is_there(folder: Path) -> None:
    record = load(folder)
    view = View(record, Filters(sources=every(record)))
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(views.database(record))
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in TABLES}  # noqa: S608
        assert rows == {name: len(table(view, name)) for name in TABLES}
        assert dict(opened.execute("SELECT name, rows FROM tables WHERE title IS NOT NULL")) == rows
        named = opened.execute("SELECT in_table, count(*) FROM reports GROUP BY in_table").fetchall()
        assert sum(number for _, number in named) == len(record.by_id)


def test_a_reference_that_does_not_hold_would_be_found(base: sqlite3.Connection) -> None:
    """The references are declared: a report of a source that is not there is told."""
    base.execute("SAVEPOINT before")
    base.execute("UPDATE flight_reports SET source_id = 'nowhere', flight = 'none' WHERE rowid = 1")
    told = {parent for _, _, parent, _ in base.execute("PRAGMA foreign_key_check")}
    base.execute("ROLLBACK TO before")
    assert told == {"sources", "flights"}


def test_a_number_is_a_number_a_day_is_text_and_unknown_is_null(base: sqlite3.Connection) -> None:
    of = {TEXT: {"text"}, WHOLE: {"integer"}, NUMBER: {"real"}, DAY: {"text"}, YES: {"integer"}}
    for name, known in TABLES.items():
        for column in known.columns:
            found = {one for (one,) in base.execute(f'SELECT DISTINCT typeof("{column}") FROM "{name}"')}  # noqa: S608
            assert found <= {"null", *of[COLUMNS[column].dtype]}, (name, column)
    assert base.execute("SELECT DISTINCT length(earliest) FROM flights WHERE earliest IS NOT NULL").fetchall() == [(10,)]


def test_a_desk_asks_it_in_sql(base: sqlite3.Connection) -> None:
    """Worked out by hand from the small record: who printed the reports of a flight, and what a remainder rests on."""
    told = base.execute(
        "SELECT flight_reports.people, actors.name FROM flight_reports JOIN sources ON sources.id = flight_reports.source_id "
        "JOIN reports ON reports.id = flight_reports.id JOIN actors ON actors.id = reports.actor "
        "WHERE flight_reports.flight = 'spring' ORDER BY people"
    ).fetchall()
    assert told == [(10, "The Evening Herald"), (12, "The Zendan minister")]
    rests = base.execute("SELECT report FROM rests_on WHERE in_table = 'flights' AND row = 'spring'").fetchall()
    assert len(rests) == 2


def test_it_says_what_tables_and_columns_mean_also_to_datasette(base: sqlite3.Connection) -> None:
    meanings = {(one, name): told for one, name, told in base.execute("SELECT in_table, name, meaning FROM columns")}
    for name, known in TABLES.items():
        for column in known.columns:
            assert meanings[name, column] == COLUMNS[column].meaning
    there = {
        (name, column[1])
        for (name,) in base.execute("SELECT name FROM tables").fetchall()
        for column in base.execute(f'PRAGMA table_info("{name}")')
    }
    assert {place for place, told in meanings.items() if told} == there
    [[told]] = base.execute("SELECT value FROM about WHERE name = 'datasette'").fetchall()
    tables = json.loads(told)["databases"]["deportation-flows"]["tables"]
    assert tables.keys() >= TABLES.keys()
    assert tables["flights"]["columns"]["people_low"] == f"{COLUMNS['people_low'].meaning} Unit: people."


def test_the_same_record_gives_the_same_file_which_the_command_writes_too(tmp_path: Path, capsys) -> None:
    assert __main__.main(["export", str(tmp_path / "whole"), str(SMALL)]) == 0
    assert str(tmp_path / "whole" / "metadata.json") in capsys.readouterr().out
    written = (tmp_path / "whole" / "deportation-flows.sqlite").read_bytes()
    again = views.forms.database(load(SMALL), views.version(load(SMALL), SMALL))
    assert written == again
    assert written.startswith(b"SQLite format 3\0")
    assert json.loads((tmp_path / "whole" / "metadata.json").read_text())["license"] == "Record: CC BY 4.0."
