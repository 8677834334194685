"""Records -> pandas frames, one row a record. Columns, dtypes, units and meanings are declared here, once.

A column of one name means the same in every frame and table, and in every download.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import schema, words
from loaders.dataset import Dataset, Inference


@dataclass(frozen=True)
class Column:
    """A column: its pandas dtype, what it means, and the unit of its numbers."""

    dtype: str
    meaning: str
    unit: str = ""


TEXT, WHOLE, DAY, YES = "string", "Int64", "datetime64[s]", "boolean"

COLUMNS: dict[str, Column] = {
    "id": Column(TEXT, "The record's id, unique in the whole record."),
    "flight": Column(TEXT, "Id of the flight: what several reports on it have in common."),
    "flight_name": Column(TEXT, "What the flight is called."),
    "title": Column(TEXT, "Title as printed, or for a milestone what happened, in our words."),
    "label": Column(TEXT, "What is counted."),
    "date": Column(TEXT, "The date as precisely as it is known, in EDTF (ISO 8601-2). For a statement: when it was said."),
    "date_in_words": Column(TEXT, "The same date in English."),
    "date_role": Column(TEXT, "What the date is the date of."),
    "date_inferred": Column(TEXT, "If the source does not print the whole date: what it is inferred from."),
    "earliest": Column(DAY, "First day that the date can mean; empty if open."),
    "latest": Column(DAY, "Last day that the date can mean. 'Since ...' ends with the day on which it was said."),
    "year": Column(WHOLE, "Calendar year; empty if the date does not lie in a single one.", "year"),
    "value": Column("Float64", "The number; empty if the source gives it in words only."),
    "qualifier": Column(TEXT, "How exact the source says the number is."),
    "in_words": Column(TEXT, "The number with its qualifier as it is read; for 'in words only' the source's words."),
    "unit": Column(TEXT, "What one of the number is."),
    "measure": Column(TEXT, "Cumulative total, flow, stock or change."),
    "subject": Column(TEXT, "What the number is about; only numbers on one subject are set against each other."),
    "basis": Column(TEXT, "Since when, or which kind of year."),
    "kind": Column(TEXT, "For people: at which point they were counted. For a source: what sort of document it is."),
    "counted": Column(TEXT, "Which people were counted."),
    "people": Column(WHOLE, "How many people; empty if the source gives it in words only.", "people"),
    "people_low": Column(WHOLE, "The lowest count that any report gives.", "people"),
    "people_high": Column(WHOLE, "The highest count that any report gives.", "people"),
    "total_low": Column(WHOLE, "Running total with the lowest counts, or a reported total.", "people"),
    "total_high": Column(WHOLE, "Running total with the highest counts, or a reported total.", "people"),
    "arithmetic": Column(TEXT, "How a derived number comes about."),
    "derived": Column(YES, "Whether the number is computed here, rather than reported."),
    "series": Column(TEXT, "'itemised': people on listed flights, added up. 'reported': a running total that somebody gave."),
    "line": Column(TEXT, "Line of the ledger."),
    "how": Column(TEXT, "Where a line of the ledger comes from: who said it and when, or the arithmetic."),
    "flights": Column(WHOLE, "How many flights.", "flights"),
    "question_id": Column(TEXT, "Id of the question in dispute."),
    "question": Column(TEXT, "The question in dispute."),
    "answer": Column(TEXT, "Which answer the statement gives; empty if it gives none."),
    "side": Column(TEXT, "The side with which the speaker is counted."),
    "side_id": Column(TEXT, "Id of that side."),
    "said_by": Column(TEXT, "Who said it; the source's publisher where the source names nobody."),
    "role": Column(TEXT, "In which role, at the time."),
    "relayed_by": Column(TEXT, "From whose account the source has it, if not from the speaker."),
    "said": Column(TEXT, "When it was said, in EDTF; empty if the source does not tell."),
    "said_in_words": Column(TEXT, "The same in English."),
    "said_inferred": Column(TEXT, "If the source does not print the whole of that date: what it is inferred from."),
    "summary": Column(TEXT, "What was said, in our words."),
    "paragraph": Column(WHOLE, "Number of the paragraph in the source; 0 is the headline."),
    "quotation": Column(TEXT, "The words that carry the fact, as printed."),
    "words": Column(TEXT, "Whether the quotation is the speaker's own words or the source's."),
    "readings": Column(TEXT, "The ways in which the words can be read, if more than one."),
    "notes": Column(TEXT, "Doubts and caveats."),
    "relations": Column(TEXT, "How it stands to other records."),
    "source_id": Column(TEXT, "Id of the source."),
    "source": Column(TEXT, "Title of the source."),
    "publisher": Column(TEXT, "Who published the source."),
    "url": Column(TEXT, "Address of the source; empty if not known."),
    "published": Column(TEXT, "When the source appeared, in EDTF."),
    "published_in_words": Column(TEXT, "The same in English."),
    "published_inferred": Column(TEXT, "If the source does not print the date: what it is inferred from."),
    "part": Column(TEXT, "Which part of the record is inferred."),
    "taken": Column(TEXT, "What the record takes it to be."),
    "reason": Column(TEXT, "What it is inferred from."),
    "seen": Column(TEXT, "Whether the source was read whole or as an excerpt."),
    "reports": Column(WHOLE, "How many reports of the source fall in the years.", "reports"),
    "inferences": Column(WHOLE, "How many of these reports rest on an inference of the curator's.", "reports"),
}

DATE = ("date", "date_in_words", "date_role", "date_inferred", "earliest", "latest", "year")
SAID = ("said_by", "side", "side_id", "said", "said_in_words", "said_inferred")
EVIDENCE = ("paragraph", "quotation", "words", "readings", "notes", "relations", "source_id", "source", "publisher", "url")
SHAPES: dict[str, tuple[str, ...]] = {
    "flights": ("id", "flight", "flight_name", *DATE, "people", "qualifier", "in_words", "kind", "counted", *SAID, *EVIDENCE),
    "figures": (
        *("id", "label", "value", "qualifier", "in_words", "unit", "measure", "subject", "basis"), *DATE, *SAID, *EVIDENCE,
    ),
    "statements": (
        *("id", "question_id", "question", "answer", "summary", "role", "relayed_by"), *DATE, *SAID, *EVIDENCE,
    ),
    "milestones": ("id", "title", *DATE, *EVIDENCE),
    "inferences": ("id", "part", "taken", "reason", "earliest", "latest", "source_id", "source"),
    "sources": (
        "id", "title", "publisher", "kind", "published", "published_in_words", "published_inferred", "url", "seen", "notes",
    ),
}  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Frames:
    """The record as frames, one row a record, columns as in SHAPES. Not to be changed in place."""

    flights: pd.DataFrame
    figures: pd.DataFrame
    statements: pd.DataFrame
    milestones: pd.DataFrame
    inferences: pd.DataFrame
    sources: pd.DataFrame


def frame(columns: Iterable[str], rows: Iterable[Row]) -> pd.DataFrame:
    """Rows -> a frame with exactly these columns, in this order, each of its declared dtype, even when empty."""
    rows = list(rows)
    return pd.DataFrame(
        {name: pd.array([row.get(name) for row in rows], dtype=COLUMNS[name].dtype) for name in columns}  # type: ignore[call-overload]
    )


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, each a named tuple. Its cells have the dtype that COLUMNS declares, which types cannot say."""
    yield from table.itertuples(index=False)


def make_frames(dataset: Dataset) -> Frames:
    """All records of a dataset as frames, in order of date, then as they stand in the files."""
    rows: dict[str, list[Row]] = {name: [] for name in SHAPES}
    for source, report in dataset.reports():
        common = _evidence(dataset, source, report)
        match report:
            case schema.FlightReport():
                rows["flights"].append({**common, **_flight(dataset, report)})
            case schema.Figure():
                rows["figures"].append({**common, **_figure(dataset, report)})
            case schema.Statement():
                rows["statements"].append({**common, **_statement(dataset, report)})
            case schema.Milestone():
                rows["milestones"].append({**common, "title": report.title, **_date(report.date)})
    rows["inferences"] = [_inference(inference) for inference in dataset.inferences()]
    rows["sources"] = [_source(dataset, file.source) for file in dataset.source_files]
    for name in ("flights", "figures", "statements", "milestones"):
        rows[name].sort(key=lambda row: (row["earliest"] or row["latest"] or dt.date.max, row["latest"] or dt.date.max))
    return Frames(**{name: frame(SHAPES[name], rows[name]) for name in SHAPES})


def _flight(dataset: Dataset, report: schema.FlightReport) -> Row:
    return {
        **_date(report.date),
        **_said(dataset, report.said_by, report.said),
        "flight": report.flight,
        "flight_name": dataset.flights[report.flight].name,
        "people": report.count.value,
        "qualifier": report.count.qualifier.value,
        "in_words": words.amount(report.count.value, report.count.qualifier, report.count.words),
        "kind": report.count.kind,
        "counted": report.count.counted,
        "notes": _lines([*report.notes, *filter(None, [dataset.flights[report.flight].note])]),
    }


def _figure(dataset: Dataset, report: schema.Figure) -> Row:
    quantity = report.quantity
    return {
        **_date(report.date, until=report.said),
        **_said(dataset, report.said_by, report.said),
        "label": report.label,
        "value": quantity.value,
        "qualifier": quantity.qualifier.value,
        "in_words": words.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit),
        "unit": quantity.unit.value,
        "measure": report.measure,
        "subject": report.subject,
        "basis": report.basis,
        "notes": _lines(
            [*report.notes, *([f"‘{report.basis}’ is inferred: {report.basis_inferred}"] if report.basis_inferred else [])]
        ),
    }


def _statement(dataset: Dataset, report: schema.Statement) -> Row:
    question = dataset.questions[report.question]
    answers = {answer.id: answer.text for answer in question.answers}
    return {
        **_date(report.said),
        **_said(dataset, report.speaker, report.said),
        "question_id": question.id,
        "question": question.text,
        "answer": answers[report.answer] if report.answer else None,
        "summary": report.summary,
        "role": report.role,
        "relayed_by": dataset.actors[report.relayed_by].name if report.relayed_by else None,
    }


def _source(dataset: Dataset, source: schema.Source) -> Row:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": dataset.actors[source.publisher].name,
        "kind": source.kind,
        "published": source.published.edtf.edtf if source.published else None,
        "published_in_words": source.published.edtf.words if source.published else None,
        "published_inferred": source.published.inferred if source.published else None,
        "url": str(source.url) if source.url else None,
        "seen": source.seen,
        "notes": _lines(source.notes),
    }


def _inference(inference: Inference) -> Row:
    dates = (getattr(inference.record, name, None) for name in ("date", "said", "published"))
    date = next((date for date in dates if date), None)
    return {
        "id": inference.record.id,
        "part": inference.part,
        "taken": inference.value,
        "reason": inference.reason,
        "earliest": date.edtf.earliest if date else None,
        "latest": date.edtf.latest if date else None,
        "source_id": inference.source.id,
        "source": inference.source.title,
    }


def _evidence(dataset: Dataset, source: schema.Source, report: schema.Report) -> Row:
    first = report.evidence[0]
    return {
        "id": report.id,
        "paragraph": first.paragraph,
        "quotation": first.quotation,
        "words": first.words,
        "readings": _lines(report.readings),
        "notes": _lines(report.notes),
        "relations": _lines([f"{relation.type} {relation.to}: {relation.reason}" for relation in report.relations]),
        "source_id": source.id,
        "source": source.title,
        "publisher": dataset.actors[source.publisher].name,
        "url": str(source.url) if source.url else None,
    }


def _said(dataset: Dataset, actor: str, said: schema.Date | None) -> Row:
    side = dataset.side_of(actor)
    return {
        "said_by": dataset.actors[actor].name,
        "side": side.name,
        "side_id": side.id,
        "said": said.edtf.edtf if said else None,
        "said_in_words": said.edtf.words if said else None,
        "said_inferred": said.inferred if said else None,
    }


def _date(date: schema.Date, until: schema.Date | None = None) -> Row:
    """The columns of a date; an open end is closed by the day on which it was said: nobody counts ahead."""
    when = date.edtf
    return {
        "date": when.edtf,
        "date_in_words": when.words,
        "date_role": date.role.value,
        "date_inferred": date.inferred,
        "earliest": when.earliest,
        "latest": when.latest or (until.edtf.latest if until else None),
        "year": when.year,
    }


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None
