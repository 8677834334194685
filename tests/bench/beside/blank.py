"""The least that Streamlit can show, to be measured beside the dashboard: `streamlit run blank.py`."""

import streamlit as st

st.title("Blank")
