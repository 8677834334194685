"""Search: what finds what, worked out on the small and the real record."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset
from loaders.analysis import known
from loaders.wording import search


def _found(dataset: Dataset, query: str) -> set[str]:
    return {hit.id for hit in search.find(dataset, query)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("1,800", "ordered-removed-2022"),
        ("1800", "ordered-removed-2022"),
        ("ROEDEMEIER interview", "roedemeier-one-interview"),
        ("roédemeier", "roedemeier-pace"),
        ("unjust", "hun-sen-unjust"),
        ('"big obstacle"', "hun-sen-resume-visas"),
        ("“big obstacle”", "hun-sen-resume-visas"),
        ("kvao's launch", "kvao-launch"),
        ("december 2018", "flight-2018-12-post"),
        ("2018-12-17", "flight-2018-12-post"),
        ("travel ban", "phnom-penh-post-travel-ban"),
        ("rounding", "rise-from-2017-to-2018"),
        ("verification interviews online", "hun-sen-virtual-interviews"),  # the words of the question
    ],
)
def test_a_query_finds_its_record(dataset: Dataset, query: str, found: str) -> None:
    assert found in _found(dataset, query)


def test_every_word_must_be_there_and_a_phrase_as_it_stands(dataset: Dataset) -> None:
    assert _found(dataset, "unjust interview") == set()
    assert "hun-sen-unjust" not in _found(dataset, '"unjust officials"')
    assert search.find(dataset, "   ") == []
    assert _found(dataset, "zzzz") == set()


def test_what_is_called_so_comes_first(dataset: Dataset) -> None:
    assert "suicide" in search.find(dataset, "suicide")[0].name
    assert "suicide" in search.find(dataset, "suicide")[-1].excerpt


def test_only_what_had_been_said_is_found(dataset: Dataset) -> None:
    assert "kvao-total-2020" in _found(dataset, "768")
    assert not _found(known.by(dataset, dt.date(2019, 12, 31)), "768")


@given(st.text(max_size=300))
def test_any_query_gives_hits_or_none(dataset: Dataset, query: str) -> None:
    for hit in search.find(dataset, query):
        assert hit.name
