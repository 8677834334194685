"""What the tests share: the real record, the small invented one, and a way to break it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from loaders import Dataset, load
from loaders.analysis.filters import Filters, default, every
from loaders.analysis.view import View

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small_record"
settings.register_profile("project", deadline=None)  # that a machine is busy is no mistake; a hang ends the whole run
settings.load_profile("project")


LONGEST = ("all_views", "takeaway", "browser", "tasks", "words_by_view", "mutations", "policy", "first", "follow", "inert")
"""The files that take longest: they begin first, so that both processes have work to the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="session")
def whole() -> Dataset:
    """The project's own record, with all its sources."""
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def everything(whole: Dataset) -> View:
    """The same, seen through all sources."""
    return View(whole, Filters(sources=every(whole)))


@pytest.fixture(scope="session")
def dataset(whole: Dataset) -> Dataset:
    """The project's own record as it opens: the article."""
    return whole.through(default(whole))


@pytest.fixture(scope="session")
def article(whole: Dataset) -> View:
    """The record as it opens: the article."""
    return View(whole)


@pytest.fixture(scope="session")
def small() -> View:
    """The invented record, small enough to work out by hand."""
    return View(load(SMALL))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small record that a test may break."""
    return Path(shutil.copytree(SMALL, tmp_path / "record"))


@contextmanager
def serve(**environment: str) -> Iterator[str]:
    """The dashboard on a free port of 127.0.0.1, started as the README says; ended afterwards. Gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), "--server.headless", "true"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait(address, process, environment.get("STREAMLIT_SERVER_BASE_URL_PATH"))
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(address: str, process: subprocess.Popen[bytes], base: str | None = None) -> None:
    """Until a dashboard answers at an address."""
    health = f"{address}/{base}/_stcore/health" if base else f"{address}/_stcore/health"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.stdout.read().decode() if process.stdout else ''}")
        try:
            urllib.request.urlopen(health, timeout=1).close()
        except OSError:
            time.sleep(0.1)  # between two tries at a server that is starting; nothing else tells when it is up
        else:
            return
    raise TimeoutError("the server did not answer within 60 seconds")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running dashboard with the project's own record."""
    with serve() as address:
        yield address
