"""Samples to bytes as the standards draw it, bit by bit: the opposite of what is tested."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

LOW_BITS = {10: 2, 12: 4}


def pack_lines(
    lines: Sequence[Sequence[int]], suffix: str, bits: int, padding_x: int | None
) -> bytes:
    """All lines; without padding (``None``) the bits of one follow those of the line before."""
    pack = {"": pack_words, "p": pack_lsb, "Packed": pack_gige}[suffix]
    if padding_x is None:
        return pack([sample for line in lines for sample in line], bits)
    return b"".join(pack(line, bits) + b"\xa5" * padding_x for line in lines)


def pack_words(samples: Sequence[int], bits: int) -> bytes:
    return b"".join(sample.to_bytes(1 if bits == 8 else 2, "little") for sample in samples)


def pack_lsb(samples: Sequence[int], bits: int) -> bytes:
    """PFNC: the first sample's lowest bit is the first byte's lowest bit, and so on upwards."""
    stream = "".join(format(sample, f"0{bits}b")[::-1] for sample in samples)
    stream = stream.ljust(math.ceil(len(stream) / 8) * 8, "0")
    return bytes(int(stream[at : at + 8][::-1], 2) for at in range(0, len(stream), 8))


def pack_gige(samples: Sequence[int], bits: int) -> bytes:
    """GigE Vision: upper 8 bits in bytes 0 and 2, low bits in the nibbles of byte 1."""
    content = bytearray()
    low = LOW_BITS[bits]
    for first, second in zip(samples[::2], [*samples[1::2], None], strict=False):
        content.append(first >> low)
        content.append(first & (1 << low) - 1)
        if second is not None:
            content[-1] |= (second & (1 << low) - 1) << 4
            content.append(second >> low)
    return bytes(content)


def bayer_mosaic(bgr: np.ndarray, order: str) -> np.ndarray:
    """Keep one colour per pixel, the first line beginning with the two letters of ``order``."""
    second = {"RG": "GB", "GR": "BG", "GB": "RG", "BG": "GR"}[order]
    mosaic = np.empty(bgr.shape[:2], bgr.dtype)
    for row, letters in enumerate((order, second)):
        for column, letter in enumerate(letters):
            mosaic[row::2, column::2] = bgr[row::2, column::2, "BGR".index(letter)]
    return mosaic
