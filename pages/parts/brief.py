"""A page as one file to print: its charts and tables, the evidence for each number, notes, citation. It needs no network.

The charts are drawn by plotly.js, which is in the file; every number also stands in a table, for readers without scripts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import pandas as pd
import plotly

from loaders.analysis.connections import speaker
from loaders.analysis.view import View
from loaders.export import citation, extract
from loaders.record.dataset import Dataset, inferred
from loaders.record.schema import Passage, dated, said_on
from loaders.tables.tables import TABLES
from loaders.wording import dates, known, names, numbers
from loaders.wording import filters as filter_words
from pages.parts import parcel, picture
from pages.parts.shelf import Shown

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
STYLE = Path(__file__).parent / "brief.css"
WIDTH = 660  # pixels: what A4 and Letter hold between their margins
TOLD = {
    **{
        "flight_name": "Group",
        "label": "What",
        "title": "What",
        "question": "Question",
        "side": "Side",
        "summary": "What was said",
    },
    **{"in_words": "How much", "people_low": "Lowest", "people_high": "Highest", "total_low": "Total, lowest"},
    **{
        "total_high": "Total, highest",
        "year": "Year",
        "date_in_words": "Date",
        "said_by": "Said by",
        "answers": "Answer",
        "status": "Outcome",
    },
    **{"arithmetic": "Arithmetic", "unexplained": "Not explained", "one_in_words": "Record", "stands": "Stands"},
    **{"other_in_words": "To", "reason": "Why"},
}
"""Columns by which a table is told where the page shows it in another way, in this order, as many as a line holds."""
MOST_COLUMNS = 6
DRAW = """for (const data of document.querySelectorAll("script.figure")) {
  Plotly.newPlot(data.previousElementSibling, {...JSON.parse(data.textContent), config: {staticPlot: true}});
}"""


def brief(view: View, title: str, exhibits: Sequence[Shown], address: str) -> bytes:
    """The file. title: of the page; exhibits: what it has shown, in order; address: of exactly this view, or ""."""
    dataset = view.dataset
    ids = list(dict.fromkeys(one for shown in exhibits for one in records(view, shown)))
    numbers = {record: number for number, record in enumerate(ids, start=1)}
    about = view.whole.about
    in_lines = {shown.name for shown in exhibits if not shown.figure}
    drawn = any(shown.figure for shown in exhibits)
    version = parcel.version_of(view.whole)
    cited = citation.of_record(view.whole, version, f"{title}. {filter_words.in_words(view)}", address)
    sources = [citation.of_source(dataset, file.source.id) for file in dataset.source_files if _has(file.source.id, ids, dataset)]
    parts = [
        f"<header><p>{escape(about.subject)}</p><h1>{escape(title)}</h1><p>{escape(filter_words.in_words(view))}</p>"
        f"{_p_linked(address)}</header>",
        "<noscript><p>The charts are drawn by a script in this file. Every number stands in the tables too.</p></noscript>",
        *(
            _exhibit(
                shown, [numbers[one] for one in records(view, shown)], told=shown.figure is not None and shown.name in in_lines
            )
            for shown in exhibits
        ),
        _list("Evidence", "evidence", (_evidence(dataset, record) for record in ids)) if ids else "",
        _list("To know", "notes", map(escape, _notes(exhibits)), ordered=False),
        _list("Sources", "sources", (_linked(source.text, source.url) for source in sources), ordered=False),
        f"<h2>How to cite</h2><p>Cite the original source first, then: {_linked(cited.text, cited.url)}</p>"
        f"<p>{escape(about.licence)}</p>"
        f'<p class="small">Version: {escape(str(version))}</p>',
        f"<script>{PLOTLY.read_text('utf-8')}</script><script>{DRAW}</script>" if drawn else "",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}: {escape(about.subject)}</title><style>{STYLE.read_text('utf-8')}</style></head>\n"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    ).encode()


def brief_or_reason(view: View, title: str, exhibits: Sequence[Shown], address: str) -> bytes:
    """The file; if it cannot be made, a file that says so: what is made on a click has no other way to tell the reader."""
    try:
        return brief(view, title, exhibits, address)
    except Exception:
        logging.getLogger(__name__).exception("the brief of %s could not be made", title)
        return (
            '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>No brief</title>'
            f"<p>The brief of this page could not be made. The cause is in the server's log.</p>{_p_linked(address)}</html>\n"
        ).encode()


def records(view: View, shown: Shown) -> list[str]:
    """Ids of the reports that rows are or rest on, in the order of the rows."""
    found = extract.rests_on(shown.rows(view), ("id", "records", "one", "other"))
    return [record for record in found if record in view.dataset.by_id]


def _exhibit(shown: Shown, rests_on: list[int], told: bool) -> str:
    """A chart with the rows that it is drawn from, or a table. `told`: the rows stand further down, on their own."""
    evidence = ", ".join(f'<a href="#evidence-{number}">{number}</a>' for number in rests_on)
    return (
        f"<section><h2>{escape(shown.title)}</h2>{_p(shown.measure, 'measure')}{_figure(shown)}"
        f"{_p(shown.under, 'small')}{'' if told else _table(shown)}"
        f"{f'<p class=small>Evidence: {evidence}</p>' if evidence else ''}</section>"
    )


def _figure(shown: Shown) -> str:
    if shown.figure is None:
        return ""
    figure = str(picture.on_white(shown.figure(), WIDTH).to_json()).replace("<", r"\u003c")
    label = escape(f"{shown.title}. {shown.measure}")
    return (
        f'<div class="chart" role="img" aria-label="{label}"></div>'
        f'<script type="application/json" class="figure">{figure}</script>'
    )


def _table(shown: Shown) -> str:
    """The lines that the page shows; or the columns by which the rows are told."""
    rows = shown.table if shown.lines is None else shown.lines
    headings = shown.columns or {name: told for name, told in TOLD.items() if name in rows and rows[name].notna().any()}
    names = list(headings)[: max(MOST_COLUMNS, len(shown.columns))]
    if rows.empty:
        return f"<p>{escape(extract.NOTHING)}</p>"
    head = "".join(f"<th scope=col>{escape(headings[name])}</th>" for name in names)
    lines = ("".join(f"<td>{escape(_cell(value))}</td>" for value in line) for line in rows[names].itertuples(index=False))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "—"
    return numbers.number(value) if isinstance(value, float) else str(value).replace("\n", "; ")


def _evidence(dataset: Dataset, record: str) -> str:
    """One report: what it says, the sentence, who said it, where it stands, and the doubts."""
    source, report = dataset.by_id[record]
    said = said_on(report)
    name = dataset.actors[speaker(source, report)].name
    who = f"{name}, {dates.as_known(said.edtf)}" if said else name
    doubts = [*report.readings, *(f"Inferred, {one.part}: {one.reason}" for one in inferred(source, report)), *report.notes]
    doubts = [*filter(None, [known.sentence(dataset, record)]), *names.superseded(dataset, record), *doubts]
    url = str(source.url or "")
    printed = f"{names.source_line(dataset, source)}.{f' {url}' if url else ''}"
    return (
        f"<h3>{escape(names.heading(dataset, report))}</h3>"
        f"<p class=small>{escape(dates.as_known(dated(report).edtf))} ({escape(dated(report).role)})</p>"
        f"{''.join(map(_quotation, report.evidence))}{_p(report.fact or '')}"
        f"<p class=small>{escape(who)}. In: {_linked(printed, url)} Record {record}.</p>"
        f"{''.join(_p(doubt, 'small') for doubt in doubts)}"
    )


def _quotation(passage: Passage) -> str:
    place = f"Paragraph {passage.paragraph}" if passage.paragraph else "Headline"
    return f"<blockquote><p>{escape(passage.quotation)}</p><footer>{place}, {escape(passage.words)}</footer></blockquote>"


def _notes(exhibits: Sequence[Shown]) -> list[str]:
    """The caveats of the tables on the page, each once."""
    caveats = [caveat for shown in exhibits if shown.name in TABLES for caveat in TABLES[shown.name].caveats]
    return list(dict.fromkeys([*caveats, extract.QUALIFIED, extract.UNKNOWN]))


def _list(heading: str, name: str, items: Iterable[str], ordered: bool = True) -> str:
    tag = "ol" if ordered else "ul"
    lines = "".join(f'<li id="{name}-{number}">{item}</li>' for number, item in enumerate(items, start=1))
    return f"<h2>{heading}</h2><{tag} class={name}>{lines}</{tag}>"


def _has(source_id: str, ids: Sequence[str], dataset: Dataset) -> bool:
    return any(dataset.by_id[record][0].id == source_id for record in ids)


def _p(text: str, kind: str = "") -> str:
    return f"<p{f' class={kind}' if kind else ''}>{escape(text)}</p>" if text else ""


def _p_linked(address: str) -> str:
    return f'<p class="small">{_linked(address, address)}</p>' if address else ""


def _linked(text: str, url: str) -> str:
    """Text that ends with an address of its own, which is a link; whatever else in it looks like one is text."""
    return f'{escape(text.removesuffix(url))}<a href="{escape(url)}">{escape(url)}</a>' if url else escape(text)
