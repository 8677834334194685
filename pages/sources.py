"""Sources: what the record rests on, what was inferred, what was left out, and what every column means."""

from pages.panels import answers, sources
from pages.panels.panel import Page

PAGE = Page(
    "sources",
    "Sources",
    "What does it all rest on, what was inferred, what was left out, what does each column mean?",
    (
        answers.titled("Sources"),
        *(sources.SOURCES, sources.CONFLICTS, sources.INFERENCES, sources.DICTIONARY, sources.ADDRESSES),
        sources.CITATION,
    ),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
