"""What every chart is drawn on: the canvas, the time axis, and the ends of a date that is open. No Streamlit, no data work."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from html import escape as escape_markup
from html import unescape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from loaders.analysis.known import Known
from loaders.wording.language import spoken
from pages.charts.palette import FAINT

DAY = pd.Timedelta(days=1)
PHONE, NARROWEST = 320, 245  # pixels: the width of a chart on a telephone, and on the narrowest
QUARTERS = 2  # years, of fewer of which the axis names the quarters
NOTHING = "rgba(0, 0, 0, 0)"  # the colour of what is there and not seen


def hollow(row: Any) -> bool:
    """Whether the mark of a row stands hollow: what it tells may have been said by the day that is asked for, or later."""
    return bool(row.known == Known.PERHAPS) if isinstance(row.known, str) else False


def escape(text: str) -> str:
    """Text that Plotly shows as it is: nothing in it is markup, and no %{...} is filled in."""
    return escape_markup(text).replace("{", "&#123;")


@dataclass
class Chart:
    """A figure as plotly.js takes it: traces and a layout. Equal only to itself.

    These are plain values: `plotly.graph_objects` holds each against its description, which takes longer than all else that
    makes a page. That is done where a picture is made, and in tests (`figure`).
    """

    layout: dict[str, Any]
    data: list[dict[str, Any]] = field(default_factory=list)

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.layout["height"])

    def height_on(self, screen: str) -> int:
        """In pixels, on screens of a kind (pages.charts.labels.Screen)."""
        return int(self.layout.get("meta", {}).get(screen, self.layout)["height"])

    def add_trace(self, trace: dict[str, Any]) -> None:
        """One trace more."""
        self.data.append(trace)

    def update_layout(self, axes: dict[str, dict[str, Any]] | None = None, **given: Any) -> None:
        """Change the layout; what stands within an axis or a margin and is not given stays. axes: by their name in plotly.js."""
        for key, value in {**(axes or {}), **given}.items():
            known = self.layout.get(key)
            self.layout[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value

    def add_annotation(self, **given: Any) -> None:
        """A text."""
        self.layout.setdefault("annotations", []).append(given)

    def add_line(self, y: float, line: dict[str, Any]) -> None:
        """A line over the whole width."""
        drawn = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "line": line}
        self.layout.setdefault("shapes", []).append(drawn)

    def words(self) -> list[str]:
        """What its marks say, from left to right, each once: what is told to who does not see them."""
        found: dict[str, tuple[object, str]] = {}
        for trace in self.data:
            said = trace.get("hovertext", trace.get("hovertemplate"))
            for place, (name,) in enumerate(trace.get("customdata", ())):
                told = said if said is None or isinstance(said, str) else list(said)[place]
                if told and trace.get("hoverinfo") != "none" and name not in found:
                    plain = re.sub(r"<[^>]+>", "", re.sub(r"<extra>.*", "", told, flags=re.S).replace("<br>", ", "))
                    found[name] = (list(trace["x"])[place], unescape(plain))
        return [told for _, told in sorted(found.values(), key=lambda one: str(one[0]))]

    def json(self) -> dict[str, Any]:
        """As JSON: numbers and days as plotly.js reads them."""
        made: dict[str, Any] = json.loads(to_json_plotly({"data": self.data, "layout": self.layout}))
        return made

    def figure(self) -> go.Figure:
        """The same, held against its description. Raises ValueError for what plotly.js does not know."""
        return go.Figure(self.data, self.layout)


def scatter(**given: Any) -> dict[str, Any]:
    """A trace of points, lines or texts."""
    return {"type": "scatter", **given}


def bar(**given: Any) -> dict[str, Any]:
    """A trace of bars."""
    return {"type": "bar", **given}


def canvas(height: int, phone: int | None = None) -> Chart:
    """An empty figure of the house: few lines, no legend, nothing that drags. phone: its height on a phone, if another."""
    return Chart(
        {
            "height": height,
            **({"meta": {"narrow": {"height": phone}}} if phone not in (None, height) else {}),
            "margin": {"l": 4, "r": 12, "t": 12, "b": 8},
            "showlegend": False,
            "paper_bgcolor": NOTHING,
            "plot_bgcolor": NOTHING,
            "font": {"family": '"Source Sans", "Source Sans 3", sans-serif', "size": 14},
            "separators": f"{spoken().decimal}{spoken().grouping}",
            "hovermode": "closest",
            "hoverdistance": 30,
            "dragmode": False,
            "xaxis": {
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
                "ticks": "outside",
                "tickcolor": FAINT,
                "tickangle": 0,
                "automargin": True,
            },
            "yaxis": {
                "gridcolor": FAINT,
                "zeroline": False,
                "fixedrange": True,
                "automargin": True,
                "tickformat": ",~r",
                "ticklabelstandoff": 4,
            },
        }
    )


def axis(*tables: pd.DataFrame, start: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Whole years for a time axis: from that of `start` to the last year of the tables."""
    ends = [end for table in tables for name in ("earliest", "latest") for end in (table[name].min(), table[name].max())]
    known = [end for end in ends if pd.notna(end)]
    if not known:
        raise ValueError("no row has a date to draw")
    earliest, latest = start if pd.notna(start) else min(known), max(known)
    return pd.Timestamp(earliest.year, 1, 1), pd.Timestamp(latest.year, 12, 31)


def ticks(first: pd.Timestamp, last: pd.Timestamp) -> dict[str, Any]:
    """Ticks at each quarter of a year, or half of two; else at each year, or at each second, fifth ... where years are many.

    They have room on the narrowest screen.
    """
    years = last.year - first.year
    if years < QUARTERS:
        months = {"dtick": "M1", "ticks": "outside", "ticklen": 3, "tickcolor": FAINT}
        begun = list(pd.date_range(first, last, freq="QS" if years == 0 else "2QS"))
        named = [f"{spoken().short_months[day.month - 1]}<br>{day.year}" for day in begun]
        return {"tickvals": begun, "ticktext": named, "minor": months}
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500) if years / step <= 6.5)
    return {"dtick": f"M{12 * step}", "tickformat": "%Y"}


def levels(floor: float, top: float, most: int) -> list[float]:
    """The round numbers that an axis of counts names, from its foot up, the same step apart: `most` of them or fewer."""
    raw = max((top - floor) / most, 1)
    ten = 10 ** math.floor(math.log10(raw))
    step = next(ten * one for one in (1, 2, 5, 10) if ten * one >= raw)
    return [step * place for place in range(math.ceil(floor / step), math.floor(top / step) + 1)]


def foot(first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Pixels of a chart that its margins and its time axis take: one line of type, or two for quarters."""
    return 62 if last.year - first.year < QUARTERS else 44


def closed(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The same rows with open ends closed at the edges of the axis: an open end has no edge of its own to draw."""
    return rows.assign(earliest=rows["earliest"].fillna(first), latest=rows["latest"].fillna(last))


def tint(colour: str, opacity: float) -> str:
    """A colour of the palette, #RRGGBB, with an opacity from 0 to 1."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"
