"""The front door: what `streamlit run` (or any ASGI server) serves. The site and the data routes; no charts, no data work."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages import settings
from pages.app import follow, view
from pages.web import entrance, head, headers, packed, routes, warm

try:
    settings.check()
except ValueError as mistake:  # in words meant for whoever starts the dashboard; a traceback would hide them
    raise SystemExit(str(mistake)) from None


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None, None]:
    """Read the record before the first visitor comes, and follow it while there are any."""
    view.state()
    beside = [asyncio.create_task(follow.sessions()), asyncio.create_task(asyncio.to_thread(warm.up))]
    yield
    for task in beside:
        task.cancel()


app = st.App(
    Path(__file__).parent / "pages" / "site.py",
    lifespan=ready,
    routes=routes.routes(),
    middleware=[Middleware(headers.Headers), Middleware(entrance.Entrance), Middleware(packed.Packed), Middleware(head.Head)],
    exception_handlers={Exception: headers.fault},
)
