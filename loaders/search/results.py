"""What a search finds: sentences, each once, however many reports rest on it; checks; sources.

What a record says is folded once. A result shows every word that was asked for: in the words of the source, in who said them and
when, or else in a piece of the text that holds it; each is cut from the text as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from loaders.analysis import comparison, heard
from loaders.analysis.connections import speaker
from loaders.analysis.filters import Lifted, every
from loaders.analysis.heard import Sentence
from loaders.analysis.view import View, seen_through
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.dates import When
from loaders.search import folding
from loaders.wording import dates, names
from loaders.wording import search as words_of

LONGEST_QUERY = 200  # characters
AROUND = 60  # characters of the surroundings of what is found, on either side
NAMING = {
    *("id", "flight", "flights", "said_by", "speaker", "relayed_by", "counted_by", "question", "answer", "publisher", "side"),
    *("to", "claim", "rule", "event", "source"),
}
"""Keys that name something in the record; what they name has words of its own."""
ASKED = re.compile(r'"([^"]+)"|([^\s"]+)')


class Excerpt(NamedTuple):
    """A text, or a piece of it: in pieces, each with whether it was asked for."""

    pieces: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(piece for piece, _ in self.pieces)


@dataclass(frozen=True)
class Entry:
    """What can be found, and with which words. Those of `said` count more than those of `beside`.

    shown: the words of the source, if `quoted`, or else what it is called; order: of time, and of the kind of what it is.
    """

    of: Sentence | schema.Check | schema.Source
    ids: tuple[str, ...]
    shown: str
    quoted: bool
    said: tuple[str, ...]
    beside: tuple[str, ...]
    order: tuple[object, ...]

    @cached_property
    def near(self) -> str:
        """What counts more, as it is compared: a line to each text."""
        return "\n".join(map(folding.plain, (self.shown, *self.said)))

    @cached_property
    def far(self) -> str:
        """The same of what counts less."""
        return "\n".join(map(folding.plain, self.beside))

    def holds(self, asked: Sequence[str]) -> bool:
        """Whether every word is somewhere in it."""
        return all(word in self.near or word in self.far for word in asked)

    def rank(self, asked: Sequence[str]) -> tuple[object, ...]:
        """Before others comes what lacks fewer of the words in what counts more, and in what is shown; then what is earlier."""
        shown = folding.plain(self.shown)
        return sum(word not in self.near for word in asked), sum(word not in shown for word in asked), self.order


@dataclass(frozen=True)
class Hit:
    """Something that holds every word asked for, as a reader sees it."""

    dataset: Dataset
    entry: Entry
    asked: tuple[str, ...]

    @property
    def ids(self) -> str:
        """What its evidence is opened by."""
        return " ".join(self.entry.ids)

    @cached_property
    def shown(self) -> Excerpt:
        """The words of the source, or what it is called."""
        return excerpt(self.entry.shown, self.asked)

    @cached_property
    def credit(self) -> Excerpt:
        """Who said it, when, and where it stands; or what it is."""
        return excerpt(words_of.credit(self.dataset, self.entry.of), self.asked)

    @cached_property
    def pieces(self) -> tuple[Excerpt, ...]:
        """Pieces of its other texts: until every word that was asked for stands somewhere."""
        stands = folding.plain(f"{self.shown}\n{self.credit}")
        missing, found = [word for word in self.asked if word not in stands], list[Excerpt]()
        texts = [(text, folding.plain(text)) for text in (*self.entry.said, *self.entry.beside)] if missing else []
        while missing:
            text, _ = max(texts, key=lambda one: sum(word in one[1] for word in missing))
            spans = _spans(text, missing)
            found.append(_cut(text, spans, *_around(text, *spans[0])))
            stands = folding.plain(str(found[-1]))
            missing = [word for word in missing if word not in stands]
        return tuple(found)


def find(dataset: Dataset, query: str) -> list[Hit]:
    """What holds every word of a query, wherever in it; words between quotation marks as they stand together.

    Parts of words count: Khmer has no spaces between them. First comes what says the words, then what is called by them, then
    what has them beside; of these the earlier.
    """
    asked = words(query)
    if not asked:
        return []
    found = [entry for entry in entries(dataset) if entry.holds(asked)]
    return [Hit(dataset, entry, asked) for entry in sorted(found, key=lambda entry: entry.rank(asked))]


def words(query: str) -> tuple[str, ...]:
    """The words of a query as they are compared, each once, without what is no letter and no digit at their ends."""
    read = (phrase or word for phrase, word in ASKED.findall(folding.plain(query[:LONGEST_QUERY])))
    return tuple(dict.fromkeys(bare for one in read if (bare := _bare(one))))


def _bare(word: str) -> str:
    ends = [place for place, letter in enumerate(word) if letter.isalnum()]
    return word[ends[0] : ends[-1] + 1] if ends else ""


class Further(NamedTuple):
    """That there are more results without a filter: which it is, how the record is seen without it, how many there are then."""

    lifted: Lifted
    view: View
    number: int


def further(view: View, query: str) -> Further | None:
    """The first filter that hides results of a query; None where none does. The years hide none."""
    here, all_sources, asked = len(find(view.dataset, query)), every(view.whole), view.filters
    wider = {
        Lifted.SOURCES: replace(asked, sources=all_sources),
        Lifted.DAY: replace(asked, as_of=None),
        Lifted.TOGETHER: replace(asked, sources=all_sources, as_of=None),
    }
    for lifted, other in wider.items():
        seen = seen_through(view.whole, other)
        if other != asked and (number := len(find(seen.dataset, query))) > here:
            return Further(lifted, seen, number)
    return None


# What can be found


@lru_cache(maxsize=8)
def entries(dataset: Dataset) -> tuple[Entry, ...]:
    """All that a search can find in a record: the sentences with their reports, the checks, the sources."""
    reports = (_sentence(dataset, sentence) for sentence in heard.sentences(dataset))
    checks = (Entry(check, (check.id,), check.title, False, (), _once([*_texts(check)]), (1,)) for check in dataset.checks)
    sources = (_source(dataset, file.source) for file in dataset.source_files)
    return (*reports, *checks, *sources)


def _sentence(dataset: Dataset, sentence: Sentence) -> Entry:
    """A sentence with what its reports say; of one without a quotation, what its report is called."""
    reports = sentence.reports
    said = [
        text
        for report in reports
        for text in (
            names.heading(dataset, report),
            names.name(dataset, report.id),
            *(passage.quotation for passage in report.evidence),
            *filter(None, [report.fact]),
        )
    ]
    beside = [text for report in reports for text in (*_texts(report), *_named(dataset, sentence.source, report))]
    when = min(comparison.span(sentence.source, report).order for report in reports)
    shown = sentence.words or said[0]
    ids = tuple(report.id for report in reports)
    return Entry(sentence, ids, shown, bool(sentence.words), _once(said), _once(beside), (0, when))


def _source(dataset: Dataset, source: schema.Source) -> Entry:
    beside = _once([*_texts(source), *_texts(dataset.actors[source.publisher])])
    return Entry(source, (source.id,), names.source_line(dataset, source), False, (), beside, (2,))


def _once(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _named(dataset: Dataset, source: schema.Source, report: schema.Report) -> Iterator[str]:
    """The words of what a report names: who speaks, relays and counts, the question and the answer, the flights."""
    actors = [speaker(source, report), getattr(report, "relayed_by", None), getattr(report, "counted_by", None)]
    flights = [getattr(report, "flight", None), *getattr(report, "flights", [])]
    for actor in filter(None, actors):
        yield from _texts(dataset.actors[actor])
    for flight in flights:
        if flight in dataset.flights:
            yield from _texts(dataset.flights[flight])
    if isinstance(report, schema.Statement):
        question = dataset.questions[report.question]
        yield question.text
        yield from (answer.text for answer in question.answers if answer.id == report.answer)


def _texts(value: Any) -> Iterator[str]:
    """Every text and number within something of the record, as it is read."""
    match value:
        case BaseModel():
            for key, inner in value.__dict__.items():
                if key not in NAMING:
                    yield from _texts(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)
        case When():
            yield dates.words(value)
            yield value.edtf
        case None | bool():
            pass
        case int() | float():
            yield f"{value:,}"
        case _:
            yield str(value)


# What is shown of it


def excerpt(text: str, asked: Sequence[str]) -> Excerpt:
    """A text with what was asked for marked in it."""
    return _cut(text, _spans(text, asked), 0, len(text))


def _spans(text: str, asked: Sequence[str]) -> list[tuple[int, int]]:
    """Where in a text the words stand, in order; what touches or overlaps is one."""
    folded = folding.fold(text)
    places = [match.span() for word in asked for match in re.finditer(re.escape(word), folded.text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(folded.span(*place, text) for place in places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a piece of a text begins and ends that has something in it: between words, or at least between letters."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else folding.boundary(text, first)
    if last < len(text):
        blank = text.rfind(" ", end, last)
        last = blank if blank >= 0 else folding.boundary(text, last)
    return first, last


def _cut(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> Excerpt:
    """A piece of a text with what is marked in it."""
    pieces, place = [("…", False)] if first else [], first
    for start, end in spans:
        if start >= first and end <= last:
            pieces += [(text[place:start], False), (text[start:end], True)]
            place = end
    pieces += [(text[place:last], False), *([("…", False)] if last < len(text) else [])]
    return Excerpt(tuple((piece, asked) for piece, asked in pieces if piece))
