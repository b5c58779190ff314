"""Buffers from a GenTL device, the incomplete ones among them in their order."""

from __future__ import annotations

from inspector.cameras.gentl.binding import core, gentl, stream_errors

_POLL_S = 1e-5
_POLL_MS = 0


class _Incomplete(core.Callback):  # type: ignore[misc] # genicam and Harvesters have no types
    """Harvesters gives incomplete buffers back to the device and tells it here only."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def emit(self, context: object = None) -> None:
        """One incomplete buffer was given back."""
        self.seen = True


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
        self._incomplete = _Incomplete()
        # genicam waits with the GIL held: never let it wait
        acquirer.timeout_period_on_update_event_data_call = _POLL_MS
        acquirer.num_buffers = max(buffers, acquirer.min_num_buffers)
        acquirer.add_callback(acquirer.Events.INCOMPLETE_BUFFER, self._incomplete)

    def start(self) -> None:
        """Begin."""
        with stream_errors(self._source):
            self._acquirer.start()

    def stop(self) -> None:
        """End; buffers that are under way are dropped."""
        with stream_errors(self._source):
            self._acquirer.stop()
        self._incomplete.seen = False

    def fetch(self) -> gentl.Buffer | None:
        """A complete buffer if there is one now; give it back with :meth:`give_back`.

        Raises:
            CameraLostError: the producer fails.
        """
        with stream_errors(self._source):
            return self._acquirer.try_fetch(timeout=_POLL_S, is_raw=True)

    def give_back(self, buffer: gentl.Buffer) -> None:
        """Let the device fill the buffer again."""
        with stream_errors(self._source):
            buffer.parent.queue_buffer(buffer)

    def was_incomplete(self) -> bool:
        """Whether the last fetch met an incomplete buffer."""
        seen, self._incomplete.seen = self._incomplete.seen, False
        return seen
