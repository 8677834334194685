"""Records of other subjects: nothing in the code knows the first one."""

from __future__ import annotations

import shutil
from pathlib import Path

from loaders import load
from loaders.analysis.view import View
from loaders.tables import tables
from loaders.wording import names, search


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
