"""Sends what was recorded to the shared history, in a thread of the lowest priority."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.forwarding import Inbox, Outbox
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds

_log = logging.getLogger(__name__)
BATCH = 500
_INTERVAL_S = 1.0
_PATIENCE_NS = 10**9
"""A line that is never idle still has its results sent."""
_BACKOFF_MAX_NS = 60 * 10**9
_TOLD_AFTER_NS = 60 * 10**9
"""A network that blinks is nobody's concern."""


class Forwarder:
    """Runs beside the line; the line neither waits for it nor knows of it.

    Args:
        outbox: The station's side.
        connect: Opens the other side; raises :class:`InspectorError`.
        may_work: Whether no part is being judged.
        interval_s: Time between two looks, and the first to wait after a fault; that doubles up to
            a minute.
    """

    def __init__(
        self,
        outbox: Outbox,
        connect: Callable[[], Inbox],
        may_work: Callable[[], bool],
        interval_s: float = _INTERVAL_S,
    ) -> None:
        self._outbox = outbox
        self._connect = connect
        self._may_work = may_work
        self._first_backoff_ns = self._backoff_ns = round(interval_s * 1e9)
        self._inbox: Inbox | None = None
        self._sent = 0
        self._fault: InspectorError | None = None
        self._fault_since_ns = self._again_ns = 0
        self._bulkhead = Bulkhead(_log, recovered="results reach the shared history again")
        self._rounds = Rounds(
            "forwarder",
            self._look,
            interval_s,
            self._bulkhead,
            closing=self._disconnect,
            gives_way=True,
        )

    def start(self) -> None:
        """Begin to send."""
        self._rounds.start()

    def stop(self) -> None:
        """End after the batch in hand; what is left is sent after the next start."""
        self._rounds.stop()

    def told(self) -> Iterator[tuple[InspectorError, str]]:
        """What people should know: a fault that does not pass."""
        fault = self._fault
        if fault is not None and monotonic_ns() - self._fault_since_ns >= _TOLD_AFTER_NS:
            yield fault, ""

    def _look(self) -> None:
        """Send all that waits."""
        if self._fault is not None and monotonic_ns() < self._again_ns:
            raise self._fault.with_traceback(None)
        with ExitStack() as failing:
            failing.callback(self._disconnect)
            try:
                inbox = self._inbox or self._opened()
                while not self._rounds.stopping and self._send(inbox):
                    pass
            except InspectorError as error:
                self._stands(error)
                raise
            failing.pop_all()

    def _opened(self) -> Inbox:
        lineage = self._outbox.open()
        inbox = self._inbox = self._connect()
        at_server = inbox.open(lineage)
        self._sent = self._outbox.resume(at_server)
        if self._sent != at_server:
            inbox.rewind(self._sent)
        self._outbox.begin_behind(self._sent)
        self._outbox.note_fault("", "", utc_ns())
        self._fault, self._backoff_ns = None, self._first_backoff_ns
        return inbox

    def _send(self, inbox: Inbox) -> bool:
        """The next batch; whether there was one."""
        deadline_ns = monotonic_ns() + _PATIENCE_NS
        self._rounds.wait_for_turn(lambda: self._may_work() or monotonic_ns() >= deadline_ns)
        batch = self._outbox.take(self._sent, BATCH)
        if batch is None:
            return False
        inbox.receive(batch, utc_ns())
        self._outbox.confirm(batch, utc_ns())
        self._sent = batch.last_sequence
        return True

    def _stands(self, error: InspectorError) -> None:
        now_ns = monotonic_ns()
        former, self._fault = self._fault, error
        if former is None:
            self._fault_since_ns = now_ns
        self._again_ns = now_ns + self._backoff_ns
        self._backoff_ns = min(2 * self._backoff_ns, _BACKOFF_MAX_NS)
        if str(former) != str(error):
            self._outbox.note_fault(str(error), error.remedy, utc_ns())

    def _disconnect(self) -> None:
        inbox, self._inbox = self._inbox, None
        if inbox is not None:
            inbox.close()
