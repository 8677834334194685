"""Open pages follow the record: however it is saved, in whatever they are shown, and without losing what a reader is doing."""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit import config, runtime

from loaders.held import State
from loaders.record.problems import Code, Problem
from pages.app import follow
from tests.conftest import ROOT, SMALL, serve
from tests.test_browser import _go, browser  # noqa: F401  # a fixture


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(copytree(SMALL, tmp_path_factory.mktemp("followed") / "record"))


@pytest.fixture(scope="module")
def address(record: Path) -> Iterator[str]:
    with serve(DEPORTATION_FLOWS_DATA=str(record)) as address:
        yield address


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> Iterator[Page]:  # noqa: F811
    page = browser.new_page(base_url=address)
    yield page
    page.close()


@pytest.fixture
def page(shown: Page) -> Iterator[Page]:
    yield shown
    expect(shown.locator('[data-testid="stException"]')).to_have_count(0)


def _renamed(file: Path, text: str) -> None:
    """As editors save: a temporary file in the same folder, renamed into the place of the old one."""
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as saved:
        saved.write(text)
    Path(saved.name).replace(file)


def _backed_up(file: Path, text: str) -> None:
    """As vim saves by default: the old file becomes a backup, a new one is written, the backup goes; and a swap file beside."""
    swap, backup = file.with_name(f".{file.name}.swp"), file.with_name(f"{file.name}~")
    swap.touch()
    file.rename(backup)
    file.write_text(text)
    backup.unlink()
    swap.unlink()


def _by_sed(file: Path, text: str) -> None:
    headline = text.splitlines()[1]
    subprocess.run(["sed", "-i", f"2s/.*/{headline}/", str(file)], check=True)  # noqa: S607


def _in_place(file: Path, text: str) -> None:
    file.write_text(text)


def _save(record: Path, words: str, save: Callable[[Path, str], None] = _renamed) -> None:
    """Give the record another headline, which is in its second line and the question over the answer of the first page."""
    about = record / "about.yaml"
    lines = about.read_text().splitlines(keepends=True)
    lines[1] = f"headline: {words}\n"
    save(about, "".join(lines))


@pytest.mark.browser
def test_a_page_follows_every_kind_of_save(page: Page, record: Path) -> None:
    _go(page, "/")
    for save in (_renamed, _backed_up, _by_sed, _in_place):
        for words in (f"Once by{save.__name__}", f"Twice by{save.__name__}")[: 2 if save is _renamed else 1]:
            _save(record, words, save)
            expect(page.locator(".panel .kicker")).to_have_text(words)


@pytest.mark.browser
def test_one_chart_in_a_frame_follows(page: Page, record: Path) -> None:
    """A number that was corrected does not stand on in another site's page."""
    herald = record / "sources" / "herald.yaml"
    good = herald.read_text()
    title = page.locator("h2", has_text="15 to about 17 people")
    page.goto("/timeline?only=flights&embed=true")
    expect(title).to_be_visible()
    _renamed(herald, good.replace("value: 10\n", "value: 20\n"))
    expect(title).to_have_count(0)
    expect(page.locator("h2", has_text="people")).to_be_visible()
    _renamed(herald, good)
    expect(title).to_be_visible()


@pytest.mark.browser
def test_a_reader_loses_nothing(page: Page, record: Path) -> None:
    """Years moved, a panel left open, words typed and not yet sent, and where the cursor is."""
    _go(page, "/")
    page.get_by_role("slider", name="Years").last.press("ArrowLeft")
    expect(page).to_have_url(re.compile("years=2005&years=2012"))
    search = page.get_by_role("searchbox", name="Search the record")
    search.press_sequentially("trea")
    _save(record, "Saved while somebody types")
    expect(page.locator(".panel .kicker")).to_have_text("Saved while somebody types")
    expect(search).to_be_focused()
    expect(search).to_have_value("trea")
    expect(page).to_have_url(re.compile("years=2005&years=2012"))
    page.keyboard.press("Escape")
    page.locator("h1 a[data-record='total-2012']").click()
    panel = page.get_by_role("dialog").get_by_role("button", name="Copy link")
    expect(panel).to_be_visible()
    _save(record, "Saved while a panel is open")
    expect(page.locator(".panel .kicker")).to_have_text("Saved while a panel is open")
    expect(panel).to_be_visible()
    expect(page).to_have_url(re.compile("years=2005&years=2012.*record=total-2012"))


SHOWN = State(None, (Problem("flights.yaml", 1, 1, "file", Code.YAML_SYNTAX, "is not valid YAML"),))


def _session(monkeypatch: pytest.MonkeyPatch, settled: bool, **state: State) -> Mock:
    """The only session that is open, as Streamlit has it."""
    session = Mock(is_settled=settled, session_state=state, _client_state="where its reader is")
    listed = SimpleNamespace(list_active_sessions=lambda: [SimpleNamespace(session=session)])
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(_session_mgr=listed))
    return session


def test_a_page_is_drawn_anew_where_its_reader_is(monkeypatch: pytest.MonkeyPatch) -> None:
    session = _session(monkeypatch, settled=True, drawn=SHOWN)
    follow._draw_anew(State(None, ()))
    session.request_rerun.assert_called_once_with("where its reader is")


@pytest.mark.parametrize(
    ("settled", "state", "now"),
    [
        (True, {"drawn": SHOWN}, State(SHOWN.record, SHOWN.problems)),  # nothing has changed, and so nothing is sent
        (False, {"drawn": SHOWN}, State(None, ())),  # it is just being drawn
        (True, {}, State(None, ())),  # its first page is still to come
    ],
)
def test_a_page_is_left_alone(monkeypatch: pytest.MonkeyPatch, settled: bool, state: dict[str, State], now: State) -> None:
    session = _session(monkeypatch, settled, **state)
    follow._draw_anew(now)
    session.request_rerun.assert_not_called()


def test_pages_are_followed_again_after_a_fault(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(follow, "EVERY", 0)
    monkeypatch.setattr(follow, "_draw_anew", Mock(side_effect=[ZeroDivisionError, asyncio.CancelledError]))
    with ThreadPoolExecutor(1) as thread, pytest.raises(asyncio.CancelledError):  # this one may have Playwright's loop
        thread.submit(asyncio.run, follow.sessions()).result()
    assert "could not follow the record" in caplog.text


def test_no_watcher_of_files_evicts_modules_under_running_sessions() -> None:
    assert config.get_option("server.fileWatcherType") == "none"
    assert not config.get_option("server.runOnSave")
    assert "folderWatchList" not in (ROOT / "dashboard.py").read_text()


def test_nothing_is_collected_before_a_page_has_been_sent() -> None:
    """It took some 70 ms of each change; Python collects by itself."""
    assert config.get_option("runner.postScriptGC") is False
