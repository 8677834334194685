"""The front door: what `streamlit run` (or any ASGI server) serves, and `python dashboard.py` in the mode that is set.

The site and the data routes; no charts, no data work.
"""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.web import cli

from pages import settings
from pages.app import follow, view
from pages.web import entrance, head, headers, log, origin, packed, routes, warm

if __name__ == "__main__":  # `python dashboard.py`: what `streamlit run dashboard.py` does, in the mode that is set
    with settings.told_in_words():
        os.environ.update({**settings.for_streamlit(), **os.environ})
    cli.main(["run", __file__, *sys.argv[1:]], prog_name="streamlit")

with settings.told_in_words():
    settings.check()


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None, None]:
    """Read the record before the first visitor comes, and follow it while there are any, if that is wanted."""
    if settings.is_server():
        log.begin()
    view.state()
    beside = [asyncio.create_task(asyncio.to_thread(warm.up))]
    if settings.follows():
        beside.append(asyncio.create_task(follow.sessions()))
    yield
    for task in beside:
        task.cancel()


AROUND = (headers.Headers, log.Log, entrance.Entrance, origin.Origin, packed.Packed, head.Head)
app = st.App(
    Path(__file__).parent / "pages" / "site.py",
    lifespan=ready,
    routes=routes.routes(),
    middleware=[Middleware(one) for one in AROUND],
    exception_handlers={Exception: headers.fault},
)
