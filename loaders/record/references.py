"""Rules across records and files: references, unique ids, numbers that agree with their words, dates in order.

They look at the documents as read, so that one broken record does not hide the mistakes in the others.
A record that is not even of its type is passed over here; `validation` has said so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from loaders.record import notation, schema
from loaders.record.problems import MOST_PROBLEMS, Problem
from loaders.record.schema import REPORTS, DateRole, Qualifier, Unit
from loaders.record.validation import Model, suggest, validate
from loaders.record.yaml_reader import Document, Place, Value

SHARED = {
    "sides": "actors.yaml",
    "actors": "actors.yaml",
    "questions": "questions.yaml",
    "flights": "flights.yaml",
    "checks": "checks.yaml",
}
REFERENCES = {
    "flights": {"flight": "flights", "said_by": "actors", "counted_by": "actors"},
    "figures": {"said_by": "actors", "counted_by": "actors"},
    "statements": {"question": "questions", "speaker": "actors", "relayed_by": "actors"},
    "milestones": {},
    "source": {"publisher": "actors"},
    "actors": {"side": "sides"},
    "relations": {"to": "reports"},
    "checks": {"claim": "reports"},
}
SMALLEST = 0.0001  # four decimals are the most that a number has
ALL = "All"  # the pages' filters by question and by side call no choice so
EVERY_SOURCE = "all"  # and an address calls all sources so
ROUND_THE_WORLD = dt.timedelta(days=1)  # it can be tomorrow where people arrive, and today where that is told
FLIGHT_ROLES = {DateRole.DEPARTED, DateRole.ARRIVED, DateRole.REMOVED, DateRole.EXPECTED}
MEASURE_ROLES = {
    "cumulative total": DateRole.AS_OF,
    "stock": DateRole.AS_OF,
    "flow": DateRole.PERIOD,
    "change": DateRole.PERIOD,
}


@dataclass(frozen=True)
class Item:
    """One map in a list of a document, as read."""

    document: Document
    place: Place
    value: dict[str, Value]

    def problem(self, key: str, message: str) -> Problem:
        """A problem at a key of this map, or at a key within a key: "date role"."""
        return self.document.problem((*self.place, *key.split()), message)

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
        problems.append(
            Problem("sources", 1, 1, "folder", "holds no report. Add one to a source file, for example under flights:")
        )
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
    return spaces


def _unique(documents: dict[str, Document], sources: dict[str, Document]) -> Iterator[Problem]:
    spaces = _namespaces(documents, sources)
    one_space = ("flights", "reports", "checks")  # what an address or a rule can name
    named = [item for name in one_space for item in spaces.get(name, [])]
    yield from _twice([*named, *(item for document in sources.values() if (item := _source_item(document)))], "id")
    for name, items in spaces.items():
        if name not in one_space:
            yield from _twice(items, "id")
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
                yield item.problem("short", f"'{ALL}' is what the filter calls no choice. Choose another word")


def _names(actors: list[Item]) -> Iterator[Problem]:
    """No name and no alias of an actor is also another's: two spellings of one are one actor."""
    owners: dict[str, Item] = {}
    for actor in actors:
        aliases = actor.value.get("aliases")
        named: list[tuple[str, Value]] = [("name", actor.text("name"))]
        named += [(f"aliases {index}", alias) for index, alias in enumerate(aliases if isinstance(aliases, list) else [])]
        for key, name in named:
            if isinstance(name, str) and (told := name.strip().casefold()):
                if told in owners:
                    first = owners[told]
                    who = "of the same actor" if first is actor else f"of '{first.text('id')}'"
                    where = (*actor.place, *(int(part) if part.isdigit() else part for part in key.split()))
                    message = f"'{name.strip()[:80]}' is a name {who} already. One actor has all its names; remove it here"
                    yield actor.document.problem(where, message)
                owners.setdefault(told, actor)


def _twice(items: list[Item], key: str, advice: str | None = None) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        if name := (item.text(key) or "").strip():
            if name in first:
                other = first[name].document
                line, _ = other.mark((*first[name].place, key))
                free = f"{name}-2" if key == "id" else f"{name} (2)"
                example = advice or f"Choose another, for example {key}: {free}"
                yield item.problem(key, f"'{name}' is taken: {other.file}, line {line}, has it already. {example}")
            first.setdefault(name, item)


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
                yield item.problem(key, f"'{name}' is not among the {space} in {where}.{suggest(name, known) or add}")

    for actor in spaces["actors"]:
        yield from judge("actors", actor)
    for check in spaces.get("checks", []):
        yield from judge("checks", check)
    for document in sources.values():
        for kind in REPORTS:
            for item in _items(document, kind):
                yield from judge(kind, item)
                for relation in _below(item, "relations"):
                    yield from judge("relations", relation)
                    if relation.text("to") and relation.text("to") == item.text("id"):
                        yield relation.problem(
                            "to",
                            "is the record itself. Name the other one, for example to: minister-enough",
                        )
        if source := _source_item(document):
            yield from judge("source", source)
        for statement in _items(document, "statements"):
            yield from _answers(statement, ids["questions"])
    told = {item.text("flight") for document in sources.values() for item in _items(document, "flights")}
    for flight in spaces["flights"]:
        if flight.text("id") and flight.text("id") not in told:
            message = f"has no report in any source. Remove it, or add the report to its source, with flight: {flight.text('id')}"
            yield flight.problem("id", message)
    about = documents["about.yaml"]
    figures = [name for name, item in ids["reports"].items() if item.place[0] == "figures"]
    yield from _listed(about, "key_figures", figures, "the id of a figure in any source")
    items = [_source_item(document) for document in sources.values()]
    known = [name for item in items if item and (name := item.text("id"))]
    yield from _listed(about, "default_sources", known, "the id of a source")
    yield from _superseding(ids["reports"])


def _superseding(reports: dict[str, Item]) -> Iterator[Problem]:
    """A correction is dated, is of the same kind and the same flight, and is not itself corrected by what it corrects."""
    pairs: dict[tuple[str, str], Item] = {}
    for name, item in reports.items():
        for relation in _below(item, "relations"):
            kind, other = relation.text("type"), reports.get(relation.text("to") or "")
            if kind not in schema.SUPERSEDING:
                if "date" in relation.value:
                    yield relation.problem("date", "goes only with 'replaces' and 'retracts'. Remove it")
                continue
            if "date" not in relation.value:
                message = f"is missing: when was it said? With '{kind}' write for example date: {{edtf: 2019-07, role: stated}}"
                yield relation.problem("date", message)
            if other is None:
                continue
            if kind == "replaces" and (other.place[0], other.text("flight")) != (item.place[0], item.text("flight")):
                message = (
                    "is of another kind, or of another flight. Only the like replaces it; to take it back write type: retracts"
                )
                yield relation.problem("to", message)
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
            yield relation.problem("to", message)


def _answers(statement: Item, questions: dict[str, Item]) -> Iterator[Problem]:
    answer, asked = statement.text("answer"), statement.text("question") or ""
    if answer and asked in questions:
        known = [text for item in _below(questions[asked], "answers") if (text := item.text("id"))]
        if answer not in known:
            message = f"'{answer}' is not an answer to '{asked}'.{suggest(answer, known)} Answers: {', '.join(known)}"
            yield statement.problem("answer", message)


def _rules(document: Document, spaces: dict[str, list[Item]]) -> Iterator[Problem]:
    """What is wrong with a check as it is written: its notation, its names. Its numbers are `analysis.checks`' business."""
    known = [text for name in ("flights", "reports", "checks") for item in spaces.get(name, []) if (text := item.text("id"))]
    for item in _items(document, "checks"):
        check = _valid(schema.Check, item)
        if check is None:
            continue
        try:
            named = notation.parse(check.rule).names()
        except notation.RuleError as error:
            yield item.problem("rule", str(error))
            continue
        for name in named:
            if name not in known:
                yield item.problem("rule", f"'{name}' is not a flight, a report or a check.{suggest(name, known)}")


def _listed(about: Document, key: str, known: list[str], what: str) -> Iterator[Problem]:
    """A list of ids in about.yaml: each must be known, and stand there once."""
    listed = about.value.get(key) if isinstance(about.value, dict) else None
    seen = set[str]()
    for index, name in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(name, str):
            if name not in known:
                other = suggest(name, known) or (f" Write for example - {known[0]}" if known else " Add it to its source")
                yield about.problem((key, index), f"'{name}' is not {what}.{other}")
            if name in seen:
                yield about.problem((key, index), f"'{name}' stands twice. Keep one of the two")
            seen.add(name)


def _source(document: Document) -> Iterator[Problem]:
    """Rules within one source file."""
    source = None
    if item := _source_item(document):
        stem = PurePosixPath(document.file).stem
        if (name := item.text("id")) and name != stem:
            yield item.problem("id", f"'{name}' differs from the file's name. Write: id: {stem}")
        if name == EVERY_SOURCE:
            yield item.problem("id", f"'{name}' is what an address calls all sources. Choose another id, and name the file by it")
        source = _valid(schema.Source, item)
    for kind, model in REPORTS.items():
        for item in _items(document, kind):
            if report := _valid(model, item):
                yield from _report(item, report, source)


def _source_item(document: Document) -> Item | None:
    value = document.value.get("source") if isinstance(document.value, dict) else None
    return Item(document, ("source",), value) if isinstance(value, dict) else None


def _valid(model: type[Model], item: Item) -> Model | None:
    checked = validate(model, item.document, item.place, item.value)
    return None if isinstance(checked, list) else checked


def _report(item: Item, report: schema.Report, source: schema.Source | None) -> Iterator[Problem]:
    if len(report.readings) == 1:
        yield item.problem("readings", "holds one reading. Write every reading, two at least; a doubt belongs in 'notes'")
    if not (report.evidence or report.fact or isinstance(report, schema.Statement)):
        message = (
            "is missing. Quote the shortest words that carry it; where the text is not at hand, write it in ours, under fact:"
        )
        yield item.problem("evidence", message)
    for index, passage in enumerate(report.evidence):
        quoted = {"“", '"'} & set(passage.quotation)
        if passage.words == "paraphrase" and quoted:
            message = "has quotation marks inside, so it is not 'paraphrase'. Write: words: paraphrase with quoted words"
            yield item.document.problem((*item.place, "evidence", index, "quotation"), message)
    match report:
        case schema.FlightReport():
            if report.count:
                yield from _amount(item, "count", report.count, whole=True)
            if report.date.role not in FLIGHT_ROLES:
                yield item.problem(
                    "date role", f"of a flight must be one of: {', '.join(sorted(FLIGHT_ROLES))}. Write for example role: arrived"
                )
            if report.date.role is DateRole.EXPECTED and report.count and report.count.kind != "planned":
                yield item.problem(
                    "count kind", "of a date that is expected must be 'planned': nobody has gone yet. Write: kind: planned"
                )
            spoken: schema.Date | None = None if report.date.role is DateRole.EXPECTED else report.date
            said = report.said
        case schema.Statistic():
            yield from _amount(item, "quantity", report.quantity, whole=report.quantity.unit is not Unit.PER_CENT)
            yield from _parts(item, report.quantity)
            wanted = MEASURE_ROLES[report.measure]
            if report.date.role is not wanted:
                yield item.problem("date role", f"of a {report.measure} must be '{wanted}'. Write: role: {wanted}")
            if report.quantity.unit is Unit.PER_CENT and report.subject == "people removed" and report.measure != "change":
                yield item.problem(
                    "quantity unit", "'per cent' of people removed goes only with 'change'. Write what was counted"
                )
            begins, told = report.date.edtf, report.said.edtf if report.said else None
            if begins.earliest and not begins.latest and told and told.latest and begins.earliest > told.latest:
                yield item.problem("date", "begins after it was said, and has no end. Check both dates")
            spoken = said = report.said
        case schema.Statement():
            spoken = said = report.said
        case _:
            spoken = said = None
    if said and said.role is not DateRole.STATED:
        yield item.problem("said role", "must be 'stated': it is the date on which the words were said. Write: role: stated")
    appeared = source.published.edtf.latest if source and source.published else None
    if appeared and isinstance(report, schema.FlightReport) and spoken and spoken.role is DateRole.ARRIVED:
        appeared += ROUND_THE_WORLD
    if spoken and appeared and spoken.edtf.earliest and spoken.edtf.earliest > appeared:
        key = "date" if isinstance(report, schema.FlightReport) else "said"
        yield item.problem(
            key, f"is later than the source appeared ({appeared}). Check both dates; for something announced: role: expected"
        )


def _parts(item: Item, quantity: schema.Quantity) -> Iterator[Problem]:
    if len(quantity.parts) == 1:
        yield item.problem("quantity parts", "holds one part. Write all parts of the sum, or remove it")
    total = sum(part.value for part in quantity.parts)
    if len(quantity.parts) > 1 and abs(total - (quantity.value or 0)) > SMALLEST / 2:
        yield item.problem("quantity value", f"is not the sum of its parts, which is {total:g}. Write value: {total:g}")


def _amount(item: Item, key: str, amount: schema.People | schema.Quantity, whole: bool) -> Iterator[Problem]:
    in_words = amount.qualifier is Qualifier.IN_WORDS
    if in_words and amount.value is not None:
        yield item.problem(
            f"{key} value",
            "is a number, but the qualifier is 'in words only'. Remove the value, or write for example qualifier: exactly",
        )
    if in_words and amount.words is None:
        yield item.problem(key, "is 'in words only' but has no words. Write for example words: hundreds")
    if not in_words and amount.value is None:
        yield item.problem(
            key, f"has the qualifier '{amount.qualifier}' but no value. Write the number, or qualifier: in words only"
        )
    if not in_words and amount.words is not None:
        yield item.problem(
            f"{key} words", "goes only with the qualifier 'in words only'. Remove it, or write qualifier: in words only"
        )
    if whole and amount.value is not None and (amount.value < 0 or amount.value != int(amount.value)):
        yield item.problem(
            f"{key} value",
            "must be a whole number from 0 up: people, removals and interviews have no fractions. Write for example 43",
        )
