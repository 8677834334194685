"""What the front page says: the answer, the words of both sides, whether it adds up, what all sources add."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.analysis.checks import Sign, Status, Worked
from loaders.analysis.comparison import Incomparable
from loaders.analysis.connections import Connection, speaker
from loaders.analysis.filters import default, every
from loaders.analysis.interval import Interval
from loaders.analysis.totals import Account, Step
from loaders.analysis.view import DERIVED, View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import said_on
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
    places = {
        "number": Mark(told, figure.id, say("{number}: {label}: evidence", number=told, label=figure.label)),
        "date": dates.words(figure.date.edtf),
        "who": who,
    }
    if about.answer:
        return say(about.answer, **places)
    return say("{label}: {number}, said {who}", label=figure.label, **places)


def credit(dataset: Dataset, report_id: str, passage: schema.Passage | None) -> str:
    """Who says it, in which role, when; where it stands, the source by name if several are shown; and in whose words."""
    source, report = dataset.by_id[report_id]
    said = said_on(report)
    who = [dataset.actors[speaker(source, report)].name, names.role(dataset, source, report)]
    when = dates.words(said.edtf) if said else say("date of the words not given")
    told = ", ".join([*filter(None, who), when])
    places = [names.source_line(dataset, source)] if len(dataset.source_files) > 1 else []
    if passage is None:
        where = "; ".join([*places, say("in the words of this record, which holds no quotation")])
    else:
        place = say("paragraph {number}", number=passage.paragraph) if passage.paragraph else say("the headline")
        where = f"{', '.join([*places, place])}; {say(names.WORDS[passage.words])}"
    return say("{who}. In {where}", who=told, where=where)


def reading(tie: Connection) -> str:
    """How two statements stand to each other, as the curator reads them."""
    return say("In the curator’s reading: {reason}", reason=tie.relation.reason)


# Does it add up?


def adds_up(view: View) -> str:
    """How many of the answer's people are in groups that it can hold; of what is no total, or cannot be set, what is shown."""
    account = view.answer_account
    if account is None:
        return _groups(view)
    total = numbers.told(account.total.statistic.quantity)
    if isinstance(account.remainder, Incomparable):
        return say("No group is set against the {total}. {why}", total=total, why=accounts.why_not(account.remainder))
    held = (*account.within, *account.perhaps)
    if not held:
        return say("No group listed here lies within the {total}", total=total)
    number, found = numbers.span(account.itemised), f"{DERIVED}itemised:{account.total.id}"
    mark = Mark(number, found, say("{people}: the groups added up: evidence", people=number))
    told: dict[str, object] = {"people": mark if found in view.derived else number, "total": total}
    if account.remainder.high < 0 and not account.remainder.open_high:
        return say("The groups listed here come to {people}, more than the {total}", **told)
    told["groups"] = count("one group", "{number} groups", len(held), number=numbers.spelt(len(held)))
    if account.perhaps:
        return say("{people} of the {total} are in {groups} that lie within it, or may", **told)
    return say("{people} of the {total} are in {groups} listed here", **told)


def _groups(view: View) -> str:
    if not view.counted:
        return say("No group is counted for these filters")
    return say("The groups listed here add up to {people}", people=numbers.people_of(view.counted))


def sums(view: View) -> list[str]:
    """The same worked out, sentence by sentence."""
    account, run = view.answer_account, view.answer_run
    if account is None or isinstance(account.remainder, Incomparable):
        return []
    return [*_itemised(account), *_beyond(account), *([_run(view, run)] if run else [])]


def _itemised(account: Account) -> Iterator[str]:
    if len(account.within) > 1:
        yield say("{addition}.", addition=numbers.addition(account.within))
    if account.perhaps:
        listed = numbers.listed(flight.flight.name for flight in account.perhaps)
        yield say("Their dates leave open whether they are in it: {groups}.", groups=listed)
    since, held = account.total.statistic.over.start, (*account.within, *account.perhaps)
    if since and held:
        first = of_flights.date(min(held, key=lambda flight: flight.span.order).placed)
        yield say(
            "The total counts since {since}; the first group listed here is of {date}.", since=dates.words(since), date=first
        )


def _beyond(account: Account) -> Iterator[str]:
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
    if not isinstance(run.remainder, Interval) or run.remainder == Interval(0, 0):
        return say(
            "From {first} ({since}) to {last}, as {counter} counts, is a rise of {rise}; the groups since then come to {people}.",
            **told,
        )
    return say(
        "From {first} ({since}) to {last}, as {counter} counts, is a rise of {rise}; the groups since then come to {people}, "
        "which leaves {rest}.",
        **told,
        rest=numbers.span(run.remainder),
    )


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


# What all sources add


def offer(view: View, wider: View) -> str:
    """What the sources that are not shown add, under the same years and day: a sum that goes on, or how much; "" for nothing.

    wider: the same view with all sources.
    """
    more = len(every(view.whole)) - len(view.sources)
    if not more:
        return ""
    further = count("{number} further source", "{number} further sources", more, number=numbers.number(more))
    held = set(view.dataset.by_id)
    exact = (one for one in verdicts(wider) if _exact(one) and not set(one.reports) <= held)
    goes_on = next(exact, None) if view.answer else None
    if goes_on:
        told = {"sources": further, "sum": checks.arithmetic(goes_on), "title": goes_on.check.title}
        return say("{sources} let the sum go on: {sum}. {title}.", **told)
    added = _added(view, wider)
    if added:
        return say("{sources} add {what}.", sources=further, what=numbers.listed(added))
    return say("{sources} add no group and no number for these years.", sources=further)


def see_all(dataset: Dataset) -> str:
    """Where the offer leads."""
    return say("See all {number} sources", number=numbers.number(len(dataset.source_files)))


def see_default(dataset: Dataset) -> str:
    """The way back to the sources with which the record opens."""
    return say("Only {sources}", sources=filter_words.sources_in_words(default(dataset), dataset))


def beyond(dataset: Dataset) -> str:
    """That more sources are shown than those with which the record opens."""
    return say("This view goes beyond {sources}.", sources=filter_words.sources_in_words(default(dataset), dataset))


def who(dataset: Dataset, figure: schema.Statistic) -> str:
    """Who says a number, and when."""
    said = dates.words(figure.said.edtf) if figure.said else numbers.NOT_GIVEN
    return say("{name}, {date}", name=dataset.actors[figure.said_by].name, date=said)


def whatever_years(view: View) -> str:
    """That the key figures do not follow the years, where some are left out."""
    return say("Those of the sources shown, whatever the years.") if view.years != view.limits else ""


def _added(view: View, wider: View) -> list[str]:
    """How many more groups, running totals and other counts a wider view has."""
    groups = len(wider.counted) - len(view.counted)
    totals = len(wider.totals) - len(view.totals)
    others = len(wider.beside) - len(view.beside)
    told = [
        (groups, count("{number} more group", "{number} more groups", groups)),
        (totals, count("{number} more running total", "{number} more running totals", totals)),
        (others, count("{number} other count of people removed", "{number} other counts of people removed", others)),
    ]
    return [words for number, words in told if number > 0]


def stands(dataset: Dataset, report_id: str) -> list[str]:
    """What a reader has to know of a number beside who says it: where it stands to the day, and what replaces it."""
    _, report = dataset.by_id[report_id]
    told = [known.sentence(dataset, report_id)]
    told += [f"{names.SUPERSEDED[tie.type]}: {tie.reason}" for _, tie in dataset.superseded.get(report_id, [])]
    if report.readings:
        told.append(say("It can be read in {number} ways.", number=numbers.spelt(len(report.readings))))
    return [one for one in told if one]
