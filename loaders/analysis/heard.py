"""Both sides in their own words: on one question the statement that stands for each party, and the whole passage it is from.

The rule for which statement stands for a side is the same for every side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.analysis import connections
from loaders.analysis.connections import Connection, speaker
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import LONGEST_QUOTATION

LEAST_SHARED = 3  # words that two quotations of one paragraph have to share to be read as one passage


@dataclass(frozen=True)
class Heard:
    """One question as its parties answer it, in the order of the record: of each the statement that stands for it, if any.

    `ties`: how these stand to each other; `others`: the statements of those who are no party, in order of time.
    """

    question: schema.Question
    leads: tuple[tuple[schema.Side, schema.Statement | None], ...]
    ties: tuple[Connection, ...]
    others: tuple[schema.Statement, ...]


def heard(dataset: Dataset, statements: Iterable[schema.Statement]) -> Heard | None:
    """The question that most parties answer, the first of them in the order of the record; None where nobody answers any."""
    found = connections.positions(dataset, statements)
    every = [_on(dataset, list(on_it)) for _, on_it in groupby(found, key=lambda position: position.question.id)]
    spoken = [one for one in every if any(lead for _, lead in one.leads)]
    return max(spoken, key=lambda one: sum(lead is not None for _, lead in one.leads), default=None)


def _on(dataset: Dataset, positions: Sequence[connections.Position]) -> Heard:
    """One question, by the positions of all sides on it."""
    parties = [one for one in positions if not one.side.beside] or list(positions)
    of_parties = {statement.id for position in parties for statement in position.statements}
    leads = tuple((position.side, _lead(dataset, position.statements, of_parties)) for position in parties)
    ids = {lead.id for _, lead in leads if lead}
    ties = tuple(tie for tie in connections.relations(dataset) if {tie.one, tie.other} <= ids)
    others = tuple(statement for position in positions if position not in parties for statement in position.statements)
    return Heard(positions[0].question, leads, ties, others)


def _lead(dataset: Dataset, statements: Sequence[schema.Statement], of_parties: set[str]) -> schema.Statement | None:
    """Of a side's statements on a question the one that another party's is set against; then own words; then the latest."""

    def rank(statement: schema.Statement) -> tuple[bool, bool, bool]:
        own = {one.id for one in statements}
        tied = any(tie.other in of_parties - own for tie in connections.relations_of(dataset, statement.id))
        direct = any(passage.words == "direct quotation" for passage in statement.evidence)
        return tied, direct, bool(statement.evidence)

    return max(reversed(statements), key=rank, default=None)


def passage(dataset: Dataset, report_id: str) -> schema.Passage | None:
    """What a report is quoted with first, as a whole thought: with what the record quotes before and after it.

    Quotations of one speaker in one paragraph are one passage where they share words at their ends, up to the length that
    the record allows to a quotation. None where the report has no quotation.
    """
    source, report = dataset.by_id[report_id]
    if not report.evidence:
        return None
    first = report.evidence[0]
    pieces = [
        other.quotation
        for where, told in dataset.reports()
        if where is source and speaker(source, told) == speaker(source, report)
        for other in told.evidence
        if (other.paragraph, other.words) == (first.paragraph, first.words)
    ]
    text = first.quotation
    for _ in pieces:
        longer = (joined for piece in pieces if (joined := _joined(text, piece)) and len(joined) <= LONGEST_QUOTATION)
        text = max(longer, key=len, default=text)
    return first.model_copy(update={"quotation": text})


def _joined(one: str, other: str) -> str | None:
    """Two quotations as one: one within the other, or the end of one as the beginning of the other; None if they share less."""
    if other in one:
        return one
    if one in other:
        return other
    for before, after in ((one.split(" "), other.split(" ")), (other.split(" "), one.split(" "))):
        for shared in range(min(len(before), len(after)) - 1, LEAST_SHARED - 1, -1):
            if before[-shared:] == after[:shared]:
                return " ".join([*before, *after[shared:]])
    return None
