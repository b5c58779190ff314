"""The report of a package, shown by the system's browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


class ReportShelf:
    """Keeps reports in a folder of its own, which goes with the app.

    Attributes:
        open_url: Shows a file; the system's browser by default.
    """

    def __init__(self) -> None:
        self._folder = QTemporaryDir()
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl

    def show(self, name: str, page: bytes) -> None:
        """Write a report down and open it.

        Raises:
            OSError: the disk takes no more.
        """
        file = Path(self._folder.path()) / f"{_UNSAFE.sub('-', name)}.html"
        file.write_bytes(page)
        self.open_url(QUrl.fromLocalFile(str(file)))
