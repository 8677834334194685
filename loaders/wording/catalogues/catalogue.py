"""A PO file -> what gettext answers from. Whatever languages have a file here the interface speaks, beside that of its templates.

Babel reads the files as they stand, so there is nothing to build and a third language is one file. Drafts ("fuzzy" messages)
count: an unchecked word is better than one in another language, and `Language.reviewer` says whether anybody has checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from loaders.record.problems import Refused

SOURCE = "en"
"""The language of the templates."""
FOLDER = Path(__file__).parent
NOBODY = "Nobody yet"
"""Stands in the place of the reviewer (`Last-Translator`) of a catalogue that no speaker of its language has checked."""


@dataclass(frozen=True)
class Language:
    """A language of the interface. name: in itself; reviewer: who has checked its catalogue, "" where nobody has; months: their
    names within a date, in full and short; grouping and decimal: the signs in numbers, whose digits are the same in all."""

    code: str
    name: str
    reviewer: str
    messages: NullTranslations
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    grouping: str
    decimal: str

    @property
    def latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return self.name[:1].casefold() in "abcdefghijklmnopqrstuvwxyz"

    @property
    def draft(self) -> bool:
        """Whether its words are a draft still."""
        return self.code != SOURCE and not self.reviewer


def parse(texts: Sequence[str]) -> str:
    """`?lang=km` -> the code of a language; nothing is that of the templates. Raises ValueError with the rule for another."""
    if not texts:
        return SOURCE
    if len(texts) > 1 or texts[0] not in codes():
        raise Refused("'lang' takes one of: {names}", names=", ".join(codes()))
    return texts[0]


def codes() -> list[str]:
    """The languages that there are, that of the templates first."""
    return [SOURCE, *sorted(file.stem for file in FOLDER.glob("*.po"))]


def others(code: str) -> list[Language]:
    """Every other language than one, to choose from."""
    return [language(other) for other in codes() if other != code]


@lru_cache
def language(code: str) -> Language:
    """A language by its code. Raises KeyError for one without a catalogue."""
    if code not in codes():
        raise KeyError(code)
    locale = Locale.parse(code)
    name, months, signs = locale.get_display_name(code), locale.months["format"], locale.number_symbols["latn"]
    messages, reviewer = NullTranslations(), ""
    if code != SOURCE:
        catalog = read(FOLDER / f"{code}.po", code)
        messages = answering(catalog)
        reviewer = "" if catalog.last_translator.startswith(NOBODY) else catalog.last_translator
    wide, short = (tuple(months[width][number] for number in range(1, 13)) for width in ("wide", "abbreviated"))
    return Language(code, str(name), reviewer, messages, wide, short, signs["group"], signs["decimal"])


def read(file: Path, code: str) -> Catalog:
    """A PO file as Babel has it. Raises babel's PoFileError with the line for one that cannot be read."""
    with file.open("rb") as opened:
        return read_po(opened, locale=code, abort_invalid=True)


def answering(catalog: Catalog) -> GNUTranslations:
    """A catalogue as gettext answers from it, drafts included."""
    packed = BytesIO()
    write_mo(packed, catalog, use_fuzzy=True)
    packed.seek(0)
    return GNUTranslations(packed)
