"""What the browser is told it may do, on every answer; and that no page, panel, chart, picture, download or frame wants more."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import http.client
import json
import re
from collections.abc import Iterator
from email.message import Message

import pytest
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.web import entrance, headers
from tests.conftest import SMALL, serve
from tests.test_browser import _go, browser, opened, watched  # noqa: F401  # fixtures

PUBLIC = "https://flows.example.org/here"
ANOTHER = "https://news.example.org"
TOLD = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The small record under a base path, with charts that one other site may frame."""
    with serve(
        DEPORTATION_FLOWS_DATA=str(SMALL), STREAMLIT_SERVER_BASE_URL_PATH="here", DEPORTATION_FLOWS_FRAMES=ANOTHER
    ) as address:
        yield f"{address}/here"


def _ask(address: str, method: str = "GET", **sent: str) -> tuple[int, Message, bytes]:
    host, _, path = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request(method, f"/{path}", headers={name.replace("_", "-"): value for name, value in sent.items()})
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def _policy(headers: Message) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split("; ")}


@pytest.mark.parametrize(
    ("path", "method"),
    [
        *(
            ("", "GET"),
            ("/", "GET"),
            ("/totals", "HEAD"),
            ("/totals/", "GET"),
            ("/totals", "POST"),
            ("/sources?embed=true", "GET"),
        ),
        *(
            ("/data/", "GET"),
            ("/data/flights.csv", "GET"),
            ("/data/flights.csv?yaers=1", "GET"),
            ("/data/flights.csv", "OPTIONS"),
        ),
        *(("/data/x.csv", "GET"), ("/data/preview.png", "GET"), ("/nothing", "GET"), ("/_stcore/health", "GET")),
        *(("/_stcore/metrics", "GET"), ("/media/x", "GET"), ("/favicon.png", "GET"), ("/../x", "GET"), ("/data/%5cx", "GET")),
    ],
)
def test_every_answer_has_the_headers_once_and_names_no_server(site: str, path: str, method: str) -> None:
    _, told, _ = _ask(site + path, method)
    for name in TOLD:
        assert len(told.get_all(name) or []) == 1, name
    assert told["x-content-type-options"] == "nosniff"
    assert told["server"] is None
    assert told["x-powered-by"] is None


def test_an_answer_without_change_has_the_headers_too(site: str) -> None:
    tag = _ask(f"{site}/data/flights.csv")[1]["etag"]
    status, told, _ = _ask(f"{site}/data/flights.csv", If_None_Match=tag)
    assert (status, told["x-content-type-options"]) == (304, "nosniff")
    assert _policy(told)["default-src"] == ["'none'"]


@pytest.mark.parametrize("path", list(entrance.PAGES))
def test_a_page_runs_only_scripts_of_its_own_and_those_that_stand_in_it(site: str, path: str) -> None:
    _, told, content = _ask(f"{site}/{path}")
    policy = _policy(told)
    assert policy["default-src"] == ["'none'"]
    inline = re.findall(rb"<script>(.*?)</script>", content, re.S)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in inline}
    assert len(inline) == 2
    assert set(policy["script-src"]) == {"'self'", "blob:", *hashes}
    assert not re.search(rb"\son\w+=", content)
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["connect-src"] == policy["frame-ancestors"] == ["'self'"]
    assert policy["form-action"] == ["'self'"]  # the search of the first paint
    for name in ("base-uri", "object-src"):
        assert policy[name] == ["'none'"]


@pytest.mark.parametrize("path", ["/data/", "/data/flights.json", "/nothing", "/_stcore/health"])
def test_what_is_no_page_may_run_and_load_nothing(site: str, path: str) -> None:
    policy = _policy(_ask(site + path, Accept="text/html")[1])
    assert policy["default-src"] == policy["frame-ancestors"] == ["'none'"]
    assert set(policy) <= {"default-src", "style-src", "img-src", "base-uri", "form-action", "frame-ancestors"}


@pytest.mark.parametrize(
    ("query", "framed"),
    [
        ("?embed=true&only=totals", True),
        ("?years=2010&embed=TRUE", True),
        ("", False),
        ("?embed=false", False),
        ("?only=x", False),
    ],
)
def test_a_chart_may_be_framed_by_whom_the_operator_names_and_a_page_by_nobody(site: str, query: str, framed: bool) -> None:
    assert _policy(_ask(f"{site}/totals{query}")[1])["frame-ancestors"] == ["'self'", *([ANOTHER] if framed else [])]


def test_nobody_else_may_frame_anything_unless_the_operator_says_so(server: str) -> None:
    assert _policy(_ask(f"{server}/totals?embed=true&only=totals")[1])["frame-ancestors"] == ["'self'"]


def test_the_answer_to_a_fault_has_the_headers_and_keeps_its_cause() -> None:
    def break_(_request: Request) -> Response:
        raise KeyError("inner secret")

    app = Starlette(
        routes=[Route("/data/x", break_)],
        middleware=[Middleware(headers.Headers)],
        exception_handlers={Exception: headers.fault},
    )
    sent: list[dict[str, object]] = []

    async def send(message: object) -> None:
        sent.append(dict(message))  # type: ignore[call-overload]

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": "/data/x", "headers": [], "query_string": b""}
    with pytest.raises(KeyError):
        asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    named = {name.decode() for name, _ in sent[0]["headers"]}  # type: ignore[attr-defined]
    assert sent[0]["status"] == 500
    assert set(TOLD) <= named
    assert b"secret" not in sent[1]["body"]  # type: ignore[operator]


@pytest.mark.browser
def test_under_a_base_path_the_console_is_clean_and_a_download_leaves_the_page_as_it_is(
    browser: Browser,  # noqa: F811
    site: str,
) -> None:
    """The row of one record, its citation, and JSON, which a browser would rather show; no tab is left, and no new view."""
    with opened(browser, site) as tab, watched(tab) as page:
        for path in ("/", "/statements?years=2010", "/?record=total-2012"):
            _go(page, f"{site}{path}")
        saved = dict[str, bytes]()
        for title in ("JSON", "BibTeX"):
            with page.expect_download() as download:
                page.get_by_role("dialog").get_by_role("link", name=title).click()
            saved[download.value.suggested_filename] = download.value.path().read_bytes()
        row, cited = saved
        assert re.fullmatch(r"total-2012-2005-2013-[0-9a-f]{8}\.json", row)
        assert [one["id"] for one in json.loads(saved[row])["rows"]] == ["total-2012"]
        assert cited.endswith("-citation.bib")
        assert b"deportation-flows" in saved[cited]
        assert not re.search(rb"127\.0\.0\.1|localhost", saved[cited])
        assert [one.url for one in page.context.pages] == [f"{site}/?record=total-2012"]


@pytest.mark.browser
def test_a_chart_is_seen_in_the_frame_of_whom_the_operator_names_alone(browser: Browser, site: str) -> None:  # noqa: F811
    context = browser.new_context(permissions=["local-network-access"])  # the browser's own guard of servers on this machine
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    framed = f"<iframe src='{site}/timeline?only=flights{{}}' width=900 height=700></iframe>"
    asked = {
        f"{ANOTHER}/": ("&embed=true", True),
        "https://evil.example/": ("&embed=true", False),
        f"{ANOTHER}/whole": ("", False),
    }
    bodies = {address: framed.format(query) for address, (query, _) in asked.items()}
    context.route(
        re.compile(f"{ANOTHER}|https://evil"),
        lambda route: route.fulfill(body=bodies[route.request.url], content_type="text/html"),
    )
    for address, (_, shown) in asked.items():
        said.clear()
        page.goto(address)
        if shown:
            expect(page.frame_locator("iframe").locator(".main-svg").first).to_be_visible()
        else:
            expect(page.frame_locator("iframe").locator("#root")).to_have_count(0)
            assert page.frames[1].url == "chrome-error://chromewebdata/"
            assert any("frame-ancestors" in text for text in said)
    context.close()
