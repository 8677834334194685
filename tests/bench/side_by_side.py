"""How fast the dashboard is beside equal work on Dash, a naive Streamlit page and a blank one, in one interleaved run.

    python -m tests.bench.side_by_side
    python -m tests.bench.side_by_side --rounds 7 --sizes
    python -m tests.bench.side_by_side --edition FOLDER

Needs Chromium, and Dash from the extra `bench`; for the static edition, which `python -m pages static FOLDER` has written, nginx.
Each round starts every server anew and lets each subject have its turn, so that what else the machine does falls on all of them.
Times are milliseconds from the start of the navigation, or from the key or click, until what they tell stands on the screen;
ratios are of two numbers of one round, and what is to be compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench import records
from tests.conftest import ROOT, free_port

FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
SCREEN = {"width": 1440, "height": 1200}
SETTLED = 700  # milliseconds without a change after which a page is taken to be done
QUIET = 3  # seconds after the last file has come after which no chart is expected any more
COMING: WeakKeyDictionary[Page, set[str]] = WeakKeyDictionary()
"""The requests of each page that are not answered yet."""
ALONE = ("blank", "floor")
"""Subjects that are measured beside any other, and have no charts."""
FLOOR = "/floor.html"
"""A page of one letter from the web server of the static edition: what any page costs."""
BESIDE = Path(__file__).parent / "beside"
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
WATCH = """
const told = window.told = {};
const soon = (note) => requestAnimationFrame(() => setTimeout(() => note(performance.now())));
const painted = (name) => { if (!(name in told)) { told[name] = 0; soon((now) => { told[name] = now; }); } };
const stands = (chart) => document.readyState !== 'loading' && chart.querySelector('.still a');
const drawn = (chart) => chart.querySelector('.main-svg .textpoint, .main-svg .point') || stands(chart);
const inSight = (one) => { const box = one.getBoundingClientRect(); return box.width && box.top < innerHeight && box.bottom > 0 };
const all = (where, what) => [...where.querySelectorAll(what)];
const look = () => {
  const first = document.getElementById('first'), page = first || document.body;
  if (!page) return;
  if (page.querySelector('h1')) painted('text');
  const charts = all(page, '.chart:not([hidden]), .stPlotlyChart, .js-plotly-plot, .dash-graph').filter(inSight);
  told.sight = charts.length;
  if (charts.length && charts.every(drawn)) painted('charts');
  const app = document.querySelector('[data-testid=stApp]');
  const stays = document.readyState !== 'loading' && !document.getElementById('root');
  const whole = app ? app.dataset.testScriptState === 'notRunning' && app.querySelector('h1') : page.querySelector('section');
  const panels = all(document, '[class*="st-key-component_"]').every((one) => one.querySelector('.panel[data-panel]'));
  if ((!first || stays) && panels && whole) painted('answering');
};
const DRAWN = '.js-plotly-plot, h1, h2, table';
const telling = ({ type, target, addedNodes }) => type !== 'attributes'
  && (target.nodeType === 1 ? target : target.parentElement)?.closest(DRAWN)
  || [...addedNodes].some((one) => one.matches?.(DRAWN) || one.querySelector?.(DRAWN));
new MutationObserver((changes) => {
  look();
  if (!changes.some(telling)) return;
  const first = document.getElementById('first');
  const ours = first && changes.some((one) => telling(one) && first.contains(one.target));
  soon((now) => { told.last = now; if (ours || !document.querySelector('[data-testid=stApp]')) told.html = now; });
}).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
document.addEventListener('readystatechange', look);
const begin = () => { told.began = performance.now(); told.last = undefined; };
for (const what of ['keydown', 'click']) addEventListener(what, begin, true);
"""
"""Marks in every page: when its text, its charts in sight and all of it stood on screen, and when it was last drawn anew."""


@dataclass
class Server:
    """A running server: its process and its address."""

    process: subprocess.Popen[bytes]
    address: str

    def cpu(self) -> float:
        """Milliseconds of a processor that it has used, by the kernel's ticks of 10."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that it holds now."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass
class Subject:
    """What is measured. path: of its page; other: of another of its pages, for a change of page by the menu."""

    name: str
    server: str
    path: str
    other: str = ""


@dataclass
class Found:
    """All numbers of one subject, by what they tell; one a round, or several."""

    numbers: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **told: float) -> None:
        """Note them."""
        for name, number in told.items():
            self.numbers.setdefault(name, []).append(number)

    def median(self, name: str) -> float:
        """The middle one; not a number if there is none."""
        return statistics.median(self.numbers[name]) if self.numbers.get(name) else float("nan")


def subjects(edition: Path | None) -> list[Subject]:
    """The dashboard's two pages for two choices of sources, each beside the same on Dash, naive, blank, and as a file."""
    made = []
    for page, path, other in (("timeline", "timeline", "Overview"), ("overview", "", "Timeline")):
        for sources in ("article", "all"):
            asked = "?sources=all" if sources == "all" else ""
            made += [
                Subject(f"{page} {sources}: dashboard", "dashboard", f"/{path}{asked}", other),
                Subject(f"{page} {sources}: dash", "dash", f"/{page}/{sources}/"),
                Subject(f"{page} {sources}: naive", "naive", f"/?page={path}&sources={sources}"),
            ]
            file = f"{'all/' if sources == 'all' else ''}{path or 'index'}.html"
            made += [Subject(f"{page} {sources}: static", "static", f"/{file}")] if edition else []
    return [*made, Subject("blank", "blank", "/"), *([Subject("floor", "static", FLOOR)] if edition else [])]


@contextmanager
def serving(command: list[str], **environment: str) -> Iterator[Server]:
    """A server on a free port, ended afterwards; the port is put for PORT."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    told = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    run = [part.replace("PORT", port) for part in command]
    place = BESIDE if run[-1] == "false" else ROOT  # where Streamlit finds no settings but its own
    process = subprocess.Popen(run, cwd=place, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Server(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(timeout=20)


def awaited(server: Server, health: str) -> Server:
    """The server, once it answers."""
    while True:
        try:
            urllib.request.urlopen(f"{server.address}{health}", timeout=60).close()
        except OSError:
            if server.process.poll() is not None:
                raise RuntimeError(f"{server.process.args!r} ended") from None
            time.sleep(0.1)
        else:
            return server


@contextmanager
def nginx(site: str, **snippets: str) -> Iterator[Server]:
    """nginx with a site as it is shipped in `.deploy`, but for its port; snippets: files beside it by their names."""
    folder, port = Path(tempfile.mkdtemp()), free_port()
    (folder / "snippets").mkdir()
    for name, text in snippets.items():
        (folder / "snippets" / f"{name}.conf").write_text(text)
    own = "".join(f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    held = f"include /etc/nginx/mime.types; access_log off; {own}\n{site.replace('listen 80', f'listen 127.0.0.1:{port}')}"
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {held} }}"
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
    process = subprocess.Popen([program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(folder / "nginx.conf")])
    try:
        yield awaited(Server(process, f"http://127.0.0.1:{port}"), "/")
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def start(stack: ExitStack, names: set[str], edition: Path | None = None, **environment: str) -> dict[str, Server]:
    """The servers by name. edition: a folder with the static edition."""
    headless = ["--server.headless", "true", "--server.port", "PORT", "--server.fileWatcherType", "none"]
    quiet = ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false", "--server.showEmailPrompt", "false"]
    commands = {
        "dashboard": ([*STREAMLIT, "dashboard.py", *headless], "/_stcore/health"),
        "dash": ([sys.executable, "-m", "tests.bench.beside.on_dash", "PORT"], "/health"),
        "naive": ([*STREAMLIT, "naive.py", *headless, *quiet], "/_stcore/health"),
        "blank": ([*STREAMLIT, "blank.py", *headless, *quiet], "/_stcore/health"),
    }
    servers = {name: stack.enter_context(serving(commands[name][0], **environment)) for name in sorted(names - {"static"})}
    ready = {name: awaited(server, commands[name][1]) for name, server in servers.items()}
    if edition and "static" in names:
        site = (ROOT / ".deploy" / "edition.conf").read_text().replace("/srv/edition", str(edition.resolve()))
        letter = "default_type text/html; return 200 '<!DOCTYPE html><title>x</title><section><h1>x</h1></section>';"
        site = site.replace("index index", f"location = {FLOOR} {{ {letter} }} index index", 1)
        ready["static"] = stack.enter_context(nginx(site))
    return ready


def visit(context: BrowserContext, address: str, blank: bool = False) -> tuple[Page, dict[str, float], dict[str, float]]:
    """Open a page and wait until all of it answers; when what stood there, and what went over the wire."""
    page = context.new_page()
    wire, coming = {"bytes": 0.0, "requests": 0.0}, COMING.setdefault(page, set())
    network = context.new_cdp_session(page)
    network.send("Network.enable")

    def add(name: str, number: float) -> None:
        wire[name] += number

    network.on("Network.requestWillBeSent", lambda sent: add("requests", sent["request"]["url"].startswith("http")))
    network.on("Network.requestWillBeSent", lambda sent: coming.add(sent["requestId"]))
    for ended in ("Network.loadingFinished", "Network.loadingFailed"):
        network.on(ended, lambda came: coming.discard(came["requestId"]))
    network.on("Network.loadingFinished", lambda came: add("bytes", came["encodedDataLength"]))
    network.on("Network.webSocketFrameReceived", lambda came: add("bytes", len(came["response"]["payloadData"]) * 3 / 4))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit", timeout=120_000)  # a large record can take long
    return page, until(page) if blank else until(page, "charts"), wire


def until(page: Page, *names: str) -> dict[str, float]:
    """Wait for what the page tells of itself, and until it is quiet."""
    deadline, idle = time.monotonic() + 120, 0.0
    while time.monotonic() < deadline:
        told = page.evaluate("({ ...window.told, now: performance.now() })")
        done = all(told.get(name) for name in (*names, "text", "answering"))
        if done and told["now"] - max(told.get("last") or 0, told["answering"]) > SETTLED:
            return dict(told)
        if "charts" in names and not told.get("sight") and all(told.get(name) for name in ("html", "text", "answering")):
            if COMING.get(page) or not idle:  # what draws charts may still be on its way
                idle = time.monotonic()
            elif time.monotonic() - idle > QUIET:  # no chart in sight: what was painted last is the HTML, with its bars
                return {**told, "charts": told["html"]}
        time.sleep(0.1)
    raise TimeoutError(f"{page.url}: {told}")


def changed(page: Page, act: Callable[[], None]) -> float:
    """Milliseconds from a key or a click until the page was last drawn anew."""
    act()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        told = page.evaluate("({ ...window.told, now: performance.now() })")
        if told.get("last") and told["now"] - told["last"] > SETTLED:
            return float(told["last"] - told["began"])
        time.sleep(0.1)
    raise TimeoutError(f"nothing was drawn anew at {page.url}")


def measure(browser: Browser, server: Server, subject: Subject, found: Found, changes: int) -> None:
    """One turn of a subject: a first visit, a later one, a reload, some changes of years, a change of page."""
    address, blank = f"{server.address}{subject.path}", subject.name in ALONE
    for turn in ("first", "cold"):
        context = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
        page, told, wire = visit(context, address, blank)
        found.add(**_times(turn, told))
        if turn == "first":
            found.add(**wire, nodes=page.evaluate("document.getElementsByTagName('*').length"))
            context.close()
            if subject.server == "naive" or subject.name == "blank":
                return
    if subject.name in ALONE:
        context.close()
        return
    page.reload(wait_until="commit")
    found.add(**_times("warm", until(page, "charts")))
    if subject.server == "static":
        context.close()
        return
    _change_years(page, server, found, changes)
    if subject.other:
        found.add(**{"page change": changed(page, page.get_by_role("link", name=subject.other, exact=True).click)})
    context.close()


def _times(turn: str, told: dict[str, float]) -> dict[str, float]:
    return {f"{turn} {name}": told[name] for name in ("text", "charts", "answering") if name in told}


def _change_years(page: Page, server: Server, found: Found, changes: int) -> None:
    """Move the last year down, to views that this server has not shown yet, and up again."""
    handle = page.get_by_role("slider").last
    handle.scroll_into_view_if_needed()
    handle.focus()
    for key, name in (("ArrowLeft", "new"), ("ArrowRight", "seen")):
        before = server.cpu()
        for _ in range(changes):
            found.add(**{f"years {name}": changed(page, lambda key=key: handle.press(key))})  # type: ignore[misc]
        found.add(**{f"cpu {name}": (server.cpu() - before) / changes})


def rounds(browser: Browser, number: int, changes: int, only: str, minutes: float, edition: Path | None) -> dict[str, Found]:
    """Every subject, so many times, the servers started anew each time; no new round after so many minutes."""
    deadline = time.monotonic() + minutes * 60
    chosen = [one for one in subjects(edition) if re.search(only, one.name) or one.name in ALONE]
    found = {one.name: Found() for one in chosen}
    for turn in range(number):
        if time.monotonic() > deadline:
            break
        with ExitStack() as stack:
            servers = start(stack, {one.server for one in chosen}, edition)
            for name, server in servers.items():
                found.setdefault(f"server {name}", Found()).add(memory=server.memory())
            order = chosen[turn % len(chosen) :] + chosen[: turn % len(chosen)]
            for subject in order:
                measure(browser, servers[subject.server], subject, found[subject.name], changes)
                print(".", end="", file=sys.stderr, flush=True)
    return found


def report(found: dict[str, Found]) -> None:
    """Two tables: what was measured, and the ratios."""
    names = list(dict.fromkeys(name for one in found.values() for name in one.numbers))
    print(f"\n{max(len(one.numbers.get('first answering', [])) for one in found.values())} rounds")
    print("\n| median (least to most) | " + " | ".join(names) + " |\n| --- |" + " --- |" * len(names))
    for subject, one in found.items():
        cells = [_cell(one.numbers.get(name, [])) for name in names]
        print(f"| {subject} | " + " | ".join(cells) + " |")
    print("\n| page | what | ratio |\n| --- | --- | ---: |")
    for subject, one in found.items():
        if subject.endswith(": dashboard"):
            page = subject.removesuffix(": dashboard")
            for what, ours, beside, theirs in RATIOS:
                other = found.get(f"{page}: {beside}", Found())
                print(f"| {page} | {what} | {_ratio(one.numbers.get(ours, []), other.numbers.get(theirs, []))} |")
        if subject.endswith(": static"):
            page = subject.removesuffix(": static")
            charts = found.get(f"{page}: dash", Found()).numbers.get("cold charts", [])
            for what, ours in OF_FILES:
                print(f"| {page} | {what} | {_ratio(one.numbers.get(ours, []), charts)} |")
            floor = found.get("floor", Found()).numbers.get("cold text", [])
            print(f"| {page} | a page of one letter, cold / Dash's charts | {_ratio(floor, charts)} |")


RATIOS = (
    ("text readable, cold / Dash's charts", "cold text", "dash", "cold charts"),
    ("charts painted, cold / Dash's", "cold charts", "dash", "cold charts"),
    ("charts painted, warm reload / Dash's", "warm charts", "dash", "warm charts"),
    ("everything answering, cold / Dash's charts", "cold answering", "dash", "cold charts"),
    ("year change to a new view / Dash's", "years new", "dash", "years new"),
    ("year change to a view seen before / Dash's", "years seen", "dash", "years seen"),
    ("page change / Dash's reload", "page change", "dash", "warm charts"),
    ("server CPU of a change to a new view / Dash's", "cpu new", "dash", "cpu new"),
    ("server CPU of a change to a view seen before / Dash's", "cpu seen", "dash", "cpu seen"),
    ("first visit on a fresh server / a later one", "first answering", "dashboard", "cold answering"),
    ("bytes of a first visit / the naive page's", "bytes", "naive", "bytes"),
)


OF_FILES = (
    ("static edition: text readable, cold / Dash's charts", "cold text"),
    ("static edition: charts painted, cold / Dash's", "cold charts"),
)


def _cell(numbers: list[float]) -> str:
    if not numbers:
        return ""
    return f"{statistics.median(numbers):,.0f} ({min(numbers):,.0f} to {max(numbers):,.0f})"


def _ratio(ours: list[float], theirs: list[float]) -> str:
    """The ratio of the medians, and the range of the ratios round by round."""
    if not ours or not theirs:
        return ""
    size = min(len(ours), len(theirs))
    each = [one / other for one, other in zip(ours[:size], theirs[:size], strict=True) if other]
    middle = statistics.median(theirs)
    return f"{statistics.median(ours) / middle:.2f} ({min(each):.2f} to {max(each):.2f})" if middle and each else ""


def sizes(browser: Browser, counts: list[int], number: int) -> None:
    """Cold visits to invented records of so many reports, beside that of the first of them."""
    print("\n| reports | page | text | charts painted | everything answering | times the first | nodes |" + "\n|" + " --- |" * 7)
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        for count in counts:
            folder = Path(place) / f"{count}"
            records.write(folder, count)
            with ExitStack() as stack:
                server = start(stack, {"dashboard"}, DEPORTATION_FLOWS_DATA=str(folder))["dashboard"]
                for path in ("/timeline", "/"):
                    found = Found()
                    for _ in range(number + 1):
                        context = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
                        page, told, _ = visit(context, f"{server.address}{path}")
                        found.add(**{name: told[name] for name in ("text", "charts", "answering")})
                        found.add(nodes=page.evaluate("document.getElementsByTagName('*').length"))
                        context.close()
                    for numbers in found.numbers.values():
                        del numbers[0]  # the first visit makes what later ones find
                    times = found.median("answering") / first.setdefault(path, found.median("answering"))
                    told_of = " | ".join(_cell(found.numbers[name]) for name in ("text", "charts", "answering"))
                    print(f"| {count:,} | {path} | {told_of} | {times:.2f} | {found.median('nodes'):,.0f} |", flush=True)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.side_by_side", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each subject has its turn (default: 5)")
    parser.add_argument("--changes", type=int, default=3, help="changes of years in a turn, to new views and back (default: 3)")
    parser.add_argument("--only", default="", help="only subjects whose name this is in, a regular expression")
    parser.add_argument("--minutes", type=float, default=60, help="no new round after so many (default: 60)")
    parser.add_argument("--edition", type=Path, help="a folder with the static edition, to be measured too, behind nginx")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[10, 1_000, 10_000], help="reports of invented records; none: none"
    )
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        if chosen.rounds:
            report(rounds(browser, chosen.rounds, chosen.changes, chosen.only, chosen.minutes, chosen.edition))
        if chosen.sizes:
            sizes(browser, chosen.sizes, max(chosen.rounds, 1))
        browser.close()


if __name__ == "__main__":
    main()
