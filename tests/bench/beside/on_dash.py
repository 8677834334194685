"""The same work on Dash, to be measured beside the dashboard: `python -m tests.bench.beside.on_dash PORT`.

One page with the same figures, the same tables, and a year slider whose callback makes them anew from the same record. The
first layout holds them already, so that no second request is needed before they are drawn.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import dash
import flask
import pandas as pd
from dash import Input, Output, dcc, html

from loaders import Dataset, folder, load
from pages import contents
from tests.bench.beside import same_work


def page(server: flask.Flask, record: Dataset, path: str, sources: str) -> None:
    """One page for one choice of sources, at an address of its own. A change gives each graph and each table its new contents."""
    first, last = same_work.years(record, sources)
    app = dash.Dash(server=server, url_base_pathname=f"/{path or 'overview'}/{sources}/")
    whole = list(same_work.parts(record, path, sources, first, last))

    def layout() -> html.Div:
        ends = {first: str(first), last: str(last)}
        slider = dcc.RangeSlider(id="years", min=first, max=last, step=1, value=[first, last], marks=ends)
        sections = [
            html.Section([html.H2(*told[0], id=f"{name}-heading"), html.P(*told[1], id=f"{name}-text"), _place(name, told[2])])
            for name, told in _told(same_work.parts(record, path, sources, first, last)).items()
        ]
        return html.Div([html.H1(same_work.title(record, path)), slider, *sections])

    def change(years: list[int]) -> list[object]:
        told = _told(same_work.parts(record, path, sources, *years))
        return [one for part in whole for one in told.get(part.name, ([""], [""], None))]

    holds = [(part.name, "table" if part.figure is None else "figure") for part in whole]
    outputs = [
        output
        for name, kind in holds
        for output in (
            Output(f"{name}-heading", "children"),
            Output(f"{name}-text", "children"),
            Output(f"{name}-holds", "figure" if kind == "figure" else "children"),
        )
    ]
    app.layout = layout
    app.callback(outputs, Input("years", "value"), prevent_initial_call=True)(change)


def _place(name: str, holds: object) -> object:
    """A graph for a figure, a table for rows."""
    if isinstance(holds, dict):
        return dcc.Graph(id=f"{name}-holds", figure=holds, config={"displayModeBar": False})
    return html.Table(holds, id=f"{name}-holds")


def _told(parts: Iterator[same_work.Part]) -> dict[str, tuple[list[str], list[str], object]]:
    """Heading, text and contents by the names of the parts."""
    return {part.name: ([part.heading], [part.text], part.figure or _rows(part.table)) for part in parts}


def _rows(table: pd.DataFrame | None) -> list[object] | None:
    if table is None:
        return None
    rows = [html.Tr([html.Td(str(cell)) for cell in row]) for row in table.itertuples(index=False)]
    return [html.Thead(html.Tr([html.Th(name) for name in table.columns])), html.Tbody(rows)]


def main() -> None:
    """Serve every page that is measured, for each choice of sources."""
    server = flask.Flask(__name__)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    record = load(folder())
    for path in (one.path for one in contents.PAGES[:2]):
        for sources in same_work.SOURCES:
            page(server, record, path, sources)
    server.add_url_rule("/health", view_func=lambda: "ok")
    server.run("127.0.0.1", int(sys.argv[1]), threaded=True)


if __name__ == "__main__":
    main()
