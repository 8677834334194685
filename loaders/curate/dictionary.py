"""The data dictionary, written from the types themselves: `data/README.md` is this text, and a test holds it to it."""

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import HttpUrl
from pydantic.fields import FieldInfo

from loaders.record import dates, notation, schema
from loaders.record.problems import Code
from loaders.record.validation import choices, inner_model

OPENING = """# The record and its data dictionary

Written by `python -m loaders dictionary`; change the descriptions in `loaders/record/schema/`, not this file.

The record is YAML, by hand. `sources/` holds one file for each source, with everything that this source reports; the other
files hold what sources share. A record is **a report**: somebody said, in this source, in this sentence, that so many, then.
`verified.yaml` is not written by hand but by a command, and so are the JSON Schemas in `schema/`.

The rules:

- Every value is read as it is typed. Dates are EDTF: `2018`, `2018-04`, `2018-12-17`, `2022-05~` (about), `2020-10/..`
  (since), `2017/2018`, `[2019-06,2020-06]` (one of these). A month stays a month.
- "About", "more than" and "nearly" stay what they are; a number in words only has no value.
- Who said it is not who printed it, and not who counted it: all are recorded.
- How reports stand to each other has rules too: see the rules of relations, below.
- What the source does not print in full says `inferred:` and why. Words with two readings list both under `readings:`.
- A source without a date has bounds: not before the latest that it tells, not after what refers to it. Write
  `"[2018-12-20..2019-01-31]"`, `inferred:` with the reason; where nothing tells by when it had appeared, `2018-12-20/..`.
- Quotations are exact, short and located; ids are small letters, digits and hyphens.
- A note, a reason or another text of yours refers to a source by its id; readers get its title and publisher there. A source
  whose title was not seen has no `title:`; on screen it is an untitled report.
- No key but these; no key twice or without a value; no tabs, anchors or tags.

The commands (each says more with `--help`):

- `python -m loaders` names every mistake with file, line and column, or counts what there is.
- `python -m loaders new-record DIR` begins a whole record in a new folder: every file, with every key explained.
- `python -m loaders new-source ID` begins `sources/ID.yaml` from a template that explains every key.
- `python -m loaders verify --archive DIR` holds every quotation against the archived text of its source, `DIR/<source-id>.txt`,
  and writes `verified.yaml`. The texts themselves are no part of the record.
- `python -m loaders export DIR` writes the whole record into a folder, for programs and archives: a Data Package, and one SQLite
  file.
- `python -m loaders schema` writes `schema/`; the first line of each file names its schema, for editors.
- `python -m loaders dictionary` prints this file.
"""
RELATIONS = """## The rules of relations

A relation says how one report stands to another, in the curator's reading and with its reason. The rules ask what the two
reports say, of which time, and what their sources tell of them; they never ask whose side speaks. A pair that fits a rule gets
the relation, whichever side it serves, and no other pair does. A relation is written once, of two reports in the one that bears
on the other, and shown at both ends; a contradiction reads the same from both.

- *contradicts*: two statements give one question answers that cannot both be true of one time; each says what the other denies.
  One time: one source tells both, or both are dated to a month; and no more than a month lies between them. Words without a
  number or a time contradict no number, a judgement contradicts no ground, a refusal contradicts no request.
- *qualifies*: both can be true, and one bears on the other: it narrows it, dates it, gives its words a number, or sets it in a
  light. So stands each count of a source to each claim of another side in that source that is about what it counts, if it falls
  in the claim's time; so stand the answers of two governments to one question at one time, where they do not contradict each
  other; and two numbers on one subject that count other people, are of another time, or are not equally exact.
- *supports*: the source itself says that one speaker agrees with another, or confirms what he said. One more voice of the same
  opinion, or a number that fits, does not support: answers and numbers stand side by side, and having more of them decides
  nothing.
- *repeats*: one saying, or one count, told again: the same speaker with the same answer; the same counter with the same number,
  exact in the same way, of the same people.
- *responds to*: the source says that the one is an answer: to the other, to a question about it, or to the act that it speaks
  of. That it came later, or speaks of the same thing, is not enough.
- *replaces*: who said it, counted it, relayed it or printed it corrects it; the new one stands in place of the other.
- *retracts*: the same take it back, and nothing comes in its place. Who else disputes it contradicts it.

Nothing is written between two reports on one flight, or of one event, but *repeats*, *replaces* and *retracts*: their numbers,
by kind, and their dates are set against each other by the program, for every pair alike. What an arithmetic of several numbers
shows is a check.

A number that a spokesperson gives is taken as the count of the body for which he speaks only where that body counts; it is then
`counted_by:` that body, and `counted_by_inferred:` says so.
"""
CODES = """## What the check says

Each mistake and each note has a code, which stays; its words may get better. A line reads `file:line:column: where: words`,
of a note `file:line:column: where: note: words`. Programs find the code at `Problem.code` of `loaders.RecordError`.

| code | meaning |
| --- | --- |"""
FILES = (
    *(schema.SourceFile, schema.About, schema.ActorsFile, schema.QuestionsFile, schema.FlightsFile, schema.ChecksFile),
    schema.VerifiedFile,
)


def markdown() -> str:
    """The whole dictionary as Markdown."""
    parts = [OPENING]
    told: set[type[schema.Record]] = set()
    for model in FILES:
        parts.append(_section(model, 2))
        new = [inner for inner in _inner(model) if inner not in told]
        told.update(new)
        parts += [_section(inner, 3) for inner in new]
    parts.append(f"### The notation of a rule\n{notation.NOTATION}")
    parts.append(RELATIONS)
    parts += [CODES, *(f"| `{code}` | {code.meaning} |" for code in Code), ""]
    return "\n".join(parts)


def _section(model: type[schema.Record], level: int) -> str:
    opening = (model.__doc__ or "").strip().split("\n")[0]
    rows = [
        f"| `{name}` | {'yes' if field.is_required() else ''} | {_form(field)} | {_meaning(field)} |"
        for name, field in model.model_fields.items()
    ]
    title = opening.split(":")[0] if level == 2 else model.__name__
    return "\n".join(
        [f"{'#' * level} {title}", "", opening, "", "| key | needed | form | meaning |", "| --- | --- | --- | --- |", *rows, ""]
    )


def _meaning(field: FieldInfo) -> str:
    """What a key means, and what each of its choices does where they say so."""
    meant = "; ".join(f"*{choice}*: {choice.meaning}" for choice in choices(field))
    return f"{field.description} {meant}." if meant else str(field.description)


def _inner(model: type[schema.Record]) -> list[type[schema.Record]]:
    """The types of the records inside a record, each before what is inside it, in order."""
    found: list[type[schema.Record]] = []
    for field in model.model_fields.values():
        if (inside := inner_model(field.annotation)) and issubclass(inside, schema.Record):
            found += [inside, *_inner(inside)]
    return list(dict.fromkeys(found))


def _form(field: FieldInfo) -> str:
    """What a value looks like, in a few words."""
    annotation = field.annotation
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    listed = get_origin(annotation) is list
    inside = get_args(annotation)[0] if listed else annotation
    if model := inner_model(inside):
        name = f"[{model.__name__}](#{model.__name__.lower()})"
    elif get_origin(inside) is Literal:
        name = ", ".join(f"*{choice}*" for choice in get_args(inside))
    elif isinstance(inside, type) and issubclass(inside, StrEnum):
        name = ", ".join(f"*{choice.value}*" for choice in inside)
    else:
        name = _plain_form(inside, field)
    return f"list of {name}" if listed else name


def _plain_form(annotation: Any, field: FieldInfo) -> str:
    names = {
        bool: "true or false",
        int: "whole number",
        float: "number",
        dates.When: "EDTF",
        dt.date: "day",
        HttpUrl: "web address",
    }
    base = get_args(annotation)[0] if get_args(annotation) else annotation
    if base in names:
        return names[base]
    metadata = [*field.metadata, *(get_args(annotation)[1:] if get_args(annotation) else ())]
    return "id" if any(getattr(constraint, "pattern", None) for constraint in metadata) else "text"
