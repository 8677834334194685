"""What is said of a flight: its people, its dates, in what its reports differ, which number is taken where one is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.analysis.connections import speaker
from loaders.analysis.events import Placed
from loaders.analysis.flights import About, Count, Difference, Flight, Preference
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import DateRole, FlightReport
from loaders.wording import dates, names, numbers
from loaders.wording.language import count, say

RULE = {
    Preference.STANDING: "A report that another replaces or retracts is left out.",
    Preference.PRIMARY: "What a government says in its own release or data goes before what others relay.",
    Preference.KIND: "People counted on arrival go before people counted as removed, and these before people counted on leaving. "
    "People who were only announced are never counted.",
    Preference.EXACT: "An exact number goes before a rough one.",
    Preference.LOWEST: "If reports still differ, the lowest number is taken.",
}
"""Which number of several is taken where one is needed, in the order in which it decides."""
DATED = {
    DateRole.ARRIVED: "Arrived: {dates}.",
    DateRole.REMOVED: "Removed: {dates}.",
    DateRole.DEPARTED: "Departed: {dates}.",
    DateRole.EXPECTED: "Expected: {dates}.",
}
PLACED = {About.ORIGIN: "From: {places}.", About.DESTINATION: "To: {places}."}
KEPT_BACK = {
    None: "{number}, {who}",
    "court": "{number} by a court, {who}",
    "claim": "{number} for a claim that they made, {who}",
    "other": "{number} for another reason, {who}",
}
PLACES_BY = {DateRole.DEPARTED: "left {date}", DateRole.EXPECTED: "expected {date}"}
DATE_OF = {
    DateRole.REMOVED: "removal",
    DateRole.ARRIVED: "arrival",
    DateRole.DEPARTED: "departure",
    DateRole.EXPECTED: "expected arrival",
}
UNDER_WAY = {
    DateRole.REMOVED: "Removed: {other}; arrived: {date}.",
    DateRole.DEPARTED: "Departed: {other}; arrived: {date}.",
}


def was_announced(told: str) -> str:
    """A number that was announced: "51 announced"."""
    return say("{number} announced", number=told)


def reports(number: int) -> str:
    """How many reports there are on a group or an event."""
    return count("{number} report", "{number} reports", number, number=numbers.number(number))


def place(report: FlightReport, about: About) -> str | None:
    """From where, or to where, by one report: "Port Ruritania", "Strelsau or Zenda"; nothing where it does not say."""
    named = report.origin if about is About.ORIGIN else report.destination
    return numbers.listed(dict.fromkeys(named), last="or") or None


def places(flight: Flight, about: About) -> str | None:
    """The same by all its reports, each place once: "Port Ruritania and Strelsau"."""
    return numbers.listed(dict.fromkeys(told for report in flight.reports if (told := place(report, about)))) or None


def date(placed: Placed) -> str:
    """A date by all reports that give it: "4 July 2019", "January 2020 and 15 January 2020", "20 or 21 December 2017"."""
    if placed.single:
        return dates.words(placed.single)
    return numbers.listed(dict.fromkeys(dates.words(when) for when in placed.dates), last="or" if placed.either else "and")


def placed(flight: Flight) -> str:
    """The date that places it, and what it is of if neither of arriving nor of being removed: "left 13 January 2020"."""
    return say(PLACES_BY.get(flight.placed.role, "{date}"), date=date(flight.placed))


def when(flight: Flight) -> str:
    """The same, and when it left, where a report tells that beside another date: "19 December 2018; left 17 December"."""
    if not flight.departed:
        return placed(flight)
    alone = flight.departed.single
    left = dates.beside(alone, flight.placed.dates) if alone else date(flight.departed)
    return say("{when}; left {day}", when=placed(flight), day=left)


def measure(flights: Sequence[Flight], most: int, flows: int = 0) -> str:
    """What the dates of some flights are of, where their people are drawn by them, and that very many are not all drawn.

    most: groups, and counts over a period, that are drawn; flows: how many such counts there are.
    """
    roles = {flight.placed.role for flight in flights} or {DateRole.REMOVED, DateRole.ARRIVED}
    told = numbers.listed((say(words) for role, words in DATE_OF.items() if role in roles), last="or")
    told = say("People in each group, by date of {what}.", what=told)
    if max(len(flights), flows) <= most:
        return told
    return " ".join([told, say("Of groups, and of counts over a period, the {most} largest are drawn.", most=most)])


def dated(dataset: Dataset, placed: Placed) -> list[str]:
    """Each date that is given, with who gives it: "4 July 2019 (Reuters)"."""
    told = (
        f"{dates.words(schema.dated(report).edtf)} ({names.inner(dataset.actors[speaker(source, report)].in_a_row)})"
        for source, report in (dataset.by_id[report.id] for report in placed.reports)
    )
    return list(dict.fromkeys(told))


def departed(flight: Flight) -> str | None:
    """When it left, where a report tells that beside another date."""
    return date(flight.departed) if flight.departed else None


def tellers(flight: Flight) -> str:
    """By how many counts its number is known, and in how many reports: "3 counts in 5 reports"."""
    counts, reports = flight.separate, len(flight.counts)
    told = count("{number} report", "{number} reports", reports)
    if counts == reports:
        return told
    return count("{number} count in {reports}", "{number} counts in {reports}", counts, reports=told)


def announced(dataset: Dataset, flight: Flight) -> list[str]:
    """How many were announced, and by whom, in the order in which it was said."""
    return [say("{number}, {who}", number=numbers.told(count.people), who=_who(dataset, count)) for count in flight.announced]


def planned(flight: Flight) -> dict[str, list[Count]]:
    """How many were announced, each number once, with the counts that give it: "51 announced"."""
    found: dict[str, list[Count]] = {}
    for one in flight.announced:
        found.setdefault(say("{number} announced", number=numbers.told(one.people)), []).append(one)
    return found


def kept_back(dataset: Dataset, flight: Flight) -> list[str]:
    """How many were kept back, why, and who says so: "3 by a court, Evening Herald"."""
    return [
        say(KEPT_BACK[count.people.why], number=numbers.told(count.people), who=_who(dataset, count))
        for count in flight.kept_back
    ]


def differences(dataset: Dataset, flight: Flight) -> list[str]:
    """In what its reports differ, a sentence each; none if they agree."""
    return list(dict.fromkeys(_difference(dataset, difference) for difference in flight.differences))


def _difference(dataset: Dataset, found: Difference) -> str:
    match found.about:
        case About.PEOPLE | About.KINDS:
            return say("People: {counts}.", counts=_counts(dataset, found.counts))
        case About.ANNOUNCED:
            plan, *counted = found.counts
            if not counted or plan.people.kind == counted[0].people.kind:
                return say("Announced: {counts}.", counts=_counts(dataset, found.counts, kinds=False))
            went = numbers.listed(dict.fromkeys(numbers.told(count.people) for count in counted), last="or")
            return say("Announced: {plan}; counted: {counted}.", plan=_counts(dataset, [plan], kinds=False), counted=went)
        case About.DATE:
            [placed] = found.dates
            return say(DATED[placed.role], dates=numbers.listed(dated(dataset, placed)))
        case About.ORIGIN | About.DESTINATION:
            told = [f"{place(one, found.about)} ({names.inner(dataset.actors[one.said_by].in_a_row)})" for one in found.reports]
            return say(PLACED[found.about], places=numbers.listed(dict.fromkeys(told)))
        case _:
            other, placed = found.dates
            return say(UNDER_WAY[other.role], other=date(other), date=date(placed))


def _counts(dataset: Dataset, counts: Iterable[Count], kinds: bool = True) -> str:
    """Counts with who gives them: "37 arrived (Evening Herald and ICE) and about 40 boarded (advocates)"."""
    who: dict[str, list[str]] = {}
    for one in counts:
        told = f"{numbers.told(one.people)} {say(one.people.kind)}" if kinds else numbers.told(one.people)
        who.setdefault(told, []).append(_who(dataset, one))
    return numbers.listed(f"{told} ({names.inner(numbers.listed(dict.fromkeys(tellers)))})" for told, tellers in who.items())


def _who(dataset: Dataset, count: Count) -> str:
    return dataset.actors[count.report.said_by].in_a_row


def years(flights: Sequence[Flight]) -> str:
    """From the first to the last year in which some flights can have been: "2018 to 2020"; nothing where an end is open."""
    days = [day for flight in flights for day in (flight.earliest, flight.latest)]
    known = [day.year for day in days if day]
    if len(known) < len(days):
        return ""
    first, last = min(known), max(known)
    return str(first) if first == last else say("{first} to {last}", first=first, last=last)


def counted(flight: Flight) -> str:
    """How many went, and when they were counted: "43 removed", "37 to about 40 arrived or boarded"; else not counted."""
    if flight.people is None:
        return say("not counted")
    kinds = numbers.listed((say(kind) for kind in flight.kinds), last="or")
    return say("{number} {kinds}", number=numbers.of_flight(flight), kinds=kinds)


def agreement(dataset: Dataset, flight: Flight) -> tuple[str, str]:
    """In what the reports on a flight differ, and how many there are: "", "4 reports agree"."""
    told, number = [*differences(dataset, flight), *superseded(dataset, flight)], len(flight.all_reports)
    if not flight.reports:
        told = told or [say("Every report was taken back.")]
    if told or len(flight.reports) < 2:
        return " ".join(told), reports(number)
    return "", count("{number} report agrees", "{number} reports agree", number, number=numbers.number(number))


def said_by(dataset: Dataset, flight: Flight) -> str:
    """Who reports on it, each once."""
    return numbers.listed(dict.fromkeys(dataset.actors[report.said_by].in_a_row for report in flight.all_reports))


def superseded(dataset: Dataset, flight: Flight) -> list[str]:
    """Which of its reports were replaced or taken back, by which and why."""
    return [
        f"{report.id}: {text}"
        for report in flight.all_reports
        if report.id in dataset.superseded
        for text in ["; ".join(names.superseded(dataset, report.id))]
    ]


def why_preferred(flight: Flight) -> str:
    """Which step of the rule decided which count is taken."""
    decided = flight.decided_by
    if len(flight.candidates) < len(flight.counts):
        return say("What had been said by the day goes before what may have been.")
    if decided is not None:
        return say(RULE[decided])
    if len(flight.counts) == 1:
        return say("One report gives a number.")
    if len({count.people.qualifier for count in flight.counts}) > 1:
        return say("The reports give this number, not in the same words.")
    return say("All reports give this number.")
