"""The filters that every page, table and data route shares: years, sources, and the day by which something had been said.

`Filters` is what an address asks for; `View` is what is then seen. Without sources the record's own default holds; a record
that names none is seen whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from loaders.analysis import known
from loaders.analysis.comparison import span
from loaders.analysis.interval import Span
from loaders.record import dates
from loaders.record.dataset import Dataset
from loaders.record.problems import Refused
from loaders.record.references import EVERY_SOURCE
from loaders.record.validation import nearest

ALL = EVERY_SOURCE
"""What an address calls all sources."""
PARAMETERS = ("years", "sources", "as_of", "lang")
"""The filters in an address, of pages and data routes alike, and the language."""


@dataclass(frozen=True, order=True)
class Years:
    """Calendar years from `first` to `last`, both included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("the first year is later than the last")

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    def within(self, others: Years) -> Years | None:
        """Those of them that lie within others; None if none does."""
        first, last = max(self.first, others.first), min(self.last, others.last)
        return Years(first, last) if first <= last else None

    def may_hold(self, when: Span) -> bool:
        """Whether a date can lie in these years: what might belong is kept, and so is what has no date at all."""
        return when.first.year <= self.last and when.last.year >= self.first


EVER = Years(1600, 2200)
"""All years that a date of the record can have (see `dates`)."""


@dataclass(frozen=True)
class Filters:
    """What is asked for: years (None: all), ids of sources in the order of the record (None: the default), a day (None: none)."""

    years: Years | None = None
    sources: tuple[str, ...] | None = None
    as_of: dt.date | None = None


def default(dataset: Dataset) -> tuple[str, ...]:
    """The sources that are shown unless a reader asks for others."""
    return tuple(dataset.about.default_sources) or every(dataset)


def every(dataset: Dataset) -> tuple[str, ...]:
    """All sources, in the order of the record."""
    return tuple(file.source.id for file in dataset.source_files)


def parse(texts: Callable[[str], Sequence[str]], dataset: Dataset) -> Filters:
    """What an address asks for; `texts` gives the values of a parameter. Raises ValueError with the rule for nonsense."""
    day, sources = parse_as_of(texts("as_of")), parse_sources(texts("sources"), dataset)
    return Filters(parse_years(texts("years"), limits(dataset, sources)), sources, day)


def parse_sources(texts: Sequence[str], dataset: Dataset) -> tuple[str, ...]:
    """`?sources=all`, or the ids of some -> ids in the order of the record; nothing is the default.

    Raises ValueError with the rule for a source that is not in the record.
    """
    known = every(dataset)
    for text in texts:
        if text != ALL and text not in known:
            if near := nearest(text, [ALL, *known]):
                raise Refused(
                    "'sources' takes 'all' or ids of sources, and {name!r} is none. Did you mean '{near}'?",
                    name=text[:60],
                    near=near,
                )
            raise Refused(
                "'sources' takes 'all' or ids of sources, and {name!r} is none. Ids: /data/sources.csv?sources=all",
                name=text[:60],
            )
    if not texts:
        return default(dataset)
    return known if ALL in texts else tuple(name for name in known if name in texts)


def parse_years(texts: Sequence[str], limits: Years) -> Years:
    """`?years=2018&years=2020` -> Years. One year is that year alone; none is all. Raises ValueError with the rule."""
    if not texts:
        return limits
    refused = Refused(
        "'years' takes one year or two, the earlier first, within {first} and {last}: ?years=2018&years=2020",
        first=limits.first,
        last=limits.last,
    )
    if len(texts) > 2 or not all(len(text) == 4 and text.isascii() and text.isdigit() for text in texts):
        raise refused
    first, last = int(texts[0]), int(texts[-1])
    if not limits.first <= first <= last <= limits.last:
        raise refused
    return Years(first, last)


def parse_as_of(texts: Sequence[str]) -> dt.date | None:
    """`?as_of=2019-06-30` -> the day; nothing is no day. Raises ValueError with the rule."""
    if len(texts) > 1:
        raise Refused("'as_of' takes one day: ?as_of=2019-06-30")
    try:
        return dates.parse_day(texts[0]) if texts else None
    except ValueError:
        raise Refused("'as_of' takes a day of the calendar: ?as_of=2019-06-30") from None


def settled(asked: Filters, dataset: Dataset) -> Filters:
    """The same with the sources and the years that hold where none are asked for."""
    sources = asked.sources if asked.sources is not None else default(dataset)
    return replace(asked, sources=sources, years=asked.years or limits(dataset, sources))


def address(asked: Filters, dataset: Dataset) -> list[tuple[str, str]]:
    """The filters as parameters of an address: years if told, sources where they are not the default, the day if there is one."""
    years = [("years", str(year)) for year in (asked.years.first, asked.years.last)] if asked.years else []
    sources = source_parameters(asked.sources, dataset) if asked.sources is not None else []
    return [*years, *sources, *([("as_of", asked.as_of.isoformat())] if asked.as_of else [])]


def source_parameters(sources: tuple[str, ...], dataset: Dataset) -> list[tuple[str, str]]:
    """The sources as parameters of an address; nothing for the default."""
    if set(sources) == set(default(dataset)):
        return []
    return [("sources", ALL)] if len(sources) == len(dataset.source_files) else [("sources", name) for name in sources]


def stem(asked: Filters, dataset: Dataset) -> str:
    """The filters as a part of a file name: "2018-2020", "2018-2020-all-46-sources-as-of-2019-06-30"."""
    told = [f"{asked.years.first}-{asked.years.last}"] if asked.years else []
    if asked.sources and source_parameters(asked.sources, dataset):
        told.append(_source_stem(asked.sources, dataset))
    return "-".join([*told, *([f"as-of-{asked.as_of}"] if asked.as_of else [])])


def _source_stem(sources: tuple[str, ...], dataset: Dataset) -> str:
    """The sources in a file name, another for other sources: "all-46-sources", "ap-2018-08", "3-of-46-sources-1f0c9a"."""
    if len(sources) == len(dataset.source_files):
        return f"all-{len(sources)}-sources"
    if len(sources) == 1:
        return sources[0]
    mark = hashlib.sha256(" ".join(sources).encode()).hexdigest()[:6]
    return f"{len(sources)}-of-{len(dataset.source_files)}-sources-{mark}"


class Lifted(StrEnum):
    """Which filter alone, lifted, shows what is not shown; or all of them together; or none."""

    YEARS = "years"
    DAY = "day"
    SOURCES = "sources"
    TOGETHER = "together"
    NONE = "none"


def lifted(asked: Filters, dataset: Dataset, shows: Callable[[Filters], bool]) -> Lifted:
    """Which filter hides something. shows: whether it is there under some filters; asked: those under which it is not."""
    alone = {
        Lifted.YEARS: replace(asked, years=None),
        Lifted.DAY: replace(asked, as_of=None),
        Lifted.SOURCES: replace(asked, sources=every(dataset)),
        Lifted.TOGETHER: Filters(sources=every(dataset)),
    }
    found = (one for one, wider in alone.items() if settled(wider, dataset) != settled(asked, dataset) and shows(wider))
    return next(found, Lifted.NONE)


# What is then seen


def limits(dataset: Dataset, sources: tuple[str, ...]) -> Years:
    """The years that can be chosen: those that the sources, or the default ones, speak of, so that a change keeps them."""
    spoken = [bounds(through(dataset, sources)), bounds(through(dataset, default(dataset)))]
    known = [years for years in spoken if years]
    if not known:
        return bounds(dataset) or EVER
    return Years(min(years.first for years in known), max(years.last for years in known))


@lru_cache(maxsize=16)
def through(dataset: Dataset, sources: tuple[str, ...]) -> Dataset:
    """The record as if it had only these sources."""
    return dataset if sources == every(dataset) else dataset.through(sources)


@lru_cache(maxsize=16)
def narrowed(dataset: Dataset, asked: Filters) -> Dataset:
    """A record that is seen through the sources, narrowed by every other filter but the years: to what was said by the day."""
    return dataset if asked.as_of is None else known.by(dataset, asked.as_of)


@lru_cache(maxsize=64)
def bounds(dataset: Dataset) -> Years | None:
    """The first and the last year that any report speaks of; None where none is dated."""
    spans = [span(source, report) for source, report in dataset.reports()]
    days = [day for one in spans for day in (one.earliest, one.latest) if day]
    return Years(min(days).year, max(days).year) if days else None
