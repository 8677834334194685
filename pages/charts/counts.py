"""Charts of counts that run on or belong to a year: the groups as steps beside the reported totals, and years as bars.

No Streamlit, no data work.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from loaders.tables.frames import rows_of
from pages.charts import labels
from pages.charts.canvas import (
    DAY,
    NOTHING,
    PHONE,
    Chart,
    axis,
    bar,
    canvas,
    closed,
    escape,
    foot,
    hollow,
    levels,
    scatter,
    ticks,
    tint,
)
from pages.charts.labels import Label, Spot
from pages.charts.palette import ACCENT, FAINT, NEUTRAL

STEPS_HIGH, YEARS_HIGH = 300, 190  # pixels: of the steps, of the years
STEPS_UP = 5  # from one number of the axis to the next, at most
NARROW = 45  # days: a wider date has a line and no mark, which would stand at a day that nobody gave


def staircase(totals: pd.DataFrame, floor: float, ceiling: float, number: str = "preferred") -> Chart:
    """The groups as steps, each as wide as its date is uncertain, and reported totals as squares beside them.

    Where reports differ, the line takes the `number` that is asked for (preferred, low or high), and a band runs from the
    lowest to the highest. No line joins the totals: nobody reported what lies between.

    totals: tables.totals, of which those with a level are drawn; floor: where the scale starts; ceiling: a total above it is
    only named, at the upper edge.
    """
    drawn = totals[totals["level_low"].notna()]
    figure = canvas(height=STEPS_HIGH)
    first, last = axis(drawn, start=drawn["earliest"].min())
    rows = list(rows_of(closed(drawn, first, last)))
    steps, told = ([row for row in rows if row.series == series] for series in ("itemised", "reported"))
    above = [row for row in told if row.level_low > ceiling]
    within = [row for row in told if row.level_low <= ceiling]
    highest = max([float(row.level_high) for row in (*steps, *within) if pd.notna(row.level_high)] or [4.0])
    top = floor + (highest - floor) * (1.3 if above else 1.2)
    scale = _Scale(first, last, floor, top, figure.height - foot(first, last))
    begin = min(row.latest for row in told) + DAY if floor else first
    start = float(min(row.level_low for row in told)) if floor else 0.0
    line = _climb(figure, steps, number, (begin, start), last)
    for row in within:
        _total(figure, row)
    for row in above:
        _over(figure, row, top)
    for trace in labels.traces(_named(steps, told, number, ceiling, scale, line)):
        figure.add_trace(trace)
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], **ticks(first, last)},
        yaxis={"range": [floor, top], "tickvals": levels(floor, top, STEPS_UP)},
    )
    return figure


Corner = tuple[pd.Timestamp, float]


class _Scale:
    """Where something stands in the chart of steps: as a share of its width, and in pixels up from its axis."""

    def __init__(self, first: pd.Timestamp, last: pd.Timestamp, floor: float, top: float, height: int) -> None:
        self.first, self.last, self.floor, self.top, self.height = first, last, floor, top, height

    @property
    def ticks(self) -> list[float]:
        """How far up the numbers of its axis stand, in pixels."""
        return [self.at(self.first, level)[1] for level in levels(self.floor, self.top, STEPS_UP)]

    def at(self, day: pd.Timestamp, people: float) -> Spot:
        """A day at the height of a number."""
        up = (people - self.floor) / (self.top - self.floor)
        return float((day - self.first) / (self.last - self.first)), up * self.height

    def along(self, corners: list[Corner]) -> list[Spot]:
        """Points along a line, close together."""
        spots = [self.at(*corner) for corner in corners]
        found = list[Spot]()
        for (x, y), (right, high) in pairwise(spots):
            parts = max(2, int((right - x) * 120), int(abs(high - y) / 6))
            found += [(x + (right - x) * part / parts, y + (high - y) * part / parts) for part in range(parts + 1)]
        return found


def _climb(
    figure: Chart, steps: Sequence[Any], number: str, begin: tuple[pd.Timestamp, float], last: pd.Timestamp
) -> list[Corner]:
    """The steps: over the width of each date from the level before it to its own. The corners of the line."""
    if not steps:
        return []
    x, start = [begin[0]], begin[1]
    lines: dict[str, list[float]] = {name: [start] for name in ("low", "high", number)}
    for row in steps:
        x += [max(row.earliest, begin[0]), row.latest + DAY]
        for name, line in lines.items():
            line += [line[-1], float(getattr(row, f"level_{name}"))]
    x.append(last)
    for line in lines.values():
        line.append(line[-1])
    figure.add_trace(scatter(x=x, y=lines[number], mode="lines", line={"color": ACCENT, "width": 3}, hoverinfo="skip"))
    if lines["low"] != lines["high"]:
        figure.add_trace(
            scatter(
                x=[*x, *reversed(x)], y=[*lines["low"], *reversed(lines["high"])], mode="none", fill="toself",
                fillcolor=tint(ACCENT, 0.25), hoverinfo="skip",
            )
        )  # fmt: skip
    figure.add_trace(
        scatter(
            x=[row.latest + DAY for row in steps],
            y=[getattr(row, f"level_{number}") for row in steps],
            mode="markers",
            customdata=[[row.id] for row in steps],
            marker={"color": ACCENT, "size": 7, "symbol": ["circle-open" if hollow(row) else "circle" for row in steps]},
            hovertext=[f"{escape(row.label)}<br>+{escape(row.in_words)} = {escape(row.level_in_words)}" for row in steps],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    return list(zip(x, lines[number], strict=True))


def _total(figure: Chart, row: Any) -> None:
    """A reported total: a square at its date, or a line as wide as a date that is no month or day."""
    begin, end = row.earliest, row.latest + DAY
    middle, wide = begin + (end - begin) / 2, (end - begin).days > NARROW
    shape = "square-open" if hollow(row) else "square"
    figure.add_trace(
        scatter(
            x=[begin, middle, end],
            y=[row.level_low] * 3,
            mode="lines+markers",
            line={"color": NEUTRAL, "width": 2, "dash": "dot" if hollow(row) else "solid"},
            marker={
                "symbol": ["line-ns-open", shape, "line-ns-open"] if wide else shape,
                **{"size": [10, 0.1, 10] if wide else [0.1, 10, 0.1], "color": NEUTRAL},
                "line": {"width": [2, 0, 2] if wide else [0, 2 if hollow(row) else 0, 0]},
            },
            cliponaxis=False,
            customdata=[[row.id]] * 3,
            hovertemplate=f"{escape(row.label)}<br>{escape(row.in_words)}, {escape(row.date_in_words)}<br>{escape(row.said_by)}"
            "<extra></extra>",
        )
    )


def _over(figure: Chart, row: Any, top: float) -> None:
    """A total that lies above the scale: a mark at the upper edge."""
    middle = row.earliest + (row.latest + DAY - row.earliest) / 2
    figure.add_trace(
        scatter(
            x=[middle], y=[top * 0.97], mode="markers", cliponaxis=False, customdata=[[row.id]],
            marker={"symbol": "triangle-up-open" if hollow(row) else "triangle-up", "size": 11, "color": NEUTRAL},
            hovertemplate=f"{escape(row.label)}<br>{escape(row.in_words)}, {escape(row.date_in_words)}<br>{escape(row.said_by)}"
            "<extra></extra>",
        )
    )  # fmt: skip


def _named(
    steps: Sequence[Any], told: Sequence[Any], number: str, ceiling: float, scale: _Scale, line: list[Corner]
) -> dict[labels.Screen, list[labels.Named]]:
    """The numbers of the totals and of the steps, where there is room; those of the totals first, and the last before others."""
    lines = scale.along(line)
    wanted: list[tuple[Label, str, str]] = []
    marks: list[Spot] = []
    for row in told:
        over = row.level_low > ceiling
        middle = row.earliest + (row.latest + DAY - row.earliest) / 2
        spot = scale.at(middle, scale.top * 0.97 if over else row.level_low)
        around = ("middle left", "middle right") if over else ("top center", "top left", "bottom right", "bottom center")
        lines += [] if over else scale.along([(row.earliest, row.level_low), (row.latest + DAY, row.level_low)])
        wanted.append((Label((escape(row.in_words),), spot, around), NEUTRAL, row.id))
        marks.append(spot)
    for row in steps:
        spot = scale.at(row.latest + DAY, float(getattr(row, f"level_{number}")))
        wanted.append((Label((f"+{escape(row.in_words)}",), spot, ("top left", "top center")), ACCENT, row.id))
        marks.append(spot)
    wanted.sort(key=lambda one: (one[1] == ACCENT, -one[0].spot[0]))
    return {
        screen: _in_place(
            wanted,
            labels.places([label for label, _, _ in wanted], marks, scale.height, screen.widths, lines, scale.ticks),
            scale,
        )
        for screen in labels.screens()
    }


def _in_place(wanted: list[tuple[Label, str, str]], places: list[str], scale: _Scale) -> list[labels.Named]:
    """Those labels that have a place, there; one number that is told twice is named once."""
    found, seen = list[labels.Named](), set[tuple[str, ...]]()
    for (label, colour, record), position in zip(wanted, places, strict=True):
        if not position or (colour == NEUTRAL and label.lines in seen):
            continue
        seen.update([label.lines] if colour == NEUTRAL else [])
        share, up = label.spot
        day = scale.first + (scale.last - scale.first) * share
        people = scale.floor + up / scale.height * (scale.top - scale.floor)
        found.append(labels.Named(label.lines, day, people, position, record, colour))
    return found


def years(counts: pd.DataFrame, number: str = "preferred") -> Chart:
    """Counts by one kind of year as bars, each as wide as its year; a year that nobody counted is hatched.

    counts: tables.fiscal_years or tables.calendar_years.
    """
    figure = canvas(height=YEARS_HIGH)
    first, last = axis(counts, start=counts["earliest"].min())
    rows = list(rows_of(closed(counts, first, last)))
    told = [row for row in rows if isinstance(row.source_id, str)]
    top = max([4.0, *(_value(row.people_high) for row in told)]) * 1.2
    missing = [row for row in rows if not isinstance(row.source_id, str)]  # a gap has no source
    if missing:
        figure.add_trace(
            bar(
                **_placed(missing), y=[top] * len(missing), hoverinfo="none",
                marker={"color": NOTHING, "line": {"width": 0},
                        "pattern": {"shape": "/", "fgcolor": FAINT, "bgcolor": NOTHING, "size": 8, "solidity": 0.3}},
            )
        )  # fmt: skip
    named = _numbers(told, last - first)
    figure.add_trace(
        bar(
            **_placed(told),
            y=[_most(row, number) for row in told],
            marker=_filled(told, number),
            text=named,
            textposition="outside",
            textfont={"size": 13},
            textangle=0,
            constraintext="none",
            cliponaxis=False,
            customdata=[[row.id] for row in told],
            hovertext=[f"{escape(row.date_in_words)}: {escape(row.in_words)}<br>{escape(row.counted_by)}" for row in told],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    if any(_open(row, number) for row in told):
        sure = [_surely(row, number) for row in told]
        figure.add_trace(bar(**_placed(told), y=sure, marker={"color": NEUTRAL}, hoverinfo="skip"))
    figure.update_layout(
        xaxis={"type": "date", "range": [min([first, *(row.earliest for row in rows)]), last], **ticks(first, last)},
        yaxis={"range": [0, top], "nticks": 4, "showgrid": not all(named)}, barmode="overlay", clickmode="event+select",
    )  # fmt: skip
    return figure


def _placed(years: list[Any]) -> dict[str, Any]:
    """Where the bars of some years stand, and how wide they are."""
    spans = [row.latest + DAY - row.earliest for row in years]
    middles = [row.earliest + span / 2 for row, span in zip(years, spans, strict=True)]
    return {"x": middles, "width": [span.total_seconds() * 1000 * 0.9 for span in spans]}


def _numbers(years: list[Any], width: pd.Timedelta) -> list[str]:
    """The number over each bar, a range on two lines; none where years are too many for them to have room on a phone."""
    lines = [escape(row.in_words).replace(" to ", "<br>to ", 1) for row in years]
    room = PHONE * pd.Timedelta(days=365) / width
    return [f"<b>{told}</b>" if max(map(len, told.split("<br>"))) * 7 <= room + 2 else "" for told in lines]


def _open(row: Any, number: str) -> bool:
    """Whether a bar has a hollow part: what may have been said by the day that is asked for, or later."""
    return hollow(row) or (isinstance(row.known, str) and _value(row.people_high) > _value(getattr(row, f"people_{number}")))


def _most(row: Any, number: str) -> float:
    """Up to where a bar goes, its hollow part too; 0 where there is no number."""
    return _value(row.people_high if _open(row, number) else getattr(row, f"people_{number}"))


def _surely(row: Any, number: str) -> float:
    """Up to where a bar is filled."""
    return 0.0 if hollow(row) else _value(getattr(row, f"people_{number}"))


def _value(cell: Any) -> float:
    """A number of a table; 0 where there is none."""
    return 0.0 if pd.isna(cell) else float(cell)


def _filled(rows: list[Any], number: str) -> dict[str, Any]:
    """The colours of bars: one with a hollow part has its edge alone, and what is certain is drawn over it."""
    outlined = [_open(row, number) for row in rows]
    edge = {"color": NEUTRAL, "width": [2 if one else 0 for one in outlined]}
    return {"color": [NOTHING if one else NEUTRAL for one in outlined], "line": edge}
