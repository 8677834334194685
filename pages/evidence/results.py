"""What a search finds, in a list over the page: each result leads to its evidence, and the list can be closed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

import streamlit as st

from loaders.search import results
from loaders.search.results import Excerpt, Hit
from loaders.wording import search as search_words
from loaders.wording.language import say, single
from pages.app import asking, masthead, parameters
from pages.evidence import dialog
from pages.panels import component
from pages.panels.component import Drawn
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked

MOST_SHOWN = 20


def show(asked: Asked, query: str) -> None:
    """The list, each result opening its evidence. Nothing without a query."""
    if found := drawn(asked, query):
        with st.container(key=found.name):
            component.show(found, dialog.ask, _nothing, asking.go)


@lru_cache(maxsize=64)
def drawn(asked: Asked, query: str) -> Drawn | None:
    """The same as the one component takes it; None without a query."""
    query = query[: results.LONGEST_QUERY].strip()
    return Drawn("results", Html(), _list(asked, query), Html(), Html(), None, "") if query else None


def _list(asked: Asked, query: str) -> Html:
    view, hits = asked.view, results.find(asked.view.dataset, query)
    shown = hits[:MOST_SHOWN]
    closed = masthead.kept(asked.address, view)
    heading, years = search_words.heading(query, len(hits), len(shown)), search_words.whatever_years(view)
    return tag(
        "div",
        tag("a", say("Close"), href=f"?{urlencode(closed)}", data_view=True, aria_label=say("Close the results")),
        tag("p", tag("strong", heading), f" {years}" if years else "", role="status"),
        _further(asked, query),
        tag("ol", *(_hit(asked, hit) for hit in shown)) if shown else Html(),
        role="region",
        aria_label=say("Search results"),
        class_="found",
    )


def _hit(asked: Asked, hit: Hit) -> Html:
    """The words of the source, who said them, and what else holds a word that was asked for."""
    told = [*(joined([search_words.beside(), _marked(piece)]) for piece in hit.pieces), _marked(hit.credit)]
    words = joined(["“", _marked(_inner(hit.shown)), "”"]) if hit.entry.quoted else _marked(hit.shown)
    spoken = asked.view.dataset.by_id[hit.ids.split()[0]][0].language if hit.entry.quoted else None
    return tag(
        "li", tag("p", asked.links.evidence(hit.ids, words), lang=spoken), *(tag("p", one, class_="small") for one in told)
    )


def _inner(excerpt: Excerpt) -> Excerpt:
    """Words that stand between quotation marks, with their own made single."""
    letters = iter(single(str(excerpt)))
    return Excerpt(tuple(("".join(islice(letters, len(piece))), asked) for piece, asked in excerpt.pieces))


def _marked(excerpt: Excerpt) -> Html:
    return joined(tag("mark", piece) if asked else piece for piece, asked in excerpt.pieces)


def _further(asked: Asked, query: str) -> Html:
    """That there are more without a filter, and a way to them."""
    more = results.further(asked.view, query)
    if more is None:
        return Html()
    there = f"?{urlencode([*replace(asked, view=more.view).address, (parameters.QUERY, query)])}"
    told = search_words.further(more.lifted, asked.view.whole, more.number)
    return tag("p", f"{told} ", tag("a", search_words.see(more.number), href=there, data_view=True))


def _nothing(_name: str) -> None:
    """Nothing of a list of results is taken along."""
