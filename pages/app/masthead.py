"""The first row of every page: the name of the site, the menu, the other languages, the search."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from loaders.analysis.view import View
from loaders.wording.catalogues import catalogue
from loaders.wording.language import word
from pages.app import filters, parameters


def masthead(site: str, pages: Sequence[StreamlitPage], current: StreamlitPage, shown: View) -> None:
    """Each link keeps the filters, so that it can be opened in another tab, or copied."""
    kept: dict[str, list[str]] = {}
    for name, value in shown.address:
        if name != "years" or shown.years != shown.limits:
            kept.setdefault(name, []).append(value)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        st.page_link(pages[0], label=f"**{site}**", query_params=kept, width="content")
        with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="medium", width="content"):
            for page in pages:
                title = word(page.title)
                label = f"**{title}**" if page.url_path == current.url_path else title
                st.page_link(page, label=label, query_params=kept, width="content")
            rest = {name: values for name, values in kept.items() if name != parameters.LANGUAGE}
            for other in catalogue.others(shown.whole.language):
                there = {**rest, **({parameters.LANGUAGE: [other.code]} if other.code != catalogue.SOURCE else {})}
                st.page_link(current, label=other.name, query_params=there, width="content")
        with st.container(key="search", width="content"):
            filters.search()
