"""The front door: what `streamlit run` (or any ASGI server) serves. The site and the data routes; no charts, no data work."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import config

from loaders import export
from loaders.tables import TABLES
from pages.parts import view

MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def data(request: Request) -> Response:
    """`/data/<table>.csv` and `.json`, with the pages' `years` and `as_of`: the rows that the page shows, 400 with a reason
    for nonsense, 503 with the problems while there is no good record."""
    name, form = request.path_params["table"], request.path_params["form"]
    if name not in TABLES or form not in MEDIA:
        known = ", ".join(f"{table}.csv, {table}.json" for table in TABLES)
        return Response(f"Not a table of this record. There are: {known}\n", 404, media_type="text/plain")
    state = view.state()
    record = state.record
    if record is None:
        told = "\n".join(str(problem) for problem in state.problems)
        return Response(f"The record has mistakes and cannot be served:\n{told}\n", 503, media_type="text/plain")
    try:
        shown = view.asked(record, request.query_params)
    except ValueError as error:
        return Response(f"{error}\n", 400, media_type="text/plain")
    table = shown.table(name)
    if form == "csv":
        content = export.to_csv(table)
    else:
        about = record.dataset.about
        content = export.to_json(
            table,
            {
                "table": name,
                "title": TABLES[name].title,
                "years": [shown.years.first, shown.years.last],
                "as_of": shown.as_of.isoformat() if shown.as_of else None,
                "citation": about.citation,
                "licence": about.licence,
            },
        )
    return Response(content, media_type=MEDIA[form])


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None, None]:
    """Read the record before the first visitor comes."""
    view.state()
    yield


# A saved edit updates the open pages. A session takes the list when it starts, and st.set_option refuses this option.
config.set_option("server.folderWatchList", [*config.get_option("server.folderWatchList"), str(view.folder().resolve())])

base = "/" + st.get_option("server.baseUrlPath").strip("/")
app = st.App(
    Path(__file__).parent / "pages" / "site.py",
    lifespan=ready,
    routes=[Route(f"{base.rstrip('/')}/data/{{table}}.{{form}}", data)],
)
