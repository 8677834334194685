"""Records of other subjects: nothing in the code knows the first one."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.testing.v1 import AppTest

from loaders import RecordError, load
from loaders.analysis.view import View
from loaders.export import citation, forms
from loaders.export.version import version
from loaders.record.problems import Code
from loaders.search import results
from loaders.tables import tables
from loaders.wording import names
from pages.share import preview
from pages.web import listing
from pages.web.head import Head
from tests.conftest import ROOT
from tests.said import masthead, panels, text_of

OTHER = Path(__file__).parent / "other_record"
FIRST = re.compile(
    r"Cambod|Khmer|Phnom|KVAO|Herod|United States|Washington|\bUS\b|\bICE\b|Deportation Flows|2002|Zenda|the article|interview",
)
"""Words of the first subject, and of the examples that a record begins with."""
PAGES = ("overview", "timeline", "totals", "statements", "sources")


def _text(app: AppTest) -> str:
    """Everything that is on a page, without what escapes it."""
    assert not app.exception, app.exception
    elements = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.code]
    told = [str(element.value) for element in elements]
    told += [f"{one.label} {one.value} {getattr(one, 'options', '')}" for one in [*app.multiselect, *app.selectbox, *app.slider]]
    told += [button.label for button in app.button]
    told += [text_of(masthead(app)), *(block.proto.dialog.title for block in app.get("dialog"))]
    told += [text_of("".join(data[part] for part in ("head", "body", "under", "foot"))) for data in panels(app).values()]
    return "\n".join(told).replace("\\", "").replace(":color[]", "")


def test_namesakes_are_told_apart_wherever_they_are_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "cases" / "13-two-people-of-one-name", tmp_path / "record"))
    path = folder / "sources" / "herald-a.yaml"
    one, other = "Anna Strelsau (Spokeswoman of the ministry)", "Anna Strelsau (Director of an aid group)"
    path.write_text(
        path.read_text().replace("said_by: herald", "said_by: strelsau-a", 1).replace("said_by: herald", "said_by: strelsau-b")
    )
    view = View(load(folder))
    assert list(tables.table(view, "flight_reports")["said_by"]) == [one]
    assert list(tables.table(view, "figures")["said_by"]) == [other]
    assert names.name(view.dataset, "t1").startswith(f"{other}: ")
    assert {hit.ids for hit in results.find(view.dataset, "Strelsau")} == {"g1-a", "t1"}
    assert [hit.ids for hit in results.find(view.dataset, "Strelsau aid group")] == ["t1"]
    assert view.dataset.actors["herald"].name == "Evening Herald"


def _links(app: AppTest) -> dict[str, str]:
    return {one.proto.label: one.proto.url for one in app.get("link_button") if one.proto.label in {"Contact", "Corrections"}}


FOOT = """imprint: "Kept by ![x](https://example.org/x.png) & :material/home: <b>Anna</b> **Strelsau**"
contact: {contact}
corrections: https://example.org/a)(b?c=[d]
"""


@pytest.mark.parametrize("contact", ["desk@example.org", "https://example.org/desk"])
def test_the_foot_of_a_page_says_who_is_answerable(contact: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(folder))
    before = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=20).run()
    assert _links(before) == {}
    (folder / "about.yaml").write_text((folder / "about.yaml").read_text() + FOOT.format(contact=contact))
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=20).run()
    assert not app.exception
    [imprint] = [element.value for element in app.caption if "Strelsau" in element.value]
    assert not re.search(r"\]\(|<b|:material|\*\*", re.sub(r"\\.", "", imprint))
    mail = "mailto:" if "@" in contact else ""
    assert _links(app) == {"Contact": f"{mail}{contact}", "Corrections": "https://example.org/a)(b?c=[d]"}


@pytest.mark.parametrize(
    "line",
    [
        *(
            "contact: javascript:alert(1)",
            "contact: desk@example.org?cc=other@example.org",
            "contact: desk",
            "contact: a@b@c.org",
        ),
        *("corrections: javascript:alert(1)", "corrections: mailto:desk@example.org", "contact: ftp://example.org"),
    ],
)
def test_a_foot_leads_only_to_the_web_or_a_mailbox(line: str, folder: Path) -> None:
    (folder / "about.yaml").write_text(f"{(folder / 'about.yaml').read_text()}{line}\n")
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [problem.code for problem in caught.value.problems] == [Code.VALUE_NOT_AN_ADDRESS]


def test_another_record_is_whole_and_holds_what_the_first_does_not() -> None:
    dataset = load(OTHER)
    assert dataset.notes == ()
    assert not {*dataset.actors, *dataset.flights, *dataset.by_id} & {*load(ROOT / "data").actors, *load(ROOT / "data").by_id}
    counts = tables.table(View(dataset), "flight_reports").set_index("id")
    assert list(counts.loc["march-announced-office", ["people_low", "people_high"]]) == [40, 45]


@pytest.mark.parametrize("page", PAGES)
def test_another_record_on_every_page_without_a_word_of_the_first(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(OTHER))
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=30)
    if page != "overview":
        app.switch_page(f"{page}.py")
    app.run()
    told = _text(app)
    assert ">Charter Watch</a>" in masthead(app)
    assert "Charter Watch is kept by a reading circle in Edelweiss, 3 Castle Street." in told
    assert not FIRST.findall(told)


def test_its_numbers_and_names_are_on_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way of saying how many, of whom, from where and by whom that the first record does not need."""
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(OTHER))
    app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=30)
    app.run()
    dataset = load(OTHER)
    for record in [*dataset.by_id, *dataset.flights]:
        app.query_params["record"] = record
        app.run()
        told = _text(app)
        assert not FIRST.findall(told), record
        for words in SHOWN.get(record, ()):
            assert words in told, (record, words)


SHOWN = {
    "march-announced-wire": ("up to 60", "Lena Dangloss (Spokeswoman of the Border Office)", "Ganlook"),
    "march-announced-office": ("between 40 and 45",),
    "march-kept-back-office": ("12 people kept back",),
    "march-boarded-lawyer": ("at least 30", "Lena Dangloss (Lawyer of people on the charters)"),
    "march-arrived-gazette": ("9 women", "19 men"),
    "may-arrived-council": ("fewer than 20", "20 November 2024", "until 2023. The council's page calls him a former officer"),
    "march-2024": ("Serros", "Ganlook"),
    "cost-march": ("412,500.5",),
    "orders-2024": ("nearly 1,200",),
    "ministry-no-comment": ("declined to comment",),
}
"""By record, words that its evidence must have."""


def _head(page: str) -> str:
    """What a page says of itself before any script runs."""
    sent: list[Message] = []

    async def shell(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<head><title>Streamlit</title></head><body>"})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": f"/{page}", "headers": [], "query_string": b""}
    asyncio.run(Head(shell)(scope, receive, send))
    return b"".join(message.get("body", b"") for message in sent).decode()


def test_what_the_site_and_its_files_say_is_the_other_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPORTATION_FLOWS_DATA", str(OTHER))
    dataset = load(OTHER)
    assert "<title>Totals · Charter Watch</title>" in _head("totals")
    assert preview.png(dataset.about) != preview.png(dataset.about.model_copy(update={"site": "Another"}))
    found = version(dataset, OTHER)
    assert citation.of_record(dataset, found).key == "charter-watch"
    told = {page: _head(page) for page in ("", "totals", "sources")}
    told["list"] = listing.html(listing.listed(View(dataset), found, "", ""))
    for words in ("kept by a reading circle", '"mailto:desk@example.org"', '"https://example.org/charter-watch/corrections"'):
        assert words in told["list"]
    told |= {name: content.decode() for name, content in forms.whole(dataset, found).items() if not name.endswith(".json")}
    assert len(told) > 15
    for name, text in told.items():
        assert not FIRST.findall(text), name
