"""Charts as files: a Chromium without a window draws what the dashboard has the reader's browser draw.

One process for a whole edition. It reads a page of a server on this machine, takes one drawing after the other from there, and
hands back each in its forms: a picture as SVG and PNG, a chart as SVG for each kind of screen. It asks no other host for
anything, and ends with the command.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from queue import Empty, Queue
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Thread
from typing import IO, Any, Self, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from pages import assets

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LONGEST = 60.0  # seconds for one drawing, the first with the start of the program
ENDS = 10.0  # seconds that the program has to end by itself
FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--hide-scrollbars", "--mute-audio"),
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability"),
    *("--disable-extensions", "--disable-sync", "--disable-breakpad", "--metrics-recording-only", "--no-pings"),
    *("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--password-store=basic"),
)
TYPES = {"": "text/html; charset=utf-8", **assets.TYPES}

Picture: TypeAlias = Mapping[str, bytes]
"""A drawing by its form."""


class PictureError(Exception):
    """A drawing could not be drawn; says which program did not, and why."""


Answer: TypeAlias = Picture | PictureError | None


def program() -> str | None:
    """The Chromium of this machine; None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Chromium:
    """Draws, from the first one on until its context ends."""

    def __init__(self, path: str, longest: float = LONGEST) -> None:
        self._path, self._longest = path, longest
        self._started = ExitStack()
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._started.close()

    def draw(self, data: Mapping[str, Any]) -> Picture | None:
        """A drawing from its data; None where no font has its letters. Raises PictureError."""
        self._server = self._server or self._start()
        self._server.jobs.put(json.dumps(data).encode())
        try:
            answer = self._server.answers.get(timeout=self._longest)
        except Empty:
            answer = PictureError(f"nothing came within {self._longest:g} seconds")
        if isinstance(answer, PictureError):
            raise PictureError(f"{self._path} did not draw ‘{data['words']['title']}’: {answer}")
        return answer

    def _start(self) -> _Server:
        profile = self._started.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        server = self._started.enter_context(_Server())
        said = self._started.enter_context(TemporaryFile())  # noqa: SIM115  # it is closed as the context ends
        rootless = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        process = subprocess.Popen(  # noqa: S603  # what the PATH names
            [self._path, *FLAGS, *rootless, f"--user-data-dir={profile}", server.page],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        watch = Thread(target=_watch, args=(process, said, server.answers))
        watch.start()
        self._started.callback(watch.join)
        self._started.callback(_end, process)
        self._started.callback(server.jobs.put, None)
        return server


def _watch(process: subprocess.Popen[bytes], said: IO[bytes], answers: Queue[Answer]) -> None:
    """Tell whoever waits for a drawing that the program has ended, with the last line that it said."""
    code = process.wait()
    said.seek(0)
    last = said.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
    answers.put(PictureError(f"it ended with {code}. {last}"))


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(ENDS)
    except subprocess.TimeoutExpired:
        process.kill()


class _Server(ThreadingHTTPServer):
    """Serves the page that draws, at an address that no one else knows. jobs: data of drawings, as JSON; None is the end."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.jobs, self.answers = Queue[bytes | None](), Queue[Answer]()
        self.root = f"/{secrets.token_urlsafe()}/"
        self.page = f"http://127.0.0.1:{self.server_port}{self.root}"

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """The page, what it needs, and the next job."""
        name = self.path.rpartition("/")[2]
        if self.path == f"{self.server.root}job":
            job = self.server.jobs.get()
            self._answer(200 if job is not None else 204, job or b"", "application/json")
        elif self.path == self.server.root or name in assets.drawing():
            self._answer(200, assets.drawing()[name], TYPES[name.rpartition(".")[2]])
        else:
            self._answer(404, b"", TYPES[""])

    def do_POST(self) -> None:
        """A drawing that is made, or why it is not."""
        told, body = urlsplit(self.path), self.rfile.read(int(self.headers["Content-Length"]))
        answers, parts = self.server.answers, BytesIO(body)
        match told.path.removeprefix(self.server.root):
            case "drawn":
                answers.put({form: parts.read(int(size)) for form, size in parse_qsl(told.query)})
            case "unreadable":
                answers.put(None)
            case "failed":
                answers.put(PictureError(body.decode("utf-8", "replace")))
        self._answer(204, b"", TYPES[""])

    def _answer(self, status: int, body: bytes, media: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is told of each request."""
