"""Records -> pandas frames, one row a record. Which columns a frame has is declared here; what they mean, in `columns`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.analysis import arithmetic, connections
from loaders.record import notation, schema
from loaders.record.dataset import Dataset, Inference
from loaders.tables.columns import COLUMNS
from loaders.wording import names, numbers

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
            case schema.Statistic():
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
        "in_words": numbers.amount(count.value, count.qualifier, count.words),
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


def _figure(dataset: Dataset, source: schema.Source, report: schema.Statistic) -> Row:
    quantity, until = report.quantity, [date.edtf.latest for date in (report.said, source.published) if date and date.edtf.latest]
    return {
        **_date(report.date, until=min(until, default=None), ends=report.date.role is schema.DateRole.AS_OF),
        **_said(dataset, report.said_by, report.said),
        "label": report.label,
        "value": quantity.value,
        "qualifier": quantity.qualifier.value,
        "in_words": numbers.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit),
        "unit": quantity.unit.value,
        "counted": report.counted,
        "derived_from": " + ".join(f"{numbers.number(part.value)} ({part.what})" for part in quantity.parts) or None,
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
    when = names.date(report).edtf
    ends = (report, dataset.by_id[relation.to][1])
    return {
        "id": f"{report.id}-{relation.type.replace(' ', '-')}-{relation.to}",
        "one": report.id,
        "one_in_words": names.name(dataset, report.id),
        "stands": relation.type,
        "other": relation.to,
        "other_in_words": names.name(dataset, relation.to),
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
    rules = {check.id: notation.parse(check.rule) for check in dataset.checks}
    rows: list[Row] = []
    for check in dataset.checks:
        try:
            outcome = arithmetic.evaluate(rules[check.id], check.tolerance, operands, rules, (check.id,))
        except notation.RuleError as error:  # not with the whole record (see `checks`), but where a part of it is shown
            outcome = arithmetic.Outcome(arithmetic.OPEN, check.rule, (str(error),))
        records = _named(dataset, rules, check.id)
        spans = [names.date(dataset.by_id[record][1]).edtf for record in records]
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


def _named(dataset: Dataset, rules: Mapping[str, notation.Rule], check: str) -> list[str]:
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
        "superseded": _lines(names.superseded(dataset, report.id)),
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
