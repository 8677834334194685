"""Each page through AppTest: alone, by deep link, full and empty, with another record and with a broken one."""

from __future__ import annotations

import re
from itertools import cycle, product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import FOLDER, Dataset, load
from loaders.analysis.filters import Filters, Years
from loaders.analysis.view import View
from loaders.wording.names import verification
from tests.conftest import ROOT, SMALL
from tests.drawing import DRAWINGS, draw
from tests.said import heading, panels, said

PAGES = ("overview", "timeline", "totals", "statements", "sources")
DRAWN = [name for name in DRAWINGS if name.startswith("page ")]
"""The pages as values."""


def _open(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"{page}.py")
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("page", PAGES)
def test_page_by_deep_link_with_years(page: str) -> None:
    app = _open(page, years=["2018", "2019"])
    assert heading(app)
    assert app.slider(key="years").value == (2018, 2019)
    assert "Years shown: 2018 to 2019" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_page_with_nothing_in_the_years(page: str) -> None:
    text = said(_open(page, years=["2003", "2004"]))
    assert re.search(r"Nothing for 2003 to 2004: .+\. Widen the years under ‘Change’\.", text)


NONSENSE = (["x"], ["2020", "2018"], ["1"], ["2018", "2019", "2020"], ["1990", "2050"], ["<script>"], [""], ["9" * 400])


@pytest.mark.parametrize(("page", "years"), list(zip(cycle(PAGES), NONSENSE, strict=False)))
def test_nonsense_in_the_address_falls_back_quietly(page: str, years: list[str]) -> None:
    app = _open(page, years=years, question="nonsense", side="<b>", as_of="2019-02-30", record="<script> x", q="\0", unknown="1")
    assert app.slider(key="years").value == (2002, 2022)


def test_one_year_in_the_address_is_that_year_alone() -> None:
    assert _open("totals", years="2018").slider(key="years").value == (2018, 2018)


def test_years_that_fewer_sources_do_not_have_go_with_the_others() -> None:
    """2023 and 2024 are of all sources only: who goes back to the article meets no complaint about an address."""
    app = _open("timeline", sources="all", years=["2023", "2024"])
    app.radio(key="which_sources").set_value("default").run()
    assert not app.exception
    assert "years" not in app.query_params
    assert "In the address of this page" not in said(app)
    assert heading(app) == "Four groups, 141 people, 2018 to 2020"
    app.radio(key="which_sources").set_value("all").run()
    assert app.query_params["sources"] in ("all", ["all"])  # as a test of Streamlit has it
    app.selectbox(key="first_year").set_value(2018).run()
    assert app.query_params["years"] == ["2018", "2024"]


def test_overview_has_the_numbers_with_who_and_when() -> None:
    text = said(_open("overview"))
    for words in ("768", "more than 1,800", "about 1,900", "said Bill Herod", "Chad Roedemeier, 16 May 2022"):
        assert words in text
    assert "43 + 36 + 37 + 25 = 141" in text


@pytest.mark.parametrize("page", PAGES)
def test_a_record_by_link_opens_its_evidence_on_every_page(page: str) -> None:
    text = said(_open(page, record="kvao-total-2020"))
    for words in (
        "768 people deported from the US to Cambodia, running total",
        "“the latest deportations brought the total number of deportees from the US to 768”",
        "Adds up: 43 + 36 + 37 + 25 = 141; 141 ≤ 768",
    ):
        assert words in text


KINDS = ("flight-2018-04-post", "roedemeier-one-interview hun-sen-virtual-interviews", "2018-12", "kvao-launch")


def test_one_record_leads_to_the_next_in_one_component() -> None:
    """Whatever kind it is of, the dialog is called by its claim and holds one element."""
    app = _open("overview")
    for asked in (*KINDS, "groups-within-the-reported-total", "sum:year:2018", "phnom-penh-post-travel-ban"):
        app.query_params["record"] = asked
        app.run()
        assert not app.exception, asked
        [dialog] = app.get("dialog")
        assert "Evidence" not in dialog.proto.dialog.title
        assert dialog.proto.dialog.title.strip()
        assert len(dialog.get("bidi_component")) == 1
        assert "There is no record" not in said(app), asked


def test_a_record_that_is_not_there_is_told(dataset: Dataset) -> None:
    assert "There is no record ‘nothing’ in what is shown." in said(_open("totals", record="nothing"))


def test_a_derived_number_shows_its_arithmetic_and_its_limits() -> None:
    text = said(_open("totals", record="sum:not-itemised:kvao-total-2020"))
    for words in (
        "768 − 141 = 627",
        "Worked out here from the reports below, and reported by nobody",
        "Only groups are added up here",
        "The count runs since 2002. The first group listed here is of April 2018",
    ):
        assert words in text


def test_relations_are_shown_from_both_ends() -> None:
    assert "Qualifies Chad Roedemeier, 16 May 2022. " in said(_open("overview", record="hun-sen-virtual-interviews"))
    assert "Is qualified by Hun Sen, May 2022. " in said(_open("overview", record="roedemeier-one-interview"))
    assert "Contradicts Chad Roedemeier, 16 May 2022. " in said(_open("overview", record="hun-sen-implementing"))
    assert "Contradicts Hun Sen, May 2022. " in said(_open("overview", record="roedemeier-pace"))


def test_as_known_then_the_total_is_not_known_in_2019() -> None:
    text = said(_open("totals", as_of="2019-12-31"))
    told = (
        "**What had been said by 31 December 2019.** As far as dates are known: 6 reports; 8 more may have been; 43 are later or "
    )
    assert told in text
    assert "768" not in text
    assert "768" in said(_open("totals", as_of="2020-12-31"))


@pytest.mark.parametrize(
    ("page", "day"), [*product(PAGES, ["2018-12-31"]), *product(["overview", "timeline"], ["1999-12-31", "2024-06-01"])]
)
def test_every_page_by_a_day(page: str, day: str) -> None:
    """Also by days before and after all years of the record."""
    app = _open(page, as_of=day, sources=["all"])
    assert str(app.date_input(key="as_of").value) == day
    assert "**What had been said by " in said(app)


def test_a_day_after_the_years_of_a_record_is_shown_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group of 2018 in a source of June 2024."""
    monkeypatch.setenv(FOLDER, str(ROOT / "tests" / "cases" / "11-known-after-the-years"))
    app = _open("timeline", as_of="2024-06-01")
    text = said(app)
    assert "**What had been said by 1 June 2024.** As far as dates are known: 2 reports; 0 more may have been;" in text
    assert "The day is after all years of which the reports tell (2018)." in text
    assert heading(app) == "One group: 40 people, 10 May 2018"


def test_search_finds_and_opens(dataset: Dataset) -> None:
    app = _open("sources", q="virtual")
    found = panels(app)["results"]["body"]
    assert re.match(r"<div[^>]*><a[^>]*>Close</a><p[^>]*><strong>3 results for “virtual”.</strong></p>", found)
    [ids] = re.findall(r'data-record="([^"]+)">“Cambodia had actually conducted <mark>virtual</mark> interviews', found)
    app = _open("sources", q="virtual", record=ids)
    assert "Cambodia had actually conducted virtual interviews" in said(app)
    assert "results" not in panels(_open("sources", q="   "))


def test_statements_stand_side_by_side() -> None:
    app = _open("statements")
    text = said(app)
    assert heading(app) == "Eight questions, two governments, as quoted"
    assert "one side only" not in text  # whoever asks for other filters may hear more sides
    assert "Supported by" not in text  # nothing scores who is supported
    assert "Hun Sen gives no number and no time; the embassy counts one since October 2020" in text


def test_totals_has_every_check_and_what_it_would_take() -> None:
    text = said(_open("totals"))
    assert "\nChecks of the arithmetic\n" in text
    assert "All 7 checks\nAdds up: 2; Both can be true: 1; Cannot be told: 4." in text
    assert "What it would take: The number of removals to Cambodia in each of the two years" in text
    assert "“hundreds” against 768" in text


def test_totals_has_the_ledger() -> None:
    text = said(_open("totals"))
    assert "Derived: 768 − 141 = 627" in text
    assert "Reported beside it, not added" in text


def test_statements_filter_by_question_and_side() -> None:
    app = _open("statements", question="Interviews")
    assert heading(app) == "One question, two governments, as quoted"
    assert re.findall(r"<h2>(.*?)</h2>", panels(app)["questions"]["body"]) == [
        "Were verification interviews held, including online?"
    ]
    assert "Cambodia had actually conducted virtual interviews" in said(app)
    assert "Only ‘Interviews’ is shown. All questions" in said(app)
    narrowed = _open("statements", question="Interviews", side="Cambodia")
    assert heading(narrowed) == "One question, one government heard: Cambodia"
    assert "Chad Roedemeier, US" not in panels(narrowed)["questions"]["body"]
    assert "Only ‘Cambodia’ is shown; what the other sides say is hidden. All sides" in said(narrowed)


def test_sources_says_what_is_inferred_and_left_out() -> None:
    text = said(_open("sources"))
    assert "The page prints no date." in text
    assert "The renovation of Ream Naval Base." in text


SMALL_HEADINGS = {
    "overview": "People taken back: 100, said The Zendan minister",
    "timeline": "Two groups, 15 to about 17 people, 2010 to 2011; without a number: Winter group",
    "totals": "15 to about 17 of the 100 are in two groups listed here",
    "statements": "One question, one side heard: Zenda",
    "sources": "One newspaper article, read in full",
}


@pytest.mark.parametrize("page", PAGES)
def test_another_record_with_the_same_code(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    app = _open(page)
    text = said(app)
    assert heading(app) == SMALL_HEADINGS[page]
    for word in ("Cambodia", "KVAO", "Phnom", "United States", "768"):
        assert word not in text


def test_quotations_say_whether_they_were_checked(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    found = verification(dataset.verification("phnom-penh-post-travel-ban"))
    assert found in said(_open("sources"))
    day = found.split(", ")[1].rstrip(".")
    assert f"paragraph 11, checked against the archived text on {day}." in said(_open("timeline", record="2018-04"))
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    assert "0 of 9 quotations checked against the archived text." in said(_open("sources"))
    assert "paragraph 1, not yet checked against the archived text." in said(_open("timeline", record="spring"))


@pytest.mark.parametrize("page", PAGES)
def test_a_record_that_is_broken_from_the_start(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    good = (folder / "flights.yaml").read_text()
    (folder / "flights.yaml").write_text("flights: [\n")
    app = _open(page)
    text = said(app)
    assert "The record on disk has mistakes. There is no record to show until it is mended." in text.replace("**", "")
    assert "flights.yaml:2:1: file: is not valid YAML" in text
    (folder / "flights.yaml").write_text(good)
    app.run()
    assert not app.exception
    assert heading(app)
    assert "mistakes" not in said(app)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(tmp_path / "nowhere"))
    told = said(_open("totals"))
    assert "nowhere:1:1: folder: does not exist" in told
    assert str(tmp_path) not in told


def test_very_many_mistakes_stay_readable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    flights = folder / "flights.yaml"
    flights.write_text(flights.read_text() + "".join(f"  - id: extra-{number}\n    nmae: x\n" for number in range(1000)))
    text = said(_open("totals"))
    assert "There are more than 500 mistakes; these are the first 10. To see more: `python -m loaders`." in text
    assert len(re.findall(r"^- flights.yaml:", text, re.M)) == 10
    assert "- flights.yaml:8:5: flights (extra-0)" in text
    assert len(text) < 5_000


def test_a_broken_save_leaves_the_last_good_record_and_mending_clears_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    app = _open("totals")
    good = (folder / "flights.yaml").read_text()
    (folder / "flights.yaml").write_text(good.replace("name:", "nmae:", 1))
    app.run()
    text = said(app)
    assert not app.exception
    assert "flights.yaml:3:5: flights (spring) nmae: is not a known key. Did you mean 'name'?" in text
    assert "100 − 15 to about 17 = about 83 to 85" in text
    (folder / "flights.yaml").write_text(good)
    app.run()
    assert "mistakes" not in said(app)


def test_any_year_of_a_small_record() -> None:
    """Also years with a milestone and no group, with nothing, with a group that is only announced."""
    dataset = load(SMALL)
    for year in range(2005, 2014):
        draw(View(dataset, Filters(Years(year, year))), DRAWN)


def test_open_dates_are_drawn(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text()
    for date, opened in (("2010-03", "2010-03/.."), ("2010-12/2011-01", "../2011-01"), ("2012", "2012/.."), ("2005", "../2005")):
        text = text.replace(f"edtf: {date}\n", f"edtf: {opened}\n")
    herald.write_text(text.replace("edtf: 2012-12-31", "edtf: ../2012-12-31"))
    draw(View(load(folder)), DRAWN)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_shown_as_text(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<script>alert(1)</script> ![x](https://example.org/x.png) [y](https://example.org) :material/home: $x$ **b** =1+1"
    for name in ("about", "sources/herald", "actors", "flights", "questions"):
        path = folder / f"{name}.yaml"
        text = path.read_text()
        for key in ("headline", "standfirst", "title", "summary", "quotation", "label", "name", "text"):
            text = text.replace(f"{key}: ", f"{key}: '{hostile}' # ", 1)
        path.write_text(text)
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    app = _open(page)
    raw = "\n".join(str(element.value) for element in [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption])
    raw += "\n".join(button.label for button in app.button)
    unescaped = re.sub(r"\\.", "", raw)
    for live in ("<", "![", "](", ":material", "$", "x**"):
        assert live not in unescaped
    shown = "".join(data[part] for data in panels(app).values() for part in ("head", "body", "under", "foot"))
    assert "alert(1)" in shown + raw
    assert "<script" not in shown
    assert not re.findall(
        r"<(?!/?(?:a|b|button|blockquote|caption|code|details|div|footer|h[1234]|li|line|p|rect|span|strong|summary|svg|textarea"
        r"|t[abdhr]|ul))",
        shown,
    )


@pytest.mark.parametrize("page", PAGES)
def test_relations_both_ways_and_supporters_shared(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two records in two relations, both ways, and one record that supports statements on two questions."""
    herald, questions = folder / "sources" / "herald.yaml", folder / "questions.yaml"
    text = herald.read_text()
    statement = text.split("statements:\n")[1].split("\n\n")[0]
    again = statement.replace("minister-enough", "herald-few").replace("speaker: minister", "speaker: herald")
    again = again.replace("question: enough", "question: treaty").replace("    answer: enough\n", "")
    counted = "        quotation: nobody has left again\n        words: paraphrase\n"

    def relations(kinds: tuple[str, ...], *others: str) -> str:
        each = [f"      - {{type: {kind}, to: {other}, reason: x}}\n" for kind in kinds for other in others]
        return "    relations:\n" + "".join(each)

    both = ("contradicts", "responds to")
    text = text.replace(counted, counted + relations(("supports",), "minister-enough", "herald-few"))
    two = f"{statement}\n{relations(both, 'herald-few')}\n{again}\n{relations(both, 'minister-enough')}"
    herald.write_text(text.replace(statement, two))
    treaty = "  - id: treaty\n    short: Treaty\n    text: Is it kept?\n    answers: [{id: kept, text: It is}]\n"
    questions.write_text(questions.read_text() + treaty)
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    _open(page)
    _open(page, record="herald-few herald-few minister-enough")
