"""What every chart is drawn on: the canvas, the time axis, and the ends of a date that is open. No Streamlit, no data work."""

from __future__ import annotations

from html import escape as escape_markup
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from loaders.analysis.known import Known
from pages.charts.palette import FAINT

DAY = pd.Timedelta(days=1)
PHONE = 320  # pixels: the width of a chart on a narrow screen
LABEL = {"size": 15}
NOTHING = "rgba(0, 0, 0, 0)"  # the colour of what is there and not seen


def hollow(row: Any) -> bool:
    """Whether the mark of a row stands hollow: what it tells may have been said by the day that is asked for, or later."""
    return bool(row.known == Known.PERHAPS) if isinstance(row.known, str) else False


def escape(text: str) -> str:
    """Text that Plotly shows as it is: nothing in it is markup, and no %{...} is filled in."""
    return escape_markup(text).replace("{", "&#123;")


def canvas(height: int) -> go.Figure:
    """An empty figure of the house: few lines, no legend, nothing that drags."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 4, "r": 12, "t": 12, "b": 8},
        showlegend=False,
        paper_bgcolor=NOTHING,
        plot_bgcolor=NOTHING,
        font={"family": '"Source Sans", "Source Sans 3", sans-serif', "size": 14},
        hovermode="closest",
        hoverdistance=30,
        dragmode=False,
        xaxis={
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "outside",
            "tickcolor": FAINT,
            "automargin": True,
        },
        yaxis={"gridcolor": FAINT, "zeroline": False, "fixedrange": True, "automargin": True},
    )
    return figure


def axis(rows: pd.DataFrame, start: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Whole years for a time axis: from that of `start` to the last year of the rows."""
    earliest = start if pd.notna(start) else rows[["earliest", "latest"]].min().min()
    latest = rows[["earliest", "latest"]].max().max()
    if pd.isna(earliest) or pd.isna(latest):
        raise ValueError("no row has a date to draw")
    return pd.Timestamp(earliest.year, 1, 1), pd.Timestamp(latest.year, 12, 31)


def ticks(first: pd.Timestamp, last: pd.Timestamp) -> dict[str, str]:
    """Ticks at each quarter of one or two years; else at each year, or at each second, fifth ... where years are many."""
    years = last.year - first.year
    if years < 2:
        return {"dtick": "M3", "tickformat": "%b<br>%Y"}
    step = next(step for step in (1, 2, 5, 10, 50, 500) if years / step <= 12)
    return {"dtick": f"M{12 * step}", "tickformat": "%Y"}


def closed(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The same rows with open ends closed at the edges of the axis: an open end has no edge of its own to draw."""
    return rows.assign(earliest=rows["earliest"].fillna(first), latest=rows["latest"].fillna(last))


def tint(colour: str, opacity: float) -> str:
    """A colour of the palette, #RRGGBB, with an opacity from 0 to 1."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"
