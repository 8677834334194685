"""What the totals say: how far the groups go with the reported total, which checks matter most, counts by kind of year."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.analysis.checks import Sign, Status, Worked
from loaders.analysis.interval import hull
from loaders.analysis.through_time import Point
from loaders.analysis.totals import Reported, Staircase, Step
from loaders.analysis.view import DERIVED, View
from loaders.record.schema import Unit
from loaders.wording import answers, checks, dates, headlines, numbers
from loaders.wording.language import Mark, count, say, word


def heading(view: View) -> str:
    """How far the groups go: with the rise since they are listed, else with the answer, else with the last total of the years."""
    run = view.answer_run
    if run and run.rise.low > 0:
        told = {
            "first": _of(run.before),
            "last": _of(run.after),
            "rise": numbers.span(run.rise),
            "people": Mark(
                numbers.span(run.itemised),
                f"{DERIVED}since:{run.before.id}",
                say("{people}: the groups since then added up: evidence", people=numbers.span(run.itemised)),
            ),
        }
        if _differs_before(view, run):
            return say(
                "From {first} to {last} is a rise of {rise}; the groups since then come to {people}. For the time before, two "
                "counts differ",
                **told,
            )
        return say("From {first} to {last} is a rise of {rise}; the groups since then come to {people}", **told)
    return answers.adds_up(view) if view.answer_account else headlines.totals(view)


def _of(total: Reported) -> Mark:
    number = _told(total)
    return Mark(number, total.id, say("{number}: {label}: evidence", number=number, label=total.statistic.label))


def _differs_before(view: View, run: Step) -> bool:
    """Whether a check says of two counts that they differ, and all that it uses is of the time before the groups are listed."""
    differing = (one for one in view.checks if one.outcome.status is Status.DIFFER and one.settled)
    return any(one.span.last < run.before.span.first for one in differing)


# Checks


def checks_heading(worked: Sequence[Worked]) -> str:
    """What heads the checks, where there are any."""
    return say("Checks of the arithmetic") if worked else say("No check of the arithmetic touches these filters")


def most_telling(view: View, most: int, enough: int) -> list[Worked]:
    """The checks that matter most: with the answer, those that do not hold, percentages, what else; one to a claim and a sum.

    Of equal ones, in the order of the record. At least the first that cannot be told is among them. `most`: how many there can
    be; `enough`: up to how many what else comes out is among them.
    """
    found: list[Worked] = []
    claims, sums = set[str | None](), set[str]()
    for one in sorted(view.checks, key=lambda one: (_rank(view, one), one.outcome.status is Status.OPEN)):
        claim, told = one.check.claim, checks.arithmetic(one)
        if (claim is None or claim not in claims) and told not in sums:
            found.append(one)
            claims.add(claim)
            sums.add(told)
    most = min(most, max(enough, sum(any(_tells(view, one)) for one in found)))
    open_ = [one for one in found if one.outcome.status is Status.OPEN]
    if open_ and open_[0] not in found[:most]:
        return [*found[: most - 1], open_[0]]
    return found[:most]


def _tells(view: View, one: Worked) -> tuple[bool, ...]:
    """For which reasons a check matters more than that it holds, the strongest first."""
    of_answer = bool(view.answer and view.answer.id in one.reports)
    status, units = one.outcome.status, {side.unit for side in one.outcome.sides}
    exact = all(sign == ("=", Sign.HOLDS) for sign in one.outcome.signs)
    return (
        of_answer and status is Status.ADDS_UP and exact,
        status in (Status.NOT, Status.DIFFER),
        Unit.PER_CENT in units and status is not Status.OPEN,
        of_answer and status is not Status.OPEN,
        of_answer,
    )


def _rank(view: View, one: Worked) -> int:
    reasons = _tells(view, one)
    return reasons.index(True) if any(reasons) else len(reasons)


def check_counts(worked: Sequence[Worked]) -> str:
    """How many of some checks came out how: "Adds up: 2; Cannot be told: 4."."""
    counted = {status: [one.settled for one in worked if one.outcome.status is status] for status in Status}
    parts = [
        f"{checks.verdict(status)}: {numbers.between(sum(settled), len(settled))}"
        for status, settled in counted.items()
        if settled
    ]
    return say("{parts}.", parts="; ".join(parts))


def every_check(worked: Sequence[Worked]) -> str:
    """What opens the list of all checks."""
    return count("The one check", "All {number} checks", len(worked))


# The groups as steps


def steps(view: View) -> str:
    """What the chart of steps shows."""
    stairs = view.staircase
    if stairs.base:
        return count(
            "One group on the {base} of {date}, and the totals reported since",
            "{number} groups on the {base} of {date}, and the totals reported since",
            len(stairs.levels),
            number=numbers.beginning(len(stairs.levels)),
            base=numbers.told(stairs.base.statistic.quantity),
            date=dates.words(stairs.base.statistic.date.edtf),
        )
    return answers.groups_added(view)


def measure_of_steps(stairs: Staircase) -> str:
    """What a step and a square are, where the scale begins, and which totals lie above it."""
    if stairs.base or any(one.amount and one not in stairs.above for one in stairs.totals):
        told = [
            say(
                "People. Each group is a step, as wide as its date is uncertain; squares and lines are totals that somebody "
                "reported."
            )
        ]
    else:
        told = [say("People. Each group is a step, as wide as its date is uncertain.")]
    if stairs.floor:
        told.append(say("The scale begins at {number}, not at 0.", number=numbers.number(stairs.floor)))
    if stairs.above:
        several = numbers.listed(dict.fromkeys(numbers.told(one.statistic.quantity) for one in stairs.above))
        told.append(say("Reported, and above the scale: {numbers}.", numbers=several))
    return " ".join(told)


# Counts by one kind of year


def _counted(points: Sequence[Point]) -> list[Reported]:
    return [point.reported for point in points if point.reported]


def years(points: Sequence[Point], fiscal: bool) -> str:
    """How many years of a kind are counted, from when to when, between which numbers, and how many between are not."""
    found = _counted(points)
    names = {_year(one) for one in found}
    first, last = min(names, default=0), max(names, default=0)
    amounts = [one.amount for one in found if one.amount]
    told: dict[str, object] = {
        "number": numbers.beginning_between(len({_year(one) for one in found if one.settled}), len(names)),
        "first": first,
        "last": last,
        "amount": numbers.span(hull(amounts)) if amounts else numbers.listed(_told(one) for one in found),
        "unit": numbers.listed(dict.fromkeys(word(one.statistic.quantity.unit) for one in found), "or"),
    }
    if len(names) == 1 and not any(one.settled for one in found):
        said = say("One year may have been counted by the day, {first}: {amount} {unit}", **told)
    elif fiscal:
        said = count(
            "One fiscal year is counted, {first}: {amount} {unit}",
            "{number} fiscal years are counted from {first} to {last}: {amount} {unit} a year",
            len(names),
            **told,
        )
    else:
        said = count(
            "One calendar year is counted, {first}: {amount} {unit}",
            "{number} calendar years are counted from {first} to {last}: {amount} {unit} a year",
            len(names),
            **told,
        )
    if missing := last - first + 1 - len(names) if names else 0:
        return count("{said}; one between is not", "{said}; {number} between are not", missing, said=said,
                     number=numbers.spelt(missing))  # fmt: skip
    return said


def _told(one: Reported) -> str:
    return numbers.told(one.statistic.quantity)


def _year(one: Reported) -> int:
    """The year by which it is called: that in which it ends."""
    return one.span.last.year


def measure_of_years(view: View, points: Sequence[Point]) -> str:
    """Who counted which years, whose sums they are, and what hatching means."""
    found = _counted(points)
    by_counter: dict[str, list[int]] = {}
    for one in found:
        by_counter.setdefault(view.dataset.actors[one.statistic.counter].name, []).append(_year(one))
    told = [
        say(
            "Counted by {who}.",
            who=numbers.listed(say("{counter} ({years})", counter=name, years=_between(of)) for name, of in by_counter.items()),
        ),
    ]
    if derived := [_year(point.reported) for point in points if point.reported and point.derived]:
        told.append(say("Of {years} the source gives parts, and the sums are ours.", years=_between(derived)))
    if any(one.statistic.quantity.unit == Unit.REMOVALS for one in found):
        told.append(say("A removal is not a person who arrived."))
    if len(found) < len(points):
        told.append(say("Hatched: no number in what is shown, which is not zero."))
    return " ".join(told)


def _between(years: Sequence[int]) -> str:
    """ "2017", "2017 and 2018", "2005 to 2014"; of years with others between them, each."""
    named = sorted(set(years))
    if len(named) > 2 and named[-1] - named[0] + 1 == len(named):
        return say("{first} to {last}", first=named[0], last=named[-1])
    return numbers.listed(map(str, named))


# Counts of people at a date


def stocks(found: Sequence[Reported]) -> str:
    """How many counts of people under an order of removal there are."""
    return count(
        "How many people are under an order of removal: one count",
        "How many people are under an order of removal: {number} counts, of different people",
        len(found),
        number=numbers.spelt(len(found)),
    )


def accounts(view: View) -> str:
    """How many running totals are held against the groups."""
    number = len(view.accounts)
    if not number:
        return say("Other reported counts, not added")
    return count(
        "The running total against the groups", "Each of {number} running totals against the groups", number,
        number=numbers.spelt(number),
    )  # fmt: skip


def figures(found: Sequence[Reported]) -> str:
    """How many numbers there are in all."""
    return count("Every figure: one", "Every figure: {number}", len(found), number=numbers.number(len(found)))
