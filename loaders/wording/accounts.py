"""What is said where numbers are set against each other: the lines of an account, what is left and what that can mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from loaders.analysis.comparison import FLOW, TOTAL, Incomparable, WhyNot
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Interval
from loaders.analysis.through_time import Meaning, Year
from loaders.analysis.totals import Account, Reported, Step
from loaders.record.dataset import Dataset
from loaders.record.schema import Statistic
from loaders.wording import dates, flights, numbers
from loaders.wording.language import Mark, joined, quoted, say


class Line(StrEnum):
    """A line of the ledger."""

    REPORTED = "Reported running total"
    INSIDE = "Itemised, in the years shown"
    OUTSIDE = "Itemised, in other years"
    PERHAPS = "Itemised, perhaps in it"
    BEFORE = "Itemised, before it began"
    AFTER = "Itemised, not in it"
    REST = "Not itemised here"
    BESIDE = "Reported beside it, not added"


NO_NUMBER = "no number here"
"""Of a year between two that somebody counted: nothing is said of sources, years or days that are not shown."""
REASONS = {
    WhyNot.OTHER_THING: "The two count other things.",
    WhyNot.OTHER_PEOPLE: "It counts other people than the groups.",
    WhyNot.OTHER_KIND: "The two are counts of other kinds.",
    WhyNot.OTHER_COUNTER: "The two are of other counters.",
    WhyNot.SPANS: "Since when it counts is not known.",
    WhyNot.ROUGH: "The number is not exact.",
}
YEARS = {
    Meaning.LEFT: "What is left was in no group listed here, or was counted otherwise; less than nothing: the groups are more.",
    Meaning.OTHER_PEOPLE: "The count is not of all people removed, so the groups are not taken off it.",
    Meaning.NOT_EXACT: "The count is not one of exactly so many people, so the groups are not taken off it.",
    Meaning.OTHER_TIME: "The count is not of exactly this year, so it cannot be held against the groups of the year.",
    Meaning.NOBODY: "No count of this year on its own is among the reports shown, so what the groups leave out cannot be told.",
}


def who(dataset: Dataset, found: Reported) -> str:
    """Who gave a number and when, or else as of when: "Bill Herod, 2020", "KVAO, as of April 2017"."""
    statistic, name = found.statistic, dataset.actors[found.statistic.said_by].name
    if statistic.said:
        return f"{name}, {dates.words(statistic.said.edtf)}"
    if statistic.measure == TOTAL:
        return say("{name}, as of {date}", name=name, date=dates.words(statistic.date.edtf))
    return name


def why_not(found: Incomparable) -> str:
    """Why two numbers are not set against each other."""
    return " ".join(say(REASONS[reason]) for reason in found.reasons)


def remainder(account: Account) -> str:
    """ "768 − 141 = 627", whose total leads to who reports it."""
    rest = account.remainder
    if isinstance(rest, Incomparable):
        return why_not(rest)
    return joined([_leading(account.total), f" {numbers.MINUS} {numbers.span(account.itemised)} = {numbers.span(rest)}"])


def _leading(total: Reported) -> Mark:
    """A reported number, which leads to who reports it."""
    told, label = numbers.told(total.statistic.quantity), total.statistic.label
    return Mark(told, total.id, say("{number}: {label}: evidence", number=told, label=label))


def gap(account: Account) -> list[str]:
    """What the gap between a reported total and the listed groups can and cannot mean, a sentence each."""
    rest = account.remainder
    if isinstance(rest, Incomparable):
        return [why_not(rest)]
    flown = sorted((*account.within, *account.perhaps), key=lambda flight: flight.span.order)
    if not flown:
        return [say("No group listed here lies within it, so nothing is taken off it.")]
    told = [_sign(rest, account)]
    over = account.total.statistic.over
    if over.start and flown:
        told.append(
            say(
                "The count runs since {start}. The first group listed here is of {date}; what was earlier is in no group here.",
                start=dates.words(over.start),
                date=flights.date(flown[0].placed),
            )
        )
    stands = dates.words(account.total.statistic.date.edtf)
    told.append(
        say("The total stands as of {date}: removals after that cannot be in it, and are not set against it.", date=stands)
    )
    if account.perhaps:
        told.append(_perhaps(account.perhaps))
    told += order(account.total.statistic, (*account.within, *account.perhaps, *account.before, *account.after))
    told += perhaps_said(flown)
    told += boarded(flown)
    told.append(say("Only groups are added up here: whoever was removed in none of them can be in the total alone."))
    return told


ORDER = {
    "before": "The total is from before this group: {name}. {sentence}",
    "after": "The total counts this group: {name}. {sentence}",
}


STANDS = {"before": "before: {group}", "after": "after: {group}"}
"""On which side of a group a total stands."""


def order(statistic: Statistic, flown: Iterable[Flight]) -> list[str]:
    """On which side of single groups a total stands by a sentence of its source, with that sentence; one each, or none."""
    names = {flight.id: flight.flight.name for flight in flown}
    return [
        say(ORDER[one.type], name=names[one.flight], sentence=quoted(one.evidence.quotation) if one.evidence else one.fact or "")
        for one in statistic.order
        if one.flight in names
    ]


def perhaps_said(flown: Iterable[Flight]) -> list[str]:
    """Which groups nobody may have counted by the day, and so are added from 0 up: a sentence, or none."""
    found = [flight.flight.name for flight in flown if not flight.sure]
    if not found:
        return []
    return [say("What may have been said by the day, or later, is added from 0 up: {names}.", names=numbers.listed(found))]


def boarded(flown: Iterable[Flight]) -> list[str]:
    """Of which groups somebody counts who boarded, which may be more than were removed or arrived: a sentence, or none."""
    found = [flight.flight.name for flight in flown if "boarded" in flight.kinds]
    if not found:
        return []
    return [
        say("Who boarded is the highest that can have gone, and stands in the range of: {names}.", names=numbers.listed(found))
    ]


def _sign(rest: Interval, account: Account) -> str:
    if rest.low > 0 and (rest.open_low or rest.rough):
        return say("The total is higher than the groups as they are told; a count that is rough or open leaves open by how much.")
    if rest.low > 0:
        return say(
            "The total is higher than the groups: they are a part of what it counts, and the rest is in no group listed here."
        )
    if rest.high < 0 and not (rest.open_high or rest.rough):
        return say(
            "The groups are more than the total: one of them, or the total, counts something else than it says, or is wrong."
        )
    if account.perhaps or not rest.exact:
        return say("The groups can account for the whole total, or for a part of it.")
    return say("The groups account for the whole total.")


def why_beside(found: Reported) -> str:
    """Why a count is listed beside the accounts and not added."""
    if found.amount is None:
        return say("In words only: it is never turned into a number, so it can be neither added nor compared.")
    if found.statistic.flight:
        return say("A number of the people of one group, who are counted with the group.")
    if found.statistic.measure == FLOW:
        return say("A count over a time: it can overlap with a running total, so the two are not added.")
    return say("It is not added to anything.")


def year(found: Year) -> list[str]:
    """What the counts reported of a year can be held against, a sentence each."""
    told = [say(YEARS[found.meaning]), *([_perhaps(found.perhaps)] if found.perhaps else [])]
    flown = (*found.flights, *found.perhaps)
    return [*told, *perhaps_said(flown), *boarded(flown)]


def _perhaps(flown: Sequence[Flight]) -> str:
    names = numbers.listed(flight.flight.name for flight in flown)
    return say("Their dates leave open whether they are in it: {names}.", names=names)


def of_year(dataset: Dataset, found: Reported) -> str:
    """A count that is reported of a year: "110 removals October 2017 to September 2018, ICE"."""
    statistic = found.statistic
    date, name = dates.words(statistic.date.edtf), dataset.actors[statistic.said_by].name
    return say("{number} {date}, {name}", number=numbers.with_unit(statistic.quantity), date=date, name=name)


def step(dataset: Dataset, found: Step) -> str:
    """ "From 743 (Maryknoll Affiliates) to 768 (Bill Herod)"."""
    ends = {"before": found.before, "after": found.after}
    told = {name: numbers.told(one.statistic.quantity) for name, one in ends.items()}
    names = {f"{name}_by": dataset.actors[one.statistic.said_by].name for name, one in ends.items()}
    return say("From {before} ({before_by}) to {after} ({after_by})", **told, **names)


def step_arithmetic(found: Step) -> str:
    """ "768 − 743 = 25; groups between them: 25; left: 0", of which each number leads to who reports it."""
    change = joined([_leading(found.after), f" {numbers.MINUS} ", _leading(found.before), f" = {numbers.span(found.rise)}"])
    rest = found.remainder
    if isinstance(rest, Incomparable):
        return change
    if not found.between and not found.perhaps:
        return say("{change}; no group is listed between them", change=change)
    left = numbers.span(rest)
    between = numbers.addition(found.between)
    if not found.perhaps:
        return say("{change}; groups between them: {between}; left: {left}", change=change, between=between, left=left)
    perhaps = numbers.addition(found.perhaps)
    if not found.between:
        return say("{change}; groups perhaps between them: {perhaps}; left: {left}", change=change, perhaps=perhaps, left=left)
    return say(
        "{change}; groups between them: {between}; perhaps between them: {perhaps}; left: {left}",
        change=change,
        between=between,
        perhaps=perhaps,
        left=left,
    )


def step_meaning(dataset: Dataset, found: Step) -> list[str]:
    """What the remainder can and cannot mean, a sentence each."""
    told = [_step_sign(found)]
    counter = found.after.statistic.counter
    speakers = list(dict.fromkeys(one.statistic.said_by for one in (found.before, found.after)))
    if len(speakers) > 1:
        name, named = dataset.actors[counter].name, numbers.listed(dataset.actors[speaker].name for speaker in speakers)
        told.append(say("Both are counts of {counter}, as told by {speakers}.", counter=name, speakers=named))
    told += perhaps_said((*found.between, *found.perhaps))
    told += boarded((*found.between, *found.perhaps))
    if found.perhaps:
        names = numbers.listed(flight.flight.name for flight in found.perhaps)
        told.append(say("Their dates leave open whether they came between the two: {names}.", names=names))
    return told


def _step_sign(found: Step) -> str:
    rise, rest = found.rise, found.remainder
    if rise.high < 0:
        return say(
            "The total fell, by {number}: one of the two was corrected, or counts something else.",
            number=numbers.number(-rise.high),
        )
    if isinstance(rest, Incomparable):
        return why_not(rest)
    if not found.between and not found.perhaps:
        if rise.high == 0:
            return say("The total did not rise, and no group is listed between the two.")
        return say("No group is listed between the two: what the rise counts is in no group listed here.")
    if rest.low > 0 and not (rest.open_low or rest.rough):
        return say("The total rose by more than the groups listed here: the rest is in none of them.")
    if rest.high < 0 and not (rest.open_high or rest.rough):
        return say(
            "The total rose by less than the groups listed here: one of the totals or of the groups counts something else."
        )
    if rest.exact:
        return say("The groups listed here account for the rise.")
    return say("The groups listed here can account for the rise.")
