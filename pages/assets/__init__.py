"""Files of the site that browsers keep: plotly.js as the installed plotly has it, and what the first paint needs.

Each has an address that changes with what it holds, and leaves compressed; it is compressed once.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages import settings
from pages.charts import palette

FOLDER = "assets"
HERE = Path(__file__).parent
ICON = HERE / "icon.png"
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
TYPES = {"js": "text/javascript", "css": "text/css", "woff2": "font/woff2"}


def _text(*names: str) -> str:
    """Our own scripts, one after the other: what draws charts stands before whoever has them drawn."""
    return "\n".join((HERE / name).read_text("utf-8") for name in names)


def _named(stem: str, suffix: str, content: bytes) -> str:
    """The name under which a file of ours is served: with a mark of what it holds."""
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"


PANEL = _text("draw.js", "copy.js", "panel.js")
"""The component's module."""
PICTURE = _text("draw.js", "picture.js")
"""The module of the picture."""
_STYLE, _FIRST = f"{palette.css()}{_text('style.css')}".encode(), f"(() => {{\n{_text('draw.js', 'first.js')}}})();\n".encode()
PLOTLY = f"plotly-{plotly.__version__}.min.js"
PLOTLY_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
STYLE, FIRST = _named("style", "css", _STYLE), _named("first", "js", _FIRST)
PICTURED = {"Source Sans": HERE / "fonts" / "sans-latin.woff2", "Source Serif": HERE / "fonts" / "serif-latin-700.woff2"}
"""The letters that a picture of a chart has in it, by their family."""
_LETTERS = {family: file.read_bytes() for family, file in PICTURED.items()}
LETTERS = {family: _named(PICTURED[family].stem, "woff2", content) for family, content in _LETTERS.items()}
OWN = {STYLE: _STYLE, FIRST: _FIRST, **{name: _LETTERS[family] for family, name in LETTERS.items()}}
DRAWING = "drawing.js"
EDITION = "edition"
"""What the files of the static edition are called that each of its pages needs."""
FONTS = Path(st.__file__).parent / "static" / "static" / "media"
"""The fonts of the pages, as Streamlit has them."""
FACES = {"Source Sans": "SourceSansVF-Upright*.woff2", "Source Serif": "SourceSerifVariable-Roman*.woff2"}
FACE = '@font-face { font-family: "%s"; src: url("%s") format("woff2"); font-weight: 200 900; font-display: swap; }\n'


def address(name: str) -> str:
    """Where a file stands, as seen from a page of the site."""
    return f"{settings.path()}/{FOLDER}/{name}"


def routes() -> list[Route]:
    """The routes of the files, under the base path."""
    return [Route(f"{settings.base()}/{FOLDER}/{{name}}", _file, methods=["GET"])]


@lru_cache(maxsize=1)
def edition() -> dict[str, bytes]:
    """The files that every page of the static edition needs, by name: style, script, plotly.js, icon, fonts."""
    fonts = {name: file for name, pattern in FACES.items() for file in sorted(FONTS.glob(pattern))[:1]}
    faces = "".join(FACE % (name, file.name) for name, file in fonts.items())
    style = f"{faces}{palette.css()}{_text('style.css', 'edition.css')}".encode()
    script = f"(() => {{\n{_text('draw.js', 'copy.js', 'edition.js')}}})();\n".encode()
    return {
        _named(EDITION, "css", style): style,
        _named(EDITION, "js", script): script,
        PLOTLY: PLOTLY_FILE.read_bytes(),
        ICON.name: ICON.read_bytes(),
        **{file.name: file.read_bytes() for file in fonts.values()},
    }


@lru_cache(maxsize=1)
def drawing() -> dict[str, bytes]:
    """The page on which the pictures of the static edition are drawn, under "", and the files that it needs, by name."""
    faces = "".join(FACE % letters for letters in LETTERS.items())
    page = f'<!DOCTYPE html>\n<meta charset="utf-8" />\n<style>{faces}</style>\n<script type="module" src="{DRAWING}"></script>\n'
    script = _text("draw.js", "picture.js", "drawing.js").encode()
    letters = {name: _LETTERS[family] for family, name in LETTERS.items()}
    return {"": page.encode(), DRAWING: script, PLOTLY: PLOTLY_FILE.read_bytes(), **letters}


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in {PLOTLY, *OWN}:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    media = TYPES[name.rpartition(".")[2]]
    if media == TYPES["woff2"] or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(_content(name), media_type=media, headers=FOR_EVER)
    return Response(packed(name), media_type=media, headers={**FOR_EVER, "Content-Encoding": "gzip"})


def _content(name: str) -> bytes:
    return PLOTLY_FILE.read_bytes() if name == PLOTLY else OWN[name]


@lru_cache(maxsize=3)
def packed(name: str) -> bytes:
    """A file compressed, once: a server has better to do than that for each reader."""
    return gzip.compress(_content(name), 9)
