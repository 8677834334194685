"""Take it along: what the button under each panel opens, for picture, citation, link and data.

Files come from the addresses of the data, which any server with the same record answers; nothing waits in this one's memory.
"""

from __future__ import annotations

import streamlit as st

from loaders.analysis.view import View
from loaders.export import citation, views
from loaders.export.citation import Reference
from loaders.export.extract import Extract
from loaders.export.forms import FORMS
from loaders.export.views import CITED, ONE, SAVED
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from pages import settings
from pages.app import address
from pages.app.text import plain
from pages.charts.canvas import Chart
from pages.panels.panel import Asked, Page, Panel
from pages.share import picture

DATA, PICTURE, CITATION, LINK = "Data", "Picture", "Citation", "Link"
LONGEST_SHOWN = 6  # sources in a citation on the page; all are in the files


ASKED = "taking"
"""Where a session holds the name of the panel that its reader wants to take along, until the dialog is open."""


def ask(name: str) -> None:
    """Open the ways to take a panel along."""
    st.session_state[ASKED] = name


def show_asked(page: Page, asked: Asked) -> None:
    """The dialog for the panel that is asked for, if one is."""
    panel = page.panel(st.session_state.pop(ASKED, ""))
    if panel and panel.shows(asked):
        _take_along(panel, asked)


@st.dialog("Take it along", width="large")
def _take_along(panel: Panel, asked: Asked) -> None:
    query, figure = f"{asked.view.query}{asked.narrowing.query}", panel.figure(asked)
    offered = [*([PICTURE] if figure else []), CITATION, LINK, DATA]
    with st.container(key=f"panel_download_{panel.name}", gap="small"):
        match _take(offered, panel.name):
            case "Picture":
                _picture(panel, asked, figure)
            case "Citation":
                cited(_extract(panel.table, asked).references, panel.table, query)
            case "Link":
                _link(panel, asked, figure)
            case _:
                _data(panel, asked, query)


@st.fragment
def record(view: View, name: str, key: str) -> None:
    """The control of one record in its evidence: its row, and how to cite it."""
    panel = st.popover("Download", key=key, type="tertiary", icon=":material/download:", on_change="rerun")
    if not panel.open:
        return
    with panel, st.container(key=f"panel_{key}", width=430, gap="small"):
        chosen, query = _take([DATA, CITATION], key), views.query_of(view, name)
        if chosen == CITATION:
            cited(views.references(view, name, settings.public()), ONE, query)
        else:
            data(views.of_record(view, name, settings.public()), ONE, query, key)


def _take(offered: list[str], key: str) -> str | None:
    return st.segmented_control(
        "Take", offered, default=offered[0], required=True, key=f"take_{key}", label_visibility="collapsed"
    )


def data(extract: Extract, name: str, query: str, key: str) -> None:
    """The rows in the form that is chosen. name and query: where they stand among the data."""
    form = st.pills("Form", list(FORMS), default="csv", required=True, format_func=_title, key=f"form_{key}") or "csv"
    rows = len(extract.table)
    st.caption(plain(f"{'1 row' if rows == 1 else f'{rows:,} rows'}. {extract.scope.in_words} {_holds(form)}"))
    _offer(f"Download {FORMS[form].title}", f"{name}.{form}{query}{f'&{SAVED}=yes' if form == 'json' else ''}")


def _data(panel: Panel, asked: Asked, query: str) -> None:
    """The rows of the panel, or those of a table beside it that it was made from."""
    name = panel.table
    if panel.also:
        name = st.radio("Rows", [panel.table, *panel.also], format_func=_table_title, key=f"rows_{panel.name}", horizontal=True)
    data(_extract(name, asked), name, query, panel.name)


def _table_title(name: str) -> str:
    return TABLES[name].title


def _title(form: str) -> str:
    return FORMS[form].title


def _offer(label: str, file: str) -> None:
    """A button that downloads a file from this server. What it answers instead, a reason, opens beside the page."""
    st.link_button(label, f"{settings.base()}{views.DATA}{file}", icon=":material/download:")


def _extract(table: str, asked: Asked) -> Extract:
    return views.of_table(asked.view, table, settings.public(), asked.narrowing)


def _holds(form: str) -> str:
    match form:
        case "csv" | "parquet":
            return "The bare rows. ‘With notes’ adds a file that explains them, as a Data Package."
        case "xlsx":
            return "With a sheet of notes: filters, columns, caveats, sources, licence and citation."
        case "json":
            return "With filters, columns, caveats, sources, licence and citation inside."
        case _:
            return "A zip: the rows, and a datapackage.json with filters, columns, caveats, sources, licence and citation."


def _picture(panel: Panel, asked: Asked, figure: Chart | None) -> None:
    """The chart as it will be saved. Its one button has plotly.js save it, in the reader's browser."""
    if figure is None:
        return
    extract = _extract(panel.table, asked)
    held = "title, measure, source and address" if settings.public() else "title, measure and source"
    st.caption(f"The chart on white, with its {held} in the picture. The button in its corner saves it.")
    form = st.pills(
        "Form",
        list(picture.FORMS),
        default="svg",
        required=True,
        format_func=lambda form: picture.FORMS[form],
        key="picture_form",
    )
    foot = [
        panel.under(asked),
        f"Source: {source_line(extract)} {filter_words.in_words(asked.view)}",
        f"{extract.dataset.about.citation} Version {extract.version.semantic}.",
        address.public_link(asked.view),
    ]
    title = panel.headline(asked)
    drawn = picture.printed(figure, title, panel.measured(asked), foot)
    with st.container(key=f"picture_download_{panel.name}"):
        st.plotly_chart(
            drawn, width="content", theme=None, key=f"drawn_{panel.name}_{form}", alt=f"Preview of the picture: {title}",
            config=picture.config(extract.file_stem, form or "svg", drawn),
        )  # fmt: skip


def source_line(extract: Extract) -> str:
    """The sources of the rows by name, as many as a line holds, then how many more."""
    names = [reference.text.removesuffix(f" {reference.url}").rstrip(".") for reference in extract.references[:-1]]
    more = f"; and {len(names) - 2} more sources" if len(names) > 3 else ""
    return f"{'; '.join(names[:2] if more else names)}{more}."


def cited(references: list[Reference], name: str, query: str) -> None:
    """The citation as text to copy, and as files for those who manage references."""
    more = len(references) - 1 - LONGEST_SHOWN
    short = [*references[:LONGEST_SHOWN], references[-1]] if more > 0 else references
    st.code(citation.text(short), language=None, wrap_lines=True)
    left = f" {more} more sources are in the files." if more > 0 else ""
    st.caption(f"The original source first, this record second.{left}")
    with st.container(horizontal=True, gap="small"):
        for form, known in CITED.items():
            _offer(known.title, f"{name}.{form}{query}")


def _link(panel: Panel, asked: Asked, figure: Chart | None) -> None:
    """The address of this view, the address of the rows, and for a chart the HTML that embeds it."""
    view = asked.view
    st.markdown("**This page, as it is now**")
    st.code(address.link(view), language=None, wrap_lines=True)
    st.markdown("**These rows, for programs**")
    rows = f"{panel.table}.json{view.query}{asked.narrowing.query}"
    st.code(f"{address.root()}{views.DATA}{rows}", language=None, wrap_lines=True)
    if figure:
        st.markdown("**This chart, in another page**")
        height = figure.height
        st.code(address.frame(view, panel.name, panel.headline(asked), height), language="html", wrap_lines=True)
        if missing := settings.missing_for_frames():
            st.markdown(plain(missing))
