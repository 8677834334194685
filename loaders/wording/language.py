"""Where every sentence passes: gettext, with English as the language of the templates, in the language that is being spoken.

Words of a sentence can lead to evidence: a place that is given as a `Mark` makes the sentence a `Marked` one. That is a text
like any other, and knows beside where its marks stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from string import Formatter
from typing import TypeVar

from babel import Locale

from loaders.wording.catalogues.catalogue import SOURCE, Language, language

_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)

Kept = TypeVar("Kept")


def spoken() -> Language:
    """The language in which sentences are made now; that of the templates unless another has been chosen."""
    return _spoken.get() or language(SOURCE)


def speak(code: str) -> None:
    """From now on make sentences in a language: for a thread or a task that serves one reader."""
    _spoken.set(language(code))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Make sentences in a language for a while."""
    before = _spoken.set(language(code))
    try:
        yield
    finally:
        _spoken.reset(before)


def to_say(templates: Kept) -> Kept:
    """Templates as they stand, in whatever holds them: marks for the catalogues what is kept here and said elsewhere."""
    return templates


def word(told: str) -> str:
    """A word of the record's own vocabulary, a unit, a kind or a role, in the language that is spoken; else as it stands."""
    return spoken().messages.gettext(told) if told else told


@dataclass(frozen=True)
class Mark:
    """Words that lead to the evidence for some ids, with spaces between; `name` says what they are to who hears them alone."""

    words: str
    ids: str
    name: str

    def __str__(self) -> str:
        return self.words


class Marked(str):
    """A sentence, and where in it the words of a mark begin."""

    __slots__ = ("marks",)
    marks: tuple[tuple[int, Mark], ...]


def say(template: str, /, **places: object) -> str:
    """A whole sentence from its template: `{name}` is a place."""
    return _filled(spoken().messages.gettext(template), places)


def count(one: str, many: str, number: int, /, **places: object) -> str:
    """The same in the plural form of a number, whose own place is `{number}` unless it is given."""
    return _filled(spoken().messages.ngettext(one, many, number), {"number": number, **places})


def _filled(template: str, places: dict[str, object]) -> str:
    """A template with its places filled; marks of what fills them are kept."""
    if not any(isinstance(place, Mark | Marked) for place in places.values()):
        return template.format(**places)
    parts = list[object]()
    for before, name, _, _ in Formatter().parse(template):
        parts += [before, places[name] if name else ""]
    return joined(parts)


def joined(parts: Iterable[object], between: str = "") -> str:
    """Terms of a formula, one after the other, with their marks: for what no language orders otherwise, as "43 + 36"."""
    told, marks = "", list[tuple[int, Mark]]()
    for place, part in enumerate(parts):
        told += between if place else ""
        if isinstance(part, Mark):
            marks.append((len(told), part))
        elif isinstance(part, Marked):
            marks += [(len(told) + start, mark) for start, mark in part.marks]
        told += str(part)
    return marked(told, marks) if marks else told


def marked(told: str, marks: Iterable[tuple[int, Mark]]) -> Marked:
    """A text, and where in it the words of each mark begin."""
    sentence = Marked(told)
    sentence.marks = tuple(marks)
    return sentence


INNER = re.compile(r"“|(?:^|(?<=[\s([—–-]))\"(?=\S)")


def single(text: str) -> str:
    """A text with its double quotation marks made single, for a place between double ones; as long as it was.

    It is the custom of English print, and the one change of a quotation that needs no brackets: no word changes, and it is
    seen who quotes whom. What is stored, and every table and file, has the marks of the source.
    """
    return INNER.sub("‘", text).replace("”", "’").replace('"', "’")


def quoted(text: str) -> str:
    """Words of somebody else between quotation marks."""
    return f"“{single(text)}”"


def called(code: str) -> str:
    """What a language is called in the one that is spoken: "Khmer"; by its tag where that is not known."""
    return Locale.parse(code, sep="-").get_display_name(spoken().code) or code


def draft() -> str:
    """That the words are a draft, in their language; nothing where they are not."""
    if not spoken().draft:
        return ""
    return say("The words of this page are a draft that no speaker of the language has checked yet; quotations stand as printed.")
