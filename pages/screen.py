"""A page on screen: what heads it, what is shown, and one component for each of its panels."""

from __future__ import annotations

from pages.app import asking, filters
from pages.evidence import dialog
from pages.panels import component
from pages.panels.component import Drawn
from pages.panels.panel import Page
from pages.share import downloads, foot


def show(page: Page) -> None:
    """The page as its address asks for it: the answer, the view line under it, then everything else."""
    asked = asking.current()
    first, *others = page.standing(asked)
    _mount(component.heading(first, asked))
    filters.view_line(asked, page.controls)
    filters.known(asked.view)
    for drawn in (
        component.missing(page, asked),
        component.rest(first, asked),
        *(component.drawn(panel, asked) for panel in others),
    ):
        if not drawn.empty:
            _mount(drawn)
    downloads.show_asked(page, asked)
    _mount(foot.drawn(page, asked))


def _mount(drawn: Drawn) -> None:
    component.show(drawn, dialog.ask, downloads.ask, asking.go)
