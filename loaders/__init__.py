"""The data wing: YAML in `data/` -> checked records -> frames -> tables -> files. Never imports Streamlit."""

from loaders.dataset import Dataset, load
from loaders.problems import Problem, RecordError

__all__ = ["Dataset", "Problem", "RecordError", "load"]
