"""verified.yaml, the outcome of a verification: digests and places, never a word of a source. Written by the command alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from loaders import written
from loaders.curate.verification import Archive, Finding, Status
from loaders.record import schema

FILE = "verified.yaml"
OPENING = """# yaml-language-server: $schema=schema/verified.schema.json
# Which quotations were found, word for word, in the archived text of their source, and when.
# Written by `python -m loaders verify`, not by hand. A quotation that is changed counts as unverified until the next time.
"""


def updated(
    stored: schema.VerifiedFile,
    source_ids: Iterable[str],
    archives: dict[str, Archive],
    findings: Iterable[Finding],
    today: dt.date,
) -> schema.VerifiedFile:
    """The outcome to store: new for the sources with an archive, as before for the others of the record."""
    before = {source.id: source for source in stored.sources}
    passages: dict[str, list[schema.VerifiedPassage]] = {}
    for finding in findings:
        if finding.status is Status.VERIFIED:
            found = passages.setdefault(finding.source_id, [])
            passage = schema.VerifiedPassage.model_construct(
                report=finding.report_id,
                paragraph=finding.passage.paragraph,
                sha256=finding.passage.fingerprint(finding.source_id),
            )
            if passage not in found:  # a report can quote one sentence for two things that it tells
                found.append(passage)
    sources = []
    for source_id in source_ids:
        if archive := archives.get(source_id):
            if verified := passages.get(source_id):
                sources.append(
                    schema.VerifiedSource.model_construct(id=source_id, checked=today, archive=archive.sha256, passages=verified)
                )
        elif source_id in before:
            sources.append(before[source_id])
    return schema.VerifiedFile.model_construct(sources=sources)


def as_yaml(outcome: schema.VerifiedFile) -> str:
    """The file's text. Its values are ids, numbers, days and digests, so that none needs a quotation mark."""
    lines = ["sources:" if outcome.sources else "sources: []"]
    for source in outcome.sources:
        lines += [
            f"  - id: {source.id}",
            f"    checked: {source.checked.isoformat()}",
            f"    archive: {source.archive}",
            "    passages:",
        ]
        for passage in source.passages:
            lines += [
                f"      - report: {passage.report}",
                f"        paragraph: {passage.paragraph}",
                f"        sha256: {passage.sha256}",
            ]
    return OPENING + "\n".join(lines) + "\n"


def write(folder: Path, outcome: schema.VerifiedFile) -> None:
    """Put the file into the record's folder. Raises WriteError."""
    written.files({folder / FILE: as_yaml(outcome)})
