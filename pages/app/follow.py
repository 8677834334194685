"""Open pages follow the record: once a second the server looks at its files, and draws anew what shows another state of them.

Streamlit's own watcher misses a file that is renamed into its place, and evicts modules under running sessions. A fragment
that runs every so often does neither, but makes each reader's browser go through its whole page each time.
"""

from __future__ import annotations

import asyncio
import logging

import streamlit as st
from streamlit import runtime

from loaders.held import State
from pages.app import view

EVERY = 1  # second
DRAWN = "drawn"
"""What the page of a session was drawn with, in the session's state."""
log = logging.getLogger(__name__)


def drawn(state: State) -> None:
    """Remember what a page is drawn with. For the frame around the pages, and so also for one chart in another site's frame."""
    st.session_state[DRAWN] = state


async def sessions() -> None:
    """Draw anew, until cancelled, every open page that shows another state than that on disk."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            _draw_anew(await asyncio.to_thread(view.state))
        except Exception:  # a fault of the program, which a page that is drawn shows too; a later save may mend it
            log.exception("The open pages could not follow the record")


def _draw_anew(now: State) -> None:
    """A page that is just being drawn is left until that is done: what its reader has moved is then known."""
    for session in (active.session for active in runtime.get_instance()._session_mgr.list_active_sessions()):
        session.track_settling()
        shown = session.session_state
        if session.is_settled and DRAWN in shown and shown[DRAWN] != now:
            session.request_rerun(session._client_state)
