"""Dates as they are known: EDTF text (ISO 8601-2), its bounds in days, and how it is read aloud.

Of EDTF it knows the forms in EXAMPLES. They are read here and not by the `edtf` library, which takes 10 ms for a date and
400 ms for a set of nineteen, and lets 29 February of a common year pass; the tests hold what is accepted to that library.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

EXAMPLES = "2018, 2018-04, 2018-12-17, 2022-05~ (about), 2020-10/.. (since), 2017/2018, [2019-06,2020-06] (one of these)"
POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%]?)", re.ASCII)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class When:
    """A date as precisely as it is known.

    `earliest` and `latest` are the first and the last day it can mean; None is an open end.
    `words` is the date in English: "April 2018", "since October 2020".
    """

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None
    words: str

    @property
    def year(self) -> int | None:
        """The calendar year, if the date lies in a single one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


@lru_cache(maxsize=4096)
def parse(text: str) -> When:
    """Parse EDTF text. Raises ValueError with the rule and a right example."""
    if len(text) > 100:
        raise _wrong(text)
    if text.startswith("[") and text.endswith("]"):
        when = _one_of(text)
    elif "/" in text:
        when = _interval(text)
    else:
        when = _point(text)
    return _in_order(when)


def _wrong(text: str) -> ValueError:
    return ValueError(f"'{text[:40]}' is not a date in EDTF. Write for example {EXAMPLES}")


def _in_order(when: When) -> When:
    if when.earliest and when.latest and when.earliest > when.latest:
        raise ValueError(f"'{when.edtf}' ends before it begins. Write the earlier date first, for example 2017/2018")
    return when


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{year:04}-{month:02}-{day:02} is not a day of the calendar. Write for example 2018-02-28") from None


def _point(text: str) -> When:
    """A year, month or day, with its mark if it has one."""
    written = POINT.fullmatch(text)
    if not written:
        raise _wrong(text)
    year, month, day = (int(written[part]) if written[part] else None for part in ("year", "month", "day"))
    if year is None or not 1600 <= year <= 2200 or (month is not None and not 1 <= month <= 12):
        raise ValueError(f"'{text}' is not a year, month or day that this record can hold. Write for example {EXAMPLES}")
    earliest = _day(year, month or 1, 1 if day is None else day)
    if day:
        latest, words = earliest, f"{day} {MONTHS[earliest.month - 1]} {year}"
    elif month:
        latest, words = _day(year, month, monthrange(year, month)[1]), f"{MONTHS[month - 1]} {year}"
    else:
        latest, words = dt.date(year, 12, 31), str(year)
    if written["mark"] in {"~", "%"}:
        words = f"about {words}"
    if written["mark"] in {"?", "%"}:
        words = f"{words} (uncertain)"
    return When(text, earliest, latest, words)


def _interval(text: str) -> When:
    """From one date to another; `..` is an open end."""
    ends = text.split("/")
    if len(ends) != 2:
        raise _wrong(text)
    if "" in ends:
        raise ValueError(f"'{text}' has an empty end. Write .. for an open end, for example 2020-10/..")
    first, last = (None if end == ".." else _point(end) for end in ends)
    if first and last:
        return When(text, first.earliest, last.latest, f"{first.words} to {last.words}")
    if first:
        return When(text, first.earliest, None, f"since {first.words}")
    if last:
        return When(text, None, last.latest, f"until {last.words}")
    raise ValueError(f"'{text}' says nothing. Write for example {EXAMPLES}")


def _one_of(text: str) -> When:
    """One of several dates, or of a run of them: [2018,2020] or [2017..2019]."""
    members = text[1:-1].split(",")
    if len(members) == 1 and ".." not in text:
        raise _wrong(text)
    meant = [_run(member, text) if ".." in member else _point(member) for member in members]
    words = [when.words for when in meant]
    return When(
        text,
        min(when.earliest for when in meant if when.earliest),
        max(when.latest for when in meant if when.latest),
        f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0],
    )


def _run(member: str, text: str) -> When:
    """2017..2019 within a set: two dates without marks, both as precise as each other."""
    ends = member.split("..")
    if len(ends) != 2 or len(ends[0]) != len(ends[1]) or not all(end[-1:].isdigit() for end in ends):
        raise _wrong(text)
    first, last = map(_point, ends)
    return _in_order(When(member, first.earliest, last.latest, f"some time from {first.words} to {last.words}"))
