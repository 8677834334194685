"""Take it along: the picture of a chart, which a button under its panel opens; and the files of one record.

Files come from the addresses of the data, which any server with the same record answers; nothing waits in this one's memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from loaders.export import views
from loaders.export.extract import Extract, sources_of
from loaders.tables.frames import Row
from loaders.wording import filters as filter_words
from loaders.wording import names
from loaders.wording.language import say
from pages import settings
from pages.app import address
from pages.app.text import plain
from pages.charts import labels
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
    with labels.only_on(picture.SIZE["width"] / picture.LARGER):
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
        say(
            "Source: {sources} {filters}",
            sources=source_line(extract, panel.rows(asked)),
            filters=filter_words.in_words(asked.view),
        ),
        " ".join([extract.dataset.about.citation, say("Version {version}.", version=extract.version.semantic)]),
        address.public_link(asked.view),
    ]
    with st.container(key=f"panel_download_{panel.name}", gap="small"):
        picture.show(figure, title, panel.measured(asked), foot, extract.file_stem)
        st.markdown(f"**{say('This chart, in another page')}**")
        st.code(address.frame(asked.view, panel.name, title, figure.height), language="html", wrap_lines=True)
        if missing := settings.missing_for_frames():
            st.markdown(plain(missing))


def source_line(extract: Extract, rows: Sequence[Row]) -> str:
    """The sources of the rows by name, those of the most rows first, as many as a line holds; then how many more."""
    counted = Counter(source for row in rows for source in sources_of([row], extract.dataset, extract.source_ids))
    by_weight = sorted(extract.source_ids, key=lambda source: -counted[source])
    sources = {file.source.id: file.source for file in extract.dataset.source_files}
    told = [names.source_line(extract.dataset, sources[one]) for one in by_weight]
    if len(told) <= 3:
        return f"{'; '.join(told)}."
    return say("{sources}; and {number} more sources.", sources="; ".join(told[:2]), number=len(told) - 2)
