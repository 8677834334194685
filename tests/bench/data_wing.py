"""How fast and how small the data wing is, as ratios to the C YAML parser alone, on the same files in the same run.

    python -m tests.bench.data_wing
    python -m tests.bench.data_wing --sizes 10 1000 --longest 60

Seconds are those of a processor (`time.process_time`), so that a busy machine does not make it slower. Each measurement has
a process of its own, because dates and frames are remembered. One that takes longer than `--longest` is ended and told.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.bench import records

ROOT = Path(__file__).parent.parent.parent
SIZES = (10, 1_000, 10_000)
LONGEST = 120  # seconds of a processor that one measurement may take
ENOUGH = 0.5  # seconds over which something short is repeated
GOALS = {"load": 4.0, "tables": 0.060}
"""Load and check: at most so many times the parse. All tables of the real record together: seconds."""
Measured = dict[str, Any]


def load(folder: Path) -> Measured:
    """Seconds to load and check a record, then to compose the same files with the C parser and no more; megabytes it grew by."""
    from loaders import load as load_record

    before, begin = _resident(), time.process_time()
    dataset = load_record(folder)
    seconds, grown = time.process_time() - begin, _resident() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gc.freeze()  # what is loaded is no burden to the parser, whose share is measured with nothing else in memory
    texts = [path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]
    parse = _mean(lambda: [bool(yaml.compose(text, Loader=yaml.CSafeLoader)) for text in texts])
    events = _mean(lambda: [sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader)) for text in texts])
    found = {"load": seconds, "parse": parse, "events": events, "reports": len(dataset.by_id)}
    return {**found, "bytes": sum(map(len, texts)), "grown": grown, "peak": peak}


def tables(folder: Path) -> Measured:
    """Seconds for each table of a record with all its sources, and for what they share; the mean of some, nothing remembered."""
    from loaders import load as load_record

    dataset = load_record(folder)
    _tables(dataset)  # what is imported or filled only once
    rounds: list[Measured] = []
    while sum(seconds for found in rounds for seconds in found.values()) < ENOUGH or len(rounds) < 5:
        rounds.append(_tables(dataclasses.replace(dataset)))  # a copy has none of the answers that were kept
    return {name: sum(found[name] for found in rounds) / len(rounds) for name in rounds[0]}


def _tables(dataset: Any) -> Measured:
    from loaders.tables.tables import TABLES

    begin = time.process_time()
    made = _made(dataset)
    seconds = {"what they share": time.process_time() - begin}
    for name, table in TABLES.items():
        begin = time.process_time()
        table.make(*made)
        seconds[name] = time.process_time() - begin
    return seconds


def totals(folder: Path) -> Measured:
    """Bytes of totals.csv of all years and sources, and the seconds that it took."""
    from loaders import load as load_record
    from loaders.export.forms import to_csv
    from loaders.tables.tables import TABLES

    dataset = load_record(folder)
    begin = time.process_time()
    content = to_csv(TABLES["totals"].make(*_made(dataset)))
    return {"bytes": len(content), "seconds": time.process_time() - begin}


def _made(dataset: Any) -> tuple[Any, ...]:
    """What a table is made from, all years and all sources: a view, or, before there was one, frames and years."""
    try:
        from loaders.analysis.filters import Filters
        from loaders.analysis.view import View
    except ImportError:
        from loaders.analysis.years import bounds
        from loaders.tables.frames import make_frames

        frames = make_frames(dataset)
        return frames, bounds(frames)
    return (View(dataset, Filters()),)


def _mean(work: Callable[[], object]) -> float:
    """Seconds of one of many: some clocks of a processor tick only every few milliseconds."""
    begin, times = time.process_time(), 0
    while time.process_time() - begin < ENOUGH:
        work()
        times += 1
    return (time.process_time() - begin) / times


def _resident() -> float:
    """Megabytes of this process in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


STAGES: dict[str, Callable[[Path], Measured]] = {"load": load, "tables": tables, "totals": totals}


def measured(stage: str, folder: Path, longest: float) -> Measured | None:
    """A measurement in a process of its own; None if it took too long. Raises if it fails otherwise."""
    command = [sys.executable, "-m", "tests.bench.data_wing", "--stage", stage, str(folder), "--longest", str(longest)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        told: Measured = json.loads(ran.stdout)
        return told
    if ran.returncode in (-signal.SIGKILL, -signal.SIGXCPU):  # by the limit on the processor, see `main`
        return None
    raise RuntimeError(ran.stderr)


def report(sizes: tuple[int, ...], longest: float) -> None:
    """Measure and print, a section each."""
    late = f"ended after {longest:g} s of a processor"
    with tempfile.TemporaryDirectory() as place:
        folders = {size: Path(place) / f"{size}" for size in sizes}
        for size, folder in folders.items():
            records.write(folder, size)
        print(f"Load and check, as times yaml.compose with yaml.CSafeLoader (goal: at most {GOALS['load']:g}, linear)")
        print(" reports      parse   events alone       load    times   ms a report   memory    at most", flush=True)
        for size, folder in folders.items():
            found = measured("load", folder, longest)
            print(f"{size:8,}   {_loaded(found) if found else late}", flush=True)
        print(f"\nEvery table of the project's own record, all sources (goal: {GOALS['tables'] * 1000:g} ms together)")
        found = measured("tables", ROOT / "data", longest) or {late: 0.0}
        for name, seconds in [*sorted(found.items(), key=lambda item: -item[1]), ("together", sum(found.values()))]:
            print(f"{seconds * 1000:9.1f} ms   {name}", flush=True)
        print("\ntotals.csv (goal: grows with the record)\n reports           bytes    a report   seconds", flush=True)
        for size, folder in folders.items():
            found = measured("totals", folder, longest)
            told = f"{found['bytes']:13,}   {found['bytes'] / size:9,.0f}   {found['seconds']:7.2f}" if found else late
            print(f"{size:8,}   {told}", flush=True)


def _loaded(found: Measured) -> str:
    load, parse = found["load"], found["parse"]
    return (
        f"{parse:6.3f} s       {found['events']:6.3f} s   {load:6.2f} s   {load / parse:6.1f}   "
        f"{load / found['reports'] * 1000:11.2f}   +{found['grown']:3.0f} MB   {found['peak']:4.0f} MB"
    )


def main() -> None:
    """Measure everything, or, in a process of its own, one stage."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.data_wing", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many reports the invented records have")
    parser.add_argument("--longest", type=float, default=LONGEST, help="seconds of a processor for one measurement")
    parser.add_argument("--stage", nargs=2, metavar=("STAGE", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.stage:
        name, folder = chosen.stage
        resource.setrlimit(resource.RLIMIT_CPU, (int(chosen.longest), int(chosen.longest)))
        print(json.dumps(STAGES[name](Path(folder))))
    else:
        report(tuple(chosen.sizes), chosen.longest)


if __name__ == "__main__":
    main()
