"""Where the labels of a chart have room: on no other label and on no mark, on a phone and on a wide screen each for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.charts.canvas import NARROWEST, NOTHING, PHONE, scatter

LETTERS = 14  # pixels: the type of labels
APART = 5  # pixels between two labels of one height: closer, 8 and 8 would be read as 88
EDGE = 12  # pixels by which a label may reach beyond the axis


@dataclass(frozen=True)
class Screen:
    """Screens of one kind: what `draw.js` calls them, and the widths in pixels that a chart has on them."""

    name: str
    widths: tuple[int, ...]


NARROW, WIDE = Screen("narrow", (NARROWEST, PHONE)), Screen("wide", (600, 900))
_screens = ContextVar[tuple[Screen, ...]]("screens", default=(NARROW, WIDE))

Spot = tuple[float, float]
"""A place in a chart: the share of its width from the left, and pixels up from its axis."""
Box = tuple[float, float, float, float]
"""Left, right, lower and upper end, in pixels."""


@dataclass(frozen=True)
class Label:
    """Lines of text at a spot, and where they may stand to it, in the words of plotly.js, the best first."""

    lines: tuple[str, ...]
    spot: Spot
    positions: tuple[str, ...] = ("top center", "middle right", "middle left")


@dataclass(frozen=True)
class Named:
    """A label in its place: its lines, its day and its number on the axes, how it stands to them, its record and its colour."""

    lines: tuple[str, ...]
    day: pd.Timestamp
    number: float
    position: str
    record: str
    colour: str | None = None


@contextmanager
def only_on(width: float) -> Iterator[None]:
    """For a while, charts are made for one width alone: every label that has room there has a place."""
    before = _screens.set((Screen("", (int(width),)),))
    try:
        yield
    finally:
        _screens.reset(before)


def screens() -> tuple[Screen, ...]:
    """The kinds of screens for which charts are made: each has labels of its own."""
    return _screens.get()


def traces(found: dict[Screen, list[Named]]) -> list[dict[str, Any]]:
    """The labels as traces: one for each kind of screen, on which it alone is seen, or one for all if they are the same."""
    every = list(found.items())
    if all(named == every[0][1] for _, named in every):
        every = [(Screen("", ()), every[0][1])]
    return [_trace(screen, named) for screen, named in every if named]


def _trace(screen: Screen, named: Sequence[Named]) -> dict[str, Any]:
    colours = [one.colour for one in named]
    return scatter(
        x=[one.day for one in named],
        y=[one.number for one in named],
        mode="markers+text",
        text=[f"<b>{'<br>'.join(one.lines)}</b>" for one in named],
        textposition=[one.position for one in named],
        textfont={"size": LETTERS, **({"color": colours} if all(colours) else {})},
        marker={"color": NOTHING, "size": 9},
        customdata=[[one.record] for one in named],
        hoverinfo="none",
        cliponaxis=False,
        **({"meta": screen.name} if screen.name else {}),
    )


def places(
    labels: Sequence[Label],
    marks: Sequence[Spot],
    top: float,
    widths: Iterable[int],
    lines: Sequence[Spot] = (),
    ticks: Sequence[float] = (),
) -> list[str]:
    """Where each label stands, those given first before the others; "" where there is no room for it.

    marks: the spots near which no label may lie but its own; lines: points of lines, which it may touch and not cross; top: the
    height of the chart in pixels; widths: that it can have; ticks: how far up the axis has its numbers, left of it.
    """
    widths = tuple(widths)
    axis = [(-100.0, -2.0 - APART, up - LETTERS * 0.65, up + LETTERS * 0.65) for up in ticks]
    found, taken = list[str](), {width: list[Box](axis) for width in widths}
    for label in labels:
        apart = [spot for spot in marks if spot != label.spot]
        for position in label.positions:
            boxes = {width: _box(label, position, width) for width in widths}
            clear = (
                _has_room(box, taken[width], apart, width, top) and not _crossed(box, lines, width)
                for width, box in boxes.items()
            )
            if all(clear):
                for width, box in boxes.items():
                    taken[width].append(box)
                found.append(position)
                break
        else:
            found.append("")
    return found


def _box(label: Label, position: str, width: int) -> Box:
    wide, tall = max(map(len, label.lines)) * LETTERS * 0.6, len(label.lines) * LETTERS * 1.3
    up, along = position.split(" ")
    beside = 8 if up == "middle" else 2
    left = label.spot[0] * width + {"left": -beside - wide, "center": -wide / 2, "right": beside}[along]
    low = label.spot[1] + {"top": 4, "middle": -tall / 2, "bottom": -4 - tall}[up]
    return left, left + wide, low, low + tall


def _has_room(box: Box, labels: Sequence[Box], marks: Sequence[Spot], width: int, top: float) -> bool:
    left, right, low, high = box
    on_label = any(
        left - APART < other[1] and other[0] < right + APART and low < other[3] and other[2] < high for other in labels
    )
    on_mark = any(left - 4 < x * width < right + 4 and low - 4 < y < high + 4 for x, y in marks)
    return left >= -EDGE and right <= width + EDGE and low > 0 and high <= top + EDGE and not on_label and not on_mark


def _crossed(box: Box, lines: Sequence[Spot], width: int) -> bool:
    left, right, low, high = box
    return any(left < x * width < right and low < y < high for x, y in lines)
