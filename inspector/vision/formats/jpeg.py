"""JPEG (ITU-T T.81): segments up to the scan, entropy-coded data, end marker."""

import re
import struct

from inspector.vision.formats.header import ImageHeader, MalformedHeaderError

SIGNATURE = b"\xff\xd8\xff"
_END_OF_IMAGE = 0xD9
_START_OF_SCAN = 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""In entropy-coded data 0xFF is followed by 0x00 or a restart marker; else a segment begins."""


def read_header(content: memoryview) -> ImageHeader:
    """Read the frame header and follow all segments to the end marker.

    Bytes changed inside the entropy-coded data cannot be noticed: JPEG has no checksum.
    """
    frame: tuple[int, int, int, int] | None = None
    position, complete = 2, False
    while marker := _marker(content, position):
        code, position = marker
        if code == _END_OF_IMAGE:
            complete = True
            break
        if code in _STANDALONE:
            continue
        if position + 2 > len(content):
            break
        (length,) = struct.unpack_from(">H", content, position)
        if code in _START_OF_FRAME and position + 8 <= len(content):
            frame = struct.unpack_from(">BHHB", content, position + 2)
        position += length
        if code == _START_OF_SCAN:
            position = _end_of_scan(content, position)
    if frame is None:
        raise MalformedHeaderError("it ends before its frame header")
    return _header(frame, complete=complete)


def _marker(content: memoryview, position: int) -> tuple[int, int] | None:
    """The marker code at a position, fill bytes skipped, and the position after it."""
    if position >= len(content) or content[position] != 0xFF:
        return None
    while position < len(content) and content[position] == 0xFF:
        position += 1
    return (content[position], position + 1) if position < len(content) else None


def _end_of_scan(content: memoryview, position: int) -> int:
    found = _NEXT_MARKER.search(content, position)
    return found.start() if found else len(content)


def _header(frame: tuple[int, int, int, int], *, complete: bool) -> ImageHeader:
    bits, height, width, components = frame
    unsuitable = ""
    if components not in (1, 3):
        unsuitable = f"it has {components} colour components (CMYK), not grey or RGB"
    elif bits != 8:
        unsuitable = f"it has {bits} bits per component, not 8"
    damage = "" if complete else "it is truncated"
    return ImageHeader(width, height, components != 1, unsuitable, damage)
