"""Which state of the record something was made from: a checksum of its content, the release, and the commit if there is one.

The checksum is of what the record says, not of its files: comments and line breaks do not change it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.record.dataset import Dataset

ROOT = Path(__file__).parents[2]
GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false")
PATIENCE = 5  # seconds that git may take: a download does not wait for a hung disk


@dataclass(frozen=True)
class Version:
    """The release of the dashboard, the commit that last changed the record (None: not known), SHA-256 of the content."""

    release: str
    commit: str | None
    checksum: str

    @property
    def short(self) -> str:
        """For file names: the first digits of the checksum."""
        return self.checksum[:8]

    @property
    def semantic(self) -> str:
        """For metadata that wants a semantic version: the release, and the content as build metadata, "0.1.0+3f2a91c0"."""
        return f"{self.release}+{self.short}"

    def __str__(self) -> str:
        commit = f", commit {self.commit[:12]}" if self.commit else ""
        return f"release {self.release}{commit}, content SHA-256 {self.checksum}"


def version(dataset: Dataset, folder: Path | str) -> Version:
    """The version of a whole record that was loaded from a folder, the same in every language."""
    digest = checksum(dataset.written or dataset)
    return Version(_release(), _commit(str(Path(folder).resolve()), digest), digest)


def checksum(dataset: Dataset) -> str:
    """SHA-256 of everything that the record says, in the order of its files, and of what is translated."""
    shared = (dataset.about, dataset.actors_file, dataset.questions_file, dataset.flights_file)
    digest = hashlib.sha256()
    for record in (*shared, *filter(None, [dataset.checks_file]), dataset.verified_file, *dataset.source_files):
        digest.update(record.model_dump_json(exclude_defaults=True).encode())
        digest.update(b"\n")
    if dataset.translations:
        digest.update(json.dumps(dataset.translations, sort_keys=True).encode())
    return digest.hexdigest()


@lru_cache
def _release() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


@lru_cache(maxsize=32)
def _commit(folder: str, _checksum: str) -> str | None:
    """The last commit that changed the folder, if the folder is as it was committed; None without git or a checkout."""
    try:
        told = [
            subprocess.run([*GIT, "-C", folder, *command], capture_output=True, text=True, check=True, timeout=PATIENCE).stdout  # noqa: S603
            for command in (("status", "--porcelain", "--", "."), ("log", "-1", "--format=%H", "--", "."))
        ]
    except (OSError, subprocess.SubprocessError):
        return None
    changed, commit = (text.strip() for text in told)
    return None if changed else commit or None
