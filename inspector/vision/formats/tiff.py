"""TIFF 6.0: the tags of the first picture."""

import struct
from collections.abc import Mapping

from inspector.vision.formats.header import ImageHeader, MalformedHeaderError

SIGNATURES = (b"II*\x00", b"MM\x00*")
_WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC, _SAMPLES = 256, 257, 258, 262, 277
_STRIP_OFFSETS, _STRIP_COUNTS, _TILE_OFFSETS, _TILE_COUNTS = 273, 279, 324, 325
_SAMPLE_FORMAT = 339
_TYPES = {1: "B", 3: "H", 4: "I"}
_GREY, _RGB, _PALETTE, _YCBCR = 1, 2, 3, 6
_UNSIGNED = 1

Tags = Mapping[int, tuple[int, ...]]


def read_header(content: memoryview) -> ImageHeader:
    """Read the first directory and check that all strips or tiles are in the file."""
    try:
        tags = _tags(content)
    except struct.error:
        raise MalformedHeaderError("its directory lies outside the file") from None
    if not {_WIDTH, _HEIGHT, _PHOTOMETRIC} <= tags.keys():
        raise MalformedHeaderError("its directory has no size or photometric interpretation")
    return ImageHeader(
        tags[_WIDTH][0],
        tags[_HEIGHT][0],
        colour=tags[_PHOTOMETRIC][0] != _GREY,
        unsuitable=_unsuitable(tags),
        damage=_damage(tags, len(content)),
    )


def _tags(content: memoryview) -> Tags:
    order = "<" if content[0] == ord("I") else ">"
    (directory,) = struct.unpack_from(order + "I", content, 4)
    (count,) = struct.unpack_from(order + "H", content, directory)
    tags: dict[int, tuple[int, ...]] = {}
    for index in range(count):
        entry = directory + 2 + 12 * index
        tag, kind, length = struct.unpack_from(order + "HHI", content, entry)
        if kind not in _TYPES:
            continue
        form = f"{order}{length}{_TYPES[kind]}"
        where = entry + 8
        if struct.calcsize(form) > 4:
            (where,) = struct.unpack_from(order + "I", content, where)
        if length:
            tags[tag] = struct.unpack_from(form, content, where)
    return tags


def _unsuitable(tags: Tags) -> str:
    photometric = tags[_PHOTOMETRIC][0]
    samples = tags.get(_SAMPLES, (1,))[0]
    bits = set(tags.get(_BITS, (1,)))
    if set(tags.get(_SAMPLE_FORMAT, (_UNSIGNED,))) != {_UNSIGNED}:
        return "its pixels are signed or floating-point, not unsigned integers"
    if photometric not in (_GREY, _RGB, _PALETTE, _YCBCR):
        return f"its photometric interpretation is {photometric}, not grey, RGB, palette or YCbCr"
    if samples != (3 if photometric in (_RGB, _YCBCR) else 1):
        return f"it has {samples} channels; transparency and extra channels are not taken in TIFF"
    if not bits <= {1, 4, 8, 16} or len(bits) != 1:
        return f"it has {sorted(bits)} bits per channel, not 8 or 16"
    return ""


def _damage(tags: Tags, size: int) -> str:
    offsets = tags.get(_STRIP_OFFSETS) or tags.get(_TILE_OFFSETS) or ()
    counts = tags.get(_STRIP_COUNTS) or tags.get(_TILE_COUNTS) or ()
    if not offsets or len(offsets) != len(counts):
        return "it does not say where its pixels are"
    if any(offset + count > size for offset, count in zip(offsets, counts, strict=True)):
        return "it is truncated"
    return ""
