"""The first row of every page: the name of the site, the menu, the other languages, the search; the same HTML wherever it stands.

It is links and a form, which lead where they say with a script or without one. On Streamlit's page the script of the panels
(`panel.js`) has a plain click, or words that are sent, change the page within the session: it writes the address into the
browser's history and tells Streamlit's own script as the browser does after Back. That is one trip to the server, where
`st.switch_page` takes two; it takes the address as it is; and a session that is new to an open page has to know of no widget.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from loaders.analysis.view import View
from loaders.search.results import LONGEST_QUERY
from loaders.wording.catalogues import catalogue
from loaders.wording.language import say, spoken, word
from pages import contents, settings
from pages.app import parameters
from pages.panels import component
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Page

NAME = "masthead"
FOLDER = Path(__file__).parents[1]
LENS = tag(
    "svg",
    tag("circle", cx=10, cy=10, r=6),
    tag("path", d="m14.5 14.5 6 6"),
    viewBox="0 0 24 24",
    aria_hidden="true",
)


def kept(address: Iterable[tuple[str, str]], shown: View) -> list[tuple[str, str]]:
    """What a link keeps of an address: all of it, but the years only where some are chosen."""
    return [(name, value) for name, value in address if name != "years" or shown.years != shown.limits]


def languages(shown: View, also: Iterable[tuple[str, str]] = ()) -> Html:
    """Each other language by its own name, leading to the same page in it. also: what else of its address is kept.

    The browser loads that anew: a widget whose words change in a session is another to Streamlit, and forgets what it shows.
    """
    rest = [(name, value) for name, value in kept(shown.address, shown) if name != parameters.LANGUAGE] + [*also]
    others = catalogue.others(shown.whole.language)
    there = (f"?{urlencode([*rest, *in_language(other.code)])}" for other in others)
    return joined(
        tag("a", other.name, href=href, lang=other.code, hreflang=other.code) for other, href in zip(others, there, strict=True)
    )


def in_language(code: str) -> list[tuple[str, str]]:
    """A language as a parameter of an address; nothing for that of the templates."""
    return [(parameters.LANGUAGE, code)] if code != catalogue.SOURCE else []


def row(links: Html, search: Html) -> Html:
    """The whole of it."""
    return tag("header", tag("div", links, class_="head"), search, class_=NAME, data_panel=NAME)


def links(page: Page | None, asked: Asked, also: Iterable[tuple[str, str]] = ()) -> Html:
    """The site, the menu and the languages; each link keeps the filters. also: what else one to another language keeps."""
    return _links(page, asked, tuple(also), settings.path())


@lru_cache(maxsize=64)
def _links(page: Page | None, asked: Asked, also: tuple[tuple[str, str], ...], root: str) -> Html:
    """The same, made once for whoever asks for the same view. root: the path of the site."""
    shown = asked.view
    address = urlencode(kept(shown.address, shown))

    def there(path: str) -> str:
        return f"{root}/{path}{address and f'?{address}'}"

    titles = {one: word(one.title) for one in contents.PAGES}
    menu = (tag("a", title, href=there(one.path), aria_current="page" if one is page else None) for one, title in titles.items())
    site = tag("a", shown.whole.about.site, href=there(""), class_="site")
    return joined([site, tag("nav", *menu, aria_label=say("Menu")), tag("div", languages(shown, also), class_="languages")])


def search(query: str = "", address: Iterable[tuple[str, str]] = ()) -> Html:
    """The form that asks for `?q=...`. address: what of that of the page it keeps where no script sends it."""
    others = (tag("input", type="hidden", name=name, value=value) for name, value in address)
    return tag("form", field(name=parameters.QUERY, value=query or None), *others, class_="search", role="search", method="get")


def field(**attributes: object) -> Html:
    """Where a reader writes what to look for."""
    told = {"type": "search", "placeholder": say("Search"), "maxlength": LONGEST_QUERY, "autocomplete": "off", **attributes}
    return tag("label", tag("span", say("Search the record"), class_="unseen"), LENS, tag("input", **told))


def show(page: Page, asked: Asked, query: str) -> None:
    """On Streamlit's page, as one element. The form stays the same element, whatever becomes of the links, with what is written
    in its field.
    """
    component.frame(NAME, row(Html(), search()), head=links(page, asked), query=query[:LONGEST_QUERY])


def pages() -> list[StreamlitPage]:
    """The pages as Streamlit takes them. It writes into the one that it runs, so each run has its own."""
    return [copy(one) for one in _pages(spoken().code)]


@cache
def _pages(_language: str) -> list[StreamlitPage]:
    """The same in a language, made once: each looks for its file."""
    return [
        st.Page(FOLDER / f"{one.path or 'overview'}.py", title=word(one.title), default=not one.path) for one in contents.PAGES
    ]
