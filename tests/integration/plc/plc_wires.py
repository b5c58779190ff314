"""What a Modbus client and server are joined by in tests: certificates, and a serial cable."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.plc.bank import IllegalAddressError
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import RtuOverTcp, Serial, Tcp, Tls, Transport


class WordsAndBits:
    """A bank with all four tables of 64, as a coupler has them."""

    def __init__(self) -> None:
        self.coils = [False] * 64
        self.discrete_inputs = [number % 3 == 0 for number in range(64)]
        self.input_registers = [1000 + number for number in range(64)]
        self.holding_registers = list(range(64))
        self.writes = 0

    def read_coils(self, address: int, count: int) -> list[bool]:
        return _span(self.coils, address, count)

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        return _span(self.discrete_inputs, address, count)

    def read_input_registers(self, address: int, count: int) -> list[int]:
        return _span(self.input_registers, address, count)

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        return _span(self.holding_registers, address, count)

    def write_coils(self, address: int, values: list[bool]) -> None:
        _span(self.coils, address, len(values))
        self.coils[address : address + len(values)] = values
        self.writes += 1

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        _span(self.holding_registers, address, len(values))
        self.holding_registers[address : address + len(values)] = values
        self.writes += 1


def _span(table: list, address: int, count: int) -> list:
    if address + count > len(table):
        raise IllegalAddressError
    return table[address : address + count]


@dataclass(frozen=True)
class Certificates:
    """Made with openssl in a folder."""

    folder: Path

    def authority(self, name: str) -> Path:
        return self._make(name, "-subj", f"/CN={name}")

    def signed(self, authority: Path, name: str, names: str = "IP:127.0.0.1") -> Path:
        return self._make(
            name,
            *("-subj", f"/CN={name}", "-addext", f"subjectAltName={names}"),
            *("-CA", str(authority), "-CAkey", str(authority.with_suffix(".key"))),
        )

    def tls(self, port: int, certificate: Path, authority: Path) -> Tls:
        return Tls("127.0.0.1", port, certificate, certificate.with_suffix(".key"), authority)

    def _make(self, name: str, *options: str) -> Path:
        path = self.folder / f"{name}.pem"
        command = ["openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"]
        command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", str(path)]
        command += ["-keyout", str(path.with_suffix(".key")), *options]
        subprocess.run(command, check=True, capture_output=True)
        return path


class SerialCable:
    """Two serial ends, joined in the event loop; what passes may be tampered with.

    Attributes:
        near: Device of one end.
        far: Device of the other.
        to_far: What becomes of bytes from near to far.
        to_near: The other way.
    """

    def __init__(self) -> None:
        import tty

        self.to_far: Callable[[bytes], bytes] = bytes
        self.to_near: Callable[[bytes], bytes] = bytes
        self._masters: list[int] = []
        self._slaves: list[int] = []
        for _ in range(2):
            master, slave = os.openpty()
            tty.setraw(slave)
            os.set_blocking(master, False)
            self._masters.append(master)
            self._slaves.append(slave)
        self.near, self.far = (os.ttyname(slave) for slave in self._slaves)
        loop = asyncio.get_running_loop()
        near, far = self._masters
        loop.add_reader(near, lambda: self._pass(near, far, self.to_far))
        loop.add_reader(far, lambda: self._pass(far, near, self.to_near))

    def cut(self) -> None:
        """Both ends are gone, as when an adapter is unplugged."""
        loop = asyncio.get_running_loop()
        for master in self._masters:
            loop.remove_reader(master)
        for end in (*self._masters, *self._slaves):
            os.close(end)
        self._masters, self._slaves = [], []

    def _pass(self, source: int, target: int, tamper: Callable[[bytes], bytes]) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(target, tamper(os.read(source, 4096)))


def cabled(device: str, baud_rate: int = 115200) -> Serial:
    """As a pseudo-terminal can be opened again and again: it has no parity."""
    return Serial(device, baud_rate, parity="none", stop_bits=2)


class Wire:
    """A server's and a client's end of one kind of transport.

    Attributes:
        listen: For the server.
        reach: For the client, once the server has told its port.
    """

    def __init__(self, kind: str, folder: Path) -> None:
        self.cable = SerialCable() if kind == "serial" else None
        self.listen: Transport
        self.reach: Transport
        if self.cable is not None:
            self.listen, self.reach = cabled(self.cable.far), cabled(self.cable.near)
        elif kind == "tls":
            made = Certificates(folder)
            authority = made.authority("authority")
            self.listen = made.tls(0, made.signed(authority, "station"), authority)
            self.reach = made.tls(0, made.signed(authority, "plc"), authority)
        else:
            self.listen = self.reach = {"tcp": Tcp, "rtu_over_tcp": RtuOverTcp}[kind](
                "127.0.0.1", 0
            )

    async def serve(self, bank: object, limits: ServerLimits | None = None) -> ModbusServer:
        """A server that listens on this wire."""
        server = ModbusServer(bank, self.listen, limits)
        port = await server.start()
        if not isinstance(self.reach, Serial):
            self.reach = replace(self.reach, port=port)
        return server

    def close(self) -> None:
        if self.cable is not None:
            self.cable.cut()
