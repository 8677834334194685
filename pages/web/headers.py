"""What every answer tells the browser it may do: run the site's own scripts, reach the site's own addresses, and nothing else.

The scripts that stand in the shell are known by their hashes, worked out at the start from the file that is installed.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import socket
from functools import partial

import uvicorn
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages import settings
from pages.web import entrance, head

INLINE = re.compile(r"<script>(.*?)</script>", re.S)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
            *("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
        )
    ),
}


class Headers:
    """ASGI middleware, the outermost: no answer leaves without them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.page, self.framed, self.plain = of_pages(settings.OWN), of_pages(settings.frames()), of_others()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page has the policy of its shell; what is no page shows nothing but itself."""
        if scope["type"] == "lifespan":
            _hush(receive)
            await self.app(scope, receive, send)
            return
        _at_once(receive)
        policy = self.plain
        if entrance.page_of(scope["path"]) is not None:
            policy = self.framed if _is_embed(scope) else self.page
        await self.app(scope, receive, partial(_send, send, policy))


def of_pages(frames: str) -> str:
    """The policy of the pages. Styles stand in the elements of Streamlit and plotly.js; scripts and `eval` may not.

    Streamlit hands the script of a component to the browser as a `blob:`, which only a script that runs already can make.
    """
    inline = [*INLINE.findall((entrance.SHELL / "index.html").read_text("utf-8")), head.SCRIPT]
    return _policy(
        default_src="'none'",
        script_src=" ".join(["'self'", "blob:", *map(_hash, inline)]),
        style_src="'self' 'unsafe-inline'",
        img_src="'self' data: blob:",
        font_src="'self' data:",
        connect_src="'self'",
        worker_src="'self' blob:",
        media_src="'self'",
        manifest_src="'self'",
        frame_src="'self'",
        base_uri="'none'",
        form_action="'self'",
        object_src="'none'",
        frame_ancestors=frames,
    )


def of_others() -> str:
    """The policy of whatever is no page: data, files, and plain documents, whose styles and icon are all that they have."""
    return _policy(
        default_src="'none'",
        style_src="'unsafe-inline'",
        img_src="'self'",
        base_uri="'none'",
        form_action="'none'",
        frame_ancestors="'none'",
    )


def fault(_request: Request, _error: Exception) -> Response:
    """The answer where the program has failed; the cause goes into the log. It is made outside of every middleware."""
    told = "Something failed here. The cause is in the server's log.\n"
    return PlainTextResponse(told, 500, {**ALWAYS, "Content-Security-Policy": of_others()})


async def _send(send: Send, policy: str, message: Message) -> None:
    if message["type"] in {"http.response.start", "websocket.http.response.start"}:
        headers = MutableHeaders(raw=list(message["headers"]))
        headers.update({**ALWAYS, "Content-Security-Policy": policy})
        message = {**message, "headers": headers.raw}
    await send(message)


def _policy(**sources: str) -> str:
    return "; ".join(f"{name.replace('_', '-')} {value}" for name, value in sources.items())


def _hash(text: str) -> str:
    """An inline script, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _is_embed(scope: Scope) -> bool:
    """Whether the address asks for a page as it is shown in a frame, as Streamlit reads it."""
    return "true" in (value.lower() for value in QueryParams(scope["query_string"]).getlist("embed"))


def _hush(receive: Receive) -> None:
    """Have uvicorn not name itself in every answer. `streamlit run` passes no such option on, and adds its headers after ours.

    The server that starts an application can be had from where that hears of its start. Another server is left as it is.
    """
    config = getattr(getattr(receive, "__self__", None), "config", None)
    if isinstance(config, uvicorn.Config):
        config.encoded_headers = [(name, value) for name, value in config.encoded_headers if name != b"server"]


def _at_once(receive: Receive) -> None:
    """Have the connection send what is written at once. An answer is written in two pieces and a page's messages in many, and the
    kernel would hold the second back until the first is acknowledged, up to 40 ms later.

    asyncio says so of itself only where a socket names its protocol, which those that Streamlit accepts do not.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    own = transport.get_extra_info("socket") if isinstance(transport, asyncio.Transport) else None
    if own is not None and own.family in {socket.AF_INET, socket.AF_INET6}:
        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
