"""Streamlit's own files and the pages leave compressed, and are the same bytes once they are there."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import socket
from email.message import Message
from urllib.parse import urlsplit

import pyarrow as pa
import pytest

from pages import assets
from pages.web import entrance, headers

SCRIPT = next(name for name in sorted(entrance.files()) if name.endswith(".js"))
FONT = next(name for name in sorted(entrance.files()) if name.endswith(".woff2"))


def _ask(server: str, path: str, method: str = "GET", **sent: str) -> tuple[int, Message, bytes]:
    """An answer as it comes: this client adds no header and unpacks nothing."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in sent.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


PAGE = "/timeline?sources=all"


@pytest.mark.parametrize("path", [f"/{SCRIPT}", PAGE, f"/assets/{assets.PLOTLY}"])
@pytest.mark.parametrize(
    ("accepts", "file", "page"),
    [
        ("gzip, deflate, br", "br", "gzip"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, GZIP;q=0.5", "gzip", "gzip"),
        ("identity", None, None),
    ],
)
def test_what_is_text_leaves_compressed_for_whoever_takes_that(
    server: str, path: str, accepts: str, file: str | None, page: str | None
) -> None:
    """A file that is kept as small as can be; a page, which is made for its address, in a short time."""
    coding = page if path == PAGE else file
    plain = _ask(server, path)[2]
    status, told, content = _ask(server, path, Accept_Encoding=accepts)
    assert (status, told["content-encoding"]) == (200, coding)
    assert "Accept-Encoding" in told["vary"]
    assert int(told["content-length"]) == len(content)
    assert _unpacked(content, coding, len(plain)) == plain
    assert len(content) < len(plain) / 2 or not coding


def _unpacked(content: bytes, coding: str | None, size: int) -> bytes:
    if coding == "br":
        return bytes(pa.Codec("brotli").decompress(content, decompressed_size=size, asbytes=True))
    return gzip.decompress(content) if coding else content


def test_a_file_of_streamlits_is_as_it_lies_and_kept_for_ever(server: str) -> None:
    status, told, content = _ask(server, f"/{SCRIPT}", Accept_Encoding="gzip")
    assert gzip.decompress(content) == (entrance.SHELL / SCRIPT).read_bytes()
    assert "immutable" in told["cache-control"]
    assert told["content-type"] == _ask(server, f"/{SCRIPT}")[1]["content-type"]
    assert _ask(server, f"/{SCRIPT}", Accept_Encoding="gzip", If_None_Match=f'W/"x", {told["etag"]}')[::2] == (304, b"")
    status, headed, none = _ask(server, f"/{SCRIPT}", "HEAD", Accept_Encoding="gzip")
    assert (status, headed["content-length"], none) == (200, str(len(content)), b"")
    assert _ask(server, f"/{SCRIPT}")[1]["etag"] != told["etag"]


def test_what_is_compressed_in_itself_passes(server: str) -> None:
    status, told, content = _ask(server, f"/{FONT}", Accept_Encoding="gzip")
    assert (status, told["content-encoding"]) == (200, None)
    assert content == (entrance.SHELL / FONT).read_bytes()


def test_a_connection_sends_at_once_what_is_written() -> None:
    """On a listening socket that names no protocol, as Streamlit's: asyncio leaves what it accepts there as it is."""
    seen: list[int] = []

    class Server(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport
            own = transport.get_extra_info("socket")
            headers._at_once(self.receive)  # type: ignore[arg-type]
            seen.append(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            transport.close()

        async def receive(self) -> None:
            """Where a server's `receive` is bound to what holds the connection."""

    async def connect() -> None:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        async with await asyncio.get_running_loop().create_server(Server, sock=listening):
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            await reader.read()
            writer.close()

    asyncio.run(connect())
    assert len(seen) == 1
    assert seen[0] != 0
