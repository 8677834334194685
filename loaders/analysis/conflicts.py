"""Where the record disagrees with itself: counts and dates of one flight, records that contradict, sums that do not hold.

Only what the record says is listed: typed relations, reports on one flight, checks. Nothing is guessed from likeness.
"""

from __future__ import annotations

import pandas as pd

from loaders.analysis import arithmetic
from loaders.analysis.groups import groups
from loaders.analysis.years import EVER, Years
from loaders.tables.frames import Frames, Row, frame, rows_as_maps

CONFLICTS = ("id", "about", "label", "differ", "reason", "records", "earliest", "latest", "source_id", "source")
FLIGHT, CLAIMS, CHECK = "reports on one group", "records that contradict each other", "arithmetic that does not hold"


def conflicts(frames: Frames, years: Years) -> pd.DataFrame:
    """Every disagreement that touches the years, in order of kind and date. Columns: CONFLICTS."""
    rows: list[Row] = []
    for group in rows_as_maps(groups(frames, EVER)):
        if group["differ"]:
            rows.append({**group, "id": group["flight"], "about": FLIGHT, "label": group["flight_name"]})
    gone = _gone(frames)
    ties = frames.relations[~(frames.relations["one"].isin(gone) | frames.relations["other"].isin(gone))]
    for tie in rows_as_maps(ties[ties["stands"] == "contradicts"]):
        label = f"{tie['one_in_words']} | {tie['other_in_words']}"
        rows.append({**tie, "about": CLAIMS, "label": label, "records": f"{tie['one']}\n{tie['other']}"})
    for check in rows_as_maps(frames.checks[frames.checks["status"] == arithmetic.INCONSISTENT]):
        rows.append({**check, "about": CHECK, "label": check["title"], "differ": check["arithmetic"], "reason": check["notes"]})
    return years.rows(frame(CONFLICTS, rows))


def _gone(frames: Frames) -> set[str]:
    """Ids of what was replaced or retracted: it contradicts nobody any more."""
    told = (frames.flights, frames.figures, frames.statements, frames.milestones)
    return {name for part in told for name in part.loc[part["superseded"].notna(), "id"]}
