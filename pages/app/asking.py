"""An address -> what a page is asked for: the filters, a question, a side, which number of several is drawn.

The address alone holds what is asked for. Widgets show what it says and write into it (`filters`), so that Back, a link and a
reload show what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import QueryParams

from loaders import Dataset, in_language
from loaders.analysis import filters
from loaders.analysis.filters import Filters
from loaders.analysis.view import seen_through
from loaders.record.problems import Refused
from loaders.tables import narrowing
from loaders.tables.narrowing import ALL, Narrowing
from loaders.wording import filters as filter_words
from loaders.wording.catalogues import catalogue
from pages.app import parameters, view
from pages.panels.panel import Asked

ALSO = ("question", "side", "number")
"""The parameters of single pages, beside the filters of all."""
READ = [*parameters.FILTERS, *ALSO]
Kept = TypeVar("Kept")
NUMBERS: Mapping[str, str] = {"preferred": "preferred", "lowest": "low", "highest": "high"}


def read(record: Dataset, query: QueryParams) -> Asked:
    """What an address asks for. Raises ValueError with the rule for a parameter that is not known, or is nonsense."""
    record = in_language(record, catalogue.parse(query.getlist(parameters.LANGUAGE)))
    shown = view.asked(record, query, ALSO)
    return Asked(shown, _narrowing(record, query), _number(query))


def leniently(record: Dataset, query: QueryParams) -> tuple[Asked, list[str]]:
    """The same for a page, which shows what it can; and in sentences what of the address it cannot."""
    told = parameters.unknown(query, parameters.PAGES)

    def kept(otherwise: Kept, parse: Callable[..., Kept], *given: object) -> Kept:
        try:
            return parse(*given)
        except ValueError as refused:
            told.append(filter_words.refused(refused))
            return otherwise

    record = in_language(record, kept(catalogue.SOURCE, catalogue.parse, query.getlist(parameters.LANGUAGE)))
    none: tuple[str, ...] = ()
    known = [name for name in query.getlist("sources") if kept(none, filters.parse_sources, [name], record)]
    sources = filters.parse_sources(known, record)
    limits = filters.limits(record, sources)
    years = kept(limits, filters.parse_years, query.getlist("years"), limits)
    day = kept(None, filters.parse_as_of, query.getlist("as_of"))
    shown = seen_through(record, Filters(years, sources, day))
    return Asked(shown, kept(ALL, _narrowing, record, query), kept("preferred", _number, query)), told


def on_page(record: Dataset) -> tuple[Asked, list[str]]:
    """What the address in the reader's browser asks for, and what of it cannot be shown."""
    named = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return leniently(record, QueryParams(named))


def current() -> Asked:
    """The same for a page: `site` has seen to it that there is a record."""
    record = view.state(view.LOOKED).record
    if record is None:
        raise RuntimeError("a page was run without a record")
    return on_page(record)[0]


def spoken(query: Mapping[str, str]) -> str:
    """The language that an address asks for, as far as there is such."""
    code = query.get(parameters.LANGUAGE, catalogue.SOURCE)
    return code if code in catalogue.codes() else catalogue.SOURCE


def language() -> str:
    """The same for the address in the reader's browser."""
    return spoken(st.query_params)


def go(address: str) -> None:
    """Show another view of the page. address: its parameters, as they stand in a link."""
    st.query_params.from_dict(parse_qs(address.removeprefix("?")))


def write(name: str, values: list[str]) -> None:
    """Write a parameter into the address of the page; nothing takes it out."""
    if values:
        st.query_params[name] = values
    elif name in st.query_params:
        del st.query_params[name]


def _narrowing(record: Dataset, query: QueryParams) -> Narrowing:
    named = QueryParams([(name, narrowing.in_data(name, value, record)) for name, value in query.multi_items()])
    return narrowing.parse(named.getlist, "statements", record)


def _number(query: QueryParams) -> str:
    number = query.get("number", "preferred")
    if number not in NUMBERS or len(query.getlist("number")) > 1:
        raise Refused("'number' takes one of: {names}", names=", ".join(NUMBERS))
    return NUMBERS[number]
