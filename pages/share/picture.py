"""A chart as a picture that explains itself: title, measure, sources and address in the picture, in light print colours.

Nothing is drawn on the server: the reader's own browser, which has the chart already, makes the SVG and the PNG from it. The
Latin letters of the pages, which the SIL Open Font License lets pass on, are in the SVG; others come from the reader's system.
"""

from __future__ import annotations

import json

import plotly.graph_objects as go
import streamlit as st

from loaders.export.extract import safe
from loaders.wording.language import say, spoken, to_say
from pages import assets
from pages.charts import palette
from pages.charts.canvas import Chart
from pages.panels.html import joined, tag

SIZE = {"width": 1600, "height": 900}  # pixels
LARGER = 1.7  # times a chart is larger than on a page, at most
ROOM = 30  # pixels more that a chart takes where nothing but its own margins holds its axes
INK, SOFT, PAPER = palette.GROUNDS["light"]["ink"], "#5A4E42", "#FFFFFF"
KHMER = '"Noto Sans Khmer", "Khmer OS", "Leelawadee UI", "Khmer UI"'
SERIF, SANS = f'"Source Serif", "Noto Serif Khmer", {KHMER}, Georgia, serif', f'"Source Sans", {KHMER}, Arial, sans-serif'
STYLE = {
    "title": {"family": SERIF, "size": 44, "weight": 700, "colour": INK},
    "measure": {"family": SANS, "size": 24, "weight": 400, "colour": INK},
    "foot": {"family": SANS, "size": 20, "weight": 400, "colour": SOFT},
}
FORMS = to_say({"png": "PNG, for text and slides", "svg": "SVG, for print and editing"})
FAILED = to_say("The picture could not be made. The numbers stand in the files beside it.")
UNREADABLE = to_say(
    "This browser has no font for some letters of this picture, and would draw boxes. Install one, for Khmer for example Noto "
    "Sans Khmer, and open the picture again."
)

_mounted = st.components.v2.component(
    "deportation_flows_picture",
    html='<section class="panel picture"></section>',
    js=assets.PICTURE,
    isolate_styles=False,
)


def on_white(figure: Chart) -> go.Figure:
    """The same figure in ink on white, with room for the numbers along its axes."""
    made = figure.figure()
    made.update_layout(
        height=figure.height + ROOM,
        margin={"l": 44, "r": 16, "t": 16, "b": 38},
        template="none",
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"family": SANS, "color": INK, "size": 15},
        colorway=[INK],
    )
    return made


def show(figure: Chart, title: str, measure: str, foot: list[str], stem: str) -> None:
    """The picture with a button for each form, each of which saves it at once. stem: of the file's name."""
    buttons = (tag("button", say(name), type="button", data_form=form) for form, name in FORMS.items())
    alt = say("The picture: {title}", title=title)
    parts = (tag("p", *buttons, class_="take"), tag("img", alt=alt, **SIZE), tag("p", class_="said", role="alert"))
    _mounted(
        key="picture",
        data={
            "body": joined(parts),
            "words": {"title": title, "measure": measure, "foot": [line for line in foot if line]},
            "figure": json.loads(on_white(figure).to_json()),
            "stem": safe(stem),
            "language": spoken().code,
            "size": SIZE,
            "larger": LARGER,
            "style": STYLE,
            "paper": PAPER,
            "fonts": [{"family": family, "url": assets.address(name)} for family, name in assets.LETTERS.items()],
            "plotly": assets.address(assets.PLOTLY),
            "failed": say(FAILED),
            "unreadable": say(UNREADABLE),
        },
    )
