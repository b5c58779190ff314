"""BMP (Windows bitmap): a header that says where each pixel row must be."""

import struct

from inspector.vision.formats.header import ImageHeader, MalformedHeaderError

SIGNATURE = b"BM"
_UNCOMPRESSED = (0, 3)
_CORE_HEADER = 12


def read_header(content: memoryview) -> ImageHeader:
    """Read the bitmap header and check that all rows are in the file."""
    if len(content) < 54:
        raise MalformedHeaderError("it ends inside its header")
    offset, header_size = struct.unpack_from("<II", content, 10)
    if header_size == _CORE_HEADER:
        width, height, _, bits = struct.unpack_from("<HHHH", content, 18)
        return ImageHeader(width, height, True, unsuitable=f"it is an OS/2 bitmap, {bits} bits")
    width, height, _, bits, compression = struct.unpack_from("<iiHHI", content, 18)
    height = abs(height)
    if width <= 0 or height == 0 or bits not in (1, 4, 8, 16, 24, 32):
        raise MalformedHeaderError(f"its header says {width}x{height} with {bits} bits")
    row_bytes = (width * bits + 31) // 32 * 4
    missing = compression in _UNCOMPRESSED and offset + row_bytes * height > len(content)
    return ImageHeader(
        width,
        height,
        colour=bits > 8 or not _grey_palette(content, 14 + header_size, bits),
        damage="it is truncated" if missing else "",
    )


def _grey_palette(content: memoryview, start: int, bits: int) -> bool:
    (used,) = struct.unpack_from("<I", content, 46)
    entries = bytes(content[start : start + 4 * min(used or 1 << bits, 1 << bits)])
    return entries[0::4] == entries[1::4] == entries[2::4]
