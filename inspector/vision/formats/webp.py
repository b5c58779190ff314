"""WebP (RFC 9649): a RIFF container with one or several chunks."""

import struct

from inspector.vision.formats.header import ImageHeader, MalformedHeaderError

SIGNATURE = b"RIFF"
_ANIMATION = 0x02


def is_webp(content: memoryview) -> bool:
    """Whether a RIFF file is a WebP picture."""
    return bytes(content[8:12]) == b"WEBP"


def read_header(content: memoryview) -> ImageHeader:
    """Read the size from the first chunk and check the container's length."""
    if len(content) < 30:
        raise MalformedHeaderError("it ends inside its header")
    (riff_size,) = struct.unpack_from("<I", content, 4)
    width, height, animated = _size(content)
    return ImageHeader(
        width,
        height,
        colour=True,
        unsuitable="it is an animation" if animated else "",
        damage="it is truncated" if riff_size + 8 > len(content) else "",
    )


def _size(content: memoryview) -> tuple[int, int, bool]:
    kind = bytes(content[12:16])
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF, False
    if kind == b"VP8L":
        (packed,) = struct.unpack_from("<I", content, 21)
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1, False
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        height = int.from_bytes(content[27:30], "little") + 1
        return width, height, bool(content[20] & _ANIMATION)
    raise MalformedHeaderError(f"its first chunk is {kind.decode('latin-1')!r}")
