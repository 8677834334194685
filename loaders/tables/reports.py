"""Records as rows: reports of each kind, relations, checks, inferences, sources. One row a record, under a view."""

from __future__ import annotations

from loaders.analysis import comparison
from loaders.analysis.checks import Worked
from loaders.analysis.connections import speaker
from loaders.analysis.flights import PRIMARY, About
from loaders.analysis.interval import Interval, Span, of
from loaders.analysis.view import ReportSpan, View
from loaders.record import schema
from loaders.record.dataset import COUNTER, START, Dataset, Inference
from loaders.tables.frames import Row, lines
from loaders.wording import checks, dates, known, names, numbers
from loaders.wording import flights as of_flights
from loaders.wording.accounts import STANDS
from loaders.wording.language import say

DATE = ("date", "date_in_words", "date_role", "date_inferred", "earliest", "latest", "year")
SAID = ("said_by", "side", "side_id", "said", "said_in_words", "said_inferred")
EVIDENCE = (
    *("paragraph", "quotation", "words", "fact", "readings", "notes", "relations", "superseded"),
    *("source_id", "source", "publisher", "url", "known", "told_later"),
)
FLIGHT_REPORTS = (
    *("id", "flight", "flight_name", *DATE, "origin", "destination", "people", "people_low", "people_high", "open_end"),
    *("qualifier", "in_words", "breakdown", "kind", "why", "counted", "counted_by", "relayed_by", "primary", *SAID, *EVIDENCE),
)  # fmt: skip
FIGURES = (
    *("id", "label", "counted", "counted_by", "relayed_by", "value", "value_low", "value_high", "open_low", "open_end"),
    *("qualifier", "in_words", "unit", "breakdown", "derived_from", "measure", "subject", "flight", "basis", *DATE, *SAID),
    *EVIDENCE,
)  # fmt: skip
STATEMENTS = (
    *("id", "question_id", "question", "answer", "response", "summary", "role", "relayed_by", "supported_by", *DATE, *SAID),
    *EVIDENCE,
)  # fmt: skip
MILESTONES = ("id", "event", "title", *DATE, "concerns", "said_by", *EVIDENCE)
INFERENCES = ("id", "part", "taken", "reason", "earliest", "latest", "source_id", "source")
RELATIONS = (
    *("id", "one", "one_in_words", "stands", "other", "other_in_words", "reason", "question_id", "earliest", "latest"),
    *("source_id", "source", "known"),
)
CHECKS = (
    *("id", "title", "status", "arithmetic", "doubts", "unlike", "needed", "reason", "notes", "rule", "tolerance", "claim"),
    *("records", "earliest", "latest", "known"),
)
SOURCES = (
    *("id", "title", "publisher", "kind", "published", "published_in_words", "published_inferred", "url", "via", "accessed"),
    *("archived", "seen", "notes", "reports", "inferences", "known", "told_later"),
)


def _in_time(view: View) -> list[ReportSpan]:
    """The reports of the years, in order of time, then as they stand in the files."""
    return sorted(view.reports, key=lambda told: told.span.order)


def flight_reports(view: View) -> list[Row]:
    """Every report on a flight, in order of date. Columns: FLIGHT_REPORTS."""
    return [
        {**_evidence(view.dataset, told), **_flight(view.dataset, told, told.report)}
        for told in _in_time(view)
        if isinstance(told.report, schema.FlightReport)
    ]


def figures(view: View) -> list[Row]:
    """Every number that is not the size of one flight, in order of the date it is about. Columns: FIGURES."""
    return [figure(view.dataset, told, told.report) for told in _in_time(view) if isinstance(told.report, schema.Statistic)]


def statements(view: View) -> list[Row]:
    """Every statement, in order of date. Columns: STATEMENTS."""
    return [
        {**_evidence(view.dataset, told), **_statement(view, told, told.report)}
        for told in _in_time(view)
        if isinstance(told.report, schema.Statement)
    ]


def milestones(view: View) -> list[Row]:
    """What else happened, in order of date. Columns: MILESTONES."""
    return [
        {**_evidence(view.dataset, told), **_milestone(view.dataset, told, told.report)}
        for told in _in_time(view)
        if isinstance(told.report, schema.Milestone)
    ]


def one_report(view: View, report_id: str) -> Row:
    """The row of one report, of whatever kind and year. Columns of its kind."""
    source, report = view.dataset.by_id[report_id]
    told = ReportSpan(source, report, comparison.span(source, report))
    match report:
        case schema.FlightReport():
            return {**_evidence(view.dataset, told), **_flight(view.dataset, told, report)}
        case schema.Statistic():
            return figure(view.dataset, told, report)
        case schema.Statement():
            return {**_evidence(view.dataset, told), **_statement(view, told, report)}
        case schema.Milestone():
            return {**_evidence(view.dataset, told), **_milestone(view.dataset, told, report)}
        case _:
            raise TypeError(f"no row for a {type(report).__name__}")


def _milestone(dataset: Dataset, told: ReportSpan, report: schema.Milestone) -> Row:
    return {
        **date(report.date, told.span),
        "title": report.title,
        "event": report.event or report.id,
        "concerns": tuple(report.flights),
        "said_by": _actor(dataset, speaker(told.source, report)),
    }


def _flight(dataset: Dataset, told: ReportSpan, report: schema.FlightReport) -> Row:
    count, flight = report.count, dataset.flights[report.flight]
    counted: Row = {
        "people": count.value,
        **people(of(count)),
        "qualifier": count.qualifier.value,
        "breakdown": numbers.breakdown(count) or None,
        "why": count.why,
        "in_words": numbers.told(count),
        "kind": count.kind,
        "counted": count.counted,
    } if count else {}  # fmt: skip
    return {
        **counted,
        **date(report.date, told.span),
        **said(dataset, report.said_by, report.said),
        "counted_by": _actor(dataset, report.counted_by),
        "relayed_by": _actor(dataset, report.relayed_by),
        "origin": of_flights.place(report, About.ORIGIN),
        "destination": of_flights.place(report, About.DESTINATION),
        "flight": report.flight,
        "flight_name": flight.name,
        "primary": told.source.kind in PRIMARY and report.said_by == told.source.publisher,
        "notes": lines([*report.notes, *([flight.note] if flight.note else [])]),
    }


def figure(dataset: Dataset, told: ReportSpan, report: schema.Statistic) -> Row:
    """The row of one statistic. Columns: FIGURES."""
    quantity = report.quantity
    inferred = [f"‘{report.basis}’ is inferred: {report.basis_inferred}"] if report.basis_inferred else []
    inferred += [f"Who counted is inferred: {report.counted_by_inferred}"] if report.counted_by_inferred else []
    inferred += [f"Whose fiscal year it is, is inferred: {report.year_of_inferred}"] if report.year_of_inferred else []
    interval = of(quantity)
    return {
        **_evidence(dataset, told),
        **date(report.date, told.span),
        **said(dataset, report.said_by, report.said),
        "label": report.label,
        "counted_by": _actor(dataset, report.counted_by),
        "relayed_by": _actor(dataset, report.relayed_by),
        "value": quantity.value,
        "value_low": interval.low if interval else None,
        "value_high": interval.high if interval else None,
        "open_low": bool(interval and interval.open_low),
        "open_end": bool(interval and interval.open_high),
        "qualifier": quantity.qualifier.value,
        "in_words": numbers.told(quantity),
        "unit": quantity.unit,
        "breakdown": numbers.breakdown(quantity) or None,
        "flight": report.flight,
        "counted": report.counted,
        "derived_from": " + ".join(f"{numbers.number(part.value)} ({part.what})" for part in quantity.parts) or None,
        "measure": report.measure.value,
        "subject": report.subject,
        "basis": report.basis,
        "notes": lines([*report.notes, *inferred]),
    }


def _statement(view: View, told: ReportSpan, report: schema.Statement) -> Row:
    dataset = view.dataset
    question = dataset.questions[report.question]
    answers = {answer.id: answer.text for answer in question.answers}
    return {
        **date(report.said, told.span),
        **said(dataset, report.speaker, report.said),
        "question_id": question.id,
        "question": question.text,
        "answer": answers[report.answer] if report.answer else None,
        "summary": report.summary,
        "role": report.role,
        "relayed_by": _actor(dataset, report.relayed_by),
        "response": report.response,
        "supported_by": tuple(view.support.get(report.id, ())),
    }


def relations(view: View) -> list[Row]:
    """How records stand to each other, by the date of the one that has the relation. Columns: RELATIONS."""
    dataset = view.dataset
    rows: list[Row] = []
    for tie in view.relations:
        source, report = dataset.by_id[tie.one]
        when = schema.dated(report).edtf
        ends = (report, dataset.by_id[tie.other][1])
        rows.append(
            {
                "id": f"{tie.one}-{tie.relation.type.replace(' ', '-')}-{tie.other}",
                "one": tie.one,
                "one_in_words": names.name(dataset, tie.one),
                "stands": tie.relation.type,
                "other": tie.other,
                "other_in_words": names.name(dataset, tie.other),
                "reason": tie.relation.reason,
                "question_id": next((end.question for end in reversed(ends) if isinstance(end, schema.Statement)), None),
                "earliest": when.earliest,
                "latest": when.latest,
                "source_id": source.id,
                "source": source.title,
                "known": known.of_several(dataset, (tie.one, tie.other)),
            }
        )
    return rows


def check_rows(view: View) -> list[Row]:
    """The checks that use a record of these years, with how they came out. Columns: CHECKS."""
    return [check_row(view.dataset, one) for one in view.checks]


def check_row(dataset: Dataset, one: Worked) -> Row:
    """The row of one check. Columns: CHECKS."""
    return {
        **one.check.model_dump(include={"id", "title", "rule", "tolerance", "claim", "reason", "needed"}),
        "status": one.outcome.status.value,
        "arithmetic": str(checks.arithmetic(one)),
        "doubts": lines(checks.doubts(one.outcome)),
        "unlike": lines(checks.unlike(one)),
        "notes": lines(one.check.notes),
        "records": one.reports,
        "earliest": one.span.earliest,
        "latest": one.span.latest,
        "known": known.of_several(dataset, one.reports),
    }


def inferences(view: View) -> list[Row]:
    """What was inferred in the records whose date can lie in the years; of all years everything. Columns: INFERENCES."""
    every = view.years == view.limits  # a source can have appeared later than all that it tells
    told = ((found, _when(found)) for found in view.dataset.inferences())
    return [_inference(view.dataset, found, when) for found, when in told if every or view.years.may_hold(when)]


def _when(inference: Inference) -> Span:
    match inference.record:
        case schema.Source(published=date):
            pass
        case record:
            date = schema.dated(record)
    return Span(date.edtf.earliest, date.edtf.latest) if date else Span(None, None)


def _taken(dataset: Dataset, inference: Inference) -> str:
    """What the record takes it to be, as it is read."""
    match inference.value:
        case schema.Order() as order:
            return say(STANDS[order.type], group=dataset.flights[order.flight].name)
        case str() as told:
            return dataset.actors[told].name if inference.part == COUNTER else told
        case when if inference.part == START:
            return say("since {date}", date=dates.words(when))
        case when:
            return dates.appeared(when) if inference.record is inference.source else dates.words(when)


def _inference(dataset: Dataset, inference: Inference, span: Span) -> Row:
    return {
        "id": inference.record.id,
        "part": inference.part,
        "taken": _taken(dataset, inference),
        "reason": inference.reason,
        "earliest": span.earliest,
        "latest": span.latest,
        "source_id": inference.source.id,
        "source": inference.source.title,
    }


def sources(view: View) -> list[Row]:
    """The sources with at least one report in the years, and how many reports those are, most first. Columns: SOURCES."""
    return [
        {
            **_source(view.dataset, used.source),
            "reports": len(used.reports),
            "inferences": sum(_inferred(report) for report in used.reports),
            "known": known.of_several(view.dataset, (report.id for report in used.reports)),
            "told_later": known.appeared_later(view.dataset, used.source),
        }
        for used in view.used
    ]


def _inferred(report: schema.Report) -> bool:
    """Whether a date of a report is inferred."""
    return any(date.inferred for date in (schema.dated(report), schema.said_on(report)) if date)


def _source(dataset: Dataset, source: schema.Source) -> Row:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": dataset.actors[source.publisher].name,
        "kind": source.kind,
        "published": source.published.edtf.edtf if source.published else None,
        "published_in_words": dates.appeared(source.published.edtf) if source.published else None,
        "published_inferred": source.published.inferred if source.published else None,
        "url": str(source.url) if source.url else None,
        "via": source.via,
        "accessed": source.accessed.isoformat() if source.accessed else None,
        "archived": str(source.archived) if source.archived else None,
        "seen": source.seen,
        "notes": lines(source.notes),
    }


def _evidence(dataset: Dataset, told: ReportSpan) -> dict[str, object]:
    report, source = told.report, told.source
    first = report.evidence[0].model_dump() if report.evidence else {}
    return {
        **first,
        "id": report.id,
        "fact": report.fact,
        "superseded": lines(names.superseded(dataset, report.id)),
        "readings": lines(report.readings),
        "notes": lines(report.notes),
        "relations": lines(f"{relation.type} {relation.to}: {relation.reason}" for relation in report.relations),
        "source_id": source.id,
        "source": source.title,
        "publisher": dataset.actors[source.publisher].name,
        "url": str(source.url) if source.url else None,
        "known": known.of_report(dataset, report.id),
        "told_later": known.told_later(dataset, report.id),
    }


def _actor(dataset: Dataset, actor: str | None) -> str | None:
    return dataset.actors[actor].name if actor else None


def people(interval: Interval | None) -> dict[str, object]:
    """The ends of a number of people, and whether it has an upper one."""
    return {"people_low": interval.low, "people_high": interval.high, "open_end": interval.open_high} if interval else {}


def said(dataset: Dataset, actor: str, when: schema.Date | None) -> dict[str, object]:
    """Who said it, for which side, and when."""
    side = dataset.side_of(actor, when.edtf if when else None)
    return {
        "said_by": dataset.actors[actor].name,
        "side": side.name,
        "side_id": side.id,
        "said": when.edtf.edtf if when else None,
        "said_in_words": dates.words(when.edtf) if when else None,
        "said_inferred": when.inferred if when else None,
    }


def date(told: schema.Date, span: Span) -> dict[str, object]:
    """The columns of a date. span: the days that it can be about (see `comparison.span`)."""
    return {
        "date": told.edtf.edtf,
        "date_in_words": dates.words(told.edtf),
        "date_role": told.role.value,
        "date_inferred": told.inferred,
        "earliest": span.earliest,
        "latest": span.latest,
        "year": told.edtf.year,
    }
