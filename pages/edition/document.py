"""One file of the edition as a whole document: the words of the first paint, whose links lead to files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Any
from urllib.parse import urlencode

from loaders.analysis import filters as analysis_filters
from loaders.export import views
from loaders.wording import answers
from loaders.wording import filters as filter_words
from loaders.wording.language import say, speaking, spoken, word
from pages import assets, contents, settings
from pages.app.filters import CHANGE
from pages.app.parameters import ONE_CHART
from pages.edition import charts, pieces, searching
from pages.edition.links import Links
from pages.edition.places import Place, relative
from pages.evidence import dialog
from pages.evidence.find import find
from pages.panels import component
from pages.panels import page as writer
from pages.panels.component import Drawn
from pages.panels.html import Html, joined, tag
from pages.panels.panel import Asked
from pages.panels.sources import DICTIONARY
from pages.share.brief import BRIEF, FRONT
from pages.web import first, head, listing

MOST = 60_000
"""Bytes of a page; what has more is several pages."""
MOST_FOLDED = 5_000
"""Characters of what is folded on a page; what has more stands on a page of its own."""
ROOM = 1_000
"""Bytes for the links from sheet to sheet."""
SECTION = re.compile(r'<section class="panel" data-panel="(\w+)">.*?</section>', re.S)
MARKUP = re.compile(r"<[^>]*>")
TO_DATA = re.compile(r' href="([^"]*/data/[^"?]+\?[^"]*)"')
ENDS = "</header>"
STYLESHEET = '<link rel="stylesheet" href="%s" />\n'
TAKE = re.compile(r'<button\b[^>]* data-take="(\w+)"[^>]*>.*?</button>', re.S)


class Document(Links):
    """A document in the making."""

    _stills = True  # whether charts stand there before anyone acts on them

    def html(self) -> str:
        """The whole document."""
        with speaking(self.place.language):
            if self.place.data:
                return self.led(self._list())
            if self.place.record:
                return self.led(self._record())
            if self.place.sheet > 1:
                opening = Document(self.edition, replace(self.place, sheet=1), self.found)
                return opening._sheets(opening._whole())[self.place.sheet - 1]
            html = self._whole()
            return self._sheets(html)[0] if len(html.encode()) > MOST and self.place.panel else self._styled(html)

    def index(self) -> dict[str, Any]:
        """What is searched."""
        with speaking(self.place.language):
            return searching.index(self.asked, self.file_for)

    def led(self, html: str) -> str:
        """With its links, and with those to pictures in place of each button that makes one."""
        return TAKE.sub(lambda found: charts.pictured(self, found[1]), super().led(html))

    # What it shows

    def _page(self) -> str:
        page, asked = self.page, self.asked
        main = tag("main", *first.parts(page, asked, self._framed, self._choices()))
        title, metas = head.titled(asked.view.whole, page.path), head.described(asked.view.whole, page.path, self._own)
        card = head.card(asked.view.whole, page.path) if settings.public() and not (self.place.year or self.place.every) else ""
        return self._document(title, f"{metas}{card}", first.header(page, asked), main)

    def _panel(self) -> str:
        """One panel that is folded on its page, whole, or one part of a panel that is."""
        asked, panel, part = self.asked, self.panel, self.place.part
        drawn = replace(component.drawn(panel, asked), fold=None, head=writer.head(panel, asked, "h1"))
        shown = first.panel(self._cut(drawn), asked, panel.table, *self._charted(drawn))
        title = panel.headline(asked)
        if part:
            fold = pieces.folds(shown)[part - 1]
            top = tag("div", tag("h1", Html(fold.heading)), tag("p", Html(fold.summary)), class_="head")
            shown = tag("section", top, tag("div", Html(fold.inside), class_="body"), class_="panel", data_panel=panel.name)
            title = f"{unescape(MARKUP.sub('', fold.summary))} · {title}"
        main = tag("main", first.draft(), shown, self._view_line(asked), tag("p", self._back(), class_="foot"))
        also = [(ONE_CHART, panel.name)] if not part else []
        return self._document(f"{title} · {asked.view.whole.about.site}", "", first.header(self.page, asked, also), main)

    def _record(self) -> str:
        """The evidence for what is on record."""
        asked = self.asked
        found = find(asked.view, self.place.record, asked.links)
        drawn = dialog.drawn(replace(found, take=Html()) if self.place.year else found)
        shown = tag("section", tag("h1", found.title), first.inside(drawn, Html()), class_="panel", data_panel=dialog.NAME)
        main = tag("main", first.draft(), shown, self._view_line(asked), tag("div", self._sources(), class_="filters"))
        about = asked.view.whole.about
        own, title = (views.ONE, self.place.record), f"{found.title} · {about.site}"
        metas = head.described(asked.view.whole, "", (*self._own, own), title, found.title)
        return self._document(title, metas, first.header(None, asked, [own]), main)

    def _list(self) -> str:
        """The list of the data, without what it says of addresses with parameters, which files do not take."""
        view = self.asked.view
        listed = listing.listed(view, views.version_of(self.edition.record), settings.path(), view.query)
        tables = [{**table, "columns": []} for table in listed["tables"]]
        shown = listing.html({**listed, "tables": tables, "parameters": {}, "sources_served": self._served()})
        icon = self.asset(assets.ICON.name)
        return shown.replace(f'href="{settings.path()}/favicon.png"', f'href="{icon}"', 1)

    def _served(self) -> Html:
        """What the tables are of, and the ways to those of the other sources and to what their columns mean."""
        view, whole = self.asked.view, self.asked.view.whole
        page = next(page for page in contents.PAGES if page.panel(DICTIONARY.name))
        meanings = urlencode([*Place(self.place.language).query, (ONE_CHART, DICTIONARY.name)])
        columns = tag("a", DICTIONARY.headline(self.asked), href=f"{settings.path()}/{page.path}?{meanings}")
        if len(self.edition.several) < 2:
            return joined([filter_words.view_line(view), columns], " · ")
        every, default = analysis_filters.every(whole), analysis_filters.default(whole)
        other, label = (default, answers.see_default(whole)) if self.place.every else (every, answers.see_all(whole))
        link = tag("a", label, href=f"{settings.path()}{views.DATA}{view.through(other).query}")
        return joined([joined([filter_words.view_line(view), link], " "), columns], " · ")

    # Its frame

    @property
    def _own(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.place.query)

    def _document(self, title: str, metas: str, masthead: Html, main: Html) -> str:
        own = (name for name in assets.edition() if name.startswith(assets.EDITION))
        named = {name.rpartition(".")[2]: self.asset(name) for name in own}
        icon = self.asset(assets.ICON.name)
        field, places = searching.field(self.edition, self.place)
        self.found.update(dict.fromkeys(places))
        top = Html(f"{masthead.removesuffix(ENDS)}{field}{ENDS}")
        body = tag("div", top, main, self._foot(), id="first")
        return (
            f'<!DOCTYPE html>\n<html lang="{spoken().code}"><head><meta charset="utf-8" />\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
            f"<title>{escape(title)}</title>\n{metas}{self._canonical(self.place)}{self._languages()}"
            f'<link rel="icon" href="{icon}" />\n{STYLESHEET % named["css"]}'
            f'<script src="{named["js"]}" defer></script>\n</head>\n<body>{body}</body></html>\n'
        )

    def _styled(self, html: str) -> str:
        """With the style in the page, where it has room for it: one file less to come before the first word is there."""
        [(name, style)] = [(name, content.decode()) for name, content in assets.edition().items() if name.endswith(".css")]
        for letters in assets.LETTERS.values():
            style = style.replace(letters, self.asset(letters))
        styled = html.replace(STYLESHEET % self.asset(name), f"<style>\n{style}</style>\n", 1)
        return styled if len(styled.encode()) <= MOST else html

    def _canonical(self, place: Place) -> str:
        """The one address of a document, where the edition has one."""
        address = escape(f"{self.edition.url}/{place.file}")
        return f'<link rel="canonical" href="{address}" />\n' if self.edition.url else ""

    def _languages(self) -> str:
        """The same in each language, for search engines."""
        own = {views.ONE: self.place.record, ONE_CHART: "" if self.place.part else self.place.panel}
        also = [(name, value) for name, value in own.items() if value]
        return head.other_languages(self.place.page, (*self._own, *also))

    def _foot(self) -> Html:
        about = self.asked.view.whole.about
        links = ((say("Contact"), about.contact_link), (say("Corrections"), about.corrections))
        others = [tag("a", label, href=str(there)) for label, there in links if there]
        return tag("footer", self._data(), *others, tag("p", about.imprint) if about.imprint else Html())

    def _data(self) -> Html:
        """The way to the data; of one year, with what they hold. Of a page of all years, also to its brief."""
        told = tag("span", say("The files there are of all years.")) if self.place.year else Html()
        place = self.place
        if place.year or place.record or place.panel or place.side or place.data:
            return joined([first.data(), told])
        brief = f"{settings.path()}{views.DATA}{BRIEF}{self.page.path or FRONT}.html?{urlencode(place.query)}"
        return joined([first.data(), tag("a", say("Brief to print"), href=brief)])

    def _view_line(self, asked: Asked) -> Html:
        return tag("p", filter_words.view_line(asked.view), class_="view")

    def _back(self) -> Html:
        return tag("a", word(self.page.title), href=f"?{urlencode(self._own)}")

    # The filters, as links

    def _choices(self) -> Html:
        """All years and each of them; the default sources and all; the same view where questions are answered."""
        view = self.asked.view
        every = range(view.limits.first, view.limits.last + 1)
        years = [(0, say("All years")), *((year, str(year)) for year in every)] if len(every) > 1 else []
        told = (
            self._choice(label, replace(self.place, year=year, side="" if year else self.place.side)) for year, label in years
        )
        label = tag("span", tag("strong", say(CHANGE)))
        row = tag("nav", label, *told, class_="choices years", aria_label=say("Years")) if years else Html()
        return tag("div", row, self._sources(), self._live(), class_="filters")

    def _sources(self) -> Html:
        """The default sources and all, where a page or a record is seen through both."""
        whole, ids = self.asked.view.whole, (analysis_filters.default, analysis_filters.every)
        if len(self.edition.several) < 2 or (self.place.record and self._elsewhere() is None):
            return Html()
        words = (filter_words.sources_in_words(ids[every](whole), whole) for every in self.edition.several)
        told = [
            self._choice(label, replace(self.place, every=every))
            for label, every in zip(words, self.edition.several, strict=True)
        ]
        return tag("nav", *told, class_="choices", aria_label=say("Sources"))

    def _elsewhere(self) -> Place | None:
        """The record at this place through the other sources."""
        other = replace(self.place, every=not self.place.every)
        led = self.edition.at(other, f"?{urlencode([*other.query, (views.ONE, self.place.record)])}")
        return led[0] if led and led[0] == other else None

    def _choice(self, label: str, place: Place) -> Html:
        """A link to the same page under another filter, as far as there is such a page."""
        if place == self.place:
            return tag("a", label, href=self._to(place), aria_current="page")
        limits = self.edition.view(replace(place, year=0, record="")).limits
        if place.year and not limits.first <= place.year <= limits.last:
            place = replace(place, year=0)
        return tag("a", label, href=self._to(place))

    def _to(self, place: Place) -> str:
        also = [(views.ONE, place.record)] if place.record else []
        return f"?{urlencode([*place.query, *also])}"

    def _live(self) -> Html:
        """The way to the same view where a server answers; nothing where there is none."""
        if not self.edition.live:
            return Html()
        link = tag(
            "a", say("Ask your own question"), href=f"{self.edition.live}/{self.page.path}?{urlencode(self.asked.address)}"
        )
        return tag("p", link, " ", say("Any years, sources and day."), class_="live")

    # Its panels

    def _framed(self, drawn: Drawn, asked: Asked, table: str) -> Html:
        """A panel; what is folded and long stands on a page of its own, to which its headline leads."""
        if drawn.fold and any(self._lacks(part) for part in (drawn.body, drawn.head)):
            return Html()
        shown = first.panel(self._cut(drawn), asked, table, *self._charted(drawn))
        if not drawn.fold or len(shown) <= MOST_FOLDED:
            return shown
        own = self.place if table else self._widest(drawn)
        link = tag("a", drawn.fold, href=f"?{urlencode([*own.query, (ONE_CHART, drawn.name)])}")
        return tag("section", link, class_="panel page-of", data_panel=drawn.name)

    def _widest(self, drawn: Drawn) -> Place:
        """Where a panel stands that shows the same whatever the filters: in the view with which the page opens."""
        widest = Place(self.place.language, page=self.place.page)
        panel = self.page.panel(drawn.name)
        same = panel is not None and component.drawn(panel, self.edition.asked(widest)).body == drawn.body
        return widest if same else self.place

    def _cut(self, drawn: Drawn) -> Drawn:
        """A panel without the offer of files that the edition has not; its picture is left, but for single years."""
        if not self._lacks(drawn.foot):
            return drawn
        button = None if self.place.year else TAKE.search(drawn.foot)
        return replace(drawn, foot=tag("footer", Html(button[0])) if button else Html())

    def _lacks(self, html: Html) -> bool:
        """Whether it leads to data of which there is no file."""
        return any(self.edition.at(self.place, unescape(one)) is None for one in TO_DATA.findall(html))

    def _charted(self, drawn: Drawn) -> tuple[Mapping[str, Any] | None, Html]:
        """What the script that draws its chart is told; and the chart as it stands there at once, unless it is folded."""
        stands = self._stills and drawn.figure and not drawn.fold
        return charts.carried(self, drawn), charts.of(self.edition, self.place, drawn.name).stills() if stands else Html()

    # What is too long for one page

    def _whole(self) -> str:
        """A page or a panel on one sheet. Where it is too long, the longest of what is folded stands on pages of its own; where
        that is not enough, no chart stands there before it is drawn.
        """
        for self._stills in (True, False):
            html = self.led(self._panel() if self.place.panel else self._page())
            html, parts = (html, []) if self.place.part else self._without_folds(html)
            if len(html.encode()) <= MOST or charts.STANDS not in html:
                break
        self.found.update(dict.fromkeys(parts))
        return html

    def _without_folds(self, html: str) -> tuple[str, list[Place]]:
        """A document that is short enough, if there are folds enough, and where those stand that it lacks."""
        known = [
            (section.start() + fold.start, section.start() + fold.end, fold, replace(self.place, panel=section[1], part=number))
            for section in SECTION.finditer(html)
            for number, fold in enumerate(pieces.folds(section[0]), start=1)
        ]
        over, taken = len(html.encode()) - MOST, list[tuple[int, int, str]]()
        places = list[Place]()
        for start, end, fold, place in sorted(known, key=lambda one: one[0] - one[1]):
            if over <= 0:
                break
            places.append(place)
            link = f'<div class="part"><a href="{relative(self.place.file, place.file)}">{fold.summary}</a></div>'
            over -= len(html[start:end].encode()) - len(link.encode())
            taken.append((start, end, link))
        for start, end, link in sorted(taken, reverse=True):
            html = f"{html[:start]}{link}{html[end:]}"
        return html, places

    def _sheets(self, html: str) -> list[str]:
        """The document of a panel, or several where that is too long, with links to all."""
        section = next(SECTION.finditer(html))
        room = MOST - ROOM - len(html.encode()) + len(section[0].encode())
        found = pieces.sheets(section[0], room)
        places = [replace(self.place, sheet=number) for number in range(1, len(found) + 1)]
        self.found.update(dict.fromkeys(places))
        above, below, own = html[: section.start()], html[section.end() :], self._canonical(self.place)
        return [
            f"{above.replace(own, self._canonical(to))}{sheet}{self._to_sheets(to, places)}{below}"
            for to, sheet in zip(places, found, strict=True)
        ]

    def _to_sheets(self, shown: Place, places: list[Place]) -> Html:
        told = tag("span", say("Page {number} of {all}", number=shown.sheet, all=len(places)))
        links = (
            tag("a", to.sheet, href=relative(shown.file, to.file), aria_current="page" if to == shown else None) for to in places
        )
        return tag("nav", told, *links, class_="choices", aria_label=say("Pages"))
