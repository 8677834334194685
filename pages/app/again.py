"""A page that was open before its server was: the first thing that its reader does reaches a session that has drawn nothing yet.

Streamlit then knows of no widget, tells nobody of the change, and the address would be shown again as it was. So such a session
first draws the page as the address says, with nothing of it sent, and then takes the same message once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, get_script_run_ctx

from pages.app import follow


@contextmanager
def heard() -> Iterator[None]:
    """Around all that is drawn: whatever is told of a widget is heard, also by a session that has drawn nothing yet."""
    context = get_script_run_ctx()
    told = _first_told(context) if context else []
    if context is None or not told:
        yield
        return
    context.session_state._state._new_widget_state.clear()
    send, context._enqueue = context._enqueue, _to_nobody
    try:
        yield
    finally:
        context._enqueue = send
    page, query = context.page_script_hash, context.query_string
    widgets = WidgetStates(widgets=told)
    raise RerunException(
        RerunData(query_string=query, page_script_hash=page, widget_states=widgets, context_info=context.context_info)
    )


def _first_told(context: ScriptRunContext) -> list[WidgetState]:
    """What a browser tells of the widgets of an open page to a session that has drawn nothing; nothing from one newly opened.

    Nor after Back, a click in the menu and a search, of which the address has all.
    """
    if follow.DRAWN in st.session_state or context.is_history_navigation:
        return []
    return context.session_state._state._new_widget_state.as_widget_states()


def _to_nobody(message: ForwardMsg) -> None:
    """In place of sending it."""
