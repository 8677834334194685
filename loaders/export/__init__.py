"""A table or the whole record -> bytes, citation, metadata. Imports all that is below it."""
