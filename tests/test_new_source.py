"""A source begun from the template: what must be filled in is named, and the examples in it load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders import RecordError, __main__, load
from loaders.curate import new_source
from loaders.record import dates, schema

FILLED = {"title:": "Zenda counts", "publisher:": "herald", "kind:": "report", "seen:": "excerpt"}
SMALL_IDS = {"flight-id": "spring", "actor-id": "minister", "question-id": "enough", "answer-id": "few"}


def _uncommented(path: Path) -> str:
    """The file with its examples in use and its empty keys filled in."""
    head, body = path.read_text().split("source:\n", 1)
    text = re.sub(r"^( *)# ", r"\1", body, flags=re.M)
    for key, value in FILLED.items():
        text = text.replace(f"  {key}  ##", f"  {key} {value}  ##", 1)
    for example, name in SMALL_IDS.items():
        text = text.replace(f": {example} ", f": {name} ").replace(f": {example}\n", f": {name}\n")
    return f"{head}source:\n{text}"


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
    assert file.source.published.inferred
    assert file.statements[0].relations
    (figure,) = file.figures
    assert (figure.counter, figure.order[0].type, figure.over.start) == ("minister", "after", dates.parse("2005"))
    assert dataset.notes == ()


def test_it_has_an_example_of_every_key_of_a_count() -> None:
    """But for what only some counts have, which the dictionary explains."""
    for model in (schema.FlightReport, schema.Statistic, schema.Order):
        for key in set(model.model_fields) - {"counted", "basis", "basis_inferred"}:
            assert re.search(rf"\b{key}:", new_source.TEMPLATE), (model.__name__, key)


def test_it_explains_every_key_of_a_source() -> None:
    for key in schema.Source.model_fields:
        assert re.search(rf"^  (# )?{key}:", new_source.TEMPLATE, re.M), key
    for key in schema.SourceFile.model_fields:
        assert re.search(rf"^(# )?{key}:", new_source.TEMPLATE, re.M), key


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
