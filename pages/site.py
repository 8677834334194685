"""The frame around every page: its look, the masthead, what is found, the evidence that is asked for."""

from pathlib import Path

import streamlit as st

from loaders.record.schema import SITE
from loaders.wording import language
from pages import assets, contents
from pages.app import again, asking, follow, masthead, notices, view
from pages.evidence import dialog, results
from pages.share import embed, foot

HERE = Path(__file__).parent

with again.heard():
    state = view.state()
    language.speak(asking.language())
    site_name = state.record.about.site if state.record else SITE
    pages = [
        st.Page(HERE / f"{one.path or 'overview'}.py", title=language.word(one.title), default=not one.path)
        for one in contents.PAGES
    ]
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=f"{page.title} · {site_name}", page_icon=str(assets.ICON), layout="centered")
    follow.drawn(state)
    notices.problems(state)
    if state.record and embed.asked():
        embed.one_chart(state.record, contents.BY_PATH[page.url_path])
    elif state.record:
        asked, told = asking.on_page(state.record)
        masthead.masthead(site_name, pages, page, asked.view)
        results.show(asked, st.query_params.get(results.QUERY, ""))
        notices.of_address(told)
        notices.draft()
        dialog.show_asked(asked)
        page.run()
        foot.answerable(state.record.about)
