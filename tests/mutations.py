"""The project's own record, changed at random, as many times as wanted: each change is refused with a line, or shown.

    python -m tests.mutations --count 20000 --seed 7

A mutation is known by its seed and number, and made again with `--only NUMBER`; nothing else goes into it. Of one that
loads, a few of the things that read what was changed are drawn, under filters taken at random.
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import yaml

from loaders import Dataset, RecordError, load
from loaders.analysis.filters import Filters, Years, default, every
from loaders.analysis.view import View
from loaders.record import yaml_reader
from loaders.record.problems import MOST_PROBLEMS
from loaders.record.yaml_reader import Document
from tests.conftest import ROOT
from tests.drawing import DRAWINGS, draw

RECORD = ROOT / "data"
LONGEST = 10  # seconds of a processor that one mutation may take, with all it draws
HANGS = 60  # seconds after which it is stopped, whatever it waits for, and has failed
MOST_MEMORY = 700  # megabytes that one process may ever hold; pandas, plotly and the record take about 250
SOME = 1  # of the things that are slow to draw and read what was changed is drawn, beside all that is quick

CHARACTERS = [
    *("\x00", "\t", "\x07", "\r", "\x85", "\u2028", "\u202e", "\u200b", "\u200f", "\ufeff", "\ud800", "\ue000", "\U0010ffff"),
    *("'", '"', ":", ": ", "- ", "#", " #", "&a ", "*a", "!!python/object:os.system ", "!x ", "{", "}", "[", "]", ",", "|", ">"),
    *("%", "@", "`", "? ", "<<: ", "---\n", "...\n", "%YAML 9.9\n", "\\", "\n", "\n\n", "  ", "~", "=", "<script>", "é"),
    *("ខ្មែរ", "😀"),
]
DATES = [
    *("1600", "2200", "1600/2200", "2018-04", "2018-02-29", "2020-02-29", "2018-04/..", "../2018-04", "../..", "2018/", "/2018"),
    *("[2017..2022]", "[1700,2150]", "2022-05~", "2022%", "2018/2017", "201X", "2018-21", "{2018,2019}", "0999", "9999-12-31"),
    *("[2018-01-01,2018-12-31]", "2022-05-16?", "1999-12-31/2000-01-01", "2022/..", "../2022", "2100/..", "1700", "2018-12-17"),
    *("[" + ",".join(map(str, range(2000, 2019))) + "]", "[" * 90, "2022-05-16T10:00:00Z", "Y17E8", "-2018", "2018-04-31"),
    *("[2018]",),
]
NUMBERS = [
    *("0", "1", "43", "2000", "999999999999", "1000000000000", "-1", "-0", "-768", "007", "1_000", "4.5", "1e9", "0.0001", "NaN"),
    *("inf", ".5", "twelve", "١٢", "0x1F", "12:30", "9" * 400, "2.50000", "768"),
]
TEXTS = [
    *("", " ", "null", "~", "NO", "true", "<script>alert(1)</script>", "=HYPERLINK(1)", "  +1", "\uff1d1", "-", "@x"),
    *("a" * 10_000,),
    *("\u202eabc", "\u200b", "\u3164", "\U0010fffe", "😀", "ខ្មែរ", "e" + "\u0301" * 150, "%{x}", "$x$", "[a](javascript:1)"),
    *("All", "a\nb"),
    *("'", '"', "“x”", "\\", "javascript:alert(1)", "https://example.org/" + "x" * 3000, "https://a:b@example.org", "../../etc"),
    *("a" * 200,),
    *("{{x}}", ":material/home:", "![](https://example.org)", "itemised", "x" * 80, "0", "2018-04"),
]
CHOICES = {
    "role": ["stated", "departed", "arrived", "removed", "expected", "as of", "period", "effective", "occurred", "published"],
    "qualifier": ["exactly", "about", "more than", "nearly", "in words only"],
    "unit": ["people", "removals", "interviews", "per cent"],
    "measure": ["cumulative total", "flow", "stock", "change"],
    "subject": ["people removed", "people awaiting removal", "verification interviews", "deaths after removal", "something else"],
    "kind": ["announced", "boarded", "kept back", "removed", "arrived", "person", "organisation", "government", "data"],
    "type": ["contradicts", "qualifies", "supports", "repeats", "responds to", "after", "before"],
    "year": ["calendar", "fiscal"],
    "start": DATES,
    "words": ["direct quotation", "paraphrase", "paraphrase with quoted words", "hundreds"],
    "edtf": DATES,
    "value": NUMBERS,
    "paragraph": NUMBERS,
}

PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")

KINDS = ("flights", "figures", "statements", "milestones")
Files = dict[str, str]
Documents = dict[str, Any]


@lru_cache(maxsize=1)
def real_files() -> Files:
    """The text of each file of the record."""
    return {path.relative_to(RECORD).as_posix(): path.read_text() for path in sorted(RECORD.rglob("*.yaml"))}


@lru_cache(maxsize=1)
def _real_documents() -> Documents:
    return {name: yaml.load(text, Loader=yaml.CBaseLoader) for name, text in real_files().items()}  # noqa: S506 - text only


@lru_cache(maxsize=1)
def _packed() -> str:
    return json.dumps(_real_documents())


# Text: what fingers and editors do.


def _lines(change: Callable[[Random, list[str], int], None]) -> Callable[[Random, str], str]:
    def mutate(random: Random, text: str) -> str:
        lines = text.split("\n")
        change(random, lines, random.randrange(len(lines)))
        return "\n".join(lines)

    return mutate


def _delete_line(_: Random, lines: list[str], at: int) -> None:
    del lines[at]


def _duplicate_line(_: Random, lines: list[str], at: int) -> None:
    lines.insert(at, lines[at])


def _swap_lines(random: Random, lines: list[str], at: int) -> None:
    other = random.choice([random.randrange(len(lines)), min(at + 1, len(lines) - 1)])
    lines[at], lines[other] = lines[other], lines[at]


def _indent_line(random: Random, lines: list[str], at: int) -> None:
    lines[at] = random.choice([" " + lines[at], "  " + lines[at], "\t" + lines[at], lines[at][1:], lines[at][2:]])


def _trap(random: Random, lines: list[str], at: int) -> None:
    key, colon, _ = lines[at].partition(": ")
    traps = ("NO", "010", "12:30", "2018-04-05", "~", "", "*a", "&a x", "!!int 3", "{a: b}", "[a, b]", "|", "'", "yes", "<<: *a")
    lines[at] = f"{key}{colon}{random.choice(traps)}"


def _delete_block(random: Random, lines: list[str], at: int) -> None:
    del lines[at : at + random.randrange(2, 40)]


def _duplicate_block(random: Random, lines: list[str], at: int) -> None:
    lines[at:at] = lines[at : at + random.randrange(2, 40)]


def _character(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    kept = random.choice([at, at, at + 1, at + 3])
    inserted = random.choice(["", random.choice(CHARACTERS), chr(random.randrange(32, 0x3000))])
    return text[:at] + inserted + text[kept:]


def _truncate(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


TEXT_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    *map(_lines, (_delete_line, _duplicate_line, _swap_lines, _indent_line, _trap, _delete_block, _duplicate_block)),
    *(_character, _character, _character, _truncate),
)


# Values: what a curator may come to write.


@dataclass(frozen=True)
class Spot:
    """A value of the record: what holds it, under which key or index."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]

    def put(self, value: Any) -> None:
        self.holder[self.key] = value


def _spots(value: Any) -> Iterator[Spot]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield Spot(value, key)
        yield from _spots(inner)


def _any(random: Random, documents: Documents, fits: Callable[[Spot], bool] = lambda _: True) -> Spot:
    name = random.choices(list(documents), weights=[4 if name.startswith("sources/") else 1 for name in documents])[0]
    spots = [spot for spot in _spots(documents[name]) if fits(spot)]
    return random.choice(spots or list(_spots(documents[name])))


def _is_text(spot: Spot) -> bool:
    return isinstance(spot.value, str)


def _is_record(spot: Spot) -> bool:
    return isinstance(spot.holder, list) and isinstance(spot.value, dict)


def _choose(random: Random, documents: Documents) -> str:
    """Another date, number, role ... of the right sort: often a record that loads."""
    spot = _any(random, documents, lambda spot: spot.key in CHOICES)
    spot.put(random.choice(CHOICES.get(spot.key, TEXTS)))
    return f"{spot.key} = {str(spot.value)[:60]!r}"


def _date(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, lambda spot: spot.key == "edtf")
    spot.put(random.choice(DATES))
    return f"date {spot.value[:60]}"


def _source(random: Random, documents: Documents) -> str:
    """The file of a source: in half of the cases the one with the most reports."""
    names = [name for name in documents if name.startswith("sources/")]
    most = max(names, key=lambda name: len(str(documents[name])))
    return random.choice([most, random.choice(names)])


def _far_dates(random: Random, documents: Documents) -> str:
    """Dates of a file, or of one kind in it, opened or widened: all of them, or some."""
    name = _source(random, documents)
    form = random.choice(["{}/..", "../{}", "{}~", "[{},2200]", "1600/{}", "[1600,{}]"])
    share = random.choice([1, 1, random.random()])
    kind = random.choice([*(kind for kind in KINDS if kind in documents[name]), None])
    for spot in _spots(documents[name][kind] if kind else documents[name]):
        if spot.key == "edtf" and PLAIN.fullmatch(spot.value) and random.random() < share:
            spot.put(form.format(spot.value))
    return f"dates as {form}"


def _amount(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, lambda spot: spot.key in {"count", "quantity"})
    if isinstance(spot.value, dict):
        spot.value.pop("words", None)
        spot.value.update(value=random.choice(NUMBERS), qualifier=random.choice(CHOICES["qualifier"][:4]))
    return "amount"


def _figure(random: Random, documents: Documents) -> str:
    """A figure of another measure, with the role of the date that goes with it."""
    spot = _any(random, documents, lambda spot: _is_record(spot) and "measure" in spot.value)
    if not isinstance(spot.value, dict) or "measure" not in spot.value:
        return _choose(random, documents)
    measure = random.choice(CHOICES["measure"])
    spot.value["measure"] = measure
    spot.value["subject"] = random.choice(CHOICES["subject"])
    spot.value["date"]["role"] = "as of" if measure in {"cumulative total", "stock"} else "period"
    spot.value["date"]["edtf"] = random.choice([spot.value["date"]["edtf"], *DATES])
    return f"figure as {measure}"


def _chain(random: Random, documents: Documents) -> str:
    """Two figures as running totals of one counter: a step, a fall, or two numbers for one day."""
    figures = [figure for file in documents.values() for figure in file.get("figures", ())]
    counter = random.choice(documents["actors.yaml"]["actors"])["id"]
    start = random.choice(["2002", "2002", "2002-06", "1999/2002"])
    for figure in random.sample(figures, 2):
        for key in ("year", "year_of", "said", "counted", "basis", "basis_inferred"):
            figure.pop(key, None)
        amount = {
            "value": random.choice(["43", "566", "768", "2000"]),
            "qualifier": random.choice(["exactly", "exactly", "about"]),
        }
        figure.update(measure="cumulative total", subject="people removed", start=start, counted_by=counter)
        figure.update(quantity={**amount, "unit": "people"})
        figure.update(date={"edtf": random.choice(["2018-04", "2018-12-17", "2019", "2005-01-01"]), "role": "as of"})
    documents["checks.yaml"]["checks"] = documents["checks.yaml"]["checks"][:1]  # others name them in units of their own
    return "figure as a chain"


def _corrected(random: Random, documents: Documents) -> str:
    """A report that another of its kind, on the same flight, replaces, retracts or repeats."""
    kind = random.choice(KINDS)
    reports = [report for file in documents.values() for report in file.get(kind, ()) if "evidence" in report or "fact" in report]
    one = random.choice(reports)
    other = random.choice([report for report in reports if report.get("flight") == one.get("flight")])
    tie = {"type": random.choice(["replaces", "retracts", "repeats"]), "to": other["id"], "reason": "It says so."}
    when = {} if tie["type"] == "repeats" else {"date": {"edtf": random.choice(["2022-06", "2023-01-02"]), "role": "stated"}}
    one.setdefault("relations", []).append({**tie, **when})
    return f"corrected {kind}"


def _text(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, _is_text)
    spot.put(random.choice(TEXTS))
    return f"{spot.key} = {str(spot.value)[:40]!r}"


def _shape(random: Random, documents: Documents) -> str:
    spot = _any(random, documents)
    spot.put(random.choice([[], {}, [spot.value], {"id": spot.value}, [[["x"]]], ["x"] * 3000, spot.value, ""]))
    return f"shape of {spot.key}"


def _delete(random: Random, documents: Documents) -> str:
    spot = _any(random, documents)
    del spot.holder[spot.key]
    return f"without {spot.key}"


def _delete_record(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, _is_record)
    del spot.holder[spot.key]
    return "without a record"


def _fewer(random: Random, documents: Documents) -> str:
    """A list cut short, or emptied."""
    spot = _any(random, documents, lambda spot: isinstance(spot.value, list))
    if isinstance(spot.value, list) and spot.value:
        del spot.value[random.randrange(len(spot.value)) :]
    return f"fewer {spot.key}"


def _only(random: Random, documents: Documents) -> str:
    """Of the reports of one kind only one or two are left."""
    name = _source(random, documents)
    kind = random.choice([kind for kind in KINDS if kind in documents[name]])
    kept = random.sample(documents[name][kind], k=min(random.choice([1, 2]), len(documents[name][kind])))
    documents[name][kind] = kept
    sources = [document for file, document in documents.items() if file.startswith("sources/")]
    ids = {report["id"] for source in sources for key in KINDS for report in source.get(key, [])}
    flown = {report["flight"] for source in sources for report in source.get("flights", [])}
    flights = documents["flights.yaml"]["flights"]
    documents["flights.yaml"]["flights"] = [flight for flight in flights if flight["id"] in flown]
    if kind == "figures":
        documents["about.yaml"]["key_figures"] = [report["id"] for report in kept]
    documents["checks.yaml"]["checks"] = documents["checks.yaml"]["checks"][:1]
    for source in sources:
        for spot in list(_spots(source)):
            if spot.key == "relations" and isinstance(spot.value, list):
                spot.put([relation for relation in spot.value if relation["to"] in ids])
    return f"only {len(kept)} of the {kind}"


def _rename_key(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, lambda spot: isinstance(spot.holder, dict))
    if isinstance(spot.holder, dict):
        other = random.choice([spot.key[:-1], spot.key + "s", spot.key.upper(), "<<", "x" * 3000, "notes", "é", "id"])
        spot.holder[other] = spot.holder.pop(spot.key)
    return f"{spot.key} renamed"


def _swap(random: Random, documents: Documents) -> str:
    """Two values of one key trade places."""
    one = _any(random, documents)
    spots = [spot for document in documents.values() for spot in _spots(document) if spot.key == one.key]
    other = random.choice(spots)
    first, second = copy.deepcopy(one.value), copy.deepcopy(other.value)
    one.put(second)
    other.put(first)
    return f"two {one.key} swapped"


def _duplicate(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, _is_record)
    if isinstance(spot.holder, list):
        double = copy.deepcopy(spot.value)
        if isinstance(double, dict) and "id" in double and random.random() < 0.8:
            double["id"] = f"{double['id']}-{random.randrange(100)}"
        spot.holder.insert(random.randrange(len(spot.holder) + 1), double)
    return "a record twice"


def _refer(random: Random, documents: Documents) -> str:
    """A reference to another record of the same sort, or to nothing."""
    keys = {"flight", "said_by", "counted_by", "speaker", "relayed_by", "question", "answer", "publisher", "side", "to"}
    spot = _any(random, documents, lambda spot: spot.key in keys)
    known = [
        other.value for document in documents.values() for other in _spots(document) if other.key == spot.key and _is_text(other)
    ]
    spot.put(random.choice([*known, "nobody", "", "x" * 5000]))
    return f"{spot.key} = {str(spot.value)[:40]!r}"


def _shuffle(random: Random, documents: Documents) -> str:
    spot = _any(random, documents, lambda spot: isinstance(spot.value, list))
    if isinstance(spot.value, list):
        random.shuffle(spot.value)
    return f"{spot.key} shuffled"


def _many(random: Random, documents: Documents) -> str:
    """A record many times over, each with an id of its own."""
    spot = _any(random, documents, lambda spot: _is_record(spot) and {"evidence", "fact", "summary"} & set(spot.value))
    if isinstance(spot.holder, list) and isinstance(spot.value, dict):
        times = random.choice([5, 30, 120])
        spot.holder.extend({**copy.deepcopy(spot.value), "id": f"copy-{number}"} for number in range(times))
    return "a record many times"


VALUE_CHANGES: tuple[Callable[[Random, Documents], str], ...] = (
    *(_choose, _choose, _date, _date, _date, _far_dates, _amount, _amount, _figure, _figure, _chain, _chain, _corrected),
    *(_corrected,),
    *(_text, _text, _shape, _delete, _delete_record, _fewer, _only, _only, _rename_key, _swap, _swap, _duplicate),
    *(_refer, _refer, _shuffle, _many),
)
STRUCTURAL = ("dates as", "date ", "amount", "figure as", "corrected", "only", "a record many", "without a record", "fewer")


@dataclass(frozen=True)
class Mutation:
    """One mutated record: the files that differ from the real ones, and what was done."""

    number: int
    files: Files
    changes: tuple[str, ...]

    @property
    def unusual(self) -> int:
        """How many of the changes turn what is drawn, rather than how it reads."""
        return sum(change.startswith(STRUCTURAL) for change in self.changes)

    def write(self, folder: Path) -> None:
        """The whole mutated record as a folder."""
        _write({**real_files(), **self.files}, folder)


def _write(files: Files, folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


@contextmanager
def real_folder() -> Iterator[Path]:
    """A copy of the real record, in which mutations are tried one by one."""
    with tempfile.TemporaryDirectory() as made:
        _write(real_files(), Path(made))
        yield Path(made)


def mutation(seed: int, number: int) -> Mutation:
    """The mutation with this number: the same for the same seed, whatever came before."""
    random = Random(f"{seed}:{number}")
    times = random.choice([1, 1, 1, 2, 3])
    if random.random() < 0.35:
        return _text_mutation(random, number, times)
    return _value_mutation(random, number, times)


def _text_mutation(random: Random, number: int, times: int) -> Mutation:
    files, changes = dict(real_files()), []
    for _ in range(times):
        name = random.choices(list(files), weights=[4 if name.startswith("sources/") else 1 for name in files])[0]
        change = random.choice(TEXT_CHANGES)
        files[name] = change(random, files[name])
        changes.append(f"text of {name}")
    return Mutation(number, _changed(files), tuple(changes))


def _value_mutation(random: Random, number: int, times: int) -> Mutation:
    documents = json.loads(_packed())  # a copy, faster than copy.deepcopy
    changes = []
    for _ in range(times):
        try:
            changes.append(random.choice(VALUE_CHANGES)(random, documents))
        except (KeyError, TypeError, IndexError, AttributeError, ValueError):  # an earlier change took away what this one needs
            if not changes:
                raise
            changes.append("nothing more")
    real = _real_documents()
    files = {
        name: yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
        for name, document in documents.items()
        if document != real[name]
    }
    return Mutation(number, files, tuple(changes))


def _changed(files: Files) -> Files:
    return {name: text for name, text in files.items() if text != real_files()[name]}


# Running them.


@dataclass(frozen=True)
class Outcome:
    """What became of a mutation."""

    number: int
    changes: tuple[str, ...]
    unusual: int
    end: str  # 'refused', 'shown' or 'failed'
    seconds: float
    told: str = ""


def _out_of_time(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"took more than {HANGS} seconds")


def judge(mutated: Mutation, seed: int, folder: Path, everything: bool = False) -> Outcome:
    """Load a mutated record, then draw it or read its problems. A fault is an outcome too: it carries the traceback.

    folder: of `real_folder`; it is as it was afterwards.
    """
    started = time.process_time()
    signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        _write(mutated.files, folder)
        end = _refused_or_shown(folder, Random(f"{seed}:{mutated.number}:shown"), everything)
        told = ""
    except Exception:  # noqa: BLE001 - whatever it is, it is what this run looks for, and it is told in full
        end, told = "failed", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _write({name: real_files()[name] for name in mutated.files}, folder)
    return Outcome(mutated.number, mutated.changes, mutated.unusual, end, time.process_time() - started, told)


def _refused_or_shown(folder: Path, random: Random, everything: bool) -> str:
    try:
        dataset = load(folder)
    except RecordError as error:
        _read(error)
        return "refused"
    if everything:
        limits = View(dataset).limits
        for years in (None, *(Years(year, year) for year in range(limits.first, limits.last + 1))):
            draw(View(dataset, Filters(years, every(dataset))))
    else:
        reading = [name for name, (reads, _) in DRAWINGS.items() if reads & _changed_kinds(dataset)] or list(DRAWINGS)
        draw(View(dataset, _filters(dataset, random)), random.sample(reading, min(SOME, len(reading))))
    return "shown"


def _filters(dataset: Dataset, random: Random) -> Filters:
    """All that is on record, in half of the cases; else some of the years, the default sources, or a day."""
    sources = random.choice([every(dataset), every(dataset), every(dataset), default(dataset)])
    limits = View(dataset, Filters(sources=sources)).limits
    one, other = sorted(random.choices(range(limits.first, limits.last + 1), k=2))
    years = random.choice([None, None, Years(one, other), Years(other, other)])
    return Filters(years, sources, dt.date(other, 6, 30) if random.random() < 0.1 else None)


def _changed_kinds(dataset: Dataset) -> set[str]:
    """The kinds of report of which one is not as in the real record."""
    of_all = [{kind: [getattr(file, kind) for file in one.source_files] for kind in KINDS} for one in (dataset, _real_dataset())]
    return {kind for kind in KINDS if of_all[0][kind] != of_all[1][kind]}


@lru_cache(maxsize=1)
def _real_dataset() -> Dataset:
    return load(RECORD)


def _read(error: RecordError) -> None:
    """Each problem can be acted on, and none can flood the screen."""
    assert 0 < len(error.problems) <= MOST_PROBLEMS + 1
    for problem in error.problems:
        assert problem.file, problem
        assert problem.line >= 1, problem
        assert problem.column >= 1, problem
        assert problem.where.strip(), problem
        assert problem.message.strip(), problem
        assert len(str(problem)) < 2_000, problem
        assert len(str(problem).splitlines()) == 1, problem
        str(problem).encode()


_UNTOUCHED: dict[str, Document] = {}
_READ = yaml_reader.read


def _read_once(path: Path, name: str) -> Document:
    """Read a file; one that no mutation has touched is read once in a process."""
    if name not in real_files() or path.read_bytes() != real_files()[name].encode():
        return _READ(path, name)
    if name not in _UNTOUCHED:
        _UNTOUCHED[name] = _READ(path, name)
    return _UNTOUCHED[name]


def run(seed: int, numbers: list[int]) -> tuple[list[Outcome], float]:
    """Judge these mutations in this process: their outcomes, and the most memory it held, in megabytes."""
    with patch.object(yaml_reader, "read", _read_once), real_folder() as folder:
        outcomes = [judge(mutation(seed, number), seed, folder) for number in numbers]
    return outcomes, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True)
class Figures:
    """What a run reached."""

    outcomes: list[Outcome]
    memory: float

    def number(self, end: str) -> int:
        return sum(outcome.end == end for outcome in self.outcomes)

    @property
    def failed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.end == "failed"]

    def __str__(self) -> str:
        slowest = max(self.outcomes, key=lambda outcome: outcome.seconds)
        return (
            f"{len(self.outcomes):,} mutations: {self.number('refused'):,} refused with a line, {self.number('shown'):,} loaded "
            f"and drawn, {self.number('failed'):,} failed; slowest {slowest.seconds:.2f} s (number {slowest.number}); "
            f"at most {self.memory:.0f} MB in a process"
        )


def run_all(seed: int, count: int) -> Figures:
    """Judge the mutations 0 to count - 1 on all cores; on one where other tests run beside them, which they would starve."""
    workers = 1 if "PYTEST_XDIST_WORKER" in os.environ else os.cpu_count() or 1
    parts = [list(range(first, min(first + 50, count))) for first in range(0, count, 50)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(run, [seed] * len(parts), parts))
    return Figures([outcome for outcomes, _ in done for outcome in outcomes], max(memory for _, memory in done))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutations", description="Mutate the record, and see what becomes of it."
    )
    parser.add_argument("--count", type=int, default=2000, help="how many mutations (default: 2000)")
    parser.add_argument("--seed", type=int, default=7, help="which series of mutations (default: 7)")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this mutation alone, drawn in every way")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="with --only: write the mutated record into this folder")
    asked = parser.parse_args(arguments)
    if asked.only is not None:
        mutated = mutation(asked.seed, asked.only)
        if asked.keep:
            mutated.write(asked.keep)
        with real_folder() as folder:
            outcome = judge(mutated, asked.seed, folder, everything=True)
        print(f"{'; '.join(outcome.changes)}: {outcome.end} in {outcome.seconds:.2f} s\n{outcome.told}")
        return int(outcome.end == "failed")
    started = time.perf_counter()
    figures = run_all(asked.seed, asked.count)
    for outcome in figures.failed:
        print(f"number {outcome.number}: {'; '.join(outcome.changes)}\n{outcome.told}")
    faults = Counter(outcome.told.strip().split("\n")[-1] for outcome in figures.failed)
    for fault, number in faults.most_common():
        print(f"{number:6} {fault}")
    print(f"{figures} (seed {asked.seed}, {time.perf_counter() - started:.0f} s)")
    return int(bool(figures.failed))


if __name__ == "__main__":
    sys.exit(main())
