"""The camera's stream channel: sends blocks, loses what it is told to, sends again when asked."""

from __future__ import annotations

import contextlib
import socket
from collections import OrderedDict, deque
from collections.abc import Collection

from inspector.sim.gige_camera import addresses, gvsp
from inspector.sim.gige_camera.memory import Memory
from inspector.sim.gige_camera.settings import GigeCameraSettings

_KEPT_FOR_RESEND = 4
_SEND_BUFFER_BYTES = 4 * 1024 * 1024
_LEAST_PACKET_SIZE = 576


class StreamChannel:
    """One UDP socket; used by the camera's thread only, but for :meth:`lose`."""

    def __init__(self, settings: GigeCameraSettings, memory: Memory) -> None:
        self._settings = settings
        self._memory = memory
        self._kept: OrderedDict[int, gvsp.Block] = OrderedDict()
        self._losses: deque[Collection[int] | None] = deque()
        self._block_id = settings.first_block_id
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((settings.address, 0))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def lose(self, packets: Collection[int] | None) -> None:
        """The next frame loses these packets on its way; all, and for ever, for ``None``."""
        self._losses.append(packets)

    def restart(self) -> None:
        """Acquisition begins: blocks are numbered anew."""
        self._block_id = self._settings.first_block_id
        self._kept.clear()

    def skip(self) -> None:
        """A frame that was exposed and never sent: it has its number all the same."""
        self._block_id = self._block_id % gvsp.BLOCK_IDS + 1

    def send(
        self, content: memoryview, size: tuple[int, int], offset: tuple[int, int], exposed_ns: int
    ) -> None:
        """Send one frame."""
        block = gvsp.Block(
            block_id=self._block_id,
            timestamp_ns=exposed_ns,
            pixel_format=self._memory.word(addresses.PIXEL_FORMAT),
            size=size,
            offset=offset,
            content=content,
            packet_size=self._packet_size(),
        )
        self.skip()
        lost = self._losses.popleft() if self._losses else ()
        if lost is None:
            return
        self._keep(block)
        destination = self._destination()
        for packet_id in range(block.packet_count):
            if packet_id not in lost:
                self._send(block.packet(packet_id), destination)

    def resend(self, block_id: int, first: int, last: int) -> None:
        """Send packets again, or tell that they are gone."""
        block = self._kept.get(block_id) if self._settings.can_resend else None
        if block is None:
            self._send(gvsp.unavailable(block_id, first), self._destination())
            return
        for packet_id in range(first, min(last + 1, block.packet_count)):
            self._send(block.packet(packet_id), self._destination())

    def fire_test_packet(self) -> None:
        """Send a packet of the size that the client tries."""
        self._send(gvsp.test_packet(self._packet_size()), self._destination())

    def _keep(self, block: gvsp.Block) -> None:
        self._kept[block.block_id] = block
        while len(self._kept) > _KEPT_FOR_RESEND:
            self._kept.popitem(last=False)

    def _packet_size(self) -> int:
        return max(self._memory.word(addresses.STREAM_PACKET_SIZE) & 0xFFFF, _LEAST_PACKET_SIZE)

    def _destination(self) -> tuple[str, int]:
        host = socket.inet_ntoa(self._memory.read(addresses.STREAM_ADDRESS, 4))
        return host, self._memory.word(addresses.STREAM_PORT) & 0xFFFF

    def _send(self, packet: bytes, destination: tuple[str, int]) -> None:
        with contextlib.suppress(OSError):  # a client that is gone, or a packet beyond the MTU
            self._socket.sendto(packet, destination)
