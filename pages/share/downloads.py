"""Take it along: the picture of a chart, which a button under its panel opens; and the files of one record.

Files come from the addresses of the data, which any server with the same record answers; nothing waits in this one's memory.
"""

from __future__ import annotations

import streamlit as st

from loaders.export import views
from loaders.export.extract import Extract
from loaders.wording import filters as filter_words
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
    figure = panel.figure(asked) if panel else None
    if panel and figure:
        _picture(panel, asked, figure)


@st.dialog("Picture", width="large")
def _picture(panel: Panel, asked: Asked, figure: Chart) -> None:
    """The chart as it is saved, with a button for each form above it; and the HTML that puts it into another page."""
    extract = views.of_table(asked.view, panel.table, settings.public(), asked.narrowing)
    title = panel.headline(asked)
    foot = [
        panel.under(asked),
        say("Source: {sources} {filters}", sources=source_line(extract), filters=filter_words.in_words(asked.view)),
        " ".join([extract.dataset.about.citation, say("Version {version}.", version=extract.version.semantic)]),
        address.public_link(asked.view),
    ]
    drawn = picture.printed(figure, title, panel.measured(asked), foot)
    with st.container(key=f"panel_download_{panel.name}", gap="small"):
        picture.show(drawn, extract.file_stem, say("The picture: {title}", title=title))
        st.markdown(f"**{say('This chart, in another page')}**")
        st.code(address.frame(asked.view, panel.name, title, figure.height), language="html", wrap_lines=True)
        if missing := settings.missing_for_frames():
            st.markdown(plain(missing))


def source_line(extract: Extract) -> str:
    """The sources of the rows by name, as many as a line holds, then how many more."""
    names = [reference.text.removesuffix(f" {reference.url}").rstrip(".") for reference in extract.references[:-1]]
    if len(names) <= 3:
        return f"{'; '.join(names)}."
    return say("{sources}; and {number} more sources.", sources="; ".join(names[:2]), number=len(names) - 2)
