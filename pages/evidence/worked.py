"""What is worked out, as evidence: a check of the arithmetic, and a number that nobody reports."""

from __future__ import annotations

from loaders.analysis.checks import Worked
from loaders.analysis.view import Derived, View
from loaders.export import views
from loaders.tables import worked
from loaders.wording import checks
from loaders.wording.language import say
from loaders.wording.pages import evidence, exhibits
from pages.evidence import exhibit
from pages.evidence.exhibit import Exhibit
from pages.panels import verdicts
from pages.panels.html import Html, Links, lines, tag


def check(view: View, found: Worked, links: Links) -> Exhibit:
    """A check: how it came out, its arithmetic term by term, why it should hold, what it rests on, and the rule."""
    dataset, rested = view.dataset, found.check
    notes = [*checks.unlike(found), *rested.notes]
    return exhibit.exhibit(
        exhibits.check(found),
        evidence.kind(found),
        checks.finding(found),
        [
            tag("p", links.sentence(checks.linked(dataset, found)), class_="sum") if found.outcome.sides else Html(),
            verdicts.reasons(found),
            exhibit.section(say("How to read it"), exhibit.noted(notes)),
            exhibit.rests_on(view, found.reports, links),
            exhibit.folded(
                say("The rule"),
                exhibit.small(exhibits.tolerance(found)),
                tag("p", tag("code", rested.rule), class_="small"),
            ),
        ],
        exhibit.take(view, rested.id, views.cited(view, rested.id)),
    )


def derived(view: View, asked: str, found: Derived, links: Links) -> Exhibit:
    """A number worked out here: its arithmetic term by term, what it can and cannot mean, and what it rests on."""
    line = worked.derived(view, asked, found)
    return exhibit.exhibit(
        exhibits.derived(view, found),
        evidence.kind(found),
        [],
        [
            tag("p", links.sentence(line.arithmetic), class_="sum"),
            lines(line.meaning) if line.meaning else Html(),
            exhibit.rests_on(view, line.records, links),
        ],
        exhibit.take(view, asked, views.cited(view, asked)),
    )
