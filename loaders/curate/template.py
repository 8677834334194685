"""Files of a record as a curator meets them first, made from the types: every key with an example, and explained once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from inspect import get_annotations
from textwrap import wrap
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from loaders.record.schema import Record
from loaders.record.validation import choices, inner_model

LONGEST_LINE = 120  # characters, of a line with its explanation beside it
QUOTED = re.compile(r"[\s?:,\[\]{}#&*!|>'\"%@`-]|.*(?:: | #|:$|\s$)|$")
"""Text that YAML would read as something else without quotation marks."""
OPENING = """## Lines with '##' explain and may go. To use a key or an example, remove the '# ' in front of its lines.
## A key is either filled in or not there. It is explained where it first stands, and in the data dictionary."""


@dataclass
class Template:
    """The lines of one file. `told` are the keys that have been explained, by the type that has them."""

    told: set[tuple[type[Record], str]] = field(default_factory=set)

    def keys(self, model: type[Record], values: Mapping[str, Any], *, empty: bool = False) -> Iterator[str]:
        """The keys of a record in their order, each with a value.

        Those in `values` have that value, None for one to fill in. Of the others, those that are needed have the example of
        their type (empty: they are to be filled in), and the rest is commented out, and left out where it has been told.
        """
        for key, info in model.model_fields.items():
            told = self._has_told(model, key)
            if key in values:
                yield from self.key(key, info, values[key], empty=empty, explained=not told)
            elif info.is_required():
                yield from self.key(key, info, None if empty else example(info), explained=not told)
            elif not told:
                yield from commented(self.key(key, info, example(info)))

    def key(self, key: str, info: FieldInfo, value: Any, *, empty: bool = False, explained: bool = True) -> Iterator[str]:
        """One key with its value, and what is below it."""
        model, meaning = inner_model(info.annotation), _meaning(info) if explained else []
        if not isinstance(value, Mapping | list):
            yield from _explained(f"{key}:{'' if value is None else f' {_scalar(value)}'}", meaning)
            return
        yield from _explained(f"{key}:", meaning)
        for item in value if isinstance(value, list) else [value]:
            record = model is not None and issubclass(model, Record)
            inner = self.keys(model, item, empty=empty) if record else iter([_scalar(item)])  # type: ignore[arg-type]
            first, rest = ("  - ", "    ") if isinstance(value, list) else ("  ", "  ")
            yield from (f"{rest if number else first}{line}" for number, line in enumerate(inner))

    def _has_told(self, model: type[Record], key: str) -> bool:
        """Whether a key has been explained; from now on it has."""
        owner = next(one for one in model.__mro__ if key in get_annotations(one))
        before = (owner, key) in self.told
        self.told.add((owner, key))
        return before


def commented(block: Iterator[str]) -> Iterator[str]:
    """Lines that are not in use."""
    return (f"# {line}" for line in block)


def example(info: FieldInfo) -> Any:
    """A value that a key can have: the first example of its type, or the first of its choices."""
    listed, parts = get_origin(info.annotation) is list, [info.annotation, *get_args(info.annotation)]
    known = next((choice for part in parts for choice in _choices(part)), None)
    value = info.examples[0] if info.examples else {} if inner_model(info.annotation) else known
    if value is None:
        raise LookupError(f"no example of a key: {info.description}")
    return [value] if listed and not isinstance(value, list) else value


def _choices(part: Any) -> tuple[str, ...]:
    """The words to choose from, if a type is one of such words."""
    if get_origin(part) is Literal:
        return get_args(part)
    return tuple(part) if isinstance(part, type) and issubclass(part, StrEnum) else ()


def _meaning(info: FieldInfo) -> list[str]:
    """What a key means, and its choices: each with its meaning, where it has one."""
    if meant := choices(info):
        return [str(info.description), *(f"{choice}: {choice.meaning}" for choice in meant)]
    known = [word for part in (info.annotation, *get_args(info.annotation)) for word in _choices(part)]
    return [str(info.description), *([f"One of: {', '.join(known)}."] if known else [])]


def _explained(line: str, meaning: list[str]) -> Iterator[str]:
    """A line with its explanation beside it; what does not fit stands below."""
    beside = bool(meaning) and len(line) + len(meaning[0]) <= LONGEST_LINE
    yield f"{line}  ## {meaning[0]}" if beside else line
    yield from (f"  ## {part}" for text in meaning[beside:] for part in wrap(text, LONGEST_LINE))


def _scalar(value: Any) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if QUOTED.match(text) else text
