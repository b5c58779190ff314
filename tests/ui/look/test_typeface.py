"""Texts are as wide on every computer as where they were found to fit."""

import pytest
from open_window import Opened
from PySide6.QtGui import QFont, QFontInfo


@pytest.mark.parametrize("weight", [400, 600, 700, 800])
def test_the_typeface_is_the_apps_own_in_every_weight(opened: Opened, weight: int) -> None:
    font = QFont(opened.window.font())
    font.setWeight(QFont.Weight(weight))
    shown = QFontInfo(font)
    assert shown.family().startswith("Open Sans")
    assert shown.weight() == weight
