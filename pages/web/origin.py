"""From which site a page may open the one WebSocket: this one. Another is refused, and whoever runs the dashboard is told why.

Streamlit would decide it by the name of the host alone, ask a web service for the address of this machine first, and say
nothing of what to set.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from pages import settings

LONGEST = 200  # characters of what a request says of itself
POLICY_VIOLATION = 1008  # the code with which a WebSocket is closed
log = logging.getLogger(__name__)


class Origin:
    """ASGI middleware: lets the WebSocket of its own pages through, and closes that of others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What has been let through goes on without its origin, so that nobody is asked for it again."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, host = headers.get("origin", ""), headers.get("host", "")
        if not is_own(origin, host):
            _tell(origin[:LONGEST], host[:LONGEST])
            await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
            return
        rest = [(name, value) for name, value in scope["headers"] if name != b"origin"]
        await self.app({**scope, "headers": rest}, receive, send)


def is_own(origin: str, host: str) -> bool:
    """Whether a page of this site has opened it, or no page: only browsers name an origin, and always do.

    The site is what the request was sent to, what the operator says it is, or what Streamlit's own settings allow.
    """
    if not origin or urlsplit(origin).netloc == host or not st.get_option("server.enableCORS"):
        return True
    public = urlsplit(settings.public())
    return origin in {f"{public.scheme}://{public.netloc}", *st.get_option("server.corsAllowedOrigins")}


@lru_cache(maxsize=64)  # once for each, for a page tries again and again
def _tell(origin: str, host: str) -> None:
    log.warning(
        "A WebSocket was refused: it comes from a page at %r, and was sent to %r. If that is where readers find the dashboard, "
        "set %s to it, or have the proxy before it pass the host on (nginx: proxy_set_header Host $http_host;). "
        "Otherwise another site has tried.",
        origin,
        host,
        settings.URL,
    )
