"""Totals: what is itemised, what is reported, what neither explains, and whether the arithmetic holds."""

from pages.panels import answers, totals
from pages.panels.panel import Page

PAGE = Page(
    "totals",
    "Totals",
    "Does it add up? What is itemised, what is reported, what does neither explain, which checks of the arithmetic hold?",
    (
        *(totals.ANSWER, totals.CHECKS, answers.OFFER, totals.STEPS, totals.FISCAL_YEARS, totals.CALENDAR_YEARS),
        *(totals.LEDGER, totals.READINGS, totals.YEARS, totals.STOCKS, totals.FIGURES),
    ),
    ("number",),
)

if __name__ == "__main__":  # as a page; imported, it is a value
    from pages import screen

    screen.show(PAGE)
