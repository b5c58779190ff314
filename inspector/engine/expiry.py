"""The thread that gives up parts whose frames can no longer come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from inspector.engine.bulkhead import Bulkhead
from inspector.engine.lane import Lane

_log = logging.getLogger(__name__)
_EXPIRE_S = 0.01


class Expiry:
    """A lane that fails leaves its parts to the gate's deadline, and the others alone.

    Args:
        lanes: The cameras.
    """

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = lanes
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="expiry", daemon=True)

    def start(self) -> None:
        """Begin to watch the time."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        bulkheads = [
            Bulkhead(_log, f"{lane.settings.name} keeps time again") for lane in self._lanes
        ]
        while not self._stopping.wait(_EXPIRE_S):
            for lane, bulkhead in zip(self._lanes, bulkheads, strict=True):
                with bulkhead.contain():
                    lane.expire()
                    bulkhead.clear()
