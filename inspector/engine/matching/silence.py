"""When no frame is a fault: an idle line is none, a stream that stands still is one."""

from __future__ import annotations

from inspector.domain.phrase import Phrase
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.engine.matching.frame_matcher import FREE_RUN_SILENCE_NS

_TRIGGERED_NS = 1_000_000_000
_TRIGGERS = 5
_EXPOSING_NS = 1_000_000_000


class Silence:
    """Watches one camera's frames. Pure but for being written by two threads, one word at a time.

    Args:
        free_running: Frames are due all the time; otherwise only after triggers.
        now_ns: Monotonic time.
    """

    def __init__(self, *, free_running: bool, now_ns: int) -> None:
        self._free_running = free_running
        self._last_ns = now_ns
        self._triggers = 0
        self._due_ns = now_ns
        self._exposing_since_ns: int | None = None

    def on_start(self, now_ns: int) -> None:
        """Acquisition begins."""
        self._last_ns = now_ns
        self._triggers = 0

    def on_frame(self, now_ns: int) -> None:
        """A frame came, whole or not."""
        self._last_ns = now_ns
        self._triggers = 0

    def on_trigger(self, now_ns: int) -> None:
        """A frame is due."""
        if not self._triggers:
            self._due_ns = now_ns
        self._triggers += 1

    def on_exposing(self, now_ns: int) -> None:
        """The driver is asked to expose."""
        self._exposing_since_ns = now_ns

    def on_exposed(self) -> None:
        """It has returned, whatever it said."""
        self._exposing_since_ns = None

    def is_fault(self, now_ns: int) -> bool:
        """Whether the camera should have sent something, or said something."""
        if self._is_exposing_too_long(now_ns):
            return True
        if self._free_running:
            return now_ns - self._last_ns > FREE_RUN_SILENCE_NS
        return self._triggers >= _TRIGGERS and now_ns - self._due_ns > _TRIGGERED_NS

    def fault(self, now_ns: int) -> Phrase:
        """The fault in words."""
        if self._is_exposing_too_long(now_ns):
            return CameraPhrase.TRIGGER_HANGS()
        if self._free_running:
            return CameraPhrase.SILENT_FOR(seconds=FREE_RUN_SILENCE_NS // 1_000_000_000)
        return CameraPhrase.SILENT_FOR_PARTS(parts=self._triggers)

    def _is_exposing_too_long(self, now_ns: int) -> bool:
        since_ns = self._exposing_since_ns
        return since_ns is not None and now_ns - since_ns > _EXPOSING_NS
