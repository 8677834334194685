"""The statements as a debate: where each side stands, question by question, and who answers whom."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from loaders import Dataset
from loaders.analysis import connections
from loaders.analysis.connections import Position
from loaders.analysis.view import View
from loaders.record import schema
from loaders.tables.frames import rows_of
from loaders.tables.tables import TABLES
from loaders.wording import dates, headlines, known, names, numbers
from pages.parts import evidence, exhibit
from pages.parts.narrowing import ALL, Narrowing
from pages.parts.palette import SIDES
from pages.parts.shelf import Shown
from pages.parts.text import plain

MOST_OPEN = 10  # lines of a thread; a longer one opens on a click


def positions(view: View, narrowing: Narrowing) -> None:
    """A matrix of questions by sides: what each side answers, where only one has spoken, what nothing else supports."""
    found = narrowing.positions(view)
    with st.container(key="rows_positions", gap="xsmall"):
        st.subheader(plain(headlines.positions(found)), anchor=False)
        st.markdown(
            "Each line is a question, each column a side. A count opens the statements. Named beneath is who from another "
            "side supports one of them: it may be an opinion, and it may come from the same source."
        )
        if not found:
            exhibit.empty(view)
            return
        for _, on_it in groupby(found, key=lambda position: position.question.id):
            _question(view, list(on_it))
        table = narrowing.table(view, "positions")
        shown = Shown("positions", table, TABLES["positions"].title, narrowing=narrowing)
        exhibit.foot("positions", view, table, key="rows_positions", shown=shown)


def _question(view: View, on_it: list[Position]) -> None:
    question, sides = on_it[0].question, list(view.dataset.sides)
    with st.container(key=f"stance_{question.id}", gap="xsmall"):
        st.markdown(f"**{plain(question.text)}**")
        for spot, stance in zip(st.columns(len(on_it), gap="medium"), on_it, strict=True):
            name, number = f"{question.id}-{stance.side.id}", sides.index(stance.side.id) % len(SIDES)
            with spot, st.container(key=f"side{number}_stance_{name}", gap=None):
                if not stance.statements:
                    st.caption(f"{plain(stance.side.short)}: no statement")
                for one in stance.unanswered:
                    evidence.opener(headlines.unanswered(one, stance.side.short), one.id, "stance")
                if not stance.statements:
                    continue
                ids = " ".join(statement.id for statement in stance.statements)
                evidence.opener(headlines.stance(stance), ids, "stance")
                for answer in [answer.text for answer in stance.answers] or ["No answer is reported"]:
                    st.markdown(plain(answer))
                _support(view, stance, name)


def _support(view: View, stance: Position, name: str) -> None:
    """Who from another side supports the statements of a side, by name: they may be opinions."""
    told = [one for statement in stance.statements for one in view.support.get(statement.id, ())]
    if ids := list(dict.fromkeys(told)):
        who = numbers.listed([names.short(view.dataset, record) for record in ids])
        evidence.opener(f"Supported by {who}", " ".join(ids), f"support_{name}")


def show(view: View, statements: pd.DataFrame) -> None:
    """Every question that the statements speak to, in the order of the record; statements in order of date.

    A question alone stands open; of several, each opens on a click.
    """
    dataset, questions = view.dataset, statements["question_id"].unique()
    alone = len(questions) == 1
    narrowing = Narrowing(question=questions[0]) if alone else ALL
    relations = narrowing.table(view, "relations")
    for question in dataset.questions.values():
        on_it = statements[statements["question_id"] == question.id]
        if on_it.empty:
            continue
        if alone:
            st.header(plain(question.text), anchor=question.id)
        with st.container(key=f"question_{question.id}") if alone else st.expander(f"**{plain(question.text)}**"):
            sides = [side for side in dataset.sides.values() if side.id in set(on_it["side_id"])]
            _silent(dataset, on_it)
            for column, side in zip(st.columns(len(sides), gap="medium"), sides, strict=True):
                with column:
                    _side(dataset, side, on_it[on_it["side_id"] == side.id])
            thread(view, relations[relations["question_id"] == question.id], "Who answers whom", question.id)
    if relations.empty:
        return
    with st.container(key="threads", gap="xsmall"):
        others = relations[relations["question_id"].isna()]
        title = "Numbers that bear on each other"
        with st.container() if len(others) <= MOST_OPEN else st.expander(f"{title}: {len(others)}"):
            thread(view, others, title, ":others")
        st.markdown(f"**All {len(relations)} relations, as a table**" if len(relations) > 1 else "**The relation, as a table**")
        shown = Shown("relations", relations, TABLES["relations"].title, narrowing=narrowing)
        exhibit.foot("relations", view, relations, key="threads", shown=shown)


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
    """A statement, its words, and how it stands to others, in both directions."""
    _, statement = dataset.by_id[report_id]
    if not isinstance(statement, schema.Statement):
        raise TypeError(f"'{report_id}' is not a statement")
    with st.container(key=f"statement_{report_id}", gap="xsmall"):
        st.caption(f"{plain(dates.words(statement.said.edtf))} {plain(known.sentence(dataset, report_id))}".strip())
        evidence.opener(f"{dataset.actors[statement.speaker].name}, {statement.role}", report_id, "statement")
        st.markdown(plain(statement.summary))
        if statement.evidence:
            st.markdown(f"> {plain(statement.evidence[0].quotation)}")
        for _, tie in dataset.superseded.get(report_id, []):
            st.caption(f"{names.SUPERSEDED[tie.type]}: {plain(tie.reason)}")
        with st.container(gap=None):
            for (kind, backward), others in connections.by_kind(dataset, report_id).items():
                said = names.short(dataset, others[0]) if len(others) == 1 else f"{len(others)} records"
                stands = (names.BACKWARD if backward else names.FORWARD)[kind]
                evidence.opener(f"{stands} {said}", " ".join(others), f"tie_{report_id}_{stands}")


def thread(view: View, relations: pd.DataFrame, title: str, place: str) -> None:
    """Relations as lines to read: one record, how it stands to the other, and why. relations: rows of tables.relations."""
    if relations.empty:
        return
    dataset = view.dataset
    st.markdown(f"**{title}**")
    for number, tie in enumerate(rows_of(relations)):
        with st.container(key=f"thread_{place}_{number}"):
            one, stands, other, why = st.columns([3, 1.4, 3, 4.2], gap="small")
            with one:
                evidence.opener(names.short(dataset, tie.one), tie.one, f"one_{place}_{number}")
            stands.markdown(plain(tie.stands))
            with other:
                evidence.opener(names.short(dataset, tie.other), tie.other, f"other_{place}_{number}")
            why.caption(plain(tie.reason))
