"""What somebody says, as it stands on a page: the quotation, who said it, when and where; and the colour of a side."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.analysis import heard
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording import answers, names, numbers
from loaders.wording.language import quoted
from pages.charts.palette import SIDES
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked


def side(dataset: Dataset, side_id: str) -> str:
    """The class that gives a side its colour."""
    return f"side{list(dataset.sides).index(side_id) % len(SIDES)}"


def sides(asked: Asked, columns: Iterable[tuple[schema.Side, Html]]) -> Html:
    """Sides beside each other, each under its name with what stands for it."""
    dataset = asked.view.dataset
    return tag(
        "div",
        *(tag("div", tag("h3", one.short), told, class_=f"side {side(dataset, one.id)}") for one, told in columns),
        class_="sides",
    )


def quotation(source: schema.Source, passage: schema.Passage) -> Html:
    """A quotation in the language of its source; below it what the record has of it in the language that is spoken."""
    told = names.translations(source, passage)
    shown = tag("blockquote", tag("p", quoted(passage.quotation)), lang=source.language)
    return joined([shown, *(tag("p", one, class_="small") for one in told)])


def said(asked: Asked, report_id: str, more: str = "", named: bool = True) -> Html:
    """A report quoted as a whole thought, or told in our words; who says it, unless that stands above (`named`), and where; what
    else has to be known of it, and `more`.
    """
    dataset = asked.view.dataset
    source, report = dataset.by_id[report_id]
    passage = heard.passage(dataset, report_id)
    ours = report.fact or (report.summary if isinstance(report, schema.Statement) else "")
    if named:
        told = heard_as = names.credit(dataset, report_id, passage)
    else:
        told = numbers.opening(names.told(dataset, source, passage))
        heard_as = f"{told}: {names.who(dataset, report_id)}"
    link = asked.links.evidence(report_id, told, names.evidence(heard_as))
    known = " ".join(filter(None, (*answers.stands(dataset, report_id), more)))
    return joined(
        [
            quotation(source, passage) if passage else tag("p", ours),
            tag("p", joined([link, ". ", known]) if known else link, class_="small"),
        ]
    )
