"""The frame around every page: its look, the masthead, what is found, the evidence that is asked for."""

import streamlit as st

from loaders.record.schema import SITE
from loaders.wording import language
from pages import contents
from pages.app import again, asking, follow, masthead, notices, parameters, view
from pages.evidence import dialog, results
from pages.share import embed, foot

with again.heard():
    state = view.state()
    language.speak(asking.language())
    site_name = state.record.about.site if state.record else SITE
    page = st.navigation(masthead.pages(), position="hidden")
    st.set_page_config(page_title=f"{page.title} · {site_name}", layout="centered")
    follow.drawn(state)
    notices.problems(state)
    if state.record and embed.asked():
        embed.one_chart(state.record, contents.BY_PATH[page.url_path])
    elif state.record:
        asked, told = asking.on_page(state.record)
        query = st.query_params.get(parameters.QUERY, "")
        masthead.show(contents.BY_PATH[page.url_path], asked, query)
        results.show(asked, query)
        notices.of_address(told)
        notices.draft()
        dialog.show_asked(asked)
        page.run()
        foot.answerable(state.record.about)
