"""Dates: hand-worked bounds and words, and what must hold for any date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.record import dates

DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2020", "2020-01-01", "2020-12-31", "2020"),
        ("2018-04", "2018-04-01", "2018-04-30", "April 2018"),
        ("2020-02", "2020-02-01", "2020-02-29", "February 2020"),
        ("2018-12-17", "2018-12-17", "2018-12-17", "17 December 2018"),
        ("2022-05~", "2022-05-01", "2022-05-31", "about May 2022"),
        ("2022-05-13?", "2022-05-13", "2022-05-13", "13 May 2022 (uncertain)"),
        ("2022%", "2022-01-01", "2022-12-31", "about 2022 (uncertain)"),
        ("2017/2018", "2017-01-01", "2018-12-31", "2017 to 2018"),
        ("2020-10/..", "2020-10-01", None, "since October 2020"),
        ("../2017-07", None, "2017-07-31", "until July 2017"),
        ("[2019-06,2020-06,2021-06]", "2019-06-01", "2021-06-30", "June 2019, June 2020 or June 2021"),
        ("[2017..2022]", "2017-01-01", "2022-12-31", "some time from 2017 to 2022"),
    ],
)
def test_bounds_and_words(text: str, earliest: str | None, latest: str | None, words: str) -> None:
    when = dates.parse(text)
    assert (when.earliest and when.earliest.isoformat(), when.latest and when.latest.isoformat()) == (earliest, latest)
    assert when.words == words
    assert when.edtf == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "April 2018", "2018-4", "2018-13", "2018-02-30", "2018-02-29", "2018/2017", "[2020..2018]", "../..", "2020-10/"),
        *(
            "[2020..2018,2021]",
            "[2018..2019-04]",
            "[2018]",
            "[2018,]",
            "2018/2019/2020",
            " 2018",
            "2018-00",
            "2018-04-00",
            "20\n18",
        ),
        *("201X", "2018-21", "{2018,2019}", "0999", "2201", "2018-04-05T10:00", "[..2017]", "2" * 5000),
        "\N{ARABIC-INDIC DIGIT TWO}018",
    ],
)
def test_what_is_not_a_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="for example") as caught:
        dates.parse(text)
    assert len(str(caught.value)) < 300


@given(DAYS)
def test_a_day_is_itself(day: dt.date) -> None:
    when = dates.parse(day.isoformat())
    assert when.earliest == when.latest == day
    assert when.words == f"{day.day} {day:%B} {day.year}"
    assert when.year == day.year


@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_to_its_last_day(one: dt.date, other: dt.date) -> None:
    first, last = min(one, other), max(one, other)
    when = dates.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (when.earliest, when.latest) == (first, last)
    assert when.year == (first.year if first.year == last.year else None)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        when = dates.parse(text)
    except ValueError:
        return
    assert when.earliest or when.latest
