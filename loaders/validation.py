"""Values -> records of a type; what pydantic finds wrong is said in a curator's words, at its line."""

from __future__ import annotations

import types
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from loaders.problems import MOST_PROBLEMS, Problem
from loaders.yaml_reader import Document, Place, Value

Model = TypeVar("Model", bound=BaseModel)
LONGEST_WORD = 80  # characters: what is longer is not a slip of a known word
MOST_WORDS = 500  # known words to compare with; more are first narrowed to those that begin alike


def validate(model: type[Model], document: Document, place: Place, value: Value) -> Model | list[Problem]:
    """Make a record of one type from a value at a place of a document: the record, or every problem with it."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        told = error.errors(include_url=False)[:MOST_PROBLEMS]
        return [_problem(model, document, place, value, detail) for detail in told]


def suggest(word: object, known: list[str]) -> str:
    """ " Did you mean 'flights'?", or nothing if no known word is near."""
    written = str(word)
    if len(written) > LONGEST_WORD:
        return ""
    if len(known) > MOST_WORDS:
        known = list(islice((name for name in known if name[:2] == written[:2]), MOST_WORDS))
    near = get_close_matches(written, known, n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""


def _problem(model: type[BaseModel], document: Document, place: Place, value: Value, detail: Any) -> Problem:
    loc: Place = tuple(detail["loc"])
    key, context = loc[-1] if loc else "", detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            known = list(_model_at(model, loc[:-1]).model_fields)
            message = f"is not a known key.{suggest(key, known)} Keys here: {', '.join(known)}"
        case "missing":
            about = _model_at(model, loc[:-1]).model_fields[str(key)].description
            message = f"is missing. {about}"
        case "model_type" | "dict_type" | "model_attributes_type":
            message = "must be a map, one 'key: value' on each line"
        case "list_type":
            message = "must be a list. Begin each item with '- '"
        case "string_type":
            message = "is empty. Write text, or remove the key" if _at(value, loc) is None else "must be text"
        case "string_too_short":
            message = "is empty. Write text, or remove the key"
        case "string_too_long":
            message = f"is longer than {context['max_length']} characters. Shorten it; quote only the words that carry the fact"
        case "string_pattern_mismatch":
            message = "must be small letters, digits and hyphens. Write for example april-2018-report"
        case "enum" | "literal_error":
            choices = [choice.strip("' ") for choice in context["expected"].replace(" or ", ", ").split(", ")]
            message = f"must be one of: {', '.join(choices)}.{suggest(_at(value, loc), choices)}"
        case "too_short":
            message = f"needs {context['min_length']} item or more"
        case "too_long":
            message = f"has more than {context['max_length']} items"
        case "value_error":
            message = str(context["error"])
        case kind if kind.startswith("url_"):
            message = "must be a web address. Write for example https://example.org/article"
        case _:
            message = str(detail["msg"])
    return document.problem((*place, *loc), message)


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


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The record type in `X`, `X | None` or `list[X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, types.UnionType):
        for part in get_args(annotation):
            if found := inner_model(part):
                return found
    return None
