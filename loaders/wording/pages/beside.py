"""What else is said beside one report, in a line each: of the same thing, of it, and what replaces it or takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.analysis import comparison, connections
from loaders.analysis.connections import Common, Connection, speaker
from loaders.analysis.interval import Span
from loaders.analysis.view import View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording import dates, names, numbers
from loaders.wording.language import Mark, count, joined, say, word
from loaders.wording.pages import evidence


@dataclass(frozen=True)
class Beside:
    """Other reports under a heading, by side if they are statements; each leads to its evidence. folds: if on a click only."""

    heading: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    folds: bool = False


def beside(dataset: Dataset, report_id: str) -> list[Beside]:
    """Other reports on the same, the nearest in time first; of a question, side by side in the order of the record."""
    _, report = dataset.by_id[report_id]
    found = connections.beside(dataset, report_id)
    if isinstance(report, schema.FlightReport):
        told = {one for several in found.values() for one in several}
        events = connections.of_flight(dataset, report.flight).get(Common.EVENT, [])
        found[Common.EVENT] = [one for one in events if one not in told and one != report_id]
    order = [one for one in Common if found.get(one)]
    return [Beside(_heading(one, report), _lines(dataset, report_id, one, found[one]), one is Common.PARAGRAPH) for one in order]


def _heading(what: Common, report: schema.Report) -> str:
    match what:
        case Common.FLIGHT:
            return say("Also said of this group")
        case Common.SUBJECT if isinstance(report, schema.Statistic):
            return say("Also said on {subject}", subject=word(report.subject))
        case Common.QUESTION:
            return say("Also said on this question")
        case Common.EVENT:
            return say("Events that concern it")
        case _:
            return say("In the same paragraph")


def _lines(dataset: Dataset, report_id: str, what: Common, ids: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if what is not Common.QUESTION:
        told = listed if what is Common.PARAGRAPH else item  # of unlike things the whole name
        return (("", tuple(told(dataset, one) for one in _nearest(dataset, report_id, ids))),)
    of_side = {side.id: list[str]() for side in dataset.sides.values()}
    for one in _nearest(dataset, report_id, ids):
        statement = dataset.by_id[one][1]
        if isinstance(statement, schema.Statement):
            of_side[connections.side_of(dataset, statement).id].append(item(dataset, one))
    return tuple((dataset.sides[side].short, tuple(items)) for side, items in of_side.items() if items)


def _nearest(dataset: Dataset, report_id: str, ids: Iterable[str]) -> list[str]:
    """In order of how near in time they are, then of time."""
    here = comparison.span(*dataset.by_id[report_id])
    spans = {one: comparison.span(*dataset.by_id[one]) for one in ids}
    return sorted(spans, key=lambda one: (_apart(here, spans[one]), spans[one].order))


def _apart(one: Span, other: Span) -> int:
    """How many days lie between two spans; none where they can be of one day."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def item(dataset: Dataset, report_id: str) -> str:
    """A report in a line: its number with what it counts, when, and who says so."""
    source, report = dataset.by_id[report_id]
    who = dataset.actors[speaker(source, report)].name
    match report:
        case schema.Statistic():
            lead = _lead(dataset, report_id, _quantity(report))
            when = evidence.dated(report.date.role, dates.words(report.date.edtf))
            if report.counted:
                return say("{number}, {counted}, {when}, {who}", number=lead, counted=report.counted, when=when, who=who)
            return say("{number}, {when}, {who}", number=lead, when=when, who=who)
        case schema.FlightReport():
            told = names.counted(report.count) if report.count else say("no number")
            when = dates.words(report.date.edtf)
            if report.count is None or report.count.kind != report.date.role:
                when = names.happened(report.date)
            return say("{number}, {when}, {who}", number=_lead(dataset, report_id, told), when=when, who=who)
        case schema.Milestone():
            lead = _lead(dataset, report_id, report.title)
            return say("{what}, {when}, {who}", what=lead, when=dates.words(report.date.edtf), who=who)
        case _:
            return listed(dataset, report_id)


def _quantity(report: schema.Statistic) -> str:
    """A number with its unit, or with its label where the unit would not tell: "2 removals", "279 per cent: Rise in ..."."""
    told, unit = numbers.told(report.quantity), report.quantity.unit
    if report.quantity.ends in (None, (1, 1)) or report.measure == "change" or not schema.whole(unit):
        return say("{number} ({label})", number=told, label=names.inner(report.label))
    return numbers.with_unit(report.quantity)


def _lead(dataset: Dataset, report_id: str, words: str) -> Mark:
    """Words that lead to a report."""
    return Mark(words, report_id, named(dataset, report_id, words))


def named(dataset: Dataset, report_id: str, words: str) -> str:
    """What words are that lead to a report, to who hears them alone: they and the name of the report."""
    name = names.name(dataset, report_id)
    return names.evidence(name) if words in name else say("{words}: {name}: evidence", words=words, name=name)


def _named(dataset: Dataset, report_id: str) -> Mark:
    """The same within a sentence: "Hun Sen, May 2022", "2 removals, Chad Roedemeier"."""
    source, report = dataset.by_id[report_id]
    who, told = dataset.actors[speaker(source, report)].name, names.short(dataset, report_id)
    if isinstance(report, schema.Statistic):
        told = say("{number}, {who}", number=_quantity(report), who=who)
    elif isinstance(report, schema.FlightReport) and report.count:
        told = say("{number}, {who}", number=names.counted(report.count), who=who)
    return _lead(dataset, report_id, told)


def listed(dataset: Dataset, name: str) -> str:
    """A record in a long list, by its whole name; "" for an id that is no report's, no flight's and no source's."""
    if name in dataset.by_id:
        told = names.name(dataset, name)
    elif name in dataset.flights:
        told = dataset.flights[name].name
    else:
        told = next((names.source_line(dataset, file.source) for file in dataset.source_files if file.source.id == name), "")
    return joined([Mark(told, name, say("{name}: evidence", name=told))]) if told else ""


def compared(view: View, tie: Connection) -> str:
    """How a report stands to another, as the curator reads them, and why."""
    told = {
        "stands": names.stands(tie),
        "other": _named(view.dataset, tie.other),
        "reason": tie.relation.reason,
    }
    return say("{stands} {other}. {reason}", **told)


def compared_heading() -> str:
    """Over the relations, which are the curator's reading."""
    return say("Compared with other reports, in the curator’s reading")


ENDED = {
    "replaces": "Replaced by {by}, {date}. {reason} It stays on record, and is in no sum.",
    "retracts": "Taken back by {by}, {date}. {reason} It stays on record, and is in no sum.",
}


def ended(view: View, report_id: str) -> list[str]:
    """Which reports replace it or take it back, when and why; a sentence each."""
    found = view.dataset.superseded.get(report_id, [])
    days = {by.id: dates.words((tie.date or schema.dated(by)).edtf) for by, tie in found}
    return [say(ENDED[tie.type], by=_named(view.dataset, by.id), date=days[by.id], reason=tie.reason) for by, tie in found]


def more(number: int) -> str:
    """What opens the rest of a list."""
    return count("{number} more", "{number} more", number, number=numbers.number(number))
