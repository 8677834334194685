"""From what an address asks for to its evidence."""

from __future__ import annotations

from loaders.analysis.checks import Worked
from loaders.analysis.events import Event
from loaders.analysis.filters import lifted
from loaders.analysis.view import View
from loaders.record import schema
from loaders.wording import filters as filter_words
from loaders.wording.pages import exhibits
from pages.evidence import report, several, worked
from pages.evidence.exhibit import Exhibit
from pages.panels.html import Links, tag

LONGEST_TOLD = 80  # characters of an id that nothing has


def find(view: View, asked: str, links: Links) -> Exhibit:
    """The evidence for an id: of a report, a flight, a check, a source, a derived line; or for several with spaces between."""
    ids = list(dict.fromkeys(asked.split()))
    return _one(view, ids[0], links) if len(ids) == 1 else several.several(view, ids, links)


def _one(view: View, asked: str, links: Links) -> Exhibit:
    match view.find(asked):
        case (_, schema.Report()):
            return report.report(view, asked, links)
        case schema.Flight():
            return several.group(view, asked, links)
        case Event() as found:
            return several.event(view, found, links)
        case Worked() as found:
            return worked.check(view, found, links)
        case schema.SourceFile() as found:
            return several.source(view, found, links)
        case None:
            return _nothing(view, asked)
        case found:
            return worked.derived(view, asked, found, links)


def _nothing(view: View, asked: str) -> Exhibit:
    """That there is none, and which filter hides it, if one does."""
    hides = lifted(view.filters, view.whole, lambda wider: bool(View(view.whole, wider).find(asked)))
    told = filter_words.hidden(hides)
    return Exhibit(exhibits.nothing(asked[:LONGEST_TOLD]), "", (tag("p", told),) if told else ())
