"""The sentences that a reader meets first, on Overview and Timeline: held against raw YAML and numbers worked out by hand.

The second computation (tests/second_count.py) shares nothing with the code that makes them.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders import Dataset, load
from loaders.analysis import heard
from loaders.analysis.checks import Status
from loaders.analysis.filters import Filters, Years, default, every
from loaders.analysis.view import View
from loaders.record.schema import LONGEST_QUOTATION
from loaders.tables.narrowing import Narrowing
from loaders.wording import answers, headlines
from loaders.wording import filters as filter_words
from loaders.wording import flights as of_flights
from pages import contents
from pages.overview import PAGE as OVERVIEW
from pages.panels import answers as front
from pages.panels import flights as timeline
from pages.panels import page as writer
from pages.panels.panel import Asked
from pages.timeline import PAGE as TIMELINE
from tests import second_count
from tests.conftest import ROOT, SMALL
from tests.said import text_of

DATA, OTHER, CASES = ROOT / "data", ROOT / "tests" / "other_record", ROOT / "tests" / "cases"
ANSWER = "kvao-total-2020"
TOTAL_OF_KIND = ("cumulative total", "flow")
DAYS = ("2010-12-31", "2017-04-25", "2018-12-31", "2019-07-03", "2020-01-14", "2020-12-31", "2022-05-16", "2024-12-31")
LEAST_SHARED = 12


def _asked(whole: Dataset) -> Iterator[Filters]:
    """The article and all sources in each year, in pairs of years and by days; each source alone."""
    for sources in (default(whole), every(whole)):
        limits = View(whole, Filters(sources=sources)).limits
        firsts = range(limits.first, limits.last + 1)
        yield Filters(sources=sources)
        yield from (Filters(Years(first, min(first + more, limits.last)), sources) for first in firsts for more in (0, 2))
        yield from (Filters(sources=sources, as_of=dt.date.fromisoformat(day)) for day in DAYS)
        yield from (Filters(Years(2018, 2019), sources, dt.date.fromisoformat(day)) for day in DAYS)
    yield from (Filters(sources=(source,)) for source in every(whole))


@pytest.fixture(scope="module")
def views(whole: Dataset) -> list[View]:
    """The sample of views of the project's own record."""
    return [View(whole, asked) for asked in _asked(whole)]


def _second(view: View, folder: Path = DATA) -> second_count.View:
    return second_count.View(folder, frozenset(view.sources), (view.years.first, view.years.last), view.as_of)


def _words(amount: dict[str, object]) -> str:
    """A sum of the second computation, as a sentence gives it."""
    low, high, rough = amount["low"], amount["high"], amount["rough"]
    assert isinstance(rough, frozenset)
    first = f"{'about ' if 'low' in rough or (low == high and rough) else ''}{low:,.0f}"
    last = f"{'about ' if rough == {'high'} else ''}{high:,.0f}"
    return f"{first if low == high else f'{first} to {last}'}{' or more' if amount['open'] else ''}"


def _sum_within(view: View, total: str, folder: Path) -> tuple[str, int]:
    """What the flights that lie within a total and the years, or may, add up to; and how many they are."""
    asked = _second(view, folder)
    found, shown = second_count.within(total, asked), second_count.flights(asked)
    sure = [shown[name]["adds"] for name in found["within"] if name in shown]
    open_ = [{**shown[name]["adds"], "low": 0.0} for name in found["perhaps"] if name in shown]
    rough_up = [{**one, "rough": one["rough"] & {"high"}} for one in open_]
    return _words(second_count.added([*sure, *rough_up])), len(sure) + len(open_)


def test_what_adds_up_is_the_independent_sum(views: list[View]) -> None:
    """Exactly the flights that lie within the total, or may, and in the years shown, or may."""
    told = 0
    for view in (view for view in views if view.answer):
        number, groups = _sum_within(view, ANSWER, DATA)
        sentence = answers.adds_up(view)
        if not groups:
            assert sentence == "No group listed here lies within the 768"
            continue
        told += 1
        assert sentence.startswith(f"{number[0].upper()}{number[1:]} of the 768 "), (view.filters, sentence)
        assert (" one group " in sentence) == (groups == 1)
    assert told > 20


def test_the_answer_is_said_only_where_its_figure_is_seen_and_stands(views: list[View], whole: Dataset) -> None:
    """Not where no source that is shown has it, and not by a day by which it only may have been said."""
    said = []
    for view in views:
        stands = any(one["id"] == ANSWER and one["settled"] for one in second_count.standing(_second(view)))
        sentence = answers.answer(view)
        assert (sentence == whole.about.headline) is not stands, view.filters
        assert ("768" in sentence) is stands
        said.append(stands)
    assert set(said) == {True, False}


def test_what_is_replaced_is_no_answer(folder: Path) -> None:
    """Whoever takes the total back takes the answer from the front page."""
    herald = folder / "sources" / "herald.yaml"
    assert answers.answer(View(load(folder))) == "People taken back: 100, said The Zendan minister"
    other = "label: People who left again"
    tie = "{type: retracts, to: total-2012, date: {edtf: 2013-02-03, role: stated}, reason: It was wrong.}"
    herald.write_text(herald.read_text().replace(other, f"relations: [{tie}]\n    {other}", 1))
    assert answers.answer(View(load(folder))) == "How many went to Zenda?"


def _counts(view: second_count.View) -> tuple[set[str], set[str], set[str]]:
    """Ids of the counted groups, of the reports of running totals, and of other counts of people removed."""
    groups = {name for name, flight in second_count.flights(view).items() if flight["people"]}
    totals = set(second_count.totals(view))
    counts = {
        one["id"]
        for one in second_count.standing(view)
        if one["is"] == "figures" and one["subject"] == "people removed" and one["measure"] in TOTAL_OF_KIND
        if view.years and _in_years(one, view.years)
    }
    return groups, totals, counts - totals


def _in_years(report: second_count.Map, years: tuple[int, int]) -> bool:
    first, last = second_count.span(report["date"]["edtf"])
    return (not first or first.year <= years[1]) and (not last or last.year >= years[0])


OFFERED = (
    re.compile(r"(\d+) groups?\b"),
    re.compile(r"(\d+) reports? of (?:a running total|running totals)"),
    re.compile(r"(\d+) reports? of (?:another count|other counts) of people removed"),
)


def test_the_offer_names_only_what_the_wider_view_adds(views: list[View], whole: Dataset) -> None:
    """How many of each the wider view has and this one has not; or a sum that needs a number that is not shown here."""
    sums = 0
    for view in views:
        wider = view.through(every(whole))
        offer = answers.offer(view, wider)
        if len(view.sources) == len(every(whole)):
            assert offer == ""
            continue
        here, there = _counts(_second(view)), _counts(_second(wider))
        if "the sum goes on" in offer:
            sums += 1
            assert "743 + 25 = 768" in offer
            assert "total-2020-01-maryknoll" not in {one["id"] for one in second_count.standing(_second(view))}
            assert "total-2020-01-maryknoll" in {one["id"] for one in second_count.standing(_second(wider))}
            continue
        told = [int(found[1]) if (found := pattern.search(offer)) else 0 for pattern in OFFERED]
        assert told == [len(more - less) for more, less in zip(there, here, strict=True)], (view.filters, offer)
        assert ("no group and no count of people removed" in offer) is not any(told)
    assert sums


# Both sides


def _mirrored(tmp_path: Path, name: str, change: Callable[[str], str]) -> Dataset:
    folder = shutil.copytree(DATA, tmp_path / name)
    actors = folder / "actors.yaml"
    actors.write_text(change(actors.read_text()))
    return load(folder)


def _exchanged(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def _in_order(text: str) -> str:
    """The two governments in the other order."""
    first, second = (re.search(rf"  - id: {side}\n(?:    .+\n)+", text) for side in ("cambodia", "united-states"))
    assert first
    assert second
    return _exchanged(text, first[0], second[0])


MIRRORS: dict[str, tuple[Callable[[str], str], bool]] = {
    "order": (_in_order, False),
    "names": (lambda text: _exchanged(text, "name: Cambodian government", "name: US government"), False),
    "sides": (lambda text: _exchanged(text, "side: cambodia\n", "side: united-states\n"), True),
}
MIRROR = {"cambodia": "united-states", "united-states": "cambodia"}


def _heard(view: View) -> tuple[object, ...] | None:
    """The question, who stands for each side, how they stand to each other; without the sides' order."""
    found = view.heard
    if found is None:
        return None
    leads = {side.id: lead.id if lead else None for side, lead in found.leads}
    readings = sorted(answers.reading(view.dataset, tie) for tie in found.ties)
    return found.question.id, leads, readings


@pytest.mark.parametrize("mirror", list(MIRRORS))
def test_sides_are_treated_alike(mirror: str, whole: Dataset, tmp_path: Path) -> None:
    """Their order and names change nothing but the order; whoever speaks for the other government is its statement."""
    change, sides = MIRRORS[mirror]
    mirrored, spoken = _mirrored(tmp_path, mirror, change), 0
    filters = [Filters(sources=sources) for sources in (default(whole), every(whole))]
    filters += [Filters(sources=every(whole), as_of=dt.date.fromisoformat(day)) for day in DAYS]
    filters += [Filters(Years(year, year), sources) for year in range(2016, 2023) for sources in (default(whole), every(whole))]
    filters += [Filters(sources=(source,)) for source in every(whole)]
    for asked in filters:
        one, other = _heard(View(whole, asked)), _heard(View(mirrored, asked))
        if sides and one and other:
            question, leads, readings = one
            assert isinstance(leads, dict)
            one = question, {MIRROR[side]: lead for side, lead in leads.items()}, readings
        assert one == other, asked
        spoken += one is not None
    assert spoken > 10


def test_silence_is_told_of_the_record_only_where_it_is_so(views: list[View]) -> None:
    """A side that answers a question in any source, year or day is not called silent by a view that hides it."""
    sides = {name: side for side, names in _speakers().items() for name in names}
    spoken = {
        (one["question"], sides[one["speaker"]])
        for one in second_count.standing(second_count.View(DATA))
        if one["is"] == "statements" and "response" not in one
    }
    told = set()
    for view in views:
        if view.heard is None:
            continue
        for side, lead in view.heard.leads:
            sentence = answers.silent(view, view.heard.question, side)
            on_record = (view.heard.question.id, side.id) in spoken
            if lead is None:
                assert sentence.endswith("No answer on record") is not on_record
                assert any(words in sentence for words in ("; the record has some ", ", but in others")) is on_record
                told.add(on_record)
                assert sentence in text_of(front._sides(Asked(view)))
    assert told == {True, False}


def _speakers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, side in re.findall(r"  - id: (\S+)\n(?:    (?!side:).+\n)*?    side: (\S+)\n", (DATA / "actors.yaml").read_text()):
        found.setdefault(side, []).append(name)
    return found


def test_no_year_shows_an_accusation_without_its_answer(whole: Dataset) -> None:
    """Words that are dated "2017 to 2022" stand in every one of these years, and the other side's of May 2022 in one only."""
    of_all = _heard(View(whole))
    for year in range(2002, 2023):
        view = View(whole, Filters(Years(year, year)))
        assert _heard(view) == of_all
        assert front.SIDES.measured(Asked(view)) == "From the sources shown, whatever the years."
    assert not front.SIDES.measured(Asked(View(whole)))


# A passage


def _covered(text: str, pieces: list[str]) -> bool:
    """Whether quotations cover a text from end to end, each sharing enough with those before it."""
    reached = max((len(piece) for piece in pieces if text.startswith(piece)), default=0)
    while 0 < reached < len(text):
        starts = ((found.start(), piece) for piece in pieces for found in re.finditer(re.escape(piece), text))
        further = max((at + len(piece) for at, piece in starts if at + LEAST_SHARED <= reached), default=0)
        if further <= reached:
            return False
        reached = further
    return reached == len(text)


@pytest.mark.parametrize("folder", [DATA, SMALL, OTHER], ids=lambda path: path.name)
def test_a_passage_is_made_only_of_quoted_words(folder: Path) -> None:
    dataset, joined = load(folder), 0
    for source, report in dataset.reports():
        found = heard.passage(dataset, report.id)
        if found is None:
            assert not report.evidence
            continue
        quoted = [
            passage["quotation"]
            for one in second_count.reports(folder)
            if one["source"] == source.id
            for passage in one.get("evidence", [])
            if passage.get("paragraph") == (str(found.paragraph) if found.paragraph else None)
        ]
        assert _covered(found.quotation, quoted), report.id
        assert report.evidence[0].quotation in found.quotation
        assert len(found.quotation) <= LONGEST_QUOTATION
        joined += found.quotation not in quoted
    assert bool(joined) is (folder == DATA)


def test_quotations_that_share_too_little_are_not_joined() -> None:
    assert heard._joined("they came in March", "in March they left") is None
    assert heard._joined("it took 25 deportees", "25 deportees were held") is None  # two sentences that can stand apart
    assert heard._joined("ten people came in March 2010", "came in March 2010 by sea") == "ten people came in March 2010 by sea"
    assert heard._joined("outcame in March 2010", "came in March 2010 by sea") is None  # not from the middle of a word


# Sentences worked out by hand


def _view(folder: Path, **asked: object) -> View:
    return View(load(folder), Filters(**asked))  # type: ignore[arg-type]


def test_the_article_by_hand(article: View) -> None:
    """Four groups: 43 in April 2018, 36 in December, 37 in July 2019, 25 in January 2020."""
    assert (
        answers.answer(article)
        == "768 deportees from the US to Cambodia as of 2020, said Bill Herod of the aid organisation KVAO"
    )
    assert answers.adds_up(article) == "141 of the 768 are in four groups listed here"
    assert headlines.flights(article.flights) == "Four groups, 141 people, 2018 to 2020"
    assert filter_words.view_line(article) == ("Showing one newspaper article (The Phnom Penh Post, May 2022), 2002 to 2022.")
    assert answers.sums(article) == [
        "43 + 36 + 37 + 25 = 141.",
        "The total counts since 2002 (inferred); the first listed here that can be in it is of April 2018.",
    ]
    [hundreds] = answers.verdicts(article)  # its two ends stand above it: the words of Hun Sen, and the answer
    assert (hundreds.check.id, hundreds.outcome.status) == ("hundreds-against-the-total", Status.OPEN)
    assert answers.told_above(article, hundreds)
    assert text_of(front._verdicts(Asked(article))) == " ".join(answers.sums(article))
    assert answers.stands(article.dataset, ANSWER) == ["Two readings."]  # its evidence tells both
    assert article.heard
    assert [answers.reading(article.dataset, tie) for tie in article.heard.ties] == [
        "Curator’s reading: Hun Sen names no period; the embassy counts from October 2020. Both can be true."
    ]


def test_all_sources_by_hand(everything: View) -> None:
    """0 to 2, 5, 8, 8, 7, 9, 0 to 8, 43, 30, 36, 37 to about 40, and 25 to more than 30, which is 31 and up."""
    low, high = 5 + 8 + 8 + 7 + 9 + 43 + 30 + 36 + 37 + 25, 2 + 5 + 8 + 8 + 7 + 9 + 8 + 43 + 30 + 36 + 40 + 31
    assert (low, high) == (208, 227)
    assert answers.adds_up(everything) == "208 to about 227 or more of the 768 are in 12 groups listed here"
    assert headlines.flights(everything.flights) == (
        "12 groups, 208 to about 227 people, or more, 2016 to 2020; two groups counted only as they boarded"
    )
    *_, boarded, rise = answers.sums(everything)
    assert boarded == "Counted only as they boarded, and so from 0 up: Group of 5 January 2016 and Group of 28 February 2018."
    assert rise == (
        "From 538 (about February 2017) to 768 is a rise of 230 in the count of Khmer Vulnerability Aid Organisation (KVAO), "
        "formerly RISC; the groups since then come to 208 to about 225 or more, which leaves about 5 to 22 or less."
    )
    assert filter_words.view_line(everything) == "Showing all 49 sources, 2002 to 2024."
    assert not answers.told_above(everything, answers.verdicts(everything)[0])  # 743 + 25 = 768
    [row] = [part for part in str(timeline._list(Asked(everything))).split("<tr>") if "5 April 2018" in part]
    assert row.index("43 arrived") < row.index('class="hollow"') < row.index(">51 announced</a>")


def test_a_year_and_a_day_by_hand(whole: Dataset) -> None:
    in_2018 = View(whole, Filters(Years(2018, 2018), every(whole)))
    assert answers.adds_up(in_2018) == "109 to 117 of the 768 are in four groups listed here"  # 43 + 30 + 36, and 0 to 8
    in_2019 = View(whole, Filters(Years(2019, 2019)))
    assert answers.adds_up(in_2019) == "37 of the 768 are in one group listed here"
    assert headlines.flights(in_2019.flights) == "One group: 37 people, July 2019"
    empty = View(whole, Filters(Years(2003, 2003)))
    assert text_of(writer.missing(OVERVIEW.panels, Asked(empty))) == (
        "Nothing for 2003: groups with a count of people. Widen the years under ‘Change’."
    )
    by_2020 = View(whole, Filters(as_of=dt.date(2020, 12, 31)))
    assert answers.adds_up(by_2020) == "0 to 36 of the 768 are in one group listed here"  # AAJC: some time from 2018 to 2022
    assert filter_words.view_line(by_2020).endswith(
        ", 2002 to 2022, only what had been said by 31 December 2020, or may have been."
    )
    further = answers.offer(by_2020, by_2020.through(every(whole)))
    assert further.startswith("Further sources add 11 groups")  # 48 of them had not appeared by then


def test_one_group_that_only_boarded_is_no_sum(whole: Dataset) -> None:
    boarded = View(whole, Filters(sources=("aaaj-2020-01-14",)))
    assert answers.adds_up(boarded) == "One group is listed here: more than 30 people, counted only as they boarded"
    assert (
        headlines.flights(boarded.flights) == "One group: more than 30 people, left 13 January 2020; counted only as they boarded"
    )
    assert of_flights.measure(boarded.counted, 1) == "People in each group, by date of departure."
    more = "People in each group, by date of departure. Of groups, and of counts over a period, the 1 largest are drawn."
    assert of_flights.measure(boarded.counted, 1, flows=2) == more
    announced = Asked(View(whole, Filters(sources=("ppp-2018-04-more-than-50",))))
    assert headlines.flights(announced.view.flights) == "Nobody counts people who went, in what is shown: Group of April 2018"
    assert "expected 5 April 2018" in text_of(timeline._list(announced))
    assert "groups with a count of people" in text_of(writer.missing(OVERVIEW.panels, announced))
    assert not writer.missing(TIMELINE.panels, announced)


def test_the_small_record_by_hand(small: View, tmp_path: Path) -> None:
    """10 or about 12 in spring, 5 at the turn of the year: 15 to about 17 of the 100; a gazette adds its own counts."""
    assert answers.answer(small) == "People taken back: 100, said The Zendan minister"
    assert answers.adds_up(small) == "15 to about 17 of the 100 are in two groups listed here"
    turn = View(small.whole, Filters(Years(2011, 2011)))
    assert answers.adds_up(turn) == "5 of the 100 are in one group listed here"
    assert "Their dates may lie outside the years shown: Autumn group." in answers.sums(turn)
    two = Path(shutil.copytree(SMALL, tmp_path / "two"))
    shutil.copy(ROOT / "tests" / "more_sources" / "gazette.yaml", two / "sources")
    both = View(load(two))
    assert filter_words.view_line(both) == "Showing both sources, 2005 to 2013."
    assert answers.sums(both)[-1] == (
        "From 70 (31 December 2009) to 100 is a rise of 30 in the count of The Zendan minister; the groups since then come to "
        "15 to about 19 or more, which leaves about 11 to 15 or less."
    )
    herald = View(both.whole, Filters(sources=("herald",)))
    assert answers.offer(herald, herald.through(every(both.whole))).startswith("1 further source adds ")
    gazette = two / "sources" / "gazette.yaml"
    gazette.write_text(gazette.read_text().replace("value: 70\n", "value: 120\n"))
    assert answers.sums(View(load(two)))[-1].startswith("From 120 (31 December 2009) to 100 is no rise in the count of ")


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (
            "2012-06/2013-01",
            "10 to about 17 of the 100 are in two groups that lie within it, or may",
        ),  # 10 or about 12, and 0 to 5
        ("2013-01", "10 to about 12 of the 100 are in one group listed here"),
        ("2004-12/2005-01", "10 to about 17 of the 100 are in two groups that lie within it, or may"),
        ("2004-11/2004-12", "10 to about 12 of the 100 are in one group listed here"),
    ],
)
def test_a_group_at_the_edge_of_the_total_by_hand(dates: str, told: str, folder: Path) -> None:
    """The total is of 2012 and counts since 2005; the five of the autumn may lie in it, or lie outside, and then are named."""
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("edtf: 2010-12/2011-01", f"edtf: {dates}"))
    view = View(load(folder))
    assert answers.adds_up(view) == told
    number, groups = _sum_within(view, "total-2012", folder)
    assert told.startswith(f"{number} of the 100 ")
    assert (groups == 2) is ("may" in told)
    [apart] = [one for one in answers.sums(view) if "Autumn group" in one and " = " not in one]
    assert apart.startswith(
        "Their dates leave open" if groups == 2 else "Later than" if dates > "2012" else "Earlier than the total counts"
    )


def test_another_record_by_hand() -> None:
    """A first key figure that is no total of people: the groups alone, 28 to 31 or more, and fewer than 20."""
    other = _view(OTHER)
    assert answers.answer(other) == "Removal orders given in a fiscal year: nearly 1,200, said Border Office"
    assert answers.adds_up(other) == "The groups listed here add up to 28 to 50 people, or more"
    office = _view(OTHER, sources=("office-2024-03-13",))
    assert headlines.flights(office.flights) == "One group: 31 people, left 12 March 2024; counted only as they boarded"


@pytest.mark.parametrize(
    ("case", "old", "new", "told"),
    [
        (
            "03-groups-after-the-total",
            "value: 100\n",
            "value: 40\n",
            "Against the 40 stand 50 in one group listed here: more than it",
        ),
        ("03-groups-after-the-total", "value: 50\n", "value: 1\n", "1 of the 100 is in one group listed here"),
        (
            "06-nearly-and-exactly",
            "qualifier: exactly",
            "qualifier: nearly",
            "No group is set against nearly 500. The number is not",
        ),
        ("02-other-people-counted", "", "", "No group is set against 14,872. It counts other people than the groups."),
    ],
)
def test_what_a_total_can_hold_by_hand(case: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CASES / case, tmp_path / "record"))
    for path in (folder / "sources").glob("*.yaml"):
        path.write_text(path.read_text().replace(old, new))
    assert answers.adds_up(_view(folder)).startswith(told)


# Grammar


WRONG = {
    "brackets in brackets": re.compile(r"\([^()]*\("),
    "two full stops": re.compile(r"\.\.|\. \."),
    "one of many": re.compile(r"(?<![\d,])1 (?:further sources|groups|reports|people)\b"),
    "one and a plural verb": re.compile(r"\b1 further source add\b|(?<![\d,])1 of the \S+ are\b"),
    "a noun without a singular": re.compile(r"\bone (?:government )?data\b"),
    "a word twice": re.compile(r"\b(\w+) \1\b", re.IGNORECASE),
    "no place": re.compile(r"[{}]|\bNone\b|nan"),
}


def test_grammar_of_every_view(views: list[View]) -> None:
    others = [_view(folder) for folder in (SMALL, OTHER)]
    others = [*others, *(View(view.whole, Filters(sources=(source,))) for view in others for source in every(view.whole))]
    for view in (*views, *others):
        asked, wider = Asked(view), view.through(every(view.whole))
        told = [answers.answer(view), answers.adds_up(view), *answers.sums(view), answers.offer(view, wider)]
        told += [
            headlines.flights(view.flights),
            filter_words.view_line(view),
            of_flights.measure(view.counted, len(view.counted)),
        ]
        told += [text_of(writer.missing(page.panels, asked)) for page in (OVERVIEW, TIMELINE)]
        told += [" ".join(of_flights.agreement(view.dataset, flight)) for flight in view.flights]
        for sentence in told:
            found = {fault: sentence for fault, pattern in WRONG.items() if pattern.search(sentence)}
            assert not found, view.filters
            assert not sentence[:1].islower()


def test_nothing_on_a_question_from_a_side_is_not_said_of_the_record(whole: Dataset) -> None:
    """Others say nothing on interviews; it is the narrowing that leaves nothing, for the record has statements."""
    narrowed = Asked(View(whole), Narrowing(question="interviews", side="observers"))
    told = text_of(writer.missing(contents.BY_PATH["statements"].panels, narrowed))
    assert told == "Nothing for this question or this side: statements and positions."


def test_the_day_of_the_answer_is_marked_as_inferred(whole: Dataset) -> None:
    """The source says that he spoke in 2020; that the number holds as of 2020 is read from it."""
    assert "As of 2020: inferred." in text_of(writer.head(front.ANSWER, Asked(View(whole)), "h1"))
