"""What several reports are about, as evidence: a group, an event, a source, a list of records."""

from __future__ import annotations

from loaders.analysis.events import Event
from loaders.analysis.view import View
from loaders.export import views
from loaders.record import schema
from loaders.wording import flights as of_flights
from loaders.wording import known, names
from loaders.wording.language import say
from loaders.wording.pages import beside as besides
from loaders.wording.pages import evidence, exhibits
from pages.evidence import exhibit
from pages.evidence.exhibit import Exhibit
from pages.evidence.report import quoted, report, said
from pages.panels.html import Html, Links, tag

MOST_LISTED = 100
MOST_OPEN = 12  # reports of a source; more open on a click


def group(view: View, flight_id: str, links: Links) -> Exhibit:
    """A group: its number from low to high, in what its reports differ, each in its words. With one report, that report."""
    dataset, found = view.dataset, view.flight(flight_id)
    named = dataset.flights[flight_id]
    if found is None:
        return exhibit.exhibit(named.name, evidence.kind(named), [exhibits.no_report()], [])
    if len(found.all_reports) == 1:
        return report(view, found.all_reports[0].id, links)
    return exhibit.exhibit(
        exhibits.group(found),
        evidence.kind(named),
        exhibits.of_group(dataset, found),
        [
            *(tag("p", told) for told in of_flights.differences(dataset, found)),
            exhibit.small(exhibits.preferred(found)),
            exhibit.section(
                say("Each report, from low to high"), *(_one(view, one, links) for one in exhibits.low_to_high(found))
            ),
            exhibit.noted([named.note] if named.note else []),
            exhibit.adds_up(view, flight_id, links),
            *exhibit.beside(exhibits.about_group(dataset, flight_id), links),
            *(exhibit.small(told) for told in exhibits.of_places(found)),
        ],
        exhibit.take(view, flight_id, views.cited(view, flight_id)),
    )


def _one(view: View, report_id: str, links: Links) -> Html:
    """One of the reports on a group: its number, its words, where they stand, and what became of it."""
    dataset = view.dataset
    _, found = dataset.by_id[report_id]
    return tag(
        "div",
        tag("p", links.sentence(besides.item(dataset, report_id))),
        *(tag("p", links.sentence(told), class_="ended") for told in besides.ended(view, report_id)),
        quoted(view, report_id),
        tag("p", evidence.whose(found), " ", links.sentence(evidence.where(dataset, report_id)), class_="small"),
        exhibit.small(known.sentence(dataset, report_id)),
        class_="told",
    )


def event(view: View, found: Event, links: Links) -> Exhibit:
    """What happened beside the flights: each report on it. With one report, that report."""
    if len(found.reports) == 1:
        return report(view, found.reports[0].id, links)
    concerned = [besides.listed(view.dataset, one) for one in found.flights if one in view.dataset.flights]
    return exhibit.exhibit(
        found.title,
        evidence.kind(found.reports[0]),
        exhibits.of_event(view.dataset, found),
        [
            exhibit.section(
                say("Each report"), *(tag("div", said(view, one.id, links, leads=True), class_="told") for one in found.reports)
            ),
            exhibit.section(say("Groups that it concerns"), exhibit.leading(links, concerned) if concerned else Html()),
        ],
        exhibit.take(view, found.id, views.cited(view, found.id)),
    )


def source(view: View, file: schema.SourceFile, links: Links) -> Exhibit:
    """A source: how it was seen and checked, doubts about it, what it reports, and what is left out."""
    dataset, found = view.dataset, file.source
    reports = [besides.listed(dataset, one.id) for one in file.reports]
    listed = exhibit.leading(links, reports) if reports else Html()
    left_out = [exhibits.left_out(part) for part in found.left_out]
    return exhibit.exhibit(
        names.source_line(dataset, found),
        evidence.kind(file),
        exhibits.of_source(dataset, found),
        [
            tag("p", exhibit.open_source(found)) if found.url or found.archived else Html(),
            exhibit.noted(exhibits.doubts(found)),
            exhibit.folded(exhibits.reports(len(reports)), listed)
            if len(reports) > MOST_OPEN
            else exhibit.section(exhibits.reports(len(reports)), listed),
            exhibit.folded(exhibits.left_out_heading(len(left_out)), exhibit.noted(left_out)),
        ],
        exhibit.take(view, found.id, views.cited_source(view, found.id)),
    )


def several(view: View, asked: list[str], links: Links) -> Exhibit:
    """Records by name, each leading to its own evidence; and how many of them are not shown."""
    told = [name for one in asked[:MOST_LISTED] if (name := besides.listed(view.dataset, one))]
    absent = exhibit.small(exhibits.absent(len(asked) - len(told))) if len(told) < len(asked) else Html()
    parts = [exhibit.leading(links, told), absent]
    return exhibit.exhibit(exhibits.several(len(asked)), evidence.kind(asked), [], parts, exhibit.take(view, " ".join(asked), ""))
