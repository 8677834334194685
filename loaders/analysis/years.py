"""The filters that every page, table and data route shares: a range of calendar years, and the day as of which it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.record import dates
from loaders.tables.frames import Frames


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

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows whose date can lie in these years: what might belong is kept, and so is what has no date at all.

        Expects the columns `earliest` and `latest`; an empty one is an open end.
        """
        early: pd.Series[bool] = frame["earliest"].isna() | (frame["earliest"].dt.year <= self.last)
        late: pd.Series[bool] = frame["latest"].isna() | (frame["latest"].dt.year >= self.first)
        shown: pd.DataFrame = frame[early & late].reset_index(drop=True)
        return shown


EVER = Years(1600, 2200)
"""All years that a date of the record can have (see `dates`)."""


def bounds(frames: Frames) -> Years:
    """The first and the last year that any report speaks of."""
    dated = (frames.flights, frames.figures, frames.statements, frames.milestones)
    days = pd.concat([frame[column] for frame in dated for column in ("earliest", "latest")]).dropna()
    if days.empty:
        raise ValueError("the record has no dated report")
    return Years(int(days.min().year), int(days.max().year))


def parse(texts: Sequence[str], limits: Years) -> Years:
    """`?years=2018&years=2020` -> Years. One year is that year alone; none is all. Raises ValueError with the rule."""
    if not texts:
        return limits
    rule = f"'years' takes one year or two, the earlier first, within {limits.first} and {limits.last}: ?years=2018&years=2020"
    if len(texts) > 2 or not all(len(text) == 4 and text.isascii() and text.isdigit() for text in texts):
        raise ValueError(rule)
    first, last = int(texts[0]), int(texts[-1])
    if not limits.first <= first <= last <= limits.last:
        raise ValueError(rule)
    return Years(first, last)


def parse_as_of(texts: Sequence[str]) -> dt.date | None:
    """`?as_of=2019-06-30` -> the day; nothing is no day. Raises ValueError with the rule."""
    if len(texts) > 1:
        raise ValueError("'as_of' takes one day: ?as_of=2019-06-30")
    try:
        return dates.parse_day(texts[0]) if texts else None
    except ValueError:
        raise ValueError("'as_of' takes a day of the calendar: ?as_of=2019-06-30") from None
