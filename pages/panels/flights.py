"""The panels on flights: on a true time axis, and as a list in which the groups stand among what else happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from loaders.analysis.events import Event
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Span
from loaders.analysis.totals import Reported
from loaders.tables import tables
from loaders.tables.frames import Row
from loaders.tables.tables import TABLES
from loaders.wording import dates, headlines, known, names, numbers
from loaders.wording import flights as of_flights
from loaders.wording.language import say, to_say, word
from pages.charts import timeline
from pages.panels import html, rows
from pages.panels.html import Cell, Html, joined, tag, text
from pages.panels.panel import Asked, Panel

MOST_LISTED = 100  # rows, each with a bar: a browser takes longer over them than over rows of text
COLUMNS = to_say({"when": "When", "people": "People", "reports": "Reports"})


def _list(asked: Asked) -> Html:
    """Groups, counts over a period and events, in order of time: one line each, however many reports there are."""
    view = asked.view
    counts = (*(flight.people for flight in view.counted), *(flow.amount for flow in view.open_flows))
    plans = (plan.interval for flight in view.flights for plan in flight.announced)
    most = max([1.0, *(count.high for count in (*counts, *plans) if count)])
    told: list[tuple[Span, Callable[[], list[Cell] | Html]]] = [
        *((flight.span, partial(_flight, asked, flight, most)) for flight in view.flights),
        *((flow.span, partial(_flow, asked, flow, most)) for flow in view.open_flows),
        *((event.span, partial(_event, asked, event)) for event in view.events),
    ]
    told.sort(key=lambda one: one[0].order)
    shown = [row() for _, row in told[:MOST_LISTED]]
    return joined([html.table(TABLES["flights"].heading, COLUMNS, shown, kind="groups"), rows.left_out(len(told), MOST_LISTED)])


def _flight(asked: Asked, flight: Flight, most: float) -> list[Cell]:
    """One group: its date, its number with a bar, what had been announced of it, and who reports it, or in what they differ."""
    dataset = asked.view.dataset
    words = of_flights.counted(flight)
    link = asked.links.evidence(flight.id, words, names.evidence(f"{words}: {flight.flight.name}"))
    drawn = (
        html.bar(flight.people.low, flight.people.high, most, flight.people.open_high, not flight.sure)
        if flight.people
        else Html()
    )
    by_then = known.of_flight(dataset, flight) if asked.view.as_of else None
    return [
        Cell(of_flights.when(flight)),
        Cell(joined([tag("div", drawn, link, class_="bars"), *_announced(asked, flight, most)])),
        Cell(joined([_reports(asked, flight), *([tag("p", word(by_then), class_="small")] if by_then else [])])),
    ]


def _announced(asked: Asked, flight: Flight, most: float) -> Iterator[Html]:
    """Each number that had been announced for a group, with a hollow bar."""
    for words, plans in of_flights.planned(flight).items():
        ids = " ".join(plan.report.id for plan in plans)
        link = asked.links.evidence(ids, words, names.evidence(f"{words}: {flight.flight.name}"))
        bars = (
            html.bar(plan.interval.low, plan.interval.high, most, plan.interval.open_high, True)
            for plan in plans[:1]
            if plan.interval
        )
        yield tag("div", *bars, link, class_="bars")


def _reports(asked: Asked, flight: Flight) -> Html:
    """In what the reports on a group differ, and under that each of them."""
    dataset = asked.view.dataset
    told, number = of_flights.agreement(dataset, flight)
    if len(flight.all_reports) < 2 and not told:
        return text(of_flights.said_by(dataset, flight))
    links = (asked.links.evidence(report.id, names.name(dataset, report.id)) for report in flight.all_reports)
    several = tag("details", tag("summary", number), html.lines(links))
    return tag("div", tag("p", told) if told else Html(), several, class_="asides")


def _flow(asked: Asked, flow: Reported, most: float) -> list[Cell]:
    """A count over a period: since when, how many, of what."""
    words = numbers.with_unit(flow.statistic.quantity)
    link = asked.links.evidence(flow.id, words, names.evidence(f"{words}: {flow.statistic.label}"))
    drawn = html.bar(flow.amount.low, flow.amount.high, most, flow.amount.open_high, not flow.settled) if flow.amount else Html()
    who = asked.view.dataset.actors[flow.statistic.said_by].name
    return [
        Cell(dates.words(flow.statistic.date.edtf)),
        Cell(tag("div", drawn, link, class_="bars")),
        Cell(tag("p", f"{flow.statistic.label}. {who}")),
    ]


def _event(asked: Asked, event: Event) -> Html:
    """What else happened, as a line between the groups."""
    told = asked.links.evidence(event.id, event.title, names.evidence(event.title))
    reports = Html() if len(event.reports) == 1 else tag("span", ", ", of_flights.reports(len(event.reports)), class_="small")
    return html.spanning(COLUMNS["when"], of_flights.date(event.placed), joined([told, reports]), len(COLUMNS), "event")


def _measure(asked: Asked) -> str:
    """What is measured, and what the marks of the chart mean, as far as it has them."""
    told = [of_flights.measure(asked.view.counted, timeline.MOST_DRAWN, len(asked.view.open_flows))]
    if not _dated(asked):
        return told[0]
    told += [say("A bar is as wide as its date is uncertain.")]
    told += [say("Dotted: a count over a period.")] if asked.view.open_flows else []
    told += [say("Open diamond: announced.")] if any(flight.announced for flight in asked.view.flights) else []
    return " ".join(told)


def _dated(asked: Asked) -> bool:
    """Whether any group that is counted has a date to stand at."""
    return any(flight.earliest or flight.latest for flight in asked.view.counted)


FLIGHTS = Panel(
    "flights",
    lambda asked: headlines.flights(asked.view.flights),
    "flights",
    _measure,
    chart=lambda asked: timeline.flights(
        tables.counted(asked.view), tables.table(asked.view, "periods"), tables.table(asked.view, "announced"), asked.number
    ),
    body=_list,
    also=("flight_reports", "periods", "events"),
    draws=_dated,
    holds=lambda asked: bool(asked.view.flights or asked.view.open_flows or asked.view.events),
    what="groups",
)


def _kept_back(_: Asked, found: Sequence[Row]) -> Iterator[Row]:
    """How many were kept back, on one line."""
    for row in found:
        kept = row["kept_back"]
        yield {**row, "kept_back": str(kept).replace("\n", "; ") if kept else None}


MANY_ANNOUNCED = 3  # flights; of fewer, the row of the group says it
ANNOUNCED = Panel(
    "announced",
    lambda _: say("Announced, and gone"),
    "announced",
    lambda _: say(
        "Each line is one announcement of how many a group would number, beside how many went by the counts of the group. The "
        "two are of different people at different times; what was announced is in no sum."
    ),
    body=rows.listed(
        "announced",
        to_say(
            {
                "in_words": "Announced",
                "flight_name": "Group",
                "said_in_words": "Said",
                "said_by": "Said by",
                "gone": "Went",
                "kept_back": "Kept back",
            }
        ),
        _kept_back,
        opens="records",
    ),
    needs=lambda asked: sum(bool(flight.announced) for flight in asked.view.flights) >= MANY_ANNOUNCED,
    what="announcements",
)
