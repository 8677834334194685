"""Everything that is said in a language. Imports `record` and `analysis`."""
