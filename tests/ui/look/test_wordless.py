"""A button without a word says what it does to whoever points at it, and to a screen reader."""

import pytest
from open_window import Opened
from PySide6.QtWidgets import QAbstractButton, QWidget

from inspector.ui.i18n.language import Language
from inspector.ui.pages.catalogue import PAGES


@pytest.mark.parametrize("language", Language)
def test_a_button_without_a_word_tells_what_it_does(opened: Opened, language: Language) -> None:
    opened.show_part(3)
    opened.languages.choose(language)
    for key in PAGES:
        opened.window.turn_to(key)
    buttons = opened.window.findChildren(QAbstractButton)
    wordless = [
        button
        for button in buttons
        if not button.text().strip()
        and not button.isHidden()
        and not button.objectName().startswith("qt_")  # corners of tables, below their headings
    ]
    assert len(wordless) > 10
    silent = [
        _path(button)
        for button in wordless
        if not (button.accessibleName().strip() and button.toolTip().strip())
    ]
    assert silent == [], "\n".join(silent)


def _path(widget: QWidget | None) -> str:
    """Where it is found."""
    names = []
    while widget is not None:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " in ".join(names)
