"""One broken file per mistake: the problem names the file, the line, and what to do, and there is no other problem.

A file in bad_data is called <mistake>.<place>.yaml. It takes its place in the small record; `# expect: words` stands
on the line that the problem must name.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders import RecordError, load

BAD = sorted((Path(__file__).parent / "bad_data").iterdir())


@pytest.mark.parametrize("broken", BAD, ids=lambda path: path.name.split(".")[0])
def test_mistake_is_told_at_its_line(broken: Path, folder: Path) -> None:
    place = broken.name.split(".", 1)[1]
    file = "sources/mistake.yaml" if place == "source.yaml" else place
    shutil.copy(broken, folder / file)
    lines = broken.read_bytes().decode("latin-1").split("\n")
    marked = [number for number, line in enumerate(lines, start=1) if "# expect: " in line]
    assert len(marked) == 1, "a bad file expects one problem"
    expected = broken.read_bytes().split(b"# expect: ")[1].split(b"\n")[0].decode()

    with pytest.raises(RecordError) as caught:
        load(folder)

    assert len(caught.value.problems) == 1, str(caught.value)
    problem = caught.value.problems[0]
    assert problem.file == file
    assert problem.line == marked[0], str(problem)
    assert expected in f"{problem.where}: {problem.message}"
    assert str(problem).startswith(f"{file}:{problem.line}: ")


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
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("actors.yaml", 16),
        ("sources/herald.yaml", 15),
        ("sources/herald.yaml", 38),
        ("sources/herald.yaml", 66),
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
