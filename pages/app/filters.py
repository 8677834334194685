"""The view line: in one sentence what is shown, and behind it the filters.

Each widget shows what the address says, and a change is written into the address before the page is drawn anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import streamlit as st

from loaders.analysis import filters as analysis_filters
from loaders.analysis.filters import Years
from loaders.analysis.view import View
from loaders.wording import filters as filter_words
from loaders.wording import known as known_by
from loaders.wording.flights import RULE
from loaders.wording.language import say, to_say, word
from pages.app import asking
from pages.app.text import plain
from pages.panels.panel import Asked, Control

CHANGE = to_say("Change")
SOME = "some"
DEFAULT = "default"
CHOOSING = "choosing"
"""Whether a session has opened the list of sources; what it has chosen there stands in the address."""


def view_line(asked: Asked, controls: tuple[Control, ...]) -> None:
    """What is shown, in a sentence that opens; the years in sight beside it, where there is room."""
    shown = asked.view
    with st.container(key="view_line", horizontal=True, vertical_alignment="top", gap="medium"):
        with st.expander(f"{plain(filter_words.view_line(shown))} **{say(CHANGE)}**", key="change"):
            sources(shown)
            with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
                ends(shown)
                as_of(shown)
            if "number" in controls:
                number(asked)
            if not shown.opening:
                st.button(say("Back to how the page opens"), type="tertiary", on_click=_clear)
        with st.container(key="years_in_sight", width=260):
            years(shown)


def _shown(key: str, value: object, write: Callable[[Any], None]) -> dict[str, Any]:
    """Have a widget show a value, and write what a reader changes it to: what to give to the widget."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: write(st.session_state[key])}


def _write_years(chosen: Years, limits: Years) -> None:
    asking.write("years", [] if chosen == limits else [str(chosen.first), str(chosen.last)])


def years(shown: View) -> None:
    """The year filter that all pages share, as a slider. Of one year alone there is nothing to choose."""
    limits, chosen = shown.limits, shown.years
    if limits.first == limits.last:
        return
    told = _shown("years", (chosen.first, chosen.last), lambda ends: _write_years(Years(*ends), limits))
    st.slider(say("Years"), limits.first, limits.last, label_visibility="collapsed", **told)


def ends(shown: View) -> None:
    """The same as two lists, which a thumb can use. An end beyond the other one moves that too."""
    limits, chosen = shown.limits, shown.years
    every = list(range(limits.first, limits.last + 1))
    first = _shown("first_year", chosen.first, lambda year: _write_years(Years(year, max(year, chosen.last)), limits))
    st.selectbox(say("Years from"), every, width=110, **first)
    last = _shown("last_year", chosen.last, lambda year: _write_years(Years(min(year, chosen.first), year), limits))
    st.selectbox(say("to"), every, width=110, **last)


def sources(shown: View) -> None:
    """The sources through which the record is seen; only where there are several."""
    whole = shown.whole
    every, default = analysis_filters.every(whole), analysis_filters.default(whole)
    if len(every) < 2:
        return
    which = analysis_filters.ALL if shown.sources == every else DEFAULT if set(shown.sources) == set(default) else SOME
    choosing = which == SOME or bool(st.session_state.get(CHOOSING))
    words = {
        **({DEFAULT: filter_words.sources_in_words(default, whole)} if default != every else {}),
        analysis_filters.ALL: filter_words.all_sources(whole),
        SOME: say("Choose …"),
    }
    st.radio(
        say("Sources"),
        list(words),
        format_func=lambda name: plain(words[name]),
        horizontal=True,
        **_shown("which_sources", SOME if choosing else which, lambda name: _choose(name, shown)),
    )
    if choosing:
        titles, chosen = filter_words.titles(whole), [] if shown.sources == every else list(shown.sources)
        st.multiselect(
            say("Chosen sources"),
            list(every),
            format_func=titles.__getitem__,
            placeholder=say("A publisher, a title, a year"),
            select_all=False,
            filter_mode="contains",
            **_shown("sources", chosen, lambda ids: _write_sources(tuple(ids), shown)),
        )


def _choose(name: str, shown: View) -> None:
    st.session_state[CHOOSING] = name == SOME
    if name != SOME:
        _write_sources(analysis_filters.every(shown.whole) if name == analysis_filters.ALL else (), shown)


def _write_sources(ids: tuple[str, ...], shown: View) -> None:
    """Write the sources, none being those with which the page opens, and of the years those that they have."""
    chosen = tuple(name for name in analysis_filters.every(shown.whole) if name in ids) or analysis_filters.default(shown.whole)
    other = shown.through(chosen)
    asking.write("sources", [value for _, value in analysis_filters.source_parameters(chosen, shown.whole)])
    _write_years(other.years, other.limits)


def as_of(shown: View) -> None:
    """The day by which something must have been said to be shown. Without one: all that is on record.

    It takes every day that an address may name, whatever the years of the record: sources appear after what they tell of.
    """

    def write(day: dt.date | None) -> None:
        asking.write("as_of", [day.isoformat()] if day else [])

    st.date_input(
        say("Said by (a day)"),
        value=None,
        min_value=dt.date(analysis_filters.EVER.first, 1, 1),
        max_value=dt.date(analysis_filters.EVER.last, 12, 31),
        format="YYYY-MM-DD",
        width=170,
        **_shown("as_of", shown.as_of, write),
    )


def number(asked: Asked) -> None:
    """Which number of several is drawn; asked only where reports differ."""
    if all(flight.interval.low == flight.interval.high for flight in asked.view.counted):
        return
    names = {value: name for name, value in asking.NUMBERS.items()}
    st.segmented_control(
        say("Where reports on a group differ, show"),
        list(asking.NUMBERS),
        format_func=word,
        required=True,
        **_shown("number", names[asked.number], lambda name: asking.write("number", [] if name == "preferred" else [name])),
    )
    steps = " ".join(f"{place}. {word(step)}" for place, step in enumerate(RULE.values(), start=1))
    rule = say("The preferred number: {rule} Every number stays in the tables and in the evidence; none is averaged.", rule=steps)
    st.caption(plain(rule))


def _clear() -> None:
    """Back to the view with which the page opens."""
    st.session_state[CHOOSING] = False
    for name in analysis_filters.PARAMETERS:
        asking.write(name, [])


def known(view: View) -> None:
    """Say, while a day is chosen, how much of the record had been said by then, may have been, or is later."""
    if view.as_of is None:
        return
    with st.container(key="as_known_then"):
        st.markdown(f"**{plain(known_by.heading(view))}.** {plain(known_by.counts(view))}")
