"""Which addresses there are: what the site needs of Streamlit, and a page that leads on for all the rest, with 404."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from unittest.mock import MagicMock

import pytest
from streamlit.web.server.starlette import starlette_app

from pages.web import entrance
from tests.conftest import ROOT, SMALL, serve

CLOSED = [
    *("_stcore/metrics", "_stcore/upload_file/a/b", "_stcore/script-health-check", "_stcore/message", "_stcore/stream"),
    *("_stcore/agent", "_stcore/agent/", "_stcore/agent/interact", "_stcore/agent/openapi.json", "_stcore/agent/mcp"),
    *("_stcore/agent/any/thing", "_stcore", "_stcore/", "_stcore/bidi-components/x/y.js", "component/x/index.html"),
    *("auth/login", "auth/logout", "oauth2callback", "app/static/x.txt", "index.html", "manifest.json"),
]
"""What Streamlit answers and no page asks for."""
UNKNOWN = [
    *(
        "nothing",
        "overview",
        "totals/x",
        "totals/_stcore/health",
        "Totals",
        "data/flights.csv/x",
        "data//flights.csv",
        "robots.txt",
    ),
    *("static/js/nothing.js", "static", "static/", "static/../index.html", "%E1%9E%80", "totals%00", "site.py", "pages/site.py"),
    *(".streamlit/config.toml", "data/sources/phnom-penh-post-travel-ban.yaml", "media", "media/a/b"),
]


@pytest.fixture(scope="module", params=["", "here"])
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The small record, at the root and under a base path."""
    with serve(DEPORTATION_FLOWS_DATA=str(SMALL), STREAMLIT_SERVER_BASE_URL_PATH=request.param) as address:
        yield f"{address}/{request.param}".rstrip("/")


def _ask(address: str, method: str = "GET", **sent: str) -> tuple[int, dict[str, str], bytes]:
    host, _, path = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request(method, f"/{path}", body=b"x" * 100 if method in {"PUT", "POST"} else None, headers=sent)
    answer = connection.getresponse()
    try:
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"])
def test_what_no_page_needs_is_not_there(site: str, method: str) -> None:
    assert {path: _ask(f"{site}/{path}", method)[0] for path in CLOSED} == dict.fromkeys(CLOSED, 404)


def test_every_address_that_streamlit_has_is_open_or_closed_on_purpose() -> None:
    """A release that adds an address fails here, and is closed until somebody has decided."""
    routes = starlette_app.create_streamlit_routes(MagicMock())
    named = {route.path.partition("/{")[0].strip("/") for route in routes}  # type: ignore[attr-defined]
    assert named - {*entrance.HOST, entrance.STREAM, "media", ""} == {
        *("_stcore/upload_file", "_stcore/metrics", "_stcore/bidi-components", "component"),
        *("_stcore/agent/interact", "_stcore/agent/openapi.json", "_stcore/agent/mcp"),
        *("auth/login", "auth/logout", "oauth2callback"),
    }


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_address_is_not_found_and_leads_on(site: str, path: str) -> None:
    status, headers, content = _ask(f"{site}/{path}")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"<h1>There is nothing at this address</h1>" in content
    assert b"<script" not in content
    links = re.findall(r'<a href="([^"]*)"', content.decode())
    origin = site.removesuffix("/here")
    assert [f"{origin}{link}" for link in links] == [f"{site}/{page}" for page in [*entrance.PAGES, "data/"]]
    assert [_ask(f"{origin}{link}")[0] for link in links] == [200] * (len(entrance.PAGES) + 1)
    status, head, nothing = _ask(f"{site}/{path}", "HEAD")
    assert (status, nothing) == (404, b"")
    assert {name: value for name, value in head.items() if name != "date"} == {
        name: value for name, value in headers.items() if name != "date"
    }


@pytest.mark.parametrize("path", ["", "/", "/totals", "/here", "/hereafter", "/_stcore/health"])
def test_outside_of_its_base_path_there_is_nothing(site: str, path: str) -> None:
    if not site.endswith("/here"):
        return
    status, headers, _ = _ask(f"{site.removesuffix('/here')}{path}", Host="evil.example")
    if path == "/here":
        assert (status, headers["location"]) == (307, "/here/")
    else:
        assert status == 404


def test_what_the_pages_need_is_there(site: str) -> None:
    for path in ("_stcore/health", "_stcore/host-config", "favicon.png", "favicon.ico", "data", "data/", "data/index.json"):
        assert _ask(f"{site}/{path}")[0] == 200, path
    for page in entrance.PAGES:
        shell = _ask(f"{site}/{page}")[2].decode()
        assert _ask(f"{site}/{page}", "HEAD")[0] == 200
        files = re.findall(r'(?:src|href)="\./([^"]*)"', shell)
        assert len(files) > 3
    assert {_ask(f"{site}/{file}")[0] for file in files} == {200}
    assert _ask(f"{site}/totals/?years=2010")[1]["location"].endswith("/totals?years=2010")


@pytest.mark.parametrize("path", ["_stcore/other", "totals", "data/flights.csv", "totals/_stcore/stream"])
def test_there_is_one_stream_and_no_other(site: str, path: str) -> None:
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "x" * 22 + "==",
    }
    assert _ask(f"{site}/{path}", **upgrade)[0] == 404


def test_the_stream_opens_and_its_answer_names_no_server(site: str) -> None:
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "x" * 22 + "==",
    }
    status, headers, _ = _ask(f"{site}/_stcore/stream", **upgrade)
    assert (status, "server" in headers) == (101, False)


def test_each_page_of_the_list_has_its_file() -> None:
    written = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__main__", "site", "screen", "contents", "settings"}
    assert written == {name or "overview" for name in entrance.PAGES}
