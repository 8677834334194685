"""What a page says of itself before any script runs: title, description, preview for shared links, a Schema.org Dataset.

Streamlit's shell is the same for every page; this rewrites it on the way out. Addresses in it are the public ones (settings).
"""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loaders import Dataset, in_language
from loaders.analysis.filters import EVER, bounds
from loaders.export import views
from loaders.export.schema_org import dataset_card
from loaders.wording.catalogues import catalogue
from loaders.wording.language import speaking, word
from pages import assets, settings
from pages.app import asking, parameters, view
from pages.panels.html import Html
from pages.web import entrance, first

TITLE = re.compile(r"<title>[^<]*</title>")
UNSERVED = re.compile(r"<!--(?:(?!-->).)*-->\s*<link rel=\"service-desc\"[^>]*>|<noscript>.*?</noscript>", re.S)
"""What the shell says of an address for programs that this site does not have; programs read the data routes."""
FONT = re.compile(r'<link\s+rel="preload"[^>]*\.woff2"[^>]*>')
"""The whole font for which the shell asks; the pages are set in one of Latin letters, which stands in its place."""
WITHOUT_SCRIPTS = '<noscript><p>This page needs scripts. <a href="./data/">The data</a> do not.</p></noscript>'
SCRIPT = 'window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href }'
"""Tells Streamlit's script where the site stands, which it would find out by asking at an address that there is not."""
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
    """Send the shell with the head of a page, compressed for whoever takes that; as it was, where there is no record."""
    headers = MutableHeaders(raw=list(start["headers"]))
    for name in ("etag", "last-modified", "accept-ranges"):
        if name in headers:
            del headers[name]
    headers.add_vary_header("Accept-Encoding")
    if body:  # a changed record is read anew, which takes a while
        plain, packed = await run_in_threadpool(_with_head, body, page, request)
        small = "gzip" in assets.taken(request.headers.get("accept-encoding", ""))
        body = packed if small else plain
        if small:
            headers["content-encoding"] = "gzip"
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
    return entrance.page_of(scope["path"])


def _is_html(start: Message) -> bool:
    return start.get("status") == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _with_head(shell: bytes, page: str, request: Request) -> tuple[bytes, bytes]:
    """The shell with its title, and what search engines and previews read, before the end of its head; as it is, and packed."""
    return _written(shell.decode(), view.state().record, page, tuple(parameters.own(request.query_params).multi_items()))


@lru_cache(maxsize=64)
def _written(shell: str, record: Dataset | None, page: str, query: tuple[tuple[str, str], ...]) -> tuple[bytes, bytes]:
    """The same for a record and an address, whose bytes are kept: most readers ask for the same few."""
    style = f'<link rel="stylesheet" href="{assets.address(assets.STYLE)}">'
    fonts = "".join(first.PRELOAD % assets.address(name) for name in assets.LETTERS.values())
    shell = FONT.sub(fonts, UNSERVED.sub("", shell), count=1).replace("</head>", f"<script>{SCRIPT}</script></head>", 1)
    spoken = asking.spoken(QueryParams(list(query)))
    painted = first.paint(record, page, QueryParams(list(query))) if record else Html()
    shell = first.into(shell, painted) if painted else shell.replace("<body>", f"<body>{WITHOUT_SCRIPTS}", 1)
    shell = shell.replace('<html lang="en"', f'<html lang="{spoken}"', 1)
    shell = shell.replace("<body>", f"<body>{style}", 1)  # after Streamlit's styles, which are added to the head
    if record:
        with speaking(spoken):
            record = in_language(record, spoken)
            title, told = (
                titled(record, page),
                f"{described(record, page, query)}{card(record, page)}{other_languages(page, query)}",
            )
        shell = TITLE.sub(lambda _: f"<title>{escape(title)}</title>", shell, count=1)
        shell = shell.replace("</head>", f"{told}</head>", 1)
    return shell.encode(), gzip.compress(shell.encode(), 6)


def titled(record: Dataset, page: str) -> str:
    """The title of a page, as a browser's tab has it."""
    return f"{word(entrance.PAGES[page]) if page else record.about.headline} · {record.about.site}"


def other_languages(page: str, query: tuple[tuple[str, str], ...]) -> str:
    """The addresses of the same view in each language, for search engines."""
    asked = [(name, value) for name, value in parameters.linked(QueryParams(list(query))) if name != parameters.LANGUAGE]
    root = settings.public() or settings.base()

    def there(code: str) -> str:
        named = urlencode([*asked, *([(parameters.LANGUAGE, code)] if code != catalogue.SOURCE else [])])
        return f"{root}/{page}{named and f'?{named}'}"

    return "".join(f'<link rel="alternate" hreflang="{code}" href="{escape(there(code))}" />\n' for code in catalogue.codes())


def described(record: Dataset, page: str, query: tuple[tuple[str, str], ...], title: str = "", told: str = "") -> str:
    """What the head of a page tells programs: description and preview. title, told: of it, if not those of the page."""
    about, told = record.about, told or record.about.standfirst
    title = title or titled(record, page)
    description = told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rsplit(' ', 1)[0]}…"
    metas = {
        "description": description,
        "og:type": "website",
        "og:site_name": about.site,
        "og:title": title,
        "og:description": description,
        **(_previewed(record, page, query) if settings.public() else {"twitter:card": "summary"}),
    }
    return "".join(
        f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{escape(value)}" />\n'
        for name, value in metas.items()
    )


def card(record: Dataset, page: str) -> str:
    """On some pages the card of the record, for search engines."""
    root = settings.public() or settings.base()
    return f'<script type="application/ld+json">{_card(record, root)}</script>\n' if page in WITH_CARD else ""


def _previewed(record: Dataset, page: str, query: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The address of what is asked for, and its picture: they have to be whole addresses, so they need a public one."""
    asked = urlencode(parameters.linked(QueryParams(list(query))))
    return {
        "og:url": f"{settings.public()}/{page}{asked and f'?{asked}'}",
        "og:image": f"{settings.public()}/data/preview.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{record.about.subject}. {record.about.headline}",
        "twitter:card": "summary_large_image",
    }


@lru_cache(maxsize=4)
def _card(record: Dataset, root: str) -> str:
    """The record's card, in which nothing can end the element that it stands in."""
    card = dataset_card(record, views.version_of(record), bounds(record) or EVER, root)
    return json.dumps(card, ensure_ascii=False).replace("<", r"\u003c").replace("&", r"\u0026")
