"""The checks of `data/checks.yaml`: sums and comparisons of records, worked out with what each number leaves open.

Their notation is NOTATION below, and nothing but it is ever executed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

import pyparsing as pp

from loaders import schema, words
from loaders.schema import Qualifier, Unit


class Status(StrEnum):
    """How a check came out."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    OPEN = "cannot be checked"


CONSISTENT, INCONSISTENT, OPEN = Status
INEXACT = "the numbers are not exact, or reports differ, and it depends on what they are"
GONE = "has been replaced or taken back"
UNKNOWN, MISSING = "unknown", "a number not on record"
NOTATION = """
    2018-04 + 2018-12 <= total-2020        a chain of sums, each pair held against each other: = < > <= >=
    total-2020 - total-2019 = 2020-01      a difference; the minus has a space before it
    change(removals-2017, removals-2018)   the change from the first to the second, in per cent
    largest(2018-12, 2019-07)              the largest of them
    people(removals-2018) >= 2018-12       removals as people, one each: only then are they held against people
    unknown                                a number that the record does not hold

A name is the id of a flight, a report of a flight, a figure, or of another check (then: its left side). There are no
numbers in a rule: each number leads to its sentence. Only numbers of one unit are added or compared. "More than" and
reports that differ leave a number open; "=" then asks whether both can be true, and the other signs whether they hold
for all that is open. "About" and "nearly" need a tolerance. Words such as "hundreds" are never turned into a number.
"""
LONGEST_RULE = 400  # characters
DEEPEST = 12  # checks that name checks that name checks
EXAMPLE = "2018-04 + 2018-12 <= total-2020"
SIGNS = {"=": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
DENIALS = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}
NOISE = 1e-9  # what floating point leaves of nothing
WHOLE = (Unit.PEOPLE, Unit.REMOVALS, Unit.INTERVIEWS)


class RuleError(ValueError):
    """A rule that cannot be worked out, whatever the numbers: said in a curator's words."""


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


@dataclass(frozen=True)
class Rule:
    """A rule as parsed: sums and the signs between them. A sum is a list of (sign, term); a term a name or a call."""

    sides: tuple[Any, ...]
    signs: tuple[str, ...]

    def names(self) -> list[str]:
        """The records that the rule names, in order, each once; without 'unknown'."""
        return list(dict.fromkeys(name for side in self.sides for name in _names(side) if name != UNKNOWN))


@dataclass(frozen=True)
class _Call:
    function: str
    arguments: tuple[Any, ...]


def _names(side: Any) -> list[str]:
    found: list[str] = []
    for _, term in side:
        found += [name for part in term.arguments for name in _names(part)] if isinstance(term, _Call) else [term]
    return found


def _grammar() -> pp.ParserElement:
    """The notation. A minus needs a space before it: hyphens belong to ids."""
    side = pp.Forward()
    name = pp.Regex(r"[a-z0-9]+(-[a-z0-9]+)*")
    call = pp.Regex(r"[a-z]+(?=\()") + pp.Suppress("(") + pp.Group(pp.DelimitedList(side)) + pp.Suppress(")")
    call.set_parse_action(lambda found: _Call(found[0], tuple(found[1])))
    term = call | name
    first = term.copy().add_parse_action(lambda found: [("+", found[0])])
    later = (pp.one_of("+ -") + term).add_parse_action(lambda found: [(found[0], found[1])])
    side <<= (first + later[...]).add_parse_action(lambda found: [tuple(found)])
    rule: pp.ParserElement = side + (pp.one_of("<= >= = < >") + side)[1, ...]
    return rule


GRAMMAR = _grammar()
FUNCTIONS = {
    "change": "two numbers, change(from, to)",
    "largest": "one number or more, largest(a, b)",
    "people": "one sum of removals, people(a)",
}
ARGUMENTS = {"change": 2, "people": 1}


@lru_cache(maxsize=1024)
def parse(text: str) -> Rule:
    """Text -> rule. Raises RuleError with the place and a right example."""
    if len(text) > LONGEST_RULE:
        raise RuleError(f"is longer than {LONGEST_RULE} characters. Split it: a check can name another check")
    if text.count("(") > 10:
        raise RuleError("has more than ten brackets. Split it: a check can name another check")
    try:
        found = list(GRAMMAR.parse_string(text, parse_all=True))
    except pp.ParseBaseException as error:
        rest = text[error.loc :].strip()[:20]
        at = f"cannot be read from '{rest}' on" if rest else "ends too early"
        raise RuleError(f"{at}. Write sums with a sign between them, for example {EXAMPLE}") from None
    for side in found[::2]:
        _judge_calls(side)
    return Rule(tuple(found[::2]), tuple(found[1::2]))


def _judge_calls(side: Any) -> None:
    for _, term in side:
        if isinstance(term, _Call):
            if term.function not in FUNCTIONS:
                raise RuleError(f"'{term.function}(' is not known. Known: {', '.join(f'{name}(' for name in FUNCTIONS)}")
            if len(term.arguments) != ARGUMENTS.get(term.function, len(term.arguments)):
                raise RuleError(f"'{term.function}' takes {FUNCTIONS[term.function]}")
            for argument in term.arguments:
                _judge_calls(argument)


def amount(value: float | None, qualifier: Qualifier, said: str | None, unit: Unit) -> Amount:
    """A number as its source gives it -> what it can be. Words only ("hundreds") are never turned into a number."""
    text = words.amount(value, qualifier, said, unit)
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
        if isinstance(report, schema.Figure):
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
        raise RuleError(f"holds {words.listed(sorted(units))} against each other. Compare only what has one unit")
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
        raise RuleError(f"adds {words.listed(sorted(units))} to each other. Add only what has one unit")
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
    if isinstance(term, _Call):
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


def _call(call: _Call, operands: Mapping[str, Amount], checks: _Checks, path: tuple[str, ...]) -> tuple[Amount, str | None]:
    sides = [_side(argument, operands, checks, path) for argument in call.arguments]
    parts = [part for part, _ in sides]
    units = {part.unit for part in parts if part.unit}
    if len(units) > 1:
        raise RuleError(f"has {words.listed(sorted(units))} in one '{call.function}'. Compare only what has one unit")
    doubt = "; ".join(dict.fromkeys(part.doubt for part in parts if part.doubt)) or None
    about = any(part.about for part in parts)
    texts = [part.text for part in parts]
    if call.function == "people":
        if units - {Unit.REMOVALS}:
            raise RuleError(f"'people' takes removals, and holds {words.listed(sorted(units))}. Name a count of removals")
        return replace(parts[0], unit=Unit.PEOPLE), sides[0][1]
    if call.function == "largest":
        low, high = max(part.low for part in parts), max(part.high for part in parts)
        unit = next(iter(units), None)
        text = f"the largest of {words.listed(texts)}" if doubt else _span(low, high, unit)
        step = None if doubt or len(parts) == 1 else f"the largest of {words.listed(texts)} is {text}"
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
        text = f"{words.number(low)} or more"
    elif low == -math.inf:
        text = f"{words.number(high)} or less"
    else:
        text = words.span(low, high)
    return f"{text} per cent" if unit is Unit.PER_CENT else text
