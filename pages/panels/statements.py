"""The panels on statements: question by question the parties in their words, where each stands, when they spoke, relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from loaders.analysis.connections import Position, side_of
from loaders.analysis.heard import Heard
from loaders.record import schema
from loaders.tables import tables
from loaders.tables.frames import Row
from loaders.wording import answers, names
from loaders.wording.language import say, to_say, word
from loaders.wording.pages import statements as of_statements
from pages.charts import speakers
from pages.panels import html, words
from pages.panels.html import Cell, Html, joined, tag
from pages.panels.panel import Asked, Panel

# Question by question


def _shown(asked: Asked) -> list[Heard]:
    """The questions that are asked for. Who stands for a side is the same, whichever sides are shown."""
    question, side = asked.narrowing.question, asked.narrowing.side
    every = [one for one in asked.view.questions if question in (None, one.question.id)]
    return [found for one in every if (found := one.of_side(side) if side else one).every]


def _narrowed(asked: Asked) -> Html:
    """To which question and which side the page is narrowed, with the way back."""
    dataset, question, side = asked.view.whole, asked.narrowing.question, asked.narrowing.side
    told: list[Html] = []
    if question:
        back = _view(asked, of_statements.all_questions(), "question")
        told.append(tag("p", of_statements.only_question(dataset.questions[question]), " ", back, class_="small"))
    if side:
        back = _view(asked, of_statements.all_sides(), "side")
        told.append(tag("p", of_statements.only_side(dataset.sides[side]), " ", back, class_="small"))
    return joined(told)


def _view(asked: Asked, label: str, name: str, value: str = "") -> Html:
    """A link to the same page with another value of a parameter, or without it."""
    address = [(key, held) for key, held in asked.address if key != name] + ([(name, value)] if value else [])
    return tag("a", label, href=f"?{urlencode(address)}", data_view=True)


def _questions(asked: Asked) -> Html:
    """A line of questions that lead to their place, then each with who is heard on it."""
    shown = _shown(asked)
    chips = (tag("a", one.question.short, href=f"#{_place(one.question)}") for one in shown)
    outside = of_statements.outside(asked.view, [one for heard in shown for one in heard.every])
    ties = _on_questions(asked)
    return joined(
        [
            tag("div", *chips, class_="chips", role="navigation", aria_label=say("Questions")) if len(shown) > 1 else Html(),
            tag("p", outside, class_="small") if outside else Html(),
            *(_question(asked, one, ties.get(one.question.id, ())) for one in shown),
        ]
    )


def _place(question: schema.Question) -> str:
    return f"question-{question.id}"


def _question(asked: Asked, heard: Heard, ties: Sequence[Row]) -> Html:
    """What stands for each party, side by side; how that stands to each other; then what else there is, folded."""
    dataset = asked.view.dataset
    parties = [(side, _party(asked, heard, side, lead)) for side, lead in heard.leads]
    heard_alone = [] if any(lead for _, lead in heard.leads) else heard.further
    others = [(side, _said(asked, told)) for side, told in heard_alone if told]
    return tag(
        "div",
        tag("h2", heard.question.text),
        *(words.sides(asked, columns) for columns in (parties, others) if columns),
        *(tag("p", answers.reading(dataset, tie), class_="reading") for tie in heard.ties),
        _more(asked, heard, ties),
        id=_place(heard.question),
        class_="question",
    )


def _party(asked: Asked, heard: Heard, side: schema.Side, lead: schema.Statement | None) -> Html:
    """What stands for a party; or what it took back, where it was asked and did not say; or why nothing is shown."""
    if lead:
        return _said(asked, [lead])
    position = next(one for one in heard.positions if one.side == side)
    told = joined([_said(asked, position.ended), _not_said(asked, position)])
    return told or tag("p", answers.silent(asked.view, heard.question, side), class_="small")


def _not_said(asked: Asked, position: Position) -> Html:
    """Where a side was asked and gave no answer."""
    told = (asked.links.evidence(one.id, of_statements.not_said(one)) for one in position.unanswered)
    return joined(tag("p", one, class_="small") for one in told)


def _said(asked: Asked, statements: Iterable[schema.Statement]) -> Html:
    return joined(words.said(asked, one.id) for one in statements)


def _more(asked: Asked, heard: Heard, ties: Sequence[Row]) -> Html:
    """What else each side says, what was said again or taken back, and how all of it relates."""
    parts: list[tuple[schema.Side, Html]] = []
    leads = {side.id: lead for side, lead in heard.leads}
    for position, (side, statements) in zip(heard.positions, heard.further, strict=True):
        left = [one for one in statements if one not in heard.spoken]
        again = [one for one in position.statements if one not in statements and one not in heard.spoken]
        told = [_said(asked, left), *(_again(asked, one) for one in again)]
        if leads.get(side.id, True):  # else it stands above
            told += [_said(asked, position.ended), _not_said(asked, position)]
        if any(told):
            parts.append((side, joined(told)))
    inside = [words.sides(asked, parts)] if parts else []
    if ties:
        inside += [tag("h3", of_statements.relate()), _thread(asked, ties, of_statements.relate())]
    if not inside:
        return Html()
    return tag("details", tag("summary", of_statements.more(heard) or of_statements.relate()), *inside)


def _again(asked: Asked, statement: schema.Statement) -> Html:
    """A statement that says another one again."""
    name = names.name(asked.view.dataset, statement.id)
    link = asked.links.evidence(statement.id, names.short(asked.view.dataset, statement.id), names.evidence(name))
    return tag("p", of_statements.again(), " ", link, class_="small")


QUESTIONS = Panel(
    "questions",
    lambda asked: of_statements.heading(asked.view, _shown(asked)),
    "statements",
    body=_questions,
    lead=_narrowed,
    holds=lambda asked: bool(_shown(asked)),
    what="statements",
)


# Where each side stands


def _positions(asked: Asked) -> Html:
    """A line to a question, a column to a side: the answers, which lead to the statements."""
    shown = [one for one in _shown(asked) if any(position.statements for position in one.positions)]
    sides = [side for side in asked.view.dataset.sides.values() if asked.narrowing.side in (None, side.id)]
    headings = {"question": say("Question"), **{side.id: side.short for side in sides}}
    lines = [
        [
            Cell(_view(asked, one.question.short, "question", one.question.short)),
            *(Cell(_stance(asked, position)) for position in one.positions),
        ]
        for one in shown
    ]
    alone = (_view(asked, side.short, "side", side.short) for side in sides)
    table = html.table(tables.TABLES["positions"].heading, headings, lines)
    return joined(
        [table, tag("p", of_statements.one_side(), " ", joined(alone, ", "), class_="small") if len(sides) > 1 else Html()]
    )


def _stance(asked: Asked, stance: Position) -> object:
    """The answers of one side to one question."""
    told = [answer.text for answer in stance.answers] or ([of_statements.no_position()] if stance.statements else [])
    if not told:
        return html.UNKNOWN
    ids, label = " ".join(one.id for one in stance.statements), "; ".join(told)
    return asked.links.evidence(ids, label, names.evidence(f"{stance.side.short}: {label}"))


POSITIONS = Panel(
    "positions",
    lambda _: of_statements.in_short(),
    "positions",
    lambda _: of_statements.sorted_by(),
    body=_positions,
    holds=lambda asked: bool(_shown(asked)),
    what="positions",
    folds=True,
)


# When they spoke


def _spoken(asked: Asked) -> list[speakers.Spoken]:
    """The statements that stand, as they are drawn."""
    dataset = asked.view.dataset
    perhaps = dataset.horizon.perhaps if dataset.horizon else frozenset[str]()
    return [
        speakers.Spoken(
            one.id,
            side_of(dataset, one).id,
            one.said.edtf.earliest,
            one.said.edtf.latest,
            names.short(dataset, one.id),
            one.id in perhaps,
        )
        for one in asked.narrowing.statements(asked.view)
        if one.id not in dataset.superseded
    ]


WHEN = Panel(
    "statements",
    lambda asked: of_statements.when(asked.view, asked.narrowing.statements(asked.view)),
    "statements",
    lambda _: of_statements.marks(),
    lambda asked: speakers.statements(_spoken(asked), {side.id: side.short for side in asked.view.dataset.sides.values()}),
    needs=lambda asked: bool(_spoken(asked)),
    folds=True,
)


# Relations


def _thread(asked: Asked, relations: Iterable[Row], title: str) -> Html:
    """Relations as lines to read: one record, how it stands to the other, and why. relations: rows of tables.relations."""

    def end(row: Row, which: str) -> Html:
        record = str(row[which])
        return asked.links.evidence(record, names.short(asked.view.dataset, record))

    lines = (
        [Cell(end(row, "one")), Cell(word(str(row["stands"]))), Cell(end(row, "other")), Cell(row["reason"])] for row in relations
    )
    headings = to_say({"one": "Record", "stands": "Stands", "other": "To", "reason": "Why"})
    return html.table(title, headings, lines)


def _on_questions(asked: Asked) -> dict[object, list[Row]]:
    """The relations by the question that they are on; under None those of what answers none."""
    found: dict[object, list[Row]] = {}
    for row in tables.rows(asked.view, "relations"):
        found.setdefault(row["question_id"], []).append(row)
    return found


RELATIONS = Panel(
    "relations",
    lambda _: of_statements.related(),
    "relations",
    lambda _: of_statements.related_too(),
    body=lambda asked: _thread(asked, _on_questions(asked).get(None, ()), of_statements.related()),
    needs=lambda asked: not asked.narrowing.asked and None in _on_questions(asked),
    folds=True,
)
