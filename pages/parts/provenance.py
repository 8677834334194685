"""What the record rests on: sources, inferences with their reasons, what was left out, what the columns mean."""

from __future__ import annotations

import streamlit as st

from loaders import captions, frames, words
from loaders.tables import TABLES
from pages.parts import exhibit
from pages.parts.text import plain
from pages.parts.view import View


def sources(view: View) -> None:
    """Each source: how it was seen, doubts about it, and what of it is not in the record."""
    dataset = view.record.dataset
    for file in dataset.source_files:
        source = file.source
        with st.container(key=f"source_{source.id}"):
            st.header(plain(source.title or source.id), anchor=source.id)
            when = source.published.edtf.words if source.published else "date not known"
            st.markdown(
                f"{plain(dataset.actors[source.publisher].name)}, {plain(source.kind)}, {plain(when)}. Read: {source.seen}."
            )
            if verified := captions.verification(dataset.verification(source.id)):
                st.markdown(plain(verified))
            if source.url:
                st.link_button("Open the source", str(source.url), type="tertiary")
            for note in source.notes:
                st.markdown(f"- {plain(note)}")
            if source.left_out:
                st.subheader("Left out, and why", anchor=False)
                for part in source.left_out:
                    st.markdown(f"- {plain(part.part)}: {plain(part.what)} {plain(part.why)}")


def inferences(view: View) -> None:
    """Every inference, by its reason: what the source does not print and the record holds all the same."""
    found = view.table("inferences")
    grouped = found.groupby(["part", "reason"], sort=False, as_index=False).agg(
        taken=("taken", lambda values: words.listed(list(dict.fromkeys(values)))), reports=("id", "size"), ids=("id", " ".join)
    )
    exhibit.rows(
        "inferences",
        view,
        found,
        {"taken": "Taken to be", "part": "What", "reason": "Inferred from", "reports": "Records"},
        "Inferred, and why",
        shown=grouped,
        opens="ids",
    )


def dictionary() -> None:
    """The columns of every table, page and download alike."""
    st.header("Data dictionary", anchor="dictionary")
    for table in TABLES.values():
        with st.expander(f"{table.title} ({table.name})"):
            for name in table.columns:
                column = frames.COLUMNS[name]
                unit = f" Unit: {column.unit}." if column.unit else ""
                st.markdown(f"- **{plain(name)}**: {plain(column.meaning)}{unit}")


def addresses(view: View) -> None:
    """The stable addresses of the tables, and how to cite the record."""
    st.header("Addresses of the data", anchor="addresses")
    st.markdown("Each table stands at an address of its own, as CSV and as JSON, with the filters of the pages:")
    st.code("\n".join(f"/data/{name}.csv{view.query}" for name in TABLES), language=None)
    about = view.record.dataset.about
    st.header("Citation and licence", anchor="citation")
    st.markdown(plain(about.citation))
    st.markdown(plain(about.licence))
