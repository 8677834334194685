"""The evidence as a value: for every id of three views, and about ten of them worked out by hand from the YAML."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from loaders import load
from loaders.analysis import heard
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording.language import quoted, single
from pages.evidence.exhibit import Exhibit
from pages.evidence.find import find
from pages.panels.html import Links
from tests.said import text_of

MORE = Path(__file__).parent / "more_sources"
OURS = "No quotation: the fact in this record’s words."
FAULTS = re.compile(
    r"  |(?<!\.)\.\.(?!\.)|[{}]|\bNone\b|, ,|: \.|\(\)|\b1 (?:people|reports|records|sources)\b|"
    r"\bone (?:readings|inferences|caveats|reports|parts)\b"
)
"""What no sentence has."""


def _find(view: View, asked: str) -> Exhibit:
    return find(view, asked, Links(view.address))


def _told(view: View, asked: str) -> str:
    """What a reader reads, the title first; a line to each block."""
    found = _find(view, asked)
    return f"{found.title}\n{text_of(found.body)}"


def _ids(view: View) -> Iterator[str]:
    """Everything in a view that an address can name."""
    yield from view.dataset.by_id
    yield from (flight.id for flight in view.every_flight)
    yield from (check.id for check in view.dataset.checks)
    yield from (file.source.id for file in view.dataset.source_files)
    yield from (event.id for event in view.every_event)
    yield from view.derived


def _names(whole: Dataset) -> re.Pattern[str]:
    """The ids of a record that are no words: those with a hyphen and a letter."""
    ids = {*whole.by_id, *whole.flights, *(check.id for check in whole.checks), *(file.source.id for file in whole.source_files)}
    odd = sorted((one for one in ids if "-" in one and re.search("[a-z]", one)), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, odd))})(?![\w-])")


@pytest.mark.parametrize("seen", ["everything", "article", "small"])
def test_every_id_has_its_claim_its_words_and_no_name_of_ours(seen: str, request: pytest.FixtureRequest) -> None:
    view: View = request.getfixturevalue(seen)
    names = _names(view.whole)
    for asked in _ids(view):
        found = _find(view, asked)
        shown = f"{found.title}\n{text_of(re.sub(r'<code>.*?</code>', '', found.body))}"  # the rule of a check is of ids
        assert found.title.strip(), asked
        assert "evidence" not in found.title.casefold(), asked
        assert not names.findall(shown), (asked, names.findall(shown))
        assert not FAULTS.search(shown), (asked, FAULTS.findall(shown))
        for told in re.findall(r'data-record="([^"]*)"', found.body):
            assert view.find(unescape(told)), (asked, told)
        for link in re.findall(r"<a [^>]*>", found.body):
            assert "data-record=" in link or "data-view" in link or 'rel="noreferrer"' in link, link
        if asked in view.dataset.by_id:
            _words(view, asked, shown)


def _words(view: View, report_id: str, shown: str) -> None:
    """A quotation where there is one, else the fact and that it is none."""
    _, report = view.dataset.by_id[report_id]
    passage = heard.passage(view.dataset, report_id)
    assert (OURS in shown) is (passage is None), report_id
    if passage:
        assert quoted(passage.quotation) in shown
        assert single(report.evidence[0].quotation) in shown
    elif isinstance(report, schema.Statement) and not report.fact:
        assert report.summary in shown


def test_768(article: View) -> None:
    """Herod's number in the article: who said, counted and printed it, four lines of arithmetic, four other numbers."""
    found = _find(article, "kvao-total-2020")
    lines = f"{found.title}\n{text_of(found.body)}".splitlines()
    assert lines == [
        "768 people deported from the US to Cambodia, running total",
        "Figure. Running total, as of 2020, month and day not given, inferred. Counted since 2002, as this record infers.",
        "“the latest deportations brought the total number of deportees from the US to 768”",
        "Bill Herod, spokesman of the Khmer Vulnerability Aid Organisation (KVAO), 2020, month and day not given. The source’s "
        "words, not a direct quotation.",
        "Counted by Khmer Vulnerability Aid Organisation (KVAO), formerly RISC, as this record infers. Source: The Phnom Penh "
        "Post, “Lift 'unjust' travel ban on officials, US urged”, [May 2022, inferred], paragraph 14, checked against the "
        "archived text on 26 November 2026.",
        "Does it add up?",
        "Adds up: 43 + 36 + 37 + 25 = 141; 141 ≤ 768",
        "Cannot be told: “hundreds” against 768",
        "768 − 141 = 627. The total is higher than the groups: they are a part of what it counts, and the rest is in no group "
        "listed here.",
        "Adds up with 48 further sources: 743 + 25 = 768",
        "Also said on people removed",
        "“a number of deportees” (Deportees received in the two and a half years before the pandemic), about 2017 to about 2020, "
        "The Phnom Penh Post · 2 removals, since October 2020, Chad Roedemeier · 279 per cent (Rise in removals to Cambodia from "
        "2017 to 2018), 2017 to 2018, Asian Americans Advancing Justice (AAJC) · “hundreds” (Deportees whom Cambodia has "
        "accepted), as of May 2022, Hun Sen",
        "In the same paragraph",
        "Bill Herod, 2020: With the latest deportations, the total number of deportees from the US had reached 768.",
        "How to read it: two readings · four inferences · three caveats",
        *lines[15:],
    ]
    assert len(lines[15:]) == 2 + 4 + 3
    assert lines[17].startswith("Inferred, date: Herod spoke in 2020")
    for ids, words in {"flight-2018-04-post": "43", "kvao-total-2020": "768", "phnom-penh-post-travel-ban": "The Phnom"}.items():
        assert re.search(rf'data-record="{ids}" aria-label="[^"]+">{words}', found.body), ids


def test_the_arithmetic_of_a_check_leads_term_by_term_to_its_reports(everything: View) -> None:
    found = _find(everything, "january-2020-group-from-743-to-768")
    assert found.title == "Adds up: 743 + 25 = 768"
    terms = re.search(r'<p class="sum">(.*?)</p>', found.body)
    assert terms
    assert re.findall(r'data-record="([^"]+)"[^>]*>([^<]+)</a>', terms[1]) == [
        ("total-2020-01-maryknoll", "743"),
        ("flight-2020-01-first-deportees", "25"),
        ("total-2020-01-herod", "768"),
    ]
    told = text_of(found.body)
    assert "743 people, as of some time from 4 July 2019 to 3 January 2020, Maryknoll Affiliates" in told
    assert "KVAO stands behind each of them." in told
    assert "total-2020-01-maryknoll + flight-2020-01-first-deportees = total-2020-01-herod" in told


def test_a_check_is_called_by_its_outcome_and_never_by_its_claim(article: View, everything: View) -> None:
    """What AAJC says of 2017 and 2018 stands in the heading as what came of it."""
    of_one = _told(article, "rise-from-2017-to-2018").splitlines()
    assert of_one[0].startswith("Cannot be told: the change")
    assert "Tested: Removals rose by 279 per cent from 2017 to 2018." in of_one[1]
    assert any(line.startswith("What it would take: The number of removals to Cambodia") for line in of_one)
    of_all = _told(everything, "rise-from-2017-to-2018").splitlines()
    assert of_all[0] == "Both can be true: the change from 29 to 110 is 279.3 per cent; 279.3 per cent ≈ 279 per cent"


def test_a_group_with_reports_that_differ(everything: View) -> None:
    """Four reports on July 2019: three of 37, one of about 40 who boarded; from low to high, each in its words."""
    told = _told(everything, "2019-07").splitlines()
    assert told[0] == "37 to about 40 people arrived, removed or boarded: Group of July 2019"
    assert told[1] == "Group. Arrived 4 July 2019. By 4 reports; none is averaged with another."
    assert told[2].startswith("People: 37 arrived (The Phnom Penh Post and KVAO, formerly RISC)")
    assert (
        told[3]
        == "Where one number is needed: 37. What a government says in its own release or data goes before what others relay."
    )
    numbers = [line for line in told if re.match(r"(?:about )?\d+ people (?:arrived|removed|boarded), ", line)]
    assert [line.split(" people ")[0] for line in numbers] == ["37", "37", "37", "about 40"]
    assert numbers[3] == "about 40 people boarded, departed about July 2019, Immigration advocates, not named"
    assert sum(line.startswith(OURS) for line in told) == 3
    assert "“Then in July 2019, another group of 37 Cambodian-Americans arrived in the Kingdom”" in told


def test_a_number_with_two_dates_and_what_is_tied_to_it(article: View, everything: View) -> None:
    told = _told(article, "ordered-removed-2022").splitlines()
    assert told[0] == "More than 1,800: Individuals ordered removed"
    assert "accepted only two removals – from among more than 1,800 individuals ordered removed”" in told[2]
    assert "Both can be true: more than 1,800 ≈ about 1,900" in told
    assert (
        "Qualifies about 1,900 people, Asian Americans Advancing Justice (AAJC). A lower bound of 1,800 does not exclude about "
        "1,900; the words and perhaps the dates differ." in told
    )
    assert "How to read it: two inferences · one caveat" in told
    others = next(line for line in _told(everything, "ordered-removed-2022").splitlines() if line.startswith("“a few hundred”"))
    assert "1,747 people, with a final order, not detained, as of 24 November 2024, " in others  # each says who is counted


def test_an_event_that_five_sources_tell(everything: View) -> None:
    event = next(event for event in everything.every_event if len(event.reports) == 5)
    told = _told(everything, event.id).splitlines()
    assert told[0] == "US visa restrictions on four countries take effect"
    assert told[1] == "Event. Effective 13 September 2017. Told by five reports."
    assert sum("Source: " in line for line in told) == 5
    assert sum(OURS in line for line in told) == 4
    assert "“the sanctions have been in place since September 2017”" in told


def test_numbers_that_are_worked_out_here(article: View, everything: View) -> None:
    rest = _told(article, "sum:not-itemised:kvao-total-2020").splitlines()
    assert rest[:3] == [
        "Of the 768, in no group listed here: 627",
        "Worked out here from the reports below, and reported by nobody.",
        "768 − 141 = 627",
    ]
    groups = _find(article, "sum:itemised:groups")
    assert groups.title == "141 people in four groups"
    assert re.findall(r'data-record="([^"]+)"[^>]*>(\d+)</a>', groups.body)[:4] == [
        ("2018-04", "43"),
        ("2018-12", "36"),
        ("2019-07", "37"),
        ("2020-01", "25"),
    ]
    step = _find(everything, "sum:between:total-2020-01-herod")
    assert step.title == "From 743 (Maryknoll Affiliates) to 768 (Bill Herod)"
    assert re.findall(r'data-record="([^"]+)"[^>]*>\d+</a>', step.body)[:2] == ["total-2020-01-herod", "total-2020-01-maryknoll"]
    derived = _told(everything, "removals-fy2005-dhs")
    assert "Derived: the source gives 28 (criminal removals) + 23 (non-criminal removals); the sum is ours." in derived


def test_relations_are_told_from_both_ends_and_by_rules_that_know_no_side(article: View) -> None:
    """The embassy contradicts Hun Sen as Hun Sen contradicts the State Department: the same words, both ways."""
    ours = _told(article, "roedemeier-pace")
    theirs = _told(article, "hun-sen-implementing")
    assert "Contradicts Hun Sen, May 2022. A pace that has not been adequate since 2020, against active implementation." in ours
    assert "Contradicts Chad Roedemeier, 16 May 2022. A pace that has not been adequate since 2020, against active" in theirs
    assert "Contradicts US Department of State, some time from 2017 to 2022. " in theirs
    assert "Is qualified by 2 removals, Chad Roedemeier. " in theirs
    for told in (ours, theirs):
        assert "Compared with other reports, in the curator’s reading" in told


def test_what_was_replaced_or_taken_back_says_so_above_the_fold(folder: Path) -> None:
    shutil.copy(MORE / "gazette.yaml", folder / "sources")
    view = View(load(folder))
    told = _told(view, "autumn-gazette-first").splitlines()
    assert told[2] == (
        "Replaced by more than 6 people boarded, The Zendan minister, 1 March 2013. The ministry found three names twice. It "
        "stays on record, and is in no sum."
    )
    taken = _told(view, "rise-2011").splitlines()
    assert taken[2].startswith("Taken back by 1 March 2013: The ministry takes back what the herald said of letters, ")
    assert taken[2].endswith("Nobody counted letters. It stays on record, and is in no sum.")
    group = _told(view, "autumn").splitlines()
    assert [line for line in group if line.startswith("Replaced by")] == [told[2]]


def test_a_day_says_what_was_told_only_later_and_offers_no_number_of_sources(whole: Dataset) -> None:
    view = View(whole, Filters(as_of=dt.date(2020, 12, 31)))
    told = _told(view, "kvao-total-2020")
    assert "Said by 31 December 2020. Told in May 2022." in told
    assert "further source" not in told  # some of them had not appeared, and no sum of theirs is settled by then
    later = View(whole, Filters(as_of=dt.date(2024, 12, 31)))
    assert "Adds up with further sources: 743 + 25 = 768" in _told(later, "kvao-total-2020")


def test_a_source_tells_how_it_was_seen_and_what_it_reports(article: View) -> None:
    told = _told(article, "phnom-penh-post-travel-ban").splitlines()
    assert told[1].startswith("Source. Newspaper article. Read in full. 70 of 70 quotations checked against the archived text")
    assert "What it reports: 57 reports" in told
    assert "Left out, and why: six parts" in told
    assert "Paragraph 32: The renovation of Ream Naval Base. Outside the subject." in told


def test_several_ids_and_one_that_is_not_there(article: View, everything: View) -> None:
    assert _told(everything, "kvao-total-2020 2019-07 nothing").splitlines() == [
        "3 records",
        "Several records.",
        "Bill Herod: People deported from the US to Cambodia, running total, 768",
        "Group of July 2019",
        "1 of them is not in what is shown.",
    ]
    assert _told(article, "total-2017-04-risc").splitlines() == [
        "There is no record ‘total-2017-04-risc’ in what is shown.",
        "It is in a source that is not shown. Choose more sources under ‘Change’.",
    ]
    assert _told(everything, "nothing").strip() == "There is no record ‘nothing’ in what is shown."


def test_it_is_taken_along_by_two_buttons_and_plain_links(article: View) -> None:
    take = _find(article, "flight-2018-12-post").take
    assert 'data-address="?record=flight-2018-12-post"' in take
    citation = unescape(re.findall(r'data-text="([^"]*)"', take)[0])
    assert citation.startswith(
        "The Phnom Penh Post, “Lift 'unjust' travel ban on officials, US urged”, [May 2022, inferred], paragraph 12."
    )
    assert citation.endswith("Record flight-2018-12-post.")
    files = [f"/data/record.{form}?record=flight-2018-12-post" for form in ("csv", "xlsx", "json", "bib", "ris")]
    assert [unescape(one).removesuffix("&download=yes") for one in re.findall(r'href="([^"]*)"', take)] == files
    derived = _find(View(article.whole, Filters(sources=every(article.whole))), "sum:itemised:groups").take
    assert 'data-address="?record=sum:itemised:groups&amp;years=' in derived  # which hangs on the years
