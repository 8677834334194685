"""A table narrowed to one question or one side, on the page and in an address of the data: `?question=<id>&side=<id>`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from loaders.analysis import connections
from loaders.analysis.connections import Position
from loaders.analysis.view import View
from loaders.record.dataset import Dataset
from loaders.record.problems import Refused
from loaders.record.schema import Statement
from loaders.tables import tables
from loaders.tables.frames import Row, frame
from loaders.tables.tables import TABLES
from loaders.tables.worked import of_positions

COLUMN_OF = {"question": "question_id", "side": "side_id"}
"""By parameter, the column that it narrows; a table without that column does not take it."""


def taken_by(name: str) -> list[str]:
    """The parameters that a table takes."""
    return [parameter for parameter, column in COLUMN_OF.items() if column in TABLES[name].columns]


@dataclass(frozen=True)
class Narrowing:
    """The ids of a question and of a side; None is all."""

    question: str | None = None
    side: str | None = None

    @property
    def asked(self) -> dict[str, str]:
        """What is not all, by parameter."""
        return {name: value for name, value in {"question": self.question, "side": self.side}.items() if value}

    def taken(self, table: str) -> Narrowing:
        """As much of it as a table takes."""
        return Narrowing(**{name: value for name, value in self.asked.items() if name in taken_by(table)})

    def in_page(self, dataset: Dataset) -> list[tuple[str, str]]:
        """The same as parameters of a page's address, which names questions and sides by what its widgets show."""
        shorts = _shorts(dataset)
        return [(name, shorts[name][value]) for name, value in self.asked.items()]

    @property
    def query(self) -> str:
        """The end of an address that has a query already: "&question=interviews"."""
        return f"&{urlencode(self.asked)}" if self.asked else ""

    def in_words(self, dataset: Dataset) -> str:
        """ "Narrowed to question ‘Interviews’, side ‘Cambodia’."; nothing for all."""
        told = ", ".join(f"{name} ‘{short}’" for name, short in self.in_page(dataset))
        return f"Narrowed to {told}." if told else ""

    def rows(self, view: View, name: str) -> list[Row]:
        """The rows of a table. Positions are worked out anew, from the statements that are left."""
        if name == "positions":
            return of_positions(view, self.positions(view))
        wanted = {
            COLUMN_OF[parameter]: value for parameter, value in self.asked.items() if COLUMN_OF[parameter] in TABLES[name].columns
        }
        return [row for row in tables.rows(view, name) if all(row[column] == value for column, value in wanted.items())]

    def table(self, view: View, name: str) -> pd.DataFrame:
        """The same as a frame."""
        return frame(TABLES[name].columns, self.rows(view, name)) if self.asked else tables.table(view, name)

    def positions(self, view: View) -> list[Position]:
        """Where the sides stand, by the statements that are left."""
        return connections.positions(view.dataset, self.statements(view))

    def statements(self, view: View) -> list[Statement]:
        """The statements that are left, in order of time."""
        return [
            one
            for one in view.statements
            if self.question in (None, one.question) and self.side in (None, connections.side_of(view.dataset, one).id)
        ]


ALL = Narrowing()


def _shorts(dataset: Dataset) -> dict[str, dict[str, str]]:
    """What each question and each side is called in short, by parameter and id."""
    return {
        "question": {one.id: one.short for one in dataset.questions.values()},
        "side": {one.id: one.short for one in dataset.sides.values()},
    }


def in_data(name: str, value: str, dataset: Dataset) -> str:
    """The id of what a page's address names in short; what is no short name stays as it is."""
    return next((one for one, short in _shorts(dataset).get(name, {}).items() if short == value), value)


def parse(values_of: Callable[[str], list[str]], name: str, dataset: Dataset) -> Narrowing:
    """What an address narrows a table to. values_of: a parameter's values. Raises ValueError with the ids that there are."""
    known = {"question": list(dataset.questions), "side": list(dataset.sides)}
    asked = {parameter: values for parameter in taken_by(name) if (values := values_of(parameter))}
    for parameter, values in asked.items():
        if len(values) > 1 or values[0] not in known[parameter]:
            raise Refused(
                "'{parameter}' takes one id: ?{parameter}={first}. Ids: {ids}",
                parameter=parameter,
                first=known[parameter][0],
                ids=", ".join(known[parameter]),
            )
    return Narrowing(**{parameter: values[0] for parameter, values in asked.items()})
