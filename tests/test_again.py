"""A page that was open before its server was: the first that a new session hears of it is what its reader has changed."""

from __future__ import annotations

from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from pages.app import again
from tests.conftest import ROOT
from tests.said import panels


def _app(**query: list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60)
    app.query_params.update(query)
    return app.switch_page("timeline.py")


@pytest.fixture
def open_page() -> AppTest:
    return _app(years=["2018", "2018"], lang=["km"]).run()


def _in_a_new_session(page: AppTest, states: WidgetStates) -> AppTest:
    """What becomes of an open page when its browser tells a session that has drawn nothing yet of its widgets."""
    return _app(**{"years": ["2018", "2018"], "lang": ["km"]})._run(states)


def test_the_first_change_holds(open_page: AppTest) -> None:
    open_page.slider(key="years").set_value((2018, 2020))
    app = _in_a_new_session(open_page, open_page._tree.get_widget_states())
    assert (app.query_params["years"], app.query_params["lang"]) == (["2018", "2020"], "km")
    assert (app.slider(key="years").value, app.selectbox(key="last_year").value) == ((2018, 2020), 2020)
    app.selectbox(key="first_year").set_value(2017).run()
    assert app.query_params["years"] == ["2017", "2020"]


def test_without_a_change_it_shows_the_same(open_page: AppTest) -> None:
    app = _in_a_new_session(open_page, open_page._tree.get_widget_states())
    assert app.query_params == open_page.query_params
    assert panels(app) == panels(open_page)


def test_a_new_session_hears_of_no_widget_where_the_address_has_all(open_page: AppTest) -> None:
    """After Back, a click in the menu and a search."""
    told = open_page._tree.get_widget_states().widgets
    widgets = SimpleNamespace(_state=SimpleNamespace(_new_widget_state=Mock(as_widget_states=lambda: [*told])))
    told_of = {turned: again._first_told(Mock(is_history_navigation=turned, session_state=widgets)) for turned in (True, False)}
    assert told_of == {True: [], False: [*told]}
    assert told
