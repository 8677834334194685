"""The JSON Schemas: as the types make them, valid for the record as an editor reads it, and not for what is broken."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from loaders import __main__
from loaders.curate import schemas
from tests.conftest import ROOT, SMALL

RECORD = [*ROOT.glob("data/*.yaml"), *ROOT.glob("data/sources/*.yaml")]
BAD = Path(__file__).parent / "bad_data"
STRUCTURE = (
    *("unknown-key", "missing-key", "wrong-type", "unknown-qualifier", "list-for-map", "list-for-file", "map-for-list"),
    *("negative-people", "fractional-people", "quotation-too-long", "empty-quotation", "bad-edtf", "bad-id"),
    *("list-for-text", "empty-value", "empty-optional-value", "null-value", "single-item-for-list", "thousands-separator"),
    *("trap-no", "trap-sexagesimal", "trap-bare-date", "trap-yes", "trap-date-for-number"),
    *("bad-digest", "bad-archive-digest", "month-for-day", "text-in-verified"),
)


class AsAnEditor(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: no dates, no 'NO', no base 8 or 60."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own way


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    AsAnEditor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
AsAnEditor.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
AsAnEditor.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def _mistakes(path: Path, kind: str) -> list[str]:
    described = json.loads((ROOT / "data" / "schema" / f"{kind}.schema.json").read_text())
    validator = jsonschema.Draft7Validator(described, format_checker=jsonschema.FormatChecker())
    value = yaml.load(path.read_text(), Loader=AsAnEditor)  # noqa: S506  # a SafeLoader
    return [error.message for error in validator.iter_errors(value)]


def _kind(path: Path) -> str:
    return "source" if path.parent.name == "sources" else path.stem


def test_the_committed_schemas_are_those_of_the_types() -> None:
    committed = {path.name: path.read_text() for path in (ROOT / "data" / "schema").iterdir()}
    assert committed == schemas.schemas(), "run: python -m loaders schema"


@pytest.mark.parametrize("name", list(schemas.schemas()))
def test_a_schema_is_one_and_says_what_keys_mean(name: str) -> None:
    described = json.loads(schemas.schemas()[name])
    jsonschema.Draft7Validator.check_schema(described)
    for model in [described, *described.get("$defs", {}).values()]:
        assert model["description"]
        for key, field in model.get("properties", {}).items():
            assert field["description"], key
        assert "enum" in model or model["additionalProperties"] is False


@pytest.mark.parametrize("path", RECORD, ids=lambda path: path.name)
def test_a_file_of_the_record_names_its_schema_in_its_first_line(path: Path) -> None:
    first = path.read_text().splitlines()[0]
    assert first == schemas.first_line(path.relative_to(ROOT / "data").as_posix())
    assert (path.parent / first.split("$schema=")[1]).resolve() == ROOT / "data" / "schema" / f"{_kind(path)}.schema.json"


@pytest.mark.parametrize("path", [*RECORD, *SMALL.glob("*.yaml"), *SMALL.glob("sources/*.yaml")], ids=lambda path: path.name)
def test_a_good_file_is_valid(path: Path) -> None:
    assert _mistakes(path, _kind(path)) == []


@pytest.mark.parametrize("name", STRUCTURE)
def test_a_file_of_the_wrong_structure_is_not(name: str) -> None:
    [path] = BAD.glob(f"{name}.*.yaml")
    assert _mistakes(path, path.name.split(".")[1])


@pytest.mark.parametrize("year", ["2018", "2018-04", "2018-12-17", "2022-05~", "2020-10/..", "2017/2018", '"[2019-06,2020-06]"'])
def test_dates_and_ids_that_look_like_numbers_are_valid(year: str, tmp_path: Path) -> None:
    text = (SMALL / "sources" / "herald.yaml").read_text()
    path = tmp_path / "herald.yaml"
    path.write_text(text.replace("edtf: 2010-03\n", f"edtf: {year}\n").replace("flight: spring", "flight: 2018"))
    assert _mistakes(path, "source") == []


def test_the_command_writes_them_beside_a_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["schema", str(folder)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 7
    assert {path.name: path.read_text() for path in (folder / "schema").iterdir()} == schemas.schemas()
    assert __main__.main([str(folder)]) == 0
