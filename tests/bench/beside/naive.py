"""A Streamlit page as one writes it in an afternoon, to be measured beside the dashboard: `streamlit run naive.py`.

plotly.express, `st.dataframe`, a button for each row, and nothing cached: the record is read in every run.
"""

import plotly.express as px
import streamlit as st

from loaders import folder, load
from loaders.tables import tables
from tests.bench.beside import same_work

record = load(folder())
path, sources = st.query_params.get("page", "timeline"), st.query_params.get("sources", "article")
st.title(same_work.title(record, path))
limits = same_work.years(record, sources)
first, last = st.slider("Years", *limits, limits)
flights = tables.counted(same_work.view(record, sources, first, last))
drawn = flights[["earliest", "people_low", "flight_name"]].dropna().astype({"people_low": float})
st.plotly_chart(px.scatter(drawn, x="earliest", y="people_low", text="flight_name"))
for part in same_work.parts(record, path, sources, first, last):
    st.subheader(part.heading or " ")
    st.write(part.text)
    if part.table is not None:
        st.dataframe(part.table)
for number, name in enumerate(flights["flight_name"]):
    st.button(f"Evidence: {name}", key=f"evidence{number}")
