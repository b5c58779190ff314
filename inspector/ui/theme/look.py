"""The theme in force, applied to the whole application at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.ui.theme.fonts import application_font
from inspector.ui.theme.palette import make_palette
from inspector.ui.theme.stylesheet import MIN_TOUCH_PX, make_stylesheet
from inspector.ui.theme.tokens import THEMES, Theme, ThemeName

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

_SCALES = ((1900, 1.8), (1000, 1.25))
"""From which height of the window on the type is how much larger.

On the screen that the app is opened on everything is magnified; a window that is moved to a finer
one gets larger type.
"""
_FINGER_MM = 10.0
_MM_PER_INCH = 25.4
_MAX_TOUCH_PX = 60
"""A screen that claims to be finer than any panel does not make buttons that leave no room."""


class Look(QObject):
    """Theme and sizes of the application; ``changed`` after either was applied.

    What is touched is 10 mm high on the screen at hand, and never below the smallest size.
    """

    changed = Signal()

    def __init__(self, application: QApplication, name: ThemeName) -> None:
        super().__init__()
        self._application = application
        self._theme = THEMES[name]
        self._scale = 1.0
        self._touch_px = touch_px(application.primaryScreen().physicalDotsPerInch())
        application.setStyle("Fusion")
        application.setFont(application_font())
        self._apply()

    @property
    def theme(self) -> Theme:
        """The tokens in force."""
        return self._theme

    @property
    def touch_px(self) -> int:
        """Height of what is touched."""
        return self._touch_px

    def choose(self, name: ThemeName) -> None:
        """Change the theme of everything that is shown."""
        if name is not self._theme.name:
            self._theme = THEMES[name]
            self._apply()

    def fit(self, window: QWidget) -> None:
        """Use larger type where the window has room for it."""
        scale = next((scale for least, scale in _SCALES if window.height() >= least), 1.0)
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def _apply(self) -> None:
        self._application.setPalette(make_palette(self._theme))
        self._application.setStyleSheet(make_stylesheet(self._theme, self._scale, self._touch_px))
        self.changed.emit()


def touch_px(dots_per_inch: float) -> int:
    """The height of a fingertip in a glove on a screen of this fineness."""
    wanted = round(_FINGER_MM / _MM_PER_INCH * dots_per_inch)
    return min(max(wanted, MIN_TOUCH_PX), _MAX_TOUCH_PX)
