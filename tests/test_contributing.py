"""CONTRIBUTING.md, followed to the letter: its commands and its YAML, on a copy of the record, up to the screen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from loaders import load
from tests.conftest import ROOT
from tests.said import said

SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", (ROOT / "CONTRIBUTING.md").read_text(), re.M | re.S))


def _blocks(section: str) -> list[tuple[str, str]]:
    """The blocks of one walk, each with its language, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", SECTIONS[section], re.M | re.S)


def _run(command: str, where: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable if word == ".venv/bin/python" else word for word in command.split()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(words, cwd=where, env=environment, capture_output=True, text=True, check=False)


def _write(block: str, where: Path) -> None:
    """A block begins with the file that it goes into, and where in it."""
    first, content = block.split("\n", 1)
    file, _, how = first.removeprefix("# ").partition(": ")
    path = where / file
    match how:
        case "":
            path.parent.mkdir()
            path.write_text(block)
        case "in place of all that is there":
            assert path.exists()
            path.write_text(content)
        case "at the end":
            path.write_text(path.read_text() + content)
        case "in place of the key source":
            before, after = re.split(r"^source:.*\n", path.read_text(), flags=re.M)
            path.write_text(before + content + after[after.index("\n\n") :])
        case _:
            raise ValueError(f"CONTRIBUTING.md says where a block goes in words that this test does not know: {how}")


def test_the_walk_leads_to_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    told: dict[str, str] = {}
    shown = None
    for language, block in _blocks("Add a second article, from start to screen"):
        if language != "sh":
            _write(block, tmp_path)
            continue
        [command] = block.splitlines()
        if variable := re.match(r"DEPORTATION_FLOWS_DATA=(\S+) .venv/bin/streamlit run dashboard.py$", command):
            shown = variable[1]
            continue
        ran = _run(command, tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        told[command] = ran.stdout
        if "new-source" in command:
            empty = _run(".venv/bin/python -m loaders my-record", tmp_path)
            assert empty.returncode == 1
            assert re.findall(r"source (\w+): is empty", empty.stdout) == ["title", "publisher", "kind", "seen"]
            assert len(empty.stdout.splitlines()) == 4

    assert shown == "my-record"
    assert "    38 flight reports\n" in told[".venv/bin/python -m loaders my-record"]
    counted = told[".venv/bin/python -m loaders verify --archive my-archive my-record"]
    assert counted == "71 of 71 quotations verified\n"
    assert f"It says `{counted.strip()}`" in (ROOT / "CONTRIBUTING.md").read_text()
    _, report = load(tmp_path / shown).by_id["flight-2019-07-headline"]
    assert report.evidence[0].paragraph == 0

    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(tmp_path / shown))
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=20)
    app.query_params["record"] = "2019-07"
    app.query_params["sources"] = "all"
    app.switch_page("timeline.py").run()
    assert not app.exception
    text = said(app)
    for words in ("ICE removes 37 Cambodian nationals", "another group of 37 Cambodian-Americans arrived in the Kingdom"):
        assert words in text
    assert "The record on disk has mistakes" not in text


def test_a_record_from_nothing_leads_to_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    for language, block in _blocks("A record of your own, from nothing"):
        if language != "sh":
            _write(block, tmp_path)
            continue
        [command] = block.splitlines()
        if command == "DEPORTATION_FLOWS_DATA=my-own .venv/bin/streamlit run dashboard.py":
            monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(tmp_path / "my-own"))
            continue
        ran = _run(command, tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        if command == ".venv/bin/python -m loaders my-own":
            checked.append(ran.stdout)

    assert [("     1 flight reports\n" in told, "note:" in told) for told in checked] == [(True, False)] * 2
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=20).run()
    assert not app.exception
    text = said(app)
    for words in ("Charter WatchOverviewTimeline", "How many people were flown to Graustark?", "more than 150"):
        assert words in text
    assert "Deportation Flows" not in text
    assert [button.proto.url for button in app.get("link_button") if button.proto.label == "Contact"] == [
        "mailto:desk@example.org"
    ]


def test_the_walk_left_the_record_alone() -> None:
    assert not (ROOT / "data" / "sources" / "ice-2019-07-03.yaml").exists()


def test_pre_commit_runs_the_check_when_the_record_changes() -> None:
    [repository] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    [hook] = repository["hooks"]
    assert (repository["repo"], hook["language"], hook["pass_filenames"]) == ("local", "system", False)
    assert hook["entry"] in (ROOT / "CONTRIBUTING.md").read_text()
    ran = _run(hook["entry"], ROOT)
    assert ran.returncode == 0
    assert "quotations verified" in ran.stdout
    for path in ("data/flights.yaml", "data/sources/new.yaml"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "tests/bad_data/tab.source.yaml")
