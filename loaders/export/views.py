"""A view -> what leaves it: rows with all that explains them. Pages and data routes pack the same way, with the same bytes.

The version is that of the whole record as it was loaded, whatever has happened to the files since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from loaders import folder
from loaders.analysis.checks import Worked
from loaders.analysis.events import Event
from loaders.analysis.view import View
from loaders.export import citation, extract, forms
from loaders.export.citation import Reference
from loaders.export.extract import Extract, Scope
from loaders.export.version import Version, version
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.tables import reports, worked
from loaders.tables.frames import Row, frame
from loaders.tables.narrowing import ALL, Narrowing
from loaders.tables.tables import TABLES
from loaders.wording import checks, names
from loaders.wording import filters as filter_words
from loaders.wording.language import say, to_say

DATA = "/data/"
ONE = "record"
"""The name of one record's row in addresses, and the parameter with its id."""
SAVED = "download"
"""The parameter that has a browser save what it would show: `?download=yes`."""
COLUMNS_OF: dict[type[schema.Report], tuple[str, ...]] = {
    schema.FlightReport: reports.FLIGHT_REPORTS,
    schema.Statistic: reports.FIGURES,
    schema.Statement: reports.STATEMENTS,
    schema.Milestone: reports.MILESTONES,
}


class NoRecordError(ValueError):
    """There is no record of this id in what is shown."""


class Cited(NamedTuple):
    """A form in which citations leave: what it is called, its media type, and what writes it."""

    title: str
    media: str
    write: Callable[[list[Reference]], str]


CITED = {
    "txt": Cited(to_say("Plain text"), "text/plain; charset=utf-8", citation.text),
    "bib": Cited("BibTeX", "application/x-bibtex", citation.bibtex),
    "ris": Cited("RIS", "application/x-research-info-systems", citation.ris),
}
"""By the ending of the file's name."""


def of_table(view: View, name: str, root: str, narrowing: Narrowing = ALL) -> Extract:
    """Rows of a table of loaders.tables. root: where readers find the site; "" if that is not known."""
    scope = _scope(view, narrowing)
    return extract.of_table(
        name,
        narrowing.rows(view, name),
        view.whole,
        shown_sources(view),
        scope,
        version_of(view.whole),
        root and f"{root}{DATA}{name}.csv{scope.query}",
    )


def references_of_table(view: View, name: str, root: str, narrowing: Narrowing = ALL) -> list[Reference]:
    """What to cite for the same rows, without making a frame of them."""
    scope, sources = _scope(view, narrowing), sources_of(view, narrowing.rows(view, name))
    address = root and f"{root}{DATA}{name}.csv{scope.query}"
    return extract.references(view.whole, sources, version_of(view.whole), extract.part(TABLES[name].heading, scope), address)


def _scope(view: View, narrowing: Narrowing) -> Scope:
    in_words = " ".join(filter(None, [filter_words.in_words(view), narrowing.in_words(view.whole)]))
    return Scope(in_words, f"{view.query}{narrowing.query}", "-".join([view.stem, *narrowing.asked.values()]))


def shown_sources(view: View) -> tuple[str, ...]:
    """Ids of the sources that rows can be from, whatever the years."""
    return tuple(file.source.id for file in view.dataset.source_files)


def of_record(view: View, name: str, root: str) -> Extract:
    """The row of one record, of a check, or of a derived number, by its id; of a group, those of its reports.

    Raises NoRecordError for an id of which there is none in what is shown.
    """
    columns, rows, _ = _found(view, name)
    kind = next((known for known in TABLES.values() if known.columns == columns), None)
    return Extract(
        name,
        name,
        kind.meaning if kind else say("The row is a number worked out from records, with its arithmetic."),
        kind.to_know if kind else (),
        frame(columns, rows),
        view.whole,
        sources_of(view, rows),
        Scope(filter_words.in_words(view), view.query, view.stem),
        version_of(view.whole),
        root and f"{root}/{query_of(view, name)}",
    )


def query_of(view: View, name: str) -> str:
    """The address of one record alone: it keeps sources and day, and to a derived number also the years."""
    derived = not isinstance(view.find(name), RECORDS)
    kept = [(parameter, value) for parameter, value in view.address if parameter != "years" or derived]
    return f"?{urlencode([('record', name), *kept], safe=':')}"


RECORDS = (tuple, schema.Flight, schema.SourceFile, Worked, Event)
"""What an id can name that is on record, and not worked out here."""


def cited(view: View, name: str) -> str:
    """How to cite one record by its id, as the evidence tells it: its source first, if it has one."""
    whole = view.whole
    return names.citation(whole, name) if name in whole.by_id else f"{whole.about.citation} {_found(view, name)[2]}"


def cited_source(view: View, name: str) -> str:
    """How to cite a source by its id: itself first, then this record."""
    return f"{citation.of_source(view.whole, name).text} In: {view.whole.about.citation}"


def _found(view: View, name: str) -> tuple[tuple[str, ...], list[Row], str]:
    """The columns and rows of one id, and what a citation calls them."""
    match view.find(name):
        case (_, schema.Report() as report):
            return COLUMNS_OF[type(report)], [reports.one_report(view, name)], f"Record {name}"
        case schema.Flight() as flight:
            found = view.flight(name)
            told = [reports.one_report(view, report.id) for report in found.all_reports] if found else []
            return reports.FLIGHT_REPORTS, told, f"{flight.name}."
        case Worked() as check:
            verdict, arithmetic = checks.verdict(check.outcome.status), checks.arithmetic(check)
            told_of = f"Check {name}, {verdict}: {check.check.title}. {arithmetic}."
            return reports.CHECKS, [reports.check_row(view.dataset, check)], told_of
        case Event() as event:
            return reports.MILESTONES, [reports.one_report(view, one.id) for one in event.reports], f"{event.title}."
        case None | schema.SourceFile():
            raise NoRecordError(f"There is no record {name[:80]!r} in what is shown. Ids stand in the column 'id' of the tables")
        case derived:
            line = worked.derived(view, name, derived)
            told_of = f"Derived: {line.label}, {line.arithmetic}. {filter_words.in_words(view)}"
            return worked.DERIVED_LINE, [line.row], told_of


def sources_of(view: View, rows: Sequence[Row]) -> tuple[str, ...]:
    """Ids of the sources that rows rest on, of all that are shown, whatever the years."""
    return extract.sources_of(rows, view.whole, shown_sources(view))


def references(view: View, name: str, root: str) -> list[Reference]:
    """The same citation as references: the source at its paragraph, then this record; what is derived, as it is worded."""
    whole, address = view.whole, root and f"{root}/{query_of(view, name)}"
    if name in view.dataset.by_id:
        return citation.of_report(whole, name, version_of(whole), address)
    return [citation.of_record(whole, version_of(whole), _found(view, name)[2], address)]


def reference(record: Dataset, root: str) -> Reference:
    """How to cite the whole record."""
    return citation.of_record(record, version_of(record), address=root and f"{root}/")


@lru_cache(maxsize=4)
def version_of(record: Dataset) -> Version:
    """The version of a whole record."""
    return version(record, folder())


def whole(record: Dataset) -> dict[str, bytes]:
    """The whole record as a Data Package: its files by name."""
    return forms.whole(record, version_of(record))


def database(record: Dataset) -> bytes:
    """The whole record as one SQLite file."""
    return forms.database(record, version_of(record))
