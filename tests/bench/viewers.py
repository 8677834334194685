"""How long viewers wait who change the years once a second, and the memory that they take: `python -m tests.bench.viewers`.

It starts the dashboard on free ports of 127.0.0.1, as one process or as several replicas among which the viewers are divided;
they are in this process, over Streamlit's own stream and without a browser. Streamlit keeps what a viewer had for two minutes
after they have gone: it waits longer before it reads the memory again.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.side_by_side import Server, start

FIRST = 5  # viewers before the others: what these have made is kept for all


async def stay(servers: Sequence[Server], number: int, seconds: int) -> list[float]:
    """So many viewers at once, each of whom changes the years once a second; how long each change took."""

    async def viewer(place: int) -> list[float]:
        waits: list[float] = []
        address = f"{servers[place % len(servers)].address.replace('http', 'ws')}/_stcore/stream"
        async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as stream:  # type: ignore[list-item]
            await asyncio.sleep(place / number)  # not all in one moment
            for turn in range(seconds + 1):
                message = BackMsg()
                message.rerun_script.query_string = f"years=2002&years={2018 + (turn + place) % 4}"
                message.rerun_script.page_name = "timeline"
                began = time.perf_counter()
                await stream.send(message.SerializeToString())
                while True:
                    told = ForwardMsg.FromString(await stream.recv())
                    if told.WhichOneof("type") == "script_finished":
                        break
                waits.append(time.perf_counter() - began)
                await asyncio.sleep(max(0.0, 1 - waits[-1]))
        return waits[1:]  # the first is the opening of the page

    return [wait for waits in await asyncio.gather(*(viewer(place) for place in range(number))) for wait in waits]


def main() -> None:
    """Measure, and print three lines."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.viewers", description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=50, help="at once (default: 50)")
    parser.add_argument("--replicas", type=int, default=1, help="processes that serve them (default: 1)")
    parser.add_argument("--seconds", type=int, default=60, help="for which they stay (default: 60)")
    parser.add_argument("--minutes", type=int, help="the same in minutes, with the memory told in each of them")
    parser.add_argument("--after", type=int, default=150, help="seconds until memory is read after they have gone (default: 150)")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        servers = [start(stack, {"dashboard"})["dashboard"] for _ in range(chosen.replicas)]
        seconds = chosen.minutes * 60 if chosen.minutes else chosen.seconds
        asyncio.run(stay(servers, FIRST * chosen.replicas, 2))
        before = _memory(servers)
        ended = threading.Event()
        if chosen.minutes:
            threading.Thread(target=_each_minute, args=(servers, ended), daemon=True).start()
        waits = sorted(asyncio.run(stay(servers, chosen.viewers, seconds)))
        ended.set()
        during = _memory(servers)
        time.sleep(chosen.after)
        after = _memory(servers)
    middle, late, most = (round(wait * 1000) for wait in (statistics.median(waits), waits[int(len(waits) * 0.95)], waits[-1]))
    served = f"{chosen.replicas} replicas" if chosen.replicas > 1 else "One process"
    print(f"{served}, {chosen.viewers} viewers, {seconds} changes of each: {len(waits)} served.")
    print(f"A change: median {middle} ms, 95th percentile {late} ms, longest {most} ms.")
    print(f"Memory: {before:.0f} MB before, {during:.0f} MB at the end, {after:.0f} MB {chosen.after} s after they have gone.")


def _memory(servers: Sequence[Server]) -> float:
    """Megabytes that all of them hold."""
    return sum(server.memory() for server in servers)


def _each_minute(servers: Sequence[Server], ended: threading.Event) -> None:
    """Print the memory once a minute, until that has ended."""
    minute = 0
    while not ended.wait(60):
        minute += 1
        print(f"Minute {minute}: {_memory(servers):.0f} MB.", flush=True)


if __name__ == "__main__":
    main()
