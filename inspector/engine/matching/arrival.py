"""How much later than usual a camera's frame arrives, told by the camera's own clock."""

from __future__ import annotations

from collections import deque

from inspector.domain.frame import Frame

_FRAMES = 256


class Arrival:
    """Compares this computer's clock with the camera's over the last frames of a connection.

    The two clocks may begin anywhere. Their difference is smallest for the frame that came
    fastest; how much larger it is for another says how long that one was held up.
    """

    def __init__(self) -> None:
        self._differences_ns: deque[int] = deque(maxlen=_FRAMES)

    def delay_ns(self, frame: Frame) -> int:
        """Take in a frame; return its delay.

        Where no clock tells it, as for the first frame, it is what the frame may have waited here.
        """
        if frame.device_ns is None:
            return frame.waited_max_ns
        difference_ns = frame.host_ns - frame.device_ns
        self._differences_ns.append(difference_ns)
        if len(self._differences_ns) == 1:
            return frame.waited_max_ns
        return difference_ns - min(self._differences_ns)
