"""Totals: what is itemised, what is reported, and what neither explains."""

import streamlit as st

from loaders import findings
from loaders.frames import rows_of
from pages.parts import charts, evidence, exhibit, view
from pages.parts.text import plain

shown = view.current()
totals, ledger, years = shown.table("totals"), shown.table("ledger"), shown.table("by_year")

st.title("Totals", anchor=False)
exhibit.chart(
    "totals",
    shown,
    totals,
    findings.totals(totals),
    "People. The line adds up the groups on record in the years shown and climbs over the width of each date. The grey "
    "level is a running total that somebody reported, as wide as its date. The line is not a share of it.",
    lambda: charts.totals(totals, ledger),
)
exhibit.rows(
    "ledger",
    shown,
    ledger,
    {"line": "Line", "label": "What", "in_words": "People", "how": "Where from"},
    "Does it add up?",
)
exhibit.chart(
    "by_year",
    shown,
    years,
    findings.by_year(years),
    "People on groups on record, by calendar year. Derived: the sum of the reports of each year.",
    lambda: charts.by_year(years),
)
st.header("The reported figures, to the sentence", anchor=False)
for figure in rows_of(shown.table("figures").query("subject == 'people removed'")):
    with st.expander(plain(f"{figure.in_words}: {figure.label}, {figure.said_by}")):
        evidence.show(shown.record.dataset, figure.id)
