"""Where pictures come from: a live source that never waits, or a video file that always does."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from inspector import clock
from inspector.cameras.opencv_capture import Capture
from inspector.cameras.pacing import Pacing
from inspector.domain.errors.camera import CameraLostError, CameraNotFoundError
from inspector.domain.phrases.cameras import CameraPhrase

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_QUEUE_DEPTH = 4


@dataclass(slots=True)
class Picture:
    """A picture, when it had been read, and how many before it nobody took."""

    image: Image
    read_ns: int
    missed: int = 0


class PictureSource(Protocol):
    """What the driver reads while it acquires."""

    def take(self, timeout_s: float) -> Picture | None:
        """The next picture; raises ``CameraLostError`` when there will be none."""

    def trigger(self) -> None:
        """Ask for one picture; safe from another thread."""

    def stop(self) -> Capture | None:
        """End; gives the capture back, ``None`` when it can no longer be used."""


class VideoFile:
    """A video file: pictures are read when they are due, none is dropped."""

    def __init__(
        self, capture: Capture, pacing: Pacing, reopen: Callable[[], Capture] | None
    ) -> None:
        """Take over the capture; ``reopen`` begins the file again, ``None`` for a single pass."""
        self._capture = capture
        self._pacing = pacing
        self._reopen = reopen

    def take(self, timeout_s: float) -> Picture | None:
        """The next picture when it is due."""
        if not self._pacing.wait(timeout_s):
            return None
        image = self._capture.read()
        if image is None and self._reopen is not None:
            image = self._first_again(self._reopen)
        if image is None:
            raise CameraLostError(CameraPhrase.VIDEO_ENDED())
        return Picture(image, clock.monotonic_ns())

    def trigger(self) -> None:
        """Make one picture due."""
        self._pacing.trigger()

    def stop(self) -> Capture:
        """Give the capture back at its present position."""
        return self._capture

    def _first_again(self, reopen: Callable[[], Capture]) -> Image | None:
        try:
            again = reopen()
        except CameraNotFoundError as error:
            raise CameraLostError(*error.said) from error
        self._capture.release()
        self._capture = again
        return again.read()


class LiveSource:
    """A camera or stream, drained all the time by a thread so that no picture is ever stale.

    In free run the newest pictures wait in a short queue; on overflow the oldest is dropped and
    counted. With a trigger, the picture is the first whose reading began after the trigger.
    """

    def __init__(self, capture: Capture, *, triggered: bool, stop_timeout_s: float) -> None:
        """Take over the capture and begin to read."""
        self._capture = capture
        self._triggered = triggered
        self._stop_timeout_s = stop_timeout_s
        self._pictures: deque[Picture] = deque()
        self._pending = 0
        self._ended = False
        self._lost = False
        self._stopping = False
        self._abandoned = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="opencv-reader", daemon=True)
        self._thread.start()

    def take(self, timeout_s: float) -> Picture | None:
        """The oldest waiting picture."""
        with self._changed:
            self._changed.wait_for(lambda: self._pictures or self._lost, timeout_s)
            if self._pictures:
                return self._pictures.popleft()
            if self._lost:
                raise CameraLostError(CameraPhrase.NO_MORE_PICTURES())
            return None

    def trigger(self) -> None:
        """Keep the next picture whose reading begins from now on."""
        with self._changed:
            self._pending += self._triggered

    def stop(self) -> Capture | None:
        """End the thread; a read that hangs is left to release the capture when it returns."""
        with self._changed:
            self._stopping = True
        self._thread.join(self._stop_timeout_s)
        with self._changed:
            self._abandoned = not self._ended
            return None if self._abandoned or self._lost else self._capture

    def _run(self) -> None:
        while self._read_one():
            pass
        with self._changed:
            self._ended = True
            if self._abandoned or self._lost:
                self._capture.release()

    def _read_one(self) -> bool:
        with self._changed:
            if self._stopping:
                return False
            wanted = not self._triggered or self._pending > 0
        image = self._capture.read()
        read_ns = clock.monotonic_ns()
        with self._changed:
            if image is None:
                self._lost = True
            elif wanted:
                self._keep(Picture(image, read_ns))
            self._changed.notify_all()
            return image is not None

    def _keep(self, picture: Picture) -> None:
        dropped = 0
        if self._triggered:
            self._pending -= 1
        elif len(self._pictures) == _QUEUE_DEPTH:
            dropped = self._pictures.popleft().missed + 1
        self._pictures.append(picture)
        self._pictures[0].missed += dropped
