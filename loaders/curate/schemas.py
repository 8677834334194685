"""The types of the record as JSON Schema, for editors: one file for each kind of YAML file, in `schema/` of the record.

Editors read YAML 1.2, where `2018` is a number and `NO` is text; the record's own reader takes every value as typed.
So a schema takes numbers where the record takes text, and lets pass whatever the check lets pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from loaders import written
from loaders.record import schema
from loaders.record.schema import Choice

FILES: Mapping[str, type[schema.Record]] = {
    "source": schema.SourceFile,
    "about": schema.About,
    "actors": schema.ActorsFile,
    "questions": schema.QuestionsFile,
    "flights": schema.FlightsFile,
    "checks": schema.ChecksFile,
    "verified": schema.VerifiedFile,
}
DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that the editors' YAML language server knows in full


class _ForEditors(GenerateJsonSchema):
    """pydantic's schema, with what an editor's parser makes of typed text, and without the empty values that are mistakes."""

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        typed = ["string", "integer"] if schema.get("pattern") else ["string", "number", "boolean"]
        return {**super().str_schema(schema), "type": typed}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> dict[str, Any]:
        meant = [choice.meaning for choice in schema["members"] if isinstance(choice, Choice)]
        return {**super().enum_schema(schema), **({"enumDescriptions": meant} if meant else {})}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def first_line(file: str) -> str:
    """The comment with which a YAML file of the record names its schema."""
    kind, up = ("source", "../") if file.startswith("sources/") else (Path(file).stem, "")
    return f"# yaml-language-server: $schema={up}schema/{kind}.schema.json"


def schemas() -> dict[str, str]:
    """The schemas as text, by the name of their file."""
    made = {}
    for kind, model in FILES.items():
        described = model.model_json_schema(schema_generator=_ForEditors)
        described = {"$schema": DIALECT, **described}
        made[f"{kind}.schema.json"] = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    return made


def write(record: Path) -> list[Path]:
    """Write the schemas into `schema/` of a record's folder; returns their paths. Raises WriteError."""
    texts = {record / "schema" / name: text for name, text in schemas().items()}
    written.files(texts)
    return list(texts)
