"""What a server's mode writes to standard error: a line of JSON a data request, a load of the record, and a fault.

It says what was asked for and never who asked: no address, no cookie, no name of a browser.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.web import entrance

OURS = ("loaders", "pages")
"""The loggers of the project's own code; those of libraries are left as they are."""
LONGEST = 300  # characters of what a request says
log = logging.getLogger(__name__)


class Lines(logging.Formatter):
    """A line of JSON for whatever is told; nothing that is told can begin another."""

    def format(self, record: logging.LogRecord) -> str:
        """When, how grave, what, and what else was given with it under `told`."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": when, "level": record.levelname.lower(), "event": record.getMessage(), **getattr(record, "told", {})}
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def begin() -> None:
    """Write such lines from now on. Without it what is grave goes to standard error as text, and all else nowhere."""
    written = logging.StreamHandler()
    written.setFormatter(Lines())
    for name in OURS:
        ours = logging.getLogger(name)
        ours.handlers, ours.propagate = [written], False
        ours.setLevel(logging.INFO)


class Log:
    """ASGI middleware: tells of each data request once it is answered, or has failed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pages are not data; neither is what an answer to them brings along."""
        within = entrance.below(scope["path"]) if scope["type"] == "http" else None
        if within is None or within.partition("/")[0] != "data" or not log.isEnabledFor(logging.INFO):
            await self.app(scope, receive, send)
            return
        told: dict[str, object] = {
            "method": scope["method"][:LONGEST],
            "path": scope["path"][:LONGEST],
            "query": scope["query_string"].decode("latin-1")[:LONGEST],
            "status": 500,
            "bytes": 0,
        }

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
            elif message["type"] == "http.response.body":
                told["bytes"] = int(str(told["bytes"])) + len(message.get("body", b""))
            await send(message)

        began = time.perf_counter()
        try:
            await self.app(scope, receive, heard)
        finally:
            log.info("data", extra={"told": {**told, "seconds": round(time.perf_counter() - began, 4)}})
