"""The evidence on screen: one dialog for all, opened by `?record=<id>`, in which one record leads to the next."""

from __future__ import annotations

import streamlit as st

from loaders.wording import language
from pages.app import asking
from pages.app.text import plain
from pages.evidence.exhibit import Exhibit
from pages.evidence.find import find
from pages.panels import component
from pages.panels.component import Drawn
from pages.panels.html import Html
from pages.panels.panel import Asked

ASKED = "record"
WIDTH = 520  # pixels: what was clicked stays in sight beside it; a narrow screen it fills
NAME = "evidence"


def ask(ids: str) -> None:
    """Open the evidence for one id, or for several with spaces between."""
    st.query_params[ASKED] = ids


def _dismiss() -> None:
    """Close the panel."""
    st.query_params.pop(ASKED, None)


def show_asked(asked: Asked) -> None:
    """Open the dialog if the address asks for a record; its title is the claim. For the frame around the pages."""
    ids = st.query_params.get(ASKED, "")
    if not ids.strip():
        return
    found = find(asked.view, ids, asked.links)
    title = plain(found.title)
    st.dialog(title, width=WIDTH, position="right", on_dismiss=_dismiss)(_inside)(found, _address())


def _inside(found: Exhibit, opened: list[tuple[str, str]]) -> None:
    """What it holds. It runs alone as one record leads to another; the frame then opens it anew, under that one's title."""
    language.speak(asking.language())  # it may run in a thread of its own
    if _address() != opened:
        st.rerun()
    component.show(drawn(found), ask, lambda _: None, asking.go)


def drawn(found: Exhibit) -> Drawn:
    """An exhibit as the component takes it: its title is that of the dialog."""
    return Drawn(NAME, Html(), found.body, Html(), found.take, None, "")


def _address() -> list[tuple[str, str]]:
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
