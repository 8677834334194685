"""YAML text -> plain values, each with its line. Reads only: what the values mean is `schema`'s business.

Built on PyYAML's events, not on its loader, for four reasons: every scalar stays the text it was typed as (`NO` is
not False, `2018-04` is not a date), a key that stands twice is an error, aliases cannot expand, and depth is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from loaders.problems import Problem, RecordError

LARGEST_FILE = 1_000_000  # bytes; the article's whole file is about 30,000
DEEPEST = 12  # levels of lists and maps; the record's own depth is 5
EMPTY = {"", "~", "null"}  # plain scalars that YAML reads as "no value"

Value: TypeAlias = "str | None | list[Value] | dict[str, Value]"
Place: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: ("flights", 0, "date", "edtf")."""


@dataclass
class Document:
    """One file's values, and the line on which each key and item stands."""

    file: str
    value: Value = None
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it that is written down."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str, where: str | None = None) -> Problem:
        """A problem at a place of this file; `where` is the place in words unless told."""
        return Problem(self.file, self.line(place), where or self.where(place), message)

    def where(self, place: Place) -> str:
        """The place in a curator's words: records by their id, `flights (april-2018-post) date edtf`."""
        words: list[str] = []
        value = self.value
        for step in place:
            value = _inside(value, step)
            if isinstance(step, str):
                words.append(step)
            else:
                name = _inside(value, "id")
                words.append(f"({name})" if isinstance(name, str) else f"(item {step + 1})")
        return " ".join(words) or "file"


def _inside(value: Value, step: str | int) -> Value:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def read(path: Path, file: str) -> Document:
    """Read one YAML file; `file` is the name that problems carry. Raises RecordError with what is wrong."""

    def refuse(line: int, message: str) -> RecordError:
        return RecordError([Problem(file, line, "file", message)])

    if path.is_symlink() or not path.is_file():
        raise refuse(1, "is not a plain file. Put the YAML file itself into the data folder")
    with path.open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise refuse(1, f"is larger than {LARGEST_FILE:,} bytes. Split it by source")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(line, "is not UTF-8 text here. Save the file with the encoding UTF-8") from None
    try:
        return _Builder(file).build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise refuse(mark.line + 1 if mark else 1, _syntax(error, text)) from None
    except yaml.YAMLError:
        raise refuse(*_forbidden(text)) from None


def _syntax(error: yaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark
    written = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    if "\t" in written:
        return "has a tab character. Indent with spaces, two for each level"
    problem = error.problem or error.context or "cannot be read"
    return f"is not valid YAML: {problem}. Often a missing space after ':', a missing quote, or a wrong indent"


def _forbidden(text: str) -> tuple[int, str]:
    """The line of the first character that YAML does not allow, and what to say about it."""
    for number, written in enumerate(text.split("\n"), start=1):
        for character in written:
            if character != "\t" and (ord(character) < 32 or 0x7F <= ord(character) < 0xA0) and character not in "\r\x85":
                return number, f"has a control character (U+{ord(character):04X}). Delete it"
    return 1, "is not valid YAML. Check it in an editor that knows YAML"


class _Builder:
    """Builds values from events without recursion in the parser; collects every problem of the file."""

    def __init__(self, file: str) -> None:
        self.document = Document(file)
        self.problems: list[Problem] = []

    def build(self, events: Iterator[yaml.Event]) -> Document:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note(event, (), "holds a second YAML document. Remove the line '---'")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
                if documents == 1:
                    self.document.value = value
        if documents == 0:
            self.problems.append(Problem(self.document.file, 1, "file", "is empty. See data/README.md for what belongs in it"))
        if self.problems:
            raise RecordError(self.problems)
        return self.document

    def _note(self, event: yaml.Event, place: Place, message: str) -> None:
        where = " ".join(str(step + 1 if isinstance(step, int) else step) for step in place) or "file"
        self.problems.append(Problem(self.document.file, event.start_mark.line + 1, where, message))

    def _value(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], place: Place) -> Value:
        self.document.lines.setdefault(place, event.start_mark.line + 1)
        if len(place) > DEEPEST:
            self._note(event, place[:2], f"is nested more than {DEEPEST} levels deep. Check the indent")
            raise RecordError(self.problems)
        if isinstance(event, yaml.AliasEvent):
            self._note(event, place, f"'*{event.anchor}' is an alias. Write the value out where it is used")
            return None
        if event.anchor:
            self._note(event, place, f"'&{event.anchor}' is an anchor. Put quotation marks around text that begins with '&'")
        if isinstance(event, yaml.ScalarEvent):
            if event.tag:
                self._note(event, place, f"'{event.tag}' is a tag. Put quotation marks around text that begins with '!'")
            return None if event.style is None and event.value.lower() in EMPTY else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._value(inner, events, (*place, len(items))))
            return items
        return self._map(events, place)

    def _map(self, events: Iterator[yaml.Event], place: Place) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent) or not key.value:
                self._note(key, place, "has a key that is not a word. Write 'key: value'")
                raise RecordError(self.problems)
            inside = (*place, key.value)
            if key.value in values:
                first = self.document.lines[inside]
                self._note(key, inside, f"stands twice; the first is on line {first}. Keep one of the two")
            self.document.lines.setdefault(inside, key.start_mark.line + 1)
            values[key.value] = self._value(next(events), events, inside)
        return values
