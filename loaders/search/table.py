"""The rules of folding as a table, for a browser: it has Unicode's forms, but neither its names nor its combining classes."""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache
from typing import Any

from loaders.search import folding

BY_RULE = frozenset({"Cn", "Co", "Cs", "Lo"})
"""Kinds of characters that have no letter case, no name that matters and no way to be typed: their forms say all."""


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """What a browser needs to fold as `folding` does.

    folds: what a character becomes that it would fold otherwise; nothing: what is left out, as pairs of a first and a last
    character; classes: the marks that are left, by how close they stand.
    """
    every = [letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) not in BY_RULE]
    nothing = {letter for letter in every if not folding.folded(letter)}
    folds = dict[str, str]()
    for letter in sorted(every, key=lambda one: bool(unicodedata.decomposition(one))):
        if letter not in nothing and _browser(letter, folds, nothing) != folding.folded(letter):
            folds[letter] = folding.folded(letter)
    left = [letter for letter in every if unicodedata.combining(letter) and letter not in nothing]
    return {
        "folds": folds,
        "nothing": _spans(sorted(nothing)),
        "classes": {letter: unicodedata.combining(letter) for letter in left},
        "grouping": folding.GROUPING,
        "coeng": folding.COENG,
        "stacked": folding.STACKED.pattern,
    }


def _browser(letter: str, folds: dict[str, str], nothing: set[str]) -> str:
    """A character as the script folds it that has the table so far (pages/assets/search.js)."""
    now, before = letter, ""
    while now != before:
        before = now
        now = "".join(_once(one, folds, nothing) for one in unicodedata.normalize("NFKD", now).lower())
    return now


def _once(letter: str, folds: dict[str, str], nothing: set[str]) -> str:
    if letter in folds:
        return folds[letter]
    if letter in nothing:
        return ""
    if letter.isspace() or unicodedata.category(letter) == "Cc":
        return " "
    return "-" if unicodedata.category(letter) == "Pd" else letter


def _spans(letters: list[str]) -> list[str]:
    """Characters as pairs of the first and the last of those that follow each other."""
    found = list[str]()
    for letter in letters:
        if found and ord(letter) == ord(found[-1][1]) + 1:
            found[-1] = found[-1][0] + letter
        else:
            found.append(letter * 2)
    return found
