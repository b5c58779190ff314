"""Packets of the GigE Vision Stream Protocol: leader, payload, trailer."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_HEADER = struct.Struct(">HHI")
_LEADER = struct.Struct(">HHQIIIIIHH")
_TRAILER = struct.Struct(">HHI")
_IMAGE = 0x0001
_LEADER_FORMAT, _TRAILER_FORMAT, _PAYLOAD_FORMAT = 1 << 24, 2 << 24, 3 << 24
_PACKET_UNAVAILABLE = 0x800C
_IP_AND_UDP_SIZE = 28
BLOCK_IDS = 65535
"""Block ids run from 1 to this and begin at 1 again."""


@dataclass(frozen=True, slots=True)
class Block:
    """One frame.

    Attributes:
        block_id: 1 to 65535.
        timestamp_ns: When it was exposed, on the camera's clock.
        pixel_format: PFNC value.
        size: Width and height.
        offset: Of the region on the sensor.
        content: The pixels.
        packet_size: Of IP, UDP and GVSP together, as the client asked for.
    """

    block_id: int
    timestamp_ns: int
    pixel_format: int
    size: tuple[int, int]
    offset: tuple[int, int]
    content: memoryview
    packet_size: int

    @property
    def _chunk(self) -> int:
        return self.packet_size - _IP_AND_UDP_SIZE - _HEADER.size

    @property
    def packet_count(self) -> int:
        """With leader and trailer."""
        return -(-len(self.content) // self._chunk) + 2

    def packet(self, packet_id: int) -> bytes:
        """One packet as it goes over the wire, 0 for the leader."""
        last = self.packet_count - 1
        if packet_id == 0:
            leader = _LEADER.pack(
                0, _IMAGE, self.timestamp_ns, self.pixel_format, *self.size, *self.offset, 0, 0
            )
            return self._header(_LEADER_FORMAT, 0) + leader
        if packet_id == last:
            trailer = _TRAILER.pack(0, _IMAGE, self.size[1])
            return self._header(_TRAILER_FORMAT, last) + trailer
        begin = (packet_id - 1) * self._chunk
        header = self._header(_PAYLOAD_FORMAT, packet_id)
        return b"".join((header, self.content[begin : begin + self._chunk]))

    def _header(self, packet_format: int, packet_id: int) -> bytes:
        return _HEADER.pack(0, self.block_id, packet_format | packet_id)


def unavailable(block_id: int, packet_id: int) -> bytes:
    """Tells a client that what it asks for again is gone."""
    return _HEADER.pack(_PACKET_UNAVAILABLE, block_id, _PAYLOAD_FORMAT | packet_id)


def test_packet(packet_size: int) -> bytes:
    """By it a client finds the largest packet that its network carries."""
    return bytes(packet_size - _IP_AND_UDP_SIZE)
