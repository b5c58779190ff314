"""The pixel formats that can be decoded, read from their names: that is what the PFNC is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from inspector.domain.errors.camera import PixelFormatUnsupportedError
from inspector.domain.phrases.drivers import DriverPhrase
from inspector.vision.pfnc.codes import CODES, SYNONYMS


class Packing(Enum):
    """How samples lie in memory."""

    BYTE = "8 bits in a byte"
    WORD = "16 bits, little-endian, unused upper bits zero"
    LSB = "packed from the least significant bit"
    GIGE = "two samples in three bytes, their low bits in the middle one"


class Kind(Enum):
    """What the samples of a format mean."""

    MONO = "grey"
    BAYER = "Bayer mosaic"
    RGB = "red, green, blue"
    FULL_RANGE = "YCbCr, BT.601, full range"
    STUDIO_601 = "YCbCr, BT.601, studio range"
    STUDIO_709 = "YCbCr, BT.709, studio range"


@dataclass(frozen=True, slots=True)
class PixelFormat:
    """One pixel format.

    Attributes:
        name: PFNC name, such as ``BayerRG12p``.
        code: 32-bit PFNC value; bits 16 to 23 are the bits that a pixel occupies.
        kind: What the samples mean.
        bits: Significant bits of a sample.
        packing: How samples lie in memory.
        components: Samples in the order of memory. Bayer: the first two pixels of the first line.
            YCbCr and YUV: one sampling group, ``U`` for Cb and ``V`` for Cr.
    """

    name: str
    code: int
    kind: Kind
    bits: int
    packing: Packing
    components: str

    @property
    def bits_per_pixel(self) -> int:
        """Bits that a pixel occupies in memory."""
        return self.code >> 16 & 0xFF

    @property
    def bits_per_sample(self) -> int:
        """Bits that a sample occupies in memory."""
        occupied = {Packing.BYTE: 8, Packing.WORD: 16, Packing.GIGE: 12}
        return occupied.get(self.packing, self.bits)

    @property
    def pixels_per_group(self) -> int:
        """Neighbouring pixels that share chroma, else 1."""
        return max(1, self.components.count("Y"))

    @classmethod
    def from_name(cls, name: str) -> PixelFormat:
        """The format of a PFNC name or a known synonym, whatever the case of its letters.

        Raises:
            PixelFormatUnsupportedError: no such format can be decoded.
        """
        key = name.casefold().removeprefix("gvsp_").removeprefix("pfnc_")
        found = _BY_NAME.get(SYNONYMS.get(key, key).casefold())
        if found is None:
            raise PixelFormatUnsupportedError(DriverPhrase.PIXEL_FORMAT_UNKNOWN(found=name))
        return found

    @classmethod
    def from_code(cls, code: int) -> PixelFormat:
        """The format of a 32-bit PFNC value, as GigE Vision and GenTL deliver it.

        Raises:
            PixelFormatUnsupportedError: no such format can be decoded.
        """
        found = _BY_CODE.get(code)
        if found is None:
            raise PixelFormatUnsupportedError(
                DriverPhrase.PIXEL_FORMAT_UNKNOWN(found=f"{code:#010x}")
            )
        return found


_PLAIN = re.compile(r"(Mono|Bayer(?=[RGB])|RGBa?|BGRa?)(RG|GR|GB|BG)?(\d+)(p|Packed)?")
_CHROMA = re.compile(r"(?:YUV|YCbCr)(?:(601|709)_)?(?:(4\d\d)_)?8(?:_(\w+))?")
_KINDS = {"Mono": Kind.MONO, "Bayer": Kind.BAYER}
_PACKINGS = {"p": Packing.LSB, "Packed": Packing.GIGE}
_RANGES = {None: Kind.FULL_RANGE, "601": Kind.STUDIO_601, "709": Kind.STUDIO_709}
_GROUPS = {None: "YUV", "422": "YUYV", "411": "YYUYYV"}


def _read_name(name: str, code: int) -> PixelFormat:
    """Take the components, bits and packing from a PFNC name (PFNC, "Pixel Format Name")."""
    if chroma := _CHROMA.fullmatch(name):
        matrix, sampling, order = chroma.groups()
        components = order.replace("Cb", "U").replace("Cr", "V") if order else _GROUPS[sampling]
        return PixelFormat(name, code, _RANGES[matrix], 8, Packing.BYTE, components)
    plain = _PLAIN.fullmatch(name)
    if plain is None:
        raise PixelFormatUnsupportedError(DriverPhrase.NOT_PFNC(found=name))
    colour, mosaic, bits, packing = plain.groups()
    unpacked = Packing.BYTE if bits == "8" else Packing.WORD
    return PixelFormat(
        name,
        code,
        _KINDS.get(colour, Kind.RGB),
        int(bits),
        _PACKINGS.get(packing, unpacked),
        mosaic or colour.replace("Mono", "Y"),
    )


FORMATS: tuple[PixelFormat, ...] = tuple(_read_name(*entry) for entry in CODES.items())
_BY_NAME: Mapping[str, PixelFormat] = MappingProxyType(
    {each.name.casefold(): each for each in FORMATS}
)
_BY_CODE: Mapping[int, PixelFormat] = MappingProxyType({each.code: each for each in FORMATS})
