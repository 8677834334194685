"""The numbers of the front page, each with who said it and when, and the ways into the other pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from loaders.analysis.view import DERIVED, View
from loaders.record import schema
from loaders.tables.frames import frame
from loaders.tables.reports import FIGURES, one_report
from loaders.wording import dates, known, names, numbers, search
from pages.parts import evidence, shelf
from pages.parts.shelf import Shown
from pages.parts.text import plain

PAGES = Path(__file__).parents[1]
MOST_HITS = 20
KEY_COLUMNS = {"in_words": "How much", "label": "What", "date_in_words": "About", "said_by": "Said by"}


def key_figures(view: View) -> None:
    """The curated key figures, and the sum of the groups on record; whatever the years, but only what was known then."""
    dataset = view.dataset
    known = [dataset.by_id[report_id][1] for report_id in dataset.about.key_figures if report_id in dataset.by_id]
    with st.container(key="key_figures", horizontal=True, gap="small"):
        for figure in known:
            if isinstance(figure, schema.Statistic):
                _card(view, figure)
        _sum(view)
    rows = [one_report(view, figure.id) for figure in known]
    shelf.put(Shown("figures", frame(FIGURES, rows), "Key figures", columns=KEY_COLUMNS, some=rows))
    if view.years != view.limits:
        st.caption("The reported numbers are those of the sources shown, whatever the years; the sum is of the years shown.")


def _card(view: View, figure: schema.Statistic) -> None:
    dataset, quantity = view.dataset, figure.quantity
    with st.container(key=f"number_{figure.id}", width=170, gap=None):
        evidence.opener(_big(quantity), figure.id, "number", marked_up=True)
        st.markdown(plain(figure.label))
        said = dates.words(figure.said.edtf) if figure.said else numbers.NOT_GIVEN
        st.caption(f"{plain(dataset.actors[figure.said_by].name)}, {plain(said)}")
        if by_then := known.sentence(dataset, figure.id):
            st.caption(plain(by_then))
        for _, tie in dataset.superseded.get(figure.id, []):
            st.caption(f"{names.SUPERSEDED[tie.type]}: {plain(tie.reason)}")
        evidence.opener("The sentence", figure.id, "card")


def _big(quantity: schema.Quantity) -> str:
    """The number in bold, which the style sets large; its qualifier before it in plain: more than **1,800**."""
    if quantity.value is None or quantity.qualifier is schema.Qualifier.EXACTLY:
        return f"**{plain(numbers.told(quantity))}**"
    bare = numbers.told(quantity.model_copy(update={"qualifier": schema.Qualifier.EXACTLY}))
    return plain(numbers.told(quantity)).replace(plain(bare), f"**{plain(bare)}**")


def _sum(view: View) -> None:
    """The one derived number: the groups on record in the years shown, added up."""
    flown = view.itemised
    if not flown.flights:
        return
    with st.container(key="number_sum_of_groups", width=170, gap=None):
        evidence.opener(f"**{plain(numbers.span(flown.people))}**", f"{DERIVED}itemised:groups", "number", marked_up=True)
        st.markdown(f"People in the groups listed one by one, {view.years}")
        st.caption(f"Derived: {plain(numbers.addition(flown.flights))}")
        evidence.opener("The groups", f"{DERIVED}itemised:groups", "card")


def search_results(view: View, query: str) -> None:
    """What a search finds, each hit opening its evidence. Nothing without a query."""
    if not query.strip():
        return
    hits = search.find(view.dataset, query)
    with st.container(key="results", gap="xsmall"):
        count = "1 record holds" if len(hits) == 1 else f"{numbers.number(len(hits))} records hold"
        first = f" The first {MOST_HITS} are shown." if len(hits) > MOST_HITS else ""
        st.markdown(f"**{count} “{plain(query.strip())}”.**{first}")
        for hit in hits[:MOST_HITS]:
            with st.container(gap=None):
                evidence.opener(hit.name, hit.id, "hit")
                st.caption(plain(hit.excerpt))


def ways_in(view: View) -> None:
    """A line for each page: what it answers, with what is there."""
    counts = view.dataset.counts()
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
