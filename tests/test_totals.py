"""The page of totals: its answer and its checks under filters, each sentence worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from loaders import Dataset
from loaders.analysis.filters import Filters, Years, every
from loaders.analysis.through_time import Series
from loaders.analysis.view import View, seen_through
from loaders.wording import checks
from loaders.wording.language import Marked
from loaders.wording.pages import totals
from pages.panels.totals import ENOUGH, MOST_TELLING

ALL = "every source"
KHMER_TIMES, DHS = "khmer-times-568571", "corgis-dhs-yearbook-2005-2014"


def _view(whole: Dataset, sources: str | None, years: tuple[int, int] | None, day: str | None) -> View:
    named = every(whole) if sources == ALL else (sources,) if sources else None
    return seen_through(whole, Filters(Years(*years) if years else None, named, dt.date.fromisoformat(day) if day else None))


@pytest.mark.parametrize(
    ("sources", "years", "day", "said"),
    [
        (None, None, None, "141 of the 768 are in four groups listed here"),
        (None, (2018, 2018), None, "79 of the 768 are in two groups listed here"),
        (
            ALL,
            None,
            None,
            "From 538 to 768 is a rise of 230; the groups since then come to 208 to about 225 or more. For the time before, two "
            "counts differ",
        ),
        (ALL, (2019, 2019), None, "37 to about 40 of the 768 are in one group listed here"),
        (KHMER_TIMES, None, None, "Khmer Vulnerability Aid Organisation (KVAO), formerly RISC gives a total of 701 people, "
         "counted since 2002; no group listed here lies within it"),
        (DHS, None, None, "No group and no running total is listed for these filters; 10 other counts are"),
        (ALL, None, "2003-01-01", "No count of people removed is listed for these filters"),
    ],
)  # fmt: skip
def test_the_answer_by_hand(
    whole: Dataset, sources: str | None, years: tuple[int, int] | None, day: str | None, said: str
) -> None:
    assert totals.heading(_view(whole, sources, years, day)) == said


def test_the_numbers_of_the_answer_lead_to_what_they_rest_on(whole: Dataset) -> None:
    view = _view(whole, ALL, None, None)
    told = totals.heading(view)
    assert isinstance(told, Marked)
    assert [(mark.words, mark.ids) for _, mark in told.marks] == [
        ("538", "total-2017-02-risc"),
        ("768", "total-2020-01-herod"),
        ("208 to about 225 or more", "sum:since:total-2017-02-risc"),
    ]
    assert all(view.find(mark.ids) for _, mark in told.marks)


def test_what_matters_most_stands_first(whole: Dataset) -> None:
    """The sum with the answer; what differs; a percentage; and one that cannot be told."""
    told = [checks.arithmetic(one) for one in totals.most_telling(_view(whole, ALL, None, None), MOST_TELLING, ENOUGH)]
    assert told == [
        "743 + 25 = 768",
        "51 + 27 + 29 + 40 + 46 + 43 + 89 + 89 = 414; 414 > 388",
        "the change from 29 to 110 is 279.3 per cent; 279.3 per cent ≈ 279 per cent",
        "“hundreds” against 768",
    ]
    article = totals.most_telling(_view(whole, None, None, None), MOST_TELLING, ENOUGH)
    assert [checks.arithmetic(one) for one in article] == [
        "43 + 36 + 37 + 25 = 141; 141 ≤ 768",
        "“hundreds” against 768",
        "the largest of 36, 37 and 25 is 37; 43 ≥ 37",
    ]  # that 1,800 and 1,900 can both be true touches neither the answer nor a percentage: among all of them


def test_every_number_in_a_sum_leads_to_its_record(whole: Dataset) -> None:
    view = _view(whole, ALL, None, None)
    for one in view.checks:
        told = checks.linked(view.dataset, one)
        assert isinstance(told, Marked), told
        for start, mark in told.marks:
            assert told[start:].startswith(mark.words)
            assert mark.name.startswith(f"{mark.words}: ")
            assert view.find(mark.ids)
    [sum_] = [one for one in view.checks if one.check.id == "january-2020-group-from-743-to-768"]
    found = checks.linked(view.dataset, sum_)
    assert isinstance(found, Marked)
    assert [mark.ids for _, mark in found.marks] == [
        "total-2020-01-maryknoll", "flight-2020-01-first-deportees", "total-2020-01-herod",
    ]  # fmt: skip


def test_years_counted_by_hand(whole: Dataset) -> None:
    view = _view(whole, ALL, None, None)
    points = [point for point in view.series if point.series is Series.FISCAL]
    assert totals.years(points, fiscal=True) == (
        "12 fiscal years are counted from 2005 to 2018: 17 to 110 removals a year; two between are not"
    )
    assert totals.measure_of_years(view, points) == (
        "Counted by US Department of Homeland Security (DHS) (2005 to 2014) and ICE Enforcement and Removal Operations (2017 and "
        "2018). Of 2005 to 2014 the source gives parts, and the sums are ours. A removal is not a person who arrived. Hatched: "
        "no number in what is shown, which is not zero."
    )
    one_year = _view(whole, ALL, (2009, 2009), None)
    assert totals.years([point for point in one_year.series if point.series is Series.FISCAL], fiscal=True) == (
        "Two fiscal years are counted from 2009 to 2010: 43 to 46 removals a year"
    )


def test_the_steps_say_what_they_stand_on_and_what_is_off_their_scale(whole: Dataset) -> None:
    every_source, article = _view(whole, ALL, None, None), _view(whole, None, None, None)
    assert totals.steps(every_source) == "11 groups on the 538 of about February 2017, and the totals reported since"
    assert totals.measure_of_steps(every_source.staircase).endswith("The scale begins at 500, not at 0.")
    assert totals.steps(article) == "The groups listed here add up to 141 people"
    assert totals.measure_of_steps(article.staircase) == (
        "People. Each group is a step, as wide as its date is uncertain. Reported, and above the scale: 768."
    )
