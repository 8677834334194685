"""One report as evidence: its words, who said, counted and relayed them, does it add up, what else is said, how to read it."""

from __future__ import annotations

from loaders.analysis import connections, heard
from loaders.analysis.view import View
from loaders.export import views
from loaders.record import schema
from loaders.wording import known, names
from loaders.wording.pages import beside as besides
from loaders.wording.pages import evidence, exhibits
from pages.evidence import exhibit
from pages.evidence.exhibit import Exhibit
from pages.panels import words
from pages.panels.html import Html, Links, joined, tag


def report(view: View, report_id: str, links: Links) -> Exhibit:
    """All that is known of one report."""
    dataset = view.dataset
    _, found = dataset.by_id[report_id]
    return exhibit.exhibit(
        names.heading(dataset, found),
        evidence.kind(found),
        evidence.what(dataset, found),
        [
            exhibit.small(known.sentence(dataset, report_id)),
            *(tag("p", links.sentence(told), class_="ended") for told in besides.ended(view, report_id)),
            said(view, report_id, links),
            exhibit.adds_up(view, report_id, links, _account(view, report_id, links)),
            _compared(view, report_id, links),
            *exhibit.beside(besides.beside(dataset, report_id), links),
            _how_to_read(view, report_id),
        ],
        exhibit.take(view, report_id, views.cited(view, report_id)),
    )


def said(view: View, report_id: str, links: Links, leads: bool = False) -> Html:
    """The words, or the fact in ours; who says it; who counted and relayed it, and in which source it stands.

    leads: whether who says it leads to the report.
    """
    dataset = view.dataset
    who = evidence.credit(dataset, report_id)
    named = links.evidence(report_id, who, besides.named(dataset, report_id, who)) if leads else who
    source, found = dataset.by_id[report_id]
    between = [*evidence.between(dataset, report_id), *evidence.summed(found)]
    where = links.sentence(evidence.where(dataset, report_id))
    return joined(
        [
            quoted(view, report_id),
            tag("p", named, " ", evidence.whose(found)),
            tag("p", joined(filter(None, [*between, where, exhibit.open_source(source)]), " "), class_="small"),
        ]
    )


def quoted(view: View, report_id: str) -> Html:
    """The quotation as a whole thought; where there is none, the fact in the words of the record."""
    source, found = view.dataset.by_id[report_id]
    passage = heard.passage(view.dataset, report_id)
    if passage:
        return words.quotation(source, passage)
    told = found.fact or (found.summary if isinstance(found, schema.Statement) else "")
    return tag("p", told, class_="fact")


def _account(view: View, report_id: str, links: Links) -> Html:
    """A running total against the groups that it can hold."""
    told = next((exhibits.account(one) for one in view.accounts if one.total.id == report_id), "")
    return tag("p", links.sentence(told)) if told else Html()


def _compared(view: View, report_id: str, links: Links) -> Html:
    """How it stands to other reports, in both directions; not what replaces it or takes it back, which stands above."""
    told = [
        tag("p", links.sentence(besides.compared(view, tie)))
        for tie in connections.relations_of(view.dataset, report_id)
        if not (tie.backward and tie.relation.type in schema.SUPERSEDING)
    ]
    return exhibit.section(besides.compared_heading(), exhibit.cut(told, exhibit.MOST_COMPARED))


def _how_to_read(view: View, report_id: str) -> Html:
    """Readings, inferences with their reasons, caveats, further quotations and details, on a click."""
    dataset = view.dataset
    source, found = dataset.by_id[report_id]
    inferences, caveats = evidence.inferences(source, found), list(found.notes)
    if isinstance(found, schema.FlightReport) and (note := dataset.flights[found.flight].note):
        caveats.append(note)
    details, more = evidence.details(dataset, report_id), found.evidence[1:]
    return exhibit.folded(
        evidence.summary(len(found.readings), len(inferences), len(caveats), len(details) + len(more)),
        exhibit.noted(found.readings, "ol"),
        exhibit.noted(inferences),
        exhibit.noted(caveats),
        *(joined([words.quotation(source, one), exhibit.small(evidence.quoted_at(dataset, source, one))]) for one in more),
        exhibit.noted(details),
    )
