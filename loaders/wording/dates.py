"""Dates in words, as precisely as they are known and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from loaders.record.dates import Point, Range, When
from loaders.wording.language import say, spoken
from loaders.wording.numbers import listed


def words(when: When) -> str:
    """ "April 2018", "about May 2022", "since October 2020", "June 2019, June 2020 or June 2021"."""
    told = [_point(point) for point in when.points]
    match when.form:
        case "point":
            return told[0]
        case "span":
            first, last = told
            return say("{first} to {last}", first=first, last=last)
        case "since":
            return say("since {date}", date=told[0])
        case "until":
            return say("until {date}", date=told[0])
        case "one-of":
            return listed(told, "or")


def as_known(when: When) -> str:
    """The date in words, and what of it is not given: "April 2018, day not given"."""
    match when.form, when.points:
        case "point", (Point(month=None),):
            return say("{date}, month and day not given", date=words(when))
        case "point", (Point(day=None),):
            return say("{date}, day not given", date=words(when))
    return words(when)


def appeared(when: When) -> str:
    """When something appeared: a span is no time that it took, but the bounds of one day: "between 6 and 12 May 2018"."""
    match when.form, when.points:
        case ("span", (first, last)) | ("one-of", (Range(first=first, last=last),)):
            return say("between {first} and {last}", first=_begun(first, last), last=_point(last))
        case "one-of", (Point() as first, Point() as last):
            return say("{first} or {last}", first=_begun(first, last), last=_point(last))
        case "since", (first,):
            return say("not before {first}", first=_point(first))
        case "until", (last,):
            return say("not after {last}", last=_point(last))
    return words(when)


def at(when: When) -> str:
    """The same within a sentence: "in May 2022", "on 17 December 2018", "between May and June 2018"."""
    match when.form, when.points:
        case "point", (Point(about=False, uncertain=False, day=None),):
            return say("in {date}", date=words(when))
        case "point", (Point(about=False, uncertain=False),):
            return say("on {date}", date=words(when))
    return appeared(when)


def beside(when: When, others: Iterable[When]) -> str:
    """A date that stands after others, without the year that they have said: "28 March"; whole where theirs is another."""
    match when.points:
        case (Point(year=year, month=int(number), day=int(day), about=False, uncertain=False),) if when.form == "point":
            said = {point.year if isinstance(point, Point) else None for other in others for point in other.points}
            if said == {year}:
                return say("{day} {month}", day=day, month=month(number))
    return words(when)


def day(day: dt.date) -> str:
    """ "17 December 2018"."""
    return say("{day} {month} {year}", day=day.day, month=month(day.month), year=day.year)


def months(first: dt.date, last: dt.date) -> str:
    """ "October 2014 to September 2015"."""
    ends = (say("{month} {year}", month=month(end.month), year=end.year) for end in (first, last))
    return say("{first} to {last}", **dict(zip(("first", "last"), ends, strict=True)))


def month(number: int) -> str:
    """The name of a month: "December"."""
    return spoken().months[number - 1]


def _begun(first: Point | Range, last: Point | Range) -> str:
    """The first of two dates without what the second says again: "22 August", where that is of the same year."""
    match first, last:
        case (
            Point(year=year, month=int(number), day=begun, about=False, uncertain=False),
            Point(month=int(), day=ended, about=False, uncertain=False),
        ) if year == last.year and (begun is None) == (ended is None):
            if begun is None:
                return month(number)
            return say("{day} {month}", day=begun, month=month(number)) if number != last.month else str(begun)
    return _point(first)


def _point(point: Point | Range) -> str:
    if isinstance(point, Range):
        return say("some time from {first} to {last}", first=_point(point.first), last=_point(point.last))
    known = str(point.year)
    if point.month:
        known = day(point.earliest) if point.day else say("{month} {year}", month=month(point.month), year=point.year)
    match point.about, point.uncertain:
        case True, True:
            return say("about {date} (uncertain)", date=known)
        case True, False:
            return say("about {date}", date=known)
        case False, True:
            return say("{date} (uncertain)", date=known)
    return known
