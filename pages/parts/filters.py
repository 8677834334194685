"""The filters and their place in the address."""

from __future__ import annotations

from contextlib import suppress

import pandas as pd
import streamlit as st

from loaders import Dataset
from loaders.years import Years, parse

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


def flight(itemised: pd.DataFrame) -> str | None:
    """Pick one of the flights shown: `?flight=...`. Returns its id, or None if there is none."""
    names = dict(zip(itemised["flight_name"], itemised["flight"], strict=True))
    if not names:
        return None
    first = next(iter(names))
    picked = st.pills("Evidence for", list(names), default=first, required=True, key="flight", bind="query-params")
    return str(names.get(picked, names[first]))


def pick_flight() -> None:
    """A click on the chart picks the flight."""
    points = st.session_state["flights_chart"]["selection"]["points"]
    if points and points[0].get("customdata"):
        st.session_state["flight"] = points[0]["customdata"][0]


def statements(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    """Narrow the statements by question and side: `?question=...&side=...`."""
    questions = {question.short: question.id for question in dataset.questions.values()}
    sides = {side.short: side.id for side in dataset.sides.values()}
    question = st.pills("Question", [ALL, *questions], default=ALL, required=True, key="question", bind="query-params")
    side = st.pills("Side", [ALL, *sides], default=ALL, required=True, key="side", bind="query-params")
    if question in questions:
        table = table[table["question_id"] == questions[question]]
    if side in sides:
        table = table[table["side_id"] == sides[side]]
    return table.reset_index(drop=True)
