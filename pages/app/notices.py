"""Plain notices: what is wrong with the files of the record, for whoever edits them, or with an address, for whoever wrote it."""

from __future__ import annotations

import streamlit as st

from loaders.analysis.filters import parse_as_of
from loaders.held import State
from loaders.record.problems import MOST_PROBLEMS
from pages.app import parameters
from pages.app.text import plain

MOST_SHOWN = 10  # a page of mistakes helps nobody; they go one by one, and often together


def problems(state: State) -> None:
    """The problems with their places, the first ones if they are many; and what the page shows in the meantime."""
    if not state.problems:
        return
    with st.container(key="problems"):
        shown = (
            "This page shows the record as it was before." if state.record else "There is no record to show until it is mended."
        )
        st.markdown(f"**The record on disk has mistakes.** {shown}")
        if len(state.problems) > MOST_SHOWN:
            all_told = len(state.problems) <= MOST_PROBLEMS
            count = f"{len(state.problems):,}" if all_told else f"more than {MOST_PROBLEMS:,}"
            st.markdown(f"There are {count} mistakes; these are the first {MOST_SHOWN}. To see more: `python -m loaders`.")
        st.markdown("\n".join(f"- {plain(problem)}" for problem in state.problems[:MOST_SHOWN]))


def parameters_unknown() -> None:
    """The parameters of the address that no page has, with what may have been meant, and a day that is none.

    The page is shown as if without them. Its widget takes the day out of the address, so that what is wrong with it is kept
    until another is chosen.
    """
    told = parameters.unknown(st.query_params, parameters.PAGES)
    try:
        parse_as_of(st.query_params.get_all("as_of"))
    except ValueError as error:
        st.session_state["day_refused"] = f"{error}."
    if st.session_state.get("as_of"):
        st.session_state.pop("day_refused", None)
    if refused := st.session_state.get("day_refused"):
        told.append(refused)
    if told:
        st.markdown(plain(f"In the address of this page, {' '.join(told)}"))
