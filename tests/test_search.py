"""Search: what finds what, worked out on the small and the real record; how texts are compared; what of them is shown."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset, load
from loaders.analysis import heard, known
from loaders.analysis.filters import Filters, Lifted, Years, every
from loaders.analysis.view import View
from loaders.search import folding, results
from loaders.search.results import Hit
from loaders.wording import names as names_of
from pages.evidence import results as listed
from pages.panels.panel import Asked
from tests.conftest import ROOT, SMALL
from tests.said import text_of

NAMES = Path(__file__).parent / "cases" / "09-search-names"


def _found(dataset: Dataset, query: str) -> set[str]:
    return {one for hit in results.find(dataset, query) for one in hit.entry.ids}


@pytest.fixture(scope="module")
def names() -> Dataset:
    """One speaker, whose name and aliases are in four scripts."""
    return load(NAMES)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("1,800", "ordered-removed-2022"),
        ("1800", "ordered-removed-2022"),
        ("1\u202f800", "ordered-removed-2022"),  # with a thin space
        ("１８００", "ordered-removed-2022"),
        ("ROEDEMEIER interview", "roedemeier-one-interview"),
        ("roédemeier", "roedemeier-pace"),
        ("unjust", "hun-sen-unjust"),
        ('"big obstacle"', "hun-sen-resume-visas"),
        ("“big obstacle”", "hun-sen-resume-visas"),
        ("kvao's launch", "kvao-launch"),
        ("KVAO´s launch", "kvao-launch"),
        ("december 2018", "flight-2018-12-post"),
        ("2018-12-17", "flight-2018-12-post"),
        ("2018–12–17", "flight-2018-12-post"),
        ("travel ban", "phnom-penh-post-travel-ban"),
        ("rounding", "rise-from-2017-to-2018"),
        ("verification interviews online", "hun-sen-virtual-interviews"),  # the words of the question
        ("Only one interview since October 2020", "roedemeier-one-interview"),  # the words of the answer
    ],
)
def test_a_query_finds_its_record(dataset: Dataset, query: str, found: str) -> None:
    assert found in _found(dataset, query)


@pytest.mark.parametrize(
    "query",
    [
        *("Dang Thu", "Đặng Thử", "DANG THU"),
        *("Đa\u0323\u0306ng Thu\u031b\u0309", "Đa\u0306\u0323ng"),  # marks apart, in any order
        *("Lukasz Oster", "Łukasz Øster", "Isik Ornek", "IŞIK ÖRNEK", "ISIK"),
        *("ឈ្មោះសាកល្បង", "ឈ្មោះ\u200bសាកល្បង", "សាកល្បង", "مجرب", "مجرَّب", "مجـرب"),
    ],
)
def test_a_name_is_found_however_it_is_typed(names: Dataset, query: str) -> None:
    assert "s1" in _found(names, query)


def test_other_letters_find_nothing(names: Dataset) -> None:
    for query in ("Dong Thu", "ឈ្មោះសាកលបង", "مجرت", "Lukasz Aster"):
        assert not _found(names, query), query


def test_every_word_must_be_there_and_a_phrase_as_it_stands(dataset: Dataset) -> None:
    assert _found(dataset, "unjust interview") == set()
    assert "hun-sen-unjust" not in _found(dataset, '"unjust officials"')
    assert results.find(dataset, "   ") == []
    assert results.find(dataset, "“…”") == []
    assert _found(dataset, "zzzz") == set()


def test_figure_and_statement_of_one_sentence_are_one_result(dataset: Dataset) -> None:
    """Paragraph 14 gives the total twice; paragraph 18 is one sentence, with three numbers and three statements."""
    [total] = results.find(dataset, "768 deportees brought")
    assert total.entry.ids == ("kvao-total-2020", "herod-running-total")
    [one] = results.find(dataset, "one citizenship verification interview")
    assert one.entry.ids == (
        *("removals-accepted-since-october-2020", "verification-interviews-since-october-2020", "ordered-removed-2022"),
        *("roedemeier-one-interview", "roedemeier-two-removals", "roedemeier-ordered-removed"),
    )
    assert str(one.shown).startswith("Since October 2020, Cambodia has conducted only one citizenship verification interview")
    assert str(one.shown).endswith("from among more than 1,800 individuals ordered removed")
    told = [name for sentence in heard.sentences(dataset) for name in (report.id for report in sentence.reports)]
    assert sorted(told) == sorted(dataset.by_id)  # each report is of one sentence


@pytest.mark.parametrize(
    ("source", "paragraph", "words", "one"),
    [
        ("herald", "1", "ten people arrived in March 2010", True),
        ("herald", "1", "in March 2010 and nobody else", True),  # three words or more are shared
        ("herald", "1", "March 2010 and nobody else", False),
        ("herald", "2", "ten people arrived in March 2010", False),
        ("second", "1", "ten people arrived in March 2010", False),
    ],
)
def test_one_sentence_is_words_that_overlap_in_one_paragraph(
    source: str, paragraph: str, words: str, one: bool, folder: Path
) -> None:
    """Beside: "ten people arrived in March 2010", paragraph 1."""
    herald = folder / "sources" / "herald.yaml"
    file = yaml.load(herald.read_text(), Loader=yaml.BaseLoader)  # noqa: S506  # all as text
    again = deepcopy(next(report for report in file["flights"] if report["id"] == "spring-herald"))
    again |= {"id": "again", "evidence": [{"paragraph": paragraph, "quotation": words, "words": "paraphrase"}]}
    if source == "herald":
        file["flights"].append(again)
    else:
        (folder / "sources" / "second.yaml").write_text(
            yaml.dump({"source": file["source"] | {"id": source}, "flights": [again]})
        )
    herald.write_text(yaml.dump(file))
    found = [hit.entry.ids for hit in results.find(load(folder), words)]
    assert [ids for ids in found if "again" in ids] == [("spring-herald", "again") if one else ("again",)]


def test_who_says_the_words_comes_first_then_what_has_them_beside_and_of_these_the_earlier(dataset: Dataset) -> None:
    hits = results.find(dataset, "suicide")
    assert "suicide" in str(hits[0].shown)
    ranks = [hit.entry.rank(hit.asked) for hit in hits]
    assert ranks == sorted(ranks)
    beside = [hit for hit in results.find(dataset, "article") if "article" not in hit.entry.near]
    assert beside
    assert all(hit.pieces or "article" in str(hit.credit) for hit in beside)


def test_only_what_had_been_said_is_found(dataset: Dataset) -> None:
    assert "kvao-total-2020" in _found(dataset, "768")
    assert not _found(known.by(dataset, dt.date(2019, 12, 31)), "768")


# Every text of the record


NAMING = {
    *("id", "flight", "flights", "said_by", "speaker", "relayed_by", "counted_by", "question", "answer", "publisher", "side"),
    *("to", "event", "source", "claim", "rule"),
}
"""Keys of the files that name something."""
KINDS = ("flights", "figures", "statements", "milestones")


def _leaves(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NAMING:
                yield from _leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, key)
    elif value not in ("true", "false"):
        yield value


def _written(folder: Path) -> list[tuple[str, str]]:
    """Every text that the files of a record have for a report, by the report's id: read without the program.

    Of one that refers to a source by its id the pieces beside that: a source stands by its name in what is read.
    """

    def read(name: str) -> Any:
        return yaml.load((folder / name).read_text(), Loader=yaml.BaseLoader)  # noqa: S506  # all as text

    actors = {actor["id"]: list(_leaves(actor)) for actor in read("actors.yaml")["actors"]}
    questions = {one["id"]: one["text"] for one in read("questions.yaml")["questions"]}
    told: list[tuple[str, str]] = []
    ids = "|".join(path.stem for path in folder.glob("sources/*-*.yaml"))
    reference = re.compile(rf"(?<![\w-])(?:{ids})(?![\w-])" if ids else r"(?!)")
    for path in sorted(folder.glob("sources/*.yaml")):
        file = read(f"sources/{path.name}")
        for report in (one for kind in KINDS for one in file.get(kind, [])):
            texts = [*_leaves(report)]
            for key in ("said_by", "speaker", "relayed_by", "counted_by"):
                texts += actors.get(report.get(key), [])
            texts += [questions[report["question"]]] if "question" in report else []
            told += [(report["id"], piece) for text in texts for piece in reference.split(text) if piece.strip()]
    return list(dict.fromkeys(told))


RECORDS = {folder.name: (load(folder), _written(folder)) for folder in (ROOT / "data", SMALL, NAMES)}


def test_every_text_that_is_written_finds_its_record() -> None:
    """Whole, or as much of it as a search takes."""
    for dataset, texts in RECORDS.values():
        for record, text in texts:
            if results.words(text):
                assert record in _found(dataset, text), text


@given(st.data())
def test_any_piece_of_any_text_finds_its_record_and_shows_what_was_asked_for(data: st.DataObject) -> None:
    """From one letter to another, wherever these are; each word of it is marked in what is shown, and nothing else is."""
    dataset, texts = RECORDS[data.draw(st.sampled_from(sorted(RECORDS)))]
    record, text = data.draw(st.sampled_from(texts))
    ends = [place for place in range(len(text)) if not unicodedata.category(text[place]).startswith("M")] + [len(text)]
    first = data.draw(st.integers(0, len(ends) - 2))
    last = data.draw(st.integers(first + 1, min(len(ends) - 1, first + 40)))
    query = text[ends[first] : ends[last]]
    asked = results.words(query)
    if not asked:
        assert not any(letter.isalnum() for letter in folding.plain(query))
        return
    hits = [hit for hit in results.find(dataset, query) if record in hit.entry.ids]
    assert len(hits) == 1, query
    _shows(hits[0])


def _shows(hit: Hit) -> None:
    """Each word stands in what is shown of a hit, marked; what is shown is as it is written, and what is marked was asked for."""
    shown = [hit.shown, hit.credit, *hit.pieces]
    for word in hit.asked:
        assert any(word in folding.plain(str(one)) for one in shown), word
    marked = [folding.plain(piece) for one in shown for piece, asked in one.pieces if asked]
    for piece in marked:
        assert any(word in piece for word in hit.asked), piece
    for one in hit.pieces:
        cut = str(one).removeprefix("…").removesuffix("…")
        assert any(cut in text for text in (*hit.entry.said, *hit.entry.beside)), cut
        assert any(asked for _, asked in one.pieces)


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("ăâđłøıİßﬁﷺ½²１១،٬,\u202f\u00a0\u200b’“”«–—−\u0323\u0302\u0301\u0e38\u0e48់ំّ"),
    st.sampled_from("aB1 ,2"),
)


@given(st.text(LETTERS, max_size=40))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    folded = folding.fold(text)
    assert folding.plain(folded.text) == folded.text
    assert len(folded.origin) == len(folded.text)
    assert all(0 <= place < len(text) for place in folded.origin)


@given(st.text(LETTERS, max_size=20), st.text(LETTERS, min_size=1, max_size=8), st.text(LETTERS, max_size=20))
def test_an_excerpt_holds_what_was_asked_for_where_lengths_change(before: str, middle: str, after: str) -> None:
    """Between two words, so that what stands around changes nothing of it."""
    text, asked = f"{before} {middle} {after}", results.words(middle)
    made = results.excerpt(text, asked)
    assert str(made) == text
    marked = "\n".join(folding.plain(piece) for piece, asked in made.pieces if asked)
    assert all(word in marked for word in asked)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ﬁrst", "FIRST"),
        ("œuvre", "OEUVRE"),
        ("e\u0323\u0302", "\u1ec7"),
        ("1,800", "1800"),
        ("12\u2009345\u2009678", "12345678"),
        ("٬١٢٣", "٬123"),
        ("៤៣", "43"),
        ("“a” ‘b’ „c‟ «d»", '"a" \'b\' "c" "d"'),
        ("2018–2020 − 1", "2018-2020 - 1"),
        ("a\u200bb\u00adc\ufeffd", "abcd"),
        ("a\n\u00a0 b", "a b"),
        ("क\u094d\u093c", "क\u093c\u094d"),  # marks that are letters, in any order
    ],
)
def test_two_ways_to_write_the_same(one: str, other: str) -> None:
    assert folding.plain(one) == folding.plain(other)


def test_what_differs_in_its_letters_stays_different() -> None:
    for one, other in (("កា", "កិ"), ("กา", "กำ"), ("か", "が"), ("1.5", "15"), ("a,b", "ab"), ("1, 2", "12"), ("क", "क़")):
        assert folding.plain(one) != folding.plain(other), (one, other)


@given(st.text(max_size=300))
def test_any_query_gives_hits_or_none(dataset: Dataset, query: str) -> None:
    for hit in results.find(dataset, query)[:3]:
        _shows(hit)


# The list


def _list(view: View, query: str) -> str:
    found = listed.drawn(Asked(view), query)
    assert found
    return found.body


def test_the_list_says_how_many_there_are_and_marks_what_was_asked_for(article: View) -> None:
    body = _list(article, "visa")
    hits = results.find(article.dataset, "visa")
    assert f"{len(hits)} results for “visa”." in text_of(body)
    assert body.count("<li>") == len(hits) < listed.MOST_SHOWN
    assert "should resume the issuing of <mark>visa</mark>s because" in body
    assert 'data-record="hun-sen-resume-visas hun-sen-enforcing-agreement"' in body
    assert "Hun Sen, prime minister of Cambodia, May 2022; own words, par. 6" in body


@pytest.mark.parametrize(
    ("one", "other"),
    [("ស្ត្រី", "ស្រ្តី"), ("ប៉ុស្តិ៍", "បុ៉ស្តិ៍"), ("កម្ពុជា", "កម្ពុ\u200bជា")],
    ids=["letters under a letter", "a sign and a vowel", "a space without width"],
)
def test_khmer_is_found_however_its_signs_are_typed(one: str, other: str) -> None:
    assert one != other
    assert folding.plain(one) == folding.plain(other)
    assert folding.plain("កាត") != folding.plain("កតា")


def test_of_very_many_the_first_are_shown(everything: View) -> None:
    body = _list(everything, "the")
    hits = results.find(everything.dataset, "the")
    assert f"{len(hits)} results for “the”. The first 20 are shown." in text_of(body)
    assert body.count("<li>") == listed.MOST_SHOWN


def test_one_and_none_are_told_in_english(article: View) -> None:
    assert text_of(_list(article, "zzzz")).split("\n") == ["Close", "No results for “zzzz”."]
    [hit] = results.find(article.dataset, "1,800 interview removals accepted")
    assert "1 result for “1,800 interview removals accepted”." in text_of(_list(article, "1,800 interview removals accepted"))
    assert hit.entry.quoted


def test_nothing_found_says_which_filter_hides_it(whole: Dataset) -> None:
    """743 and Maryknoll are of another source; by the end of 2019 nobody had said it."""
    article, late = View(whole), View(whole, Filters(sources=every(whole), as_of=dt.date(2019, 12, 31)))
    number = len(results.find(whole, "Maryknoll"))
    assert number > 1
    assert f"No results for “Maryknoll”.\nAll 49 sources have {number} results. See them" in text_of(_list(article, "Maryknoll"))
    assert "No results for “743”.\nAll 49 sources have 1 result. See it" in text_of(_list(article, "743"))
    assert re.search(r'href="\?years=2002&amp;years=2022&amp;sources=all&amp;q=743" data-view>See it', _list(article, "743"))
    assert "No results for “743”.\nWhatever the day, there is 1 result. See it" in text_of(_list(late, "743"))
    both = View(whole, Filters(as_of=dt.date(2019, 12, 31)))
    assert "All 49 sources, whatever the day, have 1 result. See it" in text_of(_list(both, "743"))
    assert results.further(View(whole, Filters(sources=every(whole))), "743") is None


def test_more_results_of_other_sources_are_told_and_the_years_hide_none(whole: Dataset) -> None:
    view = View(whole, Filters(Years(2018, 2018)))
    here, there = len(results.find(view.dataset, "visa")), len(results.find(whole, "visa"))
    assert 0 < here < there
    more = results.further(view, "visa")
    assert more
    assert (more.lifted, more.number) == (Lifted.SOURCES, there)
    assert f"{here} results for “visa”. Of all years.\nAll 49 sources have {there} results." in text_of(_list(view, "visa"))


def test_what_may_have_been_said_and_what_was_taken_back_is_told(folder: Path) -> None:
    shutil.copy(Path(__file__).parent / "more_sources" / "gazette.yaml", folder / "sources")
    dataset = load(folder)
    superseded = next(iter(dataset.superseded))
    told = names_of.name(dataset, superseded)
    [hit] = [hit for hit in results.find(dataset, told) if superseded in hit.entry.ids]
    assert re.search(r"\. (Replaced|Retracted): ", str(hit.credit))


def test_nothing_of_the_record_or_the_query_is_markup(names: Dataset) -> None:
    body = _list(View(names), '<b>x</b> "&" ' + "cooperates <i>")
    assert "<b>" not in body
    assert "&lt;b&gt;" in body
