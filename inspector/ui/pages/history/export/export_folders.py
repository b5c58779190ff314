"""Folders that a file can be saved in without asking the system's file dialog."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStorageInfo

from inspector.ui.saving import documents_folder

_REMOVABLE = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_KEY = "export_folder"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to save in.

    Attributes:
        path: Where it is.
        drive: What its drive is called; empty for a folder of this computer.
    """

    path: Path
    drive: str = ""


def export_folders() -> list[Folder]:
    """The folder used last, the user's documents, and every drive that was put in."""
    last = str(_settings().value(_KEY, ""))
    known = [*([Path(last)] if last else []), documents_folder()]
    folders = [Folder(path) for path in dict.fromkeys(known) if path == known[-1] or path.is_dir()]
    drives = [
        Folder(Path(volume.rootPath()), volume.displayName())
        for volume in QStorageInfo.mountedVolumes()
        if _is_removable(volume)
    ]
    return [*folders, *(drive for drive in drives if drive.path not in known)]


def remember_folder(folder: Path) -> None:
    """Offer this one first next time."""
    _settings().setValue(_KEY, str(folder))


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """A path that no file has: an export never replaces an earlier one."""
    path = folder / f"{name}.{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{name} ({number}).{suffix}"
        number += 1
    return path


def _is_removable(volume: QStorageInfo) -> bool:
    if not volume.isValid() or not volume.isReady() or volume.isReadOnly() or volume.isRoot():
        return False
    if sys.platform == "win32":
        return True
    return volume.rootPath().startswith(_REMOVABLE)


def _settings() -> QSettings:
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "inspector-station", "app"
    )
