"""Plain notices: what is wrong with the record's files, for whoever is editing them."""

from __future__ import annotations

import streamlit as st

from pages.parts.text import plain
from pages.parts.view import State

MOST = 20  # problems on a page; the command prints the rest


def problems(state: State) -> None:
    """Every problem with its file and line; and whether the page below is the last good record or there is none."""
    if not state.problems:
        return
    with st.container(key="problems"):
        shown = (
            "This page shows the record as it was before." if state.record else "There is no record to show until it is mended."
        )
        st.markdown(f"**The record on disk has mistakes.** {shown}")
        st.markdown("\n".join(f"- {plain(problem)}" for problem in state.problems[:MOST]))
        if len(state.problems) > MOST:
            st.markdown(f"These are the first {MOST}. For all of them: {plain('python -m loaders')}, with the folder's name.")
