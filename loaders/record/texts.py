"""The texts of a record that are a curator's: which keys hold them, and a record in which each of them stands anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from loaders.record import schema
from loaders.record.dataset import Dataset

PROSE = (schema.Text,)
"""Whole sentences."""
ALL = (schema.Text, schema.Label, schema.Short, schema.AnswerSentence)
"""Whatever can be said in another language: not names of sites, titles as printed, quotations and what is compared as data."""
FILES = ("about", "actors_file", "questions_file", "flights_file", "checks_file")
"""What of a dataset holds such texts, beside its source files."""


def rewritten(dataset: Dataset, rule: Callable[[str], str], kinds: tuple[object, ...]) -> Dataset:
    """A record with what a rule makes of each text of some kinds; parts in which no text changes stay the same objects."""

    def read(value: Any, ours: bool = False) -> Any:
        match value:
            case str() if ours:
                return new if (new := rule(value)) != value else value
            case list():
                several = [read(one, ours) for one in value]
                return several if any(new is not old for new, old in zip(several, value, strict=True)) else value
            case BaseModel():
                keys = _keys(type(value), kinds)
                anew = {key: new for key, old in value.__dict__.items() if (new := read(old, key in keys)) is not old}
                return value.model_copy(update=anew) if anew else value
        return value

    return replace(
        dataset,
        source_files=tuple(map(read, dataset.source_files)),
        **{name: read(getattr(dataset, name)) for name in FILES},
    )


def every(dataset: Dataset, kinds: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    """Each text of some kinds, in the order of the files, with the keys under which it stands: ("questions.text", ...)."""

    def read(value: Any, place: str, ours: bool = False) -> Iterator[tuple[str, str]]:
        match value:
            case str() if ours:
                yield place, value
            case list():
                for one in value:
                    yield from read(one, place, ours)
            case BaseModel():
                keys = _keys(type(value), kinds)
                for key, inner in value.__dict__.items():
                    yield from read(inner, f"{place}.{key}" if place else key, key in keys)

    for name in FILES:
        yield from read(getattr(dataset, name), "about" if name == "about" else "")
    for file in dataset.source_files:
        yield from read(file, "")


@lru_cache
def _keys(kind: type[BaseModel], kinds: tuple[object, ...]) -> frozenset[str]:
    """The keys of a kind of record that hold such a text, or a list of them."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(key for key, hint in hints.items() if any(one in (hint, *get_args(hint)) for one in kinds))
