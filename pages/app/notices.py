"""Plain notices: what is wrong with the files of the record, for whoever edits them, or with an address, for whoever wrote it."""

from __future__ import annotations

import streamlit as st

from loaders.held import State
from loaders.record.problems import MOST_PROBLEMS
from loaders.wording import filters as filter_words
from loaders.wording import language
from loaders.wording.language import say
from loaders.wording.numbers import number
from pages.app.text import plain

MOST_SHOWN = 10  # a page of mistakes helps nobody; they go one by one, and often together


def problems(state: State) -> None:
    """The problems with their places, the first ones if they are many; and what the page shows in the meantime."""
    if not state.problems:
        return
    with st.container(key="problems"):
        shown = say(
            "This page shows the record as it was before." if state.record else "There is no record to show until it is mended."
        )
        st.markdown(f"**{say('The record on disk has mistakes.')}** {shown}")
        if len(state.problems) > MOST_SHOWN:
            all_told = len(state.problems) <= MOST_PROBLEMS
            many = number(len(state.problems)) if all_told else say("more than {number}", number=number(MOST_PROBLEMS))
            told = say("There are {number} mistakes; these are the first {shown}.", number=many, shown=MOST_SHOWN)
            st.markdown(f"{told} {say('To see more:')} `python -m loaders`.")
        st.markdown("\n".join(f"- {plain(problem)}" for problem in state.problems[:MOST_SHOWN]))


def draft() -> None:
    """That the words are a draft, where they are."""
    if told := language.draft():
        with st.container(key="draft"):
            st.caption(plain(told))


def of_address(told: list[str]) -> None:
    """What of the address has no meaning here; the page is shown as if without it."""
    if told:
        st.markdown(plain(filter_words.not_known(told)))
