"""Where a file is saved, chosen without the system's file dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.export.export_folders import Folder, export_folders

if TYPE_CHECKING:
    from pathlib import Path


class FolderChoice(QComboBox):
    """The folders that there are; the one chosen stays so while the language changes."""

    def __init__(self) -> None:
        super().__init__()
        self._folders: list[Folder] = []
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def look_again(self) -> None:
        """A drive may have been put in since."""
        self._folders = export_folders()
        self.retranslate()

    @property
    def path(self) -> Path | None:
        """The folder chosen; ``None`` where there is none."""
        place = self.currentIndex()
        return self._folders[place].path if 0 <= place < len(self._folders) else None

    def retranslate(self) -> None:
        """Show every text again."""
        self.setAccessibleName(translate("History", "Folder"))
        place = max(self.currentIndex(), 0)
        self.clear()
        self.addItems([_text(each) for each in self._folders])
        self.setCurrentIndex(min(place, len(self._folders) - 1))


def _text(folder: Folder) -> str:
    if not folder.drive:
        return str(folder.path)
    drive = translate("History", "Drive {name}").format(name=folder.drive)
    return f"{drive} · {folder.path}"
