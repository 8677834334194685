"""The command line of the pages: `python -m pages static OUT` writes the static edition.

Exits 0, or 1 if nothing could be written or the record has mistakes.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from loaders import FOLDER, RecordError, folder, load, written
from pages import settings
from pages.edition import drawing
from pages.edition.drawing import Chromium, PictureError
from pages.edition.places import Edition
from pages.edition.walk import walk

MANIFEST = "files.txt"
"""In the folder: the list of what the edition has written there."""
NO_PROGRAM = (
    f"The pages have no pictures, and their charts wait for plotly.js: none of {', '.join(drawing.PROGRAMS)} is on the PATH. "
    "Install one, on Debian with 'apt-get install chromium', and run this again."
)
NO_FONT = (
    "No picture was made where no font has some of the letters; install one, for Khmer on Debian with "
    "'apt-get install fonts-noto-core', and run this again"
)
EACH = 1.0  # seconds between two lines of progress


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.url:
            os.environ[settings.URL] = settings.address("--url", chosen.url)
        live = settings.address("--live", chosen.live) if chosen.live else ""
        path = None if chosen.no_pictures else drawing.program()
        with ExitStack() as stack:
            draw = stack.enter_context(Chromium(path)).draw if path else None
            edition = Edition(load(folder()), settings.public(), live, draw)
            begun = time.monotonic()
            told = written.tree(chosen.directory, walk(edition, Progress(begun)), MANIFEST)
    except RecordError as error:
        for problem in error.problems:
            print(problem)
        return 1
    except (ValueError, written.WriteError) as error:
        print(error, file=sys.stderr)
        return 1
    except PictureError as error:
        print(f"{error}\nNot all was written. Run it again, or draw nothing with --no-pictures.", file=sys.stderr)
        return 1
    if not (path or chosen.no_pictures):
        print(NO_PROGRAM)
    if unreadable := sorted(place.file for place, picture in edition.pictures.items() if picture is None):
        print(f"{NO_FONT}: {', '.join(unreadable)}")
    changed = f"{told.written} written, {told.removed} removed"
    size, took = f"{told.size / 1e6:.1f} MB", f"{time.monotonic() - begun:.0f} s"
    print(f"{told.files} files, {size}, {took}: {changed}. Open {chosen.directory / 'index.html'}")
    return 0


class Progress:
    """Says on stderr how far it is, a line a second at most."""

    def __init__(self, begun: float) -> None:
        self._said = begun

    def __call__(self, done: int, known: int) -> None:
        """done: files that are made; known: those that are known so far."""
        now = time.monotonic()
        if now - self._said >= EACH:
            self._said = now
            print(f"{done} of {known} files", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m pages", description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    static = commands.add_parser(
        "static",
        help="write the whole dashboard as files",
        description="Write the whole dashboard as files for any web server; they open from a folder too. A second run writes "
        f"only what has changed. The record is the one that {FOLDER} names, or data/.",
    )
    static.add_argument(
        "directory", metavar="OUT", type=Path, help="the folder to write into; one that holds other files is refused"
    )
    static.add_argument(
        "--url", metavar="ADDRESS", help=f"where readers will find it, for citations and the sitemap (default: {settings.URL})"
    )
    static.add_argument(
        "--no-pictures", action="store_true", help="have no Chromium draw charts: there are no pictures, and charts come later"
    )
    static.add_argument("--live", metavar="ADDRESS", help="a dashboard that answers: each page leads to the same view there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
