"""What a page is made of, and what a change of years and a first paint cost the server: `python -m tests.bench.pages`.

Each page is run in one process, with the record's default source and with all; the years are moved to and fro. Times are CPU
time of the process, the median of the changes, and stand for little by themselves: compare two checkouts on one machine.
"""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Iterator

from starlette.datastructures import QueryParams
from streamlit.testing.v1 import AppTest

from loaders import Dataset, load
from pages import contents
from pages.web import first
from tests.conftest import ROOT

PAGES = ("overview", "timeline", "totals", "statements", "sources")
CHANGES = 8


def main() -> None:
    """Print a line for each page and choice of sources."""
    print(f"{'page':12}{'sources':>9}{'elements':>10}{'ms a change':>13}")
    for page in PAGES:
        for sources in ("", "all"):
            app = AppTest.from_file(str(ROOT / "pages" / "site.py"), default_timeout=120)
            if sources:
                app.query_params["sources"] = sources
            app.switch_page(f"{page}.py").run()
            elements = sum(1 for _ in _leaves(app._tree))
            taken = [_change(app, year) for year in (2018, 2019) * (CHANGES // 2)]
            print(f"{page:12}{sources or 'article':>9}{elements:>10}{statistics.median(taken):>13.0f}")
    print(f"\n{'page':12}{'asked':>20}{'ms anew':>10}{'ms kept':>10}{'bytes':>10}{'packed':>10}")
    record = load(ROOT / "data")
    for query in ("", "sources=all", "lang=km", "sources=all&lang=km"):
        for one in contents.PAGES:
            first.paint(
                record, one.path, QueryParams(f"{query}&years=2003&years=2021")
            )  # what is imported or worked out only once
            anew, html = _paint(record, one.path, query)
            kept, _ = _paint(record, one.path, query)
            packed = len(gzip.compress(html.encode(), 6))
            name = one.path or "overview"
            print(f"{name:12}{query or 'article':>20}{anew:>10.0f}{kept:>10.2f}{len(html.encode()):>10,}{packed:>10,}")


def _paint(record: Dataset, path: str, query: str) -> tuple[float, str]:
    """The CPU time of a first paint in milliseconds, and its HTML."""
    start = time.process_time()
    html = first.paint(record, path, QueryParams(query))
    return (time.process_time() - start) * 1000, html


def _change(app: AppTest, year: int) -> float:
    """Move the years; the CPU time that it takes in milliseconds."""
    start = time.process_time()
    app.slider(key="years").set_value((2016 if app.query_params.get("sources") else 2017, year)).run()
    return (time.process_time() - start) * 1000


def _leaves(node: object) -> Iterator[object]:
    """The elements below a node of the page."""
    children = getattr(node, "children", None)
    if children is None:
        yield node
    for child in (children or {}).values():
        yield from _leaves(child)


if __name__ == "__main__":
    main()
