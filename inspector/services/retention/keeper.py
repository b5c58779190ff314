"""Looks for what is old every so often, in a thread of the lowest priority."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict

from inspector.clock import monotonic_ns, utc_ns
from inspector.config.retention import RetentionConfig
from inspector.domain.retention import RetentionStore
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.retention.age_clock import AgeClock
from inspector.services.retention.sweep import PictureDisk, Sweep, Swept

_log = logging.getLogger(__name__)
_STATION = Actor("station")


class RetentionKeeper:
    """Runs beside the line and writes down what it has let go.

    Args:
        config: How long what is kept.
        store: The history.
        disk: The archive.
        audit: Where it is written down.
        may_work: Whether no part is being judged.
    """

    def __init__(
        self,
        config: RetentionConfig,
        store: RetentionStore,
        disk: PictureDisk,
        audit: AuditTrail,
        may_work: Callable[[], bool],
    ) -> None:
        self._audit = audit
        self._clock = AgeClock(utc_ns, monotonic_ns)
        self._rounds = Rounds(
            "retention",
            self._look,
            config.interval_s,
            Bulkhead(_log, recovered="old results are let go again"),
            opening=self._look,
            gives_way=True,
        )
        self._sweep = Sweep(config, store, disk, lambda: self._rounds.wait_for_turn(may_work))

    @property
    def fault(self) -> str:
        """Why nothing can be let go; empty while it can."""
        return self._rounds.fault

    def start(self) -> None:
        """Begin to look."""
        self._rounds.start()

    def stop(self) -> None:
        """End after the step in hand."""
        self._rounds.stop()

    def _look(self) -> None:
        swept = Swept()
        try:
            self._sweep.run(self._clock.now_utc_ns(), swept)
        finally:
            if swept.anything:
                self._audit.note(_STATION, "retention.let_go", entry=AuditEntry(new=asdict(swept)))
