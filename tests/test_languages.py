"""Other languages: nothing is left in English, catalogues are whole, values of files stay, drafts say so."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import QueryParams
from streamlit.testing.v1 import AppTest

from loaders import Dataset, RecordError, __main__, in_language, load
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.forms import FORMS
from loaders.record import schema, texts
from loaders.record.problems import Code
from loaders.search import results
from loaders.tables.tables import TABLES, table
from loaders.wording import language, numbers
from loaders.wording.catalogues import catalogue, extracting, own
from pages import contents
from pages.app import asking
from pages.evidence.find import find
from pages.panels import component
from pages.panels.html import text
from pages.panels.panel import Page
from pages.share import brief
from pages.web import first, listing
from tests import stray
from tests.conftest import ROOT, SMALL

ASKED = (
    "",
    "sources=all",
    "sources=all&years=2018&years=2019&as_of=2019-01-14",
    "years=2003",
    "years=1999&hue=red",
)
KHMER = re.compile("[\u1780-\u17ff]")
PLACES = re.compile(r"\{[^}]*\}")


@pytest.fixture(scope="module")
def foreign(whole: Dataset) -> Dataset:
    """The record in the language made up for tests."""
    return stray.dataset(whole)


@pytest.fixture(scope="module")
def khmer(whole: Dataset) -> Dataset:
    """The record in Khmer, as far as it is translated."""
    return in_language(whole, "km")


def _labels(drawn: component.Drawn) -> list[str]:
    """What stands in a chart, and what is said of it."""

    def within(value: Any, key: str) -> list[str]:
        match value:
            case dict():
                return [one for name, inner in value.items() for one in within(inner, name)]
            case list():
                return [one for inner in value for one in within(inner, key)]
            case str() if key in {"text", "hovertext", "ticktext", "hovertemplate"}:
                return [re.sub(r"<[^>]*>|%\{[^}]*\}", " ", value)]
        return []

    return [drawn.alt, *(within(drawn.figure.json(), "") if drawn.figure else [])]


@pytest.mark.parametrize("query", ASKED)
@pytest.mark.parametrize("page", contents.PAGES, ids=lambda page: page.title)
def test_nothing_on_a_page_is_left_in_english(whole: Dataset, foreign: Dataset, page: Page, query: str) -> None:
    ignored = stray.same_in_all(whole)
    with stray.spoken():
        asked, told = asking.leniently(foreign, QueryParams(f"{query}&lang={stray.CODE}"))
        found = stray.strays(first._painted(page, asked, tuple(told), "", "768"), ignored)
        for panel in page.standing(asked):
            found += [one for label in _labels(component.drawn(panel, asked)) if (one := stray.outside(label, ignored))]
        if not query.startswith("years"):
            found += stray.strays(brief.brief(page, asked, "").decode(), ignored)
    assert not found


def test_nothing_in_the_evidence_is_left_in_english(whole: Dataset, foreign: Dataset) -> None:
    ignored = stray.same_in_all(whole)
    with stray.spoken():
        asked, _ = asking.leniently(foreign, QueryParams(f"sources=all&lang={stray.CODE}"))
        view = asked.view
        ids = [*list(view.dataset.by_id)[::5], *(one.check.id for one in view.checks), *view.dataset.flights, *view.derived]
        ids += [*view.sources[::4], "2019-07 2020-01", "kvao-total-2020 hun-sen-no-foreigners"]
        for name in ids:
            shown = find(view, name, asked.links)
            assert not stray.strays(f"{shown.title}{shown.body}{shown.take}", ignored), name


def test_nothing_beside_the_rows_of_a_file_is_left_in_english(whole: Dataset) -> None:
    view, ignored = View(whole), re.compile("|".join([*TABLES, *map(re.escape, FORMS)]))
    with stray.spoken():
        for name in TABLES:
            taken = views.of_table(view, name, "")
            assert not [one for one in (taken.title, taken.description, *taken.told) if stray.outside(one, ignored)]
        listed = listing.listed(view, views.version_of(whole), "", "")
        told = [*listed["parameters"].values(), *(column["meaning"] for one in listed["tables"] for column in one["columns"])]
        assert not [one for one in told if stray.outside(one, ignored)]


def test_whatever_is_asked_of_a_catalogue_is_in_it(whole: Dataset, foreign: Dataset) -> None:
    """What the walks ask for, and what no page happens to show: it must be found in the code."""
    stray.LONGER.asked.clear()
    with stray.spoken():
        for query in ASKED:
            for page in contents.PAGES:
                shown, told = asking.leniently(foreign, QueryParams(f"{query}&lang={stray.CODE}"))
                first._painted.__wrapped__(page, shown, (*told, " "), "")
            for name in list(shown.view.dataset.by_id)[:12]:
                find(shown.view, name, shown.links)
    known = {each for one, _ in extracting.templates() for each in ([one] if isinstance(one, str) else one)}
    assert whole.written
    known |= {one for _, one in texts.every(whole.written, texts.ALL)}
    own_words = {one.subject for file in whole.source_files for one in file.figures}
    own_words |= {one.quantity.unit for file in whole.source_files for one in file.figures}
    forms = {form.title for form in (*FORMS.values(), *views.CITED.values())}
    asked = {one for one in stray.LONGER.asked if stray.OPEN not in one}
    assert asked - known - own_words - forms == set()


def test_a_text_that_no_catalogue_has_is_found(whole: Dataset) -> None:
    ignored = stray.same_in_all(whole)
    with stray.spoken():
        told = language.say("Years shown: {years}.", years="2018 to 2020")
        assert stray.strays(f"<p>{told}</p>", ignored) == [told]
        assert stray.strays(f'<p aria-label="{language.word("Close")}">{language.word("Close")}</p>', ignored) == []
        assert stray.strays('<blockquote lang="en">Ten came</blockquote><a title="Ten came">1</a>', ignored) == ["Ten came"]


# The catalogue


def test_the_catalogue_has_every_template_and_no_other() -> None:
    told = {one for one, _ in extracting.templates()}
    catalog = catalogue.read(catalogue.FOLDER / "km.po", "km")
    assert {one.id for one in catalog if one.id} == told, "run: python -m loaders translate km"
    assert extracting.translated(catalog) == len(told)


def test_a_translation_has_the_places_of_its_template() -> None:
    for one in catalogue.read(catalogue.FOLDER / "km.po", "km"):
        if one.id:
            template, told = (each if isinstance(each, str) else each[-1] for each in (one.id, one.string))
            assert Counter(PLACES.findall(template)) == Counter(PLACES.findall(told)), template


def test_templates_are_what_is_said() -> None:
    source = """
NAMES = {"key": "A value", "other": other("Within")}
class Line(StrEnum):
    ONE = "Of a choice"
def told(flag):
    say("One" if flag else "Other", place="not said")
    language.say("With a name")
    count("{number} row", "{number} rows", 2)
    [].count("not said")
    Panel("name", what="nothing of these")
"""
    found = list(extracting.in_code(source, extracting.CONSTANTS))
    both = ("{number} row", "{number} rows")
    assert found == ["A value", "Within", "Of a choice", "One", "Other", "With a name", both, "nothing of these"]
    assert "A value" not in extracting.in_code(source, extracting.NAMED)


@pytest.mark.parametrize(("number", "english"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (1234, "1,234 reports")])
def test_each_language_has_its_own_forms_of_number(number: int, english: str) -> None:
    def told() -> str:
        return language.count("{number} report", "{number} reports", number, number=numbers.number(number))

    assert told() == english
    with language.speaking("km"):
        assert told() == f"សេចក្តីរាយការណ៍\u200b {numbers.number(number)}" or (
            KHMER.search(told()) and numbers.number(number) in told()
        )


def test_numbers_and_months_are_those_of_cldr() -> None:
    with language.speaking("km"):
        signs = language.spoken()
        assert signs.months[3] == "មេសា"
        assert numbers.number(1234.5) == f"1{signs.grouping}234{signs.decimal}5"
        assert numbers.number(-5) == "−5"
        assert language.called("km") == "ខ្មែរ"
    assert (numbers.number(1900), numbers.number(2.5), language.called("km")) == ("1,900", "2.5", "Khmer")


def test_without_a_reviewer_every_page_says_that_its_words_are_a_draft(khmer: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    def painted() -> str:
        first._painted.cache_clear()
        return first.paint(khmer, "totals", QueryParams("lang=km"))

    with language.speaking("km"):
        assert language.draft() in painted()
        asked, _ = asking.leniently(khmer, QueryParams("lang=km"))
        assert language.draft() in brief.brief(contents.PAGES[0], asked, "").decode()
    checked = replace(catalogue.language("km"), reviewer="A reader of Khmer")
    monkeypatch.setattr(language, "language", lambda code: checked if code == "km" else catalogue.language(code))
    assert 'class="draft"' not in painted()
    assert not language.draft()
    first._painted.cache_clear()


# The record's own texts


def test_what_has_to_be_there_in_khmer_is(whole: Dataset) -> None:
    assert whole.written
    told = whole.translations["km"]
    needed = {one for place, one in texts.every(whole.written, texts.ALL) if place.startswith(("about.", "sides.", "questions."))}
    needed |= {one for place, one in texts.every(whole.written, texts.ALL) if place.endswith((".role", ".label", ".readings"))}
    assert len(needed) > 100
    assert not [one for one in needed if one not in told]


def test_a_record_in_another_language_says_the_same_of_the_same(whole: Dataset, khmer: Dataset) -> None:
    assert khmer.language == "km"
    assert in_language(whole, "km") is khmer
    assert [one.id for one in khmer.questions.values()] == [one.id for one in whole.questions.values()]
    assert all(KHMER.search(one.text) for one in khmer.questions.values())
    views_ = [View(one, Filters(sources=every(one))) for one in (whole, khmer)]
    told = [[(one.outcome.status, one.check.id) for one in view.checks] for view in views_]
    assert told[0] == told[1]
    assert [flight.interval for flight in views_[0].flights] == [flight.interval for flight in views_[1].flights]
    assert [account.itemised for account in views_[0].accounts] == [account.itemised for account in views_[1].accounts]
    assert views.version_of(whole) == views.version_of(khmer)
    assert views_[1].address[-1] == ("lang", "km")


def test_quotations_stay_and_have_the_language_of_their_source(khmer: Dataset) -> None:
    asked, _ = asking.leniently(khmer, QueryParams("lang=km"))
    with language.speaking("km"):
        shown = find(asked.view, "kvao-total-2020", asked.links).body
    words = "the latest deportations brought the total number of deportees from the US to 768"
    assert re.search(rf'<blockquote lang="en"><p>“(<span lang="en">)?{words}', shown)


def test_what_is_not_translated_is_marked() -> None:
    assert text("He names no period.") == "He names no period."
    with language.speaking("km"):
        assert text("ក He names <no> period at all. ខ KVAO") == (
            'ក He names &lt;no&gt; <span lang="en">period at all.</span> ខ KVAO'
        )


@pytest.fixture
def bilingual(tmp_path: Path) -> Path:
    """The small record with a few words of Khmer."""
    folder = tmp_path / "record"
    shutil.copytree(SMALL, folder)
    quoted = "        quotation: ten people arrived in March 2010\n        words: paraphrase\n"
    made = '{language: km, text: "ដប់នាក់", by: Anna Strelsau, made: 2026-11-26}'
    also = f"        spoken: km\n        translations:\n          - {made}\n"
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace(quoted, f"{quoted}{also}", 1))
    (folder / "translations").mkdir()
    (folder / "translations" / "km.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Zenda"\nmsgstr "ហ្សេនដា"\n')
    return folder


def test_a_translation_of_a_quotation_stands_below_it_with_who_made_it(bilingual: Path) -> None:
    told = {}
    for code in ("en", "km"):
        asked, _ = asking.leniently(load(bilingual), QueryParams(f"lang={code}"))
        with language.speaking(code):
            told[code] = find(asked.view, "spring-herald", asked.links).body
    assert "Said in Khmer; the source gives it in translation." in told["en"]
    assert "ដប់នាក់" not in told["en"]
    assert "“ដប់នាក់”" in told["km"]
    assert "Anna Strelsau" in told["km"]


def test_the_check_counts_what_is_translated(bilingual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([str(bilingual)]) == 0
    assert re.search(r"^ +1 of \d+ texts in km$", capsys.readouterr().out, re.M)
    with (bilingual / "translations" / "km.po").open("a") as file:
        file.write('\nmsgid "Gone"\nmsgstr "អស់"\n')
    assert __main__.main([str(bilingual)]) == 0
    assert "; 1 translations are of texts that the record no longer has" in capsys.readouterr().out


def test_a_file_of_translations_that_is_broken_is_named_with_its_line(bilingual: Path) -> None:
    (bilingual / "translations" / "km.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Zenda"\nmsgtr "ហ្សេនដា"\n')
    with pytest.raises(RecordError) as refused:
        load(bilingual)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.code) == ("translations/km.po", 5, Code.TRANSLATION_UNREADABLE)


def test_a_translated_answer_keeps_its_places(bilingual: Path) -> None:
    about = bilingual / "about.yaml"
    about.write_text(f'{about.read_text()}answer: "{{number}} went by {{date}}, said {{who}}"\n')
    (bilingual / "translations" / "km.po").write_text(
        'msgid ""\nmsgstr ""\n\nmsgid "{number} went by {date}, said {who}"\nmsgstr "{number} ទៅ {day}"\n'
    )
    with pytest.raises(RecordError) as refused:
        load(bilingual)
    assert [problem.code for problem in refused.value.problems] == [Code.TRANSLATION_PLACES]


def test_the_command_begins_the_catalogues_of_a_language(
    bilingual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert __main__.main(["translate", "km", str(bilingual)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r".*/km\.po: 0 of \d{4}", told[0])
    assert re.fullmatch(r".*translations/km\.po: 1 of \d+", told[1])
    assert 'msgid "Zenda"\nmsgstr "ហ្សេនដា"' in (bilingual / "translations" / "km.po").read_text()
    assert __main__.main(["translate", "xx", str(bilingual)]) == 1
    assert "unknown locale 'xx'" in capsys.readouterr().err


# What a reader meets


def test_the_page_is_in_the_language_that_its_address_asks_for() -> None:
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=60)
    app.query_params["lang"] = "km"
    app.run()
    assert not app.exception
    assert KHMER.search(app.slider[0].label)
    assert app.query_params["lang"] in ("km", ["km"])


def test_a_language_that_there_is_not_is_told(whole: Dataset) -> None:
    asked, told = asking.leniently(whole, QueryParams("lang=xx"))
    assert asked.view.whole is whole
    assert told == ["'lang' takes one of: en, km."]


def test_the_first_paint_leads_to_the_other_language_and_back(whole: Dataset) -> None:
    assert '<a href="?sources=all&amp;lang=km" lang="km" hreflang="km">ខ្មែរ</a>' in first.paint(
        whole, "", QueryParams("sources=all")
    )
    there = first.paint(whole, "", QueryParams("sources=all&lang=km"))
    assert '<a href="?sources=all" lang="en" hreflang="en">English</a>' in there


def test_rows_stay_what_they_are_and_what_explains_them_is_translated(whole: Dataset, khmer: Dataset) -> None:
    english = table(View(whole), "flights")
    with language.speaking("km"):
        taken = views.of_table(View(whole), "flights", "")
        told = json.loads(FORMS["json"].make(taken))
        assert FORMS["csv"].make(taken).decode("utf-8-sig").splitlines()[0].startswith("flight,flight_name")
    assert taken.table.equals(english)
    assert KHMER.search(told["title"])
    assert KHMER.search(told["columns"][0]["meaning"])
    assert all(KHMER.search(one) for one in told["caveats"])
    assert KHMER.search(str(table(View(khmer), "flights")["flight_name"].iloc[0]))


def test_words_are_found_with_and_without_what_has_no_width(khmer: Dataset) -> None:
    question = khmer.questions["cooperation"].text
    bare = question.replace("\u200b", "")
    assert bare != question
    some = [hit.ids for hit in results.find(khmer, f'"{bare[:14]}"')]
    assert some == [hit.ids for hit in results.find(khmer, f'"{question[: question.index(bare[13]) + 3]}"'.replace("\u200b", ""))]


def test_a_schema_names_what_can_be_translated() -> None:
    keys = {key for kind in (schema.Side, schema.Question, schema.Statement) for key in texts._keys(kind, texts.ALL)}
    assert keys == {"name", "short", "text", "role", "summary", "notes", "fact", "readings"}
    assert own.INSIDE == "translations"
