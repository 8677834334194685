"""What holds the project together: who may import what, and documents that say what is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from loaders import __main__
from loaders.curate import dictionary
from loaders.record.schema import LONGEST_QUOTATION
from loaders.tables.tables import TABLES
from pages import contents
from tests.conftest import ROOT, SMALL

PACKAGES: dict[str, tuple[str, ...]] = {
    "record": ("progress",),
    "record/schema": ("record",),
    "analysis": ("record",),
    "wording": ("record", "analysis"),
    "wording/catalogues": ("record",),
    "wording/pages": ("record", "analysis", "wording"),
    "search": ("record", "analysis", "wording"),
    "tables": ("record", "analysis", "wording"),
    "export": ("record", "analysis", "wording", "tables", "progress"),
    "curate": ("record", "written", "progress"),
}
"""The packages of the data wing, and what else of it each may import."""
LOADED = ("Dataset", "Problem", "RecordError", "folder", "in_language", "load")  # what `loaders` itself gives
BESIDE = {
    "__init__": ("record", "analysis", "wording"),
    "__main__": (*PACKAGES, *LOADED, "progress", "written"),
    "held": ("record", "wording", *LOADED),
    "progress": (),
    "written": (),
}
"""The modules beside the packages, and the same."""
MORE = {("curate", "dictionary"): ("tables.columns",), ("export", "views"): ("folder",)}
TYPED = ("record", "analysis", "wording", "search")  # where numbers are values, in no frame
MOST_MODULES = 12
SCREEN: dict[str, tuple[str, ...]] = {
    "assets": ("settings", "charts"),
    "charts": (),
    "panels": ("settings", "assets", "charts"),
    "app": ("settings", "assets", "panels", "contents"),
    "share": ("settings", "assets", "charts", "panels", "app"),
    "evidence": ("settings", "panels", "app", "share"),
    "web": ("settings", "assets", "charts", "panels", "app", "share", "evidence", "contents"),
    "edition": ("settings", "assets", "panels", "app", "share", "evidence", "contents", "web"),
}
"""The packages of the screen wing, and what else of it each may import."""


def _imports(source: str) -> Iterator[str]:
    """The full name of everything that a source imports, wherever in it: "loaders.analysis.checks", "pandas", ".near"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def _forbidden(package: str, module: str, source: str) -> list[str]:
    """What a module of the data wing imports and may not."""
    of_it = PACKAGES[package] if package else BESIDE[module]
    may = [f"loaders.{name}." for name in ((package or module).replace("/", "."), *of_it, *MORE.get((package, module), ()))]
    shut = {"streamlit", "pages", "", *(["pandas"] if package.split("/", maxsplit=1)[0] in TYPED else [])}

    def wrong(name: str) -> bool:
        top = name.split(".", maxsplit=1)[0]
        return top in shut or (top == "loaders" and not f"{name}.".startswith(tuple(may)))

    return [name for name in _imports(source) if wrong(name)]


def test_the_house_of_the_data_wing() -> None:
    """record < analysis < wording < tables < export; search on wording, curate on record. No package of more than 12 modules."""
    for package in ("", *PACKAGES):
        modules = {path.stem: path.read_text() for path in (ROOT / "loaders" / package).glob("*.py")}
        assert ast.get_docstring(ast.parse(modules["__init__"])), package
        assert len(modules.keys() - {"__init__"}) <= MOST_MODULES, package
        for module, source in modules.items():
            assert not _forbidden(package, module, source), f"loaders/{package}/{module}.py"
    folders = {path.parent.relative_to(ROOT / "loaders").as_posix() for path in ROOT.glob("loaders/**/*.py")}
    assert folders == {".", *PACKAGES}


def _strangers(package: str, source: str) -> list[str]:
    """What a module of the screen wing imports of it and may not."""
    may = tuple(f"pages.{name}." for name in (package, *SCREEN[package]))
    return [name for name in _imports(source) if name.split(".")[0] in {"pages", ""} and not f"{name}.".startswith(may)]


def test_the_house_of_the_screen_wing() -> None:
    """charts < panels < app < share < evidence < web < edition; each says what it holds, in no more than a dozen modules."""
    for package in SCREEN:
        modules = {path.stem: path.read_text() for path in (ROOT / "pages" / package).glob("*.py")}
        assert ast.get_docstring(ast.parse(modules["__init__"])), package
        assert len(modules.keys() - {"__init__"}) <= MOST_MODULES, package
        for module, source in modules.items():
            assert not _strangers(package, source), f"pages/{package}/{module}.py"
    assert {path.parent.relative_to(ROOT / "pages").as_posix() for path in ROOT.glob("pages/**/*.py")} == {".", *SCREEN}
    assert _strangers("charts", "from pages.panels import html") == ["pages.panels.html"]
    assert _strangers("share", "def later() -> None:\n    from pages.web import routes") == ["pages.web.routes"]


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("record", "from loaders.analysis import interval"),
        ("record", "import loaders.wording.numbers as numbers"),
        ("record", "from loaders import load"),
        ("analysis", "def later() -> None:\n    from loaders.wording.language import say"),
        ("analysis", "import pandas as pd"),
        ("wording", "if TYPE_CHECKING:\n    from loaders.tables.frames import Row"),
        ("tables", "from loaders import export"),
        ("export", "from streamlit import markdown"),
        ("export", "from pages.app import view"),
        ("export", "from ..curate import dictionary"),
        ("curate", "from loaders.tables.columns import COLUMNS"),
        ("", "from loaders.export import forms"),
    ],
)
def test_a_forbidden_import_is_found(package: str, source: str) -> None:
    assert (
        len(_forbidden(package, "new" if package else "held", f"import re\nfrom loaders.record import schema\n{source}\n")) == 1
    )


def test_an_import_from_below_is_none() -> None:
    assert not _forbidden("export", "new", "import pandas as pd\nfrom loaders.tables.tables import TABLES\n")
    assert not _forbidden("curate", "dictionary", "from loaders.tables.columns import COLUMNS\n")


def test_the_data_wing_and_the_charts_run_without_streamlit() -> None:
    drawn = sorted(path.stem for path in (ROOT / "pages" / "charts").glob("[a-z]*.py"))
    modules = ", ".join(["loaders.__main__", *(f"pages.charts.{name}" for name in drawn)])
    code = f"import sys, {modules}; print('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("name", ["site", "contents", *(page.path or "overview" for page in contents.PAGES)])
def test_a_page_reads_like_a_table_of_contents(name: str) -> None:
    text = (ROOT / "pages" / f"{name}.py").read_text()
    assert len(text.splitlines()) <= 40
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


def test_the_readme_says_what_each_page_answers() -> None:
    readme = (ROOT / "README.md").read_text()
    for page in contents.PAGES:
        assert f"| {page.question} |" in readme


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
