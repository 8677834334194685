"""The sentence that a report stands on: the quotation or our words for it, who said it, in which role, when, and where."""

from __future__ import annotations

import streamlit as st

from loaders import Dataset
from loaders.analysis.connections import speaker
from loaders.analysis.flights import About
from loaders.record import schema
from loaders.record.schema import said_on
from loaders.wording import dates, names, numbers
from loaders.wording import flights as of_flights
from pages.app.text import plain


def in_our_words(source: schema.Source, report: schema.Report) -> None:
    """What a source says of which the record holds no quotation."""
    told = report.fact or (report.summary if isinstance(report, schema.Statement) else "")
    with st.container(key="in_our_words", gap=None):
        st.markdown(plain(told))
        st.caption(f"In our words; the record holds no quotation. {plain(names.seen(source))}")


def quote(dataset: Dataset, source: schema.Source, passage: schema.Passage) -> None:
    """The quoted words, where they stand, and whether they were held against the archived text."""
    checked = dataset.verified_on(source.id, passage)
    how = f"checked against the archived text, {dates.day(checked)}" if checked else "not yet checked against the archived text"
    with st.container(gap=None):
        st.markdown(f"> {plain(passage.quotation)}")
        place = f"Paragraph {passage.paragraph}" if passage.paragraph else "Headline"
        st.caption(f"{place}, {names.WORDS[passage.words]}; {how}")


def counted(report: schema.Report) -> str:
    """Who or since when is counted, for the line under a heading; nothing where the report does not say."""
    match report:
        case schema.FlightReport() if report.count:
            return f". Counted: {plain(report.count.counted)}"
        case schema.Statistic() if report.basis:
            return f". Counted {plain(report.basis)}"
        case _:
            return ""


def credit(dataset: Dataset, source: schema.Source, report: schema.Report) -> str:
    """Who said it, in which role, when, and where it was printed."""
    said = said_on(report)
    role = names.role(dataset, source, report)
    relayed = report.relayed_by if isinstance(report, schema.FlightReport | schema.Statistic | schema.Statement) else None
    who = f"**{plain(dataset.actors[speaker(source, report)].name)}**"
    parts = [who, *([plain(role)] if role else []), plain(dates.as_known(said.edtf)) if said else "date of the words not given"]
    via = f", as relayed by {plain(dataset.actors[relayed].name)}" if relayed else ""
    counted = report.counted_by if isinstance(report, schema.FlightReport | schema.Statistic) else None
    by = f" Counted by {plain(dataset.actors[counted].name)}." if counted and counted != speaker(source, report) else ""
    return f"{', '.join(parts)}{via}. In: {plain(names.source_line(dataset, source))}.{by}"


def particulars(dataset: Dataset, source: schema.Source, report: schema.Report) -> list[str]:
    """What else a report tells: the fact beside a quotation, whom it counts, from where to where, its parts; and who says it."""
    told = [report.fact] if report.fact and report.evidence else []
    amount: schema.Amount | None = None
    match report:
        case schema.FlightReport():
            amount = report.count
            for label, about in (("From", About.ORIGIN), ("To", About.DESTINATION)):
                if place := of_flights.place(report, about):
                    told.append(f"{label}: {place}")
            if report.count and report.count.why:
                told.append(f"Kept back: {report.count.why}")
        case schema.Statistic():
            amount = report.quantity
            told += [f"Who is counted: {report.counted}"] if report.counted else []
        case schema.Statement():
            told += [report.response.capitalize()] if report.response else []
    if amount and amount.breakdown:
        told.append(numbers.breakdown(amount))
    return [*told, *_about(dataset, dataset.actors[speaker(source, report)])]


def _about(dataset: Dataset, actor: schema.Actor) -> list[str]:
    """What a reader should know of who says it: a note, names and sides of before."""
    told = [f"{actor.name}: {actor.note}"] if actor.note else []
    told += [f"Before: {former.name}. {former.fact}" for former in actor.former_names]
    return told + [
        f"Counted with {dataset.sides[former.side].name} until {dates.words(former.until)}. {former.fact}"
        for former in actor.former_sides
    ]
