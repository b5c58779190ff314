"""What hands a station's history on, put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.services.attendants import Attendant
from inspector.services.forwarding.forwarder import Forwarder
from inspector.store.forwarding.outbox import SqliteOutbox

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.domain.errors.base import InspectorError
    from inspector.domain.forwarding import Inbox


@dataclass(frozen=True, slots=True)
class Forwarding:
    """What attends the line for it, and what people are told; nothing without a server."""

    attendants: Sequence[Attendant]
    told: Callable[[], Iterable[tuple[InspectorError, str]]]


def make_forwarding(core: StationCore) -> Forwarding:
    """Sends to the server that the station file names."""
    url, station_id = core.config.history.url, core.config.station.id
    outbox = SqliteOutbox(core.store.database)
    if url is None:
        outbox.close()
        return Forwarding((), tuple)

    def connect() -> Inbox:
        from inspector.store.shared.address import server_address
        from inspector.store.shared.connections import open_server
        from inspector.store.shared.inbox import PostgresInbox

        return PostgresInbox(open_server(server_address(url, os.environ)), station_id)

    forwarder = Forwarder(outbox, connect, lambda: core.engine.idle)
    return Forwarding((forwarder,), forwarder.told)
