"""Take it along: the picture of a chart, which a button under its panel opens."""

from __future__ import annotations

import streamlit as st

from loaders.wording.language import say
from pages import settings
from pages.app import address
from pages.app.text import plain
from pages.charts.canvas import Chart
from pages.panels.panel import Asked, Page, Panel
from pages.share import picture

ASKED = "taking"
"""Where a session holds the name of the panel whose picture its reader wants, until the dialog is open."""


def ask(name: str) -> None:
    """Open the picture of a panel."""
    st.session_state[ASKED] = name


def show_asked(page: Page, asked: Asked) -> None:
    """The dialog for the panel that is asked for, if one is and has a chart."""
    panel = page.panel(st.session_state.pop(ASKED, ""))
    figure = picture.figure(panel, asked) if panel else None
    if panel and figure:
        _picture(panel, asked, figure)


@st.dialog("Picture", width="large")
def _picture(panel: Panel, asked: Asked, figure: Chart) -> None:
    """The chart as it is saved, with a button for each form above it; and the HTML that puts it into another page."""
    with st.container(key=f"panel_download_{panel.name}", gap="small"):
        picture.show(picture.data(panel, asked, figure, address.public_link(asked.view)))
        st.markdown(f"**{say('This chart, in another page')}**")
        st.code(address.frame(asked.view, panel.name, panel.headline(asked), figure.height), language="html", wrap_lines=True)
        if missing := settings.missing_for_frames():
            st.markdown(plain(missing))
