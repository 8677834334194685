"""A flight is what its reports have in common: from how few to how many people, when, and in what the reports differ.

No report is averaged with another and none is dropped: the rule below only says which one is drawn where a chart has
room for one number.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from loaders import schema, words
from loaders.frames import Frames, Row, frame
from loaders.schema import DateRole, Qualifier
from loaders.years import Years

RULE = (
    "A report that another replaces or retracts is left out.",
    "What a government says in its own release or data goes before what others relay.",
    "People counted on arrival go before people counted as removed, and these before people counted on leaving. "
    "People who were only announced are never counted.",
    "An exact number goes before a rough one.",
    "If reports still differ, the lowest number is taken.",
)
"""Which number of several is taken where one is needed, in the order in which it decides."""
GROUPS = (
    *("flight", "flight_name", "date", "date_in_words", "date_role", "departed", "earliest", "latest", "year"),
    *("people_low", "people_high", "in_words", "people_chosen", "chosen", "chosen_why", "planned", "differ", "reports"),
    *("records", "said_by", "paragraph", "quotation", "source_id", "source"),
)
FIRST, LAST = pd.Timestamp(1600, 1, 1), pd.Timestamp(2200, 12, 31)  # that a date of the record can have (see `dates`)
UNDERWAY = pd.Timedelta(days=3)  # a charter flight round half the world, with stops and the change of date
WHEN = (DateRole.ARRIVED, DateRole.REMOVED, DateRole.DEPARTED, DateRole.EXPECTED)  # which date places a flight, the first it has


def groups(frames: Frames, years: Years) -> pd.DataFrame:
    """One row a flight, in order of date, also where nobody counted the people or they were only announced.

    people_low and people_high: the lowest and the highest count of people that went, of all reports that stand;
    people_chosen: the one that RULE takes. Columns: GROUPS.
    """
    rows = [_group(reports) for _, reports in frames.flights.groupby("flight", sort=False)]
    rows.sort(key=lambda row: (row["earliest"] or row["latest"] or LAST, row["latest"] or LAST))
    return years.rows(frame(GROUPS, rows))


def itemised(frames: Frames, years: Years) -> pd.DataFrame:
    """The flights of which some report counts people that went: what can be added up. Columns: GROUPS."""
    shown = groups(frames, years)
    return shown[shown["people_low"].notna()].reset_index(drop=True)


def addition(flown: pd.DataFrame) -> str:
    """The people of some groups added up, as it is read: "43 + 36 = 79". flown: rows of `itemised`; none is "0"."""
    parts = list(zip(flown["people_low"], flown["people_high"], strict=True))
    return words.addition(parts, list(flown["in_words"])) if parts else "0"


def _group(reports: pd.DataFrame) -> Row:
    stand = reports[reports["superseded"].isna()]
    went = stand[stand["kind"].isin(schema.WENT) & stand["people"].notna()]
    planned = stand[(stand["kind"] == "planned") & stand["in_words"].notna()]
    told = stand if len(went) == 0 else stand[stand["date_role"] != DateRole.EXPECTED]
    when = _when(told if len(told) else reports)
    differ = [*_counts_differ(went, planned), *when.pop("differ")]
    rests_on = went if len(went) else stand if len(stand) else reports
    return {
        **_trace(rests_on),
        **when,
        **_people(went),
        "planned": "\n".join(f"{row.in_words}, {row.said_by}" for row in planned.itertuples()) or None,
        "differ": "\n".join(differ) or None,
        "reports": len(reports),
    }


def _trace(reports: pd.DataFrame) -> Row:
    """Where a flight's numbers come from: of one report its sentence, of several each one's source, one to a line."""
    first = {name: value for name, value in reports.iloc[0].items() if pd.notna(value)}
    each = {name: "\n".join(reports[name].dropna().unique()) or None for name in ("said_by", "source_id", "source")}
    alone = {name: first.get(name) if len(reports) == 1 else None for name in ("paragraph", "quotation")}
    return {"flight": first["flight"], "flight_name": first["flight_name"], **each, **alone, "records": "\n".join(reports["id"])}


def _people(went: pd.DataFrame) -> Row:
    """The counts of people that went, lowest, highest and chosen; nothing if nobody counted them."""
    if went.empty:
        return {"in_words": None}
    ranked = went.assign(
        relayed=~went["primary"], stage=went["kind"].map(schema.WENT.index), rough=went["qualifier"] != Qualifier.EXACTLY
    ).sort_values(["relayed", "stage", "rough", "people"], kind="stable")
    best, order = ranked.iloc[0], ranked.sort_values(["people", "rough"], kind="stable")
    low, high = order.iloc[0], order.iloc[-1]
    same = low["people"] == high["people"]
    return {
        "people_low": low["people"],
        "people_high": high["people"],
        "in_words": low["in_words"] if same else f"{low['in_words']} to {high['in_words']}",
        "people_chosen": best["people"],
        "chosen": best["id"],
        "chosen_why": _why(ranked),
    }


def _why(ranked: pd.DataFrame) -> str:
    """Which part of RULE decided between the first report and the next that gives another number."""
    best = ranked.iloc[0]
    others = ranked[ranked["people"] != best["people"]]
    if others.empty:
        return "All reports give this number." if len(ranked) > 1 else "One report gives a number."
    other = others.iloc[0]
    for column, reason in (("relayed", RULE[1]), ("stage", RULE[2]), ("rough", RULE[3])):
        if best[column] != other[column]:
            return reason
    return RULE[4]


def _counts_differ(went: pd.DataFrame, planned: pd.DataFrame) -> list[str]:
    found: list[str] = []
    if went["people"].nunique() > 1:
        told = [
            f"{row.in_words} ({row.said_by}, {row.kind})" for row in went.drop_duplicates(["in_words", "said_by"]).itertuples()
        ]
        found.append(f"People: {words.listed(told)}.")
    announced = planned[~planned["people"].isin(went["people"])] if len(went) else planned.iloc[:0]
    for row in announced.drop_duplicates(["in_words", "said_by"]).itertuples():
        went_words = words.listed(list(went["in_words"].unique()), last="or")
        found.append(f"Announced: {row.in_words} ({row.said_by}); counted: {went_words}.")
    return found


def _when(reports: pd.DataFrame) -> dict[str, Any]:
    """The date that places a flight: that of its arrival, if any report has it; else of its removal, its departure, its plan.

    Reports of one role that can all be true give the narrowest; reports that cannot give all days that one of them allows.
    """
    roles = [role for role in WHEN if (reports["date_role"] == role).any()]
    found = {role: _one_role(reports[reports["date_role"] == role]) for role in roles}
    placed = dict(found[roles[0]])
    differ = [text for when in found.values() for text in when.pop("differ", ())]
    removed = found.get(DateRole.REMOVED)
    if removed and removed is not found[roles[0]] and _apart(removed, found[roles[0]]):
        differ.append(f"Removed: {removed['date_in_words']}; arrived: {placed['date_in_words']}.")
    departed = found[DateRole.DEPARTED]["date_in_words"] if DateRole.DEPARTED in roles[1:] else None
    placed.pop("differ", None)
    return {**placed, "date_role": roles[0].value, "departed": departed, "differ": differ}


def _apart(one: Row, other: Row) -> bool:
    """Whether two dates lie further apart than people are under way."""
    first, last = sorted((one, other), key=lambda when: when["earliest"] or FIRST)
    return bool((last["earliest"] or FIRST) - (first["latest"] or LAST) > UNDERWAY)


def _one_role(reports: pd.DataFrame) -> dict[str, Any]:
    """The date that reports on one thing have in common, and in what they differ. Columns as in GROUPS, and "differ"."""
    first, last = reports["earliest"].fillna(FIRST), reports["latest"].fillna(LAST)
    narrowest = int((last - first).to_numpy().argmin())
    if ((first <= first.iloc[narrowest]) & (last >= last.iloc[narrowest])).all():
        row = reports.iloc[narrowest]
        return {
            name: None if pd.isna(row[name]) else row[name] for name in ("date", "date_in_words", "earliest", "latest", "year")
        }
    begin = None if reports["earliest"].isna().any() else reports["earliest"].min()
    end = None if reports["latest"].isna().any() else reports["latest"].max()
    told = reports.drop_duplicates(["date", "said_by"])
    days = [f"{row.date_in_words} ({row.said_by})" for row in told.itertuples()]
    role = reports["date_role"].iloc[0]
    return {
        "date": None,
        "date_in_words": words.listed(list(reports["date_in_words"].unique()), last="or"),
        "earliest": begin,
        "latest": end,
        "year": begin.year if begin is not None and end is not None and begin.year == end.year else None,
        "differ": [f"{str(role).capitalize()}: {words.listed(days)}."],
    }
