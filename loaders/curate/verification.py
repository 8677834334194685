"""Quotations held against the archived text of their source: word for word, in the paragraph that they name.

Caveat: a word ends at a space or at punctuation, so in a script without spaces between words quote from space to space.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from loaders import progress
from loaders.record import schema
from loaders.record.problems import Code, Problem, RecordError
from loaders.record.yaml_reader import Place

LARGEST_ARCHIVE = 10_000_000  # bytes; a report of a thousand pages has about 3,000,000
MOST_INSERTED = 5  # words of the source that an editor's words in square brackets may stand for

QUOTATION_MARKS = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
NUMBERED = re.compile(r"\[([0-9]{1,6})\](?:\s+(.*))?$")
ELLIPSIS = r"\[ ?(?:…|\.{3,}) ?\]|\( ?(?:…|\.{3,}) ?\)|…|\.{3,}"
LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
"""`[d]elays`: an editor changed the case of the letter with which a word begins."""
TURNS = re.compile(r"\d|\b(?:no|not|never|none|nobody|nothing|neither|nor|without|hardly|only)\b", re.IGNORECASE)
"""What would turn the meaning: a number or a negation that only the editor put there is no quotation of the source."""
MARK = re.compile(rf"(?P<ellipsis>{ELLIPSIS})|(?P<letter>(?<![^\W_]){LETTER.pattern})|(?P<inserted>\[[^\[\]]*\])")
INSIDE_WORD = "'-‐‑."  # between letters or digits: Cambodia's, Cambodian-Americans, U.S.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
"""Soft hyphens, joiners and marks of direction: no reader sees them, and copying adds or loses them."""
BREAK = "\u200b"
"""The zero-width space. It parts words in the scripts that write no spaces between them, and is nothing elsewhere."""
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
BREAK_IN_WORDS = re.compile(rf"(?<![{UNSPACED}]){BREAK}|{BREAK}(?![{UNSPACED}])")
INSIDE_NUMBER = ",:/–−\u202f"  # between digits: 1,800 or 12:30, and the dash of a range


class Status(StrEnum):
    """What came of holding a quotation against the archive."""

    VERIFIED = "verified"
    NOT_FOUND = "not found"
    WRONG_PARAGRAPH = "wrong paragraph"
    NO_ARCHIVE = "no archive"


CODES = {
    Status.NOT_FOUND: Code.QUOTATION_NOT_FOUND,
    Status.WRONG_PARAGRAPH: Code.QUOTATION_WRONG_PARAGRAPH,
    Status.NO_ARCHIVE: Code.QUOTATION_NO_ARCHIVE,
}
"""What each but VERIFIED is called as a problem."""


@dataclass(frozen=True)
class Archive:
    """The archived text of one source: its paragraphs by number, 0 the headline, and the SHA-256 of the file."""

    paragraphs: dict[int, str]
    sha256: str


@dataclass(frozen=True)
class Finding:
    """One quotation and what came of it. `place` is where it stands in its file; `paragraphs` are those that have it."""

    source_id: str
    report_id: str
    place: Place
    passage: schema.Passage
    status: Status
    paragraphs: tuple[int, ...] = ()

    @property
    def message(self) -> str:
        """What is wrong, the rule, and what to do; for a curator."""
        named = self.passage.paragraph
        match self.status:
            case Status.NOT_FOUND:
                return (
                    f"is not in the archived text of {self.source_id}, paragraph {named} or any other. Quote word for word; "
                    "write … for words left out, and put your own words in square brackets: [the government]"
                )
            case Status.WRONG_PARAGRAPH:
                right = " or ".join(str(number) for number in self.paragraphs)
                return f"does not stand in paragraph {named} of the archived text. Write: paragraph: {right}"
            case Status.NO_ARCHIVE:
                return f"is not verified: no archived text of its source could be read. Put it there as {self.source_id}.txt"
        return "is verified"


def read_archives(folder: Path, source_ids: Iterable[str]) -> tuple[dict[str, Archive], list[Problem]]:
    """The archived texts that a folder holds of these sources, by source id; and what is wrong with files of it."""
    if not folder.is_dir():
        message = "does not exist. Name the folder that holds the archived texts, for example archive/evening-herald.txt"
        return {}, [Problem(str(folder), 1, 1, "folder", Code.FOLDER_MISSING, message)]
    archives: dict[str, Archive] = {}
    problems: list[Problem] = []
    for source_id in source_ids:
        path = folder / f"{source_id}.txt"
        if path.is_file():
            try:
                archives[source_id] = read_archive(path)
            except RecordError as error:
                problems += error.problems
    return archives, problems


def read_archive(path: Path) -> Archive:
    """Read the archived text of a source: paragraphs that begin with their number, `[12] `, with a blank line between them.

    Lines that begin with `#` before the first paragraph are comments. Raises RecordError with every mistake in the file.
    """
    with path.open("rb") as stream:
        content = stream.read(LARGEST_ARCHIVE + 1)
    if len(content) > LARGEST_ARCHIVE:
        message = f"is larger than {LARGEST_ARCHIVE:,} bytes. Keep the text alone"
        raise RecordError([Problem(path.name, 1, 1, "file", Code.FILE_TOO_LARGE, message)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "is not UTF-8 text here. In your editor choose 'Save with encoding', then UTF-8"
        raise RecordError([Problem(path.name, line, 1, "file", Code.FILE_NOT_UTF_8, message)]) from None
    return Archive(_paragraphs(path.name, text), hashlib.sha256(content).hexdigest())


def _paragraphs(file: str, text: str) -> dict[int, str]:
    lines: dict[int, list[str]] = {}
    begun: dict[int, int] = {}
    problems: list[Problem] = []
    current: list[str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            current = None
        elif found := NUMBERED.match(line):
            paragraph = int(found[1])
            if paragraph in begun:
                message = (
                    f"stands twice; the first is on line {begun[paragraph]}. Number the paragraphs as they follow each other"
                )
                problems.append(Problem(file, number, 1, f"paragraph {paragraph}", Code.ARCHIVE_TWICE, message))
            begun.setdefault(paragraph, number)
            current = [found[2] or ""]
            lines.setdefault(paragraph, current)
        elif current is not None:
            current.append(line)
        elif lines or not line.startswith("#"):
            message = "has no number. Begin each paragraph with its number in square brackets, for example [1] Ten people arrived"
            problems.append(Problem(file, number, 1, "paragraph", Code.ARCHIVE_NO_NUMBER, message))
            current = []
    if not lines and not problems:
        message = "holds no paragraph. Begin each with its number in square brackets, the headline with [0]"
        problems.append(Problem(file, 1, 1, "file", Code.ARCHIVE_EMPTY, message))
    problems += [
        Problem(
            file, begun[paragraph], 1, f"paragraph {paragraph}", Code.ARCHIVE_EMPTY, "is empty. Write its text after the number"
        )
        for paragraph, written in lines.items()
        if not " ".join(written).strip()
    ]
    if problems:
        raise RecordError(problems)
    return {paragraph: _even(" ".join(written)) for paragraph, written in lines.items()}


def verify(files: Iterable[schema.SourceFile], archives: dict[str, Archive]) -> Iterator[Finding]:
    """What comes of every quotation, in the order of the files."""
    files = tuple(files)
    for file in progress.steps(files, len(files), "Verifying sources"):
        archive = archives.get(file.source.id)
        for kind in schema.REPORTS:
            for index, report in enumerate(getattr(file, kind)):
                for inside, passage in report.passages:
                    place = (kind, index, *inside, "quotation")
                    status, paragraphs = compare(passage, archive) if archive else (Status.NO_ARCHIVE, ())
                    yield Finding(file.source.id, report.id, place, passage, status, paragraphs)


def compare(passage: schema.Passage, archive: Archive) -> tuple[Status, tuple[int, ...]]:
    """Whether a passage stands where it says, and in which paragraphs its quotation stands."""
    if passage.paragraph in archive.paragraphs and stands_in(passage.quotation, archive.paragraphs[passage.paragraph]):
        return Status.VERIFIED, (passage.paragraph,)
    found = tuple(number for number, text in sorted(archive.paragraphs.items()) if stands_in(passage.quotation, text))
    return (Status.WRONG_PARAGRAPH if found else Status.NOT_FOUND), found


def stands_in(quotation: str, text: str) -> bool:
    """Whether a quotation stands in a text word for word.

    Typographic and straight quotation marks are one, and so are all spaces; marks that nobody sees are nothing; every
    other character counts, and so do the ends of words. If it does not stand there as it is written, then with an editor's
    marks, as publishers use them: an ellipsis for words left out; `[d]elays` for a changed case; `[words]` for up to
    MOST_INSERTED words of the source.
    """
    quotation, text = _even(quotation).replace(BREAK, ""), _even(text)
    if not _has_word(quotation):
        return False
    if _occurrences(_pattern(quotation), text):
        return True
    turned = any(TURNS.search(mark["inserted"]) for mark in MARK.finditer(quotation) if mark["inserted"])
    return not turned and _stands_with_marks(quotation, text)


def _even(text: str) -> str:
    """One form of letters with accents (NFC), of quotation marks and of spaces, without what nobody sees."""
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(QUOTATION_MARKS)
    if BREAK in seen:
        seen = BREAK_IN_WORDS.sub("", re.sub(f"{BREAK}+", BREAK, seen))
    spaced = " ".join(seen.split())
    return re.sub(r"(?<!\w)(\d{1,3}) (?=\d{3}(?!\w))", "\\1\u202f", spaced)  # "1 800" is one number, whatever its space


def _pattern(words: str) -> str:
    """Words as a pattern: between letters of a script without spaces, the text may have a zero-width space."""
    return re.sub(f"(?<=[{UNSPACED}])(?=[{UNSPACED}])", f"{BREAK}?", re.escape(words))


def _letter_or_digit(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _has_word(text: str) -> bool:
    return any(_letter_or_digit(character) for character in MARK.sub(lambda found: found["letter"] or "", text))


def _cuts_word(text: str, index: int) -> bool:
    """Whether a cut before this character goes through a word or a number: "1|,800", "1,|800", "Cambodian|-Americans"."""
    if not 0 < index < len(text):
        return False
    left, right = text[index - 1], text[index]
    if _letter_or_digit(left) and _letter_or_digit(right):
        return True
    if _letter_or_digit(left) and index + 1 < len(text):
        return _joins(left, right, text[index + 1])
    return _letter_or_digit(right) and index > 1 and _joins(text[index - 2], left, right)


def _joins(left: str, between: str, right: str) -> bool:
    """Whether a character between two others makes one word or one number of them."""
    if between in INSIDE_NUMBER:
        return unicodedata.category(left)[0] == unicodedata.category(right)[0] == "N"
    return between in INSIDE_WORD and _letter_or_digit(left) and _letter_or_digit(right)


def _occurrences(pattern: str, text: str) -> list[tuple[int, int]]:
    """Where a piece stands in the text, cutting no word, overlapping or not: its starts and ends, in order.

    The pattern holds characters and choices between them, and nothing that repeats, so it cannot run away.
    """
    found = [found.span(1) for found in re.finditer(f"(?=({pattern}))", text)]
    return [(start, end) for start, end in found if not _cuts_word(text, start) and not _cuts_word(text, end)]


@dataclass(frozen=True)
class _Piece:
    """A stretch of a quotation without a mark, as a pattern, and how many words of the source may stand before it."""

    pattern: str
    most: int | None  # None: any number


def _pieces(quotation: str) -> list[_Piece]:
    """The pieces of a quotation between its marks. Before the first one anything may stand."""
    pieces: list[_Piece] = []
    pattern, since, most = "", 0, 0
    unbounded = False

    def close() -> None:
        nonlocal pattern, most, unbounded
        if pattern.replace("\\ ", "").strip():
            pieces.append(_Piece(pattern.removeprefix("\\ ").removesuffix("\\ "), None if unbounded or not pieces else most))
            most, unbounded = 0, False
        pattern = ""

    for mark in MARK.finditer(quotation):
        pattern += _pattern(quotation[since : mark.start()])
        since = mark.end()
        if letter := mark["letter"]:
            pattern += f"(?:{re.escape(letter[1].lower())}|{re.escape(letter[1].upper())})"
        else:
            close()
            most += MOST_INSERTED if mark["inserted"] else 0
            unbounded = unbounded or bool(mark["ellipsis"])
    pattern += _pattern(quotation[since:])
    close()
    return pieces


def _stands_with_marks(quotation: str, text: str) -> bool:
    """Whether the pieces stand in the text in order, each within its distance of the one before.

    Goes from piece to piece with the ends that can be reached, all at once: no way is tried twice, so the time is that of
    finding the pieces.
    """
    words = [0]  # words[i]: how many words begin before character i
    for index in range(len(text)):
        words.append(words[-1] + (_letter_or_digit(text[index]) and not _cuts_word(text, index)))
    ends: list[int] | None = None
    for piece in _pieces(quotation):
        reached: list[int] = []
        for start, end in _occurrences(piece.pattern, text):
            if ends is not None:
                before = bisect_right(ends, start)
                first = 0
                if piece.most is not None:
                    first = bisect_left(ends, words[start] - piece.most, key=lambda end: words[end])
                if first >= before:
                    continue
            reached.append(end)
        if not reached:
            return False
        ends = sorted(set(reached))
    return ends is not None
