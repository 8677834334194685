"""Charts of counts that add up or run on: running sums, years, totals through the years. No Streamlit, no data work.

Fiscal and calendar years stand in panels of their own over one time axis, each bar as wide as its year.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders.analysis.through_time import Series
from loaders.tables.frames import rows_of
from loaders.wording import numbers
from loaders.wording.accounts import NOT_ON_RECORD, Line
from pages.charts.canvas import DAY, LABEL, NOTHING, PHONE, Chart, axis, bar, canvas, closed, escape, hollow, scatter, ticks, tint
from pages.charts.palette import ACCENT, FAINT, NEUTRAL


def totals(totals: pd.DataFrame, ledger: pd.DataFrame, number: str = "preferred") -> Chart:
    """The running sum of itemised people as a line that climbs over each date's width; reported totals as levels apart.

    Where reports differ, the line takes the `number` that is asked for (preferred, low or high), and a band runs from the
    lowest sum to the highest.

    totals: tables.totals; ledger: tables.ledger, for what neither explains. The sum is not a share of the reported total.
    """
    figure = canvas(height=440)
    itemised, reported = (totals[totals["series"] == name] for name in ("itemised", "reported"))
    first, last = axis(totals, start=totals["earliest"].min())
    itemised, reported = closed(itemised, first, last), closed(reported, first, last).sort_values("latest", kind="stable")
    top = max([float(totals["total_high"].max() if len(totals) else 0), 4.0])
    _climb(figure, itemised, number, first, last, top)
    _levels(figure, reported, first, last, top)
    if certain := [row for row in rows_of(reported) if not hollow(row)]:
        total = certain[-1]
        for rest in rows_of(ledger[(ledger["line"] == Line.REST) & (ledger["account"] == total.id)]):
            if rest.people_low > 0:
                _gap(figure, total, rest, first, last)
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], **ticks(first, last)},
        yaxis={"range": [0, top * 1.18], "nticks": 5},
    )
    return figure


def _climb(figure: Chart, itemised: pd.DataFrame, number: str, first: pd.Timestamp, last: pd.Timestamp, top: float) -> None:
    """The running sum: over the width of each date from the sum before it to the sum with it."""
    if itemised.empty:
        return
    x: list[pd.Timestamp] = []
    lines: dict[str, list[float]] = {"low": [], "high": [], number: []}
    for row in rows_of(itemised):
        x += [row.earliest, row.latest + DAY]
        for name, line in lines.items():
            line += [line[-1] if line else 0.0, float(getattr(row, f"total_{name}"))]
    figure.add_trace(scatter(x=x, y=lines[number], mode="lines", line={"color": ACCENT, "width": 3}, hoverinfo="skip"))
    if lines["low"] != lines["high"]:
        figure.add_trace(
            scatter(
                x=[*x, *reversed(x)], y=[*lines["low"], *reversed(lines["high"])], mode="none", fill="toself",
                fillcolor=tint(ACCENT, 0.25), hoverinfo="skip",
            )
        )  # fmt: skip
    spans = [escape(row.total_in_words) for row in rows_of(itemised)]
    shown = _apart(itemised, itemised[f"total_{number}"], last - first, top)
    figure.add_trace(
        scatter(
            x=itemised["latest"] + DAY,
            y=itemised[f"total_{number}"],
            mode="markers+text",
            marker={
                "color": ACCENT,
                "size": 8,
                "symbol": ["circle-open" if hollow(row) else "circle" for row in rows_of(itemised)],
            },
            text=[f"<b>{span}</b>" if place in shown else "" for place, span in enumerate(spans)],
            textposition=["top center" if last - day > (last - first) / 5 else "top left" for day in itemised["latest"]],
            textfont=LABEL,
            customdata=[[row.id] for row in rows_of(itemised)],
            hovertext=[f"{escape(row.label)}<br>{row.arithmetic}" for row in rows_of(itemised)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def _apart(rows: pd.DataFrame, heights: pd.Series, width: pd.Timedelta, tall: float) -> set[int]:
    """Places of the rows whose label has room, from the last back: none lies near one that was kept.

    width and tall: how much time, and how many people, the whole axis holds.
    """
    kept: list[int] = []
    for place in reversed(range(len(rows))):
        day, height = rows["latest"].iloc[place], float(heights.iloc[place])
        near = (
            abs(day - rows["latest"].iloc[other]) < width / 12 and abs(height - float(heights.iloc[other])) < tall / 12
            for other in kept
        )
        if not any(near):
            kept.append(place)
    return set(kept)


def _levels(figure: Chart, reported: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, top: float) -> None:
    """Reported totals: a level as wide as its date each. No line joins them: nobody reported what lies between."""
    shown = _apart(reported, reported["total_low"], last - first, top) if len(reported) else set()
    for place, row in enumerate(rows_of(reported)):
        begin, end = row.earliest, row.latest + DAY
        figure.add_trace(
            scatter(
                x=[begin + (end - begin) * step / 20 for step in range(21)],
                y=[row.total_low] * 21,
                mode="lines+markers",
                line={"color": NEUTRAL, "width": 2, "dash": "dot"} if hollow(row) else {"color": NEUTRAL, "width": 10},
                marker={
                    **{"symbol": "square-open" if hollow(row) else "square", "size": 10, "color": NEUTRAL},
                    "opacity": [1 if step == 10 or not hollow(row) else 0 for step in range(21)],
                },
                customdata=[[row.id]] * 21,
                hovertemplate=f"{escape(row.label)}<br>{escape(row.said_by)}<extra></extra>",
            )
        )
        if place not in shown:
            continue
        how = "perhaps reported" if hollow(row) else "reported"
        told = f" {how}, as of {escape(row.date_in_words)}" if place == len(reported) - 1 else ""
        figure.add_trace(
            scatter(
                x=[min(end, last)],
                y=[row.total_low],
                mode="text",
                text=[f"<b>{escape(row.in_words)}</b>{told}<br> "],
                textposition="top right" if end - first < (last - first) / 10 and not told else "top left",
                textfont=LABEL,
                customdata=[[row.id]],
                hoverinfo="none",
            )
        )


def _gap(figure: Chart, total: Any, rest: Any, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """What neither explains, at the date of the total: from what the groups within it add up to, to the total."""
    high, low = float(total.total_low), float(total.total_low - rest.people_low)
    at = min(total.latest + DAY, last)
    early = at < first + (last - first) / 3
    figure.add_trace(
        scatter(
            x=[at, at], y=[low + 0.06 * (high - low), high - 0.03 * high], mode="lines",
            line={"color": NEUTRAL, "width": 1, "dash": "dot"}, hoverinfo="skip",
        )
    )  # fmt: skip
    figure.add_trace(
        scatter(
            x=[at], y=[low + (high - low) * 0.32], mode="markers+text", textfont=LABEL, hoverinfo="none",
            textposition="middle right" if early else "middle left",
            marker={"symbol": "diamond-open", "size": 9, "color": NEUTRAL},
            text=[f" <b>{escape(rest.in_words)}</b> <br> in no group <br> listed here "], customdata=[[rest.id]],
        )
    )  # fmt: skip


def by_year(years: pd.DataFrame, number: str = "preferred") -> Chart:
    """People on listed flights by calendar year, as bars with their number (preferred, low or high).

    years: tables.by_year.
    """
    dated = years[years["year"].notna() & (years["flights"] > 0)]
    rows = list(rows_of(dated))
    figure = canvas(height=110 + 44 * max(len(dated), 1))
    figure.add_trace(
        bar(
            x=[_most(row, number) for row in rows],
            y=dated["year"].astype(str),
            orientation="h",
            marker=_filled(rows, number, ACCENT),
            width=0.62,
            text=[f"<b>{escape(row.in_words)}</b>" for row in rows],
            textposition="outside",
            textfont=LABEL,
            cliponaxis=False,
            customdata=[[line] for line in dated["id"]],
            hovertext=dated["arithmetic"],
            hovertemplate="%{y}: %{hovertext}<extra></extra>",
        )
    )
    figure.add_trace(
        scatter(  # unseen: the number beside a bar can be clicked too
            x=[_most(row, number) * 1.03 for row in rows],
            y=dated["year"].astype(str),
            mode="markers",
            marker={"color": NOTHING, "size": 20},
            customdata=[[line] for line in dated["id"]],
            hoverinfo="none",
        )
    )
    if any(_open(row, number) for row in rows):
        sure = [_surely(row, number) for row in rows]
        figure.add_trace(
            bar(x=sure, y=dated["year"].astype(str), orientation="h", marker={"color": ACCENT}, width=0.62, hoverinfo="skip")
        )
    figure.update_layout(
        xaxis={"visible": False, "range": [0, _room(rows, number)]},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False},
        barmode="overlay",
    )
    return figure


def _room(rows: list[Any], number: str) -> float:
    """How far the axis goes, so that the number beside each bar has room on a phone."""
    share = (min(0.6, (9 * len(row.in_words) + 12) / PHONE) for row in rows)
    return max((_most(row, number) / (1 - part) for row, part in zip(rows, share, strict=True)), default=1.0) or 1.0


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


def _filled(rows: list[Any], number: str, colour: str) -> dict[str, Any]:
    """The colours of bars: one with a hollow part has its edge alone, and what is certain is drawn over it."""
    outlined = [_open(row, number) for row in rows]
    edge = {"color": colour, "width": [2 if one else 0 for one in outlined]}
    return {"color": [NOTHING if one else colour for one in outlined], "line": edge}


PANELS = (
    (Series.RUNNING, "Running totals, as reported"),
    (Series.FISCAL, "Removals by fiscal year"),
    (Series.CALENDAR, "Removals by calendar year"),
    (Series.GROUPS, "Groups listed here, by calendar year"),
)


def series(series: pd.DataFrame, number: str = "preferred") -> Chart:
    """Counts through the years over one time axis, a panel to each kind: dated totals as points; years as bars.

    A bar is as wide as its year, so that a fiscal year is seen to lie across two calendar years. A year without a number
    has a dash. series: tables.series.
    """
    panels = [(name, title) for name, title in PANELS if (series["series"] == name).any()]
    figure = canvas(height=60 + 190 * len(panels))
    first, last = axis(series, start=series["earliest"].min())
    share = 1 / len(panels)
    for place, (name, title) in enumerate(panels):
        of_one = closed(series[series["series"] == name], first, last)
        number_of = "" if place == 0 else str(place + 1)
        bottom = 1 - share * (place + 1)
        if name == Series.RUNNING:
            _readings(figure, of_one, f"y{number_of}", last - first)
        else:
            _bars(figure, of_one, f"y{number_of}", number)
        top = max(float(of_one["people_high"].fillna(0).max()), 4.0)
        figure.update_layout(
            {
                f"yaxis{number_of}": {
                    **{"domain": [bottom + 0.03, bottom + share * 0.76], "range": [0, top * 1.25], "nticks": 4},
                    **{"gridcolor": FAINT, "zeroline": False, "fixedrange": True, "automargin": True},
                }
            }
        )
        figure.add_annotation(
            xref="paper", yref="paper", x=0, xanchor="left", y=bottom + share * 0.98, yanchor="top", showarrow=False, font=LABEL,
            text=f"<b>{escape(title)}</b>{_counters(of_one)}",
        )  # fmt: skip
    lowest = f"y{len(panels)}" if len(panels) > 1 else "y"
    figure.update_layout(
        xaxis={"type": "date", "range": [first, last], "anchor": lowest, **ticks(first, last)}, clickmode="event+select"
    )
    return figure


def _counters(counts: pd.DataFrame) -> str:
    """How many counted, where a panel holds counts of more than one: they are not one series. Names would be cut on a phone."""
    counters = counts["counted_by"].nunique()
    return f"<br>By {numbers.spelt(counters)} counters; each mark leads to its own" if counters > 1 else ""


def _readings(figure: Chart, totals: pd.DataFrame, y: str, width: pd.Timedelta) -> None:
    """Dated running totals, as points: nobody reported what lies between them."""
    for _, of_one in totals.sort_values("latest", kind="stable").groupby("basis", dropna=False):
        shown = _apart(of_one, of_one["people_preferred"], width, 2 * float(totals["people_high"].max()))
        rows = list(rows_of(of_one))
        figure.add_trace(
            scatter(
                x=of_one["earliest"] + (of_one["latest"] - of_one["earliest"]) / 2,
                y=of_one["people_preferred"],
                mode="markers+text",
                marker={
                    "symbol": ["square-open" if hollow(row) else "square" for row in rows],
                    **{"size": 9, "color": NEUTRAL},
                },
                text=[f"<b>{escape(row.in_words)}</b>" if place in shown else "" for place, row in enumerate(rows)],
                textposition="top left",
                textfont=LABEL,
                cliponaxis=False,
                customdata=[[row.id] for row in rows],
                hovertext=[f"{escape(row.in_words)}, {escape(row.said_by)}<br>{escape(row.date_in_words)}" for row in rows],
                hovertemplate="%{hovertext}<extra></extra>",
                yaxis=y,
            )
        )


def _short(year: Any) -> str:
    """The number over a bar, on two lines where it is a range; "—" where there is none on record."""
    if year.in_words == NOT_ON_RECORD:
        return "—"
    return f"<b>{escape(year.in_words).replace(' to ', '<br>to ', 1)}</b>"


def _bars(figure: Chart, years: pd.DataFrame, y: str, number: str) -> None:
    """A bar to each year, as wide as the year; a dash where there is no number."""
    rows = list(rows_of(years))
    colour = ACCENT if (years["series"] == Series.GROUPS).any() else NEUTRAL
    middles = years["earliest"] + (years["latest"] + DAY - years["earliest"]) / 2
    widths = [(row.latest + DAY - row.earliest).total_seconds() * 1000 * 0.94 for row in rows]
    figure.add_trace(
        bar(
            x=middles,
            y=[_most(row, number) for row in rows],
            width=widths,
            marker=_filled(rows, number, colour),
            text=[_short(row) for row in rows],
            textposition="outside",
            textfont={"size": 13},
            textangle=0,
            cliponaxis=False,
            customdata=[["" if row.in_words == NOT_ON_RECORD else row.id] for row in rows],
            hovertext=[f"{escape(row.date_in_words)}: {escape(row.in_words)}" for row in rows],
            hovertemplate="%{hovertext}<extra></extra>",
            yaxis=y,
        )
    )
    if any(_open(row, number) for row in rows):
        sure = [_surely(row, number) for row in rows]
        figure.add_trace(bar(x=middles, y=sure, width=widths, marker={"color": colour}, hoverinfo="skip", yaxis=y))
    figure.update_layout(barmode="overlay")
