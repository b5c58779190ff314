"""Where the app puts files that a person asked for: no dialog, and nothing is ever replaced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from inspector.domain.errors.config import FolderNotWritableError


def save_for_person(stem: str, suffix: str, content: bytes) -> Path:
    """Write a file of a new name to the person's folder of downloads.

    Raises:
        FolderNotWritableError: the folder takes no file.
    """
    place = QStandardPaths.StandardLocation.DownloadLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"{stem}-{stamp}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror}") from error
    return path
