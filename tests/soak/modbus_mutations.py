"""Modbus frames, valid and damaged in every way that lines and programs damage them."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable
from random import Random

UNITS = (0, 1, 1, 1, 255, 7)
_INTERESTING = (0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF)
_BYTES_MAX = 300

CORPUS: tuple[bytes, ...] = (
    struct.pack(">BHH", 1, 0, 16),
    struct.pack(">BHH", 2, 0, 16),
    struct.pack(">BHH", 3, 1000, 64),
    struct.pack(">BHH", 3, 100, 24),
    struct.pack(">BHH", 4, 0, 64),
    struct.pack(">BHH", 5, 0, 0xFF00),
    struct.pack(">BHH", 6, 100, 7),
    struct.pack(">BHH", 8, 0, 0xA5A5),
    struct.pack(">BHHBB", 15, 0, 3, 1, 5),
    struct.pack(">BHHB24H", 16, 100, 24, 48, *range(24)),
    struct.pack(">BHHB2H", 16, 103, 2, 4, 1, 2),
    struct.pack(">BHHH", 22, 101, 0xFFF0, 5),
    struct.pack(">BHHHHB24H", 23, 1000, 64, 100, 24, 48, *range(24)),
    bytes([7]),
    bytes([11]),
    bytes([17]),
    bytes([0x2B, 14, 1, 0]),
    bytes([0x83, 2]),
)
"""PDUs: all functions of the map, some that it does not have, and an answer."""


def crc16(frame: bytes) -> bytes:
    """The checksum of RTU (Modbus over Serial Line V1.02, 6.2.2)."""
    crc = 0xFFFF
    for byte in frame:
        crc = crc >> 8 ^ _CRC_TABLE[(crc ^ byte) & 0xFF]
    return struct.pack("<H", crc)


def _crc_of_byte(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
    return byte


_CRC_TABLE = tuple(_crc_of_byte(byte) for byte in range(256))


def mbap(pdu: bytes, unit: int, transaction_id: int) -> bytes:
    """A PDU behind the header of Modbus TCP."""
    return struct.pack(">HHHB", transaction_id, 0, len(pdu) + 1, unit) + pdu


def rtu(pdu: bytes, unit: int, transaction_id: int) -> bytes:
    """A PDU as a frame of Modbus RTU, which has no transaction ids."""
    del transaction_id
    frame = bytes([unit]) + pdu
    return frame + crc16(frame)


Framed = Callable[[bytes, int, int], bytes]


class Mutations:
    """An endless supply of frames, the same for the same seed.

    Half of them are damaged in the PDU before they are framed, so that header and checksum are
    right and the damage reaches whatever lies behind them.
    """

    def __init__(self, seed: int, framed: Framed) -> None:
        self._random = Random(seed)
        self._framed = framed
        self._count = 0
        self._changes = (
            self._flip,
            self._overwrite,
            self._insert,
            self._delete,
            self._repeat,
            self._cut,
            self._splice,
        )

    def valid(self) -> bytes:
        """An undamaged frame."""
        return self._frame(self._random.choice(CORPUS))

    def next(self) -> bytes:
        """A frame of any kind, or noise."""
        random = self._random
        kind = random.random()
        if kind < 0.1:
            return self.valid()
        if kind < 0.15:
            return random.randbytes(random.randrange(1, _BYTES_MAX))
        pdu = bytearray(random.choice(CORPUS))
        if kind < 0.6:
            self._damage(pdu)
            return self._frame(bytes(pdu))
        frame = bytearray(self._frame(bytes(pdu)))
        self._damage(frame)
        return bytes(frame)

    def chunks(self, stream: bytes) -> list[bytes]:
        """The stream in one piece, or in pieces of any size."""
        if self._random.random() < 0.8:
            return [stream]
        cuts = sorted(self._random.randrange(len(stream) + 1) for _ in range(3))
        bounds = [0, *cuts, len(stream)]
        return [stream[a:b] for a, b in itertools.pairwise(bounds) if a < b]

    def _frame(self, pdu: bytes) -> bytes:
        self._count = (self._count + 1) & 0xFFFF
        return self._framed(pdu, self._random.choice(UNITS), self._count)

    def _damage(self, data: bytearray) -> None:
        for _ in range(self._random.choice((1, 1, 1, 2, 4))):
            self._random.choice(self._changes)(data)
        del data[_BYTES_MAX:]

    def _place(self, data: bytearray) -> int:
        return self._random.randrange(len(data)) if data else 0

    def _flip(self, data: bytearray) -> None:
        if data:
            data[self._place(data)] ^= 1 << self._random.randrange(8)

    def _overwrite(self, data: bytearray) -> None:
        if data:
            data[self._place(data)] = self._random.choice(_INTERESTING)

    def _insert(self, data: bytearray) -> None:
        data.insert(self._place(data), self._random.randrange(256))

    def _delete(self, data: bytearray) -> None:
        place = self._place(data)
        del data[place : place + 1]

    def _repeat(self, data: bytearray) -> None:
        start = self._place(data)
        data[start:start] = data[start : start + self._random.randrange(1, 40)]

    def _cut(self, data: bytearray) -> None:
        del data[self._place(data) :]

    def _splice(self, data: bytearray) -> None:
        other = self._random.choice(CORPUS)
        data[self._place(data) :] = other[self._random.randrange(len(other)) :]
