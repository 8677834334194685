"""The data routes: a list of the tables at /data/, and each table under the pages' filters in every form, for programs.

Whoever asks is told why not: 400 with the rule, 404 with what there is, 503 with the problems of a broken record.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from loaders import Dataset
from loaders.export import package
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.tables import tables
from loaders.tables.tables import TABLES
from pages.parts import entrance, listing, parameters, parcel, preview, settings, view
from pages.parts.settings import base

METHODS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition",
    "X-Content-Type-Options": "nosniff",
}
"""Anybody's page may read the data; nothing here depends on who asks."""
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}


def routes() -> list[BaseRoute]:
    """All of them, under the base path."""
    methods = ["GET", "OPTIONS"]  # HEAD comes with GET
    return [
        Route(f"{base()}/data", index, methods=methods),
        Route(f"{base()}/data/", index, methods=methods),
        Route(f"{base()}/data/{{file}}", data, methods=methods),
        *(Route(f"{base()}/favicon.{form}", icon, methods=["GET"]) for form in ("png", "ico")),
    ]


def index(request: Request) -> Response:
    """What there is: as HTML for people, as JSON for programs. /data/index.json is JSON for everybody."""
    as_html = "text/html" in request.headers.get("accept", "")
    return _answered(request, lambda record: _listed(request, record, as_html))


def data(request: Request) -> Response:
    """`/data/<table>.<form>` with the pages' filters; `/data/index.json`; `/data/deportation-flows.zip`, the whole record;
    `/data/preview.png`, the picture for shared links."""
    name, _, form = request.path_params["file"].partition(".")
    if (name, form) == ("index", "json"):
        return _answered(request, lambda record: _listed(request, record, as_html=False))
    if (name, form) == ("preview", "png"):
        return _answered(request, lambda record: _sent(request, preview.png(record.about), "image/png"))
    if (name, form) == (WHOLE_NAME, "zip"):
        return _answered(request, lambda record: _whole(request, record))
    if name not in TABLES or form not in FORMS:
        known = f"{', '.join(TABLES)}; each as {', '.join(f'.{form}' for form in FORMS)}; and {WHOLE_NAME}.zip, index.json"
        return _told(404, f"Not a table of this record. There are: {known}")
    return _answered(request, lambda record: _table(request, record, name, form))


def icon(_request: Request) -> Response:
    """The icon of the pages, also of those that are no more than HTML; browsers ask for it as .ico beside a bare file."""
    return FileResponse(entrance.ICON, headers={"Cache-Control": "max-age=86400"})


def _answered(request: Request, answer: Any) -> Response:
    """The answer for a record that is whole; a reason where there is none, or where the address is nonsense."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**OPEN, **PREFLIGHT})
    state = view.state()
    if state.record is None:
        problems = "\n".join(str(problem) for problem in state.problems)
        return _told(503, f"The record has mistakes and cannot be served:\n{problems}")
    try:
        answered: Response = answer(state.record)
    except ValueError as error:
        return _told(400, str(error))
    return answered


def _table(request: Request, record: Dataset, name: str, form: str) -> Response:
    shown = view.asked(record, request.query_params)
    packed = parcel.of_table(shown, name, tables.table(shown, name), settings.public())
    return _sent(request, FORMS[form].make(packed), FORMS[form].media, f"{packed.file_stem}.{form}", shown=form == "json")


def _whole(request: Request, record: Dataset) -> Response:
    if parameters.own(request.query_params):
        raise ValueError(f"{WHOLE_NAME}.zip is the whole record and takes no parameters. Single tables do: /data/flights.csv.zip")
    name = f"{WHOLE_NAME}-{parcel.version_of(record).short}.zip"
    return _sent(request, package.zipped(parcel.whole(record)), "application/zip", name)


def _listed(request: Request, record: Dataset, as_html: bool) -> Response:
    shown = view.asked(record, request.query_params)
    root = settings.public() or base()
    query = shown.query if parameters.own(request.query_params) else ""
    listed = listing.listed(shown, parcel.version_of(record), root, query)
    if as_html:
        return _sent(request, listing.html(listed).encode(), "text/html; charset=utf-8")
    return _sent(request, json.dumps(listed, ensure_ascii=False, indent=1).encode(), "application/json")


def _sent(request: Request, content: bytes, media: str, name: str = "", shown: bool = False) -> Response:
    """The bytes, or 304 if whoever asks has them. `shown`: a browser shows them rather than saving them.

    The tag is a weak one: on the way the same bytes may be compressed or not, which the server adds to Vary.
    """
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    named = {"Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"'} if name else {}
    headers = {**OPEN, **named, "ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
    held = re.findall(r'"[^"]*"|\*', request.headers.get("if-none-match", ""))
    if "*" in held or tag.removeprefix("W/") in held:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media, headers=headers)


def _told(status: int, reason: str) -> Response:
    return Response(f"{reason}\n", status, media_type="text/plain", headers=OPEN)
