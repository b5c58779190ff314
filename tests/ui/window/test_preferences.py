"""What was chosen last comes back; what cannot be read is forgotten."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from inspector.ui.i18n.language import Language
from inspector.ui.preferences import Preferences
from inspector.ui.theme.tokens import ThemeName


def test_a_choice_comes_back() -> None:
    chosen = Preferences()
    chosen.language, chosen.theme = Language.CHINESE, ThemeName.LIGHT
    assert chosen.judged_area
    chosen.judged_area = False
    again = Preferences()
    assert not again.judged_area
    assert (again.language, again.theme) == (Language.CHINESE, ThemeName.LIGHT)


@pytest.mark.parametrize("content", ["", "language=tlh\ntheme=plaid\n", "[General\n\x00\x01"])
def test_spoiled_preferences_never_stop_the_app(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings" / "inspector-station" / "app.ini"
    file.parent.mkdir(parents=True)
    file.write_text(f"[General]\n{content}", "utf-8")
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )
    read = Preferences()
    assert read.theme is ThemeName.DARK
    assert read.language in Language
