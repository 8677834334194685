"""A panel as HTML, part by part: the same words on the page, in the brief, and wherever a page stands without Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from loaders.analysis.filters import Filters, Lifted, lifted
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.citation import Reference
from loaders.export.forms import FORMS
from loaders.export.views import CITED
from loaders.tables import counted
from loaders.tables.narrowing import ALL
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from loaders.wording import names, numbers
from loaders.wording.language import Marked, count, say, to_say, word
from pages import settings
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Page, Panel

MOST_NAMED = 3  # sources in the foot of a panel
MOST_CITED = 6  # sources in a citation on a page
OFFERED = ("csv", "csv.zip", "xlsx", "json", "parquet")
SAVED = f"&{views.SAVED}=yes"
TO_CITE = to_say("To cite: the original source first, this record second. Excel, JSON and the files with notes have it inside.")
DATA, PICTURE, COPY = to_say(("Data and citation", "Picture", "Copy the citation"))
BY_HAND = to_say("Press Ctrl and C: the citation is marked.")


def head(panel: Panel, asked: Asked, level: str = "h2") -> Html:
    """The question, the finding, the words that it rests on, and what is measured. level: h1 for what heads a page."""
    told = panel.headline(asked)
    heard = str(told) if isinstance(told, Marked) and told.marks else None  # else it is heard by the names of its links
    title = tag(level, asked.links.sentence(told), id=panel.name, aria_label=heard) if told else Html()
    return _headed(panel, asked, title)


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
    """The ways to take the rows along: a button for the picture, one word for the files of each level and how to cite them."""
    if not (panel.table and panel.offers and panel.shows(asked)):
        return Html()
    view, title = asked.view, panel.headline(asked) or TABLES[panel.table].heading
    levels = {name: asked.narrowing.taken(name) for name in (panel.table, *panel.also)}
    rows = {name: number for name, narrowed in levels.items() if (number := len(narrowed.rows(view, name)))}
    files = [_offered(counted.rows(name, number), name, f"{view.query}{levels[name].query}") for name, number in rows.items()]
    first = next(iter(rows), panel.table)
    references = views.references_of_table(view, first, settings.public(), levels[first])
    named = {name: say(name) for name in (COPY, DATA, PICTURE)}
    done, by_hand = say("Copied."), say(BY_HAND)
    copy = tag("button", named[COPY], type="button", data_done=done, data_else=by_hand, aria_label=f"{named[COPY]}: {title}")
    cite = _cited(references, first, f"{view.query}{levels[first].query}", copy)
    data = tag("details", tag("summary", named[DATA], aria_label=f"{named[DATA]}: {title}"), *files, cite, class_="data")
    picture = tag("button", named[PICTURE], type="button", data_take=panel.name, aria_label=f"{named[PICTURE]}: {title}")
    return tag("footer", picture if panel.chart and panel.draws(asked) else Html(), data)


def _offered(told: str, name: str, query: str) -> Html:
    """Some rows in every form. told: how many of what; name and query: where they stand among the data."""
    links = (_file(word(FORMS[form].title), told, f"{name}.{form}{query}{SAVED if form == 'json' else ''}") for form in OFFERED)
    return tag("p", tag("strong", told), *links, class_="take")


def _cited(references: Sequence[Reference], name: str, query: str, copy: Html) -> Html:
    """How to cite some rows, as text to copy, and as files for those who manage references; all of many are in the files."""
    more = len(references) - 1 - MOST_CITED
    short = [*references[:MOST_CITED], references[-1]] if more > 0 else references
    left = count(" {number} more source is in the files.", " {number} more sources are in the files.", more) if more > 0 else ""
    links = (_file(word(known.title), say("citation"), f"{name}.{form}{query}") for form, known in CITED.items())
    return joined(
        [
            tag("p", f"{say(TO_CITE)}{left}", class_="small"),
            tag("p", *(part for reference in short for part in (reference.text, tag("br"))), class_="cited"),
            tag("p", copy, tag("span", role="status"), *links, class_="take"),
        ]
    )


def _file(title: str, told: str, file: str) -> Html:
    """A link to a file, with a name that says what is in it."""
    return tag("a", title, href=f"{settings.base()}{views.DATA}{file}", download=True, aria_label=f"{title}: {told}")


def copy(label: str, done: str, **what: str) -> Html:
    """A button that copies an address or a text: data_address, data_text."""
    by_hand = say("Press Ctrl and C, or copy the marked text.")
    return tag("button", label, type="button", data_done=done, data_else=by_hand, **what)


def copied() -> Html:
    """Where it says that it has; where a browser does not let it, what it would copy is shown there, marked."""
    shown = tag("textarea", readonly=True, hidden=True, rows=3, aria_label=say("To copy"))
    return joined([tag("p", role="status", class_="small"), shown])


@lru_cache(maxsize=64)
def source_line(page: Page, asked: Asked) -> str:
    """What a page rests on, the same that its downloads name, and under which filters; "" for the page that lists sources."""
    if any(panel.table == "sources" for panel in page.panels):
        return ""
    shown = [panel for panel in page.standing(asked) if panel.table and panel.shows(asked)]
    told = [panel.rows(asked) for panel in shown]
    told += [asked.narrowing.taken(name).rows(asked.view, name) for panel in shown for name in panel.also]
    sources = numbers.listed(_sources(asked.view, {one for rows in told for one in views.sources_of(asked.view, rows)}))
    shown_words = filter_words.in_words(asked.view)
    return say("Source: {sources}. {filters}", sources=sources, filters=shown_words) if sources else shown_words


def _sources(view: View, rests_on: Collection[str]) -> list[str]:
    """Title and publisher of some sources; of many, how many."""
    sources = [file.source for file in view.dataset.source_files if file.source.id in rests_on]
    if len(sources) > MOST_NAMED:
        return [say("{number} sources, named in the download and on the Sources page", number=len(sources))]
    return [names.source_line(view.dataset, source) for source in sources]


def missing(panels: Iterable[Panel], asked: Asked) -> Html:
    """Which panels have nothing to show, and which filter, lifted, would show something: a sentence to each filter."""
    view, kinds, narrowed = asked.view, dict[Lifted, dict[str, None]](), dict[str, None]()
    for panel in panels:
        if not panel.what or not panel.needs(asked) or panel.shows(asked):
            continue
        hiding = lifted(view.filters, view.whole, _shows(panel, asked))
        if asked.narrowing != ALL and (hiding is Lifted.NONE or panel.shows(replace(asked, narrowing=ALL))):
            narrowed[word(panel.what)] = None
        else:
            kinds.setdefault(hiding, {})[word(panel.what)] = None
    told = [filter_words.nothing(view, hiding, list(hidden)) for hiding, hidden in kinds.items()]
    return joined(tag("p", one) for one in (*told, *([filter_words.narrowed_away(list(narrowed))] if narrowed else [])))


def _shows(panel: Panel, asked: Asked) -> Callable[[Filters], bool]:
    """Whether a panel has something to show under other filters."""
    return lambda wider: panel.shows(replace(asked, view=View(asked.view.whole, wider)))
