"""What a table shows, in one sentence: the titles of the charts, computed from the rows shown."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from loaders.analysis import arithmetic, reconciliation
from loaders.analysis.series import RUNNING
from loaders.wording import numbers

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _number(count: int) -> str:
    """ "four", spelt out up to ten."""
    return SMALL[count] if count < len(SMALL) else numbers.number(count)


def _some(count: int, one: str, many: str) -> str:
    """ "Four flights", "One flight", with a capital: it begins a sentence."""
    return f"{_number(count).capitalize()} {one if count == 1 else many}"


def _at(date: str) -> str:
    """ "in April 2018", "on 5 April 2018"; any other date in brackets."""
    if re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", date):
        return f"on {date}"
    return f"in {date}" if re.fullmatch(r"([A-Z][a-z]+ )?\d{4}", date) else f"({date})"


def flights(itemised: pd.DataFrame) -> str:
    """From tables.itemised: how many groups, how many people, which was the largest."""
    if itemised.empty:
        return "No group is on record in what is shown"
    low, high, more = itemised["people_low"].sum(), itemised["people_high"].sum(), bool(itemised["open_end"].any())
    if len(itemised) == 1:
        return f"One group is on record in these years: {numbers.people(low, high, more)}, {itemised['date_in_words'].iloc[0]}"
    most = itemised["people_high"].max()
    largest = itemised[itemised["people_high"] == most]
    when = numbers.listed([_at(date) for date in largest["date_in_words"]])
    return (
        f"{_some(len(itemised), 'group is', 'groups are')} on record, together {numbers.people(low, high, more)}; "
        f"the largest, of {numbers.number(most)}, {when}"
    )


def totals(totals: pd.DataFrame) -> str:
    """From tables.totals: the sum of what is itemised, and the latest reported total beside it."""
    itemised, reported = (totals[totals["series"] == name] for name in ("itemised", "reported"))
    if totals.empty:
        return "No count of people removed is on record in what is shown"
    sums = itemised.iloc[-1] if len(itemised) else None
    flown = numbers.people(sums["total_low"], sums["total_high"], bool(sums["open_end"])) if sums is not None else ""
    if reported.empty:
        return f"The groups on record add up to {flown}; no running total is dated to these years"
    last = reported.sort_values("latest", kind="stable").iloc[-1]
    since = f", counted {last['basis']}" if pd.notna(last["basis"]) else ""
    told = f"{numbers.number(last['total_low'])} people reported in all{since}"
    return f"{told}; the groups shown here account for {flown}" if flown else f"{told}; no group is shown to set against it"


def account(lines: pd.DataFrame) -> str:
    """From the lines of one account of tables.ledger: what is reported, what is itemised up to then, what is left."""
    reported, rest = (lines[lines["line"] == line] for line in (reconciliation.REPORTED, reconciliation.NOT_ITEMISED))
    listed = lines[lines["line"].isin((reconciliation.INSIDE, reconciliation.OUTSIDE))]
    low, high, more = listed["people_low"].sum(), listed["people_high"].sum(), bool(listed["open_end"].any())
    itemised = numbers.span(low, high, more)
    if reported.empty:
        return f"The groups on record add up to {itemised}; nobody gives a running total in these years"
    total = f"{reported['in_words'].iloc[0]} reported ({reported['how'].iloc[0]})"
    if rest.empty and high:
        return f"{total}; {itemised} itemised up to its date; the total is not exact, so nothing is taken off it"
    if rest.empty:
        return f"{total}; no group is listed here to set against it"
    total = f"{total}; {itemised} itemised up to its date"
    low, high = rest["people_low"].iloc[0], rest["people_high"].iloc[0]
    if low < 0 < high or low == high == 0:
        return f"{total}; the two can be the same"
    if high <= 0:
        return f"{total}, which is {numbers.span(-high, -low)} more than the total"
    return f"{total}; {numbers.span(low, high, less=more)} in no group listed here"


def checks(checks: pd.DataFrame) -> str:
    """From tables.checks: how many came out how."""
    if checks.empty:
        return "No check of the arithmetic touches what is shown"
    counts = checks["status"].value_counts()
    parts = [
        f"{_number(counts[status])} {text}"
        for status, text in (
            (arithmetic.CONSISTENT, "consistent"),
            (arithmetic.INCONSISTENT, "inconsistent"),
            (arithmetic.OPEN, "that cannot be checked from this record"),
        )
        if counts.get(status)
    ]
    return f"{_some(len(checks), 'check of the arithmetic', 'checks of the arithmetic')}: {numbers.listed(parts)}"


def positions(positions: pd.DataFrame) -> str:
    """From tables.positions: on how many questions sides stand against each other, and what has no independent evidence."""
    if positions.empty:
        return "No side is heard in what is shown"
    questions = positions["question_id"].nunique()
    alone = positions.loc[positions["alone"], "question_id"].nunique()
    said, supported = int(positions["statements"].sum()), int(positions["supported"].sum())
    both = questions - alone
    heard = f"More than one side is heard on {both} of {questions} questions"
    if questions == 1:
        heard = "More than one side is heard" if both else "One side only is heard"
    return f"{heard}; {numbers.number(said - supported)} of {numbers.number(said)} statements are supported from no other side"


def stance(stance: Any, side: str) -> str:
    """A row of tables.positions as a line: "Cambodia: 2 statements"."""
    return f"{side}: 1 statement" if stance.statements == 1 else f"{side}: {numbers.number(stance.statements)} statements"


def by_year(years: pd.DataFrame) -> str:
    """From tables.by_year: the year with the most people on listed flights."""
    years = years[years["flights"] > 0]
    dated = years[years["year"].notna()]
    if dated.empty:
        return "No group is dated to a single year"
    most = dated.sort_values("people_low", kind="stable").iloc[-1]
    of_all = numbers.span(years["people_low"].sum(), years["people_high"].sum(), bool(years["open_end"].any()))
    in_it = numbers.span(most["people_low"], most["people_high"], bool(most["open_end"]))
    return f"{most['year']} has the most people in groups on record: {in_it} of {of_all}"


def statements(statements: pd.DataFrame) -> str:
    """From tables.statements: how many statements, on how many questions, and where only one side has spoken."""
    statements = statements[statements["superseded"].isna()]
    if statements.empty:
        return "No statement is on record in what is shown"
    speaking = statements.groupby("question_id")["side_id"].nunique()
    alone = int((speaking == 1).sum())
    if len(statements) == 1:
        return "One statement is on record in these years"
    said = f"{numbers.number(len(statements))} statements"
    if len(speaking) == 1:
        return f"{said} on this question, {'from one side only' if alone else 'from more than one side'}"
    opening = f"{said} on {numbers.number(len(speaking))} questions"
    if alone == 0:
        return f"{opening}; on each of them more than one side is heard"
    return f"{opening}; on {_number(alone)} of them one side only is heard"


def groups(groups: pd.DataFrame) -> str:
    """From tables.groups: of how many groups the reports differ."""
    several = groups[groups["reports"] > 1]
    differ = int(several["differ"].notna().sum())
    told = f"{_some(len(several), 'group has', 'groups have')} more than one report"
    if not differ:
        return f"{told}; they agree"
    return f"{told}; on {_number(differ)} of them the reports differ"


def conflicts(conflicts: pd.DataFrame) -> str:
    """From tables.conflicts: how many disagreements there are."""
    return f"{_some(len(conflicts), 'disagreement', 'disagreements')} on record"


def series(series: pd.DataFrame) -> str:
    """From tables.series: from which to which running total it rose, or how many years somebody counted."""
    totals = series[series["series"] == RUNNING].sort_values("latest", kind="stable")
    if len(totals) > 1:
        first, last = totals.iloc[0], totals.iloc[-1]
        begin, end = (f"{total['in_words']} ({total['date_in_words']})" for total in (first, last))
        return f"The reported running total goes from {begin} to {end}"
    return "Counts through the years"


def readings(readings: pd.DataFrame) -> str:
    """From tables.readings: between how many running totals the groups on record explain the rise."""
    rose = readings[(readings["rise"] != 0) | (readings["people_high"] != 0)]
    explained = int((rose["rise"].between(rose["people_low"], rose["people_high"])).sum())
    between = _some(len(rose), "step between running totals", "steps between running totals")
    same = len(readings) - len(rose)
    still = f"; {_number(same)} more did not rise" if same else ""
    return f"{between}; the groups on record explain {_number(explained)}{still}"
