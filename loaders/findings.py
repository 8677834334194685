"""What a table shows, in one sentence: the titles of the charts, computed from the rows shown."""

from __future__ import annotations

import pandas as pd

from loaders import words

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _some(count: int, one: str, many: str) -> str:
    """ "four flights", "1 flight" spelt out up to ten, with a capital: it begins a sentence."""
    spelt = SMALL[count] if count < len(SMALL) else words.number(count)
    return f"{spelt.capitalize()} {one if count == 1 else many}"


def flights(itemised: pd.DataFrame) -> str:
    """From tables.itemised: how many groups, how many people, which was the largest."""
    if itemised.empty:
        return "No group is on record in these years"
    low, high = itemised["people_low"].sum(), itemised["people_high"].sum()
    if len(itemised) == 1:
        return f"One group is on record in these years: {words.people(low, high)}, {itemised['date_in_words'].iloc[0]}"
    most = itemised["people_high"].max()
    largest = itemised[itemised["people_high"] == most]
    when = words.listed(list(largest["date_in_words"]))
    return (
        f"{_some(len(itemised), 'group is', 'groups are')} on record, together {words.people(low, high)}; "
        f"the largest, of {words.number(most)}, in {when}"
    )


def totals(totals: pd.DataFrame) -> str:
    """From tables.totals: the sum of what is itemised, and the latest reported total beside it."""
    itemised, reported = (totals[totals["series"] == name] for name in ("itemised", "reported"))
    if totals.empty:
        return "No count of people removed is on record in these years"
    flown = words.people(itemised["total_low"].iloc[-1], itemised["total_high"].iloc[-1]) if len(itemised) else "no one"
    if reported.empty:
        return f"The groups on record add up to {flown}; no running total is dated to these years"
    last = reported.iloc[-1]
    since = f", counted {last['basis']}" if pd.notna(last["basis"]) else ""
    return f"{words.number(last['total_low'])} people reported in all{since}; the groups shown here account for {flown}"


def by_year(years: pd.DataFrame) -> str:
    """From tables.by_year: the year with the most people on listed flights."""
    dated = years[years["year"].notna()]
    if dated.empty:
        return "No group is dated to a single year"
    most = dated.sort_values("people_low", kind="stable").iloc[-1]
    of_all = words.span(years["people_low"].sum(), years["people_high"].sum())
    in_it = words.span(most["people_low"], most["people_high"])
    return f"{most['year']} has the most people in groups on record: {in_it} of {of_all}"


def statements(statements: pd.DataFrame) -> str:
    """From tables.statements: how many statements, on how many questions, and where only one side has spoken."""
    if statements.empty:
        return "No statement is on record in these years"
    speaking = statements.groupby("question_id")["side_id"].nunique()
    alone = int((speaking == 1).sum())
    opening = f"{words.number(len(statements))} statements on {words.number(len(speaking))} questions"
    if len(statements) == 1:
        return "One statement is on record in these years"
    if alone == 0:
        return f"{opening}; on each of them more than one side has spoken"
    return f"{opening}; on {SMALL[alone] if alone < len(SMALL) else alone} of them only one side has spoken"
