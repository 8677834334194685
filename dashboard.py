"""The front door: what `streamlit run` (or any ASGI server) serves. The site and the data routes; no charts, no data work."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from pages.parts import entrance, head, headers, routes, settings, view

try:
    settings.check()
except ValueError as mistake:  # in words meant for whoever starts the dashboard; a traceback would hide them
    raise SystemExit(str(mistake)) from None


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None, None]:
    """Read the record before the first visitor comes."""
    view.state()
    yield


# A saved edit updates the open pages. A session takes the list when it starts, and st.set_option refuses this option.
config.set_option("server.folderWatchList", [*config.get_option("server.folderWatchList"), str(view.folder().resolve())])

app = st.App(
    Path(__file__).parent / "pages" / "site.py",
    lifespan=ready,
    routes=routes.routes(),
    middleware=[Middleware(headers.Headers), Middleware(entrance.Entrance), Middleware(head.Head)],
    exception_handlers={Exception: headers.fault},
)
