"""An address -> what a page is asked for: the filters, a question, a side, which number of several is drawn."""

from __future__ import annotations

from starlette.datastructures import QueryParams

from loaders import Dataset
from loaders.tables import narrowing
from pages.app import view
from pages.panels.panel import Asked

ALSO = ("question", "side", "number")
"""The parameters of single pages, beside the filters of all."""
NUMBERS = {"preferred": "preferred", "lowest": "low", "highest": "high"}


def read(record: Dataset, query: QueryParams) -> Asked:
    """What an address asks for. Raises ValueError with the rule for a parameter that is not known, or is nonsense."""
    shown = view.asked(record, query, ALSO)
    named = QueryParams([(name, narrowing.in_data(name, value, record)) for name, value in query.multi_items()])
    narrowed = narrowing.parse(named.getlist, "statements", record)
    number = query.get("number", "preferred")
    if number not in NUMBERS or len(query.getlist("number")) > 1:
        raise ValueError(f"'number' takes one of: {', '.join(NUMBERS)}")
    return Asked(shown, narrowed, NUMBERS[number])
