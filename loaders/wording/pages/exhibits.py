"""What evidence says beyond one report: does it add up, what a group, an event or a source has, and what is worked out."""

from __future__ import annotations

from loaders.analysis import connections
from loaders.analysis.checks import Status, Worked
from loaders.analysis.comparison import Incomparable
from loaders.analysis.connections import Common
from loaders.analysis.events import Event
from loaders.analysis.filters import every
from loaders.analysis.flights import About, Flight
from loaders.analysis.totals import Account, Step
from loaders.analysis.view import DERIVED, Derived, Remainder, Sum, View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording import accounts, checks, names, numbers
from loaders.wording import flights as of_flights
from loaders.wording.language import Mark, count, say
from loaders.wording.pages import beside, evidence
from loaders.wording.pages.beside import Beside

WORTH = (Status.ADDS_UP, Status.NOT, Status.DIFFER, Status.BOTH)
"""How a check comes out that says something, the most telling first."""

# Does it add up?


def check(worked: Worked) -> str:
    """A check as a heading: how it came out, with its arithmetic: "Adds up: 743 + 25 = 768"."""
    return say("{verdict}: {sum}", verdict=checks.verdict(worked.outcome.status), sum=sum_of(worked))


def sum_of(worked: Worked) -> str:
    """The arithmetic of a check; where it cannot be worked out with what is shown, what the check is about."""
    return str(checks.arithmetic(worked)) if worked.outcome.sides else worked.check.title


def terms_of(dataset: Dataset, worked: Worked) -> str:
    """The same, of which every number leads to its record."""
    return checks.linked(dataset, worked) if worked.outcome.sides else worked.check.title


def checks_of(view: View, name: str) -> list[Worked]:
    """The checks in which a report or a flight stands: those that come out first, then in the order of the record."""
    used = {check.id for check in connections.checks(view.dataset, name)}
    found = [one for one in view.every_check if one.check.id in used]
    return sorted(found, key=lambda one: one.outcome.status is Status.OPEN)


def further(view: View, name: str) -> tuple[str, Worked] | None:
    """What a check comes to that needs sources which are not shown, with the check; None where none comes to anything."""
    whole = every(view.whole)
    more, wider, held = len(whole) - len(view.sources), view.through(whole), set(view.dataset.by_id)
    found = [
        one for one in checks_of(wider, name) if one.outcome.status in WORTH and one.settled and not set(one.reports) <= held
    ]
    if not (more and found):
        return None
    first = min(found, key=lambda one: (WORTH.index(one.outcome.status), any(sign != "=" for sign, _ in one.outcome.signs)))
    told = {"verdict": checks.verdict(first.outcome.status), "sum": sum_of(first)}
    if view.as_of:  # by a day some of them had not appeared
        return say("{verdict} with further sources: {sum}", **told), first
    worded = count(
        "{verdict} with {number} further source: {sum}",
        "{verdict} with {number} further sources: {sum}",
        more,
        number=numbers.number(more),
        **told,
    )
    return worded, first


def account(found: Account) -> str:
    """A running total against the groups that it can hold; nothing where there are none, or nobody can tell."""
    if isinstance(found.remainder, Incomparable) or not (found.within or found.perhaps):
        return ""
    told = str(accounts.remainder(found))
    sum_ = Mark(told, f"{DERIVED}not-itemised:{found.total.id}", say("{sum}: evidence", sum=told))
    return say("{sum}. {meaning}", sum=sum_, meaning=accounts.gap(found)[0])


def tolerance(worked: Worked) -> str:
    """By how much two sides may differ and agree; nothing where they may not."""
    if worked.check.tolerance is None:
        return ""
    return say("Two sides that differ by {number} or less agree.", number=numbers.number(worked.check.tolerance))


def derived(view: View, found: Derived) -> str:
    """A number that is worked out here, as a heading."""
    match found:
        case Sum(flights=()):
            return say("No group is listed here to add up")
        case Sum(flights=flown):
            told = {"people": numbers.opening(numbers.people_of(flown)), "number": numbers.spelt(len(flown))}
            return count("{people} in one group", "{people} in {number} groups", len(flown), **told)
        case Remainder(account=account):
            rest = account.remainder
            left = accounts.why_not(rest) if isinstance(rest, Incomparable) else numbers.span(rest)
            total = numbers.told(account.total.statistic.quantity)
            return say("Of the {total}, in no group listed here: {rest}", total=total, rest=left)
        case Step():
            return accounts.step(view.dataset, found)
        case year:
            people = numbers.span(year.itemised)
            if year.year:
                return say("People in groups listed here in {year}: {people}", year=year.year, people=people)
            return say("People in groups whose year is not certain: {people}", people=people)


# A group, an event, a source, a list


def group(flight: Flight) -> str:
    """A group as a claim: "37 to about 40 people arrived or boarded: Group of July 2019"; its name where nobody counts it."""
    if flight.people is None:
        return flight.flight.name
    kinds = numbers.listed((say(one) for one in flight.kinds), last="or")
    people = numbers.opening(numbers.people_of([flight]))
    return say("{people} {kinds}: {group}", people=people, kinds=kinds, group=flight.flight.name)


def of_group(dataset: Dataset, flight: Flight) -> list[str]:
    """When it was, and by how many counts its number is known."""
    told = [evidence.happened(flight.placed.role, of_flights.date(flight.placed))]
    if flight.people:
        told.append(say("By {counts}; none is averaged with another.", counts=of_flights.tellers(flight)))
    return told


def preferred(flight: Flight) -> str:
    """Which number is taken where one is needed, and why; nothing where there is but one."""
    if flight.people is None or flight.people.low == flight.people.high:
        return ""
    number = numbers.told(flight.preferred.people)
    return say("Where one number is needed: {number}. {why}", number=number, why=of_flights.why_preferred(flight))


def low_to_high(flight: Flight) -> list[str]:
    """Ids of the reports on a group: the counts of who went from low to high, then what else is reported, in order of time."""
    counts = sorted(flight.counts, key=lambda one: (one.interval.least, one.interval.most) if one.interval else (0, 0))
    return list(dict.fromkeys([*(one.report.id for one in counts), *(report.id for report in flight.all_reports)]))


def of_places(flight: Flight) -> list[str]:
    """From where and to where it went, by all its reports; a sentence each."""
    told = ((about, of_flights.places(flight, about)) for about in (About.ORIGIN, About.DESTINATION))
    return [say(of_flights.PLACED[about], places=places) for about, places in told if places]


def about_group(dataset: Dataset, flight_id: str) -> list[Beside]:
    """What else is about a group: figures of its people, and events that concern it."""
    headings = {Common.NUMBER: say("Other numbers on this group"), Common.EVENT: say("Events that concern it")}
    return [
        Beside(headings[what], (("", tuple(beside.item(dataset, one) for one in ids)),))
        for what, ids in connections.of_flight(dataset, flight_id).items()
    ]


def no_report() -> str:
    """Of a group on which no source that is shown reports."""
    return say("No report on this group is in what is shown.")


def of_event(dataset: Dataset, event: Event) -> list[str]:
    """When it was, by how many reports, and who dates it how where they differ."""
    number = len(event.reports)
    told = [evidence.happened(event.placed.role, of_flights.date(event.placed))]
    told.append(count("Told by one report.", "Told by {number} reports.", number, number=numbers.spelt(number)))
    if event.placed.either:
        told.append(say("Dates: {dates}.", dates=numbers.listed(of_flights.dated(dataset, event.placed))))
    return told


def of_source(dataset: Dataset, source: schema.Source) -> list[str]:
    """What kind of document it is, how it was seen, and how far its quotations are verified."""
    told = [say("{kind}.", kind=numbers.opening(say(source.kind))), names.seen(source)]
    return [*told, *evidence.read_on(source), names.verification(dataset.verification(source.id))]


def doubts(source: schema.Source) -> list[str]:
    """What is inferred of a source, and doubts about it."""
    when = source.published
    inferred = [say("Inferred, date of publication: {reason}", reason=when.inferred)] if when and when.inferred else []
    return [*inferred, *source.notes]


def reports(number: int) -> str:
    """Over what a source reports."""
    return count("What it reports: one report", "What it reports: {number} reports", number, number=numbers.spelt(number))


def left_out(part: schema.LeftOut) -> str:
    """A part of a source that is not in the record, and why."""
    return say("{part}: {what} {why}", part=part.part, what=part.what, why=part.why)


def left_out_heading(number: int) -> str:
    """Over the parts of a source that are not in the record."""
    return count("Left out, and why: one part", "Left out, and why: {number} parts", number, number=numbers.spelt(number))


def several(number: int) -> str:
    """Over a list of records."""
    return count("{number} record", "{number} records", number, number=numbers.number(number))


def absent(number: int) -> str:
    """That some of the records that an address names are not listed."""
    return count(
        "{number} of them is not in what is shown.",
        "{number} of them are not in what is shown.",
        number,
        number=numbers.number(number),
    )


def nothing(asked: str) -> str:
    """That an address names no record that is shown."""
    return say("There is no record ‘{name}’ in what is shown.", name=asked)
