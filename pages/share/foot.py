"""At the foot of every page: the link to exactly this view, the page as a file to print, and who is answerable for the site."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from loaders.export import views
from loaders.record.schema import About
from loaders.wording.language import say, to_say
from pages import settings
from pages.app import address
from pages.app.text import plain
from pages.panels import page as writer
from pages.panels.panel import Asked, Page
from pages.share.brief import BRIEF, FRONT

BRIEF_HELP = to_say("This page as one file: charts, tables, the evidence for each number, citation. It opens without a network.")


def share(page: Page, asked: Asked) -> None:
    """What the page rests on, and beside it the two controls. The brief is a file at an address of its own."""
    brief = f"{BRIEF}{page.path or FRONT}.html?{urlencode(asked.address)}"
    with st.container(key="share", horizontal=True, vertical_alignment="center", gap="medium"):
        st.caption(plain(writer.source_line(page, asked)))
        with st.popover(say("Copy link"), key="copy_link", type="tertiary", icon=":material/link:"):
            st.code(address.link(asked.view), language=None, wrap_lines=True)
        st.link_button(
            say("Brief to print"),
            f"{settings.base()}{views.DATA}{brief}",
            type="tertiary",
            icon=":material/print:",
            help=say(BRIEF_HELP),
        )


def answerable(about: About) -> None:
    """Imprint, contact and corrections, as the record has them. Their addresses are checked when the record is read."""
    if about.imprint:
        st.caption(plain(about.imprint))
    if not (about.contact_link or about.corrections):
        return
    with st.container(key="answerable", horizontal=True, gap="medium"):
        if about.contact_link:
            st.link_button(say("Contact"), about.contact_link, type="tertiary", icon=":material/mail:")
        if about.corrections:
            st.link_button(say("Corrections"), str(about.corrections), type="tertiary", icon=":material/edit_note:")
