"""The reference page of the pixel formats, written from their table.

``python -m inspector.vision.pfnc.document > docs/reference/pixel-formats.md`` renews it.
"""

import sys

from inspector.vision.pfnc.codes import SYNONYMS
from inspector.vision.pfnc.formats import FORMATS, Packing, PixelFormat

_INTRODUCTION = """\
# Pixel formats

What a camera may deliver, by the names of the GenICam Pixel Format Naming Convention (PFNC). Set
one with the feature `pixel_format`; a camera that delivers another gets error CAM-006.

- Samples keep their value: 12 bits stay 0 to 4095 in 16-bit pixels until the recipe's `to_8bit` or
  `normalise` brings them to 8 bits.
- Colour becomes BGR, of 8 or 16 bits. Alpha is dropped. A Bayer mosaic becomes colour by the
  camera's `demosaic`: `bilinear` (the default), `edge_aware`, `vng` (8 bits only), or stays a
  mosaic with `none`.
- `YCbCr` and `YUV` have the full range of 0 to 255; `YCbCr601` and `YCbCr709` the studio range, Y
  from 16 to 235 and Cb, Cr from 16 to 240 (ITU-R BT.601, BT.709). Pixels that share chroma get the
  same; nothing is interpolated.
- Suffix `p`: packed from the least significant bit, as the PFNC defines. Suffix `Packed`: the older
  packing of GigE Vision 1.0, in which the low bits of two pixels share the middle one of three
  bytes. Unpacked formats of more than 8 bits are little-endian.
- Without padding, packed lines follow each other bit by bit, so a line of odd width may begin
  inside a byte. Padded lines begin on a byte.
- Costs on your machine: `inspector bench vision`.

This page is written by `python -m inspector.vision.pfnc.document`.

| name | value | samples | bits | bits per pixel | in memory |
|---|---|---|---|---|---|
"""

_SYNONYMS = """
## Synonyms

Case does not matter, and the prefixes `GVSP_` and `PFNC_` may be there. These names from before the
PFNC are understood as well:

| name | means |
|---|---|
"""


def render_reference() -> str:
    """The whole page as Markdown."""
    rows = "".join(_row(each) for each in FORMATS)
    synonyms = "".join(f"| `{old}` | `{name}` |\n" for old, name in SYNONYMS.items())
    return _INTRODUCTION + rows + _SYNONYMS + synonyms


def _row(each: PixelFormat) -> str:
    packing = f", {each.packing.value}" if each.packing is not Packing.BYTE else ""
    return (
        f"| `{each.name}` | `0x{each.code:08X}` | {each.kind.value} | {each.bits} "
        f"| {each.bits_per_pixel} | {each.components}{packing} |\n"
    )


if __name__ == "__main__":
    sys.stdout.write(render_reference())
