"""What a reader looks for -> the sentences of the record that hold it. It stands on record, analysis and wording."""
