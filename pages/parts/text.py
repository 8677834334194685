"""Text from the record -> Markdown that shows exactly that text: nothing in it becomes a link, a picture or markup."""

from __future__ import annotations

import re

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: object) -> str:
    """Escape text for a place that reads Markdown. Line breaks become spaces."""
    return PUNCTUATION.sub(r"\\\1", " ".join(str(text).split()))
