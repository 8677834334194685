"""Files of the site that browsers keep: plotly.js as the installed plotly has it, and what the first paint needs.

Each has an address that changes with what it holds, and leaves compressed; it is compressed once.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages import settings

FOLDER = "assets"
HERE = Path(__file__).parent
ICON = HERE / "icon.png"
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
TYPES = {"js": "text/javascript", "css": "text/css"}


def _named(file: Path) -> str:
    """The name under which a file of ours is served: with a mark of what it holds."""
    return f"{file.stem}-{hashlib.sha256(file.read_bytes()).hexdigest()[:10]}{file.suffix}"


PLOTLY, STYLE, FIRST = f"plotly-{plotly.__version__}.min.js", _named(HERE / "style.css"), _named(HERE / "first.js")
FILES = {
    PLOTLY: Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
    STYLE: HERE / "style.css",
    FIRST: HERE / "first.js",
}


def address(name: str) -> str:
    """Where a file stands, as seen from a page of the site."""
    return f"{settings.path()}/{FOLDER}/{name}"


def routes() -> list[Route]:
    """The routes of the files, under the base path."""
    return [Route(f"{settings.base()}/{FOLDER}/{{name}}", _file, methods=["GET"])]


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    media = TYPES[FILES[name].suffix.removeprefix(".")]
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(FILES[name].read_bytes(), media_type=media, headers=FOR_EVER)
    return Response(packed(name), media_type=media, headers={**FOR_EVER, "Content-Encoding": "gzip"})


@lru_cache(maxsize=len(FILES))
def packed(name: str) -> bytes:
    """A file compressed, once: a server has better to do than that for each reader."""
    return gzip.compress(FILES[name].read_bytes(), 9)
