"""From a number or a claim to its sentence: one component for every report, on every page."""

from __future__ import annotations

import streamlit as st

from loaders import Dataset, dates, schema, words
from loaders.dataset import inferred
from pages.parts.text import plain

RELATION = {
    "contradicts": "Contradicts",
    "qualifies": "Qualifies",
    "supports": "Supports",
    "repeats": "Repeats",
    "responds to": "Responds to",
}


def show(dataset: Dataset, report_id: str) -> None:
    """The passages of a report, who said it, when, in which source, what was inferred, and how else it can be read."""
    source, report = dataset.by_id[report_id]
    with st.container(key=f"evidence_{report_id}", gap="xsmall"):
        st.markdown(f"**{plain(heading(dataset, report))}**")
        for passage in report.evidence:
            quote(dataset, source, passage)
        st.markdown(_credit(dataset, source, report))
        for reading, text in enumerate(report.readings, start=1):
            st.markdown(f"Reading {reading}: {plain(text)}")
        for relation in report.relations:
            st.markdown(f"**{RELATION[relation.type]}** {plain(name(dataset, relation.to))} — {plain(relation.reason)}")
        doubts = [f"Inferred, {found.part}: {plain(found.reason)}" for found in inferred(source, report)]
        doubts += [plain(note) for note in report.notes]
        if doubts:
            st.markdown("\n".join(f"- {doubt}" for doubt in doubts))


def heading(dataset: Dataset, report: schema.Report) -> str:
    """What the evidence is for, with count and date in words: "43 people removed, April 2018"."""
    match report:
        case schema.FlightReport():
            count = words.amount(report.count.value, report.count.qualifier, report.count.words)
            return f"{count} people {report.count.kind}, {report.date.edtf.words}: {report.count.counted}"
        case schema.Figure():
            quantity = report.quantity
            amount = words.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit)
            return f"{amount}: {report.label} ({report.date.edtf.words})"
        case _:
            return name(dataset, report.id)


def quote(dataset: Dataset, source: schema.Source, passage: schema.Passage) -> None:
    """The quoted words, where they stand, and whether they were held against the archived text."""
    checked = dataset.verified_on(source.id, passage)
    how = (
        f"checked against the archived text, {dates.day_in_words(checked)}"
        if checked
        else "not yet checked against the archived text"
    )
    with st.container(gap=None):
        st.markdown(f"> {plain(passage.quotation)}")
        st.caption(f"Paragraph {passage.paragraph}, {passage.words}; {how}")


def name(dataset: Dataset, report_id: str) -> str:
    """A report in a few words, to refer to it: "Hun Sen, May 2022: ..."."""
    _, report = dataset.by_id[report_id]
    match report:
        case schema.Statement():
            return f"{dataset.actors[report.speaker].name}, {report.said.edtf.words}: {report.summary}"
        case schema.Figure():
            quantity = report.quantity
            amount = words.amount(quantity.value, quantity.qualifier, quantity.words, quantity.unit)
            return f"{dataset.actors[report.said_by].name}: {report.label}, {amount}"
        case schema.FlightReport():
            return dataset.flights[report.flight].name
        case schema.Milestone():
            return report.title
        case _:
            raise TypeError(f"no name for a {type(report).__name__}")


def _credit(dataset: Dataset, source: schema.Source, report: schema.Report) -> str:
    """Who said it, in which role, when, and where it was printed."""
    speaker = getattr(report, "speaker", None) or getattr(report, "said_by", None) or source.publisher
    said = getattr(report, "said", None)
    role, relayed = getattr(report, "role", None), getattr(report, "relayed_by", None)
    who = f"**{plain(dataset.actors[speaker].name)}**"
    parts = [who, *([plain(role)] if role else []), *([plain(said.edtf.words)] if said else [])]
    via = f", as relayed by {plain(dataset.actors[relayed].name)}" if relayed else ""
    printed = plain(f"{dataset.actors[source.publisher].name}, “{source.title or source.id}”")
    when = f", {plain(source.published.edtf.words)}" if source.published else ""
    when += " (inferred)" if source.published and source.published.inferred else ""
    return f"{', '.join(parts)}{via}. In: {printed}{when}."
