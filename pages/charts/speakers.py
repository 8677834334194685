"""The chart of statements through time: who spoke when, each side by itself. No Streamlit, no data work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.wording import numbers
from pages.charts.canvas import DAY, Chart, canvas, escape, scatter, ticks, tint
from pages.charts.palette import FAINT, side_styles

MARK = 11  # pixels from one mark to the next above it
HEADING = 30  # pixels above the marks of a side, for its name
APART = 0.035  # of the width: how far two marks beside each other have to be
MONTH, ONE_DATE = 32 * DAY, 366 * DAY  # a date that is open for longer has a bar; for still longer, no mark
SAID = "%{hovertext}<extra></extra>"


@dataclass(frozen=True)
class Spoken:
    """A statement as it is drawn: of which side, from which day to which it can be, in words; hollow if it may be later."""

    id: str
    side: str
    earliest: dt.date | None
    latest: dt.date | None
    told: str
    hollow: bool = False


@dataclass(frozen=True)
class Placed:
    """The same on an axis: from its begin to its end, so many marks down."""

    spoken: Spoken
    begin: pd.Timestamp
    end: pd.Timestamp
    level: int

    @property
    def middle(self) -> pd.Timestamp:
        """Where its mark stands."""
        return self.begin + (self.end - self.begin) / 2

    @property
    def marked(self) -> bool:
        """Whether it has a mark: in the middle of more than a year nobody said anything."""
        return bool(self.spoken.earliest and self.spoken.latest) and self.end - self.begin <= ONE_DATE


def statements(statements: Sequence[Spoken], sides: dict[str, str]) -> Chart:
    """Statements on a true time axis, each side by itself under its name: a mark at each date, with a bar as wide as it is open.

    Words whose date is open for more than a year have a bar and no mark. sides: side id -> short name, in their order.
    """
    days = [day for one in statements for day in (one.earliest, one.latest) if day]
    first, last = pd.Timestamp(min(days).year, 1, 1), pd.Timestamp(max(days).year, 12, 31)
    every = {side: _placed([one for one in statements if one.side == side], first, last) for side in sides}
    shown = {side: placed for side, placed in every.items() if placed}
    tall = {side: MARK * (1 + max(one.level for one in placed)) for side, placed in shown.items()}
    floor = sum(HEADING + marks for marks in tall.values())
    figure, styles = canvas(height=floor + 40), side_styles(list(sides))
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], **ticks(first, last)},
        yaxis={"visible": False, "range": [0, floor]},
        margin={"l": 20, "r": 12, "t": 4, "b": 8},
        clickmode="event+select",
    )
    for side, placed in shown.items():
        top = floor - HEADING
        floor = top - tall[side]
        _side(figure, placed, top, *styles[side])
        name = f"<b>{escape(sides[side])}</b> {numbers.between(sum(not one.spoken.hollow for one in placed), len(placed))}"
        figure.add_annotation(
            xref="paper", x=0, xanchor="left", y=top + HEADING / 2, showarrow=False, text=name,
            font={"size": 15, "color": styles[side][0]},
        )  # fmt: skip
        figure.add_line(y=floor, line={"color": FAINT, "width": 1})
    return figure


def _placed(own: Sequence[Spoken], first: pd.Timestamp, last: pd.Timestamp) -> list[Placed]:
    """The statements of a side, each in the first row from above in which it lies on no other."""
    until, found, apart = list[pd.Timestamp](), list[Placed](), (last - first) * APART / 2
    for one in own:
        begin = pd.Timestamp(one.earliest) if one.earliest else first
        end = pd.Timestamp(one.latest) + DAY if one.latest else last
        middle = begin + (end - begin) / 2
        level = next((level for level, taken in enumerate(until) if min(begin, middle - apart) > taken), len(until))
        until[level : level + 1] = [max(end, middle + apart)]
        found.append(Placed(one, begin, end, level))
    return found


def _side(figure: Chart, placed: Sequence[Placed], top: float, colour: str, mark: str) -> None:
    """The statements of one side, from `top` down."""
    heights = {one.spoken.id: top - MARK * (one.level + 0.5) for one in placed}
    for one in placed:
        if one.end - one.begin <= MONTH:
            continue
        points = [one.begin + (one.end - one.begin) * share / 6 for share in range(7)]  # all along it can be pointed at
        line = {"color": FAINT if one.marked else tint(colour, 0.55), "width": 7, "dash": "dot" if one.spoken.hollow else "solid"}
        own: dict[str, Any] = {"hoverinfo": "skip"}
        if not one.marked:
            own = {"customdata": [[one.spoken.id]] * 7, "hovertext": escape(one.spoken.told), "hovertemplate": SAID}
        figure.add_trace(scatter(x=points, y=[heights[one.spoken.id]] * 7, mode="lines", line=line, **own))
    marked = [one for one in placed if one.marked]
    if marked:
        symbols = [f"{mark}-open" if one.spoken.hollow else mark for one in marked]
        figure.add_trace(
            scatter(
                x=[one.middle for one in marked],
                y=[heights[one.spoken.id] for one in marked],
                mode="markers",
                marker={"color": colour, "size": 9, "symbol": symbols},
                customdata=[[one.spoken.id] for one in marked],
                hovertext=[escape(one.spoken.told) for one in marked],
                hovertemplate=SAID,
            )
        )
