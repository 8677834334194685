"""Everything that the pages draw and hand out, from a record: tables, findings, figures, downloads. No Streamlit.

What the same rows have drawn once is not drawn again: mutations of a record share most of their rows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from loaders import Dataset
from loaders.analysis import connections, derivations, groups, reconciliation, search
from loaders.analysis.years import Years, bounds
from loaders.export import forms
from loaders.tables.frames import Frames, make_frames
from loaders.tables.tables import TABLES
from loaders.wording import headlines, names
from pages.parts import charts, counts

DATED = ("flights", "figures", "statements", "milestones", "inferences")


@dataclass(frozen=True)
class Shown:
    """A record under a range of years."""

    dataset: Dataset
    frames: Frames
    years: Years

    @cached_property
    def made(self) -> dict[str, pd.DataFrame]:
        return {}

    def table(self, name: str) -> pd.DataFrame:
        if name not in self.made:
            self.made[name] = TABLES[name].make(self.frames, self.years)
        return self.made[name]


def _overview(shown: Shown) -> Iterator[go.Figure | str]:
    flown = groups.itemised(shown.frames, shown.years)
    yield headlines.flights(flown)
    if len(flown):
        yield charts.flights(flown, shown.table("milestones").iloc[:0], shown.table("figures").iloc[:0])


def _timeline(shown: Shown) -> Iterator[go.Figure | str]:
    flown, milestones = groups.itemised(shown.frames, shown.years), shown.table("milestones")
    yield from charts.letters(milestones)
    yield headlines.groups(shown.table("groups"))
    if len(flown):
        yield charts.flights(flown, milestones, reconciliation.open_flows(shown.frames, shown.years))
        yield charts.flights(flown, milestones, reconciliation.open_flows(shown.frames, shown.years), "high")


def _totals(shown: Shown) -> Iterator[go.Figure | str]:
    totals, by_year = shown.table("totals"), shown.table("by_year")
    yield headlines.totals(totals)
    yield headlines.by_year(by_year)
    yield headlines.checks(shown.table("checks"))
    for _, lines in shown.table("ledger").query("line != @reconciliation.BESIDE").groupby("account"):
        yield headlines.account(lines)
    for line in by_year["id"].head(1):
        assert derivations.derived(shown.frames, shown.years, line)
    if len(totals):
        yield counts.totals(totals, shown.table("ledger"))
    yield headlines.series(shown.table("series"))
    if len(readings := shown.table("readings")):
        yield headlines.readings(readings)
        assert derivations.derived(shown.frames, shown.years, readings["id"].iloc[-1])
    if len(shown.table("series")):
        yield counts.series(shown.table("series"))
    if (by_year["flights"] > 0).any():
        yield counts.by_year(by_year)


def _statements(shown: Shown) -> Iterator[go.Figure | str]:
    statements = shown.table("statements")
    yield headlines.statements(statements)
    yield headlines.positions(shown.table("positions"))
    if len(statements):
        flown, milestones = groups.itemised(shown.frames, shown.years), shown.table("milestones")
        sides = {side.id: side.short for side in shown.dataset.sides.values()}
        yield charts.statements(statements, sides, flown, milestones)
        if letters := charts.legend(milestones, statements):
            yield letters


def _evidence(shown: Shown) -> Iterator[str]:
    """What the evidence panel says of every report."""
    for report_id, (_, report) in shown.dataset.by_id.items():
        yield names.heading(shown.dataset, report)
        yield names.citation(shown.dataset, report_id)
        for tie in connections.relations(shown.dataset, report_id):
            yield names.short(shown.dataset, tie.other)
        for ids in connections.beside(shown.dataset, report_id).values():
            yield names.name(shown.dataset, ids[0])
        connections.checks(shown.dataset, report_id)
    yield str(len(search.find(shown.dataset, "a")))


def _handed_out(name: str) -> Callable[[Shown], Iterator[str]]:
    """A table in both forms, read back."""

    def draw(shown: Shown) -> Iterator[str]:
        table = shown.table(name)
        assert list(table.columns) == list(TABLES[name].columns), name
        rows = list(csv.reader(io.StringIO(forms.to_csv(table).decode("utf-8-sig"), newline="")))
        assert len(rows) == 1 + len(table), name
        text = [index for index, column in enumerate(table) if table[column].dtype == "string"]
        for row in rows[1:]:
            assert not any(row[index].lstrip().startswith(("=", "+", "-", "@")) for index in text), row
        read = json.loads(forms.to_json(table, {"table": name}))
        assert len(read["rows"]) == len(table), name
        yield f"{len(table)} rows"

    return draw


ALL_DATED = ("flights", "figures", "statements", "milestones")
DRAWINGS: dict[str, tuple[tuple[str, ...], Callable[[Shown], Iterator[go.Figure | str]]]] = {
    "overview": (("flights",), _overview),
    "timeline": (("flights", "figures", "milestones"), _timeline),
    "totals page": (("flights", "figures"), _totals),
    "statements page": (("statements", "flights", "milestones"), _statements),
    "evidence": (ALL_DATED, _evidence),
    "flights": (("flights",), _handed_out("flights")),
    "totals": (("flights", "figures"), _handed_out("totals")),
    "ledger": (("flights", "figures"), _handed_out("ledger")),
    "by_year": (("flights", "figures"), _handed_out("by_year")),
    "groups": (("flights",), _handed_out("groups")),
    "series": (("flights", "figures"), _handed_out("series")),
    "readings": (("flights", "figures"), _handed_out("readings")),
    "stocks": (("figures",), _handed_out("stocks")),
    "conflicts": (ALL_DATED, _handed_out("conflicts")),
    "checks": (("flights", "figures"), _handed_out("checks")),
    "positions": (ALL_DATED, _handed_out("positions")),
    "relations": (ALL_DATED, _handed_out("relations")),
    "statements": (("statements",), _handed_out("statements")),
    "figures": (("figures",), _handed_out("figures")),
    "milestones": (("milestones",), _handed_out("milestones")),
    "inferences": (("inferences",), _handed_out("inferences")),
    "sources": (ALL_DATED, _handed_out("sources")),
}
"""What is drawn, the frames that it reads, and how. Where totals are held against all flights, all count as read."""


def draw(
    dataset: Dataset,
    drawn: set[int],
    some: Callable[[Years], Iterable[Years]] | None = None,
    names: Collection[str] = DRAWINGS,
) -> int:
    """Draw what is named for the ranges that `some` makes of the record's years; by default all, for all and each single one.

    `drawn` holds what has been drawn before, by the rows that it was drawn from, and is added to. What was drawn for each
    single year is done with: it is not drawn again for other ranges. Returns how much was new.
    """
    frames = make_frames(dataset)
    limits = bounds(frames)
    marks = {report.id: hash(report.model_dump_json()) for _, report in dataset.reports()}
    rows = {name: _rows(getattr(frames, name), marks) for name in DATED}
    shared = (
        dataset.actors_file,
        dataset.questions_file,
        dataset.flights_file,
        *dataset.checks,
        *(file.source for file in dataset.source_files),
    )
    around = hash(tuple(record.model_dump_json() for record in shared))
    everything = hash((around, tuple(rows["flights"])))
    whole = {name: hash((name, around, *(tuple(rows[read]) for read in reads))) for name, (reads, _) in DRAWINGS.items()}
    wanted = [name for name in names if whole[name] not in drawn]
    new = 0
    for years in some(limits) if some else (limits, *(Years(year, year) for year in range(limits.first, limits.last + 1))):
        shown = Shown(dataset, frames, years)
        for name in wanted:
            reads, make = DRAWINGS[name]
            key = hash((name, everything if "flights" in reads else around, *(_within(rows[read], years) for read in reads)))
            if key not in drawn:
                for made in make(shown):
                    _judge(name, made)
                drawn.add(key)
                new += 1
    if not some:
        drawn.update(whole.values())
    return new


def _judge(name: str, made: go.Figure | str) -> None:
    if isinstance(made, str):
        assert made, name
        assert not {"nan", "<NA>", "None", "NaT"} & set(made.replace(",", " ").split()), (name, made)
    else:
        assert made.to_json()


def _rows(frame: pd.DataFrame, marks: dict[str, int]) -> list[tuple[int, int, int]]:
    """First year, last year, and the fingerprint of the report, of each row; what a source's own row holds is in `around`."""
    assert not (frame["earliest"] > frame["latest"]).any(), "a date ends before it begins"
    first = frame["earliest"].dt.year.fillna(0).astype(int)
    last = frame["latest"].dt.year.fillna(9999).astype(int)
    return list(zip(first, last, (marks.get(name, 0) for name in frame["id"]), strict=True))


def _within(rows: list[tuple[int, int, int]], years: Years) -> tuple[int, ...]:
    return tuple(row for first, last, row in rows if first <= years.last and last >= years.first)
