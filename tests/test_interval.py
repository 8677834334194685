"""Intervals: what a number can be, added, subtracted and compared. Held against single numbers drawn from within them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.analysis.interval import NOTHING, Interval, hull, of, total
from loaders.record.schema import Quantity, Unit

VALUES = st.integers(-2_000, 2_000)
ENDS = st.tuples(VALUES, VALUES).map(sorted)
INTERVALS = st.builds(
    lambda ends, *marks: Interval(*ends, *marks), ENDS, st.booleans(), st.booleans(), st.booleans(), st.booleans()
)
SEVERAL = st.lists(INTERVALS, min_size=1, max_size=6)


def _within(draw: st.DataObject, interval: Interval) -> int:
    """Any whole number that it can be."""
    low, high = interval.low - 3_000 * interval.open_low, interval.high + 3_000 * interval.open_high
    return draw.draw(st.integers(int(low), int(high)))


def _holds(interval: Interval, number: float) -> bool:
    return interval.least <= number <= interval.most


@given(INTERVALS, INTERVALS, st.data())
def test_sums_and_differences_hold_those_of_all_that_they_can_be(one: Interval, other: Interval, data: st.DataObject) -> None:
    left, right = _within(data, one), _within(data, other)
    assert _holds(one + other, left + right)
    assert _holds(one - other, left - right)
    assert _holds(-one, -left)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_adding_has_no_order_and_nothing_changes_nothing(one: Interval, other: Interval, third: Interval) -> None:
    assert one + other == other + one
    assert (one + other) + third == one + (other + third) == total([one, other, third])
    assert one + NOTHING == one - NOTHING == NOTHING - (-one) == one


@given(INTERVALS, INTERVALS)
def test_what_was_added_and_is_taken_off_again_leaves_the_first_within(one: Interval, other: Interval) -> None:
    """Wider by the width of the second, and exactly the first where that is one number."""
    back = one + other - other
    assert (back.least <= one.least, back.most >= one.most) == (True, True)
    assert (back == one) if other.exact else (back.high - back.low == one.high - one.low + 2 * (other.high - other.low))


@given(INTERVALS, INTERVALS)
def test_rough_and_exact_is_rough_at_the_end_to_which_it_belongs(one: Interval, other: Interval) -> None:
    added, less = one + other, one - other
    assert (added.rough_low, added.rough_high) == (one.rough_low or other.rough_low, one.rough_high or other.rough_high)
    assert (less.rough_low, less.rough_high) == (one.rough_low or other.rough_high, one.rough_high or other.rough_low)
    assert (added.open_low, less.open_low) == (one.open_low or other.open_low, one.open_low or other.open_high)


@given(SEVERAL, st.data())
def test_a_hull_holds_each_and_no_more(several: list[Interval], data: st.DataObject) -> None:
    found = hull(several)
    assert all(_holds(found, _within(data, one)) for one in several)
    assert (found.least, found.most) == (min(one.least for one in several), max(one.most for one in several))
    assert hull([found, *several]).low == found.low
    assert hull(reversed(several)) == found


@given(INTERVALS, INTERVALS, st.integers(0, 400), st.data())
def test_two_meet_if_they_can_be_one_number(one: Interval, other: Interval, tolerance: int, data: st.DataObject) -> None:
    assert one.meets(other, tolerance) == other.meets(one, tolerance)
    assert one.meets(one)
    assert abs(_within(data, one) - _within(data, other)) > tolerance or one.meets(other, tolerance)
    if not one.meets(other, tolerance):
        assert max(one.least - other.most, other.least - one.most) > tolerance


def _of(value: float | None, qualifier: str = "exactly", unit: str = Unit.PEOPLE, high: float | None = None) -> Interval | None:
    """What a number can be; with `high` it is between two."""
    ends = {"value": value} if high is None else {"low": value, "high": high}
    return of(Quantity.model_validate(_told(ends, qualifier, unit)))


def _told(ends: dict[str, float | None], qualifier: str, unit: str) -> dict[str, str]:
    written = {key: f"{number:g}" for key, number in ends.items() if number is not None}
    return {**written, "qualifier": qualifier, "unit": unit, **({} if written else {"words": "hundreds"})}


@given(st.integers(0, 10**5), st.sampled_from([Unit.PEOPLE, Unit.REMOVALS, "interviews"]))
def test_more_than_so_many_people_is_one_more_and_up(number: int, unit: str) -> None:
    found = _of(number, "more than", unit)
    assert found == Interval(number + 1, number + 1, open_high=True)
    assert (found.least, found.most) == (number + 1, math.inf)


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "found"),
    [
        (30, "exactly", Unit.PEOPLE, Interval(30, 30)),
        (30, "about", Unit.PEOPLE, Interval(30, 30, rough_low=True, rough_high=True)),
        (30, "nearly", Unit.REMOVALS, Interval(30, 30, rough_low=True, rough_high=True)),
        (12, "at least", Unit.PEOPLE, Interval(12, 12, open_high=True)),
        (30, "up to", Unit.PEOPLE, Interval(0, 30)),  # fewer than none nobody can be
        (20, "fewer than", "flights", Interval(0, 19)),
        (30, "up to", Unit.PER_CENT, Interval(30, 30, open_low=True)),  # a change can be less than nothing
        (500.5, "at least", "USD", Interval(500.5, 500.5, open_high=True)),
        (None, "in words only", Unit.PEOPLE, None),  # words are never a number
    ],
)
def test_a_number_as_its_source_gives_it(value: float | None, qualifier: str, unit: str, found: Interval | None) -> None:
    assert _of(value, qualifier, unit) == found
    assert found is None or found.exact == (qualifier == "exactly")


def test_between_has_both_its_ends() -> None:
    assert _of(25, "between", high=30) == Interval(25, 30)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_a_number_lies_within_what_its_qualifier_allows(number: int, low: int, more: int) -> None:
    """By the words themselves, of every number: at least, up to, fewer than, more than, between."""
    high = low + more + 1
    allows = {
        "at least": number >= low,
        "up to": number <= low,
        "more than": number > low,
        "fewer than": number < low,
    }
    for qualifier, meant in allows.items():
        found = _of(low, qualifier)
        assert found
        assert (found.least <= number <= found.most) is meant, qualifier
    between = _of(low, "between", high=high)
    assert between
    assert (between.least <= number <= between.most) is (low <= number <= high)


def test_more_or_less_than_so_many_per_cent_is_no_whole_number_more() -> None:
    more, less = _of(2.5, "more than", Unit.PER_CENT), _of(2.5, "fewer than", Unit.PER_CENT)
    assert more
    assert less
    assert [more.meets(Interval(number, number)) for number in (2.5, 2.6)] == [False, True]
    assert [less.meets(Interval(number, number)) for number in (2.5, 2.4)] == [False, True]


def test_37_to_about_40_and_more_than_30() -> None:
    """By hand: reports of 37 and about 40; of 25 and more than 30. Added up: 62 to about 71 or more."""
    july, january = (
        hull([one for one in (_of(low), _of(high, rough)) if one])
        for low, high, rough in (
            (37, 40, "about"),
            (25, 30, "more than"),
        )
    )
    assert july == Interval(37, 40, rough_high=True)
    assert january == Interval(25, 31, open_high=True)
    assert july + january == Interval(62, 71, open_high=True, rough_high=True)
    assert Interval(100, 100) - july - january == Interval(29, 38, open_low=True, rough_low=True)
