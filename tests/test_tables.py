"""Tables: sums worked out by hand on the small and the real record, and what any range of years must keep."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import Dataset, load
from loaders.analysis import connections
from loaders.analysis.connections import Common
from loaders.analysis.filters import Filters, Years, parse_years
from loaders.analysis.flights import Flight
from loaders.analysis.view import View
from loaders.tables import worked
from loaders.tables.columns import COLUMNS
from loaders.tables.tables import TABLES, table
from loaders.wording import headlines, names, numbers
from loaders.wording.pages import statements as of_statements


@lru_cache(maxsize=64)
def _in_years(dataset: Dataset, first: int, last: int) -> View:
    return View(dataset, Filters(Years(first, last)))


def _changed(folder: Path, *changes: tuple[str, str]) -> View:
    """The small record with its only source written anew."""
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    herald.write_text(text)
    return View(load(folder))


def _lines(view: View) -> list[tuple[str, str]]:
    ledger = table(view, "ledger")
    return list(zip(ledger["line"], ledger["in_words"], strict=True))


def test_small_sums_keep_low_and_high_apart(small: View) -> None:
    """Spring: 10 by one report, about 12 by the other. Autumn: 5. Winter is only announced, so it is in no sum."""
    totals = table(small, "totals")
    assert list(totals["label"]) == ["Spring group", "Autumn group", "People taken back"]
    assert list(totals["people_low"][:2]) == [10, 5]
    assert list(totals["people_high"][:2]) == [12, 5]
    assert list(totals["total_low"]) == [10, 15, 100]
    assert list(totals["total_high"]) == [12, 17, 100]
    assert list(totals["arithmetic"][:2]) == ["10 to about 12", "10 to about 12 + 5 = 15 to about 17"]


def test_small_ledger(small: View) -> None:
    assert _lines(small) == [
        ("Reported running total", "100"),
        ("Itemised, in the years shown", "15 to about 17"),
        ("Not itemised here", "about 83 to 85"),
    ]
    rest = table(small, "ledger").iloc[2]
    assert rest["arithmetic"] == "100 − 15 to about 17 = about 83 to 85"
    assert rest["records"].split("\n") == ["total-2012", "spring-herald", "spring-minister", "autumn-herald"]
    [account] = small.accounts
    assert headlines.account(small, account) == (
        "100 reported (The Zendan minister, 31 December 2012); 15 to about 17 itemised up to its date; "
        "about 83 to 85 in no group listed here"
    )


def test_groups_of_other_years_stay_in_the_account(small: View) -> None:
    """A running total counts from its start: with the years from 2011, spring 2010 is taken off it all the same."""
    assert _lines(_in_years(small.whole, 2011, 2012)) == [
        ("Reported running total", "100"),
        ("Itemised, in the years shown", "5"),
        ("Itemised, in other years", "10 to about 12"),
        ("Not itemised here", "about 83 to 85"),
    ]


def test_a_total_of_an_unknown_day_may_hold_the_groups_of_its_year(folder: Path) -> None:
    """As of some day of 2010, of which nobody says whether March or December lie before it: from nobody to about 17."""
    view = _changed(folder, ("edtf: 2012\n", "edtf: 2010\n"))
    assert _lines(view) == [
        ("Reported running total", "100"),
        ("Itemised, in the years shown", "0"),
        ("Itemised, perhaps in it", "15 to about 17"),
        ("Not itemised here", "about 83 to 100"),
    ]
    meaning = table(view, "ledger")["meaning"].iloc[3]
    assert "Their dates leave open whether they are in it: Spring group and Autumn group." in meaning.split("\n")


def test_a_total_does_not_hold_what_came_after_it(folder: Path) -> None:
    """As of May 2009: both groups came later. They are named apart, and nothing is left of what nobody itemised."""
    view = _changed(folder, ("edtf: 2012\n", "edtf: 2009-05-01\n"), ("since 2005", "since 2001"))
    assert _lines(view) == [
        ("Reported running total", "100"),
        ("Itemised, in the years shown", "0"),
        ("Itemised, not in it", "15 to about 17"),
    ]
    assert table(view, "ledger")["label"].iloc[1] == "No group"
    assert headlines.account(view, view.accounts[0]).endswith("; no group listed here lies within it")


@pytest.mark.parametrize(
    ("total", "direction", "finding"),
    [
        (16, "The groups can account for the whole total", "the two can be the same"),
        (9, "The groups can account for the whole total", "which is 6 to about 8 more than the total"),
    ],
)
def test_the_direction_of_the_gap(folder: Path, total: int, direction: str, finding: str) -> None:
    view = _changed(folder, ("value: 100", f"value: {total}"))
    assert table(view, "ledger")["meaning"].iloc[2].startswith(direction)
    assert finding in headlines.account(view, view.accounts[0])


def test_small_years_leave_an_uncertain_year_open(small: View) -> None:
    """The autumn group is of December 2010 or January 2011: it is in neither year."""
    years = table(small, "by_year")
    assert [None if pd.isna(year) else int(year) for year in years["year"]] == [None, 2010]
    assert list(years["people_low"]) == [5, 10]


def test_a_count_of_one_year_is_held_against_its_groups(folder: Path) -> None:
    """Thirty people in 2010: 10 to about 12 of them in spring, and the 5 of the turn of the year, or none of these."""
    flow = (folder / "sources" / "herald.yaml").read_text().split("figures:\n")[1].split("\n\n")[0]
    flow = flow.replace("total-2012", "flow-2010").replace("cumulative total", "flow").replace("value: 100", "value: 30")
    flow = flow.replace("edtf: 2012\n      role: as of", "edtf: 2010\n      role: period").replace("    basis: since 2005\n", "")
    view = _changed(folder, ("figures:\n", f"figures:\n{flow}\n"))
    assert table(view, "by_year")["unexplained"].dropna().tolist() == ["about 13 to 20"]
    line = worked.derived(view, "sum:year:2010", view.derived["sum:year:2010"])
    assert line.records == ("spring-herald", "spring-minister", "autumn-herald", "flow-2010")


def test_the_real_sums(article: View) -> None:
    totals = table(article, "totals")
    assert list(totals["total_low"]) == [43, 79, 116, 141, 768]
    assert totals["arithmetic"].iloc[3] == "116 + 25 = 141"
    years = table(article, "by_year").set_index("year")
    assert dict(years["people_low"]) == {2018: 79, 2019: 37, 2020: 25, 2021: 0, 2022: 0}
    assert years["reported"].isna().tolist() == [True, True, False, False, False]  # two removals since October 2020
    assert years["unexplained"].isna().all()  # nobody counts one of these years on its own
    ledger = table(article, "ledger").set_index("line")
    assert ledger.loc["Not itemised here", "people_low"] == 768 - 141
    beside = ledger.loc["Reported beside it, not added", "in_words"]
    assert list(beside) == ["“a number of deportees”", "2", "“hundreds”"]


def test_where_each_side_stands(article: View) -> None:
    """Counted by hand in the article: on interviews, one statement of Hun Sen against three of the embassy."""
    positions = table(article, "positions").set_index("id")
    interviews = ["interviews-cambodia", "interviews-united-states", "interviews-observers"]
    assert list(positions.loc[interviews, "statements"]) == [1, 3, 0]
    assert not positions["supported"].any()  # a number that fits supports nobody, nor does one more of the same opinion
    assert not positions["alone"].any()  # on each question some other side speaks too, in this article or in other sources
    assert positions["question_id"].drop_duplicates().tolist() == [
        *("people-returned", "cooperation", "interviews", "visa-sanctions", "awaiting-removal", "humanity", "obligations"),
        "agreement",
    ]


def test_support_from_the_same_side_is_no_independent_evidence(dataset: Dataset) -> None:
    agreed = connections.relations_of(dataset, "kin-phea-exemptions")
    assert [(tie.other, tie.relation.type) for tie in agreed] == [("pa-chanroeun-human-factors", "supports")]
    assert connections.support(dataset) == {}  # both are analysts


def test_relations_are_told_from_both_ends(dataset: Dataset) -> None:
    own, *_ = connections.relations_of(dataset, "hun-sen-virtual-interviews")
    [theirs] = connections.relations_of(dataset, "roedemeier-one-interview")
    assert (names.stands(own), own.other) == ("Qualifies", "roedemeier-one-interview")
    assert (names.stands(theirs), theirs.other) == ("Is qualified by", "hun-sen-virtual-interviews")
    assert own.relation is theirs.relation


def test_the_same_thing_said_elsewhere(dataset: Dataset) -> None:
    beside = connections.beside(dataset, "kvao-total-2020")
    assert "deportees-accepted-hun-sen" in beside[Common.SUBJECT]
    assert beside[Common.PARAGRAPH] == ["herod-running-total"]  # the launch, of the next paragraph, is the newspaper's


def test_an_open_end_closes_on_the_day_it_was_said(article: View) -> None:
    two = table(article, "figures").set_index("id").loc["removals-accepted-since-october-2020"]
    assert (two["date"], str(two["latest"])[:10]) == ("2020-10/..", "2022-05-16")


@pytest.mark.parametrize(
    ("name", "first", "last", "expected"),
    [
        ("flight_reports", 2018, 2018, ["flight-2018-04-post", "flight-2018-12-post"]),
        ("flight_reports", 2003, 2016, []),
        ("milestones", 2017, 2017, ["sanctions-2017", "talks-2017"]),
        (
            "figures",
            2021,
            2021,
            ["final-orders-aajc", "removals-accepted-since-october-2020", "verification-interviews-since-october-2020"],
        ),
    ],
)
def test_years(whole: Dataset, name: str, first: int, last: int, expected: list[str]) -> None:
    assert sorted(table(_in_years(whole, first, last), name)["id"]) == expected


YEARS = st.integers(1995, 2025)


@settings(max_examples=15)
@given(YEARS, YEARS, YEARS, YEARS)
def test_any_range_has_only_rows_that_can_belong_and_a_wider_one_loses_none(
    whole: Dataset, first: int, last: int, before: int, after: int
) -> None:
    chosen = Years(min(first, last), max(first, last))
    view = _in_years(whole, chosen.first, chosen.last)
    wider = _in_years(whole, min(chosen.first, before), max(chosen.last, after))
    for name, known in TABLES.items():
        made = table(view, name)
        assert tuple(made.columns) == known.columns
        assert [str(dtype) for dtype in made.dtypes] == [COLUMNS[column].dtype for column in made.columns]
        if "earliest" in made:
            assert not (made["earliest"].dt.year > chosen.last).any()
            assert not (made["latest"].dt.year < chosen.first).any()
    for name in ("flight_reports", "figures", "statements", "milestones", "checks"):
        assert set(table(view, name)["id"]) <= set(table(wider, name)["id"])


@given(st.lists(st.text("0127９ -x", max_size=5) | st.integers(1990, 2030).map(str), max_size=3))
def test_years_in_an_address_are_a_range_within_the_limits_or_refused_with_the_rule(texts: list[str]) -> None:
    limits = Years(2002, 2022)
    try:
        chosen = parse_years(texts, limits)
    except ValueError as error:
        assert "?years=2018&years=2020" in str(error)
    else:
        assert limits.first <= chosen.first <= chosen.last <= limits.last
        assert chosen == (Years(int(texts[0]), int(texts[-1])) if texts else limits)


@pytest.mark.parametrize("texts", [["2020", "2018"], ["1990", "2020"], ["2018", "2019", "2020"], ["x"], ["２０１８"], [""]])
def test_years_that_are_none(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="takes one year or two"):
        parse_years(texts, Years(2002, 2022))


@pytest.mark.parametrize(
    ("first", "last", "flights", "totals", "by_year", "statements"),
    [
        (
            *(2002, 2022),
            "Four groups, 141 people, 2018 to 2020",
            r"Bill Herod gives a total of 768 people, counted since 2002; the groups .* account for .*141 people",
            "Of the groups listed here, those of 2018 have the most people: 79",
            "36 statements on eight questions",
        ),
        (
            *(2019, 2019),
            "One group: 37 people, July 2019",
            "The groups listed here add up to 37 people; no running total is listed for these filters",
            "Groups listed here in 2019: 37 people",
            "5 statements on four questions",
        ),
        (
            *(2003, 2010),
            "No group is listed for these filters",
            "No count of people removed is listed for these filters",
            "No group listed here is dated to a single year",
            "No statement is listed for these filters",
        ),
    ],
)
def test_headlines_follow_the_rows(
    whole: Dataset, first: int, last: int, flights: str, totals: str, by_year: str, statements: str
) -> None:
    view = _in_years(whole, first, last)
    assert headlines.flights(view.flights) == flights
    assert re.fullmatch(totals, headlines.totals(view))
    assert headlines.by_year(view.calendar) == by_year
    assert of_statements.counted(view, view.statements) == statements


@given(st.lists(st.integers(0, 500), min_size=1, max_size=20))
def test_an_addition_says_what_it_adds(small: View, people: list[int]) -> None:
    said = numbers.addition([_of(small.counted[1], number) for number in people])
    if len(people) == 1:
        assert said == str(people[0])
    else:
        assert said.endswith(f" = {sum(people):,}")
        assert said.count(" + ") == min(len(people), numbers.MOST_ADDENDS + 1) - 1


def _of(flight: Flight, people: int) -> Flight:
    """A flight of so many."""
    [count] = flight.counts
    told = count.people.model_copy(update={"value": people})
    assert count.interval
    return replace(flight, counts=(replace(count, people=told, interval=replace(count.interval, low=people, high=people)),))
