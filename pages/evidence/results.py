"""What a search finds, above the page."""

from __future__ import annotations

import streamlit as st

from loaders.analysis.view import View
from loaders.wording import numbers, search
from pages.app.text import plain
from pages.evidence import dialog

MOST_HITS = 20


def show(view: View, query: str) -> None:
    """What a search finds, each hit opening its evidence. Nothing without a query."""
    if not query.strip():
        return
    hits = search.find(view.dataset, query)
    with st.container(key="results", gap="xsmall"):
        count = "1 record holds" if len(hits) == 1 else f"{numbers.number(len(hits))} records hold"
        first = f" The first {MOST_HITS} are shown." if len(hits) > MOST_HITS else ""
        st.markdown(f"**{count} “{plain(query.strip())}”.**{first}")
        for hit in hits[:MOST_HITS]:
            with st.container(gap=None):
                dialog.opener(hit.name, hit.id, "hit")
                st.caption(plain(hit.excerpt))
