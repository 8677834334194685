"""The one list of tables: each by its name in addresses, with its columns and what explains it. View -> frame, once a view.

The page, the download and the data route share it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from loaders.analysis.through_time import Series
from loaders.analysis.view import View
from loaders.tables import flights, reports, worked
from loaders.tables.frames import Row, frame
from loaders.wording.language import speaking, to_say, word


@dataclass(frozen=True)
class Table:
    """A table: its name in addresses and file names, its title, what makes its rows, the columns, and what explains it.

    `description` says what a row is; `caveats` are sentences that whoever reads the rows has to know. Both go with every
    download, and so do the meanings of the columns (`columns.COLUMNS`).
    """

    name: str
    title: str
    rows: Callable[[View], list[Row]]
    columns: tuple[str, ...]
    description: str
    caveats: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Its title in the language that is spoken."""
        return word(self.title)

    @property
    def meaning(self) -> str:
        """What a row is, in the language that is spoken."""
        return word(self.description)

    @property
    def to_know(self) -> tuple[str, ...]:
        """The caveats in the language that is spoken."""
        return tuple(word(caveat) for caveat in self.caveats)

    def make(self, view: View) -> pd.DataFrame:
        """The rows under a view, each column of its declared dtype."""
        return frame(self.columns, self.rows(view))


@lru_cache(maxsize=128)
def rows(view: View, name: str) -> list[Row]:
    """The rows of a table under a view, made once; not to be changed in place. Raises KeyError for a name that is not one."""
    with speaking(view.whole.language):
        return TABLES[name].rows(view)


@lru_cache(maxsize=128)
def table(view: View, name: str) -> pd.DataFrame:
    """The same as a frame."""
    return frame(TABLES[name].columns, rows(view, name))


def counted(view: View) -> pd.DataFrame:
    """The rows of `flights` whose people somebody counts: what can be drawn and added up."""
    every = table(view, "flights")
    return every[every["people_low"].notna()].reset_index(drop=True)


REPORTS_NOT_EVENTS = to_say(
    "A row is a report, not an event: two reports on one flight are two rows. Adding them up counts people twice."
)
DERIVED_SUM = to_say(
    "Sums are worked out from the groups that are listed. They are a lower limit of what happened, not an estimate of it."
)
GAP = to_say("What is not itemised is a limit of this record. By itself it says nothing against the reported number.")
UNLIKE_COUNTERS = to_say("Counts of several counters ('counted_by') are not one series.")
OPINIONS = to_say("Who supports a statement may be of one opinion with the speaker, and may stand in the same source.")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "flights",
            "Flights, each with what its reports have in common",
            flights.flights,
            flights.FLIGHTS,
            "Each row is one flight, with the lowest and the highest count that its reports give. (Until "
            "version 0.1 this table had one row a report; that one is now called flight_reports.)",
            ("Where reports differ none is averaged; 'people_preferred' follows a rule that 'preferred_why' names.",),
        ),
        Table(
            "flight_reports",
            "Reports on flights",
            reports.flight_reports,
            reports.FLIGHT_REPORTS,
            "Each row is one report on one flight, with the sentence that it stands in.",
            (
                REPORTS_NOT_EVENTS,
                "A count of people announced, boarded, kept back, removed or arrived is of different people; see 'kind'.",
            ),
        ),
        Table(
            "announced",
            "Announced, and gone",
            flights.announced,
            flights.ANNOUNCED,
            "Each row is one announcement of how many a flight would take, with what became of it by the counts of the flight.",
            ("What was announced is in no sum. Announced and gone are different people counted at different times.",),
        ),
        Table(
            "totals",
            "Itemised people added up, and reported running totals",
            worked.totals,
            worked.TOTALS,
            "Each row is a step: a group added to those before it, or a running total that somebody reported ('series').",
            (DERIVED_SUM, GAP),
        ),
        Table(
            "ledger",
            "Reported totals held against what is itemised",
            worked.ledger,
            worked.LEDGER,
            "Each row is a line of an account of one reported total ('account'): reported, itemised, and what neither explains.",
            (DERIVED_SUM, GAP),
        ),
        Table(
            "by_year",
            "Itemised and reported, by calendar year",
            worked.by_year,
            worked.YEARS,
            "Each row is a calendar year; groups whose year is not certain have a row without a year.",
            (DERIVED_SUM, "A year without groups is a year for which none is listed, which is not the same as none."),
        ),
        Table(
            "series",
            "Counts through the years: running totals, fiscal years, calendar years",
            worked.series,
            worked.SERIES,
            "Each row is a count at a date or over a year. A year without a count has a row without a number, never a zero.",
            ("A fiscal year and a calendar year are never the same time; do not put their numbers in one line.",),
        ),
        Table(
            "fiscal_years",
            "Counts by fiscal year",
            worked.of_years(Series.FISCAL),
            worked.SERIES,
            "Each row is a count over a fiscal year. A year without a count has a row without a number, never a zero.",
            (UNLIKE_COUNTERS,),
        ),
        Table(
            "calendar_years",
            "Counts by calendar year",
            worked.of_years(Series.CALENDAR),
            worked.SERIES,
            "Each row is a count over a calendar year. A year without a count has a row without a number, never a zero.",
            (UNLIKE_COUNTERS,),
        ),
        Table(
            "readings",
            "Each running total against the one before it and the groups between",
            worked.readings,
            worked.READINGS,
            "Each row is a running total after an earlier one: by how much it rose, and how much of that the groups explain.",
            (DERIVED_SUM, GAP),
        ),
        Table(
            "stocks",
            "How many people await removal, by who is counted",
            worked.stocks,
            reports.FIGURES,
            "Each row is a report of how many people stood so at a date.",
            ("The counts are of different people ('counted'): they are not one series and cannot be added.",),
        ),
        Table(
            "periods",
            "Counts of people removed over a period",
            worked.periods,
            reports.FIGURES,
            "Each row is a report of how many people were removed over a time that is no fiscal year.",
            ("A period can hold groups that are listed one by one; adding both counts people twice.",),
        ),
        Table(
            "conflicts",
            "Where the record disagrees",
            worked.conflicts,
            worked.CONFLICTS,
            "Each row is a disagreement: of reports on a group, of records that contradict, of arithmetic that does not hold, or "
            "of counts that differ.",
            ("A disagreement is not a verdict on either side.",),
        ),
        Table(
            "checks",
            "Checks of the record's arithmetic",
            reports.check_rows,
            reports.CHECKS,
            "Each row is a rule that the record should satisfy, worked out.",
            ("A check that cannot be worked out says what it would take; it is neither passed nor failed.",),
        ),
        Table(
            "statements",
            "Statements on the questions in dispute",
            reports.statements,
            reports.STATEMENTS,
            "Each row is one statement by one speaker on one question, in our words and in the source's.",
            ("What a statement says is not thereby so.", OPINIONS),
        ),
        Table(
            "positions",
            "Where each side stands on each question",
            worked.positions,
            worked.POSITIONS,
            "Each row is one side on one question on which anybody has spoken; a side that is silent has 0 statements.",
            ("Silence in this record is not consent.", OPINIONS),
        ),
        Table(
            "relations",
            "How records stand to each other",
            reports.relations,
            reports.RELATIONS,
            "Each row is a relation from one record to another, with its reason in one line.",
            ("The relations are the curator's reading of both records.",),
        ),
        Table(
            "figures",
            "Figures",
            reports.figures,
            reports.FIGURES,
            "Each row is a number that is not the size of one flight, as somebody gave it.",
            ("Only figures of one 'subject', 'measure', 'unit' and 'basis' can be set against each other.",),
        ),
        Table(
            "events",
            "Other events",
            flights.events,
            flights.EVENTS,
            "Each row is one event beside the flights, with the date that the sources which tell of it have in common.",
        ),
        Table(
            "milestones",
            "Reports on other events",
            reports.milestones,
            reports.MILESTONES,
            "Each row is one report on an event beside the flights, with the sentence that it stands in.",
        ),
        Table(
            "inferences",
            "What the curator inferred, and why",
            reports.inferences,
            reports.INFERENCES,
            "Each row is a part of a record that its source does not print in full.",
        ),
        Table(
            "sources",
            "Sources",
            reports.sources,
            reports.SOURCES,
            "Each row is a document that the record rests on, and how it was read; that with the most reports first.",
            ("'reports' and 'inferences' count those of the years shown.",),
        ),
    )
}
