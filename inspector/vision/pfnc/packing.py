"""Samples of 10, 12 or 14 bits, packed without gaps, spread to 16 bits each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from inspector.vision.pfnc.formats import Packing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.vision.pfnc.layout import Layout

_BLOCK_WORDS = 32768  # with its scratch it fits the second-level cache of every desktop processor


@dataclass(frozen=True, slots=True)
class Grouping:
    """The smallest number of packed samples that begins and ends on a byte.

    Attributes:
        group_bytes: Bytes of a group.
        samples: Samples in a group.
        word: Little-endian integer as wide as the group's samples at 16 bits each.
        moves: Pairs ``(mask, left_shift)``: which bits of the word go how far up, or down when
            negative, so that every sample lands in its own 16 bits.
    """

    group_bytes: int
    samples: int
    word: np.dtype[np.uint32] | np.dtype[np.uint64]
    moves: tuple[tuple[int, int], ...]


def _lsb(bits: int, samples: int) -> Grouping:
    mask = (1 << bits) - 1
    return Grouping(
        bits * samples // 8,
        samples,
        np.dtype("<u4") if samples == 2 else np.dtype("<u8"),
        tuple((mask << bits * index, (16 - bits) * index) for index in range(samples)),
    )


GROUPINGS: Mapping[tuple[Packing, int], Grouping] = MappingProxyType(
    {
        (Packing.LSB, 10): _lsb(10, samples=4),
        (Packing.LSB, 12): _lsb(12, samples=2),
        (Packing.LSB, 14): _lsb(14, samples=4),
        (Packing.GIGE, 10): Grouping(
            3, 2, np.dtype("<u4"), ((0xFF00FF, 2), (0x003000, 4), (0x000300, -8))
        ),
        (Packing.GIGE, 12): Grouping(3, 2, np.dtype("<u4"), ((0xFFF0FF, 4), (0x000F00, -8))),
    }
)
"""``LSB`` is the PFNC's own packing (suffix ``p``). ``GIGE`` (suffix ``Packed``) is older, from
GigE Vision 1.0: first byte the upper 8 bits of the first sample, third byte those of the second,
middle byte the low bits of the first from bit 0 and of the second from bit 4."""


def unpack(content: NDArray[np.uint8], layout: Layout, grouping: Grouping) -> NDArray[np.uint16]:
    """Spread packed samples.

    Args:
        content: One-dimensional; at least ``layout.payload_bytes`` long.
        layout: Where runs of samples begin.
        grouping: The packing of the samples.

    Returns:
        An owned array of shape ``(layout.lines, layout.samples_per_line)``.
    """
    samples = np.empty((layout.lines, layout.samples_per_line), np.uint16)
    _unpack_runs(content, layout.run_stride_bytes, grouping, samples.reshape(layout.runs, -1))
    return samples


def _unpack_runs(
    content: NDArray[np.uint8], stride_bytes: int, grouping: Grouping, runs: NDArray[np.uint16]
) -> None:
    """Fill each row of ``runs``; the words that would reach past the last byte go by a copy."""
    available = content.size - stride_bytes * (runs.shape[0] - 1)
    readable = max(0, (available - grouping.word.itemsize) // grouping.group_bytes + 1)
    whole = min(runs.shape[1] // grouping.samples, readable)
    words = np.ndarray(
        (runs.shape[0], whole), grouping.word, content, 0, (stride_bytes, grouping.group_bytes)
    )
    done = whole * grouping.samples
    _spread(words, runs[:, :done].view(grouping.word), grouping)
    if done < runs.shape[1]:
        _unpack_rest(content, stride_bytes, grouping, runs[:, done:], whole * grouping.group_bytes)


def _unpack_rest(
    content: NDArray[np.uint8],
    stride_bytes: int,
    grouping: Grouping,
    rest: NDArray[np.uint16],
    first_byte: int,
) -> None:
    groups = -(-rest.shape[1] // grouping.samples)
    width = groups * grouping.group_bytes
    padded = np.zeros((rest.shape[0], width + grouping.word.itemsize), np.uint8)
    available = content.size - stride_bytes * (rest.shape[0] - 1) - first_byte
    used = min(width, available)
    padded[:, :used] = np.ndarray(
        (rest.shape[0], used), np.uint8, content, first_byte, (stride_bytes, 1)
    )
    spread = np.empty((rest.shape[0], groups * grouping.samples), np.uint16)
    _unpack_runs(padded.reshape(-1), padded.shape[1], grouping, spread)
    rest[...] = spread[:, : rest.shape[1]]


def _spread(words: NDArray[np.integer], target: NDArray[np.integer], grouping: Grouping) -> None:
    """Move the bits of each word, block by block so that every pass stays in the cache."""
    scratch = np.empty((2, min(_BLOCK_WORDS, words.size)), grouping.word)
    for block in _blocks(*words.shape):
        source, spread = words[block], target[block]
        word, part = (each[: source.size].reshape(source.shape) for each in scratch)
        np.copyto(word, source)
        for index, (mask, left_shift) in enumerate(grouping.moves):
            moved = spread if index == 0 else part
            np.bitwise_and(word, mask, out=moved)
            if left_shift > 0:
                np.left_shift(moved, left_shift, out=moved)
            elif left_shift < 0:
                np.right_shift(moved, -left_shift, out=moved)
            if index:
                np.bitwise_or(spread, part, out=spread)


def _blocks(rows: int, columns: int) -> Iterator[tuple[slice, slice]]:
    columns_per_block = max(1, min(columns, _BLOCK_WORDS))
    rows_per_block = max(1, _BLOCK_WORDS // columns_per_block)
    for row in range(0, rows, rows_per_block):
        for column in range(0, columns, columns_per_block):
            yield (
                slice(row, row + rows_per_block),
                slice(column, column + columns_per_block),
            )
