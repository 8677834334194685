"""How the fonts in `pages/assets/fonts` were made from those that Streamlit brings: `python -m tests.fonts`.

They are what a page is set in, and what a picture of a chart has in it: Latin letters and the signs of numbers, from regular to
bold.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from pages.assets import FONTS, LATIN, MEDIA, WHOLE

LETTERS = frozenset(
    letter
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", LATIN)
    for letter in range(int(first, 16), int(last or first, 16) + 1)
)
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
KEPT_NAMES = [0, 13, 14]
"""Copyright and licence. The licence reserves the fonts' own name for the whole fonts."""
AXES: Mapping[str, Mapping[str, object]] = {
    "Source Sans": {"wght": (400, 700)},
    "Source Serif": {"opsz": 20, "wght": (400, 700)},
}


def made(family: str) -> bytes:
    """The font of a family, as WOFF2."""
    [file] = MEDIA.glob(WHOLE[family])
    font = TTFont(file)
    options = subset.Options()
    options.name_IDs, options.layout_features, options.notdef_outline = KEPT_NAMES, FEATURES, True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, dict(AXES[family]))
    font.flavor = "woff2"
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


def main() -> None:
    """Write them."""
    for family, file in FONTS.items():
        file.write_bytes(made(family))


if __name__ == "__main__":
    main()
