"""Overview: the numbers that the story turns on, the flights in small, what is in dispute, and the ways in."""

import streamlit as st

from loaders.tables import tables
from loaders.wording import headlines
from pages.parts import cards, charts, exhibit, view
from pages.parts.text import plain

shown = view.current()
about = shown.dataset.about
flown = tables.counted(shown)

st.title(plain(about.headline), anchor=False)
if shown.as_of is None:
    st.markdown(plain(about.standfirst))
cards.key_figures(shown)
exhibit.chart(
    "flights",
    shown,
    tables.table(shown, "flights"),
    headlines.flights(shown.flights),
    "People in each group, by the date on which it was removed or arrived. A month-wide bar: the day is not known.",
    lambda: charts.flights(flown, tables.table(shown, "events").iloc[:0], tables.table(shown, "figures").iloc[:0]),
    drawn=flown,
)
if shown.as_of is None:
    st.header("What is in dispute", anchor=False)
    st.markdown(plain(about.dispute))
cards.ways_in(shown)
