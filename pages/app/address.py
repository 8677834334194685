"""Where the reader is: the address of the site, of the page, and of exactly the view that is shown.

What the reader copies from the page is the address of their own browser, which is right behind any proxy. What leaves the
machine in a file or a picture has the public address (settings), or none.
"""

from __future__ import annotations

from html import escape
from urllib.parse import SplitResult, urlencode, urlsplit

import streamlit as st
from starlette.datastructures import QueryParams

from loaders.analysis.view import View
from pages import contents, settings
from pages.app import parameters

TEXT = 440  # pixels for the text around a chart in a frame 360 pixels wide


def root() -> str:
    """Where the site stands in the reader's browser, without a slash at its end."""
    return page().rpartition("/")[0]


def page() -> str:
    """The address of the page in the reader's browser, without parameters."""
    url = _browser()
    return f"{url.scheme}://{url.netloc}{url.path}" if url.netloc else url.path


def public_page() -> str:
    """The address of the page for readers elsewhere, without parameters; "" where the site has no public address."""
    name = _browser().path.removeprefix(settings.path()).strip("/")
    return settings.public() and f"{settings.public()}/{name if name in contents.BY_PATH else ''}"


def link(view: View) -> str:
    """The address of exactly this view in the reader's browser."""
    return f"{page()}{asked(view)}"


def public_link(view: View) -> str:
    """The address of exactly this view for readers elsewhere; "" where the site has no public address."""
    return public_page() and f"{public_page()}{asked(view)}"


def frame(view: View, chart: str, title: str, height: int) -> str:
    """HTML that puts one chart into another page, as wide as that page lets it be, from 320 pixels up.

    height: of the chart in pixels; its title, measure and source take about as much again where the frame is narrow. Without a
    public address the one in it begins with the path.
    """
    where = f"{public_page() or _browser().path}{asked(view)}&{urlencode({parameters.ONE_CHART: chart, 'embed': 'true'})}"
    return (
        f'<iframe src="{escape(where)}" title="{escape(title)}" width="100%" height="{height + TEXT}" loading="lazy" '
        'style="border: 0; max-width: 58rem"></iframe>'
    )


def _browser() -> SplitResult:
    """What stands in the reader's browser; without one, as in a test, a bare path."""
    url = urlsplit(st.context.url or "")
    return url._replace(path=url.path or "/")


def asked(view: View) -> str:
    """The parameters of a view: years, sources and day also where they are the default, and what else the page asks."""
    named = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    rest = urlencode([(name, value) for name, value in parameters.linked(QueryParams(named)) if name not in parameters.FILTERS])
    return f"{view.query}{f'&{rest}' if rest else ''}"
