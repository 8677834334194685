"""Only like is set against like: what the data wing answers, for any sources, years and day, against the second computation.

`tests/second_count.py` follows the written rules from the raw YAML and shares nothing with `loaders/`. The eight cases are
small records that once made a page say something false; what must be seen in each stands at its test.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import Dataset, load
from loaders.analysis.filters import Filters, Years, every
from loaders.analysis.interval import Interval
from loaders.analysis.view import Derived, View
from loaders.export.forms import to_csv
from loaders.tables import tables, worked
from loaders.tables.tables import TABLES
from loaders.wording import headlines, numbers
from tests import second_count
from tests.bench import records
from tests.conftest import ROOT, SMALL

CASES = {int(path.name[:2]): path for path in (Path(__file__).parent / "cases").iterdir()}
NUMBER = re.compile(r"[-−]?(?<![\d,])\d[\d,]*")
Amount = dict[str, Any]
Pair = tuple[View, second_count.View]


@lru_cache(maxsize=64)
def _dataset(folder: Path) -> Dataset:
    return load(folder)


def _pair(asked: second_count.View) -> Pair:
    """One view asked of both: of the data wing and of the second computation."""
    dataset = _dataset(asked.folder)
    sources = tuple(name for name in every(dataset) if asked.sources is None or name in asked.sources)
    return View(dataset, Filters(Years(*asked.years) if asked.years else None, sources, asked.day)), asked


OTHERWISE = (
    (3, "since 2002", "as told"),  # since when, nobody understands
    (3, "value: 70", "value: 50"),  # neither group is the larger
    (7, "since 2002", "since 2002\n    counted: men"),  # a count of some people only
    (5, "US fiscal year", "calendar year"),
    (5, "US fiscal year", "calendar year\n    counted: men"),
    (12, "value: 12\n      qualifier: at least", "value: 30\n      qualifier: up to"),
    (12, "value: 12\n      qualifier: at least", "value: 20\n      qualifier: fewer than"),
    (12, "value: 12\n      qualifier: at least", "low: 25\n      high: 30\n      qualifier: between"),
    (7, "value: 30\n      qualifier: exactly", "value: 30\n      qualifier: up to"),
    (5, "2018-11-10(.*)US fiscal year", r"2018-11/2019-02\g<1>calendar year"),  # the group may or may not be in the year
)
"""Cases otherwise: what to put in place of what."""


@pytest.fixture(scope="module")
def small_ones(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The invented record with corrections in it, also from a source without a date, the cases, and some of these otherwise."""
    two = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("two") / "record"))
    shutil.copy(Path(__file__).parent / "more_sources" / "gazette.yaml", two / "sources")
    undated = Path(shutil.copytree(two, tmp_path_factory.mktemp("undated") / "record"))
    gazette = undated / "sources" / "gazette.yaml"
    gazette.write_text(gazette.read_text().replace("  published:\n    edtf: 2013-03-01\n    role: published\n", ""))
    found = [two, undated, *(CASES[number] for number in (*range(1, 8), 10, 11, 12))]
    for number, old, new in OTHERWISE:
        folder = Path(shutil.copytree(CASES[number], tmp_path_factory.mktemp("otherwise") / "record"))
        path = folder / "sources" / "herald-a.yaml"
        kept = path.read_text()
        path.write_text(re.sub(old, new, kept, flags=re.DOTALL))
        assert path.read_text() != kept
        found.append(folder)
    return found


@pytest.fixture(scope="module")
def large_ones(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The project's own record, and as many invented reports again."""
    many = tmp_path_factory.mktemp("many")
    records.write(many, 120)
    return [ROOT / "data", many]


@lru_cache(maxsize=64)
def _days(folder: Path) -> list[dt.date]:
    """The first and the last days of what a record's reports tell, in order."""
    told = [report for report in second_count.standing(second_count.View(folder)) if "date" in report]
    return sorted({day for report in told for day in second_count.span(report["date"]["edtf"]) if day})


@st.composite
def _views(draw: st.DrawFn, folders: list[Path]) -> second_count.View:
    """Some of the sources or all, some of the years or all, a day of which a report tells, one more or less, or none."""
    folder = draw(st.sampled_from(folders))
    ids = second_count.sources(folder)
    sources = draw(st.none() | st.frozensets(st.sampled_from(ids), min_size=1, max_size=12))
    known = _days(folder)
    first, last = known[0].year - 1, known[-1].year + 1
    pairs = st.tuples(st.integers(first, last), st.integers(first, last)).map(lambda pair: (min(pair), max(pair)))
    days = st.sampled_from([day + dt.timedelta(days=more) for day in known for more in (-1, 0, 1, 400)])
    return second_count.View(folder, sources, draw(st.none() | pairs), draw(st.none() | days))


def _each_view(folder: Path) -> Iterator[second_count.View]:
    """All of a small record, each source of it, each of its years, and what had been said by each of its days."""
    yield second_count.View(folder)
    yield from (second_count.View(folder, frozenset({source})) for source in second_count.sources(folder))
    yield from (second_count.View(folder, years=(year, year)) for year in sorted({day.year for day in _days(folder)}))
    yield from (second_count.View(folder, day=day) for day in [*_days(folder), dt.date(2024, 6, 1)])


def _rows(name: str, view: View) -> Iterator[dict[str, Any]]:
    """The rows of a table, None for what is not known; `records` always as ids."""
    for row in tables.rows(view, name):
        plain: dict[str, Any] = {**dict.fromkeys(TABLES[name].columns), **row}
        records = plain.get("records") or ()
        yield {**plain, "records": (records,) if isinstance(records, str) else records}


def _is(found: Any, amount: Amount, open_end: str) -> bool:
    """Whether an interval has the ends of an amount, rough where it is; `open_end` is the one that goes on if it is open."""
    if not isinstance(found, Interval):
        return False
    ends = {"low": found.least, "high": found.most}
    expected = {end: amount[end] for end in ends} | ({open_end: None} if amount.get("open") else {})
    rough = {end for end, is_rough in (("low", found.rough_low), ("high", found.rough_high)) if is_rough}
    told = {end: None if abs(value) == float("inf") else value for end, value in ends.items()}
    return told == expected and rough == amount["rough"]


def _flights_of(asked: second_count.View, ids: Iterable[str]) -> set[str]:
    """The flights of which some records tell."""
    of_report = {report["id"]: report["flight"] for report in second_count.standing(asked) if report["is"] == "flights"}
    return {of_report[name] for name in ids if name in of_report}


def _numbers(text: str) -> list[float]:
    return [float(found.replace("−", "-").replace(",", "")) for found in NUMBER.findall(text)]


# What holds in any view


def flights_have_the_same_reports_people_days_and_disagreements(view: View, asked: second_count.View) -> None:
    expected = second_count.flights(asked)
    assert {flight.id for flight in view.flights} == set(expected)
    for flight in view.flights:
        of_one = expected[flight.id]
        assert (flight.earliest, flight.latest) == (of_one["earliest"], of_one["latest"]), flight.id
        assert {report.id for report in flight.reports} == set(of_one["reports"]), flight.id
        assert flight.people is of_one["people"] is None or _is(flight.people, of_one["people"], "high"), flight.id
    assert _is(view.itemised.people, second_count.sum_of_years(asked), "high")
    differ = {row["id"] for row in _rows("conflicts", view) if row["about"] == "reports on one group"}
    assert differ == set(second_count.disagreements(asked))


def a_total_is_set_only_against_flights_that_it_can_hold(view: View, asked: second_count.View) -> None:
    """In the accounts, in their headlines, and in every row that names a total and a flight."""
    held = {name: second_count.within(name, asked) for name in second_count.totals(asked)}
    of_all = second_count.all_flights(asked)
    accounts = {account.total.id: account for account in view.accounts if account.total.statistic.quantity.unit == "people"}
    lines = {row["id"]: row for row in _rows("ledger", view)}
    assert set(accounts) == set(held)
    for name, account in accounts.items():
        of_one = held[name]
        placed = {"within": account.within, "perhaps": account.perhaps, "outside": (*account.before, *account.after)}
        for place, found in placed.items():
            assert {flight.id for flight in found} == set(of_one[place]), (name, place)
        flown = of_one["within"] or of_one["perhaps"]
        assert not flown or isinstance(account.remainder, Interval) == bool(of_one["remainder"]), name  # or why not, as a value
        assert of_one["remainder"] is None or _is(account.remainder, of_one["remainder"], "low"), name
        assert (f"sum:not-itemised:{name}" in lines) == bool(of_one["remainder"]), name
        inside = [lines[line] for part in ("itemised", "itemised-in-other-years") if (line := f"sum:{part}:{name}") in lines]
        assert sum(row["people_low"] for row in inside) == sum(of_all[flight]["adds"]["low"] for flight in of_one["within"])
        said = headlines.account(view, account)
        told = re.search(r"; ([^;]*) itemised up to its date", said)
        assert bool(told) == bool(of_one["remainder"]), said
        assert not told or _numbers(told[1])[0] == sum(of_all[flight]["adds"]["low"] for flight in of_one["within"]), said
    for table in ("ledger", "totals", "series", "by_year"):
        for row in _rows(table, view):
            told = _flights_of(asked, row["records"])
            for name in {*row["records"], row.get("account")} & set(held):
                apart = str(row["id"]).startswith("sum:after:")
                assert told <= set(held[name]["outside"]) if apart else not told & set(held[name]["outside"]), (table, row["id"])


def the_headline_of_totals_counts_what_lies_within_the_total(view: View, asked: second_count.View) -> None:
    said = headlines.totals(view)
    if told := re.search("total of ([^;]*?) people.*; the groups that lie within it(, or may,)? account for ([^;]*)", said):
        of_all = second_count.all_flights(asked)
        accounts = [
            (total, {place: [of_all[flight]["adds"] for flight in held[place]] for place in ("within", "perhaps")})
            for name, total in second_count.totals(asked).items()
            if (held := second_count.within(name, asked))["remainder"]
        ]
        assert any(
            _numbers(told[1]) == [total["low"]]
            and bool(told[2]) == bool(flown["perhaps"])
            and _numbers(told[3])[0] == second_count.added(flown["within"])["low"]
            and _numbers(told[3])[-1] == second_count.added([*flown["within"], *flown["perhaps"]])["high"]
            for total, flown in accounts
        ), said


def a_step_joins_two_totals_of_one_count_whose_order_is_known(view: View, asked: second_count.View) -> None:
    """Which of two prints of one count a step begins at is not asked; what lies between the two that it names is."""
    of_all = second_count.all_totals(asked)

    def joined(pairs: Iterable[tuple[str, str]]) -> set[tuple[Any, ...]]:
        return {(of_all[one]["counter"], of_all[one]["low"], of_all[other]["low"]) for one, other in pairs}

    told = [(step.before.id, step.after.id) for step in view.steps]
    assert joined(told) == joined((step["before"], step["after"]) for step in second_count.steps(asked))
    rows = {tuple(row["records"][:2]): row for row in _rows("readings", view)}
    assert set(rows) == set(told)
    for step, (one, other) in zip(view.steps, told, strict=True):
        before, after, row = of_all[one], of_all[other], rows[one, other]
        assert second_count.is_step(before, after), told
        assert all(before[name] == after[name] for name in ("counter", "people", "start")), told
        expected = second_count.between(one, other, asked)
        assert (row["rise"], step.rise) == (expected["rise"], Interval(expected["rise"], expected["rise"]))
        for place in ("between", "perhaps"):
            assert {flight.id for flight in getattr(step, place)} == set(expected[place]), (told, place)
        assert isinstance(step.remainder, Interval) == bool(expected["remainder"]), told
        assert expected["remainder"] is None or _is(step.remainder, expected["remainder"], "low"), told
        assert _flights_of(asked, row["records"]) == {*expected["between"], *expected["perhaps"]}
        assert expected["rise"] >= 0 or " rose" not in f" {row['meaning']}", row["id"]


def a_year_has_the_flights_that_lie_in_it_and_no_fiscal_count_is_held_against_them(view: View, asked: second_count.View) -> None:
    expected = second_count.by_year(asked)
    assert set(expected) <= {year.year for year in view.calendar}
    for year in view.calendar:
        of_year = expected.get(year.year or 0, {"flights": [], "perhaps": [], "left": {}, "sum": second_count.added([])})
        if year.year:
            assert {flight.id for flight in year.flights} == set(of_year["flights"]), year.year
            assert _is(year.itemised, of_year["sum"], "high"), year.year
        assert len(year.remainders) == len(of_year["left"]), year.year
        assert all(any(_is(rest, left, "low") for left in of_year["left"].values()) for rest in year.remainders), year.year
    for row in _rows("series", view):
        added_up = row["series"] == "groups by calendar year" and row["derived"]
        assert _flights_of(asked, row["records"]) == (set(expected[int(row["date"])]["flights"]) if added_up else set()), row


def the_most_are_certain(view: View, asked: second_count.View) -> None:
    """One among several, whose lowest is above the highest of every other; none of them rough where it matters."""
    of_year = {str(year): one["sum"] for year, one in second_count.by_year(asked).items() if one["flights"]}
    said = headlines.by_year(view.calendar)
    if told := re.search("those of (.*) have the most", said):
        most, others = of_year[told[1]], [one for name, one in of_year.items() if one and name != told[1]]
        assert others, said
        assert all(most["low"] > one["high"] and not one["open"] for one in others), said


def what_may_have_been_said_by_the_day_is_counted_from_none_to_all(view: View, asked: second_count.View) -> None:
    """In the state of each report, in how many groups and people the title of the flights tells, and in the statements."""
    words = {"said": "said by then", "perhaps": "may have been said"}
    states = {report["id"]: second_count.state(report, asked.day) for report in second_count.in_view(asked)}
    told = {
        row["id"]: row["known"] for name in ("flight_reports", "figures", "statements", "milestones") for row in _rows(name, view)
    }
    assert {name: known and known.split(";")[0] for name, known in told.items()} == {
        name: words[states[name]] if asked.day else None for name in told
    }
    shown = [flight for flight in second_count.flights(asked).values() if flight["people"]]
    open_ = [flight for flight in shown if not flight["sure"]]
    said = headlines.flights(view.flights)
    assert bool(open_) == (" reported by the day" in said), said
    if open_ and len(shown) > 1:
        first, people = re.fullmatch(r"(.*) groups had been reported by the day, ([^;]*?)(?:;.*)?", said).groups()
        spelt = [numbers.spelt(number) for number in (len(shown) - len(open_), len(shown))]
        assert first.casefold() == (" to ".join(spelt) if len(open_) < len(shown) else f"up to {spelt[1]}"), said
        total = second_count.sum_of_years(asked)
        assert [_numbers(people)[0], _numbers(people)[-1]] == [total["low"], total["high"]], said
        assert (" or more" in people) == total["open"], said


def a_number_of_ours_leads_to_what_it_rests_on(view: View, asked: second_count.View) -> None:
    shown = {report["id"] for report in second_count.standing(asked)}
    for table in ("totals", "ledger", "by_year", "series", "readings"):
        for row in _rows(table, view):
            if row["derived"] and row["id"].startswith("sum:"):
                found = view.find(row["id"])
                assert isinstance(found, Derived), row["id"]
                line = worked.derived(view, row["id"], found)
                assert set(row["records"]) <= set(line.records) <= shown, row["id"]


HOLD = (
    flights_have_the_same_reports_people_days_and_disagreements,
    a_total_is_set_only_against_flights_that_it_can_hold,
    the_headline_of_totals_counts_what_lies_within_the_total,
    a_step_joins_two_totals_of_one_count_whose_order_is_known,
    a_year_has_the_flights_that_lie_in_it_and_no_fiscal_count_is_held_against_them,
    the_most_are_certain,
    what_may_have_been_said_by_the_day_is_counted_from_none_to_all,
    a_number_of_ours_leads_to_what_it_rests_on,
)
each = pytest.mark.parametrize("holds", HOLD, ids=lambda function: str(function.__name__))


@each
@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.data())
def test_for_any_sources_years_and_day(holds: Callable[..., None], large_ones: list[Path], data: st.DataObject) -> None:
    holds(*_pair(data.draw(_views(large_ones))))


@each
def test_for_each_view_of_a_small_record(holds: Callable[..., None], small_ones: list[Path]) -> None:
    for folder in small_ones:
        for asked in _each_view(folder):
            holds(*_pair(asked))


# What must be seen in each case


def _case(number: int) -> View:
    return View(_dataset(CASES[number]))


def test_a_fall_is_called_a_fall() -> None:
    """Two totals a day apart, 4,733 then 4,723: the total fell by 10."""
    [row] = _rows("readings", _case(1))
    assert row["rise"] == -10
    assert "rose" not in row["meaning"]
    assert "fell, by 10" in row["meaning"]


def test_confirmed_and_confirmed_with_probable_are_no_step() -> None:
    assert list(_case(2).steps) == []


def test_a_group_after_a_total_is_named_apart() -> None:
    """100 as of 30 June 2018; 50 in January 2018 and 70 in January 2019: up to its date it is 50, and 50 are in no group."""
    view = _case(3)
    [account] = view.accounts
    assert [[flight.id for flight in part] for part in (account.within, account.perhaps, account.after)] == [["g1"], [], ["g2"]]
    assert account.remainder == Interval(50, 50)
    lines = {row["line"]: (row["id"], row["people_low"]) for row in _rows("ledger", view)}
    assert lines["Itemised, not in it"] == ("sum:after:t1", 70)
    assert headlines.totals(view).endswith("; the groups that lie within it account for 50 people")


def test_of_a_year_and_a_day_in_it_neither_is_the_earlier() -> None:
    """100 as of "2020" and 160 as of 30 June 2020: no step of -60."""
    assert list(_case(4).steps) == []


def test_a_us_fiscal_year_is_no_calendar_year() -> None:
    """120 over "2018" by "US fiscal year", a group of 50 in November 2018: 70 are not left."""
    assert not any(row["unexplained"] for row in _rows("by_year", _case(5)))


def test_nearly_is_not_lost() -> None:
    """Nearly 40 by one report, exactly 40 by another: the exact one goes first, no disagreement, and both can be read."""
    [row] = _rows("flights", _case(6))
    assert row["differ"] == "People: nearly 40 arrived (Evening Herald) and 40 arrived (Morning Post)."
    assert (row["people_low"], row["people_high"], row["disagree"]) == (40, 40, False)
    assert row["preferred_why"] == "An exact number goes before a rough one."


def test_a_minus_of_ours_is_a_minus_in_a_file() -> None:
    """25 less a group of 30 is -5: a number, and no text with an apostrophe."""
    [row] = csv.DictReader(io.StringIO(to_csv(tables.table(_case(7), "readings")).decode("utf-8-sig")))
    assert (row["unexplained"], row["in_words"]) == ("−5", "−5")


def test_a_fall_in_people_can_be_said() -> None:
    """A change of -120 people between two years loads, and is no running total and no count of a year."""
    view = _case(14)
    assert [account.total.id for account in view.accounts] == ["t1"]
    assert [row["value"] for row in _rows("figures", view) if row["id"] == "c1"] == [-120]
    assert not any(row["unexplained"] for row in _rows("by_year", view))
