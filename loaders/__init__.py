"""The data wing: YAML in `data/` -> one checked record -> typed answers -> tables -> files. Never imports Streamlit."""

from pathlib import Path

from loaders.analysis import checks
from loaders.record.dataset import Dataset
from loaders.record.problems import Problem, RecordError
from loaders.record.reading import read

__all__ = ["Dataset", "Problem", "RecordError", "load"]


def load(folder: Path | str) -> Dataset:
    """Read and check the record in a folder, its arithmetic too. Raises RecordError with every problem in every file."""
    dataset, documents = read(folder)
    if found := list(checks.problems(dataset, documents["checks.yaml"])) if dataset.checks else []:
        raise RecordError(found)
    return dataset
