"""When a model fails part after part, the station stops instead of rejecting on in silence."""

from __future__ import annotations

import threading

from inspector.domain.evaluation import Reason

CONSECUTIVE_FAILURES = 10
_MODEL_FAILURES = frozenset({Reason.INFERENCE_FAILED, Reason.SCORE_INVALID})


class FaultWatch:
    """Counts consecutive failures of the model; safe to use from several inspectors."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0

    def note(self, reason: Reason) -> bool:
        """Take in the reason of one verdict; ``True`` when the limit is reached just now.

        A part that never reached the model says nothing about it.
        """
        with self._lock:
            if reason in _MODEL_FAILURES:
                self._failures += 1
                return self._failures == CONSECUTIVE_FAILURES
            if reason is Reason.CLASSIFIED:
                self._failures = 0
            return False

    def clear(self) -> None:
        """A person has reset the station, or another model judges: these were not its own."""
        with self._lock:
            self._failures = 0
