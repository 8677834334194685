"""From a number, a bar, a claim or a sum to what it rests on: one panel for all, opened by `?record=<id>`.

An id is that of a report, a flight, a check, a source, or a derived line; several ids at once are listed.
"""

from __future__ import annotations

import streamlit as st

from loaders.analysis import connections
from loaders.analysis.checks import Worked
from loaders.analysis.events import Event
from loaders.analysis.filters import lifted
from loaders.analysis.flights import About
from loaders.analysis.interval import Interval
from loaders.analysis.view import Derived, View
from loaders.export import views
from loaders.record import schema
from loaders.record.dataset import inferred
from loaders.record.schema import dated
from loaders.tables import worked as worked_rows
from loaders.wording import checks, dates, known, names, numbers
from loaders.wording import filters as filter_words
from loaders.wording import flights as of_flights
from pages.app import address
from pages.app.text import plain
from pages.evidence import sentence
from pages.panels import sources, verdicts
from pages.panels.html import Html, tag
from pages.share import downloads

ASKED = "record"
MOST_LISTED = 100


def opener(label: str, ids: str, place: str, marked_up: bool = False) -> None:
    """A button that opens the evidence for one id, or for several with spaces between. `place` keeps buttons apart.

    The label is text of the record, unless it is Markdown already, with the text in it escaped.
    """
    st.button(
        label if marked_up else plain(label), key=f"open_{place}_{ids}", type="tertiary", on_click=ask, args=(ids,), wrap=True
    )


def show_asked(view: View) -> None:
    """Open the panel if the address asks for a record. For the frame around the pages."""
    if st.query_params.get(ASKED):
        _panel(view)


def ask(ids: str) -> None:
    """Open the evidence for one id, or for several with spaces between."""
    st.query_params[ASKED] = ids


def _dismiss() -> None:
    """Close the panel."""
    st.query_params.pop(ASKED, None)


@st.dialog("Evidence", width="medium", position="right", on_dismiss=_dismiss)
def _panel(view: View) -> None:
    """The evidence for what the address asks for. Within the panel one record leads to the next."""
    asked = list(dict.fromkeys(st.query_params.get(ASKED, "").split()))[:MOST_LISTED]
    if len(asked) == 1:
        _one(view, asked[0])
    elif asked:
        st.subheader(f"{len(asked)} records", anchor=False)
        _list(view, asked)


def _one(view: View, asked: str) -> None:
    match view.find(asked):
        case (_, schema.Report()):
            _report(view, asked)
        case schema.Flight():
            _flight(view, asked)
        case Event() as event:
            _event(view, event)
        case Worked() as worked:
            _check(view, worked)
        case schema.SourceFile() as file:
            _source(view, file)
        case None:
            st.markdown(f"There is no record ‘{plain(asked[:80])}’ in what is shown.")
            if told := _elsewhere(view, asked):
                st.markdown(told)
        case derived:
            _derived(view, asked, derived)


def _elsewhere(view: View, asked: str) -> str:
    """Which filter hides a record; nothing if none does."""
    return filter_words.hidden(lifted(view.filters, view.whole, lambda wider: bool(View(view.whole, wider).find(asked))))


def _report(view: View, report_id: str) -> None:
    """One report: the words, who said them, when and where, what was inferred, and what else speaks of the same."""
    dataset = view.dataset
    source, report = dataset.by_id[report_id]
    date = dated(report)
    st.subheader(plain(names.heading(dataset, report)), anchor=False)
    st.caption(f"{plain(dates.as_known(date.edtf))} ({plain(date.role)}){sentence.counted(report)}")
    if by_then := known.sentence(dataset, report_id):
        st.caption(plain(by_then))
    for other, relation in dataset.superseded.get(report_id, []):
        how = names.SUPERSEDED[relation.type]
        when = f", {dates.words(relation.date.edtf)}" if relation.date else ""
        with st.container(key=f"superseded_{other.id}", gap=None):
            st.markdown(f"**{how}{plain(when)}.** {plain(relation.reason)} It stays on record, and is in no sum.")
            opener(names.name(dataset, other.id), other.id, "superseded")
    for passage in report.evidence:
        sentence.quote(dataset, source, passage)
    if not report.evidence:
        sentence.in_our_words(source, report)
    st.markdown(sentence.credit(dataset, source, report))
    if source.url:
        st.link_button("Open the source", str(source.url), type="tertiary")
    for reading, text in enumerate(report.readings, start=1):
        st.markdown(f"Reading {reading}: {plain(text)}")
    if isinstance(report, schema.Statistic) and report.quantity.parts:
        parts = " + ".join(f"{numbers.number(part.value)} ({part.what})" for part in report.quantity.parts)
        st.markdown(f"Derived: the source gives {plain(parts)}; the sum is ours.")
    if told := sentence.particulars(dataset, source, report):
        st.markdown("\n".join(f"- {plain(one)}" for one in told))
    doubts = [f"Inferred, {found.part}: {plain(found.reason)}" for found in inferred(source, report)]
    doubts += [plain(note) for note in report.notes]
    if isinstance(report, schema.FlightReport) and dataset.flights[report.flight].note:
        doubts.append(plain(dataset.flights[report.flight].note))
    if doubts:
        st.markdown("\n".join(f"- {doubt}" for doubt in doubts))
    match report:
        case schema.Milestone():
            _flights_of(view, tuple(report.flights))
        case schema.FlightReport():
            _of_flight(view, report.flight)
    _related(view, report_id)
    _take_away(view, report_id)


def _related(view: View, report_id: str) -> None:
    """How it stands to other records, in both directions; the checks that use it; what else is about the same."""
    dataset = view.dataset
    ties = connections.relations_of(dataset, report_id)
    if ties:
        st.markdown("**How it stands to other records**")
    for number, tie in enumerate(ties):
        with st.container(gap=None):
            opener(f"{names.stands(tie)}: {names.name(dataset, tie.other)}", tie.other, f"tie_{number}")
            st.caption(plain(tie.relation.reason))
    if used := connections.checks(dataset, report_id):
        st.markdown("**Checks that use it**")
        came_out = {worked.check.id: worked.outcome.status for worked in view.every_check}
        for check in used:
            opener(f"{checks.verdict(came_out[check.id])}: {check.title}", check.id, "check")
    _, report = dataset.by_id[report_id]
    flight = report.flight if isinstance(report, schema.FlightReport) else ""
    listed = {name for ids in connections.of_flight(dataset, flight).values() for name in ids}  # with the flight, above
    for what, ids in connections.beside(dataset, report_id).items():
        if left := [name for name in ids if name not in listed]:
            st.markdown(f"**{plain(names.common(what, report))}**")
            _list(view, left)


def _take_away(view: View, asked: str) -> None:
    """Link to this alone, citation, download. The link keeps the sources and the day; to a derived number also the years."""
    st.markdown("**Link**")
    st.code(f"{address.page()}{views.query_of(view, asked)}", language=None, wrap_lines=True)
    st.markdown("**Citation**")
    st.code(views.cited(view, asked), language=None, wrap_lines=True)
    downloads.record(view, asked, key=f"download_record_{asked}")


def _flight(view: View, flight_id: str) -> None:
    """A group: what its reports have in common. With one report, that report."""
    dataset = view.dataset
    found = view.flight(flight_id)
    if found and len(found.all_reports) == 1:
        _report(view, found.all_reports[0].id)
        return
    flight = dataset.flights[flight_id]
    st.subheader(plain(flight.name), anchor=False)
    if found is None:
        st.markdown("No report on this group is in what is shown.")
        return
    if found.people:
        told, noun = numbers.of_flight(found), "person" if found.people == Interval(1, 1) else "people"
        by = of_flights.tellers(found)
        st.markdown(f"**{plain(told)} {noun}**, by {by}. None is averaged with another.")
    for doubt in of_flights.differences(dataset, found):
        st.markdown(f"- {plain(doubt)}")
    if found.people and found.people.low != found.people.high:
        preferred = numbers.told(found.preferred.people)
        st.markdown(f"Where one number is needed: **{plain(preferred)}**. {plain(of_flights.why_preferred(found))}")
    for label, places in (("From", of_flights.places(found, About.ORIGIN)), ("To", of_flights.places(found, About.DESTINATION))):
        if places:
            st.markdown(f"{label}: {plain(places)}")
    if kept := of_flights.kept_back(dataset, found):
        st.markdown(f"Kept back: {plain(numbers.listed(kept))}")
    if flight.note:
        st.markdown(plain(flight.note))
    for report in found.all_reports:
        source, _ = dataset.by_id[report.id]
        opener(names.name(dataset, report.id), report.id, "listed")
        gone = "".join(f" {names.SUPERSEDED[tie.type]}." for _, tie in dataset.superseded.get(report.id, []))
        by_then = plain(known.sentence(dataset, report.id))
        st.caption(f"{plain(dates.as_known(report.date.edtf))} ({plain(report.date.role)}).{gone} {by_then}".strip())
        if report.evidence:
            sentence.quote(dataset, source, report.evidence[0])
        else:
            st.caption(plain(report.fact or ""))
    _of_flight(view, flight_id)
    _take_away(view, flight_id)


def _of_flight(view: View, flight_id: str) -> None:
    """What else is about a flight: figures of its people, events that concern it."""
    for what, ids in connections.of_flight(view.dataset, flight_id).items():
        st.markdown(f"**{plain(names.of_flight(what))}**")
        _list(view, ids)


def _event(view: View, event: Event) -> None:
    """What happened beside the flights: each report on it. With one report, that report."""
    dataset = view.dataset
    if len(event.reports) == 1:
        _report(view, event.reports[0].id)
        return
    st.subheader(plain(event.title), anchor=False)
    st.caption(f"{plain(of_flights.date(event.placed))}, told by {len(event.reports)} reports")
    if event.placed.either:
        st.markdown(f"- Dates: {plain(numbers.listed(of_flights.dated(dataset, event.placed)))}")
    for report in event.reports:
        source, _ = dataset.by_id[report.id]
        opener(names.name(dataset, report.id), report.id, "listed")
        if report.evidence:
            sentence.quote(dataset, source, report.evidence[0])
        else:
            sentence.in_our_words(source, report)
    _flights_of(view, event.flights)
    _take_away(view, event.id)


def _flights_of(view: View, flights: tuple[str, ...]) -> None:
    """The flights that something concerns, as far as they are shown."""
    if shown := [flight for flight in flights if flight in view.dataset.flights]:
        st.markdown("**Groups that it concerns**")
        _list(view, shown)


def _check(view: View, worked: Worked) -> None:
    """A check: how it came out, its arithmetic, why it should hold, what is missing, and what it rests on."""
    check = worked.check
    st.subheader(plain(check.title), anchor=False)
    st.markdown(plain(checks.verdict(worked.outcome.status)))
    _told(verdicts.outcome(worked))
    for note in [*checks.unlike(worked), *check.notes]:
        st.markdown(f"- {plain(note)}")
    st.markdown("**The rule**")
    st.code(check.rule, language=None, wrap_lines=True)
    if check.tolerance is not None:
        st.caption(f"Two sides that differ by {plain(numbers.number(check.tolerance))} or less agree.")
    st.markdown("**What it rests on**")
    _list(view, list(worked.reports))
    _take_away(view, check.id)


def _derived(view: View, asked: str, found: Derived) -> None:
    """A number worked out here: its arithmetic, what it can and cannot mean, and the records that it rests on."""
    line = worked_rows.derived(view, asked, found)
    st.subheader(plain(f"{line.in_words}: {line.label}"), anchor=False)
    st.caption("Derived: worked out here from the records below, not reported by anybody.")
    st.markdown(f"**{plain(line.arithmetic)}**")
    for meant in line.meaning:
        st.markdown(f"- {plain(meant)}")
    st.markdown("**What it rests on**")
    _list(view, list(line.records))
    _take_away(view, asked)


def _told(html: Html) -> None:
    """What a panel of a page says too, with the same words."""
    st.html(tag("div", html, class_="panel"))


def _source(view: View, file: schema.SourceFile) -> None:
    source = file.source
    st.subheader(plain(names.source_line(view.dataset, source)), anchor=False)
    _told(sources.about(view, source))
    if source.url:
        st.link_button("Open the source", str(source.url), type="tertiary")
    if source.published and source.published.inferred:
        st.markdown(f"- Inferred, date of publication: {plain(source.published.inferred)}")
    st.markdown("**What it reports**")
    _list(view, [report.id for report in file.reports])


def _list(view: View, ids: list[str]) -> None:
    """Records by name, each leading to its own evidence."""
    dataset = view.dataset
    sources = {file.source.id: file.source for file in dataset.source_files}
    for record in ids[:MOST_LISTED]:
        if record in dataset.by_id:
            opener(names.name(dataset, record), record, "listed")
        elif record in dataset.flights:
            opener(dataset.flights[record].name, record, "listed")
        elif record in sources:
            opener(names.source_line(dataset, sources[record]), record, "listed")
