"""What is said of the results of a search: how many there are, who said each, and which filter hides others."""

from __future__ import annotations

from loaders.analysis.connections import speaker
from loaders.analysis.filters import Lifted
from loaders.analysis.heard import Sentence
from loaders.analysis.view import View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.schema import said_on
from loaders.wording import known, names
from loaders.wording.language import count, say
from loaders.wording.numbers import number


def heading(query: str, results: int, shown: int) -> str:
    """How many results there are for a query, and that only the first are shown."""
    places = {"query": query, "number": number(results)}
    if not results:
        return say("No results for “{query}”.", **places)
    told = count("{number} result for “{query}”.", "{number} results for “{query}”.", results, **places)
    return say("{told} The first {shown} are shown.", told=told, shown=number(shown)) if shown < results else told


def further(lifted: Lifted, whole: Dataset, results: int) -> str:
    """How many results there are without the filter that hides some."""
    every = len(whole.source_files)
    sources = say("Both sources") if every == 2 else say("All {number} sources", number=number(every))
    places = {"sources": sources, "number": number(results)}
    match lifted:
        case Lifted.SOURCES:
            return count("{sources} have {number} result.", "{sources} have {number} results.", results, **places)
        case Lifted.DAY:
            return count(
                "Whatever the day, there is {number} result.", "Whatever the day, there are {number} results.", results, **places
            )
        case _:
            return count(
                "{sources}, whatever the day, have {number} result.",
                "{sources}, whatever the day, have {number} results.",
                results,
                **places,
            )


def see(results: int) -> str:
    """Where that leads."""
    return count("See it", "See them", results)


def whatever_years(view: View) -> str:
    """That a search does not follow the years, where some are left out."""
    return say("Of all years.") if view.years != view.limits else ""


def beside() -> str:
    """Before a piece of what stands beside the words of a record: notes, reasons, names."""
    return say("On record beside it: ")


def credit(dataset: Dataset, found: Sentence | schema.Check | schema.Source) -> str:
    """Who said a sentence, when, where it stands and in whose words; of what is no sentence, what it is."""
    match found:
        case Sentence():
            return _credit(dataset, found)
        case schema.Check():
            return say("A check of the arithmetic")
        case schema.Source():
            return say("Source. {seen}", seen=names.seen(found))


def _credit(dataset: Dataset, sentence: Sentence) -> str:
    """Each who says it, with its role and date, and where it stands; if no words are dated, when the source appeared."""
    source, reports = sentence.source, sorted(sentence.reports, key=lambda report: said_on(report) is None)
    who = {speaker(source, report): names.who(dataset, report.id) for report in reversed(reports)}
    passage = next(iter(sentence.reports[0].evidence), None)
    told = say("{who}; {told}", who="; ".join(reversed(who.values())), told=names.told(dataset, source, passage))
    if said_on(reports[0]) is None:
        told = say("{told}; published {date}", told=told, date=names.appeared(source))
    return ". ".join([told, *_stands(dataset, sentence)])


def _stands(dataset: Dataset, sentence: Sentence) -> list[str]:
    """Where it stands to the day, and what has replaced it or was taken back, each once."""
    told = [known.sentence(dataset, report.id).rstrip(".") for report in sentence.reports]
    ties = [tie for report in sentence.reports for _, tie in dataset.superseded.get(report.id, [])]
    told += [say("{how}: {reason}", how=names.SUPERSEDED[tie.type], reason=tie.reason.rstrip(".")) for tie in ties]
    return list(dict.fromkeys(filter(None, told)))
