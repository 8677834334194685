"""How many answers a second the data routes give: made anew, from memory, and to whoever has them already (If-None-Match).

Run from the project's folder, on Linux: `python -m tests.bench.data_routes`. It starts the dashboard with the project's own
record on a free port of 127.0.0.1 and ends it. Each line takes two seconds or 500 requests at most, one after the other on
one connection.
"""

from __future__ import annotations

import http.client
import socket
import statistics
import time
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from tests.conftest import serve

SECONDS, MOST = 2.0, 500
SAME = {
    "flights.csv": "flights.csv",
    "flights.json": "flights.json",
    "ledger.csv, all sources": "ledger.csv?sources=all",
    "totals.xlsx": "totals.xlsx",
    "flights.parquet": "flights.parquet",
    "flights.csv.zip": "flights.csv.zip",
    "the list": "",
    "the whole record": "deportation-flows.zip",
}


def _days() -> Iterator[str]:
    """The same table by one day after another: no answer is like an earlier one."""
    yield from (
        f"flights.csv?sources=all&as_of={2003 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        for number in range(MOST)
    )


def _timed(connection: http.client.HTTPConnection, paths: Iterator[str], headers: dict[str, str], expected: int) -> list[float]:
    """Seconds that each answer took, for as many as there is time for."""
    took: list[float] = []
    for path in islice(paths, MOST):
        began = time.perf_counter()
        connection.request("GET", f"/data/{path}", headers=headers)
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)  # else this end may hold an answer up for 40 ms
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != expected:
            raise RuntimeError(f"/data/{path} answered {answer.status}, not {expected}")
        if sum(took) > SECONDS:
            break
    return took


def _forever(path: str) -> Iterator[str]:
    while True:
        yield path


def _line(what: str, *cells: str) -> str:
    return " | ".join([f"{what:26}", *(f"{cell:>12}" for cell in cells)])


def _rate(took: list[float]) -> float:
    """By the fastest tenth of the answers: what else the machine does counts less."""
    return 1 / statistics.median(sorted(took)[: max(1, len(took) // 10)])


def main() -> None:
    """Measure, and print a table."""
    with serve() as address:
        place = urlsplit(address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
        print(_line("answers a second", "first", "200", "304", "304 / 200"))
        for what, path in SAME.items():
            first = _timed(connection, iter([path]), {}, 200)
            again = _timed(connection, _forever(path), {}, 200)
            connection.request("GET", f"/data/{path}")
            answer = connection.getresponse()
            answer.read()
            held = _timed(connection, _forever(path), {"If-None-Match": answer.headers["ETag"]}, 304)
            rates = [_rate(first), _rate(again), _rate(held)]
            print(_line(what, *(f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}" for rate in rates), f"{rates[2] / rates[1]:.1f}"))
        print(_line("a day after another", "", f"{_rate(_timed(connection, _days(), {}, 200)):.1f}", "", ""))


if __name__ == "__main__":
    main()
