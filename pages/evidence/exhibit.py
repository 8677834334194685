"""The evidence for one id as a value, the same on screen, in the first paint and in tests; and the parts that all kinds have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from loaders.analysis.checks import Worked
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.forms import FORMS
from loaders.record import schema
from loaders.wording import checks, names
from loaders.wording.language import say, word
from loaders.wording.pages import beside as besides
from loaders.wording.pages import exhibits
from loaders.wording.pages.beside import Beside
from pages import settings
from pages.panels import page as writer
from pages.panels.html import Html, Links, joined, lines, tag

NOTHING = Html()
MOST_CHECKS, MOST_BESIDE, MOST_OF_SIDE, MOST_COMPARED, MOST_RESTED = 3, 4, 2, 3, 12  # that stand open; the rest opens on a click
OFFERED = ("csv", "xlsx", "json")
CITED = ("bib", "ris")


@dataclass(frozen=True)
class Exhibit:
    """What an id rests on: the claim in plain words, what kind of thing it is, its parts in order, how to take it along."""

    title: str
    kind: str
    parts: tuple[Html, ...]
    take: Html = NOTHING

    @property
    def body(self) -> Html:
        """Its parts one under the other."""
        return joined(part for part in self.parts if part)


def exhibit(title: str, kind: str, what: Sequence[str], parts: Iterable[Html], take: Html = NOTHING) -> Exhibit:
    """An Exhibit whose first line says what it is. what: sentences that follow the kind."""
    return Exhibit(title, kind, (tag("p", " ".join([f"{kind}.", *what]), class_="small"), *parts), take)


def small(told: str) -> Html:
    """A line of small print; nothing for no words."""
    return tag("p", told, class_="small") if told else Html()


def section(heading: str, *inside: Html) -> Html:
    """Parts under a heading; nothing where there are none."""
    return tag("section", tag("h3", heading), *inside) if any(inside) else Html()


def folded(summary: str, *inside: Html) -> Html:
    """Parts that open on a click; nothing where there are none."""
    return tag("details", tag("summary", summary), *inside) if any(inside) else Html()


def cut(told: Sequence[Html], most: int) -> Html:
    """Lines, of which those beyond so many open on a click."""
    if len(told) <= most + 1:  # what opens the rest takes a line too
        return joined(told)
    return joined([*told[:most], folded(besides.more(len(told) - most), *told[most:])])


def leading(links: Links, told: Iterable[str], **attributes: object) -> Html:
    """Sentences as a list, whose marks are links."""
    return lines((links.sentence(one) for one in told), **attributes)


def noted(told: Iterable[str], kind: str = "ul") -> Html:
    """Sentences as a list; nothing for none."""
    listed = [tag("li", one) for one in told]
    return tag(kind, *listed) if listed else NOTHING


def outside(label: str, address: object) -> Html:
    """A link that leaves the site."""
    return tag("a", label, href=str(address), rel="noreferrer", target="_blank")


def open_source(source: schema.Source) -> Html:
    """Where the source stands, and where a copy of it is kept."""
    told = ((say("Open the source"), source.url), (say("Open the kept copy"), source.archived))
    return joined((outside(label, address) for label, address in told if address), " ")


def adds_up(view: View, name: str, links: Links, *more: Html) -> Html:
    """The checks in which a report or a flight stands, and what all sources would add."""
    told = [_verdict(view, one, links) for one in exhibits.checks_of(view, name)]
    return section(say("Does it add up?"), cut(told, MOST_CHECKS), *more, _further(view, name))


def _verdict(view: View, worked: Worked, links: Links) -> Html:
    """How a check came out, which leads to it, and its arithmetic, of which every number leads to its record."""
    verdict = checks.verdict(worked.outcome.status)
    link = links.evidence(worked.check.id, verdict, names.evidence(f"{verdict}: {worked.check.title}"))
    return tag("p", tag("strong", link), ": ", links.sentence(exhibits.terms_of(view.dataset, worked)))


def _further(view: View, name: str) -> Html:
    found = exhibits.further(view, name)
    return tag("p", _elsewhere(view, *found)) if found else Html()


def _elsewhere(view: View, told: str, worked: Worked) -> Html:
    """Words that lead to a check, seen through all sources."""
    wider = view.through(tuple(file.source.id for file in view.whole.source_files))
    address = urlencode([*wider.address, (views.ONE, worked.check.id)], safe=":")
    return tag("a", told, href=f"?{address}", data_view=True)


def beside(found: Iterable[Beside], links: Links) -> list[Html]:
    """Other reports on the same, heading by heading."""
    return [
        (folded if one.folds else section)(one.heading, *(_line(label, items, links, one.folds) for label, items in one.lines))
        for one in found
    ]


def _line(label: str, items: Sequence[str], links: Links, whole: bool) -> Html:
    """Reports one after the other, or of one side as a list; of many the first few, and the rest on a click."""
    most = MOST_OF_SIDE if label else MOST_BESIDE
    most = len(items) if whole or len(items) <= most + 1 else most
    first = leading(links, items[:most]) if label or whole else tag("p", joined(map(links.sentence, items[:most]), " · "))
    rest = folded(besides.more(len(items) - most), leading(links, items[most:])) if items[most:] else NOTHING
    return joined([tag("p", label, class_="titled") if label else NOTHING, first, rest])


def rests_on(view: View, records: Iterable[str], links: Links) -> Html:
    """The reports that something is worked out from, each with its number."""
    told = [besides.item(view.dataset, one) for one in records if one in view.dataset.by_id]
    most = MOST_RESTED if len(told) > MOST_RESTED + 1 else len(told)
    rest = folded(besides.more(len(told) - most), leading(links, told[most:])) if told[most:] else NOTHING
    return section(say("What it rests on"), leading(links, told[:most]) if told else NOTHING, rest)


def take(view: View, name: str, citation: str) -> Html:
    """Ways to take it along: its address and its citation to copy, its rows and its citation as files. name: "" has no rows."""
    query = views.query_of(view, name)
    buttons = [writer.copy(say("Copy link"), say("Link copied."), data_address=query)]
    buttons += [writer.copy(say("Copy citation"), say("Citation copied."), data_text=citation)] if citation else []
    found = view.find(name)
    files = [] if found is None or isinstance(found, schema.SourceFile) else [_files(query)]
    return tag("footer", tag("p", *buttons, *files, class_="take"), writer.copied())


def _files(query: str) -> Html:
    root = f"{settings.base()}{views.DATA}{views.ONE}"
    rows = (
        tag(
            "a",
            word(FORMS[form].title),
            href=f"{root}.{form}{query}{f'&{views.SAVED}=yes' if form == 'json' else ''}",
            download=True,
        )
        for form in OFFERED
    )
    cited = (tag("a", word(views.CITED[form].title), href=f"{root}.{form}{query}", download=True) for form in CITED)
    return joined([tag("span", say("Download:"), " ", joined(rows, " ")), tag("span", say("Citation:"), " ", joined(cited, " "))])
