"""The theme in force, applied to the whole application at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont

from inspector.ui.theme.fonts import FAMILIES
from inspector.ui.theme.palette import make_palette
from inspector.ui.theme.stylesheet import make_stylesheet
from inspector.ui.theme.tokens import THEMES, Theme, ThemeName

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

_LARGE_FROM_HEIGHT_PX = 1000
_LARGE_SCALE = 1.25


class Look(QObject):
    """Theme and scale of the application; ``changed`` after either was applied."""

    changed = Signal()

    def __init__(self, application: QApplication, name: ThemeName) -> None:
        super().__init__()
        self._application = application
        self._theme = THEMES[name]
        self._scale = 1.0
        application.setStyle("Fusion")
        font = QFont()
        font.setFamilies(list(FAMILIES))
        application.setFont(font)
        self._apply()

    @property
    def theme(self) -> Theme:
        """The tokens in force."""
        return self._theme

    def choose(self, name: ThemeName) -> None:
        """Change the theme of everything that is shown."""
        if name is not self._theme.name:
            self._theme = THEMES[name]
            self._apply()

    def fit(self, window: QWidget) -> None:
        """Use larger type where the window has room for it."""
        scale = _LARGE_SCALE if window.height() >= _LARGE_FROM_HEIGHT_PX else 1.0
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def _apply(self) -> None:
        self._application.setPalette(make_palette(self._theme))
        self._application.setStyleSheet(make_stylesheet(self._theme, self._scale))
        self.changed.emit()
