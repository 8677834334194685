"""The project's own record: what must be in it, each count with the reason, and how it quotes."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from loaders import Dataset
from loaders.analysis.view import View
from loaders.record import schema
from loaders.tables.tables import table
from tests.conftest import ROOT


def test_least_counts(dataset: Dataset) -> None:
    counts = dataset.counts()
    assert counts["flights"] >= 4  # the article's groups of 43, 36, 37 and 25
    assert counts["figures"] >= 10  # its numbers that are not the size of a group
    assert counts["statements"] >= 35  # every claim of an official or observer on the subject
    assert counts["milestones"] >= 7  # 2002, July and September 2017, the pandemic, and three days of May 2022
    assert counts["questions"] >= 5
    assert counts["inferences"] >= 50  # most dates of May 2022 rest on the inferred year


@pytest.mark.parametrize(
    ("flight", "date", "people", "role", "paragraph"),
    [
        ("2018-04", "2018-04", 43, "removed", 11),
        ("2018-12", "2018-12-17", 36, "removed", 12),
        ("2019-07", "2019-07", 37, "arrived", 13),
        ("2020-01", "2020-01", 25, "arrived", 13),
    ],
)
def test_the_groups_of_the_article(article: View, flight: str, date: str, people: int, role: str, paragraph: int) -> None:
    reports = table(article, "flight_reports")
    report = reports[reports["flight"] == flight].iloc[0]
    assert (report["date"], report["people"], report["date_role"], report["paragraph"]) == (date, people, role, paragraph)


@pytest.mark.parametrize(
    ("figure", "in_words", "said_by", "date"),
    [
        ("kvao-total-2020", "768", "Bill Herod", "2020"),
        ("removals-accepted-since-october-2020", "2", "Chad Roedemeier", "since October 2020"),
        ("verification-interviews-since-october-2020", "1", "Chad Roedemeier", "since October 2020"),
        ("change-2017-2018-aajc", "279 per cent", "Asian Americans Advancing Justice (AAJC)", "2017 to 2018"),
        ("final-orders-aajc", "about 1,900", "Asian Americans Advancing Justice (AAJC)", "some time from 2018 to 2022"),
        ("ordered-removed-2022", "more than 1,800", "Chad Roedemeier", "16 May 2022"),
        ("suicides-2017", "4", "Cambodian delegation of July 2017", "July 2017"),
        ("deportees-accepted-hun-sen", "“hundreds”", "Hun Sen", "May 2022"),
        ("being-processed-hun-sen", "“a few hundred”", "Hun Sen", "May 2022"),
    ],
)
def test_the_figures_of_the_article(article: View, figure: str, in_words: str, said_by: str, date: str) -> None:
    row = table(article, "figures").set_index("id").loc[figure]
    assert (row["in_words"], row["said_by"], row["date_in_words"]) == (in_words, said_by, date)


def test_words_are_never_turned_into_numbers(article: View) -> None:
    in_words = table(article, "figures").query("qualifier == 'in words only'")
    assert len(in_words) == 3
    assert in_words["value"].isna().all()


def test_both_readings_are_kept(dataset: Dataset) -> None:
    read_twice = {report.id for _, report in dataset.reports() if report.readings}
    assert {"kvao-total-2020", "change-2017-2018-aajc", "final-orders-aajc", "delegation-integration"} <= read_twice
    assert {"suicides-2017", "delegation-suicides", "post-retaliation"} <= read_twice


def test_who_speaks(article: View) -> None:
    statements = table(article, "statements")
    assert set(statements["said_by"]) == {
        *("Prak Sokhonn", "Hun Sen", "The Phnom Penh Post"),
        *("Cambodian delegation of July 2017", "US Department of State", "Administration of US President Donald Trump"),
        *("United States, speaker not named", "Chad Roedemeier", "Bill Herod"),
        *("Asian Americans Advancing Justice (AAJC)", "Pa Chanroeun", "Kin Phea"),
    }
    assert (statements["said_by"] == "Hun Sen").sum() == 9
    assert (statements["said_by"] == "Chad Roedemeier").sum() == 8
    assert statements["role"].notna().all()


def test_no_year_of_2022_without_its_reason(article: View) -> None:
    """The article prints no year for its own time: every date in 2022 is an inference and says so."""
    for name, date, column in (
        ("statements", "date", "date_inferred"),
        ("milestones", "date", "date_inferred"),
        ("figures", "said", "said_inferred"),
    ):
        rows = table(article, name)
        dated = rows[rows[date].str.startswith("2022", na=False)]
        assert len(dated)
        assert dated[column].notna().all()


def test_quotations_are_short_and_located(dataset: Dataset) -> None:
    passages = [passage for _, report in dataset.reports() for passage in report.evidence]
    assert len(passages) >= 65
    assert max(len(passage.quotation) for passage in passages) <= schema.LONGEST_QUOTATION
    assert all(0 <= passage.paragraph <= 32 for passage in passages)


def test_paragraphs_are_curated_or_left_out_with_a_reason(dataset: Dataset) -> None:
    """All 33 paragraphs of the article: each is in the record, or on the list of what was left out."""
    file = next(file for file in dataset.source_files if file.source.id == "phnom-penh-post-travel-ban")
    used = {passage.paragraph for _, report in dataset.reports() for passage in report.evidence}
    spans = [re.findall(r"\d+", part.part) for part in file.source.left_out]
    left_out = {number for span in spans if span for number in range(int(span[0]), int(span[-1]) + 1)}
    headline = {0}
    assert used | left_out | headline == set(range(33))


def test_people_are_named_by_public_role_only(whole: Dataset) -> None:
    dataset = whole
    roles = {report.speaker: report.role for _, report in dataset.reports() if isinstance(report, schema.Statement)}
    for actor in dataset.actors.values():
        if actor.kind == "person":
            assert actor.id in roles or actor.note, f"{actor.name} is named without a public role"


def test_nothing_in_the_code_knows_this_record() -> None:
    """No country, person or number of the record stands in the code that shows it."""
    words = {
        *("Cambodia", "KVAO", "Phnom Penh", "Hun Sen", "Herod", "Roedemeier", "AAJC"),
        *("768", "141", "627", "1,800", "1,900", "279"),
    }
    for path in [*ROOT.glob("loaders/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "dashboard.py"]:
        code = re.sub(r'""".*?"""|#.*', "", path.read_text(), flags=re.S)
        found = {word for word in words if re.search(rf"\b{re.escape(word)}\b", code)}
        assert not found, f"{path.name}: {found}"


def test_each_source_has_a_date_or_bounds_and_tells_nothing_from_after_them(whole: Dataset) -> None:
    """Not before the latest that it tells for certain: what is only about then, expected, or to take effect does not count."""
    for file in whole.source_files:
        published = file.source.published
        assert published, file.source.id
        for report in file.reports:
            date = schema.dated(report)
            if date.role in ("effective", "expected") or "~" in date.edtf.edtf or not date.edtf.earliest:
                continue
            days = 1 if date.role == "arrived" else 0  # it can be tomorrow where people arrive
            first = date.edtf.earliest - dt.timedelta(days)
            bound = published.edtf.latest if published.edtf.form == "point" else published.edtf.earliest
            assert bound, file.source.id
            assert first <= bound, report.id


def test_who_counted_is_inferred_with_a_reason_or_told(whole: Dataset) -> None:
    """A person's count is a body's only by inference, which says so; whose fiscal year it is, no source here says."""
    for _, report in whole.reports():
        if not isinstance(report, schema.FlightReport | schema.Statistic):
            continue
        person = whole.actors[report.said_by].kind == "person"
        if person and report.counted_by not in (None, report.said_by):
            assert report.counted_by_inferred, report.id
        if isinstance(report, schema.Statistic) and report.year_of:
            assert report.year_of_inferred, report.id
