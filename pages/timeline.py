"""Timeline: each group on a true time axis, what happened beside it, and the sentence behind each."""

from pages.panels import answers, flights
from pages.panels.panel import Page

PAGE = Page(
    "timeline",
    "Timeline",
    "Which groups were removed when, and which sentence says so?",
    (flights.FLIGHTS, answers.OFFER_OF_ROWS, flights.ANNOUNCED),
    ("number",),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
