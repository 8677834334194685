"""What the record rests on: sources, inferences with their reasons, what was left out, what the columns mean."""

from __future__ import annotations

import streamlit as st

from loaders.analysis.view import View
from loaders.export.forms import WHOLE_NAME
from loaders.tables import columns, tables
from loaders.tables.tables import TABLES
from loaders.wording import numbers
from pages.parts import address, document, downloads, exhibit, parcel, settings
from pages.parts.text import plain

MOST_OPEN = 60  # reasons; more open on a click


def sources(view: View) -> None:
    """What the record rests on, a line to a source. One alone is told of here; of several, each opens on a click."""
    table, dataset = tables.table(view, "sources"), view.dataset
    columns = {
        "title": "Title",
        "publisher": "Publisher",
        "published_in_words": "Published",
        "seen": "Seen",
        "reports": "Reports",
    }
    shown = table.assign(title=table["title"].fillna("Title not seen: " + table["id"]))
    exhibit.rows("sources", view, table, columns, "What the record rests on", shown=shown)
    if len(dataset.source_files) == 1:
        source = dataset.source_files[0].source
        with st.container(key=f"source_{source.id}"):
            st.header(plain(source.title or source.id), anchor=source.id)
            document.about(dataset, source)


def inferences(view: View) -> None:
    """Every inference, by its reason: what the source does not print and the record holds all the same."""
    found = tables.table(view, "inferences")
    grouped = found.groupby(["part", "reason"], sort=False, as_index=False).agg(
        taken=("taken", lambda values: numbers.listed(list(dict.fromkeys(values)))), reports=("id", "size"), ids=("id", " ".join)
    )
    columns = {"taken": "Taken to be", "part": "What", "reason": "Inferred from", "reports": "Records"}
    with st.container() if len(grouped) <= MOST_OPEN else st.expander(f"Inferred, and why: {len(grouped)} reasons"):
        exhibit.rows("inferences", view, found, columns, "Inferred, and why", shown=grouped, opens="ids")


def dictionary() -> None:
    """The columns of every table, page and download alike."""
    st.header("Data dictionary", anchor="dictionary")
    for table in TABLES.values():
        with st.expander(f"{table.title} ({table.name})"):
            st.markdown(plain(" ".join([table.description, *table.caveats])))
            for name in table.columns:
                column = columns.COLUMNS[name]
                unit = f" Unit: {column.unit}." if column.unit else ""
                st.markdown(f"- **{plain(name)}**: {plain(column.meaning)}{unit}")


def addresses(view: View) -> None:
    """The stable addresses of the tables, the whole record as one file, and how to cite it."""
    root = address.root()
    st.header("Addresses of the data", anchor="addresses")
    st.markdown(
        "Each table stands at an address of its own, as CSV, Excel, JSON and Parquet, with the filters of the pages. The whole "
        "record is one file, a Data Package: every table with its columns, sources and licence."
    )
    with st.container(horizontal=True, gap="medium"):
        st.link_button("List of the tables", f"{root}/data/", type="tertiary", icon=":material/list:")
        st.link_button("The whole record", f"{root}/data/{WHOLE_NAME}.zip", type="tertiary", icon=":material/download:")
    st.code("\n".join(f"/data/{name}.csv{view.query}" for name in TABLES), language=None)
    about = view.whole.about
    st.header("Citation and licence", anchor="citation")
    downloads.cited([parcel.reference(view.whole, settings.public())], WHOLE_NAME, "")
    st.markdown(plain(about.licence))
