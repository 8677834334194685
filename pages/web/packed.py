"""Streamlit's own files leave compressed: it serves them as they lie. Each is compressed once and kept, as none ever changes."""

from __future__ import annotations

import re
from functools import partial
from mimetypes import guess_type
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages import assets
from pages.web import entrance

KINDS = {".js", ".css", ".svg", ".json"}
"""Of text; fonts and pictures are compressed in themselves."""
KEPT: dict[tuple[Path, str], bytes] = {}


class Packed:
    """ASGI middleware: answers for Streamlit's files of text where the browser takes them compressed; all else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.files = {name: entrance.SHELL / name for name in entrance.files() if Path(name).suffix in KINDS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The name of a file has a mark of what is in it, and so does the tag."""
        file = self.files.get(entrance.below(scope["path"]) or "") if scope["type"] == "http" else None
        if file is None or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        coding = assets.coding_for(asked.get("accept-encoding", ""))
        if not coding:
            await self.app(scope, receive, partial(_varied, send))
            return
        tag = f'"{file.name}-{coding}"'
        told = {**assets.FOR_EVER, "ETag": tag}
        if tag in re.findall(r'"[^"]*"', asked.get("if-none-match", "")):
            answer = Response(status_code=304, headers=told)
        else:
            content = KEPT.get((file, coding)) or await run_in_threadpool(packed, file, coding)
            answer = Response(content, media_type=guess_type(file.name)[0], headers={**told, "Content-Encoding": coding})
        await answer(scope, receive, send)


def packed(file: Path, coding: str) -> bytes:
    """A file compressed, and kept. There are no more of them than Streamlit has installed."""
    return KEPT.setdefault((file, coding), assets.PACK[coding](file.read_bytes()))


def of_a_page() -> None:
    """Compress what every page asks for, before anybody does."""
    shell = (entrance.SHELL / "index.html").read_text("utf-8")
    for coding in assets.PACK:
        for name in (assets.PLOTLY, assets.STYLE, assets.FIRST, assets.PANEL):
            assets.packed(name, coding)
        for name in re.findall(r'"\./(static/[^"]+\.(?:js|css))"', shell):
            packed(entrance.SHELL / name, coding)


async def _varied(send: Send, message: Message) -> None:
    if message["type"] == "http.response.start":
        headers = MutableHeaders(raw=list(message["headers"]))
        headers.add_vary_header("Accept-Encoding")
        message = {**message, "headers": headers.raw}
    await send(message)
