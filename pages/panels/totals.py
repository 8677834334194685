"""The panels on totals: the sum and the reported level, the accounts, the years, who awaits removal, the checks, every figure."""

from __future__ import annotations

import pandas as pd

from loaders.analysis.checks import Status, Worked
from loaders.analysis.through_time import Series
from loaders.tables import tables
from loaders.tables.frames import rows_of
from loaders.tables.worked import GROUPS
from loaders.wording import checks as of_checks
from loaders.wording import headlines, numbers
from loaders.wording.accounts import Line, gap
from pages.charts import counts
from pages.panels import html, rows
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel

MOST_OPEN = 5  # lines beside the accounts that stand open
MOST_CHECKS = 10  # of more, those that hold are folded

SUM = Panel(
    "totals",
    lambda asked: headlines.totals(asked.view),
    "totals",
    lambda _: (
        "People. The line adds up the groups listed here and rises across the days that each date may mean. The grey level is "
        "a running total that somebody reported, as wide as its date. The two are counted differently."
    ),
    lambda asked: counts.totals(tables.table(asked.view, "totals"), tables.table(asked.view, "ledger"), asked.number),
    what="running totals",
)


def _ledger(asked: Asked) -> Html:
    """The accounts, one for each reported total, and what is reported beside them."""
    view, table = asked.view, tables.table(asked.view, "ledger")
    beside = table["line"] == Line.BESIDE
    lines_of = dict(iter(table[~beside].groupby("account", sort=False)))
    parts: list[Html] = []
    for account in view.accounts:
        title = headlines.account(view, account)
        meant = tag("h3", "What the gap can and cannot mean"), html.lines(gap(account), class_="small")
        parts.append(_folded(title, len(lines_of) > 1, _lines(asked, title, lines_of[account.total.id]), *meant))
    if not view.accounts and view.counted:
        title = headlines.groups_alone(view)
        parts += [tag("p", title), _lines(asked, title, lines_of[GROUPS])]
    if beside.any():
        title = Line.BESIDE.value
        told = _lines(asked, title, table[beside], titled=False)
        parts.append(_folded(f"{title}: {beside.sum()} counts", bool(beside.sum() > MOST_OPEN), told))
    return joined(parts)


def _folded(title: str, folds: bool, *inside: object) -> Html:
    """Under its title; if it folds, it opens on a click."""
    return tag("details", tag("summary", title), *inside) if folds else tag("div", tag("p", title, class_="titled"), *inside)


def _lines(asked: Asked, title: str, lines: pd.DataFrame, titled: bool = True) -> Html:
    """Amount, what it is, and where from; the amount leads to the evidence."""
    body = [
        [
            html.Cell(
                asked.links.evidence(line.id, line.in_words, f"{line.in_words}: {line.line}, {line.label}: evidence"), True
            ),
            html.Cell(joined([tag("strong", f"{line.line}. ") if titled else Html(), line.label])),
            html.Cell(line.how),
        ]
        for line in rows_of(lines)
    ]
    return html.table(title, {"in_words": "People", "label": "What", "how": "Where from"}, body)


LEDGER = Panel("ledger", lambda _: "Does it add up?", "ledger", body=_ledger, what="accounts of the totals")

SERIES = Panel(
    "series",
    lambda asked: headlines.series(asked.view.series),
    "series",
    lambda _: (
        "People and removals. Each panel has a scale of its own; the years are aligned. A bar is as wide as its year: a fiscal "
        "year lies across two calendar years, and the two are never added. A dash: no number on record, which is not zero."
    ),
    lambda asked: counts.series(tables.table(asked.view, "series"), asked.number),
    needs=lambda asked: sum(point.series is not Series.GROUPS for point in asked.view.series) > 1,
    what="counts through the years",
)

STEPS = Panel(
    "readings",
    lambda asked: headlines.steps(asked.view.steps),
    "readings",
    body=rows.listed(
        "readings",
        {"unexplained": "In no group here", "label": "Running totals", "rise": "Rise", "arithmetic": "How"},
    ),
    needs=lambda asked: SERIES.needs(asked) and bool(asked.view.steps),
    what="steps between totals",
)

BY_YEAR = Panel(
    "by_year",
    lambda asked: headlines.by_year(asked.view.calendar),
    "by_year",
    lambda _: "People in groups listed here, by calendar year. Derived: the groups of each year added up.",
    lambda asked: counts.by_year(tables.table(asked.view, "by_year"), asked.number),
    holds=lambda asked: any(year.flights for year in asked.view.calendar),
    what="groups by year",
)


def _years(asked: Asked, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        in_year=[str(year) if pd.notna(year) else "Year not certain" for year in table["year"]],
        itemised=[numbers.span(year.itemised) if year.flights else "no group" for year in asked.view.calendar],
        counted=table["reported"].fillna("No count of this calendar year"),
        rest=table["unexplained"].fillna("Cannot be told"),
    )


YEARS = Panel(
    "years",
    lambda _: "Year by year",
    "by_year",
    body=rows.listed(
        "by_year", {"in_year": "Year", "itemised": "Itemised", "counted": "Reported", "rest": "Not explained"}, _years
    ),
    what="counts by year",
)

STOCKS = Panel(
    "stocks",
    lambda _: "How many await removal, and who is counted",
    "stocks",
    body=rows.listed(
        "stocks", {"in_words": "How many", "counted": "Who is counted", "date_in_words": "As of", "said_by": "Said by"}
    ),
    needs=lambda asked: len({one.source.id for one in asked.view.stocks}) > 1,
    what="people awaiting removal",
)


def _checks(asked: Asked) -> Html:
    """Every check, and how it came out; of many, those that hold are folded."""
    worked = asked.view.checks
    held = [one for one in worked if one.outcome.status is Status.ADDS_UP]
    many = len(worked) > MOST_CHECKS
    open_ = [_check(asked, one) for one in worked if not many or one not in held]
    if not (many and held):
        return joined(open_)
    return joined(
        [*open_, _folded(f"{of_checks.verdict(Status.ADDS_UP)}: {len(held)}", True, *(_check(asked, one) for one in held))]
    )


def _check(asked: Asked, one: Worked) -> Html:
    return tag(
        "div",
        tag("p", tag("strong", of_checks.verdict(one.outcome.status)), class_="verdict"),
        tag("div", tag("p", asked.links.evidence(one.check.id, one.check.title)), outcome(one)),
        class_="check",
    )


def outcome(worked: Worked) -> Html:
    """How a check came out, with its arithmetic and reason; where it cannot be told, why, and what it would take."""
    told = [tag("p", tag("strong", of_checks.arithmetic(worked)))]
    if open_ := of_checks.unsettled(worked):
        told.append(tag("p", open_, class_="small"))
    told.append(tag("p", worked.check.reason))
    if worked.outcome.status is Status.OPEN:
        told.append(tag("p", f"Why not: {'; '.join(of_checks.doubts(worked.outcome))}."))
        if worked.check.needed:
            told.append(tag("p", f"What it would take: {worked.check.needed}"))
    return joined(told)


CHECKS = Panel(
    "checks",
    lambda asked: headlines.check_counts(asked.view.checks),
    "checks",
    lambda _: (
        "Arithmetic that the record should satisfy, worked out each time it is loaded. Words are never turned into numbers."
    ),
    body=_checks,
    what="checks",
)

FIGURES = Panel(
    "figures",
    lambda _: "Every figure",
    "figures",
    body=rows.listed("figures", {"in_words": "How much", "label": "What", "date_in_words": "About", "said_by": "Said by"}),
    what="figures",
)
