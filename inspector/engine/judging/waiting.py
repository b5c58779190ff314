"""Parts that wait for an inspector."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

from inspector.engine.matching.frame_matcher import Pair


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A part with the picture of one camera."""

    view: int
    pair: Pair


class WaitingParts:
    """A bounded queue: when it is full the oldest is given up, never the newest.

    The oldest has the least time left; to block the camera would cost all that come after it.
    """

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._waiting: deque[WaitingPart] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def put(self, part: WaitingPart) -> WaitingPart | None:
        """Queue a part; return the one that is given up for it."""
        with self._changed:
            self._waiting.append(part)
            self._changed.notify()
            return self._waiting.popleft() if len(self._waiting) > self._depth else None

    def get(self) -> WaitingPart | None:
        """The part that has waited longest; waits for one, ``None`` once closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            return self._waiting.popleft() if self._waiting else None

    def close(self) -> None:
        """No further part comes."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
