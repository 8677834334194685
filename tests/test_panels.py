"""What stands on the pages as values: panels without a browser, what they offer, and the brief."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from html import escape, unescape
from itertools import product

import pandas as pd
import pytest

from loaders import Dataset
from loaders.analysis.filters import Filters, Years, every
from loaders.analysis.view import View
from loaders.export import forms, views
from loaders.tables.narrowing import Narrowing
from loaders.tables.tables import TABLES
from loaders.wording import checks
from loaders.wording.pages import totals
from pages import contents
from pages.panels import component, html
from pages.panels import page as writer
from pages.panels.panel import Asked, Page
from pages.panels.totals import ENOUGH, MOST_TELLING
from pages.share import brief
from pages.web import first
from tests.said import text_of

TIMELINE = contents.BY_PATH["timeline"]


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("year", [None, 2010, 1700])
def test_every_panel_says_what_it_shows_or_that_there_is_nothing(page: Page, year: int | None, small: View) -> None:
    """Its headline is a heading, its words are whole; without rows it says so and offers nothing."""
    asked = Asked(View(small.whole, Filters(Years(year, year) if year else None)))
    panels = page.standing(asked)
    assert panels
    assert len({panel.name for panel in panels}) == len(panels)
    for panel in panels:
        drawn = component.drawn(panel, asked)
        assert panel.table in {"", *TABLES}
        assert ("<h2" in (drawn.fold or "") + drawn.head) == bool(panel.headline(asked))
        assert bool(drawn.fold) == panel.folds
        assert bool(drawn.foot) == bool(panel.table and panel.offers and panel.shows(asked)), panel.name
        assert not re.search(r"\bNone\b|\bnan\b|<NA>", drawn.head + drawn.body + drawn.under + drawn.foot), panel.name
        if not panel.shows(asked):
            assert (panel, drawn.body, drawn.figure) == (panels[0], "", None)  # what heads the page stands whatever there is
    told = component.missing(page, asked).body
    for panel in page.panels:
        assert panel.what in told or not panel.needs(asked) or panel.shows(asked), panel.name


def test_a_panel_that_folds_is_opened_by_its_headline_also_in_the_brief_and_stands_open_in_a_frame(small: View) -> None:
    """Its heading keeps its level, and is said once; all else stands within, the chart too."""
    asked, found = Asked(small), TIMELINE.panel("flights")
    assert found
    folds = replace(found, folds=True)
    drawn, whole = component.drawn(folds, asked), component.drawn(found, asked)
    assert drawn.fold == f'<h2 id="flights">{found.headline(asked)}</h2>'
    assert whole.fold is None
    assert (drawn.fold or "") + drawn.head == whole.head
    assert re.fullmatch(
        r'<details><summary class="fold"><h2.*?</h2></summary><div class="head">.*<div class="chart".*</details>',
        drawn.data["frame"],
    )
    assert "<details>" not in whole.data["frame"]
    page = replace(TIMELINE, panels=(TIMELINE.panels[0], folds))
    painted = first._painted(page, asked, (), "")
    assert painted.count("<summary class") == 1
    folded, plain = (brief.brief(replace(page, panels=(TIMELINE.panels[0], one)), asked, "").decode() for one in (folds, found))
    assert f"<details><summary>{drawn.fold}</summary>" in folded
    assert f"<details><summary>{drawn.fold}</summary>" not in plain
    assert text_of(folded) == text_of(plain)


def test_a_heading_that_holds_links_is_heard_as_it_is_read(everything: View) -> None:
    """A link within it is named by what it leads to; the heading is not."""
    asked = Asked(everything)
    heads = "".join(writer.head(panel, asked, "h2") for page in contents.PAGES for panel in page.standing(asked))
    linked = [found for found in re.findall(r"<h2([^>]*)>(.*?)</h2>", heads) if "<a " in found[1]]
    assert len(linked) > 2
    for attributes, inside in linked:
        assert unescape(attributes.partition('aria-label="')[2].rstrip('"')) == text_of(inside)


def test_what_is_clicked_is_called_by_its_own_words_first(everything: View, article: View) -> None:
    """Whoever says the words that they see, to a program that clicks for them, hits what shows them."""
    found = 0
    for view, page in product((everything, article), contents.PAGES):
        drawn = [component.drawn(panel, Asked(view)) for panel in page.standing(Asked(view))]
        html = "".join(str(part) for one in drawn for part in one.parts.values())
        for attributes, inside in re.findall(r"<(?:a|button|summary)\b([^>]*)>(.*?)</(?:a|button|summary)>", html, re.S):
            name = unescape(attributes.partition('aria-label="')[2].partition('"')[0])
            assert not name or " ".join(text_of(inside).split()) in " ".join(name.split())
            found += bool(name)
    assert found > 100


def test_a_brief_prints_the_first_of_a_long_list_and_folds_the_others(everything: View) -> None:
    """Each is in the file, under its number, and links to it lead there."""
    made = brief.brief(TIMELINE, Asked(everything), "").decode()
    shown, folded = made.split("<details><summary>Evidence: ")
    numbers = [int(number) for number in re.findall(r'<li id="evidence-(\d+)">', made)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert shown.count('<li id="evidence-') == brief.MOST_PRINTED
    assert folded.startswith(
        f'{len(numbers) - brief.MOST_PRINTED} more</summary><ol class=evidence start="{brief.MOST_PRINTED + 1}">'
    )
    assert brief.FOLDED in made


@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
def test_a_brief_begins_with_the_answer_of_its_page_and_folds_the_rows_of_charts(page: Page, everything: View) -> None:
    made = brief.brief(page, Asked(everything), "").decode()
    answer = page.panels[0].headline(Asked(everything))
    assert [text_of(told) for told in re.findall(r"<h1[^>]*>(.*?)</h1>", made, re.S)] == [text_of(escape(answer))]
    open_ = re.sub(r"<details>.*?</details>", "", made, flags=re.S)
    for panel in page.standing(Asked(everything)):
        if panel.chart and panel.body is None and not panel.folds:
            assert f"<summary>{TABLES[panel.table].heading}</summary><table" in made
            assert f"<summary>{TABLES[panel.table].heading}" not in open_


def test_a_row_of_a_table_has_a_cell_for_each_heading_and_leads_to_its_evidence(small: View) -> None:
    figures = contents.BY_PATH["totals"].panel("figures")
    assert figures
    html, headings = writer.body(figures, Asked(small)), ["How much", "What", "About", "Said by"]
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == headings
    lines = re.findall(r"<tr>(.*?)</tr>", html)[1:]
    assert len(lines) == sum(len(file.figures) for file in small.dataset.source_files)
    for line in lines:
        assert re.findall(r'data-heading="(.*?)"', line) == headings
        assert re.search(
            r'<th scope="row"[^>]*><a href="\?[^"]*record=[^"]+" data-record="[^"]+" aria-label="[^"]+: evidence">', line
        )


def test_the_heading_of_a_column_stands_to_the_side_where_its_numbers_do() -> None:
    numbers, words = html.Cell(3, number=True), html.Cell("three")
    made = html.table(
        "Counted", {"who": "Who", "many": "How many", "told": "Told"}, [[words, words, words], [words, numbers, words]]
    )
    assert re.findall(r"<th[^>]*scope=\"col\"[^>]*>", made) == [
        '<th scope="col">',
        '<th scope="col" class="number">',
        '<th scope="col">',
    ]


def test_a_brief_has_the_evidence_for_each_number_and_no_markup_of_the_record(small: View) -> None:
    made = brief.brief(TIMELINE, Asked(small), "https://example.org/?a=1&b=2").decode()
    for _, report in small.dataset.reports():
        if report.id.startswith(("spring", "autumn", "treaty")):
            assert f"Record {report.id}." in made
    assert "ten people arrived in March 2010" in made
    assert 'href="https://example.org/?a=1&amp;b=2"' in made
    assert not re.search(r'href="#evidence-(\d+)"(?!.*id="evidence-\1")', made, re.S)  # every number leads to what stands below
    assert "?record=" not in made


def test_a_brief_of_nothing_says_so(small: View) -> None:
    empty = Asked(View(small.whole, Filters(Years(1700, 1700))))
    made = brief.brief(TIMELINE, empty, "").decode()
    assert "Nothing for 1700: " in made
    assert "<script" not in made  # no chart, no script


def test_a_page_narrowed_to_a_question_keeps_it_in_every_link(small: View) -> None:
    asked = Asked(small, Narrowing(question="enough"))
    [positions] = [panel for panel in contents.BY_PATH["statements"].panels if panel.name == "positions"]
    links = re.findall(r'href="(\?[^"]*)"', writer.body(positions, asked))
    assert links
    assert all("question=Enough" in link for link in links)


@pytest.mark.parametrize(
    ("asked", "panel", "told"),
    [
        # TRUTH as it was worked out by hand: the source is the cause, not the years; the years are, not the day
        (Filters(sources=("voa-4028784",)), "flights", "in the sources shown: groups. With all 49 sources there is"),
        (
            Filters(sources=("corgis-dhs-yearbook-2005-2014",)),
            "flights",
            "in the sources shown: groups. With all 49 sources there is",
        ),
        (Filters(Years(2010, 2010), as_of=dt.date(2022, 5, 31)), "flights", "Nothing for 2010: groups. Widen the years"),
        (Filters(as_of=dt.date(2003, 1, 1)), "flights", "Not said by 1 January 2003, nor may it have been: groups."),
        (Filters(Years(2003, 2003), ("voa-4028784",)), "flights", "With all sources, all years and no day there is"),
    ],
)
def test_nothing_says_which_filter_hides_it(asked: Filters, panel: str, told: str, whole: Dataset) -> None:
    view = View(whole, asked)
    found = TIMELINE.panel(panel)
    assert found
    assert told in writer.missing([found], Asked(view))


def test_a_record_that_has_nothing_of_a_kind_says_so(small: View) -> None:
    [stocks] = [panel for panel in contents.BY_PATH["totals"].panels if panel.name == "stocks"]
    assert not writer.missing([stocks], Asked(small))  # it stands only where somebody gives such numbers
    assert (
        writer.missing([replace(stocks, needs=lambda _: True)], Asked(small))
        == "<p>The record has nothing of these: people awaiting removal.</p>"
    )


def test_a_check_says_on_the_page_what_is_open_by_the_day(whole: Dataset) -> None:
    """By 5 January 2020 some checks rest on what may have been said: each says so, in its line and in the list of all."""
    asked = Asked(View(whole, Filters(sources=every(whole), as_of=dt.date(2020, 1, 5))))
    panel = contents.BY_PATH["totals"].panel("checks")
    assert panel
    told = [*totals.most_telling(asked.view, MOST_TELLING, ENOUGH), *asked.view.checks]
    open_ = [sentence for one in told if (sentence := checks.unsettled(one))]
    assert len(open_) > 1
    assert text_of(writer.body(panel, asked)).count(open_[0]) == len(open_)


SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBER = rf"(\d+|{'|'.join(SMALL_NUMBERS)})"
TITLES = {
    "flights": (re.compile(rf"^{NUMBER}(?: to {NUMBER})? groups?\b", re.IGNORECASE), "people_low"),
    "readings": (re.compile(rf"^{NUMBER} steps? ", re.IGNORECASE), "id"),
    "figures": (re.compile(r"^Every figure: (\d+)$"), "id"),
    "stocks": (re.compile(rf": {NUMBER} counts,"), "id"),
    "conflicts": (re.compile(rf"^{NUMBER} disagreements? ", re.IGNORECASE), "id"),
}
"""By table the number in the title over it, and the column that has something in each row that it counts."""


@pytest.mark.parametrize(
    "asked",
    [
        *(Filters(), Filters(sources=("everything",)), Filters(Years(2018, 2018), ("everything",))),
        *(Filters(sources=("reuters-2019-07",)), Filters(Years(2020, 2022)), Filters(Years(2003, 2003), ("everything",))),
        *(
            Filters(sources=("everything",), as_of=dt.date.fromisoformat(day))
            for day in ("2013-12-31", "2018-12-31", "2019-12-31")
        ),
    ],
    ids=str,
)
def test_what_is_offered_under_a_panel_has_the_rows_that_it_says_and_that_its_title_counts(
    asked: Filters, whole: Dataset
) -> None:
    """Each level under its number, and the citation beside the files; as they leave, read back."""
    known = every(whole)
    sources = known if asked.sources == ("everything",) else tuple(one for one in asked.sources or () if one in known) or None
    on = Asked(View(whole, replace(asked, sources=sources)))
    for page in contents.PAGES:
        for panel in page.standing(on):
            foot = writer.foot(panel, on)
            links = re.findall(r'href="/data/(\w+)[.]csv[?][^"]*" download aria-label="CSV: ([\d,]+) ', foot)
            assert bool(links) == bool(foot), panel.name
            for name, told in links:
                rows = pd.read_csv(io.BytesIO(forms.to_csv(views.of_table(on.view, name, "").table)))
                assert len(rows) == int(told.replace(",", "")), (panel.name, name)
                if name == panel.table:
                    _counts(panel.headline(on), name, rows)
            if links:
                assert foot.count('class="cited"') == 1
                assert views.references_of_table(on.view, links[0][0], "")[-1].text in unescape(foot)


def _counts(title: str, name: str, rows: pd.DataFrame) -> None:
    """The number in a title is that of the rows; by a day the lower one leaves out what may not have been said."""
    if name not in TITLES or not (found := TITLES[name][0].search(title)):
        return
    numbers = [int(one) if one.isdigit() else SMALL_NUMBERS.index(one.lower()) for one in found.groups() if one]
    counted = rows[rows[TITLES[name][1]].notna()]
    assert numbers[-1] == len(counted), title
    assert numbers[0] == len(counted[counted["known"] != "may have been said"]) or len(numbers) == 1, title
