"""Colours and marks, the same on every page.

Each colour reaches 3:1 against the light and the dark ground of `.streamlit/config.toml`; the first three are told
apart by readers with colour-blindness (after Okabe and Ito), and every side has a mark of its own besides.
"""

from __future__ import annotations

ACCENT = "#B5452F"  # people on listed flights
NEUTRAL = "#84796B"  # everything that is neither a flight nor a side
FAINT = "rgba(132, 121, 107, 0.28)"  # grid lines and spans of uncertain dates
SIDES = ("#0072B2", "#B86E00", "#008F69", "#AA4499", "#666699", "#8C6D1F")
MARKS = ("circle", "square", "diamond", "triangle-up", "pentagon", "hexagon")


def side_styles(side_ids: list[str]) -> dict[str, tuple[str, str]]:
    """Side id -> (colour, mark), by the order of the record."""
    return dict(zip(side_ids, zip(SIDES, MARKS, strict=True), strict=False))
