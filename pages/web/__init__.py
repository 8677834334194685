"""What the server answers beside Streamlit: data, head and first paint, headers. It imports all but `site` and `screen`."""
