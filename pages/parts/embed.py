"""One chart by itself, for a frame in another site's page: `?only=<chart>&embed=true`, with the filters of the pages."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from starlette.datastructures import QueryParams

from loaders import Dataset
from loaders.analysis.view import View
from loaders.wording import filters as filter_words
from pages.parts import address, downloads, filters, parameters, parcel, settings, shelf, view
from pages.parts.text import plain


def asked() -> bool:
    """Whether the address asks for one chart only."""
    return bool(st.query_params.get(parameters.ONE_CHART))


def one_chart(record: Dataset, run: Callable[[], None]) -> None:
    """The chart with its finding, measure and source, and a way to the whole page.

    run: runs the page, which draws the chart together with everything else; of that only the chart stays.
    """
    query = [(name, value) for name in parameters.FILTERS for value in st.query_params.get_all(name)]
    try:
        shown = view.asked(record, QueryParams(query))
    except ValueError as error:
        st.markdown(plain(error))
        return
    filters.hold(shown)
    shelf.clear()
    page = st.empty()
    with page.container():
        run()
    page.empty()
    name = st.query_params[parameters.ONE_CHART]
    for chart in shelf.everything():
        if chart.figure and chart.name == name:
            _draw(shown, chart)
            return
    st.markdown(f"There is no chart ‘{plain(name[:40])}’ on this page.")
    st.link_button("Open the page", address.link(shown), type="tertiary")


def _draw(shown: View, chart: shelf.Shown) -> None:
    if chart.figure is None:
        return
    with st.container(key=f"only_{chart.name}", gap="xsmall"):
        st.subheader(plain(chart.title), anchor=False)
        st.caption(plain(chart.measure))
        st.plotly_chart(
            chart.figure(),
            key=f"only_{chart.name}_chart",
            config={"displayModeBar": False},
            alt=f"{chart.title}. {chart.measure}",
        )
        if chart.under:
            st.caption(plain(chart.under))
        extract = parcel.of_table(shown, chart.name, settings.public(), chart.narrowing)
        st.caption(plain(f"Source: {downloads.source_line(extract)} {filter_words.in_words(shown)}"))
        st.link_button("The evidence, the data and the whole page", address.link(shown), type="tertiary")
