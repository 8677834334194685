"""A broken record, and a visitor who has Streamlit clear its caches, which it does for everybody: all is served as before."""

from __future__ import annotations

import re
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from loaders.export.forms import FORMS
from loaders.tables.tables import TABLES
from tests.conftest import SMALL, serve

TITLES = {
    "": "People taken back",
    "timeline": "Two groups",
    "totals": "15 to about 17 of the 100",
    "statements": "One question",
    "sources": "One newspaper article, read in full",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose record was whole when it started, is broken now, and whose caches a visitor had cleared."""
    record = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("broken") / "record"))
    with serve(DEPORTATION_FLOWS_DATA=str(record)) as address:
        assert "mistakes" not in _page(address, "totals")
        (record / "flights.yaml").write_text("flights: [\n")
        assert "The record on disk has mistakes" in _page(address, "totals", BackMsg(clear_cache=True))
        yield address


def _page(address: str, name: str, *before: BackMsg) -> str:
    """All words that a page has for a new visitor, who may say something else before asking for it."""
    asked = BackMsg()
    asked.rerun_script.page_name = name
    words: list[str] = []
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=30) as socket:
        for message in (*before, asked):
            socket.send(message.SerializeToString())
        while True:
            answer = socket.recv(timeout=60)
            assert isinstance(answer, bytes)
            told = ForwardMsg.FromString(answer)
            words.append(str(told.delta))
            if told.WhichOneof("type") == "script_finished":
                assert told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return "\n".join(words)


@pytest.mark.parametrize("page", TITLES)
def test_every_page_has_the_last_good_record(site: str, page: str) -> None:
    text = _page(site, page)
    assert "This page shows the record as it was before." in text
    assert "is not valid YAML" in text
    assert "exception {" not in text
    shown = re.findall(r"<h1[^>]*>(.*?)</h1>", text.encode().decode("unicode_escape"))
    assert any(re.sub(r"<[^>]+>", "", title).startswith(TITLES[page]) for title in shown)


@pytest.mark.parametrize("file", ["", "index.json", "deportation-flows.zip", "preview.png"])
def test_every_other_data_route_too(site: str, file: str) -> None:
    with urllib.request.urlopen(f"{site}/data/{file}") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("table", TABLES)
def test_every_table_too(site: str, table: str) -> None:
    for form in FORMS:
        with urllib.request.urlopen(f"{site}/data/{table}.{form}") as answer:
            assert answer.status == 200


@pytest.mark.parametrize("page", TITLES)
def test_the_head_of_every_page_too(site: str, page: str) -> None:
    with urllib.request.urlopen(f"{site}/{page}") as answer:
        assert "An invented record about two invented countries" in answer.read().decode()
