"""The filters and their place in the address."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import streamlit as st

from loaders import Dataset
from loaders.analysis import filters as analysis_filters
from loaders.analysis.filters import Filters, Years, parse_years
from loaders.analysis.view import View
from loaders.tables.narrowing import Narrowing
from loaders.wording import known as known_by
from loaders.wording.flights import RULE
from loaders.wording.search import LONGEST_QUERY
from pages.app.text import plain

ALL = "All"


def chosen(record: Dataset) -> Filters:
    """What the widgets below hold; before they are drawn, what the address asks for. What the record has not is left out."""
    years: tuple[int, int] | None = st.session_state.get("years")
    return Filters(Years(*years) if years else None, chosen_sources(record), st.session_state.get("as_of"))


def chosen_sources(record: Dataset) -> tuple[str, ...]:
    """The sources chosen with the shared filter; the default if none is, or none that the record has."""
    known = analysis_filters.every(record)
    asked = st.session_state.get("sources", st.query_params.get_all("sources"))
    names = [name for name in asked or () if name in known or name == analysis_filters.ALL]
    return analysis_filters.parse_sources(names, record)


def hold(shown: View) -> None:
    """Choose what a view has, where the widgets are not drawn."""
    st.session_state["years"] = (shown.years.first, shown.years.last)
    st.session_state["sources"], st.session_state["as_of"] = list(shown.sources), shown.as_of


def shared(record: Dataset) -> str:
    """The head of every page: what the record is about, its filters, and the search. Returns what the reader searches for."""
    head = st.container(
        key="masthead", horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", gap="large"
    )
    with st.container(key="tools", horizontal=True, vertical_alignment="top", horizontal_alignment="distribute", gap="medium"):
        with st.container(width=260, gap=None):
            query = search()
        with st.container(width=400):
            sources(record)
        limits = analysis_filters.limits(record, chosen_sources(record))
        with st.container(width=200):
            as_of()
    with head:
        with st.container(width=330, gap=None):
            st.markdown(f"**{plain(record.about.site)}**")
            st.caption(plain(record.about.subject))
        with st.container(width=400):
            years(limits)
    return query


def years(limits: Years) -> None:
    """The year filter that all pages share: `?years=2018&years=2020`. Nonsense in the address falls back to all years.

    The slider reads and writes the address itself. Two things it would get wrong are set right before it is drawn:
    one year alone, which it ignores, and two years the wrong way round, which it takes.
    """
    if limits.first == limits.last:
        st.markdown(f"Years: {limits}")
        return
    ends = (limits.first, limits.last)
    held, asked = st.session_state.get("years"), st.query_params.get_all("years")
    mended = None
    if held is None and len(asked) == 1:
        with suppress(ValueError):
            alone = parse_years(asked, limits)
            mended = (alone.first, alone.last)
    elif held and held[0] > held[1]:
        mended = ends
    if mended:
        st.session_state["years"] = mended
    st.slider("Years", *ends, value=None if mended else ends, key="years", bind="query-params")
    first, last = st.session_state["years"]
    if first > last:
        st.rerun()


def sources(record: Dataset) -> None:
    """The sources through which the record is seen: `?sources=all`, or ids of sources. Only where there are several.

    The address holds ids, and the widget shows what it writes there. It must stand open on the page: what the browser has
    not drawn loses its place in the address when the page changes.
    """
    every = list(analysis_filters.every(record))
    if len(every) < 2:
        return
    st.multiselect(
        "Sources",
        [analysis_filters.ALL, *every],
        default=list(analysis_filters.default(record)),
        key="sources",
        bind="query-params",
        placeholder="as the page opens",
        select_all=False,
        filter_mode="contains",
        help=f"Every page, sum, chart and download holds only what these sources say. ‘{analysis_filters.ALL}’: all "
        f"{len(every)} of them; "
        "empty: those with which the page opens. The Sources page has their titles.",
    )


def number(view: View) -> str:
    """Which number of several is drawn: "preferred", "low" or "high", `?number=lowest`. Asked only where reports differ."""
    if all(flight.interval.low == flight.interval.high for flight in view.counted):
        return "preferred"
    ends = {"preferred": "preferred", "lowest": "low", "highest": "high"}
    with st.container(key="which_number", gap="xsmall"):
        asked = st.segmented_control(
            "Where reports on a group differ, show", list(ends), default="preferred", required=True, key="number",
            bind="query-params",
        )  # fmt: skip
        with st.expander("The rule"):
            st.markdown("\n".join(f"{place}. {plain(step)}" for place, step in enumerate(RULE.values(), start=1)))
            st.markdown("Every number stays in the tables and in the evidence; none is averaged.")
    return ends.get(asked or "preferred", "preferred")


def as_of() -> None:
    """The day by which something must have been said to be shown: `?as_of=2019-06-30`. Without one: all that is on record.

    It takes every day that an address may name, whatever the years of the record: sources appear after what they tell of.
    """
    st.date_input(
        "Said by (a day)",
        value=None,
        min_value=dt.date(analysis_filters.EVER.first, 1, 1),
        max_value=dt.date(analysis_filters.EVER.last, 12, 31),
        format="YYYY-MM-DD",
        key="as_of",
        bind="query-params",
        help="Shows only what had been said by the end of that day, and, marked, what may have been. Empty: everything that "
        "is on record.",
    )


def known(view: View) -> None:
    """Say, while a day is chosen, how much of the record had been said by then, may have been, or is later."""
    if view.as_of is None:
        return
    with st.container(key="as_known_then"):
        st.markdown(f"**{plain(known_by.heading(view))}.** {plain(known_by.counts(view))}")


def search() -> str:
    """What the reader searches the record for: `?q=...`."""
    asked = st.text_input(
        "Search the record",
        key="q",
        bind="query-params",
        max_chars=LONGEST_QUERY,
        placeholder="a name, a number, a word",
        type="search",
    )
    return asked or ""


def narrowing(dataset: Dataset) -> Narrowing:
    """To which question and side the statements are narrowed: `?question=...&side=...`."""
    questions = {question.short: question.id for question in dataset.questions.values()}
    sides = {side.short: side.id for side in dataset.sides.values()}
    question = st.pills("Question", [ALL, *questions], default=ALL, required=True, key="question", bind="query-params")
    side = st.pills("Side", [ALL, *sides], default=ALL, required=True, key="side", bind="query-params")
    return Narrowing(questions.get(question or ALL), sides.get(side or ALL))
