"""The one list of pages, in the order of the menu."""

from pages import overview, sources, statements, timeline, totals

PAGES = (overview.PAGE, timeline.PAGE, totals.PAGE, statements.PAGE, sources.PAGE)
BY_PATH = {page.path: page for page in PAGES}
