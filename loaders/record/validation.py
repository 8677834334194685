"""Values -> records of a type; what pydantic finds wrong is said in a curator's words, at its line."""

from __future__ import annotations

import types
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from loaders.record.problems import MOST_PROBLEMS, Code, Mistake, Mistakes, Problem
from loaders.record.schema import Choice
from loaders.record.yaml_reader import Document, Place, Value

Model = TypeVar("Model", bound=BaseModel)
LONGEST_WORD = 80  # characters: what is longer is not a slip of a known word
MOST_WORDS = 500  # known words to compare with; more are first narrowed to those that begin alike


def validate(model: type[Model], document: Document) -> Model | list[Problem]:
    """Make the record of one type that a document holds: the record, or every problem with it."""
    problems: list[Problem] = []
    record: Model | None = None
    told: list[Place] = []  # where the types have found something: of what is below, they say nothing
    try:
        record = model.model_validate(document.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False)[:MOST_PROBLEMS]:
            loc: Place = tuple(detail["loc"])
            judged = detail.get("ctx", {}).get("error")
            if isinstance(judged, Mistakes):
                if not any(empty[: len(loc)] == loc for empty in document.empty):  # first it must be filled in
                    problems += [document.problem((*loc, *one.place), one.code, str(one)) for one in judged.found]
            else:
                problems.append(document.problem(loc, *_told(model, document.value, detail)))
                told.append(loc)
    for loc in document.empty[:MOST_PROBLEMS]:
        if not any(loc[: len(above)] == above for above in told):
            message = f"is empty. {_example_at(model, loc)}, or remove the key"
            problems.append(document.problem(loc, Code.KEY_EMPTY, message))
    return record if record is not None and not problems else problems


def suggest(word: object, known: list[str]) -> str:
    """ " Did you mean 'flights'?", or nothing if no known word is near."""
    near = nearest(word, known)
    return f" Did you mean '{near}'?" if near else ""


def nearest(word: object, known: list[str]) -> str:
    """The known word that is nearest to one; "" where none is near."""
    written = str(word)
    if len(written) > LONGEST_WORD:
        return ""
    if len(known) > MOST_WORDS:
        known = list(islice((name for name in known if name[:2] == written[:2]), MOST_WORDS))
    return next(iter(get_close_matches(written, known, n=1, cutoff=0.6)), "")


def _told(model: type[BaseModel], value: Value, detail: Any) -> tuple[Code, str]:
    """What pydantic found wrong -> its code, and what to do, in a curator's words."""
    loc: Place = tuple(detail["loc"])
    key, context = loc[-1] if loc else "", detail.get("ctx", {})
    example, found = _example_at(model, loc), _at(value, loc)
    match detail["type"]:
        case "extra_forbidden":
            known = list(_model_at(model, loc[:-1]).model_fields)
            told = Code.KEY_UNKNOWN, f"is not a known key.{suggest(key, known)} Keys here: {', '.join(known)}"
        case "missing":
            about = _model_at(model, loc[:-1]).model_fields[str(key)].description
            told = Code.KEY_MISSING, f"is missing: {about} {example}"
        case "model_type" | "dict_type" | "model_attributes_type":
            told = Code.VALUE_NOT_A_MAP, f"must be a map, one 'key: value' on each line. {example}"
        case "list_type":
            told = Code.VALUE_NOT_A_LIST, f"must be a list. Begin each item with '- '. {example}"
        case "string_type" if found is not None:
            told = Code.VALUE_NOT_TEXT, f"must be text, not a list or a map. {example}"
        case "string_type":
            told = Code.KEY_EMPTY, f"is empty. {example}"
        case "string_too_short":
            told = Code.VALUE_EMPTY, f"is empty. {example}"
        case "string_too_long":
            shorten = "Quote only the words that carry the fact" if key == "quotation" else "Say it in fewer words"
            long = f"is longer than {context['max_length']} characters; it has {len(str(found))}"
            told = Code.VALUE_TOO_LONG, f"{long}. {shorten}. {example}"
        case "string_pattern_mismatch":
            form = "letters, digits and spaces" if key == "short" else "small letters, digits and hyphens"
            told = Code.VALUE_WRONG_FORM, f"must be {form}, not '{str(found)[:40]}'. {example}"
        case "enum" | "literal_error":
            known = [choice.strip("' ") for choice in context["expected"].replace(" or ", ", ").split(", ")]
            wrong = "is empty, and must be" if found is None else f"'{str(found)[:40]}' is not"
            if meant := choices(
                _model_at(model, loc[:-1]).model_fields[str(key)]
            ):  # what is near in letters may mean the contrary
                told_as, near = "; ".join(f"{choice} ({choice.meaning})" for choice in meant), ""
            else:
                told_as, near = ", ".join(known), suggest(found, known) or " " + example
            told = (
                Code.KEY_EMPTY if found is None else Code.VALUE_UNKNOWN_CHOICE,
                f"{wrong} one of: {told_as}.{near}",
            )
        case "too_short":
            told = Code.VALUE_EMPTY, f"is an empty list, and must hold one item or more. {example}"
        case "too_long":
            most = f"has {context['actual_length']} items, and must have no more than {context['max_length']}"
            told = Code.VALUE_TOO_MANY, f"{most}. Keep the foremost"
        case "value_error" if isinstance(context["error"], Mistake):
            told = Code.KEY_EMPTY if found is None else context["error"].code, str(context["error"])
        case kind if kind.startswith("url_"):
            told = Code.VALUE_NOT_AN_ADDRESS, f"must be a web address. {example}"
        case _:
            told = Code.VALUE_UNFIT, f"cannot be so: {detail['msg']}. {example}"
    return told


def _at(value: Value, loc: Place) -> Value:
    for step in loc:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            return None
    return value


def _model_at(model: type[BaseModel], loc: Place) -> type[BaseModel]:
    """The type of the record at a place inside a record of type `model`."""
    for step in loc:
        if isinstance(step, str):
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def choices(field: FieldInfo) -> list[Choice]:
    """What can be chosen for a key, where each choice has its meaning."""
    parts = (field.annotation, *get_args(field.annotation))
    return next((list(part) for part in parts if isinstance(part, type) and issubclass(part, Choice)), [])


def _example_at(model: type[BaseModel], loc: Place) -> str:
    """How a value at this place is written: "Write for example role: stated". For an unknown key, nothing."""
    keys = [step for step in loc if isinstance(step, str)]
    if not keys:
        return f"Write for example {_lines(model, '')}"
    holder = _model_at(model, tuple(keys[:-1]))
    field = holder.model_fields.get(keys[-1])
    return f"Write for example {written(keys[-1], field)}" if field else ""


def written(key: str, field: FieldInfo) -> str:
    """An example of a key with its value, in words of one line: "role: stated"; "'date:' and, indented below it, ..."."""
    annotation = field.annotation
    listed = get_origin(annotation) is list
    if model := inner_model(annotation):
        return f"'{key}:' and, indented below it, {_lines(model, '- ' if listed else '')}"
    inside = [annotation, *get_args(annotation)]
    value = next((get_args(part)[0] for part in inside if get_origin(part) is Literal), None)
    value = value or next((next(iter(part)) for part in inside if isinstance(part, type) and issubclass(part, StrEnum)), None)
    value = value or (field.examples or [""])[0]
    return f"'{key}:' and, indented below it, '- {value}'" if listed else f"{key}: {value}"


def _lines(model: type[BaseModel], dash: str) -> str:
    """The lines that a map of this type must have: "'edtf: 2018-04' and 'role: stated'"."""
    needed = [(key, field) for key, field in model.model_fields.items() if field.is_required()] or [*model.model_fields.items()][
        :1
    ]
    lines = [f"{key}:" if inner_model(field.annotation) else written(key, field) for key, field in needed]
    quoted = [f"'{dash if index == 0 else ''}{line}'" for index, line in enumerate(lines)]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The record type in `X`, `X | None` or `list[X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, types.UnionType):
        for part in get_args(annotation):
            if found := inner_model(part):
                return found
    return None
