"""A check in a line, wherever one is told: how it came out, its arithmetic, what that shows, and why it should hold."""

from __future__ import annotations

from loaders.analysis.checks import Status, Worked
from loaders.wording import checks, names
from loaders.wording.language import say
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked


def line(asked: Asked, worked: Worked) -> Html:
    """The verdict leads to the check, every number of the arithmetic to its record; then the curator’s first note."""
    verdict = checks.verdict(worked.outcome.status)
    link = asked.links.evidence(worked.check.id, verdict, names.evidence(f"{verdict}: {worked.check.title}"))
    arithmetic = asked.links.sentence(checks.linked(asked.view.dataset, worked))
    note = tag("span", " ", worked.check.notes[0], class_="small") if worked.check.notes else Html()
    told = tag("p", tag("strong", arithmetic), ". ", " ".join(checks.finding(worked)), note)
    return tag("div", tag("p", tag("strong", link)), told, class_="verdict")


def whole(asked: Asked, worked: Worked) -> Html:
    """The same with the reasons."""
    return tag("div", line(asked, worked), reasons(worked), class_="check")


def reasons(worked: Worked) -> Html:
    """Why a check should hold; where it cannot be told, what it would take."""
    told = [tag("p", worked.check.reason, class_="small")]
    if worked.outcome.status is Status.OPEN and worked.check.needed:
        told.append(tag("p", say("What it would take: {needed}", needed=worked.check.needed), class_="small"))
    return joined(told)
