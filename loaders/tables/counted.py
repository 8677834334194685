"""How many rows a table has, in words: what each is, for whoever chooses among files."""

from __future__ import annotations

from loaders.wording.language import count
from loaders.wording.numbers import number

ROWS: dict[str, tuple[str, str]] = {
    "flights": ("{number} group, with where its reports differ", "{number} groups, with where their reports differ"),
    "flight_reports": ("{number} report on a group", "{number} reports on groups"),
    "announced": ("{number} announcement", "{number} announcements"),
    "totals": ("{number} group or total, added up", "{number} groups and totals, added up"),
    "ledger": ("{number} line of the accounts of totals", "{number} lines of the accounts of totals"),
    "by_year": ("{number} line by calendar year", "{number} lines by calendar year"),
    "series": ("{number} count through the years, or gap", "{number} counts through the years, gaps included"),
    "fiscal_years": ("{number} count by fiscal year, or gap", "{number} counts by fiscal year, gaps included"),
    "calendar_years": ("{number} count by calendar year, or gap", "{number} counts by calendar year, gaps included"),
    "readings": ("{number} total, against the one before it", "{number} totals, each against the one before it"),
    "stocks": ("{number} count of people at a date", "{number} counts of people at a date"),
    "periods": ("{number} count over a period", "{number} counts over a period"),
    "conflicts": ("{number} disagreement", "{number} disagreements"),
    "checks": ("{number} check of the arithmetic", "{number} checks of the arithmetic"),
    "statements": ("{number} statement", "{number} statements"),
    "positions": ("{number} side on a question", "{number} lines, each a side on a question"),
    "relations": ("{number} relation between records", "{number} relations between records"),
    "figures": ("{number} figure", "{number} figures"),
    "events": ("{number} other event", "{number} other events"),
    "milestones": ("{number} report on another event", "{number} reports on other events"),
    "inferences": ("{number} inference, with its reason", "{number} inferences, each with its reason"),
    "sources": ("{number} source", "{number} sources"),
}
"""By table, of one row and of several."""


def rows(name: str, many: int) -> str:
    """ "10 groups, with where their reports differ"."""
    return count(*ROWS[name], many, number=number(many))
