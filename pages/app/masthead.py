"""The first row of every page: the name of the site, the menu, the other languages, the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from loaders.analysis.view import View
from loaders.wording.catalogues import catalogue
from loaders.wording.language import word
from pages.app import filters, parameters
from pages.panels.html import Html, joined, tag


def kept(shown: View) -> list[tuple[str, str]]:
    """What a link to another page keeps of an address: the filters, and the years where some are chosen."""
    return [(name, value) for name, value in shown.address if name != "years" or shown.years != shown.limits]


def languages(shown: View, also: Iterable[tuple[str, str]] = ()) -> Html:
    """Each other language by its own name, leading to the same page in it. also: what else of its address is kept.

    The browser loads that anew: a widget whose words change in a session is another to Streamlit, and forgets what it shows.
    """
    rest = [(name, value) for name, value in kept(shown) if name != parameters.LANGUAGE] + [*also]
    others = catalogue.others(shown.whole.language)
    there = (f"?{urlencode([*rest, *spoken(other.code)])}" for other in others)
    return joined(
        tag("a", other.name, href=href, lang=other.code, hreflang=other.code) for other, href in zip(others, there, strict=True)
    )


def spoken(code: str) -> list[tuple[str, str]]:
    """A language as a parameter of an address; nothing for that of the templates."""
    return [(parameters.LANGUAGE, code)] if code != catalogue.SOURCE else []


def masthead(site: str, pages: Sequence[StreamlitPage], current: StreamlitPage, shown: View) -> None:
    """Each link keeps the filters, so that it can be opened in another tab, or copied."""
    query: dict[str, list[str]] = {}
    for name, value in kept(shown):
        query.setdefault(name, []).append(value)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        st.page_link(pages[0], label=f"**{site}**", query_params=query, width="content")
        with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="medium", width="content"):
            for page in pages:
                title = word(page.title)
                label = f"**{title}**" if page.url_path == current.url_path else title
                st.page_link(page, label=label, query_params=query, width="content")
        with st.container(key="languages", width="content"):
            st.html(languages(shown))
        with st.container(key="search", width="content"):
            filters.search()
