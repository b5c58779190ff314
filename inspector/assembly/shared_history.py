"""The history that several stations share, put together for those who ask."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.services.attendants import Attendant, Attending
from inspector.services.shared_history.desk import SharedDesk, forwarding_state
from inspector.services.shared_history.exports import SharedExports
from inspector.services.shared_history.reader import PATIENCE_S, Nowhere, SharedLink, There
from inspector.services.shared_history.served import SharedResults
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.wire.shared_history import ForwardingState

if TYPE_CHECKING:
    from inspector.domain.shared_history import SharedPast
    from inspector.services.people.audit import AuditTrail
    from inspector.services.statistics.desk import StatisticsDesk
    from inspector.store.database import Database

_STATEMENT_S = 6
"""Below the time that whoever asks waits at most."""


@dataclass(frozen=True, slots=True)
class SharedParts:
    """What is offered, and what ends with the station."""

    desk: SharedDesk
    attendants: Sequence[Attendant]


def make_shared_history(
    url: str | None,
    station_id: str,
    local: Database,
    statistics: StatisticsDesk,
    audit: AuditTrail,
) -> SharedParts:
    """What several stations share, asked from one of them.

    Args:
        url: The server; ``None`` where nothing is shared.
        station_id: This station.
        local: Its own database, which knows how far it is behind.
        statistics: Its charts; those of all stations have the same shifts.
        audit: Where it is written down who took what.
    """
    if url is None:
        nothing = ForwardingState(is_shared=False)
        exports = SharedExports(Nowhere(), audit)
        return SharedParts(SharedDesk(lambda: nothing, Nowhere(), Nowhere(), exports), ())

    def connect() -> SharedPast:
        from inspector.store.shared.stations import SharedHistory

        return SharedHistory.at(url, os.environ, _STATEMENT_S)

    link, outbox = SharedLink(connect), SqliteOutbox(local)
    desk = SharedDesk(
        lambda: forwarding_state(outbox.backlog()),
        There(link, lambda past: SharedResults(past, station_id)),
        There(link, lambda past: statistics.charts.over(past.counts())),
        SharedExports(There(link, lambda past: past, PATIENCE_S), audit),
    )
    return SharedParts(desk, (Attending(link.close),))
