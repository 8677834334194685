"""YAML text -> plain values, each with its line. Reads only: what the values mean is `schema`'s business.

Built on PyYAML's events, not on its loader, for four reasons: every scalar stays the text it was typed as (`NO` is
not False, `2018-04` is not a date), a key that stands twice is an error, aliases cannot expand, and depth is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from loaders.record.problems import Code, Note, Problem, RecordError

LARGEST_FILE = 1_000_000  # bytes; the article's whole file is about 30,000
DEEPEST = 12  # levels of lists and maps; the record's own depth is 5
MOST_VALUES = 50_000  # in one file; the article's whole file holds about 1,500
LONGEST_KEY = 80  # characters; the record's own longest key is 14
LONGEST_MESSAGE = 1_000  # characters: a message that repeats what was written does not repeat a whole book
HIDDEN = re.compile(
    "["
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # those that turn the direction of text
    r"\xad\u180e\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible joints, breaks and notes
    r"\U000e0000-\U000e0fff"  # tags: a second, invisible alphabet
    r"\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: each font shows another sign
    r"\ud800-\udfff\ufdd0-\ufdef"  # halves of characters, and no characters
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0xF))
    + "]"
)
"""What nobody can see or read the same; not the zero-width characters U+200B to U+200D that Khmer needs."""
UNSEEN = r"\u200b-\u200d\u115f\u1160\u2800\u3164\uffa0"
BLANK = re.compile(rf"[\s{UNSEEN}]*")
"""Spaces, and characters that look like one or like nothing."""
SUSPECT = re.compile(rf"{HIDDEN.pattern.removesuffix(']')}{UNSEEN}\\]")
"""What a file must have somewhere, or escape, for one of its texts to have anything that cannot be seen."""
CUT = re.compile(r"(?<=\S) #(?=\S)")
"""Where a '#' stands that was likely meant as text. A comment has two spaces before its '#', or a space after it."""
EMPTY = {"", "~", "null"}  # plain scalars that YAML reads as "no value"

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Place: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: ("flights", 0, "date", "edtf")."""


@dataclass
class Document:
    """One file's values, the line and column where each key and item stands, and which keys stand without a value."""

    file: str
    value: Value = None
    marks: dict[Place, Any] = field(default_factory=dict)  # the parser's marks: making our own would take a third of the time
    empty: list[Place] = field(default_factory=list)

    def at(self, place: Place) -> Value:
        """The value at a place; None where there is none."""
        return reduce(_inside, place, self.value)

    def texts(self, keys: Container[str]) -> Iterator[tuple[Place, str]]:
        """The texts that stand under some keys, anywhere in the file, with their places."""
        for place in self.marks:
            if place and place[-1] in keys and isinstance(text := self.at(place), str):
                yield place, text

    def mark(self, place: Place) -> tuple[int, int]:
        """Line and column of a value, or of the nearest thing around it that is written down."""
        while place and place not in self.marks:
            place = place[:-1]
        return _mark(self.marks.get(place))

    def problem(self, place: Place, code: Code, message: str) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.file, *self.mark(place), _one_line(self.where(place)), code, _one_line(message[:LONGEST_MESSAGE]))

    def note(self, place: Place, code: Code, message: str) -> Note:
        """A note at a place of this file."""
        return Note(self.file, *self.mark(place), _one_line(self.where(place)), code, _one_line(message[:LONGEST_MESSAGE]))

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
                words.append(f"({name[:LONGEST_KEY]})" if isinstance(name, str) else f"(item {step + 1})")
        return " ".join(words) or "file"


def _one_line(text: str) -> str:
    """A problem is one line, also where it repeats an id or a key that was written over two."""
    return " ".join(text.splitlines())


def _inside(value: Value, step: str | int) -> Value:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def read(path: Path, file: str) -> Document:
    """Read one YAML file; `file` is the name that problems carry. Raises RecordError with what is wrong."""

    def refuse(code: Code, message: str, line: int = 1, column: int = 1) -> RecordError:
        return RecordError([Problem(file, line, column, "file", code, message)])

    if path.is_symlink() or not path.is_file():
        raise refuse(Code.FILE_NOT_PLAIN, "is not a plain file. Put the YAML file itself into the folder, not a link to it")
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:  # removed or locked by an editor that is just saving it; not allowed to this user
        message = f"cannot be read: {error.strerror}. Save it anew, and let this user read it"
        raise refuse(Code.FILE_UNREADABLE, message) from None
    if len(content) > LARGEST_FILE:
        split = "Split it: one file for each source, for example sources/evening-herald.yaml"
        raise refuse(Code.FILE_TOO_LARGE, f"is larger than {LARGEST_FILE:,} bytes. {split}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = error.object[: error.start].decode("utf-8").split("\n")
        message = (
            "is not UTF-8 text here; every file of the record must be. In your editor choose 'Save with encoding', then UTF-8"
        )
        raise refuse(Code.FILE_NOT_UTF_8, message, len(lines), len(lines[-1]) + 1) from None
    try:
        suspect = SUSPECT.search("".join(set(text))) is not None  # each character once: a text is long, and its alphabet short
        cuts = frozenset(found.start() for found in CUT.finditer(text)) if " #" in text else frozenset()
        return _Builder(file, text, suspect, cuts).build(iter(yaml.CSafeLoader(text).get_event, None))
    except yaml.MarkedYAMLError as error:
        # A key without its colon is noticed by the parser only on the line after it.
        late = error.context == "while scanning a simple key"
        raise refuse(*_syntax(error, text), *_mark(error.context_mark if late else error.problem_mark)) from None
    except yaml.YAMLError:
        raise refuse(*_forbidden(text)) from None


def _mark(mark: Any) -> tuple[int, int]:
    """Line and column from 1. Any: libyaml's marks and PyYAML's are two types without a common one."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[Code, str]:
    line, _ = _mark(error.problem_mark)
    if "\t" in "".join(text.split("\n")[line - 1 : line]):
        return Code.YAML_TAB, "has a tab character, which YAML does not allow here. Indent with spaces, two for each level"
    problem = error.problem or error.context or "cannot be read"
    return Code.YAML_SYNTAX, (
        f"is not valid YAML: {problem}. Often a missing space after ':', a missing quotation mark, or a wrong indent. "
        "Write 'key: value', for example kind: newspaper article"
    )


def _forbidden(text: str) -> tuple[Code, str, int, int]:
    """What to say about the first character that YAML does not allow, and its line and column."""
    for line, written in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(written, start=1):
            if character != "\t" and (ord(character) < 32 or 0x7F <= ord(character) < 0xA0) and character not in "\r\x85":
                message = f"has a control character (U+{ord(character):04X}), which YAML does not allow. Delete it"
                return Code.YAML_CONTROL_CHARACTER, message, line, column
    return Code.YAML_SYNTAX, "is not valid YAML. Write 'key: value' on each line, for example kind: newspaper article", 1, 1


class _Builder:
    """Builds values from events without recursion in the parser; collects every problem of the file."""

    def __init__(self, file: str, text: str, suspect: bool, cuts: frozenset[int]) -> None:
        self.document = Document(file)
        self.text = text
        self.problems: list[Problem] = []
        self.values = 0
        self.suspect = suspect
        self.cuts = cuts

    def build(self, events: Iterator[yaml.Event]) -> Document:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "begins a second YAML document; a file holds one. Remove the line '---'"
                    self._refuse(event, (), Code.YAML_SECOND_DOCUMENT, message)
            elif isinstance(event, yaml.NodeEvent):
                self.document.marks.setdefault((), event.start_mark)
                value = self._value(event, events, ())
                if documents == 1:
                    self.document.value = value
        if documents == 0:
            message = "is empty. A file of the record begins with a key, for example source: (see data/README.md)"
            self.problems.append(Problem(self.document.file, 1, 1, "file", Code.FILE_EMPTY, message))
        if self.problems:
            raise RecordError(self.problems)
        return self.document

    def _refuse(self, event: yaml.Event, place: Place, code: Code, message: str, mark: Any = None) -> None:
        where = " ".join(str(step + 1 if isinstance(step, int) else step) for step in place) or "file"
        line, column = _mark(mark or event.start_mark)
        self.problems.append(Problem(self.document.file, line, column, _one_line(where), code, message))

    def _value(self, event: Any, events: Iterator[yaml.Event], place: Place) -> Value:
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"is past the first {MOST_VALUES:,} values of the file. Split the file by source"
            self._refuse(event, place[:2], Code.YAML_TOO_MANY_VALUES, message)
            raise RecordError(self.problems)
        if len(place) > DEEPEST:
            message = (
                f"is nested more than {DEEPEST} levels deep. Indent with two spaces for each level, and put quotation marks "
                "around text that begins with '[' or '{', for example \"[delayed] accepting\""
            )
            self._refuse(event, place[:2], Code.YAML_TOO_DEEP, message)
            raise RecordError(self.problems)
        if isinstance(event, yaml.AliasEvent):
            name = str(event.anchor)[:40]
            message = f"'*{name}' is an alias, and the record has none. Write the value out, for example {name}"
            self._refuse(event, place, Code.YAML_ALIAS, message)
            return None
        if event.anchor or event.tag:
            self._bare(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                inside = (*place, len(items))
                self.document.marks[inside] = inner.start_mark
                items.append(self._value(inner, events, inside))
            return items
        return self._map(event, events, place)

    def _text(self, event: Any, place: Place) -> Value:
        text: str = event.value
        if self.suspect:
            self._visible(event, place)
        if self.cuts and not event.style and event.end_mark.index in self.cuts:
            message = (
                "ends at ' #': what follows is a comment. Put text with ' #' in quotation marks, for example "
                "title: \"Charter #12 lands\"; a comment has two spaces before its '#', and one after it"
            )
            self._refuse(event, place, Code.YAML_CUT, message, event.end_mark)
        if event.style or len(text) > 4 or text.lower() not in EMPTY:  # none of them is longer
            return text
        if place and isinstance(place[-1], str):  # an item without a value is of the wrong type, and the types say so
            self.document.empty.append(place)
        return None

    def _bare(self, event: Any, place: Place) -> None:
        """Refuse what YAML can hang on a value and the record has no use for."""
        if event.anchor:
            message = f"'&{event.anchor[:40]}' is an anchor, and the record has none. Put text with '&' first in quotes: \"&c\""
            self._refuse(event, place, Code.YAML_ANCHOR, message)
        if event.tag:
            message = f"'{event.tag[:40]}' is a tag, and the record has none. Put text with '!' first in quotation marks: \"!\""
            self._refuse(event, place, Code.YAML_TAG, message)

    def _visible(self, event: yaml.ScalarEvent, place: Place) -> None:
        """Refuse text in which something, or everything, cannot be seen."""
        if hidden := HIDDEN.search(event.value):
            message = f"has an invisible character (U+{ord(hidden[0]):04X}). Delete it, or type it anew"
            self._refuse(event, place, Code.YAML_INVISIBLE, message)
        elif event.value.strip() and BLANK.fullmatch(event.value):
            message = "has only invisible characters. Type the text anew, or remove the key"
            self._refuse(event, place, Code.YAML_INVISIBLE, message)

    def _comma(self, key: Any, value: Any, before: tuple[str, Value], place: Place) -> None:
        """Refuse a word in braces that is no key, because nothing and no colon follow it."""
        nothing = isinstance(value, yaml.ScalarEvent) and not (value.value or value.style)
        if nothing and ":" not in self.text[key.end_mark.index : value.start_mark.index]:
            name, text = before
            whole = f'{name}: "{text}, {key.value}"' if isinstance(text, str) else f'"first, {key.value}"'
            number = isinstance(text, str) and re.fullmatch(r"[0-9]{1,3},[0-9]{3}", f"{text},{key.value}")
            advice = (
                f"Write the number without: {name}: {text}{key.value}"
                if number
                else f"Put text with a comma in quotation marks: {whole}"
            )
            message = f"'{key.value}' stands in braces without a value: there a comma ends the text before it. {advice}"
            self._refuse(key, place, Code.YAML_COMMA, _one_line(message[:LONGEST_MESSAGE]))

    def _map(self, event: Any, events: Iterator[yaml.Event], place: Place) -> dict[str, Value]:
        values: dict[str, Value] = {}
        marks = self.document.marks
        last: tuple[str, Value] = ("", None)
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            name = self._key(key, place)
            inside = (*place, name)
            if name in values:
                first, _ = self.document.mark(inside)
                message = f"stands twice; the first is on line {first}. Keep one of the two"
                self._refuse(key, inside, Code.YAML_DUPLICATE_KEY, message)
            else:
                marks[inside] = key.start_mark
            inner = next(events)
            if event.flow_style:
                self._comma(key, inner, last, inside)
            values[name] = self._value(inner, events, inside)
            last = name, values[name]
        return values

    def _key(self, key: Any, place: Place) -> str:
        if not isinstance(key, yaml.ScalarEvent) or not key.value:
            message = "has a key that is not a word. Write 'key: value', for example kind: newspaper article"
            self._refuse(key, place, Code.YAML_KEY, message)
            raise RecordError(self.problems)
        if len(key.value) > LONGEST_KEY or (self.suspect and HIDDEN.search(key.value)):
            message = f"has a key of more than {LONGEST_KEY} characters, or with an invisible one. Write 'key: value'"
            self._refuse(key, place, Code.YAML_KEY, message)
            raise RecordError(self.problems)
        if key.anchor or key.tag:
            self._bare(key, place)
        return key.value
