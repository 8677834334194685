"""The checks of `data/checks.yaml`: sums and comparisons of records, worked out with what each number leaves open.

Their notation is NOTATION below, and nothing but it is ever executed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.notation import UNKNOWN, Call, Rule, RuleError, parse
from loaders.record.problems import Code, Problem
from loaders.record.schema import Qualifier, Unit
from loaders.record.yaml_reader import Document
from loaders.wording import numbers


class Status(StrEnum):
    """How a check came out."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    OPEN = "cannot be checked"


CONSISTENT, INCONSISTENT, OPEN = Status
INEXACT = "the numbers are not exact, or reports differ, and it depends on what they are"
GONE = "has been replaced or taken back"
MISSING = "a number not on record"
DEEPEST = 12  # checks that name checks that name checks
SIGNS = {"=": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
DENIALS = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}
NOISE = 1e-9  # what floating point leaves of nothing
WHOLE = (Unit.PEOPLE, Unit.REMOVALS, Unit.INTERVIEWS)


@dataclass(frozen=True)
class Amount:
    """What a number can be: from `low` to `high`, in a unit. `text` is how it reads.

    `doubt` says why it cannot be held against another; `about` that the source gives no width to its "about".
    """

    low: float
    high: float
    unit: Unit | None
    text: str
    doubt: str | None = None
    about: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a check came out, with its arithmetic in words, and why it is open, if it is."""

    status: Status
    arithmetic: str
    doubts: tuple[str, ...]


def amount(value: float | None, qualifier: Qualifier, said: str | None, unit: Unit) -> Amount:
    """A number as its source gives it -> what it can be. Words only ("hundreds") are never turned into a number."""
    text = numbers.amount(value, qualifier, said, unit)
    if value is None:
        return Amount(0, math.inf, unit, text, doubt=f"{text} is in words only, without a number")
    step = 1 if unit in WHOLE else 2 * NOISE
    match qualifier:
        case Qualifier.MORE_THAN:
            return Amount(value + step, math.inf, unit, text)
        case _:
            return Amount(value, value, unit, text, about=qualifier in (Qualifier.ABOUT, Qualifier.NEARLY))


def operands(reports: Iterable[schema.Report]) -> dict[str, Amount]:
    """What a rule can name: each figure and each report of a flight by its id, and each flight by its own.

    A flight is what its reports allow together, from the lowest to the highest; reports of people who were only planned
    for it, reports that another replaces or retracts, and words without a number, leave it out.
    """
    reports = list(reports)
    superseded = schema.superseding(reports)
    found: dict[str, Amount] = {}
    flights: dict[str, list[Amount]] = {}
    for report in reports:
        if isinstance(report, schema.Statistic):
            said = report.quantity
            found[report.id] = amount(said.value, said.qualifier, said.words, said.unit)
        elif isinstance(report, schema.FlightReport) and (count := report.count):
            found[report.id] = amount(count.value, count.qualifier, count.words, Unit.PEOPLE)
            if count.kind in schema.WENT and count.value is not None and report.id not in superseded:
                flights.setdefault(report.flight, []).append(found[report.id])
    gone = {name: replace(found[name], doubt=f"{found[name].text} {GONE}") for name in superseded if name in found}
    return {**found, **gone, **{flight: _either(amounts) for flight, amounts in flights.items()}}


def _either(amounts: list[Amount]) -> Amount:
    if len(amounts) == 1:
        return amounts[0]
    low, high = min(one.low for one in amounts), max(one.high for one in amounts)
    return Amount(low, high, amounts[0].unit, _span(low, high, amounts[0].unit), about=any(one.about for one in amounts))


@dataclass(frozen=True)
class _Checks:
    """The other checks, and what their left sides came to, each worked out once."""

    rules: Mapping[str, Rule]
    worked: dict[str, tuple[Amount, str | None]]


def evaluate(
    rule: Rule, tolerance: float | None, operands: Mapping[str, Amount], rules: Mapping[str, Rule], path: tuple[str, ...] = ()
) -> Outcome:
    """Work a rule out. `operands`: what each record can be; `rules`: the other checks, by id; `path`: the checks above.

    Two sides that differ by no more than the tolerance agree. With an open width, '=' asks whether both can be true;
    an inequality holds only if it holds for all that the numbers leave open.

    Raises RuleError for a division by zero, for units that do not go together, and for checks that go in a circle.
    """
    inner = _Checks(rules, {})
    worked = [_side(side, operands, inner, path) for side in rule.sides]
    amounts = [amount for amount, _ in worked]
    units = {amount.unit for amount in amounts if amount.unit}
    if len(units) > 1:
        raise RuleError(f"holds {numbers.listed(sorted(units))} against each other. Compare only what has one unit")
    doubts = [_doubt(amount, tolerance) for amount in amounts]
    pairs = list(zip(amounts, rule.signs, amounts[1:], strict=False))
    verdicts = [
        OPEN if doubts[index] or doubts[index + 1] else _compare(*pair, tolerance or 0) for index, pair in enumerate(pairs)
    ]
    held = [f" {_sign(*pair, verdict)} {pair[2].text}" for pair, verdict in zip(pairs, verdicts, strict=True)]
    arithmetic = "; ".join([*(text for _, text in worked if text), amounts[0].text + "".join(held)])
    if INCONSISTENT in verdicts:
        return Outcome(INCONSISTENT, arithmetic, ())
    if OPEN in verdicts:
        told = tuple(dict.fromkeys(doubt for doubt in doubts if doubt))
        return Outcome(OPEN, arithmetic, told or (INEXACT,))
    return Outcome(CONSISTENT, arithmetic, ())


def _doubt(amount: Amount, tolerance: float | None) -> str | None:
    """Why a side cannot be held against another, if it cannot."""
    if amount.about and not amount.doubt and tolerance is None:
        return f"{amount.text} has no stated width; the check gives no tolerance"
    if not amount.doubt and (amount.low, amount.high) == (-math.inf, math.inf):
        return "of a difference of numbers that are both open, nothing is known"
    return amount.doubt


def _compare(left: Amount, sign: str, right: Amount, tolerance: float) -> Status:
    if sign == "=":
        apart = max(left.low - right.high, right.low - left.high)
        return CONSISTENT if apart <= tolerance + NOISE else INCONSISTENT
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    room = tolerance + (-NOISE if sign == "<" and not tolerance else NOISE)
    if left.high <= right.low + room:
        return CONSISTENT
    return OPEN if left.low <= right.high + room else INCONSISTENT


def _sign(left: Amount, sign: str, right: Amount, verdict: Status) -> str:
    """The sign as it came out: "≠" where "=" fails, "≈" where it holds by the tolerance or by an open width."""
    if verdict == OPEN:
        return "against"
    if verdict == INCONSISTENT:
        return DENIALS[sign]
    exact = left.low == left.high == right.low == right.high and not (left.about or right.about)
    by_tolerance = _compare(left, sign, right, 0) is not CONSISTENT
    return "≈" if by_tolerance or (sign == "=" and not exact) else SIGNS[sign]


def _side(side: Any, operands: Mapping[str, Amount], checks: _Checks, path: tuple[str, ...]) -> tuple[Amount, str | None]:
    """A sum -> what it can be, and its arithmetic where there is any."""
    terms = [(sign, *_term(term, operands, checks, path)) for sign, term in side]
    first = terms[0][1]
    if len(terms) == 1:
        return first, terms[0][2]
    units = {amount.unit for _, amount, _ in terms if amount.unit}
    if len(units) > 1:
        raise RuleError(f"adds {numbers.listed(sorted(units))} to each other. Add only what has one unit")
    low = high = 0.0
    for sign, amount, _ in terms:
        low, high = (low + amount.low, high + amount.high) if sign == "+" else (low - amount.high, high - amount.low)
    low, high = round(low, 6), round(high, 6)
    unit = next(iter(units), None)
    doubts = list(dict.fromkeys(amount.doubt for _, amount, _ in terms if amount.doubt))
    total = Amount(
        low, high, unit, _span(low, high, unit), "; ".join(doubts) or None, any(amount.about for _, amount, _ in terms)
    )
    text = first.text + "".join(f" {'−' if sign == '-' else '+'} {amount.text}" for sign, amount, _ in terms[1:])
    if doubts:
        return replace(total, text=text), None
    return total, "; ".join([*(step for _, _, step in terms if step), f"{text} = {total.text}"])


def _term(term: Any, operands: Mapping[str, Amount], checks: _Checks, path: tuple[str, ...]) -> tuple[Amount, str | None]:
    if isinstance(term, Call):
        return _call(term, operands, checks, path)
    if term == UNKNOWN:
        return Amount(-math.inf, math.inf, None, MISSING, doubt="a number is needed that this record does not hold"), None
    if term in checks.rules:
        if term in path:
            raise RuleError(f"goes in a circle: {' → '.join([*path, term])}. Name records instead")
        if len(path) > DEEPEST:
            raise RuleError(f"names checks that name checks, more than {DEEPEST} deep. Name records instead")
        if term not in checks.worked:
            checks.worked[term] = _side(checks.rules[term].sides[0], operands, checks, (*path, term))
        return checks.worked[term]
    if term not in operands:
        return Amount(-math.inf, math.inf, None, MISSING, doubt="a number that it uses is not in the record as it is shown"), None
    return operands[term], None


def _call(call: Call, operands: Mapping[str, Amount], checks: _Checks, path: tuple[str, ...]) -> tuple[Amount, str | None]:
    sides = [_side(argument, operands, checks, path) for argument in call.arguments]
    parts = [part for part, _ in sides]
    units = {part.unit for part in parts if part.unit}
    if len(units) > 1:
        raise RuleError(f"has {numbers.listed(sorted(units))} in one '{call.function}'. Compare only what has one unit")
    doubt = "; ".join(dict.fromkeys(part.doubt for part in parts if part.doubt)) or None
    about = any(part.about for part in parts)
    texts = [part.text for part in parts]
    if call.function == "people":
        if units - {Unit.REMOVALS}:
            raise RuleError(f"'people' takes removals, and holds {numbers.listed(sorted(units))}. Name a count of removals")
        return replace(parts[0], unit=Unit.PEOPLE), sides[0][1]
    if call.function == "largest":
        low, high = max(part.low for part in parts), max(part.high for part in parts)
        unit = next(iter(units), None)
        text = f"the largest of {numbers.listed(texts)}" if doubt else _span(low, high, unit)
        step = None if doubt or len(parts) == 1 else f"the largest of {numbers.listed(texts)} is {text}"
        return Amount(low, high, unit, text, doubt, about), step
    before, after = parts
    if before.low == before.high == 0:
        raise RuleError("divides by zero: a change from 0 has no percentage. Give the two numbers instead")
    text = f"the change from {before.text} to {after.text}"
    if doubt:
        return Amount(-math.inf, math.inf, Unit.PER_CENT, text, doubt), None
    if before.low <= 0 or after.low < 0 or math.inf in (before.high, after.high):
        doubt = "a number is open or can be 0 or less, and then its change has no percentage"
        return Amount(-math.inf, math.inf, Unit.PER_CENT, text, doubt), None
    low, high = (100 * (end / start - 1) for end, start in ((after.low, before.high), (after.high, before.low)))
    shown = _span(round(low, 1) + 0.0, round(high, 1) + 0.0, Unit.PER_CENT)
    return Amount(low, high, Unit.PER_CENT, shown, None, about), f"{text} is {shown}"


def _span(low: float, high: float, unit: Unit | None) -> str:
    if low == -math.inf and high == math.inf:
        return "anything"
    if high == math.inf:
        text = f"{numbers.number(low)} or more"
    elif low == -math.inf:
        text = f"{numbers.number(high)} or less"
    else:
        text = numbers.span(low, high)
    return f"{text} per cent" if unit is Unit.PER_CENT else text


def problems(dataset: Dataset, document: Document) -> Iterator[Problem]:
    """What is wrong with the checks of a record that is otherwise whole: units, a division by zero, a circle, no number."""
    amounts = operands(report for _, report in dataset.reports())
    rules = {check.id: parse(check.rule) for check in dataset.checks}
    for index, check in enumerate(dataset.checks):
        place = ("checks", index, "rule")
        strange = [name for name in rules[check.id].names() if name not in amounts and name not in rules]
        for name in strange:
            message = f"'{name}' has no number to work with. Name a flight, a figure or another check"
            yield document.problem(place, Code.CHECK_NO_NUMBER, message)
        if strange:
            continue
        try:
            outcome = evaluate(rules[check.id], check.tolerance, amounts, rules, (check.id,))
        except RuleError as error:
            yield document.problem(place, error.code, str(error))
            continue
        lasting = [doubt for doubt in outcome.doubts if doubt != INEXACT and not doubt.endswith(GONE)]
        if outcome.status is OPEN and check.needed is None and lasting:
            why = "; ".join(outcome.doubts)
            message = f"cannot be worked out from this record: {why}. Say under 'needed:' what it would take"
            yield document.problem(place, Code.CHECK_OPEN, message)
