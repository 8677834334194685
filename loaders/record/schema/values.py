"""The values of records: texts, dates, numbers and words, each a type that says what a curator may write."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetPydanticSchema,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import core_schema

from loaders.record import dates, notation
from loaders.record.problems import Code, Mistake

COUNTED = ("arrived", "removed", "boarded")  # kinds of count that say people did go, the surest first; the others do not
ANNOUNCED, KEPT_BACK = "announced", "kept back"  # kinds of count that say people were to go, or did not
SUPERSEDING = ("replaces", "retracts")  # relations that take the other report out of every sum
LONGEST_QUOTATION = 240  # characters: the shortest words that carry the fact, not the passage
SITE = "Deportation Flows"  # what a site is called whose record does not say
MOST_ITEMS = 50  # passages, notes, answers ... of one record: each is shown where the record is shown


def _parsed(rule: str) -> str:
    """A rule that is in the notation. Raises Mistake."""
    notation.parse(rule)
    return rule


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), "a curator's"]
"""A line of the curator's: `Text` and `Label` can be translated. A `Line` is a name, a title as printed, or compared as data."""
Short = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\W_](?:[^\W_]|[ '’.,&-])*$", max_length=40)]
"""A name in filters and addresses, which read Markdown: words and nothing that could be markup."""
Rule = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), AfterValidator(_parsed)]
Quotation = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUOTATION)]


Language = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
"""A language by its tag, BCP 47: en, km."""


def _contact(value: str) -> str:
    """An e-mail address as it is, or a web address. Raises Mistake."""
    if re.fullmatch(r"[^\s@:/?#&%,;<>()\[\]\"\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        return value
    try:
        return str(TypeAdapter(HttpUrl).validate_python(value))
    except ValidationError:
        message = f"must be an e-mail address or a web address, not '{_shown(value)}'. Write for example desk@example.org"
        raise Mistake(Code.VALUE_NOT_AN_ADDRESS, message) from None


Site = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Contact = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_contact)]


def answer(value: str) -> str:
    """A sentence with places that can be filled. Raises Mistake."""
    places = re.findall(r"\{(.*?)\}", value)
    if "number" not in places or not {*places} <= ANSWER_PLACES:
        message = "must have the place {number}, and may have {date} and {who}, and no others"
        raise Mistake(Code.VALUE_PLACES, message)
    return value


ANSWER_PLACES = {"number", "date", "who"}
AnswerSentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(answer)]


def _parse_date(value: Any) -> dates.When:
    if isinstance(value, str):
        return dates.parse(value)
    message = f"must be a date in EDTF, in quotation marks if it begins with '['. Write for example {dates.EXAMPLES}"
    raise Mistake(Code.DATE_NOT_EDTF, message)


def _written(date: dates.When) -> str:
    """A date as it stands in the record: its digest rests on this, and on no words of ours."""
    return date.edtf


def _parse_day(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII)):
        raise Mistake(Code.VALUE_NOT_A_DAY, f"must be a day, year first, not '{_shown(value)}'. Write for example 2026-11-24")
    return dates.parse(value).earliest


def _sha256(value: str) -> str:
    if re.fullmatch(r"[0-9a-f]{64}", value, re.ASCII):
        return value
    message = "must be a SHA-256: 64 digits and letters a to f. Write this file with: python -m loaders verify"
    raise Mistake(Code.VALUE_NOT_A_DIGEST, message)


def _whole_number(value: Any) -> Any:
    """Digits and nothing else: YAML and Python would also take 010, 1_000, 12:30 and 4.0 for numbers."""
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,11}", value, re.ASCII):
        return int(value)
    message = f"must be a whole number from 0 up, in digits, not '{_shown(value)}'. Write for example 43"
    raise Mistake(Code.VALUE_NOT_WHOLE, message)


def _number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?", value, re.ASCII):
        return float(value)
    message = f"must be a number in digits, not '{_shown(value)}'. Write for example 1900 or 2.5"
    raise Mistake(Code.VALUE_NOT_A_NUMBER, message)


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)[:40]


When = Annotated[
    dates.When,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            _parse_date, serialization=core_schema.plain_serializer_function_ser_schema(_written)
        )
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": dates.PATTERN, "maxLength": dates.LONGEST},
                {"type": "integer", "minimum": 1600, "maximum": 2200},  # an editor reads a bare year as a number
            ]
        }
    ),
]
Day = Annotated[dt.date, BeforeValidator(_parse_day)]
Places = Annotated[
    tuple[Line, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    Field(max_length=MOST_ITEMS),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""A place, or several of which the source says that it was one."""
Sha256 = Annotated[
    str, AfterValidator(_sha256), WithJsonSchema({"type": ["string", "number"], "pattern": "^[0-9a-f]{64}$"})
]  # digits alone, or with one 'e' among them, are a number to an editor
WholeNumber = Annotated[
    int, BeforeValidator(_whole_number), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 10**12 - 1})
]
Number = Annotated[
    float, BeforeValidator(_number), WithJsonSchema({"type": "number", "exclusiveMinimum": -(10**12), "exclusiveMaximum": 10**12})
]


class Choice(StrEnum):
    """Words to choose from, each with what it means, for the dictionary, the templates and the messages."""

    meaning: str

    def __new__(cls, text: str, meaning: str) -> Self:
        """A member: its text, and what it means."""
        member = str.__new__(cls, text)
        member._value_ = text
        member.meaning = meaning
        return member


class DateRole(StrEnum):
    """What happened on a date."""

    STATED = "stated"  # somebody said it
    DEPARTED = "departed"  # a group left
    ARRIVED = "arrived"  # a group arrived
    REMOVED = "removed"  # people were deported; the source does not say whether the day is that of leaving or of arriving
    EXPECTED = "expected"  # announced, not yet happened
    AS_OF = "as of"  # a stock or a running total stood so
    PERIOD = "period"  # a flow or a change ran over this time
    EFFECTIVE = "effective"  # a rule began to apply
    OCCURRED = "occurred"  # something else happened
    PUBLISHED = "published"  # a source appeared


class Qualifier(Choice):
    """How exact a number is, in the source's own words."""

    EXACTLY = "exactly", "the number and no such word"
    ABOUT = "about", "about, around, some, roughly"
    NEARLY = "nearly", "nearly, almost: a little less"
    MORE_THAN = "more than", "more than, over: not the number itself"
    AT_LEAST = "at least", "at least, or more: the number itself, too"
    FEWER_THAN = "fewer than", "fewer than, less than, under: not the number itself"
    UP_TO = "up to", "up to, at most, no more than: the number itself, too"
    BETWEEN = "between", "two numbers, low and high, both included"
    IN_WORDS = "in words only", "hundreds, dozens: there is no number, and none is made up"


class Measure(Choice):
    """What kind of number it is, which decides where it is shown and what it is set against."""

    TOTAL = (
        "cumulative total",
        "since a start; of people removed, a level on the chart of totals, against which the groups are set",
    )
    FLOW = "flow", "in a period; of people removed, a count of its fiscal or calendar year, beside the groups of that year"
    STOCK = "stock", "at a time; of people awaiting removal, a row among such counts, never added"
    CHANGE = "change", "from one period to the next; what a check can work out"


class Unit(StrEnum):
    """The units that have rules of their own; what else is counted, a record names itself."""

    PEOPLE = "people"
    REMOVALS = "removals"  # one person can be removed twice
    FLIGHTS = "flights"
    ORDERS = "orders"
    PER_CENT = "per cent"


def whole(unit: str) -> bool:
    """Whether it is counted in whole numbers: all things are, but not per cent, and not money (a code of ISO 4217: USD)."""
    return unit != Unit.PER_CENT and not re.fullmatch(r"[A-Z]{3}", unit)


class Subject(StrEnum):
    """What a number can be about that is held against flights and through time; the other subjects are a record's own."""

    REMOVED = "people removed"
    AWAITING = "people awaiting removal"


FLIGHT_ROLES = (DateRole.ARRIVED, DateRole.DEPARTED, DateRole.EXPECTED, DateRole.REMOVED)
MEASURE_ROLES = {
    Measure.TOTAL: DateRole.AS_OF,
    Measure.STOCK: DateRole.AS_OF,
    Measure.FLOW: DateRole.PERIOD,
    Measure.CHANGE: DateRole.PERIOD,
}
SMALLEST = 0.0001  # four decimals are the most that a number has
