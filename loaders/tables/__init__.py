"""The tables, as pandas frames with declared columns. Imports `record`, `analysis` and `wording`."""
