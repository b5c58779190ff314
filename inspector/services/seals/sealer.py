"""Seals results some minutes after they were stored, in a thread of the lowest priority."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

from inspector.clock import monotonic_ns, utc_ns
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.people.deeds import HISTORY_SEALED

_log = logging.getLogger(__name__)
_INTERVAL_S = 60.0
_SETTLED_NS = 600 * 10**9
"""By then a part has left the belt, and its outcome is recorded: also one that the gate kept while
no engine ran."""
_STATION = Actor("station")


class SealedHead(Protocol):
    """The newest block of a chain."""

    @property
    def last_sequence(self) -> int:
        """Of the newest sealed result."""

    @property
    def digest(self) -> str:
        """Vouches for everything up to it."""


class Seals(Protocol):
    """The chain of seals."""

    def head(self) -> SealedHead:
        """The newest block."""

    def newest(self) -> int:
        """The sequence of the newest result."""

    def seal(self, settled: int, now_utc_ns: int) -> int:
        """Seal the next results up to a sequence; how many."""


class Sealer:
    """Runs beside the line; once a day the head of the chain goes into the audit trail.

    The two chains then vouch for each other: who makes a new chain of results would have to make a
    new audit trail as well.

    Args:
        seals: The chain.
        audit: Where its head is noted.
        may_work: Whether no part is being judged.
        now_utc_ns: Unix time in nanoseconds, which the blocks bear.
        now_monotonic_ns: By which results become old; nobody sets it.
    """

    def __init__(
        self,
        seals: Seals,
        audit: AuditTrail,
        may_work: Callable[[], bool],
        now_utc_ns: Callable[[], int] = utc_ns,
        now_monotonic_ns: Callable[[], int] = monotonic_ns,
    ) -> None:
        self._seals = seals
        self._audit = audit
        self._may_work = may_work
        self._now_utc_ns = now_utc_ns
        self._now_monotonic_ns = now_monotonic_ns
        self._seen: deque[tuple[int, int]] = deque()
        self._settled = 0
        self._noted: date | None = None
        self._rounds = Rounds(
            "sealer",
            self.look,
            _INTERVAL_S,
            Bulkhead(_log, recovered="results are sealed again"),
            opening=self.look,
            gives_way=True,
        )

    def start(self) -> None:
        """Begin to seal."""
        self._rounds.start()

    def stop(self) -> None:
        """End after the block in hand."""
        self._rounds.stop()

    def look(self) -> int:
        """Seal all that is settled; how many results."""
        sealed = 0
        self._remember_newest()
        while self._rounds.wait_for_turn(self._may_work):
            block = self._seals.seal(self._settled, self._now_utc_ns())
            sealed += block
            if not block:
                break
        self._note_head()
        return sealed

    def _remember_newest(self) -> None:
        """What is the newest result now is settled in ten minutes."""
        now_ns = self._now_monotonic_ns()
        self._seen.append((now_ns, self._seals.newest()))
        while self._seen[0][0] <= now_ns - _SETTLED_NS:
            self._settled = self._seen.popleft()[1]

    def _note_head(self) -> None:
        head = self._seals.head()
        today = datetime.fromtimestamp(self._now_utc_ns() // 10**9, tz=UTC).date()
        if head.last_sequence and today != self._noted:
            noted = {"last_sequence": head.last_sequence, "digest": head.digest}
            self._audit.note(_STATION, HISTORY_SEALED, entry=AuditEntry(new=noted))
            self._noted = today
