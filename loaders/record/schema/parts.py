"""What reports are made of: dates, passages, relations, counts and quantities, and what must agree within each of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from loaders.record.problems import Code, Mistake
from loaders.record.schema.values import (
    KEPT_BACK,
    LONGEST_QUOTATION,
    MOST_ITEMS,
    SMALLEST,
    SUPERSEDING,
    DateRole,
    Day,
    Id,
    Label,
    Language,
    Line,
    Number,
    Qualifier,
    Quotation,
    Text,
    Unit,
    When,
    WholeNumber,
    whole,
)


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
    reason: Text = Field(
        description="Why, in one sentence that names both: where the two stand side by side, it stands under them alone.",
        examples=["The minister gives 12 for the group of which the office counts 10."],
    )
    date: Date | None = Field(None, description="With 'replaces' and 'retracts': when that was said.")

    def mistakes(self) -> Iterator[Mistake]:
        """A correction has the date on which it was made, and nothing else has one."""
        if self.type in SUPERSEDING and self.date is None:
            message = f"is missing: when was it said? With '{self.type}' write for example date: {{edtf: 2019-07, role: stated}}"
            yield Mistake(Code.CORRECTION_NO_DATE, message, "date")
        if self.date and self.type not in SUPERSEDING:
            yield Mistake(Code.KEY_OUT_OF_PLACE, "goes only with 'replaces' and 'retracts'. Remove it", "date")


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
