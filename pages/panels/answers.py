"""The panels of the front page: the answer, both sides in their words, does it add up, what all sources add, other numbers."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from loaders.analysis import filters
from loaders.analysis.view import View
from loaders.record import schema
from loaders.tables import tables
from loaders.tables.frames import Row
from loaders.tables.reports import one_report
from loaders.wording import answers, names, numbers
from loaders.wording import flights as of_flights
from loaders.wording.language import say
from pages.charts import timeline
from pages.panels import verdicts, words
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel


def titled(title: str) -> Panel:
    """What heads a page that has no answer of its own: its name."""
    return Panel("title", lambda _: title, needs=lambda _: True)


# The answer


def _answered(view: View) -> Sequence[Row]:
    return [one_report(view, view.answer.id)] if view.answer else []


def _lead(asked: Asked) -> Html:
    """The words of the answer, which itself says whose they are, and what of it is inferred."""
    figure = asked.view.answer
    return words.said(asked, figure.id, answers.dated_as(figure), named=False) if figure else Html()


ANSWER = Panel(
    "answer",
    lambda asked: answers.answer(asked.view),
    "figures",
    kicker=lambda asked: asked.view.whole.about.headline if asked.view.answer else "",
    lead=_lead,
    own=_answered,
    offers=False,
    holds=lambda _: True,
)


# Both sides


def _heard_rows(view: View) -> Sequence[Row]:
    heard = view.heard
    return [one_report(view, lead.id) for _, lead in heard.leads if lead] if heard else []


def _sides(asked: Asked) -> Html:
    """Of each party its words, beside each other, and how they stand to each other."""
    heard, dataset = asked.view.heard, asked.view.dataset
    if heard is None:
        return Html()
    columns = [(side, _party(asked, heard.question, side, lead)) for side, lead in heard.leads]
    ties = (tag("p", answers.reading(dataset, tie), class_="reading") for tie in heard.ties)
    return joined([words.sides(asked, columns), *ties])


def _party(asked: Asked, question: schema.Question, side: schema.Side, lead: schema.Statement | None) -> Html:
    """What stands for a party, or that nothing is shown of it."""
    return words.said(asked, lead.id) if lead else tag("p", answers.silent(asked.view, question, side), class_="small")


SIDES = Panel(
    "sides",
    lambda asked: asked.view.heard.question.text if asked.view.heard else "",
    "statements",
    lambda asked: answers.whatever_years(asked.view),
    body=_sides,
    own=_heard_rows,
    offers=False,
    needs=lambda asked: asked.view.heard is not None,
)


# Does it add up?


def _verdicts(asked: Asked) -> Html:
    """The sum worked out, and the checks that hold the answer against other numbers."""
    found = [one for one in answers.verdicts(asked.view) if not answers.told_above(asked.view, one)]
    lines = (verdicts.line(asked, one) for one in found[:MOST_VERDICTS])
    sums = answers.sums(asked.view)
    return joined([tag("p", " ".join(sums)) if sums else Html(), *lines])


MOST_VERDICTS = 3
LOW = 150  # pixels: the chart of groups, where the sum is what counts
ADDS_UP = Panel(
    "flights",
    lambda asked: answers.adds_up(asked.view),
    "flights",
    lambda asked: of_flights.measure(asked.view.counted, timeline.MOST_DRAWN),
    chart=lambda asked: timeline.flights(tables.counted(asked.view), height=LOW),
    body=_verdicts,
    draws=lambda asked: any(flight.earliest or flight.latest for flight in asked.view.counted),
    also=("flight_reports",),
    holds=lambda asked: bool(asked.view.counted),
    what="groups with a count of people",
)


# What all sources add


def _offer(asked: Asked, sums: bool) -> Html:
    view = asked.view
    wider = view.through(filters.every(view.whole))
    if told := answers.offer(view, wider, sums):
        link = tag("a", answers.see_all(view.whole), href=f"?{urlencode(wider.address)}", data_view=True)
        return tag("p", told, " ", link)
    default = view.through(filters.default(view.whole))
    if default.sources == view.sources:
        return Html()
    link = tag("a", answers.see_default(view.whole), href=f"?{urlencode(default.address)}", data_view=True)
    return tag("p", link)


def _offered(sums: bool) -> Panel:
    return Panel(
        "offer", lambda _: "", body=lambda asked: _offer(asked, sums), needs=lambda asked: len(asked.view.whole.source_files) > 1
    )


OFFER, OFFER_OF_ROWS = _offered(sums=True), _offered(sums=False)
"""Where a sum stands that can go on, and where rows stand of which there are more."""


# Other numbers


def _other_figures(view: View) -> list[schema.Statistic]:
    return [figure for figure in view.key_figures if figure is not view.answer]


def _numbers(asked: Asked) -> Html:
    """The other key figures, whatever the years, but only what may have been known by the day."""
    return tag("div", *(_card(asked, figure) for figure in _other_figures(asked.view)), class_="numbers")


def _card(asked: Asked, figure: schema.Statistic) -> Html:
    """One number: it leads to its evidence, and under it stand what it counts and who says so."""
    dataset = asked.view.dataset
    number, who = numbers.told(figure.quantity), answers.who(dataset, figure)
    link = asked.links.evidence(figure.id, _big(figure.quantity), names.evidence(f"{number}: {figure.label}. {who}"))
    told = " ".join([f"{who}.", *answers.stands(dataset, figure.id)])
    return tag("div", tag("p", link, class_="big"), tag("p", figure.label), tag("p", told, class_="small"))


def _big(quantity: schema.Quantity) -> Html:
    """The number large; its qualifier before it as text: more than <strong>1,800</strong>."""
    told = numbers.told(quantity)
    if quantity.value is None or quantity.qualifier is schema.Qualifier.EXACTLY:
        return tag("strong", told)
    bare = numbers.told(quantity.model_copy(update={"qualifier": schema.Qualifier.EXACTLY}))
    before, number, after = told.partition(bare)
    return joined([before, tag("strong", number), after])


NUMBERS = Panel(
    "key_figures",
    lambda _: say("Other key numbers"),
    "figures",
    lambda asked: answers.whatever_years(asked.view),
    body=_numbers,
    own=lambda view: [one_report(view, figure.id) for figure in _other_figures(view)],
    offers=False,
    needs=lambda asked: bool(_other_figures(asked.view)),
)
