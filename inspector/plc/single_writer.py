"""Only one client may write: two masters would overwrite each other's triggers."""

from __future__ import annotations

import ipaddress
from typing import Final, Protocol

from inspector.clock import monotonic_ns
from inspector.plc.codec import ExceptionCode

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SAME_HOST_SILENCE_NS: Final = 500_000_000
"""Several heartbeats of a PLC: it has reconnected, and its old connection is dead."""


class Writer(Protocol):
    """A connection that asks to write."""

    @property
    def host(self) -> str:
        """Its peer's address, empty on a serial line."""


class SingleWriter:
    """Says who may write.

    With a configured network every client of it may. Without one the first client that writes may
    alone, until it disconnects or has not written for long; a new connection from the same host
    need not wait so long, as a PLC that lost its cable comes back as one.

    Args:
        network: The only network that may write, or ``None`` for the first client.
        silence_s: After how long without a write the next client may.

    Attributes:
        refused: How many writes were refused.
        last_refused: Address of the client whose write was refused last, empty for none.
    """

    def __init__(self, network: Network | None, silence_s: float) -> None:
        self._network = network
        self._silence_ns = int(silence_s * 1e9)
        self._writer: Writer | None = None
        self._written_ns = 0
        self.refused = 0
        self.last_refused = ""

    def refuses(self, client: Writer) -> ExceptionCode | None:
        """Why the client may not write now, ``None`` when it may; then it is the writer."""
        now = monotonic_ns()
        code = self._why_not(client, now)
        if code is None:
            self._writer = client
            self._written_ns = now
        else:
            self.refused += 1
            self.last_refused = client.host
        return code

    def forget(self, client: Writer) -> None:
        """The client has disconnected."""
        if self._writer is client:
            self._writer = None

    def _why_not(self, client: Writer, now: int) -> ExceptionCode | None:
        if self._network is not None:
            return None if _within(client.host, self._network) else ExceptionCode.ILLEGAL_FUNCTION
        writer = self._writer
        if writer is None or writer is client:
            return None
        same_host = writer.host == client.host
        silence_ns = min(_SAME_HOST_SILENCE_NS, self._silence_ns) if same_host else self._silence_ns
        return None if now - self._written_ns >= silence_ns else ExceptionCode.DEVICE_BUSY


def _within(host: str, network: Network) -> bool:
    """A serial line has no address: whoever holds its other end is the writer."""
    return not host or ipaddress.ip_address(host) in network
