"""Numbers and lists as they are read: "more than 1,800", "43 + 36 = 79". English; whole phrases, for a translator later."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.record.schema import Qualifier, Unit

NOT_GIVEN = "not given"


def number(value: float) -> str:
    """1900.0 -> "1,900"; 2.5 -> "2.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def amount(value: float | None, qualifier: Qualifier, words: str | None, unit: Unit = Unit.PEOPLE) -> str:
    """How much, with its qualifier: "768", "about 1,900", "279 per cent"; "hundreds" stays "hundreds"."""
    if value is None:
        return f"“{words}”"
    spoken = number(value) if qualifier is Qualifier.EXACTLY else f"{qualifier} {number(value)}"
    return f"{spoken} per cent" if unit is Unit.PER_CENT else spoken


def span(low: float, high: float, more: bool = False, less: bool = False) -> str:
    """A count on which the reports agree, "36", or differ, "25 to 30"; with an open end "25 to 30 or more", "or less"."""
    text = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f"{text} or more" if more else f"{text} or less" if less else text


def people(low: float, high: float | None = None, more: bool = False) -> str:
    """ "1 person", "36 people", "25 to 30 people", "25 to 30 people, or more"."""
    alone = low == 1 and high in (None, 1) and not more
    return "1 person" if alone else f"{span(low, low if high is None else high)} people{', or more' if more else ''}"


def addition(parts: Sequence[tuple[float, float]], said: Sequence[str]) -> str:
    """ "43 + 36 = 79", "25 to more than 30 + 5 = 30 to 35 or more"; a single part is just itself.

    parts: the lowest and the highest that each can be; said: how each reads.
    """
    more = any(str(Qualifier.MORE_THAN) in text for text in said)
    total = span(sum(low for low, _ in parts), sum(high for _, high in parts), more)
    return f"{' + '.join(said)} = {total}" if len(parts) > 1 else "".join(said)


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)
