"""Keeping a chart as a picture or a table, in the person's own folder of documents."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from inspector.domain.errors.config import FolderNotWritableError

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from inspector.ui.pages.statistics.content import Content

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""With what a spreadsheet takes a cell for a formula."""


def documents_folder() -> Path:
    """The person's own folder of documents."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home())


def save_picture(picture: QPixmap, folder: Path, name: str) -> Path:
    """Write a PNG; where it is.

    Raises:
        FolderNotWritableError: the folder cannot be written.
    """
    path = _path(folder, name, "png")
    if not picture.save(str(path)):
        raise FolderNotWritableError(f"{path} cannot be written")
    return path


def save_table(content: Content, folder: Path, name: str) -> Path:
    """Write a CSV (RFC 4180, UTF-8 with a mark that spreadsheets look for); where it is.

    Raises:
        FolderNotWritableError: the folder cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(content.header)
    writer.writerows([[_harmless(cell) for cell in row] for row in content.rows])
    path = _path(folder, name, "csv")
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror}") from error
    return path


def _harmless(cell: str) -> str:
    if cell.startswith(_RISKY):
        try:
            float(cell)
        except ValueError:
            return f"'{cell}"
    return cell


def _path(folder: Path, name: str, suffix: str) -> Path:
    stamp = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritableError(f"{folder}: {error.strerror}") from error
    return folder / f"inspector-{name}-{stamp}.{suffix}"
