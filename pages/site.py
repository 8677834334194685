"""The frame around every page: look, navigation, the shared year filter."""

from pathlib import Path

import streamlit as st

from loaders.analysis.filters import Filters
from pages.parts import cards, embed, entrance, evidence, filters, follow, notices, page_foot, shelf, view
from pages.parts.text import plain

HERE = Path(__file__).parent

st.set_page_config(page_title="Deportation Flows", page_icon=str(HERE / "parts" / "icon.png"), layout="centered")
st.html(HERE / "parts" / "style.css")
page = st.navigation(
    [st.Page(HERE / f"{name or 'overview'}.py", title=title, default=not name) for name, title in entrance.PAGES.items()],
    position="hidden" if embed.asked() else "top",
)
st.set_page_config(page_title=f"{page.title} · Deportation Flows")
state = view.state()
follow.drawn(state)
notices.problems(state)
notices.parameters_unknown()
if state.record and embed.asked():
    embed.one_chart(state.record, page.run)
elif state.record:
    head = st.container(
        key="masthead", horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", gap="large"
    )
    with st.container(key="tools", horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", gap="medium"):
        with st.container(width=260, gap=None):
            query = filters.search()
        with st.container(width=400):
            filters.sources(state.record)
        limits = view.seen_through(state.record, Filters(sources=filters.chosen_sources(state.record))).limits
        with st.container(width=200):
            filters.as_of(limits)
    with head:
        with st.container(width=330, gap=None):
            st.markdown("**Deportation Flows**")
            st.caption(plain(state.record.about.subject))
        with st.container(width=400):
            filters.years(limits)
    shown = view.current()
    filters.known(shown)
    cards.search_results(shown, query)
    evidence.show_asked(shown)
    shelf.clear()
    page.run()
    page_foot.share(shown, page.title)
