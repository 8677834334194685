"""Quotations against archived text: each rule by hand, each outcome, the stored file, and what must hold for any words."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loaders import Dataset, RecordError, __main__, load
from loaders.curate import verified
from loaders.curate.verification import CODES, Archive, Status, compare, read_archive, stands_in
from loaders.record.dataset import Verification
from loaders.record.problems import Code
from loaders.record.schema import Passage
from loaders.wording import names
from tests.conftest import ROOT

ARCHIVE = """# Typed in for the tests.
# A second comment.

[0] Few go to Zenda

[1] The Herald writes that ten people arrived in March 2010, after a long wait.

[2] “Then about a dozen came on 9 March,” the minister said.

[3] And five more at the turn of the year.

[4] In all, nearly forty are to go in May.

[5] “A hundred so far, and that is enough” – “a hundred so far”,
he said; a hundred so far, and that is enough. He added that nobody has left again; half as many letters again.

[6] All this rests on the treaty of 2005.
"""


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("the 'unjust' ban", "Lift the ‘unjust’ ban"),
        ('they called it "cold"', "and they called it “cold”"),
        ("Zenda's rule", "by Zenda’s rule."),
        ("the treaty  of\n2005", "the\u00a0treaty\u2009of \u202f2005"),
        ("ten people", "Ten came, and ten people left"),
        ("caf\u00e9", "a cafe\u0301 there"),
        ("“unreasonably [delayed] accepting", "has “unreasonably [delayed] accepting its citizens”"),
        ("more … all that", "more of it than all that"),
        ("ten people ... in March", "ten people arrived in March"),
        ("ten people [...] in March", "ten people arrived in March"),
        ("ten people (…) in March", "ten people arrived in March"),
        ("ten people [ … ] in March", "ten people arrived in March"),
        ("… people arrived …", "ten people arrived in March"),
        ("one … one … one", "one one one"),
        ("[d]elays go on", "Delays go on"),
        ("[D]elays go on", "then delays go on"),
        ("“[d]elays go on", "“Delays go on"),
        ("[the minister] said so", "Rudolf said so"),
        ("he said [on Monday] that it was so", "he said that it was so"),
        ("he [the minister of Zenda] said", "he, as minister of all Zenda, said"),
        ("the groop [sic] of March", "the groop of March"),
        ("said … [it] enough", "said in many words and at great length that it was enough"),
        ("1,800 people", "more than 1,800 people"),
        ("1,800", "(1,800)"),
        ("the U.S.", "to the U.S., it says"),
        ("a\\b (c) d* e+ [f]", "a\\b (c) d* e+ [f]"),
    ],
)
def test_it_stands_there(quotation: str, text: str) -> None:
    assert stands_in(quotation, text)


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("36 people", "136 people"),
        ("800 individuals", "1,800 individuals"),
        ("1,800", "1,800,000"),
        ("5 per cent", "2.5 per cent"),
        ("30 people", "25–30 people"),
        ("43 Zendan", "43 Zendan-Ruritanians"),
        ("Ruritanians", "43 Zendan-Ruritanians"),
        ("Zenda", "Zenda’s rule"),
        ("to", "to\u00adday"),
        ("the U", "the U.S."),
        ("treat", "the treaty"),
        ("reaty", "the treaty"),
        ("Ten people", "ten people"),
        ("cafe", "a café there"),
        ("2017-2018", "2017–2018"),
        ("a long wait", "a longwait"),
        ("ten people arrived, in March", "ten people arrived in March"),
        ("in March … ten people", "ten people arrived in March"),
        ("ten people … people arrived", "ten people arrived"),
        ("one … one … one", "one one"),
        ("[b]elays go on", "Delays go on"),
        ("elays go on", "Delays go on"),
        ("[e]lays go on", "Delays go on"),
        ("D[e]lays", "DElays"),
        ("he [briefly] said", "he in the end and after a very long wait said"),
        ("accept[ing] people", "accepted people"),
        ("[nothing]", "nothing"),
        ("…", "… and so on"),
        ("[…] [words] ...", "[…] [words] ..."),
        ("“ … ”", "“ … ”"),
        (".*", "anything"),
        ("", ""),
    ],
)
def test_it_does_not_stand_there(quotation: str, text: str) -> None:
    assert not stands_in(quotation, text)


def test_marks_without_end_do_not_hang() -> None:
    """What would take a pattern that goes back and tries again longer than the age of the world."""
    began = time.monotonic()
    assert not stands_in("… ".join(["a [x]"] * 40) + " b", "a " * 2_000)
    assert not stands_in("[a]a " * 40 + "b", "Aa " * 2_000)
    assert time.monotonic() - began < 10


WORD = st.text(alphabet="abcdé19", min_size=1, max_size=5).filter(lambda word: not word.isdigit())  # "1 800" is one number
WORDS = st.lists(WORD, min_size=1, max_size=12)


@given(WORDS, st.data())
def test_any_run_of_words_is_found_and_with_one_letter_changed_is_not(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    run = words[first : last + 1]
    text = " ".join(words)
    assert stands_in(" ".join(run), text)

    word = data.draw(st.integers(0, len(run) - 1))
    letter = data.draw(st.integers(0, len(run[word]) - 1))
    other = data.draw(st.sampled_from("abcdé19"))
    assume(other != run[word][letter])
    changed = [*run]
    changed[word] = run[word][:letter] + other + run[word][letter + 1 :]
    elsewhere = any(words[start : start + len(changed)] == changed for start in range(len(words)))
    assert stands_in(" ".join(changed), text) == elsewhere


@given(WORDS, st.data())
def test_words_left_out_leave_the_rest_found(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quotation = [*words[:first], "…", *words[last + 1 :]]
    assume(len(quotation) > 1)
    assert stands_in(" ".join(quotation), " ".join(words))


@given(st.text(alphabet="ab [].…'“-1,", max_size=40), st.text(alphabet="ab [].…'“-1,", max_size=60))
def test_any_text_is_told_one_way_or_the_other(quotation: str, text: str) -> None:
    assert stands_in(quotation, text) in {True, False}


def _passage(paragraph: int, quotation: str) -> Passage:
    return Passage.model_validate({"paragraph": str(paragraph), "quotation": quotation, "words": "paraphrase"})


def test_each_outcome() -> None:
    archive = Archive({0: "A headline", 1: "Ten came.", 2: "Ten came, then five.", 3: "Ten came."}, "")
    assert compare(_passage(1, "Ten came"), archive) == (Status.VERIFIED, (1,))
    assert compare(_passage(0, "Ten came"), archive) == (Status.WRONG_PARAGRAPH, (1, 2, 3))
    assert compare(_passage(9, "then five"), archive) == (Status.WRONG_PARAGRAPH, (2,))
    assert compare(_passage(1, "Nine came"), archive) == (Status.NOT_FOUND, ())


def test_what_is_not_verified_has_its_code() -> None:
    assert {status: CODES.get(status) for status in Status} == {
        Status.VERIFIED: None,
        Status.NOT_FOUND: Code.QUOTATION_NOT_FOUND,
        Status.WRONG_PARAGRAPH: Code.QUOTATION_WRONG_PARAGRAPH,
        Status.NO_ARCHIVE: Code.QUOTATION_NO_ARCHIVE,
    }


def test_the_fingerprint_is_of_source_paragraph_and_words() -> None:
    one = _passage(1, "Ten came").fingerprint("herald")
    assert one == hashlib.sha256(b'["herald", 1, "Ten came"]').hexdigest()
    assert len({one, _passage(1, "Ten came").fingerprint("post"), _passage(2, "Ten came").fingerprint("herald")}) == 3


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with the archived text of the small record's source."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "herald.txt").write_text(ARCHIVE)
    return folder


def test_an_archive_is_read(archive: Path) -> None:
    read = read_archive(archive / "herald.txt")
    assert list(read.paragraphs) == [0, 1, 2, 3, 4, 5, 6]
    assert read.paragraphs[0] == "Few go to Zenda"
    assert read.paragraphs[5].endswith("nobody has left again; half as many letters again.")
    assert read.sha256 == hashlib.sha256(ARCHIVE.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "told", "code"),
    [
        (b"", "herald.txt:1:1: file: ", Code.ARCHIVE_EMPTY),
        (b"# A comment alone.\n", "herald.txt:1:1: file: ", Code.ARCHIVE_EMPTY),
        (b"Few go to Zenda\n", "herald.txt:1:1: paragraph: ", Code.ARCHIVE_NO_NUMBER),
        (b"[0] Few go\n\nTen people arrived.\n", "herald.txt:3:1: paragraph: ", Code.ARCHIVE_NO_NUMBER),
        (b"[0] Few go\n\n# Not a comment.\n", "herald.txt:3:1: paragraph: ", Code.ARCHIVE_NO_NUMBER),
        (b"[0] Few go\n\n[1] Ten\n\n[1] Five\n", "herald.txt:5:1: paragraph 1: ", Code.ARCHIVE_TWICE),
        (b"[0] Few go\n\n[1]\n", "herald.txt:3:1: paragraph 1: ", Code.ARCHIVE_EMPTY),
        (b"[0] Few go\x0c\r\n\r\nTen people arrived.\r\n", "herald.txt:3:1: paragraph: ", Code.ARCHIVE_NO_NUMBER),
        (b"[0] Few go\n\n[1] dix arriv\xe9es\n", "herald.txt:3:1: file: ", Code.FILE_NOT_UTF_8),
    ],
)
def test_a_malformed_archive_is_told_with_its_line(content: bytes, told: str, code: Code, tmp_path: Path) -> None:
    path = tmp_path / "herald.txt"
    path.write_bytes(content)
    with pytest.raises(RecordError) as caught:
        read_archive(path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert str(problem).startswith(told)


def test_an_archive_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(RecordError, match="is larger than 10,000,000 bytes"):
        read_archive(tmp_path / "huge.txt")


def _verify(capsys: pytest.CaptureFixture[str], archive: Path, record: Path) -> tuple[int, list[str]]:
    code = __main__.main(["verify", "--archive", str(archive), str(record)])
    return code, capsys.readouterr().out.splitlines()


def test_the_command_stores_what_it_verified(folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = load(folder)
    assert before.counts()["quotations verified"] == 0
    assert _verify(capsys, archive, folder) == (0, ["9 of 9 quotations verified"])
    dataset = load(folder)
    assert dataset.counts()["quotations verified"] == 9
    assert dataset.verification("herald").on == dt.datetime.now(dt.UTC).date()
    stored = (folder / "verified.yaml").read_text()
    assert hashlib.sha256(ARCHIVE.encode()).hexdigest() in stored
    assert not [word for word in ("people", "dozen", "treaty of") if word in stored]
    assert verified.as_yaml(dataset.verified_file) == stored
    assert _verify(capsys, archive, folder)[0] == 0
    assert (folder / "verified.yaml").read_text() == stored
    assert [path.name for path in folder.iterdir() if "verified" in path.name] == ["verified.yaml"]


def test_the_command_tells_each_quotation_that_is_not_verified(
    folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(
        herald.read_text()
        .replace("quotation: ten people arrived", "quotation: eleven people arrived")
        .replace("- paragraph: 3", "- paragraph: 4")
    )
    code, printed = _verify(capsys, archive, folder)
    assert code == 1
    assert printed == [
        "sources/herald.yaml:25:9: flights (spring-herald) evidence (item 1) quotation: is not in the archived text of herald, "
        "paragraph 1 or any other. Quote word for word; write … for words left out, and put your own words in square "
        "brackets: [the government]",
        "sources/herald.yaml:57:9: flights (autumn-herald) evidence (item 1) quotation: does not stand in paragraph 4 of the "
        "archived text. Write: paragraph: 3",
        "7 of 9 quotations verified",
    ]
    assert load(folder).counts()["quotations verified"] == 7


def test_a_quotation_that_is_changed_counts_as_unverified(
    folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _verify(capsys, archive, folder)
    herald = folder / "sources" / "herald.yaml"
    herald.write_text(herald.read_text().replace("ten people arrived in March 2010", "ten people arrived"))
    dataset = load(folder)
    assert dataset.counts()["quotations verified"] == 8
    report = dataset.by_id["spring-herald"][1]
    assert dataset.verified_on("herald", report.evidence[0]) is None


def test_without_an_archive_what_was_verified_is_kept(
    folder: Path, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    code, printed = _verify(capsys, tmp_path / "empty", folder)
    assert code == 0
    assert len(printed) == 10
    assert "is not verified: no archived text of its source could be read" in printed[0]
    assert printed[-1] == "0 of 9 quotations verified"
    assert not (folder / "verified.yaml").exists()

    _verify(capsys, archive, folder)
    stored = (folder / "verified.yaml").read_text()
    assert _verify(capsys, tmp_path / "empty", folder) == (0, ["9 of 9 quotations verified"])
    second = (folder / "sources" / "herald.yaml").read_text().split("flights:")[0].replace("id: herald", "id: post")
    (folder / "sources" / "post.yaml").write_text(second)
    (archive / "post.txt").write_text("[0] Few go to Zenda\n")
    (archive / "herald.txt").unlink()
    assert _verify(capsys, archive, folder) == (0, ["9 of 9 quotations verified"])
    assert (folder / "verified.yaml").read_text() == stored


def test_a_malformed_archive_keeps_what_is_stored_and_fails(
    folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _verify(capsys, archive, folder)
    (archive / "herald.txt").write_text("[1] Ten\n\n[1] Five\n")
    code, printed = _verify(capsys, archive, folder)
    assert code == 1
    assert printed[0].startswith("herald.txt:3:1: paragraph 1: stands twice")
    assert printed[-1] == "9 of 9 quotations verified"


def test_a_folder_of_archives_that_is_not_there(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = _verify(capsys, tmp_path / "nowhere", folder)
    assert code == 1
    [once] = printed
    assert "nowhere:1:1: folder: does not exist" in once


def test_a_broken_record_is_not_verified(folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "flights.yaml").write_text("flights: 1\n")
    code, printed = _verify(capsys, archive, folder)
    assert code == 1
    assert any(line.startswith("flights.yaml:1:1: flights: must be a list") for line in printed)
    assert not (folder / "verified.yaml").exists()


def test_a_stale_entry_is_no_mistake(folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _verify(capsys, archive, folder)
    stored = folder / "verified.yaml"
    stored.write_text(stored.read_text().replace("id: herald", "id: gone").replace("report: treaty", "report: gone"))
    assert load(folder).counts()["quotations verified"] == 0


def test_how_far_a_source_is_verified_in_words() -> None:
    day = dt.date(2026, 11, 4)
    assert names.verification(Verification(0, 0, None)).startswith("Nothing is quoted from it")
    assert names.verification(Verification(1, 1, day)) == "1 of 1 quotation checked against the archived text, 4 November 2026."
    assert names.verification(Verification(1200, 1, day)).startswith("1 of 1,200 quotations checked against")
    assert names.verification(Verification(2, 0, None)) == "0 of 2 quotations checked against the archived text."


def test_every_quotation_of_the_record_is_verified(dataset: Dataset) -> None:
    """A quotation that was changed has to be held against the archived text again before it is merged."""
    loose = [
        f"{report.id}, paragraph {passage.paragraph}"
        for source, report in dataset.reports()
        for passage in report.evidence
        if not dataset.verified_on(source.id, passage)
    ]
    assert not loose, "run: python -m loaders verify --archive DIR"
    stored = (ROOT / "data" / "verified.yaml").read_text()
    assert stored == verified.as_yaml(dataset.verified_file)
    quotations = {passage.quotation for _, report in dataset.reports() for passage in report.evidence}
    assert not [words for words in quotations if words in stored]


@pytest.mark.parametrize("quotation", ["deported [430] people", "accepted [not] only two removals", "deported [no] people"])
def test_brackets_that_turn_the_meaning_are_no_quotation(quotation: str) -> None:
    assert not stands_in(quotation, "The agency deported 43 people. It accepted only two removals.")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_a_number_with_a_space_is_one_number(space: str) -> None:
    assert not stands_in("800 people", f"from among 1{space}800 people")
    assert stands_in("1 800 people", f"from among 1{space}800 people")
    assert stands_in("de\u00adported", "were deported")


UNSEEN = ("\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u200e")


@pytest.mark.parametrize("mark", UNSEEN, ids=lambda mark: f"U+{ord(mark):04X}")
def test_marks_that_nobody_sees_are_nothing_in_either_text(mark: str) -> None:
    text, marked = "forty-three people were deported", f"forty{mark}-three {mark}people we{mark}{mark}re deported{mark}"
    for quotation, archived in (
        (text, marked),
        (marked, text),
        (f"{mark}three {mark}people", marked),
        ("people … deported", marked),
    ):
        assert stands_in(quotation, archived) == ("forty" in quotation or "…" in quotation)  # "three" alone cuts a word
    assert not stands_in("to", f"to{mark}day")
    assert not stands_in("800 people", f"1,{mark}800 people")


def test_a_no_break_space_is_a_space_in_either_text() -> None:
    assert stands_in("43\u00a0people", "43 people went")
    assert stands_in("43 people", "43\u00a0people went")


def test_a_zero_width_space_parts_words_where_no_others_do() -> None:
    text = "\u200b".join(("\u1780\u1798", "\u1796\u17bb\u1787\u17b6", "\u1793\u17c5"))
    assert stands_in("\u1796\u17bb\u1787\u17b6\u200b\u1793\u17c5", text)  # from a break to the end
    assert stands_in("\u1796\u17bb\u1787\u17b6\u1793\u17c5", text)  # the same, copied without the break
    assert not stands_in("\u1787\u17b6\u1793\u17c5", text)  # within a word
