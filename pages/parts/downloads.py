"""Take it away: one small control under each chart and table, for data, picture, citation and link.

What it offers is made only when it is opened and asked for; a failure while making it is told where it was asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from loaders.analysis.view import View
from loaders.export import citation
from loaders.export.citation import Reference
from loaders.export.extract import Extract, safe
from loaders.export.forms import FORMS
from loaders.tables import tables
from loaders.tables.tables import TABLES
from loaders.wording import filters as filter_words
from pages.parts import address, parcel, picture, settings
from pages.parts.shelf import Shown
from pages.parts.text import plain

DATA, PICTURE, CITATION, LINK = "Data", "Picture", "Citation", "Link"
NARROWING = ("question", "side")
CITED = {
    "txt": ("Plain text", "text/plain", citation.text),
    "bib": ("BibTeX", "application/x-bibtex", citation.bibtex),
    "ris": ("RIS", "application/x-research-info-systems", citation.ris),
}
LONGEST_SHOWN = 6  # sources in a citation on the page; all are in the files


@st.fragment
def control(view: View, shown: Shown, key: str) -> None:
    """The control of a chart or a table. A closed one is a button and nothing else."""
    offered = [DATA, *([PICTURE] if shown.figure else []), CITATION, LINK]
    panel = st.popover("Download", key=key, type="tertiary", icon=":material/download:", on_change="rerun")
    if st.session_state.pop(f"picture_asked_{key}", False):
        _picture(view, shown, _extract(view, shown), key)
    if not panel.open:
        return
    with panel, st.container(key=f"panel_{key}", width=430, gap="small"):
        chosen = _take(offered, key)
        extract = _extract(view, shown)
        match chosen:
            case "Picture":
                _pictured(key)
            case "Citation":
                cited(_references(view, shown, extract), extract.file_stem, key)
            case "Link":
                _link(view, shown)
            case _:
                data(extract, key)


@st.fragment
def record(view: View, name: str, rows: pd.DataFrame, link: str, worded: str, key: str) -> None:
    """The control of one record in its evidence: its row, and how to cite it."""
    panel = st.popover("Download", key=key, type="tertiary", icon=":material/download:", on_change="rerun")
    if not panel.open:
        return
    with panel, st.container(key=f"panel_{key}", width=430, gap="small"):
        chosen = _take([DATA, CITATION], key)
        extract = parcel.of_record(view, name, rows, link)
        if chosen == CITATION:
            cited(parcel.references(view, name, worded, link), extract.file_stem, key)
        else:
            data(extract, key)


def _take(offered: list[str], key: str) -> str | None:
    return st.segmented_control("Take", offered, default=DATA, required=True, key=f"take_{key}", label_visibility="collapsed")


def data(extract: Extract, key: str) -> None:
    """The rows in the form that is chosen."""
    form = st.pills("Form", list(FORMS), default="csv", required=True, format_func=_title, key=f"form_{key}")
    rows = len(extract.table)
    st.caption(plain(f"{'1 row' if rows == 1 else f'{rows:,} rows'}. {extract.scope.in_words} {_holds(form or 'csv')}"))
    chosen = FORMS[form or "csv"]
    offer(f"Download {chosen.title}", lambda: chosen.make(extract), f"{extract.file_stem}.{form}", chosen.media, f"get_{key}")


def _title(form: str) -> str:
    return FORMS[form].title


def offer(label: str, make: Callable[[], bytes], name: str, media: str, key: str) -> None:
    """A button that downloads what `make` makes; a sentence instead if it cannot be made."""
    content = made(make, name)
    if content is not None:
        st.download_button(label, content, name, media, key=key, on_click="ignore", icon=":material/download:")


def made(make: Callable[[], bytes], name: str) -> bytes | None:
    """What `make` makes; None, with a notice to the reader and the cause in the log, if it fails."""
    try:
        return make()
    except ValueError as error:  # a rule of the form, in words meant for the reader
        st.error(plain(f"This file could not be made. {error}"))
    except Exception:  # whatever it was, the page goes on and the reader learns that there is no file
        logging.getLogger(__name__).exception("%s could not be made", name)
        st.error("This file could not be made. Choose another form; the cause is in the server's log.")
    return None


def _extract(view: View, shown: Shown) -> Extract:
    """The rows with what explains them; a page that has left out rows beyond the filters says so."""
    narrowed = _narrowed(view, shown)
    where = address.public_link(view) if narrowed else ""
    return parcel.of_table(view, shown.name, shown.table, settings.public(), narrowed, where)


def _narrowed(view: View, shown: Shown) -> str:
    """What the page's own questions have left out of the rows, in a sentence; nothing if they have not."""
    asked = {name: st.query_params.get(name) for name in NARROWING if st.query_params.get(name)}
    if not asked or len(shown.table) == len(tables.table(view, shown.name)):
        return ""
    return f"Narrowed on the page to {', '.join(f'{name} ‘{value}’' for name, value in asked.items())}."


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


def _pictured(key: str) -> None:
    held = "title, measure, source and address" if settings.public() else "title, measure and source"
    st.caption(f"The chart on white, with its {held} in the picture.")
    st.button("Open the picture", key=f"look_{key}", icon=":material/image:", on_click=_open_picture, args=(key,))


def _open_picture(key: str) -> None:
    """Close the control, which would lie over the picture, and have the next run open it."""
    st.session_state[key] = False
    st.session_state[f"picture_asked_{key}"] = True


@st.dialog("Picture", width="large")
def _picture(view: View, shown: Shown, extract: Extract, key: str) -> None:
    """The chart as it will be saved. Its one button has plotly.js save it, in the reader's browser."""
    if shown.figure is None:
        return
    form = st.pills("Form", list(picture.FORMS), default="svg", required=True, format_func=str.upper, key=f"picture_form_{key}")
    st.caption(plain(f"{picture.FORMS[form or 'svg']}. The button in the corner of the picture saves it."))
    foot = [
        shown.under,
        f"Source: {source_line(extract)} {filter_words.in_words(view)}",
        f"{extract.dataset.about.citation} Version {extract.version.semantic}.",
        address.public_link(view),
    ]
    drawn = picture.printed(shown.figure(), shown.title, shown.measure, foot)
    with st.container(key=f"picture_{key}"):
        st.plotly_chart(
            drawn, width="content", theme=None, key=f"drawn_{key}_{form}", alt=f"Preview of the picture: {shown.title}",
            config=picture.config(extract.file_stem, form or "svg", drawn),
        )  # fmt: skip


def source_line(extract: Extract) -> str:
    """The sources of the rows by name, as many as a line holds, then how many more."""
    names = [reference.text.removesuffix(f" {reference.url}").rstrip(".") for reference in extract.references[:-1]]
    more = f"; and {len(names) - 2} more sources" if len(names) > 3 else ""
    return f"{'; '.join(names[:2] if more else names)}{more}."


def _references(view: View, shown: Shown, extract: Extract) -> list[Reference]:
    """The sources, then this chart or table by its title on the page, where it stands."""
    part = f"{shown.title}. {extract.scope.in_words}"
    return [*extract.references[:-1], citation.of_record(extract.dataset, extract.version, part, address.public_link(view))]


def cited(references: list[Reference], stem: str, key: str) -> None:
    """The citation as text to copy, and as files for those who manage references."""
    more = len(references) - 1 - LONGEST_SHOWN
    short = [*references[:LONGEST_SHOWN], references[-1]] if more > 0 else references
    st.code(citation.text(short), language=None, wrap_lines=True)
    left = f" {more} more sources are in the files." if more > 0 else ""
    st.caption(f"The original source first, this record second.{left}")
    with st.container(horizontal=True, gap="small"):
        for form, (title, media, write) in CITED.items():
            offer(title, partial(_written, write, references), f"{safe(f'{stem}-citation')}.{form}", media, f"{form}_{key}")


def _written(write: Callable[[list[Reference]], str], references: list[Reference]) -> bytes:
    return write(references).encode()


def _link(view: View, shown: Shown) -> None:
    """The address of this view, the address of the rows, and for a chart the HTML that embeds it."""
    st.markdown("**This page, as it is now**")
    st.code(address.link(view), language=None, wrap_lines=True)
    if shown.name in TABLES and not _narrowed(view, shown):
        st.markdown("**These rows, for programs**")
        st.code(f"{address.root()}{parcel.DATA}{shown.name}.json{view.query}", language=None, wrap_lines=True)
    if shown.figure:
        st.markdown("**This chart, in another page**")
        st.code(
            address.frame(view, shown.name, shown.title, int(shown.figure().layout.height or 400)),
            language="html",
            wrap_lines=True,
        )
        if missing := settings.missing_for_frames():
            st.markdown(plain(missing))
