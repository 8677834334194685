"""The chart of groups through time. No Streamlit, no data work: what is drawn is what the table holds.

A date is drawn as wide as it is uncertain: a month is a month wide. An open end has no edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from loaders.tables.frames import frame, rows_of
from loaders.tables.tables import TABLES
from loaders.wording.flights import was_announced
from pages.charts import labels
from pages.charts.canvas import DAY, NOTHING, Chart, axis, bar, canvas, closed, escape, foot, hollow, levels, scatter, ticks, tint
from pages.charts.labels import LETTERS
from pages.charts.palette import ACCENT, NEUTRAL

HEIGHT, LOWER = 220, 160  # pixels: of the chart of groups, and of the same on a phone
MOST_DRAWN = 100  # groups, and counts over a period: of more, a screen could not tell one from the next
NO_FIGURES, NONE_ANNOUNCED = frame(TABLES["figures"].columns, []), frame(TABLES["announced"].columns, [])
APART_UP = 28  # pixels from one number of its axis to the next, at least


def flights(
    itemised: pd.DataFrame,
    flows: pd.DataFrame = NO_FIGURES,
    announced: pd.DataFrame = NONE_ANNOUNCED,
    number: str = "preferred",
    height: int = HEIGHT,
) -> Chart:
    """Groups as bars as wide as their date and as high as their count; flows as open spans; announcements as open diamonds.

    Where reports on a group differ, the bar has the `number` that is asked for (preferred, low or high), a thin line runs
    from the lowest to the highest, and the label gives both. A label that has no room is left out: the list under the chart has
    every number.

    itemised: tables.counted; flows: rows of tables.figures with a value and a period; announced: tables.announced; height: in
    pixels, on a phone at most LOWER. Of more than MOST_DRAWN groups, or flows, the largest are drawn.
    """
    if len(itemised) > MOST_DRAWN:
        itemised = _largest(itemised, "people_high")
        announced = announced[announced["flight"].isin(itemised["flight"])]
    flows = _largest(flows, "value")
    figure = canvas(height=height, phone=min(height, LOWER))
    first, last = axis(itemised, flows, start=itemised["earliest"].min())
    plot = min(height, LOWER) - foot(first, last)
    width = last - first
    groups, plans, spans = (list(rows_of(closed(rows, first, last))) for rows in (itemised, announced, flows))
    heights = [float(people) for people in itemised[f"people_{number}"]]
    tallest = [itemised["people_high"].max(), announced["people_high"].max() if len(announced) else None]
    top = max([4.0, *(float(one) for one in tallest if pd.notna(one))]) * (1 + 2 * LETTERS / plot)
    tops = [max(people, row.people_high) for row, people in zip(groups, heights, strict=True)]
    if groups:
        _bars(figure, groups, heights, width)
    _announced(figure, plans)
    _flows(figure, spans, width)
    levels_named = levels(0, top, plot // APART_UP)
    found = {
        screen: _labels(list(zip(groups, tops, strict=True)), plans, spans, scale, screen.widths)
        for screen in labels.screens()
        for scale in [Scale(first, last, top, levels_named, figure.height_on(screen.name) - foot(first, last))]
    }
    for trace in labels.traces(found):
        figure.add_trace(trace)
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], **ticks(first, last)},
        yaxis={
            "range": [0, top],
            "tickvals": levels_named,
            "showline": False,
            "showgrid": any(len(named) < len(groups) for named in found.values()),
        },
        clickmode="event+select",
    )
    return figure


def _largest(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Of very many rows those with the largest numbers, in their order."""
    return rows if len(rows) <= MOST_DRAWN else rows.nlargest(MOST_DRAWN, column).sort_index()


def _bars(figure: Chart, groups: Sequence[Any], heights: Sequence[float], width: pd.Timedelta) -> None:
    """The groups: bars, whiskers, and marks over them. One trace for all of a kind, since each costs plotly.js time."""
    middles = [_middle(row) for row in groups]
    for open_ in (False, True):
        outlines = [_outline(row, height, width) for row, height in zip(groups, heights, strict=True) if hollow(row) == open_]
        if outlines:
            figure.add_trace(
                scatter(
                    **_apart(outlines),
                    mode="lines",
                    fill="toself",
                    line={"color": ACCENT, "width": 2, "dash": "dot" if open_ else "solid"},
                    fillcolor=NOTHING if open_ else tint(ACCENT, 0.35),
                    hoverinfo="skip",
                )
            )
    ranged = [row for row in groups if row.people_low != row.people_high or row.open_end]
    if ranged:
        ends = [["line-ew-open", "triangle-up" if row.open_end else "line-ew-open", "circle"] for row in ranged]
        figure.add_trace(
            scatter(
                **_apart(([_middle(row)] * 2, [row.people_low, row.people_high]) for row in ranged),
                mode="lines+markers",
                hoverinfo="skip",
                line={"color": NEUTRAL, "width": 2},
                marker={"symbol": [end for three in ends for end in three], "size": [12, 9, 0] * len(ends), "color": NEUTRAL},
            )
        )
    figure.add_trace(
        bar(  # unseen: the whole bar, and some room around a thin one, can be clicked
            x=middles,
            y=list(heights),
            width=[max(row.latest + DAY - row.earliest, width / 60).total_seconds() * 1000 for row in groups],
            marker={"color": NOTHING, "line": {"width": 0}},
            customdata=[[row.flight] for row in groups],
            hoverinfo="none",
        )
    )
    figure.add_trace(
        scatter(
            x=middles,
            y=list(heights),
            mode="markers",
            marker={"color": ACCENT, "size": 8, "symbol": ["circle-open" if hollow(row) else "circle" for row in groups]},
            cliponaxis=False,
            customdata=[[row.flight] for row in groups],
            hovertemplate=[
                f"{escape(row.flight_name)}<br>{escape(row.in_words)}<br>{escape(row.date_in_words)}<extra></extra>"
                for row in groups
            ],
            selected={"marker": {"size": 12}},
            unselected={"marker": {"opacity": 1}},
        )
    )


def _middle(row: Any) -> pd.Timestamp:
    """The middle of the days of a row."""
    middle: pd.Timestamp = row.earliest + (row.latest + DAY - row.earliest) / 2
    return middle


Line = tuple[Sequence[pd.Timestamp], Sequence[float]]


def _outline(row: Any, height: float, width: pd.Timedelta) -> Line:
    """A bar as wide as its date is uncertain; a line, where that would be too thin to see."""
    begin, end = row.earliest, row.latest + DAY
    if end - begin > width / 200:
        return [begin, begin, end, end], [0, height, height, 0]
    return [_middle(row)] * 2, [0, height]


def _apart(several: Iterable[Line]) -> dict[str, list[Any]]:
    """Lines of one trace, with a gap after each."""
    lines = list(several)
    return {"x": [x for xs, _ in lines for x in (*xs, None)], "y": [y for _, ys in lines for y in (*ys, None)]}


def _announced(figure: Chart, plans: Sequence[Any]) -> None:
    """How many each group was announced to number: an open diamond, where the group stands in time."""
    if not plans:
        return
    figure.add_trace(
        scatter(
            x=[_middle(row) for row in plans],
            y=[row.people_high if pd.notna(row.people_high) else row.people_low for row in plans],
            mode="markers",
            marker={"symbol": "diamond-open", "size": 9, "color": NEUTRAL, "line": {"width": 2}},
            cliponaxis=False,
            customdata=[[row.flight] for row in plans],
            hovertemplate=[f"{escape(row.flight_name)}<br>{escape(was_announced(row.in_words))}<extra></extra>" for row in plans],
        )
    )


def _labels(
    groups: Sequence[tuple[Any, float]], announced: Sequence[Any], flows: Sequence[Any], scale: Scale, widths: tuple[int, ...]
) -> list[labels.Named]:
    """The numbers of the groups in their places: the largest first, above its mark or beside it, wherever there is room.

    There is room where on each of the widths it lies on no other label and no mark, and not off the chart; a range for whose two
    lines there is none may have it on one line; else it is left out. groups: each row with its upper end.
    """
    rows = sorted(groups, key=lambda one: -one[1])
    own = [scale.at(row, top) for row, top in rows]
    plans = [scale.at(row, row.people_high) for row in announced if pd.notna(row.people_high)]
    spans = [scale.spot(day, row.value) for row in flows for day in (row.earliest, row.latest) if pd.notna(row.value)]
    ends = [
        (scale.spot(day, 0)[0], up)
        for (row, _), (_, up) in zip(rows, own, strict=True)
        for day in (row.earliest, row.latest + DAY)
    ]
    stems = [(x, up) for x, top in (*own, *ends) for up in range(0, int(top), 5)]
    wanted = [
        labels.Label(tuple(escape(row.in_words).replace(" to ", " to<br>").split("<br>")), spot)
        for (row, _), spot in zip(rows, own, strict=True)
    ]

    def placed(some: Sequence[labels.Label]) -> list[str]:
        return labels.places(some, [*own, *spans, *plans], scale.height, widths, stems, scale.ticks)

    found = placed(wanted)
    flat = [one if place else replace(one, lines=(" ".join(one.lines),)) for one, place in zip(wanted, found, strict=True)]
    if flat != wanted and sum(map(bool, again := placed(flat))) > sum(map(bool, found)):
        wanted, found = flat, again
    named = (
        labels.Named(label.lines, _middle(row), top, position, row.flight)
        for (row, top), label, position in zip(rows, wanted, found, strict=True)
        if position
    )
    return sorted(named, key=lambda one: one.day)


@dataclass(frozen=True)
class Scale:
    """Where something stands in the chart of groups: as a share of its width, and in pixels up from its axis."""

    first: pd.Timestamp
    last: pd.Timestamp
    top: float
    levels: list[float]  # the numbers that its axis names
    height: int

    @property
    def ticks(self) -> list[float]:
        """How far up they stand, in pixels."""
        return [level / self.top * self.height for level in self.levels]

    def at(self, row: Any, people: float) -> tuple[float, float]:
        """The middle of a row's date, at the height of a number."""
        return self.spot(_middle(row), people)

    def spot(self, day: pd.Timestamp, people: float) -> tuple[float, float]:
        """A day, at the height of a number."""
        return float((day - self.first) / (self.last - self.first)), people / self.top * self.height


def _flows(figure: Chart, spans: Sequence[Any], width: pd.Timedelta) -> None:
    """Counts over a period: each a dotted span at its own height, with an arrow at the end; its number, where there is room."""
    if not spans:
        return
    told = [f"{escape(row.label)}<br>{escape(row.in_words)} {row.date_in_words}<extra></extra>" for row in spans]
    figure.add_trace(
        scatter(
            **_apart(([row.earliest, row.latest], [row.value] * 2) for row in spans),
            mode="lines+markers",
            line={"color": NEUTRAL, "width": 3, "dash": "dot"},
            marker={
                "symbol": ["line-ns-open", "arrow-right", "circle"] * len(spans),
                "size": [12, 10, 0] * len(spans),
                "color": NEUTRAL,
            },
            customdata=[[row.id] for row in spans for _ in range(3)],
            hovertemplate=[one for one in told for _ in range(3)],
        )
    )
    wide = [row for row in spans if row.latest - row.earliest >= width / 12]  # the number of the others stands in the list
    if wide:
        figure.add_trace(
            scatter(
                x=[row.earliest + (row.latest - row.earliest) / 2 for row in wide],
                y=[row.value for row in wide],
                mode="text",
                text=[f"<b>{escape(row.in_words)}</b>" for row in wide],
                textposition="top center",
                textfont={"size": LETTERS, "color": NEUTRAL},
                customdata=[[row.id] for row in wide],
                hoverinfo="none",
            )
        )
