"""Dates: hand-worked bounds and words, and what must hold for any date. The `edtf` library judges; it reads no record."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from edtf import parse_edtf
from edtf.parser import parser_classes as edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from loaders.record import dates, schema
from loaders.record.dates import Point, Range
from loaders.record.problems import Code, Mistake
from loaders.wording import dates as in_words

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
    assert in_words.words(when) == words
    assert when.edtf == text


@pytest.mark.parametrize(
    ("text", "others", "words"),
    [
        ("2018-12-17", ["2018-12-19"], "17 December"),
        ("2018-12-17", ["2018-12"], "17 December"),
        ("2018-12-17", ["2018-12-19", "2018-12-21"], "17 December"),
        ("2018-12-31", ["2019-01-02"], "31 December 2018"),
        ("2018-12-17", ["2018-12-31", "2019-01"], "17 December 2018"),
        ("2018-12-17", ["[2018-12..2019-01]"], "17 December 2018"),
        ("2018-12", ["2018-12-19"], "December 2018"),
        ("2018-12-17~", ["2018-12-19"], "about 17 December 2018"),
        ("2018-12-17/..", ["2018-12-19"], "since 17 December 2018"),
    ],
)
def test_a_year_that_stands_beside_a_date_is_not_said_again(text: str, others: list[str], words: str) -> None:
    assert in_words.beside(dates.parse(text), [dates.parse(other) for other in others]) == words


@pytest.mark.parametrize(
    "text",
    [
        *("", "April 2018", "2018-4", "2018-13", "2018-02-30", "2018-02-29", "2018/2017", "[2020..2018]", "../..", "2020-10/"),
        *(
            "[2020..2018,2021]",
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
    assert in_words.words(when) == in_words.day(day) == f"{day.day} {day:%B} {day.year}"
    assert when.year == day.year


@settings(max_examples=30)
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


@pytest.mark.parametrize(
    ("text", "form", "points"),
    [
        ("2018-04~", "point", (Point(2018, 4, about=True),)),
        ("2018-08-29?", "point", (Point(2018, 8, 29, uncertain=True),)),
        ("2017~/2020%", "span", (Point(2017, about=True), Point(2020, about=True, uncertain=True))),
        ("2020-10/..", "since", (Point(2020, 10),)),
        ("../2017", "until", (Point(2017),)),
        ("[2017-11..2018-02,2020~]", "one-of", (Range(Point(2017, 11), Point(2018, 2)), Point(2020, about=True))),
    ],
)
def test_forms_and_points(text: str, form: str, points: tuple[Point | Range, ...]) -> None:
    when = dates.parse(text)
    assert (when.form, when.points) == (form, points)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2018", "2018, month and day not given"),
        ("2018-04~", "about April 2018, day not given"),
        ("2018-04-05", "5 April 2018"),
        ("2018/2019", "2018 to 2019"),
        ("2020-10/..", "since October 2020"),
    ],
)
def test_what_of_a_date_is_not_given(text: str, known: str) -> None:
    when = dates.parse(text)
    assert in_words.as_known(when) == known


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("April 2018", Code.DATE_NOT_EDTF),
        ("[2018-01, 2018-03]", Code.DATE_NOT_EDTF),
        ("[2018..2019-04]", Code.DATE_NOT_EDTF),
        ("2018-02-30", Code.DATE_NO_SUCH_DAY),
        ("2017/2018-04-31~", Code.DATE_NO_SUCH_DAY),
        ("2018/2017", Code.DATE_BACKWARDS),
        ("[2020..2018,2021]", Code.DATE_BACKWARDS),
    ],
)
def test_why_a_text_is_no_date(text: str, code: Code) -> None:
    with pytest.raises(Mistake) as caught:
        dates.parse(text)
    assert caught.value.code == code


PIECES = st.sampled_from(
    [
        *(
            "2018",
            "2018-04",
            "2018-04-05",
            "2020-02-29",
            "2019-02-29",
            "1600",
            "2200",
            "2201",
            "1599",
            "0999",
            "2018-13",
            "2018-4",
        ),
        *("2018-00", "2018-04-00", "2018-04-31", "2018-04-32", "~", "?", "%", "/", "..", "[", "]", ",", ", ", " ", "-", "X", "+"),
    ]
)
LIKE_DATES = st.one_of(
    st.lists(PIECES, max_size=9).map("".join),
    st.from_regex(dates.TAKEN, fullmatch=True),
    st.text(alphabet="0123456789-./[],~?% ", max_size=20),
    st.text(max_size=12),
)


@given(LIKE_DATES)
def test_editors_and_the_reader_take_the_same_texts(text: str) -> None:
    """The schema's pattern, as an editor applies it, and the reader: but for the calendar, which no pattern knows."""
    typed: Any = TypeAdapter(schema.When).json_schema()["anyOf"][0]
    by_editor = len(text) <= typed["maxLength"] and re.search(typed["pattern"].replace("$", r"\Z"), text) is not None
    try:
        dates.parse(text)
    except Mistake as mistake:
        assert by_editor == (mistake.code in (Code.DATE_NO_SUCH_DAY, Code.DATE_BACKWARDS))
    else:
        assert by_editor


POINTS = st.from_regex(re.compile(dates.POINT), fullmatch=True)
MARKED = st.tuples(POINTS, st.sampled_from(["", "~", "?", "%"])).map("".join)
FORMS = st.one_of(
    MARKED,
    MARKED.map("{}/..".format),
    MARKED.map("../{}".format),
    st.tuples(MARKED, MARKED).map("/".join),
    st.lists(POINTS, min_size=2, max_size=3).map(",".join).map("[{}]".format),
    st.tuples(st.integers(1600, 2200), st.integers(1600, 2200)).map(lambda years: f"[{years[0]}..{years[1]}]"),
)


@settings(max_examples=30)  # the library takes up to 0.2 s for one
@given(FORMS)
def test_the_library_reads_the_same_bounds(text: str) -> None:
    try:
        when = dates.parse(text)
    except Mistake as mistake:
        assert mistake.code in (Code.DATE_NO_SUCH_DAY, Code.DATE_BACKWARDS)
        return
    parsed = parse_edtf(text)
    members = parsed.objects if isinstance(parsed, edtf.OneOfASet) else [parsed]
    spans = [(one.lower, one.upper) if isinstance(one, edtf.Consecutives) else (one, one) for one in members]
    assert when.earliest == min((_day(first.lower_strict()) for first, _ in spans), key=lambda day: day or dt.date.min)
    assert when.latest == max((_day(last.upper_strict()) for _, last in spans), key=lambda day: day or dt.date.max)


def _day(strict: Any) -> dt.date | None:
    """The library's day; it calls an open end infinity."""
    return None if isinstance(strict, float) else dt.date(*strict[:3])
