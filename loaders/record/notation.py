"""The notation of the rules in checks.yaml: text -> sums and the signs between them. Nothing but it is ever executed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyparsing as pp

from loaders.record.problems import Code, Mistake

UNKNOWN = "unknown"
NOTATION = """
    2018-04 + 2018-12 <= total-2020        a chain of sums, each pair held against each other: = < > <= >=
    total-2020 - total-2019 = 2020-01      a difference; the minus has a space before it
    change(removals-2017, removals-2018)   the change from the first to the second, in per cent
    largest(2018-12, 2019-07)              the largest of them
    people(removals-2018) >= 2018-12       removals as people, one each: only then are they held against people
    unknown                                a number that the record does not hold

A name is the id of a flight, a report of a flight, a figure, or of another check (then: its left side). There are no
numbers in a rule: each number leads to its sentence. Only numbers of one unit are added or compared. "More than" and
reports that differ leave a number open; "=" then asks whether both can be true, and the other signs whether they hold
for all that is open. "About" and "nearly" need a tolerance. Words such as "hundreds" are never turned into a number.
"""
LONGEST_RULE = 400  # characters
EXAMPLE = "2018-04 + 2018-12 <= total-2020"


class RuleError(Mistake):
    """A rule that cannot be worked out, whatever the numbers: said in a curator's words."""

    def __init__(self, message: str, code: Code = Code.CHECK_ARITHMETIC) -> None:
        super().__init__(code, message)


@dataclass(frozen=True)
class Rule:
    """A rule as parsed: sums and the signs between them. A sum is a list of (sign, term); a term a name or a call."""

    sides: tuple[Any, ...]
    signs: tuple[str, ...]

    def names(self) -> list[str]:
        """The records that the rule names, in order, each once; without 'unknown'."""
        return list(dict.fromkeys(name for side in self.sides for name in _names(side) if name != UNKNOWN))


@dataclass(frozen=True)
class Call:
    """A function with its arguments, each a sum."""

    function: str
    arguments: tuple[Any, ...]


def _names(side: Any) -> list[str]:
    found: list[str] = []
    for _, term in side:
        found += [name for part in term.arguments for name in _names(part)] if isinstance(term, Call) else [term]
    return found


def _grammar() -> pp.ParserElement:
    """The notation. A minus needs a space before it: hyphens belong to ids."""
    side = pp.Forward()
    name = pp.Regex(r"[a-z0-9]+(-[a-z0-9]+)*")
    call = pp.Regex(r"[a-z]+(?=\()") + pp.Suppress("(") + pp.Group(pp.DelimitedList(side)) + pp.Suppress(")")
    call.set_parse_action(lambda found: Call(found[0], tuple(found[1])))
    term = call | name
    first = term.copy().add_parse_action(lambda found: [("+", found[0])])
    later = (pp.one_of("+ -") + term).add_parse_action(lambda found: [(found[0], found[1])])
    side <<= (first + later[...]).add_parse_action(lambda found: [tuple(found)])
    rule: pp.ParserElement = side + (pp.one_of("<= >= = < >") + side)[1, ...]
    return rule


GRAMMAR = _grammar()
FUNCTIONS = {
    "change": "two numbers, change(from, to)",
    "largest": "one number or more, largest(a, b)",
    "people": "one sum of removals, people(a)",
}
ARGUMENTS = {"change": 2, "people": 1}


@lru_cache(maxsize=1024)
def parse(text: str) -> Rule:
    """Text -> rule. Raises RuleError with the place and a right example."""
    if len(text) > LONGEST_RULE:
        raise RuleError(f"is longer than {LONGEST_RULE} characters. Split it: a check can name another check", Code.RULE_SYNTAX)
    if text.count("(") > 10:
        raise RuleError("has more than ten brackets. Split it: a check can name another check", Code.RULE_SYNTAX)
    try:
        found = list(GRAMMAR.parse_string(text, parse_all=True))
    except pp.ParseBaseException as error:
        rest = text[error.loc :].strip()[:20]
        at = f"cannot be read from '{rest}' on" if rest else "ends too early"
        raise RuleError(f"{at}. Write sums with a sign between them, for example {EXAMPLE}", Code.RULE_SYNTAX) from None
    for side in found[::2]:
        _judge_calls(side)
    return Rule(tuple(found[::2]), tuple(found[1::2]))


def _judge_calls(side: Any) -> None:
    for _, term in side:
        if isinstance(term, Call):
            if term.function not in FUNCTIONS:
                known = ", ".join(f"{name}(" for name in FUNCTIONS)
                raise RuleError(f"'{term.function}(' is not known. Known: {known}", Code.RULE_FUNCTION)
            if len(term.arguments) != ARGUMENTS.get(term.function, len(term.arguments)):
                raise RuleError(f"'{term.function}' takes {FUNCTIONS[term.function]}", Code.RULE_FUNCTION)
            for argument in term.arguments:
                _judge_calls(argument)
