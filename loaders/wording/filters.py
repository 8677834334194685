"""The filters in a sentence, for the foot of what they hold for and for downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.analysis import filters
from loaders.analysis.filters import Lifted, Years
from loaders.analysis.view import View
from loaders.record.dataset import Dataset
from loaders.record.problems import Refused
from loaders.wording import dates, names
from loaders.wording.language import say
from loaders.wording.numbers import listed, number

PARAMETERS = {
    "years": "One calendar year or two, the earlier first: ?years=2018&years=2020. Rows whose date can lie in them.",
    "sources": "Through which sources the record is seen: ?sources=all, or their ids, each as a parameter of its own.",
    "as_of": "Only what had been said by the end of a day, or may have been (see the column 'known'): ?as_of=2019-06-30.",
}
"""What each filter does, by its name in an address."""


def in_words(view: View) -> str:
    """ "Years shown: 2018 to 2020. Showing all 46 sources, only what had been said by 30 June 2019."."""
    told = [say("Years shown: {years}.", years=years_in_words(view.years))]
    shown = sources_in_words(view.sources, view.whole) if filters.source_parameters(view.sources, view.whole) else ""
    if shown and view.as_of:
        told.append(say("Showing {sources}, {said}.", sources=shown, said=_said_by(view)))
    elif shown or view.as_of:
        told.append(say("Showing {what}.", what=shown or _said_by(view)))
    return " ".join(told)


def view_line(view: View) -> str:
    """ "Showing all 46 sources, 2018 to 2020, only what had been said by 30 June 2019."."""
    told = {"sources": sources_in_words(view.sources, view.whole), "years": years_in_words(view.years)}
    if view.as_of:
        return say("Showing {sources}, {years}, {said}.", **told, said=_said_by(view))
    return say("Showing {sources}, {years}.", **told)


def years_in_words(years: Years) -> str:
    """ "2018 to 2020", or a single one: "2018"."""
    return say("{first} to {last}", first=years.first, last=years.last) if years.first < years.last else str(years.first)


def refused(error: ValueError) -> str:
    """Why something of an address cannot be shown."""
    return f"{say(error.rule, **error.places)}." if isinstance(error, Refused) else f"{error}."


def not_known(told: Sequence[str]) -> str:
    """What of an address cannot be shown."""
    return say("In the address of this page, {told}", told=" ".join(told))


def sources_in_words(chosen: tuple[str, ...], dataset: Dataset) -> str:
    """Some sources as a reader knows them: "one newspaper article (The Phnom Penh Post, May 2022)", "all 46 sources"."""
    if len(chosen) == len(dataset.source_files) > 1:
        return all_sources(dataset)
    if len(chosen) > 1:
        return say("{number} of {every} sources", number=number(len(chosen)), every=number(len(dataset.source_files)))
    [source] = [file.source for file in dataset.source_files if file.source.id in chosen]
    publisher = names.inner(dataset.actors[source.publisher].name)
    return say("one {kind} ({publisher}, {date})", kind=names.kind(source), publisher=publisher, date=names.published(source))


def all_sources(dataset: Dataset) -> str:
    """ "all 46 sources"; of two "both sources"."""
    every = len(dataset.source_files)
    return say("both sources") if every == 2 else say("all {number} sources", number=number(every))


def titles(dataset: Dataset) -> dict[str, str]:
    """By id, what each source is called where a reader chooses among them; those of one name are told apart by numbers."""
    told = {file.source.id: names.source_line(dataset, file.source) for file in dataset.source_files}
    several, before = Counter(told.values()), Counter[str]()
    for one, name in told.items():
        before[name] += 1
        if several[name] > 1:
            told[one] = say("{name} ({number} of {several})", name=name, number=before[name], several=several[name])
    return told


NOTHING = {
    Lifted.YEARS: "Nothing for {years}: {kinds}. Widen the years under ‘Change’.",
    Lifted.DAY: "Not said by {day}, nor may it have been: {kinds}. Choose a later day under ‘Change’.",
    Lifted.SOURCES: "Nothing in the sources shown: {kinds}. With {sources} there is; choose more under ‘Change’.",
    Lifted.TOGETHER: "Nothing for these filters: {kinds}. With all sources, all years and no day there is.",
    Lifted.NONE: "The record has nothing of these: {kinds}.",
}


def nothing(view: View, lifted: Lifted, kinds: Sequence[str]) -> str:
    """That there is nothing of some kinds under the filters, which of them hides it, and what to do."""
    day = dates.day(view.filters.as_of) if view.filters.as_of else ""
    places = {"years": years_in_words(view.years), "day": day, "sources": all_sources(view.whole), "kinds": listed(kinds)}
    return say(NOTHING[lifted], **places)


def narrowed_away(kinds: Sequence[str]) -> str:
    """That there is nothing of some kinds on the question, or from the side, to which a page is narrowed."""
    return say("Nothing for this question or this side: {kinds}.", kinds=listed(kinds))


HIDDEN = {
    Lifted.YEARS: "It is of other years. Widen the years under ‘Change’.",
    Lifted.DAY: "It was said later than the day under ‘Said by’.",
    Lifted.SOURCES: "It is in a source that is not shown. Choose more sources under ‘Change’.",
    Lifted.TOGETHER: "It is there with all sources, all years and no day.",
}


def hidden(by: Lifted) -> str:
    """Which filter hides a record that an address names; nothing where none does."""
    return say(HIDDEN[by]) if by in HIDDEN else ""


def left_out(rows: int, most: int) -> str:
    """That only the first rows of very many are listed."""
    return say(
        "The first {most} of {number} rows; narrow the years or the sources to see others. The downloads have all.",
        most=number(most),
        number=number(rows),
    )


def _said_by(view: View) -> str:
    """ "only what had been said by 30 June 2019", and that there is more which may have been."""
    day = dates.day(view.filters.as_of) if view.filters.as_of else ""
    if view.dataset.horizon and view.dataset.horizon.perhaps:
        return say("only what had been said by {day}, or may have been", day=day)
    return say("only what had been said by {day}", day=day)
