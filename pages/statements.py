"""Statements: where each side stands, who spoke when, and question by question the sides next to each other."""

import streamlit as st

from loaders.tables import tables
from loaders.wording import headlines
from pages.parts import charts, debate, exhibit, filters, view

shown = view.current()
dataset, flown = shown.dataset, tables.counted(shown)
events = tables.table(shown, "events")

st.title("Statements", anchor=False)
narrowing = filters.narrowing(dataset)
statements = narrowing.table(shown, "statements")
debate.positions(shown, narrowing)
exhibit.chart(
    "statements",
    shown,
    statements,
    headlines.statements(shown, narrowing.statements(shown)),
    "One mark is one statement, by the date on which it was made and the side of the speaker. A bar behind a mark is as "
    "wide as the date is uncertain. Bands are the groups on record, letters what else happened.",
    lambda: charts.statements(statements, {side.id: side.short for side in dataset.sides.values()}, flown, events),
    under=charts.legend(events, statements) if len(statements) else "",
    narrowing=narrowing,
)
debate.show(shown, statements)
