"""What is wrong with a record, said for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_PROBLEMS = 500  # told at a time: who has more mends these first


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, at one place: `file:line:column: where: message`, as compilers write it and editors read it.

    `file` is relative to the data folder; `line` and `column` count from 1; `where` names the record and the key.
    """

    file: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.where}: {self.message}"


class RecordError(Exception):
    """The record cannot be used. Carries every problem that was found, in the order of files and lines.

    Of more than MOST_PROBLEMS it carries the first, and one that says so.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(set(problems))
        if len(found) > MOST_PROBLEMS + 1:
            last = found[MOST_PROBLEMS]
            more = f"here and further on are more than the {MOST_PROBLEMS} mistakes told before. Mend those first"
            found = [*found[:MOST_PROBLEMS], Problem(last.file, last.line, last.column, "file", more)]
        self.problems = tuple(found)
        super().__init__("\n".join(str(problem) for problem in self.problems))
