"""Where the reader is: the address of the site, of the page, and of exactly the view that is shown.

The address comes from the browser, so it is right behind a proxy; without a browser, as in a test, it is a bare path.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from loaders.analysis.filters import PARAMETERS
from loaders.analysis.view import View
from pages.parts import routes

ONE_CHART = "only"
"""The parameter that asks for one chart by itself, in another site's frame."""
TEXT = 440  # pixels for the text around a chart in a frame 360 pixels wide
NEVER_IN_A_LINK = ("embed", "embed_options", ONE_CHART)


def root() -> str:
    """Where the site stands, without a slash at its end."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{routes.base()}" if url.netloc else routes.base()


def page() -> str:
    """The address of the page without parameters."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{url.path or '/'}" if url.netloc else url.path or "/"


def link(view: View, record: str | None = None) -> str:
    """The address of exactly this view: years, lens and day also where they are the default, and what else the page asks.

    With the id of a record, its evidence is open; the link says so also where the panel was opened without one.
    """
    own = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in PARAMETERS and name not in NEVER_IN_A_LINK
    }
    if record:
        own["record"] = [record]
    rest = urlencode([(name, value) for name, values in own.items() for value in values])
    return f"{page()}{view.query}{f'&{rest}' if rest else ''}"


def frame(view: View, chart: str, title: str, height: int) -> str:
    """HTML that puts one chart into another page, as wide as that page lets it be, from 320 pixels up.

    height: of the chart in pixels; its title, measure and source take about as much again where the frame is narrow.
    """
    asked = f"{link(view)}&{urlencode({ONE_CHART: chart, 'embed': 'true'})}"
    return (
        f'<iframe src="{_quoted(asked)}" title="{_quoted(title)}" width="100%" height="{height + TEXT}" loading="lazy" '
        'style="border: 0; max-width: 58rem"></iframe>'
    )


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
