"""WebP (RFC 9649): a RIFF container with one or several chunks."""

import struct
from collections.abc import Iterator

from inspector.vision.formats.header import ImageHeader, MalformedHeaderError

SIGNATURE = b"RIFF"
_ANIMATION = 0x02
_GREY = b"GREY"
"""A chunk of our own, which others skip: the format has no grey pictures, so this says that the
three channels are one."""


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
        colour=not is_grey(content),
        unsuitable="it is an animation" if animated else "",
        damage="it is truncated" if riff_size + 8 > len(content) else "",
    )


def is_lossless(content: memoryview) -> bool:
    """Whether the pixels are what was encoded."""
    return any(kind == b"VP8L" for kind, _ in _chunks(content))


def is_grey(content: memoryview) -> bool:
    """Whether :func:`marked_grey` has marked it."""
    return any(kind == _GREY for kind, _ in _chunks(content))


def marked_grey(content: bytes) -> bytes:
    """The same picture, said to be grey; ``content`` has one chunk."""
    width, height, _ = _size(memoryview(content))
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    extended = struct.pack("<4sI4x", b"VP8X", 10) + sides
    body = b"WEBP" + extended + content[12:] + struct.pack("<4sI", _GREY, 0)
    return SIGNATURE + struct.pack("<I", len(body)) + body


def _chunks(content: memoryview) -> Iterator[tuple[bytes, int]]:
    """Names and sizes, as far as the file goes."""
    place = 12
    while place + 8 <= len(content):
        kind, size = struct.unpack_from("<4sI", content, place)
        yield kind, size
        place += 8 + size + size % 2


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
