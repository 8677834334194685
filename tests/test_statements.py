"""Statements: who stands for each side on each question, and every sentence on that page, worked out by hand from the YAML.

What is said of the sides holds whichever of them it is: the mirror of the record has the mirror of the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from loaders import Dataset, load
from loaders.analysis import heard
from loaders.analysis.filters import Filters, Years, default, every
from loaders.analysis.heard import Heard
from loaders.analysis.view import View
from loaders.tables.narrowing import Narrowing
from loaders.wording import answers
from loaders.wording.language import quoted
from loaders.wording.pages import statements as of_statements
from pages.panels import page as writer
from pages.panels import statements as panels
from pages.panels.panel import Asked
from pages.statements import PAGE
from tests.conftest import ROOT, SMALL
from tests.said import text_of
from tests.test_front_page import MIRROR, MIRRORS, WRONG, _mirrored

GOVERNMENTS = ("cambodia", "united-states")
SAMPLE = (
    *(Filters(Years(year, year)) for year in (2017, 2018, 2020)),
    *(Filters(as_of=day) for day in (dt.date(2016, 12, 31), dt.date(2018, 12, 31), dt.date(2022, 5, 31))),
)
"""Of the article and of all sources; beside them each source alone in which anybody speaks."""


def _views(whole: Dataset) -> Iterator[View]:
    for sources in (default(whole), every(whole)):
        yield from (View(whole, Filters(asked.years, sources, asked.as_of)) for asked in (Filters(), *SAMPLE))
    yield from (View(whole, Filters(sources=(file.source.id,))) for file in whole.source_files if file.statements)


def _leads(view: View) -> dict[str, tuple[str | None, ...]]:
    return {one.question.id: tuple(lead and lead.id for _, lead in one.leads) for one in view.questions}


# Who stands for a side

ARTICLE = {
    "people-returned": ("hun-sen-hundreds", "roedemeier-two-removals"),
    "cooperation": ("sokhonn-full-cooperation", "roedemeier-pace"),  # of five that contradict each other, the latest two
    "interviews": ("hun-sen-virtual-interviews", "roedemeier-one-interview"),  # the first of three of one day
    "visa-sanctions": ("hun-sen-resume-visas", "state-memo-grounds"),  # his own words, and what they are set against
    "awaiting-removal": ("hun-sen-few-hundred", "roedemeier-ordered-removed"),
    "humanity": ("hun-sen-humanitarian", None),
    "obligations": (None, "roedemeier-obligation"),
    "agreement": ("hun-sen-enforcing-agreement", None),  # his own words; of the amendments the paper tells in its own
}


def test_who_stands_for_each_government_on_each_question(article: View, everything: View) -> None:
    assert _leads(article) == ARTICLE
    assert _leads(everything) == ARTICLE | {
        "obligations": ("hun-sen-no-foreigners", "roedemeier-obligation"),
        "agreement": ("ministry-letter-2016", "josar-in-force"),  # the embassy answers the letter
    }
    assert list(_leads(everything)) == list(everything.dataset.questions)  # in the order of the record


def test_who_stands_for_a_side_is_set_against_who_stands_for_the_other_where_any_two_are(everything: View) -> None:
    """On visa sanctions the latest American words are of September 2017, the memo's may be earlier; his answer is to the memo."""
    [visas] = [one for one in everything.questions if one.question.id == "visa-sanctions"]
    assert [(tie.one, tie.relation.type, tie.other) for tie in visas.ties] == [
        ("hun-sen-resume-visas", "qualifies", "state-memo-grounds")
    ]


def test_what_repeats_another_is_no_further_statement(everything: View) -> None:
    """On visa sanctions Cambodia has six: one leads, and one of 12 May 2022 repeats that. The US has four, one repeating."""
    [visas] = [one for one in everything.questions if one.question.id == "visa-sanctions"]
    said = {side.id: [one.id for one in statements] for side, statements in visas.further}
    assert [len(said[side]) for side in GOVERNMENTS] == [4, 2]
    assert "hun-sen-resume-visas-dismay" not in said["cambodia"]
    assert "duke-four-countries-ielr" not in said["united-states"]
    told = of_statements.more(visas)
    assert told == "More: Cambodia 4, United States 2, Others 2"
    body = panels._question(Asked(everything), visas, ())
    assert "Said again: Hun Sen, 12 May 2022" in text_of(body).replace("\n", " ")
    assert 'data-record="duke-four-countries-ielr"' in body
    rows = {str(row["id"]): row["statements"] for row in Asked(everything).narrowing.rows(everything, "positions")}
    assert (rows["visa-sanctions-cambodia"], rows["visa-sanctions-united-states"]) == (5, 3)


def test_every_statement_of_a_view_is_on_the_page_once_with_its_words(article: View, everything: View) -> None:
    for view in (article, everything):
        for one in view.questions:
            body = str(panels._question(Asked(view), one, ()))
            for statement in one.every:
                assert body.count(f'data-record="{statement.id}"') == 1, statement.id
                passage = heard.passage(view.dataset, statement.id)
                repeats = statement not in (*one.spoken, *(said for _, further in one.further for said in further))
                if passage and not repeats:
                    assert quoted(passage.quotation) in text_of(body)
                    assert statement.summary not in text_of(body)  # the curator's words stand where there are no others
                elif not repeats:
                    assert (statement.fact or statement.summary) in text_of(body)


# The heading


@pytest.mark.parametrize(
    ("asked", "narrowed", "told", "questions"),
    [
        (Filters(), {}, "Eight questions, two governments, as quoted", 8),
        (Filters(Years(2003, 2003)), {}, "No statement is listed for these filters", 0),
        (Filters(Years(2017, 2017)), {}, "Three questions, two governments, as quoted", 3),
        (Filters(Years(2018, 2018)), {}, "Four questions, one government heard: United States", 4),
        (Filters(as_of=dt.date(2020, 12, 31)), {}, "Three to five questions, two governments, as quoted", 5),
        (Filters(sources=("cambodia-daily-122710",)), {}, "One question, two governments", 1),  # the record quotes nothing of it
        (Filters(sources=("ppp-2017-09-15",)), {}, "Two questions, one government heard: Cambodia", 2),
        (Filters(), {"question": "interviews"}, "One question, two governments, as quoted", 1),
        (Filters(), {"side": "united-states"}, "Six questions, one government heard: United States", 6),
        (Filters(), {"side": "observers"}, "Five questions, heard here: Others (advocates, analysts, aid workers, press)", 5),
        (Filters(), {"side": "united-states", "question": "humanity"}, "No statement is listed for these filters", 0),
    ],
)
def test_the_heading_tells_how_many_questions_and_who_is_heard(
    asked: Filters, narrowed: dict[str, str], told: str, questions: int, whole: Dataset
) -> None:
    shown = Asked(View(whole, asked), Narrowing(**narrowed))
    assert panels.QUESTIONS.headline(shown) == told
    assert writer.body(panels.QUESTIONS, shown).count("<h2>") == questions


def test_a_record_with_one_side_heard_and_one_with_three(small: View) -> None:
    """Nobody of either has to be a government, and then no sentence says so."""
    assert of_statements.heading(small, small.questions) == "One question, one side heard: Zenda"
    assert Asked(small).narrowing.rows(small, "positions")[1]["alone"] is True
    three = View(load(ROOT / "tests" / "other_record"))
    assert of_statements.heading(three, three.questions) == "Two questions, three sides, as quoted"
    seats, consent = three.questions
    assert [(side.id, lead and lead.id) for side, lead in seats.leads] == [
        ("axphain", "office-courts"),
        ("graustark", None),
        ("others", "lawyer-never-filled"),
    ]
    body = panels._question(Asked(three), consent, ())
    assert text_of(body.split("<details>")[0]).count("No answer on record") == 2
    assert "Declined to comment, 1 March 2024" in text_of(body.split("<details>")[1])
    assert "More: " not in text_of(body)  # it has said nothing else


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (None, ""),
        (2017, "Of three of these 8 statements it is not certain that they are of 2017: their dates are open."),
        (2018, "Of none of these 5 statements is it certain that it is of 2018: their dates are open."),
        (2022, "Of five of these 30 statements it is not certain that they are of 2022: their dates are open."),
    ],
)
def test_statements_that_may_be_of_other_years_are_counted(years: int | None, told: str, whole: Dataset) -> None:
    view = View(whole, Filters(Years(years, years) if years else None))
    assert of_statements.outside(view, view.statements) == told
    assert told in text_of(panels._questions(Asked(view)))


def test_one_statement_that_may_be_of_another_year(whole: Dataset) -> None:
    view = View(whole, Filters(Years(2018, 2018)))
    one = [statement for statement in view.statements if statement.id == "aajc-rise"]
    assert of_statements.outside(view, one) == "It is not certain that the statement is of 2018: its date is open."
    [later] = [statement for statement in View(whole).statements if statement.id == "roedemeier-pace"]
    late = View(whole, Filters(Years(2022, 2022)))
    told = of_statements.outside(late, [*one, later])
    assert told == "Of one of these 2 statements it is not certain that it is of 2022: its date is open."


def test_the_chart_counts_what_is_said_once_and_what_repeats_it(whole: Dataset, everything: View) -> None:
    def told(view: View) -> str:
        return of_statements.when(view, view.statements)

    assert told(everything) == "When they spoke: 47 statements and 2 that repeat one, on eight questions"
    late = View(whole, Filters(Years(2022, 2022), every(whole)))
    assert told(late) == "When they spoke: 33 statements and 1 that repeats one, on eight questions"
    one = View(whole, Filters(sources=("voa-4028784",)))
    assert told(one) == "When they spoke: 1 statement on one question"


# Silence


def _spoken() -> set[tuple[str, str]]:
    """Who has answered which question in any source: read from the raw YAML."""
    read = {path: yaml.safe_load(path.read_text()) for path in (ROOT / "data" / "sources").glob("*.yaml")}
    sides = {actor["id"]: actor["side"] for actor in yaml.safe_load((ROOT / "data" / "actors.yaml").read_text())["actors"]}
    told = (one for file in read.values() for one in file.get("statements", []) if "response" not in one)
    return {(one["question"], sides[one["speaker"]]) for one in told}


def test_no_side_is_said_to_be_silent_that_speaks(whole: Dataset) -> None:
    """Where a filter hides what it says, that filter is named, and lifting it shows what it says."""
    spoken, reasons = _spoken(), set[str]()
    for view in _views(whole):
        for one in view.questions:
            for side, lead in one.leads:
                if lead:
                    continue
                told = answers.silent(view, one.question, side)
                assert told in text_of(panels._question(Asked(view), one, ()))
                assert (told == "No answer on record") is ((one.question.id, side.id) not in spoken)
                reasons.add(told)
                if "of other years" in told:
                    assert (one.question.id, side.id) in View(whole, Filters(None, view.sources, view.as_of)).spoken
                if "in others" in told:
                    assert (one.question.id, side.id) in View(whole, Filters(view.years, every(whole), view.as_of)).spoken
                if "of later" in told:
                    assert (one.question.id, side.id) in View(whole, Filters(view.years, view.sources)).spoken
    assert reasons == {answers.SILENT[hidden] for hidden in answers.SILENT}


def test_a_page_of_one_side_says_that_the_others_are_hidden_and_of_none_that_it_is_silent(article: View) -> None:
    asked = Asked(article, Narrowing(side="united-states"))
    told = text_of(writer.head(panels.QUESTIONS, asked, "h1") + writer.body(panels.QUESTIONS, asked))
    assert "Only ‘United States’ is shown; what the other sides say is hidden. All sides" in told
    assert "No answer" not in told
    assert "“Since October 2020, Cambodia has conducted only one citizenship verification interview" in told
    of_others = writer.body(panels.QUESTIONS, Asked(article, Narrowing(side="observers")))
    assert "“the latest deportations brought the total number of deportees from the US to 768”" in text_of(of_others)


# Alike for both


def _told(view: View, mirrored: bool) -> list[object]:
    """What the page has of each question, without the order of the sides; with their ids exchanged if it is the mirror."""

    def named(side: str) -> str:
        return MIRROR.get(side, side) if mirrored else side

    def one(question: Heard) -> object:
        leads = {named(side.id): (lead and lead.id, _why(view, question, side.id)) for side, lead in question.leads}
        further = {named(side.id): [said.id for said in statements] for side, statements in question.further}
        readings = sorted(answers.reading(view.dataset, tie) for tie in question.ties)
        return question.question.id, leads, further, readings

    heading = of_statements.heading(view, view.questions).partition(": ")[0]
    return [heading, *(one(question) for question in view.questions)]


def _why(view: View, question: Heard, side: str) -> str:
    return answers.silent(view, question.question, view.dataset.sides[side])


@pytest.mark.parametrize("mirror", list(MIRRORS))
def test_both_governments_are_treated_alike(mirror: str, whole: Dataset, tmp_path: Path) -> None:
    """In another order, under other names, and where whoever speaks for one speaks for the other."""
    change, sides = MIRRORS[mirror]
    mirrored = _mirrored(tmp_path, mirror, change)
    for view in _views(whole):
        assert _told(view, mirrored=False) == _told(View(mirrored, view.filters), mirrored=sides), view.filters


def test_nothing_on_the_page_scores_who_is_supported(everything: View) -> None:
    asked = Asked(everything)
    told = "".join(writer.head(panel, asked) + writer.body(panel, asked) for panel in PAGE.standing(asked))
    assert not re.search(r"support(ed|s) (by|from)|independent evidence|one side only", text_of(told), re.IGNORECASE)


# The page


def test_each_chip_leads_to_its_question(everything: View) -> None:
    body = writer.body(panels.QUESTIONS, Asked(everything))
    chips = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', body.split('id="question-')[0])
    assert [short for _, short in chips] == [question.short for question in everything.dataset.questions.values()]
    assert [place for place, _ in chips] == re.findall(r'<div id="([^"]+)"', body)
    alone = writer.body(panels.QUESTIONS, Asked(everything, Narrowing(question="humanity")))
    assert "chips" not in alone


def test_relations_stand_under_their_question_and_the_rest_at_the_foot(everything: View) -> None:
    """Each relation of the view once, and none of them lost."""
    asked = Asked(everything)
    bodies = [writer.body(panel, asked) for panel in (panels.QUESTIONS, panels.RELATIONS)]
    lines = [len(re.findall(r"<tr><th scope=\"row\"", body)) for body in bodies]
    assert sum(lines) == len(everything.relations)
    assert lines[1] == len([tie for tie in panels.RELATIONS.rows(asked) if tie["question_id"] is None]) > 0


def test_what_was_taken_back_stands_in_the_fold_and_says_so(folder: Path) -> None:
    herald = folder / "sources" / "herald.yaml"
    again = herald.read_text()
    start = again.index("  - id: minister-enough")
    block = again[start : again.index("\n\n", start)]
    corrected = block.replace("minister-enough", "minister-corrects").replace("A hundred are enough.", "Ninety are.")
    ended = """
    relations:
      - type: replaces
        to: minister-enough
        date: {edtf: 2013-01-02, role: stated}
        reason: The minister corrects himself."""
    herald.write_text(again.replace(block, f"{block}\n{corrected}{ended}"))
    view = View(load(folder))
    [one] = view.questions
    above, _, below = panels._question(Asked(view), one, ()).partition("<details>")
    assert 'data-record="minister-corrects"' in above
    assert 'data-record="minister-enough"' not in above
    assert "Replaced: The minister corrects himself." in text_of(below)


def test_a_question_whose_only_statement_was_taken_back_keeps_its_place(folder: Path) -> None:
    """There the statement stands, with what became of it; no side is said to have been silent that spoke."""
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(
        herald.read_text().replace(
            "        quotation: the treaty of 2005\n        words: paraphrase\n",
            "        quotation: the treaty of 2005\n        words: paraphrase\n    relations:\n      - type: retracts\n"
            "        to: minister-enough\n        date: {edtf: 2013-01-02, role: stated}\n        reason: He never said so.\n",
        )
    )
    view = View(load(folder))
    assert of_statements.heading(view, view.questions) == (
        "No statement that stands is listed for these filters, only what was replaced or taken back"
    )
    told = text_of(writer.body(panels.QUESTIONS, Asked(view)))
    assert "Were enough people taken back?" in told
    assert "“a hundred so far, and that is enough”" in told
    assert "Retracted: He never said so." in told
    sides = list(view.dataset.sides.values())
    assert [answers.silent(view, view.questions[0].question, side) for side in sides if side.id != "zenda"] == [
        "No answer on record" for side in sides if side.id != "zenda"
    ]
    assert answers.silent(view, view.questions[0].question, view.dataset.sides["zenda"]).startswith("No answer that stands")


def test_marks_within_a_quotation_are_single_on_screen_and_as_printed_in_the_record(everything: View) -> None:
    """“... has “unreasonably [delayed]””: nowhere do two double marks meet; what is stored has those of the source."""
    told = [text_of(writer.body(panel, Asked(everything))) for panel in PAGE.standing(Asked(everything))]
    assert not re.search("””|““", "".join(told))
    stored = [piece.quotation for _, report in everything.dataset.reports() for piece in report.evidence]
    inner = [quotation for quotation in stored if set('“”"') & set(quotation)]
    assert inner
    assert all(len(quoted(one)) == len(one) + 2 and not set('“”"') & set(quoted(one)[1:-1]) for one in inner)
    assert quoted('he said "so" and “no”') == "“he said ‘so’ and ‘no’”"


def test_grammar_of_every_heading(whole: Dataset) -> None:
    for view in (*_views(whole), View(load(SMALL)), View(load(ROOT / "tests" / "other_record"))):
        told = [of_statements.heading(view, view.questions), of_statements.outside(view, view.statements)]
        told += [of_statements.when(view, view.statements), *(of_statements.more(one) for one in view.questions)]
        for sentence in filter(None, told):
            assert not {fault for fault, pattern in WRONG.items() if pattern.search(sentence)}, sentence
            assert not re.search(r"\b1 (statements|questions)\b|\bone (questions|governments|sides)\b", sentence, re.IGNORECASE)
