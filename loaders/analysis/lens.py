"""Through which sources the record is seen: the filter that stands in the address as `?sources=...`.

Without one the record's own default holds; a record that names none is seen whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from loaders.record.dataset import Dataset
from loaders.record.references import EVERY_SOURCE
from loaders.record.validation import suggest
from loaders.wording import numbers

ALL = EVERY_SOURCE
MOST_NAMED = 3  # sources that a sentence names


def default(dataset: Dataset) -> tuple[str, ...]:
    """The sources that are shown unless a reader asks for others."""
    return tuple(dataset.about.default_sources) or every(dataset)


def every(dataset: Dataset) -> tuple[str, ...]:
    """All sources, in the order of the record."""
    return tuple(file.source.id for file in dataset.source_files)


def parse(texts: Sequence[str], dataset: Dataset) -> tuple[str, ...]:
    """`?sources=all`, or the ids of some -> ids in the order of the record; nothing is the default.

    Raises ValueError with the rule for a source that is not in the record.
    """
    known = every(dataset)
    for text in texts:
        if text != ALL and text not in known:
            near = suggest(text, [ALL, *known])
            raise ValueError(
                f"'sources' takes '{ALL}' or ids of sources, and {text[:60]!r} is none.{near} Ids: /data/sources.csv?sources=all"
            )
    if not texts:
        return default(dataset)
    return known if ALL in texts else tuple(name for name in known if name in texts)


def address(chosen: tuple[str, ...], dataset: Dataset) -> list[tuple[str, str]]:
    """The same back as parameters of an address; nothing for the default."""
    if set(chosen) == set(default(dataset)):
        return []
    return [("sources", ALL)] if len(chosen) == len(dataset.source_files) else [("sources", name) for name in chosen]


def stem(chosen: tuple[str, ...], dataset: Dataset) -> str:
    """The same as a part of a file name, another for other sources: "all-46-sources", "ap-2018-08", "3-of-46-sources-1f0c9a"."""
    if len(chosen) == len(dataset.source_files):
        return f"all-{len(chosen)}-sources"
    if len(chosen) == 1:
        return chosen[0]
    mark = hashlib.sha256(" ".join(chosen).encode()).hexdigest()[:6]
    return f"{len(chosen)}-of-{len(dataset.source_files)}-sources-{mark}"


def in_words(chosen: tuple[str, ...], dataset: Dataset) -> str:
    """ "all 46 sources", "2 of 46 sources (ap-2018-08, cnn-2002-11-19)", "1 source"."""
    shown, all_ = len(chosen), len(dataset.source_files)
    if all_ == 1:
        return "1 source"
    if shown == all_:
        return f"all {numbers.number(all_)} sources"
    named = f" ({', '.join(chosen)})" if shown <= MOST_NAMED else ""
    return f"{numbers.number(shown)} of {numbers.number(all_)} sources{named}"
