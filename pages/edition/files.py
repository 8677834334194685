"""What each file of the edition holds: documents, tables in every form, the row of a record, and what stands beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from loaders import in_language
from loaders.export import package, views
from loaders.export.citation import Reference
from loaders.export.extract import Extract
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.export.views import CITED
from loaders.tables.tables import TABLES
from loaders.wording.catalogues import catalogue
from loaders.wording.language import say, speaking
from pages import assets, contents, settings
from pages.edition import searching
from pages.edition.charts import Chart
from pages.edition.document import Document
from pages.edition.places import BRIEFS, INDEX, PREVIEW, Edition, Place, relative
from pages.panels.html import Html, joined, tag
from pages.share import brief, picture, preview
from pages.web import entrance, listing

NOTHING = "404.html"


def seeds(edition: Edition) -> Iterator[Place]:
    """Where the walk through the links begins: every page, everything on record, every table; the links find the rest."""
    for code in catalogue.codes():
        for every in edition.several:
            view = edition.view(Place(code, every))
            for year in (0, *range(view.limits.first, view.limits.last + 1)):
                if year == 0 or view.limits.first < view.limits.last:
                    yield from (Place(code, every, year, page=page.path) for page in contents.PAGES)
            names = [f"{table}.{form}" for table in TABLES for form in (*FORMS, *CITED)]
            also = (f"{INDEX}.html", f"{INDEX}.json", *(f"{name}.html" for name in BRIEFS))
            yield from (Place(code, every, data=name) for name in (*names, *also))
            told = view.dataset
            sources, checks = (file.source.id for file in told.source_files), (one.check.id for one in view.every_check)
            ids = dict.fromkeys((*told.by_id, *told.flights, *sources, *checks, *(one.id for one in view.every_event)))
            found = (edition.at(Place(code, every), views.query_of(view, name)) for name in ids)
            yield from (led[0] for led in found if led)
        yield from (Place(code, data=f"{WHOLE_NAME}.{form}") for form in ("zip", "sqlite", *CITED))
    yield Place(data=PREVIEW)


def made(edition: Edition, place: Place) -> tuple[bytes, list[Place]]:
    """The content of a file, and the places to which it leads."""
    if place.form == "js":
        links = Document(edition, place) if place.page == searching.NAME else Chart(edition, place)
        told = links.index() if isinstance(links, Document) else links.figure()
        return _handed(told).encode(), list(links.found)
    if place.form in picture.FORMS:
        return (Chart(edition, place).picture() or {})[place.form], []
    if place.form != "html":
        return _row(edition, place), []
    if not place.data or place.data == f"{INDEX}.html":
        document = Document(edition, place)
        return document.html().encode(), list(document.found)
    with speaking(place.language):
        return _data(edition, place), []


def _handed(told: dict[str, Any]) -> str:
    """A script that hands something to the one that asks for it: from a folder nothing else can be read."""
    return f"window.handed = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"


def beside(edition: Edition, documents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """What every page needs, and what robots read. documents: the paths of all pages."""
    yield from ((f"{assets.FOLDER}/{name}", content) for name, content in assets.edition().items())
    yield NOTHING, _nothing(edition)
    listed = f"Sitemap: {edition.url}/sitemap.xml\n" if edition.url else ""
    yield "robots.txt", f"User-agent: *\nAllow: /\n{listed}".encode()
    if edition.url:
        lines = "".join(f"<url><loc>{edition.url}/{path}</loc></url>\n" for path in sorted(documents))
        told = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
        yield "sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{told}'.encode()


def _nothing(edition: Edition) -> bytes:
    """What a server answers where there is no file, in each language; at any address, so its links begin at the root."""

    def told(code: str) -> Html:
        data = {"data/": Place(code, data=f"{INDEX}.html").file}
        files = {**data, **{page.path: Place(code, page=page.path).file for page in contents.PAGES}}
        with speaking(code):
            return tag("section", entrance.nothing(lambda path: f"{edition.url}/{files[path]}"), lang=code)

    body = joined(told(code) for code in catalogue.codes())
    icon = f'href="{edition.url}/{assets.FOLDER}/{assets.ICON.name}"'
    return listing.document(say("Not found"), body, "").replace('href="/favicon.png"', icon, 1).encode()


def _data(edition: Edition, place: Place) -> bytes:
    """A table or the whole record in one form, its citation, the list of all, or the picture for shared links."""
    name, _, form = place.data.partition(".")
    record, view = in_language(edition.record, place.language), edition.view(place)
    if place.data == PREVIEW:
        return preview.png(record.about)
    if name == INDEX:
        return _index(edition, place)
    if name in BRIEFS:
        asked, page = edition.asked(place), BRIEFS[name]
        address = edition.url and f"{edition.url}/{replace(place, data='', page=page.path).file}"
        told = brief.brief(page, asked, address, relative(place.file, f"{assets.FOLDER}/{assets.PLOTLY}"))
        return Document(edition, replace(place, page=page.path)).led(told.decode()).encode()
    if name == WHOLE_NAME and form == "zip":
        return package.zipped(views.whole(record))
    if name == WHOLE_NAME and form == "sqlite":
        return views.database(record)
    if name == WHOLE_NAME:
        return _cited(edition, place, form, [views.reference(record, settings.public())])
    extract = _placed(edition, place, views.of_table(view, name, settings.public()))
    return FORMS[form].make(extract) if form in FORMS else CITED[form].write(extract.references).encode()


def _row(edition: Edition, place: Place) -> bytes:
    """The row of one record, or its citation."""
    view = edition.view(place)
    if place.form in CITED:
        return _cited(edition, place, place.form, views.references(view, place.record, settings.public()))
    return FORMS[place.form].make(_placed(edition, place, views.of_record(view, place.record, settings.public())))


def _placed(edition: Edition, place: Place, extract: Extract) -> Extract:
    """Rows whose address is that of their file."""
    return replace(extract, address=edition.placed(extract.address, place))


def _cited(edition: Edition, place: Place, form: str, references: list[Reference]) -> bytes:
    """Citations with the addresses of files."""
    told = [replace(one, text=edition.placed(one.text, place), url=edition.placed(one.url, place)) for one in references]
    return CITED[form].write(told).encode()


def _index(edition: Edition, place: Place) -> bytes:
    """The list of the data for programs."""

    def led(told: Any) -> Any:
        if isinstance(told, dict):
            return {key: led(value) for key, value in told.items()}
        if isinstance(told, list):
            return [led(value) for value in told]
        root = settings.public() or settings.path()
        found = edition.at(place, told.removeprefix(root)) if isinstance(told, str) and told.startswith(f"{root}/") else None
        if found is None:
            return told
        return f"{edition.url}/{found[0].file}" if edition.url else relative(place.file, found[0].file)

    view = edition.view(place)
    listed = listing.listed(view, views.version_of(edition.record), settings.public() or settings.path(), view.query)
    told = {name: value for name, value in listed.items() if name not in {"parameters", "sources_served"}}
    return json.dumps(led(told), ensure_ascii=False, indent=1).encode()
