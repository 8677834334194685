"""Both sides in their own words: on one question the statement that stands for each party, and the whole passage it is from.

The rule for which statement stands for a side is the same for every side. A sentence of a source is told once, however many
reports rest on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from loaders.analysis import connections
from loaders.analysis.connections import Connection, Position, speaker
from loaders.analysis.interval import Span
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import LONGEST_QUOTATION

LEAST_SHARED = 3  # words that two quotations of one paragraph have to share to be read as one passage


@dataclass(frozen=True)
class Heard:
    """One question as its parties answer it, in the order of the record: of each the statement that stands for it, if any.

    `ties`: how these stand to each other; `positions`: all that each side says, parties and others; `further`: what each says
    beside its lead, each thing once.
    """

    question: schema.Question
    leads: tuple[tuple[schema.Side, schema.Statement | None], ...]
    ties: tuple[Connection, ...]
    positions: tuple[Position, ...] = ()
    further: tuple[tuple[schema.Side, tuple[schema.Statement, ...]], ...] = ()

    @property
    def spoken(self) -> tuple[schema.Statement, ...]:
        """The statements that stand for somebody: those of the parties; where no party is heard, all that others say."""
        leads = tuple(lead for _, lead in self.leads if lead)
        return leads or tuple(one for _, statements in self.further for one in statements)

    @property
    def every(self) -> tuple[schema.Statement, ...]:
        """All that is on record on it, with where somebody was asked and did not say, and with what no longer stands."""
        told = ((*one.statements, *one.unanswered, *one.ended) for one in self.positions)
        return tuple(statement for several in told for statement in several)

    def of_side(self, side: str) -> Heard:
        """The same, of one side alone."""
        return replace(
            self,
            leads=tuple(one for one in self.leads if one[0].id == side),
            ties=(),
            positions=tuple(one for one in self.positions if one.side.id == side),
            further=tuple(one for one in self.further if one[0].id == side),
        )


def questions(dataset: Dataset, statements: Iterable[schema.Statement]) -> list[Heard]:
    """Every question that anybody answers, did or was asked, in the order of the record. statements: in order of time."""
    found = connections.positions(dataset, statements)
    return [_on(dataset, list(on_it)) for _, on_it in groupby(found, key=lambda position: position.question.id)]


@dataclass(frozen=True)
class Sentence:
    """What some reports of a source rest on: words of one paragraph that overlap, as one; "" for a report without a quotation."""

    source: schema.Source
    words: str
    reports: tuple[schema.Report, ...]


@lru_cache(maxsize=16)
def sentences(dataset: Dataset) -> tuple[Sentence, ...]:
    """Every sentence that a report rests on first, in the order of the files, with all the reports of which that is so."""
    return tuple(sentence for file in dataset.source_files for sentence in _sentences(file))


def _sentences(file: schema.SourceFile) -> Iterable[Sentence]:
    """Those of one source. Words are joined up to the length that the record allows to a quotation."""
    found: list[tuple[int | None, str, list[schema.Report]]] = []
    for report in file.reports:
        paragraph, text, told = None, "", [report]
        if report.evidence:
            paragraph, text = report.evidence[0].paragraph, report.evidence[0].quotation
        while text and (near := next((one for one in found if one[0] == paragraph and _within(one[1], text)), None)):
            found.remove(near)
            text, told = _within(near[1], text), [*near[2], *told]
        found.append((paragraph, text, told))
    for _, text, reports in found:
        yield Sentence(file.source, text, tuple(reports))


def _within(one: str, other: str) -> str:
    """Two quotations as one; "" where they share too little, or are too long together."""
    whole = _joined(one, other) if one else None
    return whole if whole and len(whole) <= LONGEST_QUOTATION else ""


def heard(dataset: Dataset, statements: Iterable[schema.Statement]) -> Heard | None:
    """The question that most parties answer, the first of them in the order of the record; None where nobody answers any."""
    spoken = [one for one in questions(dataset, statements) if any(lead for _, lead in one.leads)]
    return max(spoken, key=lambda one: sum(lead is not None for _, lead in one.leads), default=None)


def told_once(dataset: Dataset, statements: Iterable[schema.Statement]) -> Iterator[schema.Statement]:
    """Statements without those that say again what one before them says."""
    same, told = _repeated(dataset), set[str]()
    for statement in statements:
        if statement.id not in told:
            yield statement
        told |= same.get(statement.id, {statement.id})


@lru_cache(maxsize=16)
def _repeated(dataset: Dataset) -> dict[str, frozenset[str]]:
    """For each report that repeats another, or is repeated: all that say the same, with itself."""
    found: dict[str, frozenset[str]] = {}
    for tie in connections.relations(dataset):
        if tie.relation.type == "repeats":
            one, other = (found.get(end, frozenset({end})) for end in (tie.one, tie.other))
            found |= dict.fromkeys(one | other, one | other)
    return found


def _on(dataset: Dataset, positions: Sequence[Position]) -> Heard:
    """One question, by the positions of all sides on it."""
    parties = [one for one in positions if not one.side.beside] or list(positions)
    chosen = _leads(dataset, parties)
    leads = tuple((position.side, chosen.get(position.side.id)) for position in parties)
    ids = {lead.id for _, lead in leads if lead}
    ties = tuple(tie for tie in connections.relations(dataset) if {tie.one, tie.other} <= ids)
    further = tuple((one.side, _further(dataset, one.statements, chosen.get(one.side.id))) for one in positions)
    return Heard(positions[0].question, leads, ties, tuple(positions), further)


def _further(
    dataset: Dataset, statements: Sequence[schema.Statement], lead: schema.Statement | None
) -> tuple[schema.Statement, ...]:
    """What a side says beside its lead, each thing once, in order of time."""
    once = told_once(dataset, [*([lead] if lead else []), *statements])
    return tuple(statement for statement in once if statement is not lead)


def _leads(dataset: Dataset, parties: Sequence[Position]) -> dict[str, schema.Statement]:
    """By side the statement that stands for it: two that are set against each other; then own words; then the latest.

    Of several of one time it is the first in the record.
    """
    said = {one.id: (party.side.id, one) for party in parties for one in party.statements}
    ties = [(tie.one, tie.other) for tie in connections.relations(dataset) if tie.one in said and tie.other in said]
    pairs = [(said[one], said[other]) for one, other in ties if said[one][0] != said[other][0]]
    found = dict(max(pairs, key=lambda pair: _rank(statement for _, statement in pair), default=()))
    paired = {one.id for one in found.values()}

    def rank(statement: schema.Statement) -> tuple[object, ...]:
        return any(tie.other in paired for tie in connections.relations_of(dataset, statement.id)), _rank([statement])

    for party in parties:
        if party.side.id not in found and party.statements:
            found[party.side.id] = max(party.statements, key=rank)
    return found


def _rank(statements: Iterable[schema.Statement]) -> tuple[object, ...]:
    """By which statements stand before others: how many are own words, how many are quoted, how late they are."""
    several = list(statements)
    direct = sum(any(passage.words == "direct quotation" for passage in one.evidence) for one in several)
    late = sorted(Span(one.said.edtf.earliest, one.said.edtf.latest).order for one in several)
    return direct, sum(bool(one.evidence) for one in several), late


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
        text = max((joined for piece in pieces if (joined := _within(text, piece))), key=len, default=text)
    kept = first.translations if text == first.quotation else []
    return first.model_copy(update={"quotation": text, "translations": kept})


def checked(dataset: Dataset, report_id: str) -> dt.date | None:
    """The last day on which a part of that passage was found in the archived text; None unless all of it was."""
    source, _ = dataset.by_id[report_id]
    whole = passage(dataset, report_id)
    days = [
        dataset.verified_on(source.id, piece)
        for where, told in dataset.reports()
        if whole and where is source
        for piece in told.evidence
        if piece.paragraph == whole.paragraph and piece.quotation in whole.quotation
    ]
    found = [day for day in days if day]
    return max(found) if found and len(found) == len(days) else None


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
