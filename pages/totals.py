"""Totals: what is itemised, what is reported, what neither explains, and whether the arithmetic holds."""

import streamlit as st

from loaders.tables import tables
from loaders.wording import headlines
from pages.parts import accounts, counts, exhibit, filters, through_time, view

shown = view.current()
totals, ledger, years = tables.table(shown, "totals"), tables.table(shown, "ledger"), tables.table(shown, "by_year")

st.title("Totals", anchor=False)
number = filters.number(shown)
exhibit.chart(
    "totals",
    shown,
    totals,
    headlines.totals(shown),
    "People. The line adds up the groups listed here and rises across the days that each date may mean. The grey "
    "level is a running total that somebody reported, as wide as its date. The two are counted differently.",
    lambda: counts.totals(totals, ledger, number),
)
accounts.ledger(shown)
through_time.series(shown, number)
exhibit.chart(
    "by_year",
    shown,
    years,
    headlines.by_year(shown.calendar),
    "People in groups listed here, by calendar year. Derived: the groups of each year added up.",
    lambda: counts.by_year(years, number),
    drawn=years[years["flights"] > 0],
)
accounts.years(shown)
through_time.stocks(shown)
accounts.checks(shown)
exhibit.rows(
    "figures",
    shown,
    tables.table(shown, "figures"),
    {"in_words": "How much", "label": "What", "date_in_words": "About", "said_by": "Said by"},
    "Every figure",
)
