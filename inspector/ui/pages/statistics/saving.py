"""A chart as a picture or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice

from inspector.domain.spreadsheet import BYTE_ORDER_MARK, csv_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from inspector.ui.pages.statistics.content import Content


def png_of(picture: QPixmap) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def csv_of(content: Content) -> bytes:
    """The figures as a CSV file, UTF-8 with a mark that spreadsheets look for."""
    return (BYTE_ORDER_MARK + csv_text([content.header, *content.rows])).encode()
