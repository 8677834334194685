"""Tables -> Plotly figures. No Streamlit, no data work: what is drawn is what the table holds.

A date is drawn as wide as it is uncertain: a month is a month wide. An open end has no edge.
"""

from __future__ import annotations

from collections import Counter
from html import escape as escape_markup
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from loaders import words
from loaders.frames import rows_of
from loaders.reconciliation import NOT_ITEMISED
from pages.parts.palette import ACCENT, FAINT, NEUTRAL, side_styles

DAY = pd.Timedelta(days=1)
LABEL = {"size": 15}


def escape(text: str) -> str:
    """Text that Plotly shows as it is: nothing in it is markup, and no %{...} is filled in."""
    return escape_markup(text).replace("{", "&#123;")


def flights(itemised: pd.DataFrame, milestones: pd.DataFrame, flows: pd.DataFrame) -> go.Figure:
    """Groups as bars as wide as their date and as high as their count; flows as open spans; milestones lettered below.

    itemised: tables.itemised; milestones: tables.milestones; flows: rows of tables.figures with a value and a period.
    """
    figure = _canvas(height=460 if len(milestones) else 340)
    rows = pd.concat([itemised, milestones, flows]) if len(milestones) or len(flows) else itemised
    first, last = _axis(rows, start=itemised["earliest"].min(), lead=1 if len(milestones) else 0)
    width = last - first
    for row in rows_of(_closed(itemised, first, last)):
        begin, end = row.earliest, row.latest + DAY
        middle = begin + (end - begin) / 2
        figure.add_trace(
            go.Scatter(
                x=[begin, begin, end, end] if end - begin > width / 200 else [middle, middle],
                y=[0, row.people_high, row.people_high, 0] if end - begin > width / 200 else [0, row.people_high],
                mode="lines",
                fill="toself",
                line={"color": ACCENT, "width": 2},
                fillcolor=_tint(ACCENT, 0.35),
                hoverinfo="skip",
            )
        )
        figure.add_trace(
            go.Bar(  # unseen: the whole bar, and some room around a thin one, can be clicked
                x=[middle],
                y=[row.people_high],
                width=[max(end - begin, width / 60).total_seconds() * 1000],
                marker={"color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
                customdata=[[row.flight]],
                hoverinfo="none",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[middle],
                y=[row.people_high],
                mode="markers+text",
                marker={"color": ACCENT, "size": 9},
                text=[f"<b>{words.span(row.people_low, row.people_high)}</b>"],
                textposition="top center",
                textfont={"size": 18},
                customdata=[[row.flight]],
                hovertemplate=f"{escape(row.flight_name)}<br>{words.people(row.people_low, row.people_high)}"
                f"<br>{escape(row.date_in_words)}<extra></extra>",
                selected={"marker": {"size": 13}},
                unselected={"marker": {"opacity": 1}},
            )
        )
    for row in rows_of(_closed(flows, first, last)):
        _flow(figure, row)
    _lettered(figure, milestones, first, last)
    top = max([float(itemised["people_high"].max() if len(itemised) else 0), 4.0])
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], "dtick": "M12", "tickformat": "%Y", "anchor": "y2"},
        yaxis={"range": [0, top * 1.22], "domain": [0.3 if len(milestones) else 0.02, 1], "nticks": 4, "showline": False},
        yaxis2={"range": [0, 1], "domain": [0, 0.2 if len(milestones) else 0.01], "visible": False, "fixedrange": True},
        clickmode="event+select",
    )
    return figure


def _flow(figure: go.Figure, row: Any) -> None:
    """A count over a period: a dotted span at its own height, with an arrow at the end."""
    begin, end = row.earliest, row.latest
    middle = begin + (end - begin) / 2
    figure.add_trace(
        go.Scatter(
            x=[begin, end],
            y=[row.value, row.value],
            mode="lines+markers",
            line={"color": NEUTRAL, "width": 3, "dash": "dot"},
            marker={"symbol": ["line-ns-open", "arrow-right"], "size": [12, 10], "color": NEUTRAL},
            customdata=[[row.id], [row.id]],
            hovertemplate=f"{escape(row.label)}<br>{escape(row.in_words)} {row.date_in_words}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[middle],
            y=[row.value],
            mode="text",
            text=[f"<b>{escape(row.in_words)}</b> {escape(row.date_in_words)}<br> "],
            textposition="top center",
            textfont={"size": 14, "color": NEUTRAL},
            customdata=[[row.id]],
            hoverinfo="none",
        )
    )


def letters(milestones: pd.DataFrame) -> list[str]:
    """The letter by which each milestone is marked on the chart and named in the list below it: a, b, ... aa."""
    return [chr(97 + index % 26) * (1 + index // 26) for index in range(len(milestones))]


def legend(milestones: pd.DataFrame, statements: pd.DataFrame) -> str:
    """What the letters on the chart of statements stand for, in a line; those before its axis have no mark."""
    first, _ = _axis(statements, start=statements["earliest"].min(), lead=0)
    return "; ".join(
        f"{letter} {row.date_in_words}: {row.title}"
        for row, letter in zip(rows_of(milestones), letters(milestones), strict=True)
        if pd.isna(row.latest) or row.latest >= first
    )


def _lettered(figure: go.Figure, milestones: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, top: float = 0.86) -> None:
    """Milestones in the strip below, each as wide as its date, on as many levels as keep the letters apart."""
    apart = (last - first) * 0.035
    taken: list[pd.Timestamp] = []
    for row, letter in zip(rows_of(_closed(milestones, first, last)), letters(milestones), strict=True):
        begin, end = row.earliest, row.latest + DAY
        if end < first:
            continue
        begin = max(begin, first)
        middle = begin + (end - begin) / 2
        level = next((index for index, until in enumerate(taken) if begin - apart / 2 > until), len(taken))
        taken[level : level + 1] = [max(end, middle + apart / 2)]
        height = top - 0.27 * level
        figure.add_trace(
            go.Scatter(
                x=[begin, end], y=[height, height], mode="lines", line={"color": FAINT, "width": 16}, yaxis="y2", hoverinfo="skip"
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[middle],
                y=[height],
                mode="text",
                text=[f"<b>{letter}</b>"],
                textfont={"size": 14},
                customdata=[[row.id]],
                yaxis="y2",
                hovertemplate=f"{escape(row.title)}<br>{escape(row.date_in_words)}<extra></extra>",
            )
        )


def totals(totals: pd.DataFrame, ledger: pd.DataFrame) -> go.Figure:
    """The running sum of itemised people as a line that climbs over each date's width; reported totals as levels apart.

    totals: tables.totals; ledger: tables.ledger, for what neither explains. The sum is not a share of the reported total.
    """
    figure = _canvas(height=440)
    itemised, reported = (totals[totals["series"] == name] for name in ("itemised", "reported"))
    first, last = _axis(totals, start=totals["earliest"].min(), lead=0)
    itemised, reported = _closed(itemised, first, last), _closed(reported, first, last)
    x: list[pd.Timestamp] = []
    y: list[float] = []
    before = 0.0
    for row in rows_of(itemised):
        x += [row.earliest, row.latest + DAY]
        y += [before, float(row.total_high)]
        before = float(row.total_high)
    if x:
        figure.add_trace(go.Scatter(x=x, y=y, mode="lines", line={"color": ACCENT, "width": 3}, hoverinfo="skip"))
        ends = itemised["latest"] + DAY
        figure.add_trace(
            go.Scatter(
                x=ends,
                y=itemised["total_high"],
                mode="markers+text",
                marker={"color": ACCENT, "size": 8},
                text=[f"<b>{words.span(row.total_low, row.total_high)}</b>" for row in rows_of(itemised)],
                textposition="top center",
                textfont=LABEL,
                customdata=[[row.id] for row in rows_of(itemised)],
                hovertext=[f"{escape(row.label)}<br>{row.arithmetic}" for row in rows_of(itemised)],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    for row in rows_of(reported):
        begin, end = row.earliest, row.latest + DAY
        figure.add_trace(
            go.Scatter(
                x=[begin + (end - begin) * step / 20 for step in range(21)],
                y=[row.total_low] * 21,
                mode="lines+markers",
                line={"color": NEUTRAL, "width": 10},
                marker={"symbol": "square", "size": 10, "color": NEUTRAL},
                customdata=[[row.id]] * 21,
                hovertemplate=f"{escape(row.label)}<br>{escape(row.said_by)}<extra></extra>",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[min(end, last)],
                y=[row.total_low],
                mode="text",
                text=[f"<b>{words.number(row.total_low)}</b> reported, as of {escape(row.date_in_words)}<br> "],
                textposition="top left",
                textfont=LABEL,
                customdata=[[row.id]],
                hoverinfo="none",
            )
        )
    rest = ledger[ledger["line"] == NOT_ITEMISED].tail(1)
    if len(rest) and len(itemised):
        low, high = float(itemised["total_high"].iloc[-1]), float(reported["total_low"].iloc[-1])
        at = itemised["latest"].iloc[-1] + DAY
        figure.add_trace(
            go.Scatter(
                x=[at, at], y=[low + 0.08 * high, high - 0.03 * high], mode="lines",
                line={"color": NEUTRAL, "width": 1, "dash": "dot"}, hoverinfo="skip",
            )
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=[at], y=[(low + high) / 2], mode="markers+text", textposition="middle left", textfont=LABEL, hoverinfo="none",
                marker={"symbol": "diamond-open", "size": 9, "color": NEUTRAL},
                text=[f"<b>{rest['in_words'].iloc[0]}</b> in no group <br>in this record "], customdata=[[rest["id"].iloc[0]]],
            )
        )  # fmt: skip
    top = max([float(totals["total_high"].max() if len(totals) else 0), 4.0])
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], "dtick": "M12", "tickformat": "%Y"},
        yaxis={"range": [0, top * 1.18], "nticks": 5},
    )
    return figure


def by_year(years: pd.DataFrame) -> go.Figure:
    """People on listed flights by calendar year, as bars with their number. years: tables.by_year."""
    dated = years[years["year"].notna() & (years["flights"] > 0)]
    figure = _canvas(height=110 + 44 * max(len(dated), 1))
    figure.add_trace(
        go.Bar(
            x=dated["people_high"],
            y=dated["year"].astype(str),
            orientation="h",
            marker={"color": ACCENT},
            width=0.62,
            text=[f"<b>{words.span(row.people_low, row.people_high)}</b>" for row in rows_of(dated)],
            textposition="outside",
            textfont=LABEL,
            cliponaxis=False,
            customdata=[[line] for line in dated["id"]],
            hovertext=dated["arithmetic"],
            hovertemplate="%{y}: %{hovertext}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(  # unseen: the number beside a bar can be clicked too
            x=dated["people_high"] * 1.03,
            y=dated["year"].astype(str),
            mode="markers",
            marker={"color": "rgba(0, 0, 0, 0)", "size": 20},
            customdata=[[line] for line in dated["id"]],
            hoverinfo="none",
        )
    )
    figure.update_layout(
        xaxis={"visible": False, "rangemode": "tozero"}, yaxis={"type": "category", "autorange": "reversed", "showgrid": False}
    )
    return figure


def statements(statements: pd.DataFrame, sides: dict[str, str], itemised: pd.DataFrame, milestones: pd.DataFrame) -> go.Figure:
    """Statements by side in lanes on a true time axis: one mark each, in the middle of its date, stacked within a month.

    Behind them the groups, as bands as wide as their date, and what else happened, by letter, in a lane of its own on top.

    statements: tables.statements; sides: side id -> short name, in the order of the record; itemised:
    reconciliation.itemised; milestones: tables.milestones.
    """
    shown = {side: name for side, name in sides.items() if side in set(statements["side_id"])}
    styles = side_styles(list(sides))
    tallest = max((len(own) for _, own in statements.groupby("side_id")), default=1)
    lane_height = 56 + 11 * tallest  # pixels: a heading, and room for all of a side in one month
    step = 11 / lane_height
    figure = _canvas(height=130 + lane_height * len(shown))
    first, last = _axis(statements, start=statements["earliest"].min(), lead=0)
    share = 90 / (130 + lane_height * len(shown))  # of the height, for the lane of groups and events
    _behind(figure, itemised, milestones, first, last)
    for lane, (side, name) in enumerate(reversed(shown.items())):
        colour, mark = styles[side]
        own = _closed(statements[statements["side_id"] == side], first, last)
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
                    go.Scatter(x=[begin, end], y=[y[-1]] * 2, mode="lines", line={"color": FAINT, "width": 7}, hoverinfo="skip")
                )
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="markers",
                marker={"color": colour, "symbol": mark, "size": 9},
                customdata=[[row.id] for row in rows_of(own)],
                hovertext=[f"{escape(row.said_by)}, {escape(row.date_in_words)}" for row in rows_of(own)],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        figure.add_annotation(
            xref="paper", x=0, xanchor="left", y=lane + 0.9, showarrow=False, font={"size": 15, "color": colour},
            text=f"<b>{escape(name)}</b> {len(own)}",
        )  # fmt: skip
        figure.add_hline(y=lane, line={"color": FAINT, "width": 1})
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], "dtick": "M12", "tickformat": "%Y"},
        yaxis={"visible": False, "range": [-0.02, len(shown)], "domain": [0, 1 - share]},
        yaxis2={"range": [0, 1], "domain": [1 - share, 1], "visible": False, "fixedrange": True},
        margin={"l": 20, "r": 12, "t": 12, "b": 8},
        clickmode="event+select",
    )
    return figure


def _behind(figure: go.Figure, itemised: pd.DataFrame, milestones: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """The groups as bands over the whole height, with their number on top; the milestones by letter above them."""
    for row in rows_of(_closed(itemised, first, last)):
        begin, end = row.earliest, row.latest + DAY
        if end < first or begin > last:
            continue
        figure.add_vrect(
            x0=begin, x1=end, fillcolor=_tint(ACCENT, 0.16), line={"color": _tint(ACCENT, 0.45), "width": 1}, layer="below"
        )
        figure.add_trace(
            go.Scatter(
                x=[begin + (end - begin) / 2], y=[0.12], mode="text", yaxis="y2", customdata=[[row.flight]],
                text=[f"<b>{words.span(row.people_low, row.people_high)}</b>"], textfont={"size": 14, "color": ACCENT},
                hovertemplate=f"{escape(row.flight_name)}<br>{words.people(row.people_low, row.people_high)}<extra></extra>",
            )
        )  # fmt: skip
    _lettered(figure, milestones, first, last)


def _canvas(height: int) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 4, "r": 12, "t": 12, "b": 8},
        showlegend=False,
        hovermode="closest",
        hoverdistance=30,
        dragmode=False,
        xaxis={"showgrid": False, "zeroline": False, "fixedrange": True, "ticks": "outside", "tickcolor": FAINT},
        yaxis={"gridcolor": FAINT, "zeroline": False, "fixedrange": True, "automargin": True},
    )
    return figure


def _axis(rows: pd.DataFrame, start: pd.Timestamp, lead: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Whole years for a time axis: from `lead` years before `start`'s to the last year of the rows."""
    earliest = start if pd.notna(start) else rows[["earliest", "latest"]].min().min()
    latest = rows[["earliest", "latest"]].max().max()
    if pd.isna(earliest) or pd.isna(latest):
        raise ValueError("no row has a date to draw")
    return pd.Timestamp(earliest.year - lead, 1, 1), pd.Timestamp(latest.year, 12, 31)


def _closed(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The same rows with open ends closed at the edges of the axis: an open end has no edge of its own to draw."""
    return rows.assign(earliest=rows["earliest"].fillna(first), latest=rows["latest"].fillna(last))


def _tint(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"
