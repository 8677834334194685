"""The rows of `inferences` by what their reasons have in common: of thirty years that are the article's, one group.

Reasons that end with the same clause stand together, which orders a list for its readers; nothing is concluded from it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from loaders.analysis.view import View
from loaders.tables.frames import Row
from loaders.tables.tables import rows

CLAUSES = re.compile(r"(?<=[.;]) +(?![^“]*”)")
"""What stands between the clauses of a reason; within a title there are none."""


@dataclass(frozen=True)
class Inferred:
    """Inferences of which the reasons end with one clause: their rows, and that clause."""

    rows: tuple[Row, ...]
    clause: str

    @property
    def reasons(self) -> Counter[str]:
        """Each whole reason, and how often it is given, in the order of the rows."""
        return Counter(str(row["reason"]) for row in self.rows)

    def each(self, column: str) -> list[str]:
        """What stands in a column, each once."""
        return list(dict.fromkeys(str(row[column]) for row in self.rows))


def by_reason(view: View) -> list[Inferred]:
    """The inferences by the last clause of their reasons: the most first."""
    found: dict[str, list[Row]] = {}
    for row in rows(view, "inferences"):
        clause = CLAUSES.split(str(row["reason"]))[-1].rstrip(".")
        found.setdefault(f"{clause[:1].lower()}{clause[1:]}", []).append(row)
    return sorted((Inferred(tuple(several), clause) for clause, several in found.items()), key=lambda one: -len(one.rows))
