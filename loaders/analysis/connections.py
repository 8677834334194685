"""What else in the record speaks of the same thing: relations in both directions, and records about the same."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.record import notation, schema
from loaders.record.dataset import Dataset
from loaders.wording.names import speaker

BACKWARD = {
    "contradicts": "is contradicted by",
    "qualifies": "is qualified by",
    "supports": "is supported by",
    "repeats": "is repeated by",
    "responds to": "is answered by",
    "replaces": "is replaced by",
    "retracts": "is retracted by",
}


@dataclass(frozen=True)
class Connection:
    """One record's tie to another: how it stands to it, in words that read from this record to the other, and why."""

    one: str
    stands: str
    other: str
    reason: str


def relations(dataset: Dataset, report_id: str) -> list[Connection]:
    """The typed relations of a report, its own first, then those that others have to it."""
    _, report = dataset.by_id[report_id]
    own = [Connection(report_id, relation.type, relation.to, relation.reason) for relation in report.relations]
    theirs = [
        Connection(report_id, BACKWARD[relation.type], other.id, relation.reason)
        for _, other in dataset.reports()
        for relation in other.relations
        if relation.to == report_id
    ]
    return own + theirs


def by_kind(dataset: Dataset, report_id: str) -> dict[str, list[str]]:
    """The other records that a report stands in a relation to, by how it stands to them."""
    found: dict[str, list[str]] = {}
    for tie in relations(dataset, report_id):
        found.setdefault(tie.stands, []).append(tie.other)
    return {stands: list(dict.fromkeys(others)) for stands, others in found.items()}


def support(dataset: Dataset, report_id: str) -> list[str]:
    """Ids of the records from another side that support a report: its independent evidence in this record."""
    source, report = dataset.by_id[report_id]
    side = dataset.side_of(speaker(source, report)).id
    return [
        other.id
        for where, other in dataset.reports()
        for relation in other.relations
        if relation.to == report_id
        and relation.type == "supports"
        and other.id not in dataset.superseded
        and dataset.side_of(speaker(where, other)).id != side
    ]


def beside(dataset: Dataset, report_id: str) -> dict[str, list[str]]:
    """Other records about the same thing, by what they have in common; none that a relation names already."""
    source, report = dataset.by_id[report_id]
    told = {report_id, *(connection.other for connection in relations(dataset, report_id))}
    paragraphs = {passage.paragraph for passage in report.evidence}
    common: dict[str, list[str]] = {}
    for where, other in dataset.reports():
        if other.id in told:
            continue
        match report, other:
            case schema.FlightReport(), schema.FlightReport() if other.flight == report.flight:
                what = "Other reports on the same group"
            case schema.Statistic(), schema.Statistic() if other.subject == report.subject:
                what = f"Other numbers on {report.subject}"
            case schema.Statement(), schema.Statement() if other.question == report.question:
                what = "On the same question"
            case _ if where is source and paragraphs & {passage.paragraph for passage in other.evidence}:
                what = "In the same paragraph"
            case _:
                continue
        common.setdefault(what, []).append(other.id)
    return common


def checks(dataset: Dataset, report_id: str) -> list[schema.Check]:
    """The checks that use a report, or the flight that it speaks of, or that test its claim."""
    _, report = dataset.by_id[report_id]
    names = {report_id, report.flight} if isinstance(report, schema.FlightReport) else {report_id}
    return [check for check in dataset.checks if check.claim == report_id or names & set(notation.parse(check.rule).names())]
