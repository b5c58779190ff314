"""The one place where bytes become pictures."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_MAX_DECODED_MIB = 512
_AS_DRAWN = QImage.Format.Format_RGB32
"""A window is drawn in this format: converting here keeps the work from the window's thread."""

_SIGNATURES = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG\r\n\x1a\n", b"png"), (b"RIFF", b"webp"))


def decode_picture(encoded: bytes, room: QSize | None = None) -> QImage | None:
    """Decode PNG, JPEG or WebP; ``None`` when the bytes are no picture. Safe in any thread.

    The image is a deep copy: nothing of it points into ``encoded`` or into the reader. Qt is not
    left to guess the format: its guess at SVG connects signals under Python's lock, and a window's
    thread that just then destroys an object holds Qt's lock and waits for Python's, for ever.

    Args:
        encoded: The file's bytes.
        room: A larger picture is shrunk to fit it while it is decoded, which costs less than
            decoding it whole; by default it keeps its size.
    """
    kind = next((kind for begin, kind in _SIGNATURES if encoded.startswith(begin)), None)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(encoded))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
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
