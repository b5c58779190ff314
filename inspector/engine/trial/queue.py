"""Pictures that wait for a model on trial: few, bounded in memory, the newest given up."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PICTURES_MAX = 8
_BYTES_MAX = 1 << 26


@dataclass(frozen=True, slots=True)
class TrialPicture:
    """A picture that the model in force has judged, exactly as it saw it."""

    result_id: str
    view: int
    recipe_number: int
    prepared: NDArray[np.uint8]


class TrialQueue:
    """Safe to use from any thread. Nobody who offers a picture ever waits."""

    def __init__(self) -> None:
        self._waiting: deque[TrialPicture] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self._closed = False

    def offer(self, picture: TrialPicture) -> bool:
        """Queue a picture; ``False`` when there is no room for it. One always fits."""
        size = picture.prepared.nbytes
        with self._changed:
            full = len(self._waiting) >= _PICTURES_MAX or self._bytes + size > _BYTES_MAX
            if self._closed or (self._waiting and full):
                return False
            self._waiting.append(picture)
            self._bytes += size
            self._changed.notify()
            return True

    def get(self, timeout_s: float) -> TrialPicture | None:
        """The picture that has waited longest; ``None`` when none came in time, or once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed, timeout_s)
            if self._closed or not self._waiting:
                return None
            picture = self._waiting.popleft()
            self._bytes -= picture.prepared.nbytes
            return picture

    def close(self) -> int:
        """Let all go and take no more; how many were waiting."""
        with self._changed:
            left = len(self._waiting)
            self._waiting.clear()
            self._bytes = 0
            self._closed = True
            self._changed.notify_all()
            return left
