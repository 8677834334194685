"""Rules between records and files: unique ids and names, references, corrections, and what a source can have told by its day.

They look at the documents as read, so that one broken record does not hide the mistakes in the others. What the values of
one record must agree on is said by its type, in `schema`; what is not of its type is passed over here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from loaders.record import dates, notation, schema
from loaders.record.problems import MOST_PROBLEMS, Code, Mistake, Problem
from loaders.record.schema import REPORTS, DateRole
from loaders.record.validation import suggest
from loaders.record.yaml_reader import Document, Place, Value

SHARED = {
    "sides": "actors.yaml",
    "actors": "actors.yaml",
    "questions": "questions.yaml",
    "flights": "flights.yaml",
    "checks": "checks.yaml",
}
REFERENCES = {
    "flights": {"flight": "flights", "said_by": "actors", "counted_by": "actors", "relayed_by": "actors"},
    "figures": {"said_by": "actors", "counted_by": "actors", "relayed_by": "actors", "flight": "flights"},
    "statements": {"question": "questions", "speaker": "actors", "relayed_by": "actors"},
    "milestones": {"said_by": "actors"},
    "source": {"publisher": "actors"},
    "actors": {"side": "sides"},
    "relations": {"to": "reports"},
    "order": {"flight": "flights"},
    "former_names": {"source": "sources"},
    "former_sides": {"side": "sides"},
    "checks": {"claim": "reports"},
}
ALL = "All"  # the pages' filters by question and by side call no choice so
EVERY_SOURCE = "all"  # and an address calls all sources so
ROUND_THE_WORLD = dt.timedelta(days=1)  # it can be tomorrow where it happens, and today where it is printed
WENT_ROLES = (DateRole.DEPARTED, DateRole.ARRIVED, DateRole.REMOVED)  # of a date on which a flight went


@dataclass(frozen=True)
class Item:
    """One map in a list of a document, as read."""

    document: Document
    place: Place
    value: dict[str, Value]

    def problem(self, key: str, code: Code, message: str) -> Problem:
        """A problem at a key of this map."""
        return self.document.problem((*self.place, key), code, message)

    def inside(self, place: Place, code: Code, message: str) -> Problem:
        """A problem at a place inside this map."""
        return self.document.problem((*self.place, *place), code, message)

    def text(self, key: str) -> str | None:
        """The value of a key, if it is text."""
        value = self.value.get(key)
        return value if isinstance(value, str) else None


def check(documents: dict[str, Document], unreadable: bool) -> list[Problem]:
    """Every problem between records. With a file unreadable, references are not judged: all would look broken."""
    sources = {name: document for name, document in documents.items() if name.startswith("sources/")}
    problems = [*islice(_unique(documents, sources), MOST_PROBLEMS)]
    if not unreadable:
        problems += islice(_references(documents, sources), MOST_PROBLEMS)
        if "checks.yaml" in documents:
            problems += islice(_rules(documents["checks.yaml"], _namespaces(documents, sources)), MOST_PROBLEMS)
    for document in sources.values():
        problems += islice(_source(document), MOST_PROBLEMS)
    if sources and not any(list(_items(document, kind)) for document in sources.values() for kind in REPORTS):
        message = "holds no report. Add one to a source file, for example under flights:"
        problems.append(Problem("sources", 1, 1, "folder", Code.FOLDER_NO_REPORT, message))
    return problems


def _items(document: Document, key: str) -> Iterator[Item]:
    """The maps in the list under a key of the document."""
    if isinstance(document.value, dict):
        yield from _below(Item(document, (), document.value), key)


def _below(outer: Item, key: str) -> Iterator[Item]:
    """The maps in the list under a key of an item."""
    inner = outer.value.get(key)
    for index, item in enumerate(inner if isinstance(inner, list) else []):
        if isinstance(item, dict):
            yield Item(outer.document, (*outer.place, key, index), item)


def _namespaces(documents: dict[str, Document], sources: dict[str, Document]) -> dict[str, list[Item]]:
    """Every item that has an id, by the name of the space in which the id is unique."""
    spaces = {name: list(_items(documents[file], name)) for name, file in SHARED.items() if file in documents}
    spaces["reports"] = [item for document in sources.values() for kind in REPORTS for item in _items(document, kind)]
    spaces["sources"] = [item for document in sources.values() if (item := _source_item(document))]
    return spaces


def _unique(documents: dict[str, Document], sources: dict[str, Document]) -> Iterator[Problem]:
    spaces = _namespaces(documents, sources)
    one_space = ("flights", "reports", "checks", "sources")  # what an address or a rule can name
    yield from _twice([item for name in one_space for item in spaces.get(name, [])], "id")
    for name, items in spaces.items():
        if name not in one_space:
            yield from _twice(items, "id")
    taken = {item.text("id") for name in one_space for item in spaces.get(name, [])}
    for item in spaces["reports"]:
        if item.place[0] == "milestones" and (event := item.text("event")) in taken:
            message = f"'{event}' is the id of a record already. Name the event otherwise, for example event: {event}-event"
            yield item.problem("event", Code.ID_TAKEN, message)
    if "flights.yaml" in documents:
        yield from _twice(list(_items(documents["flights.yaml"], "flights")), "name")
    if "questions.yaml" in documents:
        questions = list(_items(documents["questions.yaml"], "questions"))
        yield from _twice(questions, "short")
        for question in questions:
            yield from _twice(list(_below(question, "answers")), "id")
    if "actors.yaml" in documents:
        yield from _twice(list(_items(documents["actors.yaml"], "sides")), "short")
        yield from _names(list(_items(documents["actors.yaml"], "actors")))
    if "verified.yaml" in documents:
        again = "Write the file anew: python -m loaders verify"
        yield from _twice(list(_items(documents["verified.yaml"], "sources")), "id", again)
    for file, kind in (("questions.yaml", "questions"), ("actors.yaml", "sides")):
        for item in _items(documents[file], kind) if file in documents else ():
            if (item.text("short") or "").strip() == ALL:
                yield item.problem(
                    "short", Code.NAME_RESERVED, f"'{ALL}' is what the filter calls no choice. Choose another word"
                )


def _names(actors: list[Item]) -> Iterator[Problem]:
    """No name of an actor, now, before or by another spelling, is also another's: all names of one are of one actor.

    But for namesakes, whom their notes tell apart; a name of before is of one actor only.
    """
    owners: dict[str, tuple[Item, Place]] = {}
    for actor in actors:
        aliases = actor.value.get("aliases")
        named: list[tuple[Place, Value]] = [((key,), actor.text(key)) for key in ("name", "short")]
        named += [(("aliases", index), alias) for index, alias in enumerate(aliases if isinstance(aliases, list) else [])]
        named += [((*former.place[-2:], "name"), former.text("name")) for former in _below(actor, "former_names")]
        for key, name in named:
            if isinstance(name, str) and (told := name.strip().casefold()):
                first, where = owners.setdefault(told, (actor, key))
                if (first is actor and where == key) or _namesakes(first, where, actor, key):
                    continue
                message = f"'{name.strip()[:80]}' is a name of the same actor already. Remove it here"
                if first is not actor:
                    message = (
                        f"'{name.strip()[:80]}' is a name of '{first.text('id')}' already. If they are one, remove it here: one "
                        "actor has all its names. If they are two, begin a note: of each with who it is in a few words, other "
                        "words for each, for example note: Spokeswoman of the ministry"
                    )
                yield actor.document.problem((*actor.place, *key), Code.NAME_TAKEN, message)


def _namesakes(one: Item, key: Place, other: Item, other_key: Place) -> bool:
    """Whether two actors have one name and are told apart by how their notes begin."""
    apart = [schema.who_it_is(item.text("note")) for item in (one, other)]
    former = "former_names" in (key[0], other_key[0])
    return one is not other and not former and all(apart) and apart[0].casefold() != apart[1].casefold()


def _twice(items: list[Item], key: str, advice: str | None = None) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        if name := (item.text(key) or "").strip():
            if name in first:
                other = first[name].document
                line, _ = other.mark((*first[name].place, key))
                free = f"{name}-2" if key == "id" else f"{name} (2)"
                example = advice or f"Choose another, for example {key}: {free}"
                code = Code.ID_TAKEN if key == "id" else Code.NAME_TAKEN
                yield item.problem(key, code, f"'{name}' is taken: {other.file}, line {line}, has it already. {example}")
            first.setdefault(name, item)


def unused_actors(documents: Mapping[str, Document]) -> Iterator[Item]:
    """The actors that no source and no report names."""
    named: set[str | None] = set()
    for document in (document for name, document in documents.items() if name.startswith("sources/")):
        told = [(kind, item) for kind in REPORTS for item in _items(document, kind)]
        if source := _source_item(document):
            told.append(("source", source))
        named.update(item.text(key) for kind, item in told for key, space in REFERENCES[kind].items() if space == "actors")
    yield from (actor for actor in _items(documents["actors.yaml"], "actors") if actor.text("id") not in named)


def _references(documents: dict[str, Document], sources: dict[str, Document]) -> Iterator[Problem]:
    spaces = _namespaces(documents, sources)
    ids = {name: {text: item for item in items if (text := item.text("id"))} for name, items in spaces.items()}

    def judge(kind: str, item: Item) -> Iterator[Problem]:
        for key, space in REFERENCES[kind].items():
            name = item.text(key)
            if name and name not in ids[space]:
                where = SHARED.get(space, "any source")
                known = list(ids[space])
                add = f" Write for example {key}: {known[0]}, or add '{name}' there" if known else f" Add '{name}' there"
                message = f"'{name}' is not among the {space} in {where}.{suggest(name, known) or add}"
                yield item.problem(key, Code.REFERENCE_UNKNOWN, message)

    for actor in spaces["actors"]:
        yield from judge("actors", actor)
        for former in _below(actor, "former_names"):
            yield from judge("former_names", former)
        for former in _below(actor, "former_sides"):
            yield from judge("former_sides", former)
            if (until := _edtf(former.value.get("until"))) and until.latest is None:
                message = "has no end, so nothing was said by then. Write the last day, month or year, for example until: 2018-04"
                yield former.problem("until", Code.VALUE_UNFIT, message)
    for check in spaces.get("checks", []):
        yield from judge("checks", check)
    for document in sources.values():
        for kind in REPORTS:
            for item in _items(document, kind):
                yield from judge(kind, item)
                for relation in _below(item, "relations"):
                    yield from judge("relations", relation)
                    if relation.text("to") and relation.text("to") == item.text("id"):
                        message = "is the record itself. Name the other one, for example to: minister-enough"
                        yield relation.problem("to", Code.REFERENCE_ITSELF, message)
                for order in _below(item, "order"):
                    yield from judge("order", order)
                if kind == "milestones":
                    yield from _listed(item, "flights", list(ids["flights"]), "the id of a flight")
        if source := _source_item(document):
            yield from judge("source", source)
        for statement in _items(document, "statements"):
            yield from _answers(statement, ids["questions"])
    told = {item.text("flight") for document in sources.values() for item in _items(document, "flights")}
    for flight in spaces["flights"]:
        if flight.text("id") and flight.text("id") not in told:
            message = f"has no report in any source. Remove it, or add the report to its source, with flight: {flight.text('id')}"
            yield flight.problem("id", Code.REFERENCE_UNUSED, message)
    value = documents["about.yaml"].value
    about = Item(documents["about.yaml"], (), value if isinstance(value, dict) else {})
    figures = [name for name, item in ids["reports"].items() if item.place[0] == "figures"]
    yield from _listed(about, "key_figures", figures, "the id of a figure in any source")
    yield from _listed(about, "default_sources", list(ids["sources"]), "the id of a source")
    yield from _named(about, "subjects", [str(one) for one in schema.Subject], spaces["reports"])
    yield from _named(about, "units", [str(one) for one in schema.Unit], spaces["reports"])
    yield from _superseding(ids["reports"])


def _superseding(reports: dict[str, Item]) -> Iterator[Problem]:
    """A correction is of the same kind and the same flight, and is not itself corrected by what it corrects."""
    pairs: dict[tuple[str, str], Item] = {}
    for name, item in reports.items():
        for relation in _below(item, "relations"):
            kind, other = relation.text("type"), reports.get(relation.text("to") or "")
            if kind not in schema.SUPERSEDING or other is None:
                continue
            if kind == "replaces" and (other.place[0], other.text("flight")) != (item.place[0], item.text("flight")):
                message = (
                    "is of another kind, or of another flight. Only the like replaces it; to take it back write type: retracts"
                )
                yield relation.problem("to", Code.CORRECTION_UNLIKE, message)
            if not _voices(item) & _voices(other):
                message = (
                    f"was said by another ({', '.join(sorted(_voices(other)))}). Only who said, relayed or printed it "
                    f"{'takes it back' if kind == 'retracts' else 'corrects it'}; who disputes it writes type: contradicts"
                )
                yield relation.problem("to", Code.CORRECTION_OF_ANOTHER, message)
            pairs[name, relation.text("to") or ""] = relation
    over: dict[str, list[str]] = {}
    for name, other_name in pairs:
        over.setdefault(name, []).append(other_name)
    for (name, other_name), relation in pairs.items():
        reached, open_ = {other_name}, [other_name]
        while open_:
            later = [found for found in over.get(open_.pop(), []) if found not in reached]
            reached.update(later)
            open_ += later
        if name in reached and name != other_name:
            message = (
                f"'{other_name}' in turn replaces or retracts '{name}', itself or by others. Keep the latest of these relations"
            )
            yield relation.problem("to", Code.CORRECTION_CIRCLE, message)


def _voices(report: Item) -> set[str]:
    """Who can take a report back: who said it, counted it or relayed it, and who printed it."""
    source = _source_item(report.document)
    told = [report.text(key) for key in ("speaker", "said_by", "counted_by", "relayed_by")]
    return {name for name in (*told, source.text("publisher") if source else None) if name}


def _answers(statement: Item, questions: dict[str, Item]) -> Iterator[Problem]:
    answer, asked = statement.text("answer"), statement.text("question") or ""
    if answer and asked in questions:
        known = [text for item in _below(questions[asked], "answers") if (text := item.text("id"))]
        if answer not in known:
            message = f"'{answer}' is not an answer to '{asked}'.{suggest(answer, known)} Answers: {', '.join(known)}"
            yield statement.problem("answer", Code.REFERENCE_UNKNOWN, message)


def _rules(document: Document, spaces: dict[str, list[Item]]) -> Iterator[Problem]:
    """What a check names is in the record. Its notation is the type's business, its numbers are `analysis`'s."""
    known = {
        text: None for name in ("flights", "reports", "checks") for item in spaces.get(name, []) if (text := item.text("id"))
    }
    for item in _items(document, "checks"):
        try:
            named = notation.parse(item.text("rule") or "").names()
        except notation.RuleError:  # told by the type
            continue
        for name in named:
            if name not in known:
                message = f"'{name}' is not a flight, a report or a check.{suggest(name, list(known))}"
                yield item.problem("rule", Code.REFERENCE_UNKNOWN, message)


def _listed(holder: Item, key: str, known: list[str], what: str) -> Iterator[Problem]:
    """A list of ids: each must be known, and stand there once."""
    there = set(known)
    listed = holder.value.get(key)
    seen = set[str]()
    for index, name in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(name, str):
            if name not in there:
                other = suggest(name, known) or (f" Write for example - {known[0]}" if known else " Add it to its source")
                yield holder.inside((key, index), Code.REFERENCE_UNKNOWN, f"'{name}' is not {what}.{other}")
            if name in seen:
                yield holder.inside((key, index), Code.REFERENCE_TWICE, f"'{name}' stands twice. Keep one of the two")
            seen.add(name)


def _named(about: Item, key: str, known: list[str], reports: list[Item]) -> Iterator[Problem]:
    """What figures are about, and what they count: known words, or the record's own, which about.yaml lists if it lists any."""
    listed = about.value.get(key)
    own = [name.strip() for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    one = key.removesuffix("s")
    for report in reports:
        if report.place[0] != "figures":
            continue
        quantity = report.value.get("quantity")
        place = (one,) if one in report.value else ("quantity", one)
        written = report.value.get(one) if one in report.value else quantity.get(one) if isinstance(quantity, dict) else None
        if not isinstance(written, str) or (name := written.strip()) in (*known, *own) or not name:
            continue
        if one == "unit" and not schema.whole(name):
            continue
        near = suggest(name, [*known, *own])
        if own or near:
            message = f"'{name[:80]}' is not among the {key} of this record.{near} Known: {', '.join([*known, *own])}. "
            yield report.inside(place, Code.VALUE_UNKNOWN_CHOICE, f"{message}For a new one add it in about.yaml, under {key}:")


def _source(document: Document) -> Iterator[Problem]:
    """Rules within one source file: its name, and that it tells nothing before its time."""
    item = _source_item(document)
    if item is None:
        return
    stem = PurePosixPath(document.file).stem
    if (name := item.text("id")) and name != stem:
        yield item.problem("id", Code.ID_NOT_THE_FILE, f"'{name}' differs from the file's name. Write: id: {stem}")
    if name == EVERY_SOURCE:
        message = f"'{name}' is what an address calls all sources. Choose another id, and name the file by it"
        yield item.problem("id", Code.NAME_RESERVED, message)
    published, _ = _date(item, "published")
    if published and published.latest:
        for kind in REPORTS:
            for report in _items(document, kind):
                yield from _told_in_time(report, kind, published.latest)


def _source_item(document: Document) -> Item | None:
    value = document.value.get("source") if isinstance(document.value, dict) else None
    return Item(document, ("source",), value) if isinstance(value, dict) else None


def _told_in_time(report: Item, kind: str, appeared: dt.date) -> Iterator[Problem]:
    """What a source tells was said, or happened to a flight, by the day on which the source appeared."""
    key = "date" if kind in ("flights", "milestones") else "said"
    when, role = _date(report, key)
    if (kind == "flights" and role not in WENT_ROLES) or (kind == "milestones" and role != DateRole.OCCURRED):
        return
    if when and when.earliest and when.earliest > appeared + ROUND_THE_WORLD:
        message = f"is later than the source appeared ({appeared}). Check both dates; for something announced: role: expected"
        yield report.problem(key, Code.DATE_AFTER_PUBLICATION, message)


def _date(item: Item, key: str) -> tuple[dates.When | None, Value]:
    """A date of an item, if it is one, and its role as written."""
    written = item.value.get(key)
    if not isinstance(written, dict) or (when := _edtf(written.get("edtf"))) is None:
        return None, None
    return when, written.get("role")


def _edtf(written: Value) -> dates.When | None:
    """A date as written, if it is one."""
    try:
        return dates.parse(written) if isinstance(written, str) else None
    except Mistake:  # told by the type
        return None
