"""Dates as they are known: EDTF text (ISO 8601-2), its bounds in days, and how it is read aloud.

The `edtf` library parses. It lets 29 February of a common year pass, so every bound is built as a real day here; and it
is slow (10 ms for a date, half a second for a long set), so its parser is told to remember what it has tried, texts that
cannot be dates never reach it, and a set is kept short.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyparsing
from edtf import parse_edtf
from edtf.parser import parser_classes as edtf
from edtf.parser.edtf_exceptions import EDTFParseException

pyparsing.ParserElement.enable_packrat(cache_size_limit=None)  # of one text at a time: the memory is dropped after each
LONGEST = 60  # characters: a set of ten years, or of seven months
SHAPE = re.compile(r"\[?[0-9]{4}[0-9.,/~?%-]*\]?|\.\./[0-9]{4}[0-9~?%-]*", re.ASCII)  # of all that this record can hold
EXAMPLES = "2018, 2018-04, 2018-12-17, 2022-05~ (about), 2020-10/.. (since), 2017/2018, [2019-06,2020-06] (one of these)"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_LIKE = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


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
    def as_known(self) -> str:
        """The date in words, and what of it is not given: "April 2018, day not given"."""
        if re.fullmatch(r"\d{4}-\d{2}[?~%]?", self.edtf):
            return f"{self.words}, day not given"
        if re.fullmatch(r"\d{4}[?~%]?", self.edtf):
            return f"{self.words}, month and day not given"
        return self.words

    @property
    def year(self) -> int | None:
        """The calendar year, if the date lies in a single one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


def parse_day(text: str) -> dt.date:
    """A single day, `2019-06-30`. Raises ValueError with the rule."""
    when = parse(text)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) or when.earliest is None:
        raise ValueError(f"'{text[:40]}' is not a day. Write for example 2019-06-30")
    return when.earliest


@lru_cache(maxsize=65536)
def parse(text: str) -> When:
    """Parse EDTF text. Raises ValueError with the rule and a right example."""
    wrong = ValueError(f"'{text[:40]}' is not a date in EDTF. Write for example {EXAMPLES}")
    if len(text) > LONGEST or not SHAPE.fullmatch(text):
        raise wrong
    for year, month, day in DAY_LIKE.findall(text):  # 2018-02-30 looks right; "not EDTF" would not help whoever wrote it
        _day(int(year), int(month), int(day))
    try:
        parsed = parse_edtf(text)
    except EDTFParseException:
        raise wrong from None
    except (TypeError, AttributeError):  # the library's own failures on odd sets and on open ends within them
        raise wrong from None
    match parsed:
        case edtf.Date() | edtf.UncertainOrApproximate():
            when = _point(parsed)
        case edtf.Interval():  # Level1Interval (open ends, ~ and ?) is one too
            when = _interval(parsed)
        case edtf.OneOfASet():
            when = _one_of(parsed)
        case _:
            raise wrong
    if when.earliest and when.latest and when.earliest > when.latest:
        raise ValueError(f"'{text}' ends before it begins. Write the earlier date first, for example 2017/2018")
    return When(text, when.earliest, when.latest, when.words)


def day_in_words(day: dt.date) -> str:
    """ "17 December 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{year:04}-{month:02}-{day:02} is not a day of the calendar. Write for example 2018-02-28") from None


def _point(parsed: Any) -> When:
    date = parsed.date if isinstance(parsed, edtf.UncertainOrApproximate) else parsed
    mark = str(parsed)[-1]
    if type(date) is not edtf.Date or not 1600 <= int(date.year) <= 2200:
        raise ValueError(f"'{parsed}' is not a year, month or day that this record can hold. Write for example {EXAMPLES}")
    year, month, day = int(date.year), date.month and int(date.month), date.day and int(date.day)
    earliest = _day(year, month or 1, day or 1)
    if day:
        latest, words = earliest, day_in_words(earliest)
    elif month:
        latest, words = _day(year, month, monthrange(year, month)[1]), f"{MONTHS[month - 1]} {year}"
    else:
        latest, words = dt.date(year, 12, 31), str(year)
    if mark in "~%":
        words = f"about {words}"
    if mark in "?%":
        words = f"{words} (uncertain)"
    return When(str(parsed), earliest, latest, words)


def _interval(parsed: Any) -> When:
    def end(part: Any) -> When | None:
        if isinstance(part, edtf.UnspecifiedIntervalSection):
            if part.is_open:
                return None
            raise ValueError(f"'{parsed}' has an empty end. Write .. for an open end, for example 2020-10/..")
        return _point(part)

    first, last = end(parsed.lower), end(parsed.upper)
    if first and last:
        return When(str(parsed), first.earliest, last.latest, f"{first.words} to {last.words}")
    if first:
        return When(str(parsed), first.earliest, None, f"since {first.words}")
    if last:
        return When(str(parsed), None, last.latest, f"until {last.words}")
    raise ValueError(f"'{parsed}' says nothing. Write for example {EXAMPLES}")


def _one_of(parsed: Any) -> When:
    members = []
    for member in parsed.objects:
        if isinstance(member, edtf.Consecutives):
            first, last = _point(member.lower), _point(member.upper)
            if first.earliest and last.latest and first.earliest > last.latest:
                raise ValueError(f"'{member}' ends before it begins. Write the earlier date first, for example [2017..2018]")
            members.append(When(str(member), first.earliest, last.latest, f"some time from {first.words} to {last.words}"))
        else:
            members.append(_point(member))
    words = [member.words for member in members]
    spoken = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
    return When(
        str(parsed),
        min(member.earliest for member in members if member.earliest),
        max(member.latest for member in members if member.latest),
        spoken,
    )
