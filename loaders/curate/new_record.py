"""A whole record, begun from templates: every file with every key explained, and an invented example that is valid at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from loaders import written
from loaders.curate import new_source, schemas, template
from loaders.record import schema

SOURCE = "evening-herald-2013-02-03"
FLIGHT, QUESTION, ANSWERS = "2010-03", "cooperation", ("cooperates", "delays")
HERALD, MINISTER, OFFICE = "evening-herald", "minister-of-zenda", "ruritanian-office"
EXAMPLE = "## Everything here is invented, and stands as an example: put your own in its place."
SIDES = (
    {"id": "zenda", "name": "Zendan government", "short": "Zenda"},
    {"id": "ruritania", "name": "Ruritanian government", "short": "Ruritania"},
    {"id": "others", "name": "Press and aid groups", "short": "Others"},
)
ACTORS = (
    {"id": HERALD, "name": "Evening Herald", "kind": "organisation", "side": "others"},
    {"id": MINISTER, "name": "The Zendan minister", "kind": "person", "side": "zenda"},
    {"id": OFFICE, "name": "Ruritanian Removal Office", "kind": "government", "side": "ruritania"},
)
NEXT = """{record} is begun, and is a valid record with invented examples. Next:
1. Put your own in place of the examples: about.yaml, then actors.yaml, questions.yaml and the source.
2. python -m loaders new-source ID {record} begins each further source.
3. python -m loaders {record} names what is missing or wrong, with file, line and column.
4. DEPORTATION_FLOWS_DATA={record} streamlit run dashboard.py shows it; a saved file shows at once."""


def _files() -> dict[str, tuple[type[schema.Record], Mapping[str, Any]]]:
    """The type of each file, and the values in it that must go together; every other key comes from the type."""
    told = new_source.reports(SOURCE, actor=MINISTER, flight=FLIGHT, question=QUESTION, answer=ANSWERS[0])
    [flight], [figure], [statement] = told["flights"], told["figures"], told["statements"]
    contrary = {
        **{"id": f"denial-{SOURCE}", "evidence": [{"paragraph": 7, "quotation": "it delays", "words": "direct quotation"}]},
        **{"question": QUESTION, "answer": ANSWERS[1], "speaker": OFFICE, "role": "office of Ruritania"},
        **{"said": statement["said"], "summary": "Zenda delays."},
    }
    source = {
        "id": SOURCE,
        "title": "Few go to Zenda",
        "publisher": HERALD,
        "published": {"edtf": "2013-02-03", "role": "published"},
        "url": "https://example.org/article",
    }
    flights = [{**flight, "said_by": HERALD}]
    check = {
        **{"id": "group-within-total", "title": "The group is not more than the total", "rule": f"{FLIGHT} <= {figure['id']}"},
        "reason": "The total counts everybody since 2005.",
    }
    return {
        "about.yaml": (schema.About, {"site": "Zenda Flows", "key_figures": [figure["id"]]}),
        "actors.yaml": (schema.ActorsFile, {"sides": [*SIDES], "actors": [*ACTORS]}),
        "questions.yaml": (
            schema.QuestionsFile,
            {"questions": [{"id": QUESTION, "answers": [{"id": ANSWERS[0]}, {"id": ANSWERS[1], "text": "Zenda delays"}]}]},
        ),
        "flights.yaml": (schema.FlightsFile, {"flights": [{"id": FLIGHT, "name": "Group of March 2010"}]}),
        "checks.yaml": (schema.ChecksFile, {"checks": [check]}),
        f"sources/{SOURCE}.yaml": (
            schema.SourceFile,
            {**told, "source": source, "flights": flights, "statements": [statement, contrary]},
        ),
    }


def texts() -> dict[str, str]:
    """The files of a record that is begun, by name."""
    return {
        name: "\n".join([schemas.first_line(name), template.OPENING, EXAMPLE, *template.Template().keys(model, values), ""])
        for name, (model, values) in _files().items()
    }


def begin(record: Path) -> list[Path]:
    """Write a whole record into a new or empty folder; returns the paths. Raises ValueError or WriteError."""
    if record.exists() and not record.is_dir():
        raise ValueError(f"{record} is a file. Name a new folder, for example my-record")
    if record.exists() and (there := sorted(path.name for path in record.iterdir())):
        raise ValueError(f"{record} holds files already ({', '.join(there[:3])}). Name a new or an empty folder")
    try:
        record.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise written.WriteError(record, error.strerror) from error
    made = {record / name: text for name, text in texts().items()}
    written.files(made)
    return [*made, *schemas.write(record)]
