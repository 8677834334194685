"""Numbers and lists as they are read: "more than 1,800", "25 to 31 or more", "43 + 36 = 79"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.analysis.flights import Count, Flight
from loaders.analysis.interval import Interval, unit
from loaders.analysis.totals import sum_of
from loaders.record.schema import Amount, Qualifier, Quantity, Unit, whole
from loaders.wording.language import Mark, joined, quoted, say, spoken, word

NOT_GIVEN = "not given"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
BEGINNING = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
MINUS = "−"
BOUNDING = (Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.FEWER_THAN, Qualifier.BETWEEN)  # not one number, even roughly
MOST_ADDENDS = 12  # of more, a sum names the first and the last


def number(value: float) -> str:
    """1900.0 -> "1,900"; 2.5 -> "2.5"; -5 -> "−5"."""
    whole_part, _, rest = f"{abs(value):,}".partition(".")
    signs = spoken()
    plain = whole_part.replace(",", signs.grouping) + (f"{signs.decimal}{rest}" if rest.strip("0") else "")
    return f"{MINUS if value < 0 else ''}{plain}"


def spelt(value: int) -> str:
    """Within a sentence: "four", in letters up to ten."""
    return say(SMALL[value]) if value < len(SMALL) else number(value)


def beginning(value: int) -> str:
    """The same where a sentence begins with it: "Four"."""
    return say(BEGINNING[value]) if value < len(BEGINNING) else number(value)


QUALIFIED = {
    Qualifier.EXACTLY: "{number}",
    Qualifier.ABOUT: "about {number}",
    Qualifier.NEARLY: "nearly {number}",
    Qualifier.MORE_THAN: "more than {number}",
    Qualifier.AT_LEAST: "at least {number}",
    Qualifier.FEWER_THAN: "fewer than {number}",
    Qualifier.UP_TO: "up to {number}",
}


def opening(text: str) -> str:
    """Words with which a sentence begins: "About 40"."""
    return f"{text[:1].upper()}{text[1:]}"


def told(count: Amount) -> str:
    """A count as its source gives it: "768", "about 1,900", "25 to 30", "279 per cent", "USD 500"; words stay words."""
    if count.ends is None:
        return quoted(count.words or "")
    kind, (low, high) = unit(count), count.ends
    if count.qualifier is Qualifier.BETWEEN:
        first = number(low) if kind == Unit.PER_CENT else _with_unit(low, kind)
        return say("{low} to {high}", low=first, high=_with_unit(high, kind))
    return say(QUALIFIED[count.qualifier], number=_with_unit(low, kind))


def _with_unit(value: float, unit_: str) -> str:
    """A number with what would be missed beside it: per cent, and the code of money. What is counted stands elsewhere."""
    if unit_ == Unit.PER_CENT:
        return say("{number} per cent", number=number(value))
    return number(value) if whole(unit_) else f"{unit_} {number(value)}"


def with_unit(quantity: Quantity) -> str:
    """A number with what is counted: "2 removals"."""
    return say("{number} {unit}", number=told(quantity), unit=word(quantity.unit))


def breakdown(count: Amount) -> str:
    """How a number is broken down: "25 (women) + 18 (men)"; nothing where it is not. What they add up to, if that differs."""
    parts = " + ".join(f"{number(part.value)} ({part.what})" for part in count.breakdown)
    total = sum(part.value for part in count.breakdown)
    note = f". {count.breakdown_note}" if count.breakdown_note else ""
    if not count.breakdown or total == count.value:
        return f"{parts}{note}"
    return say("{parts} = {total}, beside {number}{note}", parts=parts, total=number(total), number=told(count), note=note)


def span(interval: Interval) -> str:
    """A number on which all agree, "36", or a range, "25 to 30"; rough "37 to about 40"; open "25 to 31 or more", "5 or less"."""
    if interval.open_low and interval.open_high:
        return say("cannot be told")
    text = _ends(interval)
    if interval.open_high:
        return say("{number} or more", number=text)
    return say("{number} or less", number=text) if interval.open_low else text


def _ends(interval: Interval) -> str:
    low, high = number(interval.low), number(interval.high)
    rough = interval.rough_low, interval.rough_high
    if low == high:
        return say("about {number}", number=low) if any(rough) else low
    match rough:
        case (True, True):
            return say("about {low} to {high}", low=low, high=high)
        case (True, False):
            return say("about {low} to {high}", low=low, high=high)
        case (False, True):
            return say("{low} to about {high}", low=low, high=high)
        case _:
            return say("{low} to {high}", low=low, high=high)


def people(interval: Interval) -> str:
    """ "1 person", "36 people", "25 to 31 people, or more", "about 40 people"."""
    if interval == Interval(1, 1):
        return say("1 person")
    if interval.open_high:
        return say("{number} people, or more", number=_ends(interval))
    return say("{number} people, or less" if interval.open_low else "{number} people", number=_ends(interval))


def of_flight(flight: Flight) -> str:
    """How many went on a flight, in the words of its lowest and highest count: "36", "25 to more than 30", "31 to 40 or more"."""
    known = [(count, count.interval) for count in flight.ranked if count.interval]
    if len({told(count.people) for count, _ in known}) > 1 and any(count.people.qualifier in BOUNDING for count, _ in known):
        return span(flight.people or flight.interval)
    (low, least), (high, most) = (pick(known, key=_ends_of) for pick in (min, max))
    if _ends_of((low, least)) == _ends_of((high, most)):
        return told(next((count for count, interval in known if not interval.rough), low).people)
    if flight.people and flight.people.open_high and (least.open_high or not most.open_high):
        return span(flight.people)
    return say("{low} to {high}", low=told(low.people), high=told(high.people))


def _ends_of(known: tuple[Count, Interval]) -> tuple[float, bool]:
    _, interval = known
    return interval.low, interval.open_high


def people_of(flights: Sequence[Flight]) -> str:
    """How many people some flights, one at least, carried: one in the words of its counts, several added up."""
    if len(flights) > 1:
        return people(sum_of(flights))
    told, found = of_flight(flights[0]), flights[0].people
    if found and (found == Interval(1, 1) or told == span(found)):
        return people(found)
    return say("{number} people", number=told)


def term(flight: Flight) -> Mark:
    """A flight as it is added to others: in the words of its counts; "(0 to 43)" if its number only bounds who went."""
    return _leading(f"({span(flight.interval)})" if flight.bounds else of_flight(flight), flight)


def _leading(told: str, flight: Flight) -> Mark:
    return Mark(told, flight.id, say("{number}: {group}: evidence", number=told, group=flight.flight.name))


def between(sure: int, most: int) -> str:
    """How many things there are, where some may not be there: "36", "36 to 72"."""
    return number(sure) if sure == most else say("{low} to {high}", low=number(sure), high=number(most))


def spelt_between(sure: int, most: int) -> str:
    """The same in letters, within a sentence: "four", "two to four", "up to four"."""
    if sure == most:
        return spelt(most)
    return say("{low} to {high}", low=spelt(sure), high=spelt(most)) if sure else say("up to {high}", high=spelt(most))


def beginning_between(sure: int, most: int) -> str:
    """The same where a sentence begins with it: "Four", "Two to four", "Up to four"."""
    if sure == most:
        return beginning(most)
    return say("{low} to {high}", low=beginning(sure), high=spelt(most)) if sure else say("Up to {high}", high=spelt(most))


def addition(flights: Sequence[Flight]) -> str:
    """Flights added up, as it is read: "43 + 36 = 79"; a single one is just itself; of very many the first and the last.

    Each number leads to its flight.
    """
    if len(flights) < 2:
        told = (_leading(span(one.interval) if one.bounds else of_flight(one), one) for one in flights)
        return joined(told) or number(0)
    half = MOST_ADDENDS // 2
    many = len(flights) > MOST_ADDENDS
    shown: list[object] = [term(one) for one in ((*flights[:half], *flights[-half:]) if many else flights)]
    if many:
        shown.insert(half, "…")
    return joined([joined(shown, " + "), f" = {span(sum_of(flights))}"])


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    several = list(items)
    if len(several) < 2:
        return joined(several)
    head, tail = joined(several[:-1], ", "), several[-1]
    return say("{first} or {last}", first=head, last=tail) if last == "or" else say("{first} and {last}", first=head, last=tail)
