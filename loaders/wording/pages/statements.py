"""What the page of statements says: who is heard on how many questions, in whose words, and why nothing is shown of a side."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.analysis.heard import Heard, told_once
from loaders.analysis.view import View
from loaders.record import schema
from loaders.record.dataset import Dataset
from loaders.wording import dates, numbers
from loaders.wording import filters as filter_words
from loaders.wording.language import count, say

# The heading


def heading(view: View, shown: Sequence[Heard]) -> str:
    """How many questions are shown, and which of their parties are heard on them; where none is, who else."""
    heard = [(position.side, one) for question in shown for position in question.positions for one in position.statements]
    if not heard:
        return nothing([one for question in shown for one in question.every])
    settled = [(side, one) for side, one in heard if one.id not in view.dataset.unsettled]
    certain = sum(1 for question in shown if any(one.id not in view.dataset.unsettled for one in question.every))
    number = numbers.beginning_between(certain, len(shown))
    questions = count("{number} question", "{number} questions", len(shown), number=number)
    sides, sure = (list(dict.fromkeys(side.id for side, _ in some if not side.beside)) for some in (heard, settled))
    if not sides:
        others = numbers.listed(dict.fromkeys(side.name for side, _ in heard))
        return say("{questions}, heard here: {who}", questions=questions, who=others)
    parties = _parties(view.dataset, sides, len(sure))
    if len(sides) == 1:
        who = view.dataset.sides[sides[0]].short
        return say("{questions}, {parties} heard: {who}", questions=questions, parties=parties, who=who)
    if all(one.evidence for question in shown for one in question.spoken):
        return say("{questions}, {parties}, as quoted", questions=questions, parties=parties)
    return say("{questions}, {parties}", questions=questions, parties=parties)


def _parties(dataset: Dataset, sides: Sequence[str], sure: int) -> str:
    """How many sides are heard: "two governments" where each of them has a government among who speaks for it."""
    number = numbers.spelt_between(sure, len(sides))
    if set(sides) <= {actor.side for actor in dataset.actors.values() if actor.kind == "government"}:
        return count("{number} government", "{number} governments", len(sides), number=number)
    return count("{number} side", "{number} sides", len(sides), number=number)


def nothing(shown: Sequence[schema.Statement]) -> str:
    """That nobody says anything that stands; what is shown all the same was taken back, or asked without an answer."""
    asked = any(one.response for one in shown)
    if any(one.response is None for one in shown):
        if asked:
            return say("No statement listed for these filters stands: what is shown was replaced or taken back, or never given")
        return say("No statement that stands is listed for these filters, only what was replaced or taken back")
    if asked:
        return say("No statement is listed for these filters, only that somebody was asked and gave no answer")
    return say("No statement is listed for these filters")


# One question


NOT_SAID: dict[str | None, str] = {
    "declined to comment": "Declined to comment, {date}",
    "did not answer": "Did not answer, {date}",
}


def not_said(one: schema.Statement) -> str:
    """That a side was asked and gave no answer: "Declined to comment, May 2022"."""
    return say(NOT_SAID[one.response], date=dates.words(one.said.edtf))


def more(heard: Heard) -> str:
    """How much each side says beside what stands for it; nothing where that is all."""
    left = ((side, [one for one in statements if one not in heard.spoken]) for side, statements in heard.further)
    told = [say("{side} {number}", side=side.short, number=len(statements)) for side, statements in left if statements]
    return say("More: {told}", told=", ".join(told)) if told else ""


def again() -> str:
    """What stands before a statement that says another one again."""
    return say("Said again:")


def relate() -> str:
    """What heads the relations of a question."""
    return say("How the statements relate, in the curator’s reading")


def no_position() -> str:
    """What stands for statements of which the record names no answer."""
    return say("No answer is reported")


# What is left out


def outside(view: View, shown: Sequence[schema.Statement]) -> str:
    """How many of the statements may be of years that are not shown; nothing where all years are, or none may."""
    spans = [(one, one.said.edtf.earliest, one.said.edtf.latest) for one in shown]
    open_ = [
        one for one, first, last in spans
        if first is None or last is None or first.year < view.years.first or last.year > view.years.last
    ]  # fmt: skip
    if view.years == view.limits or not open_:
        return ""
    if len(open_) == len(shown):
        return count(
            "It is not certain that the statement is of {years}: its date is open.",
            "Of none of these {number} statements is it certain that it is of {years}: their dates are open.",
            len(shown),
            years=filter_words.years_in_words(view.years),
        )
    return count(
        "Of {number} of these {every} statements it is not certain that it is of {years}: its date is open.",
        "Of {number} of these {every} statements it is not certain that they are of {years}: their dates are open.",
        len(open_),
        number=numbers.spelt(len(open_)),
        every=len(shown),
        years=filter_words.years_in_words(view.years),
    )


def only_question(question: schema.Question) -> str:
    """That one question alone is shown."""
    return say("Only ‘{short}’ is shown.", short=question.short)


def all_questions() -> str:
    """The way back from one question."""
    return say("All questions")


def only_side(side: schema.Side) -> str:
    """That one side alone is shown, whoever else speaks."""
    return say("Only ‘{short}’ is shown; what the other sides say is hidden.", short=side.short)


def all_sides() -> str:
    """The way back from one side."""
    return say("All sides")


# All statements


def in_short() -> str:
    """What heads the answers by question and side."""
    return say("Where each side stands, in short")


def sorted_by() -> str:
    """What an answer is, there."""
    return say(
        "Each answer is told in the record’s words, and leads to the statements that give it. A dash: none in what is shown."
    )


def one_side() -> str:
    """What stands before the sides, each of which can be shown by itself."""
    return say("Show one side alone:")


def related() -> str:
    """What heads the relations that are on no question."""
    return say("Related numbers")


def related_too() -> str:
    """Where the other relations stand."""
    return say("In the curator’s reading. How the statements relate stands under each question; the download has both.")


def when(view: View, shown: Sequence[schema.Statement]) -> str:
    """What heads the chart of statements."""
    return say("When they spoke: {counted}", counted=counted(view, shown))


def marks() -> str:
    """What is drawn in it."""
    return say(
        "One mark is one statement, at the date on which it was made; a bar is as wide as that date is uncertain. Where it is "
        "open for more than a year there is a bar and no mark."
    )


def counted(view: View, shown: Sequence[schema.Statement]) -> str:
    """How many statements are shown, each thing that is said once, and how many say one again; on how many questions."""
    standing = [one for one in shown if one.id not in view.dataset.superseded and one.response is None]
    if not standing:
        return nothing(shown)
    once = list(told_once(view.dataset, standing))
    settled = [one for one in standing if one.id not in view.dataset.unsettled]
    sure = sum(1 for _ in told_once(view.dataset, settled))
    said = count("{number} statement", "{number} statements", len(once), number=numbers.between(sure, len(once)))
    again = len(standing) - len(once)
    if again:
        told = {"said": said, "number": numbers.between(len(settled) - sure, again)}
        said = count("{said} and {number} that repeats one", "{said} and {number} that repeat one", again, **told)
    questions, certain = (len({one.question for one in some}) for some in (standing, settled))
    if questions == 1:
        return say("{said}, on one question", said=said) if again else say("{said} on one question", said=said)
    number = numbers.spelt_between(certain, questions)
    if again:
        return say("{said}, on {questions} questions", said=said, questions=number)
    return say("{said} on {questions} questions", said=said, questions=number)
