"""Running the dashboard in public: a server's mode, what it tells those who watch it, and the files that it is shipped with."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.types import Message, Receive, Scope, Send

from loaders import FOLDER, held
from pages import settings
from pages.web import listing, log, origin
from tests.conftest import ROOT, SMALL, free_port, wait

PUBLIC = "https://flows.example.org"


@pytest.mark.parametrize(
    ("mode", "follow", "expected"),
    [("", "", (False, True)), ("author", "no", (False, False)), ("server", "", (True, False)), ("server", "yes", (True, True))],
)
def test_one_switch_chooses_for_whom_it_runs(
    mode: str, follow: str, expected: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.MODE, mode)
    monkeypatch.setenv(settings.FOLLOW, follow)
    assert (settings.is_server(), settings.follows()) == expected
    assert settings.for_streamlit().get("STREAMLIT_SERVER_ADDRESS") == ("0.0.0.0" if expected[0] else None)  # noqa: S104


@pytest.mark.parametrize(
    ("variable", "value", "rule"),
    [(settings.MODE, "public", "author or server"), (settings.FOLLOW, "1", "yes or no")],
)
def test_another_word_is_refused(variable: str, value: str, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValueError, match=f"^{variable} is '{value}'. It must be {rule}$"):
        settings.check()


def test_a_server_tells_of_its_load_and_of_each_data_request_in_lines_of_json() -> None:
    """Started by itself, for readers: it greets nobody, answers, and says what was asked for and not by whom."""
    port = free_port()
    command = [sys.executable, "dashboard.py", "--server.port", str(port)]
    environment = {**os.environ, settings.MODE: "server", FOLDER: str(SMALL), "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            wait(f"http://127.0.0.1:{port}", process)
            asked = urllib.request.Request(
                f"http://127.0.0.1:{port}/data/flights.csv?sources=all", headers={"User-Agent": "Reader/1"}
            )
            urllib.request.urlopen(asked, timeout=60).close()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/data/status.json", timeout=60) as answer:
                status = json.loads(answer.read())
                assert answer.headers["cache-control"] == "no-store"
        finally:
            process.terminate()
            printed, told = process.communicate(timeout=30)
    assert printed.strip() == b""
    lines = [json.loads(line) for line in told.decode().splitlines()]
    load, flights = lines[:2]
    assert (load["event"], load["whole"], load["reports"]) == ("load", True, status["counts"]["reports"])
    assert (flights["event"], flights["path"], flights["query"]) == ("data", "/data/flights.csv", "sources=all")
    assert (flights["status"], flights["bytes"] > 100) == (200, True)
    assert "Reader" not in told.decode()
    assert "127.0.0.1" not in told.decode()
    assert (status["ready"], status["whole"], status["problems"]) == (True, True, [])


def test_the_status_of_a_record_that_breaks_and_of_one_that_is_not_there(folder: Path) -> None:
    """The last whole record, since when, and where the mistakes are; no path of the machine."""
    of_folder = held.Held(folder)
    good = listing.status(of_folder.state(0))
    (folder / "actors.yaml").write_text("sides: 1\n")
    broken = listing.status(of_folder.state(0))
    assert (broken["ready"], broken["whole"], broken["loaded"]) == (True, False, good["loaded"])
    assert broken["version"] == good["version"]
    assert broken["problems"][0]["file"] == "actors.yaml"
    gone = listing.status(held.Held(folder / "nothing").state(0))
    assert (gone["ready"], gone["loaded"], gone["problems"][0]["code"]) == (False, None, "folder.missing")
    assert str(folder) not in json.dumps([broken, gone])


def _through(middleware: Any, scope: Scope) -> tuple[list[Scope], list[Message]]:
    """What comes through to the application, which answers 200, and what is sent."""
    passed: list[Scope] = []
    sent: list[Message] = []

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        passed.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"12345"})

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(middleware(app)(scope, receive, send))
    return passed, sent


@pytest.mark.parametrize(
    ("site", "host", "public", "own"),
    [
        *((PUBLIC, "flows.example.org", "", True), (PUBLIC, "10.0.0.2:8501", "", False), ("", "10.0.0.2:8501", "", True)),
        *((PUBLIC, "10.0.0.2:8501", f"{PUBLIC}/flows", True), ("https://evil.example", "10.0.0.2", PUBLIC, False)),
        *(("http://flows.example.org", "10.0.0.2", PUBLIC, False), ("null", "flows.example.org", PUBLIC, False)),
        ("http://localhost:3000", "localhost:8501", "", False),
    ],
)
def test_the_stream_is_for_the_pages_of_the_site_and_whoever_runs_it_hears_of_others(
    site: str, host: str, public: str, own: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(settings.URL, public)
    origin._tell.cache_clear()
    named = [(b"origin", site.encode())] if site else []
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", host.encode()), *named]}
    for _ in range(2):
        passed, sent = _through(origin.Origin, scope)
        assert [one["headers"] for one in passed] == ([[(b"host", host.encode())]] if own else [])
        assert [one["type"] for one in sent][:1] == ["http.response.start" if own else "websocket.close"]
    assert len(caplog.records) == (not own)
    assert not own or not caplog.text
    assert own or ("set DEPORTATION_FLOWS_URL" in caplog.text and repr(site) in caplog.text)


def test_nothing_that_is_asked_for_can_begin_a_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, log.__name__)
    scope = {"type": "http", "method": "GET", "path": '/data/a\n{"event": "load"}', "query_string": b"x=\xff" + b"9" * 999}
    _through(log.Log, scope)
    _through(log.Log, {**scope, "path": "/totals"})
    (record,) = caplog.records
    line = log.Lines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["event"], told["path"], told["status"], told["bytes"]) == ("data", scope["path"], 200, 5)
    assert len(told["query"]) == log.LONGEST


def _project() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"])


def test_the_requirements_are_those_of_the_project() -> None:
    """For hosts that read no pyproject.toml; no place to get them from is named."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == _project()["dependencies"]


def test_the_record_is_licensed_as_its_about_says() -> None:
    licence = (ROOT / "data" / "LICENSE").read_text()
    assert "CC BY 4.0" in yaml.safe_load((ROOT / "data" / "about.yaml").read_text())["licence"]
    assert "(CC BY 4.0)" in licence
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in licence


def test_the_composed_services_stand_on_files_that_there_are() -> None:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text())
    services = composed["services"]
    conf = (ROOT / ".deploy" / "replicas.conf").read_text()
    replicas = re.findall(r"server (\S+):8501", conf)
    assert len(replicas) == 2
    assert set(replicas) <= services.keys()
    for name, service in services.items():
        assert service["read_only"], name
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert (ROOT / source).exists() if source.startswith(".") else source in composed["volumes"], volume
    used = {name for service in services.values() for name in re.findall(r"\$\{(\w+)", json.dumps(service))}
    assert used <= {settings.URL, settings.FRAMES, "PORT"}


def test_the_image_holds_what_the_dashboard_needs_and_runs_as_nobody_of_note() -> None:
    steps = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [name for step in steps if step.startswith("COPY ") and "--from" not in step for name in step.split()[1:-1]]
    assert {"dashboard.py", "pyproject.toml", "loaders", "pages", "data", ".streamlit"} <= set(copied)
    assert all((ROOT / name).exists() for name in copied)
    user = next(step.split()[1] for step in steps if step.startswith("USER "))
    assert user not in {"root", "0"}
    assert f"{settings.MODE}=server" in "\n".join(steps)


def test_the_workflow_runs_the_commands_of_the_readme() -> None:
    """On the lowest and the newest Python, with the lowest and the newest libraries."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yaml").read_text())
    (job,) = workflow["jobs"].values()
    rows = job["strategy"]["matrix"]["include"]
    lowest = _project()["requires-python"].removeprefix(">=")
    assert {(row["python"], row["libraries"]) for row in rows} == {(lowest, "lowest"), (lowest, "newest"), ("3", "newest")}
    ran = "\n".join(step.get("run", "") for step in job["steps"])
    assert "bash .ci/run" in ran
    assert "grep -m 1 -F 'streamlit run' README.md" in ran


def test_the_readme_lists_the_settings_that_there_are() -> None:
    table = set(re.findall(r"^\| `(DEPORTATION_FLOWS_\w+)` \|", (ROOT / "README.md").read_text(), re.M))
    assert table == {FOLDER, *(value for value in vars(settings).values() if str(value).startswith("DEPORTATION_FLOWS_"))}
    for path in ("DEPLOYING.md", "compose.yaml", "Dockerfile"):
        assert set(re.findall(r"DEPORTATION_FLOWS_[A-Z]+", (ROOT / path).read_text())) <= table, path
