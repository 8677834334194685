"""Sources: what the record rests on, what was inferred, what was left out, and what every column means."""

import streamlit as st

from pages.parts import disagreement, provenance, view

shown = view.current()

st.title("Sources", anchor=False)
provenance.sources(shown)
disagreement.conflicts(shown)
provenance.inferences(shown)
provenance.dictionary()
provenance.addresses(shown)
