"""Dates as they are known: EDTF text (ISO 8601-2) -> its points and its bounds in days. No language: `wording.dates` says them.

PATTERN is the one list of forms that a record takes, for this reader and for editors alike: a part of EDTF's levels 1 and 2.
The `edtf` library reads them, but for plain dates; it is slow (3 to 50 ms for a text), so it is told of which form a text is and
to remember what it has tried, and no text is given to it twice.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeAlias

import pyparsing
from edtf.parser import parser_classes as edtf

from loaders.record.problems import Code, Mistake

pyparsing.ParserElement.enable_packrat(cache_size_limit=None)  # of one text at a time: the memory is dropped after each
LONGEST = 60  # characters: a set of ten years, or of seven months
YEAR = r"(?:1[6-9][0-9]{2}|2[01][0-9]{2}|2200)"
MONTH = rf"{YEAR}-(?:0[1-9]|1[0-2])"
DAY = rf"{MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
POINT = rf"(?:{DAY}|{MONTH}|{YEAR})"
MARKED = rf"{POINT}[~?%]?"
RANGE = rf"(?:{YEAR}\.\.{YEAR}|{MONTH}\.\.{MONTH}|{DAY}\.\.{DAY})"  # the library takes no other
SET = rf"\[(?:{RANGE}|(?:{RANGE}|{MARKED})(?:,(?:{RANGE}|{MARKED}))+)\]"
PATTERN = rf"^(?:{MARKED}|{MARKED}/{MARKED}|{MARKED}/\.\.|\.\./{MARKED}|{SET})$"
"""Every text of at most LONGEST characters that it takes is a date, but for days that no calendar has, and for spans that
end before they begin. It means the same to Python and to ECMAScript."""
PLAIN, PLAIN_DAY = re.compile(POINT), re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
TAKEN = re.compile(PATTERN.removeprefix("^").removesuffix("$"))
EXAMPLES = "2018, 2018-04, 2018-12-17, 2022-05~ (about), 2020-10/.. (since), 2017/2018, [2019-06,2020-06] (one of these)"


@dataclass(frozen=True)
class Point:
    """A year, a month or a day; perhaps about then, perhaps uncertain."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False
    uncertain: bool = False

    @cached_property
    def earliest(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def latest(self) -> dt.date:
        """Its last day."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Range:
    """Some time from one point to another: a member of a set."""

    first: Point
    last: Point

    @property
    def earliest(self) -> dt.date:
        """Its first day."""
        return self.first.earliest

    @property
    def latest(self) -> dt.date:
        """Its last day."""
        return self.last.latest


Form: TypeAlias = Literal["point", "span", "since", "until", "one-of"]


@dataclass(frozen=True)
class When:
    """A date as precisely as it is known.

    `earliest` and `latest` are the first and the last day it can mean; None is an open end. `points` are, by `form`:
    of a point, of since and of until the one point; of a span the first and the last; of one-of those to choose from.
    """

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None
    form: Form
    points: tuple[Point | Range, ...]

    @property
    def year(self) -> int | None:
        """The calendar year, if the date lies in a single one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


def parse_day(text: str) -> dt.date:
    """A single day, `2019-06-30`. Raises Mistake (a ValueError) with the rule."""
    when = parse(text)
    point = when.points[0]
    if when.form != "point" or when.edtf[-1] in "~?%" or not isinstance(point, Point) or not point.day:
        raise Mistake(Code.VALUE_NOT_A_DAY, f"'{text[:40]}' is not a day. Write for example 2019-06-30")
    return point.earliest


@lru_cache(maxsize=65536)
def parse(text: str) -> When:
    """EDTF text -> date. A plain year, month or day is read here, anything else by the `edtf` library, each text once.

    Raises Mistake (a ValueError) with the rule and a right example.
    """
    if len(text) > LONGEST or not TAKEN.fullmatch(text):
        raise Mistake(Code.DATE_NOT_EDTF, f"'{text[:40]}' is not a date in EDTF. Write for example {EXAMPLES}")
    if PLAIN.fullmatch(text):
        point = _point(text)
        return When(text, point.earliest, point.latest, "point", (point,))
    for plain in PLAIN_DAY.findall(text):  # the library lets 29 February of a common year pass, and says less of 2018-02-30
        _point(plain)
    parsed = _read(text)
    match parsed:
        case edtf.OneOfASet():
            members = tuple(_member(member) for member in parsed.objects)
            return When(text, min(one.earliest for one in members), max(one.latest for one in members), "one-of", members)
        case edtf.Level1Interval():
            return _interval(text, _end(parsed.lower), _end(parsed.upper))
        case _:
            point = _marked(parsed)
            return When(text, point.earliest, point.latest, "point", (point,))


def _read(text: str) -> Any:  # Any, here and below: the library has no types
    """A text that PATTERN takes as the library reads it, by the rule for its form: to try every rule takes four times as long."""
    form: Any = edtf.OneOfASet if text.startswith("[") else edtf.Level1Interval if "/" in text else edtf.UncertainOrApproximate
    return form.parser.parse_string(text, parse_all=True)[0]


def _interval(text: str, first: Point | None, last: Point | None) -> When:
    """An interval from its ends, of which one may be open. PATTERN has seen to it that not both are."""
    match first, last:
        case Point(), Point():
            _forwards(text, first, last, "2017/2018")
            return When(text, first.earliest, last.latest, "span", (first, last))
        case Point(), None:
            return When(text, first.earliest, None, "since", (first,))
        case None, Point():
            return When(text, None, last.latest, "until", (last,))
        case _:
            raise Mistake(Code.DATE_NOT_EDTF, f"'{text}' says nothing. Write for example {EXAMPLES}")


def _point(text: str) -> Point:
    """A plain year, month or day. Raises Mistake for a day that no calendar has."""
    year, *rest = map(int, text.split("-"))
    month, day = (*rest, None, None)[:2]
    if month and day and day > monthrange(year, month)[1]:
        raise Mistake(Code.DATE_NO_SUCH_DAY, f"{text} is not a day of the calendar. Write for example 2018-02-28")
    return Point(year, month, day)


def _end(parsed: Any) -> Point | None:
    """An end of an interval as the library read it; None if it is open."""
    return None if isinstance(parsed, edtf.UnspecifiedIntervalSection) else _marked(parsed)


def _marked(parsed: Any) -> Point:
    """A date as the library read it, with the mark behind it: about (~), uncertain (?), both (%)."""
    text = str(parsed)
    return replace(_point(text.rstrip("~?%")), about=text[-1] in "~%", uncertain=text[-1] in "?%")


def _member(parsed: Any) -> Point | Range:
    if not isinstance(parsed, edtf.Consecutives):
        return _marked(parsed)
    found = Range(_marked(parsed.lower), _marked(parsed.upper))
    _forwards(str(parsed), found.first, found.last, "[2017..2018]")
    return found


def _forwards(text: str, first: Point, last: Point, example: str) -> None:
    if first.earliest > last.latest:
        message = f"'{text}' ends before it begins. Write the earlier date first, for example {example}"
        raise Mistake(Code.DATE_BACKWARDS, message)
