"""What articles say of removals, written down and told again: counts with ends, kinds, places, events, silence, sides, sources.

Every expectation is worked out by hand from the few lines of YAML above it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from loaders import Dataset, RecordError, load
from loaders.analysis import connections
from loaders.analysis.connections import Common, Conflict
from loaders.analysis.filters import Filters, Years
from loaders.analysis.flights import About
from loaders.analysis.interval import Interval
from loaders.analysis.view import View
from loaders.export import citation
from loaders.record import dates
from loaders.tables import tables
from loaders.tables.frames import Row
from loaders.wording import flights as of_flights
from loaders.wording import headlines, names, numbers
from loaders.wording.pages import statements as of_statements
from pages.panels import flights
from pages.panels.panel import Asked
from tests.said import text_of

CASES = {int(path.name[:2]): path for path in (Path(__file__).parent / "cases").iterdir()}
Made = Callable[..., Dataset]

SOURCE = """
source:
  id: {id}
  title: A report
  publisher: {publisher}
  kind: newspaper article
  published: {{edtf: {published}, role: published}}
  seen: whole
"""


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A record with the actors of case 12, some flights, and sources of what is given: by its id, its reports as YAML."""

    def make(about: str = "", actors: str = "", published: str = "2020-06-01", **sources: str) -> Dataset:
        folder = Path(shutil.copytree(CASES[12], tmp_path / f"record{len(list(tmp_path.iterdir()))}"))
        base = "figures:\n" + (folder / "sources" / "herald-a.yaml").read_text().split("figures:\n")[1]
        for old in (folder / "sources").iterdir():
            old.unlink()
        flights = sorted({name for text in sources.values() for name in re.findall(r"flight: ([a-z0-9-]+)", text)})
        named = "".join(f"  - id: {name}\n    name: Group {name}\n" for name in flights)
        (folder / "flights.yaml").write_text(f"flights:\n{named}" if named else "flights: []\n")
        for key, text in (("about.yaml", about), ("actors.yaml", actors)):
            (folder / key).write_text((folder / key).read_text().rstrip() + "\n" + text)
        for name, text in {"base": base, **sources}.items():
            head = SOURCE.format(id=name, publisher="post" if name.startswith("post") else "herald", published=published)
            (folder / "sources" / f"{name}.yaml").write_text(f"{head}\n{dedent(text)}")
        return load(folder)

    return make


def _report(name: str, count: str, role: str = "arrived", flight: str = "g1", date: str = "2020-05-10", more: str = "") -> str:
    """One report on a flight."""
    told = f"    count: {{{count}, counted: people}}\n" if count else ""
    return (
        f"  - id: {name}\n    flight: {flight}\n    date: {{edtf: {date}, role: {role}}}\n{told}"
        f"    said_by: herald\n    fact: The source tells it.\n{indent(dedent(more), '    ')}"
    )


def _flights(*reports: str) -> str:
    return "flights:\n" + "".join(reports)


def _rows(dataset: Dataset, name: str) -> list[Row]:
    return tables.rows(View(dataset), name)


# Counts


@pytest.mark.parametrize(
    ("count", "interval", "told", "drawn"),
    [
        ("value: 12, qualifier: at least", Interval(12, 12, open_high=True), "at least 12", 12),
        ("value: 30, qualifier: up to", Interval(0, 30), "up to 30", 30),
        ("value: 20, qualifier: fewer than", Interval(0, 19), "fewer than 20", 19),
        ("low: 25, high: 30, qualifier: between", Interval(25, 30), "25 to 30", 25),
    ],
)
def test_a_count_has_the_ends_that_its_source_gives(count: str, interval: Interval, told: str, drawn: int, made: Made) -> None:
    """And in a sum with a group of exactly 10 both its ends are there; one report alone is no disagreement."""
    dataset = made(
        a=_flights(
            _report("one", f"{count}, kind: arrived"),
            _report("other", "value: 10, qualifier: exactly, kind: arrived", flight="g2", date="2020-05-20"),
        )
    )
    view = View(dataset)
    [row, ten] = _rows(dataset, "flights")
    assert (row["in_words"], row["people_preferred"], row["disagree"]) == (told, drawn, False)
    assert ten["in_words"] == "10"
    [report, _] = _rows(dataset, "flight_reports")
    ends = (report["people_low"], report["people_high"], report["open_end"])
    assert ends == (interval.low, interval.high, interval.open_high)
    assert view.itemised.people == interval + Interval(10, 10)
    assert view.disagreements == []


def test_at_least_12_is_shown_and_counted_as_such_in_the_case() -> None:
    view = View(load(CASES[12]))
    assert view.itemised.people == Interval(12, 12, open_high=True)
    [row] = tables.rows(view, "flights")
    assert row["in_words"] == "at least 12"
    assert numbers.people(view.itemised.people) == "12 people, or more"


def test_ends_that_cannot_meet_disagree_and_others_do_not(made: Made) -> None:
    """At least 12 and exactly 10 cannot both be; up to 30, between 25 and 30, and 28 can."""
    apart = made(
        a=_flights(_report("one", "value: 12, qualifier: at least, kind: arrived")),
        post=_flights(_report("two", "value: 10, qualifier: exactly, kind: arrived")),
    )
    [row] = _rows(apart, "flights")
    assert (row["disagree"], row["in_words"]) == (True, "10 to 12 or more")
    together = made(
        a=_flights(_report("one", "value: 30, qualifier: up to, kind: arrived")),
        b=_flights(_report("two", "low: 25, high: 30, qualifier: between, kind: arrived")),
        post=_flights(_report("three", "value: 28, qualifier: exactly, kind: arrived")),
    )
    [row] = _rows(together, "flights")
    assert (row["disagree"], row["in_words"], row["people_preferred"]) == (False, "0 to 30", 28)


def test_a_breakdown_adds_up_or_says_that_it_does_not(made: Made) -> None:
    women = "value: 25, qualifier: exactly, kind: arrived, breakdown: [{value: 10, what: women}, {value: 15, what: men}]"
    [row] = _rows(made(a=_flights(_report("one", women))), "flight_reports")
    assert row["breakdown"] == "10 (women) + 15 (men)"
    short = women.replace("15, what", "14, what").replace("]", "], breakdown_note: It says nothing of one.")
    [row] = _rows(made(a=_flights(_report("one", short))), "flight_reports")
    assert row["breakdown"] == "10 (women) + 14 (men) = 24, beside 25. It says nothing of one."


def test_money_and_orders_are_counted_in_units_of_the_record(made: Made) -> None:
    figure = """
    figures:
      - {{id: cost, label: Cost of a flight, measure: flow, subject: costs, quantity: {{value: 1500.5, qualifier: about,
         unit: {unit}}}, date: {{edtf: 2019, role: period}}, said_by: herald, fact: So much it cost.}}
    """
    [_, row] = sorted(_rows(made(a=figure.format(unit="USD")), "figures"), key=lambda row: row["id"] == "cost")
    assert (row["in_words"], row["unit"]) == ("about USD 1,500.5", "USD")
    with pytest.raises(RecordError, match="orders have no fractions"):
        made(a=figure.format(unit="orders"))
    with pytest.raises(RecordError, match="'costs' is not among the subjects of this record"):
        made(about="subjects: [court orders]\n", a=figure.format(unit="USD"))
    assert made(about="subjects: [costs]\nunits: [days]\n", a=figure.format(unit="USD"))


def test_planned_is_still_read_and_a_note_says_what_it_is_called(made: Made) -> None:
    dataset = made(a=_flights(_report("one", "value: 12, qualifier: exactly, kind: planned", role="expected")))
    assert [(note.file, note.line) for note in dataset.notes if "'announced' today" in note.message] == [("sources/a.yaml", 14)]
    [row] = _rows(dataset, "flight_reports")
    assert row["kind"] == "announced"


# From the announcement to the arrival


SAID = "said: {{edtf: {}, role: stated}}\n"


@pytest.fixture
def announced_and_gone(made: Made) -> Dataset:
    """Announced 60, later 45; 3 kept back by a court; 40 boarded and arrived. One more flight was only announced."""
    return made(
        a=_flights(
            _report("second", "value: 45, qualifier: exactly, kind: announced", "expected", more=SAID.format("2020-05-08")),
            _report("first", "value: 60, qualifier: about, kind: announced", "expected", more=SAID.format("2020-05-01")),
            _report("kept", "value: 3, qualifier: exactly, kind: kept back, why: court", role="departed"),
            _report("came", "value: 40, qualifier: exactly, kind: arrived"),
            _report("to-come", "low: 25, high: 30, qualifier: between, kind: announced", "expected", "g2", "2020-08"),
        )
    )


def test_announced_and_gone_stand_side_by_side_in_order_of_saying(announced_and_gone: Dataset) -> None:
    rows = _rows(announced_and_gone, "announced")
    assert [(row["flight"], row["in_words"], row["said"], row.get("gone")) for row in rows] == [
        ("g1", "about 60", "2020-05-01", "40"),
        ("g1", "45", "2020-05-08", "40"),
        ("g2", "25 to 30", "2020-06-01", None),
    ]
    assert {row["kept_back"] for row in rows if row["flight"] == "g1"} == {"3 by a court, Evening Herald"}


def test_announced_and_gone_have_a_panel_where_three_flights_or_more_have_them(announced_and_gone: Dataset, made: Made) -> None:
    asked = Asked(View(announced_and_gone))
    assert not flights.ANNOUNCED.needs(asked)  # two flights
    told = "value: 9, qualifier: exactly, kind: announced"
    more = Asked(
        View(
            made(
                a=_flights(
                    *(_report(f"r{number}", told, "expected", f"f{number}", "2020-08") for number in range(3)),
                    _report("came", "value: 7, qualifier: exactly, kind: arrived", flight="f0"),
                )
            )
        )
    )
    assert flights.ANNOUNCED.needs(more)
    lines = [text_of(line).split("\n") for line in flights.ANNOUNCED.body(more).split("<tr>")[2:]]  # type: ignore[misc]
    assert [(line[0], line[1], line[4]) for line in lines] == [
        ("9", "Group f0", "7"),
        ("9", "Group f1", "—"),
        ("9", "Group f2", "—"),
    ]


def test_who_was_announced_or_kept_back_is_in_no_sum(announced_and_gone: Dataset) -> None:
    view = View(announced_and_gone)
    assert view.itemised.people == Interval(40, 40)
    assert [flight.id for flight in view.counted] == ["g1"]
    assert view.disagreements == []


# Places


def test_two_sources_that_name_two_airports_disagree(made: Made) -> None:
    one = _flights(_report("one", "", more="origin: Port Ruritania\ndestination: Strelsau\n"))
    other = _flights(_report("two", "", more="origin: [Hentzau, Streith]\n"))
    [flight] = View(made(a=one, post=other)).flights
    assert [difference.about for difference in flight.disagreements] == [About.ORIGIN]
    assert of_flights.places(flight, About.ORIGIN) == "Port Ruritania and Hentzau or Streith"


def test_one_of_two_airports_may_be_the_one_that_another_names(made: Made) -> None:
    one = _flights(_report("one", "", more="origin: streith\n"))
    other = _flights(_report("two", "", more="origin: [Hentzau, Streith]\n"))
    [flight] = View(made(a=one, post=other)).flights
    assert flight.disagreements == ()


# Events


MILESTONE = """
milestones:
  - {{id: {id}, title: Treaty signed, date: {{edtf: {date}, role: occurred}}, event: treaty, fact: It was signed.{more}}}
"""


def test_one_event_in_two_sources_is_told_once(made: Made) -> None:
    one = _flights(_report("one", "")) + MILESTONE.format(id="m1", date="2019-03-05", more=", flights: [g1]")
    dataset = made(a=one, post=MILESTONE.format(id="m2", date="2019-03", more=""))
    [row] = _rows(dataset, "events")
    assert (row["id"], row["date"], row["reports"], row["records"]) == ("treaty", "2019-03-05", 2, ("m1", "m2"))
    assert (row["concerns"], row["differ"]) == (("g1",), None)
    assert len(_rows(dataset, "milestones")) == 2
    found = View(dataset).find("treaty")
    assert [report.id for report in found.reports] == ["m1", "m2"]  # type: ignore[union-attr]


def test_an_event_with_two_dates_that_cannot_both_be_has_both(made: Made) -> None:
    dataset = made(
        a=MILESTONE.format(id="m1", date="2019-03-05", more=""), post=MILESTONE.format(id="m2", date="2019-03-07", more="")
    )
    [row] = _rows(dataset, "events")
    assert (row["date"], row["date_in_words"]) == (None, "5 March 2019 or 7 March 2019")
    assert row["differ"] == "5 March 2019 (Evening Herald)\n7 March 2019 (Morning Post)"
    assert [event.id for event in View(dataset, Filters(Years(2020, 2020))).events] == []


# Silence, and sides


STATEMENT = """
statements:
  - {{id: {id}, question: cooperation, {gave}, speaker: ministry, role: ministry, said: {{edtf: {said}, role: stated}},
     summary: The ministry was asked.}}
"""


def test_who_did_not_answer_has_taken_no_position(made: Made) -> None:
    dataset = made(a=STATEMENT.format(id="s1", gave="response: declined to comment", said="2020-05-01"))
    rows = {row["side_id"]: row for row in _rows(dataset, "positions")}
    assert (rows["zenda"]["statements"], rows["zenda"]["answers"]) == (0, None)
    assert rows["zenda"]["unanswered"] == "Zenda: declined to comment, 1 May 2020"
    assert not any(row["alone"] for row in rows.values())


def test_what_was_said_for_a_former_side_stays_with_it(made: Made) -> None:
    """The ministry was counted with the observers until the end of 2018."""
    before = STATEMENT.format(id="s1", gave="answer: delays", said="2018-05-01")
    after = STATEMENT.format(id="s2", gave="answer: cooperates", said="2019-05-01")
    former = "    former_sides: [{side: observers, until: 2018, fact: The paper says so.}]\n"
    dataset = made(actors=former, a=before, post=after)  # the last actor of the file is the ministry
    assert dataset.actors["ministry"].former_sides
    sides = {row["id"]: row["side_id"] for row in _rows(dataset, "statements")}
    assert sides == {"s1": "observers", "s2": "zenda"}
    rows = {row["side_id"]: row["answers"] for row in _rows(dataset, "positions")}
    assert rows == {"zenda": "Zenda cooperates", "ruritania": None, "observers": "Zenda delays"}


# Corrections


def _correcting(name: str, kind: str, to: str, count: int) -> str:
    tie = (
        f"relations:\n  - {{type: {kind}, to: {to}, reason: So it says., date: {{edtf: 2020-05-2{count % 10}, role: stated}}}}\n"
    )
    return _report(name, f"value: {count}, qualifier: exactly, kind: arrived", more=tie)


def test_a_correction_of_a_correction_leaves_the_last(made: Made) -> None:
    """40, corrected to 41, corrected to 42. Only the last stands: the first is replaced still, by what was replaced itself."""
    first = _report("first", "value: 40, qualifier: exactly, kind: arrived")
    dataset = made(
        a=_flights(first, _correcting("second", "replaces", "first", 41), _correcting("third", "replaces", "second", 42))
    )
    [flight] = View(dataset).flights
    assert [report.id for report in flight.reports] == ["third"]
    assert flight.people == Interval(42, 42)


def test_what_one_took_back_another_cannot_take_back(made: Made) -> None:
    first = _flights(_report("first", "value: 40, qualifier: exactly, kind: arrived"))
    [own] = View(made(a=first, b=_flights(_correcting("own", "retracts", "first", 41)))).flights
    assert [report.id for report in own.reports] == ["own"]  # the herald takes back what it said
    denial = STATEMENT.format(id="s1", gave="answer: delays", said="2020-05-21").replace(
        "asked.}", "asked., relations: [{type: retracts, to: first, reason: No., date: {edtf: 2020-05-21, role: stated}}]}"
    )
    with pytest.raises(RecordError, match="who disputes it writes type: contradicts"):
        made(a=first, post=denial)


# Sources


def test_a_day_of_grace_across_the_date_line_for_everything() -> None:
    dataset = load(CASES[10])
    assert [row["date"] for row in tables.rows(View(dataset), "flights")] == ["2022-05-15"]


def test_two_days_are_too_late(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CASES[10], tmp_path / "record"))
    path = folder / "sources" / "herald-a.yaml"
    path.write_text(path.read_text().replace("2022-05-15", "2022-05-16"))
    with pytest.raises(RecordError, match=r"is later than the source appeared \(2022-05-14\)") as caught:
        load(folder)
    assert len(caught.value.problems) == 3


def test_a_page_read_on_a_day_and_kept_is_cited_so() -> None:
    dataset = load(CASES[16])
    [reference] = [citation.of_source(dataset, file.source.id) for file in dataset.source_files]
    assert reference.text.endswith("https://example.org/herald-a Read on 1 May 2022. Kept at https://example.org/kept/2022-05-01")
    bibtex = citation.bibtex([reference])
    assert "urldate = {2022-05-01}" in bibtex
    assert "archiveurl = {https://example.org/kept/2022-05-01}" in bibtex
    ris = citation.ris([reference]).split("\r\n")
    assert "Y2  - 2022/05/01/" in ris
    assert "L2  - https://example.org/kept/2022-05-01" in ris
    [row] = tables.rows(View(dataset), "sources")
    assert (row["accessed"], row["archived"]) == ("2022-05-01", "https://example.org/kept/2022-05-01")


# What belongs to a flight


def test_a_figure_and_an_event_of_a_flight_stand_with_it(made: Made) -> None:
    figure = """
    figures:
      - {id: women, label: Women among them, measure: flow, subject: people removed, flight: g1, quantity: {value: 10,
         qualifier: exactly, unit: people}, date: {edtf: 2020-05-10, role: period}, said_by: herald, fact: Ten were women.}
    """
    told = _flights(_report("one", "value: 25, qualifier: exactly, kind: arrived"))
    dataset = made(a=told + MILESTONE.format(id="m1", date="2020-05-09", more=", flights: [g1]"), post=figure)
    assert connections.of_flight(dataset, "g1") == {Common.EVENT: ["m1"], Common.NUMBER: ["women"]}
    assert connections.beside(dataset, "one") == {Common.FLIGHT: ["women"]}
    assert View(dataset).itemised.people == Interval(25, 25)  # the ten are among them


# What is easily lost


FIGURE = """
figures:
  - {{id: {id}, label: Counted, measure: {measure}, subject: people removed, quantity: {{{quantity}}},
     date: {{edtf: {date}}}, said_by: herald, fact: So many.{more}}}
"""


def _figure(name: str, measure: str, quantity: str, date: str, more: str = "") -> str:
    return FIGURE.format(id=name, measure=measure, quantity=quantity, date=date, more=more)


def test_a_figure_of_one_flight_and_a_count_of_flights_are_in_no_total_and_no_series(made: Made) -> None:
    """Twelve women of the 20 who came are no count of the year: nothing is taken off them; six flights are no six people."""
    dataset = made(
        a=_flights(_report("one", "value: 20, qualifier: exactly, kind: arrived"))
        + _figure("women", "flow", "value: 12, qualifier: exactly, unit: people", "2020, role: period", ", flight: g1"),
        b=_figure("flights", "cumulative total", "value: 6, qualifier: exactly, unit: flights", "2020-06, role: as of"),
        c=_figure("yearly", "flow", "value: 6, qualifier: exactly, unit: flights", "2019, role: period", ", year: calendar"),
        d=_figure(
            "level", "cumulative total", "value: 9, qualifier: exactly, unit: people", "2020-05, role: as of", ", flight: g1"
        ),
    )
    assert [row["id"] for row in _rows(dataset, "totals") if row["series"] == "reported"] == ["t1"]
    assert not {"women", "flights", "yearly", "level"} & {row["id"] for row in _rows(dataset, "series")}
    [year] = [row for row in _rows(dataset, "by_year") if row["year"] == 2020]
    assert (year["reported"], year["unexplained"]) == (None, None)
    beside = {row["id"]: row["meaning"] for row in _rows(dataset, "ledger") if row["line"] == "Reported beside it, not added"}
    assert set(beside) == {"women", "flights", "yearly", "level"}
    assert beside["level"] == "A number of the people of one group, who are counted with the group."


def test_a_total_without_a_lower_end_is_drawn_at_the_end_that_its_source_names(made: Made) -> None:
    dataset = made(a=_figure("most", "cumulative total", "value: 400, qualifier: up to, unit: people", "2020-05, role: as of"))
    drawn = {name: _rows(dataset, name) for name in ("totals", "series")}
    assert [row["total_preferred"] for row in drawn["totals"] if row["id"] == "most"] == [400]
    assert [row["people_preferred"] for row in drawn["series"] if row["id"] == "most"] == [400]


def test_who_was_kept_back_is_called_so_where_others_refer_to_it(announced_and_gone: Dataset) -> None:
    kinds = {row["id"]: row["kind"] for row in _rows(announced_and_gone, "flight_reports")}
    assert {"announced", "kept back"} <= set(kinds.values())
    for name, kind in kinds.items():
        assert names.name(announced_and_gone, name).endswith(f" {kind}")


def test_the_sentence_that_tells_on_which_side_of_a_flight_a_total_stands_is_told(made: Made) -> None:
    """And what was inferred of the day of a correction."""
    dataset = made(
        a=_flights(_report("one", "value: 20, qualifier: exactly, kind: arrived"))
        + _figure(
            "total",
            "cumulative total",
            "value: 90, qualifier: exactly, unit: people",
            "2020, role: as of",
            ", start: 2019, order: [{type: after, flight: g1, fact: He spoke after it came.}]",
        ),
        post=_flights(
            _report(
                "two",
                "value: 21, qualifier: exactly, kind: arrived",
                more="relations: [{type: replaces, to: one, reason: R, date: {edtf: 2020-05-20, role: stated, inferred: So.}}]\n",
            )
        ),
    )
    [left] = [row for row in _rows(dataset, "ledger") if row["id"] == "sum:not-itemised:total"]
    assert "The total counts this group: Group g1. He spoke after it came." in str(left["meaning"]).split("\n")
    assert [(row["id"], row["part"], row["reason"]) for row in _rows(dataset, "inferences")] == [
        ("two", "date of the correction", "So.")
    ]


def test_an_event_is_told_by_who_tells_it_and_a_note_on_parts_is_always_shown(made: Made) -> None:
    parts = "breakdown: [{value: 5, what: women}, {value: 15, what: men}], breakdown_note: By the gate."
    told = _flights(_report("one", f"value: 20, qualifier: exactly, kind: arrived, {parts}"))
    dataset = made(a=told + MILESTONE.format(id="m1", date="2020-03-05", more=", said_by: ministry"))
    assert [row["said_by"] for row in _rows(dataset, "events")] == ["Ministry of Zenda"]
    assert [row["breakdown"] for row in _rows(dataset, "flight_reports")] == ["5 (women) + 15 (men). By the gate."]


@pytest.mark.parametrize(
    ("count", "place"),
    [
        (
            "value: 4, qualifier: exactly, breakdown: [{value: -1, what: women}, {value: 5, what: men}]",
            "breakdown (item 1) value",
        ),
        ("value: 4, qualifier: exactly, breakdown: [{value: 1.5, what: a}, {value: 2.5, what: b}]", "breakdown (item 1) value"),
        ("value: 4, qualifier: up to, breakdown: [{value: 3, what: women}, {value: 2, what: men}]", "breakdown: adds up to 5"),
        ("value: 0, qualifier: fewer than", "value: is 'fewer than' none"),
    ],
)
def test_people_are_whole_and_no_fewer_than_none(count: str, place: str, made: Made) -> None:
    with pytest.raises(RecordError, match=re.escape(f"count {place}")):
        made(a=_flights(_report("one", f"{count}, kind: arrived")))


@pytest.mark.parametrize(
    ("quantity", "place"),
    [
        (
            "low: 2, high: 3, qualifier: between, unit: people, parts: [{value: 1, what: a}, {value: 2, what: b}]",
            "parts: goes only",
        ),
        ("low: -2, high: 3, qualifier: between, unit: people", "low: must be 0 or more"),
    ],
)
def test_a_mistake_in_two_numbers_is_told_at_the_number(quantity: str, place: str, made: Made) -> None:
    with pytest.raises(RecordError, match=f"quantity {place}"):
        made(a=_figure("two", "flow", quantity, "2019, role: period"))


def test_an_event_after_its_source_is_told_and_one_that_takes_effect_then_is_none(made: Made) -> None:
    late = MILESTONE.format(id="m1", date="2021-03-05", more="")
    with pytest.raises(RecordError, match=r"milestones \(m1\) date: is later than the source appeared"):
        made(a=late)
    assert made(a=late.replace("role: occurred", "role: effective")).by_id["m1"]


def test_former_sides_hold_in_any_order_and_have_an_end(made: Made) -> None:
    """With Ruritania until 2010, with the observers until 2018, with Zenda since."""
    actor = """  - {id: x, name: X, kind: person, side: zenda, former_sides: [
     {side: observers, until: 2018, fact: So.}, {side: ruritania, until: UNTIL, fact: So.}]}
"""
    dataset = made(actors=actor.replace("UNTIL", "2010"))
    assert [dataset.side_of("x", dates.parse(day)).id for day in ("2009", "2015", "2020")] == ["ruritania", "observers", "zenda"]
    with pytest.raises(RecordError, match=r"former_sides \(item 2\) until: has no end"):
        made(actors=actor.replace("UNTIL", "2010/.."))


def test_who_boarded_bounds_a_sum_and_is_no_largest_group(made: Made) -> None:
    """50 boarded, of whom nobody says that they went; 40 arrived: together 40 to 90, and which is larger is not known."""
    dataset = made(
        a=_flights(
            _report("one", "value: 50, qualifier: exactly, kind: boarded", role="departed"),
            _report("two", "value: 40, qualifier: exactly, kind: arrived", flight="g2"),
        )
    )
    view = View(dataset)
    assert view.itemised.people == Interval(40, 90)
    assert headlines.flights(view.flights) == ("Two groups, 40 to 90 people, 2020; one group counted only as it boarded")
    [row] = _rows(dataset, "by_year")
    assert (row["in_words"], row["arithmetic"]) == ("40 to 90", "(0 to 50) + 40 = 40 to 90")
    assert "Who boarded is the highest that can have gone, and stands in the range of: Group g1." in str(row["meaning"])
    assert [flight["in_words"] for flight in _rows(dataset, "flights")] == ["50", "40"]


def test_where_somebody_only_gave_no_answer_the_title_says_so(made: Made) -> None:
    asked = made(a=STATEMENT.format(id="s1", gave="response: declined to comment", said="2020-05-20"))
    told = "No statement is listed for these filters, only that somebody was asked and gave no answer"
    for dataset, sentence in ((asked, told), (made(), "No statement is listed for these filters")):
        view = View(dataset)
        assert of_statements.counted(view, view.statements) == sentence
        assert of_statements.heading(view, view.questions) == sentence


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (", start: 2022", "start: is later than the total stands as of"),
        (
            ", start: 2019, order: [{type: after, flight: g1, fact: So.}, {type: before, flight: g1, fact: So.}]",
            r"order \(item 2\) flight: 'g1' stands twice",
        ),
    ],
)
def test_a_total_that_begins_after_its_day_or_stands_on_both_sides_of_a_flight_is_told(more: str, told: str, made: Made) -> None:
    flown = _flights(_report("one", "value: 20, qualifier: exactly, kind: arrived"))
    with pytest.raises(RecordError, match=told):
        made(
            a=flown
            + _figure("total", "cumulative total", "value: 90, qualifier: exactly, unit: people", "2020, role: as of", more)
        )


def test_a_comma_in_a_number_is_no_text_to_be_quoted(made: Made) -> None:
    with pytest.raises(RecordError, match="Write the number without: value: 1900"):
        made(a=_flights(_report("one", "value: 1,900, qualifier: exactly, kind: arrived")))


def test_what_one_says_another_cannot_correct(made: Made) -> None:
    """A rival number stands beside it: it does not take it out of the sums."""
    rival = _flights(_report("two", "value: 42, qualifier: exactly, kind: arrived"))
    rival = rival.replace("said_by: herald", "said_by: post") + (
        "    relations: [{type: replaces, to: one, reason: R, date: {edtf: 2020-05-20, role: stated}}]\n"
    )
    with pytest.raises(RecordError, match=r"was said by another \(herald\)\. Only who said, relayed or printed it corrects it"):
        made(a=_flights(_report("one", "value: 40, qualifier: exactly, kind: arrived")), post=rival)


def test_two_numbers_of_people_kept_back_for_one_reason_disagree(made: Made) -> None:
    """Twenty or three by a court cannot both be; three by a court and two for a claim are other people."""
    court = "qualifier: exactly, kind: kept back, why: court"
    apart = made(a=_flights(_report("one", f"value: 20, {court}"), _report("two", f"value: 3, {court}")))
    [row] = _rows(apart, "flights")
    assert (row["disagree"], row.get("people_low")) == (True, None)
    assert row["differ"] == "People: 20 kept back (Evening Herald) and 3 kept back (Evening Herald)."
    assert [one.about for one in View(apart).disagreements] == [Conflict.FLIGHT]
    together = made(
        a=_flights(
            _report("one", f"value: 3, {court}"), _report("two", "value: 2, qualifier: exactly, kind: kept back, why: claim")
        )
    )
    assert [row["differ"] for row in _rows(together, "flights")] == [None]


def test_two_totals_of_one_source_for_one_day_disagree(made: Made) -> None:
    """The source stands once in the row of the two."""
    total = """
      - id: {id}
        label: People, running total
        measure: cumulative total
        subject: people removed
        start: 2002
        quantity: {{value: {value}, qualifier: exactly, unit: people}}
        date: {{edtf: 2020-05-31, role: as of}}
        said_by: herald
        counted_by: {counter}
        fact: The source gives it.
    """
    both = total.format(id="one", value=100, counter="herald") + total.format(id="two", value=90, counter="ministry")
    dataset = made(a="figures:" + both)
    [row] = [row for row in _rows(dataset, "conflicts") if row["about"] == "two counters for one day"]
    assert (row["source_id"], row["records"]) == (("a",), ("one", "two"))
