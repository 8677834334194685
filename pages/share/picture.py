"""A chart as a picture that explains itself: title, measure, source and address in the picture, in light print colours.

Nothing is drawn on the server: the reader's own browser, which has the chart already, makes the SVG or PNG from this figure.
"""

from __future__ import annotations

import textwrap
from typing import Any

import plotly.graph_objects as go

from loaders.export.extract import safe
from pages.charts import palette
from pages.charts.canvas import Chart, escape

WIDTH = 1000  # pixels
INK, SOFT, PAPER = palette.GROUNDS["light"]["ink"], "#5A4E42", "#FFFFFF"
SERIF, SANS = '"Source Serif", Georgia, serif', '"Source Sans", "Source Sans 3", Arial, sans-serif'
TITLE, SMALL = {"size": 26, "wide": 58}, {"size": 15, "wide": 108}  # font size in pixels; characters on a line of WIDTH
MARGIN, GAP = 36, 8  # pixels around everything, and between title and measure
INDENT = 24  # pixels by which the chart stands in from its text, for the numbers at its left edge
FORMS = {"svg": "SVG, for print and editing", "png": "PNG, for text and slides"}


def printed(figure: Chart, title: str, measure: str, foot: list[str], width: int = WIDTH) -> go.Figure:
    """The same figure on white, with its title and measure above, and the lines of its foot below; `width` pixels wide."""
    share = width / WIDTH
    above = [*_lines(title, TITLE["wide"] * share), *_lines(measure, SMALL["wide"] * share)]
    headings = len(_lines(title, TITLE["wide"] * share))
    below = [line for text in foot for line in _lines(text, SMALL["wide"] * share)]
    heights = [_height(TITLE if index < headings else SMALL) for index in range(len(above))]
    top, bottom = MARGIN + sum(heights) + GAP + 18, 54 + len(below) * _height(SMALL) + MARGIN // 2
    made = on_white(figure, width)
    inner = int(made.layout.height) - 54
    made.update_layout(height=inner + top + bottom, margin={"l": MARGIN + INDENT, "r": MARGIN, "t": top, "b": bottom})
    at = float(MARGIN)
    for index, (line, height) in enumerate(zip(above, heights, strict=True)):
        heading = index < headings
        style = {"family": SERIF if heading else SANS, "size": (TITLE if heading else SMALL)["size"], "color": INK}
        _write(made, f"<b>{line}</b>" if heading else line, style, y=1, yshift=top - at, yanchor="top")
        at += height + (GAP if index == headings - 1 else 0)
    for index, line in enumerate(below):
        _write(made, line, {"size": SMALL["size"] - 2, "color": SOFT}, y=0, yshift=-54 - index * _height(SMALL), yanchor="top")
    return made


def on_white(figure: Chart, width: int) -> go.Figure:
    """The same figure in ink on white, of a fixed width in pixels, with room for the numbers along its axes."""
    made = figure.figure()
    made.update_layout(
        width=width,
        height=figure.height + 30,
        margin={"l": 44, "r": 16, "t": 16, "b": 38},
        template="none",
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"family": SANS, "color": INK, "size": 15},
        colorway=[INK],
    )
    return made


def config(stem: str, form: str, figure: go.Figure) -> dict[str, Any]:
    """What plotly.js needs to know to save the figure: one button, the file's name, and the size that it was laid out for."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": form,
            "filename": safe(stem),
            "width": figure.layout.width,
            "height": figure.layout.height,
            "scale": 2 if form == "png" else 1,
        },
    }


def _write(figure: go.Figure, text: str, font: dict[str, Any], **place: Any) -> None:
    """A line of text at the left edge of the picture."""
    figure.add_annotation(
        text=text,
        font=font,
        showarrow=False,
        xref="paper",
        yref="paper",
        x=0,
        xshift=-INDENT,
        xanchor="left",
        align="left",
        **place,
    )


def _lines(text: str, wide: float) -> list[str]:
    return [escape(line) for line in textwrap.wrap(text, int(wide))] if text else []


def _height(style: dict[str, int]) -> int:
    return round(style["size"] * 1.32)
