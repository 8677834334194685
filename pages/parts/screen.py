"""A page on screen: its title, its controls, and one component for each of its panels."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from pages.panels import component
from pages.panels import page as writer
from pages.panels.component import Drawn
from pages.panels.html import Html
from pages.panels.panel import Asked, Page, Panel
from pages.parts import downloads, evidence, filters, page_foot, view
from pages.parts.narrowing import ALL
from pages.parts.text import plain


def show(page: Page) -> None:
    """The page under the filters chosen."""
    shown = view.current()
    st.title(plain(page.title if page.path else shown.dataset.about.headline), anchor=False)
    number = filters.number(shown) if "number" in page.controls else "preferred"
    narrowing = filters.narrowing(shown.dataset) if "narrowing" in page.controls else ALL
    asked = Asked(shown, narrowing, number)
    for panel in page.standing(asked):
        with st.container(key=f"panel_{panel.name}"):
            component.show(drawn(panel, asked), evidence.ask, downloads.ask)
    downloads.show_asked(page, asked)
    page_foot.share(page, asked)


@lru_cache(maxsize=128)
def drawn(panel: Panel, asked: Asked, foot: bool = True) -> Drawn:
    """A panel as the component takes it; made once for whoever asks for the same view."""
    figure = panel.chart(asked) if panel.chart and panel.shows(asked) else None
    return Drawn(
        panel.name,
        writer.head(panel, asked),
        writer.body(panel, asked),
        writer.under(panel, asked),
        writer.foot(panel, asked) if foot else Html(),
        figure,
        f"{panel.headline(asked)}. {panel.measured(asked)}",
    )
