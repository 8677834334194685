"""A source and a record begun from templates: what must be filled in is named, and the examples in them load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import Field

from loaders import RecordError, __main__, load
from loaders.curate import dictionary, new_record, new_source, schemas, template
from loaders.record import dates, schema
from loaders.record.problems import Code

FILLED = {"title:": "Zenda counts", "publisher:": "herald", "kind:": "report", "seen:": "excerpt"}
SMALL_IDS = {"flight-id": "spring", "actor-id": "minister", "question-id": "enough", "answer-id": "few"}


def _uncommented(path: Path) -> str:
    """The file with its examples in use and its empty keys filled in."""
    head, source, body = path.read_text().partition("source:")
    text = re.sub(r"^( *)# ", r"\1", body, flags=re.M)
    for key, value in FILLED.items():
        text = text.replace(f"  {key}  ##", f"  {key} {value}  ##", 1)
    for example, name in SMALL_IDS.items():
        text = text.replace(f": {example} ", f": {name} ").replace(f": {example}\n", f": {name}\n")
    return f"{head}{source}{text}"


def test_it_names_exactly_what_must_be_filled_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["new-source", "zenda-counts", str(folder)]) == 0
    assert str(folder / "sources" / "zenda-counts.yaml") in capsys.readouterr().out
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [problem.where for problem in caught.value.problems] == [f"source {key[:-1]}" for key in FILLED]
    assert all("is empty" in problem.message for problem in caught.value.problems)


def test_filled_in_it_loads(folder: Path) -> None:
    path = new_source.begin(folder, "zenda-counts")
    text = path.read_text()
    for key, value in FILLED.items():
        text = text.replace(f"  {key}  ##", f"  {key} {value}  ##", 1)
    path.write_text(text)
    assert load(folder).counts()["sources"] == 2


def test_its_examples_load(folder: Path) -> None:
    path = new_source.begin(folder, "zenda-counts")
    path.write_text(_uncommented(path))
    dataset = load(folder)
    file = next(file for file in dataset.source_files if file.source.id == "zenda-counts")
    assert (len(file.flights), len(file.figures), len(file.statements), len(file.milestones)) == (1, 1, 1, 1)
    assert file.source.left_out
    assert file.source.published
    assert file.source.published.role is schema.DateRole.PUBLISHED
    assert file.statements[0].relations
    (figure,) = file.figures
    assert (figure.counter, figure.over.start) == ("minister", dates.parse("2005"))
    assert dataset.notes == ()


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A record that is begun, in a folder within another that was not there."""
    record = tmp_path / "records" / "mine"
    new_record.begin(record)
    return record


def test_a_new_record_is_valid_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = tmp_path / "mine"
    assert __main__.main(["new-record", str(begun)]) == 0
    told = capsys.readouterr().out
    assert all(str(path) in told for path in begun.rglob("*") if path.is_file())
    assert __main__.main([str(begun)]) == 0
    counted = dict(reversed(line.split(maxsplit=1)) for line in capsys.readouterr().out.splitlines())
    assert counted["sources"] == counted["flights"] == counted["figures"] == counted["checks"] == "1"
    assert counted["statements"] == "2", "a dispute has two sides"
    assert load(begun).notes == ()
    assert {path.name: path.read_text() for path in (begun / "schema").iterdir()} == schemas.schemas()


def test_it_explains_every_key_of_every_file(begun: Path) -> None:
    """The check of a key's words, and not that it stands, is what a key typed once in `schema` has to pass."""
    files = " ".join(re.sub(r"\n[# ]*##", "", path.read_text()) for path in begun.rglob("*.yaml"))
    for model in dictionary.FILES:
        for record in (model, *dictionary._inner(model)):
            for key, field in record.model_fields.items() if "Verified" not in record.__name__ else ():
                assert f"{key}:" in files, (record.__name__, key)
                assert " ".join(str(field.description).split()) in files, (record.__name__, key)
    for choice in (*schema.Measure, *schema.Qualifier):
        assert f"## {choice}: {choice.meaning}" in "\n".join(path.read_text() for path in begun.rglob("*.yaml"))


def test_a_key_of_a_type_is_typed_once() -> None:
    class Odd(schema.Record):
        """A record with a key that no other has."""

        seats: schema.WholeNumber | None = Field(None, description="How many seats there were.", examples=[180])
        carrier: schema.Line = Field(description="Who flew.", examples=["Air Zenda: charter"])

    assert list(template.Template().keys(Odd, {})) == [
        "# seats: 180  ## How many seats there were.",
        'carrier: "Air Zenda: charter"  ## Who flew.',
    ]


UNFIT = {
    *(Code.KEY_OUT_OF_PLACE, Code.REFERENCE_UNKNOWN, Code.NAME_TAKEN, Code.REPORT_ONE_READING),
    *(Code.COUNT_ONE_PART, Code.COUNT_WORDS_WITH_VALUE, Code.COUNT_NOT_WHOLE, Code.REPORT_NO_EVIDENCE, Code.STATEMENT_NO_ANSWER),
}
"""What an example can be told that is used where it stands: it wants another beside it, or names what is not there."""


def test_each_example_that_is_commented_out_is_of_its_type(begun: Path) -> None:
    tried = 0
    for path in [*begun.glob("*.yaml"), *begun.glob("sources/*.yaml")]:
        lines = path.read_text().splitlines()
        for first, line in enumerate(lines):
            if not (found := re.match(r"( *)# \w+:", line)):
                continue
            block = re.compile(rf"{found[1]}# (?= |# )")
            last = next(
                number for number in range(first + 1, len(lines) + 1) if not block.match("".join(lines[number : number + 1]))
            )
            used = [re.sub(f"^{found[1]}# ", found[1], one) for one in lines[first:last]]
            path.write_text("\n".join([*lines[:first], *used, *lines[last:], ""]))
            tried += 1
            try:
                load(begun)
            except RecordError as error:
                assert {problem.code for problem in error.problems} <= UNFIT, (line, str(error))
        path.write_text("\n".join([*lines, ""]))
    assert tried > 30


@pytest.mark.parametrize("there", ["about.yaml", ".hidden"])
def test_a_folder_with_files_is_left_alone(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / there).write_text("mine\n")
    assert __main__.main(["new-record", str(tmp_path)]) == 1
    assert f"holds files already ({there})" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert __main__.main(["new-record", str(tmp_path / there)]) == 1
    assert "is a file" in capsys.readouterr().err
    assert (tmp_path / there).read_text() == "mine\n"


@pytest.mark.parametrize("name", ["Bad Id", "", "../outside", "a/b", "x.yaml", "a--b", "é", "a" * 81, "a\nb"])
def test_an_id_that_is_none_is_refused(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.rglob("*"))
    assert __main__.main(["new-source", name, str(folder)]) == 1
    assert "It must be small letters, digits and hyphens" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


def test_an_id_that_is_taken_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "sources" / "herald.yaml").read_text()
    assert __main__.main(["new-source", "herald", str(folder)]) == 1
    assert "'herald' is taken" in capsys.readouterr().err
    assert (folder / "sources" / "herald.yaml").read_text() == before


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["new-source", "zenda-counts"], ["schema"]):
        assert __main__.main([*command, str(tmp_path / "nowhere")]) == 1
        told = capsys.readouterr()
        assert "Name the folder of a record, for example data" in told.out + told.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("command", [[], *([name] for name in __main__.COMMANDS)])
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        __main__.main([*command, "--help"])
    assert caught.value.code == 0
    assert len(capsys.readouterr().out) > 100
