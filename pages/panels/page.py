"""A panel as HTML, part by part: the same words on the page, in the brief, and wherever a page stands without Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from loaders.analysis.filters import Filters, Lifted, lifted
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.forms import FORMS
from loaders.tables.frames import Row
from loaders.tables.narrowing import ALL
from loaders.wording import filters as filter_words
from loaders.wording import names, numbers
from pages import settings
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Page, Panel

MOST_NAMED = 3  # sources in the foot of a panel
OFFERED = ("csv", "xlsx", "json", "parquet")
TAKE = "Picture, citation, link"
TAKE_TABLE = "Citation, link"


def head(panel: Panel, asked: Asked, level: str = "h2") -> Html:
    """The question, the finding, the words that it rests on, and what is measured. level: h1 for what heads a page."""
    told = panel.headline(asked)
    return _headed(panel, asked, tag(level, asked.links.sentence(told), id=panel.name) if told else Html())


def fold(panel: Panel, asked: Asked) -> tuple[Html, Html]:
    """The same of a panel that folds: what a reader opens, which holds no link beside that, and what stands within."""
    return tag("h2", panel.headline(asked), id=panel.name), _headed(panel, asked, Html())


def _headed(panel: Panel, asked: Asked, title: Html) -> Html:
    kicker, measure = panel.kicker(asked), panel.measured(asked)
    return joined(
        [
            tag("p", kicker, class_="kicker") if kicker else Html(),
            title,
            panel.lead(asked) if panel.lead else Html(),
            tag("p", measure, class_="measure") if measure else Html(),
        ]
    )


def body(panel: Panel, asked: Asked) -> Html:
    """The rows; nothing where there are none."""
    return panel.body(asked) if panel.body and panel.shows(asked) else Html()


def under(panel: Panel, asked: Asked) -> Html:
    """What stands under the rows."""
    told = panel.under(asked) if panel.shows(asked) else ""
    return tag("p", told, class_="small") if told else Html()


def foot(panel: Panel, asked: Asked) -> Html:
    """The ways to take the rows along: plain addresses, and a button for the rest."""
    if not (panel.table and panel.offers and panel.shows(asked)):
        return Html()
    query = f"{asked.view.query}{asked.narrowing.taken(panel.table).query}"
    files = (
        tag(
            "a",
            FORMS[form].title,
            href=f"{settings.base()}{views.DATA}{panel.table}.{form}{query}{'&download=yes' if form == 'json' else ''}",
            download=True,
        )
        for form in OFFERED
    )
    take = tag("button", TAKE if panel.chart and panel.draws(asked) else TAKE_TABLE, type="button", data_take=panel.name)
    return tag("footer", tag("p", *files, take, class_="take"))


def source_line(page: Page, asked: Asked) -> str:
    """What a page rests on, the same that its downloads name, and under which filters."""
    rows = [row for panel in page.standing(asked) if panel.table and panel.shows(asked) for row in panel.rows(asked)]
    sources = numbers.listed(_sources(asked.view, rows))
    return f"Source: {sources}. {filter_words.in_words(asked.view)}" if sources else filter_words.in_words(asked.view)


def _sources(view: View, rows: Sequence[Row]) -> list[str]:
    """Title and publisher of the sources that rows rest on; of many, how many."""
    rests_on = views.sources_of(view, rows)
    sources = [file.source for file in view.dataset.source_files if file.source.id in rests_on]
    if len(sources) > MOST_NAMED:
        return [f"{len(sources)} sources, named in the download and on the Sources page"]
    return [names.source_line(view.dataset, source) for source in sources]


def missing(panels: Iterable[Panel], asked: Asked) -> Html:
    """Which panels have nothing to show, and which filter, lifted, would show something: a sentence to each filter."""
    view, kinds, narrowed = asked.view, dict[Lifted, dict[str, None]](), dict[str, None]()
    for panel in panels:
        if not panel.what or not panel.needs(asked) or panel.shows(asked):
            continue
        hiding = lifted(view.filters, view.whole, _shows(panel, asked))
        if asked.narrowing != ALL and (hiding is Lifted.NONE or panel.shows(replace(asked, narrowing=ALL))):
            narrowed[panel.what] = None
        else:
            kinds.setdefault(hiding, {})[panel.what] = None
    told = [filter_words.nothing(view, hiding, list(hidden)) for hiding, hidden in kinds.items()]
    return joined(tag("p", one) for one in (*told, *([filter_words.narrowed_away(list(narrowed))] if narrowed else [])))


def _shows(panel: Panel, asked: Asked) -> Callable[[Filters], bool]:
    """Whether a panel has something to show under other filters."""
    return lambda wider: panel.shows(replace(asked, view=View(asked.view.whole, wider)))
