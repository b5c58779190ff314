"""The language in force, switched while the application runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

translate = QCoreApplication.translate
"""``translate(context, text)``: the text in the language in force; `lupdate` collects its calls."""

_CATALOGUES = Path(__file__).parent


class Language(StrEnum):
    """The languages of the application, by their BCP 47 tags."""

    ENGLISH = "en"
    CHINESE = "zh-CN"

    @property
    def own_name(self) -> str:
        """The language's name in itself, for people who read no other."""
        return {"en": "English", "zh-CN": "中文"}[self.value]

    @property
    def next(self) -> Language:
        """The language that the language button switches to."""
        return Language.ENGLISH if self is Language.CHINESE else Language.CHINESE

    @classmethod
    def in_force(cls) -> Language:
        """The one that texts are shown in now."""
        return cls.CHINESE if QLocale().language() == QLocale.Language.Chinese else cls.ENGLISH

    @classmethod
    def of_system(cls) -> Language:
        """The user's own language where there is a translation, else English."""
        return (
            cls.CHINESE if QLocale.system().language() == QLocale.Language.Chinese else cls.ENGLISH
        )


class LanguageSwitch(QObject):
    """Installs the catalogue and the locale of one language at a time.

    Every widget then gets ``QEvent.LanguageChange`` from Qt.
    """

    def __init__(self, application: QCoreApplication, language: Language) -> None:
        super().__init__(application)
        self._application = application
        self._language = Language.ENGLISH
        self._translator = QTranslator(self)
        self.choose(language)

    @property
    def language(self) -> Language:
        """The language in force."""
        return self._language

    def choose(self, language: Language) -> None:
        """Show everything in another language; the source text is English."""
        QLocale.setDefault(_LOCALES[language])
        if language is self._language:
            return
        self._language = language
        if language is Language.ENGLISH:
            self._application.removeTranslator(self._translator)
            return
        catalogue = _CATALOGUES / f"inspector_{language.value.replace('-', '_')}.qm"
        self._translator.load(str(catalogue))
        self._application.installTranslator(self._translator)


_LOCALES = {
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    Language.CHINESE: QLocale(QLocale.Language.Chinese, QLocale.Country.China),
}
