"""The data wing: YAML in `data/` -> one checked record -> typed answers -> tables -> files. Never imports Streamlit."""

import os
from pathlib import Path

from loaders.analysis import checks
from loaders.record.dataset import Dataset
from loaders.record.problems import Problem, RecordError
from loaders.record.reading import read
from loaders.wording import names

__all__ = ["FOLDER", "Dataset", "Problem", "RecordError", "folder", "load"]

FOLDER = "DEPORTATION_FLOWS_DATA"
"""The variable of the environment that names the folder of the record."""


def folder() -> Path:
    """Where the record is, for the dashboard and for the commands: what the variable names, or the project's own data."""
    return Path(os.environ.get(FOLDER) or Path(__file__).parent.parent / "data")


def load(folder: Path | str) -> Dataset:
    """Read and check the record in a folder, its arithmetic too; its texts call sources by their names.

    Raises RecordError with every problem in every file.
    """
    dataset, documents = read(folder)
    if found := list(checks.problems(dataset, documents["checks.yaml"])) if dataset.checks else []:
        raise RecordError(found)
    return names.readable(dataset)
