"""Colours and marks, the same on every page.

Each colour reaches 3:1 against the light and the dark ground of `.streamlit/config.toml`; the first three are told
apart by readers with colour-blindness (after Okabe and Ito), and every side has a mark of its own besides.
"""

from __future__ import annotations

ACCENT = "#B5452F"  # people on listed flights
NEUTRAL = "#84796B"  # everything that is neither a flight nor a side
FAINT = "rgba(132, 121, 107, 0.28)"  # grid lines and spans of uncertain dates
SIDES = ("#0072B2", "#B86E00", "#008F69", "#AA4499", "#666699", "#8C6D1F")
GROUNDS = {"light": {"paper": "#FBF8F2", "ink": "#211D18"}, "dark": {"paper": "#171512", "ink": "#EDE6DA"}}
"""What stands behind and what is written, as in `.streamlit/config.toml`."""
MARKS = ("circle", "square", "diamond", "triangle-up", "pentagon", "hexagon")


def css() -> str:
    """The same as custom properties: what the style of the site names its colours by."""

    def block(colours: dict[str, str]) -> str:
        return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}"

    sides = {f"side{number}": colour for number, colour in enumerate(SIDES)}
    dark = f"@media (prefers-color-scheme: dark) {{ {block(GROUNDS['dark'])} }}"
    return f"{block({**GROUNDS['light'], 'accent': ACCENT, **sides})}\n{dark}\n"


def side_styles(side_ids: list[str]) -> dict[str, tuple[str, str]]:
    """Side id -> (colour, mark), by the order of the record."""
    return dict(zip(side_ids, zip(SIDES, MARKS, strict=True), strict=False))
