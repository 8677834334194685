"""Rules across records and files: references, unique ids, numbers that agree with their words, dates in order.

They look at the documents as read, so that one broken record does not hide the mistakes in the others.
A record that is not even of its type is passed over here; `validation` has said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from loaders import schema
from loaders.problems import MOST_PROBLEMS, Problem
from loaders.schema import DateRole, Qualifier, Unit
from loaders.validation import Model, suggest, validate
from loaders.yaml_reader import Document, Place, Value

REPORTS: dict[str, type[schema.Report]] = {
    "flights": schema.FlightReport,
    "figures": schema.Figure,
    "statements": schema.Statement,
    "milestones": schema.Milestone,
}
SHARED = {"sides": "actors.yaml", "actors": "actors.yaml", "questions": "questions.yaml", "flights": "flights.yaml"}
REFERENCES = {
    "flights": {"flight": "flights", "said_by": "actors"},
    "figures": {"said_by": "actors"},
    "statements": {"question": "questions", "speaker": "actors", "relayed_by": "actors"},
    "milestones": {},
    "source": {"publisher": "actors"},
    "actors": {"side": "sides"},
    "relations": {"to": "reports"},
}
ALL = "All"  # the pages' filters by question and by side call no choice so
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
    for document in sources.values():
        problems += islice(_source(document), MOST_PROBLEMS)
    if sources and not any(list(_items(document, kind)) for document in sources.values() for kind in REPORTS):
        problems.append(Problem("sources", 1, 1, "folder", "holds no report. Add one to a source file"))
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
    for items in _namespaces(documents, sources).values():
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
    for file, kind in (("questions.yaml", "questions"), ("actors.yaml", "sides")):
        for item in _items(documents[file], kind) if file in documents else ():
            if (item.text("short") or "").strip() == ALL:
                yield item.problem("short", f"'{ALL}' is what the filter calls no choice. Choose another word")


def _twice(items: list[Item], key: str) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        if name := (item.text(key) or "").strip():
            if name in first:
                other = first[name].document
                line, _ = other.mark((*first[name].place, key))
                yield item.problem(key, f"'{name}' is taken: {other.file}, line {line}, has it already. Choose another")
            first.setdefault(name, item)


def _references(documents: dict[str, Document], sources: dict[str, Document]) -> Iterator[Problem]:
    spaces = _namespaces(documents, sources)
    ids = {name: {text: item for item in items if (text := item.text("id"))} for name, items in spaces.items()}

    def judge(kind: str, item: Item) -> Iterator[Problem]:
        for key, space in REFERENCES[kind].items():
            name = item.text(key)
            if name and name not in ids[space]:
                where = SHARED.get(space, "any source")
                yield item.problem(key, f"'{name}' is not among the {space} in {where}.{suggest(name, list(ids[space]))}")

    for actor in spaces["actors"]:
        yield from judge("actors", actor)
    for document in sources.values():
        for kind in REPORTS:
            for item in _items(document, kind):
                yield from judge(kind, item)
                for relation in _below(item, "relations"):
                    yield from judge("relations", relation)
                    if relation.text("to") and relation.text("to") == item.text("id"):
                        yield relation.problem("to", "is the record itself. Name the other one")
        if source := _source_item(document):
            yield from judge("source", source)
        for statement in _items(document, "statements"):
            yield from _answers(statement, ids["questions"])
    told = {item.text("flight") for document in sources.values() for item in _items(document, "flights")}
    for flight in spaces["flights"]:
        if flight.text("id") and flight.text("id") not in told:
            yield flight.problem("id", "has no report in any source. Remove it, or add the report")
    yield from _key_figures(
        documents["about.yaml"], [name for name, item in ids["reports"].items() if item.place[0] == "figures"]
    )


def _answers(statement: Item, questions: dict[str, Item]) -> Iterator[Problem]:
    answer, asked = statement.text("answer"), statement.text("question") or ""
    if answer and asked in questions:
        known = [text for item in _below(questions[asked], "answers") if (text := item.text("id"))]
        if answer not in known:
            message = f"'{answer}' is not an answer to '{asked}'.{suggest(answer, known)} Answers: {', '.join(known)}"
            yield statement.problem("answer", message)


def _key_figures(about: Document, figures: list[str]) -> Iterator[Problem]:
    listed = about.value.get("key_figures") if isinstance(about.value, dict) else None
    known, seen = set(figures), set[str]()
    for index, name in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(name, str):
            if name not in known:
                yield about.problem(("key_figures", index), f"'{name}' is not the id of a figure.{suggest(name, figures)}")
            if name in seen:
                yield about.problem(("key_figures", index), f"'{name}' stands twice. Keep one of the two")
            seen.add(name)


def _source(document: Document) -> Iterator[Problem]:
    """Rules within one source file."""
    source = None
    if item := _source_item(document):
        stem = PurePosixPath(document.file).stem
        if (name := item.text("id")) and name != stem:
            yield item.problem("id", f"'{name}' differs from the file's name. Write: id: {stem}")
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
    for index, passage in enumerate(report.evidence):
        quoted = {"“", '"'} & set(passage.quotation)
        if passage.words == "paraphrase" and quoted:
            message = "has quotation marks inside, so it is not 'paraphrase'. Write: words: paraphrase with quoted words"
            yield item.document.problem((*item.place, "evidence", index, "quotation"), message)
    match report:
        case schema.FlightReport():
            yield from _amount(item, "count", report.count, whole=True)
            if report.date.role not in FLIGHT_ROLES:
                yield item.problem("date role", f"of a flight must be one of: {', '.join(sorted(FLIGHT_ROLES))}")
            spoken: schema.Date | None = None if report.date.role is DateRole.EXPECTED else report.date
            said = report.said
        case schema.Figure():
            yield from _amount(item, "quantity", report.quantity, whole=report.quantity.unit is not Unit.PER_CENT)
            wanted = MEASURE_ROLES[report.measure]
            if report.date.role is not wanted:
                yield item.problem("date role", f"of a {report.measure} must be '{wanted}'")
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
        yield item.problem("said role", "must be 'stated': it is the date on which the words were said")
    appeared = source.published.edtf.latest if source and source.published else None
    if spoken and appeared and spoken.edtf.earliest and spoken.edtf.earliest > appeared:
        key = "date" if isinstance(report, schema.FlightReport) else "said"
        yield item.problem(
            key, f"is later than the source appeared ({appeared}). Check both dates; for something announced: role: expected"
        )


def _amount(item: Item, key: str, amount: schema.People | schema.Quantity, whole: bool) -> Iterator[Problem]:
    in_words = amount.qualifier is Qualifier.IN_WORDS
    if in_words and amount.value is not None:
        yield item.problem(
            f"{key} value", "is a number, but the qualifier is 'in words only'. Remove the value, or the qualifier"
        )
    if in_words and amount.words is None:
        yield item.problem(key, "is 'in words only' but has no words. Write for example words: hundreds")
    if not in_words and amount.value is None:
        yield item.problem(
            key, f"has the qualifier '{amount.qualifier}' but no value. Write the number, or qualifier: in words only"
        )
    if not in_words and amount.words is not None:
        yield item.problem(f"{key} words", "goes only with the qualifier 'in words only'. Remove it")
    if whole and amount.value is not None and (amount.value < 0 or amount.value != int(amount.value)):
        yield item.problem(f"{key} value", "must be a whole number from 0 up: people, removals and interviews have no fractions")
