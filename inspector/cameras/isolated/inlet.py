"""The parent's end of the frames' pipe."""

from __future__ import annotations

from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from inspector.cameras.isolated import wire
from inspector.cameras.isolated.memory import Ring

if TYPE_CHECKING:
    from inspector.domain.frame import Frame


class Inlet:
    """Takes frames from the camera process and hands each slot back at once.

    Args:
        link: Pipe to the camera process.
        slots: Slots of each ring.
    """

    def __init__(self, link: Connection[Any, Any], slots: int) -> None:
        self._link = link
        self._slots = slots
        self._ring: Ring | None = None

    def take(self, timeout_s: float) -> Frame | None:
        """The next frame, or ``None`` when none came in time or the camera wanted room for one.

        Raises:
            EOFError: the process is gone.
            InspectorError: what the driver raised.
        """
        if not self._link.poll(timeout_s):
            return None
        said = wire.receive(self._link)
        if "error" in said:
            raise wire.to_error(said)
        if "room" in said:
            self._make_room(said["room"])
            return None
        return self._frame(said["frame"])

    def drain(self) -> None:
        """Let go of frames that are under way, and of an error among them."""
        while self._link.poll(0):
            said = wire.receive(self._link)
            if "frame" in said:
                wire.send(self._link, {"free": said["frame"]["slot"]})
            elif "room" in said:
                self._make_room(said["room"])

    def close(self) -> None:
        """Remove the shared memory."""
        if self._ring is not None:
            self._ring.close()

    def _frame(self, said: wire.Message) -> Frame:
        image = None
        if said["shape"] is not None and self._ring is not None:
            image = self._ring.take(said["slot"], tuple(said["shape"]), said["dtype"])
        wire.send(self._link, {"free": said["slot"]})
        return wire.to_frame(said, image)

    def _make_room(self, slot_bytes: int) -> None:
        """A larger ring; all pictures of the former were taken before the camera asked."""
        ring = Ring(self._slots, slot_bytes)
        self.close()
        self._ring = ring
        message = {"ring": ring.name, "slot_bytes": ring.slot_bytes}
        wire.send(self._link, message)
