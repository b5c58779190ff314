"""The camera process's end of the frames' pipe."""

from __future__ import annotations

from collections import deque
from multiprocessing.connection import Connection
from typing import Any

from inspector.cameras.isolated import wire
from inspector.cameras.isolated.memory import Ring
from inspector.domain.frame import Frame


class Outlet:
    """Hands frames to the parent, each with one of the ring's slots, picture or not.

    When the parent is slow and no slot is free, a frame is dropped and the next one says so. When
    a picture is larger than a slot it waits for a larger ring, which only the parent can make.

    Args:
        link: Pipe to the parent.
        slots: Slots of each ring.
    """

    def __init__(self, link: Connection[Any, Any], slots: int) -> None:
        self._link = link
        self._slots = slots
        self._free = deque(range(slots))
        self._ring: Ring | None = None
        self._waiting: Frame | None = None
        self._dropped = 0

    @property
    def is_waiting(self) -> bool:
        """Whether a picture waits for a larger ring; offer no other frame meanwhile."""
        return self._waiting is not None

    def offer(self, frame: Frame) -> None:
        """Send a frame, now or when the parent has made room."""
        if not self._free:
            self._dropped += frame.missed_since_last + 1
        elif self._has_room_for(frame):
            self._send(frame)
        else:
            self._waiting = frame
            wire.send(self._link, {"room": frame.image.nbytes if frame.image is not None else 0})

    def listen(self) -> None:
        """Take note of what the parent has said: slots handed back, a larger ring."""
        while self._link.poll(0):
            said = wire.receive(self._link)
            if "free" in said:
                self._free.append(said["free"])
            else:
                self._replace_ring(Ring(self._slots, said["slot_bytes"], said["ring"]))

    def forget(self) -> None:
        """Acquisition has ended: what is not sent is not missed."""
        self._waiting = None
        self._dropped = 0

    def close(self) -> None:
        """Let go of the memory."""
        if self._ring is not None:
            self._ring.close()

    def _has_room_for(self, frame: Frame) -> bool:
        if frame.image is None:
            return True
        return self._ring is not None and frame.image.nbytes <= self._ring.slot_bytes

    def _send(self, frame: Frame) -> None:
        slot = self._free.popleft()
        if frame.image is not None and self._ring is not None:
            self._ring.put(slot, frame.image)
        wire.send(self._link, wire.from_frame(frame, slot, self._dropped))
        self._dropped = 0

    def _replace_ring(self, ring: Ring) -> None:
        self.close()
        self._ring = ring
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.offer(waiting)
