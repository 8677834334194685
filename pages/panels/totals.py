"""The panels on totals: how far the groups go, the checks, the steps beside the totals, counts by year; folded, all the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.analysis.through_time import Point, Series
from loaders.tables import tables
from loaders.tables.frames import Row
from loaders.tables.worked import BY_ITSELF, GROUPS
from loaders.wording import headlines, names, numbers
from loaders.wording.accounts import Line, gap
from loaders.wording.language import say, to_say, word
from loaders.wording.pages import totals as words
from pages.charts import counts
from pages.panels import html, rows, verdicts
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel

MOST_TELLING, ENOUGH = 4, 3  # checks that stand open: at most, and up to how many those that tell less fill them up

ANSWER = Panel("title", lambda asked: words.heading(asked.view), needs=lambda _: True)


# Checks


def _checks(asked: Asked) -> Html:
    """The checks that matter most, a line to each; all of them open on a click."""
    first, worked = words.most_telling(asked.view, MOST_TELLING, ENOUGH), asked.view.checks
    lines = joined(verdicts.line(asked, one) for one in first)
    if len(first) == len(worked):
        return lines
    every = (verdicts.whole(asked, one) for one in worked)
    counted = tag("p", words.check_counts(worked), class_="small")
    return joined([lines, tag("details", tag("summary", words.every_check(worked)), counted, *every, class_="every")])


CHECKS = Panel(
    "checks",
    lambda asked: words.checks_heading(asked.view.checks),
    "checks",
    body=_checks,
    needs=lambda asked: bool(asked.view.whole.checks),
    what="checks of the arithmetic",
)


# The groups as steps

STEPS = Panel(
    "totals",
    lambda asked: words.steps(asked.view),
    "totals",
    lambda asked: words.measure_of_steps(asked.view.staircase),
    lambda asked: counts.staircase(
        tables.table(asked.view, "totals"), asked.view.staircase.floor, asked.view.staircase.ceiling, asked.number
    ),
    holds=lambda asked: bool(asked.view.staircase.levels),
    what="groups with a count of people",
)


# Counts by one kind of year


def _points(asked: Asked, kind: Series) -> list[Point]:
    return [point for point in asked.view.series if point.series is kind]


def _years(kind: Series) -> Panel:
    name = f"{kind.value.replace(' ', '_')}s"
    return Panel(
        name,
        lambda asked: words.years(_points(asked, kind), kind is Series.FISCAL),
        name,
        lambda asked: words.measure_of_years(asked.view, _points(asked, kind)),
        lambda asked: counts.years(tables.table(asked.view, name), asked.number),
        draws=lambda asked: sum(1 for point in _points(asked, kind) if point.reported) > 1,
        needs=lambda asked: bool(_points(asked, kind)),
        what="counts by year",
    )


FISCAL_YEARS, CALENDAR_YEARS = _years(Series.FISCAL), _years(Series.CALENDAR)


# Folded


def _ledger(asked: Asked) -> Html:
    """The accounts, one for each reported total, and what is reported beside them."""
    view, lines_of = asked.view, dict[object, list[Row]]()
    for row in tables.rows(view, "ledger"):
        lines_of.setdefault(row["account"], []).append(row)
    parts: list[Html] = []
    for account in view.accounts:
        title = headlines.account(view, account)
        meant = tag("h4", say("What the gap can and cannot mean")), html.lines(gap(account), class_="small")
        parts += [tag("h3", title), _lines(asked, title, lines_of[account.total.id]), *meant]
    if not view.accounts and view.counted:
        title = headlines.groups_alone(view)
        parts += [tag("h3", title), _lines(asked, title, lines_of[GROUPS])]
    if BY_ITSELF in lines_of:
        title = word(Line.BESIDE.value)
        parts += [tag("h3", title), _lines(asked, title, lines_of[BY_ITSELF], titled=False)]
    return joined(parts)


def _leading(asked: Asked, line: Row) -> Html:
    told = names.evidence(f"{line['in_words']}: {word(str(line['line']))}, {line['label']}")
    return asked.links.evidence(str(line["id"]), line["in_words"], told)


def _lines(asked: Asked, title: str, lines: Sequence[Row], titled: bool = True) -> Html:
    """Amount, what it is, and where from; the amount leads to the evidence."""
    body = [
        [
            html.Cell(_leading(asked, line), True),
            html.Cell(joined([tag("strong", word(str(line["line"])), ". ") if titled else Html(), line["label"]])),
            html.Cell(line["how"]),
        ]
        for line in lines
    ]
    return html.table(title, to_say({"in_words": "People", "label": "What", "how": "Where from"}), body)


LEDGER = Panel(
    "ledger",
    lambda asked: words.accounts(asked.view),
    "ledger",
    body=_ledger,
    what="accounts of the totals",
    folds=True,
)

READINGS = Panel(
    "readings",
    lambda asked: headlines.steps(asked.view.steps),
    "readings",
    body=rows.listed(
        "readings",
        to_say({"unexplained": "In no group here", "label": "Running totals", "rise": "Rise", "arithmetic": "How"}),
    ),
    needs=lambda asked: bool(asked.view.steps),
    what="steps between totals",
    folds=True,
)


def _of_years(asked: Asked, found: Sequence[Row]) -> Iterator[Row]:
    for row, year in zip(found, asked.view.calendar, strict=True):
        yield {
            **row,
            "in_year": str(row["year"]) if row["year"] else say("Year not certain"),
            "itemised": numbers.span(year.itemised) if year.flights else say("no group"),
            "counted": row["reported"] or say("No count of this calendar year listed"),
            "rest": row["unexplained"] or say("Cannot be told"),
        }


YEARS = Panel(
    "years",
    lambda asked: headlines.by_year(asked.view.calendar),
    "by_year",
    body=rows.listed(
        "by_year",
        to_say({"in_year": "Year", "itemised": "Groups listed here", "counted": "Reported", "rest": "Not explained"}),
        _of_years,
    ),
    what="counts by calendar year",
    folds=True,
)


def _stocks(asked: Asked) -> Html:
    """Counts at a date, those of one kind of people together, in the order in which they first appear."""
    kinds: dict[str, list[Row]] = {}
    for row in tables.rows(asked.view, "stocks"):
        kinds.setdefault(str(row["counted"]), []).append(row)
    columns = to_say({"in_words": "How many", "date_in_words": "As of", "said_by": "Said by"})
    return joined(
        joined([tag("h3", numbers.opening(kind)), rows.table(asked, kind, stocks, columns)]) for kind, stocks in kinds.items()
    )


STOCKS = Panel(
    "stocks",
    lambda asked: words.stocks(asked.view.stocks),
    "stocks",
    body=_stocks,
    needs=lambda asked: bool(asked.view.stocks),
    what="people awaiting removal",
    folds=True,
)

FIGURES_COLUMNS = to_say({"in_words": "How much", "label": "What", "date_in_words": "About", "said_by": "Said by"})
FIGURES = Panel(
    "figures",
    lambda asked: words.figures(asked.view.statistics),
    "figures",
    body=rows.listed("figures", FIGURES_COLUMNS),
    what="figures",
    folds=True,
)
