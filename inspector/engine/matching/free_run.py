"""A part's best frame among those that stream by after its trigger.

A free-running camera numbers its frames, but no frame was exposed for a part, so only time ties the
two together. A frame that two parts' windows hold belongs to neither: which of them it shows nobody
can tell. The same holds for a frame that was held up on its way for so long that it may have been
exposed before the part came, and for one that repeats the picture of a frame from before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.engine.matching.arrival import Arrival
from inspector.engine.matching.frame_matcher import FREE_RUN_SILENCE_NS, FrameWindow, Pair
from inspector.vision.image import is_repeated

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_CANDIDATES_MAX = 8
TOLD_WITHIN_NS = 20_000_000
"""How late the gate's word of the next part may reach this process; that part ends the window of
the one before, so nothing is settled earlier."""

Rating = Callable[[Frame], float | None]
"""How well a frame shows a part, the higher the better; ``None`` for not at all."""


@dataclass(slots=True)
class _Search:
    """The frames that may show one part."""

    trigger: Trigger
    from_ns: int
    until_ns: int
    end_ns: int
    candidates: list[tuple[float, Frame]] = field(default_factory=list)  # each better than the last
    damaged: deque[int] = field(default_factory=lambda: deque(maxlen=_CANDIDATES_MAX))

    def holds(self, host_ns: int) -> bool:
        return self.from_ns <= host_ns < self.until_ns

    def take(self, rating: float | None, frame: Frame, delay_ns: int) -> None:
        if not (self.holds(frame.host_ns) and self.holds(frame.host_ns - delay_ns)):
            return
        if not frame.complete:
            self.damaged.append(frame.host_ns)
        elif rating is not None and self._is_better(rating):
            self.candidates.append((rating, frame))
            if len(self.candidates) > _CANDIDATES_MAX:
                del self.candidates[0]

    def _is_better(self, rating: float) -> bool:
        """A window ends earlier when the next part comes, and begins never later.

        So a frame that is no better than one before it can never be the best one.
        """
        return not self.candidates or rating > self.candidates[-1][0]

    def best(self) -> Pair:
        """The best frame of those that are still held."""
        held = [frame for _, frame in self.candidates if self.holds(frame.host_ns)]
        if held:
            return Pair(self.trigger, held[-1])
        damaged = any(self.holds(host_ns) for host_ns in self.damaged)
        fault = Reason.FRAME_INCOMPLETE if damaged else Reason.FRAME_MISSING
        return Pair(self.trigger, None, fault)


class FreeRunMatcher:
    """Implements :class:`~.frame_matcher.FrameMatcher` for a camera that never stops.

    Args:
        window: Of it only ``late_ns`` counts: the part is before the camera when its trigger comes.
        now_ns: Monotonic time.
        make_rate: Makes what is called with each complete frame in order, and again after each
            pause: somebody may have set the camera, and the empty belt look otherwise.
    """

    def __init__(self, window: FrameWindow, now_ns: int, make_rate: Callable[[], Rating]) -> None:
        self._late_ns = window.late_ns
        self._make_rate = make_rate
        self._rate = make_rate()
        self._searches: dict[int, _Search] = {}
        self._recent: deque[tuple[float | None, Frame, int]] = deque(maxlen=_CANDIDATES_MAX)
        self._arrival = Arrival()
        self._picture: Image | None = None
        self._pictured_ns = now_ns
        self._settled_until_ns = 0
        self._last_frame_ns = now_ns - FREE_RUN_SILENCE_NS

    @property
    def waits(self) -> bool:
        """Whether a part waits for its best frame."""
        return bool(self._searches)

    def listened_long_enough(self, now_ns: int) -> bool:
        """Whether frames come."""
        return now_ns - self._last_frame_ns < FREE_RUN_SILENCE_NS

    def reset(self, now_ns: int, fault: Reason = Reason.PAIRING_UNPROVEN) -> list[Pair]:
        """What waits is given up."""
        del now_ns
        given_up = [Pair(search.trigger, None, fault) for search in self._searches.values()]
        self._searches.clear()
        self._recent.clear()
        return given_up

    def on_gate_change(self, now_ns: int) -> list[Pair]:
        """Another gate numbers its parts anew."""
        return self.reset(now_ns, Reason.ENGINE_LOST)

    def on_camera_change(self, now_ns: int) -> list[Pair]:
        """Another connection to the camera."""
        self._last_frame_ns = now_ns - FREE_RUN_SILENCE_NS
        self._arrival = Arrival()
        return self.reset(now_ns, Reason.CAMERA_LOST)

    def on_camera_pause(self, now_ns: int) -> list[Pair]:
        """Nobody knows what the camera would have shown meanwhile."""
        self._rate = self._make_rate()
        return self.on_camera_change(now_ns)

    def on_part_counted(self, trigger_index: int, now_ns: int) -> list[Pair]:
        """Frames are not numbered by parts, so nothing follows from their count."""
        del trigger_index, now_ns
        return []

    def on_trigger(self, trigger: Trigger) -> list[Pair]:
        """A part is before the camera, and frames may have come before the gate's word.

        One that may have come long before it is there for so much shorter.
        """
        search = self._come(trigger)
        for recent in self._recent:
            search.take(*recent)
        self._searches[trigger.trigger_index] = search
        return []

    def on_rejected(self, trigger: Trigger, now_ns: int) -> list[Pair]:
        """Frames of its window show it, and neither the part before nor the next one."""
        del now_ns
        self._settled_until_ns = max(self._settled_until_ns, self._come(trigger).end_ns)
        return []

    def _come(self, trigger: Trigger) -> _Search:
        """The window of a part that has come; it ends those of the parts before."""
        begun_ns = trigger.seen_ns - trigger.delay_max_ns
        end_ns = trigger.seen_ns + self._late_ns
        from_ns = max(trigger.seen_ns, self._settled_until_ns)
        for other in self._searches.values():
            other.until_ns = min(other.until_ns, begun_ns)
            from_ns = max(from_ns, other.end_ns)
        return _Search(trigger, from_ns, begun_ns + self._late_ns, end_ns)

    def look_at(self, frame: Frame) -> Callable[[], list[Pair]]:
        """Rate a picture."""
        rating = self._rate(frame) if frame.complete else None
        return partial(self._take, frame, rating, self._since_ns(frame))

    def _since_ns(self, frame: Frame) -> int:
        """Since when the camera has shown this picture: a frozen one goes on to send its last."""
        picture, before = frame.image, self._picture
        if picture is None:
            return frame.host_ns
        if before is None or not is_repeated(picture, before):
            self._picture, self._pictured_ns = picture, frame.host_ns
        return self._pictured_ns

    def _take(self, frame: Frame, rating: float | None, since_ns: int) -> list[Pair]:
        self._last_frame_ns = frame.host_ns
        while self._recent and frame.host_ns - self._recent[0][1].host_ns > TOLD_WITHIN_NS:
            self._recent.popleft()
        delay_ns = self._arrival.delay_ns(frame) + frame.host_ns - since_ns
        self._recent.append((rating, frame, delay_ns))
        for search in self._searches.values():
            search.take(rating, frame, delay_ns)
        return []

    def expire(self, now_ns: int) -> list[Pair]:
        """Parts whose window is over, each with its best frame."""
        over = [
            search for search in self._searches.values() if now_ns > search.end_ns + TOLD_WITHIN_NS
        ]
        for search in over:
            self._settled_until_ns = max(self._settled_until_ns, search.end_ns)
            del self._searches[search.trigger.trigger_index]
        return [search.best() for search in over]
