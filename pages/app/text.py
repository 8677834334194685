"""Text from the record -> Markdown that shows exactly that text: nothing in it becomes a link, a picture, an icon or markup.

Backslashes are not enough: Streamlit looks for addresses, e-mails, icons and arrows in the text that it has read already, one
piece at a time. An empty span within each of them parts it in two pieces, and is neither seen nor copied.
"""

from __future__ import annotations

import re

PARTED = r"h(?=ttps?://)|w(?=ww\.)|@|:(?=material_|streamlit:)|[<>=~-](?=[<>=~-])"
"""After what the span stands: within https://, www., an e-mail, :material_x:, :streamlit: and -> (which becomes an arrow)."""
READ = re.compile(rf"(?P<parted>{PARTED})|[!-/:-@\[-`{{-~]", re.IGNORECASE)
SPAN = ":color[]"  # a directive without a colour: <span></span>
UNSEEN = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
"""Marks that turn the direction of what follows. No record holds any, but an address can."""


def plain(text: object) -> str:
    """Escape text for a place that reads Markdown. Line breaks become spaces."""
    return READ.sub(_escaped, " ".join(str(text).translate(UNSEEN).split()))


def _escaped(read: re.Match[str]) -> str:
    character = read[0] if read[0].isalpha() else f"\\{read[0]}"
    return f"{character}{SPAN}" if read["parted"] else character
