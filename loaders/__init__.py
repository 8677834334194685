"""The data wing: YAML in `data/` -> one checked record -> typed answers -> tables -> files. Never imports Streamlit."""

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from loaders.analysis import checks
from loaders.record.dataset import Dataset
from loaders.record.problems import Problem, RecordError
from loaders.record.reading import read
from loaders.wording import names
from loaders.wording.catalogues import own
from loaders.wording.language import speaking

__all__ = ["FOLDER", "Dataset", "Problem", "RecordError", "folder", "in_language", "load"]

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
    written = replace(dataset, translations=own.read(Path(folder), dataset))
    return replace(names.readable(written), written=written)


@lru_cache(maxsize=8)
def in_language(dataset: Dataset, code: str) -> Dataset:
    """The same record with its curator's texts in another language, as far as they are translated; one object a language."""
    if dataset.language == code or dataset.written is None:
        return dataset
    with speaking(code):
        told = own.translated(dataset.written, dataset.written.translations.get(code, {}))
        return replace(names.readable(told), language=code, written=dataset.written)
