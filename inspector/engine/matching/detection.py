"""Parts that a camera sees by itself, without a trigger from the PLC.

The engine numbers what it sees, the gate opens a part for each number and answers with it, and so
picture and part belong together by identity. From then on the part is like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.engine.matching.frame_matcher import FREE_RUN_SILENCE_NS, FrameWindow, Pair
from inspector.engine.matching.part_view import PartView
from inspector.vision.measure.best_frame import BestFrame
from inspector.vision.measure.presence import Observation

_HELD_MAX = 4
"""Parts that wait for the gate's answer, each with a picture; it comes within milliseconds."""

Announce = Callable[[int, int], None]
"""Tells the gate of a detection: its number, and when it was seen in monotonic nanoseconds."""


class DetectionMatcher:
    """Implements :class:`~.frame_matcher.FrameMatcher` for the camera that counts parts.

    Args:
        window: Of it only ``late_ns`` counts: the gate's answer comes within.
        now_ns: Monotonic time.
        announce: Tells the gate.
        make_view: Makes what observes the frames, and again after each pause: somebody may have
            set the camera, and the empty belt look otherwise.
        best: Chooses one frame per part.
    """

    def __init__(
        self,
        window: FrameWindow,
        now_ns: int,
        announce: Announce,
        make_view: Callable[[], PartView],
        best: BestFrame[Frame],
    ) -> None:
        self._late_ns = window.late_ns
        self._announce = announce
        self._make_view = make_view
        self._view = make_view()
        self._best = best
        self._detections = 0
        self._held: dict[int, Frame | None] = {}
        self._last_frame_ns = now_ns - FREE_RUN_SILENCE_NS

    @property
    def waits(self) -> bool:
        """No part waits: the frame is there before its number is."""
        return False

    def listened_long_enough(self, now_ns: int) -> bool:
        """Whether frames come."""
        return now_ns - self._last_frame_ns < FREE_RUN_SILENCE_NS

    def reset(self, now_ns: int, fault: Reason = Reason.PAIRING_UNPROVEN) -> list[Pair]:
        """Detections are numbered, so nothing goes astray."""
        del now_ns, fault
        return []

    def on_gate_change(self, now_ns: int) -> list[Pair]:
        """The gate counts detections from 1 on each connection."""
        del now_ns
        self._detections = 0
        self._held.clear()
        return []

    def on_camera_change(self, now_ns: int) -> list[Pair]:
        """A part that was half seen is seen anew."""
        self._last_frame_ns = now_ns - FREE_RUN_SILENCE_NS
        self._best.reset()
        return []

    def on_camera_pause(self, now_ns: int) -> list[Pair]:
        """A part that was half seen may be another one by now."""
        self._view = self._make_view()
        return self.on_camera_change(now_ns)

    def on_part_counted(self, trigger_index: int, now_ns: int) -> list[Pair]:
        """Frames are not numbered by parts, so nothing follows from their count."""
        del trigger_index, now_ns
        return []

    def on_trigger(self, trigger: Trigger) -> list[Pair]:
        """The gate's answer to a detection."""
        frame = self._held.pop(trigger.detection, None)
        return [Pair(trigger, frame, Reason.FRAME_MISSING if frame is None else None)]

    def on_rejected(self, trigger: Trigger, now_ns: int) -> list[Pair]:
        """Its picture is let go."""
        del now_ns
        self._held.pop(trigger.detection, None)
        return []

    def look_at(self, frame: Frame) -> Callable[[], list[Pair]]:
        """Look for a part; when that settles which frame shows it best, the gate is told."""
        return partial(self._take, frame, self._view.observe(frame))

    def _take(self, frame: Frame, observation: Observation | None) -> list[Pair]:
        self._last_frame_ns = frame.host_ns
        seen = None if observation is None else self._best.feed(observation, frame)
        if seen is not None:
            self._detections += 1
            self._held[self._detections] = seen.frame
            while len(self._held) > _HELD_MAX:
                del self._held[next(iter(self._held))]
            self._announce(self._detections, frame.host_ns)
        return []

    def expire(self, now_ns: int) -> list[Pair]:
        """Pictures of parts that the gate never opened are let go."""
        gone = [
            detection
            for detection, frame in self._held.items()
            if frame is not None and now_ns - frame.host_ns > self._late_ns + FREE_RUN_SILENCE_NS
        ]
        for detection in gone:
            del self._held[detection]
        return []
