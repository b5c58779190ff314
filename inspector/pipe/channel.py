"""Where the gate listens for the engine, and how the engine finds it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.errors.plc import PipeError
from inspector.paths import write_atomically

TOKEN_BYTES = 32
_PORT_MAX = 0xFFFF


@dataclass(frozen=True, slots=True)
class GateAddress:
    """Loopback address of the gate and the secret that the engine must show."""

    host: str
    port: int
    token: bytes


def new_token() -> bytes:
    """A fresh secret."""
    return secrets.token_bytes(TOKEN_BYTES)


def publish(path: Path, address: GateAddress) -> None:
    """Write the address where only the owner can read it."""
    document = {"host": address.host, "port": address.port, "token": address.token.hex()}
    write_atomically(path, json.dumps(document), owner_only=True)


def discover(path: Path) -> GateAddress:
    """Read the address of the running gate.

    Raises:
        PipeError: no gate has published one.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        address = GateAddress(document["host"], document["port"], bytes.fromhex(document["token"]))
        _check(address)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PipeError(f"no gate has published its address in {path}") from error
    return address


def _check(address: GateAddress) -> None:
    host_known = isinstance(address.host, str) and address.host != ""
    port_known = isinstance(address.port, int) and 0 < address.port <= _PORT_MAX
    if not host_known or not port_known or len(address.token) != TOKEN_BYTES:
        raise ValueError
