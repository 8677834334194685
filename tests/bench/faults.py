"""What viewers see of a fault: `python -m tests.bench.faults`. It says how many are back by themselves, and when.

In headless Chromium, each viewer in a view of their own: their connections are cut; the process is killed and another started at
its port; one of two replicas behind nginx (with `.deploy/debian.conf` as it is shipped, but for ports) is killed, the one that
serves them all. Back means: the page is connected, shows the line of its view as before, and moves its years by a key, without
a reload by whoever drives it. Needs Chromium and nginx.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Locator, Page, WebSocket, sync_playwright
from playwright.sync_api import TimeoutError as Late

from tests.bench.side_by_side import FLAGS, nginx
from tests.conftest import ROOT, free_port, wait

MOST_KEYS = 3
PATIENCE = 60_000  # milliseconds until a viewer counts as lost
BACK = """line => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('.st-key-change summary')?.textContent.includes(line);
}"""


@contextmanager
def replica(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A dashboard in a server's mode on a port of 127.0.0.1; killed at the end, if it is there still."""
    environment = {**os.environ, "DEPORTATION_FLOWS_MODE": "server", "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
    command = [sys.executable, "dashboard.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}", process)
        yield process
    finally:
        process.kill()
        process.wait()


class Relay:
    """A port that passes everything on to another, until it cuts all that is open."""

    def __init__(self, to: int) -> None:
        self._to, self._open = to, set[socket.socket]()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> int:
        """Cut every connection, as a network that is gone does; how many there were."""
        cut = list(self._open)
        for one in cut:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        return len(cut) // 2

    def _accept(self) -> None:
        while True:
            near = self._listening.accept()[0]
            far = socket.create_connection(("127.0.0.1", self._to))
            for source, target in ((near, far), (far, near)):
                self._open.add(source)
                threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while told := source.recv(65_536):
                target.sendall(told)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._open.discard(source)
        source.close()


def site(first: int, second: int) -> str:
    """nginx's file for two replicas, as it is shipped, but for their ports."""
    told = (ROOT / ".deploy" / "debian.conf").read_text()
    return told.replace(":8501", f":{first}").replace(":8502", f":{second}")


@dataclass
class Viewer:
    """An open page, the words by which its view is known, the WebSockets that it has opened, and how many before the fault."""

    page: Page
    words: str
    streams: list[WebSocket] = field(default_factory=list)
    before: int = 0
    keys: int = 0

    def streaming(self, stream: WebSocket) -> None:
        """Note a WebSocket of the page."""
        self.streams.append(stream)

    def last_year(self) -> Locator:
        """The handle of the last year."""
        return self.page.get_by_role("slider", name="Years").last

    def back(self) -> None:
        """Wait until it has opened another stream, shows its view, and moves its last year by a key; raises if it does not.

        A key that moves nothing is pressed again, as a reader would, and is counted.
        """
        deadline = time.monotonic() + PATIENCE / 1000
        while len(self.streams) == self.before and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        self.page.wait_for_function(BACK, arg=self.words, timeout=PATIENCE)
        before = self.page.url
        while self.page.url == before and self.keys < MOST_KEYS:
            self.last_year().press("ArrowRight", timeout=PATIENCE)
            self.keys += 1
            with suppress(Late):
                self.page.wait_for_url(lambda address: address != before, timeout=PATIENCE / 10)
        if self.page.url == before:
            raise Error(f"{self.keys} keys have moved nothing")


def opened(browser: Browser, port: int, number: int) -> list[Viewer]:
    """So many viewers, each in a view of their own."""
    viewers = []
    for place in range(number):
        viewer = Viewer(browser.new_page(), f"{2018 + place % 4}")
        viewer.page.on("websocket", viewer.streaming)
        viewer.page.goto(f"http://127.0.0.1:{port}/timeline?years={viewer.words}&years={viewer.words}")
        viewer.page.wait_for_function(BACK, arg=viewer.words, timeout=PATIENCE)
        viewer.last_year().wait_for(timeout=PATIENCE)  # its modules have come; one that a fault keeps from it takes a reload
        viewer.before = len(viewer.streams)
        viewers.append(viewer)
    return viewers


def told(what: str, viewers: list[Viewer], fault: Callable[[], object]) -> None:
    """Have something happen, and print how many viewers are back by themselves, and when the last one was."""
    for viewer in viewers:
        viewer.page.evaluate("window.stayed = true")
    began, back, stayed = time.perf_counter(), 0, 0
    fault()
    for viewer in viewers:
        try:
            viewer.back()
        except Error as lost:
            print(f"lost: {str(lost).splitlines()[0]}")
        else:
            back += 1
            stayed += bool(viewer.page.evaluate("window.stayed"))
    seconds = time.perf_counter() - began
    print(f"{what}: {back} of {len(viewers)} back in their view within {seconds:.0f} s, {stayed} without a reload, ", end="")
    print(f"{sum(viewer.keys for viewer in viewers)} keys pressed", flush=True)
    for viewer in viewers:
        viewer.page.close()


def cut(browser: Browser, number: int) -> None:
    """Their connections are cut."""
    first = free_port()
    with replica(first):
        relay = Relay(first)
        told("Connections cut", opened(browser, relay.port, number), relay.cut)


def restart(browser: Browser, number: int) -> None:
    """The process is killed, and another started at its port; time counts from when that answers."""
    first = free_port()
    with replica(first) as process:
        viewers = opened(browser, first, number)
        process.kill()
        process.wait()
        with replica(first):
            told("Process killed, another started", viewers, lambda: None)


def replicas(browser: Browser, number: int) -> None:
    """Of two replicas behind nginx the one that serves them is killed."""
    first, second = free_port(), free_port()
    shared = {"deportation-flows": (ROOT / ".deploy" / "proxy.conf").read_text()}
    with replica(first) as one, replica(second) as two, nginx(site(first, second), **shared) as before:
        viewers = opened(browser, int(before.address.rpartition(":")[2]), number)
        told("One replica of two killed", viewers, max((one, two), key=_connections).kill)


FAULTS = {fault.__name__: fault for fault in (cut, restart, replicas)}


def main() -> None:
    """Each fault in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=10, help="viewers of each fault (default: 10)")
    parser.add_argument("--only", nargs="+", choices=FAULTS, default=list(FAULTS), help="these faults (default: all)")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        for name in chosen.only:
            FAULTS[name](browser, chosen.viewers)
        browser.close()


def _connections(process: subprocess.Popen[bytes]) -> int:
    """How many sockets a process holds."""
    files = Path(f"/proc/{process.pid}/fd").iterdir()
    return sum(1 for file in files if re.match("socket:", str(file.readlink())))


if __name__ == "__main__":
    main()
