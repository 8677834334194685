"""Rows -> Plotly figures, and the colours of the house. No Streamlit, no data work; it imports nothing else of pages."""
