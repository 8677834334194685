"""A check in words: its arithmetic, how it came out, and why it cannot be told."""

from __future__ import annotations

import math
from dataclasses import replace

from loaders.analysis.checks import Change, Doubt, DoubtKind, Largest, Missing, Named, Outcome, Sign, Status, Sum, Value, Worked
from loaders.analysis.interval import Interval
from loaders.record.schema import Unit
from loaders.wording import numbers
from loaders.wording.language import say

VERDICTS = {
    Status.ADDS_UP: "Adds up",
    Status.NOT: "Does not add up",
    Status.DIFFER: "Two counts differ",
    Status.BOTH: "Both can be true",
    Status.OPEN: "Cannot be told",
}
"""In the order in which they are counted."""
SIGNS = {"=": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
DENIALS = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}


def verdict(status: Status) -> str:
    """How a check came out."""
    return say(VERDICTS[status])


def arithmetic(worked: Worked) -> str:
    """The check worked out: "43 + 36 + 37 + 25 = 141; 141 ≤ 768"; of a sum that comes out, the sum alone: "743 + 25 = 768"."""
    outcome = worked.outcome
    if not outcome.sides:
        return worked.check.rule
    steps = [step for side in outcome.sides if (step := _step(side))]
    held = "".join(
        f" {_sign(sign, came)} {value(side)}" for side, (sign, came) in zip(outcome.sides[1:], outcome.signs, strict=True)
    )
    first = value(outcome.sides[0])
    if len(steps) == 1 and held == f" = {first}":
        return "; ".join(steps)
    return "; ".join([*steps, f"{first}{held}"])


def _sign(sign: str, came: Sign) -> str:
    match came:
        case Sign.OPEN:
            return say("against")
        case Sign.FAILS:
            return DENIALS[sign]
        case Sign.NEARLY:
            return "≈"
        case _:
            return SIGNS[sign]


def value(found: Value) -> str:
    """What a side came to, in a word or two; where it is in doubt, how it was to be worked out."""
    match found.expression:
        case Missing():
            return say("a number that is not among the reports shown")
        case Named(told=told) if len(told) == 1:
            return numbers.told(told[0])
        case Sum(terms) if found.doubts:
            return _terms(terms)
        case Largest(values) if found.doubts:
            return _largest(values)
        case Change(before, after) if found.doubts:
            return say("the change from {before} to {after}", before=value(before), after=value(after))
        case _:
            return _span(found)


def _terms(terms: tuple[tuple[str, Value], ...]) -> str:
    return value(terms[0][1]) + "".join(f" {numbers.MINUS if sign == '-' else '+'} {value(term)}" for sign, term in terms[1:])


def _largest(values: tuple[Value, ...]) -> str:
    if any(isinstance(one.expression, Missing) for one in values):
        return say("a number that is not among the reports shown")
    return say("the largest of {numbers}", numbers=numbers.listed(value(one) for one in values))


def _span(found: Value) -> str:
    interval = found.interval or Interval(-math.inf, math.inf, open_low=True, open_high=True)
    if interval.open_low and interval.open_high:
        return say("anything")
    text = numbers.span(replace(interval, low=_even(interval.low), high=_even(interval.high)))
    return say("{number} per cent", number=text) if found.unit == Unit.PER_CENT else text


def _even(number: float) -> float:
    """A percentage to one decimal; anything else has four at most."""
    return round(number, 1) + 0.0 if number != int(number) else number


def _step(found: Value) -> str | None:
    """How a side came about, where there is arithmetic in it: the steps within first."""
    match found.expression:
        case Sum(terms):
            inner = [_step(term) for _, term in terms]
            own = None if found.doubts else f"{_terms(terms)} = {_span(found)}"
        case Largest(values):
            inner = [_step(one) for one in values]
            several = len(values) > 1 and not found.doubts
            own = say("the largest of {numbers} is {one}", numbers=_among(values), one=_span(found)) if several else None
        case Change(before, after):
            inner = [_step(before), _step(after)]
            ends = {"before": value(before), "after": value(after)}
            own = None if found.doubts else say("the change from {before} to {after} is {change}", **ends, change=_span(found))
        case _:
            return None
    steps = [step for step in (*inner, own) if step] if not found.doubts else []
    return "; ".join(steps) or None


def _among(values: tuple[Value, ...]) -> str:
    return numbers.listed(value(one) for one in values)


def doubts(outcome: Outcome) -> list[str]:
    """Why a check cannot be told, a reason each."""
    return list(dict.fromkeys(_doubt(doubt) for doubt in outcome.doubts))


def _doubt(doubt: Doubt) -> str:
    told = value(doubt.operand) if doubt.operand else ""
    match doubt.kind:
        case DoubtKind.IN_WORDS:
            return say("{number} is in words only, without a number", number=told)
        case DoubtKind.GONE:
            return say("{number} has been replaced or taken back", number=told)
        case DoubtKind.ROUGH:
            return say("{number} has no stated width; the check gives no tolerance", number=told)
        case DoubtKind.MISSING:
            return say("a number is needed that this record does not hold")
        case DoubtKind.NOT_SHOWN:
            return say("a number that it uses is not in the record as it is shown")
        case DoubtKind.BOTH_OPEN:
            return say("of a difference of numbers that are both open, nothing is known")
        case DoubtKind.NO_PERCENTAGE:
            return say("a number is open or can be 0 or less, and then its change has no percentage")
        case DoubtKind.RULE:
            return doubt.message
        case _:
            return say("the numbers are not exact, or reports differ, and it depends on what they are")


def unlike(worked: Worked) -> list[str]:
    """In what the numbers of a check are unlike, a sentence each."""
    told = []
    if worked.unlike_counters:
        told.append(say("The numbers are of more than one counter."))
    if worked.unlike_people:
        told.append(say("The numbers count other people, or other kinds of year."))
    return told


def unsettled(worked: Worked) -> str:
    """That it hangs on what may not have been said by the day how a check comes out; nothing where it does not."""
    return "" if worked.settled else say("It rests on reports that may have been said by the day, or later.")
