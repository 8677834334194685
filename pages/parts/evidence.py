"""From a number, a bar, a claim or a sum to what it rests on: one panel for all, opened by `?record=<id>`.

An id is that of a report, a flight, a check, a source, or a derived line; several ids at once are listed.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from loaders import arithmetic, captions, connections, derivations, groups, lens, schema, words
from loaders.dataset import inferred
from loaders.dates import day_in_words
from loaders.frames import Row, rows_of
from loaders.years import EVER
from pages.parts import address, document, downloads, parcel, sentence
from pages.parts.text import plain
from pages.parts.view import View

ASKED = "record"
MOST_LISTED = 100
STATUS = {
    arithmetic.CONSISTENT: "Consistent",
    arithmetic.INCONSISTENT: "Inconsistent",
    arithmetic.OPEN: "Cannot be checked from this record",
}


def opener(label: str, ids: str, place: str, marked_up: bool = False) -> None:
    """A button that opens the evidence for one id, or for several with spaces between. `place` keeps buttons apart.

    The label is text of the record, unless it is Markdown already, with the text in it escaped.
    """
    st.button(
        label if marked_up else plain(label), key=f"open_{place}_{ids}", type="tertiary", on_click=_ask, args=(ids,), wrap=True
    )


def pick(chart: str) -> None:
    """A click on a mark of a chart opens its evidence: the mark's first custom datum is the id."""
    points = st.session_state[chart]["selection"]["points"]
    if points and points[0].get("customdata"):
        _ask(points[0]["customdata"][0])


def show_asked(view: View) -> None:
    """Open the panel if the address asks for a record. For the frame around the pages."""
    if st.query_params.get(ASKED):
        _panel(view)


def _ask(ids: str) -> None:
    st.query_params[ASKED] = ids


def _dismiss() -> None:
    """Close the panel; charts are drawn anew, so that the same mark can be clicked again."""
    st.query_params.pop(ASKED, None)
    st.session_state["panels_closed"] = st.session_state.get("panels_closed", 0) + 1


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
    dataset = view.record.dataset
    sources = {file.source.id: file for file in dataset.source_files}
    if asked in dataset.by_id:
        _report(view, asked)
    elif asked in dataset.flights:
        _flight(view, asked)
    elif asked in set(view.record.frames.checks["id"]):
        _check(view, asked)
    elif asked in sources:
        _source(view, sources[asked])
    elif line := derivations.derived(view.record.frames, view.years, asked):
        _derived(view, line)
    else:
        st.markdown(f"There is no record ‘{plain(asked[:80])}’ in what is shown.")
        whole = view.whole.dataset
        elsewhere = {*whole.by_id, *whole.flights, *(check.id for check in whole.checks), *lens.every(whole)}
        if asked in elsewhere and not view.as_of:
            st.markdown("It is in a source that is not shown. Choose more sources at the top of the page.")
        if view.as_of:
            st.markdown(f"It may have been said after {day_in_words(view.as_of)}, the day under ‘As known on’.")


def _report(view: View, report_id: str) -> None:
    """One report: the words, who said them, when and where, what was inferred, and what else speaks of the same."""
    dataset = view.record.dataset
    source, report = dataset.by_id[report_id]
    date = captions.date(report)
    st.subheader(plain(captions.heading(dataset, report)), anchor=False)
    st.caption(f"{plain(date.edtf.as_known)} ({plain(date.role)}){sentence.counted(report)}")
    for other, relation in dataset.superseded.get(report_id, []):
        how = captions.SUPERSEDED[relation.type]
        when = f", {relation.date.edtf.words}" if relation.date else ""
        with st.container(key=f"superseded_{other.id}", gap=None):
            st.markdown(f"**{how}{plain(when)}.** {plain(relation.reason)} It stays on record, and is in no sum.")
            opener(captions.name(dataset, other.id), other.id, "superseded")
    for passage in report.evidence:
        sentence.quote(dataset, source, passage)
    if not report.evidence:
        sentence.in_our_words(source, report)
    st.markdown(sentence.credit(dataset, source, report))
    if source.url:
        st.link_button("Open the source", str(source.url), type="tertiary")
    for reading, text in enumerate(report.readings, start=1):
        st.markdown(f"Reading {reading}: {plain(text)}")
    if isinstance(report, schema.Figure) and report.quantity.parts:
        parts = " + ".join(f"{words.number(part.value)} ({part.what})" for part in report.quantity.parts)
        st.markdown(f"Derived: the source gives {plain(parts)}; the sum is ours.")
    doubts = [f"Inferred, {found.part}: {plain(found.reason)}" for found in inferred(source, report)]
    doubts += [plain(note) for note in report.notes]
    if isinstance(report, schema.FlightReport) and dataset.flights[report.flight].note:
        doubts.append(plain(dataset.flights[report.flight].note))
    if doubts:
        st.markdown("\n".join(f"- {doubt}" for doubt in doubts))
    _related(view, report_id)
    _take_away(view, report_id)


def _related(view: View, report_id: str) -> None:
    """How it stands to other records, in both directions; the checks that use it; what else is about the same."""
    dataset = view.record.dataset
    ties = connections.relations(dataset, report_id)
    if ties:
        st.markdown("**How it stands to other records**")
    for number, tie in enumerate(ties):
        with st.container(gap=None):
            opener(f"{tie.stands.capitalize()}: {captions.name(dataset, tie.other)}", tie.other, f"tie_{number}")
            st.caption(plain(tie.reason))
    if used := connections.checks(dataset, report_id):
        st.markdown("**Checks that use it**")
        outcomes = dict(zip(view.record.frames.checks["id"], view.record.frames.checks["status"], strict=True))
        for check in used:
            opener(f"{STATUS[outcomes[check.id]]}: {check.title}", check.id, "check")
    for what, ids in connections.beside(dataset, report_id).items():
        st.markdown(f"**{plain(what)}**")
        _list(view, ids)


def _take_away(view: View, asked: str) -> None:
    """Link to this alone, citation, download. The link keeps the lens and the day; to a derived number also the years."""
    st.markdown("**Link**")
    st.code(f"{address.page()}{parcel.query_of(view, asked)}", language=None, wrap_lines=True)
    st.markdown("**Citation**")
    st.code(parcel.cited(view, asked), language=None, wrap_lines=True)
    downloads.record(view, asked, key=f"download_record_{asked}")


def _flight(view: View, flight_id: str) -> None:
    """A group: what its reports have in common. With one report, that report."""
    dataset = view.record.dataset
    reports = view.record.frames.flights.query("flight == @flight_id")
    if len(reports) == 1:
        _report(view, reports["id"].iloc[0])
        return
    flight = dataset.flights[flight_id]
    st.subheader(plain(flight.name), anchor=False)
    if reports.empty:
        st.markdown("No report on this group is in what is shown.")
        return
    group = next(row for row in rows_of(groups.groups(view.record.frames, EVER)) if row.flight == flight_id)
    if pd.notna(group.people_low):
        noun = "person" if group.in_words == "1" else "people"
        count = reports["kind"].isin(schema.WENT) & reports["people"].notna() & reports["superseded"].isna()
        of_all = f"{count.sum()} of {len(reports)} reports" if count.sum() < len(reports) else f"{len(reports)} reports"
        st.markdown(f"**{plain(group.in_words)} {noun}**, by {of_all}. None is averaged with another.")
    for doubt in _lines(group.differ):
        st.markdown(f"- {plain(doubt)}")
    if pd.notna(group.people_low) and group.people_low != group.people_high:
        chosen = words.number(group.people_chosen)
        st.markdown(f"Where one number is needed: **{chosen}**. {plain(group.chosen_why)}")
    if flight.note:
        st.markdown(plain(flight.note))
    for report_id in reports["id"]:
        source, report = dataset.by_id[report_id]
        opener(captions.name(dataset, report_id), report_id, "listed")
        gone = "".join(f" {captions.SUPERSEDED[tie.type]}." for _, tie in dataset.superseded.get(report_id, []))
        st.caption(f"{plain(captions.date(report).edtf.as_known)} ({plain(captions.date(report).role)}).{gone}")
        if report.evidence:
            sentence.quote(dataset, source, report.evidence[0])
        else:
            st.caption(plain(report.fact or ""))
    _take_away(view, flight_id)


def _check(view: View, check_id: str) -> None:
    """A check: how it came out, its arithmetic, why it should hold, what is missing, and what it rests on."""
    rows = view.record.frames.checks.query("id == @check_id")
    check = next(rows_of(rows))
    st.subheader(plain(check.title), anchor=False)
    st.markdown(STATUS[check.status])
    outcome(check)
    for note in _lines(check.notes):
        st.markdown(f"- {plain(note)}")
    st.markdown("**The rule**")
    st.code(check.rule, language=None, wrap_lines=True)
    if pd.notna(check.tolerance):
        st.caption(f"Two sides that differ by {plain(words.number(check.tolerance))} or less agree.")
    st.markdown("**What it rests on**")
    _list(view, _lines(check.records))
    _take_away(view, check_id)


def outcome(check: Any) -> None:
    """How a check came out, with its arithmetic and reason; where it cannot be worked out, why, and what it would take.

    check: a row of tables.checks.
    """
    st.markdown(f"**{plain(check.arithmetic)}**")
    st.markdown(plain(check.reason))
    if check.status == arithmetic.OPEN:
        st.markdown(f"Why not: {plain('; '.join(_lines(check.doubts)))}.")
        if isinstance(check.needed, str):
            st.markdown(f"What it would take: {plain(check.needed)}")


def _derived(view: View, line: Row) -> None:
    """A number worked out here: its arithmetic, what it can and cannot mean, and the records that it rests on."""
    st.subheader(plain(f"{line['in_words']}: {line['label']}"), anchor=False)
    st.caption("Derived: worked out here from the records below, not reported by anybody.")
    st.markdown(f"**{plain(line['arithmetic'])}**")
    for meant in _lines(line.get("meaning")):
        st.markdown(f"- {plain(meant)}")
    st.markdown("**What it rests on**")
    _list(view, _lines(line["records"]))
    _take_away(view, line["id"])


def _source(view: View, file: schema.SourceFile) -> None:
    source = file.source
    st.subheader(plain(captions.source_line(view.record.dataset, source)), anchor=False)
    document.about(view.record.dataset, source)
    if source.published and source.published.inferred:
        st.markdown(f"- Inferred, date of publication: {plain(source.published.inferred)}")
    st.markdown("**What it reports**")
    _list(view, [report.id for report in file.reports])


def _list(view: View, ids: list[str]) -> None:
    """Records by name, each leading to its own evidence."""
    dataset = view.record.dataset
    for record in ids[:MOST_LISTED]:
        if record in dataset.by_id:
            opener(captions.name(dataset, record), record, "listed")
        elif record in dataset.flights:
            opener(dataset.flights[record].name, record, "listed")


def _lines(text: object) -> list[str]:
    return text.split("\n") if isinstance(text, str) else []
