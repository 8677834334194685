"""A chart as a picture that explains itself: title, measure, source and address in the picture, in light print colours.

Nothing is drawn on the server: the reader's own browser, which has the chart already, makes the SVG or PNG from this figure.
"""

from __future__ import annotations

import json
import textwrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from loaders.export.extract import safe
from loaders.wording.language import say, to_say
from pages import assets
from pages.charts import palette
from pages.charts.canvas import Chart, escape
from pages.panels.html import joined, tag

WIDTH = 1000  # pixels
INK, SOFT, PAPER = palette.GROUNDS["light"]["ink"], "#5A4E42", "#FFFFFF"
SERIF, SANS = '"Source Serif", Georgia, serif', '"Source Sans", "Source Sans 3", Arial, sans-serif'
TITLE, SMALL = {"size": 26, "wide": 58}, {"size": 15, "wide": 108}  # font size in pixels; characters on a line of WIDTH
MARGIN, GAP = 36, 8  # pixels around everything, and between title and measure
INDENT = 24  # pixels by which the chart stands in from its text, for the numbers at its left edge
FORMS = to_say({"png": "PNG, for text and slides", "svg": "SVG, for print and editing"})
FAILED = to_say("The picture could not be made. The numbers stand in the files beside it.")

_mounted = st.components.v2.component(
    "deportation_flows_picture",
    html='<section class="panel picture"></section>',
    js=assets.PICTURE,
    isolate_styles=False,
)


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


def show(figure: go.Figure, stem: str, alt: str) -> None:
    """The picture with a button for each form, each of which saves it at once. stem: of the file's name."""
    size = {"width": figure.layout.width, "height": figure.layout.height}
    forms = {form: {**size, "format": form, "filename": safe(stem), "scale": 2 if form == "png" else 1} for form in FORMS}
    buttons = (tag("button", say(title), type="button", data_form=form) for form, title in FORMS.items())
    parts = (tag("p", *buttons, class_="take"), tag("img", alt=alt, **size), tag("p", class_="said", role="alert"))
    _mounted(
        key="picture",
        data={
            "body": joined(parts),
            "figure": json.loads(figure.to_json()),
            "forms": forms,
            "plotly": assets.address(assets.PLOTLY),
            "failed": say(FAILED),
        },
    )


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
