"""Which addresses there are: the pages, the data routes, and of Streamlit's own addresses those that the pages need.

All others answer 404 with a page that leads on. An address that a later Streamlit adds is closed until it is named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from loaders.wording.language import say, speaking, word
from pages import contents, settings
from pages.app import asking
from pages.panels.html import Html, joined, tag
from pages.web import listing

PAGES = {page.path: page.title for page in contents.PAGES}
"""The names of the pages by their addresses."""
SHELL = Path(st.__file__).parent / "static"
STREAM = "_stcore/stream"
"""The one WebSocket, through which a page is drawn."""
HOST = {"_stcore/health", "_stcore/host-config"}
"""What Streamlit's script asks before it opens the stream."""
FILES = re.compile(r"data/?|data/[^/]+|media/[^/]+|assets/[^/]+|favicon\.(png|ico)")
"""Data routes; what Streamlit holds for a download, and the icon; each says by itself what it does not have."""


class Entrance:
    """ASGI middleware: lets through what there is, and answers for the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = settings.base()
        self.http = HOST | files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An address is known by its path alone; what may be done there, whatever answers says."""
        if scope["type"] == "lifespan" or self._is_known(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and self.base and scope["path"] == self.base:
            asked = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{self.base}/{asked and f'?{asked}'}")(scope, receive, send)
        else:
            asked = QueryParams(scope.get("query_string", b""))
            with speaking(asking.spoken(asked)):
                answer = nothing_here()
            await answer(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        path = below(scope["path"])
        if path is None or scope["type"] == "websocket":
            return path == STREAM
        return path in self.http or path.removesuffix("/") in PAGES or FILES.fullmatch(path) is not None


def page_of(path: str) -> str | None:
    """Which page stands at the path of a request: "" or "totals"; None for anything else."""
    within = below(path)
    name = None if within is None else within.removesuffix("/")
    return name if name in PAGES else None


def nothing_here() -> Response:
    """404 with the ways into the site, for whoever has come by an old link or a slip of the keyboard."""
    root = settings.path()
    body = nothing(lambda path: f"{root}/{path}")
    return HTMLResponse(listing.document(say("Not found"), body, root), 404, {"Cache-Control": "no-cache"})


def nothing(there: Callable[[str], str]) -> Html:
    """That there is nothing, and the ways into the site. there: gives the address for the path of a page, or of the data."""
    return joined(
        [
            tag("h1", say("There is nothing at this address")),
            tag("p", say("It may be misspelt, or from a link that was cut. These are the pages of the dashboard:")),
            tag("ul", *(tag("li", tag("a", word(title), href=there(name))) for name, title in PAGES.items())),
            tag("p", say("Every table has an address of its own:"), " ", tag("a", say("The data"), href=there("data/"))),
        ]
    )


def below(path: str) -> str | None:
    """What of a path stands below the site, without the slash before it; None for a path outside of it."""
    base = settings.base()
    return path[len(base) + 1 :] if path.startswith(f"{base}/") else None


def files() -> set[str]:
    """Streamlit's own files, as seen from the site."""
    return {file.relative_to(SHELL).as_posix() for file in (SHELL / "static").rglob("*") if file.is_file()}
