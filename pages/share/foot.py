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
from pages.panels.component import Drawn
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Page
from pages.share.brief import BRIEF, FRONT

NAME = "share"
BRIEF_HELP = to_say("This page as one file: charts, tables, the evidence for each number, citation. It opens without a network.")


def drawn(page: Page, asked: Asked) -> Drawn:
    """What the page rests on, and beside it the two ways to share it. The brief is a file at an address of its own."""
    brief = f"{settings.base()}{views.DATA}{BRIEF}{page.path or FRONT}.html?{urlencode(asked.address)}"
    link = writer.copy(say("Copy link"), say("Link copied."), data_address=address.asked(asked.view))
    printed = tag("a", say("Brief to print"), href=brief, title=say(BRIEF_HELP))
    rests_on = writer.source_line(page, asked)
    told = tag("p", rests_on, class_="small") if rests_on else Html()
    folded = tag("p", say("What is folded on the page is printed only where it is opened."), class_="small on-paper")
    return Drawn(NAME, Html(), joined([told, folded]), Html(), tag("footer", link, printed, writer.copied()), None, "")


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
