"""Which file of the edition stands for an address of the dashboard. What the edition has no file for has none here either.

    index.html  totals.html  2018/totals.html  all/totals.html  all/2018/totals.html  km/all/2018/totals.html
    record/<id>.html  record/<id>.csv  all/record/<id>.html  data/flights.csv  all/data/flights.csv
    totals-ledger.html  totals-ledger-page2.html  totals-checks-1.html  totals-totals.js  totals-totals.png  totals-totals.svg
    search.js  all/search.js

`record/<id>` is the lasting address of whatever is on record: through the default sources where they have it, else through all.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import QueryParams

from loaders import Dataset, in_language
from loaders.analysis import filters
from loaders.analysis.view import View
from loaders.export import views
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.tables import narrowing
from loaders.tables.tables import TABLES
from loaders.wording.catalogues import catalogue
from loaders.wording.catalogues.catalogue import SOURCE
from pages import contents, settings
from pages.app import asking, parameters
from pages.edition.drawing import Picture
from pages.panels.panel import Asked
from pages.share.brief import BRIEF, FRONT

INDEX = "index"
OF_RECORDS = ("csv", "json", "bib", "ris")
"""The forms in which the row of one record stands beside its page."""


@dataclass(frozen=True, order=True)
class Place:
    """What one file shows: the filters, then a page or one panel of it, a record (or ids with spaces between), a file of data.

    every: through all sources, where the default is fewer; year: 0 is all; part: which of what is folded in the panel, 0 is the
    panel; sheet: which of several; form: of the row of a record, or in which the chart of a panel is there.
    """

    language: str = SOURCE
    every: bool = False
    year: int = 0
    page: str = ""
    side: str = ""
    panel: str = ""
    part: int = 0
    sheet: int = 1
    record: str = ""
    data: str = ""
    form: str = "html"

    @property
    def file(self) -> str:
        """Its path within the edition."""
        told = (self.language if self.language != SOURCE else "", filters.ALL if self.every else "", str(self.year or ""))
        return "/".join(filter(None, [*told, *self._name]))

    @property
    def _name(self) -> list[str]:
        if self.data:
            return ["data", self.data]
        if self.record:
            several = hashlib.sha256(self.record.encode()).hexdigest()[:12] if " " in self.record else ""
            return ["record", f"{f'several.{several}' if several else self.record.replace(':', '.')}.{self.form}"]
        parts = [self.page or ("overview" if self.side or self.panel else INDEX), self.side, self.panel]
        parts += [str(self.part or ""), f"page{self.sheet}" if self.sheet > 1 else ""]
        return [f"{'-'.join(filter(None, parts))}.{self.form}"]

    @property
    def group(self) -> tuple[str, bool, int]:
        """The filters alone: what is made together, since each answer of a view is worked out once."""
        return self.language, self.every, self.year

    @property
    def query(self) -> list[tuple[str, str]]:
        """The same filters as parameters of the dashboard's address."""
        told = [("years", str(self.year))] if self.year else []
        told += [("sources", filters.ALL)] if self.every else []
        told += [("side", self.side)] if self.side else []
        return [*told, *([(parameters.LANGUAGE, self.language)] if self.language != SOURCE else [])]


@dataclass(frozen=True)
class Edition:
    """A whole record, and where its edition and a live dashboard stand; "" for what is not known.

    draw: draws a chart from its data, if anything does; pictures: what is drawn, by place and form, None where that cannot be.
    """

    record: Dataset
    url: str = ""
    live: str = ""
    draw: Callable[[Mapping[str, Any]], Picture | None] | None = field(default=None, repr=False, compare=False)
    pictures: dict[Place, Picture | None] = field(default_factory=dict, repr=False, compare=False)
    kept: dict[object, Place | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def several(self) -> tuple[bool, ...]:
        """Through the default sources, and through all, where these are more."""
        return (False, True) if filters.default(self.record) != filters.every(self.record) else (False,)

    def asked(self, place: Place) -> Asked:
        """What the page at a place is asked for."""
        wider = place
        if place.record and not place.every and not self._found(place):
            wider = replace(place, every=self.several[-1])
        return _read(self.record, tuple(wider.query))

    def view(self, place: Place) -> View:
        """The view at a place."""
        return self.asked(place).view

    def _found(self, place: Place) -> bool:
        view = _read(self.record, tuple(replace(place, side="").query)).view
        return " " in place.record or view.find(place.record) is not None

    def at(self, here: Place, address: str) -> tuple[Place, str] | None:
        """The place for an address of the dashboard, as seen from another, and the part of its page; None if there is none."""
        parts = urlsplit(address)
        path = parts.path
        for root in filter(None, (settings.path(), settings.base())):
            path = path.removeprefix(root) if path.startswith(f"{root}/") else path
        query = parse_qsl(parts.query)
        if path.startswith(views.DATA):
            found = self._data(here, path.removeprefix(views.DATA), query)
        else:
            page = path.strip("/") if path else here.page
            found = self._page(here, page, query) if page in contents.BY_PATH else None
        if found is None:
            return None
        question = self._named("question", query, found.language)
        return found, f"question-{question}" if question and found.page else parts.fragment

    def _named(self, name: str, query: list[tuple[str, str]], code: str) -> str:
        """The id of the question or the side to which an address is narrowed; "" for all."""
        told = dict(query).get(name, "")
        return told and narrowing.in_data(name, told, in_language(self.record, code))

    def placed(self, told: str, here: Place) -> str:
        """A text in which every public address of the dashboard is that of a file of the edition."""
        if not self.url:
            return told

        def there(found: re.Match[str]) -> str:
            led = self.at(here, unescape(found[0].replace(r"\u0026", "&")).removeprefix(self.url))
            return f"{self.url}/{led[0].file}{f'#{led[1]}' if led[1] else ''}" if led else found[0]

        return re.sub(rf"{re.escape(self.url)}/(?:[^\s\"<>\\}}]|\\u0026)*(?<![.,;)])", there, told)

    def _filtered(self, query: list[tuple[str, str]]) -> Place | None:
        """The filters of an address, if the edition has pages of them."""
        key = tuple(one for one in query if one[0] in asking.READ)
        if key not in self.kept:
            self.kept[key] = self._read(QueryParams(list(key)))
        return self.kept[key]

    def _read(self, given: QueryParams) -> Place | None:
        code, sources, years = given.get(parameters.LANGUAGE, SOURCE), given.getlist("sources"), given.getlist("years")
        if code not in catalogue.codes() or "as_of" in given or "number" in given:
            return None
        ids = filters.parse_sources(sources, self.record)
        if ids not in (filters.default(self.record), filters.every(self.record)):
            return None
        place = Place(code, every=ids != filters.default(self.record))
        if not years:
            return place
        limits = filters.limits(self.record, ids)
        asked = filters.parse_years(years, limits)
        if asked == limits:
            return place
        return replace(place, year=asked.first) if asked.first == asked.last else None

    def _page(self, here: Place, page: str, query: list[tuple[str, str]]) -> Place | None:
        place, given = self._filtered(query), dict(query)
        if place is None:
            return None
        if ids := given.get(views.ONE):
            return self._record(replace(place, record=" ".join(dict.fromkeys(ids.split()))))
        side = self._named("side", query, place.language)
        if side and place.year:
            return None
        return replace(place, page=page, side=side, panel=given.get(parameters.ONE_CHART, ""))

    def _record(self, place: Place) -> Place | None:
        """The one place of an id: whatever the years, but for a number that is worked out from them."""
        if place not in self.kept:
            self.kept[place] = self._recorded(place)
        return self.kept[place]

    def _recorded(self, place: Place) -> Place | None:
        if " " in place.record:
            return replace(place, year=0)
        found = self.view(place).find(place.record)
        if found is None:
            return None
        place = replace(place, year=0) if isinstance(found, views.RECORDS) else place
        opening = replace(place, every=False)
        return place if not place.every or self._found(opening) else opening

    def _data(self, here: Place, name: str, query: list[tuple[str, str]]) -> Place | None:
        place, given = self._filtered(query), dict(query)
        if place is None:
            return None
        table, _, form = name.partition(".")
        if table == views.ONE:
            found = self._record(replace(place, record=given.get(views.ONE, "")))
            whole = found and not found.year and " " not in found.record and form in OF_RECORDS
            return replace(found, language=SOURCE, form=form) if found and whole else None
        if name in {"", f"{INDEX}.html", f"{INDEX}.json"} or table == WHOLE_NAME:
            own = place if query else replace(here, year=0)
            return Place(own.language, own.every and table != WHOLE_NAME, data=name or f"{INDEX}.html")
        if name == PREVIEW:
            return Place(data=PREVIEW)
        if table in BRIEFS and form == "html" and not place.year:
            return replace(place, data=name)
        if place.year or "side" in given or "question" in given or table not in TABLES or form not in {**FORMS, **views.CITED}:
            return None
        return replace(place, data=name)


PREVIEW = "preview.png"
BRIEFS = {f"{BRIEF}{page.path or FRONT}": page for page in contents.PAGES}
"""The pages by what their briefs are called."""


@lru_cache(maxsize=256)
def _read(record: Dataset, query: tuple[tuple[str, str], ...]) -> Asked:
    return asking.read(record, QueryParams(list(query)))


def relative(here: str, there: str) -> str:
    """One file of the edition as a link in another has it."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")
