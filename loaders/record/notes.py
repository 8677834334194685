"""What is no mistake but worth telling once: text that is not understood, forms of before, and actors that nobody uses.

Caveat: a note stops nothing. Whoever wrote a record by the dictionary of their day finds it loaded, and the new form named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from loaders.record import references, schema
from loaders.record.problems import Code, Note
from loaders.record.yaml_reader import Document, Place


@dataclass(frozen=True)
class OldForm:
    """A form that records had before, and what to write today.

    `renew` takes a document as read and gives it in today's form, with the places where it was old; the document that it
    was given stays as it is.
    """

    message: str
    renew: Callable[[Document], tuple[Document, list[Place]]]


def _planned(document: Document) -> tuple[Document, list[Place]]:
    """`kind: planned`, of people counted before they go, is `announced` today."""
    places = [
        (*place, "kind")
        for place in document.marks
        if place[:1] == ("flights",) and place[-1] == "count" and document.at((*place, "kind")) == "planned"
    ]
    if not places:
        return document, []
    value = deepcopy(document.value)
    today = replace(document, value=value)
    for place in places:
        count = today.at(place[:-1])
        if isinstance(count, dict):
            count["kind"] = schema.ANNOUNCED
    return today, places


OLD_FORMS: tuple[OldForm, ...] = (
    OldForm(f"'planned' is called '{schema.ANNOUNCED}' today. It may stay; write kind: {schema.ANNOUNCED}", _planned),
)
"""Each is applied to every document before the types see it, in this order."""


def renewed(documents: Mapping[str, Document]) -> tuple[dict[str, Document], list[Note]]:
    """The documents of a record in today's forms, and a note for each old form that one of them has."""
    today = dict(documents)
    notes: dict[OldForm, Note] = {}
    for form in OLD_FORMS:
        for file, document in today.items():
            today[file], places = form.renew(document)
            if places:
                notes.setdefault(form, document.note(places[0], Code.NOTE_OLD_FORM, form.message))
    return today, list(notes.values())


def not_understood(files: Mapping[str, schema.SourceFile], documents: Mapping[str, Document]) -> Iterator[Note]:
    """A note for each text of `basis` that is not understood, at its first place; by the names of the source files."""
    told: set[str] = set()
    for name, file in files.items():
        for index, figure in enumerate(file.figures):
            text = figure.over.text
            if text and text not in told:
                told.add(text)
                message = (
                    f"'{text}' is not understood, so that the number is set against no other. It may stay; "
                    "write beside it start: 2002, or year: fiscal and year_of:"
                )
                yield documents[name].note(("figures", index, "basis"), Code.NOTE_BASIS, message)


def unused(documents: Mapping[str, Document]) -> Iterator[Note]:
    """A note for each actor that no source and no report names."""
    for actor in references.unused_actors(documents):
        message = f"is named by no source and no report. Remove it, or name it, for example said_by: {actor.text('id')}"
        yield actor.document.note((*actor.place, "id"), Code.NOTE_UNUSED, message)
