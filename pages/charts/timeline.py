"""Tables -> figures of plotly.js. No Streamlit, no data work: what is drawn is what the table holds.

A date is drawn as wide as it is uncertain: a month is a month wide. An open end has no edge.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.tables.frames import rows_of
from loaders.wording import numbers
from pages.charts import labels
from pages.charts.canvas import DAY, NOTHING, Chart, axis, bar, canvas, closed, escape, hollow, scatter, ticks, tint
from pages.charts.labels import LETTERS
from pages.charts.palette import ACCENT, FAINT, NEUTRAL, side_styles

HEIGHT, FOOT = 200, 40  # pixels: of the chart of groups, and of what of it the axis takes


def flights(itemised: pd.DataFrame, flows: pd.DataFrame, announced: pd.DataFrame, number: str = "preferred") -> Chart:
    """Groups as bars as wide as their date and as high as their count; flows as open spans; announcements as open diamonds.

    Where reports on a group differ, the bar has the `number` that is asked for (preferred, low or high), a thin line runs
    from the lowest to the highest, and the label gives both. A label that has no room, on a phone, is left out: the list under
    the chart has every number.

    itemised: tables.counted; flows: rows of tables.figures with a value and a period; announced: tables.announced.
    """
    figure = canvas(height=HEIGHT)
    first, last = axis(itemised, flows, start=itemised["earliest"].min())
    drawn, width = closed(itemised, first, last), last - first
    heights = [float(height) for height in itemised[f"people_{number}"]]
    tallest = [itemised["people_high"].max(), announced["people_high"].max() if len(announced) else None]
    top = max([4.0, *(float(one) for one in tallest if pd.notna(one))]) * 1.3
    tops = [max(height, row.people_high) for row, height in zip(rows_of(drawn), heights, strict=True)]
    told = _labels(drawn, tops, closed(announced, first, last), Scale(first, last, top))
    for row, height, label in zip(rows_of(drawn), heights, told, strict=True):
        _bar(figure, row, height, label, width)
    for row in rows_of(closed(announced, first, last)):
        _announced(figure, row)
    for row in rows_of(closed(flows, first, last)):
        _flow(figure, row, width)
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], **ticks(first, last)},
        yaxis={"range": [0, top], "nticks": 4, "showline": False},
        clickmode="event+select",
    )
    return figure


def _bar(figure: Chart, row: Any, height: float, label: tuple[str, str], width: pd.Timedelta) -> None:
    """One group: its bar, its whisker, its mark, and its label, which is empty where it has no room."""
    begin, end = row.earliest, row.latest + DAY
    middle = begin + (end - begin) / 2
    wide, open_ = end - begin > width / 200, hollow(row)
    figure.add_trace(
        scatter(
            x=[begin, begin, end, end] if wide else [middle, middle],
            y=[0, height, height, 0] if wide else [0, height],
            mode="lines",
            fill="toself",
            line={"color": ACCENT, "width": 2, "dash": "dot" if open_ else "solid"},
            fillcolor=NOTHING if open_ else tint(ACCENT, 0.35),
            hoverinfo="skip",
        )
    )
    if row.people_low != row.people_high or row.open_end:
        ends = ["line-ew-open", "triangle-up" if row.open_end else "line-ew-open"]
        figure.add_trace(
            scatter(
                x=[middle] * 2, y=[row.people_low, row.people_high], mode="lines+markers", hoverinfo="skip",
                line={"color": NEUTRAL, "width": 2}, marker={"symbol": ends, "size": [12, 9], "color": NEUTRAL},
            )
        )  # fmt: skip
    figure.add_trace(
        bar(  # unseen: the whole bar, and some room around a thin one, can be clicked
            x=[middle],
            y=[height],
            width=[max(end - begin, width / 60).total_seconds() * 1000],
            marker={"color": NOTHING, "line": {"width": 0}},
            customdata=[[row.flight]],
            hoverinfo="none",
        )
    )
    figure.add_trace(
        scatter(
            x=[middle],
            y=[height],
            mode="markers",
            marker={"color": ACCENT, "size": 8, "symbol": "circle-open" if open_ else "circle"},
            cliponaxis=False,
            customdata=[[row.flight]],
            hovertemplate=f"{escape(row.flight_name)}<br>{escape(row.in_words)}<br>{escape(row.date_in_words)}<extra></extra>",
            selected={"marker": {"size": 12}},
            unselected={"marker": {"opacity": 1}},
        )
    )
    text, position = label
    if text:
        figure.add_trace(
            scatter(
                x=[middle], y=[max(height, row.people_high)], mode="markers+text", text=[f"<b>{text}</b>"],
                textposition=position, textfont={"size": LETTERS}, customdata=[[row.flight]],
                marker={"color": NOTHING, "size": 9}, hoverinfo="none", cliponaxis=False,
            )
        )  # fmt: skip


def _announced(figure: Chart, row: Any) -> None:
    """How many a group was announced to number: an open diamond, where the group stands in time."""
    figure.add_trace(
        scatter(
            x=[row.earliest + (row.latest + DAY - row.earliest) / 2],
            y=[row.people_high if pd.notna(row.people_high) else row.people_low],
            mode="markers",
            marker={"symbol": "diamond-open", "size": 9, "color": NEUTRAL, "line": {"width": 2}},
            cliponaxis=False,
            customdata=[[row.flight]],
            hovertemplate=f"{escape(row.flight_name)}<br>{escape(row.in_words)} announced<extra></extra>",
        )
    )


def _labels(drawn: pd.DataFrame, tops: list[float], marks: pd.DataFrame, scale: Scale) -> list[tuple[str, str]]:
    """The number of each group and where it stands: the largest first, above its mark or beside it, wherever there is room.

    There is room where on a phone and on a wide screen it lies on no other label and no mark, and not off the chart; else it
    is left out. marks: of what was announced.
    """
    rows = list(rows_of(drawn))
    own = [scale.at(row, height) for row, height in zip(rows, tops, strict=True)]
    others = [scale.at(row, row.people_high) for row in rows_of(marks) if pd.notna(row.people_high)]
    order = sorted(range(len(rows)), key=lambda place: -tops[place])
    lines = [tuple(escape(rows[place].in_words).replace(" to ", " to<br>").split("<br>")) for place in order]
    wanted = [labels.Label(told, own[place]) for told, place in zip(lines, order, strict=True)]
    found = dict(zip(order, zip(lines, labels.places(wanted, [*own, *others], HEIGHT), strict=True), strict=True))
    return [("<br>".join(told) if position else "", position) for told, position in (found[place] for place in range(len(rows)))]


@dataclass(frozen=True)
class Scale:
    """Where something stands in the chart of groups: as a share of its width, and in pixels up from its axis."""

    first: pd.Timestamp
    last: pd.Timestamp
    top: float

    def at(self, row: Any, people: float) -> tuple[float, float]:
        """The middle of a row's date, at the height of a number."""
        middle = row.earliest + (row.latest + DAY - row.earliest) / 2
        return float((middle - self.first) / (self.last - self.first)), people / self.top * (HEIGHT - FOOT)


def _flow(figure: Chart, row: Any, width: pd.Timedelta) -> None:
    """A count over a period: a dotted span at its own height, with an arrow at the end."""
    begin, end = row.earliest, row.latest
    figure.add_trace(
        scatter(
            x=[begin, end],
            y=[row.value, row.value],
            mode="lines+markers",
            line={"color": NEUTRAL, "width": 3, "dash": "dot"},
            marker={"symbol": ["line-ns-open", "arrow-right"], "size": [12, 10], "color": NEUTRAL},
            customdata=[[row.id], [row.id]],
            hovertemplate=f"{escape(row.label)}<br>{escape(row.in_words)} {row.date_in_words}<extra></extra>",
        )
    )
    if end - begin < width / 12:
        return  # no room for its number: it stands in the list
    figure.add_trace(
        scatter(
            x=[begin + (end - begin) / 2],
            y=[row.value],
            mode="text",
            text=[f"<b>{escape(row.in_words)}</b>"],
            textposition="top center",
            textfont={"size": LETTERS, "color": NEUTRAL},
            customdata=[[row.id]],
            hoverinfo="none",
        )
    )


def letters(events: pd.DataFrame) -> list[str]:
    """The letter by which each event is marked on the chart and named in the list below it: a, b, ... aa."""
    return [chr(97 + index % 26) * (1 + index // 26) for index in range(len(events))]


def legend(events: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """What the letters on a chart of these rows stand for, in a line; those before its axis have no mark."""
    first, _ = axis(drawn, start=drawn["earliest"].min())
    return "; ".join(
        f"{letter} {row.date_in_words}: {row.title}{f' ({row.known})' if hollow(row) else ''}"
        for row, letter in zip(rows_of(events), letters(events), strict=True)
        if pd.isna(row.latest) or row.latest >= first
    )


def _lettered(figure: Chart, events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, top: float = 0.86) -> None:
    """Events in the strip below, each as wide as its date, on as many levels as keep the letters apart."""
    taken: list[pd.Timestamp] = []
    lettered = closed(events, first, last).assign(letter=letters(events))
    for _, of_one in lettered.groupby(["earliest", "latest"]):
        end = of_one["latest"].iloc[0] + DAY
        if end < first:
            continue
        begin, when = max(of_one["earliest"].iloc[0], first), escape(of_one["date_in_words"].iloc[0])
        middle = begin + (end - begin) / 2
        apart = (last - first) * 0.035 * (1 + 0.4 * (len(of_one) - 1))
        level = next((index for index, until in enumerate(taken) if middle - apart / 2 > until), len(taken))
        taken[level : level + 1] = [max(end, middle + apart / 2)]
        height = top - 0.27 * level
        figure.add_trace(
            scatter(
                x=[begin, end], y=[height, height], mode="lines", line={"color": FAINT, "width": 16}, yaxis="y2", hoverinfo="skip"
            )
        )
        figure.add_trace(
            scatter(
                x=[middle],
                y=[height],
                mode="text",
                text=[f"<b>{' '.join(of_one['letter'])}</b>"],
                textfont={"size": 14},
                customdata=[[" ".join(of_one["id"])]],
                yaxis="y2",
                hovertemplate=f"{'<br>'.join(map(escape, of_one['title']))}<br>{when}<extra></extra>",
            )
        )


def statements(statements: pd.DataFrame, sides: dict[str, str], itemised: pd.DataFrame, events: pd.DataFrame) -> Chart:
    """Statements by side in lanes on a true time axis: one mark each, in the middle of its date, stacked within a month.

    Behind them the groups, as bands as wide as their date, and what else happened, by letter, in a lane of its own on top.

    statements: tables.statements; sides: side id -> short name, in the order of the record; itemised:
    tables.counted; events: tables.events.
    """
    statements = statements[statements["superseded"].isna()]
    shown = {side: name for side, name in sides.items() if side in set(statements["side_id"])}
    styles = side_styles(list(sides))
    tallest = max((len(own) for _, own in statements.groupby("side_id")), default=1)
    lane_height = 56 + 11 * tallest  # pixels: a heading, and room for all of a side in one month
    step = 11 / lane_height
    figure = canvas(height=130 + lane_height * len(shown))
    first, last = axis(statements, start=statements["earliest"].min())
    share = 90 / (130 + lane_height * len(shown))  # of the height, for the lane of groups and events
    _behind(figure, itemised, events, first, last)
    for lane, (side, name) in enumerate(reversed(shown.items())):
        colour, mark = styles[side]
        own = closed(statements[statements["side_id"] == side], first, last)
        stacked: Counter[str] = Counter()
        x: list[pd.Timestamp] = []
        y: list[float] = []
        for row in rows_of(own):
            begin, end = row.earliest, row.latest + DAY
            x.append(begin + (end - begin) / 2)
            month = f"{x[-1]:%Y-%m}"
            y.append(lane + 0.12 + step * stacked[month])
            stacked[month] += 1
            if end - begin > 32 * DAY:
                figure.add_trace(
                    scatter(x=[begin, end], y=[y[-1]] * 2, mode="lines", line={"color": FAINT, "width": 7}, hoverinfo="skip")
                )
        figure.add_trace(
            scatter(
                x=x,
                y=y,
                mode="markers",
                marker={"color": colour, "symbol": [f"{mark}-open" if hollow(row) else mark for row in rows_of(own)], "size": 9},
                customdata=[[row.id] for row in rows_of(own)],
                hovertext=[f"{escape(row.said_by)}, {escape(row.date_in_words)}" for row in rows_of(own)],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        figure.add_annotation(
            xref="paper", x=0, xanchor="left", y=lane + 0.9, showarrow=False, font={"size": 15, "color": colour},
            text=f"<b>{escape(name)}</b> {numbers.between(sum(not hollow(row) for row in rows_of(own)), len(own))}",
        )  # fmt: skip
        figure.add_line(y=lane, line={"color": FAINT, "width": 1})
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], **ticks(first, last)},
        yaxis={"visible": False, "range": [-0.02, len(shown)], "domain": [0, 1 - share]},
        yaxis2={"range": [0, 1], "domain": [1 - share, 1], "visible": False, "fixedrange": True},
        margin={"l": 20, "r": 12, "t": 12, "b": 8},
        clickmode="event+select",
    )
    return figure


def _behind(figure: Chart, itemised: pd.DataFrame, events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """The groups as bands over the whole height, with their number on top; the events by letter above them."""
    written: list[pd.Timestamp] = []
    for row in rows_of(closed(itemised, first, last)):
        begin, end = row.earliest, row.latest + DAY
        if end < first or begin > last:
            continue
        figure.add_band(
            x0=begin,
            x1=end,
            fillcolor=NOTHING if hollow(row) else tint(ACCENT, 0.16),
            layer="below",
            line={"color": tint(ACCENT, 0.45), "width": 1, "dash": "dot" if hollow(row) else "solid"},
        )
        middle = begin + (end - begin) / 2
        if written and middle - written[-1] < (last - first) / 25:
            continue  # no room for its number beside the one before
        written.append(middle)
        figure.add_trace(
            scatter(
                x=[middle], y=[0.12], mode="text", yaxis="y2", customdata=[[row.flight]],
                text=[f"<b>{escape(row.in_words)}</b>"], textfont={"size": 14, "color": ACCENT},
                hovertemplate=f"{escape(row.flight_name)}<br>{escape(row.in_words)}<extra></extra>",
            )
        )  # fmt: skip
    _lettered(figure, events, first, last)
