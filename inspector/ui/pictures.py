"""The one place where bytes become pictures."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_MAX_DECODED_MIB = 512
_AS_DRAWN = QImage.Format.Format_RGB32
"""A window is drawn in this format: converting here keeps the work from the window's thread."""


def decode_picture(encoded: bytes, room: QSize | None = None) -> QImage | None:
    """Decode PNG, JPEG or WebP; ``None`` when the bytes are no picture. Safe in any thread.

    The image is a deep copy: nothing of it points into ``encoded`` or into the reader.

    Args:
        encoded: The file's bytes.
        room: A larger picture is shrunk to fit it while it is decoded, which costs less than
            decoding it whole; by default it keeps its size.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(encoded))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAllocationLimit(_MAX_DECODED_MIB)
    whole = reader.size()
    if room is not None and whole.isValid():
        fit = whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if 0 < fit.width() < whole.width() and fit.height() > 0:
            reader.setScaledSize(fit)
    image = reader.read()
    if image.isNull():
        return None
    shown = image.format() == _AS_DRAWN
    return image.copy() if shown else image.convertToFormat(_AS_DRAWN)
