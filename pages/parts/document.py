"""A source as a document: what it is, how it was seen, doubts about it, and what of it is not in the record."""

from __future__ import annotations

import streamlit as st

from loaders import Dataset
from loaders.record import schema
from loaders.wording import names
from pages.parts.text import plain


def about(dataset: Dataset, source: schema.Source) -> None:
    """Kind, date, how it was seen, how far its quotations are verified, its address, doubts, and what is left out."""
    st.markdown(
        f"{plain(dataset.actors[source.publisher].name)}, {plain(source.kind)}, {plain(names.appeared(source))}. "
        f"{plain(names.seen(source))}"
    )
    if verified := names.verification(dataset.verification(source.id)):
        st.markdown(plain(verified))
    if source.url:
        st.link_button("Open the source", str(source.url), type="tertiary")
    for note in source.notes:
        st.markdown(f"- {plain(note)}")
    if source.left_out:
        st.subheader("Left out, and why", anchor=False)
        for part in source.left_out:
            st.markdown(f"- {plain(part.part)}: {plain(part.what)} {plain(part.why)}")
