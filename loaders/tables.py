"""The table behind each chart: frames and a range of years -> frame. The page, the download and the data route share it.

Tables of records are made here; what is added up and held against each other is made in `reconciliation`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from loaders import reconciliation, series
from loaders.conflicts import CONFLICTS, conflicts
from loaders.frames import SHAPES, Frames, Row, frame
from loaders.groups import GROUPS, groups
from loaders.years import Years

SOURCES = (*SHAPES["sources"], "reports", "inferences")
POSITIONS = (
    *(
        "id",
        "question_id",
        "question",
        "side_id",
        "side",
        "statements",
        "answers",
        "supported",
        "supported_by",
        "alone",
        "records",
    ),
)


def flights(frames: Frames, years: Years) -> pd.DataFrame:
    """Every report on a flight, in order of date. Columns: SHAPES["flights"]."""
    return years.rows(frames.flights)


def milestones(frames: Frames, years: Years) -> pd.DataFrame:
    """What else happened, in order of date. Columns: SHAPES["milestones"]."""
    return years.rows(frames.milestones)


def statements(frames: Frames, years: Years) -> pd.DataFrame:
    """Every statement, in order of date. Columns: SHAPES["statements"]."""
    return years.rows(frames.statements)


def figures(frames: Frames, years: Years) -> pd.DataFrame:
    """Every figure that is not the size of one flight, in order of the date it is about. Columns: SHAPES["figures"]."""
    return years.rows(frames.figures)


def sources(frames: Frames, years: Years) -> pd.DataFrame:
    """The sources with at least one report in the years, and how many reports those are. Columns: SHAPES["sources"] + 2."""
    shown = [years.rows(part) for part in (frames.flights, frames.figures, frames.statements, frames.milestones)]
    reports = pd.concat([part["source_id"] for part in shown])
    inferred = pd.concat([part.loc[_inferred(part), "source_id"] for part in shown])
    counted = frames.sources.assign(
        reports=frames.sources["id"].map(reports.value_counts()).fillna(0).astype("Int64"),
        inferences=frames.sources["id"].map(inferred.value_counts()).fillna(0).astype("Int64"),
    )
    return counted[counted["reports"] > 0].reset_index(drop=True)


def _inferred(part: pd.DataFrame) -> pd.Series:
    said = part["said_inferred"].notna() if "said_inferred" in part else False
    return part["date_inferred"].notna() | said


def inferences(frames: Frames, years: Years) -> pd.DataFrame:
    """What was inferred in the records whose date can lie in the years. Columns: SHAPES["inferences"]."""
    return years.rows(frames.inferences)


def relations(frames: Frames, years: Years) -> pd.DataFrame:
    """How records stand to each other, by the date of the one that has the relation. Columns: SHAPES["relations"]."""
    return years.rows(frames.relations)


def positions(frames: Frames, years: Years) -> pd.DataFrame:
    """Where each side stands on each question: a row for every question on which anybody has spoken, and every side."""
    return positions_of(years.rows(frames.statements), frames)


def positions_of(statements: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """The same of some statements, in the order of the record. A side that is silent has a row with 0 statements.

    What was replaced or retracted is nobody's position any more.
    """
    statements = statements[statements["superseded"].isna()]
    speaking = statements.groupby("question_id")["side_id"].nunique()
    groups = dict(iter(statements.groupby(["question_id", "side_id"])))
    rows: list[Row] = []
    for stance in frames.stances[frames.stances["question_id"].isin(speaking.index)].to_dict("records"):
        question_id, side_id = stance["question_id"], stance["side_id"]
        own = groups.get((question_id, side_id), statements.iloc[:0])
        rows.append(
            {
                **{str(key): value for key, value in stance.items()},
                "id": f"{question_id}-{side_id}",
                "statements": len(own),
                "answers": "\n".join(own["answer"].dropna().unique()) or None,
                "supported": int(own["supported_by"].notna().sum()),
                "supported_by": "\n".join(own["supported_by"].dropna()) or None,
                "alone": bool(len(own)) and speaking[question_id] == 1,
                "records": "\n".join(own["id"]) or None,
            }
        )
    return frame(POSITIONS, rows)


@dataclass(frozen=True)
class Table:
    """A table: its name in addresses and file names, its title, what makes it, and the columns it then has."""

    name: str
    title: str
    make: Callable[[Frames, Years], pd.DataFrame]
    columns: tuple[str, ...]


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("flights", "Reports on flights", flights, SHAPES["flights"]),
        Table("groups", "Flights, each with what its reports have in common", groups, GROUPS),
        Table("totals", "Itemised people added up, and reported running totals", reconciliation.totals, reconciliation.TOTALS),
        Table("ledger", "Reported totals held against what is itemised", reconciliation.ledger, reconciliation.LEDGER),
        Table("by_year", "Itemised and reported, by calendar year", reconciliation.by_year, reconciliation.YEARS),
        Table("series", "Counts through the years: running totals, fiscal years, calendar years", series.series, series.SERIES),
        Table(
            "readings", "Each running total against the one before it and the groups between", series.readings, series.READINGS
        ),
        Table("stocks", "How many people await removal, by who is counted", series.stocks, SHAPES["figures"]),
        Table("conflicts", "Where the record disagrees", conflicts, CONFLICTS),
        Table("checks", "Checks of the record's arithmetic", reconciliation.checks, SHAPES["checks"]),
        Table("statements", "Statements on the questions in dispute", statements, SHAPES["statements"]),
        Table("positions", "Where each side stands on each question", positions, POSITIONS),
        Table("relations", "How records stand to each other", relations, SHAPES["relations"]),
        Table("figures", "Figures", figures, SHAPES["figures"]),
        Table("milestones", "Milestones", milestones, SHAPES["milestones"]),
        Table("inferences", "What the curator inferred, and why", inferences, SHAPES["inferences"]),
        Table("sources", "Sources", sources, SOURCES),
    )
}
