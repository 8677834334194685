"""Every number that is worked out here, by its id: what it is called, its arithmetic, what it can mean, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.analysis import reconciliation, series
from loaders.analysis.groups import itemised
from loaders.analysis.years import Years
from loaders.tables.frames import Frames, Row, rows_as_maps
from loaders.wording import numbers


def derived(frames: Frames, years: Years, line_id: str) -> Row | None:
    """A derived line of the ledger, of the years, of the running sum, or between two totals; None if there is none.

    It has: id, label, in_words, arithmetic, meaning (may be missing), records.
    """
    return next((line for line in _lines(frames, years) if line["id"] == line_id and line["derived"]), None)


def _lines(frames: Frames, years: Years) -> Iterator[Row]:
    yield reconciliation.sum_line(reconciliation.INSIDE, itemised(frames, years), reconciliation.GROUPS)
    yield from rows_as_maps(reconciliation.ledger(frames, years))
    for year in rows_as_maps(reconciliation.by_year(frames, years)):
        label = f"People in groups on record in {year['year']}" if year["year"] else "People in groups whose year is not certain"
        yield {**year, "label": label, "in_words": numbers.span(year["people_low"], year["people_high"], year["open_end"])}
    for total in rows_as_maps(reconciliation.totals(frames, years)):
        label = f"People in groups on record, up to and with: {total['label']}"
        yield {
            **total,
            "label": label,
            "in_words": numbers.span(total["total_low"], total["total_high"], bool(total["open_end"])),
        }
    yield from rows_as_maps(series.readings(frames, years))
