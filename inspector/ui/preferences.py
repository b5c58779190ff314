"""What this user chose last; never a reason not to start."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from inspector.ui.i18n.language import Language
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.zoom import STEPS


class Preferences:
    """Language, theme and size, kept in the user's settings folder.

    QSettings writes through a temporary file; what cannot be read counts as never chosen.
    """

    def __init__(self) -> None:
        self._settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "inspector-station", "app"
        )

    @property
    def language(self) -> Language:
        """The language chosen last, else the system's."""
        stored = str(self._settings.value("language", ""))
        return Language(stored) if stored in set(Language) else Language.of_system()

    @language.setter
    def language(self, language: Language) -> None:
        self._settings.setValue("language", language.value)

    @property
    def theme(self) -> ThemeName:
        """The theme chosen last, else the dark one."""
        stored = str(self._settings.value("theme", ""))
        return ThemeName(stored) if stored in set(ThemeName) else ThemeName.DARK

    @theme.setter
    def theme(self, theme: ThemeName) -> None:
        self._settings.setValue("theme", theme.value)

    @property
    def judged_area(self) -> bool:
        """Whether the live picture shows what of it is judged."""
        return str(self._settings.value("judged_area", "")) != "hidden"

    @judged_area.setter
    def judged_area(self, shown: bool) -> None:
        self._settings.setValue("judged_area", "shown" if shown else "hidden")

    @property
    def zoom(self) -> float:
        """The size chosen last, else the smallest."""
        stored = str(self._settings.value("zoom", ""))
        return next((step for step in STEPS if str(step) == stored), STEPS[0])

    @zoom.setter
    def zoom(self, zoom: float) -> None:
        self._settings.setValue("zoom", str(zoom))
