"""Totals: what is itemised, what is reported, what neither explains, and whether the arithmetic holds."""

from pages.panels import answers, totals
from pages.panels.panel import Page

PAGE = Page(
    "totals",
    "Totals",
    "Does it add up? What is itemised, what is reported, what does neither explain, which checks of the arithmetic hold?",
    (
        answers.titled("Totals"),
        *(totals.SUM, totals.LEDGER, totals.SERIES, totals.STEPS, totals.BY_YEAR, totals.YEARS, totals.STOCKS),
        *(totals.CHECKS, totals.FIGURES),
    ),
    ("number",),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
