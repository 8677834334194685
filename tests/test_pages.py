"""Each page through AppTest: alone, by deep link, full and empty, with another record and with a broken one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import Dataset
from loaders.words import verification
from tests.conftest import ROOT, SMALL

PAGES = ("overview", "timeline", "totals", "statements", "sources")


def _open(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"{page}.py")
    app.run()
    assert not app.exception, app.exception
    return app


def _text(app: AppTest) -> str:
    """Everything that is on the page, without the backslashes that escape it."""
    elements = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption]
    tables = [table.value.to_string() for table in app.table]
    return "\n".join([*(str(element.value) for element in elements), *tables]).replace("\\", "")


@pytest.mark.parametrize("page", PAGES)
def test_page_alone(page: str) -> None:
    app = _open(page)
    assert app.title[0].value
    assert app.slider(key="years").value == (2002, 2022)


@pytest.mark.parametrize("page", PAGES)
def test_page_by_deep_link_with_years(page: str) -> None:
    app = _open(page, years=["2018", "2019"])
    assert app.slider(key="years").value == (2018, 2019)
    assert "Years shown: 2018 to 2019" in _text(app)


@pytest.mark.parametrize("page", PAGES)
def test_page_with_nothing_in_the_years(page: str) -> None:
    text = _text(_open(page, years=["2003", "2004"]))
    assert "Nothing of this kind is on record for 2003 to 2004. Widen the years at the top of the page" in text
    assert "from 2002 to 2022" in text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "years", [["x"], ["2020", "2018"], ["1"], ["2018", "2019", "2020"], ["1990", "2050"], ["<script>"], [""], ["9" * 400]]
)
def test_nonsense_in_the_address_falls_back_quietly(page: str, years: list[str]) -> None:
    app = _open(page, years=years, question="nonsense", side="<b>", flight="none", unknown="1")
    assert app.slider(key="years").value == (2002, 2022)


def test_one_year_in_the_address_is_that_year_alone() -> None:
    assert _open("totals", years="2018").slider(key="years").value == (2018, 2018)


def test_overview_has_the_numbers_with_who_and_when() -> None:
    text = _text(_open("overview"))
    for words in ("768", "more than **1,800**", "about **1,900**", "Bill Herod, 2020", "Chad Roedemeier, 16 May 2022"):
        assert words in text
    assert "Derived: 43 + 36 + 37 + 25 = 141" in text


def test_timeline_leads_from_a_group_to_its_sentence() -> None:
    app = _open("timeline", flight="Flight of December 2018")
    text = _text(app)
    assert "> In December 17 of that year, 36 Cambodian refugees were deported on a single flight" in text
    assert "Paragraph 12, paraphrase" in text
    assert "**Asian Americans Advancing Justice (AAJC)**, June 2019, June 2020 or June 2021" in text


def test_the_group_picked_gives_way_when_the_years_leave_it_out() -> None:
    app = _open("timeline", flight="Flight of December 2018", years=["2019", "2020"])
    assert "another group of 37 Cambodian-Americans arrived in the Kingdom" in _text(app)


def test_totals_has_the_ledger() -> None:
    text = _text(_open("totals"))
    assert "Derived: 768 − 141 = 627" in text
    assert "Reported beside it, not added" in text


def test_statements_filter_by_question_and_side() -> None:
    app = _open("statements", question="Interviews")
    headers = [header.value.replace("\\", "") for header in app.header]
    assert headers == ["Were verification interviews held, virtually too?"]
    text = _text(app)
    assert "Cambodia had actually conducted virtual interviews" in text
    assert "No statement shown from: Aid groups, advocates, analysts and press." in text
    narrowed = _text(_open("statements", question="Interviews", side="Cambodia"))
    assert "Chad Roedemeier, US" not in narrowed.replace("**", "")


def test_sources_says_what_is_inferred_and_left_out() -> None:
    text = _text(_open("sources"))
    assert "The page prints no date." in text
    assert "The renovation of Ream Naval Base." in text


@pytest.mark.parametrize("page", PAGES)
def test_another_record_with_the_same_code(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    app = _open(page)
    text = _text(app)
    assert "Ruritania" in text
    for word in ("Cambodia", "KVAO", "Phnom", "United States", "768"):
        assert word not in text


def test_quotations_say_whether_they_were_checked(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    found = verification(dataset.verification("phnom-penh-post-travel-ban"))
    assert found in _text(_open("sources"))
    day = found.split(", ")[1].rstrip(".")
    assert f"Paragraph 11, paraphrase; checked against the archived text, {day}" in _text(_open("timeline"))
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    assert "0 of 7 quotations verified against the archived text." in _text(_open("sources"))
    assert "Paragraph 1, paraphrase; not yet checked against the archived text" in _text(_open("timeline"))


@pytest.mark.parametrize("page", PAGES)
def test_a_record_that_is_broken_from_the_start(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    good = (folder / "flights.yaml").read_text()
    (folder / "flights.yaml").write_text("flights: [\n")
    app = _open(page)
    text = _text(app)
    assert "The record on disk has mistakes. There is no record to show until it is mended." in text.replace("**", "")
    assert "flights.yaml:2:1: file: is not valid YAML" in text
    (folder / "flights.yaml").write_text(good)
    app.run()
    assert not app.exception
    assert app.title
    assert "mistakes" not in _text(app)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(tmp_path / "nowhere"))
    assert "nowhere:1:1: folder: does not exist" in _text(_open("totals"))


def test_very_many_mistakes_stay_readable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    flights = folder / "flights.yaml"
    flights.write_text(flights.read_text() + "".join(f"  - id: extra-{number}\n    nmae: x\n" for number in range(1000)))
    text = _text(_open("totals"))
    assert "There are 3,000 mistakes; these are the first 10. To see all: `python -m loaders`." in text
    assert len(re.findall(r"^- flights.yaml:", text, re.M)) == 10
    assert "- flights.yaml:8:5: flights (extra-0)" in text
    assert len(text) < 5_000


def test_a_broken_save_leaves_the_last_good_record_and_mending_clears_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    app = _open("totals")
    good = (folder / "flights.yaml").read_text()
    (folder / "flights.yaml").write_text(good.replace("name:", "nmae:", 1))
    app.run()
    text = _text(app)
    assert not app.exception
    assert "flights.yaml:3:5: flights (spring) nmae: is not a known key. Did you mean 'name'?" in text
    assert "100 − 15 to 17 = 83 to 85" in text
    (folder / "flights.yaml").write_text(good)
    app.run()
    assert "mistakes" not in _text(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("year", [str(year) for year in range(2005, 2014)])
def test_any_year_of_a_small_record(page: str, year: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Years with a milestone and no group, with a group that is only planned, with nothing."""
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(SMALL))
    _open(page, years=year)


def test_a_group_picked_before_the_years_are_narrowed() -> None:
    app = _open("timeline", flight="Flight of December 2018")
    app.slider(key="years").set_value((2019, 2020)).run()
    assert not app.exception
    assert "another group of 37 Cambodian-Americans arrived in the Kingdom" in _text(app)


@pytest.mark.parametrize("page", PAGES)
def test_open_dates_are_drawn(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    herald = folder / "sources" / "herald.yaml"
    text = herald.read_text()
    for date, opened in (("2010-03", "2010-03/.."), ("2010-12/2011-01", "../2011-01"), ("2012", "2012/.."), ("2005", "../2005")):
        text = text.replace(f"edtf: {date}\n", f"edtf: {opened}\n")
    herald.write_text(text.replace("edtf: 2012-12-31", "edtf: ../2012-12-31"))
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    _open(page)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_shown_as_text(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<script>alert(1)</script> ![x](https://example.org/x.png) [y](https://example.org) :material/home: $x$ **b** =1+1"
    for path in [folder / "about.yaml", folder / "sources" / "herald.yaml", folder / "actors.yaml", folder / "flights.yaml"]:
        text = path.read_text()
        for key in ("headline", "standfirst", "title", "summary", "quotation", "label", "name", "short"):
            text = text.replace(f"{key}: ", f"{key}: '{hostile}' # ", 1)
        path.write_text(text)
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    app = _open(page)
    raw = "\n".join(str(element.value) for element in [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption])
    raw += "\n".join(table.value.to_string() for table in app.table)
    assert "alert" in raw
    unescaped = re.sub(r"\\.", "", raw)
    for live in ("<", "![", "](", ":material", "$", "x**"):
        assert live not in unescaped
