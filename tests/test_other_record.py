"""Records of other subjects: nothing in the code knows the first one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import RecordError, load
from loaders.analysis.view import View
from loaders.record.problems import Code
from loaders.tables import tables
from loaders.wording import names, search
from tests.conftest import ROOT


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
    assert {hit.id for hit in search.find(view.dataset, "Strelsau")} == {"g1-a", "t1"}
    assert [hit.id for hit in search.find(view.dataset, "Strelsau aid group")] == ["t1"]
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
        *("contact: javascript:alert(1)", "contact: desk@example.org?cc=other@example.org", "contact: desk", "contact: a@b@c.org"),
        *("corrections: javascript:alert(1)", "corrections: mailto:desk@example.org", "contact: ftp://example.org"),
    ],
)
def test_a_foot_leads_only_to_the_web_or_a_mailbox(line: str, folder: Path) -> None:
    (folder / "about.yaml").write_text(f"{(folder / 'about.yaml').read_text()}{line}\n")
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [problem.code for problem in caught.value.problems] == [Code.VALUE_NOT_AN_ADDRESS]
