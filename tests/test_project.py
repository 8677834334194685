"""What holds the project together: who may import what, and documents that say what is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from loaders import __main__
from loaders.curate import dictionary
from loaders.record.schema import LONGEST_QUOTATION
from loaders.tables.tables import TABLES
from tests.conftest import ROOT, SMALL

WITHOUT_STREAMLIT = [*sorted(ROOT.glob("loaders/**/*.py")), ROOT / "pages/parts/charts.py", ROOT / "pages/parts/palette.py"]


@pytest.mark.parametrize("module", WITHOUT_STREAMLIT, ids=lambda path: path.name)
def test_the_data_wing_never_imports_streamlit(module) -> None:
    for node in ast.walk(ast.parse(module.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.split(".")[0] != "streamlit"
            assert not (module.parent.name == "loaders" and name.split(".")[0] == "pages")


def test_importing_the_data_wing_loads_no_streamlit() -> None:
    code = "import sys, loaders.tables, loaders.export, pages.parts.charts; print('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("path", sorted(ROOT.glob("pages/*.py")), ids=lambda path: path.name)
def test_a_page_reads_like_a_table_of_contents(path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 55
    for word in ("import pandas", "plotly", "session_state", "unsafe_allow_html", "<style", "st.cache"):
        assert word not in text


def test_no_unsafe_means_anywhere() -> None:
    for path in [*ROOT.glob("loaders/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "dashboard.py"]:
        text = path.read_text()
        for word in ("unsafe_allow_html=", "eval(", "exec(", "yaml.load(", "pickle", "import requests", "allow_javascript"):
            assert word not in text, f"{path.name}: {word}"


def test_the_data_dictionary_is_that_of_the_types() -> None:
    assert (ROOT / "data" / "README.md").read_text() == dictionary.markdown(), (
        "run: python -m loaders dictionary > data/README.md"
    )
    assert f"at most {LONGEST_QUOTATION} characters" in dictionary.markdown()


def test_the_readme_names_every_table_and_ci_runs_its_test_command() -> None:
    readme = (ROOT / "README.md").read_text()
    for name in TABLES:
        assert f"`{name}`" in readme
    commands = re.findall(r"```sh\n(.*)\n```", readme)
    assert len(commands) == 2
    assert commands[0].endswith("streamlit run dashboard.py")
    assert commands[1].endswith("pytest")
    assert "grep -m 1 -F '[test]' README.md" in (ROOT / ".ci" / "run").read_text()
    assert next(line for line in readme.splitlines() if "[test]" in line) == commands[1]
    assert (ROOT / ".github" / "overview.png").stat().st_size > 20_000


def test_the_change_log_and_the_citation_have_the_version() -> None:
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(), re.M)
    assert version
    assert f"## {version[1]} (" in (ROOT / "CHANGELOG.md").read_text()
    assert f"version: {version[1]}" in (ROOT / "CITATION.cff").read_text()


def test_the_command_counts_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([str(SMALL)]) == 0
    assert "     4 flight reports\n" in capsys.readouterr().out


def test_the_command_prints_every_problem(folder, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "flights.yaml").write_text("flights:\n  - id: spring\n    nmae: x\n")
    assert __main__.main([str(folder)]) == 1
    printed = capsys.readouterr().out
    assert re.search(r"^flights\.yaml:3:5: flights \(spring\) nmae: is not a known key\. Did you mean 'name'\?", printed, re.M)
    assert re.search(r"^sources/herald\.yaml:\d+:\d+: flights \(autumn-herald\) flight: 'autumn' is not among", printed, re.M)
