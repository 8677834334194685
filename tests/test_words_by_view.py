"""Words that claim something of a view, or of the whole record, stand only where it is so: "nobody", "only", "no", "most".

Every sentence of the pages is read over a sample of views. Each of these words needs a rule here, which is held against a second
computation of the raw YAML, or against the tables of the same view.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

from loaders import Dataset, load
from loaders.analysis.filters import Filters, Lifted, Years, default, every
from loaders.analysis.view import View
from loaders.record.notation import UNKNOWN
from loaders.tables import tables
from loaders.tables.tables import TABLES
from pages import contents
from pages.panels import page as writer
from pages.panels.panel import Asked
from tests import second_count, sentences
from tests.conftest import ROOT, SMALL
from tests.said import text_of

CASES = sorted((Path(__file__).parent / "cases").iterdir())
FOLDERS = (ROOT / "data", SMALL, *(case for case in CASES if not case.name.startswith("08")))  # 8 is a record with a fault
DAYS = (dt.date(2017, 5, 19), dt.date(2018, 12, 31), dt.date(2019, 7, 3), dt.date(2022, 5, 16))
Wanted = tuple[tuple[int, int] | None, tuple[str, ...], dt.date | None]
"""Years, sources and day of a view; None for all years, and for no day."""
WORD = re.compile(r"\b(?:record|nobody|in all|only|none|most|largest|latest|no|nothing)\b", re.IGNORECASE)


@lru_cache(maxsize=32)
def _load(folder: Path) -> Dataset:
    return load(folder)


@dataclass(frozen=True)
class Seen:
    """One view asked of both: of the program, and of the second computation."""

    view: View
    raw: second_count.View

    @cached_property
    def flights(self) -> dict[str, Any]:
        """Its flights, counted a second time."""
        return second_count.flights(self.raw)

    @cached_property
    def counted(self) -> set[str]:
        """Those of which somebody counts people that went."""
        return {name for name, flight in self.flights.items() if flight["people"]}

    @cached_property
    def totals(self) -> dict[str, Any]:
        """Its running totals."""
        return second_count.totals(self.raw)

    @cached_property
    def html(self) -> tuple[str, ...]:
        """What its pages are made of."""
        return tuple(sentences.html(self.view))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """What the pages say, each line once."""
        return tuple(dict.fromkeys(sentences.lines(self.view, self.html)))

    def reports(self, kind: str) -> list[dict[str, Any]]:
        """Its reports of a kind that stand, and that can be of the years."""
        told = [one for one in second_count.standing(self.raw) if one["is"] == kind]
        return [one for one in told if self.of_years((one.get("date") or one["said"])["edtf"])]

    def of_years(self, edtf: str) -> bool:
        """Whether a date can lie in the years."""
        first, last = second_count.span(edtf)
        years = self.view.years
        return (first or dt.date.min).year <= years.last and (last or dt.date.max).year >= years.first

    def empty(self, *names: str) -> bool:
        """Whether some tables have no row."""
        return not any(tables.rows(self.view, name) for name in names)


def _seen(folder: Path, years: tuple[int, int] | None, sources: tuple[str, ...], day: dt.date | None) -> Seen:
    dataset = _load(folder)
    raw = second_count.View(folder, frozenset(sources), years, day)
    return Seen(View(dataset, Filters(Years(*years) if years else None, sources, day)), raw)


@lru_cache(maxsize=32)
def _sample(folder: Path) -> tuple[Seen, ...]:
    """All, what the record opens with, single years, single sources, days; and some of them together, the same every time."""
    dataset, chance = _load(folder), random.Random(folder.name)
    ids = every(dataset)
    limits = View(dataset, Filters(sources=ids)).limits
    single_years = [(year, year) for year in range(limits.first, limits.last + 1)]
    few = 5 if len(ids) > 10 else 2
    asked: list[Wanted] = [(None, ids, None), (None, default(dataset), None)]
    asked += [(years, ids, None) for years in chance.sample(single_years, min(few // 2, len(single_years)))]
    asked += [(years, default(dataset), None) for years in chance.sample(single_years, min(few // 2, len(single_years)))]
    asked += [(None, (name,), None) for name in chance.sample(ids, min(few, len(ids)))]
    asked += [(None, ids, day) for day in DAYS[: max(1, few // 4)]]
    for _ in range(few):
        several = tuple(name for name in ids if chance.random() < chance.choice((0.1, 0.5))) or ids[:1]
        asked.append((chance.choice([None, *single_years]), several, chance.choice([None, None, *DAYS])))
    return tuple(_seen(folder, *one) for one in dict.fromkeys(asked))


# (b) and (c): each word, and each "no", by its rule


KINDS = {
    "checks of the arithmetic": ("checks",),
    "groups": ("flights",),
    "groups with a count of people": (),  # held against the second count
    "counts by year": ("by_year",),
    "accounts of the totals": ("totals",),
    "counts by calendar year": (),
    "steps between totals": ("readings",),
    "people awaiting removal": ("stocks",),
    "figures": ("figures",),
    "statements": ("statements",),
    "positions": (),  # of questions that anybody answers
    "sources": ("sources",),
    "announcements": ("announced",),
}
"""What a page says that there is none of, and the tables that are then empty."""


def _none_of(seen: Seen, found: re.Match[str]) -> bool:
    """None of the kinds has a row; and if a filter is named, it is one, and lifting it shows some."""
    kinds = re.split(r", | and ", found["kinds"].rstrip("."))
    if "groups with a count of people" in kinds and seen.counted:
        return False
    return all(seen.empty(*KINDS[kind]) for kind in kinds)


def _most(seen: Seen, found: re.Match[str]) -> bool:
    """Two candidates at least, and one that is certainly larger than each other, whatever the open ends are."""
    every_year = second_count.by_year(seen.raw)
    sums = {year: one["sum"] for year, one in every_year.items() if one["flights"]}
    most = sums.pop(int(found["year"]))
    unsure = any(one["perhaps"] for one in every_year.values())
    beaten = all(most["low"] > one["high"] and not one["open"] and not one["rough"] for one in sums.values())
    return bool(sums) and beaten and not most["rough"] and not unsure


def _outside(seen: Seen, found: re.Match[str]) -> bool:
    """A total, of that number if one is named, has no group of the years within it."""
    number = found.groupdict().get("number")
    return any(
        not seen.counted & {*(held := second_count.within(name, seen.raw))["within"], *held["perhaps"]}
        for name, total in second_count.all_totals(seen.raw).items()
        if number is None or f"{total['low']:,.0f}" == number.split()[-1]
    )


def _adds_nothing(seen: Seen, found: re.Match[str]) -> bool:
    """Through all sources, there are no more groups, totals and other counts; whether of the years only, it says."""
    wider = Seen(seen.view, second_count.View(seen.raw.folder, None, seen.raw.years, seen.raw.day))
    more = [set(wider.counted) - seen.counted, set(wider.totals) - set(seen.totals)]
    return not any(more) and (found["years"] is not None) is (seen.view.years != seen.view.limits)


def _no_statement(seen: Seen, found: re.Match[str]) -> bool:
    stand = [one for one in seen.reports("statements") if "response" not in one]
    return not stand and seen.empty("positions") is (found["more"] is None)


def _silent(name: str) -> Callable[[Seen, re.Match[str]], bool]:
    """Somebody is silent here whom another value of one filter lets speak."""
    hidden = Lifted(name)
    return lambda seen, _: any(
        seen.view.hides(question, side) is hidden for question, side in product(seen.view.whole.questions, seen.view.whole.sides)
    )


def _never(seen: Seen, _: re.Match[str]) -> bool:
    """On some question some side is silent in the whole record."""
    whole = Seen(seen.view.unfiltered, second_count.View(seen.raw.folder))
    sides = {actor.id: actor.side for actor in seen.view.whole.actors.values()}
    spoken = {(one["question"], sides[one["speaker"]]) for one in whole.reports("statements") if "response" not in one}
    return any(pair not in spoken for pair in product(seen.view.whole.questions, seen.view.whole.sides))


def _always(_seen: Seen, _found: re.Match[str]) -> bool:
    """What claims nothing of a view: how something is counted, drawn or cited, whatever is shown."""
    return True


Rule = Callable[[Seen, re.Match[str]], bool]
RULES: dict[str, Rule] = {
    r"^No group is listed for these filters": lambda seen, _: not seen.flights,
    r"^No group is counted for these filters": lambda seen, _: not seen.counted,
    r"^No group and no running total is listed for these filters": lambda seen, _: not seen.counted and not seen.totals,
    r"no running total is listed for these filters": lambda seen, _: not seen.totals,
    r"^No count of people removed is listed for these filters": lambda seen, _: (
        not seen.counted
        and not [one for one in seen.reports("figures") if one["subject"] == "people removed" and one["measure"] != "stock"]
    ),
    r"^No group listed here lies within the (?P<number>[^;.]+)": _outside,
    r"^[Nn]o group listed here lies within it": _outside,
    r"^No group listed here is dated to a single year": lambda seen, _: (
        not any(one["flights"] for one in second_count.by_year(seen.raw).values())
    ),
    r"^[Nn]o group is set against": lambda seen, _: any(
        second_count.within(name, seen.raw)["remainder"] is None for name in second_count.all_totals(seen.raw)
    ),
    r"^Nobody counts people who went, in what is shown": lambda seen, _: bool(seen.flights) and not seen.counted,
    r"^No source is listed for these filters": lambda seen, _: seen.empty("sources") and not seen.reports("flights"),
    r"^No statement( that stands)? is listed for these filters(?P<more>, only)?": _no_statement,
    r"^No check of the arithmetic touches these filters": lambda seen, _: seen.empty("checks"),
    r"^Nothing for [^:]+: (?P<kinds>.+)": _none_of,
    r"^Nothing in the sources shown: (?P<kinds>.+)": _none_of,
    r"^The record has nothing of these: (?P<kinds>.+)": _none_of,
    r"^With all sources, all years and no day there is": lambda seen, _: seen.view.narrowed,
    r"No answer dated to these years": _silent("years"),
    r"No answer said by the day": _silent("day"),
    r"No answer in these sources": _silent("sources"),
    r"No answer under these filters": _silent("together"),
    r"the record has some (of|in|under) other": lambda seen, _: seen.view.narrowed,
    r"the record has some of later": lambda seen, _: seen.view.as_of is not None,
    r"No answer on record": _never,
    r"^Of the groups listed here, those of (?P<year>\d+) have the most people": _most,
    r"most seen as excerpts": lambda seen, _: (
        2 * sum(one.source.seen == "excerpt" for one in seen.view.used[1:]) > len(seen.view.used) - 1
    ),
    r"the largest of .+(,| and ).+": lambda seen, _: any("largest" in one.rule for one in seen.view.whole.checks),
    r"[Oo]nly what had been said by": lambda seen, _: seen.view.as_of is not None,
    r"^Only (one|both|all|\d)": lambda seen, _: seen.view.sources != default(seen.view.whole),
    r"counted only as (they|it) boarded|^Counted only as they boarded": lambda seen, _: any(
        {kinds[name] for name in flight["counted"]} == {"boarded"}
        for kinds in [{one["id"]: second_count._kind(one) for one in second_count.reports(seen.raw.folder)}]
        for flight in second_count.all_flights(seen.raw).values()
    ),
    r"[Ff]urther sources? adds? no group and no count of people removed(?P<years> of the years shown)?": _adds_nothing,
    r"^No count of this year on its own is among the reports shown": lambda seen, _: any(
        not one["left"] for one in second_count.by_year(replace(seen.raw, years=None)).values()
    ),
    r"No answer is reported": lambda seen, _: any(
        not {"answer", "response"} & set(one) for one in second_count.in_view(seen.raw) if one["is"] == "statements"
    ),
    r"^No group is listed here to add up": lambda seen, _: bool(seen.flights) <= (len(seen.totals) > 0) or not seen.counted,
    r"^Nothing is quoted from it|^the record tells it in words": lambda seen, _: any(
        all("evidence" not in one for one in second_count.in_view(seen.raw) if one["source"] == name)
        for name in {one["source"] for one in second_count.in_view(seen.raw)}
    ),
    r"[Tt]old in this record’s words, without|^No quotation: the fact in this record’s words": lambda seen, _: any(
        "evidence" not in one for one in second_count.in_view(seen.raw)
    ),
    r"number that it uses is not in the record as it is shown": lambda seen, _: seen.view.narrowed,
    r"number is needed that this record does not hold": lambda seen, _: any(
        UNKNOWN in one.rule for one in seen.view.whole.checks
    ),
    r"^Of none of these": lambda seen, _: seen.view.years != seen.view.limits,
    r"reported by nobody": _always,
    r"no number in what is shown, which is not zero|no number here": _always,
    r"in no group (listed )?here|in none of (them|these)|^No group is listed between the two|no group is listed between": _always,
    r"Seen as an excerpt only|No group: evidence$": _always,
    r"this record infers|this record second|in the record’s words|what this record holds of it": _always,
    r"there is a bar and no mark|^A dash: none in what is shown|most reports first|none is averaged|is in no sum": _always,
    r"^(A curated record.*|Record|[Nn]o group|In no group here|latest: ◊)$": _always,
    r"^(The whole record.*|List of the tables.*|No count of this calendar year listed)$": _always,
    r"is no rise in the count of|is in words only|have? no stated width|has no percentage|nothing is known": _always,
}
"""By how a sentence reads: where it holds."""


@lru_cache(maxsize=1024)
def _claims(seen: Seen) -> tuple[str, ...]:
    """The sentences of a view with one of the words, each once."""
    found = (line for line in seen.lines if WORD.search(line))
    return tuple(dict.fromkeys(one for line in found for one in sentences.own(seen.view.whole, line) if WORD.search(one)))


def test_each_word_stands_only_where_it_is_so() -> None:
    """And a sentence with one of them that has no rule here fails: whoever writes one says where it holds."""
    faults = dict[str, object]()
    for folder in FOLDERS:
        for seen in _sample(folder):
            for told in _claims(seen):
                rules = [(rule, found) for rule in RULES if (found := re.search(rule, told))]
                if not rules or not all(RULES[rule](seen, found) for rule, found in rules):
                    faults.setdefault(told, (folder.name, seen.view.query))
    assert not faults, "\n".join(f"{told}: {where}" for told, where in faults.items())


def test_the_tables_are_explained_without_a_claim_on_all_that_there_is() -> None:
    """What stands with a table stands with it under every filter."""
    for table in TABLES.values():
        for told in (table.title, table.description, *table.caveats):
            assert not re.search(r"\bon record\b|\bnobody\b", told), told


# (e): what is absent stays absent


LENS = re.compile(r"\b(here|listed|shown|these (filters|sources|years)|by the day|touches|for \d{4}|this question)\b")

OF_THE_THING = (
    r"(No|Nothing) (answer on record|answer is reported|quotation|is quoted|group is set against)|No group(: evidence)?$"
)
"""What is said of a thing that is shown, or has a rule above that asks the whole record."""


def test_what_is_said_to_be_absent_without_a_filter_is_so_in_the_whole_record() -> None:
    """A sentence that names no filter and no view speaks of the record; and the one that names a filter is right about it."""
    for folder in FOLDERS:
        for seen in _sample(folder):
            for told in _claims(seen):
                if found := re.match(r"The record has nothing of these: (?P<kinds>.+)", told):
                    assert _none_of(Seen(seen.view.unfiltered, second_count.View(folder)), found), (seen.view.query, told)
                elif re.match(r"(No|Nothing) ", told) and not re.match(OF_THE_THING, told):
                    assert LENS.search(told), told


# (d): no count loses its qualifier


def _told(count: dict[str, Any]) -> str | None:
    """How a count that is not exact reads, without its unit; None for one that is exact, or in words only."""
    if "low" in count:
        return f"{float(count['low']):,.0f} to {float(count['high']):,.0f}"
    exact = count["qualifier"] == "exactly" or "value" not in count or not float(count["value"]).is_integer()
    return None if exact else f"{count['qualifier']} {float(count['value']):,.0f}"


LEADING = re.compile(r'<a [^>]*data-record="([^"]+)"(?: aria-label="([^"]*)")?[^>]*>(.*?)</a>')


def test_lifting_the_filter_that_is_named_brings_back_what_was_missing() -> None:
    """And of what the record is said to have nothing, it shows nothing with all sources, all years and no day."""
    told = 0
    for folder in FOLDERS[::2]:
        for seen in _sample(folder):
            view, ids = seen.view, every(seen.view.whole)
            wider = {
                "Nothing for ": replace(view.filters, years=None),
                "Not said by": replace(view.filters, as_of=None),
                "Nothing in the sources": replace(view.filters, sources=ids),
                "Nothing for these filters": Filters(sources=ids),
                "The record has nothing": Filters(sources=ids),
            }
            for page in contents.PAGES:
                asked = Asked(view)
                for panel in page.panels:
                    sentence = unescape(re.sub(r"<[^>]+>", "", writer.missing([panel], asked)))
                    if not sentence:
                        continue
                    told += 1
                    begins = next((one for one in wider if one != "Nothing for " and sentence.startswith(one)), "Nothing for ")
                    there = panel.shows(Asked(View(view.whole, wider[begins])))
                    assert there == (begins != "The record has nothing"), (folder.name, view.query, panel.name, sentence)
    assert told > 100


def test_no_number_loses_its_qualifier() -> None:
    """Where words with a number lead to one report whose count is not exact, the number stands there as its source gives it.

    So in links, in their names for who hears them, and in the tables; a number that the record has only so stands nowhere bare.
    """
    held = 0
    for folder in FOLDERS:
        dataset = _load(folder)
        counts = {one["id"]: count for one in second_count.reports(folder) if (count := one.get("count") or one.get("quantity"))}
        rough = {name: told for name, count in counts.items() if (told := _told(count))}
        exact = {float(count["value"]) for name, count in counts.items() if name not in rough and "value" in count}
        bare = {told.split()[-1]: told for name, told in rough.items() if " to " not in told}
        bare = {number: told for number, told in bare.items() if len(number) > 3 and float(number.replace(",", "")) not in exact}
        for seen in _sample(folder)[:5]:
            for part in seen.html:
                for link, name, words in LEADING.findall(part):
                    number = rough.get(link, "").split()[-1:]
                    for told in (text_of(words), unescape(name)) if number else ():
                        if re.search(rf"(?<![\d,]){number[0]}(?![\d,])", told):
                            assert re.search(re.escape(rough[link]), told, re.IGNORECASE), (seen.view.query, link, told)
                            held += 1
            for line in seen.lines:
                for number, told in bare.items():
                    if re.search(rf"(?<![\d,.]){number}(?![\d,])", line):
                        for one in sentences.own(dataset, line):
                            found = len(re.findall(rf"(?<![\d,.]){number}(?![\d,])", one))
                            assert len(re.findall(re.escape(told), one, re.IGNORECASE)) >= found, (seen.view.query, one)
                            held += found
            for name in ("figures", "flight_reports"):
                for row in tables.rows(seen.view, name):
                    assert rough.get(str(row["id"]), "") in str(row.get("in_words")), row
                    held += str(row["id"]) in rough
    assert held > 100
