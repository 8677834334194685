"""What is wrong with a record, said for the person who wrote it; and what is not wrong but worth telling once.

Tests and programs hold the code of a problem; its words are free to be bettered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_PROBLEMS = 500  # told at a time: who has more mends these first


class Code(StrEnum):
    """What kind of mistake it is, or what kind of note: closed, and stable. Each has its meaning for data/README.md."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> Code:
        """A member: its text, and what it means."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    FOLDER_MISSING = "folder.missing", "There is no such folder."
    FOLDER_LINK = "folder.link", "The folder of sources is a link."
    FOLDER_TOO_LARGE = "folder.too-large", "The folder holds more files than a record has."
    FOLDER_NO_SOURCE = "folder.no-source", "There is no source file."
    FOLDER_NO_REPORT = "folder.no-report", "No source reports anything."
    FILE_MISSING = "file.missing", "A file that every record has is not there."
    FILE_UNKNOWN = "file.unknown", "A YAML file that is not of a record."
    FILE_NOT_PLAIN = "file.not-plain", "A link, a folder or a pipe stands in place of a file."
    FILE_UNREADABLE = "file.unreadable", "The system does not let the file be read."
    FILE_TOO_LARGE = "file.too-large", "The file has too many bytes."
    FILE_NOT_UTF_8 = "file.not-utf-8", "The file is not UTF-8 text."
    FILE_TOO_MANY_DATES = "file.too-many-dates", "The file has too many dates that are not a plain year, month or day."
    FILE_EMPTY = "file.empty", "The file holds nothing."
    PROBLEMS_MORE = "problems.more", "There are more mistakes than are told at a time."

    YAML_SYNTAX = "yaml.syntax", "The text is not YAML."
    YAML_TAB = "yaml.tab", "A tab stands where YAML allows none."
    YAML_CONTROL_CHARACTER = "yaml.control-character", "A control character that YAML does not allow."
    YAML_SECOND_DOCUMENT = "yaml.second-document", "A second YAML document in one file."
    YAML_TOO_MANY_VALUES = "yaml.too-many-values", "The file holds too many values."
    YAML_TOO_DEEP = "yaml.too-deep", "Lists and maps within each other, too deep."
    YAML_ALIAS = "yaml.alias", "A YAML alias, as of text that begins with '*'."
    YAML_ANCHOR = "yaml.anchor", "A YAML anchor, as of text that begins with '&'."
    YAML_TAG = "yaml.tag", "A YAML tag, as of text that begins with '!'."
    YAML_INVISIBLE = "yaml.invisible", "Text in which something, or everything, cannot be seen."
    YAML_COMMA = "yaml.comma", "A comma within braces in text without quotation marks."
    YAML_CUT = "yaml.cut", "Text that ends at ' #', because YAML takes what follows for a comment."
    YAML_KEY = "yaml.key", "A key that is no word."
    YAML_DUPLICATE_KEY = "yaml.duplicate-key", "A key stands twice."

    KEY_UNKNOWN = "key.unknown", "A key that there is not in this place."
    KEY_MISSING = "key.missing", "A key that is needed is not there."
    KEY_EMPTY = "key.empty", "A key without a value."
    KEY_OUT_OF_PLACE = "key.out-of-place", "A key that goes only with another value of another key."

    VALUE_NOT_A_MAP = "value.not-a-map", "Not a map where one is needed."
    VALUE_NOT_A_LIST = "value.not-a-list", "Not a list where one is needed."
    VALUE_NOT_TEXT = "value.not-text", "A list or a map in place of text."
    VALUE_EMPTY = "value.empty", "Empty text, or an empty list."
    VALUE_TOO_LONG = "value.too-long", "Text with too many characters."
    VALUE_TOO_MANY = "value.too-many", "A list with too many items."
    VALUE_WRONG_FORM = "value.wrong-form", "An id, or a short name, with other characters than it may have."
    VALUE_UNKNOWN_CHOICE = "value.unknown-choice", "A word that is not among those to choose from."
    VALUE_NOT_A_NUMBER = "value.not-a-number", "Not a number in digits."
    VALUE_NOT_WHOLE = "value.not-whole", "Not a whole number in digits, or one below 0."
    VALUE_NOT_A_DAY = "value.not-a-day", "Not a day, year first."
    VALUE_NOT_A_DIGEST = "value.not-a-digest", "Not a SHA-256."
    VALUE_PLACES = "value.places", "A sentence with other places than those that can be filled."
    VALUE_NOT_AN_ADDRESS = "value.not-an-address", "Not a web address."
    VALUE_UNFIT = "value.unfit", "A value that cannot be so, for another reason."

    DATE_NOT_EDTF = "date.not-edtf", "Text that is no date in EDTF, or of a form that the record does not hold."
    DATE_NO_SUCH_DAY = "date.no-such-day", "A day that no calendar has."
    DATE_BACKWARDS = "date.backwards", "A span that ends before it begins."
    DATE_WRONG_ROLE = "date.wrong-role", "A date with a role that it cannot have there."
    DATE_AFTER_PUBLICATION = "date.after-publication", "Something told before it was said, or before it happened."
    DATE_AFTER_SAID = "date.after-said", "A number about a time that begins after it was said, and has no end."

    ID_TAKEN = "id.taken", "An id that something else has already."
    ID_NOT_THE_FILE = "id.not-the-file", "A source's id that differs from the name of its file."
    NAME_TAKEN = "name.taken", "A name that something else of its kind has already."
    NAME_RESERVED = "name.reserved", "A name with which addresses and filters mean all, or no choice."

    REFERENCE_UNKNOWN = "reference.unknown", "An id that nothing of the kind has."
    REFERENCE_ITSELF = "reference.itself", "A relation of a record to itself."
    REFERENCE_TWICE = "reference.twice", "An id that is listed twice."
    REFERENCE_UNUSED = "reference.unused", "A flight of which no source reports."

    CORRECTION_NO_DATE = "correction.no-date", "A correction or a retraction without the date on which it was made."
    CORRECTION_UNLIKE = "correction.unlike", "A correction of something of another kind, or of another flight."
    CORRECTION_OF_ANOTHER = "correction.of-another", "A correction or a retraction of what somebody else said: that disputes it."
    CORRECTION_CIRCLE = "correction.circle", "Corrections that correct each other."

    REPORT_ONE_READING = "report.one-reading", "One reading alone, where there are two or none."
    STATEMENT_NO_ANSWER = "statement.no-answer", "An answer of somebody who gave none."
    REPORT_NO_EVIDENCE = "report.no-evidence", "Neither a quotation nor the fact in our words."
    QUOTATION_MARKS = "quotation.marks", "A plain paraphrase with quotation marks inside."
    QUOTATION_NOT_FOUND = "quotation.not-found", "A quotation that is not in the archived text."
    QUOTATION_WRONG_PARAGRAPH = "quotation.wrong-paragraph", "A quotation that stands in another paragraph."
    QUOTATION_NO_ARCHIVE = "quotation.no-archive", "A quotation whose source has no archived text."

    COUNT_NO_VALUE = "count.no-value", "A qualifier of a number, and no number."
    COUNT_NO_WORDS = "count.no-words", "A number in words only, without the words."
    COUNT_VALUE_IN_WORDS = "count.value-in-words", "A number in words only, with a value."
    COUNT_WORDS_WITH_VALUE = "count.words-with-value", "Words that go only with a number in words only."
    COUNT_NOT_WHOLE = "count.not-whole", "A fraction of what is counted in whole numbers."
    COUNT_NEGATIVE = "count.negative", "A number below 0 that is no change."
    COUNT_UNIT = "count.unit", "A unit that does not go with what is measured."
    COUNT_NOT_ANNOUNCED = "count.not-announced", "People counted on a date that is only expected."
    COUNT_NOT_BETWEEN = "count.not-between", "A count 'between' that has not two numbers, the lower first."
    COUNT_ONE_PART = "count.one-part", "A sum of one part."
    COUNT_PARTS_DIFFER = "count.parts-differ", "A number that is not the sum of its parts, without a note that says why."

    RULE_SYNTAX = "rule.syntax", "A rule that is not in the notation."
    RULE_FUNCTION = "rule.function", "A function that there is not, or with another number of arguments."
    CHECK_NO_NUMBER = "check.no-number", "A check of something that has no number."
    CHECK_ARITHMETIC = "check.arithmetic", "Arithmetic that cannot be done, whatever the numbers: mixed units, a circle."
    CHECK_OPEN = "check.open", "A check that cannot be worked out, and does not say what it would take."

    ARCHIVE_EMPTY = "archive.empty", "An archived text, or a paragraph of it, that holds nothing."
    ARCHIVE_NO_NUMBER = "archive.no-number", "A paragraph of an archived text without its number."
    ARCHIVE_TWICE = "archive.twice", "A paragraph number that stands twice in an archived text."

    TRANSLATION_UNREADABLE = "translation.unreadable", "A file of translations that is not in the form of gettext."
    TRANSLATION_PLACES = "translation.places", "A translated sentence with other places than the one it translates."

    NOTE_BASIS = "note.basis", "No mistake: text of 'basis' that is not understood; such a count is set against nothing."
    NOTE_UNUSED = "note.unused", "No mistake: an actor that no source and no report names."
    NOTE_OLD_FORM = "note.old-form", "No mistake: a form of before, which is still read."


class Refused(ValueError):  # noqa: N818 - what is said, and not that the program fails
    """What an address cannot ask for: a rule and what fills its places, so that it can be said in any language."""

    def __init__(self, rule: str, **places: object) -> None:
        self.rule, self.places = rule, places
        super().__init__(rule.format(**places))


class Mistake(ValueError):  # noqa: N818 - what is said, and not that the program fails
    """What a type refuses: a code, the rule in a curator's words, and where below the value it is."""

    def __init__(self, code: Code, message: str, *place: str | int) -> None:
        self.code, self.place = code, place
        super().__init__(message)

    def below(self, *place: str | int) -> Mistake:
        """The same, told by what is around it."""
        return Mistake(self.code, str(self), *place, *self.place)


class Mistakes(ValueError):  # noqa: N818 - as above
    """Everything in which the values of one record do not go together."""

    def __init__(self, found: Iterable[Mistake]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(str(mistake) for mistake in self.found))


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, at one place: `file:line:column: where: message`, as compilers write it and editors read it.

    `file` is relative to the data folder; `line` and `column` count from 1; `where` names the record and the key.
    """

    file: str
    line: int
    column: int
    where: str
    code: Code
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.where}: {self.message}"


@dataclass(frozen=True, order=True)
class Note:
    """What is no mistake but worth telling once: `file:line:column: where: note: message`."""

    file: str
    line: int
    column: int
    where: str
    code: Code
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.where}: note: {self.message}"


class RecordError(Exception):
    """The record cannot be used. Carries every problem that was found, in the order of files and lines.

    Of more than MOST_PROBLEMS it carries the first, and one that says so.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(set(problems))
        if len(found) > MOST_PROBLEMS + 1:
            last = found[MOST_PROBLEMS]
            more = f"here and further on are more than the {MOST_PROBLEMS} mistakes told before. Mend those first"
            found = [*found[:MOST_PROBLEMS], Problem(last.file, last.line, last.column, "file", Code.PROBLEMS_MORE, more)]
        self.problems = tuple(found)
        super().__init__("\n".join(str(problem) for problem in self.problems))
