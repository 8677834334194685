"""Said by a day: what had been said, what may have been, and what is later; every report is in exactly one of the three."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset, RecordError, load
from loaders.analysis import known
from loaders.analysis.checks import Status
from loaders.analysis.connections import Conflict
from loaders.analysis.filters import Filters, every
from loaders.analysis.interval import Interval, Span
from loaders.analysis.known import Known
from loaders.analysis.view import View
from loaders.export import citation
from loaders.record import schema
from loaders.search import results
from loaders.tables import tables
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from loaders.wording import headlines, names
from loaders.wording import known as words
from tests import second_count
from tests.conftest import ROOT, SMALL

AFTER_THE_YEARS = Path(__file__).parent / "cases" / "11-known-after-the-years"
SAID, PERHAPS, LATER = Known
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2026, 1, 1))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def by(dataset: Dataset, text: str) -> View:
    """All sources of a record, by a day."""
    return View(dataset, Filters(sources=every(dataset), as_of=day(text)))


@pytest.fixture
def undated(folder: Path) -> Path:
    """The invented record with the gazette in it, of which nobody knows when it appeared."""
    gazette = (Path(__file__).parent / "more_sources" / "gazette.yaml").read_text()
    without = gazette.replace("  published:\n    edtf: 2013-03-01\n    role: published\n", "")
    assert without != gazette
    (folder / "sources" / "gazette.yaml").write_text(without)
    return folder


def bounded(folder: Path, edtf: str) -> Dataset:
    """The same, where the curator infers when the gazette appeared."""
    path = folder / "sources" / "gazette.yaml"
    text = f'  published:\n    edtf: "{edtf}"\n    role: published\n    inferred: It refers to the herald.\n  seen:'
    path.write_text(path.read_text().replace("  seen:", text, 1))
    return load(folder)


# The three states, by hand


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2012-12-30", set()),
        ("2012-12-31", {"total-2012", "minister-enough"}),  # the day on which the minister spoke
        ("2013-02-02", {"total-2012", "minister-enough"}),
        ("2013-02-03", None),  # the day on which the herald appeared: everything
    ],
)
def test_where_all_days_are_known_nothing_is_open(text: str, said: set[str] | None) -> None:
    whole = load(SMALL)
    found = known.states(whole, day(text))
    assert {name for name, one in found.items() if one is SAID} == (set(found) if said is None else said)
    assert PERHAPS not in found.values()


@pytest.mark.parametrize(
    ("text", "later", "perhaps"),
    [  # of the gazette, which may be of any day after what it tells of
        ("2009-09-30", {"spring-gazette", "autumn-gazette", "removals-2010", "total-2009", "no-letters"}, set()),
        ("2010-03-11", {"spring-gazette", "autumn-gazette", "no-letters"}, {"removals-2010", "total-2009"}),
        ("2010-03-12", {"autumn-gazette", "no-letters"}, {"removals-2010", "total-2009", "spring-gazette"}),
        ("2013-02-28", {"no-letters"}, {"removals-2010", "total-2009", "spring-gazette", "autumn-gazette"}),
        ("2099-12-31", set(), {"removals-2010", "total-2009", "spring-gazette", "autumn-gazette", "no-letters"}),
    ],
)
def test_a_source_without_a_date_is_not_earlier_than_what_it_tells(
    undated: Path, text: str, later: set[str], perhaps: set[str]
) -> None:
    found = known.states(load(undated), day(text))
    assert {name: found[name] for name in later | perhaps} == dict.fromkeys(later, LATER) | dict.fromkeys(perhaps, PERHAPS)
    assert found["spring-herald"] is (SAID if text > "2013" else LATER)


def test_bounds_of_a_source_hold_for_what_it_says(undated: Path) -> None:
    dataset = bounded(undated, "[2013-02-10..2013-03-20]")
    found = {text: known.states(dataset, day(text)) for text in ("2013-02-09", "2013-02-10", "2013-03-19", "2013-03-20")}
    assert [one["total-2009"] for one in found.values()] == [LATER, PERHAPS, PERHAPS, SAID]
    assert [one["no-letters"] for one in found.values()] == [LATER, LATER, PERHAPS, SAID]  # it happened on 1 March


def test_something_expected_can_be_told_before_it_comes(folder: Path) -> None:
    """The herald of February tells of a group of May, and of a treaty in force: neither holds the herald back."""
    path = folder / "sources" / "herald.yaml"
    path.write_text(path.read_text().replace("  published:\n    edtf: 2013-02-03\n    role: published\n", ""))
    found = known.states(load(folder), day("2004-01-01"))
    assert (found["winter-herald"], found["treaty"], found["spring-herald"]) == (PERHAPS, PERHAPS, LATER)


def test_a_source_tells_nothing_later_than_its_latest_day(undated: Path) -> None:
    bounded(undated, "2013-02-10/2013-03-01")
    with pytest.raises(RecordError, match="is later than the source appeared"):
        path = undated / "sources" / "gazette.yaml"
        path.write_text(path.read_text().replace("2013-02-10/2013-03-01", "2010-01-01/2010-03-11"))
        load(undated)


REAL = {
    "2013-12-31": (
        {"total-2007-05-embassy", "total-2013-02-risc", "agreement-signed-post", "facing-return-2002-cnn"},
        {"total-2017-02-risc", "flight-2018-04-post", "flight-2017-05-03-daily", "kvao-total-2020"},
    ),
    "2018-12-31": (
        {"total-2013-02-risc", "flight-2017-05-17-post", "flight-2017-12-post", "suicides-2017", "removals-fy2014-dhs"},
        {"flight-2019-07-ice", "flight-2019-07-reuters", "total-2019-01-kvao", "flight-2018-04-post", "total-2020-01-herod"},
    ),
    "2019-07-03": (
        {"flight-2019-07-ice", "removals-fy2018-ice", "flight-2017-12-post"},
        {"flight-2019-07-post", "flight-2019-07-reuters", "flight-2020-01-first-deportees", "flight-2018-04-post"},
    ),
}


@pytest.mark.parametrize("text", REAL)
def test_on_the_real_record(whole: Dataset, text: str) -> None:
    """By hand: what a dated source printed by the day had been said; what tells of something after the day is later."""
    found, (said, later) = known.states(whole, day(text)), REAL[text]
    assert {name: found[name] for name in said | later} == dict.fromkeys(said, SAID) | dict.fromkeys(later, LATER)
    again = {one["id"]: second_count.state(one, day(text)) for one in second_count.reports(ROOT / "data")}
    assert {name: one.value.split(" ")[0].replace("may", "perhaps") for name, one in found.items()} == again


# Moving the day


@given(DAYS, DAYS)
def test_a_later_day_takes_nothing_back(whole: Dataset, one: dt.date, other: dt.date) -> None:
    """Each report is in one state; what had been said stays said, what was shown stays shown; without a day all is."""
    order = {LATER: 0, PERHAPS: 1, SAID: 2}
    days = sorted((one, other))
    earlier, later = (known.states(whole, at) for at in days)
    assert set(earlier) == set(later) == set(whole.by_id)
    assert all(order[earlier[name]] <= order[later[name]] for name in earlier)
    before, after = (known.by(whole, at) for at in days)
    assert set(before.by_id) <= set(after.by_id) <= set(whole.by_id)
    assert all(tie.to in before.by_id for _, report in before.reports() for tie in report.relations)


def test_after_everything_all_rows_are_those_without_a_day(whole: Dataset) -> None:
    """What has no last day stays open, and says so; nothing else differs."""
    now, then = View(whole, Filters(sources=every(whole))), by(whole, "2200-12-31")
    assert set(known.states(whole, day("2200-12-31")).values()) <= {SAID, PERHAPS}
    for name in ("flight_reports", "figures", "statements", "milestones", "relations", "flights", "checks", "sources", "stocks"):
        ids = [[row.get("id") or row["flight"] for row in tables.rows(view, name)] for view in (now, then)]
        assert ids[0] == ids[1], name
    without = {source.id for source, _ in whole.reports() if not source.published or not source.published.edtf.latest}
    open_ = {row["source_id"] for row in tables.rows(then, "figures") if row["known"] != SAID}
    assert open_ <= without


@pytest.mark.parametrize("folder_", [SMALL, AFTER_THE_YEARS])
def test_after_everything_all_tables_are_those_without_a_day(folder_: Path) -> None:
    """Where every source has a date: the same but for what says that it had been said."""
    dataset = load(folder_)
    now, then = View(dataset), by(dataset, "2024-06-01")
    for name in TABLES:
        told = [[{**row, "known": None} for row in tables.rows(view, name)] for view in (now, then)]
        assert told[0] == told[1], name
        assert {row.get("known") for row in tables.rows(now, name)} <= {None}
    assert {row["known"] for row in tables.rows(then, "flight_reports")} == {SAID}
    assert headlines.flights(now.flights) == headlines.flights(then.flights)
    assert headlines.totals(now) == headlines.totals(then)


# What is said of it


def test_sums_run_from_what_had_been_said_to_what_may_have_been(undated: Path) -> None:
    """Spring: 10 or about 12, perhaps 11. Autumn: 5; the gazette, if it was out, tells of 9 at first: up to 7 and more."""
    view = by(load(undated), "2013-02-28")
    spring, autumn = (view.flight(name) for name in ("spring", "autumn"))
    assert spring and autumn
    assert (spring.interval, autumn.interval) == (Interval(10, 12, rough_high=True), Interval(5, 9, open_high=True))
    assert spring.span == Span(day("2010-03-01"), day("2010-03-31"))  # the 9th; with the gazette, any that one of them allows
    assert (spring.preferred.report.id, spring.sure) == ("spring-herald", True)
    assert headlines.flights(view.flights).startswith("Two groups, 15 to about 21 people, or more")
    assert [row["known"] for row in tables.rows(view, "flights")] == ["said by then in part"] * 2 + ["said by then"]


def test_people_of_whom_nobody_may_have_told_are_from_0_up(undated: Path) -> None:
    view = by(load(undated), "2012-12-31")
    assert [(flight.id, flight.sure, flight.interval) for flight in view.counted] == [
        ("spring", False, Interval(0, 11)),
        ("autumn", False, Interval(0, 9, open_high=True)),
    ]
    assert headlines.flights(view.flights).startswith("Up to two groups had been reported by the day, 0 to 20 people")
    assert "the largest" not in headlines.flights(view.flights)
    assert "most" not in headlines.by_year(view.calendar)
    [account] = [one for one in view.accounts if one.total.id == "total-2012"]
    assert account.remainder == Interval(80, 100, open_low=True)
    assert headlines.totals(view).endswith("; one other total may have been given by the day")  # that of 2009
    assert {row["known"] for row in tables.rows(view, "flights")} == {PERHAPS.value}


def test_what_hangs_on_an_open_report_is_not_certain(undated: Path) -> None:
    """Of the spring group the gazette, if it was out, gives another day; that the herald and the minister differ is certain."""
    view = by(load(undated), "2013-02-28")
    assert [(one.about, one.flight and one.flight.id, one.settled) for one in view.disagreements if one.flight] == [
        (Conflict.FLIGHT, "spring", False)
    ]
    assert "disagree" not in headlines.flights(view.flights)
    settled = {one.check.id: (one.outcome.status, one.settled) for one in view.checks}
    assert settled["spring-agrees"] == (Status.DIFFER, True)
    assert settled["groups-within-total"] == (Status.OPEN, False)  # 10 and 5 of the herald alone are within it


def test_a_correction_counts_by_its_own_date(undated: Path) -> None:
    """The ministry corrected its count, and took the letters back, on 1 March 2013."""
    dataset = load(undated)
    before, on = (by(dataset, text).dataset for text in ("2013-02-28", "2013-03-01"))
    assert not before.perhaps_superseded
    assert not on.superseded
    assert set(on.perhaps_superseded) == {"autumn-gazette-first", "rise-2011"}  # if the gazette was out by then
    assert words.of_report(on, "rise-2011") == "said by then; may have been replaced or taken back"
    assert "rise-2011" in on.unsettled
    dated = bounded(undated, "2013-03-01")
    assert set(by(dated, "2013-03-01").dataset.superseded) == {"autumn-gazette-first", "rise-2011"}


def test_a_flight_whose_count_may_have_been_replaced_is_counted_all_the_same(undated: Path) -> None:
    """Whichever of the two numbers held on the day, somebody had counted; a count that is taken back counts nobody."""
    path = undated / "sources" / "gazette.yaml"
    path.write_text(path.read_text().replace("    said_by: minister\n    fact: The ministry first", "    said_by: minister\n"
                    "    said: {edtf: 2011-01-05, role: stated}\n    fact: The ministry first"))  # fmt: skip
    view = by(load(undated).only({"autumn-gazette-first", "autumn-gazette"}), "2013-03-01")
    [autumn] = view.counted
    assert (autumn.sure, autumn.people, autumn.differences) == (True, Interval(7, 9, open_high=True), ())
    assert autumn.interval == Interval(0, 9, open_high=True)  # they boarded
    path.write_text(path.read_text().replace("type: replaces", "type: retracts"))
    [autumn] = by(load(undated).only({"autumn-gazette-first", "autumn-gazette"}), "2013-03-01").counted
    assert (autumn.sure, autumn.interval) == (False, Interval(0, 9, open_high=True))


def test_what_is_told_only_later_says_so(dataset: Dataset) -> None:
    """Herod spoke "in 2020"; the article that tells of it is of May 2022."""
    [row] = [row for row in tables.rows(by(dataset, "2020-12-31"), "figures") if row["id"] == "kvao-total-2020"]
    assert (row["known"], row["told_later"]) == ("said by then", "in May 2022")
    view = by(dataset, "2020-12-31")
    assert words.sentence(view.dataset, "kvao-total-2020") == "Said by 31 December 2020. Told in May 2022."
    assert "as told in May 2022" in headlines.totals(view)
    assert words.told_later(by(dataset, "2022-05-31").dataset, "kvao-total-2020") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2012-12-31", "2 reports; 5 more may have been; 8 are later or cannot have been."),
        ("2013-02-28", "9 reports; 5 more may have been; 1 is later or cannot have been."),
        ("2013-03-01", "9 reports; 6 more may have been; 0 are later or cannot have been."),
        ("2009-10-01", "0 reports; 1 more may have been; 14 are later or cannot have been."),
    ],
)
def test_the_heading_has_the_three_numbers(undated: Path, text: str, told: str) -> None:
    view = by(load(undated), text)
    assert words.counts(view) == f"As far as dates are known: {told}"


def test_a_day_outside_the_years_of_the_record_is_told() -> None:
    """Reports about 2018 in a source of June 2024."""
    dataset = load(AFTER_THE_YEARS)
    after, before = by(dataset, "2024-06-01"), by(dataset, "2001-01-01")
    assert words.heading(after) == "What had been said by 1 June 2024"
    assert words.counts(after).endswith(
        "0 are later or cannot have been. The day is after all years of which the reports tell (2018)."
    )
    assert words.counts(before).endswith("The day is before all years of which the reports tell (2018).")
    assert [flight.id for flight in after.counted] == ["g1"]
    assert not by(dataset, "2024-05-31").flights
    assert filter_words.in_words(after) == "Years shown: 2018. Showing only what had been said by 1 June 2024."


def test_nothing_of_what_came_later_is_left(dataset: Dataset) -> None:
    """No source, group, check or reason of 2022 among what had been said in 2016, and nothing that a search could find."""
    then = known.by(dataset, day("2016-01-01"))
    assert not then.source_files
    assert not then.flights
    assert not then.checks
    assert not list(then.inferences())
    assert results.find(then, "2022") == []


def test_a_total_keeps_no_order_against_a_flight_that_is_not_there(whole: Dataset) -> None:
    def order(dataset: Dataset) -> list[str]:
        report = dataset.by_id["total-2020-01-maryknoll"][1]
        assert isinstance(report, schema.Statistic)
        return [one.flight for one in report.order]

    assert order(whole) == ["2020-01"]
    assert order(whole.through(["maryknoll-affiliates-2020-01-03"])) == []
    assert order(whole.through(["maryknoll-affiliates-2020-01-03", "aaaj-2020-01-14"])) == ["2020-01"]


# Citations


@pytest.mark.parametrize(
    ("edtf", "told", "year"),
    [
        ("[2013-02-10..2013-03-20]", "between 10 February and 20 March 2013", "2013"),
        ("2012-12-20/2013-01-31", "between 20 December 2012 and 31 January 2013", None),
        ("2013-03", "March 2013", "2013"),
        ("2013-02-10/..", "not before 10 February 2013", None),
    ],
)
def test_an_inferred_date_is_cited_in_brackets(undated: Path, edtf: str, told: str, year: str | None) -> None:
    path = undated / "sources" / "gazette.yaml"
    path.write_text(path.read_text().replace("2013-03-01", "2012-12-01"))
    dataset = bounded(undated, edtf)
    reference = citation.of_source(dataset, "gazette")
    assert names.source_line(dataset, dataset.by_id["total-2009"][0]).endswith(f"“Zenda counts again”, [{told}, inferred]")
    assert f"[{told}, inferred]" in reference.text
    bibtex, ris = citation.bibtex([reference]), citation.ris([reference])
    assert f"note = {{date inferred by the record: {told}}}" in bibtex
    assert (f"  year = {{{year}}}" in bibtex) == ("PY  - " in ris) == (year is not None)


def test_a_copy_of_the_case_is_read(tmp_path: Path) -> None:
    """A source of which only the last day is known had been said by then, and may have been before."""
    folder = Path(shutil.copytree(AFTER_THE_YEARS, tmp_path / "record"))
    path = folder / "sources" / "herald-a.yaml"
    path.write_text(
        path.read_text().replace("edtf: 2024-06-01", 'edtf: "../2024-06-01"\n    inferred: A reprint is of that day.')
    )
    dataset = load(folder)
    assert known.saying(*dataset.by_id["g1-r"]) == Span(day("2018-05-10"), day("2024-06-01"))
    assert set(known.states(dataset, day("2020-01-01")).values()) == {PERHAPS}
