"""The data routes: a list of the tables at /data/, and each table under the pages' filters in every form, for programs.

Whoever asks is told why not: 400 with the rule, 404 with what there is, 503 with the problems of a broken record.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from urllib.parse import urlencode

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from loaders import Dataset
from loaders.analysis.view import seen_through
from loaders.export import package, views
from loaders.export.extract import safe
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.export.views import CITED, ONE, SAVED
from loaders.tables import narrowing
from loaders.tables.tables import TABLES
from loaders.wording.catalogues import catalogue
from loaders.wording.language import speaking
from pages import assets, contents, settings
from pages.app import asking, parameters, view
from pages.panels.panel import Page
from pages.settings import base
from pages.share import brief, preview
from pages.share.brief import BRIEF, FRONT
from pages.web import listing
from pages.web.answers import MOST_BYTES, Asked, Kept, Made, tag_of

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

GONE = 499
MOVED = {"groups": "flights"}
"""Tables under a name that they had before, and their name now."""
KEPT = Kept(MOST_BYTES)
AT_ONCE = anyio.CapacityLimiter(2)  # answers that are made at a time; others wait without a thread


def routes() -> list[BaseRoute]:
    """All of them, under the base path."""
    methods = ["GET", "OPTIONS"]  # HEAD comes with GET
    return [
        *assets.routes(),
        *(Route(f"{base()}/favicon.{form}", icon, methods=["GET"]) for form in ("png", "ico")),
        Route(f"{base()}/data", index, methods=methods),
        Route(f"{base()}/data/", index, methods=methods),
        Route(f"{base()}/data/{{file}}", data, methods=methods),
    ]


def icon(_request: Request) -> Response:
    """The icon of the pages, also of those that are no more than HTML; browsers ask for it as .ico beside a bare file."""
    return FileResponse(assets.ICON, headers={"Cache-Control": "max-age=86400"})


async def index(request: Request) -> Response:
    """What there is: as HTML for people, as JSON for programs. /data/index.json is JSON for everybody."""
    as_html = "text/html" in request.headers.get("accept", "")
    return await _answered(request, lambda record: _list(record, request, as_html))


async def data(request: Request) -> Response:
    """`/data/<table>.<form>` with the pages' filters, and for some tables a question and a side; `/data/record.<form>`, the row
    of one record; `/data/brief-<page>.html`, a page to print; `/data/deportation-flows.zip`, the whole record; a citation of each
    but the page as .txt, .bib and .ris;
    `/data/index.json`; `/data/preview.png`, the picture for shared links; `/data/status.json`, whether all is well."""
    name, _, form = request.path_params["file"].partition(".")
    if name in MOVED and form in {**FORMS, **CITED} and request.method != "OPTIONS":
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{settings.path()}/data/{MOVED[name]}.{form}{query}", 308, OPEN)
    if (name, form) == ("index", "json"):
        return await _answered(request, lambda record: _list(record, request, as_html=False))
    if (name, form) == ("status", "json") and request.method != "OPTIONS":
        return await run_in_threadpool(_status)
    if (name, form) == ("preview", "png"):
        return await _answered(request, _preview)
    if form == "html" and name.startswith(BRIEF) and (page := BRIEFS.get(name.removeprefix(BRIEF))):
        return await _answered(request, lambda record: _brief(record, request, page))
    if name == WHOLE_NAME and form in {"zip", *CITED}:
        return await _answered(request, lambda record: _whole(record, request, form))
    if name in {*TABLES, *MOVED, ONE} and form in {**FORMS, **CITED}:
        return await _answered(request, lambda record: _rows(record, request, name, form))
    tables = f"{', '.join(TABLES)}; each as {', '.join(f'.{form}' for form in [*FORMS, *CITED])}"
    others = f"{WHOLE_NAME}.zip, {ONE}.csv?record=<id>, index.json, status.json"
    return _told(404, f"Not a table of this record. There are: {tables}; and {others}")


async def _answered(request: Request, find: Callable[[Dataset], Asked]) -> Response:
    """The answer for a record that is whole; a reason where there is none, or where the address is nonsense.

    What has to be made first waits for its turn, and is not made for whoever has gone in the meantime.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**OPEN, **PREFLIGHT})
    found = await run_in_threadpool(_known, request, find)
    if isinstance(found, Response):
        return found
    async with AT_ONCE:
        if await request.is_disconnected():
            return _told(GONE, "Whoever asked has gone.")
        return await run_in_threadpool(_made, request, *found)


def _known(request: Request, find: Callable[[Dataset], Asked]) -> Response | tuple[Asked, str]:
    """The answer that needs no row: 304, from memory, a refusal, or to HEAD. Otherwise what is asked for, and its tag."""
    state = view.state()
    if state.record is None:
        problems = "\n".join(str(problem) for problem in state.problems)
        return _told(503, f"The record has mistakes and cannot be served:\n{problems}")
    try:
        spoken = catalogue.parse(request.query_params.getlist(parameters.LANGUAGE))
        with speaking(spoken):
            asked = find(state.record)
        tag = tag_of(str(views.version_of(state.record)), settings.public(), (spoken, *asked.key))
        held = re.findall(r'"[^"]*"|\*', request.headers.get("if-none-match", ""))
        if tag.removeprefix("W/") in held:
            return Response(status_code=304, headers=_headers(tag))
        kept = KEPT.get(tag)
        if kept is None and request.method != "HEAD" and "*" not in held:
            return asked, tag
        made = kept or Made(b"", asked.begin()[0])
    except ValueError as error:
        return _refused(error)
    if "*" in held:
        return Response(status_code=304, headers=_headers(tag))
    answer = _sent(request, asked, tag, made)
    if kept is None:
        del answer.headers["content-length"]  # which is not known before the bytes are made
    return answer


def _made(request: Request, asked: Asked, tag: str) -> Response:
    """The answer with its bytes, made now if nobody else has made them while this request waited."""
    made = KEPT.get(tag)
    if made is None:
        try:
            with speaking(catalogue.parse(request.query_params.getlist(parameters.LANGUAGE))):
                name, make = asked.begin()
                made = Made(make(), name)
        except ValueError as error:
            return _refused(error)
        except Exception:  # whoever asks is told; whoever serves finds the cause
            logging.getLogger(__name__).exception("%s could not be made", request.url)
            return _told(500, "This file could not be made. Choose another form; the cause is in the server's log.")
        KEPT.put(tag, made)
    return _sent(request, asked, tag, made)


def _rows(record: Dataset, request: Request, name: str, form: str) -> Asked:
    """A table under the filters, or one record, in a form or as a citation."""
    query = parameters.own(request.query_params)
    also = [*([ONE] if name == ONE else narrowing.taken_by(name)), SAVED]
    filters = view.filters(record, query, also)
    narrowed = narrowing.ALL if name == ONE else narrowing.parse(query.getlist, name, record)
    ids = query.getlist(ONE)
    if name == ONE and len(ids) != 1:
        raise ValueError(
            f"/data/{ONE}.{form} takes the id of one record: ?{ONE}=<id>. Ids stand in the column 'id' of the tables"
        )

    def begin() -> tuple[str, Callable[[], bytes]]:
        shown, site = seen_through(record, filters), settings.public()
        packed = views.of_record(shown, ids[0], site) if name == ONE else views.of_table(shown, name, site, narrowed)
        if form in FORMS:
            return f"{packed.file_stem}.{form}", lambda: FORMS[form].make(packed)
        cited = views.references(shown, ids[0], site) if name == ONE else packed.references
        return f"{safe(f'{packed.file_stem}-citation')}.{form}", lambda: CITED[form].write(cited).encode()

    key = (name, form, str(filters), narrowed.question, narrowed.side, ids)
    media = FORMS[form].media if form in FORMS else CITED[form].media
    return Asked(key, media, begin, shown=form == "json" and SAVED not in query)


def _whole(record: Dataset, request: Request, form: str) -> Asked:
    if parameters.own(request.query_params):
        told = "is the whole record and takes no parameters. Single tables do: /data/flights.csv.zip"
        raise ValueError(f"{WHOLE_NAME}.{form} {told}")
    stem = f"{WHOLE_NAME}-{views.version_of(record).short}"
    if form == "zip":
        return Asked((WHOLE_NAME, form), "application/zip", lambda: (f"{stem}.zip", lambda: package.zipped(views.whole(record))))
    cited = CITED[form]
    site = settings.public()
    return Asked(
        (WHOLE_NAME, form),
        cited.media,
        lambda: (f"{stem}-citation.{form}", lambda: cited.write([views.reference(record, site)]).encode()),
    )


BRIEFS = {page.path or FRONT: page for page in contents.PAGES}


def _brief(record: Dataset, request: Request, page: Page) -> Asked:
    """A page as one file to print."""
    asked = asking.read(record, parameters.own(request.query_params))
    site = settings.public()
    address = site and f"{site}/{page.path}?{urlencode(asked.address)}"

    def begin() -> tuple[str, Callable[[], bytes]]:
        stem = safe(f"brief-{page.title.lower()}-{asked.view.stem}-{views.version_of(record).short}")
        return f"{stem}.html", lambda: brief.brief(page, asked, address)

    return Asked((BRIEF, page.path, asked.address), "text/html; charset=utf-8", begin)


def _list(record: Dataset, request: Request, as_html: bool) -> Asked:
    query = parameters.own(request.query_params)
    filters = view.filters(record, query)

    def begin() -> tuple[str, Callable[[], bytes]]:
        shown, site = seen_through(record, filters), settings.public() or base()

        def make() -> bytes:
            listed = listing.listed(shown, views.version_of(record), site, shown.query if query else "")
            return (listing.html(listed) if as_html else json.dumps(listed, ensure_ascii=False, indent=1)).encode()

        return "", make

    media = "text/html; charset=utf-8" if as_html else "application/json"
    return Asked(("index", as_html, bool(query), str(filters)), media, begin)


def _status() -> Response:
    """As it is now: never from memory. 503 where there is no record to show, so that a proxy can send readers elsewhere."""
    state = view.state()
    return JSONResponse(listing.status(state), 200 if state.record else 503, {**OPEN, "Cache-Control": "no-store"})


def _preview(record: Dataset) -> Asked:
    return Asked(("preview",), "image/png", lambda: ("", lambda: preview.png(record.about)))


def _headers(tag: str) -> dict[str, str]:
    return {**OPEN, "ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}


def _sent(request: Request, asked: Asked, tag: str, made: Made) -> Response:
    """The bytes; to HEAD what is said of them."""
    how = "inline" if asked.shown else "attachment"
    named = {"Content-Disposition": f'{how}; filename="{made.name}"'} if made.name else {}
    answer = Response(made.content, media_type=asked.media, headers={**_headers(tag), **named})
    if request.method == "HEAD":
        answer.body = b""
    return answer


def _refused(error: ValueError) -> Response:
    return _told(404 if isinstance(error, views.NoRecordError) else 400, str(error))


def _told(status: int, reason: str) -> Response:
    return Response(f"{reason}\n", status, media_type="text/plain", headers=OPEN)
