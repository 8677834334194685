"""The panels of the front page beside its chart: the subject, the numbers that the story turns on, what is in dispute."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.analysis.view import DERIVED, View
from loaders.record import schema
from loaders.tables.frames import Row
from loaders.tables.reports import one_report
from loaders.wording import dates, known, names, numbers
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked, Panel


def _figures(view: View) -> list[schema.Statistic]:
    """The curated key figures that are seen."""
    told = [view.dataset.by_id[name][1] for name in view.dataset.about.key_figures if name in view.dataset.by_id]
    return [figure for figure in told if isinstance(figure, schema.Statistic)]


def _rows(view: View) -> Sequence[Row]:
    return [one_report(view, figure.id) for figure in _figures(view)]


def _numbers(asked: Asked) -> Html:
    """The curated key figures, and the sum of the groups; whatever the years, but only what may have been known by the day."""
    view = asked.view
    cards = [_card(asked, figure) for figure in _figures(view)]
    flown = view.itemised
    if flown.flights:
        told = f"People in the groups listed one by one, {view.years}"
        name = f"{DERIVED}itemised:groups"
        by = f"Derived: {numbers.addition(flown.flights)}"
        cards.append(_of(asked, name, tag("strong", numbers.span(flown.people)), told, [by]))
    apart = "The reported numbers are those of the sources shown, whatever the years; the sum is of the years shown."
    return joined(
        [tag("div", *cards, class_="numbers"), tag("p", apart, class_="small") if view.years != view.limits else Html()]
    )


def _card(asked: Asked, figure: schema.Statistic) -> Html:
    dataset = asked.view.dataset
    said = dates.words(figure.said.edtf) if figure.said else numbers.NOT_GIVEN
    told = [f"{dataset.actors[figure.said_by].name}, {said}"]
    if by_then := known.sentence(dataset, figure.id):
        told.append(by_then)
    told += [f"{names.SUPERSEDED[tie.type]}: {tie.reason}" for _, tie in dataset.superseded.get(figure.id, [])]
    return _of(asked, figure.id, _big(figure.quantity), figure.label, told)


def _of(asked: Asked, record: str, number: Html, label: str, told: list[str]) -> Html:
    """One number: it leads to its evidence, and under it stand what it counts and who says so."""
    link = asked.links.evidence(record, number, f"{_plain(number)}: {label}. {told[0]}: evidence")
    return tag("div", tag("p", link, class_="big"), tag("p", label), *(tag("p", one, class_="small") for one in told))


def _plain(number: Html) -> str:
    return number.replace("<strong>", "").replace("</strong>", "")


def _big(quantity: schema.Quantity) -> Html:
    """The number large; its qualifier before it as text: more than <strong>1,800</strong>."""
    told = numbers.told(quantity)
    if quantity.value is None or quantity.qualifier is schema.Qualifier.EXACTLY:
        return tag("strong", told)
    bare = numbers.told(quantity.model_copy(update={"qualifier": schema.Qualifier.EXACTLY}))
    before, number, after = told.partition(bare)
    return joined([before, tag("strong", number), after])


STANDFIRST = Panel(
    "standfirst",
    lambda _: "",
    body=lambda asked: tag("p", asked.view.dataset.about.standfirst),
    needs=lambda asked: asked.view.as_of is None,
)

NUMBERS = Panel("key_figures", lambda _: "", "figures", body=_numbers, own=_rows, holds=lambda _: True)

DISPUTE = Panel(
    "dispute",
    lambda _: "What is in dispute",
    body=lambda asked: tag("p", asked.view.dataset.about.dispute),
    needs=lambda asked: asked.view.as_of is None,
)
