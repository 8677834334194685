"""A page on screen: its title, its controls, and one component for each of its panels."""

from __future__ import annotations

import streamlit as st

from loaders.tables.narrowing import ALL
from pages.app import filters, view
from pages.app.text import plain
from pages.evidence import dialog
from pages.panels import component
from pages.panels.panel import Asked, Page
from pages.share import downloads, foot


def show(page: Page) -> None:
    """The page under the filters chosen."""
    shown = view.current()
    st.title(plain(page.title if page.path else shown.dataset.about.headline), anchor=False)
    number = filters.number(shown) if "number" in page.controls else "preferred"
    narrowing = filters.narrowing(shown.dataset) if "narrowing" in page.controls else ALL
    asked = Asked(shown, narrowing, number)
    for panel in page.standing(asked):
        with st.container(key=f"panel_{panel.name}"):
            component.show(component.drawn(panel, asked), dialog.ask, downloads.ask)
    downloads.show_asked(page, asked)
    foot.share(page, asked)
