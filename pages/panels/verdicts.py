"""A check in a line, wherever one is told: how it came out, its arithmetic, and in one sentence what that shows; or whole."""

from __future__ import annotations

from loaders.analysis.checks import Status, Worked
from loaders.wording import checks, names
from loaders.wording.language import say
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked


def line(asked: Asked, worked: Worked) -> Html:
    """The verdict leads to the check, every number of the arithmetic to its record."""
    return _line(asked, worked, " ".join(checks.why(worked, asked.view.answer)))


def whole(asked: Asked, worked: Worked) -> Html:
    """The same with the claim, the curator’s first note, and the reasons."""
    note = tag("span", " ", worked.check.notes[0], class_="small") if worked.check.notes else Html()
    return tag("div", _line(asked, worked, joined([" ".join(checks.finding(worked)), note])), reasons(worked), class_="check")


def _line(asked: Asked, worked: Worked, told: str) -> Html:
    verdict = checks.verdict(worked.outcome.status)
    link = asked.links.evidence(worked.check.id, verdict, names.evidence(f"{verdict}: {worked.check.title}"))
    arithmetic = asked.links.sentence(checks.linked(asked.view.dataset, worked))
    return tag("div", tag("p", tag("strong", link)), tag("p", tag("strong", arithmetic), ". ", told), class_="verdict")


def reasons(worked: Worked) -> Html:
    """Why a check should hold; where it cannot be told, what it would take."""
    told = [tag("p", worked.check.reason, class_="small")]
    if worked.outcome.status is Status.OPEN and worked.check.needed:
        told.append(tag("p", say("What it would take: {needed}", needed=worked.check.needed), class_="small"))
    return joined(told)
