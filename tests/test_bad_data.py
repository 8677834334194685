"""One broken file per mistake: the problem has its code and names the file, the line and the column, and there is no other.

A file in bad_data is called <mistake>.<place>.yaml. It takes its place in the small record; `# expect: <code>` stands
on the line that the problem must name. Its column is that of the key on this line; where it is another, the comment
has it, counted by hand: `# expect at column 14: <code>`. The words of a problem are free, but for a suggestion.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders import RecordError, __main__, load
from loaders.record import notes, schema
from loaders.record.problems import Code, Mistake
from loaders.record.validation import validate
from loaders.record.yaml_reader import Document, Place
from tests.conftest import SMALL

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad_data").iterdir())
SUGGESTED = {
    "unknown-actor.source.yaml": "Did you mean 'herald'?",
    "unknown-answer.source.yaml": "Did you mean 'few'?",
    "unknown-flight.source.yaml": "Did you mean 'spring'?",
    "unknown-key.source.yaml": "Did you mean 'said_by'?",
    "unknown-qualifier.source.yaml": "one of: exactly (the number and no such word); about (about, around, some, roughly); ",
    "unknown-question.source.yaml": "Did you mean 'enough'?",
    "unknown-side.actors.yaml": "Did you mean 'zenda'?",
    "unknown-default-source.about.yaml": "Did you mean 'herald'?",
    "unknown-key-figure.about.yaml": "Did you mean 'total-2012'?",
    "relation-to-nothing.source.yaml": "Did you mean 'minister-enough'?",
    "check-of-an-unknown-claim.checks.yaml": "Did you mean 'spring-herald'?",
    "check-of-nothing.checks.yaml": "Did you mean 'autumn'?",
    "order-of-an-unknown-flight.source.yaml": "Did you mean 'spring'?",
    "former-name-by-an-unknown-source.actors.yaml": "Did you mean 'herald'?",
    "unknown-report.source.yaml": "Write for example to: spring-herald, or add 'nowhere-at-all' there",
    "unknown-source-id.source.yaml": "Write: id: mistake",
    "parts-of-another-sum.source.yaml": "Write value: 11",
    "empty-value.source.yaml": "Write for example said_by: evening-herald",
    "misspelt-unit.source.yaml": "Did you mean 'people'?",
    "misspelt-subject.source.yaml": "Did you mean 'people removed'?",
    "milestone-of-an-unknown-flight.source.yaml": "Did you mean 'spring'?",
    "retracted-by-another.source.yaml": "writes type: contradicts",
    "hash-cuts-text.source.yaml": "Put text with ' #' in quotation marks, for example title: \"Charter #12 lands\"",
    "check-without-tolerance.checks.yaml": "'spring-minister': no stated width. Write tolerance: and by how much it may be off",
    "namesakes-without-notes.actors.yaml": "If they are two, begin a note: of each with who it is in a few words",
    "comma-in-braces.source.yaml": 'Put text with a comma in quotation marks: edtf: "2018, 2019"',
    "source-verified-twice.verified.yaml": "Write the file anew: python -m loaders verify",
}
"""What the words must lead to: the name that was meant, or what to write."""
EXPECT = re.compile(r"^( *(?:- )*).*# expect(?: at column (\d+))?: (.*)$", re.M)


def _put(broken: Path, folder: Path) -> str:
    """Copy a broken file to its place in a record; its name there."""
    place = broken.name.split(".", 1)[1]
    file = "sources/mistake.yaml" if place == "source.yaml" else place
    shutil.copy(broken, folder / file)
    return file


def _told(folder: Path) -> dict[str, Code]:
    """What is wrong with each file of a record."""
    with pytest.raises(RecordError) as caught:
        load(folder)
    return {problem.file: problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("broken", BAD, ids=lambda path: path.name.split(".")[0])
def test_mistake_is_told_at_its_line(broken: Path, folder: Path) -> None:
    file = _put(broken, folder)
    lines = broken.read_text(errors="replace").split("\n")
    [(line, marked)] = [(number, found) for number, text in enumerate(lines, start=1) if (found := EXPECT.match(text))]
    before, column, expected = marked.groups()

    with pytest.raises(RecordError) as caught:
        load(folder)

    assert len(caught.value.problems) == 1, str(caught.value)
    problem = caught.value.problems[0]
    assert problem.file == file
    assert (problem.line, problem.column) == (line, int(column or len(before) + 1)), str(problem)
    assert problem.code == expected, str(problem)
    assert problem.message
    assert str(problem).startswith(f"{file}:{problem.line}:{problem.column}: {problem.where}: ")


@pytest.mark.parametrize(("name", "words"), SUGGESTED.items())
def test_the_words_lead_to_what_was_meant(name: str, words: str, folder: Path) -> None:
    _put(HERE / "bad_data" / name, folder)
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert words in caught.value.problems[0].message


def test_every_code_is_tested() -> None:
    """Each is expected of a broken file, or named in a test; and no other is expected."""
    broken = {found[3].strip() for path in BAD for found in EXPECT.finditer(path.read_text(errors="replace"))}
    named = {Code[name] for path in HERE.glob("test_*.py") for name in re.findall(r"\bCode\.([A-Z_0-9]+)", path.read_text())}
    assert {str(code) for code in Code} == broken | {str(code) for code in named}


def test_every_code_is_used_and_explained() -> None:
    code = "".join(path.read_text() for path in (HERE.parent / "loaders").rglob("*.py"))
    dictionary = (HERE.parent / "data" / "README.md").read_text()
    for one in Code:
        assert f"Code.{one.name}" in code, one
        assert f"| `{one}` | {one.meaning} |" in dictionary, "run: python -m loaders dictionary > data/README.md"


def test_every_problem_of_every_file_in_one_pass(folder: Path) -> None:
    actors, herald = folder / "actors.yaml", folder / "sources" / "herald.yaml"
    actors.write_text(actors.read_text().replace("    side: zenda", "    side: nowhere"))
    herald.write_text(
        herald.read_text()
        .replace("edtf: 2010-03\n", "edtf: March\n")
        .replace("said_by: minister", "said_by: nobody", 1)
        .replace("value: 40", "value: forty")
    )
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [(problem.file, problem.line, problem.column) for problem in caught.value.problems] == [
        ("actors.yaml", 16, 5),
        ("sources/herald.yaml", 15, 7),
        ("sources/herald.yaml", 38, 5),
        ("sources/herald.yaml", 66, 7),
    ]


def test_text_that_a_hash_cuts_is_told_at_each_line() -> None:
    with pytest.raises(RecordError) as caught:
        load(HERE / "cases" / "08-hash-cuts-text")
    assert [(problem.file, problem.line, problem.code) for problem in caught.value.problems] == [
        ("flights.yaml", 3, Code.YAML_CUT),
        ("sources/herald-a.yaml", 3, Code.YAML_CUT),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "name: Spring group  #of March",
        "name: Spring group # of March",
        'name: "Spring group" #of March',
        "name: Spring group#of March",
        "name: >\n      Spring #1",
        "#name: Spring group\n    name: Spring group",
    ],
)
def test_a_comment_is_a_comment(line: str, folder: Path) -> None:
    flights = folder / "flights.yaml"
    flights.write_text(flights.read_text().replace("name: Spring group", line))
    assert load(folder).flights["spring"].name.startswith("Spring")


@pytest.mark.parametrize("line", ["name: #1 of March", "name: Group\n      of élan #1", "note: {a: Spring #1\n      }"])
def test_a_hash_cuts_the_first_word_a_later_line_and_a_map_in_braces(line: str, folder: Path) -> None:
    flights = folder / "flights.yaml"
    flights.write_text(flights.read_text().replace("name: Spring group", line))
    with pytest.raises(RecordError) as caught:
        load(folder)
    [problem] = caught.value.problems
    found = flights.read_text().splitlines()[problem.line - 1]
    assert (problem.code, found[problem.column - 1 : problem.column + 2]) == (Code.YAML_CUT, " #1")


def test_missing_and_strange_files(folder: Path) -> None:
    (folder / "flights.yaml").unlink()
    (folder / "flihgts.yaml").write_text("flights: []\n")
    (folder / "sources" / "link.yaml").symlink_to("/etc/hostname")
    assert _told(folder) == {
        "flights.yaml": Code.FILE_MISSING,
        "flihgts.yaml": Code.FILE_UNKNOWN,
        "sources/link.yaml": Code.FILE_NOT_PLAIN,
    }


def test_a_record_without_a_report(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().split("flights:")[0])
    assert _told(folder)["sources"] == Code.FOLDER_NO_REPORT


def test_a_record_without_a_source(folder: Path) -> None:
    shutil.rmtree(folder / "sources")
    assert _told(folder)["sources"] == Code.FOLDER_NO_SOURCE


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert _told(tmp_path / "nowhere") == {"nowhere": Code.FOLDER_MISSING}


def test_a_file_that_is_too_large(folder: Path) -> None:
    with (folder / "sources" / "huge.yaml").open("wb") as stream:
        stream.truncate(100_000_000)
    assert _told(folder) == {"sources/huge.yaml": Code.FILE_TOO_LARGE}


def test_a_file_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", locked)
    assert _told(folder)["sources/herald.yaml"] == Code.FILE_UNREADABLE


def test_bytes_that_are_not_text_are_found_by_their_column_in_characters(folder: Path) -> None:
    (folder / "flights.yaml").write_bytes("\ufeff# élan: ".encode() + b"\xe9\n")
    with pytest.raises(RecordError) as caught:
        load(folder)
    [(column, code)] = [(problem.column, problem.code) for problem in caught.value.problems]
    assert (column, code) == (9, Code.FILE_NOT_UTF_8)


def test_an_empty_value_below_an_unknown_key_is_one_mistake(folder: Path) -> None:
    flights = folder / "flights.yaml"
    flights.write_text(flights.read_text().replace("name: Spring group", "name: Spring group\n    extra: {inner: , other: }"))
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [problem.where for problem in caught.value.problems] == ["flights (spring) extra"]


def test_an_agreement_is_asked_for_when_all_is_filled_in(folder: Path) -> None:
    """A key that was left empty is one mistake, and not also one against the keys that it goes with."""
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("      value: 100\n", "      value:\n"))
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [(problem.line, problem.code) for problem in caught.value.problems] == [(83, Code.KEY_EMPTY)]


def test_all_that_does_not_agree_in_one_report_comes_at_once(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text().replace(
        "    basis: since 2005\n", "    basis: since 2005\n    year: calendar\n    readings: [One.]\n"
    )
    herald.write_text(text.replace("      value: 100\n", "      value: -0.5\n").replace("role: as of", "role: period", 1))
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [(problem.line, problem.code) for problem in caught.value.problems] == [
        (82, Code.KEY_OUT_OF_PLACE),
        (83, Code.REPORT_ONE_READING),
        (85, Code.COUNT_NEGATIVE),
        (85, Code.COUNT_NOT_WHOLE),
        (90, Code.DATE_WRONG_ROLE),
    ]


def test_a_change_in_people_may_be_a_fall(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("value: 50\n", "value: -120\n").replace("unit: per cent", "unit: people"))
    (folder / "checks.yaml").unlink()
    report = load(folder).by_id["rise-2011"][1]
    assert isinstance(report, schema.Statistic)
    assert (report.quantity.value, report.quantity.unit) == (-120, schema.Unit.PEOPLE)


def test_each_report_is_validated_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    real = schema.Report.mistakes

    def counting(self: schema.Report) -> Iterator[Mistake]:
        judged.append(self.id)
        return real(self)

    monkeypatch.setattr(schema.Report, "mistakes", counting)
    dataset = load(folder)
    assert sorted(judged) == sorted(dataset.by_id)


def test_what_the_types_find_and_nobody_foresaw_is_a_problem_too() -> None:
    class Odd(schema.Record):
        """A record with a type that no other has."""

        words: frozenset[str]

    problems = validate(Odd, Document("odd.yaml", {"words": "one"}))
    assert isinstance(problems, list)
    assert [problem.code for problem in problems] == [Code.VALUE_UNFIT]


def test_a_ring_of_corrections(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    tie = "    relations:\n      - {{type: retracts, to: {}, date: {{edtf: 2013, role: stated}}, reason: x}}\n"
    text = herald.read_text()
    for one, other in (("total-2012", "none-left"), ("none-left", "total-2012")):
        text = text.replace(f"  - id: {one}\n", f"  - id: {one}\n{tie.format(other)}")
    herald.write_text(text)
    assert _told(folder) == {"sources/herald.yaml": Code.CORRECTION_CIRCLE}


def test_a_text_of_basis_that_is_not_understood_is_noted_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text().replace("basis: since 2005", "basis: since the treaty")
    herald.write_text(text.replace("    measure: stock\n", "    measure: stock\n    basis: since the treaty\n"))
    assert [(note.file, note.line, note.column, note.code) for note in load(folder).notes] == [
        ("sources/herald.yaml", 81, 5, Code.NOTE_BASIS)
    ]
    assert __main__.main([str(folder)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("sources/herald.yaml:81:5: figures (total-2012) basis: note: 'since the treaty' is not understood")

    herald.write_text(text.replace("basis: since the treaty", "basis: since the treaty\n    start: 2005"))
    assert load(folder).notes == ()


def test_an_actor_whom_nobody_names_is_noted(folder: Path) -> None:
    actors = folder / "actors.yaml"
    actors.write_text(f"{actors.read_text()}  - {{id: aid, name: Zenda Aid, kind: organisation, side: zenda}}\n")
    assert [(note.file, note.line, note.column, note.code) for note in load(folder).notes] == [
        ("actors.yaml", 17, 6, Code.NOTE_UNUSED)
    ]


@pytest.mark.parametrize("word", ["less than", "over", "almost", "no more than", "fewer"])
def test_an_unknown_qualifier_has_no_guess_that_may_mean_the_contrary(word: str, folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("qualifier: exactly", f"qualifier: {word}", 1))
    with pytest.raises(RecordError) as caught:
        load(folder)
    [problem] = caught.value.problems
    assert problem.code == Code.VALUE_UNKNOWN_CHOICE
    assert "Did you mean" not in problem.message
    assert all(f"{one} ({one.meaning})" in problem.message for one in schema.Qualifier)


def test_a_form_of_before_is_read_and_noted_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As there is none yet, one is invented: 'nme' for 'name'."""

    def renew(document: Document) -> tuple[Document, list[Place]]:
        if document.file != "flights.yaml":
            return document, []
        flights = [
            {"name" if key == "nme" else key: text for key, text in flight.items()} for flight in document.value["flights"]
        ]
        old = [("flights", index, "nme") for index, flight in enumerate(document.value["flights"]) if "nme" in flight]
        return replace(document, value={"flights": flights}), old

    (folder / "flights.yaml").write_text((folder / "flights.yaml").read_text().replace("name:", "nme:"))
    with pytest.raises(RecordError):
        load(folder)
    monkeypatch.setattr(notes, "OLD_FORMS", (notes.OldForm("is called 'name' today", renew),))
    dataset = load(folder)
    assert dataset.flights["spring"].name == "Spring group"
    assert [(note.line, note.code, note.message) for note in dataset.notes] == [(3, Code.NOTE_OLD_FORM, "is called 'name' today")]


def test_records_of_before_load_without_a_note() -> None:
    assert load(SMALL).notes == ()
