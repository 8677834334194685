"""What the page of sources says: what the record rests on, how it was read and checked, how much is inferred and in dispute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.analysis import known
from loaders.analysis.connections import Disagreement
from loaders.analysis.known import Known
from loaders.analysis.view import Used, View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording import dates, names, numbers
from loaders.wording import filters as filter_words
from loaders.wording import known as known_words
from loaders.wording.language import count, say

# The heading


def heading(view: View) -> str:
    """What the record rests on, as far as it is shown: the source that it opens with, and how many more; how they were read."""
    if not view.used:
        return say("No source is listed for these filters")
    told = _by_the_day(view) if view.as_of else _read(view)
    if view.years == view.limits:
        return numbers.opening(told)
    return say("For {years}: {told}", years=filter_words.years_in_words(view.years), told=told)


def _by_the_day(view: View) -> str:
    """How many sources tell what had been said by the day; those of which it is open are counted as open."""
    sure, most = sum(1 for one in view.used if one.settled), len(view.used)
    day = dates.day(view.as_of) if view.as_of else ""
    if not sure:
        return count(
            "{number} source may tell what had been said by {day}",
            "{number} sources may tell what had been said by {day}",
            most,
            number=numbers.spelt(most),
            day=day,
        )
    return count(
        "{number} source tells what had been said by {day}",
        "{number} sources tell what had been said by {day}",
        most,
        number=numbers.spelt_between(sure, most),
        day=day,
    )


def _read(view: View) -> str:
    lead, every = view.lead, len(view.whole.source_files)
    others = [one for one in view.used if one is not lead]
    if lead is None:
        return say("{number} sources, {read}", number=_of(len(others), every), read=_how(others))
    told = say("one {kind}, {read}", kind=names.kind(lead.source), read=_how([lead]))
    if not others:
        return told
    return count(
        "{told}; {number} further source, {read}",
        "{told}; {number} further sources, {read}",
        every - 1,
        told=told,
        number=_of(len(others), every - 1),
        read=_how(others),
    )


def _of(shown: int, every: int) -> str:
    """ "48"; "two of 48"."""
    if shown == every:
        return numbers.spelt(every)
    return say("{shown} of {every}", shown=numbers.spelt(shown), every=numbers.spelt(every))


def _how(used: Sequence[Used]) -> str:
    """How some sources were read: "read in full", "all seen as excerpts"; "most" only where it is more than half of several."""
    excerpts, number = sum(1 for one in used if one.source.seen == "excerpt"), len(used)
    if number == 1:
        return say("seen as an excerpt") if excerpts else say("read in full")
    if excerpts == number:
        return say("both seen as excerpts") if number == 2 else say("all seen as excerpts")
    if not excerpts:
        return say("both read in full") if number == 2 else say("all read in full")
    if 2 * excerpts > number:
        return say("most seen as excerpts")
    return count("{number} of them seen as an excerpt", "{number} of them seen as excerpts", excerpts,
                 number=numbers.spelt(excerpts))  # fmt: skip


# The source that the record starts from


def described(dataset: Dataset, source: schema.Source, kind: bool = True) -> str:
    """What a source is: "The Phnom Penh Post, newspaper article, May 2022 (inferred)."; kind: whether that is not told beside."""
    publisher = dataset.actors[source.publisher].name
    told = {"publisher": f"{publisher}, {names.kind(source)}" if kind else publisher, "date": names.published(source)}
    if source.published and source.published.inferred:
        return say("{publisher}, {date} (inferred).", **told)
    return say("{publisher}, {date}.", **told)


def appeared_later(dataset: Dataset, source: schema.Source) -> str:
    """That a source appeared after the day, or may have, and so tells what had been said before; nothing of any other."""
    later = known_words.appeared_later(dataset, source)
    if later is None or dataset.horizon is None:
        return ""
    if known.state(known.printed(source), dataset.horizon.day) is Known.LATER:
        return say("It appeared {when}, after that day.", when=later)
    return say("It appeared {when}, perhaps after that day.", when=later)


def how_many_reports(shown: int, every: int) -> str:
    """ "57 reports"; "20 of its 57 reports"."""
    if shown == every:
        return count("{number} report", "{number} reports", every, number=numbers.number(every))
    return say("{shown} of its {every} reports", shown=numbers.number(shown), every=numbers.number(every))


def how_much_left_out(parts: int) -> str:
    """ "Left out: six parts"."""
    return count("Left out: {number} part", "Left out: {number} parts", parts, number=numbers.spelt(parts))


def notes(number: int) -> str:
    """ "Three notes"."""
    return count("{number} note", "{number} notes", number, number=numbers.beginning(number))


# The list


def listed_date(source: schema.Source) -> str:
    """The same in a list, which says what brackets mean: "[between 6 and 12 December 2017]"."""
    told = names.published(source)
    return f"[{told}]" if source.published and source.published.inferred else told


def marks(sources: Iterable[schema.Source]) -> str:
    """What the marks in a list of sources mean, as far as it has them: that a title was not seen, that a date is inferred."""
    listed = list(sources)
    told = [] if all(one.title for one in listed) else [say("Untitled: the title was not in the text that was read.")]
    if any(one.published and one.published.inferred for one in listed):
        told.append(say("In brackets: the date is inferred; its reason stands under the inferences."))
    return " ".join(told)


def of_years(view: View) -> str:
    """Which sources are counted, where years are chosen."""
    return "" if view.years == view.limits else say("Sources with a report whose date can lie in these years.")


# What is inferred, and what is disputed


PARTS = (
    *("date", "date of publication", "date of the statement", "date of the correction"),
    *("who counted", "start of the count", "whose fiscal year", "order"),
)
"""Which part of a record can be inferred (`Dataset.inferences`)."""
ABOUT = (
    *("reports on one group", "two counters for one day", "records that contradict each other"),
    *("arithmetic that does not hold", "counts that differ"),
)
"""What a disagreement can be about (`Conflict`)."""


def reasons(number: int) -> str:
    """ "Nine reasons"."""
    return count("{number} reason", "{number} reasons", number, number=numbers.beginning(number))


def disagreements(found: Sequence[Disagreement]) -> str:
    """How many disagreements there are, and of what sort: counts that differ need not contradict each other."""
    counts = any(one.check for one in found)
    if not all(one.check for one in found):
        about = say("Where reports disagree or counts differ") if counts else say("Where reports disagree")
    else:
        about = say("Where counts differ")
    number = numbers.between(sum(1 for one in found if one.settled), len(found))
    return say("{about}: {number}", about=about, number=number)


def inferences(number: int, rows: int) -> str:
    """How many inferences there are, and in how many rows they stand, those for one reason in one."""
    told = {"number": numbers.number(number), "rows": numbers.number(rows)}
    if rows == number:
        return say("Inferences: {number}", **told)
    return count("Inferences: {number} in one row", "Inferences: {number} in {rows} rows", rows, **told)


def inferred(part: str) -> str:
    """What a link to everything inferred of one sort is called."""
    return names.evidence(say("Inferred: {part}", part=part))
