"""How the fonts in `pages/assets/fonts` were made from those that Streamlit brings: `python -m tests.fonts`.

They are what a picture of a chart has in it: Latin letters and the signs of numbers, in the weights that it is set in.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from pages.assets import FACES, FONTS, PICTURED

LETTERS = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2C6, 0x2DD), (0x300, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x206F)),
    *((0x20A0, 0x20BF), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2265)),
)
"""Ranges of characters: Latin with all its accents, punctuation, currencies, arrows, the signs of arithmetic."""
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
KEPT_NAMES = [0, 13, 14]
"""Copyright and licence. The licence reserves the fonts' own name for the whole fonts."""
AXES: Mapping[str, Mapping[str, object]] = {
    "Source Sans": {"wght": (400, 700)},
    "Source Serif": {"opsz": 44, "wght": 700},
}


def made(family: str) -> bytes:
    """The font of a family in which a picture is set, as WOFF2."""
    [file] = FONTS.glob(FACES[family])
    font = TTFont(file)
    options = subset.Options()
    options.name_IDs, options.layout_features, options.notdef_outline = KEPT_NAMES, FEATURES, True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[letter for first, last in LETTERS for letter in range(first, last + 1)])
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, dict(AXES[family]))
    font.flavor = "woff2"
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


def main() -> None:
    """Write them."""
    for family, file in PICTURED.items():
        file.write_bytes(made(family))


if __name__ == "__main__":
    main()
