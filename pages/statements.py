"""Statements: where each side stands, who spoke when, and question by question the sides next to each other."""

import streamlit as st

from loaders.analysis.groups import itemised
from loaders.wording import headlines
from pages.parts import charts, debate, exhibit, filters, view

shown = view.current()
dataset, flown = shown.record.dataset, itemised(shown.record.frames, shown.years)
milestones = shown.table("milestones")

st.title("Statements", anchor=False)
statements = filters.statements(dataset, shown.table("statements"))
debate.positions(shown, statements)
exhibit.chart(
    "statements",
    shown,
    statements,
    headlines.statements(statements),
    "One mark is one statement, by the date on which it was made and the side of the speaker. A bar behind a mark is as "
    "wide as the date is uncertain. Bands are the groups on record, letters what else happened.",
    lambda: charts.statements(statements, {side.id: side.short for side in dataset.sides.values()}, flown, milestones),
    under=charts.legend(milestones, statements) if len(statements) else "",
)
debate.show(shown, statements)
