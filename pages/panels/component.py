"""The one component: a panel's heading, chart, table and notes on a Streamlit page, all by value in one element.

A plain click on a link or a mark comes back as the trigger `pick`; with a modifier key a link opens its address, as links do.
The button that takes a panel along comes back as the trigger `take`, a link to another view of the page as `go`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import streamlit as st

from pages import assets
from pages.charts.canvas import Chart
from pages.panels import page as writer
from pages.panels.html import Html
from pages.panels.panel import Asked, Page, Panel

FRAME = (
    '<section class="panel"><div class="head"></div><div class="chart" hidden><div class="drawing" role="figure" tabindex="0">'
    '</div><p class="said unseen" aria-live="polite"></p></div><div class="body"></div><div class="under"></div>'
    '<div class="foot"></div></section>'
)
MOST_TOLD = 60  # marks of which the text alternative of a chart has the words; the list or the table has all
FAILED = "The chart could not be drawn. Its numbers stand in the tables."

_mounted = st.components.v2.component(
    "deportation_flows_panel",
    html=FRAME,
    js=assets.PANEL,
    isolate_styles=False,
)


@dataclass(frozen=True)
class Drawn:
    """What a panel holds: HTML above and below, a figure with what it says to those who do not see it."""

    name: str
    head: Html
    body: Html
    under: Html
    foot: Html
    figure: Chart | None
    alt: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see."""
        return not (self.head or self.body or self.under or self.foot or self.figure)

    @cached_property
    def chart(self) -> dict[str, Any]:
        """What draws its figure, as JSON: here and in the first paint, whose chart stays if the two are the same."""
        return {"figure": self.figure.json() if self.figure else None, "plotly": assets.address(assets.PLOTLY), "failed": FAILED}

    @cached_property
    def data(self) -> dict[str, Any]:
        """The same as JSON, by value."""
        return {
            "name": self.name,
            "head": self.head,
            "body": self.body,
            "under": self.under,
            "foot": self.foot,
            "alt": self.alt,
            **self.chart,
        }


@lru_cache(maxsize=128)
def drawn(panel: Panel, asked: Asked, foot: bool = True) -> Drawn:
    """A panel as the component takes it; made once for whoever asks for the same view."""
    return replace(rest(panel, asked, foot), head=writer.head(panel, asked))


@lru_cache(maxsize=64)
def heading(panel: Panel, asked: Asked) -> Drawn:
    """What heads a page: the head of its first panel alone."""
    return Drawn(f"{panel.name}_heading", writer.head(panel, asked, "h1"), Html(), Html(), Html(), None, "")


@lru_cache(maxsize=64)
def missing(page: Page, asked: Asked) -> Drawn:
    """What a page has nothing of under the filters, in place of the panels that would show it."""
    return Drawn("missing", Html(), writer.missing(page.panels, asked), Html(), Html(), None, "")


@lru_cache(maxsize=64)
def rest(panel: Panel, asked: Asked, foot: bool = True) -> Drawn:
    """A panel without its head."""
    figure = panel.figure(asked)
    values = "; ".join(figure.words()[:MOST_TOLD]) if figure else ""
    return Drawn(
        panel.name,
        Html(),
        writer.body(panel, asked),
        writer.under(panel, asked),
        writer.foot(panel, asked) if foot else Html(),
        figure,
        " ".join(filter(None, [f"{panel.headline(asked)}.", panel.measured(asked), values])),
    )


def show(drawn: Drawn, pick: Callable[[str], None], take: Callable[[str], None], go: Callable[[str], None]) -> None:
    """Mount it. `pick` is called with the id, or the ids, that a reader opens; `take` with the panel that one takes along; `go`
    with the parameters of another view, as they stand in an address.
    """
    key = f"component_{drawn.name}"

    def told(name: str, tell: Callable[[str], None]) -> Callable[[], None]:
        def changed() -> None:
            if value := st.session_state[key].get(name):
                tell(str(value))

        return changed

    _mounted(
        key=key,
        data=drawn.data,
        on_pick_change=told("pick", pick),
        on_take_change=told("take", take),
        on_go_change=told("go", go),
    )
