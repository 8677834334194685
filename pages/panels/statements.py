"""The panels on statements: where each side stands, who spoke when, the questions with the sides beside each other, relations."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from loaders.analysis import connections
from loaders.analysis.connections import Position
from loaders.record import schema
from loaders.tables import tables
from loaders.tables.frames import rows_of
from loaders.tables.narrowing import Narrowing
from loaders.tables.tables import TABLES
from loaders.wording import answers, dates, headlines, known, names, numbers
from pages.charts import timeline
from pages.panels import html, words
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel

# Where each side stands


def _positions(asked: Asked) -> Html:
    found = asked.narrowing.positions(asked.view)
    return joined(_stances(asked, list(on_it)) for _, on_it in groupby(found, key=lambda position: position.question.id))


def _stances(asked: Asked, on_it: list[Position]) -> Html:
    spots = [
        tag("div", _stance(asked, stance), class_=f"side {words.side(asked.view.dataset, stance.side.id)}") for stance in on_it
    ]
    return tag("div", tag("h3", on_it[0].question.text), tag("div", *spots, class_="sides"), class_="stance")


def _stance(asked: Asked, stance: Position) -> Html:
    """What one side answers, and who from another side supports one of its statements: it may be an opinion."""
    silent = "" if stance.statements else answers.silent(asked.view.whole, stance.question, stance.side)
    told: list[Html] = [tag("p", silent, class_="small")] if silent else []
    told += [tag("p", asked.links.evidence(one.id, headlines.unanswered(one, stance.side.short))) for one in stance.unanswered]
    if not stance.statements:
        return joined(told)
    ids = " ".join(statement.id for statement in stance.statements)
    told.append(tag("p", asked.links.evidence(ids, headlines.stance(stance), f"{headlines.stance(stance)}: evidence")))
    told += [tag("p", answer) for answer in [answer.text for answer in stance.answers] or ["No answer is reported"]]
    support = [one for statement in stance.statements for one in asked.view.support.get(statement.id, ())]
    if others := list(dict.fromkeys(support)):
        who = numbers.listed([names.short(asked.view.dataset, record) for record in others])
        told.append(tag("p", asked.links.evidence(" ".join(others), f"Supported by {who}"), class_="small"))
    return joined(told)


POSITIONS = Panel(
    "positions",
    lambda asked: headlines.positions(asked.narrowing.positions(asked.view)),
    "positions",
    lambda _: (
        "Each line is a question, each column a side. A count opens the statements. Named beneath is who from another side "
        "supports one of them: it may be an opinion, and it may come from the same source."
    ),
    body=_positions,
    what="positions",
)


# When they spoke


def _statements(asked: Asked) -> pd.DataFrame:
    return asked.narrowing.table(asked.view, "statements")


def _sides(asked: Asked) -> dict[str, str]:
    return {side.id: side.short for side in asked.view.dataset.sides.values()}


WHEN = Panel(
    "statements",
    lambda asked: headlines.statements(asked.view, asked.narrowing.statements(asked.view)),
    "statements",
    lambda _: (
        "One mark is one statement, by the date on which it was made and the side of the speaker. A bar behind a mark is as "
        "wide as the date is uncertain. Bands are the groups on record, letters what else happened."
    ),
    lambda asked: timeline.statements(
        _statements(asked), _sides(asked), tables.counted(asked.view), tables.table(asked.view, "events")
    ),
    under=lambda asked: timeline.legend(tables.table(asked.view, "events"), _statements(asked)),
    what="statements",
    folds=True,
)


# Question by question


def _questions(asked: Asked) -> Html:
    """Every question that the statements speak to, in the order of the record; statements in order of date.

    A question alone stands open; of several, each opens on a click.
    """
    dataset, told = asked.view.dataset, list[Html]()
    rows, ties = asked.narrowing.rows(asked.view, "statements"), tables.table(asked.view, "relations")
    alone = len({row["question_id"] for row in rows}) == 1
    for question in dataset.questions.values():
        on_it = [row for row in rows if row["question_id"] == question.id]
        if not on_it:
            continue
        sides = [side for side in dataset.sides.values() if any(row["side_id"] == side.id for row in on_it)]
        columns = [
            tag(
                "div",
                tag("h3", side.name),
                *(_statement(asked, str(row["id"])) for row in on_it if row["side_id"] == side.id),
                class_=f"side {words.side(dataset, side.id)}",
            )
            for side in sides
        ]
        silent = [side.name for side in dataset.sides.values() if side not in sides]
        inside = joined(
            [
                tag("p", f"No statement shown from: {'; '.join(silent)}.", class_="small") if silent else Html(),
                tag("div", *columns, class_="sides"),
                _thread(asked, ties[ties["question_id"] == question.id], "Who answers whom"),
            ]
        )
        title = tag("summary", question.text) if not alone else tag("h3", question.text)
        told.append(tag("div" if alone else "details", title, inside, id=question.id, class_="question"))
    return joined(told)


def _statement(asked: Asked, report_id: str) -> Html:
    """A statement, its words, and how it stands to others, in both directions."""
    dataset = asked.view.dataset
    _, statement = dataset.by_id[report_id]
    if not isinstance(statement, schema.Statement):
        raise TypeError(f"'{report_id}' is not a statement")
    who = f"{dataset.actors[statement.speaker].name}, {statement.role}"
    when = f"{dates.words(statement.said.edtf)} {known.sentence(dataset, report_id)}".strip()
    told = [
        tag("p", when, class_="small"),
        tag("p", asked.links.evidence(report_id, who, f"{who}: {statement.summary}: evidence")),
        tag("p", statement.summary),
        *([tag("blockquote", statement.evidence[0].quotation)] if statement.evidence else []),
        *(
            tag("p", f"{names.SUPERSEDED[tie.type]}: {tie.reason}", class_="small")
            for _, tie in dataset.superseded.get(report_id, [])
        ),
    ]
    for (kind, backward), others in connections.by_kind(dataset, report_id).items():
        said = names.short(dataset, others[0]) if len(others) == 1 else f"{len(others)} records"
        stands = (names.BACKWARD if backward else names.FORWARD)[kind]
        told.append(tag("p", asked.links.evidence(" ".join(others), f"{stands} {said}"), class_="small"))
    return tag("div", *told, class_="statement")


QUESTIONS = Panel(
    "questions",
    lambda _: "Question by question",
    "statements",
    body=_questions,
    needs=lambda asked: bool(asked.narrowing.rows(asked.view, "statements")),
    what="statements",
)


# Relations


def _relations(asked: Asked) -> pd.DataFrame:
    """The relations of the only question that the statements speak to, or all of them."""
    asked_of = _statements(asked)["question_id"].unique()
    narrowing = Narrowing(question=asked_of[0]) if len(asked_of) == 1 else Narrowing()
    return narrowing.table(asked.view, "relations")


def _thread(asked: Asked, relations: pd.DataFrame, title: str) -> Html:
    """Relations as lines to read: one record, how it stands to the other, and why. relations: rows of tables.relations."""
    if relations.empty:
        return Html()
    dataset = asked.view.dataset
    lines = [
        [
            html.Cell(asked.links.evidence(tie.one, names.short(dataset, tie.one))),
            html.Cell(tie.stands),
            html.Cell(asked.links.evidence(tie.other, names.short(dataset, tie.other))),
            html.Cell(tie.reason),
        ]
        for tie in rows_of(relations)
    ]
    headings = {"one": "Record", "stands": "Stands", "other": "To", "reason": "Why"}
    return joined([tag("h3", title), html.table(title, headings, lines)])


def _others(asked: Asked) -> Html:
    relations = _relations(asked)
    others = relations[relations["question_id"].isna()]
    apart = tag("p", "Those on a question stand under it, above.") if len(others) < len(relations) else Html()
    return joined([apart, _thread(asked, others, "Related numbers")])


RELATIONS = Panel(
    "relations",
    lambda _: TABLES["relations"].title,
    "relations",
    body=_others,
    needs=lambda asked: bool(len(_relations(asked))),
    what="relations",
)
