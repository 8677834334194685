"""The one component: a panel's heading, chart, table and notes on a Streamlit page, all by value in one element.

A plain click on a link or a mark comes back as the trigger `pick`; with a modifier key a link opens its address, as links do.
The button that takes a panel along comes back as the trigger `take`, a link to another view of the page as `go`. What copies a
text or an address is done in the browser alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import streamlit as st

from loaders.wording.language import say, spoken, to_say
from pages import assets
from pages.charts.canvas import Chart
from pages.panels import page as writer
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Page, Panel

MOST_TOLD = 60  # marks of which the text alternative of a chart has the words; the list or the table has all
FAILED = to_say("The chart could not be drawn. Its numbers stand in the tables.")

KEY = "component_%s"
"""By which Streamlit knows an element of it, and a rule of style the place of one."""

_mounted = st.components.v2.component(
    "deportation_flows_panel",
    html='<section class="panel"></section>',
    js=assets.module(assets.PANEL),
    isolate_styles=False,
)


def framed(chart: Html, parts: Mapping[str, Html], fold: Html | None) -> Html:
    """The inside of a panel: its chart among its parts, `head` first; under `fold`, if it has one, which opens on a click."""
    head, *rest = (tag("div", part, class_=name) for name, part in parts.items())
    inside = (head, chart, *rest)
    return tag("details", tag("summary", fold, class_="fold"), *inside) if fold else joined(inside)


EMPTY = tag(
    "div",
    tag("div", class_="drawing", role="figure", tabindex=0),
    tag("p", class_="said unseen", aria_live="polite"),
    class_="chart",
    hidden=True,
)


@dataclass(frozen=True)
class Drawn:
    """What a panel holds: HTML above and below, a figure with what it says to those who do not see it.

    fold: what stands while it is closed, of one that folds.
    """

    name: str
    head: Html
    body: Html
    under: Html
    foot: Html
    figure: Chart | None
    alt: str
    fold: Html | None = None

    @property
    def parts(self) -> dict[str, Html]:
        """The HTML by its place, from above to below."""
        return {"head": self.head, "body": self.body, "under": self.under, "foot": self.foot}

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see."""
        return not (any(self.parts.values()) or self.fold or self.figure)

    @cached_property
    def chart(self) -> dict[str, Any]:
        """What draws its figure, as JSON: here and in the first paint, whose chart stays if the two are the same."""
        return {
            "figure": self.figure.json() if self.figure else None,
            "plotly": assets.address(assets.PLOTLY),
            "failed": say(FAILED),
        }

    @cached_property
    def data(self) -> dict[str, Any]:
        """The same as JSON, by value."""
        return {
            "name": self.name,
            "language": spoken().code,
            "frame": framed(EMPTY, dict.fromkeys(self.parts, Html()), self.fold),
            **self.parts,
            "fold": self.fold or "",
            "alt": self.alt,
            **self.chart,
        }


@lru_cache(maxsize=128)
def drawn(panel: Panel, asked: Asked, foot: bool = True) -> Drawn:
    """A panel as the component takes it; made once for whoever asks for the same view."""
    fold, head = writer.fold(panel, asked) if panel.folds else (None, writer.head(panel, asked))
    return replace(rest(panel, asked, foot), head=head, fold=fold)


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
    key = KEY % drawn.name

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


def frame(name: str, frame: Html, **told: str) -> None:
    """Mount what is no panel and tells the server nothing: HTML that stays, and what the script puts into it."""
    _mounted(key=KEY % name, data={"name": name, "language": spoken().code, "frame": frame, **told})
