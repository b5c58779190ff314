"""Buffers from a GenTL device, the incomplete ones among them in their order."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.cameras.gentl import library
from inspector.clock import monotonic_ns

if TYPE_CHECKING:
    from genicam import gentl
    from harvesters import core

_POLL_S = 1e-5
_POLL_MS = 0
_PAUSE_S = 0.001
_NS = 1_000_000_000


class GentlStream:
    """The acquisition of one device.

    Args:
        acquirer: Harvesters' end of the device.
        buffers: How many frames the producer may hold; it may need more.
        source: The device, for errors.
    """

    def __init__(self, acquirer: core.ImageAcquirer, buffers: int, source: str) -> None:
        self._acquirer = acquirer
        self._source = source
        self._saw_incomplete = False
        # genicam waits with the GIL held: never let it wait
        acquirer.timeout_period_on_update_event_data_call = _POLL_MS
        acquirer.num_buffers = max(buffers, acquirer.min_num_buffers)
        # Harvesters gives an incomplete buffer back to the device and tells it here only
        told = _callback(self._note_incomplete)
        acquirer.add_callback(acquirer.Events.INCOMPLETE_BUFFER, told)

    def start(self) -> None:
        """Begin."""
        with library.stream_errors(self._source):
            self._acquirer.start()

    def stop(self) -> None:
        """End; buffers that are under way are dropped."""
        with library.stream_errors(self._source):
            self._acquirer.stop()
        self._saw_incomplete = False

    def fetch(self, timeout_s: float) -> gentl.Buffer | None:
        """A complete buffer; give it back with :meth:`give_back`.

        Returns:
            ``None`` when none came in time, and when an incomplete one came.

        Raises:
            CameraLostError: the producer fails.
        """
        deadline_ns = monotonic_ns() + round(timeout_s * _NS)
        while (buffer := self._poll()) is None:
            if self._saw_incomplete or monotonic_ns() >= deadline_ns:
                break
            time.sleep(_PAUSE_S)
        return buffer

    def give_back(self, buffer: gentl.Buffer) -> None:
        """Let the device fill the buffer again."""
        with library.stream_errors(self._source):
            buffer.parent.queue_buffer(buffer)

    def was_incomplete(self) -> bool:
        """Whether the last fetch met an incomplete buffer."""
        saw, self._saw_incomplete = self._saw_incomplete, False
        return saw

    def _poll(self) -> gentl.Buffer | None:
        with library.stream_errors(self._source):
            return self._acquirer.try_fetch(timeout=_POLL_S, is_raw=True)

    def _note_incomplete(self) -> None:
        self._saw_incomplete = True


def _callback(call: Callable[[], None]) -> core.Callback:
    """What Harvesters takes for a callback."""

    class Callback(library.core().Callback):  # type: ignore[misc] # Harvesters has no types
        def emit(self, context: object = None) -> None:
            call()

    return Callback()
