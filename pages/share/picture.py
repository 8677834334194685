"""A chart as a picture that explains itself: title, measure, sources and address in the picture, in light print colours.

Nothing is drawn on the server: a browser makes the SVG and the PNG, the reader's own or the one that the static edition starts.
The Latin letters of the pages, which the SIL Open Font License lets pass on, are in the SVG; others are the browser's own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from loaders.export import views
from loaders.export.extract import Extract, safe, sources_of
from loaders.tables.frames import Row
from loaders.wording import filters as filter_words
from loaders.wording import names
from loaders.wording.language import say, spoken, to_say
from pages import assets, settings
from pages.charts import labels, palette
from pages.charts.canvas import Chart
from pages.panels.html import joined, tag
from pages.panels.panel import Asked, Panel

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


def figure(panel: Panel, asked: Asked) -> Chart | None:
    """The chart of a panel with the labels that have room in a picture; None where there is none."""
    with labels.only_on(SIZE["width"] / LARGER):
        return panel.figure(asked)


def data(panel: Panel, asked: Asked, figure: Chart, link: str) -> dict[str, Any]:
    """All that a browser needs to draw the picture. link: the address of what it shows for readers elsewhere, or ""."""
    extract = views.of_table(asked.view, panel.table, settings.public(), asked.narrowing)
    foot = [
        panel.under(asked),
        say(
            "Source: {sources} {filters}",
            sources=source_line(extract, panel.rows(asked)),
            filters=filter_words.in_words(asked.view),
        ),
        " ".join([extract.dataset.about.citation, say("Version {version}.", version=extract.version.semantic)]),
        link,
    ]
    return {
        "words": {"title": panel.headline(asked), "measure": panel.measured(asked), "foot": [line for line in foot if line]},
        "figure": json.loads(on_white(figure).to_json()),
        "stem": safe(extract.file_stem),
        "language": spoken().code,
        "size": SIZE,
        "larger": LARGER,
        "style": STYLE,
        "paper": PAPER,
        "fonts": [{"family": family, "url": assets.address(name)} for family, name in assets.LETTERS.items()],
        "plotly": assets.address(assets.PLOTLY),
        "failed": say(FAILED),
        "unreadable": say(UNREADABLE),
    }


def source_line(extract: Extract, rows: Sequence[Row]) -> str:
    """The sources of the rows by name, those of the most rows first, as many as a line holds; then how many more."""
    counted = Counter(source for row in rows for source in sources_of([row], extract.dataset, extract.source_ids))
    by_weight = sorted(extract.source_ids, key=lambda source: -counted[source])
    sources = {file.source.id: file.source for file in extract.dataset.source_files}
    told = [names.source_line(extract.dataset, sources[one]) for one in by_weight]
    if len(told) <= 3:
        return f"{'; '.join(told)}."
    return say("{sources}; and {number} more sources.", sources="; ".join(told[:2]), number=len(told) - 2)


def show(drawn: Mapping[str, Any]) -> None:
    """The picture with a button for each form, each of which saves it at once. drawn: its data."""
    buttons = (tag("button", say(name), type="button", data_form=form) for form, name in FORMS.items())
    alt = say("The picture: {title}", title=drawn["words"]["title"])
    parts = (tag("p", *buttons, class_="take"), tag("img", alt=alt, **SIZE), tag("p", class_="said", role="alert"))
    _mounted(key="picture", data={**drawn, "body": joined(parts)})
