"""The letters in a picture: those of Latin text and of numbers, few enough to be in each file, with their licence."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from pages import assets
from tests import fonts

TEXT = "Đặng Ngọc Ánh, Łódź, “Prak Sokhonn’s” 1,800–1,900 ≈ 279.3 % − 5 · 2,000 € → ≤ ≥ × …"


def test_pictures_have_the_letters_that_the_maker_says_in_the_weights_that_they_use() -> None:
    sizes = 0
    for family, file in assets.FONTS.items():
        font = TTFont(file)
        assert {ord(letter) for letter in TEXT} <= font.getBestCmap().keys() <= fonts.LETTERS, family
        assert {axis.axisTag: (axis.minValue, axis.maxValue) for axis in font["fvar"].axes} == {"wght": (400, 700)}, family
        assert "Open Font License" in font["name"].getDebugName(13)
        assert font["name"].getDebugName(1) is None  # the licence keeps that name for the whole font
        sizes += file.stat().st_size
    assert sizes < 100_000
    assert "SIL OPEN FONT LICENSE" in (assets.HERE / "fonts" / "OFL.txt").read_text()
