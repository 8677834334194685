"""A panel as HTML, part by part: the same words on the page, in the brief, and wherever a page stands without Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.analysis.filters import Filters, lifted
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.forms import FORMS
from loaders.tables.frames import Row
from loaders.wording import filters as filter_words
from loaders.wording import names, numbers
from pages import settings
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel

MOST_NAMED = 3  # sources in the foot of a panel
OFFERED = ("csv", "xlsx", "json", "parquet")
TAKE = "Picture, citation, link"
TAKE_TABLE = "Citation, link"


def head(panel: Panel, asked: Asked) -> Html:
    """The finding, and what is measured."""
    told, measure = panel.headline(asked), panel.measured(asked)
    return joined(
        [
            tag("h2", told, id=panel.name) if told else Html(),
            tag("p", measure, class_="measure") if measure else Html(),
        ]
    )


def body(panel: Panel, asked: Asked) -> Html:
    """The rows, or that there are none."""
    if not panel.shows(asked):
        return tag("p", empty(panel, asked))
    return panel.body(asked) if panel.body else Html()


def under(panel: Panel, asked: Asked) -> Html:
    """What stands under the rows."""
    told = panel.under(asked) if panel.shows(asked) else ""
    return tag("p", told, class_="small") if told else Html()


def foot(panel: Panel, asked: Asked) -> Html:
    """Where the rows come from, and the ways to take them along: plain addresses, and a button for the rest."""
    if not (panel.table and panel.shows(asked)):
        return Html()
    view = asked.view
    source = f"Source: {numbers.listed(_sources(view, panel.rows(asked)))}. {filter_words.in_words(view)}"
    query = f"{view.query}{asked.narrowing.taken(panel.table).query}"
    files = (
        tag(
            "a",
            FORMS[form].title,
            href=f"{settings.base()}{views.DATA}{panel.table}.{form}{query}{'&download=yes' if form == 'json' else ''}",
            download=True,
        )
        for form in OFFERED
    )
    take = tag("button", TAKE if panel.chart else TAKE_TABLE, type="button", data_take=panel.name)
    return tag("footer", tag("p", source, class_="small"), tag("p", *files, take, class_="take"))


def _sources(view: View, rows: Sequence[Row]) -> list[str]:
    """Title and publisher of the sources that rows rest on, the same that the download names; of many, how many."""
    rests_on = views.sources_of(view, rows)
    sources = [file.source for file in view.dataset.source_files if file.source.id in rests_on]
    if len(sources) > MOST_NAMED:
        return [f"{len(sources)} sources, named in the download and on the Sources page"]
    return [names.source_line(view.dataset, source) for source in sources]


def empty(panel: Panel, asked: Asked) -> str:
    """That a panel has nothing to show, and which filter, lifted, would show something."""
    view = asked.view

    def shows(wider: Filters) -> bool:
        return panel.shows(replace(asked, view=View(view.whole, wider)))

    return filter_words.nothing(view, lifted(view.filters, view.whole, shows))
