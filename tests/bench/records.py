"""A valid record of as many reports as wanted, invented: what the measurements of `tests/bench/` are made on.

    python -m tests.bench.records FOLDER --reports 1000 --seed 1

The same number and seed give the same bytes. Reports lie in the order in which they were said, so a file is a bundle of
one time; a flight has one to five of them, spread over the files that follow. Times and sizes are invented, not likely.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

MOST_IN_A_FILE = 40
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2024, 12, 31)
SHARES = {"flights": 0.45, "figures": 0.3, "statements": 0.15}  # of the reports; milestones are the rest
COUNTERS = ("aid-one", "aid-two", "zenda-office")
SPEAKERS = ("herald", "post", "gazette", "radio", "minister", "secretary", *COUNTERS)
SIDE = {"minister": "zenda", "zenda-office": "zenda", "secretary": "ruritania", "ruritania-office": "ruritania"}
QUESTIONS = {"pace": "Is it fast enough?", "law": "Is it lawful?", "number": "How many went?", "care": "Is it humane?"}
ANSWERS = ("yes", "no", "partly")
ABOUT = {
    "subject": "Removals from Ruritania to Zenda",
    "headline": "How many went to Zenda?",
    "standfirst": "An invented record about two invented countries, made by a program to be measured.",
    "dispute": "Ruritania says that few were taken back. Zenda says that many were.",
    "licence": "Record: CC BY 4.0.",
    "citation": "An invented record.",
}
Map = dict[str, Any]


@dataclass
class Told:
    """A report on its way into a file: when it was said, under which key it stands, and what it says."""

    day: dt.date
    kind: str
    report: Map


@dataclass
class Invention:
    """What is invented so far. `went`: the true size and day of each flight, from which its reports differ a little."""

    random: Random
    told: list[Told] = field(default_factory=list)
    went: dict[str, tuple[dt.date, int]] = field(default_factory=dict)
    before: dict[str, list[tuple[dt.date, str]]] = field(default_factory=dict)
    exact: dict[str, tuple[str, str]] = field(default_factory=dict)

    def day(self) -> dt.date:
        """Any day of the time of the record."""
        return FIRST + dt.timedelta(days=self.random.randrange((LAST - FIRST).days))

    def edtf(self, day: dt.date) -> str:
        """A day as a source may give it: mostly the day, often the month, now and then about, or one of two months."""
        draw = self.random.random()
        if draw < 0.6:
            return f"{day}"
        if draw < 0.88:
            return f"{day:%Y-%m}"
        if draw < 0.93:
            return f"{day:%Y-%m}~"
        if draw < 0.97:
            return f"{day}/{min(LAST, day + dt.timedelta(days=3))}"
        return f"[{day.year - 1}-{day:%m},{day:%Y-%m}]"

    def quoted(self, report: Map, words: str) -> Map:
        """The report with a quotation, or in our words: three of four have none, as in the record of today."""
        if self.random.random() < 0.25:
            passage = {"paragraph": str(self.random.randrange(1, 40)), "quotation": words, "words": "paraphrase"}
            return {**report, "evidence": [passage]}
        return {**report, "fact": f"The source says: {words}."}


def write(folder: Path, reports: int, seed: int = 1) -> Counter[str]:
    """Write a record of so many reports into a folder; returns how many there are of each kind, and how many files."""
    made = Invention(Random(f"{seed} {reports}"))
    wanted = {kind: max(1, round(reports * share)) for kind, share in SHARES.items()}
    wanted["milestones"] = reports - sum(wanted.values())
    _flights(made, wanted["flights"])
    _figures(made, wanted["figures"])
    _statements(made, wanted["statements"])
    for number in range(wanted["milestones"]):
        day = made.day()
        title = f"Treaty {number} signed"
        date = {"edtf": made.edtf(day), "role": "occurred"}
        report = made.quoted({"id": f"milestone-{number}", "title": title, "date": date}, f"treaty {number} was signed")
        made.told.append(Told(day + dt.timedelta(days=10), "milestones", report))
    made.told.sort(key=lambda told: (told.day, told.report["id"]))
    _relations(made)
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    files = _sources(made)
    for name, content in {**_shared(made, reports), **files}.items():
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)
        (folder / name).write_text(text, encoding="utf-8")
    return Counter({**wanted, "groups": len(made.went), "source files": len(files)})


def _flights(made: Invention, wanted: int) -> None:
    """Reports on flights: exact ones, rough ones, announcements; arrivals, departures and plain removals."""
    random, number = made.random, 0
    while number < wanted:
        flight = f"group-{len(made.went)}"
        day, people = made.day(), random.randrange(3, 90)
        made.went[flight] = (day, people)
        for place in range(min(random.randrange(1, 6), wanted - number)):
            draw = random.random() if place else 0.0  # the first report on each counts people who went, exactly
            qualifier = "exactly" if draw < 0.75 else random.choice(["about", "more than", "nearly"])
            kind, role = (
                ("arrived", "arrived") if draw < 0.5 else random.choice([("boarded", "departed"), ("removed", "removed")])
            )
            if draw > 0.92:
                kind, role = "announced", "expected"
            value = people if draw < 0.6 else max(1, people + random.randrange(-4, 5))
            count = {"value": str(value), "qualifier": qualifier, "kind": kind, "counted": "deportees"}
            report_id = f"{flight}-{place}"
            report = {
                **{"id": report_id, "flight": flight, "date": {"edtf": made.edtf(day), "role": role}, "count": count},
                "said_by": random.choice(SPEAKERS),
            }
            said = day + dt.timedelta(days=random.choice([1, 2, 5, 30, 400]))
            made.told.append(Told(said, "flights", made.quoted(report, f"{value} people, {qualifier}")))
            made.before.setdefault(flight, []).append((said, report_id))
            if not place:
                made.exact[flight] = (report_id, f"{day}")
            number += 1


def _figures(made: Invention, wanted: int) -> None:
    """Running totals of three counters, counts of fiscal and calendar years, stocks, and changes in per cent."""
    random = made.random
    kinds: list[Callable[[Invention, int], Told]] = [_total, _year, _total, _stock, _total, _change]
    for number in range(wanted):
        told = kinds[number % len(kinds)](made, number) if number else _total(made, number)
        report = told.report
        if random.random() < 0.5:
            report = {**report, "said": {"edtf": f"{told.day}", "role": "stated"}}
        value = report["quantity"]["value"]
        made.told.append(Told(told.day, told.kind, made.quoted(report, f"the number is {value}")))


def _figure(number: int, label: str, measure: str, value: int, unit: str, qualifier: str = "exactly") -> Map:
    quantity = {"value": str(value), "qualifier": qualifier, "unit": unit}
    return {"id": f"figure-{number}", "label": label, "measure": measure, "subject": "people removed", "quantity": quantity}


def _total(made: Invention, number: int) -> Told:
    """What a counter has counted since 2000: two of three in typed keys, the others as text."""
    random, day = made.random, made.day()
    counter = random.choice(COUNTERS)
    people = round((day - FIRST).days / 7 * (COUNTERS.index(counter) + 3)) + 5
    rough = random.random() < 0.1
    figure = _figure(
        number, "People taken back, running total", "cumulative total", people, "people", "about" if rough else "exactly"
    )
    start = {"start": "2000"} if random.random() < 0.66 else {"basis": "since 2000"}
    said_by = random.choice((counter, "herald", "post"))
    by = {"said_by": said_by, **({"counted_by": counter} if said_by != counter else {})}
    return Told(day, "figures", {**figure, **start, "date": {"edtf": made.edtf(day), "role": "as of"}, **by})


def _year(made: Invention, number: int) -> Told:
    """Removals of a fiscal year, or people of a calendar year."""
    random, year = made.random, made.random.randrange(FIRST.year + 1, LAST.year)
    fiscal = random.random() < 0.7
    figure = _figure(number, f"Removals, {year}", "flow", random.randrange(20, 900), "removals" if fiscal else "people")
    kind: Map = random.choice([{"year": "fiscal", "year_of": "US"}, {"basis": "fiscal year"}]) if fiscal else {"year": "calendar"}
    date = {"edtf": f"{year - 1}-10/{year}-09" if fiscal else f"{year}", "role": "period"}
    return Told(dt.date(year + 1, 1, 20), "figures", {**figure, **kind, "date": date, "said_by": "secretary"})


def _stock(made: Invention, number: int) -> Told:
    random, day = made.random, made.day()
    figure = _figure(
        number, "People with a final order", "stock", random.randrange(900, 2000), "people", random.choice(["about", "exactly"])
    )
    figure = {**figure, "subject": "people awaiting removal", "counted": random.choice(["all", "not detained", "convicted"])}
    return Told(day, "figures", {**figure, "date": {"edtf": made.edtf(day), "role": "as of"}, "said_by": "secretary"})


def _change(made: Invention, number: int) -> Told:
    year = made.random.randrange(FIRST.year, LAST.year - 1)
    figure = _figure(number, "Rise in removals", "change", made.random.randrange(1, 300), "per cent")
    date = {"edtf": f"{year}/{year + 1}", "role": "period"}
    return Told(dt.date(year + 2, 1, 20), "figures", {**figure, "date": date, "said_by": made.random.choice(SPEAKERS)})


def _statements(made: Invention, wanted: int) -> None:
    for number in range(wanted):
        day, question = made.day(), made.random.choice(list(QUESTIONS))
        speaker = made.random.choice(SPEAKERS)
        report = {
            **{"id": f"statement-{number}", "question": question, "answer": made.random.choice(ANSWERS)},
            **{"speaker": speaker, "role": "speaker", "said": {"edtf": made.edtf(day), "role": "stated"}},
            "summary": f"The answer to the question of {question} depends on what is asked, says speaker {number}.",
        }
        made.told.append(
            Told(day + dt.timedelta(days=1), "statements", made.quoted(report, f"it depends, said speaker {number}"))
        )


def _relations(made: Invention) -> None:
    """A third of the reports refer to an earlier one; of the reports on a flight some correct or repeat the one before."""
    random = made.random
    by = {told.report["id"]: told.report.get("said_by") for told in made.told}
    for place, told in enumerate(made.told):
        name, draw = told.report["id"], random.random()
        if draw > 0.33 or not place:
            continue
        of_flight = sorted(made.before.get(told.report.get("flight", ""), []))
        earlier = [other for day, other in of_flight if day < told.day and other != name]
        if earlier and draw < 0.03 and by[earlier[-1]] == by[name]:  # only who said it takes it back
            date = {"edtf": f"{told.day}", "role": "stated"}
            tie: Map = {"type": "replaces", "to": earlier[-1], "reason": "Names were found twice.", "date": date}
        elif earlier:
            tie = {"type": "repeats", "to": earlier[-1], "reason": "The same number of the same group."}
        else:
            other = made.told[random.randrange(place)].report["id"]
            tie = {
                "type": random.choice(["supports", "qualifies", "contradicts", "responds to"]),
                "to": other,
                "reason": "See both.",
            }
        told.report["relations"] = [tie]


def _sources(made: Invention) -> dict[str, Map]:
    """The files: reports in the order of time, some 16 to 40 to a file, which appeared on the last day that it tells of."""
    files: dict[str, Map] = {}
    left = list(made.told)
    while left:
        size = made.random.randrange(16, MOST_IN_A_FILE + 1)
        bundle, left = left[:size], left[size:]
        name = f"paper-{len(files)}"
        source = {
            **{
                "id": name,
                "title": f"Removals, part {len(files)}",
                "publisher": made.random.choice(["herald", "post", "gazette"]),
            },
            **{"kind": "newspaper article", "published": {"edtf": f"{max(told.day for told in bundle)}", "role": "published"}},
            **{"url": f"https://example.org/{name}", "seen": "whole"},
        }
        kinds = {kind: [told.report for told in bundle if told.kind == kind] for kind in (*SHARES, "milestones")}
        files[f"sources/{name}.yaml"] = {"source": source, **{kind: reports for kind, reports in kinds.items() if reports}}
    return files


def _shared(made: Invention, reports: int) -> dict[str, Map]:
    totals = [told.report for told in made.told if told.report.get("measure") == "cumulative total"]
    sides = [
        {"id": name, "name": f"{name.title()} and its friends", "short": name.title()}
        for name in ("zenda", "ruritania", "observers")
    ]
    actors = [
        {"id": name, "name": name.replace("-", " ").title(), "kind": "organisation", "side": SIDE.get(name, "observers")}
        for name in (*SPEAKERS, "ruritania-office")
    ]
    questions = [
        {"id": name, "short": name.title(), "text": text, "answers": [{"id": one, "text": one.title()} for one in ANSWERS]}
        for name, text in QUESTIONS.items()
    ]
    flights = [{"id": name, "name": f"Group {place} of {day:%B %Y}"} for place, (name, (day, _)) in enumerate(made.went.items())]
    checks = []
    for number in range(max(1, reports // 50)):
        one, other = (made.random.choice(list(made.exact.values()))[0] for _ in range(2))
        total = made.random.choice(totals)["id"]
        rule = f"{one} + {other} <= {total}"
        checks.append({"id": f"check-{number}", "title": f"Two groups within a total ({number})", "rule": rule, "tolerance": "5"})
        checks[-1]["reason"] = "The groups should be in the total."
    return {
        "about.yaml": {**ABOUT, "key_figures": [totals[0]["id"]]},
        "actors.yaml": {"sides": sides, "actors": actors},
        "questions.yaml": {"questions": questions},
        "flights.yaml": {"flights": flights},
        "checks.yaml": {"checks": checks},
    }


def main() -> None:
    """Write a record, and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.records", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for kind, number in write(chosen.folder, chosen.reports, chosen.seed).items():
        print(f"{number:6} {kind}")


if __name__ == "__main__":
    main()
