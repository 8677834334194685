"""A check in words: its arithmetic, of which every number leads to its record; how it came out; why it cannot be told."""

from __future__ import annotations

import math
from dataclasses import replace

from loaders.analysis.checks import Change, Doubt, DoubtKind, Largest, Missing, Named, Outcome, Sign, Status, Sum, Value, Worked
from loaders.analysis.interval import Interval
from loaders.record.dataset import Dataset
from loaders.record.schema import Statistic, Unit
from loaders.wording import names, numbers
from loaders.wording.language import Mark, Marked, joined, marked, say

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
    first, *others = map(value, outcome.sides)
    signs = [f" {_sign(sign, came)} " for sign, came in outcome.signs]
    if len(steps) == 1 and signs == [" = "] and first == others[0]:  # its last number leads to what it is held against
        return joined([_cut(steps[0], len(steps[0]) - len(first)), others[0] if _step(outcome.sides[0]) else first])
    held = joined(part for pair in zip(signs, others, strict=True) for part in pair)
    return joined([*steps, joined([first, held])], "; ")


def _cut(told: str, end: int) -> str:
    """The beginning of a text, with its marks."""
    if not isinstance(told, Marked):
        return told[:end]
    return marked(told[:end], ((start, mark) for start, mark in told.marks if start < end))


def linked(dataset: Dataset, worked: Worked) -> str:
    """The arithmetic, with the marks of its numbers named for who hears them alone."""
    told = arithmetic(worked)
    return marked(told, ((start, _named(dataset, mark)) for start, mark in told.marks)) if isinstance(told, Marked) else told


def _named(dataset: Dataset, mark: Mark) -> Mark:
    flight = dataset.flights.get(mark.ids)
    record = flight.name if flight else names.name(dataset, mark.ids)
    return replace(mark, name=say("{number}: {record}: evidence", number=mark.words, record=record))


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
        case Named(name=name, told=told) if len(told) == 1:
            return joined([Mark(numbers.told(told[0]), name, "")])
        case Sum(terms) if found.doubts:
            return _terms(terms)
        case Largest(values) if found.doubts:
            return _largest(values)
        case Change(before, after) if isinstance(before.expression, Missing) and isinstance(after.expression, Missing):
            return say("the change between two numbers that are not among the reports shown")
        case Change(before, after) if found.doubts:
            return say("the change from {before} to {after}", before=value(before), after=value(after))
        case Named(name=name):
            return joined([Mark(_span(found), name, "")])
        case _:
            return _span(found)


def _terms(terms: tuple[tuple[str, Value], ...]) -> str:
    (_, first), *others = terms
    signs = (f" {numbers.MINUS if sign == '-' else '+'} " for sign, _ in others)
    return joined([value(first), *(part for sign, (_, term) in zip(signs, others, strict=True) for part in (sign, value(term)))])


def _largest(values: tuple[Value, ...]) -> str:
    if any(isinstance(one.expression, Missing) for one in values):
        return say("a number that is not among the reports shown")
    return say("the largest of {numbers}", numbers=_among(values))


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
            own = None if found.doubts else joined([_terms(terms), f" = {_span(found)}"])
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
    return joined(steps, "; ") or None


def _among(values: tuple[Value, ...]) -> str:
    return numbers.listed(map(value, values))


def doubts(outcome: Outcome) -> list[str]:
    """Why a check cannot be told, a reason each."""
    return list(dict.fromkeys(_doubt(doubt) for doubt in outcome.doubts))


def _doubt(doubt: Doubt) -> str:
    told = value(doubt.operand) if doubt.operand else ""
    match doubt.kind:
        case DoubtKind.IN_WORDS:
            return say("{number} is in words only", number=told)
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


def why(worked: Worked, answer: Statistic | None) -> list[str]:
    """What stands after the arithmetic in a line: one sentence, and on what it hangs.

    Where it cannot be told, the reason; the claim, if that is a number of which the arithmetic says already that it is missing.
    Of what both can be true, and of the number that is the answer, the curator’s first note, which says what the verdict does not
    show. Of all else the claim.
    """
    status, notes = worked.outcome.status, worked.check.notes
    if status is Status.OPEN and worked.outcome.sides:
        missing = any(doubt.kind in (DoubtKind.MISSING, DoubtKind.NOT_SHOWN) for doubt in worked.outcome.doubts)
        told = say("Tested: {title}.", title=worked.check.title) if missing else _reasons(worked)
        return [told, *filter(None, [unsettled(worked)])]
    of_answer = answer is not None and answer.id in worked.reports
    if notes and (status is Status.BOTH or (status is Status.ADDS_UP and of_answer)):
        return [notes[0], *filter(None, [unsettled(worked)])]
    return finding(worked)


def _reasons(worked: Worked) -> str:
    return say("{reasons}.", reasons=numbers.opening("; ".join(doubts(worked.outcome))))


def finding(worked: Worked) -> list[str]:
    """The claim, a finding only if it adds up; why it cannot be told; what is unlike."""
    status, title = worked.outcome.status, worked.check.title
    told = [say("{title}.", title=title) if status is Status.ADDS_UP else say("Tested: {title}.", title=title)]
    if status is Status.OPEN:
        told.append(_reasons(worked))
    elif status is Status.DIFFER:
        told += unlike(worked)
    return [*told, *filter(None, [unsettled(worked)])]
