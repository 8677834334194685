"""The data routes from within: what is not made, for whom, and that a tag never names two contents."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from loaders.analysis.filters import Filters, every
from loaders.export.forms import FORMS, Form
from loaders.export.views import CITED
from loaders.tables import narrowing
from pages import contents, settings
from pages.app import view
from pages.panels import page as writer
from pages.panels.panel import Asked, Page
from pages.web import routes
from pages.web.answers import Kept, Made
from tests.conftest import SMALL


async def _present() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _gone() -> Message:
    return {"type": "http.disconnect"}


def _ask(target: str, method: str = "GET", host: str = "example.org", receive: Callable = _present, **headers: str) -> Response:
    file, _, query = target.partition("?")
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": "/", "scheme": "http", "server": (host, 80), "headers": named}
    return asyncio.run(routes.data(Request({**scope, "query_string": query.encode(), "path_params": {"file": file}}, receive)))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small record, and nothing in memory."""
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    monkeypatch.setattr(routes, "KEPT", Kept(1_000_000))


@pytest.fixture
def nothing_made(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on no view is made and no bytes."""

    def refuse(*_: object) -> None:
        raise AssertionError("made in vain")

    def forbid() -> None:
        monkeypatch.setattr("pages.app.view.seen_through", refuse)
        monkeypatch.setattr("loaders.export.views.whole", refuse)
        monkeypatch.setattr(
            "pages.web.routes.FORMS", {form: Form(known.title, known.media, refuse) for form, known in FORMS.items()}
        )

    return forbid


TARGETS = [
    "flights.csv?years=2010&as_of=2012-12-31",
    "flights.xlsx",
    "record.json?record=treaty",
    "index.json",
    "deportation-flows.zip",
]


@pytest.mark.parametrize("target", TARGETS)
def test_whoever_has_it_is_told_so_before_anything_is_made(target: str, nothing_made: Callable[[], None]) -> None:
    tag = _ask(target).headers["etag"]
    nothing_made()
    routes.KEPT = Kept(0)
    answer = _ask(target, if_none_match=f'"other", {tag}')
    assert (answer.status_code, answer.headers["etag"], answer.body) == (304, tag, b"")


@pytest.mark.parametrize("target", TARGETS)
def test_what_was_made_once_is_not_made_again(target: str, nothing_made: Callable[[], None]) -> None:
    first = _ask(target)
    nothing_made()
    again = _ask(target)
    assert (again.status_code, again.body, again.headers) == (200, first.body, first.headers)
    head = _ask(target, "HEAD")
    assert (head.status_code, head.body, head.headers) == (200, b"", first.headers)


def test_nothing_is_made_for_whoever_has_gone(nothing_made: Callable[[], None]) -> None:
    nothing_made()
    assert _ask("flights.csv", receive=_gone).status_code == routes.GONE


def test_head_makes_no_bytes_and_refuses_what_get_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _ask("flights.xlsx?years=2010")
    routes.KEPT = Kept(0)

    def refuse(_: object) -> bytes:
        raise AssertionError("made in vain")

    monkeypatch.setitem(FORMS, "xlsx", Form("Excel", FORMS["xlsx"].media, refuse))
    head = _ask("flights.xlsx?years=2010", "HEAD")
    told = {name: value for name, value in whole.headers.items() if name != "content-length"}
    assert (head.status_code, head.body, dict(head.headers)) == (200, b"", told)
    assert _ask("flights.xlsx?years=1066", "HEAD").status_code == 400
    assert _ask("flights.xlsx?years=1066", if_none_match="*").status_code == 400


def test_no_two_contents_share_a_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    queries = ["", "years=2010", "years=2010&years=2011", "years=2011", "as_of=2012-12-31", "as_of=2013-12-31"]
    files = [
        f"{name}.{form}" for name in ("flights", "totals", "statements") for form in ("csv", "json", "parquet", "bib", "ris")
    ]
    targets = [f"{file}?{query}" for file in files for query in queries]
    targets += [f"statements.csv?{query}" for query in ("question=enough", "side=zenda", "question=enough&side=zenda")]
    targets += [f"record.csv?record={name}" for name in ("treaty", "spring", "rise", "sum:itemised:groups")]
    answers = [_ask(target, host="example.com") for target in targets]
    monkeypatch.setenv(settings.URL, "https://example.org")  # it stands in many of the bytes; a host that is asked never does
    answers += [_ask(target, host="example.com") for target in targets]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)


def test_the_same_question_in_other_words_has_the_same_tag() -> None:
    assert _ask("flights.csv?years=2010").headers["etag"] == _ask("flights.csv?years=2010&years=2010").headers["etag"]
    assert _ask("flights.csv?sources=all").headers["etag"] == _ask("flights.csv?sources=herald").headers["etag"]


def test_the_tag_follows_what_the_record_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    tags = [_ask("flights.csv").headers["etag"]]
    herald = folder / "sources" / "herald.yaml"
    for old, new in (("source:\n", "# a comment\nsource:\n"), ("value: 10\n", "value: 11\n"), ("value: 11\n", "value: 10\n")):
        herald.write_text(herald.read_text().replace(old, new, 1))
        tags.append(_ask("flights.csv").headers["etag"])
    assert tags[0] == tags[1] == tags[3] != tags[2]


def test_what_is_kept_is_bounded_and_the_latest() -> None:
    kept = Kept(10)
    for tag, size in (("a", 4), ("b", 4), ("large", 11)):
        kept.put(tag, Made(b"x" * size, ""))
    assert kept.get("large") is None
    assert kept.get("a") is not None
    kept.put("c", Made(b"x" * 4, ""))
    assert [kept.get(tag) is not None for tag in "abc"] == [True, False, True]


def test_a_fault_is_told_and_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> bytes:
        raise KeyError("inner secret")

    monkeypatch.setitem(FORMS, "csv", Form("CSV", "text/csv", fail))
    answer = _ask("flights.csv")
    assert (answer.status_code, b"Choose another form" in answer.body, b"secret" in answer.body) == (500, True, False)
    assert "inner secret" in caplog.text

    def refuse(_: object) -> bytes:
        raise ValueError("A text is too long for this form. Take CSV.")

    monkeypatch.setitem(FORMS, "csv", Form("CSV", "text/csv", refuse))
    assert _ask("flights.csv").status_code == 400


def _rows(target: str) -> pd.DataFrame:
    answer = _ask(target)
    assert answer.status_code == 200, answer.body
    return pd.read_csv(io.BytesIO(bytes(answer.body)))


def test_a_table_is_narrowed_to_a_question_and_a_side() -> None:
    assert set(_rows("statements.csv?question=enough")["question_id"]) == {"enough"}
    assert len(_rows("statements.csv?side=ruritania")) == 0
    assert _rows("positions.csv?side=ruritania").empty  # nobody of that side has spoken
    named = _ask("statements.csv?question=enough&side=zenda").headers["content-disposition"]
    assert 'filename="statements-2005-2013-enough-zenda-' in named
    for target, told in {
        "statements.csv?question=x": "Ids: enough",
        "statements.csv?side=zenda&side=ruritania": "takes one id",
        "flights.csv?question=enough": "'question' is not a parameter",
        "statements.csv?qestion=enough": "Did you mean 'question'?",
    }.items():
        answer = _ask(target)
        assert (answer.status_code, told in bytes(answer.body).decode()) == (400, True), answer.body


def test_one_record_has_an_address() -> None:
    assert list(_rows("record.csv?record=treaty")["id"]) == ["treaty"]
    assert list(_rows("record.csv?record=spring")["id"]) == ["spring-herald", "spring-minister"]
    assert list(_rows("record.csv?record=rise")["id"]) == ["rise"]
    assert list(_rows("record.csv?record=sum:itemised:groups&years=2010")["id"]) == ["sum:itemised:groups"]
    assert _ask("record.csv?record=nothing").status_code == 404
    assert _ask("record.csv?record=nothing", "HEAD").status_code == 404
    for target in ("record.csv", "record.csv?record=a&record=b", "record.csv?record=treaty&side=zenda"):
        assert _ask(target).status_code == 400


@pytest.mark.parametrize("form", list(CITED))
def test_citations_have_addresses(form: str) -> None:
    for target, told in {
        f"flights.{form}?years=2010": "Few go to Zenda",
        f"record.{form}?record=total-2012": "paragraph 5",
        f"record.{form}?record=rise": "Half as many again came",
        f"deportation-flows.{form}": "An invented record",
    }.items():
        answer = _ask(target)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert f'-citation.{form}"' in answer.headers["content-disposition"]
        assert told in bytes(answer.body).decode()
    assert _ask(f"deportation-flows.{form}?years=2010").status_code == 400


def test_json_is_shown_unless_it_is_to_be_saved() -> None:
    shown, saved = _ask("flights.json?years=2010"), _ask("flights.json?years=2010&download=yes")
    assert shown.headers["content-disposition"].startswith("inline; ")
    assert saved.headers["content-disposition"].startswith("attachment; ")
    assert shown.body == saved.body


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("narrowed", [narrowing.ALL, narrowing.Narrowing(question="enough"), narrowing.Narrowing(side="zenda")])
def test_the_addresses_under_a_panel_have_its_rows(page: Page, narrowed: narrowing.Narrowing) -> None:
    record = view.state().record
    assert record
    asked = Asked(view.seen_through(record, Filters(sources=every(record))), narrowed)
    for panel in page.standing(asked):
        if not (panel.table and panel.shows(asked)) or panel.own:
            continue
        files = re.findall(r'href="/data/([^"]+[.]csv[?][^"]*)"[^>]*aria-label="CSV: (\d[\d,]*) ', writer.foot(panel, asked))
        assert [csv.partition(".")[0] for csv, _ in files][:1] == [panel.table]
        for csv, told in files:
            assert len(_rows(unescape(csv))) == int(told.replace(",", "")), csv
        assert int(files[0][1]) == len(panel.rows(asked)), panel.name
