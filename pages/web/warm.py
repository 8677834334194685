"""What the first visitors would wait for, made before they come: compressed files, and the pages as most ask for them."""

from __future__ import annotations

import gc

from starlette.datastructures import QueryParams

from loaders.analysis import filters
from pages import contents
from pages.app import view
from pages.evidence import dialog, results  # noqa: F401  # what the first run of a page would import
from pages.web import first, packed

MOST_ASKED = ("", f"sources={filters.ALL}")


def up() -> None:
    """Make it, and have Python's collector leave alone what has been made by now, which stays."""
    packed.of_a_page()
    record = view.state().record
    if record:
        for query in MOST_ASKED:
            for page in contents.PAGES:
                first.paint(record, page.path, QueryParams(query))
    gc.collect()
    gc.freeze()
