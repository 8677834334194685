"""HTML of ours in pieces: what of it is folded, and its elements one after the other, so that a long page becomes several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
HEADING = re.compile(r"<(h[1-4])\b[^>]*>(.*?)</\1>", re.S)
FOLDED = re.compile(r"<details\b([^>]*)><summary\b[^>]*>(.*?)</summary>(.*)</details>$", re.S)
LAST_HEADING = re.compile(r"(?:<(h[1-4])\b[^>]*>(?:(?!</h[1-4]>).)*</\1>)*$", re.S)
PARTED = frozenset({"div", "ul", "ol", "section"})
"""Elements that can go on on the next page."""


@dataclass(frozen=True)
class Fold:
    """What is folded: where it stands, what is read of it while it is closed, what is in it, and under which heading it is."""

    start: int
    end: int
    summary: str
    inside: str
    heading: str


def folds(html: str) -> list[Fold]:
    """What is folded in a panel, in its order; not the panel itself."""
    found = []
    for start, end in _elements(html, "details"):
        whole = FOLDED.match(html[start:end])
        if whole and 'class="fold"' not in html[start:end].partition("</summary>")[0]:
            heading = [one[2] for one in HEADING.finditer(html, 0, start)][-1:]
            found.append(Fold(start, end, whole[2], f"<div{whole[1]}>{whole[3]}</div>", "".join(heading)))
    return found


def sheets(panel: str, room: int) -> list[str]:
    """A panel on several sheets of so many bytes: the longest of its elements goes on from one to the next, as far as it can."""
    first, inside, last = _opened(panel)
    each = list(_pieces(inside))
    place = max(range(len(each)), key=lambda number: _size(each[number]))
    above, below = "".join(each[:place]), "".join(each[place + 1 :])
    around = _size(first + above + below + last)
    return [f"{first}{above}{part}{below}{last}" for part in _parted(each[place], room - around)]


def _parted(element: str, room: int) -> list[str]:
    """An element as several of its kind; a heading stays with what follows it."""
    named = TAG.match(element)
    if _size(element) <= room or named is None or named[2] not in PARTED:
        return [element]
    first, inside, last = _opened(element)
    room -= _size(first + last)
    found = [""]
    for piece in _pieces(inside):
        for part in _parted(piece, room):
            if found[-1] and _size(found[-1] + part) > room:
                kept = LAST_HEADING.search(found[-1])
                heading = kept[0] if kept else ""
                found[-1] = found[-1].removesuffix(heading)
                found.append(heading)
            found[-1] += part
    return [f"{first}{sheet}{last}" for sheet in found if sheet]


def _opened(element: str) -> tuple[str, str, str]:
    """Its first tag, what is in it, its last tag."""
    start, end = element.index(">") + 1, element.rindex("</")
    return element[:start], element[start:end], element[end:]


def _pieces(html: str) -> Iterator[str]:
    """The outermost elements, each with the text before it."""
    place = 0
    for _, end in _elements(html):
        yield html[place:end]
        place = end
    if html[place:]:
        yield html[place:]


def _elements(html: str, name: str = "") -> Iterator[tuple[int, int]]:
    """Where the outermost elements of a name begin and end; without a name, of any."""
    depth = start = 0
    for one in TAG.finditer(html):
        if one[2] in VOID or one[0].endswith("/>") or (name and one[2] != name):
            continue
        if not one[1]:
            start = start if depth else one.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield start, one.end()


def _size(html: str) -> int:
    return len(html.encode())
