"""Sources: what the record rests on, what was inferred, what was left out, and what every column means."""

import streamlit as st

from pages.parts import exhibit, provenance, view

shown = view.current()

st.title("Sources", anchor=False)
exhibit.rows(
    "sources",
    shown,
    shown.table("sources"),
    {"title": "Title", "publisher": "Publisher", "published_in_words": "Published", "seen": "Seen", "reports": "Reports"},
    "What the record rests on",
)
provenance.sources(shown)
provenance.inferences(shown)
provenance.dictionary()
provenance.addresses(shown)
