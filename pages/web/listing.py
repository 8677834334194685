"""What the data routes offer, as one plain structure for JSON, and the same as a page for people. No Streamlit, no script."""

from __future__ import annotations

from html import escape
from typing import Any

from loaders.analysis import filters as analysis_filters
from loaders.analysis.view import View
from loaders.export.extract import version_of
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.export.version import Version
from loaders.export.views import CITED
from loaders.record.dataset import Dataset
from loaders.tables.columns import COLUMNS
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from pages.charts import palette

PARAMETERS = {
    **filter_words.PARAMETERS,
    "question": "Only one question, by its id, of tables with the column 'question_id': ?question=<id>.",
    "side": "Only one side, by its id, of tables with the column 'side_id': ?side=<id>.",
    "record": "The row of one record, by its id, at an address of its own: /data/record.csv?record=<id>.",
    "download": "Has a browser save what it would show: ?download=yes.",
}
OFFERED = {
    **{form: known.title for form, known in FORMS.items()},
    **{form: f"Citation, {known.title}" for form, known in CITED.items()},
}
"""By the ending of a file's name, what it is called."""
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
        "parameters": PARAMETERS,
        "sources_served": _served(shown.whole),
        "whole_record": f"{root}/data/{WHOLE_NAME}.zip",
        "pages": f"{root}/",
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "description": table.description,
                "caveats": list(table.caveats),
                "files": {form: f"{root}/data/{table.name}.{form}{query}" for form in OFFERED},
                "columns": [
                    {"name": name, "meaning": COLUMNS[name].meaning, "unit": COLUMNS[name].unit} for name in table.columns
                ],
            }
            for table in TABLES.values()
        ],
    }


def _served(dataset: Dataset) -> str:
    """Which sources the tables are of, in a sentence, for whoever asks for none."""
    default = analysis_filters.default(dataset)
    if len(default) == len(dataset.source_files):
        return "Without the parameter 'sources' the tables are of all sources."
    told = filter_words.sources_in_words(default, dataset)
    return (
        f"Without the parameter 'sources' the tables are of the default sources only, {told}; "
        f"?sources={analysis_filters.ALL} serves all. The whole record is always of all sources."
    )


def document(title: str, body: str, root: str) -> str:
    """A page of plain HTML, for readers with scripts or without. body: its markup; root: where the site stands."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><link rel="icon" href="{escape(root)}/favicon.png"><style>{STYLE}</style></head>
<body><main>{body}</main></body></html>
"""


def html(found: dict[str, Any]) -> str:
    """The same for people."""
    parameters = "".join(f"<dt><code>{name}</code></dt><dd>{escape(told)}</dd>" for name, told in found["parameters"].items())
    site, package = escape(found["pages"]), escape(found["whole_record"])
    body = f"""<h1>{escape(found["title"])}: the data</h1>
<p>Every table of the <a href="{site}">dashboard</a> has an address of its own, in several forms, with the filters of
the pages as parameters. <a href="{package}">The whole record</a> is a Data Package: all tables with their descriptions, in
a zip. Programs get this list as JSON at <a href="{site}data/index.json">index.json</a>.</p>
<p>{escape(found["sources_served"])}</p>
<dl>{parameters}</dl>
{"".join(_table(table) for table in found["tables"])}
<h2>Citation and licence</h2><p>{escape(found["citation"])}</p><p>{escape(found["licence"])}</p>
{_answerable(found)}
<p>Release {escape(found["version"]["release"])}, content SHA-256 <code>{found["version"]["content_sha256"]}</code></p>
"""
    return document(f"The data: {found['title']}", body, found["pages"].removesuffix("/"))


def _answerable(found: dict[str, Any]) -> str:
    """Imprint, contact and corrections, as at the foot of every page; nothing where the record has none."""
    imprint = f"<p>{escape(found['imprint'])}</p>" if found["imprint"] else ""
    links = {"Contact": found["contact"], "Corrections": found["corrections"]}
    led = ", ".join(f'<a href="{escape(link)}">{name}</a>' for name, link in links.items() if link)
    return f"{imprint}{f'<p>{led}</p>' if led else ''}"


def _table(table: dict[str, Any]) -> str:
    files = ", ".join(f'<a href="{escape(address)}">{escape(OFFERED[form])}</a>' for form, address in table["files"].items())
    caveats = "".join(f"<li>{escape(caveat)}</li>" for caveat in table["caveats"])
    columns = "".join(
        f"<dt><code>{escape(column['name'])}</code></dt><dd>{escape(' '.join([column['meaning'], *_unit(column['unit'])]))}</dd>"
        for column in table["columns"]
    )
    return f"""<h2 id="{escape(table["name"])}">{escape(table["title"])} (<code>{escape(table["name"])}</code>)</h2>
<p>{escape(table["description"])}</p>{f"<ul>{caveats}</ul>" if caveats else ""}<p>{files}</p>
<details><summary>{len(table["columns"])} columns</summary><dl>{columns}</dl></details>
"""


def _unit(unit: str) -> list[str]:
    return [f"Unit: {unit}."] if unit else []
