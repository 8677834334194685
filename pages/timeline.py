"""Timeline: each group on a true time axis, what happened beside it, and the sentence behind each."""

import streamlit as st

from loaders.tables import tables
from loaders.wording import headlines
from pages.parts import charts, disagreement, exhibit, filters, view

shown = view.current()
reports, events = tables.table(shown, "flight_reports"), tables.table(shown, "events")
flown = tables.counted(shown)
figures = tables.table(shown, "figures")
flows = figures[figures["id"].isin([flow.id for flow in shown.open_flows])]

st.title("Timeline", anchor=False)
number = filters.number(shown)
exhibit.chart(
    "flights",
    shown,
    tables.table(shown, "flights"),
    headlines.flights(shown.flights),
    "People in each group, by the date on which it was removed or arrived. A bar is as wide as its date is uncertain; a "
    "dotted span is a count over a period.",
    lambda: charts.flights(flown, events, flows, number),
    drawn=flown,
    hint="Letters are the events at the foot of the page. Click a group for its evidence.",
    legend=charts.legend(events, flown, lead=1) if len(flown) else "",
)
disagreement.groups(shown)
exhibit.rows(
    "flight_reports",
    shown,
    reports,
    {"in_words": "People", "date_in_words": "Date", "kind": "Counted as", "said_by": "Said by", "paragraph": "Par."},
    "The reports",
)
exhibit.rows(
    "events",
    shown,
    events.assign(letter=charts.letters(events)),
    {"letter": "Letter", "date_in_words": "Date", "title": "Event", "said_by": "Told by"},
    "Other events",
)
