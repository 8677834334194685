"""The walk through all that the edition links to: each place once, those of one view together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pages.edition import files
from pages.edition.places import Edition, Place


def walk(edition: Edition, told: Callable[[int, int], None] = lambda _done, _known: None) -> Iterator[tuple[str, bytes]]:
    """Every file of the edition. told: is told how many are done, and of how many it is known so far."""
    known, documents = dict.fromkeys(files.seeds(edition)), list[str]()
    waiting = dict[tuple[str, bool, int], list[Place]]()
    for place in known:
        waiting.setdefault(place.group, []).append(place)
    done = 0
    while waiting:
        group = next(iter(waiting))
        for place in waiting.pop(group):
            content, found = files.made(edition, place)
            if place.file.endswith(".html"):
                documents.append(place.file)
            for new in found:
                if new not in known:
                    known[new] = None
                    waiting.setdefault(new.group, []).append(new)
            done += 1
            told(done, len(known))
            yield place.file, content
    yield from files.beside(edition, documents)
