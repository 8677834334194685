"""One broken file per mistake: the problem names the file, the line, the column, and what to do, and there is no other problem.

A file in bad_data is called <mistake>.<place>.yaml. It takes its place in the small record; `# expect: words` stands
on the line that the problem must name. Its column is that of the key on this line; where it is another, the comment
has it, counted by hand: `# expect at column 14: words`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from loaders import RecordError, load

BAD = sorted((Path(__file__).parent / "bad_data").iterdir())
EXPECT = re.compile(r"^( *(?:- )*).*# expect(?: at column (\d+))?: (.*)$", re.M)


@pytest.mark.parametrize("broken", BAD, ids=lambda path: path.name.split(".")[0])
def test_mistake_is_told_at_its_line(broken: Path, folder: Path) -> None:
    place = broken.name.split(".", 1)[1]
    file = "sources/mistake.yaml" if place == "source.yaml" else place
    shutil.copy(broken, folder / file)
    lines = broken.read_text(errors="replace").split("\n")
    [(line, marked)] = [(number, found) for number, text in enumerate(lines, start=1) if (found := EXPECT.match(text))]
    before, column, expected = marked.groups()

    with pytest.raises(RecordError) as caught:
        load(folder)

    assert len(caught.value.problems) == 1, str(caught.value)
    problem = caught.value.problems[0]
    assert problem.file == file
    assert (problem.line, problem.column) == (line, int(column or len(before) + 1)), str(problem)
    assert expected in f"{problem.where}: {problem.message}"
    assert str(problem).startswith(f"{file}:{problem.line}:{problem.column}: {problem.where}: ")


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


def test_missing_and_strange_files(folder: Path) -> None:
    (folder / "flights.yaml").unlink()
    (folder / "flihgts.yaml").write_text("flights: []\n")
    (folder / "sources" / "link.yaml").symlink_to("/etc/hostname")
    with pytest.raises(RecordError) as caught:
        load(folder)
    told = {problem.file: problem.message for problem in caught.value.problems}
    assert "is missing" in told["flights.yaml"]
    assert "is not a file of the record" in told["flihgts.yaml"]
    assert "is not a plain file" in told["sources/link.yaml"]


def test_a_record_without_a_report(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().split("flights:")[0])
    with pytest.raises(RecordError, match="holds no report"):
        load(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="does not exist"):
        load(tmp_path / "nowhere")


def test_a_file_that_is_too_large(folder: Path) -> None:
    with (folder / "sources" / "huge.yaml").open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(RecordError, match="is larger than 1,000,000 bytes"):
        load(folder)


def test_a_file_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(RecordError, match=r"sources/herald\.yaml:1:1: file: cannot be read: Permission denied"):
        load(folder)


def test_bytes_that_are_not_text_are_found_by_their_column_in_characters(folder: Path) -> None:
    (folder / "flights.yaml").write_bytes("\ufeff# élan: ".encode() + b"\xe9\n")
    with pytest.raises(RecordError, match=r"flights\.yaml:1:9: file: is not UTF-8"):
        load(folder)


def test_an_empty_value_below_an_unknown_key_is_one_mistake(folder: Path) -> None:
    flights = folder / "flights.yaml"
    flights.write_text(flights.read_text().replace("name: Spring group", "name: Spring group\n    extra: {inner: , other: }"))
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [problem.where for problem in caught.value.problems] == ["flights (spring) extra"]
