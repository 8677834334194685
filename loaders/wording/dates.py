"""Dates in words, as precisely as they are known and no more."""

from __future__ import annotations

import datetime as dt

from loaders.record.dates import Point, Range, When
from loaders.wording.language import say

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def words(when: When) -> str:
    """ "April 2018", "about May 2022", "since October 2020", "June 2019, June 2020 or June 2021"."""
    spoken = [_point(point) for point in when.points]
    match when.form:
        case "point":
            return spoken[0]
        case "span":
            first, last = spoken
            return f"{first} to {last}"
        case "since":
            return f"since {spoken[0]}"
        case "until":
            return f"until {spoken[0]}"
        case "one-of":
            return f"{', '.join(spoken[:-1])} or {spoken[-1]}" if len(spoken) > 1 else spoken[0]


def as_known(when: When) -> str:
    """The date in words, and what of it is not given: "April 2018, day not given"."""
    match when.form, when.points:
        case "point", (Point(month=None),):
            return f"{words(when)}, month and day not given"
        case "point", (Point(day=None),):
            return f"{words(when)}, day not given"
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


def day(day: dt.date) -> str:
    """ "17 December 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _begun(first: Point | Range, last: Point | Range) -> str:
    """The first of two dates without what the second says again: "22 August", where that is of the same year."""
    match first, last:
        case (
            Point(year=year, month=int(month), day=begun, about=False, uncertain=False),
            Point(month=int(), day=ended, about=False, uncertain=False),
        ) if year == last.year and (begun is None) == (ended is None):
            return " ".join(filter(None, [str(begun or ""), MONTHS[month - 1] if month != last.month or not begun else ""]))
    return _point(first)


def _point(point: Point | Range) -> str:
    if isinstance(point, Range):
        return f"some time from {_point(point.first)} to {_point(point.last)}"
    known = str(point.year)
    if point.month:
        known = day(point.earliest) if point.day else f"{MONTHS[point.month - 1]} {point.year}"
    match point.about, point.uncertain:
        case True, True:
            return f"about {known} (uncertain)"
        case True, False:
            return f"about {known}"
        case False, True:
            return f"{known} (uncertain)"
    return known
