"""The checks of checks.yaml, worked out: sums and comparisons of records, with what each number leaves open.

Their notation is in `record.notation`. Every operand is an interval; what a check cannot be worked out with is a `Doubt`, a
value that `wording` says. Where the operands are of unlike counters or people, a check that fails says that two counts differ,
and never that one of them does not add up; one that holds between unlike statistics says that both can be true.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from loaders.analysis.comparison import same_words
from loaders.analysis.interval import NOISE, Interval, Span, hull, of
from loaders.record import notation, schema
from loaders.record.dataset import Dataset
from loaders.record.notation import UNKNOWN, Call, Rule, RuleError
from loaders.record.problems import Code, Problem
from loaders.record.schema import FlightReport, Statistic, Unit, dated
from loaders.record.yaml_reader import Document

DEEPEST = 12  # checks that name checks that name checks


class Status(StrEnum):
    """How a check came out."""

    ADDS_UP = "adds up"
    NOT = "does not add up"  # one counter, one people
    DIFFER = "two counts differ"  # unlike counters, which the check sets together for its reason
    BOTH = "both can be true"  # an equation that holds for some of what the numbers leave open
    OPEN = "cannot be told"


class Sign(StrEnum):
    """How two sides came out against each other: the sign of the rule, its denial, "about equal", or untold."""

    HOLDS = "holds"
    FAILS = "fails"
    NEARLY = "nearly"  # by the tolerance, or by what the numbers leave open
    OPEN = "open"


class DoubtKind(StrEnum):
    """Why a number cannot be set against another."""

    IN_WORDS = "in words only"
    GONE = "replaced or taken back"
    ROUGH = "no stated width"  # and the check gives no tolerance
    MISSING = "not on record"
    NOT_SHOWN = "not in what is shown"
    BOTH_OPEN = "difference of open numbers"
    NO_PERCENTAGE = "no percentage"
    INEXACT = "not exact"  # it depends on what the numbers are
    RULE = "rule"  # the rule does not work for the part of the record that is shown


PASSING = (DoubtKind.INEXACT, DoubtKind.GONE)
"""Doubts that may come with the next source: a check that has only these needs no `needed`."""


@dataclass(frozen=True)
class Doubt:
    """A doubt, and the operand that it is about; for RULE the message of the rule."""

    kind: DoubtKind
    operand: Value | None = None
    message: str = ""


@dataclass(frozen=True)
class Named:
    """A record that a rule names: the counts behind it; for a flight, those that its reports allow together."""

    name: str
    told: tuple[schema.People | schema.Quantity, ...]


@dataclass(frozen=True)
class Missing:
    """A number that the record does not hold."""


@dataclass(frozen=True)
class Sum:
    """Values added and subtracted, in order."""

    terms: tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Change:
    """From one value to another, in per cent."""

    before: Value
    after: Value


@dataclass(frozen=True)
class Largest:
    """The largest of some values."""

    values: tuple[Value, ...]


Expression = Named | Missing | Sum | Change | Largest


@dataclass(frozen=True)
class Value:
    """What a side of a rule came to: an interval (None: nothing is known), a unit, how it comes about, and the doubts."""

    interval: Interval | None
    unit: str | None
    expression: Expression
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How a check came out: its sides, the signs between them as in the rule and as they came out, and what is in doubt."""

    status: Status
    sides: tuple[Value, ...]
    signs: tuple[tuple[str, Sign], ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Worked:
    """A check with its outcome, and the reports that it rests on.

    `settled`: if it comes out so whichever of the reports that may or may not count by the day do.
    """

    check: schema.Check
    outcome: Outcome
    reports: tuple[str, ...]
    span: Span
    unlike_counters: bool
    unlike_people: bool
    settled: bool = True


def operands(
    reports: Sequence[schema.Report], superseded: Mapping[str, object], unsettled: Collection[str] = ()
) -> dict[str, Value]:
    """What a rule can name: each statistic and each report of a flight by its id, and each flight by its own.

    A flight is what its counts allow together, exact ones before rough ones, unless an exact one is `unsettled`: may not
    count by the day. People who were only announced, reports that another replaces or retracts, and words without a number
    leave it out.
    """
    found: dict[str, Value] = {}
    flights: dict[str, list[tuple[Interval, schema.People]]] = {}
    open_ = {report.flight for report in reports if isinstance(report, FlightReport) and report.id in unsettled}
    for report in reports:
        if isinstance(report, Statistic):
            quantity = report.quantity
            found[report.id] = _operand(report.id, quantity, of(quantity), quantity.unit)
        elif isinstance(report, FlightReport) and (count := report.count):
            interval = of(count)
            found[report.id] = _operand(report.id, count, interval, Unit.PEOPLE)
            if count.kind in schema.COUNTED and interval is not None and report.id not in superseded:
                flights.setdefault(report.flight, []).append((interval, count))
        if report.id in found and report.id in superseded:
            found[report.id] = replace(found[report.id], doubts=(Doubt(DoubtKind.GONE, found[report.id]),))
    for flight, counts in flights.items():
        taken = counts if flight in open_ else [told for told in counts if not told[0].rough] or counts
        interval = hull(one for one, _ in taken)
        found[flight] = Value(interval, Unit.PEOPLE, Named(flight, tuple(count for _, count in taken)))
    return found


def _operand(name: str, told: schema.People | schema.Quantity, interval: Interval | None, unit: str) -> Value:
    value = Value(interval, unit, Named(name, (told,)))
    return value if interval else replace(value, doubts=(Doubt(DoubtKind.IN_WORDS, value),))


@lru_cache(maxsize=16)
def work_out(dataset: Dataset) -> tuple[Worked, ...]:
    """Every check of a record, or of the part of it that is shown, in the order of the file; once for all years."""
    told = [report for _, report in dataset.reports()]
    amounts = operands(told, dataset.superseded, dataset.unsettled)
    sure = [report for report in told if report.id not in dataset.unsettled]
    certain = operands(sure, dataset.superseded) if dataset.unsettled else amounts
    rules = {check.id: notation.parse(check.rule) for check in dataset.checks}
    found: list[Worked] = []
    for check in dataset.checks:
        reports = _rests_on(dataset, rules, check.id)
        outcome, unlike = _worked_out(dataset, check, amounts, rules, reports)
        settled = [name for name in reports if name not in dataset.unsettled]
        same = settled == reports or _worked_out(dataset, check, certain, rules, settled)[0].status is outcome.status
        found.append(Worked(check, outcome, tuple(reports), _span(dataset, reports), *unlike, same))
    return tuple(found)


def _worked_out(
    dataset: Dataset, check: schema.Check, amounts: Mapping[str, Value], rules: Mapping[str, Rule], reports: list[str]
) -> tuple[Outcome, tuple[bool, bool]]:
    """How a check comes out with some reports, and whether these are of unlike counters, and of unlike people."""
    unlike = _unlike_counters(dataset, reports), _unlike_people(dataset, reports)
    try:
        outcome = evaluate(rules[check.id], check.tolerance, amounts, rules, (check.id,), any(unlike))
    except RuleError as error:  # not with the whole record (see `problems`), but where a part of it is shown
        return Outcome(Status.OPEN, (), (), (Doubt(DoubtKind.RULE, message=str(error)),)), unlike
    if outcome.status is Status.ADDS_UP and (unlike[1] or _unlike_statistics(dataset, reports)):
        outcome = replace(outcome, status=Status.BOTH)
    return outcome, unlike


def _rests_on(dataset: Dataset, rules: Mapping[str, Rule], check: str) -> list[str]:
    """Ids of the reports that a check rests on: those it names, those of the flights it names, those of other checks."""
    found: list[str] = []
    asked, names = {check}, list(rules[check].names())
    while names:
        name = names.pop(0)
        if name in rules:
            names = [*([] if name in asked else rules[name].names()), *names]
            asked.add(name)
        elif name in dataset.flights:
            found += [report.id for file in dataset.source_files for report in file.flights if report.flight == name]
        elif name in dataset.by_id:
            found.append(name)
    return list(dict.fromkeys(found))


def _counted(dataset: Dataset, reports: list[str]) -> list[Statistic | FlightReport]:
    """The reports whose numbers a check works with: statistics, and counts of people who went, that stand."""
    told = [dataset.by_id[name][1] for name in reports if name not in dataset.superseded]
    went = [one for one in told if isinstance(one, FlightReport) and one.count and one.count.kind in schema.COUNTED]
    return [*(one for one in told if isinstance(one, Statistic)), *went]


def _unlike_counters(dataset: Dataset, reports: list[str]) -> bool:
    """Whether the numbers are of more than one counter."""
    return len({report.counter for report in _counted(dataset, reports)}) > 1


def _unlike_statistics(dataset: Dataset, reports: list[str]) -> bool:
    """Whether the statistics among them are of more than one counter."""
    return len({report.counter for report in _counted(dataset, reports) if isinstance(report, Statistic)}) > 1


def _unlike_people(dataset: Dataset, reports: list[str]) -> bool:
    """Whether statistics among the reports count other people than each other, or than flights, or other kinds of year."""
    told = _counted(dataset, reports)
    statistics = [report for report in told if isinstance(report, Statistic)]
    some = any(one.counted for one in statistics) and len(statistics) < len(told)
    first = statistics[:1]
    return some or any(
        not same_words(one.counted, other.counted) or one.over.year != other.over.year for one in first for other in statistics
    )


def _span(dataset: Dataset, reports: list[str]) -> Span:
    whens = [dated(dataset.by_id[name][1]).edtf for name in reports]
    begins, ends = [when.earliest for when in whens], [when.latest for when in whens]
    return Span(
        None if None in begins else min((day for day in begins if day), default=None),
        None if None in ends else max((day for day in ends if day), default=None),
    )


@dataclass(frozen=True)
class _Checks:
    """The other checks, and what their left sides came to, each worked out once."""

    rules: Mapping[str, Rule]
    worked: dict[str, Value]


def evaluate(
    rule: Rule,
    tolerance: float | None,
    operands: Mapping[str, Value],
    rules: Mapping[str, Rule],
    path: tuple[str, ...] = (),
    unlike: bool = False,
) -> Outcome:
    """Work a rule out. `operands`: what each record can be; `rules`: the other checks, by id; `path`: the checks above.

    Two sides that differ by no more than the tolerance agree. With an open width, '=' asks whether both can be true; an
    inequality holds only if it holds for all that the numbers leave open. `unlike`: the operands are of unlike counters.

    Raises RuleError for a division by zero, for units that do not go together, and for checks that go in a circle.
    """
    inner = _Checks(rules, {})
    sides = tuple(_side(side, operands, inner, path) for side in rule.sides)
    _one_unit(sides, "holds {} against each other. Compare only what has one unit")
    doubts = [_doubts(side, tolerance) for side in sides]
    pairs = list(zip(sides, rule.signs, sides[1:], strict=False))
    signs = [
        Sign.OPEN if doubts[index] or doubts[index + 1] else _compare(*pair, tolerance or 0) for index, pair in enumerate(pairs)
    ]
    told = tuple(zip(rule.signs, signs, strict=True))
    if Sign.FAILS in signs:
        return Outcome(Status.DIFFER if unlike else Status.NOT, sides, told, ())
    if Sign.OPEN in signs:
        found = _once(doubt for several in doubts for doubt in several)
        return Outcome(Status.OPEN, sides, told, found or (Doubt(DoubtKind.INEXACT),))
    open_width = any(
        sign is Sign.NEARLY and not (_exact(left) and _exact(right)) for (left, _, right), sign in zip(pairs, signs, strict=True)
    )
    return Outcome(Status.BOTH if open_width else Status.ADDS_UP, sides, told, ())


def _once(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each doubt once, in order; they cannot be hashed, because what they are about holds lists."""
    found: list[Doubt] = []
    for doubt in doubts:
        if doubt not in found:
            found.append(doubt)
    return tuple(found)


def _exact(value: Value) -> bool:
    return value.interval is not None and value.interval.exact


def _one_unit(values: Iterable[Value], message: str) -> str | None:
    units = {value.unit for value in values if value.unit}
    if len(units) > 1:
        raise RuleError(message.format(" and ".join(sorted(units))))
    return next(iter(units), None)


def _doubts(value: Value, tolerance: float | None) -> tuple[Doubt, ...]:
    """Why a side cannot be held against another, if it cannot: what is rough is named, operand by operand."""
    if value.doubts:
        return value.doubts
    if value.interval is None or (value.interval.open_low and value.interval.open_high):
        return (Doubt(DoubtKind.BOTH_OPEN),)
    if value.interval.rough and tolerance is None:
        return tuple(Doubt(DoubtKind.ROUGH, operand) for operand in _rough(value))
    return ()


def _rough(value: Value) -> Iterator[Value]:
    """The operands without a stated width."""
    match value.expression:
        case Sum(terms):
            inner: Iterable[Value] = (term for _, term in terms)
        case Change(before, after):
            inner = (before, after)
        case Largest(values):
            inner = values
        case _:
            inner = ()
            if value.interval and value.interval.rough:
                yield value
    for one in inner:
        yield from _rough(one)


def _compare(left: Value, sign: str, right: Value, tolerance: float) -> Sign:
    one, other = left.interval, right.interval
    if one is None or other is None:
        return Sign.OPEN
    if sign == "=":
        if not one.meets(other, tolerance):
            return Sign.FAILS
        same = one.exact and other.exact and one.meets(other)
        return Sign.HOLDS if same else Sign.NEARLY
    held = _less(one, sign, other, tolerance)
    if held is Sign.HOLDS and _less(one, sign, other, 0) is not Sign.HOLDS:
        return Sign.NEARLY
    return held


def _less(one: Interval, sign: str, other: Interval, tolerance: float) -> Sign:
    if sign in (">", ">="):
        one, other, sign = other, one, sign.replace(">", "<")
    room = tolerance + (-NOISE if sign == "<" and not tolerance else NOISE)
    if one.most <= other.least + room:
        return Sign.HOLDS
    return Sign.OPEN if one.least <= other.most + room else Sign.FAILS


def _side(side: Any, operands: Mapping[str, Value], checks: _Checks, path: tuple[str, ...]) -> Value:  # Any: as parsed
    """A sum -> what it can be."""
    terms = tuple((sign, _term(term, operands, checks, path)) for sign, term in side)
    if len(terms) == 1:
        return terms[0][1]
    unit = _one_unit((value for _, value in terms), "adds {} to each other. Add only what has one unit")
    doubts = _once(doubt for _, value in terms for doubt in value.doubts)
    intervals = [(sign, value.interval) for sign, value in terms]
    total: Interval | None = Interval(0, 0)
    for sign, interval in intervals:
        total = None if total is None or interval is None else total + interval if sign == "+" else total - interval
    return Value(total, unit, Sum(terms), doubts)


def _term(term: Any, operands: Mapping[str, Value], checks: _Checks, path: tuple[str, ...]) -> Value:
    if isinstance(term, Call):
        return _call(term, operands, checks, path)
    if term == UNKNOWN:
        return Value(None, None, Missing(), (Doubt(DoubtKind.MISSING),))
    if term in checks.rules:
        if term in path:
            raise RuleError(f"goes in a circle: {' → '.join([*path, term])}. Name records instead")
        if len(path) > DEEPEST:
            raise RuleError(f"names checks that name checks, more than {DEEPEST} deep. Name records instead")
        if term not in checks.worked:
            checks.worked[term] = _side(checks.rules[term].sides[0], operands, checks, (*path, term))
        return checks.worked[term]
    return operands.get(term) or Value(None, None, Missing(), (Doubt(DoubtKind.NOT_SHOWN),))


def _call(call: Call, operands: Mapping[str, Value], checks: _Checks, path: tuple[str, ...]) -> Value:
    values = tuple(_side(argument, operands, checks, path) for argument in call.arguments)
    unit = _one_unit(values, f"has {{}} in one '{call.function}'. Compare only what has one unit")
    doubts = _once(doubt for value in values for doubt in value.doubts)
    intervals = [value.interval for value in values if value.interval]
    if call.function == "people":
        if unit not in (None, Unit.REMOVALS):
            raise RuleError(f"'people' takes removals, and holds {unit}. Name a count of removals")
        return replace(values[0], unit=Unit.PEOPLE)
    if call.function == "largest":
        return Value(None if len(intervals) < len(values) else _largest(intervals), unit, Largest(values), doubts)
    before, after = values
    return _change(before, after, doubts)


def _largest(intervals: list[Interval]) -> Interval:
    low, high = max(one.low for one in intervals), max(one.high for one in intervals)
    rough = any(one.rough_low for one in intervals), any(one.rough_high for one in intervals)
    open_high = any(one.open_high for one in intervals)
    return Interval(low, high, all(one.open_low for one in intervals), open_high, *rough)


def _change(before: Value, after: Value, doubts: tuple[Doubt, ...]) -> Value:
    """From one number to another in per cent. Raises RuleError for a change from nothing."""
    unknown = Value(None, Unit.PER_CENT, Change(before, after), doubts)
    one, other = before.interval, after.interval
    if one and one.least == one.most == 0:
        raise RuleError("divides by zero: a change from 0 has no percentage. Give the two numbers instead")
    if doubts or one is None or other is None:
        return unknown
    if one.least <= 0 or other.least < 0 or math.inf in (one.most, other.most):
        return replace(unknown, doubts=(Doubt(DoubtKind.NO_PERCENTAGE),))
    low, high = (100 * (end / start - 1) for end, start in ((other.low, one.high), (other.high, one.low)))
    return replace(unknown, interval=Interval(low, high, False, False, one.rough or other.rough, one.rough or other.rough))


def problems(dataset: Dataset, document: Document) -> Iterator[Problem]:
    """What is wrong with the checks of a record that is otherwise whole: units, a division by zero, a circle, no number."""
    amounts = operands([report for _, report in dataset.reports()], dataset.superseded)
    rules = {check.id: notation.parse(check.rule) for check in dataset.checks}
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
        lasting = [doubt for doubt in outcome.doubts if doubt.kind not in PASSING]
        if outcome.status is Status.OPEN and check.needed is None and lasting:
            width = "Write tolerance: and by how much it may be off, or say" if _any_rough(lasting) else "Say"
            message = f"cannot be worked out from this record: {_why(lasting)}. {width} under 'needed:' what it would take"
            yield document.problem(place, Code.CHECK_OPEN, message)


def _any_rough(doubts: list[Doubt]) -> bool:
    return any(doubt.kind is DoubtKind.ROUGH for doubt in doubts)


def _why(doubts: list[Doubt]) -> str:
    """The doubts for a curator, each with the record that it is about."""
    told = []
    for doubt in doubts:
        named = doubt.operand.expression if doubt.operand else None
        about = f"'{named.name}': " if isinstance(named, Named) else ""
        told.append(f"{about}{doubt.kind}")
    return "; ".join(dict.fromkeys(told))
