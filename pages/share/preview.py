"""The picture that a shared link shows: what the record is about and what it asks. Words only, so it is never out of date.

It is set in the type of the pages, which has Latin, Greek and Cyrillic letters; other scripts would need another font.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from loaders.record.schema import About
from pages.assets import MEDIA, WHOLE
from pages.charts import palette

SIZE, MARGIN = (1200, 630), 80
PAPER, INK, SOFT = (*palette.GROUNDS["light"].values(), "#5A4E42")
SERIF, SANS = WHOLE["Source Serif"], WHOLE["Source Sans"]


def png(about: About) -> bytes:
    """1200 by 630 pixels, as the networks ask for."""
    return _drawn(about.site, about.subject, about.headline)


@lru_cache(maxsize=4)
def _drawn(site: str, subject: str, headline: str) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 14), fill=palette.ACCENT)
    masthead = _font(SERIF, 40, 700)
    draw.text((MARGIN, MARGIN), _wrapped(site, masthead, 1), font=masthead, fill=INK)
    draw.line((MARGIN, MARGIN + 66, SIZE[0] - MARGIN, MARGIN + 66), fill=SOFT, width=2)
    font = _font(SERIF, 72, 600)
    draw.multiline_text((MARGIN, MARGIN + 110), _wrapped(headline, font, 4), font=font, fill=INK, spacing=14)
    small = _font(SANS, 34, 400)
    draw.multiline_text((MARGIN, SIZE[1] - MARGIN - 40), _wrapped(subject, small, 1), font=small, fill=SOFT)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _font(pattern: str, size: int, weight: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font of the pages; Pillow's own where Streamlit has it under another name."""
    found = next(iter(sorted(MEDIA.glob(pattern))), None)
    try:
        if found is None:
            return ImageFont.load_default(size)
        font = ImageFont.truetype(str(found), size)
        font.set_variation_by_axes([weight] * len(font.get_variation_axes()[:1]))
    except OSError:  # a build of FreeType that does not read this format
        return ImageFont.load_default(size)
    return font


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, lines: int) -> str:
    """The text on so many lines at most; what does not fit ends in an ellipsis."""
    set_: list[str] = []
    for word in text.split():
        longer = f"{set_[-1]} {word}" if set_ else word
        if set_ and font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            set_[-1] = longer
        elif len(set_) == lines:
            set_[-1] += " …"
            break
        else:
            set_.append(word)
    return "\n".join(set_)
