"""What there is to translate: every template in the code, every text of a record; and a catalogue brought up to date with it.

A template is what `say` and `count` are given, what `to_say` marks, any constant of a module in `wording`, and what a panel has
nothing of.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Literal, get_args, get_origin

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from loaders.record import schema, texts
from loaders.record.dataset import Dataset
from loaders.record.schema import files, parts, reports, values
from loaders.wording.catalogues import catalogue, own

ROOT = Path(__file__).parents[3]
WINGS = ("loaders", "pages")
OWN = Path(__file__).parent.relative_to(ROOT).as_posix()
SAYING = {"say", "to_say", "Refused"}
CONSTANTS, NAMED = re.compile(r"[A-Z_]+"), re.compile("PAGE|TABLES|COLUMNS")
"""The constants whose text is said: in `wording` any, elsewhere those of these names."""
PAIRED = {"ROWS"}
"""Constants that hold texts in both forms of number."""
HEADER = (
    "# What is said in this language. Who corrects a text takes the word 'fuzzy' from above it: CONTRIBUTING.md, Translate.\n"
    "# Last-Translator names who has checked the whole; until somebody has, each page says that its words are a draft."
)
NAMED_FIRST = {"Table", "Panel", "Page"}
"""What is called by an id, which stands first and is not said."""
Found = tuple[str | tuple[str, str], str]
"""A template, or its two forms of number, and the file that it stands in."""


def templates() -> Iterator[Found]:
    """Every template in the code, in the order of its files and lines."""
    yield from ((told, "loaders/record/schema") for told in vocabulary())
    for wing in WINGS:
        for path in sorted((ROOT / wing).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            if file.startswith(OWN):
                continue
            named = CONSTANTS if "/wording/" in file else NAMED
            yield from ((told, file) for told in in_code(path.read_text("utf-8"), named))


def vocabulary() -> Iterator[str]:
    """The words from which a record chooses: kinds, roles, units, how records relate."""
    found: dict[str, None] = {}
    for kind in (kind for module in (values, parts, reports, files) for kind in _of(module)):
        if isinstance(kind, type) and issubclass(kind, schema.Record):
            for field in kind.model_fields.values():
                for one in (field.annotation, *get_args(field.annotation)):
                    if get_origin(one) is Literal:
                        found.update(dict.fromkeys(map(str, get_args(one))))
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            found.update(dict.fromkeys(one.value for one in kind))
    yield from found


def _of(module: ModuleType) -> Iterator[object]:
    """What a module itself defines."""
    yield from (one for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__)


def in_code(source: str, constants: re.Pattern[str]) -> Iterator[str | tuple[str, str]]:
    """The templates in one module. constants: the names of those whose text is said."""
    tree = ast.parse(source)
    for statement in tree.body:
        yield from _constant(statement, constants)
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="count") | ast.Attribute(attr="count"),
                args=[ast.Constant(str(one)), ast.Constant(str(many)), *_],
            ):
                yield one, many
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if name in SAYING:
                yield from _texts(first)
            case ast.keyword(arg="what", value=ast.Constant() as what):
                yield from _texts(what)


def _pair(node: ast.expr) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Tuple(elts=[ast.Constant(str(one)), ast.Constant(str(many))]):
            yield one, many


def _constant(statement: ast.stmt, constants: re.Pattern[str]) -> Iterator[str | tuple[str, str]]:
    match statement:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
        ):
            if name in PAIRED and isinstance(value, ast.Dict):
                yield from (pair for one in value.values for pair in _pair(one))
            elif constants.fullmatch(name):
                yield from _texts(value)
        case ast.ClassDef(bases=[ast.Name(id="StrEnum")], body=body) if constants is CONSTANTS:
            for one in body:
                if isinstance(one, ast.Assign):
                    yield from _texts(one.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts in an expression that have a letter: of a choice both, of a map the values; not what is computed."""
    match node:
        case ast.Constant(str(text)) if any(sign.isalpha() for sign in text):
            yield text
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, otherwise]):
            yield from _texts(otherwise)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case ast.Starred(value=inner):
            yield from _texts(inner)
        case ast.Dict(values=inner) | ast.Tuple(elts=inner) | ast.List(elts=inner) | ast.Set(elts=inner):
            for one in inner:
                yield from _texts(one)
        case ast.DictComp(value=ast.Name()) as comprehension:
            yield from _texts(comprehension.generators[0].iter)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            for one in [*args[name in NAMED_FIRST :], *(keyword.value for keyword in keywords)]:
                yield from _texts(one)


def renewed(code: str, dataset: Dataset, folder: Path) -> Iterator[tuple[Path, Catalog]]:
    """The two catalogues of a language with every text of today, and where they stand: of the interface, and of a record.

    Raises babel's UnknownLocaleError for a code that is of no language.
    """
    said = texts.every(dataset.written or dataset, texts.ALL)
    interface, own_texts = _today(code, templates()), _today(code, ((text, place) for place, text in said))
    for file, today in ((catalogue.FOLDER / f"{code}.po", interface), (folder / own.INSIDE / f"{code}.po", own_texts)):
        yield file, _merged(file, code, today)


def translated(catalog: Catalog) -> int:
    """How many of its texts are translated."""
    return sum(bool(one.id and (one.string if isinstance(one.string, str) else any(one.string or ()))) for one in catalog)


def write(catalog: Catalog, file: Path) -> None:
    """Write a catalogue, always in the same form, so that a change shows as one."""
    file.parent.mkdir(exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, catalog, width=120, omit_header=False, ignore_obsolete=False, include_lineno=False)


def _today(code: str, found: Iterable[Found]) -> Catalog:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    made = Catalog(Locale.parse(code), None, HEADER, "Deportation Flows", "", creation_date=today, fuzzy=False)
    made.last_translator, made.language_team = catalogue.NOBODY, catalogue.NOBODY
    for told, place in found:
        made.add(told, locations=[(place, 0)])
    return made


def _merged(file: Path, code: str, today: Catalog) -> Catalog:
    """Today's messages with the translations that there are, and no guesses at the others."""
    if not file.is_file():
        return today
    before = catalogue.read(file, code)
    before.update(today, no_fuzzy_matching=True)
    return before
