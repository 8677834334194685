"""One chart by itself, for a frame in another site's page: `?only=<chart>&embed=true`, with the filters of the pages."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from starlette.datastructures import QueryParams

from loaders import Dataset
from loaders.export import views
from loaders.wording import filters as filter_words
from loaders.wording.language import say
from pages import settings
from pages.app import address, asking, parameters
from pages.app.text import plain
from pages.panels import component
from pages.panels import page as writer
from pages.panels.html import joined
from pages.panels.panel import Page
from pages.share import picture


def asked() -> bool:
    """Whether the address asks for one chart only."""
    return bool(st.query_params.get(parameters.ONE_CHART))


def one_chart(record: Dataset, page: Page) -> None:
    """The chart with its finding, measure and source, and a way to the whole page."""
    name = st.query_params[parameters.ONE_CHART]
    query = [(parameter, value) for parameter in asking.READ for value in st.query_params.get_all(parameter)]
    try:
        asked = asking.read(record, QueryParams(query))
    except ValueError as error:
        st.markdown(plain(error))
        return
    panel = page.panel(name)
    if panel is None or panel.chart is None or not panel.needs(asked):
        st.markdown(plain(say("There is no chart ‘{name}’ on this page.", name=name[:40])))
        st.link_button(say("Open the page"), address.link(asked.view), type="tertiary")
        return
    with st.container(key=f"only_{panel.name}", gap="xsmall"):
        drawn = component.drawn(replace(panel, folds=False), asked, foot=False)
        component.show(replace(drawn, under=joined([drawn.under, writer.missing([panel], asked)])), _nowhere, _nowhere, _nowhere)
        if panel.shows(asked):
            extract = views.of_table(asked.view, panel.table, settings.public(), asked.narrowing)
            sources, shown = picture.source_line(extract, panel.rows(asked)), filter_words.in_words(asked.view)
            st.caption(plain(say("Source: {sources} {filters}", sources=sources, filters=shown)))
        st.link_button(say("The evidence, the data and the whole page"), address.link(asked.view), type="tertiary")


def _nowhere(_asked: str) -> None:
    """In a frame nothing opens: the whole page is one link away."""
