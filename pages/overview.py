"""Overview: the numbers that the story turns on, the flights in small, what is in dispute."""

from pages.panels import answers, flights
from pages.panels.panel import Page

PAGE = Page(
    "",
    "Overview",
    "Which numbers does the story turn on, and who gave them?",
    (answers.STANDFIRST, answers.NUMBERS, flights.OVERVIEW, answers.DISPUTE),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
