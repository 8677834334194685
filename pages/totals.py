"""Totals: what is itemised, what is reported, what neither explains, and whether the arithmetic holds."""

import streamlit as st

from loaders.analysis.groups import itemised
from loaders.wording import headlines
from pages.parts import accounts, counts, exhibit, filters, through_time, view

shown = view.current()
totals, ledger, years = shown.table("totals"), shown.table("ledger"), shown.table("by_year")

st.title("Totals", anchor=False)
number = filters.number(itemised(shown.record.frames, shown.years))
exhibit.chart(
    "totals",
    shown,
    totals,
    headlines.totals(totals),
    "People. The line adds up the groups on record in the years shown and climbs over the width of each date. The grey "
    "level is a running total that somebody reported, as wide as its date. The line is not a share of it.",
    lambda: counts.totals(totals, ledger, number),
)
accounts.ledger(shown)
through_time.series(shown, number)
exhibit.chart(
    "by_year",
    shown,
    years,
    headlines.by_year(years),
    "People in groups on record, by calendar year. Derived: the sum of the reports of each year.",
    lambda: counts.by_year(years, number),
    drawn=years[years["flights"] > 0],
)
accounts.years(shown)
through_time.stocks(shown)
accounts.checks(shown)
exhibit.rows(
    "figures",
    shown,
    shown.table("figures"),
    {"in_words": "How much", "label": "What", "date_in_words": "About", "said_by": "Said by"},
    "Every figure",
)
