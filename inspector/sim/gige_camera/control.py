"""The camera's control channel: who may write, and what each command does to the memory."""

from __future__ import annotations

import struct
from collections.abc import Callable

from inspector.clock import monotonic_ns
from inspector.sim.gige_camera import addresses
from inspector.sim.gige_camera.gvcp import Command, Request, Status, acknowledge
from inspector.sim.gige_camera.memory import Memory

Address = tuple[str, int]

_WORD = struct.Struct(">I")
_PAIR = struct.Struct(">II")
_RANGE = struct.Struct(">IHH")
_RESEND = struct.Struct(">HHII")
_INDEX = struct.Struct(">HH")
_PACKET_ID = 0xFFFFFF


class RefusedError(Exception):
    """A command cannot be carried out."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.name)
        self.status = status


class ControlChannel:
    """Answers requests.

    Args:
        memory: The registers.
        on_write: Called with each word's address after it was written.
        on_resend: Called with block id, first and last packet id.
        on_release: Called when the controlling client has left or fallen silent.
    """

    def __init__(
        self,
        memory: Memory,
        on_write: Callable[[int], None],
        on_resend: Callable[[int, int, int], None],
        on_release: Callable[[], None],
    ) -> None:
        self._memory = memory
        self._on_write = on_write
        self._on_resend = on_resend
        self._on_release = on_release
        self._controller: Address | None = None
        self._heard_ns = 0
        self._commands: dict[int, Callable[[bytes, Address], bytes]] = {
            Command.DISCOVERY: self._discover,
            Command.READ_REGISTER: self._read_registers,
            Command.WRITE_REGISTER: self._write_registers,
            Command.READ_MEMORY: self._read_memory,
            Command.WRITE_MEMORY: self._write_memory,
        }

    def answer(self, request: Request, sender: Address) -> bytes | None:
        """Carry out a command; ``None`` when it wants no acknowledge."""
        if sender == self._controller:
            self._heard_ns = monotonic_ns()
        if request.command == Command.PACKET_RESEND:
            self._resend(request.content)
            return None
        command = self._commands.get(request.command)
        try:
            if command is None:
                raise RefusedError(Status.NOT_IMPLEMENTED)
            content, status = command(request.content, sender), Status.SUCCESS
        except RefusedError as error:
            content, status = b"", error.status
        except struct.error:
            content, status = b"", Status.INVALID_PARAMETER
        return acknowledge(request, status, content) if request.wants_acknowledge else None

    def check_heartbeat(self) -> None:
        """Release a controlling client that has been silent for too long."""
        timeout_ns = self._memory.word(addresses.HEARTBEAT_TIMEOUT) * 1_000_000
        if self._controller is not None and monotonic_ns() - self._heard_ns > timeout_ns:
            self.release()

    def release(self) -> None:
        """Nobody controls the camera any more."""
        self._controller = None
        self._memory.set_word(addresses.CONTROL_PRIVILEGE, 0)
        self._on_release()

    def _discover(self, _: bytes, __: Address) -> bytes:
        return self._memory.read(0, addresses.DISCOVERY_SIZE)

    def _read_registers(self, content: bytes, _: Address) -> bytes:
        return b"".join(self._read(address, 4) for (address,) in _WORD.iter_unpack(content))

    def _read_memory(self, content: bytes, _: Address) -> bytes:
        address, _reserved, size = _RANGE.unpack(content)
        return content[:4] + self._read(address, size)

    def _write_registers(self, content: bytes, sender: Address) -> bytes:
        pairs = list(_PAIR.iter_unpack(content))
        for address, value in pairs:
            self._write(address, _WORD.pack(value), sender)
        return _INDEX.pack(0, len(pairs))

    def _write_memory(self, content: bytes, sender: Address) -> bytes:
        (address,) = _WORD.unpack_from(content)
        self._write(address, content[4:], sender)
        return _INDEX.pack(0, len(content) - 4)

    def _resend(self, content: bytes) -> None:
        if len(content) >= _RESEND.size:
            _, block_id, first, last = _RESEND.unpack_from(content)
            self._on_resend(block_id, first & _PACKET_ID, last & _PACKET_ID)

    def _read(self, address: int, size: int) -> bytes:
        if not self._memory.holds(address, size):
            raise RefusedError(Status.INVALID_ADDRESS)
        return self._memory.read(address, size)

    def _write(self, address: int, content: bytes, sender: Address) -> None:
        if not self._memory.holds(address, len(content)) or len(content) % 4:
            raise RefusedError(Status.INVALID_ADDRESS)
        if not self._memory.may_write(address, len(content)):
            raise RefusedError(Status.WRITE_PROTECT)
        takes_control = address == addresses.CONTROL_PRIVILEGE and self._controller is None
        if self._controller != sender and not takes_control:
            raise RefusedError(Status.ACCESS_DENIED)
        words = range(address, address + len(content), 4)
        values = [value for (value,) in _WORD.iter_unpack(content)]
        if not all(map(self._memory.accepts, words, values)):
            raise RefusedError(Status.INVALID_PARAMETER)
        self._memory.write(address, content)
        if address == addresses.CONTROL_PRIVILEGE:
            self._take_or_leave_control(sender)
            return
        for word in words:
            self._on_write(word)

    def _take_or_leave_control(self, sender: Address) -> None:
        if not self._memory.word(addresses.CONTROL_PRIVILEGE):
            self.release()
            return
        self._controller = sender
        self._heard_ns = monotonic_ns()
