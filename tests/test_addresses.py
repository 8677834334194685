"""The address bar, by anybody: pages fall back quietly, data routes say why not; neither ever fails."""

from __future__ import annotations

import asyncio
import http.client
import urllib.parse
from random import Random

import pytest
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message
from streamlit.testing.v1 import AppTest

from loaders import Dataset
from loaders.tables.tables import TABLES
from pages.app import asking
from pages.app.parameters import MOST_TOLD
from pages.web import routes
from tests.conftest import ROOT

PIECES = [
    *(
        "",
        "x",
        "0",
        "-1",
        "2018",
        "02018",
        "2018.0",
        " 2018",
        "2018 ",
        "2002",
        "2022",
        "1600",
        "2200",
        "9999",
        "9" * 400,
        "1e3",
        "٢٠١٨",
    ),
    *(
        "<script>alert(1)</script>",
        "\x00",
        "\u202e",
        "😀",
        "All",
        "all",
        "null",
        "[]",
        "{}",
        "2018,2019",
        "2018&2019",
        "../..",
        "%",
        "%00",
    ),
    *(
        "'; drop table x; --",
        "${x}",
        "{{x}}",
        "\n",
        "a\r\nSet-Cookie: x=1",
        "x" * 10_000,
        "Interviews",
        "Cambodia",
        "nan",
        "Infinity",
    ),
]
NAMES = [
    "years",
    "yaers",
    "Years",
    "years[]",
    "question",
    "side",
    "flight",
    "embed",
    "unknown",
    "",
    "__proto__",
    "x" * 3_000,
    "é",
    "\x00",
]


def _parameters(random: Random, names: list[str]) -> list[tuple[str, str]]:
    return [(random.choice(names), random.choice(PIECES)) for _ in range(random.randrange(1, 6))]


@pytest.mark.parametrize("page", ["overview", "timeline", "totals", "statements", "sources"])
def test_any_address_of_a_page_opens(page: str) -> None:
    """A few by Streamlit; what an address asks for is read before, as in the test below."""
    random = Random(page)
    for _ in range(3):
        asked: dict[str, list[str]] = {}
        for name, value in _parameters(random, ["years", "years", "question", "side", "flight", "unknown", "embed"]):
            asked.setdefault(name, []).append(value)
        app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=30)
        for name, values in asked.items():
            app.query_params[name] = values
        app.switch_page(f"{page}.py")
        app.run()
        assert not app.exception, (asked, app.exception)
        first, last = app.slider(key="years").value
        assert 2002 <= first <= last <= 2022, asked


def test_any_address_asks_for_a_view_and_what_it_does_not_know_is_told(whole: Dataset) -> None:
    random = Random(3)
    for _ in range(300):
        pairs = _parameters(random, [*NAMES, "years", "sources", "as_of", "record", "q", "lang", "number"])
        asked, told = asking.leniently(whole, QueryParams(pairs))
        limits = asked.view.limits
        assert limits.first <= asked.view.years.first <= asked.view.years.last <= limits.last, pairs
        assert asked.view.sources, pairs
        assert "years[]" not in dict(pairs) or any("years[]" in one for one in told), pairs


async def present() -> Message:
    """What a server hears of somebody who waits for the answer."""
    return {"type": "http.request", "body": b"", "more_body": False}


def _answer(table: str, form: str, query: bytes) -> Response:
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": query}
    scope |= {"path_params": {"file": f"{table}.{form}"}, "server": ("example.org", 80)}
    return asyncio.run(routes.data(Request(scope, present)))


def test_any_query_of_a_data_route_is_answered_with_rows_or_a_reason() -> None:
    random = Random(7)
    seen = set()
    for _ in range(600):
        asked = _parameters(random, NAMES if random.random() < 0.5 else ["years"])
        query = urllib.parse.urlencode(asked).encode()
        if random.random() < 0.3:
            at = random.randrange(len(query) + 1)
            query = (
                query[:at]
                + random.choice([b"%", b"%zz", b"%ff", b"%00", b"&", b"=", b"?", b"#", b";", b"\xff", b"+"])
                + query[at:]
            )
        answer = _answer(random.choice([*TABLES, "x"]), random.choice(["csv", "json"]), query)
        seen.add(answer.status_code)
        assert answer.status_code in {200, 400, 404}, query
        if answer.status_code == 400:
            told = bytes(answer.body).decode()
            assert any(rule in told for rule in ("?years=2018&years=2020", "Known: years", "takes one id: ?")), query
            assert len(told) < 400, query
    assert seen == {200, 400, 404}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (b"yaers=2018", "'yaers' is not a parameter. Did you mean 'years'? Known: years, sources, as_of, lang, download\n"),
        (b"years=2018&question=x", "'question' is not a parameter. Known: years, sources, as_of, lang, download\n"),
        (b"%00=1", "'\\x00' is not a parameter. Known: years, sources, as_of, lang, download\n"),
    ],
)
def test_a_parameter_that_is_not_known_is_never_passed_over(query: bytes, told: str) -> None:
    answer = _answer("flights", "csv", query)
    assert (answer.status_code, bytes(answer.body).decode()) == (400, told)


@pytest.mark.parametrize(
    "name", ["utm_source", "UTM_Medium", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "twclid"]
)
def test_what_other_sites_hang_onto_a_link_changes_nothing(name: str) -> None:
    plain, hung = _answer("flights", "csv", b"years=2018"), _answer("flights", "csv", f"years=2018&{name}=x&{name}=y".encode())
    assert hung.status_code == 200
    assert (hung.body, hung.headers["etag"]) == (plain.body, plain.headers["etag"])
    assert _answer("deportation-flows", "zip", f"{name}=x".encode()).status_code == 200
    scope = {"type": "http", "method": "GET", "path": "/data/", "headers": []}
    asked = [Request({**scope, "query_string": query}, present) for query in (b"", f"{name}=x".encode())]
    listed = [bytes(asyncio.run(routes.index(request)).body) for request in asked]
    assert listed[0] == listed[1]
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=30)
    app.query_params[name] = "x"
    assert not _told(app.run())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("source", "'source' is not a parameter. Did you mean 'sources'?"),
        ("yaers", "'yaers' is not a parameter. Did you mean 'years'?"),
        ("recrod", "'recrod' is not a parameter. Did you mean 'record'?"),
        ("utm", "'utm' is not a parameter."),
        ("<b>*x*</b>", "'<b>*x*</b>' is not a parameter."),
        ("x" * 3_000, f"'{'x' * 40}' is not a parameter."),
    ],
)
def test_a_page_tells_of_a_parameter_that_it_does_not_know(name: str, told: str) -> None:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=30)
    app.query_params[name] = "all"
    [sentence] = _told(app.run())
    assert sentence == f"In the address of this page, {told}"
    assert not app.exception


def test_a_page_knows_its_own_parameters_and_tells_of_a_few_others_at_most() -> None:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=30)
    asked = {"years": "2018", "sources": "all", "as_of": "2020-12-31", "q": "x", "record": "2018-12", "number": "lowest"}
    for name, value in {**asked, "question": "Interviews", "side": "Cambodia", "embed_options": "x"}.items():
        app.query_params[name] = value
    assert not _told(app.run())
    for number in range(50):
        app.query_params[f"nonsense{number}"] = "x"
    [sentence] = _told(app.run())
    assert sentence.count("is not a parameter") == MOST_TOLD


def _told(app: AppTest) -> list[str]:
    """What a page says of its address, without the marks that keep text from being markup."""
    told = [str(element.value) for element in app.markdown]
    return [sentence.replace("\\", "") for sentence in told if sentence.startswith("In the address")]


def _status(server: str, method: str, target: str) -> int:
    connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=20)
    connection.putrequest(method, target, skip_host=False)
    connection.endheaders()
    try:
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE"])
def test_any_method_is_answered(server: str, method: str) -> None:
    for target in ("/data/flights.csv", "/data/flights.csv?years=x", "/data/nothing.csv", "/totals"):
        status = _status(server, method, target)
        assert 200 <= status < 500, (method, target, status)
    assert _status(server, method, "/data/flights.csv") == {"HEAD": 200, "OPTIONS": 204}.get(method, 405)


@pytest.mark.parametrize(
    "target",
    [
        *("/data/flights.csv?%", "/data/flights.csv?years=%zz", "/data/flights.csv?years=%ff%fe", "/data/flights.csv?%00=%00"),
        *("/data/%00.csv", "/data/%ff.csv", "/data/flights.csv%00", "/data/flights%2ecsv?years=1", "/data/..%2f..%2fabout.csv"),
        *("/data/flights.csv?" + "years=2018&" * 4_000, "/data/flights.csv?" + "x" * 50_000, "/data/" + "x" * 20_000 + ".csv"),
        *(
            "/data/.csv",
            "/data/.",
            "/data/flights.CSV",
            "/data/flights.csv;x",
            "/data/flights.csv?years=2018#x",
            "/data//flights.csv",
        ),
    ],
    ids=lambda target: target[:40],
)
def test_rubbish_in_an_address_is_not_a_fault(server: str, target: str) -> None:
    assert 200 <= _status(server, "GET", target) < 500
    assert _status(server, "GET", "/data/flights.csv?years=2018") == 200
