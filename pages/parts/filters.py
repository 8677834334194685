"""The filters and their place in the address."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pandas as pd
import streamlit as st

from loaders import Dataset, groups, lens
from loaders.dates import day_in_words
from loaders.search import LONGEST_QUERY
from loaders.years import Years, parse
from pages.parts.narrowing import Narrowing
from pages.parts.text import plain
from pages.parts.view import Record

ALL = "All"


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
            alone = parse(asked, limits)
            mended = (alone.first, alone.last)
    elif held and held[0] > held[1]:
        mended = ends
    if mended:
        st.session_state["years"] = mended
    st.slider("Years", *ends, value=None if mended else ends, key="years", bind="query-params")
    first, last = st.session_state["years"]
    if first > last:
        st.rerun()


def sources(record: Record) -> None:
    """The sources through which the record is seen: `?sources=all`, or ids of sources. Only where there are several.

    The address holds ids, and the widget shows what it writes there. It must stand open on the page: what the browser has
    not drawn loses its place in the address when the page changes.
    """
    every = lens.every(record.dataset)
    if len(every) < 2:
        return
    st.multiselect(
        "Sources",
        [lens.ALL, *every],
        default=list(lens.default(record.dataset)),
        key="sources",
        bind="query-params",
        placeholder="as the page opens",
        select_all=False,
        filter_mode="contains",
        help=f"Every page, sum, chart and download holds only what these sources say. ‘{lens.ALL}’: all {len(every)} of them; "
        "empty: those with which the page opens. The Sources page has their titles.",
    )


def number(flown: pd.DataFrame) -> str:
    """Which number of several is drawn: "chosen", "low" or "high", `?number=low`. Asked only where reports differ."""
    if (flown["people_low"] == flown["people_high"]).all():
        return "chosen"
    names = {"rule": "chosen", "lowest": "low", "highest": "high"}
    with st.container(key="which_number", gap="xsmall"):
        asked = st.segmented_control(
            "Where reports on a group differ, draw the number by", list(names), default="rule", required=True, key="number",
            bind="query-params",
        )  # fmt: skip
        with st.expander("The rule"):
            st.markdown("\n".join(f"{place}. {plain(step)}" for place, step in enumerate(groups.RULE, start=1)))
            st.markdown("Every number stays in the tables and in the evidence; none is averaged.")
    return names.get(asked or "rule", "chosen")


def as_of(view_of: Record) -> None:
    """The day as of which the record is shown: `?as_of=2019-06-30`. Without one: all that is in it."""
    limits = view_of.bounds
    st.date_input(
        "As known on",
        value=None,
        min_value=dt.date(limits.first, 1, 1),
        max_value=dt.date(limits.last, 12, 31),
        format="YYYY-MM-DD",
        key="as_of",
        bind="query-params",
        help="Shows only what had been said by the end of that day. Empty: everything that is on record.",
    )


def known(whole: Record, day: dt.date | None) -> None:
    """Say, while a day is chosen, how much of the record had been said by then, and how much is uncertain."""
    if day is None:
        return
    total, by_then = len(whole.dataset.by_id), len(whole.dataset.known_by(day).by_id)
    perhaps = whole.dataset.perhaps_known_by(day)
    unsure = f"Of {perhaps} more it is not certain: they are not shown." if perhaps else ""
    with st.container(key="as_known_then"):
        st.markdown(
            f"**The record as it stood on {day_in_words(day)}.** "
            f"{by_then} of its {total} reports had certainly been said by then. {unsure}"
        )


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
