"""Records -> pandas frames, one row a record. Columns, dtypes, units and meanings are declared here, once.

A column of one name means the same in every frame and table, and in every download.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import arithmetic, captions, connections, schema, words
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
    "departed": Column(TEXT, "When the group left, where a report tells it beside the arrival."),
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
    "derived_from": Column(TEXT, "If the number is a sum of ours: the parts that the source gives."),
    "kind": Column(TEXT, "For people: at which point they were counted. For a source: what sort of document it is."),
    "counted": Column(TEXT, "Which people were counted."),
    "people": Column(WHOLE, "How many people; empty if the source gives it in words only.", "people"),
    "people_low": Column(WHOLE, "The lowest count that any report gives.", "people"),
    "people_high": Column(WHOLE, "The highest count that any report gives.", "people"),
    "people_chosen": Column(WHOLE, "The count that the record's rule takes where one number is needed.", "people"),
    "chosen": Column(TEXT, "Id of the report that this count is from."),
    "chosen_why": Column(TEXT, "By which part of the rule."),
    "planned": Column(TEXT, "How many were announced, and by whom, one to a line."),
    "differ": Column(TEXT, "In what the reports on a flight differ, one to a line; empty if they agree."),
    "total_chosen": Column(WHOLE, "Running total with the counts that the record's rule takes, or a reported total.", "people"),
    "primary": Column(YES, "Whether a government says it in a release or in data of its own; everything else is relayed."),
    "total_low": Column(WHOLE, "Running total with the lowest counts, or a reported total.", "people"),
    "total_high": Column(WHOLE, "Running total with the highest counts, or a reported total.", "people"),
    "arithmetic": Column(TEXT, "How a derived number comes about."),
    "derived": Column(YES, "Whether the number is computed here, rather than reported."),
    "series": Column(
        TEXT,
        "'itemised': people on listed flights, added up; 'reported': a running total that somebody gave. Through the years: "
        "'running total', 'fiscal year' and 'calendar year'.",
    ),
    "about": Column(TEXT, "What a disagreement is about."),
    "rise": Column(WHOLE, "By how many a running total is higher than the one before it.", "people"),
    "account": Column(
        TEXT, "Id of the reported total that a line of the ledger is about; ':groups' or ':beside' where there is none."
    ),
    "line": Column(TEXT, "Line of the ledger."),
    "meaning": Column(TEXT, "What a result can and cannot mean, one sentence to a line."),
    "records": Column(TEXT, "Ids of the records that it rests on, one to a line."),
    "reported": Column(TEXT, "Counts that somebody gave of this year or of a time around it, one to a line."),
    "unexplained": Column(TEXT, "What a count leaves when the groups of its time are taken off."),
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
    "superseded": Column(TEXT, "If another report replaces or retracts it: which, when and why. Then it is in no sum."),
    "fact": Column(TEXT, "What the source says, in our words; where there is no quotation."),
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
    "via": Column(TEXT, "Where a copy was read, if not at the publisher's own address."),
    "reports": Column(WHOLE, "How many reports there are: of the flight, or of the source in these years.", "reports"),
    "rule": Column(TEXT, "The arithmetic of a check, in the notation of the record."),
    "tolerance": Column("Float64", "By how much the two sides of a check may differ and still agree, in the unit of the rule."),
    "status": Column(TEXT, "How a check came out: consistent, inconsistent, or cannot be checked."),
    "doubts": Column(TEXT, "Why a check cannot be worked out, one reason to a line."),
    "needed": Column(TEXT, "What it would take to check it."),
    "claim": Column(TEXT, "Id of the report whose claim is put to the test."),
    "one": Column(TEXT, "Id of the record that stands in a relation to another."),
    "one_in_words": Column(TEXT, "That record in a few words."),
    "stands": Column(TEXT, "How it stands to the other: contradicts, qualifies, supports, repeats, responds to."),
    "other": Column(TEXT, "Id of the other record."),
    "other_in_words": Column(TEXT, "The other record in a few words."),
    "supported_by": Column(
        TEXT, "Ids of the records from another side that support it; they may be opinions, and of the same source."
    ),
    "statements": Column(WHOLE, "How many statements the side has made on the question.", "statements"),
    "supported": Column(WHOLE, "How many of these statements a record from another side supports.", "statements"),
    "answers": Column(TEXT, "The answers that the side gives to the question, one to a line."),
    "alone": Column(YES, "Whether no other side has spoken on the question."),
    "inferences": Column(WHOLE, "How many of these reports rest on an inference of the curator's.", "reports"),
}

DATE = ("date", "date_in_words", "date_role", "date_inferred", "earliest", "latest", "year")
SAID = ("said_by", "side", "side_id", "said", "said_in_words", "said_inferred")
EVIDENCE = (
    *("paragraph", "quotation", "words", "fact", "readings", "notes", "relations", "superseded"),
    *("source_id", "source", "publisher", "url"),
)
SHAPES: dict[str, tuple[str, ...]] = {
    "flights": (
        *("id", "flight", "flight_name", *DATE, "people", "qualifier", "in_words", "kind", "counted", "primary"),
        *SAID, *EVIDENCE,
    ),
    "figures": (
        *("id", "label", "counted", "value", "qualifier", "in_words", "unit", "derived_from", "measure", "subject", "basis"),
        *DATE, *SAID, *EVIDENCE,
    ),
    "statements": (
        *("id", "question_id", "question", "answer", "summary", "role", "relayed_by", "supported_by"), *DATE, *SAID, *EVIDENCE,
    ),
    "milestones": ("id", "title", *DATE, *EVIDENCE),
    "inferences": ("id", "part", "taken", "reason", "earliest", "latest", "source_id", "source"),
    "relations": (
        *("id", "one", "one_in_words", "stands", "other", "other_in_words", "reason", "question_id", "earliest", "latest"),
        *("source_id", "source"),
    ),
    "checks": (
        *("id", "title", "status", "arithmetic", "doubts", "needed", "reason", "notes", "rule", "tolerance", "claim", "records"),
        *("earliest", "latest"),
    ),
    "stances": ("question_id", "question", "side_id", "side"),
    "sources": (
        *("id", "title", "publisher", "kind", "published", "published_in_words", "published_inferred", "url", "via", "seen"),
        "notes",
    ),
}  # fmt: skip

PRIMARY = ("government release", "government data")  # kinds of source in which a government speaks for itself

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Frames:
    """The record as frames, one row a record, columns as in SHAPES. Not to be changed in place."""

    flights: pd.DataFrame
    figures: pd.DataFrame
    statements: pd.DataFrame
    milestones: pd.DataFrame
    inferences: pd.DataFrame
    relations: pd.DataFrame
    checks: pd.DataFrame
    stances: pd.DataFrame
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


def rows_as_maps(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as maps, None for what is not known."""
    columns = {name: [None if pd.isna(value) else value for value in table[name]] for name in map(str, table.columns)}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def make_frames(dataset: Dataset) -> Frames:
    """All records of a dataset as frames, in order of date, then as they stand in the files."""
    rows: dict[str, list[Row]] = {name: [] for name in SHAPES}
    for source, report in dataset.reports():
        common = _evidence(dataset, source, report)
        match report:
            case schema.FlightReport():
                rows["flights"].append({**common, **_flight(dataset, source, report)})
            case schema.Figure():
                rows["figures"].append({**common, **_figure(dataset, source, report)})
            case schema.Statement():
                rows["statements"].append({**common, **_statement(dataset, report)})
            case schema.Milestone():
                rows["milestones"].append({**common, "title": report.title, **_date(report.date)})
        rows["relations"] += [_relation(dataset, source, report, relation) for relation in report.relations]
    rows["checks"] = _checks(dataset)
    rows["stances"] = [
        {"question_id": question.id, "question": question.text, "side_id": side.id, "side": side.name}
        for question in dataset.questions.values()
        for side in dataset.sides.values()
    ]
    rows["inferences"] = [_inference(inference) for inference in dataset.inferences()]
    rows["sources"] = [_source(dataset, file.source) for file in dataset.source_files]
    for name in ("flights", "figures", "statements", "milestones"):
        rows[name].sort(key=lambda row: (row["earliest"] or row["latest"] or dt.date.max, row["latest"] or dt.date.max))
    return Frames(**{name: frame(SHAPES[name], rows[name]) for name in SHAPES})


def _flight(dataset: Dataset, source: schema.Source, report: schema.FlightReport) -> Row:
    count = report.count
    counted = {
        "people": count.value,
        "qualifier": count.qualifier.value,
        "in_words": words.amount(count.value, count.qualifier, count.words),
        "kind": count.kind,
        "counted": count.counted,
    } if count else {}  # fmt: skip
    return {
        **counted,
        **_date(report.date),
        **_said(dataset, report.said_by, report.said),
        "flight": report.flight,
        "flight_name": dataset.flights[report.flight].name,
        "primary": source.kind in PRIMARY and report.said_by == source.publisher,
        "notes": _lines([*report.notes, *filter(None, [dataset.flights[report.flight].note])]),
    }


def _figure(dataset: Dataset, source: schema.Source, report: schema.Figure) -> Row:
    quantity, until = report.quantity, [date.edtf.latest for date in (report.said, source.published) if date and date.edtf.latest]
    return {
        **_date(report.date, until=min(until, default=None), ends=report.date.role is schema.DateRole.AS_OF),
        **_said(dataset, report.said_by, report.said),
        "label": report.label,
        "value": quantity.value,
        "qualifier": quantity.qualifier.value,
        "in_words": words.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit),
        "unit": quantity.unit.value,
        "counted": report.counted,
        "derived_from": " + ".join(f"{words.number(part.value)} ({part.what})" for part in quantity.parts) or None,
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
        "supported_by": _lines(connections.support(dataset, report.id)),
    }


def _relation(dataset: Dataset, source: schema.Source, report: schema.Report, relation: schema.Relation) -> Row:
    """A relation stands in the time of the record that has it; on the question of the statement in it."""
    when = captions.date(report).edtf
    ends = (report, dataset.by_id[relation.to][1])
    return {
        "id": f"{report.id}-{relation.type.replace(' ', '-')}-{relation.to}",
        "one": report.id,
        "one_in_words": captions.name(dataset, report.id),
        "stands": relation.type,
        "other": relation.to,
        "other_in_words": captions.name(dataset, relation.to),
        "reason": relation.reason,
        "question_id": next((end.question for end in reversed(ends) if isinstance(end, schema.Statement)), None),
        "earliest": when.earliest,
        "latest": when.latest,
        "source_id": source.id,
        "source": source.title,
    }


def _checks(dataset: Dataset) -> list[Row]:
    """Every check, worked out."""
    operands = arithmetic.operands(report for _, report in dataset.reports())
    rules = {check.id: arithmetic.parse(check.rule) for check in dataset.checks}
    rows: list[Row] = []
    for check in dataset.checks:
        try:
            outcome = arithmetic.evaluate(rules[check.id], check.tolerance, operands, rules, (check.id,))
        except arithmetic.RuleError as error:  # not with the whole record (see `checks`), but where a part of it is shown
            outcome = arithmetic.Outcome(arithmetic.OPEN, check.rule, (str(error),))
        records = _named(dataset, rules, check.id)
        spans = [captions.date(dataset.by_id[record][1]).edtf for record in records]
        early, late = [span.earliest for span in spans], [span.latest for span in spans]
        rows.append(
            {
                **check.model_dump(include={"id", "title", "rule", "tolerance", "claim", "reason", "needed"}),
                "status": outcome.status.value,
                "arithmetic": outcome.arithmetic,
                "doubts": _lines(outcome.doubts),
                "notes": _lines(check.notes),
                "records": _lines(records),
                "earliest": None if None in early else min(filter(None, early), default=None),
                "latest": None if None in late else max(filter(None, late), default=None),
            }
        )
    return rows


def _named(dataset: Dataset, rules: Mapping[str, arithmetic.Rule], check: str) -> list[str]:
    """Ids of the reports that a check rests on: those it names, those of the flights it names, those of other checks."""
    found: list[str] = []
    asked, names = {check}, list(rules[check].names())
    while names:
        name = names.pop(0)
        if name in rules:
            names = [*([] if name in asked else rules[name].names()), *names]
            asked.add(name)
        elif name in dataset.flights:
            found += [
                report.id for _, report in dataset.reports() if isinstance(report, schema.FlightReport) and report.flight == name
            ]
        elif name in dataset.by_id:
            found.append(name)
    return list(dict.fromkeys(found))


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
        "via": source.via,
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
    first = report.evidence[0].model_dump() if report.evidence else {}
    return {
        **first,
        "id": report.id,
        "fact": report.fact,
        "superseded": _lines(captions.superseded(dataset, report.id)),
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


def _date(date: schema.Date, until: dt.date | None = None, ends: bool = False) -> Row:
    """The columns of a date; an open end is closed by the day by which it was said: nobody counts ahead.

    With `ends`, every end is: a total cannot stand as of a day after its source appeared.
    """
    when = date.edtf
    latest = when.latest
    if until and until >= (when.earliest or until) and (latest is None or (ends and latest > until)):
        latest = until
    return {
        "date": when.edtf,
        "date_in_words": when.words,
        "date_role": date.role.value,
        "date_inferred": date.inferred,
        "earliest": when.earliest,
        "latest": latest,
        "year": when.year,
    }


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None
