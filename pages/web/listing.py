"""What the data routes offer, as one plain structure for JSON, and the same as a page for people; and whether all is well.

No Streamlit, no script.
"""

from __future__ import annotations

from html import escape
from typing import Any

from loaders.analysis import filters as analysis_filters
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.extract import version_of
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.export.version import Version
from loaders.export.views import CITED
from loaders.held import State
from loaders.record.dataset import Dataset
from loaders.tables import columns
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from loaders.wording.language import count, say, spoken, to_say, word
from pages.charts import palette
from pages.panels.html import Html, joined, tag

PARAMETERS = to_say(
    {
        **filter_words.PARAMETERS,
        "question": "Only one question, by its id, of tables with the column 'question_id': ?question=<id>.",
        "side": "Only one side, by its id, of tables with the column 'side_id': ?side=<id>.",
        "record": "The row of one record, by its id, at an address of its own: /data/record.csv?record=<id>.",
        "download": "Has a browser save what it would show: ?download=yes.",
    }
)
STYLE = (
    f"{palette.css()}"
    + """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.5 "Source Sans 3", "Source Sans", sans-serif; }
body { background: var(--paper); color: var(--ink); }
h1, h2 { font-family: "Source Serif", Georgia, serif; line-height: 1.2; }
h2 { font-size: 1.2rem; border-top: 1px solid light-dark(#D9D0C1, #3F3930); padding-top: 1rem; margin-top: 1.6rem; }
a { color: light-dark(#8F3222, #E79A87); } code { font-size: 0.9em; overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 0.4rem 1rem; } summary { cursor: pointer; }
"""
)


def listed(shown: View, version: Version, root: str, query: str) -> dict[str, Any]:
    """The tables with their columns, caveats and addresses. root: where the site stands; query: the filters, if asked for."""
    about = shown.whole.about
    return {
        "title": about.subject,
        "licence": about.licence,
        "citation": about.citation,
        "imprint": about.imprint,
        "contact": about.contact_link,
        "corrections": str(about.corrections) if about.corrections else None,
        "version": version_of(version),
        "parameters": {name: word(told) for name, told in PARAMETERS.items()},
        "sources_served": _served(shown.whole),
        "whole_record": f"{root}/data/{WHOLE_NAME}.zip",
        "whole_record_sqlite": f"{root}/data/{WHOLE_NAME}.sqlite",
        "pages": f"{root}/",
        "tables": [
            {
                "name": table.name,
                "title": table.heading,
                "description": table.meaning,
                "caveats": list(table.to_know),
                "files": {form: f"{root}/data/{table.name}.{form}{query}" for form in (*FORMS, *CITED)},
                "columns": [
                    {"name": name, "meaning": columns.meaning(name), "unit": columns.unit(name)} for name in table.columns
                ],
            }
            for table in TABLES.values()
        ],
    }


def status(state: State) -> dict[str, Any]:
    """Whether all is well, for programs that watch: which record is shown, since when, and what is wrong with its files now.

    `ready`: there is a record to show; `whole`: it is that of the files as they are now.
    """
    record = state.record
    return {
        "ready": record is not None,
        "whole": not state.problems,
        "version": version_of(views.version_of(record)) if record else None,
        "counts": record.counts() if record else {},
        "loaded": state.loaded.isoformat(timespec="seconds") if state.loaded else None,
        "problems": [
            {"file": one.file, "line": one.line, "column": one.column, "code": one.code, "message": f"{one.where}: {one.message}"}
            for one in state.problems
        ],
    }


def _served(dataset: Dataset) -> str:
    """Which sources the tables are of, in a sentence, for whoever asks for none."""
    default = analysis_filters.default(dataset)
    if len(default) == len(dataset.source_files):
        return say("Without the parameter 'sources' the tables are of all sources.")
    return say(
        "Without the parameter 'sources' the tables are of the default sources only, {sources}; ?sources=all serves all. "
        "The whole record is always of all sources.",
        sources=filter_words.sources_in_words(default, dataset),
    )


def document(title: str, body: str, root: str) -> str:
    """A page of plain HTML, for readers with scripts or without. body: its markup; root: where the site stands."""
    return f"""<!DOCTYPE html>
<html lang="{spoken().code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><link rel="icon" href="{escape(root)}/favicon.png"><style>{STYLE}</style></head>
<body><main>{body}</main></body></html>
"""


def html(found: dict[str, Any]) -> str:
    """The same for people. Without parameters it is a list of files."""
    parameters = joined(
        part for name, told in found["parameters"].items() for part in (tag("dt", tag("code", name)), tag("dd", told))
    )
    title = say("{title}: the data", title=found["title"])
    ways = (
        (say("The dashboard"), found["pages"]),
        (say("The whole record, a Data Package in a zip"), found["whole_record"]),
        (say("The whole record, one SQLite file to ask in SQL"), found["whole_record_sqlite"]),
        (say("This list for programs, as JSON"), f"{found['pages']}data/index.json"),
    )
    version = say("Release {release}, content SHA-256", release=found["version"]["release"])
    told = say("Every table has an address of its own, in several forms, with the filters of the pages as parameters.")
    body = joined(
        [
            tag("h1", title),
            tag("p", told) if found["parameters"] else Html(),
            tag("ul", *(tag("li", tag("a", told, href=there)) for told, there in ways)),
            tag("p", found["sources_served"]),
            tag("dl", parameters) if parameters else Html(),
            *(_table(table) for table in found["tables"]),
            tag("h2", say("Citation and licence")),
            tag("p", found["citation"]),
            tag("p", found["licence"]),
            _answerable(found),
            tag("p", version, " ", tag("code", found["version"]["content_sha256"])),
        ]
    )
    return document(title, body, found["pages"].removesuffix("/"))


def _answerable(found: dict[str, Any]) -> Html:
    """Imprint, contact and corrections, as at the foot of every page; nothing where the record has none."""
    links = ((say("Contact"), found["contact"]), (say("Corrections"), found["corrections"]))
    led = joined((tag("a", name, href=link) for name, link in links if link), ", ")
    return joined(tag("p", told) for told in (found["imprint"], led) if told)


def _table(table: dict[str, Any]) -> Html:
    named = {**{form: word(known.title) for form, known in FORMS.items()}, **{form: _cited(form) for form in CITED}}
    files = joined((tag("a", named[form], href=address) for form, address in table["files"].items()), ", ")
    meanings = ((column["name"], " ".join([column["meaning"], *_unit(column["unit"])])) for column in table["columns"])
    columns = (part for name, told in meanings for part in (tag("dt", tag("code", name)), tag("dd", told)))
    many = count("{number} column", "{number} columns", len(table["columns"]))
    return joined(
        [
            tag("h2", table["title"], " (", tag("code", table["name"]), ")", id=table["name"]),
            tag("p", table["description"]),
            tag("ul", *(tag("li", caveat) for caveat in table["caveats"])) if table["caveats"] else Html(),
            tag("p", files),
            tag("details", tag("summary", many), tag("dl", *columns)) if table["columns"] else Html(),
        ]
    )


def _cited(form: str) -> str:
    return say("Citation, {form}", form=word(CITED[form].title))


def _unit(unit: str) -> list[str]:
    return [say("Unit: {unit}.", unit=unit)] if unit else []
