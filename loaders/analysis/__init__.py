"""Every rule that makes a number, a comparison or a verdict, on typed values. Imports `record`."""
