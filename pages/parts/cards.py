"""The numbers of the front page, each with who said it and when, and the ways into the other pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from loaders import schema, words
from loaders.tables import itemised
from pages.parts import evidence
from pages.parts.text import plain
from pages.parts.view import View

PAGES = Path(__file__).parents[1]


def key_figures(view: View) -> None:
    """The curated key figures, and the sum of the groups on record; all of the record, whatever the years."""
    record = view.record
    with st.container(key="key_figures", horizontal=True, gap="small"):
        for report_id in record.dataset.about.key_figures:
            _, figure = record.dataset.by_id[report_id]
            if isinstance(figure, schema.Figure):
                _card(view, figure)
        _sum(view)


def _card(view: View, figure: schema.Figure) -> None:
    dataset, quantity = view.record.dataset, figure.quantity
    with st.container(key=f"number_{figure.id}", width=170, gap=None):
        st.markdown(_big(words.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit)))
        st.markdown(plain(figure.label))
        said = figure.said.edtf.words if figure.said else words.NOT_GIVEN
        st.caption(f"{plain(dataset.actors[figure.said_by].name)}, {plain(said)}")
        with st.popover("The sentence", type="tertiary"):
            evidence.show(dataset, figure.id)


def _big(amount: str) -> str:
    """The number in bold, which the style sets large; its qualifier before it in plain: more than **1,800**."""
    qualifier, _, number = amount.rpartition(" ") if amount[-1].isdigit() else ("", "", amount)
    return f"{plain(qualifier)} **{plain(number)}**".strip()


def _sum(view: View) -> None:
    """The one derived number: the groups on record, added up."""
    flown = itemised(view.record.frames, view.record.bounds)
    if flown.empty:
        return
    parts = list(zip(flown["people_low"], flown["people_high"], strict=True))
    with st.container(key="number_sum_of_groups", width=170, gap=None):
        st.markdown(_big(words.span(flown["people_low"].sum(), flown["people_high"].sum())))
        st.markdown("People on the groups that this record lists one by one")
        st.caption(f"Derived: {plain(words.addition(parts))}")
        st.page_link(PAGES / "totals.py", label="Does it add up?")


def ways_in(view: View) -> None:
    """A line for each page: what it answers, with what is there."""
    counts = view.record.dataset.counts()
    st.page_link(
        PAGES / "timeline.py",
        label=f"Timeline: {counts['flight reports']} reports on {counts['flights']} groups, each to its sentence",
    )
    st.page_link(PAGES / "totals.py", label="Totals: what is itemised, what is reported, what neither explains")
    st.page_link(
        PAGES / "statements.py",
        label=f"Statements: {counts['statements']} statements on {counts['questions']} questions, side by side",
    )
    st.page_link(
        PAGES / "sources.py", label=f"Sources: what it rests on, and {counts['inferences']} inferences with their reasons"
    )
