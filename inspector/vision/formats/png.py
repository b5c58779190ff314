"""PNG (ISO/IEC 15948): chunks, each with its length and checksum."""

import struct
import zlib

from inspector.vision.formats.header import ImageHeader, MalformedHeaderError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY_TYPES = (0, 4)
_KNOWN_TYPES = (0, 2, 3, 4, 6)


def read_header(content: memoryview) -> ImageHeader:
    """Read IHDR and check that every chunk up to IEND is there and undamaged."""
    if len(content) < 33 or bytes(content[12:16]) != b"IHDR":
        raise MalformedHeaderError("it does not begin with an IHDR chunk")
    width, height, _, colour_type = struct.unpack_from(">IIBB", content, 16)
    if colour_type not in _KNOWN_TYPES:
        raise MalformedHeaderError(f"colour type {colour_type} does not exist")
    return ImageHeader(width, height, colour_type not in _GREY_TYPES, damage=_damage(content))


def _damage(content: memoryview) -> str:
    position = len(SIGNATURE)
    while position + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, position)
        end = position + 12 + length
        if end > len(content):
            break
        kind = bytes(content[position + 4 : position + 8])
        (checksum,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[position + 4 : end - 4]) != checksum:
            return f"the checksum of its {kind.decode('latin-1')} chunk is wrong"
        if kind == b"IEND":
            return ""
        position = end
    return "it is truncated"
