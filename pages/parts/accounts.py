"""Does it add up, as a ledger: each reported total over what is itemised, and what the gap can and cannot mean."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.analysis.checks import Status, Worked
from loaders.analysis.totals import Account
from loaders.analysis.view import View
from loaders.tables import tables
from loaders.tables.frames import rows_of
from loaders.tables.worked import GROUPS
from loaders.wording import headlines, numbers
from loaders.wording.accounts import Line, gap
from loaders.wording.checks import verdict
from pages.parts import evidence, exhibit
from pages.parts.text import plain

MOST_OPEN = 5  # lines beside the accounts that stand open
MOST_CHECKS = 10  # of more, those that hold are folded


def ledger(view: View) -> None:
    """The accounts of tables.ledger, one for each reported total, and what is reported beside them."""
    table = tables.table(view, "ledger")
    with st.container(key="rows_ledger", gap="xsmall"):
        st.subheader("Does it add up?", anchor=False)
        if table.empty:
            exhibit.empty(view)
            return
        beside = table["line"] == Line.BESIDE
        lines_of = dict(iter(table[~beside].groupby("account", sort=False)))
        alone = len(lines_of) == 1
        for account in view.accounts:
            title = plain(headlines.account(view, account))
            with st.container() if alone else st.expander(title):
                _account(view, account, lines_of[account.total.id], title if alone else "")
        if not view.accounts and view.counted:
            st.markdown(plain(headlines.groups_alone(view)))
            _lines(GROUPS, lines_of[GROUPS])
        if beside.any():
            few = beside.sum() <= MOST_OPEN
            with st.container() if few else st.expander(f"Reported beside it, not added: {beside.sum()} counts"):
                if few:
                    st.markdown("**Reported beside it, not added**")
                _lines("beside", table[beside], titled=False)
        exhibit.foot("ledger", view, table, key="rows_ledger")


def _account(view: View, account: Account, lines: pd.DataFrame, title: str) -> None:
    """The lines of one reported total, the last of them what neither explains, with its meaning."""
    if title:
        st.markdown(title)
    _lines(account.total.id, lines)
    with st.container(key=f"meaning_{account.total.id}", gap="xsmall"):
        st.markdown("**What the gap can and cannot mean**")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in gap(account)))


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
    table = tables.table(view, "by_year")
    shown = table.assign(
        in_year=[str(year) if pd.notna(year) else "Year not certain" for year in table["year"]],
        itemised=[numbers.span(year.itemised) if year.flights else "no group" for year in view.calendar],
        counted=table["reported"].fillna("No count of this calendar year"),
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
    worked = view.checks
    with st.container(key="rows_checks", gap="xsmall"):
        st.subheader(plain(headlines.check_counts(worked)), anchor=False)
        st.markdown(
            "Arithmetic that the record should satisfy, worked out each time it is loaded. Words are never turned into numbers."
        )
        if not worked:
            exhibit.empty(view)
            return
        held = [one for one in worked if one.outcome.status is Status.ADDS_UP]
        many = len(worked) > MOST_CHECKS
        _checks([one for one in worked if one not in held] if many else worked)
        if many and held:
            with st.expander(f"{verdict(Status.ADDS_UP)}: {len(held)}"):
                _checks(held)
        exhibit.foot("checks", view, tables.table(view, "checks"), key="rows_checks")


def _checks(worked: list[Worked]) -> None:
    for one in worked:
        with st.container(key=f"check_{one.check.id}"):
            status, what = st.columns([1.3, 4], gap="small")
            status.markdown(f"**{plain(verdict(one.outcome.status))}**")
            with what, st.container(gap="xxsmall"):
                evidence.opener(one.check.title, one.check.id, "checks")
                evidence.outcome(one)
