"""Checks of the record's arithmetic: worked out by hand, and never by guessing what words mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset, RecordError, load
from loaders.analysis import arithmetic
from loaders.analysis.arithmetic import CONSISTENT, INCONSISTENT, MISSING, OPEN, Amount, RuleError, evaluate, parse
from loaders.record.schema import Qualifier, Unit
from loaders.tables.frames import Frames, make_frames


def _amount(value: float | None, qualifier: str = "exactly", unit: Unit = Unit.PEOPLE) -> Amount:
    return arithmetic.amount(value, Qualifier(qualifier), "hundreds" if value is None else None, unit)


NUMBERS = {
    "a": _amount(43),
    "b": _amount(36),
    "total": _amount(768),
    "zero": _amount(0),
    "more": _amount(1800, "more than"),
    "about": _amount(1900, "about"),
    "nearly": _amount(1900, "nearly"),
    "hundreds": _amount(None, "in words only"),
    "before": _amount(29, unit=Unit.REMOVALS),
    "after": _amount(110, unit=Unit.REMOVALS),
    "rise": _amount(279, unit=Unit.PER_CENT),
    "either": Amount(25, 30, Unit.PEOPLE, "25 to 30"),
}

RISE, FALL = "the change from 29 to 110 is 279.3 per cent", "the change from 110 to 29 is -73.6 per cent"


@pytest.mark.parametrize(
    ("rule", "tolerance", "status", "says"),
    [
        ("a + b <= total", None, CONSISTENT, "43 + 36 = 79; 79 ≤ 768"),
        ("a + b = total", None, INCONSISTENT, "43 + 36 = 79; 79 ≠ 768"),
        ("total - a - b >= a", None, CONSISTENT, "768 − 43 − 36 = 689; 689 ≥ 43"),
        ("b < a < total", None, CONSISTENT, "36 < 43 < 768"),
        ("a <= b <= total", None, INCONSISTENT, "43 > 36 ≤ 768"),
        ("a >= largest(b, either)", None, CONSISTENT, "the largest of 36 and 25 to 30 is 36; 43 ≥ 36"),
        ("people(after) >= a + b", None, CONSISTENT, "43 + 36 = 79; 110 ≥ 79"),
        ("people(before + after) <= a", None, INCONSISTENT, "29 + 110 = 139; 139 > 43"),
        ("change(before, after) = rise", 0.5, CONSISTENT, f"{RISE}; 279.3 per cent ≈ 279 per cent"),
        ("change(before, after) = rise", None, INCONSISTENT, f"{RISE}; 279.3 per cent ≠ 279 per cent"),
        ("change(after, before) < rise", None, CONSISTENT, f"{FALL}; -73.6 per cent < 279 per cent"),
        ("more = about", 50, CONSISTENT, "more than 1,800 ≈ about 1,900"),
        ("more = about", None, OPEN, "more than 1,800 against about 1,900"),
        ("more <= a", None, INCONSISTENT, "more than 1,800 > 43"),
        ("more >= total", None, CONSISTENT, "more than 1,800 ≥ 768"),
        ("more <= about", 50, OPEN, "more than 1,800 against about 1,900"),  # more than 1,800 may be far more
        ("nearly < more", None, OPEN, "nearly 1,900 against more than 1,800"),
        ("nearly = zero", 50, INCONSISTENT, "nearly 1,900 ≠ 0"),
        ("a <= b", 10, CONSISTENT, "43 ≈ 36"),
        ("more <= a <= hundreds", None, INCONSISTENT, "more than 1,800 > 43 against “hundreds”"),
        ("change(a, more) = rise", 1, OPEN, "the change from 43 to more than 1,800 against 279 per cent"),
        ("hundreds = total", None, OPEN, "“hundreds” against 768"),
        ("hundreds + a <= total", None, OPEN, "“hundreds” + 43 against 768"),
        ("change(unknown, unknown) = rise", 0.5, OPEN, f"the change from {MISSING} to {MISSING} against 279 per cent"),
        ("either = b", 6, CONSISTENT, "25 to 30 ≈ 36"),
        ("either = b", 5, INCONSISTENT, "25 to 30 ≠ 36"),
        ("either <= b", None, CONSISTENT, "25 to 30 ≤ 36"),
        ("either + either >= a + zero", None, CONSISTENT, "25 to 30 + 25 to 30 = 50 to 60; 43 + 0 = 43; 50 to 60 ≥ 43"),
        ("sum + b = a + b + b", None, CONSISTENT, "43 + 36 = 79; 79 + 36 = 115; 43 + 36 + 36 = 115; 115 = 115"),
    ],
)  # fmt: skip
def test_worked_out_by_hand(rule: str, tolerance: float | None, status: str, says: str) -> None:
    outcome = evaluate(parse(rule), tolerance, NUMBERS, {"sum": parse("a + b <= total")})
    assert (outcome.status, outcome.arithmetic) == (status, says)
    assert bool(outcome.doubts) == (status is OPEN)


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
    numbers = {f"p{index}": _amount(part) for index, part in enumerate(parts)} | {"total": _amount(total)}
    for sign, holds in (("<=", sum(parts) <= total), ("=", sum(parts) == total), (">", sum(parts) > total)):
        outcome = evaluate(parse(f"{' + '.join(list(numbers)[:-1])} {sign} total"), None, numbers, {})
        assert outcome.status is (CONSISTENT if holds else INCONSISTENT)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 400))
def test_swapping_the_sides_changes_nothing(one: int, other: int, tolerance: int) -> None:
    numbers = {"one": _amount(one, "about"), "other": _amount(other, "more than")}
    there = evaluate(parse("one = other"), tolerance, numbers, {}).status
    back = evaluate(parse("other = one"), tolerance, numbers, {}).status
    assert there is back


def test_a_rule_that_is_too_long_or_too_deep() -> None:
    for text in ("a" * 500, "largest(" * 20 + "a" + ")" * 20 + " = a"):
        with pytest.raises(RuleError, match="a check can name another check"):
            parse(text)


def test_the_checks_of_the_record(frames: Frames) -> None:
    checks = frames.checks.set_index("id")
    assert checks.loc["groups-within-the-reported-total", "arithmetic"] == "43 + 36 + 37 + 25 = 141; 141 ≤ 768"
    assert checks["status"].to_dict() == {
        "groups-within-the-reported-total": "consistent",
        "april-2018-largest-of-the-later-groups": "consistent",
        "april-2018-largest-until-then": "cannot be checked",
        "rise-from-2017-to-2018": "cannot be checked",
        "hundreds-against-the-total": "cannot be checked",
        "ordered-removed-against-final-orders": "consistent",
        "few-hundred-against-ordered-removed": "cannot be checked",
    }
    assert "neither" in checks.loc["rise-from-2017-to-2018", "needed"]


def test_the_checks_of_the_small_record(small: Frames) -> None:
    assert list(zip(small.checks["status"], small.checks["arithmetic"], strict=True)) == [
        ("consistent", "10 to 12 + 5 = 15 to 17; 15 to 17 ≤ 100"),
        ("consistent", "the largest of 5 and 5 is 5; 10 ≥ 5"),
        ("inconsistent", "10 ≠ about 12"),
        ("cannot be checked", "the change from 10 to 12 to a number not on record against 50 per cent"),
    ]
    assert small.checks["records"].iloc[0].split("\n") == ["spring-herald", "spring-minister", "autumn-herald", "total-2012"]


def test_a_check_is_known_when_all_its_numbers_had_been_said(dataset: Dataset) -> None:
    """The total is of 2020, the groups are told of in May 2022: until then nobody could have held one against the other."""
    assert make_frames(dataset.known_by(dt.date(2020, 12, 31))).checks.empty
    assert len(make_frames(dataset.known_by(dt.date(2022, 5, 31))).checks) == len(dataset.checks)


def test_checks_within_checks_are_worked_out_once_and_not_too_deep() -> None:
    rules = {"c0": parse("a + a = a")} | {f"c{n}": parse(f"c{n - 1} + c{n - 1} = a") for n in range(1, 12)}
    assert evaluate(parse("c11 > a"), None, NUMBERS, rules).status is CONSISTENT
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
