"""What the front page says: the answer, the words of both sides, whether it adds up, what all sources add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.analysis.checks import Sign, Status, Worked
from loaders.analysis.comparison import Incomparable
from loaders.analysis.connections import Connection, speaker
from loaders.analysis.filters import Lifted, default, every
from loaders.analysis.flights import Flight
from loaders.analysis.interval import Interval
from loaders.analysis.totals import Account, Step
from loaders.analysis.view import DERIVED, Sum, View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording import accounts, checks, dates, known, names, numbers
from loaders.wording import filters as filter_words
from loaders.wording import flights as of_flights
from loaders.wording.language import Mark, count, say


def answer(view: View) -> str:
    """The first key figure in a sentence, with who says it; where it is not shown, or no longer stands, the question."""
    figure, about = view.answer, view.whole.about
    if figure is None:
        return about.headline
    who, told = view.dataset.actors[figure.said_by].name, numbers.told(figure.quantity)
    if about.answer and about.answer.startswith("{number}"):
        told = numbers.opening(told)
    places = {
        "number": Mark(told, figure.id, say("{number}: {label}: evidence", number=told, label=figure.label)),
        "date": dates.words(figure.date.edtf),
        "who": who,
    }
    if about.answer:
        return say(about.answer, **places)
    return say("{label}: {number}, said {who}", label=figure.label, **places)


def dated_as(figure: schema.Statistic) -> str:
    """That the day for which the answer holds is inferred; nothing where the source gives it."""
    return say("As of {date}: inferred.", date=dates.words(figure.date.edtf)) if figure.date.inferred else ""


def reading(dataset: Dataset, tie: Connection) -> str:
    """How two statements that stand above it relate, as the curator reads them: his sentence, which names both."""
    reason = tie.relation.reason
    if tie.relation.type != "contradicts":
        return say("Curator’s reading: {reason}", reason=reason)
    one, other = (dataset.actors[speaker(*dataset.by_id[end])].name for end in (tie.one, tie.other))
    return say("Curator’s reading: {one} and {other} contradict each other. {reason}", one=one, other=other, reason=reason)


SILENT = {
    Lifted.YEARS: "No answer dated to these years; the record has some of other years",
    Lifted.DAY: "No answer said by the day; the record has some of later",
    Lifted.SOURCES: "No answer in these sources, but in others",
    Lifted.TOGETHER: "No answer under these filters; the record has some under others",
    Lifted.NONE: "No answer on record",
}


def silent(view: View, question: schema.Question, side: schema.Side) -> str:
    """That no answer of a side to a question is shown, and which filter hides it; or that none on record stands."""
    hidden = view.hides(question.id, side.id)
    if hidden is Lifted.NONE and view.took_back(question.id, side.id):
        return say("No answer that stands on record: what was said is replaced or taken back")
    return say(SILENT[hidden])


# Does it add up?


def adds_up(view: View) -> str:
    """How many of the answer's people are in groups that it can hold; of what is no total, or cannot be set, what is shown."""
    account = view.answer_account
    if account is None:
        return groups_added(view)
    total = numbers.told(account.total.statistic.quantity)
    if isinstance(account.remainder, Incomparable):
        return say("No group is set against {total}. {why}", total=total, why=accounts.why_not(account.remainder))
    held = (*account.within, *account.perhaps)
    if not held:
        return say("No group listed here lies within the {total}", total=total)
    groups = count("one group", "{number} groups", len(held), number=numbers.spelt(len(held)))
    which = say("{groups} that lie within it, or may" if account.perhaps else "{groups} listed here", groups=groups)
    if account.perhaps and len(held) == 1:
        which = say("one group that lies within it, or may")
    told: dict[str, object] = {"total": total, "groups": which}
    if account.remainder.low < 0:
        told["people"] = _linked(view, account, numbers.span(account.itemised))
        if account.remainder.high < 0 and not (account.remainder.open_high or account.remainder.rough):
            return say("Against the {total} stand {people} in {groups}: more than it counts", **told)
        return say("Against the {total} stand {people} in {groups}", **told)
    told["people"] = _linked(view, account, numbers.opening(numbers.span(account.itemised)))
    if account.itemised == Interval(1, 1):
        return say("{people} of the {total} is in {groups}", **told)
    return say("{people} of the {total} are in {groups}", **told)


def _linked(view: View, account: Account, number: str) -> object:
    """What groups add up to, leading to its arithmetic where the view has the same sum."""
    found = f"{DERIVED}itemised:{account.total.id}"
    derived = view.derived.get(found)
    if not isinstance(derived, Sum) or derived.people != account.itemised:
        return number
    return Mark(number, found, say("{people}: the groups added up: evidence", people=number))


def groups_added(view: View) -> str:
    """What the counted groups of the years add up to."""
    if not view.counted:
        return say("No group is counted for these filters")
    people = numbers.people_of(view.counted)
    if len(view.counted) > 1:
        return say("The groups listed here add up to {people}", people=people)
    if not view.counted[0].sure:
        return say("One group may have been reported by the day: {people}", people=people)
    if view.counted[0].bounds:
        return say("One group is listed here: {people}, counted only as they boarded", people=people)
    return say("One group is listed here: {people}", people=people)


def sums(view: View) -> list[str]:
    """The same worked out, sentence by sentence."""
    account, run = view.answer_account, view.answer_run
    if account is None or isinstance(account.remainder, Incomparable):
        return [*_bounds(view.counted), *_outside(view, view.counted)]
    held = (*account.within, *account.perhaps)
    told = [*_itemised(account), *_bounds(held), *_outside(view, held), *_beyond(account)]
    return [*told, *([_run(view, run)] if run else [])]


def _bounds(held: Sequence[Flight]) -> Iterator[str]:
    """Which groups have no lower end: of who only boarded, and of what may not have been said by the day."""
    boarded = [flight.flight.name for flight in held if flight.sure and flight.bounds]
    if boarded:
        yield say("Counted only as they boarded, and so from 0 up: {groups}.", groups=numbers.listed(boarded))
    yield from accounts.perhaps_said(held)


def _outside(view: View, held: Sequence[Flight]) -> Iterator[str]:
    """Which groups may not lie in the years shown."""
    if view.years == view.limits:
        return
    ends = ((flight, flight.earliest, flight.latest) for flight in held)
    found = [
        flight.flight.name
        for flight, first, last in ends
        if first is None or last is None or first.year < view.years.first or last.year > view.years.last
    ]
    if found:
        yield say("Their dates may lie outside the years shown: {groups}.", groups=numbers.listed(found))


def _itemised(account: Account) -> Iterator[str]:
    if len(account.within) > 1:
        yield say("{addition}.", addition=numbers.addition(account.within))
    if account.perhaps:
        listed = numbers.listed(flight.flight.name for flight in account.perhaps)
        yield say("Their dates leave open whether they are in it: {groups}.", groups=listed)
    statistic, held = account.total.statistic, (*account.within, *account.perhaps)
    since = statistic.over.start
    if since and held:
        first = of_flights.date(min(held, key=lambda flight: flight.span.order).placed)
        told = {"since": dates.words(since), "date": first}
        if statistic.basis_inferred:
            yield say(
                "The total counts since {since} (inferred); the first listed here that can be in it is of {date}.",
                **told,
            )
        else:
            yield say("The total counts since {since}; the first listed here that can be in it is of {date}.", **told)


def _beyond(account: Account) -> Iterator[str]:
    if account.before:
        listed = numbers.listed(flight.flight.name for flight in account.before)
        yield say("Earlier than the total counts, and not in it: {groups}.", groups=listed)
    if account.after:
        listed = numbers.listed(flight.flight.name for flight in account.after)
        yield say("Later than the total, and not in it: {groups}.", groups=listed)


def _run(view: View, run: Step) -> str:
    """Since when the groups that are listed can be set against the rise of the total, and what is then left."""
    first, last = run.before.statistic, run.after.statistic
    told = {
        "first": numbers.told(first.quantity),
        "since": dates.words(first.date.edtf),
        "last": numbers.told(last.quantity),
        "rise": numbers.span(run.rise),
        "people": numbers.span(run.itemised),
        "counter": view.dataset.actors[last.counter].name,
    }
    if run.rise.high <= 0:
        return say(
            "From {first} ({since}) to {last} is no rise in the count of {counter}; the groups since then come to {people}.",
            **told,
        )
    rise = say(
        "From {first} ({since}) to {last} is a rise of {rise} in the count of {counter}; the groups since then come to {people}",
        **told,
    )
    rest = run.remainder
    if not isinstance(rest, Interval) or rest == Interval(0, 0):
        return say("{told}.", told=rise)
    if rest.low < 0:
        return (
            say("{told}, which can be more than the rise.", told=rise)
            if rest.high >= 0
            else say("{told}, which is more than the rise.", told=rise)
        )
    return say("{told}, which leaves {rest}.", told=rise, rest=numbers.span(rest))


def verdicts(view: View) -> list[Worked]:
    """The equations in which the answer stands: those that come out first, then in the order of the record."""
    if view.answer is None:
        return []
    found = [one for one in view.checks if view.answer.id in one.reports and any(sign == "=" for sign, _ in one.outcome.signs)]
    return sorted(found, key=lambda one: (one.outcome.status is Status.OPEN, not _exact(one)))


def _exact(worked: Worked) -> bool:
    """Whether it is an equation that comes out to the last person."""
    signs = worked.outcome.signs
    return worked.outcome.status is Status.ADDS_UP and bool(signs) and all(sign == ("=", Sign.HOLDS) for sign in signs)


def told_above(view: View, worked: Worked) -> bool:
    """Whether a check that cannot be told holds the answer against nothing but the words of the parties, which stand above."""
    if worked.outcome.status is not Status.OPEN or view.heard is None or view.answer is None:
        return False
    said = {place for _, lead in view.heard.leads if lead for place in _places(view.dataset, lead.id)}
    return all(one == view.answer.id or _places(view.dataset, one) & said for one in worked.reports)


def _places(dataset: Dataset, report_id: str) -> set[tuple[str, int | None]]:
    """In which source and paragraph a report has its words."""
    source, report = dataset.by_id[report_id]
    return {(source.id, passage.paragraph) for passage in report.evidence}


# What all sources add


def offer(view: View, wider: View, sums: bool = True) -> str:
    """What the sources that are not shown add, under the same years and day: a sum that goes on, or how much; "" for nothing.

    wider: the same view with all sources; sums: whether it stands where a sum can go on.
    """
    more = len(every(view.whole)) - len(view.sources)
    if not more:
        return ""
    if sums and view.answer and (goes_on := _goes_on(view, wider)):
        return count(
            "With {number} further source the sum goes on: {sum}.",
            "With {number} further sources the sum goes on: {sum}.",
            more,
            number=numbers.number(more),
            sum=checks.arithmetic(goes_on),
        )
    added = numbers.listed(_added(view, wider))
    if not added and view.years != view.limits:
        added = say("no group and no count of people removed of the years shown")
    added = added or say("no group and no count of people removed")
    if view.as_of:  # by a day some of them had not appeared
        return say("Further sources add {what}.", what=added)
    return count(
        "{number} further source adds {what}.",
        "{number} further sources add {what}.",
        more,
        number=numbers.number(more),
        what=added,
    )


def _goes_on(view: View, wider: View) -> Worked | None:
    """The first equation that comes out to the last person with what a wider view adds."""
    held = set(view.dataset.by_id)
    exact = (one for one in verdicts(wider) if _exact(one) and one.settled and not set(one.reports) <= held)
    return next(exact, None)


def see_all(dataset: Dataset) -> str:
    """Where the offer leads."""
    return say("See {sources}", sources=filter_words.all_sources(dataset))


def see_default(dataset: Dataset) -> str:
    """The way back to the sources with which the record opens."""
    return say("Only {sources}", sources=filter_words.sources_in_words(default(dataset), dataset))


def who(dataset: Dataset, figure: schema.Statistic) -> str:
    """Who says a number, and when."""
    said = dates.words(figure.said.edtf) if figure.said else say("date of the words not given")
    return say("{name}, {date}", name=dataset.actors[figure.said_by].name, date=said)


def whatever_years(view: View) -> str:
    """That the words of both sides and the key figures do not follow the years, where some are left out."""
    return say("From the sources shown, whatever the years.") if view.years != view.limits else ""


def _added(view: View, wider: View) -> list[str]:
    """How many groups, reports of running totals and of other counts a wider view has that this one has not."""
    groups = len({flight.id for flight in wider.counted} - {flight.id for flight in view.counted})
    totals = len({one.id for one in wider.totals} - {one.id for one in view.totals})
    others = len({one.id for one in wider.beside} - {one.id for one in view.beside})
    told = [
        (groups, count("{number} group", "{number} groups", groups)),
        (totals, count("{number} report of a running total", "{number} reports of running totals", totals)),
        (others, count("{number} report of another count of people removed", "{number} reports of other counts of people removed",
                       others)),
    ]  # fmt: skip
    return [words for number, words in told if number > 0]


def stands(dataset: Dataset, report_id: str) -> list[str]:
    """What a reader has to know of a number beside who says it: the day, what replaces it, its readings."""
    _, report = dataset.by_id[report_id]
    told = [known.sentence(dataset, report_id)]
    told += [f"{names.SUPERSEDED[tie.type]}: {tie.reason}" for _, tie in dataset.superseded.get(report_id, [])]
    if report.readings:
        told.append(say("{number} readings.", number=numbers.beginning(len(report.readings))))
    return [one for one in told if one]
