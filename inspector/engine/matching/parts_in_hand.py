"""The parts that the engine has taken on and not yet judged."""

from __future__ import annotations

import threading

from inspector.clock import monotonic_ns

_PARTS_MAX = 1024


class PartsInHand:
    """Safe to use from any thread.

    Args:
        views: How many cameras look at each part.
    """

    def __init__(self, views: int) -> None:
        self._views = views
        self._open: dict[int, tuple[int, set[int]]] = {}
        self._changed = threading.Condition()

    def add(self, trigger_index: int, deadline_ns: int) -> None:
        """A part is taken on; after its deadline nobody waits for it any more."""
        with self._changed:
            self._open[trigger_index] = (deadline_ns, set(range(self._views)))
            if len(self._open) > _PARTS_MAX:
                del self._open[next(iter(self._open))]

    def settle(self, trigger_index: int, view: int) -> None:
        """The gate has been told what one camera found on it."""
        with self._changed:
            _, unseen = self._open.get(trigger_index, (0, set[int]()))
            unseen.discard(view)
            if not unseen:
                self._open.pop(trigger_index, None)
                self._changed.notify_all()

    def clear(self) -> None:
        """The gate is gone, and has rejected them all."""
        with self._changed:
            self._open.clear()
            self._changed.notify_all()

    def drain(self) -> None:
        """Wait until all are judged or too late to be."""
        with self._changed:
            while (left_ns := self._longest() - monotonic_ns()) > 0:
                self._changed.wait(left_ns / 1_000_000_000)
            self._open.clear()

    def drain_present(self) -> None:
        """Wait until the parts in hand now are judged or too late to be; others may come."""
        with self._changed:
            present = tuple(self._open.items())
            while True:
                left = [part[0] for index, part in present if self._open.get(index) is part]
                left_ns = max(left, default=0) - monotonic_ns()
                if left_ns <= 0:
                    return
                self._changed.wait(left_ns / 1_000_000_000)

    def _longest(self) -> int:
        return max((deadline_ns for deadline_ns, _ in self._open.values()), default=0)
