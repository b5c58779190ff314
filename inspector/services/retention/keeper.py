"""Looks for what is old every so often, in a thread of the lowest priority."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import asdict

from inspector.clock import utc_ns
from inspector.config.retention import RetentionConfig
from inspector.domain.retention import RetentionStore
from inspector.engine.bulkhead import Bulkhead
from inspector.engine.thread_priority import lower_thread_priority
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.services.retention.sweep import PictureDisk, Sweep

_log = logging.getLogger(__name__)
_TURN_S = 0.02
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
        self._interval_s = config.interval_s
        self._audit = audit
        self._may_work = may_work
        self._sweep = Sweep(config, store, disk, self._go_on)
        self._stopping = threading.Event()
        self._bulkhead = Bulkhead(_log, recovered="old results are let go again")
        self._thread = threading.Thread(target=self._run, name="retention", daemon=True)

    @property
    def fault(self) -> str:
        """Why nothing can be let go; empty while it can."""
        return self._bulkhead.fault

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step in hand."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        lower_thread_priority()
        while not self._stopping.is_set():
            with self._bulkhead.contain():
                self._look()
            self._stopping.wait(self._interval_s)

    def _look(self) -> None:
        swept = self._sweep.run(utc_ns())
        self._bulkhead.clear()
        if swept.anything:
            self._audit.note(_STATION, "retention.let_go", entry=AuditEntry(new=asdict(swept)))

    def _go_on(self) -> bool:
        """Wait for a moment in which no part is being judged."""
        while not self._stopping.wait(_TURN_S):
            if self._may_work():
                return True
        return False
