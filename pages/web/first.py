"""The first paint: the view that an address asks for as HTML beside Streamlit's root, to be read while Streamlit starts.

It stays where no script runs, and for whoever reads pages without one. Where they run, a small one (`first.js`) draws its charts
from the figures that it carries, has Streamlit start after those in sight, and takes it away once Streamlit's page is whole;
that takes the charts over. What can be acted on in it are links that lead where they say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from starlette.datastructures import QueryParams

from loaders import Dataset
from loaders.search.results import LONGEST_QUERY
from loaders.wording import filters as filter_words
from loaders.wording import known, language
from loaders.wording.language import say, speaking
from pages import assets, contents, settings
from pages.app import asking, masthead, parameters
from pages.evidence import dialog, results
from pages.evidence.find import find
from pages.panels import component, rows
from pages.panels import page as writer
from pages.panels.component import Drawn
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Page
from pages.web import entrance

STARTS = re.compile(r'<script type="module".*?</script>|<link rel="modulepreload"[^>]*>', re.S)
"""What starts Streamlit in its shell."""
ICONS = "static/media/MaterialSymbols-Rounded.*.woff2"
"""Streamlit's font of icons; until it is there, an icon stands as a long word and moves what is beside it."""
PRELOAD = '<link rel="preload" as="font" type="font/woff2" crossorigin href="%s">'
EMPTY = Html()


def into(shell: str, painted: Html) -> str:
    """The shell with the first paint in it. What starts Streamlit is held back for the script, which has it start in its time."""
    if not painted:
        return shell
    script = tag("script", src=assets.address(assets.FIRST), defer=True)
    icons = (f"./{file.relative_to(entrance.SHELL).as_posix()}" for file in entrance.SHELL.glob(ICONS))
    fonts = (Html(PRELOAD % icon) for icon in icons)
    module = tag("link", rel="modulepreload", href=assets.address(assets.PANEL))
    held = tag("template", *map(Html, STARTS.findall(shell)), module, *fonts, id="held")
    shell = STARTS.sub("", shell).replace("</head>", joined([held, script, Html("</head>")]), 1)
    return shell.replace("<body>", f"<body>{painted}", 1)


def paint(record: Dataset, path: str, query: QueryParams) -> Html:
    """The view of a page that an address asks for, and what of it the page cannot show; nothing for one in a frame."""
    own = parameters.own(query)
    if any(name in own for name in parameters.FRAMED):
        return Html()
    asked, told = asking.leniently(record, own)
    with speaking(asked.view.whole.language):
        return _painted(contents.BY_PATH[path], asked, tuple(told), own.get("record", ""), own.get(parameters.QUERY, ""))


@lru_cache(maxsize=64)
def _painted(page: Page, asked: Asked, told: tuple[str, ...], record: str, query: str = "") -> Html:
    """The frame of `site` and `screen` in their order, so that nothing jumps as they take its place."""
    found = results.drawn(asked, query)
    listed = tag("div", panel(found, asked), class_="results") if found else Html()
    not_known = [tag("p", filter_words.not_known(told))] if told else []
    main = tag("main", *not_known, *parts(page, asked, panel))
    search = masthead.search(query[:LONGEST_QUERY], masthead.kept(asked.address, asked.view))
    row = masthead.row(masthead.links(page, asked), search)
    return tag("div", row, listed, main, tag("footer", data()), _evidence(asked, record), id="first")


def parts(page: Page, asked: Asked, framed: Callable[[Drawn, Asked, str], Html], beside: Html = EMPTY) -> Iterator[Html]:
    """What stands on a page under its masthead, in order. framed: a panel with its table; beside: what follows the view line."""
    first, *others = page.standing(asked)
    rest = (component.missing(page, asked), component.rest(first, asked), *(component.drawn(panel, asked) for panel in others))
    tables = {panel.name: panel.table for panel in (first, *others)}
    yield draft()
    yield framed(component.heading(first, asked), asked, "")
    yield tag("p", filter_words.view_line(asked.view), class_="view")
    yield beside
    if asked.view.as_of:
        yield tag("p", tag("strong", f"{known.heading(asked.view)}."), f" {known.counts(asked.view)}")
    yield from (framed(drawn, asked, tables.get(drawn.name, "")) for drawn in rest if not drawn.empty)
    if rests_on := writer.source_line(page, asked):
        yield tag("p", rests_on, class_="foot")


def draft() -> Html:
    """That the words are a draft, where they are."""
    told = language.draft()
    return tag("p", told, class_="draft") if told else Html()


def data() -> Html:
    """The way to the data, for the foot of a page."""
    return tag("a", say("The data"), href=f"{settings.path()}/data/")


def header(page: Page | None, asked: Asked, also: Iterable[tuple[str, str]] = ()) -> Html:
    """The first row without a search. also: what else of its address a link to another language keeps."""
    return masthead.row(masthead.links(page, asked, also), EMPTY)


def panel(drawn: Drawn, asked: Asked, table: str = "", carried: Mapping[str, Any] | None = None, still: Html = EMPTY) -> Html:
    """A panel as the component frames it. table: of which the rows stand in the place of a chart where no script runs.

    carried: what the script that draws the chart is told, if not what the component is; still: what stands there until then.
    """
    told = rows.told(asked, table) if table and (not drawn.body or (drawn.figure and "<table" not in drawn.body)) else Html()
    return tag("section", inside(drawn, _chart(drawn, told, carried, still)), class_="panel", data_panel=drawn.name)


def inside(drawn: Drawn, chart: Html) -> Html:
    """What a panel frames, without the buttons, which do nothing yet."""
    foot = Html(drawn.foot.replace("<button", "<button hidden"))
    return component.framed(chart, {**drawn.parts, "foot": foot}, drawn.fold)


def _chart(drawn: Drawn, told: Html, carried: Mapping[str, Any] | None, still: Html) -> Html:
    """A chart, which a script draws from the figure beside it."""
    if drawn.figure is None:
        return told
    figure = json.dumps(carried or drawn.chart, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    height = f"--high: {drawn.figure.height}px; --low: {drawn.figure.height_on('narrow')}px"
    frame = tag(
        "div",
        tag("div", still, class_="drawing", role="figure", tabindex=0, aria_label=drawn.alt, style=height),
        tag("p", class_="said unseen", aria_live="polite"),
        tag("script", Html(figure), type="application/json"),
        class_="chart",
    )
    return joined([frame, tag("noscript", told) if told else Html()])


def _evidence(asked: Asked, ids: str) -> Html:
    """The evidence that the address asks for, as the dialog has it; nothing where it asks for none."""
    if not ids.strip():
        return Html()
    found = find(asked.view, ids, asked.links)
    return tag(
        "section", tag("h2", found.title), inside(dialog.drawn(found), Html()), class_="panel asked", data_panel=dialog.NAME
    )
