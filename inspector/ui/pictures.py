"""The one place where bytes become pictures."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

_MAX_DECODED_MIB = 512


def decode_picture(encoded: bytes) -> QImage | None:
    """Decode PNG or JPEG; ``None`` when the bytes are no picture. Safe in any thread.

    The image is a deep copy: nothing of it points into ``encoded`` or into the reader.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(encoded))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAllocationLimit(_MAX_DECODED_MIB)
    image = reader.read()
    return None if image.isNull() else image.copy()
