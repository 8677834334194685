"""The search of the edition: a field on each page, and a file for each language and set of sources with all that can be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from loaders.analysis.filters import Lifted
from loaders.export import views
from loaders.search import results
from loaders.wording import search as words
from loaders.wording.catalogues.catalogue import SOURCE
from loaders.wording.language import say, spoken
from pages import assets
from pages.app import masthead
from pages.edition.places import Edition, Place, relative
from pages.evidence.results import MOST_SHOWN
from pages.panels.html import UNTRANSLATED, Html, tag
from pages.panels.panel import Asked

NAME = assets.SEARCH
"""What the files are called."""
QUERY = "\ue000"
"""Stands for what a reader looks for, in sentences that are made before."""


def place(there: Place) -> Place:
    """Where that stands which is searched from a page."""
    return Place(there.language, there.every, page=NAME, form="js")


def field(edition: Edition, here: Place) -> tuple[Html, list[Place]]:
    """The field, which is seen once a script runs, and to which places it leads: to what is searched, and, where the page is of
    fewer sources, to what all have and a page that shows it.
    """
    view, script = edition.view(here), next(name for name in assets.edition() if name.startswith(f"{NAME}-"))
    every = Place(here.language, True, page=here.page)
    wider = [place(every), every] if not here.every and len(edition.several) > 1 else []
    more, there = (relative(here.file, one.file) for one in wider) if wider else (None, None)
    form = tag(
        "form",
        masthead.field(),
        class_=NAME,
        role="search",
        hidden=True,
        data_script=relative(here.file, f"{assets.FOLDER}/{script}"),
        data_index=relative(here.file, place(here).file),
        data_more=more,
        data_there=there,
        data_years=words.whatever_years(view) or None,
    )
    return form, [place(here), *wider]


def index(asked: Asked, led: Callable[[str], str]) -> dict[str, Any]:
    """All that can be found, the earlier first, with its texts by their number; and the words of the list of results.

    led: the file for an address; further: what is said in a view of fewer sources of so many results in this one.
    """
    dataset, whole, numbers = asked.view.dataset, asked.view.whole, dict[str, int]()

    def number(text: str) -> int:
        return numbers.setdefault(text, len(numbers))

    def told(entry: results.Entry) -> list[Any]:
        language = dataset.by_id[entry.ids[0]][0].language if entry.quoted else None
        there = led(f"/?{urlencode([*asked.address, (views.ONE, ' '.join(entry.ids))])}")
        said, beside = ([number(text) for text in texts] for texts in (entry.said, entry.beside))
        return [there, number(entry.shown), language, words.credit(dataset, entry.of), said, beside]

    entries = [told(entry) for entry in sorted(results.entries(dataset), key=lambda entry: entry.order)]
    many = range(len(entries) + 1)
    return {
        "entries": entries,
        "texts": list(numbers),
        "most": MOST_SHOWN,
        "headings": [words.heading(QUERY, found, min(found, MOST_SHOWN)) for found in many],
        "further": [[words.further(Lifted.SOURCES, whole, found), words.see(found)] for found in many],
        "beside": words.beside(),
        "close": [say("Close"), say("Close the results")],
        "region": say("Search results"),
        "source": SOURCE,
        "untranslated": None if spoken().latin else UNTRANSLATED.pattern,
    }
