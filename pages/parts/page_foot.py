"""At the foot of every page: the link to exactly this view, the page as a file to print, and who is answerable for the site."""

from __future__ import annotations

import streamlit as st

from loaders.analysis.view import View
from loaders.export.extract import safe
from loaders.record.schema import About
from pages.parts import address, brief, parcel, shelf
from pages.parts.text import plain


def share(view: View, title: str) -> None:
    """The two controls. The brief is made when it is asked for, from what the page has shown."""
    exhibits, link = shelf.everything(), address.public_link(view)
    name = safe(f"brief-{title.lower()}-{view.stem}-{parcel.version_of(view.whole).short}")
    with st.container(key="share", horizontal=True, gap="medium"):
        with st.popover("Copy link", key="copy_link", type="tertiary", icon=":material/link:"):
            st.markdown("This page with its years, sources, day and questions:")
            st.code(address.link(view), language=None, wrap_lines=True)
        st.download_button(
            "Brief to print",
            lambda: brief.brief_or_reason(view, title, exhibits, link),
            f"{name}.html",
            "text/html",
            key="brief",
            on_click="ignore",
            type="tertiary",
            icon=":material/print:",
            help="This page as one file: charts, tables, the evidence for each number, citation. It opens without a network.",
        )


def answerable(about: About) -> None:
    """Imprint, contact and corrections, as the record has them. Their addresses are checked when the record is read."""
    if about.imprint:
        st.caption(plain(about.imprint))
    if not (about.contact_link or about.corrections):
        return
    with st.container(key="answerable", horizontal=True, gap="medium"):
        if about.contact_link:
            st.link_button("Contact", about.contact_link, type="tertiary", icon=":material/mail:")
        if about.corrections:
            st.link_button("Corrections", str(about.corrections), type="tertiary", icon=":material/edit_note:")
