"""As known then: only what had certainly been said by the end of a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset, load
from loaders.record import schema
from loaders.wording import search
from tests.conftest import SMALL


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2012-12-30", set()),
        ("2012-12-31", {"total-2012", "minister-enough"}),  # the day on which the minister spoke
        ("2013-02-02", {"total-2012", "minister-enough"}),
        ("2013-02-03", None),  # the day on which the herald appeared: everything
    ],
)
def test_small_record(day: str, known: set[str] | None) -> None:
    whole = load(SMALL)
    then = set(whole.known_by(dt.date.fromisoformat(day)).by_id)
    assert then == (set(whole.by_id) if known is None else known)


def test_a_year_is_certain_only_when_it_is_over(dataset: Dataset) -> None:
    """Herod spoke "in 2020"; the article appeared in May 2022, so that nothing in it was said later."""
    assert "kvao-total-2020" not in dataset.known_by(dt.date(2020, 12, 30)).by_id
    assert "kvao-total-2020" in dataset.known_by(dt.date(2020, 12, 31)).by_id
    assert set(dataset.known_by(dt.date(2022, 5, 31)).by_id) == set(dataset.by_id)
    assert dataset.perhaps_known_by(dt.date(2020, 6, 1)) > 0
    assert dataset.perhaps_known_by(dt.date(2022, 5, 31)) == 0


@given(st.dates(dt.date(2015, 1, 1), dt.date(2023, 1, 1)), st.dates(dt.date(2015, 1, 1), dt.date(2023, 1, 1)))
def test_nothing_said_is_unsaid(dataset: Dataset, one: dt.date, other: dt.date) -> None:
    earlier, later = sorted((one, other))
    before, after = dataset.known_by(earlier), dataset.known_by(later)
    assert set(before.by_id) <= set(after.by_id)
    assert all(relation.to in before.by_id for _, report in before.reports() for relation in report.relations)
    assert len(after.by_id) + dataset.perhaps_known_by(later) <= len(dataset.by_id)


def test_nothing_of_what_came_later_is_left(dataset: Dataset) -> None:
    """No source, group, check or reason of 2022 in the record as it stood in 2016, and nothing that a search could find."""
    then = dataset.known_by(dt.date(2016, 1, 1))
    assert not then.source_files
    assert not then.flights
    assert not then.checks
    assert not list(then.inferences())
    assert search.find(then, "2022") == []


def test_a_total_keeps_no_order_against_a_flight_that_is_not_there(whole: Dataset) -> None:
    def order(dataset: Dataset) -> list[str]:
        report = dataset.by_id["total-2020-01-maryknoll"][1]
        assert isinstance(report, schema.Statistic)
        return [one.flight for one in report.order]

    assert order(whole) == ["2020-01"]
    assert order(whole.through(["maryknoll-affiliates-2020-01-03"])) == []
    assert order(whole.through(["maryknoll-affiliates-2020-01-03", "aaaj-2020-01-14"])) == ["2020-01"]
