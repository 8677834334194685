"""Checks of the record's arithmetic: worked out by hand, and never by guessing what words mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset, RecordError, load
from loaders.analysis.checks import Named, Outcome, Status, Value, Worked, evaluate, operands
from loaders.analysis.filters import Filters
from loaders.analysis.interval import EVER, Interval
from loaders.analysis.view import View
from loaders.record.notation import RuleError, parse
from loaders.record.schema import Check, Qualifier, Quantity, Statistic, Unit
from loaders.wording import checks as wording

ADDS_UP, NOT, DIFFER, BOTH, OPEN = Status


def _number(value: float | None, qualifier: str = "exactly", unit: str = Unit.PEOPLE) -> Value:
    """An operand as the record gives it."""
    words = "hundreds" if value is None else None
    told = Quantity.model_construct(value=value, qualifier=Qualifier(qualifier), words=words, unit=unit)
    [found] = operands([Statistic.model_construct(id="x", quantity=told)], {}).values()
    return found


NUMBERS = {
    "a": _number(43),
    "b": _number(36),
    "total": _number(768),
    "zero": _number(0),
    "more": _number(1800, "more than"),
    "about": _number(1900, "about"),
    "nearly": _number(1900, "nearly"),
    "hundreds": _number(None, "in words only"),
    "before": _number(29, unit=Unit.REMOVALS),
    "after": _number(110, unit=Unit.REMOVALS),
    "rise": _number(279, unit=Unit.PER_CENT),
    "either": Value(Interval(25, 30), Unit.PEOPLE, Named("either", ())),
}


def _arithmetic(rule: str, outcome: Outcome) -> str:
    return wording.arithmetic(Worked(Check.model_construct(rule=rule), outcome, (), EVER, False, False))


GONE = "a number that is not among the reports shown"
LOST = "the change between two numbers that are not among the reports shown"
RISE, FALL = "the change from 29 to 110 is 279.3 per cent", "the change from 110 to 29 is −73.6 per cent"


@pytest.mark.parametrize(
    ("rule", "tolerance", "status", "says"),
    [
        ("a + b <= total", None, ADDS_UP, "43 + 36 = 79; 79 ≤ 768"),
        ("a + b = total", None, NOT, "43 + 36 = 79; 79 ≠ 768"),
        ("total - a - b >= a", None, ADDS_UP, "768 − 43 − 36 = 689; 689 ≥ 43"),
        ("b < a < total", None, ADDS_UP, "36 < 43 < 768"),
        ("a <= b <= total", None, NOT, "43 > 36 ≤ 768"),
        ("a >= largest(b, either)", None, ADDS_UP, "the largest of 36 and 25 to 30 is 36; 43 ≥ 36"),
        ("people(after) >= a + b", None, ADDS_UP, "43 + 36 = 79; 110 ≥ 79"),
        ("people(before + after) <= a", None, NOT, "29 + 110 = 139; 139 > 43"),
        ("change(before, after) = rise", 0.5, ADDS_UP, f"{RISE}; 279.3 per cent ≈ 279 per cent"),
        ("change(before, after) = rise", None, NOT, f"{RISE}; 279.3 per cent ≠ 279 per cent"),
        ("change(after, before) < rise", None, ADDS_UP, f"{FALL}; −73.6 per cent < 279 per cent"),
        ("more = about", 50, BOTH, "more than 1,800 ≈ about 1,900"),
        ("more = about", None, OPEN, "more than 1,800 against about 1,900"),
        ("more <= a", None, NOT, "more than 1,800 > 43"),
        ("more >= total", None, ADDS_UP, "more than 1,800 ≥ 768"),
        ("more <= about", 50, OPEN, "more than 1,800 against about 1,900"),  # more than 1,800 may be far more
        ("nearly < more", None, OPEN, "nearly 1,900 against more than 1,800"),
        ("nearly = zero", 50, NOT, "nearly 1,900 ≠ 0"),
        ("a <= b", 10, ADDS_UP, "43 ≈ 36"),
        ("more <= a <= hundreds", None, NOT, "more than 1,800 > 43 against “hundreds”"),
        ("change(a, more) = rise", 1, OPEN, "the change from 43 to more than 1,800 against 279 per cent"),
        ("hundreds = total", None, OPEN, "“hundreds” against 768"),
        ("hundreds + a <= total", None, OPEN, "“hundreds” + 43 against 768"),
        ("change(unknown, unknown) = rise", 0.5, OPEN, f"{LOST} against 279 per cent"),
        ("either = b", 6, BOTH, "25 to 30 ≈ 36"),
        ("either = b", 5, NOT, "25 to 30 ≠ 36"),
        ("either <= b", None, ADDS_UP, "25 to 30 ≤ 36"),
        ("either + either >= a + zero", None, ADDS_UP, "25 to 30 + 25 to 30 = 50 to 60; 43 + 0 = 43; 50 to 60 ≥ 43"),
        ("sum + b = a + b + b", None, ADDS_UP, "43 + 36 = 79; 79 + 36 = 115; 43 + 36 + 36 = 115; 115 = 115"),
    ],
)  # fmt: skip
def test_worked_out_by_hand(rule: str, tolerance: float | None, status: str, says: str) -> None:
    outcome = evaluate(parse(rule), tolerance, NUMBERS, {"sum": parse("a + b <= total")})
    assert (outcome.status, _arithmetic(rule, outcome)) == (status, says)
    assert bool(outcome.doubts) == (status is OPEN)


@pytest.mark.parametrize(
    ("rule", "doubts"),
    [
        ("about + a <= total", ["about 1,900 has no stated width; the check gives no tolerance"]),
        (
            "largest(nearly, a) - about >= total",
            [f"{rough} has no stated width; the check gives no tolerance" for rough in ("nearly 1,900", "about 1,900")],
        ),
        (
            "hundreds + unknown = total",
            ["“hundreds” is in words only", "a number is needed that this record does not hold"],
        ),
        ("a = gone", ["a number that it uses is not in the record as it is shown"]),
        ("more - more = a", ["of a difference of numbers that are both open, nothing is known"]),
        ("change(more, a) = rise", ["a number is open or can be 0 or less, and then its change has no percentage"]),
        ("either <= b - zero - zero < more", []),
        ("either < either", ["the numbers are not exact, or reports differ, and it depends on what they are"]),
    ],
)
def test_a_doubt_names_the_number_that_it_is_about(rule: str, doubts: list[str]) -> None:
    assert wording.doubts(evaluate(parse(rule), None, NUMBERS, {})) == doubts


@pytest.mark.parametrize(
    ("rule", "status"), [("a = b", DIFFER), ("a > b", ADDS_UP), ("either = b", DIFFER), ("hundreds = a", OPEN)]
)
def test_unlike_counts_that_fail_are_told_and_not_judged(rule: str, status: Status) -> None:
    assert evaluate(parse(rule), None, NUMBERS, {}, unlike=True).status is status


def test_a_circle_of_several_checks_is_told() -> None:
    rules = {"one": parse("two + a = total"), "two": parse("three = total"), "three": parse("one - b = total")}
    with pytest.raises(RuleError, match="one → two → three → one"):
        evaluate(rules["one"], None, NUMBERS, rules, ("one",))


@pytest.mark.parametrize(
    "rule", ["zero + zero", "change(zero, a) = rise", "a = rise", "a + before = total", "largest(a, rise) = a", "people(a) = b"]
)
def test_what_cannot_be_worked_out_whatever_the_numbers(rule: str) -> None:
    with pytest.raises(RuleError):
        evaluate(parse(rule), None, NUMBERS, {})


@given(st.text(alphabet="ab0-+<>=(), changelrst", max_size=60))
def test_any_text_is_a_rule_or_a_rule_error(text: str) -> None:
    try:
        rule = parse(text)
    except RuleError as error:
        assert "for example" in str(error) or "Known" in str(error) or "takes" in str(error) or "Split" in str(error)
    else:
        assert len(rule.sides) == len(rule.signs) + 1


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8), st.integers(0, 80_000))
def test_a_sum_is_held_against_a_total_as_integers_are(parts: list[int], total: int) -> None:
    numbers = {f"p{index}": _number(part) for index, part in enumerate(parts)} | {"total": _number(total)}
    for sign, holds in (("<=", sum(parts) <= total), ("=", sum(parts) == total), (">", sum(parts) > total)):
        outcome = evaluate(parse(f"{' + '.join(list(numbers)[:-1])} {sign} total"), None, numbers, {})
        assert outcome.status is (ADDS_UP if holds else NOT)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 400))
def test_swapping_the_sides_changes_nothing(one: int, other: int, tolerance: int) -> None:
    numbers = {"one": _number(one, "about"), "other": _number(other, "more than")}
    there = evaluate(parse("one = other"), tolerance, numbers, {}).status
    back = evaluate(parse("other = one"), tolerance, numbers, {}).status
    assert there is back


def test_a_rule_that_is_too_long_or_too_deep() -> None:
    for text in ("a" * 500, "largest(" * 20 + "a" + ")" * 20 + " = a"):
        with pytest.raises(RuleError, match="a check can name another check"):
            parse(text)


def test_the_checks_of_the_record(article: View) -> None:
    checks = {one.check.id: one for one in article.checks}
    assert wording.arithmetic(checks["groups-within-the-reported-total"]) == "43 + 36 + 37 + 25 = 141; 141 ≤ 768"
    assert {name: one.outcome.status for name, one in checks.items()} == {
        "groups-within-the-reported-total": ADDS_UP,
        "april-2018-largest-of-the-later-groups": ADDS_UP,
        "april-2018-largest-until-then": OPEN,
        "rise-from-2017-to-2018": OPEN,
        "hundreds-against-the-total": OPEN,
        "ordered-removed-against-final-orders": BOTH,
        "few-hundred-against-ordered-removed": OPEN,
    }
    assert "neither" in (checks["rise-from-2017-to-2018"].check.needed or "")


def test_a_line_says_in_one_sentence_what_is_not_in_its_arithmetic(article: View, whole: Dataset) -> None:
    """Why it cannot be told, if no number is missing; what a verdict on the answer does not show; else the claim."""
    told = {one.check.id: wording.why(one, article.answer) for one in article.checks}
    assert told["groups-within-the-reported-total"] == ["That they fit does not show that the total is right."]
    assert told["april-2018-largest-of-the-later-groups"] == ["No later group listed here is larger than that of April 2018."]
    assert told["hundreds-against-the-total"] == ["“hundreds” is in words only."]
    assert told["ordered-removed-against-final-orders"][0].startswith("The words differ")
    assert told["april-2018-largest-until-then"] == ["Tested: No group before April 2018 was larger."]
    assert told["rise-from-2017-to-2018"] == ["Tested: Removals rose by 279 per cent from 2017 to 2018."]
    every = View(whole, Filters(sources=tuple(file.source.id for file in whole.source_files)))
    fiscal = next(one for one in every.checks if one.outcome.status is DIFFER)
    claim, *unlike = wording.why(fiscal, every.answer)
    assert claim.startswith("Tested: The removals of fiscal years 2005 to 2012 are not more than")
    assert unlike == wording.unlike(fiscal)


def test_the_checks_of_the_small_record(small: View) -> None:
    """Of the spring group an exact 10 goes before about 12; herald and minister are two counters, who differ."""
    assert [(one.outcome.status, wording.arithmetic(one)) for one in small.checks] == [
        (ADDS_UP, "10 + 5 = 15; 15 ≤ 100"),
        (ADDS_UP, "the largest of 5 and 5 is 5; 10 ≥ 5"),
        (DIFFER, "10 ≠ about 12"),
        (OPEN, f"the change from 10 to {GONE} against 50 per cent"),
    ]
    assert small.checks[0].reports == ("spring-herald", "spring-minister", "autumn-herald", "total-2012")


def test_a_check_is_known_when_all_its_numbers_had_been_said(whole: Dataset) -> None:
    """The total is of 2020, the groups are told of in May 2022: until then nobody could have held one against the other.

    What the advocates say of 2017 and 2018 is told then too; when they said it is not, so that it may have been before.
    """
    assert [one.check.id for one in View(whole, Filters(as_of=dt.date(2020, 12, 31))).checks] == ["rise-from-2017-to-2018"]
    assert len(View(whole, Filters(as_of=dt.date(2022, 5, 31))).checks) == len(View(whole).checks)


def test_checks_within_checks_are_worked_out_once_and_not_too_deep() -> None:
    rules = {"c0": parse("a + a = a")} | {f"c{n}": parse(f"c{n - 1} + c{n - 1} = a") for n in range(1, 12)}
    assert evaluate(parse("c11 > a"), None, NUMBERS, rules).status is ADDS_UP
    deep = {f"d{n}": parse(f"d{n + 1} = a") for n in range(40)} | {"d40": parse("a = a")}
    with pytest.raises(RuleError, match="more than 12 deep"):
        evaluate(deep["d0"], None, NUMBERS, deep, ("d0",))


def test_a_broken_report_is_told_once_and_its_check_is_not(folder: Path) -> None:
    """A check that uses a report with a mistake is not called wrong for it."""
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("value: 10\n", "value: ten\n"))
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [problem.file for problem in caught.value.problems] == ["sources/herald.yaml"]
