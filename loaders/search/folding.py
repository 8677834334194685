"""Text as a search compares it, and where each of its characters comes from.

The rules are those of Unicode, for every script alike: compatibility forms, letter case, digits of any script; dashes and
quotation marks as they are typed; letters without their accents; nothing for what has no width. Query and text are folded by
the same function, so that whoever types what stands in the record finds it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

ACCENTS = frozenset({1, *range(10, 37), 202, *range(214, 241)})
"""Combining classes of what stands on, over and under letters. Vowel signs, viramas and tones have others: they are letters."""
UNSEEN = re.compile("[\u034f\u0640\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What is not seen, beside the characters of format: joiners, selectors of a form, the stroke that stretches Arabic words."""
LETTERS = re.compile(r"(?P<letter>(?:LATIN|GREEK|CYRILLIC) (?:SMALL|CAPITAL) LETTER .+?) WITH .+")
"""Letters with a stroke, a hook or a tail, which are no accents: told by what Unicode calls them."""
LIGATURE = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:DOTLESS )?(?P<letters>[A-Z]{1,2})")
COENG = "\u17d2"
"""Has the letter after it stand under the one before."""
STACKED = re.compile("[\u17b6-\u17d3\u17dd]")
"""Signs that stand on, under and around a Khmer letter."""
GROUPING = ",\u066c\u00a0\u2007\u2009\u202f"
"""What stands between the thousands of a number: commas, and spaces that do not break a line."""
MOST_LETTERS, MOST_TEXTS = 8192, 8192  # of which the folding is remembered


@dataclass(frozen=True)
class Folded:
    """A text as it is compared; `origin`: of each of its characters the place in the text where it comes from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int, original: str) -> tuple[int, int]:
        """Where in the original some characters of the folded text stand: whole letters, with the marks on them."""
        places = self.origin[start:end]
        first, last = min(places), max(places) + 1
        while first and _mark(original[first]):
            first -= 1
        while last < len(original) and _mark(original[last]):
            last += 1
        return first, last


@lru_cache(maxsize=MOST_TEXTS)
def plain(text: str) -> str:
    """A text as it is compared; most stand in a record again and again."""
    return fold(text).text


def fold(text: str) -> Folded:
    """A text as it is compared, with its way back. Numbers lose what groups their digits; several blanks are one."""
    found: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in GROUPING and found and found[-1][0].isdecimal() and _digit_follows(text, place + 1):
            continue
        for letter in folded(character):
            if letter != " " or (found and found[-1][0] != " "):
                found.append((letter, place))
    if not text.isascii():
        _order(found)
        _order_stacked(found)
    return Folded("".join(letter for letter, _ in found), tuple(place for _, place in found))


def _digit_follows(text: str, place: int) -> bool:
    """Whether the next character that is seen begins with a digit."""
    while place < len(text) and not folded(text[place]):
        place += 1
    return place < len(text) and folded(text[place])[0].isdecimal()


def _order(found: list[tuple[str, int]]) -> None:
    """Put the marks that are left on one letter into their canonical order, whatever the order in which they were typed."""
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and unicodedata.combining(found[end][0]):
            end += 1
        if end - place > 1:
            found[place:end] = sorted(found[place:end], key=lambda one: unicodedata.combining(one[0]))
        place = end + 1


def _order_stacked(found: list[tuple[str, int]]) -> None:
    """The same for Khmer, whose signs Unicode gives no order: letters under a letter, vowels, and signs above."""
    place = 0
    while place < len(found):
        end, stacked = place, list[list[tuple[str, int]]]()
        while end < len(found) and STACKED.fullmatch(found[end][0]):
            wide = 2 if found[end][0] == COENG and end + 1 < len(found) else 1
            stacked.append(found[end : end + wide])
            end += wide
        if len(stacked) > 1:
            found[place:end] = [one for unit in sorted(stacked, key=lambda unit: [letter for letter, _ in unit]) for one in unit]
        place = end + 1


@lru_cache(maxsize=MOST_LETTERS)
def folded(character: str) -> str:
    """One character, folded until nothing changes any more."""
    now, before = _typed(unicodedata.name(character, ""), character), ""
    while now != before:
        before = now
        now = "".join(map(_once, unicodedata.normalize("NFKD", now).casefold()))
    return now


def _once(character: str) -> str:
    kind = unicodedata.category(character)
    if character.isspace() or kind == "Cc":
        return " "
    if kind == "Cf" or UNSEEN.match(character) or unicodedata.combining(character) in ACCENTS:
        return ""
    if kind == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return _typed(unicodedata.name(character, ""), character)


def _typed(name: str, character: str) -> str:
    """A quotation mark as it is typed, a letter with a stroke as that letter, two letters written as one as two."""
    if "APOSTROPHE" in name or name in {"PRIME", "GRAVE ACCENT", "ACUTE ACCENT"}:
        return "'"
    if "QUOTATION MARK" in name or name == "DOUBLE PRIME":
        return "'" if "SINGLE" in name else '"'
    if bare := LETTERS.fullmatch(name):
        try:
            return unicodedata.lookup(bare["letter"])
        except KeyError:
            return character
    letters = LIGATURE.fullmatch(name)
    return letters["letters"].lower() if letters else character


def boundary(text: str, place: int) -> int:
    """The nearest place from there on that does not part a letter from its marks."""
    while place < len(text) and _mark(text[place]):
        place += 1
    return place


def _mark(character: str) -> bool:
    """Whether it is drawn with the letter before it, or not at all."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
