"""Data routes under load: `python -m tests.bench.data_load`. Many requests a second, and readers who take a few bytes a second.

It starts the dashboard on a free port of 127.0.0.1. Requests leave at their time, whether or not earlier ones are answered, each
on one of a few connections that are kept: without the tag of what the client has (If-None-Match), and with it. Then the same
beside slow readers, each of whom asks for the whole record on a connection of their own and reads BYTES of it a second.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.side_by_side import Server, start

PATHS = ("/data/flights.csv", "/data/ledger.json?sources=all", "/data/totals.xlsx", "/data/statements.parquet", "/data/")
LARGE = "/data/deportation-flows.zip"
CONNECTIONS = 50
BYTES = 8
"""What a slow reader takes a second."""
BUFFER = 4096
"""Bytes that a slow reader's machine takes in advance, so that the server notices how slow they are."""


@dataclass
class Told:
    """What came of the requests: seconds of each from when it was due, and how often each status was answered."""

    waits: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)

    def line(self, what: str, seconds: float) -> str:
        """The same as one line."""
        waits = sorted(self.waits)
        middle, late, most = (round(wait * 1000) for wait in (statistics.median(waits), waits[int(len(waits) * 0.95)], waits[-1]))
        answers = ", ".join(f"{number:,} x {status}" for status, number in sorted(self.answers.items()))
        rate = len(waits) / seconds
        return f"{what}: {rate:.0f} a second, {answers}; median {middle} ms, 95th percentile {late} ms, longest {most} ms."


async def asked(server: Server, path: str, tag: str = "") -> tuple[int, str]:
    """One answer on a connection of its own; its status and its tag."""
    reader, writer = await _connected(server)
    status, found = await _answer(reader, writer, path, tag)
    writer.close()
    return status, found


async def load(server: Server, rate: int, seconds: int, tags: dict[str, str]) -> Told:
    """So many requests a second for so long. tags: what the client has of each path."""
    told, due = Told(), asyncio.Queue[float | None]()
    paths = list(PATHS)

    async def connection(place: int) -> None:
        reader, writer = await _connected(server)
        turn = place
        while (moment := await due.get()) is not None:
            path = paths[turn % len(paths)]
            turn += 1
            status, _ = await _answer(reader, writer, path, tags.get(path, ""))
            told.waits.append(time.perf_counter() - moment)
            told.answers[status] += 1
        writer.close()

    async def clock() -> None:
        began = time.perf_counter()
        for number in range(rate * seconds):
            moment = began + number / rate
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            due.put_nowait(moment)
        for _ in range(CONNECTIONS):
            due.put_nowait(None)

    await asyncio.gather(clock(), *(connection(place) for place in range(CONNECTIONS)))
    return told


async def beside_slow(server: Server, readers: int, work: Callable[[], Awaitable[Told]]) -> Told:
    """The same while so many slow readers are there."""
    slow = [asyncio.create_task(_slow(server)) for _ in range(readers)]
    await asyncio.sleep(1)
    told = await work()
    still = sum(not one.done() for one in slow)
    for one in slow:
        one.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    print(f"{still} of {readers} slow readers were still reading at the end.")
    return told


async def _slow(server: Server) -> None:
    place = urlsplit(server.address)
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    small.setblocking(False)
    await asyncio.get_running_loop().sock_connect(small, (place.hostname, place.port))
    reader, writer = await asyncio.open_connection(sock=small, limit=BUFFER)
    writer.write(_request(LARGE, ""))
    with suppress(ConnectionError):
        while await reader.read(BYTES):
            await asyncio.sleep(1)


async def _connected(server: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    place = urlsplit(server.address)
    return await asyncio.open_connection(place.hostname, place.port)


def _request(path: str, tag: str) -> bytes:
    held = f"If-None-Match: {tag}\r\n" if tag else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{held}\r\n".encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, tag: str) -> tuple[int, str]:
    """Ask on a connection, and read the whole answer."""
    writer.write(_request(path, tag))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    told = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
    if "chunked" in told.get("transfer-encoding", ""):
        while size := int((await reader.readline()).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(told.get("content-length", "0")))
    return int(head[0].split()[1]), told.get("etag", "")


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.data_load", description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=int, default=200, help="requests a second (default: 200)")
    parser.add_argument("--seconds", type=int, default=60, help="of each measurement (default: 60)")
    parser.add_argument("--slow", type=int, default=100, help="slow readers (default: 100)")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        asyncio.run(measure(start(stack, {"dashboard"})["dashboard"], chosen.rate, chosen.seconds, chosen.slow))


async def measure(server: Server, rate: int, seconds: int, slow: int) -> None:
    """The three measurements: without tags, with them, and beside slow readers."""
    tags = {path: tag for path in PATHS for _, tag in [await asked(server, path)]}
    await asked(server, LARGE)
    before = server.memory()
    print((await load(server, rate, seconds, {})).line("Without a tag", seconds), flush=True)
    print((await load(server, rate, seconds, tags)).line("With the tag", seconds), flush=True)
    told = await beside_slow(server, slow, lambda: load(server, rate, seconds, {}))
    print(told.line(f"Without a tag, beside {slow} slow readers", seconds))
    print(f"Memory: {before:.0f} MB before, {server.memory():.0f} MB after.")


if __name__ == "__main__":
    main()
