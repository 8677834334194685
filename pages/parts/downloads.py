"""Take a table away: exactly the rows shown."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from loaders.export import to_csv
from pages.parts.view import View


def csv(name: str, table: pd.DataFrame, view: View, key: str) -> None:
    """A button that downloads the table as CSV; the file's name says which table, which years, and as of when."""
    st.download_button(
        "Download CSV",
        data=lambda: to_csv(table),
        file_name=f"{name}-{view.stem}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
