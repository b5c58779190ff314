"""A file as pieces of an older one and what is new: for files whose parts have moved.

Blocks of the old file are looked up at every place of the new one by a polynomial hash modulo 2^64,
computed for many places at once; what matches is compared and extended in both directions.
"""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.release import ShipmentError
from inspector.inference.shipping.steps import pack_steps, read_steps

MOST_BYTES = 32 << 20
"""Larger files are not searched, for it takes a second for every few megabytes."""
_BLOCK = 64
_CHUNK = 1 << 20
_BASE = 0x9E3779B97F4A7C15
_STEP = struct.Struct("<QQQ")


def make_patch(old: bytes, new: bytes) -> bytes:
    """A script that :func:`apply_patch` turns ``old`` into ``new`` with."""
    steps: list[tuple[int, int, int]] = []
    literals = bytearray()
    done = 0
    for start, place, length in _matches(old, new):
        steps.append((start - done, place, length))
        literals += new[done:start]
        done = start + length
    steps.append((len(new) - done, 0, 0))
    literals += new[done:]
    return pack_steps(_STEP, steps) + literals


def apply_patch(old: bytes, script: bytes, size: int) -> bytes:
    """The new file.

    Args:
        old: The older file, whole.
        script: From :func:`make_patch`.
        size: Of the new file, in bytes; never more is built.

    Raises:
        ShipmentError: the script makes no sense.
    """
    steps, literal = read_steps(_STEP, script)
    new = bytearray()
    for inserted, place, length in steps:
        if len(new) + inserted + length > size or place + length > len(old):
            raise ShipmentError("a difference does not fit its file")
        new += script[literal : literal + inserted]
        new += old[place : place + length]
        literal += inserted
    return bytes(new)


def _matches(old: bytes, new: bytes) -> list[tuple[int, int, int]]:
    """Where ``new`` repeats ``old``: place in new, place in old, length; in order, apart."""
    if min(len(old), len(new)) < _BLOCK:
        return []
    known = _hashes_of_blocks(old)
    order = np.argsort(known, kind="stable")
    hits, candidates = _hits(new, known, order)
    matches: list[tuple[int, int, int]] = []
    done = turn = 0
    while turn < len(hits):
        match = _extended(old, new, int(candidates[turn]) * _BLOCK, int(hits[turn]), done)
        if match is None:
            turn += 1
            continue
        matches.append(match)
        done = match[0] + match[2]
        turn = int(np.searchsorted(hits, done))
    return matches


def _hits(
    new: bytes, known: NDArray[np.uint64], order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All places of ``new`` whose hash is known, and which old block has it."""
    places, blocks = [], []
    for start in range(0, len(new) - _BLOCK + 1, _CHUNK):
        here = _hashes_of_places(new[start : start + _CHUNK + _BLOCK - 1])
        candidates = order[np.searchsorted(known, here, sorter=order).clip(max=len(known) - 1)]
        found = np.flatnonzero(known[candidates] == here)
        places.append(found + start)
        blocks.append(candidates[found])
    return np.concatenate(places), np.concatenate(blocks)


def _extended(
    old: bytes, new: bytes, place: int, start: int, done: int
) -> tuple[int, int, int] | None:
    if old[place : place + _BLOCK] != new[start : start + _BLOCK]:
        return None
    while start > done and place > 0 and old[place - 1] == new[start - 1]:
        start, place = start - 1, place - 1
    return start, place, _common(old, new, place, start)


def _common(old: bytes, new: bytes, place: int, start: int) -> int:
    """How many bytes are the same from here on."""
    most = min(len(old) - place, len(new) - start)
    first = np.frombuffer(old, np.uint8, most, place)
    second = np.frombuffer(new, np.uint8, most, start)
    length, step = 0, 1 << 12
    while length < most:
        other = np.flatnonzero(first[length : length + step] != second[length : length + step])
        if len(other):
            return length + int(other[0])
        length, step = length + step, step * 2
    return most


def _hashes_of_blocks(content: bytes) -> NDArray[np.uint64]:
    """The hash of every block, one after another."""
    count = len(content) // _BLOCK
    blocks = np.frombuffer(content, np.uint8, count * _BLOCK).reshape(count, _BLOCK)
    weights = _powers(_BASE, _BLOCK)
    hashes = np.empty(count, np.uint64)
    for start in range(0, count, _CHUNK // _BLOCK):
        part = blocks[start : start + _CHUNK // _BLOCK].astype(np.uint64) + np.uint64(1)
        hashes[start : start + len(part)] = (part * weights).sum(axis=1)
    return hashes


def _hashes_of_places(content: bytes) -> NDArray[np.uint64]:
    """The hash of the block at every place: a difference of weighted sums, shifted to weight 1."""
    values = np.frombuffer(content, np.uint8).astype(np.uint64) + np.uint64(1)
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * _powers(_BASE, len(values)), out=sums[1:])
    blocks = sums[_BLOCK:] - sums[:-_BLOCK]
    return np.asarray(blocks * _powers(pow(_BASE, -1, 1 << 64), len(blocks)), np.uint64)


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    """1, base, base squared and so on, modulo 2^64."""
    powers = np.full(count, np.uint64(base), np.uint64)
    powers[0] = 1
    return np.asarray(np.multiply.accumulate(powers), np.uint64)
