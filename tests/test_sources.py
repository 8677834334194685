"""The Sources page: what it says that the record rests on, the order of its table, what is inferred and disputed; no id shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.datastructures import QueryParams

from loaders import Dataset, load
from loaders.analysis.filters import Filters, Years, every
from loaders.analysis.view import View
from loaders.export import views
from loaders.record import schema
from loaders.record.dates import parse
from loaders.tables.tables import rows
from loaders.wording import dates, names
from loaders.wording import filters as filter_words
from loaders.wording.pages import beside as besides
from loaders.wording.pages import sources as words
from pages import contents
from pages.evidence import results
from pages.panels import page as writer
from pages.panels import sources
from pages.panels.panel import Asked
from pages.share import brief
from pages.web import first, listing
from tests import second_count
from tests.conftest import ROOT, SMALL
from tests.said import text_of

ARTICLE, UNTITLED = "phnom-penh-post-travel-ban", "ppp-2017-05-19"


def _view(whole: Dataset, *ids: str, years: int | None = None, day: str | None = None) -> View:
    chosen = every(whole) if ids == ("all",) else tuple(one for one in every(whole) if one in ids) or None
    return View(whole, Filters(Years(years, years) if years else None, chosen, dt.date.fromisoformat(day) if day else None))


# What the page says first


@pytest.mark.parametrize(
    ("ids", "years", "day", "said"),
    [
        ((), None, None, "One newspaper article, read in full"),
        (("all",), None, None, "One newspaper article, read in full; 48 further sources, most seen as excerpts"),
        ((UNTITLED,), None, None, "One newspaper article, seen as an excerpt"),
        (
            (ARTICLE, "ap-2018-08"),
            None,
            None,
            "One newspaper article, read in full; one of 48 further sources, seen as an excerpt",
        ),
        (
            (ARTICLE, "ap-2018-08", "corgis-dhs-yearbook-2005-2014"),
            None,
            None,
            "One newspaper article, read in full; two of 48 further sources, one of them seen as an excerpt",
        ),
        (("ap-2018-08", "cnn-2002-11-19"), None, None, "Two of 49 sources, both seen as excerpts"),
        (("ap-2018-08", "cnn-2002-11-19", "voa-4028784"), None, None, "Three of 49 sources, all seen as excerpts"),
        ((), 2018, None, "For 2018: one newspaper article, read in full"),
        ((), 2003, None, "No source is listed for these filters"),
        ((), None, "2018-12-31", "One source tells what had been said by 31 December 2018"),
        (("searaids-cambodia",), None, "2019-12-31", "One source may tell what had been said by 31 December 2019"),
        (("all",), None, "2001-01-01", "No source is listed for these filters"),
    ],
)
def test_what_the_record_rests_on(whole: Dataset, ids: tuple[str, ...], years: int | None, day: str | None, said: str) -> None:
    assert words.heading(_view(whole, *ids, years=years, day=day)) == said


def test_of_another_record(small: View) -> None:
    """One source alone; four of which none is the first; two of them; one with which it opens."""
    assert words.heading(small) == "One newspaper article, read in full"
    other = load(SMALL.parent / "other_record")
    assert words.heading(View(other)) == "Four sources, all read in full"
    assert words.heading(View(other, Filters(sources=every(other)[:2]))) == "Two of four sources, both read in full"
    assert View(other).lead is None
    about = other.about.model_copy(update={"default_sources": ["wire-2024-03-01"]})
    opens = replace(other, about=about)
    assert words.heading(View(opens)) == "One news agency report, read in full"
    shown = View(opens, Filters(sources=every(opens)))
    assert words.heading(shown) == "One news agency report, read in full; three further sources, all read in full"
    assert [used.source.id for used in (View(opens).lead, shown.lead) if used] == ["wire-2024-03-01"] * 2


def test_a_superlative_needs_more_than_half(whole: Dataset) -> None:
    """Of four further sources two are excerpts: no "most"; of five three are."""
    read = ("uwchr-ice-air-cambodia-flights", "uwchr-ice-removals-fy2017-fy2018")
    half = _view(whole, ARTICLE, *read, "ap-2018-08", "cnn-2002-11-19")
    assert words.heading(half).endswith("four of 48 further sources, two of them seen as excerpts")
    more = _view(whole, ARTICLE, *read, "ap-2018-08", "cnn-2002-11-19", "voa-4028784")
    assert words.heading(more).endswith("five of 48 further sources, most seen as excerpts")


def test_the_years_and_the_day_are_told(whole: Dataset) -> None:
    """In 2018 more sources have a report than the article; each number is one of rows."""
    shown = _view(whole, "all", years=2018)
    others = len(rows(shown, "sources")) - 1
    assert words.heading(shown) == (
        f"For 2018: one newspaper article, read in full; {others} of 48 further sources, most seen as excerpts"
    )
    then = _view(whole, "all", day="2018-12-31")
    listed = rows(then, "sources")
    sure = sum(row["known"] != "may have been said" for row in listed)
    assert words.heading(then) == f"{sure} to {len(listed)} sources tell what had been said by 31 December 2018"
    assert 0 < sure < len(listed)


# The card


def _told(view: View) -> list[str]:
    return text_of(writer.body(sources.OPENING, Asked(view))).splitlines()


def test_the_card_of_the_article_stays_when_all_are_shown(whole: Dataset) -> None:
    """How far it is checked, how much it reports, and what is left out; the same with all sources."""
    told = _told(_view(whole))
    assert told[:2] == [
        "Lift 'unjust' travel ban on officials, US urged",
        "The Phnom Penh Post, May 2022 (inferred). 70 of 70 quotations checked against the archived text, 26 November 2026. "
        "57 reports.",
    ]
    assert {"How its date is inferred", "Left out: six parts", "Three notes"} <= {*told}
    assert _told(_view(whole, "all")) == told


def test_the_card_of_another_source(whole: Dataset, small: View) -> None:
    """One whose title was not seen, and that is quoted nowhere; its name leads to it. And the one source of a small record."""
    told = writer.body(sources.OPENING, Asked(_view(whole, UNTITLED)))
    assert re.search(r'<h2><a href="https://khmercircle[^"]+" rel="noreferrer" target="_blank">Untitled report</a></h2>', told)
    assert "Nothing is quoted from it; the record tells it in words of its own." in text_of(told)
    assert _told(small)[:2] == [
        "Few go to Zenda",
        "The Evening Herald, 3 February 2013. 0 of 9 quotations checked against the archived text. 9 reports.",
    ]
    assert _told(_view(whole, "ap-2018-08", "cnn-2002-11-19")) == []


def test_the_card_says_what_of_it_is_shown(whole: Dataset) -> None:
    """Of a source that appeared after the day; of one of which some reports are of other years."""
    then = "\n".join(_told(_view(whole, day="2018-12-31")))
    assert "It appeared in May 2022, after that day." in then
    perhaps = "\n".join(_told(_view(whole, "searaids-cambodia", day="2019-12-31")))
    assert "It appeared not before 3 January 2019, perhaps after that day." in perhaps
    assert re.search(r"\b(\d+) of its 57 reports", then)
    shown = _view(whole, years=2018)
    assert f"{rows(shown, 'sources')[0]['reports']} of its 57 reports." in "\n".join(_told(shown))


# The table


def _raw(folder: Path = ROOT / "data") -> dict[str, dict[str, Any]]:
    """The source files as YAML and nothing else, by id."""
    files = (yaml.load(path.read_text(), Loader=yaml.CBaseLoader) for path in sorted(folder.glob("sources/*.yaml")))  # noqa: S506
    return {file["source"]["id"]: file for file in files}


KINDS = ("flights", "figures", "statements", "milestones")


def test_the_most_reports_first_then_by_date(whole: Dataset) -> None:
    """Counted and sorted again from the raw YAML; the page and its download have the same order."""

    def place(item: tuple[str, dict[str, Any]]) -> tuple[int, dt.date, dt.date]:
        begin, end = second_count.span(item[1]["source"]["published"]["edtf"])
        return -sum(len(item[1].get(kind, [])) for kind in KINDS), begin or dt.date.max, end or dt.date.max

    wanted = [name for name, _ in sorted(_raw().items(), key=place)]
    view = _view(whole, "all")
    assert [row["id"] for row in rows(view, "sources")] == wanted
    told = writer.body(sources.SOURCES, Asked(view))
    assert re.findall(r'<th scope="row"[^>]*><a [^>]*data-record="([^"]+)"', told) == wanted
    first, rest = told.split("<details>")
    assert first.count('scope="row"') == sources.MOST_SHOWN
    assert "<summary>37 more</summary>" in rest
    assert told.count("<td") == 4 * 49


def test_one_source_needs_no_table(article: View, small: View) -> None:
    assert not sources.SOURCES.needs(Asked(article))
    assert not sources.SOURCES.needs(Asked(small))


def test_a_day_has_a_column_of_its_own(whole: Dataset) -> None:
    told = writer.body(sources.SOURCES, Asked(_view(whole, "all", day="2018-12-31")))
    assert 'data-heading="By then">may have been said' in told


# What is inferred, and what is disputed


def _inferences(value: object) -> Iterator[str]:
    """The reason of every inference in a file, wherever it stands."""
    if isinstance(value, list):
        yield from (reason for one in value for reason in _inferences(one))
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.endswith("inferred"):
                yield " ".join(inner.split())
            yield from _inferences(inner)


@pytest.mark.parametrize("ids", [(), ("all",)])
def test_inferences_counted_again(whole: Dataset, ids: tuple[str, ...]) -> None:
    """As many as the files have, each in one row, which is of one part of a record; nothing is read out of the reasons."""
    reasons = [reason for name, file in _raw().items() if ids or name == ARTICLE for reason in _inferences(file)]
    view = _view(whole, *ids)
    parts = sources._parts(view)
    assert sources.INFERENCES.headline(Asked(view)) == f"Inferences: {len(reasons)} in {len(parts)} rows"
    assert sum(len(told) for _, told in parts) == len(reasons)
    assert len({part for part, _ in parts}) == len(parts) < 10
    assert {row["part"] == part for part, told in parts for row in told} == {True}


def test_what_many_records_are_taken_to_be_for_one_reason_is_told_once(article: View) -> None:
    """Eleven words and one count of the article are of 16 May 2022 since it prints that day: a line to each, with its number."""
    told = text_of(sources._inferences(Asked(article))).splitlines()
    assert "16 May 2022: The article prints “May 16”; the year is inferred from the article’s date. (11)" in told


def test_what_is_inferred_of_sources_leads_to_them(everything: View) -> None:
    """Six sources of which nothing tells by when they had appeared stand in the list that the row of their dates opens."""
    [told] = [told for part, told in sources._parts(everything) if part == "date of publication"]
    unknown = [
        str(row["id"]) for row in told if str(row["reason"]).casefold().endswith("nothing here tells by when it had appeared.")
    ]
    assert len(unknown) == 6
    named = [besides.listed(everything.dataset, name) for name in unknown]
    assert "Untitled report, searaids.org, [not before 3 January 2019, inferred]" in named


def test_inferences_in_words() -> None:
    assert words.inferences(1, 1) == "Inferences: 1"
    assert words.inferences(3, 1) == "Inferences: 3 in one row"
    assert words.inferences(1200, 20) == "Inferences: 1,200 in 20 rows"


def test_disagreements_counted_again(whole: Dataset) -> None:
    """Every pair of reports of which one contradicts the other, once; and the two sums of DHS that are more than a total.

    No reports on one flight disagree, and nothing is replaced or taken back (see test_second_count).
    """
    files = _raw()
    reports = [report for file in files.values() for kind in KINDS for report in file.get(kind, [])]
    ties = [(report["id"], tie) for report in reports for tie in report.get("relations", [])]
    pairs = {frozenset((one, tie["to"])) for one, tie in ties if tie["type"] == "contradicts"}
    assert not [tie for _, tie in ties if tie["type"] in ("replaces", "retracts")]
    assert second_count.disagreements(second_count.View(ROOT / "data")) == {}
    values = {report["id"]: int(report["quantity"]["value"]) for report in reports if "value" in report.get("quantity", {})}
    dhs = {
        int(report["date"]["edtf"][:4]) + 1: values[report["id"]] for report in files["corgis-dhs-yearbook-2005-2014"]["figures"]
    }
    assert sum(dhs[year] for year in range(2005, 2013)) > 388
    assert sum(dhs[year] for year in range(2008, 2013)) > 388 - 163
    number = len(pairs) + 2
    view = _view(whole, "all")
    assert sources.CONFLICTS.headline(Asked(view)) == f"Where reports disagree or counts differ: {number}"
    assert len(rows(view, "conflicts")) == number
    told = writer.body(sources.CONFLICTS, Asked(view))
    assert told.count('scope="row"') == number
    assert told.count("Tested: ") == 2 * 2  # shown, and named for who hears the link alone
    assert [row["about"] for row in rows(view, "conflicts")][-2:] == ["counts that differ"] * 2


def test_two_that_contradict_each_other_are_one_disagreement(folder: Path) -> None:
    """The minister's hundred are enough, says the one; that nobody left is no proof, says the other: each names the other."""
    path = folder / "sources/herald.yaml"
    text = path.read_text()
    for quoted, other in (("nobody has left again\n        words: paraphrase\n", "minister-enough"),
                         ("and that is enough\n        words: direct quotation\n", "none-left")):  # fmt: skip
        tie = f"    relations:\n      - type: contradicts\n        to: {other}\n        reason: The two cannot both be so.\n"
        assert text.count(quoted) == 1
        text = text.replace(quoted, f"{quoted}{tie}")
    path.write_text(text)
    view = View(load(folder))
    assert [{found.tie.one, found.tie.other} for found in view.disagreements if found.tie] == [{"none-left", "minister-enough"}]
    assert words.disagreements(view.disagreements).startswith("Where reports disagree")


# One name for a source


def test_a_source_whose_title_was_not_seen(whole: Dataset) -> None:
    view = _view(whole, UNTITLED)
    name = "Untitled report, The Phnom Penh Post, 19 May 2017"
    assert names.source_line(whole, _source(whole, UNTITLED)) == name
    assert filter_words.titles(whole)[UNTITLED] == name
    assert writer.source_line(contents.BY_PATH["timeline"], Asked(view)).startswith(f"Source: {name}. ")
    assert writer.source_line(contents.BY_PATH["sources"], Asked(view)) == ""  # it lists them
    assert names.citation(whole, rows(view, "flight_reports")[0]["id"]).startswith(f"{name}. https://khmercircle")
    told = writer.body(sources.SOURCES, Asked(_view(whole, "all")))
    assert f'aria-label="{name}: evidence">Untitled report</a>' in told


def _source(whole: Dataset, name: str) -> schema.Source:
    return next(file.source for file in whole.source_files if file.source.id == name)


def test_a_text_that_refers_to_a_source_names_it(whole: Dataset) -> None:
    """What a curator writes as an id stands as the title and the publisher, also of one without a title; quotations stay."""
    [reason] = {row["reason"] for row in rows(_view(whole, "cambodia-daily-129053"), "inferences") if row["part"] == "date"}
    assert reason == "The day is from the untitled report of The Phnom Penh Post, 19 May 2017, which gives 3 May, a Wednesday."
    [reason] = {row["reason"] for row in rows(_view(whole, "khmer-times-561268"), "inferences") if row["part"] == "date"}
    assert reason == "The day is from “KVAO braces for influx of deportees” of Khmer Times."
    told = rows(_view(whole, "ppp-2022-officials-deplore"), "inferences")[0]["reason"]
    assert "read. The untitled report of The Phnom Penh Post, between 12 and 31 May 2022 calls it recent" in str(told)
    assert whole.by_id["flight-2018-04-post"][1].evidence[0].quotation.startswith("In April 2018, US Immigration")


def test_sources_of_one_name_are_told_apart(whole: Dataset) -> None:
    """Two untitled reports of one newspaper of one day, of which neither shows its id."""
    twin = whole.source_files[every(whole).index(UNTITLED)]
    file = twin.model_copy(update={"source": twin.source.model_copy(update={"id": "ppp-2017-05-19-b"})})
    told = filter_words.titles(replace(whole, source_files=(*whole.source_files, file)))
    name = "Untitled report, The Phnom Penh Post, 19 May 2017"
    assert (told[UNTITLED], told["ppp-2017-05-19-b"]) == (f"{name} (1 of 2)", f"{name} (2 of 2)")


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("[2017-05-03..2017-05-16]", "between 3 and 16 May 2017"),
        ("[2018-08-22..2018-09-04]", "between 22 August and 4 September 2018"),
        ("[2016-12-01..2017-01-04]", "between 1 December 2016 and 4 January 2017"),
        ("2018-05/2018-06", "between May and June 2018"),
        ("2018-05~/2018-06", "between about May 2018 and June 2018"),
        ("2018-05-01/2018-06", "between 1 May 2018 and June 2018"),
        ("2017/2018", "between 2017 and 2018"),
        ("[2017-12-21,2017-12-22]", "21 or 22 December 2017"),
        ("[2019-06,2020-06]", "June 2019 or June 2020"),
        ("[2019-06,2020-06,2021-06]", "June 2019, June 2020 or June 2021"),
        ("2018-04-05/..", "not before 5 April 2018"),
    ],
)
def test_when_a_source_appeared(edtf: str, said: str) -> None:
    assert dates.appeared(parse(edtf)) == said


def _on_screen(whole: Dataset, view: View) -> Iterator[tuple[str, str]]:
    """What readers see of a view, page by page; and what the evidence, the searches and the citations of it say."""
    asked = Asked(view)
    query = "&".join(f"{name}={value}" for name, value in view.address)
    for one in contents.PAGES:
        yield one.title, text_of(first.paint(whole, one.path, QueryParams(query)))
        yield f"brief of {one.title}", re.sub(r"<(script|style).*?</\1>", "", brief.brief(one, asked, "").decode(), flags=re.S)
        yield one.title, writer.source_line(one, asked)
    for file in view.dataset.source_files:
        yield file.source.id, text_of(sources.about(view, file.source))
    for query in ("report", "2017", "ppp", "daily"):
        found = results.drawn(asked, query)
        yield f"search for {query}", text_of(found.body) if found else ""
    for record in view.dataset.by_id:
        yield record, text_of(brief.evidence(view.dataset, record))
        yield record, views.cited(view, record)
    yield "filters", " ".join([filter_words.in_words(view), filter_words.view_line(view), *filter_words.titles(whole).values()])
    yield "data", re.sub(r"<[^>]+>", " ", listing.html(listing.listed(view, views.version_of(whole), "", "")))


@pytest.mark.parametrize("ids", [(), ("all",), (UNTITLED,), (UNTITLED, "ap-2018-08", "voa-4028784")])
def test_no_file_id_is_on_screen(whole: Dataset, ids: tuple[str, ...]) -> None:
    """Of no source, in no text of any page; addresses have them, which is what they are for."""
    known = {file.source.id for file in whole.source_files}
    for where, shown in _on_screen(whole, _view(whole, *ids)):
        plain = re.sub(r"https?://\S+", "", re.sub(r"<[^>]+>", " ", shown))
        assert not known & {*re.findall(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])", plain)}, where
