"""Does it add up, as a ledger: each reported total over what is itemised, and what the gap can and cannot mean."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.analysis import arithmetic, reconciliation
from loaders.tables.frames import rows_of
from loaders.wording import headlines, numbers
from pages.parts import evidence, exhibit
from pages.parts.text import plain
from pages.parts.view import View

MOST_OPEN = 5  # lines beside the accounts that stand open
MOST_CHECKS = 10  # of more, those that hold are folded


def ledger(view: View) -> None:
    """The accounts of tables.ledger, one for each reported total, and what is reported beside them."""
    table = view.table("ledger")
    with st.container(key="rows_ledger", gap="xsmall"):
        st.subheader("Does it add up?", anchor=False)
        if table.empty:
            exhibit.empty(view)
            return
        beside = table["line"] == reconciliation.BESIDE
        accounts = list(table[~beside].groupby("account", sort=False))
        for account, lines in accounts:
            with st.container() if len(accounts) == 1 else st.expander(plain(headlines.account(lines))):
                _account(str(account), lines, titled=len(accounts) == 1)
        if beside.any():
            few = beside.sum() <= MOST_OPEN
            with st.container() if few else st.expander(f"Reported beside it, not added: {beside.sum()} counts"):
                if few:
                    st.markdown("**Reported beside it, not added**")
                _lines("beside", table[beside], titled=False)
        exhibit.foot("ledger", view, table, key="rows_ledger")


def _account(account: str, lines: pd.DataFrame, titled: bool) -> None:
    """The lines of one reported total, the last of them what neither explains, with its meaning."""
    if titled:
        st.markdown(plain(headlines.account(lines)))
    _lines(account, lines)
    meant = lines["meaning"].dropna()
    if len(meant):
        with st.container(key=f"meaning_{account}", gap="xsmall"):
            st.markdown("**What the gap can and cannot mean**")
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in meant.iloc[-1].split("\n")))


def _lines(account: str, lines: pd.DataFrame, titled: bool = True) -> None:
    """Amount, what it is, and where from; the amount opens the evidence."""
    with st.container(key=f"account_{account}", gap=None):
        for line in rows_of(lines):
            amount, what = st.columns([1.3, 4], gap="small", wrap=False)
            with amount:
                evidence.opener(line.in_words, line.id, f"ledger_{account}")
            with what, st.container(gap=None):
                st.markdown(f"**{plain(line.line)}.** {plain(line.label)}" if titled else plain(line.label))
                st.caption(plain(line.how))


def years(view: View) -> None:
    """The same year by year: itemised, reported, and what neither explains."""
    table = view.table("by_year")
    shown = table.assign(
        in_year=[str(year) if pd.notna(year) else "Year not certain" for year in table["year"]],
        itemised=[
            numbers.span(row.people_low, row.people_high, bool(row.open_end)) if row.flights else "no group"
            for row in rows_of(table)
        ],
        counted=table["reported"].fillna("Nothing for this year"),
        rest=table["unexplained"].fillna("Cannot be told"),
    )
    exhibit.rows(
        "by_year",
        view,
        table,
        {"in_year": "Year", "itemised": "Itemised", "counted": "Reported", "rest": "Not explained"},
        "Year by year",
        shown=shown,
    )


def checks(view: View) -> None:
    """Every check of the record's arithmetic, and how it came out."""
    table = view.table("checks")
    with st.container(key="rows_checks", gap="xsmall"):
        st.subheader(plain(headlines.checks(table)), anchor=False)
        st.markdown(
            "Arithmetic that the record should satisfy, worked out each time it is loaded. Words are never turned into numbers."
        )
        if table.empty:
            exhibit.empty(view)
            return
        many = len(table) > MOST_CHECKS
        held = table["status"] == arithmetic.CONSISTENT
        _checks(table[~held] if many else table)
        if many and held.any():
            with st.expander(f"{held.sum()} consistent"):
                _checks(table[held])
        exhibit.foot("checks", view, table, key="rows_checks")


def _checks(table: pd.DataFrame) -> None:
    for check in rows_of(table):
        with st.container(key=f"check_{check.id}"):
            status, what = st.columns([1.3, 4], gap="small")
            status.markdown(f"**{evidence.STATUS[check.status]}**")
            with what, st.container(gap="xxsmall"):
                evidence.opener(check.title, check.id, "checks")
                evidence.outcome(check)
