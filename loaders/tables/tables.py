"""The table behind each chart: frames and a range of years -> frame. The page, the download and the data route share it.

Tables of records are made here; what is added up and held against each other is made in `reconciliation`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from loaders.analysis import reconciliation, series
from loaders.analysis.conflicts import CONFLICTS, conflicts
from loaders.analysis.groups import GROUPS, groups
from loaders.analysis.years import Years
from loaders.tables.frames import SHAPES, Frames, Row, frame

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
    """A table: its name in addresses and file names, its title, what makes it, the columns it then has, and what explains it.

    `description` says what a row is; `caveats` are sentences that whoever reads the rows has to know. Both go with every
    download, and so do the meanings of the columns (`columns.COLUMNS`).
    """

    name: str
    title: str
    make: Callable[[Frames, Years], pd.DataFrame]
    columns: tuple[str, ...]
    description: str
    caveats: tuple[str, ...] = ()


REPORTS_NOT_EVENTS = (
    "A row is a report, not an event: two reports on one flight are two rows. Adding them up counts people twice."
)
DERIVED_SUM = "Sums are worked out from the groups on record. They are a lower limit of what happened, not an estimate of it."
GAP = "What is not itemised is a limit of this record. By itself it says nothing against the reported number."
OPINIONS = "Who supports a statement may be of one opinion with the speaker, and may stand in the same source."

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "flights",
            "Reports on flights",
            flights,
            SHAPES["flights"],
            "Each row is one report on one flight, with the sentence that it stands in.",
            (REPORTS_NOT_EVENTS, "A count of people planned, boarded, removed or arrived is of different people; see 'kind'."),
        ),
        Table(
            "groups",
            "Flights, each with what its reports have in common",
            groups,
            GROUPS,
            "Each row is one flight, with the lowest and the highest count that its reports give.",
            ("Where reports differ none is averaged; 'people_chosen' follows a rule that 'chosen_why' names.",),
        ),
        Table(
            "totals",
            "Itemised people added up, and reported running totals",
            reconciliation.totals,
            reconciliation.TOTALS,
            "Each row is a step: a group added to those before it, or a running total that somebody reported ('series').",
            (DERIVED_SUM, GAP),
        ),
        Table(
            "ledger",
            "Reported totals held against what is itemised",
            reconciliation.ledger,
            reconciliation.LEDGER,
            "Each row is a line of an account of one reported total ('account'): reported, itemised, and what neither explains.",
            (DERIVED_SUM, GAP),
        ),
        Table(
            "by_year",
            "Itemised and reported, by calendar year",
            reconciliation.by_year,
            reconciliation.YEARS,
            "Each row is a calendar year; groups whose year is not certain have a row without a year.",
            (DERIVED_SUM, "A year without groups is a year for which none is on record, which is not the same as none."),
        ),
        Table(
            "series",
            "Counts through the years: running totals, fiscal years, calendar years",
            series.series,
            series.SERIES,
            "Each row is a count at a date or over a year. A year that nobody counted has a row without a number, never a zero.",
            ("A fiscal year and a calendar year are never the same time; do not put their numbers in one line.",),
        ),
        Table(
            "readings",
            "Each running total against the one before it and the groups between",
            series.readings,
            series.READINGS,
            "Each row is a running total after an earlier one: by how much it rose, and how much of that the groups explain.",
            (DERIVED_SUM, GAP),
        ),
        Table(
            "stocks",
            "How many people await removal, by who is counted",
            series.stocks,
            SHAPES["figures"],
            "Each row is a report of how many people stood so at a date.",
            ("The counts are of different people ('counted'): they are not one series and cannot be added.",),
        ),
        Table(
            "conflicts",
            "Where the record disagrees",
            conflicts,
            CONFLICTS,
            "Each row is a disagreement: of reports on a group, of records that contradict, or of arithmetic that does not hold.",
            ("A disagreement is not a verdict on either side.",),
        ),
        Table(
            "checks",
            "Checks of the record's arithmetic",
            reconciliation.checks,
            SHAPES["checks"],
            "Each row is a rule that the record should satisfy, worked out.",
            ("A check that cannot be worked out says what it would take; it is neither passed nor failed.",),
        ),
        Table(
            "statements",
            "Statements on the questions in dispute",
            statements,
            SHAPES["statements"],
            "Each row is one statement by one speaker on one question, in our words and in the source's.",
            ("What a statement says is not thereby so.", OPINIONS),
        ),
        Table(
            "positions",
            "Where each side stands on each question",
            positions,
            POSITIONS,
            "Each row is one side on one question on which anybody has spoken; a side that is silent has 0 statements.",
            ("Silence in this record is not consent.", OPINIONS),
        ),
        Table(
            "relations",
            "How records stand to each other",
            relations,
            SHAPES["relations"],
            "Each row is a relation from one record to another, with its reason in one line.",
            ("The relations are the curator's reading of both records.",),
        ),
        Table(
            "figures",
            "Figures",
            figures,
            SHAPES["figures"],
            "Each row is a number that is not the size of one flight, as somebody gave it.",
            ("Only figures of one 'subject', 'measure', 'unit' and 'basis' can be set against each other.",),
        ),
        Table(
            "milestones",
            "Milestones",
            milestones,
            SHAPES["milestones"],
            "Each row is something else that happened, as a source reports it.",
        ),
        Table(
            "inferences",
            "What the curator inferred, and why",
            inferences,
            SHAPES["inferences"],
            "Each row is a part of a record that its source does not print in full.",
        ),
        Table(
            "sources",
            "Sources",
            sources,
            SOURCES,
            "Each row is a document that the record rests on, and how it was read.",
            ("'reports' and 'inferences' count those of the years shown.",),
        ),
    )
}
