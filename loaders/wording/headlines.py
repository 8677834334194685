"""What a chart or a table shows, in one sentence that is true for the filters: the computed titles.

Each is made from typed values. "The groups listed here" are those under the filters; nothing is said of the whole record.
By a day, what may have been said by then is counted from none of it to all, and what it could change is not claimed.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.analysis.comparison import Incomparable
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Interval
from loaders.analysis.through_time import Year
from loaders.analysis.totals import Account, Step, sum_of
from loaders.analysis.view import View
from loaders.wording import accounts, dates, known, numbers
from loaders.wording import flights as of_flights
from loaders.wording.language import count, say, word


def flights(shown: Sequence[Flight]) -> str:
    """Of the flights of a view: how many groups are counted, how many people, from when to when, on how many reports disagree."""
    counted = [flight for flight in shown if flight.people]
    if not counted:
        if not shown:
            return say("No group is listed for these filters")
        names = numbers.listed(flight.flight.name for flight in shown)
        return say("Nobody counts people who went, in what is shown: {names}", names=names)
    return "; ".join([_groups_and_people(counted), *_beside(shown, counted)])


def _groups_and_people(counted: Sequence[Flight]) -> str:
    people, sure = numbers.people_of(counted), sum(1 for flight in counted if flight.sure)
    if len(counted) == 1:
        date = of_flights.placed(counted[0])
        if not sure:
            return say("One group may have been reported by the day: {people}, {date}", people=people, date=date)
        return say("One group: {people}, {date}", people=people, date=date)
    groups, years = numbers.beginning_between(sure, len(counted)), of_flights.years(counted)
    if sure < len(counted):
        return say("{groups} groups had been reported by the day, {people}", groups=groups, people=people)
    if not years:
        return say("{groups} groups, {people}", groups=groups, people=people)
    return say("{groups} groups, {people}, {years}", groups=groups, people=people, years=years)


def _beside(shown: Sequence[Flight], counted: Sequence[Flight]) -> list[str]:
    """What has to be known of groups and people: which have no number, or only a bound; on how many reports disagree."""
    told: list[str] = []
    if without := [flight.flight.name for flight in shown if not flight.people]:
        told.append(say("without a number: {names}", names=numbers.listed(without)))
    if boarded := sum(1 for flight in counted if flight.kinds == ("boarded",)):
        told.append(_boarded(boarded, len(counted)))
    if differ := sum(1 for flight in shown if any(one.disagreement for one in flight.sure_differences)):
        several = say("reports disagree on {number}", number=numbers.spelt(differ))
        told.append(several if len(shown) > 1 else say("its reports disagree"))
    return told


def _boarded(number: int, every: int) -> str:
    if every == 1:
        return say("counted only as they boarded")
    if number == every:
        return say("all counted only as they boarded")
    many = say("{number} groups counted only as they boarded", number=numbers.spelt(number))
    return many if number > 1 else say("one group counted only as it boarded")


def _more(one: Interval, other: Interval) -> bool:
    """Whether one number is certainly larger than another, whatever both leave open."""
    return one.least > other.most and not (one.rough or other.rough)


def totals(view: View) -> str:
    """The last reported total of the years, and what the groups up to its date account for; or the sum of the groups alone.

    By a day it is the last that had certainly been given by then; how many others may have been is told.
    """
    if not view.accounts:
        return _without_total(view)
    settled = [account for account in view.accounts if account.total.settled]
    others = len(view.accounts) - len(settled)
    if not settled:
        return count("One running total may have been given by the day", "{number} running totals may have been given by the day",
                     others, number=numbers.beginning(others))  # fmt: skip
    told = _total(view, settled)
    if not others:
        return told
    return count(
        "{told}; one other total may have been given by the day",
        "{told}; {number} other totals may have been given by the day",
        others,
        told=told,
        number=numbers.spelt(others),
    )


def _total(view: View, settled: Sequence[Account]) -> str:
    last = sorted(settled, key=lambda account: (account.total.span.last, account.total.span.first))[-1]
    statistic = last.total.statistic
    told = {
        "total": numbers.told(statistic.quantity),
        "who": view.dataset.actors[statistic.said_by].name,
        "since": dates.words(statistic.over.start) if statistic.over.start else "",
        "unit": word(statistic.quantity.unit),
    }
    reported = say("{who} gives a total of {total} {unit}, counted since {since}", **told) if told["since"] else say(
        "{who} gives a total of {total} {unit}", **told
    )  # fmt: skip
    if later := known.told_later(view.dataset, statistic.id):
        reported = say("{reported}, as told {when}", reported=reported, when=later)
    return say("{reported}; {groups}", reported=reported, groups=_accounted(last))


def _without_total(view: View) -> str:
    if view.counted:
        people = numbers.people(view.itemised.people)
        return say("The groups listed here add up to {people}; no running total is listed for these filters", people=people)
    if view.beside:
        return count(
            "No group and no running total is listed for these filters; {number} other count is",
            "No group and no running total is listed for these filters; {number} other counts are",
            len(view.beside),
        )
    return say("No count of people removed is listed for these filters")


def _accounted(account: Account) -> str:
    """What the groups within a total come to: one sentence with the account beneath, and with the mark in the chart."""
    rest = account.remainder
    if isinstance(rest, Incomparable):
        return say("no group is set against it")
    if not account.within and not account.perhaps:
        return say("no group listed here lies within it")
    people = numbers.people(account.itemised)
    if account.perhaps:
        return say("the groups that lie within it, or may, account for {people}", people=people)
    return say("the groups that lie within it account for {people}", people=people)


def account(view: View, found: Account) -> str:
    """One account: what is reported, what is itemised up to then, what is left."""
    total = say(
        "{total} reported ({who})" if found.total.settled else "{total} may have been reported by the day ({who})",
        total=numbers.told(found.total.statistic.quantity),
        who=accounts.who(view.dataset, found.total),
    )
    rest, flown = found.remainder, numbers.span(found.itemised)
    if isinstance(rest, Incomparable):
        return say("{total}. The groups are not taken off it. {why}", total=total, why=accounts.why_not(rest))
    if not found.within and not found.perhaps:
        return say("{total}; no group listed here lies within it", total=total)
    if rest.high < 0 and not rest.open_high:
        more = numbers.span(-rest)
        return say(
            "{total}; {flown} itemised up to its date, which is {more} more than the total", total=total, flown=flown, more=more
        )
    if rest.low <= 0:
        return say("{total}; {flown} itemised up to its date; the two can be the same", total=total, flown=flown)
    left = numbers.span(rest)
    return say("{total}; {flown} itemised up to its date; {left} in no group listed here", total=total, flown=flown, left=left)


def groups_alone(view: View) -> str:
    """The sum of the groups, where no running total is set against them."""
    return say(
        "The groups listed here add up to {people}; no running total is listed for these filters",
        people=numbers.span(view.itemised.people),
    )


def by_year(shown: Sequence[Year]) -> str:
    """The year that certainly has the most people in groups listed, if there is one among several; else the sum."""
    dated = [year for year in shown if year.flights and year.year]
    if not dated:
        return say("No group listed here is dated to a single year")
    everybody = numbers.people(sum_of(flight for year in dated for flight in year.flights))
    most = [one for one in dated if all(one is other or _more(one.itemised, other.itemised) for other in dated)]
    if len(dated) > 1 and most and all(year.year for year in shown if year.flights):
        number = numbers.span(most[0].itemised)
        return say("Of the groups listed here, those of {year} have the most people: {number}", year=most[0].year, number=number)
    if len(dated) == 1:
        return say("Groups listed here in {year}: {people}", year=dated[0].year, people=everybody)
    return say("Groups listed here in {years} years: {people}", years=numbers.spelt(len(dated)), people=everybody)


def steps(found: Sequence[Step]) -> str:
    """Between how many running totals the groups listed explain the rise exactly."""
    rose = [step for step in found if step.rise.low > 0 and step.settled]
    explained = [step for step in rose if isinstance(step.remainder, Interval) and step.remainder == Interval(0, 0)]
    told = count(
        "One step between running totals of one counter",
        "{steps} steps between running totals of one counter",
        len(found),
        steps=numbers.beginning_between(sum(1 for step in found if step.settled), len(found)),
    )
    if len(found) == 1 and not found[0].settled:
        return say("Perhaps one step between running totals of one counter")
    if not explained:
        return told
    return say("{told}; the groups listed here explain {number} of them exactly", told=told, number=numbers.spelt(len(explained)))
