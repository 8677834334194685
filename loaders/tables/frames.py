"""Rows -> pandas frames of declared columns: the door through which typed values leave as tables."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from loaders.tables.columns import COLUMNS

Row = Mapping[str, object]
"""A row by its columns. Several texts, such as the ids that it rests on, are a tuple; a frame has them one to a line."""
DTYPES: dict[str, Any] = {
    name: pd.api.types.pandas_dtype(name) for name in {column.dtype for column in COLUMNS.values()}
}  # Any: of two families
"""Each dtype by its name; to look one up takes as long as to make a column of a small table."""


def frame(columns: Iterable[str], rows: Iterable[Row]) -> pd.DataFrame:
    """Rows -> a frame with exactly these columns, in this order, each of its declared dtype, even when empty."""
    rows = list(rows)
    arrays = {name: pd.array([cell(row.get(name)) for row in rows], dtype=DTYPES[COLUMNS[name].dtype]) for name in columns}
    return pd.DataFrame(arrays, copy=False)


def cell(value: object) -> object:
    """A cell of a row as it stands in a frame: several texts one to a line; None is unknown."""
    return ("\n".join(value) or None) if isinstance(value, tuple) else value


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, each a named tuple. Its cells have the dtype that COLUMNS declares, which types cannot say."""
    yield from map(_line(tuple(table.columns)), zip(*(column.array for _, column in table.items()), strict=True))


@lru_cache(maxsize=64)
def _line(columns: tuple[str, ...]) -> Callable[[Iterable[object]], Any]:
    """What makes a row of these columns: a class of its own, which takes as long to make as a table of some rows."""
    kind: Any = namedtuple("Row", columns)  # type: ignore[misc]  # its fields are not known before
    make: Callable[[Iterable[object]], Any] = kind._make
    return make


def lines(texts: Iterable[str]) -> str | None:
    """Texts one to a line; None for none."""
    return "\n".join(texts) or None


def once(texts: Iterable[str]) -> str | None:
    """The same, each text once."""
    return lines(dict.fromkeys(texts))
