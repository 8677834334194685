"""The second computation itself, held against numbers worked out by hand: eight small cases, and the project's own record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests import second_count
from tests.conftest import ROOT, SMALL
from tests.second_count import View

CASES = Path(__file__).parent / "cases"
ARTICLE = frozenset({"phnom-penh-post-travel-ban"})
WHOLE = View(ROOT / "data")


def _case(number: int) -> View:
    [folder] = CASES.glob(f"{number:02}-*")
    return View(folder)


def _range(amount: dict[str, float]) -> tuple[float | None, float | None, bool]:
    """Low, high, and whether it has no upper end; of what is left the low is None where it has no lower end."""
    return amount["low"], amount["high"], bool(amount.get("open"))


def _left(amount: dict[str, float]) -> tuple[float | None, float | None]:
    return amount["low"], amount["high"]


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2022-05-16?", "2022-05-16", "2022-05-16"),
        ("2020~", "2020-01-01", "2020-12-31"),
        ("2017%/2018-03", "2017-01-01", "2018-03-31"),
        ("2020-10/..", "2020-10-01", None),
        ("../2020-01-03", None, "2020-01-03"),
        ("[2019-06,2020-06,2021-06]", "2019-06-01", "2021-06-30"),
        ("[2018..2022]", "2018-01-01", "2022-12-31"),
        ("[2018-01, 2018-03]", "2018-01-01", "2018-03-31"),
    ],
)
def test_dates(edtf: str, first: str | None, last: str | None) -> None:
    assert second_count.span(edtf) == tuple(dt.date.fromisoformat(day) if day else None for day in (first, last))


def test_a_total_that_falls() -> None:
    """Two totals a day apart, 4,733 then 4,723, and no group between: it fell by ten. The group of January is in both."""
    [step] = second_count.steps(_case(1))
    assert (step["before"], step["after"], step["rise"], step["between"], step["perhaps"]) == ("t1", "t2", -10, [], [])
    assert _left(step["remainder"]) == (-10, -10)
    assert _left(second_count.within("t1", _case(1))["remainder"]) == (4683, 4683)


def test_other_people_are_another_count() -> None:
    """Two totals with one start, the first of confirmed, the second of confirmed and probable: no step from one to the other."""
    assert set(second_count.totals(_case(2))) == {"t1", "t2"}
    assert second_count.steps(_case(2)) == []


def test_a_group_after_the_total_is_not_in_it() -> None:
    """A total of 100 as of 30 June 2018; groups of 50 in January 2018 and of 70 in January 2019. Up to its date it is 50."""
    found = second_count.within("t1", _case(3))
    assert (found["within"], found["perhaps"], found["outside"]) == (["g1"], [], ["g2"])
    assert _left(found["remainder"]) == (50, 50)
    assert second_count.sum_of_years(_case(3))["low"] == 120


def test_no_step_where_it_is_not_known_which_total_is_the_earlier() -> None:
    """100 as of "2020" and 160 as of 30 June 2020; the group of October 2020 is perhaps in the first and not in the second."""
    assert second_count.steps(_case(4)) == []
    of_the_year = second_count.within("t1", _case(4))
    assert (of_the_year["within"], of_the_year["perhaps"]) == ([], ["g1"])
    assert _left(of_the_year["remainder"]) == (50, 100)
    of_the_day = second_count.within("t2", _case(4))
    assert (of_the_day["outside"], of_the_day["remainder"]) == (["g1"], None)


def test_a_fiscal_year_in_any_words_leaves_nothing_of_a_calendar_year() -> None:
    """120 over "2018" by "US fiscal year"; a group of 50 in November 2018, which is in the next one: not 120 - 50 = 70."""
    years = second_count.by_year(_case(5))
    assert years[2018]["flights"] == ["g1"]
    assert years[2018]["left"] == {}


def test_nearly_forty_and_exactly_forty() -> None:
    """Nearly 40 by one, exactly 40 by the other: 40, and no disagreement, since nobody knows how near nearly is."""
    people = second_count.flights(_case(6))["g1"]["people"]
    assert (*_range(people), people["rough"]) == (40, 40, False, set())
    assert second_count.disagreements(_case(6)) == {}


def test_a_group_larger_than_the_rise_that_holds_it() -> None:
    """100 to 125 with a group of 30 between: 25 - 30 = -5."""
    [step] = second_count.steps(_case(7))
    assert (step["rise"], step["between"], _left(step["remainder"])) == (25, ["g1"], (-5, -5))


def test_a_total_beside_a_change() -> None:
    """A total of 500 in May 2022, a group of 50 in January 2021, and a change of -120 that is no total and no count of a year."""
    assert set(second_count.totals(_case(14))) == {"t1"}
    assert _left(second_count.within("t1", _case(14))["remainder"]) == (450, 450)
    assert second_count.by_year(_case(14))[2021]["left"] == {}


def test_the_small_record() -> None:
    """Spring 10 or about 12, autumn 5, winter only planned; 100 in 2012: all of them came before it, 83 to 85 are left."""
    view = View(SMALL)
    assert _range(second_count.sum_of_years(view)) == (15, 17, False)
    found = second_count.within("total-2012", view)
    assert (found["within"], _left(found["remainder"])) == (["spring", "autumn"], (83, 85))
    in_2011 = View(SMALL, years=(2011, 2011))
    assert list(second_count.flights(in_2011)) == ["autumn"]  # December 2010 to January 2011
    assert second_count.by_year(in_2011) == {}
    assert second_count.by_year(view)[2010]["perhaps"] == ["autumn"]


def test_a_day_takes_away_what_was_not_yet_said() -> None:
    """The herald printed on 3 February 2013; only the total and its statement were said before, on 31 December 2012."""
    assert second_count.flights(View(SMALL, day=dt.date(2013, 2, 2))) == {}
    assert list(second_count.totals(View(SMALL, day=dt.date(2013, 2, 2)))) == ["total-2012"]
    assert set(second_count.flights(View(SMALL, day=dt.date(2013, 2, 3)))) == {"spring", "autumn", "winter"}


def _changed(tmp_path: Path, number: int, *changes: tuple[str, str]) -> View:
    """A case with its only source written anew."""
    source = tmp_path / "sources" / "herald-a.yaml"
    source.parent.mkdir()
    text = (_case(number).folder / "sources" / "herald-a.yaml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    source.write_text(text)
    return View(tmp_path)


def test_a_typed_order_goes_before_the_dates(tmp_path: Path) -> None:
    """The group of October 2020 is in the total of "2020" if a sentence says so."""
    fact = "    fact: The source gives 100.\n"
    view = _changed(tmp_path, 4, (fact, f"{fact}    order:\n    - {{type: after, flight: g1, fact: It tells of it.}}\n"))
    found = second_count.within("t1", view)
    assert (found["within"], _left(found["remainder"])) == (["g1"], (50, 50))


def test_what_came_before_the_start_is_not_in_the_total(tmp_path: Path) -> None:
    """Groups of January 2018 and 2019: a count since 2019 as of June 2022 holds the second; one since 10 March 2019 neither.

    Where nobody understands since when, either may be in it, and nothing is left.
    """
    of_2019 = (("since 2002", "since 2019"), ("2018-06-30", "2022-06-01"))
    view = _changed(tmp_path, 3, *of_2019)
    assert second_count.within("t1", view)["within"] == ["g2"]
    text = (tmp_path / "sources" / "herald-a.yaml").read_text()
    for basis, within, perhaps in (
        ("since 10 March 2019", [], []),
        ("since 2019-01-05", ["g2"], []),
        ("as told", [], ["g1", "g2"]),
    ):
        (tmp_path / "again" / basis / "sources").mkdir(parents=True)
        (tmp_path / "again" / basis / "sources" / "herald-a.yaml").write_text(text.replace("since 2019", basis))
        found = second_count.within("t1", View(tmp_path / "again" / basis))
        assert (found["within"], found["perhaps"]) == (within, perhaps), basis
        assert bool(found["remainder"]) == bool(within), basis


def test_more_than_thirty_is_thirty_one_and_up(tmp_path: Path) -> None:
    """125 less a group of more than 30: 94 or fewer, and nobody knows how few."""
    view = _changed(tmp_path, 7, ("value: 30\n      qualifier: exactly", "value: 30\n      qualifier: more than"))
    assert _range(second_count.flights(view)["g1"]["people"]) == (31, 31, True)
    assert _left(second_count.within("t2", view)["remainder"]) == (None, 94)


def test_the_four_groups_of_the_article() -> None:
    """43 + 36 + 37 + 25 = 141; of 768 as of 2020, which a sentence puts after the group of January 2020, 627 are left."""
    article = View(ROOT / "data", ARTICLE)
    assert {name: flight["people"]["low"] for name, flight in second_count.flights(article).items()} == {
        **{"2018-04": 43, "2018-12": 36},
        **{"2019-07": 37, "2020-01": 25},
    }
    assert _range(second_count.sum_of_years(article)) == (141, 141, False)
    assert second_count.sum_of_years(View(ROOT / "data", ARTICLE, (2020, 2020)))["low"] == 25
    found = second_count.within("kvao-total-2020", article)
    assert (found["perhaps"], _left(found["remainder"])) == ([], (627, 627))
    assert second_count.disagreements(article) == {}


def test_the_twelve_groups_of_all_sources() -> None:
    """5 + 8 + 8 + 7 + 9 + 43 + 30 + 36 + [37..40] + [25..31 and up], and of the 2 and the 8 who boarded none to all: 208 to 227
    or more, without the 51 announced."""
    people = {name: _range(flight["people"]) for name, flight in second_count.flights(WHOLE).items()}
    assert list(people.values()) == [
        *((number, number, False) for number in (2, 5, 8, 8, 7, 9, 8, 43, 30, 36)),
        *((37, 40, False), (25, 31, True)),
    ]
    assert _range(second_count.sum_of_years(WHOLE)) == (208, 227, True)


def test_what_701_holds_and_what_it_does_not() -> None:
    """About January 2019: the groups up to December 2018; neither that of July 2019 nor that of 2020.

    Eight of them are 146 people; of the 2 and the 8 who boarded two more, it holds from none to all.
    """
    found = second_count.within("total-2019-01-kvao", WHOLE)
    assert (found["perhaps"], found["outside"]) == ([], ["2019-07", "2020-01"])
    assert _left(found["remainder"]) == (701 - 146 - 10, 701 - 146)


def test_no_reports_on_one_flight_disagree() -> None:
    """Not 20 December by one, and the 20th or the 21st by the other; not 51 announced and 43 arrived; not more than 30 on board
    and 25 arrived."""
    assert second_count.disagreements(WHOLE) == {}
