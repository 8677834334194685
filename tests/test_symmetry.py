"""The relations of the project's own record keep their rules (data/README.md), whoever speaks: read from the raw YAML.

What is wrong is found by rules that know sides, questions and times, and no side by name; so a record in which the two
governments are exchanged has the same faults, with the names exchanged. Each rule is shown to fail on a record that breaks it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import combinations
from typing import Any

import pytest
import yaml

from loaders import Dataset
from loaders.analysis import connections
from loaders.record import dates
from loaders.wording import names
from tests.conftest import ROOT

Map = dict[str, Any]
Reports = dict[str, Map]
GOVERNMENTS = ("cambodia", "united-states")
OPPOSED = {("cooperation", frozenset({"cooperates", "delays"}))}  # answers of which each says what the other denies
MONTH = dt.timedelta(days=31)
ONE_COUNT = ("repeats", "replaces", "retracts")  # all that is written between two reports on one flight, or of one event
COUNTED = ("people removed", "verification interviews")  # what a claim about cooperation is about


@pytest.fixture
def record() -> Reports:
    """Every report by its id: as typed, with its kind, its source and the side of who speaks."""
    sides = {actor["id"]: actor["side"] for actor in _read("actors.yaml")["actors"]}
    found: Reports = {}
    for path in sorted((ROOT / "data/sources").glob("*.yaml")):
        file = _read(f"sources/{path.name}")
        for kind in ("flights", "figures", "statements", "milestones"):
            for report in file.get(kind, []):
                voice = report.get("speaker") or report.get("said_by") or file["source"]["publisher"]
                told = {"kind": kind, "source": path.stem, "voice": voice, "side": sides[voice]}
                found[report["id"]] = {"relations": [], **report, **told}
    return found


def _read(name: str) -> Map:
    read: Map = yaml.load((ROOT / "data" / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  # text only
    return read


def _span(report: Map, key: str) -> tuple[dt.date, dt.date]:
    when = dates.parse(report[key]["edtf"])
    return when.earliest or dt.date.min, when.latest or dt.date.max


def _apart(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> dt.timedelta:
    """How far two spans are from each other; nothing where they overlap."""
    return max(one[0] - other[1], other[0] - one[1], dt.timedelta())


def _one_time(one: Map, other: Map) -> bool:
    """Whether two statements are of one time: a month between them at most, and told by one source or dated to a month."""
    spans = _span(one, "said"), _span(other, "said")
    dated = all(last - first <= MONTH for first, last in spans)
    return (one["source"] == other["source"] or dated) and _apart(*spans) <= MONTH


def _opposed(one: Map, other: Map) -> bool:
    return (one["question"], frozenset({one["answer"], other["answer"]})) in OPPOSED


def _between(one: Map, other: Map) -> list[str]:
    """The types of the relations between two reports, in either direction."""
    ends = ((one, other), (other, one))
    return [tie["type"] for left, right in ends for tie in left["relations"] if tie["to"] == right["id"]]


def _positions(record: Reports) -> list[Map]:
    """The statements that give an answer, each told once."""
    statements = [report for report in record.values() if report["kind"] == "statements" and "answer" in report]
    return [one for one in statements if not any(tie["type"] == "repeats" for tie in one["relations"])]


def missing(record: Reports) -> Iterator[str]:
    """Pairs that the rules give a relation, and that have none of that type."""
    for one, other in combinations(_positions(record), 2):
        asked = one["question"] == other["question"] and one["answer"] != other["answer"] and one["side"] != other["side"]
        if not asked or not _one_time(one, other):
            continue
        if _opposed(one, other) and "contradicts" not in _between(one, other):
            yield f"{one['id']} and {other['id']} give opposed answers at one time: contradicts"
        if {one["side"], other["side"]} == set(GOVERNMENTS) and not _between(one, other):
            yield f"{one['id']} and {other['id']} are two governments' answers at one time: some relation"
    claims = [one for one in _positions(record) if one["question"] == "cooperation"]
    for count in record.values():
        went = count["kind"] == "flights" and count.get("count", {}).get("kind") in ("arrived", "removed", "boarded")
        flow = count["kind"] == "figures" and count["measure"] == "flow" and count["subject"] in COUNTED
        for claim in claims:
            beside = count["source"] == claim["source"] and count["side"] != claim["side"]
            bears = (went or flow) and beside and not _apart(_span(count, "date"), _span(claim, "said"))
            if bears and "qualifies" not in _between(count, claim):
                yield f"{count['id']} counts in the time of another side's claim {claim['id']}: qualifies"


def _contradicts(one: Map, other: Map, _reason: str) -> bool:
    statements = one["kind"] == other["kind"] == "statements" and one["question"] == other["question"]
    return statements and one["side"] != other["side"] and _opposed(one, other) and _one_time(one, other)


def _qualifies(one: Map, other: Map, _reason: str) -> bool:
    match one["kind"], other["kind"]:
        case "figures", "figures":  # of one subject, and not one count told again
            return one["subject"] == other["subject"] and not _repeats(one, other, "")
        case "statements", "statements" if one["question"] == other["question"]:
            return one["answer"] != other["answer"] and not _opposed(one, other)
        case "statements", "statements":
            return one["side"] != other["side"]
        case (("flights" | "figures" | "milestones"), "statements"):
            return one["voice"] != other["voice"]
    return False


def _supports(one: Map, other: Map, reason: str) -> bool:
    others = one["kind"] == other["kind"] == "statements" and one["voice"] != other["voice"]
    return others and one["question"] == other["question"] and bool(re.search(r"says that \w+ (agree|confirm)", reason))


def _repeats(one: Map, other: Map, _reason: str) -> bool:
    if one["kind"] != other["kind"]:
        return False
    match one["kind"]:
        case "flights":
            return one["flight"] == other["flight"] and one["count"]["value"] == other["count"]["value"]
        case "figures":
            number = all(one["quantity"].get(key) == other["quantity"].get(key) for key in ("value", "qualifier", "unit"))
            counters = {count.get("counted_by", count["said_by"]) for count in (one, other)}
            people = all(one.get(key) == other.get(key) for key in ("subject", "counted"))
            return number and people and len(counters) == 1
        case "statements":
            return all(one[key] == other[key] for key in ("voice", "question", "answer"))
    return True


def _responds(one: Map, other: Map, reason: str) -> bool:
    others = one["kind"] == other["kind"] == "statements" and one["side"] != other["side"]
    later = others and _span(one, "said")[1] >= _span(other, "said")[0]
    return later and bool(re.search(r"answer|reply|response", reason))


RULES: dict[str, Callable[[Map, Map, str], bool]] = {
    "contradicts": _contradicts,
    "qualifies": _qualifies,
    "supports": _supports,
    "repeats": _repeats,
    "responds to": _responds,
}


def broken(record: Reports) -> Iterator[str]:
    """Relations that do not keep the rule of their type, and those that the program works out by itself."""
    for one in record.values():
        for tie in one["relations"]:
            other = record[tie["to"]]
            told = f"{one['id']} {tie['type']} {other['id']}"
            flight = one["kind"] == other["kind"] == "flights" and one["flight"] == other["flight"]
            event = "event" in one and one["event"] == other.get("event")
            if (flight or event) and tie["type"] not in ONE_COUNT:
                yield f"{told}: the program sets reports on one thing against each other"
            elif tie["type"] in RULES and not RULES[tie["type"]](one, other, tie["reason"]):
                yield f"{told}: not by the rule of its type"
    for one, other in combinations(record.values(), 2):
        types = _between(one, other)
        if len(types) > len(set(types)) or {"contradicts", "qualifies"} <= set(types):
            yield f"{one['id']} and {other['id']}: {', '.join(types)}"


def _exchanged(record: Reports) -> Reports:
    """The record with the two governments' sides exchanged."""
    other = dict(zip(GOVERNMENTS, reversed(GOVERNMENTS), strict=True))
    return {name: {**report, "side": other.get(report["side"], report["side"])} for name, report in record.items()}


def _drop(record: Reports, name: str, to: str) -> Reports:
    changed = deepcopy(record)
    changed[name]["relations"] = [tie for tie in changed[name]["relations"] if tie["to"] != to]
    return changed


def _turn(record: Reports, name: str, to: str, type_: str) -> Reports:
    """The record with one relation of another type, which is added if there is none."""
    changed = _drop(record, name, to)
    changed[name]["relations"].append({"type": type_, "to": to, "reason": "For a test."})
    return changed


def test_each_relation_keeps_the_rule_of_its_type(record: Reports) -> None:
    assert list(broken(record)) == []


def test_no_relation_is_missing(record: Reports) -> None:
    assert list(missing(record)) == []


def test_each_relation_between_the_claims_of_two_governments_is_needed(record: Reports) -> None:
    """Whichever is dropped, of either side: the rules miss it."""
    governments = {name for name, one in record.items() if one["kind"] == "statements" and one["side"] in GOVERNMENTS}
    ties = [(name, tie["to"]) for name in governments for tie in record[name]["relations"] if tie["type"] == "contradicts"]
    pairs = {frozenset(pair) for pair in ties}
    cambodian = {"sokhonn-full-cooperation", "hun-sen-implementing"}
    american = {"state-memo-unreasonable-delay", "us-accusation-uncooperative", "roedemeier-pace"}
    of_two = {pair for pair in pairs if {record[name]["side"] for name in pair} == set(GOVERNMENTS)}
    assert of_two == {frozenset({one, other}) for one in cambodian for other in american}
    for name, to in ties:
        assert list(missing(_drop(record, name, to)))


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("removals-accepted-since-october-2020", "sokhonn-full-cooperation"),  # an American number, a Cambodian claim
        ("verification-interviews-since-october-2020", "hun-sen-implementing"),
        ("removals-accepted-since-october-2020", "kin-phea-fully-cooperative"),
        ("flight-2018-04-post", "state-memo-unreasonable-delay"),  # others' number, an American claim
        ("flight-2020-01-post", "us-accusation-uncooperative"),
        ("hun-sen-few-hundred", "roedemeier-ordered-removed"),
        ("hun-sen-virtual-interviews", "roedemeier-offered-virtual"),
        ("roedemeier-two-removals", "hun-sen-hundreds"),
        ("hun-sen-unjust", "state-memo-grounds"),
        ("phay-siphan-human-rights", "trump-administration-refusal"),
    ],
)
def test_a_relation_that_is_dropped_is_missed_whichever_side_it_serves(record: Reports, name: str, to: str) -> None:
    changed = _drop(record, name, to)
    assert changed != record
    [found] = missing(changed)
    assert name in found
    assert to in found
    [mirrored] = missing(_exchanged(changed))
    assert mirrored == found


@pytest.mark.parametrize(
    ("name", "to", "type_"),
    [
        ("herod-running-total", "hun-sen-hundreds", "supports"),  # a number beside words that have none
        ("aajc-final-orders", "roedemeier-ordered-removed", "supports"),  # and the same on the other side
        ("kin-phea-fully-cooperative", "sokhonn-full-cooperation", "supports"),  # one more of the same opinion
        ("hun-sen-virtual-interviews", "roedemeier-one-interview", "contradicts"),  # both can be true
        ("roedemeier-one-interview", "hun-sen-virtual-interviews", "contradicts"),
        ("josar-in-force", "ministry-letter-2016", "contradicts"),  # a refusal
        ("sokhonn-lift-restrictions", "state-memo-grounds", "responds to"),  # no word of the source
        ("flight-2020-01-joint-statement", "flight-2020-01-first-deportees", "contradicts"),  # on one flight
        ("flight-2019-07-thinkprogress", "flight-2019-07-ice", "qualifies"),
        ("restriction-begins-cable", "restriction-begins-embassy", "supports"),  # of one event
        ("subject-to-deportation-2019-07-reuters", "removals-fy2018-ice", "qualifies"),  # of another subject
        ("total-2020-01-herod", "total-2020-01-maryknoll", "repeats"),  # another number
        ("duke-notice-2017", "sokhonn-full-cooperation", "contradicts"),  # of another time
    ],
)
def test_a_relation_of_the_wrong_type_is_found_whichever_side_it_serves(record: Reports, name: str, to: str, type_: str) -> None:
    for version in (record, _exchanged(record)):
        assert any(f"{name} {type_} {to}" in found for found in broken(_turn(version, name, to, type_)))


def test_a_contradiction_reads_the_same_from_both_ends(whole: Dataset) -> None:
    assert names.FORWARD["contradicts"] == names.BACKWARD["contradicts"]
    for tie in connections.relations(whole):
        if tie.relation.type == "contradicts":
            ends = (tie.one, tie.other), (tie.other, tie.one)
            for one, other in ends:
                told = {names.stands(found) for found in connections.relations_of(whole, one) if found.other == other}
                assert names.FORWARD["contradicts"] in told
