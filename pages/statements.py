"""Statements: where each side stands, who spoke when, and question by question the sides next to each other."""

from pages.panels import answers, statements
from pages.panels.panel import Page

PAGE = Page(
    "statements",
    "Statements",
    "Where does each side stand on each question, who answers whom, and what does anything else support?",
    (answers.titled("Statements"), statements.POSITIONS, statements.WHEN, statements.QUESTIONS, statements.RELATIONS),
    ("narrowing",),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
