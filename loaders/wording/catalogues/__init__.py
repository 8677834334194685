"""The interface in other languages, one PO file each, and the record's own texts in them. Imports `record`."""
