"""The file of a new source, begun from a template: what must be filled in is left empty, and the check names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from loaders import written
from loaders.curate import schemas, template
from loaders.record import schema

PLACEHOLDERS = {"actor": "actor-id", "flight": "flight-id", "question": "question-id", "answer": "answer-id"}
"""What stands in the examples for ids of the record: whoever uses an example puts one of theirs there."""


def reports(source_id: str, actor: str, flight: str, question: str, answer: str) -> dict[str, list[dict[str, Any]]]:
    """An example of each kind of report. What else a report can say comes from its type."""
    count = {"value": 10, "qualifier": "exactly"}
    total = {"value": 100, "qualifier": "exactly", "unit": "people"}
    first = {"paragraph": 1, "quotation": "ten people arrived in March 2010", "words": "paraphrase"}
    fifth = {"paragraph": 5, "quotation": "a hundred so far, and that is enough", "words": "direct quotation"}
    said = {"edtf": "2012-12-31", "role": "stated"}
    return {
        "flights": [
            {
                **{"id": f"flight-{source_id}", "evidence": [first], "flight": flight},
                **{"date": {"edtf": "2010-03", "role": "arrived"}, "count": {**count, "kind": "arrived"}, "said_by": actor},
            }
        ],
        "figures": [
            {
                **{"id": f"figure-{source_id}", "evidence": [fifth], "quantity": total, "start": "2005", "said": said},
                **{"date": {"edtf": "2012", "role": "as of"}, "said_by": actor},
            }
        ],
        "statements": [
            {
                **{"id": f"statement-{source_id}", "evidence": [fifth], "question": question, "answer": answer},
                **{"speaker": actor, "said": said, "relations": [{"type": "supports", "to": f"figure-{source_id}"}]},
            }
        ],
        "milestones": [
            {
                "id": f"milestone-{source_id}",
                "evidence": [{"paragraph": 6, "quotation": "the treaty of 2005", "words": "paraphrase"}],
                "date": {"edtf": "2005", "role": "effective"},
            }
        ],
    }


def text(source_id: str) -> str:
    """The file: what must be filled in is empty, and of what it may report an example of each kind is commented out."""
    fields, begun = schema.SourceFile.model_fields, template.Template()
    source = begun.key("source", fields["source"], {"id": source_id, "title": None}, empty=True)
    opening = [schemas.first_line(f"sources/{source_id}.yaml"), template.OPENING, *source]
    kinds = reports(source_id, **PLACEHOLDERS).items()
    examples = [template.commented(begun.key(kind, fields[kind], listed)) for kind, listed in kinds]
    return "\n\n".join("\n".join(part) for part in (opening, *examples)) + "\n"


NEXT = """{path} is begun. Next:
1. Fill in the empty keys, and add the publisher to actors.yaml if it is not there.
2. Take the examples that you need, and write what the source reports.
3. python -m loaders check {record} names what is still missing or wrong, with file, line and column."""


def begin(record: Path, source_id: str) -> Path:
    """Write sources/<source_id>.yaml into a record's folder; returns its path. Raises ValueError or WriteError."""
    try:
        TypeAdapter(schema.Id).validate_python(source_id)
    except ValidationError:
        raise ValueError(
            f"'{source_id[:90]}' cannot be the id of a source. It must be small letters, digits and hyphens, 80 at most, "
            "for example evening-herald-2013-02-03"
        ) from None
    if not record.is_dir():
        raise ValueError(f"{record} is not a folder. Name the folder of a record, for example data")
    path = record / "sources" / f"{source_id}.yaml"
    if path.exists() or path.is_symlink():
        raise ValueError(
            f"'{source_id}' is taken: {path} is there already. Add to that file, or choose another id, for example {source_id}-2"
        )
    written.files({path: text(source_id)})
    return path
