"""The panels on what the record rests on: sources, where they disagree, inferences, columns, addresses of the data, citation."""

from __future__ import annotations

import pandas as pd

from loaders.analysis.view import View
from loaders.export import views
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.record import schema
from loaders.tables.columns import COLUMNS
from loaders.tables.tables import TABLES
from loaders.wording import headlines, names, numbers
from pages import settings
from pages.panels import html, rows
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel

MOST_OPEN = 60  # reasons; more open on a click
SHOWN_FORMS = ("csv", "xlsx", "json", "parquet")


def _sources(asked: Asked) -> Html:
    """A line to a source; one alone is told of under the table."""
    listed = rows.listed(
        "sources",
        {"title": "Title", "publisher": "Publisher", "published_in_words": "Published", "seen": "Seen", "reports": "Reports"},
        lambda _, table: table.assign(title=table["title"].fillna("Title not seen: " + table["id"])),
    )
    files = asked.view.dataset.source_files
    if len(files) > 1:
        return listed(asked)
    source = files[0].source
    address = (
        tag("p", tag("a", "Open the source", href=str(source.url), rel="noreferrer", target="_blank")) if source.url else Html()
    )
    return joined([listed(asked), tag("h3", source.title or source.id), address, about(asked.view, source)])


def about(view: View, source: schema.Source) -> Html:
    """Kind, date, how it was seen, how far its quotations are verified, doubts, and what is left out."""
    dataset = view.dataset
    told = [tag("p", f"{dataset.actors[source.publisher].name}, {source.kind}, {names.appeared(source)}. {names.seen(source)}")]
    if verified := names.verification(dataset.verification(source.id)):
        told.append(tag("p", verified))
    if source.notes:
        told.append(html.lines(source.notes))
    if source.left_out:
        left = (f"{part.part}: {part.what} {part.why}" for part in source.left_out)
        told.append(joined([tag("h3", "Left out, and why"), html.lines(left)]))
    return joined(told)


SOURCES = Panel("sources", lambda _: "What the record rests on", "sources", body=_sources, what="sources")

CONFLICTS = Panel(
    "conflicts",
    lambda asked: headlines.disagreements(asked.view.disagreements),
    "conflicts",
    body=rows.listed(
        "conflicts",
        {"label": "What", "about": "Between", "what": "In what"},
        lambda _, table: table.assign(
            what=table["differ"].fillna("").str.cat(table["reason"].fillna(""), sep=" ").str.replace("\n", " ").str.strip()
        ),
        opens="records",
    ),
    needs=lambda asked: bool(asked.view.disagreements) and len(asked.view.dataset.source_files) > 1,
    what="disagreements",
)
"""Every disagreement; nothing where there is none, or one source alone (then Statements tells of them)."""


def _inferences(asked: Asked) -> Html:
    """Every inference, by its reason: what the source does not print and the record holds all the same."""

    def grouped(_asked: Asked, found: pd.DataFrame) -> pd.DataFrame:
        return found.groupby(["part", "reason"], sort=False, as_index=False).agg(
            taken=("taken", lambda values: numbers.listed(list(dict.fromkeys(values)))),
            reports=("id", "size"),
            ids=("id", " ".join),
        )

    columns = {"taken": "Taken to be", "part": "What", "reason": "Inferred from", "reports": "Records"}
    listed = rows.listed("inferences", columns, grouped, opens="ids")(asked)
    reasons = len({(row["part"], row["reason"]) for row in asked.narrowing.rows(asked.view, "inferences")})
    return tag("details", tag("summary", f"{reasons} reasons"), listed) if reasons > MOST_OPEN else listed


INFERENCES = Panel("inferences", lambda _: "Inferred, and why", "inferences", body=_inferences, what="inferences")


def _dictionary(_asked: Asked) -> Html:
    """The columns of every table, page and download alike."""
    return joined(
        tag(
            "details",
            tag("summary", f"{table.title} ({table.name})"),
            tag("p", " ".join([table.description, *table.caveats])),
            html.lines(_column(name) for name in table.columns),
        )
        for table in TABLES.values()
    )


def _column(name: str) -> Html:
    column = COLUMNS[name]
    unit = f" Unit: {column.unit}." if column.unit else ""
    return joined([tag("strong", name), f": {column.meaning}{unit}"])


DICTIONARY = Panel("dictionary", lambda _: "Data dictionary", body=_dictionary)


def _addresses(asked: Asked) -> Html:
    """The stable addresses of the tables, and the whole record as one file."""
    root = f"{settings.base()}{views.DATA}"
    told = tag(
        "p",
        "Each table stands at an address of its own, as CSV, Excel, JSON and Parquet, with the filters of the pages. The whole "
        "record is one file, a Data Package: every table with its columns, sources and licence.",
    )
    led = tag(
        "p",
        joined([tag("a", "List of the tables", href=root), tag("a", "The whole record", href=f"{root}{WHOLE_NAME}.zip")], " · "),
    )
    body = [
        [
            html.Cell(f"{table.title} ({table.name})"),
            html.Cell(
                joined(
                    (
                        tag("a", FORMS[form].title, href=f"{root}{table.name}.{form}{asked.view.query}",
                            aria_label=f"{table.title}: {FORMS[form].title}")
                        for form in SHOWN_FORMS
                    ),
                    " · ",
                )
            ),
        ]
        for table in TABLES.values()
    ]  # fmt: skip
    return joined([told, led, html.table("The tables", {"table": "Table", "forms": "As"}, body)])


ADDRESSES = Panel("addresses", lambda _: "Data links", body=_addresses)


def _citation(asked: Asked) -> Html:
    whole, root = asked.view.whole, f"{settings.base()}{views.DATA}"
    forms = (tag("a", known.title, href=f"{root}{WHOLE_NAME}.{form}") for form, known in views.CITED.items())
    text = views.reference(whole, settings.public()).text
    return joined([tag("p", text), tag("p", joined(forms, " · ")), tag("p", whole.about.licence)])


CITATION = Panel("citation", lambda _: "Citation and licence", body=_citation)
