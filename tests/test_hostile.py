"""Input that means harm, or is merely absurd: a clear problem with its line, or harmless text; never a hang, never a flood."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import RecordError, load
from loaders.analysis.view import View
from loaders.export import forms
from loaders.record import dates, reading
from loaders.record.problems import MOST_PROBLEMS, Code, Problem
from loaders.record.validation import suggest
from loaders.tables.frames import frame
from loaders.tables.tables import table
from pages.app.view import state
from pages.charts import counts
from tests.conftest import ROOT


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


def _problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(RecordError) as caught:
        load(folder)
    for problem in caught.value.problems:
        assert problem.line >= 1
        assert len(str(problem)) < 2_000
        str(problem).encode()
    return caught.value.problems


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_aliases_that_would_expand_a_thousandfold(folder: Path) -> None:
    levels = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 10)]
    (folder / "flights.yaml").write_text("\n".join(["a0: &a0 [x]", *levels, "flights: []"]))
    with _within(1):
        told = _problems(folder)
    aliases = [problem for problem in told if problem.code == Code.YAML_ALIAS]
    assert {problem.line for problem in aliases} == set(range(2, 11))


@pytest.mark.parametrize(
    "text", ["[" * 400_000, "{a: " * 100_000, "- " * 300_000, "? " * 300_000, "".join(" " * n + "a:\n" for n in range(900))]
)
def test_deep_nesting(folder: Path, text: str) -> None:
    (folder / "flights.yaml").write_text(text)
    with _within(5):
        told = _problems(folder)
    assert any(problem.file == "flights.yaml" for problem in told)


@pytest.mark.parametrize(
    "content", [b"\x00" * 500_000, b"flights:\n  - id: a\x00b\n", b"\x00flights: []\n", "flights: []\n".encode("utf-16")]
)
def test_nul_bytes(folder: Path, content: bytes) -> None:
    (folder / "flights.yaml").write_bytes(content)
    told = [problem for problem in _problems(folder) if problem.file == "flights.yaml"]
    assert len(told) == 1
    assert told[0].line == (2 if b"a\x00b" in content else 1)


def test_a_shared_file_that_is_a_link_is_not_called_missing(folder: Path, tmp_path: Path) -> None:
    (folder / "about.yaml").rename(tmp_path / "about.yaml")
    (folder / "about.yaml").symlink_to(tmp_path / "about.yaml")
    (folder / "flights.yaml").unlink()
    (folder / "flights.yaml").symlink_to("nowhere")
    (folder / "sources" / "loop.yaml").symlink_to("loop.yaml")
    told = {problem.file: problem.code for problem in _problems(folder)}
    for name in ("about.yaml", "flights.yaml", "sources/loop.yaml"):
        assert told[name] == Code.FILE_NOT_PLAIN


def test_sources_that_are_a_link(folder: Path, tmp_path: Path) -> None:
    (folder / "sources").rename(tmp_path / "elsewhere")
    (folder / "sources").symlink_to(tmp_path / "elsewhere")
    told = _problems(folder)
    assert ("sources", Code.FOLDER_LINK) in {(problem.file, problem.code) for problem in told}
    assert not any(problem.file.startswith("sources/") for problem in told)


def test_a_link_to_everything_is_not_followed(folder: Path) -> None:
    (folder / "everything").symlink_to("/")
    with _within(2):
        load(folder)


def test_pipes_and_folders_in_place_of_files_are_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "sources" / "pipe.yaml")
    (folder / "about.yaml").unlink()
    os.mkfifo(folder / "about.yaml")
    (folder / "sources" / "folder.yaml").mkdir()
    (folder / "sources" / "zero.yaml").symlink_to("/dev/zero")
    told = {problem.file: problem.code for problem in _problems(folder)}
    for name in ("about.yaml", "sources/pipe.yaml", "sources/folder.yaml", "sources/zero.yaml"):
        assert told[name] == Code.FILE_NOT_PLAIN


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refusing(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "actors.yaml":
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    (problem,) = _problems(folder)
    assert (problem.file, problem.line) == ("actors.yaml", 1)
    assert problem.code == Code.FILE_UNREADABLE
    assert "Permission denied" in problem.message


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml", "x\u202ey.yaml".encode(), b"UPPER.yaml", b"a b.yml", b"-.yaml"])
def test_names_of_files_that_no_source_can_have(folder: Path, name: bytes) -> None:
    (folder / "sources" / os.fsdecode(name)).write_text("source: 1\n")
    (problem,) = _problems(folder)
    assert problem.code == Code.FILE_UNKNOWN
    assert problem.file.isprintable()


def test_a_folder_that_was_not_meant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FILES", 50)
    (folder / "many").mkdir()
    for number in range(51):
        (folder / "many" / str(number)).touch()
    (problem,) = _problems(folder)
    assert problem.code == Code.FOLDER_TOO_LARGE


@pytest.mark.parametrize("form", ["link", "loop", "pipe"])
def test_a_page_tells_of_odd_files(form: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = folder / "sources" / "odd.yaml"
    if form == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to("odd.yaml" if form == "loop" else "/etc/hostname")
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    assert [problem.file for problem in state().problems] == ["sources/odd.yaml"]


@pytest.mark.parametrize(
    "character",
    [
        *("\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\xad", "\u2060", "\ufeff", "\ue000", "\U000f0000", "\ufdd0"),
        *("\U0001fffe", "\U000e0041", "\x7f"),
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
@pytest.mark.parametrize("form", ["{}", '"\\U{:08x}"'])
def test_what_cannot_be_seen_is_refused_at_its_line(folder: Path, character: str, form: str) -> None:
    written = f'"Spring{character}group"' if form == "{}" else f'"Spring\\U{ord(character):08x}group"'
    _change(folder / "flights.yaml", "Spring group", written)
    (problem,) = _problems(folder)
    assert (problem.file, problem.line) == ("flights.yaml", 3)
    assert problem.code in (Code.YAML_INVISIBLE, Code.YAML_CONTROL_CHARACTER)


def test_half_a_character_is_refused_at_its_line(folder: Path) -> None:
    _change(folder / "flights.yaml", "Spring group", '"Spring \\ud800 group"')
    assert [(problem.file, problem.line) for problem in _problems(folder)] == [("flights.yaml", 3)]


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u2800 \u200d"])
def test_text_of_which_nothing_can_be_seen(folder: Path, blank: str) -> None:
    _change(folder / "flights.yaml", "Spring group", blank)
    (problem,) = _problems(folder)
    assert problem.code == Code.YAML_INVISIBLE


@pytest.mark.parametrize(
    "text", ["ក្រុម\u200bនិទាឃរដូវ", "👩\u200d✈\ufe0f", "\u0378 unassigned", "e" + "\u0301" * 150, "שלום", "％{x}"]
)
def test_text_of_any_script_is_kept_as_it_is(folder: Path, text: str) -> None:
    _change(folder / "flights.yaml", "Spring group", text)
    assert load(folder).flights["spring"].name == text


def test_keys_can_hide_nothing(folder: Path) -> None:
    for key, told in (
        ("na\u202eme", Code.YAML_KEY),
        ("k" * 81, Code.YAML_KEY),
        ("!x name", Code.YAML_TAG),
        ("&x name", Code.YAML_ANCHOR),
    ):
        text = (folder / "flights.yaml").read_text()
        _change(folder / "flights.yaml", "    name: Spring group", f"    {key}: Spring group")
        (problem, *_) = [problem for problem in _problems(folder) if problem.file == "flights.yaml"]
        assert problem.line == 3
        assert problem.code == told
        (folder / "flights.yaml").write_text(text)


@pytest.mark.parametrize("tag", ["!!set", "!!python/object:os.system"])
def test_a_tag_on_a_map_or_a_list_is_refused(folder: Path, tag: str) -> None:
    _change(folder / "flights.yaml", "flights:", f"flights: {tag}")
    assert any(problem.code == Code.YAML_TAG for problem in _problems(folder))


@pytest.mark.parametrize("written", ['id: "spring\\nGroup"', '"i\\nd": spring'])
def test_a_problem_is_one_line_whatever_it_repeats(folder: Path, written: str) -> None:
    _change(folder / "flights.yaml", "id: spring", written)
    told = _problems(folder)
    assert any(problem.line == 2 for problem in told)
    assert all(len(str(problem).splitlines()) == 1 for problem in told)


def test_a_name_of_ten_thousand_characters(folder: Path) -> None:
    _change(folder / "flights.yaml", "Spring group", "g" * 10_000)
    _change(folder / "sources" / "herald.yaml", "  - id: winter-herald", f"  - id: {'i' * 10_000}")
    short, long = _problems(folder)
    assert short.code == long.code == Code.VALUE_TOO_LONG


def test_twenty_thousand_mistakes_are_told_in_reason(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "flights.yaml").write_text("flights:\n" + "".join(f"  - nmae{number}: x\n" for number in range(20_000)))
    with _within(5):
        told = _problems(folder)
    assert len(told) == MOST_PROBLEMS + 1
    assert Code.PROBLEMS_MORE in [problem.code for problem in told[-2:]]
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60).run()
    assert not app.exception
    (listed,) = [element.value for element in app.markdown if element.value.startswith("- ")]
    assert listed.count("\n- ") == 9
    assert any("these are the first 10" in element.value for element in app.markdown)


def test_thousands_of_references_to_nothing(folder: Path) -> None:
    passage = "evidence: [{paragraph: 1, quotation: x, words: paraphrase}]"
    milestones = "".join(
        f"  - {{id: m-{number}, title: x, date: {{edtf: 2010, role: occurred}}, {passage},"
        f" relations: [{{type: supports, to: n-{number}, reason: x}}]}}\n"
        for number in range(1_900)
    )
    text = (folder / "sources" / "herald.yaml").read_text().split("milestones:")[0]
    (folder / "sources" / "herald.yaml").write_text(f"{text}milestones:\n{milestones}")
    with _within(8):
        told = _problems(folder)
    assert len(told) == MOST_PROBLEMS
    assert all(problem.code == Code.REFERENCE_UNKNOWN for problem in told)


def test_a_suggestion_is_quick_among_many_words_and_for_a_long_one() -> None:
    with _within(1):
        assert suggest("flight-19999x", [f"flight-{number}" for number in range(20_000)])
        assert suggest("x" * 1_000_000, ["x" * 70]) == ""


@pytest.mark.parametrize("items", [60_000, 51])
def test_thousands_of_tiny_items(folder: Path, items: int) -> None:
    _change(
        folder / "sources" / "herald.yaml",
        "    flight: spring\n",
        f"    flight: spring\n    notes: [{', '.join(['x'] * items)}]\n",
    )
    with _within(5):
        (problem,) = _problems(folder)
    assert problem.file == "sources/herald.yaml"
    assert problem.code == (Code.YAML_TOO_MANY_VALUES if items > 51 else Code.VALUE_TOO_MANY)


@pytest.mark.parametrize("number", ["9" * 13, "9" * 5_000, "1e400", "-1", "NaN", ".inf", "0x10", "١٢", "1_000", "1,000", "−5"])
def test_numbers_that_are_none(folder: Path, number: str) -> None:
    _change(folder / "sources" / "herald.yaml", "value: 10\n", f"value: {number}\n")
    _change(folder / "sources" / "herald.yaml", "value: 100\n", f"value: {number}\n")
    told = _problems(folder)
    assert [problem.line for problem in told] == [18, 83]


def test_the_largest_numbers_are_drawn_and_added_up(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    for value in (10, 12, 5, 100):
        _change(herald, f"value: {value}\n", f"value: {'9' * 12}\n")
    view = View(load(folder))
    assert list(table(view, "totals")["total_high"]) == [999_999_999_999, 1_999_999_999_998, 999_999_999_999]
    assert counts.staircase(table(view, "totals"), view.staircase.floor, view.staircase.ceiling).json()


def test_dates_that_a_parser_might_choke_on_are_refused_at_once() -> None:
    hostile = [
        *(
            opening * times
            for opening in ("[", "{", "(", "../", "2018,", "[2018..", "?", "~2018-", "Y", "X")
            for times in (1, 19, 99, 5_000)
        ),
        *(f"[{','.join(['2018'] * times)}" for times in (2, 19)),
        *(
            "2018-04-05T10:00:00+14:00",
            "Y-17E7",
            "Y1E999999999",
            "2018-21^x",
            "156X-12-25/2018",
            "2018S2",
            "[2018,..]",
            "{..2018}",
            "[]",
            "[,]",
        ),
        *("[..]", "/", "//", "..", "..//..", "2018/..//", "\x00", "2018\n", "٢٠١٨", "2018-04-05~?", "~2018", "\ud800"),
    ]
    with _within(5):
        for text in hostile:
            with pytest.raises(ValueError, match="for example"):
                dates.parse(text)


def test_a_file_of_thousands_of_dates(folder: Path) -> None:
    """The library takes 3 ms or more for a date that is not plain: what one file can make it read is bounded."""
    milestone = "  - id: m{0}\n    title: x\n    date:\n      edtf: {1}\n      role: effective\n    fact: x\n"
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text().split("milestones:")[0]
    sets = (f"'[{1600 + number % 500},{1700 + number % 499}]'" for number in range(2_100))
    herald.write_text(f"{text}milestones:\n" + "".join(milestone.format(*one) for one in enumerate(sets)))
    with _within(5):
        (problem,) = _problems(folder)
    assert (problem.file, problem.code) == ("sources/herald.yaml", Code.FILE_TOO_MANY_DATES)
    days = (f"{1600 + number % 500}-{1 + number % 12:02}" for number in range(3_000))
    herald.write_text(f"{text}milestones:\n" + "".join(milestone.format(*one) for one in enumerate(days)))
    with _within(5):
        assert load(folder).counts()["milestones"] == 3_000


@pytest.mark.parametrize("lead", ["", " ", "  ", "\u00a0", "\u3000", "\u200b", "\u200b \t"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212"])
def test_no_exported_text_can_run(lead: str, sign: str) -> None:
    rows = frame(["label", "people"], [{"label": f"{lead}{sign}1+cmd|'/c x'!A1", "people": -5}])
    (row,) = csv.DictReader(io.StringIO(forms.to_csv(rows).decode("utf-8-sig"), newline=""))
    assert row["label"].startswith("'")
    assert row["people"] == "-5"  # a column of numbers holds numbers: nothing in it can be a formula


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", " \t=x"])
def test_no_exported_text_begins_with_a_break(text: str) -> None:
    rows = frame(["label"], [{"label": text}])
    assert next(csv.DictReader(io.StringIO(forms.to_csv(rows).decode("utf-8-sig"), newline="")))["label"] == f"'{text}"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "told"),
    [
        ("about.yaml", "  - total-2012", "  - total-2012\n  - total-2012", 7, "stands twice"),
        ("questions.yaml", "short: Enough", "short: All", 3, "is what the filter calls no choice"),
        ("actors.yaml", "short: Zenda", "short: ' All '", 7, "is what the filter calls no choice"),
        ("flights.yaml", "Autumn group", "' Spring group '", 5, "is taken"),
        ("sources/herald.yaml", "unit: people", "unit: per cent", 85, "goes only with 'change'"),
        ("sources/herald.yaml", "      edtf: 2012\n", "      edtf: 2013/..\n", 86, "begins after it was said"),
    ],
)
def test_what_a_page_could_not_show_is_a_problem(folder: Path, file: str, old: str, new: str, line: int, told: str) -> None:
    _change(folder / file, old, new)
    (problem,) = [found for found in _problems(folder) if (found.file, found.line) == (file, line)]
    assert told in problem.message


def test_a_key_figure_of_any_id_has_its_own_place_on_the_front_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _change(folder / "about.yaml", "total-2012", "itemised")
    _change(folder / "sources" / "herald.yaml", "id: total-2012", "id: itemised")
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60).run()
    assert not app.exception
