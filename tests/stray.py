"""A language made up for tests: every text in other letters and half as long again, so that what no catalogue has shows.

`python -m tests.stray` prints what it finds on the pages of the project's own record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from gettext import NullTranslations
from html.parser import HTMLParser
from unittest.mock import patch

from loaders import Dataset
from loaders.export.views import version_of
from loaders.record import schema, texts
from loaders.wording import language, names
from loaders.wording.catalogues import catalogue
from loaders.wording.catalogues.catalogue import SOURCE, Language

CODE = "qq"
OPEN, SHUT = "⟦", "⟧"
WIDE = {letter: chr(letter + 0xFEE0) for letter in range(ord("!"), ord("~")) if chr(letter).isalpha()}
LETTERS = re.compile(r"[A-Za-z]{2,}")
QUOTED = {"blockquote", "q", "cite", "script", "style", "template", "code"}
"""Elements whose text stays in the language of its source, or is none."""
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-done", "data-else")


class Longer(NullTranslations):
    """Every text in other letters, in brackets, half as long again; its places stay. `asked`: what was looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        told = "".join(part if part.startswith("{") else part.translate(WIDE) for part in re.split(r"(\{[^}]*\})", message))
        return f"{OPEN}{told}{'·' * (len(message) // 2)}{SHUT}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


MONTHS = tuple(f"{OPEN}{number}{SHUT}" for number in range(1, 13))
LONGER = Longer()
PSEUDO = Language(CODE, "Longer", "", LONGER, MONTHS, MONTHS, ",", ".")


@contextmanager
def spoken() -> Iterator[None]:
    """The language is there, and spoken."""
    real = language.language

    def known(code: str) -> Language:
        return PSEUDO if code == CODE else real(code)

    with (
        patch.object(language, "language", known),
        patch.object(catalogue, "codes", lambda: [SOURCE, CODE]),
        language.speaking(CODE),
    ):
        yield


def dataset(whole: Dataset) -> Dataset:
    """A record with each of its curator's texts in that language."""
    assert whole.written is not None
    own = texts.rewritten(whole.written, PSEUDO.messages.gettext, texts.ALL)
    return replace(names.readable(own), language=CODE, written=whole.written)


class _Reader(HTMLParser):
    """Goes through HTML, and keeps what stands in the letters of the templates."""

    def __init__(self, ignored: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._ignored = ignored
        self._within = list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.found += [stray for name in SPOKEN if (stray := outside(told.get(name) or "", self._ignored))]
        if tag not in {"br", "hr", "img", "meta", "link", "input"}:
            self._within.append("cite" if told.get("lang") == SOURCE else tag)

    def handle_endtag(self, tag: str) -> None:
        self._within.pop()

    def handle_data(self, data: str) -> None:
        if not QUOTED & set(self._within) and (stray := outside(data, self._ignored)):
            self.found.append(stray)


def outside(told: str, ignored: re.Pattern[str]) -> str:
    """A text that has letters of the templates beside what stands the same in every language."""
    plain = ignored.sub(" ", told)
    return re.sub(r"\s+", " ", plain).strip() if LETTERS.search(plain) else ""


def same_in_all(whole: Dataset) -> re.Pattern[str]:
    """What stands the same in every language: names of sites and files, titles as printed, ids, quotations."""
    said = [
        whole.about.site,
        "CSV",
        "ZIP",
        "Excel",
        "JSON",
        "Parquet",
        "BibTeX",
        "RIS",
        "PNG",
        "SVG",
        "EDTF",
        "SHA-256",
        str(version_of(whole)),
        version_of(whole).semantic,
        "hue",
    ]
    for file in whole.source_files:
        said += filter(None, [file.source.title, str(file.source.url or ""), file.source.id])
        said += [passage.quotation for report in file.reports for passage in report.evidence]
        said += [amount.words for report in file.reports if (amount := _amount(report)) and amount.words]
        said += [report.id for report in file.reports]
        said += [place for report in file.flights for place in (*report.origin, *report.destination)]
    said += [former.name for actor in whole.actors.values() for former in actor.former_names]
    said += [language.single(one) for one in said]
    return re.compile("|".join(re.escape(one) for one in sorted(set(said), key=len, reverse=True)))


def strays(html: str, ignored: re.Pattern[str]) -> list[str]:
    """What stands in some HTML in the language of the templates."""
    reader = _Reader(ignored)
    reader.feed(html)
    return reader.found


def _amount(report: schema.Report) -> schema.Amount | None:
    """The number that a report gives."""
    return getattr(report, "quantity", None) or getattr(report, "count", None)
