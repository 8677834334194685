"""How to cite: as plain text, BibTeX and RIS. The original sources come first, this record second.

A date is cited as precisely as the source prints it; what is not known is left out, never filled.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.export.version import Version
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.record.dates import When
from loaders.wording import dates, names
from loaders.wording.language import say

TEX = {
    **{character: f"\\{character}" for character in "{}%&#_$"},
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
}
KINDS = {
    **dict.fromkeys(("newspaper article", "news agency report"), "NEWS"),
    **dict.fromkeys(("government data", "data"), "DATA"),
    **dict.fromkeys(("government release", "report", "organisation release"), "RPRT"),
    **{"broadcaster report": "ELEC", "web page": "ELEC", "blog post": "BLOG"},
}
"""The type of reference in RIS of each kind of source."""
ENTRIES = {"NEWS": ("article", "journal"), "RPRT": ("techreport", "institution"), "DATA": ("dataset", "publisher")}
"""The type of entry in BibTeX or biblatex for what has a date, and the field that it wants the publisher in."""


@dataclass(frozen=True)
class Reference:
    """One thing to cite. `text` is its line in plain text; the rest is for BibTeX and RIS and may be empty."""

    key: str
    text: str
    title: str
    kind: str = "GEN"
    author: str = ""
    published: When | None = None
    url: str = ""
    version: str = ""
    note: str = ""
    accessed: dt.date | None = None
    archived: str = ""


@lru_cache(maxsize=256)
def of_source(dataset: Dataset, source_id: str, place: str = "") -> Reference:
    """A source of the record; `place` is where in it: "paragraph 3". Raises StopIteration for one that is not there."""
    source = next(file.source for file in dataset.source_files if file.source.id == source_id)
    line = names.source_line(dataset, source)
    where, address = f", {place}" if place else "", f" {source.url}" if source.url else ""
    return Reference(
        source.id,
        f"{line}{where}.{address}{names.read_on(source)}",
        source.title or line,
        KINDS.get(source.kind, "GEN"),
        dataset.actors[source.publisher].name,
        source.published.edtf if source.published else None,
        str(source.url) if source.url else "",
        note="; ".join(filter(None, [place, _inferred(source)])),
        accessed=source.accessed,
        archived=str(source.archived) if source.archived else "",
    )


def _inferred(source: schema.Source) -> str:
    """That the record inferred when a source appeared, and what it takes that to be; nothing where the source tells."""
    if source.published is None or not source.published.inferred:
        return ""
    return say("date inferred by the record: {date}", date=dates.appeared(source.published.edtf))


def of_record(dataset: Dataset, version: Version, part: str = "", address: str = "") -> Reference:
    """This record, or a part of it: a chart, a table, one report with its filters in words."""
    about = dataset.about
    told = [about.citation, *([part if part.endswith((".", "!", "?")) else f"{part}."] if part else [])]
    text = " ".join([*told, say("Version {version}.", version=version.semantic), *([address] if address else [])])
    key = "-".join(re.findall(r"[a-z0-9]+", about.site.casefold())) or "record"
    return Reference(
        key, text, about.citation.rstrip("."), "DATA", about.creator or "", url=address, version=version.semantic, note=part
    )


def of_report(dataset: Dataset, report_id: str, version: Version, address: str = "") -> list[Reference]:
    """One report: its source at its paragraph, then this record."""
    source, report = dataset.by_id[report_id]
    place = report.evidence[0].paragraph if report.evidence else None
    where = "" if place is None else say("paragraph {number}", number=place) if place else say("headline")
    return [of_source(dataset, source.id, where), of_record(dataset, version, say("Record {id}", id=report_id), address)]


def text(references: Iterable[Reference]) -> str:
    """Plain text, a line for each."""
    return "\n".join(reference.text for reference in references)


def bibtex(references: Sequence[Reference]) -> str:
    """BibTeX, an entry for each; braces keep the capitals of titles and the names of publishers whole."""
    entries = []
    for reference in references:
        fields = {
            "author": f"{{{_tex(reference.author)}}}" if reference.author else "",
            "title": f"{{{_tex(reference.title)}}}",
            "year": str(reference.published.year or "") if reference.published else "",
            "date": _iso(reference.published),
            "version": reference.version,
            "url": _bare(reference.url),
            "urldate": reference.accessed.isoformat() if reference.accessed else "",
            "archiveurl": _bare(reference.archived),
            "note": _tex(reference.note),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        kind, where = _entry(reference)
        if where:
            lines.append(f"  {where} = {{{_tex(reference.author)}}}")
        entries.append("\n".join([f"@{kind}{{{reference.key},", ",\n".join(lines), "}"]))
    return "\n\n".join(entries) + "\n"


def _entry(reference: Reference) -> tuple[str, str]:
    """The type of an entry that has all the fields which that type needs, and which of them names the publisher; "" for none."""
    dated = reference.published is not None and reference.published.year is not None
    if dated and reference.author and reference.kind in ENTRIES:
        return ENTRIES[reference.kind]
    return ("online" if reference.url and reference.accessed else "misc"), ""


def ris(references: Iterable[Reference]) -> str:
    """RIS, an entry for each, with the line ends that the format wants."""
    lines: list[str] = []
    for reference in references:
        date = _iso(reference.published)
        fields = [
            ("TY", reference.kind),
            ("ID", reference.key),
            ("AU", f"{reference.author}," if reference.author else ""),
            ("TI", reference.title),
            ("T2" if reference.kind == "NEWS" else "PB", reference.author),
            ("PY", date[:4]),
            ("DA", "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""),
            ("ET", reference.version),
            ("Y2", f"{reference.accessed:%Y/%m/%d}/" if reference.accessed else ""),
            ("UR", reference.url),
            ("L2", reference.archived),
            ("N1", reference.note),
            ("ER", ""),
        ]
        lines += [f"{tag}  - {_one_line(value)}" for tag, value in fields if value or tag == "ER"]
        lines.append("")
    return "\r\n".join(lines)


def _iso(when: When | None) -> str:
    """A plain date of EDTF, "2018-12-17", "2018-12" or "2018"; a vague or open one has only its year, if it lies in one."""
    if when is None:
        return ""
    plain = re.fullmatch(r"\d{4}(-\d{2}){0,2}", when.edtf)
    return when.edtf if plain else str(when.year or "")


def _bare(url: str) -> str:
    """An address without what TeX would read as its own."""
    return re.sub(r"[{}\\\s]", "", url)


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
