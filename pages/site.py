"""The frame around every page: look, navigation, the shared filters."""

from pathlib import Path

import streamlit as st

from loaders.record.schema import SITE
from pages import assets, contents
from pages.app import filters, follow, notices, view
from pages.evidence import dialog, results
from pages.share import embed, foot
from pages.web import entrance

HERE = Path(__file__).parent

state = view.state()
site_name = state.record.about.site if state.record else SITE
st.set_page_config(page_title=site_name, page_icon=str(assets.ICON), layout="centered")
st.html(assets.HERE / "style.css")
page = st.navigation(
    [st.Page(HERE / f"{name or 'overview'}.py", title=title, default=not name) for name, title in entrance.PAGES.items()],
    position="hidden" if embed.asked() else "top",
)
st.set_page_config(page_title=f"{page.title} · {site_name}")
follow.drawn(state)
notices.problems(state)
notices.parameters_unknown()
if state.record and embed.asked():
    embed.one_chart(state.record, contents.BY_PATH[page.url_path])
elif state.record:
    query = filters.shared(state.record)
    shown = view.current()
    filters.known(shown)
    results.show(shown, query)
    dialog.show_asked(shown)
    page.run()
    foot.answerable(state.record.about)
