"""Statements: question by question the parties in their words, side by side, and how the curator reads that."""

from pages.panels import statements
from pages.panels.panel import Page

PAGE = Page(
    "statements",
    "Statements",
    "What does each side say on each question, in which words, and who answers whom?",
    (statements.QUESTIONS, statements.POSITIONS, statements.WHEN, statements.RELATIONS),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
