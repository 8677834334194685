"""Figures as data: widths of dates, heights of counts, lanes of sides. No browser, no Streamlit."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from loaders import Dataset, load
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.tables.flights import FLIGHTS
from loaders.tables.frames import frame
from loaders.tables.tables import counted, table
from pages.charts import counts, labels, palette, timeline
from pages.charts.canvas import foot
from pages.panels import statements
from pages.panels.panel import Asked
from tests.conftest import ROOT


def _traces(figure: go.Figure, **having: object) -> list[go.Scatter]:
    return [trace for trace in figure.data if all(getattr(trace, key, None) == value for key, value in having.items())]


@pytest.fixture(scope="module")
def chart(article: View) -> go.Figure:
    figures = table(article, "figures")
    flows = figures[figures["id"].isin([flow.id for flow in article.open_flows])]
    return timeline.flights(counted(article), flows, table(article, "announced")).figure()


@pytest.fixture(scope="module")
def debate(article: View) -> go.Figure:
    drawn = statements.WHEN.figure(Asked(article))
    assert drawn
    return drawn.figure()


def _staircase(view: View) -> go.Figure:
    return counts.staircase(table(view, "totals"), view.staircase.floor, view.staircase.ceiling).figure()


@pytest.fixture(scope="module")
def sums(small: View) -> go.Figure:
    return _staircase(small)


def test_a_month_is_drawn_a_month_wide_and_a_day_as_a_line(chart: go.Figure) -> None:
    [trace] = _traces(chart, fill="toself")
    bars = _lines(trace)
    spans = [(max(days) - min(days)).days for days, _ in bars]
    assert spans == [30, 0, 31, 31]  # April 2018, 17 December 2018, July 2019, January 2020
    assert [max(people) for _, people in bars] == [43, 36, 37, 25]
    [told] = _traces(chart, mode="markers+text")
    assert list(told.text) == ["<b>43</b>", "<b>36</b>", "<b>37</b>", "<b>25</b>"]
    assert chart.layout.xaxis.type == "date"


def _lines(trace: go.Scatter) -> list[tuple[list[pd.Timestamp], list[float]]]:
    """The days and heights of the lines of one trace, each of which ends with a gap."""
    found, days, people = list[tuple[list[pd.Timestamp], list[float]]](), list[pd.Timestamp](), list[float]()
    for day, height in zip(trace.x, trace.y, strict=True):
        if day is None:
            found.append((days, people))
            days, people = [], []
        else:
            days.append(pd.Timestamp(day))
            people.append(height)
    assert not days
    return found


def test_a_bar_can_be_clicked_anywhere_and_a_thin_one_beside(chart: go.Figure) -> None:
    [bars] = _traces(chart, type="bar")
    assert [(flight, height) for (flight,), height in zip(bars.customdata, bars.y, strict=True)] == [
        *(("2018-04", 43), ("2018-12", 36), ("2019-07", 37), ("2020-01", 25)),
    ]
    assert min(bars.width) > 10 * 24 * 3600 * 1000  # milliseconds: ten days, where one day is a hair


def test_a_count_over_a_period_is_a_span_and_not_a_bar(chart: go.Figure) -> None:
    [trace] = [trace for trace in chart.data if trace.type == "scatter" and trace.line.dash == "dot"]
    [(days, people)] = _lines(trace)
    assert ([str(day)[:10] for day in days], people) == (["2020-10-01", "2022-05-16"], [2, 2])


def test_a_kind_of_mark_is_one_trace_however_many_groups(whole: Dataset) -> None:
    """All sources: twelve groups, two with a whisker: July 2019 from 37 to 40, January 2020 from 25 to 31 or more."""
    view = View(whole, Filters(sources=every(whole)))
    figure = timeline.flights(counted(view), announced=table(view, "announced")).figure()
    [whiskers] = _traces(figure, mode="lines+markers")
    assert [people for _, people in _lines(whiskers)] == [[37, 40], [25, 31]]
    assert list(whiskers.marker.symbol[1::3]) == ["line-ew-open", "triangle-up"]
    assert len(_traces(figure, type="bar")) == len(_traces(figure, fill="toself")) == 1


def test_a_number_on_the_chart_has_room_and_an_announcement_is_an_open_diamond(whole: Dataset) -> None:
    """All sources: twelve groups, four within eight weeks; 51 had been announced for 43. A wide screen names more of them."""
    view = View(whole, Filters(sources=every(whole)))
    figure = timeline.flights(counted(view), announced=table(view, "announced")).figure()
    narrow, wide = ({record: where for record, (_, where) in _named(figure, on).items()} for on in ("narrow", "wide"))
    assert {"2018-04", "2018-12", "2019-07"} <= set(wide)
    assert 4 <= len(narrow) < len(wide) < len(view.counted)
    assert wide["2018-04"] == "middle right"  # beside its mark: above it stands what had been announced
    [diamond] = [trace for trace in _traces(figure, mode="markers") if trace.marker.symbol == "diamond-open"]
    assert (list(diamond.y), diamond.customdata[0][0]) == ([51], "2018-04")


def _named(figure: go.Figure, on: str = "wide") -> dict[str, tuple[str, str]]:
    """The numbers written into a chart on a kind of screen, and how they stand to their spots, by the id that each leads to."""
    told = [trace for trace in _traces(figure, mode="markers+text") if trace.meta in (None, on)]
    return {
        record: (text, where)
        for trace in told
        for (record,), text, where in zip(trace.customdata, trace.text, trace.textposition, strict=True)
    }


def _numbers(figure: go.Figure) -> dict[str, str]:
    """The same, the numbers alone."""
    return {record: text for record, (text, _) in _named(figure).items()}


def test_the_groups_are_steps_and_a_total_that_would_squeeze_them_is_named_above(sums: go.Figure) -> None:
    """Ten on a day of March 2010 and five at the turn of the year; a hundred, some time in 2012."""
    climb = _traces(sums, mode="lines")[0]
    days = ["2010-01-01", "2010-03-09", "2010-03-10", "2010-12-01", "2011-02-01", "2012-12-31"]
    assert [str(day)[:10] for day in climb.x] == days
    assert list(climb.y) == [0, 0, 10, 10, 15, 15]
    [band] = _traces(sums, mode="none")
    assert list(band.y) == [0, 0, 10, 10, 15, 15, 17, 17, 12, 12, 0, 0]  # with the lowest counts, and back with the highest
    assert sums.layout.yaxis.range[1] < 30
    assert not _traces(sums, mode="lines+markers")
    assert _numbers(sums) == {"sum:to:autumn": "<b>+5</b>", "total-2012": "<b>100</b>"}


def test_on_the_total_since_which_groups_are_listed_they_are_steps(whole: Dataset) -> None:
    """538, then 5 and 8 to 551, 8 and 7 to 566, 9, up to 8 who boarded, 43, 30, 36, 37 to 40, 25 or more."""
    view = View(whole, Filters(sources=every(whole)))
    figure = _staircase(view)
    levels = [543, 551, 559, 566, 575, 583, 626, 656, 692, 729, 754]
    [climb] = [trace for trace in _traces(figure, mode="lines") if trace.line.width == 3]
    assert [y for y in dict.fromkeys(climb.y) if y > 538] == levels
    assert figure.layout.yaxis.range[0] == 500
    totals = {trace.customdata[0][0]: trace.y[0] for trace in _traces(figure, mode="lines+markers")}
    assert totals == {
        **{"total-2017-02-risc": 538, "total-2017-04-risc": 551, "total-2017-05-daily": 566, "total-2017-08-daily": 566},
        **{"total-2019-01-kvao": 701, "total-2020-01-maryknoll": 743, "kvao-total-2020": 768, "total-2020-01-herod": 768},
    }
    named, reported = _numbers(figure), (538, 551, 566, 701, 743, 768)
    assert sorted(told for name, told in named.items() if name in totals) == [f"<b>{number}</b>" for number in reported]
    assert {"<b>+43</b>", "<b>+30</b>"} <= set(named.values())


@pytest.mark.parametrize("qualifier", ["about", "more than"])
def test_a_reported_total_keeps_its_words_on_its_level(folder: Path, qualifier: str) -> None:
    herald = folder / "sources" / "herald.yaml"
    exactly = "value: 100\n      qualifier: exactly"
    assert exactly in herald.read_text()
    herald.write_text(herald.read_text().replace(exactly, f"value: 100\n      qualifier: {qualifier}"))
    assert _numbers(_staircase(View(load(folder))))["total-2012"] == f"<b>{qualifier} 100</b>"


def test_fiscal_years_are_as_wide_as_they_are_and_those_without_a_number_hatched(whole: Dataset) -> None:
    view = View(whole, Filters(sources=every(whole)))
    hatched, bars = _traces(counts.years(table(view, "fiscal_years")).figure(), type="bar")
    assert list(bars.y) == [51, 27, 29, 40, 46, 43, 89, 89, 17, 67, 29, 110]
    assert [str(day)[:10] for day in bars.x[:2]] == ["2005-04-01", "2006-04-01"]  # the middle of October to September
    assert [str(day)[:7] for day in hatched.x] == ["2015-04", "2016-04"]
    assert all(text for text in bars.text)


def test_a_statement_has_a_mark_and_one_of_an_open_date_a_bar_alone(article: View, debate: go.Figure) -> None:
    """By hand: five of the 36 are of some time from 2017, or 2018, to 2022; in the middle of that nobody said anything."""
    marks = [trace for trace in debate.data if trace.mode == "markers"]
    points = [(x, y) for trace in marks for x, y in zip(trace.x, trace.y, strict=True)]
    bars = {trace.customdata[0][0]: trace for trace in debate.data if trace.mode == "lines" and trace.customdata}
    assert len(points) == len(set(points)) == len(article.statements) - len(bars)
    assert len({trace.marker.symbol for trace in marks}) == len(marks) > 1  # told apart by shape, not by colour alone
    assert {name: str(bar.x[0])[:10] for name, bar in bars.items()} == {
        **dict.fromkeys(("us-accusation-uncooperative", "state-memo-unreasonable-delay", "state-memo-grounds"), "2017-01-01"),
        **dict.fromkeys(("aajc-rise", "aajc-final-orders"), "2018-01-01"),
    }
    assert {str(bar.x[-1])[:10] for bar in bars.values()} == {"2023-01-01"}  # the end of 2022
    assert len({y for bar in bars.values() for y in bar.y}) == len(bars)
    assert not any(shape.type == "rect" for shape in debate.layout.shapes)


@pytest.mark.parametrize(
    ("written", "escaped"),
    [("<a href='https://example.org'>x</a>", "&lt;a href"), ("%{x} %{customdata[0]}", "%&#123;x} %&#123;customdata[0]}")],
)
def test_text_of_the_record_is_text_in_a_chart(written: str, escaped: str) -> None:
    """Plotly reads a little HTML in labels, and fills in %{...}: what comes from the record must be neither."""
    day = pd.Timestamp(2020, 1, 1)
    words: dict[str, Any] = dict.fromkeys(("flight_name", "date_in_words", "in_words"), written)
    people = dict.fromkeys(("people_low", "people_high", "people_preferred"), 1)
    figure = timeline.flights(frame(FLIGHTS, [{**words, **people, "earliest": day, "latest": day, "open_end": False}])).figure()
    drawn = [
        text for trace in figure.data for text in (*_told(trace.hovertemplate), *_told(getattr(trace, "text", None))) if text
    ]
    assert any(escaped in text for text in drawn)
    assert not any(written[:6] in text for text in drawn)


def _told(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The texts of a trace, which has one for all its points or one for each."""
    return (text,) if isinstance(text, str) else text or ()


def test_every_mark_leads_to_its_evidence(
    article: View, small: View, chart: go.Figure, debate: go.Figure, sums: go.Figure
) -> None:
    """Each mark that can be clicked carries what can be found: ids of reports, a flight, or a number worked out here."""
    for view, figure in ((article, chart), (article, debate), (article, _staircase(article)), (small, sums)):
        marks = [trace for trace in figure.data if trace.type == "bar" or "markers" in trace.mode or trace.mode == "text"]
        assert marks
        for trace in marks:
            assert len(trace.customdata) == len(trace.x), trace
            assert all(view.find(one) for (mark,) in trace.customdata for one in mark.split()), trace


def test_a_chart_tells_its_values_to_who_does_not_see_them(article: View, small: View) -> None:
    drawn = timeline.flights(counted(article), announced=table(article, "announced")).words()
    assert drawn == [
        "Group of April 2018, 43, April 2018",
        "Flight of December 2018, 36, 17 December 2018",
        "Group of July 2019, 37, July 2019",
        "Group of January 2020, 25, January 2020",
    ]
    steps = counts.staircase(table(article, "totals"), article.staircase.floor, article.staircase.ceiling).words()
    assert steps[:2] == ["Group of April 2018, +43 = 43", "Flight of December 2018, +36 = 79"]
    assert steps[-1] == "People deported from the US to Cambodia, running total, 768, 2020, Bill Herod"


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_every_colour_is_seen_against_the_ground(ground: str) -> None:
    """WCAG 1.4.11: 3:1 for marks."""
    config = (ROOT / ".streamlit" / "config.toml").read_text().split(f"[theme.{ground}]")[1]
    background = config.split('backgroundColor = "')[1][:7]
    for colour in (palette.ACCENT, palette.NEUTRAL, *palette.SIDES):
        assert _contrast(colour, background) >= 3, (colour, ground)


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_colours_are_written_in_one_place() -> None:
    """The style names them; the theme, which is read before any of our code, repeats the grounds and the accent."""
    style = "".join((ROOT / "pages" / "assets" / name).read_text() for name in ("style.css", "streamlit.css", "edition.css"))
    for number, colour in enumerate(palette.SIDES):
        assert f"--side{number}: {colour};" in palette.css()
        assert f".side{number} {{ border-top-color: var(--side{number}); }}" in style
    assert not set(re.findall(r"#[0-9A-Fa-f]{6}", style)) - {"#FFFFFF"}  # the paper of pictures
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for ground, colours in palette.GROUNDS.items():
        assert (theme[ground]["backgroundColor"], theme[ground]["textColor"]) == tuple(colours.values())
        assert theme[ground]["chartCategoricalColors"][:4] == [palette.ACCENT, *palette.SIDES[:3]]
    assert json.dumps(palette.MARKS).count(",") + 1 == len(palette.SIDES)


def test_a_range_that_has_no_room_on_two_lines_stands_on_one() -> None:
    """In a low chart, between others: above it there is room for one line only, and none beside it."""
    rows = [
        {
            "flight": name, "flight_name": "Group", "date_in_words": "day", "in_words": told, "open_end": False,
            "earliest": pd.Timestamp(day), "latest": pd.Timestamp(day),
            "people_low": low, "people_high": high, "people_preferred": low,
        }
        for name, day, told, low, high in (
            ("a", "2001-01-01", "43", 43, 43), ("b", "2001-06-01", "35", 35, 35), ("c", "2001-07-01", "37 to about 40", 37, 40),
            ("d", "2001-08-01", "35", 35, 35), ("e", "2001-12-01", "43", 43, 43),
        )
    ]  # fmt: skip
    for height, told in ((150, "<b>37 to about 40</b>"), (300, "<b>37 to<br>about 40</b>")):
        chart = timeline.flights(frame(FLIGHTS, rows), height=height)
        named = [trace for trace in chart.data if trace.get("mode") == "markers+text" and trace.get("meta", "wide") == "wide"]
        assert told in [text for trace in named for text in trace["text"]]


@pytest.mark.parametrize("groups", [1, 10, 60, 150])
@pytest.mark.parametrize("years", [1, 2, 20])
def test_however_many_groups_no_number_lies_on_another_or_on_that_of_the_axis(groups: int, years: int) -> None:
    """On the narrowest screen, on a phone and on a wide one; where there is room for one alone, it is the largest."""
    days = [dt.date(2001, 1, 1) + dt.timedelta(days=place * 365 * years // groups) for place in range(groups)]
    rows = [
        {
            "flight": f"g{place}", "flight_name": "Group", "date_in_words": "day", "in_words": f"{people:,}", "open_end": False,
            "earliest": pd.Timestamp(day), "latest": pd.Timestamp(day) + pd.Timedelta(days=30 * (place % 7 == 3)),
            **dict.fromkeys(("people_low", "people_high", "people_preferred"), people),
        }
        for place, day in enumerate(days)
        for people in [20 + 37 * place * place % 1311]
    ]  # fmt: skip
    chart = timeline.flights(frame(FLIGHTS, rows))
    [drawn] = [trace["y"] for trace in chart.data if trace["type"] == "bar"]
    largest = sorted((row["people_high"] for row in rows), reverse=True)[: timeline.MOST_DRAWN]
    assert sorted(drawn, reverse=True) == largest
    first, last = (pd.Timestamp(day) for day in chart.layout["xaxis"]["range"])
    top, ticks = chart.layout["yaxis"]["range"][1], chart.layout["yaxis"]["tickvals"]
    for screen in (labels.NARROW, labels.WIDE):
        plot = chart.height_on(screen.name) - foot(first, last)
        told = [one for one in chart.data if one.get("mode") == "markers+text" and one.get("meta", screen.name) == screen.name]
        named = [one for trace in told for one in zip(*(trace[key] for key in ("x", "y", "text", "textposition")), strict=True)]
        assert f"<b>{max(row['people_high'] for row in rows):,}</b>" in [text for _, _, text, _ in named]
        for width in screen.widths:
            boxes = [(-100.0, 0.0, up - 7, up + 7) for up in (one / top * plot for one in ticks)]
            for day, people, text, position in named:
                x, y = (day - first) / (last - first) * width, people / top * plot
                wide = 7 * len(text.replace("<b>", "").replace("</b>", ""))  # pixels: a digit is 7 of 14 wide
                up, along = position.split(" ")
                left = x + {"left": -wide, "center": -wide / 2, "right": 0}[along]
                low = y + {"top": 2, "middle": -8, "bottom": -18}[up]
                boxes.append((left, left + wide, low, low + 16))
            assert not [
                (one, other)
                for place, one in enumerate(boxes)
                for other in boxes[place + 1 :]
                if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
            ]
            assert all(right <= width + labels.EDGE and high <= plot + labels.EDGE + 4 for _, right, _, high in boxes)


def test_two_labels_of_one_height_stand_apart() -> None:
    """8 and 8, ten pixels from each other, would be read as 88: the second finds another place."""
    two = [labels.Label(("8",), (one / 900, 40.0), ("top center", "middle right")) for one in (450, 460)]
    assert labels.places(two, [one.spot for one in two], 100, (900,)) == ["top center", "middle right"]
    far = [labels.Label(("8",), (one / 900, 40.0), ("top center",)) for one in (450, 465)]
    assert labels.places(far, [one.spot for one in far], 100, (900,)) == ["top center", "top center"]


def test_no_number_lies_on_the_end_of_the_bar_of_another_group() -> None:
    """The bar of a group of April or May begins where the number of one of March would stand: that stands to the left."""
    rows = [
        {
            "flight": name, "flight_name": "Group", "date_in_words": "day", "in_words": told, "open_end": False,
            "earliest": pd.Timestamp(first), "latest": pd.Timestamp(last),
            "people_low": int(told), "people_high": int(told), "people_preferred": int(told),
        }
        for name, first, last, told in (
            ("a", "2001-03-29", "2001-03-29", "5"), ("b", "2001-04-01", "2001-05-10", "8"),
            ("c", "2005-07-01", "2005-07-01", "9"),
        )
    ]  # fmt: skip
    with labels.only_on(900):
        chart = timeline.flights(frame(FLIGHTS, rows))
    [named] = [trace for trace in chart.data if trace.get("mode") == "markers+text"]
    assert dict(zip(named["text"], named["textposition"], strict=True)) == {
        "<b>5</b>": "middle left", "<b>8</b>": "top center", "<b>9</b>": "top center"
    }  # fmt: skip
