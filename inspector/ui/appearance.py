"""How the app looks and speaks: language, theme and contrast, switched at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.theme.tokens import ThemeName

if TYPE_CHECKING:
    from inspector.ui.i18n.language import LanguageSwitch
    from inspector.ui.theme.look import Look


class Appearance:
    """Each switch goes to the other choice."""

    def __init__(self, look: Look, languages: LanguageSwitch) -> None:
        self._look = look
        self._languages = languages

    def switch_language(self) -> None:
        """Show everything in the next language."""
        self._languages.choose(self._languages.language.next)

    def switch_theme(self) -> None:
        """From light to dark or back."""
        name = self._look.theme.name
        self._look.choose(ThemeName.of(dark=not name.dark, high_contrast=name.high_contrast))

    def switch_contrast(self) -> None:
        """To high contrast or back."""
        name = self._look.theme.name
        self._look.choose(ThemeName.of(dark=name.dark, high_contrast=not name.high_contrast))
