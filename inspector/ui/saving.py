"""Where the app puts files that a person asked for: no dialog, and nothing is ever replaced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from inspector.domain.errors.config import FolderNotWritableError


def documents_folder() -> Path:
    """The person's own folder of documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def save_for_person(stem: str, suffix: str, content: bytes, folder: Path | None = None) -> Path:
    """Write a file of a new name; where it is.

    Args:
        stem: What it holds, in a word.
        suffix: With its dot.
        content: All of it.
        folder: Made when it is missing; ``None`` for the person's documents.

    Raises:
        FolderNotWritableError: the folder takes no file.
    """
    folder = folder or documents_folder()
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"inspector-{stem}-{stamp}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror}") from error
    return path
