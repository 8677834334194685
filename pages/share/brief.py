"""A page as one file to print: its answer, its charts, the evidence for each number, notes, citation. It needs no network.

The charts are drawn by plotly.js, which is in the file; every number also stands in a table, for readers without scripts. What is
folded, on the page or because a list is long, is printed only where a reader opens it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from loaders.analysis.connections import speaker
from loaders.export import citation, extract, views
from loaders.record.dataset import Dataset, inferred
from loaders.record.schema import Passage, Source, dated, said_on
from loaders.tables.tables import TABLES
from loaders.wording import dates, known, names, numbers
from loaders.wording import filters as filter_words
from loaders.wording.language import draft, say, spoken, to_say, word
from loaders.wording.pages import beside as besides
from pages import assets
from pages.charts import labels
from pages.panels import page as writer
from pages.panels import rows
from pages.panels.html import Html, Links, joined, tag, text
from pages.panels.panel import Asked, Page, Panel
from pages.share import picture

PLOTLY, STYLE = assets.PLOTLY_FILE, assets.HERE / "brief.css"
BRIEF, FRONT = "brief-", "overview"
"""What the briefs of the pages are called: brief-totals.html; and what the front page is called in it."""
WIDTH = 660  # pixels: what A4 and Letter hold between their margins
MOST_PRINTED = 12
"""Items of a list that are printed unasked; further ones are folded."""
FOLDED = to_say("What is folded in this file is printed only where it is opened.")
DRAW = """for (const data of document.querySelectorAll("script.figure")) {
  Plotly.newPlot(data.previousElementSibling, {...JSON.parse(data.textContent), config: {staticPlot: true}});
}"""


@dataclass(frozen=True)
class Numbered(Links):
    """How numbers lead to their evidence in the file: to where it stands below."""

    places: Mapping[str, int] = field(default_factory=dict)

    def evidence(self, ids: str, label: object, name: str | None = None) -> Html:
        """A link to the first of some reports that stands below; text where none does."""
        place = next((self.places[one] for one in ids.split() if one in self.places), None)
        return text(label) if place is None else tag("a", label, href=f"#evidence-{place}", aria_label=name)


def brief(page: Page, asked: Asked, address: str, plotly: str = "") -> bytes:
    """The file. asked: what the page is asked for; address: of exactly this view, or ""; plotly: where it is, if not in it."""
    view = asked.view
    dataset, about = view.dataset, view.whole.about
    first, *others = page.standing(asked)
    panels = [first, *(panel for panel in others if panel.table and panel.shows(asked))]
    by_fold = sorted(panels, key=lambda panel: panel.folds)
    ids = list(dict.fromkeys(one for panel in by_fold for one in records(panel, asked)))
    places = {record: place for place, record in enumerate(ids, start=1)}
    told, listed = replace(asked, leads=Numbered((), places)), {panel.table for panel in panels if panel.body}
    title = word(page.title) if page.path else about.headline
    in_words = filter_words.in_words(view)
    version = views.version_of(view.whole)
    cited = citation.of_record(view.whole, version, f"{title}. {in_words}", address)
    sources = [citation.of_source(dataset, file.source.id) for file in dataset.source_files if _has(file.source.id, ids, dataset)]
    parts = [
        f"<header><p>{escape(about.subject)}{f' · {escape(title)}' if page.path else ''}</p><p>{escape(in_words)}</p>"
        f"{_p_linked(address)}{_p(draft())}</header>",
        tag("noscript", tag("p", say("The charts are drawn by a script in this file. Every number stands in the tables too."))),
        _panel(first, told, listed, places, "h1"),
        *(_panel(panel, told, listed, places) for panel in panels[1:]),
        writer.missing(page.panels, asked),
        _list(say("Evidence"), "evidence", (evidence(dataset, record) for record in ids)) if ids else "",
        _list(say("To know"), "notes", map(escape, _notes(panels)), ordered=False),
        _list(say("Sources"), "sources", (_linked(source.text, source.url) for source in sources), ordered=False),
        tag("h2", say("How to cite")),
        tag("p", say("Cite the original source first, then:"), " ", Html(_linked(cited.text, cited.url))),
        tag("p", about.licence),
        tag("p", say("Version: {version}", version=version), class_="small"),
        f"{_plotly(plotly)}<script>{DRAW}</script>" if any(one.figure(asked) for one in panels) else "",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken().code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}: {escape(about.subject)}</title><style>{STYLE.read_text('utf-8')}</style></head>\n"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    ).encode()


def records(panel: Panel, asked: Asked) -> list[str]:
    """Ids of the reports that a panel's rows are or rest on, in the order of the rows."""
    beside = [row for name in panel.also for row in asked.narrowing.rows(asked.view, name)]
    found = extract.rests_on([*panel.rows(asked), *beside], ("id", "records", "one", "other"))
    return [record for record in found if record in asked.view.dataset.by_id]


def _panel(panel: Panel, asked: Asked, listed: Collection[str], places: Mapping[str, int], level: str = "h2") -> str:
    """A panel as on the page; a chart whose rows are listed nowhere has them under it, folded: they are the download's."""
    shown = panel.body or panel.own or panel.table in {"", *listed} or not panel.shows(asked)
    rest = Html() if shown else tag("details", tag("summary", TABLES[panel.table].heading), rows.told(asked, panel.table))
    led = joined((asked.links.evidence(one, places[one]) for one in records(panel, asked)), ", ")
    evidence = tag("p", say("Evidence:"), " ", led, class_="small") if led else ""
    inside = f"{_figure(panel, asked)}{writer.body(panel, asked)}{rest}{writer.under(panel, asked)}{evidence}"
    if not panel.folds:
        return f"<section>{writer.head(panel, asked, level)}{inside}</section>"
    title, head = writer.fold(panel, asked)
    return f"<details><summary>{title}</summary>{head}{inside}</details>"


def _plotly(address: str) -> str:
    return f'<script src="{escape(address)}"></script>' if address else f"<script>{PLOTLY.read_text('utf-8')}</script>"


def _figure(panel: Panel, asked: Asked) -> str:
    with labels.only_on(WIDTH):
        drawn = panel.figure(asked)
    if drawn is None:
        return ""
    figure = str(picture.on_white(drawn).update_layout(width=WIDTH).to_json()).replace("<", r"\u003c")
    label = escape(f"{panel.headline(asked)}. {panel.measured(asked)}")
    return (
        f'<div class="chart" role="img" aria-label="{label}"></div>'
        f'<script type="application/json" class="figure">{figure}</script>'
    )


def evidence(dataset: Dataset, record: str) -> str:
    """One report: what it says, the sentence, who said it, where it stands, and the doubts."""
    source, report = dataset.by_id[record]
    said = said_on(report)
    name = dataset.actors[speaker(source, report)].name
    who = f"{name}, {dates.as_known(said.edtf)}" if said else name
    taken = (say("Inferred, {part}: {reason}", part=word(one.part), reason=one.reason) for one in inferred(source, report))
    doubts = [*report.readings, *taken, *report.notes]
    doubts = [*filter(None, [known.sentence(dataset, record)]), *names.superseded(dataset, record), *doubts]
    url = str(source.url or "")
    printed = f"{names.source_line(dataset, source)}.{f' {url}' if url else ''}"
    return (
        f"<h3>{escape(names.heading(dataset, report))}</h3>"
        f"<p class=small>{escape(dates.as_known(dated(report).edtf))} ({escape(word(dated(report).role))})</p>"
        f"{''.join(_quotation(source, one) for one in report.evidence)}{_p(report.fact or '')}"
        f"<p class=small>{escape(who)}. {escape(say('In:'))} {_linked(printed, url)} {escape(say('Record {id}.', id=record))}</p>"
        f"{''.join(_p(doubt, 'small') for doubt in doubts)}"
    )


def _quotation(source: Source, passage: Passage) -> str:
    place = numbers.opening(names.place(passage))
    foot = tag("footer", f"{place}, {word(names.WORDS[passage.words])}", lang=spoken().code)
    told = (tag("p", one, class_="small") for one in names.translations(source, passage))
    return joined([tag("blockquote", tag("p", passage.quotation), foot, lang=source.language), *told])


def _notes(panels: Sequence[Panel]) -> list[str]:
    """The caveats of the tables on the page, each once."""
    caveats = [caveat for panel in panels if panel.table for caveat in TABLES[panel.table].to_know]
    return list(dict.fromkeys([say(FOLDED), *caveats, say(extract.QUALIFIED), say(extract.UNKNOWN)]))


def _list(heading: str, name: str, items: Iterable[str], ordered: bool = True) -> str:
    """A list under a heading; of a long one the rest is folded."""
    tag = "ol" if ordered else "ul"
    lines = [f'<li id="{name}-{number}">{item}</li>' for number, item in enumerate(items, start=1)]
    first, rest = lines[:MOST_PRINTED], lines[MOST_PRINTED:]
    told = f"<h2>{heading}</h2><{tag} class={name}>{''.join(first)}</{tag}>"
    if not rest:
        return told
    start = f' start="{MOST_PRINTED + 1}"' if ordered else ""
    more = f"<summary>{heading}: {besides.more(len(rest))}</summary>"
    return f"{told}<details>{more}<{tag} class={name}{start}>{''.join(rest)}</{tag}></details>"


def _has(source_id: str, ids: Sequence[str], dataset: Dataset) -> bool:
    return any(dataset.by_id[record][0].id == source_id for record in ids)


def _p(text: str, kind: str = "") -> str:
    return f"<p{f' class={kind}' if kind else ''}>{escape(text)}</p>" if text else ""


def _p_linked(address: str) -> str:
    return f'<p class="small">{_linked(address, address)}</p>' if address else ""


def _linked(text: str, url: str) -> str:
    """Text that ends with an address of its own, which is a link; whatever else in it looks like one is text."""
    return f'{escape(text.removesuffix(url))}<a href="{escape(url)}">{escape(url)}</a>' if url else escape(text)
