"""Tables: sums worked out by hand on the small and the real record, and what any range of years must keep."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import Dataset, load
from loaders.analysis import connections, derivations, groups, reconciliation, years
from loaders.analysis.years import Years
from loaders.tables import tables
from loaders.tables.columns import COLUMNS
from loaders.tables.frames import Frames, make_frames
from loaders.tables.tables import TABLES
from loaders.wording import headlines, numbers

ALL = Years(1600, 2200)


def test_small_sums_keep_low_and_high_apart(small: Frames) -> None:
    """Spring: 10 by one report, about 12 by the other. Autumn: 5. Winter is only planned, so it is in no sum."""
    totals = reconciliation.totals(small, ALL)
    assert list(totals["label"]) == ["Spring group", "Autumn group", "People taken back"]
    assert list(totals["people_low"][:2]) == [10, 5]
    assert list(totals["people_high"][:2]) == [12, 5]
    assert list(totals["total_low"]) == [10, 15, 100]
    assert list(totals["total_high"]) == [12, 17, 100]
    assert list(totals["arithmetic"][:2]) == ["10 to about 12", "10 to about 12 + 5 = 15 to 17"]


def test_small_ledger(small: Frames) -> None:
    ledger = reconciliation.ledger(small, ALL)
    assert list(zip(ledger["line"], ledger["in_words"], strict=True)) == [
        ("Reported running total", "100"),
        ("Itemised, in the years shown", "15 to 17"),
        ("Not itemised here", "83 to 85"),
    ]
    assert ledger["arithmetic"].iloc[2] == "100 − 15 to 17 = 83 to 85"
    assert ledger["records"].iloc[2].split("\n") == ["total-2012", "spring-herald", "spring-minister", "autumn-herald"]
    assert headlines.account(ledger) == (
        "100 reported (The Zendan minister, 31 December 2012); 15 to 17 itemised up to its date; 83 to 85 in no group listed here"
    )


def test_a_total_does_not_hold_what_came_after_it(folder: Path) -> None:
    """The total as of 2010: the spring group is in it; the autumn group, which may be of 2011, is named as unsure."""
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("edtf: 2012\n", "edtf: 2010\n"))
    ledger = reconciliation.ledger(make_frames(load(folder)), ALL)
    assert list(ledger["in_words"]) == ["100", "15 to 17", "83 to 85"]
    assert "The day of the total is not known. Counted as before it, though perhaps later: Spring group and Autumn group." in (
        ledger["meaning"].iloc[2].split("\n")
    )
    herald.write_text(herald.read_text().replace("edtf: 2010\n", "edtf: 2009-05-01\n").replace("since 2005", "since 2001"))
    ledger = reconciliation.ledger(make_frames(load(folder)), ALL)
    assert list(ledger["in_words"]) == ["100", "0"]  # with no group before it there is nothing to take off
    assert headlines.account(ledger).endswith("no group is listed here to set against it")
    assert ledger["label"].iloc[1] == "No group"


@pytest.mark.parametrize(
    ("total", "direction", "finding"),
    [
        (100, "The total is higher than the groups", "83 to 85 in no group listed here"),
        (16, "The groups can account for the whole total", "the two can be the same"),
        (9, "The groups are more than the total", "which is 6 to 8 more than the total"),
    ],
)
def test_the_direction_of_the_gap(folder: Path, total: int, direction: str, finding: str) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("value: 100", f"value: {total}"))
    ledger = reconciliation.ledger(make_frames(load(folder)), ALL)
    assert ledger["meaning"].iloc[2].startswith(direction)
    assert finding in headlines.account(ledger)


def test_small_years_leave_an_uncertain_year_open(small: Frames) -> None:
    """The autumn group is of December 2010 or January 2011: it is in neither year."""
    table = reconciliation.by_year(small, ALL)
    assert [None if pd.isna(year) else int(year) for year in table["year"]] == [None, 2010]
    assert list(table["people_low"]) == [5, 10]


def test_the_real_sums(frames: Frames) -> None:
    totals = reconciliation.totals(frames, ALL)
    assert list(totals["total_low"]) == [43, 79, 116, 141, 768]
    assert totals["arithmetic"].iloc[3] == "43 + 36 + 37 + 25 = 141"
    ledger = reconciliation.ledger(frames, ALL).set_index("line")["in_words"]
    assert ledger["Not itemised here"] == "627"
    years = reconciliation.by_year(frames, ALL).set_index("year")
    assert dict(years["people_low"]) == {2018: 79, 2019: 37, 2020: 25, 2021: 0, 2022: 0}
    assert years["reported"].isna().tolist() == [True, True, False, False, False]  # two removals since October 2020
    assert years["unexplained"].isna().all()  # nobody counts one of these years on its own


def test_a_count_of_one_year_is_held_against_its_groups(folder: Path) -> None:
    """Thirty people in 2010, of whom the spring group is 10 to 12: 18 to 20 are in no group."""
    herald = folder / "sources" / "herald.yaml"
    flow = herald.read_text().split("figures:\n")[1].split("\n\n")[0]
    flow = flow.replace("total-2012", "flow-2010").replace("cumulative total", "flow").replace("value: 100", "value: 30")
    flow = flow.replace("edtf: 2012\n      role: as of", "edtf: 2010\n      role: period").replace("    basis: since 2005\n", "")
    herald.write_text(herald.read_text().replace("figures:\n", f"figures:\n{flow}\n"))
    years = reconciliation.by_year(make_frames(load(folder)), ALL)
    assert years["unexplained"].dropna().tolist() == ["18 to 20"]
    line = derivations.derived(make_frames(load(folder)), ALL, "sum:year:2010")
    assert line
    assert line["records"].split("\n") == ["spring-herald", "spring-minister", "flow-2010"]


def test_a_narrow_filter_does_not_widen_the_gap(frames: Frames) -> None:
    """A running total counts from its start: groups before the years shown stay in the account, on their own line."""
    ledger = reconciliation.ledger(frames, Years(2020, 2020))
    assert list(zip(ledger["line"][:4], ledger["in_words"][:4], strict=True)) == [
        ("Reported running total", "768"),
        ("Itemised, in the years shown", "25"),
        ("Itemised, in other years", "116"),
        ("Not itemised here", "627"),
    ]


def test_removals_beside_a_total_are_never_added(frames: Frames) -> None:
    ledger = reconciliation.ledger(frames, ALL)
    beside = ledger[ledger["line"] == "Reported beside it, not added"]
    assert list(beside["in_words"]) == ["“a number of deportees”", "2", "“hundreds”"]


def test_where_each_side_stands(frames: Frames) -> None:
    """Counted by hand in the article: on interviews, one statement of Hun Sen against three of the embassy."""
    positions = tables.positions(frames, ALL).set_index("id")
    assert list(positions.loc[["interviews-cambodia", "interviews-united-states", "interviews-observers"], "statements"]) == [
        1,
        3,
        0,
    ]
    assert positions.loc["people-returned-cambodia", "supported"] == 1  # "hundreds": the running total supports it
    assert positions.loc["interviews-cambodia", "supported"] == 0  # nothing else in the article supports either account
    assert positions.index[positions["alone"]].tolist() == ["obligations-united-states"]
    assert positions["question_id"].drop_duplicates().tolist() == [
        *("cooperation", "visa-sanctions", "interviews", "people-returned", "awaiting-removal", "humanity", "obligations"),
    ]


def test_support_from_the_same_side_is_no_independent_evidence(dataset: Dataset) -> None:
    assert connections.support(dataset, "delegation-suicides") == []  # Hun Sen supports it, of the same side
    assert connections.support(dataset, "hun-sen-hundreds") == ["herod-running-total"]


def test_relations_are_told_from_both_ends(dataset: Dataset) -> None:
    (own,) = connections.relations(dataset, "hun-sen-virtual-interviews")
    (theirs,) = connections.relations(dataset, "roedemeier-one-interview")
    assert (own.stands, own.other) == ("contradicts", "roedemeier-one-interview")
    assert (theirs.stands, theirs.other) == ("is contradicted by", "hun-sen-virtual-interviews")
    assert own.reason == theirs.reason


def test_the_same_thing_said_elsewhere(dataset: Dataset) -> None:
    beside = connections.beside(dataset, "kvao-total-2020")
    assert "deportees-accepted-hun-sen" in beside["Other numbers on people removed"]
    assert beside["In the same paragraph"] == ["herod-running-total", "kvao-launch"]


def test_an_open_end_closes_on_the_day_it_was_said(frames: Frames) -> None:
    two = frames.figures.set_index("id").loc["removals-accepted-since-october-2020"]
    assert (two["date"], str(two["latest"])[:10]) == ("2020-10/..", "2022-05-16")


@pytest.mark.parametrize(
    ("table", "first", "last", "expected"),
    [
        ("flights", 2018, 2018, ["flight-2018-04-post", "flight-2018-12-post"]),
        ("flights", 2019, 2020, ["flight-2019-07-post", "flight-2020-01-post"]),
        ("flights", 2003, 2016, []),
        ("milestones", 2017, 2017, ["talks-2017", "sanctions-2017"]),
        (
            "figures",
            2021,
            2021,
            ["final-orders-aajc", "removals-accepted-since-october-2020", "verification-interviews-since-october-2020"],
        ),
    ],
)
def test_years(frames: Frames, table: str, first: int, last: int, expected: list[str]) -> None:
    assert sorted(TABLES[table].make(frames, Years(first, last))["id"]) == sorted(expected)


RANGES = st.tuples(st.integers(1990, 2030), st.integers(1990, 2030)).map(lambda pair: Years(min(pair), max(pair)))


@settings(deadline=None, max_examples=60)
@given(RANGES)
def test_any_range_gives_every_table_its_columns_and_only_rows_that_can_belong(frames: Frames, chosen: Years) -> None:
    for table in TABLES.values():
        made = table.make(frames, chosen)
        assert tuple(made.columns) == table.columns
        assert [str(dtype) for dtype in made.dtypes] == [COLUMNS[name].dtype for name in made.columns]
        if "earliest" in made:
            assert not (made["earliest"].dt.year > chosen.last).any()
            assert not (made["latest"].dt.year < chosen.first).any()


@settings(deadline=None, max_examples=60)
@given(RANGES, RANGES)
def test_a_wider_range_never_loses_a_row(frames: Frames, one: Years, other: Years) -> None:
    wider = Years(min(one.first, other.first), max(one.last, other.last))
    for name in ("flights", "figures", "statements", "milestones"):
        make = TABLES[name].make
        assert set(make(frames, one)["id"]) <= set(make(frames, wider)["id"])


@given(st.lists(st.text(max_size=6), max_size=4))
def test_any_years_in_an_address_are_a_range_within_the_limits_or_a_value_error(texts: list[str]) -> None:
    limits = Years(2002, 2022)
    try:
        chosen = years.parse(texts, limits)
    except ValueError as error:
        assert "?years=2018&years=2020" in str(error)
    else:
        assert limits.first <= chosen.first <= chosen.last <= limits.last


def test_years_in_an_address() -> None:
    limits = Years(2002, 2022)
    assert years.parse([], limits) == limits
    assert years.parse(["2018"], limits) == Years(2018, 2018)
    assert years.parse(["2018", "2020"], limits) == Years(2018, 2020)
    for nonsense in (["2020", "2018"], ["1990", "2020"], ["2018", "2019", "2020"], ["x"], ["２０１８"], [""]):
        with pytest.raises(ValueError, match="takes one year or two"):
            years.parse(nonsense, limits)


def test_findings_follow_the_rows(frames: Frames) -> None:
    def sentence(first: int, last: int) -> list[str]:
        chosen = Years(first, last)
        return [
            headlines.flights(groups.itemised(frames, chosen)),
            headlines.totals(reconciliation.totals(frames, chosen)),
            headlines.by_year(reconciliation.by_year(frames, chosen)),
            headlines.statements(tables.statements(frames, chosen)),
        ]

    assert sentence(2002, 2022) == [
        "Four groups are on record, together 141 people; the largest, of 43, in April 2018",
        "768 people reported in all, counted since 2002; the groups shown here account for 141 people",
        "2018 has the most people in groups on record: 79 of 141",
        "35 statements on 7 questions; on one of them one side only is heard",
    ]
    assert sentence(2019, 2019)[:2] == [
        "One group is on record in these years: 37 people, July 2019",
        "The groups on record add up to 37 people; no running total is dated to these years",
    ]
    assert sentence(2003, 2010) == [
        "No group is on record in what is shown",
        "No count of people removed is on record in what is shown",
        "No group is dated to a single year",
        "No statement is on record in what is shown",
    ]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 50)).map(lambda pair: (pair[0], sum(pair))), min_size=1, max_size=6)
)
def test_arithmetic_says_what_it_adds(parts: list[tuple[int, int]]) -> None:
    said = numbers.addition(parts, [numbers.span(*part) for part in parts])
    low, high = sum(low for low, _ in parts), sum(high for _, high in parts)
    assert said.endswith(numbers.span(low, high))
    assert said.count(" + ") == len(parts) - 1
