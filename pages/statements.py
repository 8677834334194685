"""Statements: question by question, the sides next to each other, in order of date."""

import streamlit as st

from loaders import findings
from pages.parts import charts, debate, exhibit, filters, view

shown = view.current()
dataset = shown.record.dataset

st.title("Statements", anchor=False)
statements = filters.statements(dataset, shown.table("statements"))
exhibit.chart(
    "statements",
    shown,
    statements,
    findings.statements(statements),
    "One mark is one statement, by the date on which it was made and the side of the speaker. A bar behind a mark is as "
    "wide as the date is uncertain.",
    lambda: charts.statements(statements, {side.id: side.short for side in dataset.sides.values()}),
)
debate.show(dataset, statements)
