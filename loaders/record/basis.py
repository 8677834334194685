"""What a count counts over: since when it runs, or which kind of year it is. Typed keys first, then free text.

The free text of `basis` is read where it is understood: "since 2002", "US fiscal year", "FY2018", "calendar year". What is
not understood stays text, and a count with it is set against nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from loaders.record.dates import When, parse

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SINCE = re.compile(rf"since (?:(?P<day>[0-9]{{1,2}}) )?(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>[0-9]{{4}})", re.I)
SINCE_EDTF = re.compile(r"since (?P<edtf>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)", re.I)
FISCAL = re.compile(r"(?:(?P<of>[^\W\d_][\w. ]*?) )?(?:fiscal year|financial year|FY)(?: ?[0-9]{4}(?:[-/][0-9]{2,4})?)?", re.I)
CALENDAR = re.compile(r"calendar year(?: [0-9]{4})?", re.I)


@dataclass(frozen=True)
class Basis:
    """Since when a count runs, and over which kind of year. `text` is what the record says where it was not understood."""

    start: When | None = None
    year: Literal["calendar", "fiscal"] | None = None
    year_of: str | None = None
    text: str | None = None


@lru_cache(maxsize=4096)
def read(text: str) -> Basis:
    """The free text of `basis` -> what it says; with `text` filled in if it is not understood."""
    plain = " ".join(text.split())
    if found := SINCE_EDTF.fullmatch(plain):
        return Basis(start=_date(found["edtf"]), text=None if _date(found["edtf"]) else text)
    if found := SINCE.fullmatch(plain):
        return _since(found, text)
    if found := FISCAL.fullmatch(plain):
        return Basis(year="fiscal", year_of=found["of"])
    if CALENDAR.fullmatch(plain):
        return Basis(year="calendar")
    return Basis(text=text)


def _since(found: re.Match[str], text: str) -> Basis:
    months = [month.casefold() for month in MONTHS]
    written = found["year"]
    if found["month"]:
        written += f"-{months.index(found['month'].casefold()) + 1:02}"
        written += f"-{int(found['day']):02}" if found["day"] else ""
    elif found["day"]:
        return Basis(text=text)
    start = _date(written)
    return Basis(start=start, text=None if start else text)


def _date(text: str) -> When | None:
    try:
        return parse(text)
    except ValueError:  # a day that no calendar has: not understood, as the docstring says
        return None
