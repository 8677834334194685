"""Figures as data: widths of dates, heights of counts, lanes of sides. No browser, no Streamlit."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from loaders import Dataset
from loaders.analysis import groups, reconciliation
from loaders.analysis.years import Years
from loaders.tables import tables
from loaders.tables.frames import Frames, frame
from pages.parts import charts, counts, palette
from tests.conftest import ROOT

ALL = Years(1600, 2200)


def _traces(figure: go.Figure, **having: object) -> list[go.Scatter]:
    return [trace for trace in figure.data if all(getattr(trace, key, None) == value for key, value in having.items())]


def test_a_month_is_drawn_a_month_wide_and_a_day_as_a_line(frames: Frames) -> None:
    figure = charts.flights(groups.itemised(frames, ALL), tables.milestones(frames, ALL), reconciliation.open_flows(frames, ALL))
    bars = _traces(figure, fill="toself")
    spans = [(pd.Timestamp(max(bar.x)) - pd.Timestamp(min(bar.x))).days for bar in bars]
    assert spans == [30, 0, 31, 31]  # April 2018, 17 December 2018, July 2019, January 2020
    assert [max(bar.y) for bar in bars] == [43, 36, 37, 25]
    labels = [trace.text[0] for trace in _traces(figure, mode="markers+text")]
    assert labels == ["<b>43</b>", "<b>36</b>", "<b>37</b>", "<b>25</b>"]
    assert figure.layout.xaxis.type == "date"


def test_a_count_over_a_period_is_a_span_and_not_a_bar(frames: Frames) -> None:
    flows = reconciliation.open_flows(frames, ALL)
    figure = charts.flights(groups.itemised(frames, ALL), tables.milestones(frames, ALL), flows)
    (span,) = [trace for trace in figure.data if trace.type == "scatter" and trace.line.dash == "dot"]
    assert [str(day)[:10] for day in span.x] == ["2020-10-01", "2022-05-16"]
    assert list(span.y) == [2, 2]


def test_letters_on_the_chart_do_not_collide(frames: Frames) -> None:
    milestones = tables.milestones(frames, ALL)
    figure = charts.flights(groups.itemised(frames, ALL), milestones, reconciliation.open_flows(frames, ALL))
    marks = [(pd.Timestamp(trace.x[0]), trace.y[0], trace.text[0]) for trace in _traces(figure, mode="text", yaxis="y2")]
    assert [text for _, _, text in marks] == [f"<b>{letter}</b>" for letter in "bcdefg"]  # a, of 2002, is before the axis
    for x, y, text in marks:
        near = [other for other in marks if other[1] == y and other[2] != text and abs((other[0] - x).days) < 45]
        assert not near


def test_the_sum_is_a_line_and_the_reported_total_a_level_of_its_own(frames: Frames) -> None:
    figure = counts.totals(reconciliation.totals(frames, ALL), reconciliation.ledger(frames, ALL))
    climb = _traces(figure, mode="lines")[0]
    assert [str(day)[:10] for day in climb.x[:2]] == ["2018-04-01", "2018-05-01"]
    assert list(climb.y) == [0, 43, 43, 79, 79, 116, 116, 141]
    (level,) = [trace for trace in _traces(figure, mode="lines+markers") if set(trace.y) == {768}]
    assert [str(level.x[end])[:10] for end in (0, -1)] == ["2020-01-01", "2021-01-01"]
    told = " ".join(
        trace.text[0] for trace in figure.data if getattr(trace, "mode", None) in ("text", "markers+text") and len(trace.x) == 1
    )
    assert "<b>768</b> reported, as of 2020" in told
    assert "<b>627</b> in no group" in told


def test_bars_by_year(frames: Frames) -> None:
    (bars,) = _traces(counts.by_year(reconciliation.by_year(frames, ALL)), type="bar")
    assert dict(zip(bars.y, bars.x, strict=True)) == {"2018": 79, "2019": 37, "2020": 25}


def test_one_mark_a_statement_none_on_another(frames: Frames) -> None:
    statements = tables.statements(frames, ALL)
    sides = dict(zip(statements["side_id"], statements["side"], strict=True))
    flown, milestones = groups.itemised(frames, ALL), tables.milestones(frames, ALL)
    marks = [trace for trace in charts.statements(statements, sides, flown, milestones).data if trace.mode == "markers"]
    points = [(x, round(y, 4)) for trace in marks for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(points) == len(statements)
    assert len(set(points)) == len(points)
    assert len({trace.marker.symbol for trace in marks}) == len(sides)  # told apart by shape, not by colour alone


def test_text_of_the_record_is_text_in_a_chart() -> None:
    """Plotly reads a little HTML in labels: what comes from the record must not be it."""
    day = pd.Timestamp(2020, 1, 1)
    nasty = "<a href='https://example.org'>x</a>"
    row = {
        "flight_name": nasty,
        "date_in_words": nasty,
        "earliest": day,
        "latest": day,
        "people_low": 1,
        "people_high": 1,
        "people_chosen": 1,
        "in_words": nasty,
        "open_end": False,
    }
    none = frame(["title", "earliest", "latest", "superseded"], [])
    figure = charts.flights(frame(groups.GROUPS, [row]), none, none)
    assert "<a href" not in figure.to_json()
    assert "&lt;a href" in figure.to_json()


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


def test_the_style_has_the_colours_of_the_palette() -> None:
    style = (ROOT / "pages" / "parts" / "style.css").read_text()
    for number, colour in enumerate(palette.SIDES):
        assert f"st-key-side{number}_" in style
        assert colour in style
    assert json.dumps(palette.MARKS).count(",") + 1 == len(palette.SIDES)


def test_every_mark_leads_to_its_evidence(frames: Frames, dataset: Dataset) -> None:
    """Each mark that can be clicked carries the id of a record, a flight, or a derived line."""
    flown, milestones = groups.itemised(frames, ALL), tables.milestones(frames, ALL)
    statements = tables.statements(frames, ALL)
    sides = {side.id: side.short for side in dataset.sides.values()}
    years = reconciliation.by_year(frames, ALL)
    figures = [
        charts.flights(flown, milestones, reconciliation.open_flows(frames, ALL)),
        counts.totals(reconciliation.totals(frames, ALL), reconciliation.ledger(frames, ALL)),
        counts.by_year(years),
        charts.statements(statements, sides, flown, milestones),
    ]
    derived = {"sum:not-itemised:kvao-total-2020", *years["id"], *reconciliation.totals(frames, ALL)["id"]}
    for figure in figures:
        marks = [trace for trace in figure.data if trace.type == "bar" or "markers" in trace.mode or trace.mode == "text"]
        assert marks
        for trace in marks:
            assert len(trace.customdata) == len(trace.x), trace
            for (mark,) in trace.customdata:
                assert mark in dataset.by_id or mark in dataset.flights or mark in derived


def test_groups_and_events_stand_behind_the_statements(frames: Frames, dataset: Dataset) -> None:
    statements, milestones = tables.statements(frames, ALL), tables.milestones(frames, ALL)
    sides = {side.id: side.short for side in dataset.sides.values()}
    figure = charts.statements(statements, sides, groups.itemised(frames, ALL), milestones)
    bands = [(str(shape.x0)[:10], str(shape.x1)[:10]) for shape in figure.layout.shapes if shape.type == "rect"]
    assert bands == [
        ("2018-04-01", "2018-05-01"),
        ("2018-12-17", "2018-12-18"),
        ("2019-07-01", "2019-08-01"),
        ("2020-01-01", "2020-02-01"),
    ]
    assert charts.legend(milestones, statements).startswith(
        "b July 2017: Cambodia and the US discuss deportation; c September 2017"
    )


def test_a_bar_can_be_clicked_anywhere_and_a_thin_one_beside(frames: Frames) -> None:
    none = frame(["title", "earliest", "latest", "superseded"], [])
    bars = _traces(charts.flights(groups.itemised(frames, ALL), none, none), type="bar")
    assert [(bar.customdata[0][0], bar.y[0]) for bar in bars] == [
        ("2018-04", 43),
        ("2018-12", 36),
        ("2019-07", 37),
        ("2020-01", 25),
    ]
    assert all(bar.width[0] > 10 * 24 * 3600 * 1000 for bar in bars)  # milliseconds: ten days, where one day is a hair
