"""The statements as a debate: a section for each question, a column for each side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders import Dataset, schema
from loaders.frames import rows_of
from pages.parts import evidence
from pages.parts.palette import SIDES
from pages.parts.text import plain


def show(dataset: Dataset, statements: pd.DataFrame) -> None:
    """Every question that the statements speak to, in the order of the record; statements in order of date."""
    for question in dataset.questions.values():
        on_it = statements[statements["question_id"] == question.id]
        if on_it.empty:
            continue
        with st.container(key=f"question_{question.id}"):
            st.header(plain(question.text), anchor=question.id)
            sides = [side for side in dataset.sides.values() if side.id in set(on_it["side_id"])]
            _silent(dataset, on_it)
            for column, side in zip(st.columns(len(sides), gap="medium"), sides, strict=True):
                with column:
                    _side(dataset, side, on_it[on_it["side_id"] == side.id])


def _silent(dataset: Dataset, on_it: pd.DataFrame) -> None:
    """Say which sides say nothing on the question, among the statements shown."""
    silent = [side.name for side in dataset.sides.values() if side.id not in set(on_it["side_id"])]
    if silent:
        st.caption(f"No statement shown from: {plain('; '.join(silent))}.")


def _side(dataset: Dataset, side: schema.Side, own: pd.DataFrame) -> None:
    number = list(dataset.sides).index(side.id) % len(SIDES)
    with st.container(key=f"side{number}_{own['question_id'].iloc[0]}"):
        st.markdown(f"**{plain(side.name)}**")
        for row in rows_of(own):
            _statement(dataset, str(row.id))


def _statement(dataset: Dataset, report_id: str) -> None:
    _, statement = dataset.by_id[report_id]
    if not isinstance(statement, schema.Statement):
        raise TypeError(f"'{report_id}' is not a statement")
    question = dataset.questions[statement.question]
    answers = {answer.id: answer.text for answer in question.answers}
    with st.container(key=f"statement_{report_id}", gap="xsmall"):
        st.caption(f"{plain(statement.said.edtf.words)}")
        st.markdown(f"**{plain(dataset.actors[statement.speaker].name)}**, {plain(statement.role)}")
        st.markdown(plain(statement.summary))
        st.markdown(f"> {plain(statement.evidence[0].quotation)}")
        answer = answers[statement.answer] if statement.answer else "No answer to this question is reported"
        st.caption(f"Position: {plain(answer)}")
        with st.popover("Evidence", type="tertiary"):
            evidence.show(dataset, report_id)
