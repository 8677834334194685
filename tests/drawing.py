"""Everything that the pages draw, say and hand out, from a view: tables, headlines, figures, evidence, files. No Streamlit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterator

from loaders.analysis.view import View
from loaders.export import forms
from loaders.record.schema import REPORTS
from loaders.search import results
from loaders.tables import worked
from loaders.tables.tables import TABLES, table
from loaders.wording import checks, filters, headlines
from loaders.wording.pages import sources, statements, totals
from pages import contents
from pages.charts.canvas import Chart
from pages.evidence.find import find
from pages.panels import page as writer
from pages.panels.html import Links
from pages.panels.panel import Asked, Page

Drawing = Callable[[View], Iterator[Chart | str]]


def _said(view: View) -> Iterator[str]:
    """Every headline, and what is said of checks and of the numbers that are worked out."""
    yield filters.in_words(view)
    yield from (headlines.flights(view.counted), headlines.totals(view))
    yield from (headlines.account(view, account) for account in view.accounts)
    yield from (headlines.groups_alone(view), headlines.by_year(view.calendar))
    yield from (headlines.steps(view.steps), totals.checks_heading(view.checks), statements.heading(view, view.questions))
    if view.checks:
        yield totals.check_counts(view.checks)
    yield from (statements.counted(view, view.statements), sources.disagreements(view.disagreements))
    for one in view.checks:
        yield from (checks.arithmetic(one), *checks.doubts(one.outcome), *checks.unlike(one))
    for name, found in view.derived.items():
        line = worked.derived(view, name, found)
        assert all(view.find(record) for record in line.records), name
        yield from (line.label, line.in_words, line.arithmetic, *line.meaning)


def _tables(view: View) -> Iterator[str]:
    for name, known in TABLES.items():
        rows = table(view, name)
        assert list(rows.columns) == list(known.columns), name
        assert "earliest" not in rows or not (rows["earliest"] > rows["latest"]).any(), "a date ends before it begins"
        yield f"{len(rows)} rows"


def _page(page: Page) -> Drawing:
    """What stands on a page, as on screen, with the highest number where reports differ."""

    def draw(view: View) -> Iterator[Chart | str]:
        asked = Asked(view, number="high")
        yield writer.head(page.panels[0], asked, "h1")
        yield page.title + writer.missing(page.panels, asked)
        for panel in page.standing(asked):
            yield writer.head(panel, asked) + writer.body(panel, asked) + writer.under(panel, asked) + writer.foot(panel, asked)
            if figure := panel.figure(asked):
                yield figure

    return draw


def _evidence(view: View) -> Iterator[str]:
    """What the evidence panel says of every report."""
    for report_id in view.dataset.by_id:
        found = find(view, report_id, Links(view.address))
        yield f"{found.title} {found.body} {found.take}"
    yield str(len(results.find(view.dataset, "a")))


def _handed_out(name: str) -> Drawing:
    """A table in two forms, read back."""

    def draw(view: View) -> Iterator[str]:
        rows = table(view, name)
        written = list(csv.reader(io.StringIO(forms.to_csv(rows).decode("utf-8-sig"), newline="")))
        assert len(written) == 1 + len(rows), name
        text = [index for index, column in enumerate(rows) if rows[column].dtype == "string"]
        for row in written[1:]:
            assert not any(row[index].lstrip().startswith(("=", "+", "-", "@")) for index in text), row
        read = json.loads(forms.to_json(rows, {"table": name}))
        assert len(read["rows"]) == len(rows), name
        yield f"{len(rows)} rows"

    return draw


ALWAYS: dict[str, Drawing] = {"said": _said, "tables": _tables}
"""What is quick to make, and holds every rule of the data wing."""
_COUNTS, _ALL = frozenset({"flights", "figures"}), frozenset(REPORTS)
_READS = {
    **dict.fromkeys(("flights", "flight_reports", "announced"), frozenset({"flights"})),
    **dict.fromkeys(("totals", "ledger", "by_year", "series", "readings", "checks"), _COUNTS),
    **dict.fromkeys(("figures", "stocks", "periods"), frozenset({"figures"})),
    **{"statements": frozenset({"statements"}), **dict.fromkeys(("milestones", "events"), frozenset({"milestones"}))},
}
DRAWINGS: dict[str, tuple[frozenset[str], Drawing]] = {
    **{f"page {page.title}": (_ALL, _page(page)) for page in contents.PAGES},
    "evidence": (_ALL, _evidence),
    **{name: (_READS.get(name, _ALL), _handed_out(name)) for name in TABLES},
}
"""What takes its time: the kinds of report that it reads, and how it is made."""


def draw(view: View, names: Collection[str] = tuple(DRAWINGS)) -> None:
    """Make what is quick, and what is named, by default everything; and look at what comes."""
    wanted = {**ALWAYS, **{name: DRAWINGS[name][1] for name in names}}
    for name, make in wanted.items():
        for made in make(view):
            if isinstance(made, str):
                assert made, name
                assert not {"nan", "<NA>", "None", "NaT"} & set(made.replace(",", " ").split()), (name, made)
            else:
                assert made.json()
                made.figure()  # plotly knows each part of it
