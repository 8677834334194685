"""Many sources, one flight: what reports have in common, in what they differ, and what a filter of sources leaves."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from loaders import Dataset, RecordError, load
from loaders.analysis import filters
from loaders.analysis.checks import Status
from loaders.analysis.filters import Filters
from loaders.analysis.flights import Flight, Preference
from loaders.analysis.interval import Interval
from loaders.analysis.view import View
from loaders.tables.tables import TABLES, table
from loaders.wording import checks as checks_in_words
from loaders.wording.flights import RULE
from loaders.wording.pages import totals
from pages.charts import counts
from tests.conftest import ROOT
from tests.said import panels, said

MORE = Path(__file__).parent / "more_sources"
PAGES = ("overview", "timeline", "totals", "statements", "sources")


@pytest.fixture
def two(folder: Path) -> Path:
    """The small record with a second source: a curator adds a file, and nothing else."""
    shutil.copy(MORE / "gazette.yaml", folder / "sources")
    return folder


def _rows(view: View, name: str, index: str = "id") -> pd.DataFrame:
    return table(view, name).set_index(index)


def _flight(folder: Path, flight: str) -> Flight:
    found = View(load(folder)).flight(flight)
    assert found
    return found


def _open(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=40)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(f"{page}.py").run()
    assert not app.exception, app.exception
    return app


def test_a_source_more_costs_no_code(two: Path) -> None:
    """Spring: 10, about 12, and 11 by the ministry's own release. Autumn: 5, and more than 6 in place of 9."""
    found = _rows(View(load(two)), "flights", "flight")
    spring, autumn = found.loc["spring"], found.loc["autumn"]
    assert (spring["people_low"], spring["people_high"], spring["in_words"], spring["reports"]) == (10, 12, "10 to about 12", 3)
    preferred = (11, "spring-gazette", RULE[Preference.PRIMARY])
    assert (spring["people_preferred"], spring["preferred"], spring["preferred_why"]) == preferred
    assert spring["date_in_words"] == "March 2010, 9 March 2010 or 12 March 2010"
    minister = "The Zendan minister"
    assert spring["differ"].split("\n") == [
        f"People: 10 arrived (The Evening Herald), about 12 arrived ({minister}) and 11 boarded ({minister}).",
        "Arrived: March 2010 (The Evening Herald), 9 March 2010 (The Zendan minister) and 12 March 2010 (The Zendan minister).",
    ]
    assert (autumn["people_low"], autumn["people_high"], autumn["in_words"]) == (5, 7, "5 to more than 6")
    assert autumn["records"].split("\n") == ["autumn-herald", "autumn-gazette"]  # the replaced count is in no sum
    assert autumn["reports"] == 2
    assert autumn["superseded"].startswith("autumn-gazette-first: Replaced by autumn-gazette, 1 March 2013")  # still on record
    assert autumn["departed"] == "30 December 2010"
    assert [spring["disagree"], autumn["disagree"]] == [True, False]  # the 9th or the 12th; five removed, more than six boarded


def test_a_sum_over_a_number_without_an_end_says_so(two: Path) -> None:
    totals = table(View(load(two)), "totals")
    assert list(totals["arithmetic"][:2]) == ["10 to about 12", "10 to about 12 + 5 to more than 6 = 15 to about 19 or more"]
    assert list(totals["total_preferred"][:2]) == [11, 11 + 7]


def test_what_is_replaced_or_retracted_stays_and_says_by_what(two: Path) -> None:
    dataset = load(two)
    told = _rows(View(dataset), "flight_reports")["superseded"]
    assert told["autumn-gazette-first"] == "Replaced by autumn-gazette, 1 March 2013: The ministry found three names twice."
    assert told.drop("autumn-gazette-first").isna().all()
    retracted = _rows(View(dataset), "figures")["superseded"]["rise-2011"]
    assert retracted == "Retracted by no-letters, 1 March 2013: Nobody counted letters."
    herald = View(dataset, Filters(sources=("herald",)))  # without the source that takes it back, nothing is
    assert table(herald, "figures")["superseded"].isna().all()


def test_between_two_totals_the_groups_are_taken_off_the_rise(two: Path) -> None:
    """70 at the end of 2009, 100 in 2012: thirty more, of which spring is 10 to about 12 and autumn 5 to more than 6."""
    [step] = View(load(two)).steps
    assert (step.rise, step.itemised) == (Interval(30, 30), Interval(15, 19, open_high=True, rough_high=True))
    assert step.remainder == Interval(11, 15, open_low=True, rough_low=True)
    assert list(table(View(load(two)), "readings")["arithmetic"]) == [
        "100 − 70 = 30; groups between them: 10 to about 12 + 5 to more than 6 = 15 to about 19 or more; "
        "left: about 11 to 15 or less"
    ]


def test_years_that_nobody_counted_are_gaps(two: Path) -> None:
    text = (two / "sources" / "gazette.yaml").read_text()
    later = text[text.index("  - id: removals-2010") : text.index("  - id: total-2009")]
    later = later.replace("removals-2010", "removals-2013").replace("2009-10/2010-09", "2011-10/2012-09")
    (two / "sources" / "gazette.yaml").write_text(text.replace("  - id: total-2009", f"{later}  - id: total-2009"))
    view = View(load(two))
    found = table(view, "series").query("series == 'fiscal year'")
    assert list(found["in_words"]) == ["16", "no number here", "16"]
    assert list(found["people_low"].isna()) == [False, True, False]
    assert list(found["date_in_words"])[1] == "October 2010 to September 2011"
    assert list(found["derived"]) == [True, False, True]  # the sums of the parts are ours
    assert _rows(view, "figures")["derived_from"]["removals-2010"] == "9 (by land) + 7 (by sea)"


@pytest.mark.parametrize(
    ("change", "preferred", "why"),
    [
        ({"government release": "web page"}, 10, Preference.EXACT),  # 11 on board gives way to arrivals: 10, and about 12
        ({"government release": "web page", "kind: boarded": "kind: arrived"}, 10, Preference.LOWEST),  # 10 or 11, both exact
        ({}, 11, Preference.PRIMARY),
    ],
)
def test_the_rule_in_its_order(two: Path, change: dict[str, str], preferred: int, why: Preference) -> None:
    path = two / "sources" / "gazette.yaml"
    text = path.read_text()
    for old, new in change.items():
        text = text.replace(old, new)
    path.write_text(text)
    spring = _flight(two, "spring")
    assert (spring.preferred.people.value, spring.decided_by) == (preferred, why)


def test_two_that_replace_each_other_are_refused(two: Path) -> None:
    path = two / "sources" / "gazette.yaml"
    text = path.read_text()
    again = text[text.index("    relations:\n      - type: replaces") : text.index("\nfigures:")]
    first = "    fact: The ministry first counted nine people who left on 30 December 2010.\n"
    path.write_text(text.replace(first, first + again.replace("to: autumn-gazette-first", "to: autumn-gazette")))
    with pytest.raises(RecordError, match="'autumn-gazette-first' in turn replaces or retracts 'autumn-gazette'"):
        load(two)


def test_another_subject_with_two_sources_shows_no_word_of_this_one(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(two))
    seen: list[str] = []
    asked = [
        *((page, "") for page in PAGES),
        *(("timeline", record) for record in ("spring", "autumn-gazette-first", "rise-2011")),
    ]
    for page, record in asked:
        seen.append(said(_open(page, **({"record": record} if record else {}))))
    text = "\n".join(seen)
    for word in ("Cambodia", "KVAO", "Phnom Penh", "Hun Sen", "Washington", "768"):
        assert word not in text
    for words in (
        "10 arrived (The Evening Herald)",
        "Taken back by ",
        "Replaced by ",
        "by way of: reprint in a",
    ):
        assert words in text


def _report(name: str, flight: str, people: str, date: str, role: str = "arrived", kind: str = "arrived", ends: str = "") -> str:
    value, _, qualifier = people.partition(" ")
    relation = f"""    relations:
      - type: {ends.split(maxsplit=1)[0]}
        to: {ends.split()[1]}
        date: {{edtf: {ends.split()[2]}, role: stated}}
        reason: So it was said.
""" if ends else ""  # fmt: skip
    return f"""  - id: {name}
    flight: {flight}
    date: {{edtf: {date}, role: {role}}}
    count: {{value: {value}, qualifier: {qualifier or "exactly"}, kind: {kind}, counted: people}}
    said_by: minister
    fact: So many.
{relation}"""


def _with(folder: Path, *reports: str) -> Path:
    """The small record with one more source that reports these."""
    head = "source: {id: extra, publisher: herald, kind: web page, seen: whole, published: {edtf: 2014-01-01, role: published}}\n"
    (folder / "sources" / "extra.yaml").write_text(head + "flights:\n" + "".join(reports))
    return folder


def test_a_correction_that_is_taken_back_corrects_nothing(folder: Path) -> None:
    first = _report("a", "winter", "30", "2013-05")
    second = _report("b", "winter", "33", "2013-05", ends="replaces a 2013-06-01")
    third = _report("c", "winter", "34", "2013-05", ends="retracts b 2013-07-01")
    winter = _flight(_with(folder, first, second, third), "winter")
    assert [report.id for report in winter.all_reports if report not in winter.reports] == ["b"]
    assert winter.people == Interval(30, 34)


def test_a_ring_of_corrections_is_refused(folder: Path) -> None:
    ring = [_report(name, "winter", "30", "2013-05", ends=f"replaces {other} 2013-06-01") for name, other in ("ab", "bc", "ca")]
    with pytest.raises(RecordError, match="in turn replaces or retracts 'a', itself or by others"):
        load(_with(folder, *ring))


def test_before_a_correction_was_made_the_first_number_stands(folder: Path) -> None:
    first, second = (
        _report("a", "winter", "30", "2013-05"),
        _report("b", "winter", "33", "2013-05", ends="replaces a 2015-06-01"),
    )
    dataset = load(_with(folder, first, second))
    assert list(dataset.superseded) == ["a"]
    assert not View(dataset, Filters(as_of=dt.date(2014, 12, 31))).dataset.superseded


@pytest.mark.parametrize(
    ("one", "other", "people", "differ", "disagree"),
    [
        (("30", "arrived"), ("30 more than", "arrived"), Interval(30, 31, open_high=True), True, True),
        (("30", "arrived"), ("29 more than", "arrived"), Interval(30, 30, open_high=True), True, False),
        (("30", "arrived"), ("33", "arrived"), Interval(30, 33), True, True),
        (("30", "arrived"), ("33", "boarded"), Interval(30, 33), True, False),  # three may have been kept back
        (("30", "removed"), ("33", "arrived"), Interval(30, 33), True, False),
        (("30", "arrived"), ("33 about", "arrived"), Interval(30, 33, rough_high=True), True, False),
        (("30", "arrived"), ("30", "boarded"), Interval(30, 30), False, False),
        (("30", "arrived"), ("33", "announced"), Interval(30, 30), True, False),  # announced is no count
    ],
)
def test_counts_disagree_if_they_are_of_one_kind_and_cannot_both_be_true(
    folder: Path, one: tuple[str, str], other: tuple[str, str], people: Interval, differ: bool, disagree: bool
) -> None:
    reports = [_report(name, "winter", number, "2013-05", kind=kind) for name, (number, kind) in (("a", one), ("b", other))]
    _without_plan(folder)
    winter = _flight(_with(folder, *reports), "winter")
    assert (winter.people, bool(winter.differences), bool(winter.disagreements)) == (people, differ, disagree)


def _without_plan(folder: Path) -> None:
    """The small record without its report of people who are only announced."""
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text()
    herald.write_text(text[: text.index("  - id: winter-herald")] + text[text.index("figures:") :])


@pytest.mark.parametrize(
    ("one", "other", "differ", "earliest", "latest"),
    [
        ("2013-05-01/2013-05-20", "2013-05-10/2013-05-31", False, "2013-05-10", "2013-05-20"),
        ("2013-05-01/2013-05-05", "2013-05-10", True, "2013-05-01", "2013-05-10"),
        ("2013-05", "2013-05-10", False, "2013-05-10", "2013-05-10"),
    ],
)
def test_dates_differ_only_if_they_cannot_both_be_true(
    folder: Path, one: str, other: str, differ: bool, earliest: str, latest: str
) -> None:
    winter = _flight(_with(folder, _report("a", "winter", "30", one), _report("b", "winter", "30", other)), "winter")
    assert (str(winter.earliest), str(winter.latest)) == (earliest, latest)
    assert winter.placed.either == bool(winter.disagreements) == differ


def test_who_left_in_march_did_not_arrive_in_september(folder: Path) -> None:
    reports = [_report("a", "winter", "30", "2013-09"), _report("b", "winter", "30", "2013-03", "departed", "boarded")]
    winter = _rows(View(load(_with(folder, *reports))), "flights", "flight").loc["winter"]
    assert winter["differ"].split("\n")[-1] == "Departed: March 2013; arrived: September 2013."
    assert winter["disagree"]


def test_nobody_has_arrived_on_a_date_that_is_expected(folder: Path) -> None:
    with pytest.raises(RecordError, match="of a date that is expected must be 'announced'"):
        load(_with(folder, _report("a", "winter", "30", "2014-05", "expected", "arrived")))


def test_years_counted_in_words_are_drawn_in_words(two: Path) -> None:
    path = two / "sources" / "gazette.yaml"
    text = path.read_text()
    parts = text[text.index("      value: 16") : text.index("    date:\n      edtf: 2009-10")]
    path.write_text(text.replace(parts, "      qualifier: in words only\n      words: hundreds\n      unit: removals\n"))
    view = View(load(two))
    assert "hundreds" in counts.years(table(view, "fiscal_years")).figure().to_json()
    assert "hundreds" in totals.years([point for point in view.series if point.series == "fiscal year"], fiscal=True)


def test_what_was_taken_back_is_in_no_check_and_contradicts_nobody(two: Path) -> None:
    text = (two / "sources" / "gazette.yaml").read_text()
    (two / "sources" / "gazette.yaml").write_text(text.replace("to: rise-2011", "to: total-2012"))
    checks = _rows(View(load(two)), "checks")
    assert checks["status"]["groups-within-total"] == Status.OPEN
    assert "100 has been replaced or taken back" in checks["doubts"]["groups-within-total"]


# The project's own record, with all its sources.


def test_each_flight_of_2016_to_2020_has_all_its_reports(everything: View) -> None:
    """Counted by hand in the research: flights, people by all reports, how many reports."""
    found = table(everything, "flights").dropna(subset="people_low")
    assert list(zip(found["flight"], found["in_words"], found["reports"], strict=True)) == [
        ("2016-01", "2", 1),
        ("2017-03", "5", 3),
        ("2017-04", "8", 2),
        ("2017-05-03", "8", 3),
        ("2017-05-17", "7", 3),
        ("2017-12", "9", 3),
        ("2018-02", "8", 1),
        ("2018-04", "43", 5),
        ("2018-08", "30", 4),
        ("2018-12", "36", 4),
        ("2019-07", "37 to about 40", 4),
        ("2020-01", "25 to more than 30", 4),
    ]
    assert list(found["people_preferred"]) == [2, 5, 8, 8, 7, 9, 8, 43, 30, 36, 37, 25]


def test_each_disagreement_of_the_research_is_listed_and_no_other_of_flights(everything: View) -> None:
    told = table(everything, "conflicts")
    text = "\n".join(f"{row.label} {row.differ} {row.reason}" for row in told.itertuples())
    for words in (
        "A pace that has not been adequate since 2020, against active implementation.",  # and eight more of the kind
        "414 > 388",
        "307 > 225",
    ):
        assert words in text, words
    assert list(told["about"].value_counts()) == [9, 2]
    assert told.query("about == 'reports on one group'").empty  # 20 December, or the 20th or the 21st: both can be true
    differ = "\n".join(table(everything, "flights")["differ"].dropna())
    for words in (
        "Announced: 51 (The Phnom Penh Post); counted: 43",
        "about 40 boarded (Immigration advocates, not named)",
        "more than 30 boarded (Five organisations)",
    ):
        assert words in differ, words


def test_one_counter_from_388_to_768(everything: View) -> None:
    """The embassy's 163 of 2007 is another count; 566 and 768 are told twice.

    135 less 9, 43, 30 and 36 is 17, and less than that by those of the 8 who boarded in February 2018 and arrived.
    """
    steps = everything.steps
    assert [step.before.amount for step in steps] == [Interval(total, total) for total in (388, 538, 551, 566, 701, 743)]
    assert [step.rise.low for step in steps] == [150, 13, 15, 135, 42, 25]
    assert [[flight.id for flight in step.between] for step in steps[-3:]] == [
        ["2017-12", "2018-02", "2018-04", "2018-08", "2018-12"],
        ["2019-07"],
        ["2020-01"],
    ]
    assert [step.remainder for step in steps[-3:]] == [
        Interval(17 - 8, 17),
        Interval(42 - 40, 42 - 37, rough_low=True),
        Interval(25 - 31, 0, open_low=True),
    ]


def test_the_percentage_has_its_two_numbers_only_where_they_are_shown(everything: View, article: View) -> None:
    for view, status in ((everything, Status.BOTH), (article, Status.OPEN)):
        [check] = [one for one in view.checks if one.check.id == "rise-from-2017-to-2018"]
        assert check.outcome.status is status
        assert ("29 to 110 is 279.3 per cent" in checks_in_words.arithmetic(check)) == (view is everything)


def test_no_text_of_another_publisher_is_in_the_record(whole: Dataset) -> None:
    """Of the sources seen as excerpts the record holds no quotation, and every report says in our words what it tells."""
    for source, report in whole.reports():
        if source.id not in whole.about.default_sources:
            assert not report.evidence, report.id
            assert source.url or source.notes, source.id


def test_an_organisation_is_one_actor_with_its_names(whole: Dataset) -> None:
    names = {actor.name: [*actor.aliases, *(former.name for former in actor.former_names)] for actor in whole.actors.values()}
    [kvao] = [name for name, others in names.items() if "RISC" in " ".join([name, *others])]
    assert "KVAO" in kvao


# The filter of sources.


def test_the_default_is_the_article_and_addresses_go_both_ways(whole: Dataset) -> None:
    article = ("phnom-penh-post-travel-ban",)
    assert filters.parse_sources([], whole) == article
    assert filters.source_parameters(article, whole) == []
    assert filters.parse_sources(["all"], whole) == filters.every(whole)
    assert filters.source_parameters(filters.every(whole), whole) == [("sources", "all")]
    assert filters.parse_sources(["xinhua-2007-05-10", "cnn-2002-11-19"], whole) == ("cnn-2002-11-19", "xinhua-2007-05-10")
    with pytest.raises(ValueError, match=r"'xinhua-2007-05' is none\. Did you mean 'xinhua-2007-05-10'"):
        filters.parse_sources(["xinhua-2007-05"], whole)


@settings(max_examples=30)
@given(st.data())
def test_any_filter_leaves_its_sources_and_nothing_else(whole: Dataset, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(filters.every(whole)), max_size=4))
    view = View(whole, Filters(sources=tuple(name for name in filters.every(whole) if name in chosen)))
    seen = view.dataset
    assert {source.id for source, _ in seen.reports()} == {source.id for source, _ in whole.reports() if source.id in chosen}
    assert all(relation.to in seen.by_id for _, report in seen.reports() for relation in report.relations)
    for made in TABLES.values():
        assert list(made.make(view).columns) == list(made.columns)


@pytest.mark.parametrize(
    ("page", "told", "never"),
    [
        ("overview", "208 to about 227 or more of the 768 are in 12 groups listed here", "four groups"),
        ("timeline", "12 groups, 208 to about 227 people, or more, 2016 to 2020; two groups counted only", "Four groups"),
        ("totals", "Groups listed here in five years: 208 to about 227 people, or more", "those of 2018 have the most"),
        ("statements", "It binds Cambodia, which has to keep it", "36 statements"),
        ("sources", "414 > 388", "Nothing in the sources shown"),
    ],
)
def test_every_page_follows_the_filter_of_sources(page: str, told: str, never: str) -> None:
    text = said(_open(page, sources="all"))
    assert told in text
    assert never not in text
    assert "Years shown: 2002 to 2024. Showing all 49 sources." in text
    assert told not in said(_open(page))


def test_one_number_by_the_rule_or_the_lowest_or_the_highest() -> None:
    heights = {}
    for asked in ("rule", "lowest", "highest"):
        app = _open("timeline", sources="all", number=asked)
        [heights[asked]] = [trace["y"] for trace in panels(app)["flights"]["figure"]["data"] if trace["type"] == "bar"]
    assert heights["rule"] == [2, 5, 8, 8, 7, 9, 8, 43, 30, 36, 37, 25] == heights["lowest"]
    assert heights["highest"] == [2, 5, 8, 8, 7, 9, 8, 43, 30, 36, 40, 31]
    assert not [widget for widget in _open("timeline").segmented_control if widget.key == "number"]


def test_a_record_that_the_filter_leaves_out_says_how_to_see_it() -> None:
    outside = said(_open("totals", record="total-2017-04-risc"))
    assert "It is in a source that is not shown. Choose more sources under ‘Change’." in outside
    inside = said(_open("totals", record="total-2017-04-risc", sources="all"))
    assert "date of the words not given. No quotation: the fact in this record’s words." in inside
    assert "Khmer Vulnerability Aid Organisation (KVAO), formerly RISC, " in inside


@pytest.mark.parametrize("sources", [["nonsense"], [""], ["all", "all"], ["<script>"], ["x" * 5_000], ["all", "nonsense"]])
def test_any_sources_in_the_address_open_a_page(sources: list[str]) -> None:
    assert _open("timeline", sources=sources).get("bidi_component")


def test_the_data_routes_follow_the_filter_of_sources(server: str) -> None:
    def read(query: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{server}/data/flights.json{query}", timeout=20) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    assert [len(read(query)["rows"]) for query in ("", "?sources=all", "?sources=ap-2018-08&sources=ppp-2017-12-21")] == [
        4,
        12,
        2,
    ]
    with pytest.raises(urllib.error.HTTPError) as caught:
        read("?sources=ap-2018-8")
    assert caught.value.code == 400
    assert "Did you mean 'ap-2018-08'?" in caught.value.read().decode()
