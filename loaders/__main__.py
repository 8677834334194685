"""`python -m loaders [DIR]`: check a record. Prints every problem and exits 1, or what the record holds and exits 0.

`python -m loaders dictionary` prints the data dictionary, which is `data/README.md`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loaders import RecordError, dictionary, load

DATA = Path(__file__).parent.parent / "data"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check a record: a folder of YAML.")
    parser.add_argument(
        "dir", nargs="?", type=Path, default=DATA, help="the folder (default: the project's own data), or the word 'dictionary'"
    )
    folder = parser.parse_args(arguments).dir
    if str(folder) == "dictionary":
        print(dictionary.markdown(), end="")
        return 0
    try:
        dataset = load(folder)
    except RecordError as error:
        for problem in error.problems:
            print(problem)
        print(f"{len(error.problems)} problems in {folder}", file=sys.stderr)
        return 1
    for kind, number in dataset.counts().items():
        print(f"{number:6} {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
