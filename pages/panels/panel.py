"""A page as a value: a table of contents of panels, each of which says of a view what it shows. Nothing here draws.

The same panel stands on the page, in the brief, alone in a frame, and in tests, with the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from loaders.analysis.known import Known
from loaders.analysis.view import View
from loaders.tables.frames import Row
from loaders.tables.narrowing import ALL, Narrowing
from loaders.wording import dates
from loaders.wording.language import say
from pages.charts.canvas import Chart
from pages.panels.html import Html, Links


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: a view, to which question and side it is narrowed, and which number of several is drawn."""

    view: View
    narrowing: Narrowing = ALL
    number: str = "preferred"
    leads: Links | None = None

    @cached_property
    def links(self) -> Links:
        """How a number leads to its evidence: to the address of all that is asked for with the id, unless `leads` says how."""
        return self.leads or Links(self.address)

    @property
    def address(self) -> list[tuple[str, str]]:
        """All that is asked for, as parameters of an address."""
        number = {"low": "lowest", "high": "highest"}.get(self.number)
        narrowed = self.narrowing.in_page(self.view.whole)
        return [*self.view.address, *narrowed, *([("number", number)] if number else [])]


Text = Callable[[Asked], str]


def nothing(_asked: Asked) -> str:
    """No words."""
    return ""


def always(_asked: Asked) -> bool:
    """For every view."""
    return True


@dataclass(frozen=True)
class Panel:
    """What stands on a page under one headline.

    name: where it stands in the page, and in `?only=`; table: of TABLES, whose rows it shows and offers ("": none); also: further
    tables that it offers; kicker and headline: the question, and the finding, in words; lead: the words that the finding rests
    on; measure: what is measured, in which unit; chart and body: how the rows are drawn, if `draws`, and told; under: what
    stands below them; needs: for which views the panel stands at all; holds: whether there is anything to show, else it says
    that there is not. `own`: the rows, where they are a choice of the panel's; `offers`: whether they can be taken along;
    `what`: what is missing where there are none; `folds`: whether its page shows the headline alone until a reader opens it.
    """

    name: str
    headline: Text
    table: str = ""
    measure: Text = nothing
    chart: Callable[[Asked], Chart] | None = None
    body: Callable[[Asked], Html] | None = None
    under: Text = nothing
    kicker: Text = nothing
    lead: Callable[[Asked], Html] | None = None
    also: tuple[str, ...] = ()
    draws: Callable[[Asked], bool] = always
    needs: Callable[[Asked], bool] = always
    holds: Callable[[Asked], bool] | None = None
    own: Callable[[View], Sequence[Row]] | None = None
    offers: bool = True
    what: str = ""
    folds: bool = False

    def rows(self, asked: Asked) -> Sequence[Row]:
        """The rows of its table that it stands for."""
        if self.own:
            return self.own(asked.view)
        return asked.narrowing.rows(asked.view, self.table) if self.table else ()

    def shows(self, asked: Asked) -> bool:
        """Whether there is anything to show."""
        return self.holds(asked) if self.holds else bool(self.rows(asked)) or not self.table

    def figure(self, asked: Asked) -> Chart | None:
        """Its chart; None where it has none, or nothing to draw."""
        return self.chart(asked) if self.chart and self.draws(asked) and self.shows(asked) else None

    def measured(self, asked: Asked) -> str:
        """The measure; with a day also what is hollow in the chart."""
        told, view = self.measure(asked), asked.view
        if self.chart and view.as_of and any(row.get("known") == Known.PERHAPS for row in self.rows(asked)):
            return " ".join([told, say("Hollow: what may have been said by {day}, or later.", day=dates.day(view.as_of))])
        return told


Control = Literal["number"]
"""What a page lets its reader choose beside the shared filters."""


@dataclass(frozen=True)
class Page:
    """A page: its address, its name in the menu, the question that it answers, its panels in their order, its controls.

    The headline of the first panel is that of the page.
    """

    path: str
    title: str
    question: str
    panels: tuple[Panel, ...]
    controls: tuple[Control, ...] = ()

    def panel(self, name: str) -> Panel | None:
        """A panel by its name."""
        return next((panel for panel in self.panels if panel.name == name), None)

    def standing(self, asked: Asked) -> list[Panel]:
        """The panels that have something to show for a view; the first, which heads the page, whatever it is."""
        first, *others = self.panels
        return [first, *(panel for panel in others if panel.needs(asked) and panel.shows(asked))]
