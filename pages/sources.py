"""Sources: what the record rests on, what was inferred, where it disagrees, what every column means, where the data stand."""

from pages.panels import answers, sources
from pages.panels.panel import Page

PAGE = Page(
    "sources",
    "Sources",
    "What does it all rest on, what was inferred, what was left out, what does each column mean?",
    (
        *(sources.OPENING, sources.SOURCES, answers.OFFER_OF_ROWS, sources.INFERENCES, sources.CONFLICTS),
        *(sources.DICTIONARY, sources.ADDRESSES, sources.CITATION),
    ),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
