"""Flights, what was announced of them, and what happened beside them, as rows under a view."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.analysis.connections import speaker
from loaders.analysis.events import Event
from loaders.analysis.flights import About, Count, Flight
from loaders.analysis.interval import Interval
from loaders.analysis.view import View
from loaders.record.dataset import Dataset
from loaders.tables.frames import Row, lines, once
from loaders.wording import dates, known, numbers
from loaders.wording import flights as of_flights

TRACE = ("records", "said_by", "paragraph", "quotation", "source_id", "source")
FLIGHTS = (
    *("flight", "flight_name", "date", "date_in_words", "date_role", "departed", "earliest", "latest", "year"),
    *("origin", "destination", "people_low", "people_high", "in_words", "people_preferred", "preferred", "preferred_why"),
    *("announced", "kept_back", "differ", "disagree", "reports", "open_end", "superseded", *TRACE, "known"),
)
ANNOUNCED = (
    *("flight", "flight_name", "date", "date_in_words", "earliest", "latest", "said", "said_in_words", "said_by", "people_low"),
    *(
        "people_high",
        "open_end",
        "in_words",
        "kept_back",
        "gone",
        "gone_low",
        "gone_high",
        "kind",
        "records",
        "source_id",
        "source",
        "known",
    ),
)
EVENTS = (
    *("id", "title", "date", "date_in_words", "date_role", "earliest", "latest", "year", "differ", "concerns", "reports", *TRACE),
    "known",
)


def flights(view: View) -> list[Row]:
    """One row a flight, in order of date, also where nobody counted the people. Columns: FLIGHTS."""
    return [flight(view.dataset, one) for one in view.flights]


def flight(dataset: Dataset, found: Flight) -> Row:
    """The row of one flight. Columns: FLIGHTS."""
    return {**placed(dataset, found), **_counted(dataset, found)}


def placed(dataset: Dataset, found: Flight) -> dict[str, object]:
    """What the flight is, when it was, and where that comes from: of one report its sentence, of several each one's source."""
    told = [count.report for count in found.counts] or found.reports or found.all_reports
    sources = [dataset.by_id[report.id][0] for report in told]
    first = told[0].evidence[0] if len(told) == 1 and told[0].evidence else None
    return {
        "flight": found.id,
        "flight_name": found.flight.name,
        "date": found.placed.single.edtf if found.placed.single else None,
        "date_in_words": of_flights.date(found.placed),
        "date_role": found.placed.role.value,
        "departed": of_flights.departed(found),
        "origin": of_flights.places(found, About.ORIGIN),
        "destination": of_flights.places(found, About.DESTINATION),
        "earliest": found.earliest,
        "latest": found.latest,
        "year": found.span.year,
        "records": tuple(report.id for report in told),
        "said_by": once(dataset.actors[report.said_by].name for report in told),
        "paragraph": first.paragraph if first else None,
        "quotation": first.quotation if first else None,
        "source_id": tuple(dict.fromkeys(source.id for source in sources)),
        "source": once(source.title for source in sources if source.title),
        "known": known.of_flight(dataset, found),
    }


def _counted(dataset: Dataset, found: Flight) -> dict[str, object]:
    """How many people, by how many reports, and in what these differ."""
    counted: dict[str, object] = {}
    if found.people:
        preferred = found.preferred
        counted = {
            **people(found.people),
            "in_words": numbers.of_flight(found),
            "people_preferred": preferred.number,
            "preferred": preferred.report.id,
            "preferred_why": of_flights.why_preferred(found),
        }
    return {
        **counted,
        "open_end": bool(found.people and found.people.open_high),
        "announced": once(of_flights.announced(dataset, found)),
        "kept_back": once(of_flights.kept_back(dataset, found)),
        "differ": lines(of_flights.differences(dataset, found)),
        "disagree": bool(found.disagreements),
        "superseded": lines(of_flights.superseded(dataset, found)),
        "reports": len(found.reports),
    }


def people(interval: Interval | None) -> dict[str, object]:
    """The ends of a number of people."""
    return {"people_low": interval.low, "people_high": interval.high} if interval else {}


def announced(view: View) -> list[Row]:
    """What was announced of each flight, one row for each time that it was, and what came of it. Columns: ANNOUNCED."""
    return [_announced(view.dataset, found, plan) for found in view.flights for plan in found.announced]


def _announced(dataset: Dataset, found: Flight, plan: Count) -> Row:
    interval = plan.interval
    ends = {"people_low": interval.low, "people_high": interval.high, "open_end": interval.open_high} if interval else {}
    gone: dict[str, object] = {}
    if found.people:
        gone = {
            "gone": numbers.of_flight(found),
            "gone_low": found.people.low,
            "gone_high": found.people.high,
            "kind": numbers.listed(found.kinds),
        }
    when, source = plan.said, plan.source
    return {
        **{name: text for name, text in placed(dataset, found).items() if name in ANNOUNCED},
        **ends,
        **gone,
        "said": when.edtf.edtf if when else None,
        "said_in_words": dates.words(when.edtf) if when else None,
        "said_by": dataset.actors[plan.report.said_by].name,
        "in_words": numbers.told(plan.people),
        "kept_back": once(of_flights.kept_back(dataset, found)),
        "records": (plan.report.id, *records([found])),
        "source_id": source.id,
        "source": source.title,
        "known": known.of_report(dataset, plan.report.id),
    }


def events(view: View) -> list[Row]:
    """What happened beside the flights, one row an event, in order of date. Columns: EVENTS."""
    return [event(view.dataset, found) for found in view.events]


def event(dataset: Dataset, found: Event) -> Row:
    """The row of one event. Columns: EVENTS."""
    sources = [dataset.by_id[report.id][0] for report in found.reports]
    first = found.reports[0].evidence[0] if len(found.reports) == 1 and found.reports[0].evidence else None
    return {
        "id": found.id,
        "title": found.title,
        "date": found.placed.single.edtf if found.placed.single else None,
        "date_in_words": of_flights.date(found.placed),
        "date_role": found.placed.role.value,
        "earliest": found.span.earliest,
        "latest": found.span.latest,
        "year": found.span.year,
        "differ": lines(of_flights.dated(dataset, found.placed)) if found.placed.either else None,
        "concerns": found.flights,
        "reports": len(found.reports),
        "records": (rests_on := tuple(report.id for report in found.reports)),
        "known": known.of_several(dataset, rests_on),
        "said_by": once(dataset.actors[speaker(*dataset.by_id[report.id])].name for report in found.reports),
        "paragraph": first.paragraph if first else None,
        "quotation": first.quotation if first else None,
        "source_id": tuple(dict.fromkeys(source.id for source in sources)),
        "source": once(source.title for source in sources if source.title),
    }


def records(flown: Iterable[Flight]) -> list[str]:
    """Ids of the reports that count the people of some flights."""
    return [count.report.id for flight in flown for count in flight.counts]
