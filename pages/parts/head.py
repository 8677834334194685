"""What a page says of itself before any script runs: title, description, preview for shared links, a Schema.org Dataset.

Streamlit's shell is the same for every page; this rewrites its head on the way out. No script is added: JSON-LD is data.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders.held import Record
from loaders.schema_org import dataset_card
from pages.parts import parcel, routes, view

TITLES = {"": "", "timeline": "Timeline", "totals": "Totals", "statements": "Statements", "sources": "Sources"}
"""The pages, as in pages/site.py; the first has the record's own headline."""
TITLE = re.compile(rb"<title>[^<]*</title>")
WITH_CARD = ("", "sources")
"""The pages that carry the card of the whole record: one is enough for a search engine, and the others load faster."""
LONGEST = 300  # characters of a description


class Head:
    """ASGI middleware: pages get a head of their own, everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pages are asked for whole and uncompressed, so that their head can be written; the answer carries no tag."""
        page = _page(scope)
        if page is None:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        held: list[bytes] = []

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                if not _is_html(message):
                    await send(message)
            elif message["type"] != "http.response.body" or not _is_html(start):
                await send(message)
            else:
                held.append(message.get("body", b""))
                if not message.get("more_body"):
                    await _send(start, b"".join(held), page, Request(scope), send)

        dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        asked = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in dropped]}
        await self.app(asked, receive, rewritten)


async def _send(start: Message, body: bytes, page: str, request: Request, send: Send) -> None:
    """Send the shell with the head of a page; as it was, where there is no record."""
    if body:
        body = await run_in_threadpool(_with_head, body, page, request)  # a changed record is read anew, which takes a while
    headers = MutableHeaders(raw=list(start["headers"]))
    for name in ("etag", "last-modified", "accept-ranges"):
        if name in headers:
            del headers[name]
    if request.method != "HEAD":
        headers["content-length"] = str(len(body))
    elif "content-length" in headers:
        del headers["content-length"]  # that of the shell, which is not what a GET would send
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def _page(scope: Scope) -> str | None:
    """Which page a request is for: "" or "totals"; None for anything else."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    path = scope["path"].removeprefix(routes.base()).strip("/")
    return path if path in TITLES else None


def _is_html(start: Message) -> bool:
    return start.get("status") == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _with_head(shell: bytes, page: str, request: Request) -> bytes:
    """The shell with its title, and what search engines and previews read, before the end of its head."""
    record = view.state().record
    if record is None:
        return shell
    about = record.dataset.about
    root = routes.root(request)
    title = f"{TITLES[page] or about.headline} · Deportation Flows"
    description = (
        about.standfirst if len(about.standfirst) <= LONGEST else f"{about.standfirst[: LONGEST - 1].rsplit(' ', 1)[0]}…"
    )
    told = {
        "description": description,
        "og:type": "website",
        "og:site_name": "Deportation Flows",
        "og:title": title,
        "og:description": description,
        "og:url": str(request.url),
        "og:image": f"{root}/data/preview.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{about.subject}. {about.headline}",
        "twitter:card": "summary_large_image",
    }
    metas = "".join(
        f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{escape(value)}" />\n'
        for name, value in told.items()
    )
    card = f'<script type="application/ld+json">{_card(record, root)}</script>\n' if page in WITH_CARD else ""
    added = f"{metas}{card}</head>".encode()
    named = TITLE.sub(lambda _: f"<title>{escape(title)}</title>".encode(), shell, count=1)
    return named.replace(b"</head>", added, 1)


@lru_cache(maxsize=4)
def _card(record: Record, root: str) -> str:
    """The record's card, in which nothing can end the element that it stands in."""
    card = dataset_card(record.dataset, parcel.version_of(record), record.bounds, root)
    return json.dumps(card, ensure_ascii=False).replace("<", r"\u003c").replace("&", r"\u0026")
