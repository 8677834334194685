"""The records, as types: what a curator may write, and what each key means.

The description of each field is the data dictionary: `data/README.md` and the Sources page are held to it.
A type says what one record may hold, and what its own values must agree on; what must agree between records is in
`references`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from loaders.record import basis, dates, notation
from loaders.record.basis import Basis
from loaders.record.problems import Code, Mistake, Mistakes

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


class Record(BaseModel):
    """What every part of the record has in common: no key but the declared ones, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def mistakes(self) -> Iterator[Mistake]:
        """In which its values do not go together, with those of what is inside it. A report is judged by this when made."""
        yield from ()


def _inside(key: str, inner: Record | list[Any] | None) -> Iterator[Mistake]:
    """The mistakes of the records under a key."""
    if isinstance(inner, Record):
        yield from (mistake.below(key) for mistake in inner.mistakes())
    elif inner:
        yield from (mistake.below(key, index) for index, item in enumerate(inner) for mistake in item.mistakes())


class Date(Record):
    """A date as the source gives it, what it is the date of, and whether the curator inferred part of it."""

    edtf: When = Field(
        description="The date in EDTF (ISO 8601-2), as precise as it is known and no more: 2018-04.", examples=["2018-04"]
    )
    role: DateRole = Field(description="What happened on it.")
    inferred: Text | None = Field(
        None,
        description="If the source does not print all of it: what it is inferred from.",
        examples=["The page prints no year; it names the election of 2018."],
    )


class Translation(Record):
    """A quotation in another language than that of its source."""

    language: Language = Field(description="In which language: its tag, as in BCP 47.", examples=["km"])
    text: Quotation = Field(description="The whole quotation in it.", examples=["មនុស្សដប់នាក់បានមកដល់"])
    by: Line = Field(description="Who translated it.", examples=["Anna Strelsau"])
    made: Day = Field(description="The day on which it was made.", examples=["2026-11-26"])


class Passage(Record):
    """One place in a source."""

    paragraph: WholeNumber = Field(description="Number of the paragraph; 0 is the headline.", examples=[1])
    quotation: Quotation = Field(
        description=f"The shortest words that carry the fact, exactly as printed, at most {LONGEST_QUOTATION} characters.",
        examples=["ten people arrived in March 2010"],
    )
    words: Literal["direct quotation", "paraphrase", "paraphrase with quoted words"] = Field(
        description="Whether these are the speaker's own words, or the source's."
    )
    spoken: Language | None = Field(
        None,
        description="If the source says that it translated the words: the language in which they were said.",
        examples=["km"],
    )
    translations: list[Translation] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="The quotation in other languages, by whom and when."
    )

    def mistakes(self) -> Iterator[Mistake]:
        """A plain paraphrase quotes nothing."""
        if self.words == "paraphrase" and {"“", '"'} & set(self.quotation):
            message = "has quotation marks inside, so it is not 'paraphrase'. Write: words: paraphrase with quoted words"
            yield Mistake(Code.QUOTATION_MARKS, message, "quotation")

    def fingerprint(self, source_id: str) -> str:
        """SHA-256 of what can be verified: which source, which paragraph, which words. Changes when any of them does."""
        return hashlib.sha256(json.dumps([source_id, self.paragraph, self.quotation]).encode()).hexdigest()


class Order(Record):
    """On which side of a flight a running total stands, where the dates leave it open and a sentence tells it."""

    type: Literal["before", "after"] = Field(description="Whether the total is from before the flight, or counts it.")
    flight: Id = Field(description="The flight: an id from flights.yaml.", examples=["2020-01"])
    evidence: Passage | None = Field(None, description="The sentence that tells it, if the text is at hand.")
    fact: Text | None = Field(
        None,
        description="What the source says, in our words; needed without a quotation.",
        examples=["He spoke after it came."],
    )
    inferred: Text | None = Field(
        None,
        description="If the sentence does not name the flight: what it is inferred from.",
        examples=["The last group that the article lists came in that month."],
    )

    def mistakes(self) -> Iterator[Mistake]:
        """A sentence tells it."""
        yield from _inside("evidence", self.evidence)
        if not (self.evidence or self.fact):
            message = "is missing. Quote the sentence that tells it; where the text is not at hand, write it in ours, under fact:"
            yield Mistake(Code.REPORT_NO_EVIDENCE, message, "evidence")


class FormerName(Record):
    """A name under which an actor spoke before: counts under both names are of one counter."""

    name: Line = Field(description="The name.", examples=["Zenda Aid"])
    source: Id | None = Field(
        None, description="The source that tells it: the id of one in the record.", examples=["evening-herald-2013-02-03"]
    )
    fact: Text = Field(
        description="What tells that it is the same body, in our words.", examples=["The paper calls it formerly Zenda Aid."]
    )


class FormerSide(Record):
    """A side with which an actor was counted before."""

    side: Id = Field(description="The side: an id from this file.", examples=["zenda"])
    until: When = Field(description="The last day, or the month or year, of that, in EDTF.", examples=["2018-04"])
    fact: Text = Field(description="What tells it, in our words.", examples=["The paper calls her minister until then."])


class Relation(Record):
    """How a report stands to another record. 'replaces' and 'retracts' take the other out of every sum; it stays on record."""

    type: Literal["contradicts", "qualifies", "supports", "repeats", "responds to", "replaces", "retracts"] = Field(
        description="How it stands, by the rules of relations. 'replaces': it corrects the other; 'retracts': it takes it back."
    )
    to: Id = Field(description="The other report's id.", examples=["minister-enough"])
    reason: Text = Field(description="Why, in one line.", examples=["Gives another number for the same group."])
    date: Date | None = Field(None, description="With 'replaces' and 'retracts': when that was said.")

    def mistakes(self) -> Iterator[Mistake]:
        """A correction has the date on which it was made, and nothing else has one."""
        if self.type in SUPERSEDING and self.date is None:
            message = f"is missing: when was it said? With '{self.type}' write for example date: {{edtf: 2019-07, role: stated}}"
            yield Mistake(Code.CORRECTION_NO_DATE, message, "date")
        if self.date and self.type not in SUPERSEDING:
            yield Mistake(Code.KEY_OUT_OF_PLACE, "goes only with 'replaces' and 'retracts'. Remove it", "date")


class Report(Record):
    """What every report has: an id, somebody who said it, and the sentence."""

    id: Id = Field(
        description="Its name, unique in the whole record: small letters, digits and hyphens.", examples=["spring-group-herald"]
    )
    evidence: list[Passage] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Where it stands: first the passage that carries the fact; none where the text is not at hand.",
    )
    fact: Text | None = Field(
        None,
        description="What the source says, in our words; needed where there is no quotation.",
        examples=["The ministry counts ten people who came back in March 2010."],
    )
    readings: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="If the words can be read in more than one way: every reading, two at least.",
        examples=["The ten came on one day."],
    )
    notes: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Doubts and caveats, one to an item, in our words.",
        examples=["The day is not given."],
    )
    relations: list[Relation] = Field(default_factory=list, max_length=MOST_ITEMS, description="How it stands to other reports.")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """Raises all mistakes at once: a curator mends them in one go."""
        if found := tuple(self.mistakes()):
            raise Mistakes(found)
        return self

    def mistakes(self) -> Iterator[Mistake]:
        """What every report must keep: a sentence or a fact, and two readings or none."""
        if len(self.readings) == 1:
            message = "holds one reading. Write every reading, two at least; a doubt belongs in 'notes'"
            yield Mistake(Code.REPORT_ONE_READING, message, "readings")
        if not (self.evidence or self.fact or self.tells_itself):
            message = (
                "is missing. Quote the shortest words that carry it; where the text is not at hand, write it in ours, under fact:"
            )
            yield Mistake(Code.REPORT_NO_EVIDENCE, message, "evidence")
        yield from _inside("evidence", self.evidence)
        yield from _inside("relations", self.relations)

    @property
    def tells_itself(self) -> bool:
        """Whether it says what the source says in another key than evidence and fact."""
        return False

    @property
    def passages(self) -> list[tuple[tuple[str | int, ...], Passage]]:
        """Every passage that it quotes, with its place in the report."""
        return [(("evidence", index), passage) for index, passage in enumerate(self.evidence)]


class Part(Record):
    """One part of a number."""

    value: Number = Field(description="The number that the source gives.", examples=[7])
    what: Label = Field(description="What it counts.", examples=["women"])


class Amount(Record):
    """How much somebody says it is: one number or two, or words, and how exact the source says they are."""

    value: Number | None = Field(
        None,
        description="The number; none if the source gives it in words only, or two with 'between'.",
        examples=[2.5],
    )
    low: Number | None = Field(None, description="With the qualifier 'between': the lower number.", examples=[2.5])
    high: Number | None = Field(None, description="With the qualifier 'between': the higher number.", examples=[3])
    qualifier: Qualifier = Field(
        description="How exact the source says it is. 'at least', 'up to' and 'between' hold the numbers named, 'more than' and "
        "'fewer than' do not."
    )
    words: Line | None = Field(
        None, description="For a number in words only: the words, for example 'hundreds'.", examples=["hundreds"]
    )
    breakdown: list[Part] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="How the source breaks the number down, two parts at least: women and men.",
    )
    breakdown_note: Text | None = Field(
        None,
        description="If the parts do not add up to the number: what the source says of it, or that it says nothing.",
        examples=["The source names no other group."],
    )

    def mistakes(self) -> Iterator[Mistake]:
        """A number, two numbers or words, as the qualifier says; parts that add up, or a note that says why not."""
        yield from self._numbers()
        yield from _inside("breakdown", self.breakdown)
        if len(self.breakdown) == 1:
            message = "holds one part. Write all parts that the source gives, or remove it"
            yield Mistake(Code.COUNT_ONE_PART, message, "breakdown")
        total = sum(part.value for part in self.breakdown)
        if len(self.breakdown) > 1 and not self.breakdown_note and not self._is(total):
            message = f"adds up to {total:g}, which is not the number. Mend it, or say why under breakdown_note:"
            yield Mistake(Code.COUNT_PARTS_DIFFER, message, "breakdown")
        if self.breakdown_note and not self.breakdown:
            yield Mistake(Code.KEY_OUT_OF_PLACE, "goes only with breakdown:. Write the parts, or remove it", "breakdown_note")

    def _is(self, total: float) -> bool:
        """Whether parts that add up to this can be all of the number; of one without an upper end nobody can tell."""
        most = self.ends[1] if self.ends else total
        if self.qualifier is Qualifier.EXACTLY:
            return abs(total - most) <= SMALLEST / 2
        return self.qualifier not in (Qualifier.UP_TO, Qualifier.FEWER_THAN, Qualifier.BETWEEN) or total <= most + SMALLEST / 2

    def _numbers(self) -> Iterator[Mistake]:
        in_words, between = self.qualifier is Qualifier.IN_WORDS, self.qualifier is Qualifier.BETWEEN
        if in_words and self.value is not None:
            message = (
                "is a number, but the qualifier is 'in words only'. Remove the value, or write for example qualifier: exactly"
            )
            yield Mistake(Code.COUNT_VALUE_IN_WORDS, message, "value")
        if in_words and self.words is None:
            yield Mistake(Code.COUNT_NO_WORDS, "is 'in words only' but has no words. Write for example words: hundreds")
        if not in_words and not between and self.value is None:
            message = f"has the qualifier '{self.qualifier}' but no value. Write the number, or qualifier: in words only"
            yield Mistake(Code.COUNT_NO_VALUE, message)
        if not in_words and self.words is not None:
            message = "goes only with the qualifier 'in words only'. Remove it, or write qualifier: in words only"
            yield Mistake(Code.COUNT_WORDS_WITH_VALUE, message, "words")
        if between and (self.low is None or self.high is None or self.low >= self.high):
            message = "is 'between', which takes two numbers, the lower first. Write for example low: 25 and high: 30"
            yield Mistake(Code.COUNT_NOT_BETWEEN, message)
        if between and self.value is not None:
            message = "is one number, and 'between' takes two. Write low: and high: in its place"
            yield Mistake(Code.COUNT_NOT_BETWEEN, message, "value")
        for key, end in (("low", self.low), ("high", self.high)):
            if end is not None and not between:
                message = "goes only with the qualifier 'between'. Write qualifier: between, or one number under value:"
                yield Mistake(Code.KEY_OUT_OF_PLACE, message, key)

    @property
    def ends(self) -> tuple[float, float] | None:
        """The number or numbers as given, the lower first; None in words only."""
        if self.low is not None and self.high is not None:
            return self.low, self.high
        return None if self.value is None else (self.value, self.value)


def _countable(told: Amount, unit: str) -> Iterator[Mistake]:
    """Of what is counted in whole numbers, no part has a fraction, and there are not fewer than none."""
    if not whole(unit):
        return
    for index, part in enumerate(told.breakdown):
        if part.value != int(part.value):
            message = f"must be a whole number: {unit} have no fractions. Write for example 43"
            yield Mistake(Code.COUNT_NOT_WHOLE, message, "breakdown", index, "value")
    if told.qualifier is Qualifier.FEWER_THAN and told.value == 0:
        yield Mistake(Code.COUNT_NEGATIVE, "is 'fewer than' none. Write for example 43", "value")


class People(Amount):
    """How many people a group numbered."""

    value: WholeNumber | None = Field(
        None, description="The number; none if the source gives it in words only, or two with 'between'.", examples=[43]
    )
    low: WholeNumber | None = Field(None, description="With the qualifier 'between': the lower number.", examples=[25])
    high: WholeNumber | None = Field(None, description="With the qualifier 'between': the higher number.", examples=[30])
    kind: Literal["announced", "boarded", "kept back", "removed", "arrived"] = Field(
        description="At which point they were counted. 'announced': they were to go; 'kept back': they did not."
    )
    why: Literal["court", "claim", "other"] | None = Field(
        None, description="Of people kept back: by a court, for a claim that they made, or otherwise; none if nobody says."
    )
    counted: Label = Field(
        description="Which people were counted, in the source's words where it has them.",
        examples=["people with a final order of removal"],
    )

    def mistakes(self) -> Iterator[Mistake]:
        """The number goes with its qualifier, and a reason with who was kept back; no part is less than none."""
        yield from super().mistakes()
        yield from _countable(self, Unit.PEOPLE)
        for index, part in enumerate(self.breakdown):
            if part.value < 0:
                yield Mistake(Code.COUNT_NEGATIVE, "must be 0 or more. Write for example 43", "breakdown", index, "value")
        if self.why and self.kind != KEPT_BACK:
            message = f"goes only with kind: {KEPT_BACK}. Write that, or remove why"
            yield Mistake(Code.KEY_OUT_OF_PLACE, message, "why")


class Quantity(Amount):
    """How much a figure says."""

    unit: Line = Field(
        description="What one of it is: people, removals, flights, orders, interviews ...; per cent; of money its code in ISO "
        "4217, USD. Only per cent and money have fractions.",
        examples=["people"],
    )
    parts: list[Part] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="If the sum is ours: what the source gives, two parts at least."
    )

    def mistakes(self) -> Iterator[Mistake]:
        """The number goes with its qualifier and is the sum of its parts; what is counted has no fractions."""
        yield from super().mistakes()
        yield from _countable(self, self.unit)
        for key, number in (("value", self.value), ("low", self.low), ("high", self.high)):
            if number is not None and whole(self.unit) and number != int(number):
                message = f"must be a whole number: {self.unit} have no fractions. Write for example 43"
                yield Mistake(Code.COUNT_NOT_WHOLE, message, key)
        if len(self.parts) == 1:
            message = "holds one part. Write all parts of the sum, or remove it"
            yield Mistake(Code.COUNT_ONE_PART, message, "parts")
        if self.parts and self.value is None:
            message = "goes only with one number, of which it is the sum. Remove it, or write it as breakdown:"
            yield Mistake(Code.KEY_OUT_OF_PLACE, message, "parts")
        total = sum(part.value for part in self.parts)
        if len(self.parts) > 1 and self.value is not None and abs(total - self.value) > SMALLEST / 2:
            message = f"is not the sum of its parts, which is {total:g}. Write value: {total:g}"
            yield Mistake(Code.COUNT_PARTS_DIFFER, message, "value")


def _stated(said: Date | None) -> Iterator[Mistake]:
    if said and said.role is not DateRole.STATED:
        message = "must be 'stated': it is the date on which the words were said. Write: role: stated"
        yield Mistake(Code.DATE_WRONG_ROLE, message, "said", "role")


class FlightReport(Report):
    """A report that a group was removed or arrived at one time. Several reports can speak of the same flight."""

    flight: Id = Field(description="Which flight it speaks of: an id from flights.yaml.", examples=["2018-04"])
    date: Date = Field(description="When the group left or arrived, or is expected to: departed, arrived, removed, expected.")
    count: People | None = Field(None, description="How many people it was; none if the report tells only of the date.")
    said_by: Id = Field(
        description="Who says so: an id from actors.yaml; the source's own publisher if it names nobody.",
        examples=["evening-herald"],
    )
    counted_by: Id | None = Field(
        None, description="Who counted: an id from actors.yaml; without it, the one who says so.", examples=["zenda-aid"]
    )
    counted_by_inferred: Text | None = Field(
        None,
        description="If the source does not name who counted: what it is inferred from.",
        examples=["The programme is the only one that counts arrivals."],
    )
    relayed_by: Id | None = Field(
        None, description="If the source has it from somebody else's account: whose.", examples=["evening-herald"]
    )
    origin: Places = Field(
        default=(), description="Where the group left from; several if it was one of them.", examples=["Port Ruritania"]
    )
    destination: Places = Field(
        default=(), description="Where the group came to; several if it was one of them.", examples=["Strelsau"]
    )
    said: Date | None = Field(None, description="When it was said, if before the source appeared and the source tells.")

    def mistakes(self) -> Iterator[Mistake]:
        """Its dates are of a flight and of words; who is only expected has only been announced."""
        yield from super().mistakes()
        yield from _inside("count", self.count)
        if self.date.role not in FLIGHT_ROLES:
            message = f"of a flight must be one of: {', '.join(FLIGHT_ROLES)}. Write for example role: arrived"
            yield Mistake(Code.DATE_WRONG_ROLE, message, "date", "role")
        if self.date.role is DateRole.EXPECTED and self.count and self.count.kind not in (ANNOUNCED, KEPT_BACK):
            message = f"of a date that is expected must be '{ANNOUNCED}': nobody has gone yet. Write: kind: {ANNOUNCED}"
            yield Mistake(Code.COUNT_NOT_ANNOUNCED, message, "count", "kind")
        if self.counted_by_inferred and not self.counted_by:
            message = "goes only with counted_by: and the id of who counted. Write that, or remove counted_by_inferred"
            yield Mistake(Code.KEY_OUT_OF_PLACE, message, "counted_by_inferred")
        yield from _stated(self.said)

    @property
    def counter(self) -> str:
        """Id of the actor who counted: as the record says, else who says so."""
        return self.counted_by or self.said_by


class Statistic(Report):
    """A number that somebody gave and that is not the size of one flight."""

    label: Label = Field(description="What is counted, as a short line.", examples=["People taken back"])
    measure: Measure = Field(description="What kind of number it is, and so what it does on screen beside the list of figures.")
    subject: Line = Field(
        description="What the number is about: 'people removed', 'people awaiting removal', or a subject of this record's own "
        "(see subjects: in about.yaml); only numbers on the same subject are set against each other.",
        examples=["people removed"],
    )
    flight: Id | None = Field(
        None,
        description="If it is about the people of one flight, but not how many they were: the flight, an id from flights.yaml.",
        examples=["2018-04"],
    )
    counted: Label | None = Field(
        None,
        description="Which people are counted, in few words; counts of the same people have the same words.",
        examples=["with a final order, not detained"],
    )
    basis: Line | None = Field(
        None, description="Since when, or which kind of year: 'since 2002', 'fiscal year'.", examples=["since 2002"]
    )
    basis_inferred: Text | None = Field(
        None,
        description="If the source does not say the basis: what it is inferred from.",
        examples=["The programme began in 2002."],
    )
    quantity: Quantity = Field(description="How much.")
    date: Date = Field(
        description="The time that the number is about; if the source gives none, the span in which it must lie, inferred."
    )
    said_by: Id = Field(description="Who gave the number: an id from actors.yaml.", examples=["evening-herald"])
    counted_by: Id | None = Field(
        None, description="Who counted: an id from actors.yaml; without it, the one who gave the number.", examples=["zenda-aid"]
    )
    counted_by_inferred: Text | None = Field(
        None,
        description="If the source does not name who counted: what it is inferred from.",
        examples=["The programme is the only one that counts arrivals."],
    )
    relayed_by: Id | None = Field(
        None, description="If the source has it from somebody else's account: whose.", examples=["evening-herald"]
    )
    start: When | None = Field(None, description="For a running count: since when it counts, in EDTF.", examples=["2002"])
    year: Literal["calendar", "fiscal"] | None = Field(None, description="For a count of a year: which kind of year it is.")
    year_of: Label | None = Field(None, description="Whose fiscal year it is, in one or two words.", examples=["US"])
    year_of_inferred: Text | None = Field(
        None,
        description="If the source does not say whose fiscal year it is: what it is inferred from.",
        examples=["The office counts by the fiscal year of Ruritania elsewhere."],
    )
    order: list[Order] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="On which side of single flights it stands, where a sentence tells it.",
    )
    said: Date | None = Field(None, description="When it was said; none if the source gives no date.")

    def mistakes(self) -> Iterator[Mistake]:
        """Its keys are those of its measure, and its dates go together."""
        yield from super().mistakes()
        yield from _inside("quantity", self.quantity)
        yield from _inside("order", self.order)
        yield from self._out_of_place()
        ends, unit = self.quantity.ends, self.quantity.unit
        if ends and ends[0] < 0 and unit != Unit.PER_CENT and self.measure != "change":
            message = "must be 0 or more: only a change can be less. Write for example 43, or measure: change"
            yield Mistake(Code.COUNT_NEGATIVE, message, "quantity", "value" if self.quantity.low is None else "low")
        wanted = MEASURE_ROLES[self.measure]
        if self.date.role is not wanted:
            message = f"of a {self.measure} must be '{wanted}'. Write: role: {wanted}"
            yield Mistake(Code.DATE_WRONG_ROLE, message, "date", "role")
        if unit == Unit.PER_CENT and self.subject == Subject.REMOVED and self.measure != "change":
            message = "'per cent' of people removed goes only with 'change'. Write what was counted"
            yield Mistake(Code.COUNT_UNIT, message, "quantity", "unit")
        if self.start and self.start.earliest and self.date.edtf.latest and self.start.earliest > self.date.edtf.latest:
            message = f"is later than the total stands as of ({self.date.edtf.edtf}). Check both dates"
            yield Mistake(Code.DATE_BACKWARDS, message, "start")
        flights = [order.flight for order in self.order]
        for index, flight in enumerate(flights):
            if flight in flights[:index]:
                message = f"'{flight}' stands twice: the total is before it or after it. Keep one of the two"
                yield Mistake(Code.REFERENCE_TWICE, message, "order", index, "flight")
        begins, told = self.date.edtf, self.said.edtf if self.said else None
        if begins.earliest and not begins.latest and told and told.latest and begins.earliest > told.latest:
            message = "begins after it was said, and has no end. Check both dates"
            yield Mistake(Code.DATE_AFTER_SAID, message, "date")
        yield from _stated(self.said)

    def _out_of_place(self) -> Iterator[Mistake]:
        """The keys that go only with another."""
        running, through_time = self.measure == "cumulative total", self.measure in ("flow", "change")
        for key, written, fits, goes in (
            ("start", self.start, running, "measure: cumulative total"),
            ("order", self.order, running, "measure: cumulative total"),
            ("year", self.year, through_time, "measure: flow, or change"),
            ("year_of", self.year_of, self.year == "fiscal", "year: fiscal"),
            ("year_of_inferred", self.year_of_inferred, self.year_of, "year_of: and whose it is"),
            ("counted_by_inferred", self.counted_by_inferred, self.counted_by, "counted_by: and the id of who counted"),
        ):
            if written and not fits:
                yield Mistake(Code.KEY_OUT_OF_PLACE, f"goes only with {goes}. Write that, or remove {key}", key)

    @property
    def passages(self) -> list[tuple[tuple[str | int, ...], Passage]]:
        """Every passage that it quotes, with its place in the report: also those that tell its order."""
        told = [(("order", index, "evidence"), order.evidence) for index, order in enumerate(self.order) if order.evidence]
        return [*super().passages, *told]

    @property
    def over(self) -> Basis:
        """Since when it counts and over which kind of year: the typed keys, and where they are silent the text of `basis`."""
        told = basis.read(self.basis) if self.basis else Basis()
        typed = self.start or self.year
        return Basis(self.start or told.start, self.year or told.year, self.year_of or told.year_of, None if typed else told.text)

    @property
    def counter(self) -> str:
        """Id of the actor who counted: as the record says, else who gave the number."""
        return self.counted_by or self.said_by


class Statement(Report):
    """A position that somebody took on one question in dispute."""

    question: Id = Field(description="The question in dispute: an id from questions.yaml.", examples=["cooperation"])
    answer: Id | None = Field(
        None, description="Which of the question's answers it gives; none if it gives none.", examples=["cooperates"]
    )
    response: Literal["declined to comment", "did not answer"] | None = Field(
        None, description="If it is no position but that: the source says that it asked, and got no answer."
    )
    speaker: Id = Field(description="Who spoke: an id from actors.yaml.", examples=["minister-of-zenda"])
    role: Label = Field(description="In which role, at the time.", examples=["minister of Zenda"])
    relayed_by: Id | None = Field(
        None, description="If the source has it from somebody else's account: whose.", examples=["evening-herald"]
    )
    said: Date = Field(description="When it was said.")
    summary: Text = Field(
        description="What was said, in our words, in one or two sentences.", examples=["Zenda took everybody back."]
    )

    def mistakes(self) -> Iterator[Mistake]:
        """Its date is of words, and who did not answer gave no answer."""
        yield from super().mistakes()
        yield from _stated(self.said)
        if self.response and self.answer:
            message = f"cannot be given by who '{self.response}'. Remove answer, or remove response"
            yield Mistake(Code.STATEMENT_NO_ANSWER, message, "answer")

    @property
    def tells_itself(self) -> bool:
        """Its summary says what the source says."""
        return True


class Milestone(Report):
    """Something that happened beside the flights and that the story needs."""

    title: Label = Field(description="What happened, in a few words of ours.", examples=["Treaty signed"])
    date: Date = Field(description="When it happened.")
    said_by: Id | None = Field(
        None, description="Who tells it, if the source names somebody: an id from actors.yaml.", examples=["minister-of-zenda"]
    )
    event: Id | None = Field(
        None,
        description="If several sources tell of one event: its name, the same in each of them. It is then told once.",
        examples=["treaty-signed"],
    )
    flights: list[Id] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The flights that it concerns: ids from flights.yaml.",
        examples=["2018-04"],
    )


class LeftOut(Record):
    """What a source says that is not in the record."""

    part: Label = Field(description="Which part of it: 'Paragraphs 27-32'.", examples=["Paragraphs 27-32"])
    what: Text = Field(description="What they are about.", examples=["Trade and tourism."])
    why: Text = Field(description="Why it is left out.", examples=["Outside the subject."])


class Source(Record):
    """One document, and how it was seen."""

    id: Id = Field(description="Its name: the same as the file's, without '.yaml'.", examples=["evening-herald-2013-02-03"])
    title: Line | None = Field(None, description="Its title as printed; none if it was not seen.", examples=["Few go to Zenda"])
    publisher: Id = Field(description="Who published it: an id from actors.yaml.", examples=["evening-herald"])
    kind: Literal[
        "newspaper article",
        "news agency report",
        "broadcaster report",
        "government release",
        "government data",
        "data",
        "report",
        "organisation release",
        "web page",
        "blog post",
    ] = Field(description="What sort of document it is.")
    published: Date | None = Field(
        None, description="When it appeared; none if that is not known.", examples=[{"edtf": "2013-02-03", "role": "published"}]
    )
    language: Language = Field("en", description="In which language it is printed: its tag, as in BCP 47.", examples=["en"])
    url: HttpUrl | None = Field(
        None, description="Its address on the web; none if it is not known.", examples=["https://example.org/article"]
    )
    via: Label | None = Field(
        None,
        description="Where a copy was read, if not at the publisher's own address.",
        examples=["reprint on example.org"],
    )
    accessed: Day | None = Field(
        None, description="The day on which it was read, if it can change, as a web page can.", examples=["2026-11-24"]
    )
    archived: HttpUrl | None = Field(
        None,
        description="The address of a copy that was kept, in a web archive.",
        examples=["https://example.org/kept/2026-11-24"],
    )
    seen: Literal["whole", "excerpt"] = Field(description="Whether the curator read the whole of it.")
    notes: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Doubts about the document itself.",
        examples=["The page prints no date."],
    )
    left_out: list[LeftOut] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="What it says that is not in the record, and why."
    )


class SourceFile(Record):
    """sources/<source-id>.yaml: a source, and everything it reports."""

    source: Source = Field(description="The document.")
    flights: list[FlightReport] = Field(default_factory=list, description="What it reports of single flights.")
    figures: list[Statistic] = Field(default_factory=list, description="The numbers it gives beside them.")
    statements: list[Statement] = Field(default_factory=list, description="The positions it reports.")
    milestones: list[Milestone] = Field(default_factory=list, description="What else happened.")

    @property
    def reports(self) -> list[Report]:
        """Everything that the source reports, kind by kind."""
        return [*self.flights, *self.figures, *self.statements, *self.milestones]


class Side(Record):
    """A party to the dispute. The order in the file is the order on every page, and decides the colour."""

    id: Id = Field(description="Its name in actors.yaml.", examples=["zenda"])
    name: Label = Field(description="What it is called on the page.", examples=["Zendan government"])
    short: Short = Field(description="The same in one or two words, for filters and charts.", examples=["Zenda"])
    beside: bool = Field(
        False, description="Whether it is no party to the dispute, and speaks in a line under the parties.", examples=[True]
    )


def who_it_is(note: str | None) -> str:
    """How a note of an actor begins, up to its first stop or comma: what tells two of one name apart."""
    return re.split(r"[.,;:](?:\s|$)", (note or "").strip(), maxsplit=1)[0]


class Actor(Record):
    """A person or a body that says something: people by their public role, and nobody else."""

    id: Id = Field(description="Its name in the whole record.", examples=["minister-of-zenda"])
    name: Label = Field(description="What it is called on the page.", examples=["The Zendan minister"])
    short: Label | None = Field(
        None,
        description="What it is called in a row of groups, whose evidence has the whole name.",
        examples=["The minister"],
    )
    kind: Literal["person", "organisation", "government"] = Field(description="What it is.")
    side: Id = Field(description="Which side it is counted with.", examples=["zenda"])
    aliases: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Other names and spellings of the same; quotations keep the source's.",
        examples=[["Minister Michael"]],
    )
    former_names: list[FormerName] = Field(
        default_factory=list, max_length=MOST_ITEMS, description="Names under which it counted and spoke before."
    )
    former_sides: list[FormerSide] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="Sides with which it was counted before, the earliest first; what it said then stays with them.",
    )
    note: Text | None = Field(
        None,
        description="What a reader should know about it. Of two with one name, each note begins with who it is in a few words, "
        "which is shown after the name.",
        examples=["In office since 2011."],
    )

    @property
    def in_a_row(self) -> str:
        """What it is called where there is little room: its short name, or its name."""
        return self.short or self.name


class ActorsFile(Record):
    """actors.yaml: who speaks, and for which side."""

    sides: list[Side] = Field(min_length=1, max_length=6, description="The parties to the dispute.")
    actors: list[Actor] = Field(min_length=1, description="Who speaks.")


class Answer(Record):
    """One answer that is given to a question."""

    id: Id = Field(description="Its name within the question.", examples=["cooperates"])
    text: Label = Field(description="The answer in a few words.", examples=["Zenda cooperates"])


class Question(Record):
    """A question on which the accounts differ."""

    id: Id = Field(description="Its name in the whole record.", examples=["cooperation"])
    short: Short = Field(description="The question in one or two words, for filters and addresses.", examples=["Cooperation"])
    text: Label = Field(description="The question.", examples=["Does Zenda cooperate?"])
    answers: list[Answer] = Field(min_length=1, max_length=MOST_ITEMS, description="The answers that are given to it.")


class QuestionsFile(Record):
    """questions.yaml: what is in dispute."""

    questions: list[Question] = Field(min_length=1, max_length=MOST_ITEMS, description="In the order of the page.")


class Flight(Record):
    """A group that was removed at one time: what the reports on it have in common."""

    id: Id = Field(description="Its name in the whole record.", examples=["2018-04"])
    name: Label = Field(description="What it is called on the page.", examples=["Group of April 2018"])
    note: Text | None = Field(
        None,
        description="Why the reports are taken to speak of the same group, or a doubt.",
        examples=["Both sources speak of one group of that month."],
    )


class FlightsFile(Record):
    """flights.yaml: the groups that the reports speak of."""

    flights: list[Flight] = Field(default_factory=list, description="In any order.")


class Check(Record):
    """Arithmetic that the record should satisfy, with the reason why."""

    id: Id = Field(
        description="Its name, unique among the checks, the flights and the reports.", examples=["groups-within-total"]
    )
    title: Label = Field(
        description="What is held against what, as a short line.", examples=["The groups are not more than the total"]
    )
    claim: Id | None = Field(
        None, description="The report whose claim is put to the test, if it is one report's.", examples=["minister-enough"]
    )
    rule: Rule = Field(
        description="The arithmetic, in the notation of the data dictionary: 2018-04 + 2018-12 <= total-2020.",
        examples=["2018-04 + 2018-12 <= total-2020"],
    )
    tolerance: Number | None = Field(
        None,
        description="By how much two sides may differ and agree, in the unit of the rule; needed where a number is 'about'.",
        examples=[2],
    )
    reason: Text = Field(
        description="Why the record should satisfy it, or why the tolerance is what it is.",
        examples=["The total counts everybody since 2005."],
    )
    needed: Text | None = Field(
        None,
        description="If it cannot be checked from this record: what it would take.",
        examples=["The number of the year before."],
    )
    notes: list[Text] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="What the result does not say.",
        examples=["The total may count people who came alone."],
    )


class ChecksFile(Record):
    """checks.yaml: arithmetic that is worked out each time the record is loaded."""

    checks: list[Check] = Field(min_length=1, description="In the order of the page.")


class About(Record):
    """about.yaml: what this record is about, and what its front page says."""

    site: Site = Field(SITE, description=f"What the site is called; '{SITE}' if nothing else.", examples=["Zenda Flows"])
    subject: Label = Field(description="What the record is about, as a title.", examples=["Removals from Ruritania to Zenda"])
    headline: Label = Field(description="The question of the front page.", examples=["How many went to Zenda?"])
    answer: AnswerSentence | None = Field(
        None,
        description="What the first key figure answers, with the places {number}, {date} and {who}; none: its label is told.",
        examples=["{number} people were taken back by {date}, said {who}"],
    )
    standfirst: Text = Field(
        description="The subject in one or two sentences, for search engines and previews of links.",
        examples=["Zenda takes back people whom Ruritania has ordered removed."],
    )
    dispute: Text = Field(
        description="What is in dispute, in two sentences, for search engines.",
        examples=["Ruritania says that few were taken back. Zenda says that many were."],
    )
    key_figures: list[Id] = Field(
        min_length=1, max_length=6, description="The figures of the front page, in their order.", examples=["total-2012"]
    )
    default_sources: list[Id] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The sources that are shown unless a reader asks for others; none listed: all.",
        examples=["evening-herald-2013-02-03"],
    )
    subjects: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="What its figures are about beside people removed and people awaiting removal; none listed: anything.",
        examples=["court orders"],
    )
    units: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="What its figures count beside people, removals, flights, orders, per cent and money; none listed: anything.",
        examples=["interviews"],
    )
    places: list[Line] = Field(
        default_factory=list,
        max_length=MOST_ITEMS,
        description="The countries or places that it is about, for search engines and catalogues of data.",
        examples=["Zenda"],
    )
    creator: Line | None = Field(
        None,
        description="Who made the record, under one name, for search engines and catalogues of data.",
        examples=["The Zenda Flows authors"],
    )
    licence: Label = Field(description="The licence of the record.", examples=["Record: CC BY 4.0."])
    citation: Label = Field(
        description="How to cite the record.", examples=["Removals from Ruritania to Zenda. A curated record."]
    )
    imprint: Text | None = Field(
        None,
        description="Who is answerable for the site, as the law of the place may ask; at the foot of every page.",
        examples=["Zenda Flows is kept by Anna Strelsau, 1 Castle Street, Strelsau."],
    )
    contact: Contact | None = Field(
        None,
        description="Where readers write to, an e-mail address or a web address; at the foot of every page.",
        examples=["desk@example.org"],
    )
    corrections: HttpUrl | None = Field(
        None,
        description="Where mistakes are told and their mending can be followed, a web address; at the foot of every page.",
        examples=["https://example.org/corrections"],
    )

    @property
    def contact_link(self) -> str | None:
        """Where a link to the contact leads: an e-mail address begins with mailto."""
        mail = "mailto:" if self.contact and "://" not in self.contact else ""
        return f"{mail}{self.contact}" if self.contact else None


class VerifiedPassage(Record):
    """One quotation that was found in the archived text, word for word."""

    report: Id = Field(description="The report whose evidence it is.", examples=["spring-group-herald"])
    paragraph: WholeNumber = Field(description="The paragraph in which it was found; 0 is the headline.", examples=[1])
    sha256: Sha256 = Field(
        description="SHA-256 of source id, paragraph and quotation. Whoever changes one of them has to verify again.",
        examples=["0" * 64],
    )


class VerifiedSource(Record):
    """The outcome for one source. The archived text itself is no part of the record."""

    id: Id = Field(description="The source: the name of its file without '.yaml'.", examples=["evening-herald-2013-02-03"])
    checked: Day = Field(description="The day of the verification.", examples=["2026-11-24"])
    archive: Sha256 = Field(description="SHA-256 of the archived text.", examples=["0" * 64])
    passages: list[VerifiedPassage] = Field(default_factory=list, description="The quotations that were found.")


class VerifiedFile(Record):
    """verified.yaml: which quotations were found in the archived texts, and when. Written by the command, not by hand."""

    sources: list[VerifiedSource] = Field(default_factory=list, description="The sources that were verified.")


REPORTS: dict[str, type[Report]] = {
    "flights": FlightReport,
    "figures": Statistic,
    "statements": Statement,
    "milestones": Milestone,
}
"""The kinds of report, by the key of a source file under which they stand."""


def dated(report: Report) -> Date:
    """The date that a report is about: of a statement, when it was said. Raises TypeError for a kind that has none."""
    if isinstance(report, FlightReport | Statistic | Milestone):
        return report.date
    if isinstance(report, Statement):
        return report.said
    raise TypeError(f"no date for a {type(report).__name__}")


def said_on(report: Report) -> Date | None:
    """When it was said, where the report tells."""
    return report.said if isinstance(report, FlightReport | Statistic | Statement) else None


def superseding(reports: Iterable[Report]) -> dict[str, list[tuple[Report, Relation]]]:
    """What is replaced or retracted, each with the reports that do so and their relations, in order of the reports.

    A report that is itself retracted no longer does anything to others; what it took away comes back. One that is replaced
    still does: the correction of a correction does not bring the first number back. Expects no ring (see `references`).
    """
    ends: dict[str, list[tuple[Report, Relation]]] = {}
    for report in reports:
        for relation in report.relations:
            if relation.type in SUPERSEDING:
                ends.setdefault(relation.to, []).append((report, relation))

    def standing(name: str, below: frozenset[str]) -> list[tuple[Report, Relation]]:
        if name in below:
            return []
        return [(by, tie) for by, tie in ends.get(name, []) if not retracted(by.id, below | {name})]

    def retracted(name: str, below: frozenset[str]) -> bool:
        return any(tie.type == "retracts" for _, tie in standing(name, below))

    return {name: by for name in ends if (by := standing(name, frozenset()))}
