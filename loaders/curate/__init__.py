"""What a curator runs: new source, verification, schemas, dictionary. Stands on `record`."""
