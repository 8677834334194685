"""Overview: the answer and who gives it, both sides in their words, whether it adds up, what else there is."""

from pages.panels import answers
from pages.panels.panel import Page

PAGE = Page(
    "",
    "Overview",
    "How many, who says so in which words, and does it add up?",
    (answers.ANSWER, answers.SIDES, answers.ADDS_UP, answers.OFFER, answers.NUMBERS),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
