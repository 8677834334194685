"""Files of the site that browsers keep: plotly.js as the installed plotly has it, and what the first paint needs.

Each has an address that changes with what it holds, and leaves compressed; it is compressed once.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import plotly
import pyarrow as pa
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.search import results, table
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


LATIN = (
    "U+20-7E, U+A0-17F, U+218-21B, U+2C6-2DD, U+300-36F, U+1E00-1EFF, U+2000-206F, U+20A0-20BF, U+2122, U+2190-2193, U+2212, "
    "U+2248-2265"
)
"""The letters that our own fonts have: Latin with all its accents, punctuation, currencies, arrows, the signs of arithmetic."""
FONTS = {"Source Sans": HERE / "fonts" / "sans-latin.woff2", "Source Serif": HERE / "fonts" / "serif-latin.woff2"}
"""A seventh of what Streamlit has under the same name, from where a page takes what is not Latin; a picture has them in it."""
FACE = (
    '@font-face { font-family: "%s"; src: url("%s") format("woff2"); font-weight: 100 900; font-display: swap; '
    f"unicode-range: {LATIN}; }}\n"
)
_LETTERS = {family: file.read_bytes() for family, file in FONTS.items()}
LETTERS = {family: _named(FONTS[family].stem, "woff2", content) for family, content in _LETTERS.items()}
ALONE = {"Source Sans": "Latin Sans", "Source Serif": "Latin Serif"}
"""The same by another name, behind which no whole font stands: for pages in letters that Streamlit's fonts do not have."""
_FACES = "".join(FACE % (name, file) for family, file in LETTERS.items() for name in (family, ALONE[family]))
PICTURE = _text("draw.js", "picture.js")
"""The module of the picture."""
_PANEL = _text("draw.js", "copy.js", "panel.js").encode()
_STYLE = f"{_FACES}{palette.css()}{_text('style.css', 'streamlit.css')}".encode()
_FIRST = f"(() => {{\n{_text('draw.js', 'first.js')}}})();\n".encode()
PLOTLY = f"plotly-{plotly.__version__}.min.js"
PLOTLY_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
STYLE, FIRST, PANEL = _named("style", "css", _STYLE), _named("first", "js", _FIRST), _named("panel", "js", _PANEL)
OWN = {STYLE: _STYLE, FIRST: _FIRST, PANEL: _PANEL, **{name: _LETTERS[family] for family, name in LETTERS.items()}}
DRAWING = "drawing.js"
EDITION, SEARCH = "edition", "search"
"""What the files of the static edition are called that each of its pages needs, and the script of its search."""
WHOLE = {"Source Sans": "SourceSansVF-Upright*.woff2", "Source Serif": "SourceSerifVariable-Roman*.woff2"}
"""What Streamlit calls the whole fonts, beside its script."""
MEDIA = Path(st.__file__).parent / "static" / "static" / "media"
PACK: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda content: pa.Codec("brotli", compression_level=9).compress(content, asbytes=True),
    "gzip": lambda content: gzip.compress(content, 9),
}
"""How a file that is kept leaves compressed, the smallest first."""


def address(name: str) -> str:
    """Where a file stands, as seen from a page of the site."""
    return f"{settings.path()}/{FOLDER}/{name}"


def module(name: str) -> str:
    """A module that hands on what a file has: Streamlit sends the script of a component with each of its messages.

    The file stands below the root of the site, which the head of each page tells Streamlit's script.
    """
    there = f'new URL("{FOLDER}/{name}", window.__streamlit.BACKEND_BASE_URL).href'
    return f"const {{ default: made }} = await import({there});\nexport default made;\n"


def routes() -> list[Route]:
    """The routes of the files, under the base path."""
    return [Route(f"{settings.base()}/{FOLDER}/{{name}}", _file, methods=["GET"])]


@lru_cache(maxsize=1)
def edition() -> dict[str, bytes]:
    """The files that every page of the static edition needs, by name: style, scripts, plotly.js, icon, fonts."""
    style = f"{_FACES}{palette.css()}{_text('style.css', 'edition.css')}".encode()
    script = f"(() => {{\n{_text('draw.js', 'copy.js', 'edition.js')}}})();\n".encode()
    rules = {**table.rules(), "longest": results.LONGEST_QUERY, "around": results.AROUND}
    search = (
        f"(() => {{\nconst RULES = {json.dumps(rules, ensure_ascii=False, separators=(',', ':'))};\n{_text('search.js')}}})();\n"
    )
    return {
        _named(EDITION, "css", style): style,
        _named(EDITION, "js", script): script,
        _named(SEARCH, "js", search.encode()): search.encode(),
        PLOTLY: PLOTLY_FILE.read_bytes(),
        ICON.name: ICON.read_bytes(),
        **_by_name(),
    }


@lru_cache(maxsize=1)
def drawing() -> dict[str, bytes]:
    """The page on which the charts of the static edition are drawn, under "", and the files that it needs, by name."""
    head = f'<meta charset="utf-8" />\n<style>{_FACES}</style>'
    page = f'<!DOCTYPE html>\n{head}\n<script type="module" src="{DRAWING}"></script>\n'
    script = _text("draw.js", "picture.js", "still.js", "drawing.js").encode()
    return {"": page.encode(), DRAWING: script, PLOTLY: PLOTLY_FILE.read_bytes(), **_by_name()}


def _by_name() -> dict[str, bytes]:
    """Our fonts by the name of their file."""
    return {name: _LETTERS[family] for family, name in LETTERS.items()}


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in {PLOTLY, *OWN}:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    media = TYPES[name.rpartition(".")[2]]
    coding = coding_for(request.headers.get("accept-encoding", ""))
    if media == TYPES["woff2"] or not coding:
        return Response(_content(name), media_type=media, headers=FOR_EVER)
    return Response(packed(name, coding), media_type=media, headers={**FOR_EVER, "Content-Encoding": coding})


def coding_for(accepted: str) -> str:
    """The best of PACK that a browser takes; "" for none."""
    return next((name for name in PACK if name in taken(accepted)), "")


def taken(accepted: str) -> set[str]:
    """How a browser says that it takes something compressed (RFC 9110, 12.5.3)."""
    told = (part.partition(";") for part in accepted.lower().split(","))
    return {name.strip() for name, _, weight in told if not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)}


def _content(name: str) -> bytes:
    return PLOTLY_FILE.read_bytes() if name == PLOTLY else OWN[name]


@lru_cache(maxsize=8)
def packed(name: str, coding: str) -> bytes:
    """A file compressed, once: a server has better to do than that for each reader."""
    return PACK[coding](_content(name))
