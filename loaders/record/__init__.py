"""One folder of YAML -> one checked, immutable Dataset. Imports nothing else of the data wing."""
