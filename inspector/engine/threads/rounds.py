"""Work that comes round every so often, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.priority import lower_thread_priority

_TURN_S = 0.02


class Rounds:
    """A round that fails is told once, and is not the last one.

    Args:
        name: Of the thread.
        work: One round.
        every_s: How long it waits before each round; a round may set it for the next one.
        bulkhead: Where the fault of a round ends.
        opening: Done once, before the first round is waited for.
        closing: Done once, behind the last round.
        gives_way: Whether the thread has the lowest priority.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        every_s: float,
        bulkhead: Bulkhead,
        *,
        opening: Callable[[], object] | None = None,
        closing: Callable[[], object] | None = None,
        gives_way: bool = False,
    ) -> None:
        self._work = work
        self.every_s = every_s
        self._bulkhead = bulkhead
        self._opening = opening
        self._closing = closing
        self._gives_way = gives_way
        self._stopping = threading.Event()
        self._due = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def fault(self) -> str:
        """Why the last round failed; empty when it did not."""
        return self._bulkhead.fault

    @property
    def stopping(self) -> bool:
        """Whether the round in hand is the last one."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for a round that is under way; also where it never began."""
        self._stopping.set()
        self._due.set()
        if self._thread.ident is not None:
            self._thread.join()

    def hurry(self) -> None:
        """The next round shall not wait any longer; returns at once."""
        self._due.set()

    def wait_for_turn(self, may_work: Callable[[], bool]) -> bool:
        """Rest within a round until something allows it to go on; ``False`` when it shall end."""
        while not self._stopping.wait(_TURN_S):
            if may_work():
                return True
        return False

    def _run(self) -> None:
        if self._gives_way:
            lower_thread_priority()
        self._attempt(self._opening)
        while self._waited():
            self._attempt(self._work)
        self._attempt(self._closing)

    def _waited(self) -> bool:
        self._due.wait(self.every_s)
        self._due.clear()
        return not self._stopping.is_set()

    def _attempt(self, work: Callable[[], object] | None) -> None:
        if work is None:
            return
        with self._bulkhead.contain():
            work()
            self._bulkhead.clear()
