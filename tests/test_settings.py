"""The address that leaves the machine is the one that whoever runs the dashboard has set; without one, none leaves."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import urllib.request
import zipfile

import openpyxl
import pyarrow.parquet as pq
import pytest
from streamlit import config

from loaders import FOLDER
from loaders.analysis.filters import Filters, every
from loaders.analysis.view import View
from loaders.export import citation, views
from loaders.export.forms import FORMS
from pages import contents, settings
from pages.app import address, view
from pages.panels.panel import Asked
from pages.share import brief
from tests.conftest import ROOT, SMALL, serve

PUBLIC = "https://flows.example.org"
MACHINE = re.compile(rb"127\.0\.0\.1|localhost|evil\.example|0\.0\.0\.0")


@pytest.mark.parametrize(
    ("value", "public"),
    [
        *(("", ""), (PUBLIC, PUBLIC), (f"{PUBLIC}/", PUBLIC), ("http://10.1.2.3:8080/a/b-c/", "http://10.1.2.3:8080/a/b-c")),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_the_public_address(value: str, public: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.URL, value)
    assert settings.public() == public


NO_ADDRESS = [
    *("flows.example.org", "ftp://flows.example.org", "https://", "https:///x", "https://a b.example", " https://x.example"),
    *("https://x.example?years=2018", "https://x.example/#x", "https://me:secret@x.example", "https://x.example:99999", "/flows"),
    *(
        'https://x.example/"><script>',
        "https://x.example\n",
        "https://x.example//y",
        "javascript:alert(1)",
        "https://x.example:0",
    ),
]


@pytest.mark.parametrize("value", NO_ADDRESS)
def test_what_is_no_address_is_refused_in_words(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.URL, value)
    with pytest.raises(ValueError, match=r"^DEPORTATION_FLOWS_URL is .* for example https://flows\.example\.org or"):
        settings.check()


def test_an_address_without_the_base_path_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", lambda name: "flows" if name == "server.baseUrlPath" else None)
    monkeypatch.setattr("streamlit.get_option", config.get_option)
    monkeypatch.setenv(settings.URL, PUBLIC)
    with pytest.raises(ValueError, match="must end in /flows"):
        settings.check()
    monkeypatch.setenv(settings.URL, f"{PUBLIC}/flows/")
    assert settings.public() == f"{PUBLIC}/flows"


@pytest.mark.parametrize(
    ("value", "frames"),
    [
        *(("", "'self'"), ("*", "*"), ("https://news.example.org", "'self' https://news.example.org")),
        (" https://a.example  http://b.example:8080 ", "'self' https://a.example http://b.example:8080"),
    ],
)
def test_who_may_frame(value: str, frames: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.FRAMES, value)
    assert settings.frames() == frames


@pytest.mark.parametrize(
    "value", ["yes", "https://a.example/x", "https://a.example; script-src *", "https://a.example,https://b", "* x"]
)
def test_who_may_frame_is_refused_in_words(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.FRAMES, value)
    with pytest.raises(ValueError, match=r"^DEPORTATION_FLOWS_FRAMES names .* https://example\.org"):
        settings.check()


@pytest.mark.parametrize("variable", [FOLDER, settings.URL, settings.FRAMES, settings.MODE])
def test_a_mistake_is_one_sentence(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "nonsense")
    with pytest.raises(SystemExit, match=rf"^{variable} \w+ 'nonsense'"), settings.told_in_words():
        settings.check()


def test_a_mistake_stops_the_start() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", "0", "--server.headless", "true"]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, FOLDER: "nonsense"}, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode != 0
    assert re.search(rf"^{FOLDER} is 'nonsense'", ran.stderr, re.M)
    assert "Traceback" not in ran.stderr


def _members(content: bytes) -> dict[str, bytes]:
    """What stands in a zip, of which an Excel file is one, as bytes by name; without an archive, the content itself."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {"": content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("file", [*(f"totals.{form}" for form in FORMS), "deportation-flows.zip", "index.json", ""])
def test_without_a_public_address_no_file_names_the_machine(server: str, file: str) -> None:
    asked = urllib.request.Request(f"{server}/data/{file}", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        content = answer.read()
    for name, member in {**_members(content), "as sent": content}.items():
        assert not MACHINE.search(member), name


def test_with_a_public_address_the_files_have_it_whoever_asks() -> None:
    with serve(DEPORTATION_FLOWS_URL=PUBLIC, DEPORTATION_FLOWS_DATA=str(SMALL)) as server:

        def get(file: str) -> bytes:
            asked = urllib.request.Request(f"{server}/data/{file}", headers={"Host": "evil.example"})
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return bytes(answer.read())

        wanted = f"{PUBLIC}/data/totals.csv?years=2010&years=2010"
        read = json.loads(get("totals.json?years=2010"))
        assert read["address"] == wanted
        assert wanted in read["citation"]
        about = json.loads(pq.read_schema(io.BytesIO(get("totals.parquet?years=2010"))).metadata[b"about"])
        assert about["address"] == wanted
        descriptor = json.loads(_members(get("totals.csv.zip?years=2010"))["datapackage.json"])
        assert descriptor["homepage"] == wanted
        notes = openpyxl.load_workbook(io.BytesIO(get("totals.xlsx?years=2010")))
        assert wanted in {cell.value for sheet in notes for row in sheet for cell in row}
        assert json.loads(get("index.json"))["pages"] == f"{PUBLIC}/"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> View:
    """The project's record, looked at in a browser of the machine that serves it."""
    record = view.state().record
    assert record
    monkeypatch.setattr("streamlit.context", type("Context", (), {"url": "http://127.0.0.1:8501/totals"}))
    return View(record, Filters(sources=every(record)))


@pytest.mark.parametrize("public", ["", PUBLIC, f"{PUBLIC}/flows"])
def test_what_leaves_has_the_public_address_and_what_is_copied_that_of_the_browser(
    shown: View, public: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.URL, public)
    assert address.link(shown).startswith("http://127.0.0.1:8501/totals?years=")
    assert address.public_link(shown) == (public and address.link(shown).replace("http://127.0.0.1:8501", public))
    cited = citation.of_record(shown.whole, views.version_of(shown.whole), "x", address.public_link(shown))
    made = brief.brief(contents.BY_PATH["totals"], Asked(shown), address.public_link(shown)).decode()
    framed = address.frame(shown, "totals", "x", 400)
    for text in (citation.text([cited]), citation.bibtex([cited]), citation.ris([cited]), made, framed):
        assert not MACHINE.search(text.encode())
        assert (f"{public}/totals?years=" in text) == bool(public or text is framed)


@pytest.mark.parametrize(
    ("url", "frames", "told"),
    [
        ("", "", "allows them to, with DEPORTATION_FLOWS_FRAMES. The address in it begins with the path"),
        ("", "*", "The address in it begins with the path: write the site's own before it, or have DEPORTATION_FLOWS_URL set."),
        (PUBLIC, "", "Other sites can show it once whoever runs this dashboard allows them to, with DEPORTATION_FLOWS_FRAMES."),
        (PUBLIC, "https://news.example.org", ""),
    ],
)
def test_a_snippet_says_what_it_still_needs(url: str, frames: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.URL, url)
    monkeypatch.setenv(settings.FRAMES, frames)
    assert told in settings.missing_for_frames()
    assert bool(settings.missing_for_frames()) == bool(told)


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text()
    for path in [ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py")]:
        for name in re.findall(r'"(DEPORTATION_FLOWS_\w+)"', path.read_text()):
            assert f"| `{name}` |" in readme
