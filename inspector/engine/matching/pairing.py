"""Which frame shows which part, by identity and never by order of arrival.

The camera numbers its exposures and the gate numbers its parts; once the difference between the two
is proven, it holds until either side restarts or a count goes astray. It is proven by a part that
comes after a quiet time on both wires: the first frame and the first trigger after silence can only
be the same part. Until then no frame is believed.

Silence counts only when the numbers say so too. A frame whose predecessor was lost, and a trigger
whose predecessor was never told to the engine, prove nothing: something happened in between. And it
counts only when it was longer than either wire can have been held up: a trigger that the PLC told
late, or a frame that arrives late by the camera's clock, comes when another part's counterpart is
due.

What this rests on:

* Both wires keep their order. The part that proves the pairing has its frame within the window of
  its trigger, or at least no part before it is still on its way after ``quiet_ns`` of silence.
* Frames may get lost or damaged, and triggers may stay untold, at any pitch: they are numbered.
* An exposure without a part, or a part without an exposure, puts the counts astray unseen. Parts
  further apart than ``quiet_ns`` show it at once, because the next frame misses the window; no
  trigger is ever joined with another part's frame. Closer parts show it at once by the camera's
  clock (:class:`~.rhythm.Rhythm`); where the camera has none, at their next pause.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.engine.matching.arrival import Arrival
from inspector.engine.matching.frame_matcher import FrameWindow, Pair
from inspector.engine.matching.rhythm import Rhythm

_AHEAD_MAX = 64
_PICTURES_MAX_BYTES = 1 << 28


_Heard = TypeVar("_Heard", Trigger, Frame)


@dataclass(frozen=True, slots=True)
class _AfterQuiet(Generic[_Heard]):
    """What came after silence on its wire, and how long it may have been held up."""

    it: _Heard
    silence_ns: int
    delay_ns: int


class Pairer:
    """Pure; the caller serialises all calls.

    Args:
        window: When a part's frame may come.
        now_ns: Monotonic time.
        in_step: Whether each part is exposed the same time after its edge.
    """

    def __init__(self, window: FrameWindow, now_ns: int, *, in_step: bool = True) -> None:
        self._window = window
        self._in_step = in_step
        self._offset: int | None = None
        self._triggers: dict[int, Trigger] = {}
        self._frames: deque[Frame] = deque(maxlen=_AHEAD_MAX)
        self._last_index: int | None = None
        self._last_frame_id: int | None = None
        self._last_expired = 0
        self._last_trigger_ns = self._last_frame_ns = self._reset_ns = now_ns
        self._arrival = Arrival()
        self._rhythm = Rhythm()
        self._trigger_after_quiet: _AfterQuiet[Trigger] | None = None
        self._frame_after_quiet: _AfterQuiet[Frame] | None = None
        self.extra_frames = 0

    @property
    def proven(self) -> bool:
        """Whether frames and triggers are known to add up."""
        return self._offset is not None

    @property
    def waits(self) -> bool:
        """Whether a part waits for its frame."""
        return bool(self._triggers)

    def listened_long_enough(self, now_ns: int) -> bool:
        """Whether the first part after silence would prove the pairing."""
        silent = now_ns - self._reset_ns > self._window.listening_ns
        return self.proven or (silent and self._last_index is not None)

    def reset(self, now_ns: int, fault: Reason = Reason.PAIRING_UNPROVEN) -> list[Pair]:
        """A count went astray: nothing is proven, and what waits is given up."""
        given_up = [Pair(trigger, None, fault) for trigger in self._triggers.values()]
        self._triggers.clear()
        self._frames.clear()
        self._offset = None
        self._last_expired = 0
        self._trigger_after_quiet = self._frame_after_quiet = None
        self._last_trigger_ns = max(self._last_trigger_ns, now_ns)
        self._last_frame_ns = max(self._last_frame_ns, now_ns)
        self._reset_ns = now_ns
        return given_up

    def on_gate_change(self, now_ns: int) -> list[Pair]:
        """Another gate, or the same one after a time unheard: nobody knows what it counted."""
        self._last_index = None
        return self.reset(now_ns, Reason.ENGINE_LOST)

    def on_camera_change(self, now_ns: int) -> list[Pair]:
        """Another connection to the camera: nobody knows what it exposed meanwhile."""
        self._last_frame_id = None
        self._arrival = Arrival()
        return self.on_camera_pause(now_ns)

    def on_camera_pause(self, now_ns: int) -> list[Pair]:
        """What the camera exposed meanwhile is unknown too, but its numbers go on."""
        return self.reset(now_ns, Reason.CAMERA_LOST)

    def on_part_counted(self, trigger_index: int, now_ns: int) -> list[Pair]:
        """The gate counted parts up to this one; those that were not told broke the silence."""
        if self._last_index is None:
            self._reset_ns = now_ns
        elif trigger_index <= self._last_index:
            return []
        self._last_index = trigger_index
        self._last_trigger_ns = max(self._last_trigger_ns, now_ns)
        return self._match()

    def on_trigger(self, trigger: Trigger) -> list[Pair]:
        """A part came and is to be inspected."""
        given_up: list[Pair] = []
        if trigger.trigger_index in self._triggers:
            given_up = self.reset(trigger.seen_ns)
        next_index = None if self._last_index is None else self._last_index + 1
        silence_ns = trigger.seen_ns - self._last_trigger_ns
        if trigger.trigger_index == next_index and silence_ns > self._window.quiet_ns:
            self._trigger_after_quiet = _AfterQuiet(trigger, silence_ns, trigger.delay_max_ns)
        self._last_trigger_ns = max(self._last_trigger_ns, trigger.seen_ns)
        self._last_index = trigger.trigger_index
        self._rhythm.note(trigger)
        self._triggers[trigger.trigger_index] = trigger
        return given_up + self._match()

    def on_rejected(self, trigger: Trigger, now_ns: int) -> list[Pair]:
        """Only the number of a part counts; whether it was exposed nobody knows."""
        return self.on_part_counted(trigger.trigger_index, now_ns)

    def look_at(self, frame: Frame) -> Callable[[], list[Pair]]:
        """Only the number of a picture counts."""
        return partial(self.on_frame, frame)

    def on_frame(self, frame: Frame) -> list[Pair]:
        """Take in a picture."""
        given_up: list[Pair] = []
        if self._last_frame_id is not None and frame.frame_id <= self._last_frame_id:
            given_up = self.reset(frame.host_ns)
        next_id = 1 if self._last_frame_id is None else self._last_frame_id + 1
        delay_ns = self._arrival.delay_ns(frame)
        silence_ns = frame.host_ns - self._last_frame_ns
        if frame.frame_id == next_id and silence_ns > self._window.quiet_ns:
            self._frame_after_quiet = _AfterQuiet(frame, silence_ns, delay_ns)
        self._last_frame_ns = max(self._last_frame_ns, frame.host_ns)
        self._last_frame_id = frame.frame_id
        self._let_pictures_go(frame.host_ns)
        self._frames.append(frame)
        return given_up + self._match()

    def _let_pictures_go(self, now_ns: int) -> None:
        """A frame too old for any trigger to come keeps its number and gives its memory back.

        So does the oldest one when all together take too much: a camera that streams though it
        should wait for parts fills no memory.
        """
        taken = sum(frame.image.nbytes for frame in self._frames if frame.image is not None)
        for place, waiting in enumerate(self._frames):
            young = now_ns - waiting.host_ns <= 2 * self._window.quiet_ns
            if young and taken <= _PICTURES_MAX_BYTES:
                return
            if waiting.image is not None:
                taken -= waiting.image.nbytes
                self._frames[place] = replace(waiting, image=None)

    def expire(self, now_ns: int) -> list[Pair]:
        """Triggers whose frame can no longer come."""
        fault = Reason.FRAME_MISSING if self.proven else Reason.PAIRING_UNPROVEN
        overdue = [
            trigger
            for trigger in self._triggers.values()
            if now_ns - trigger.seen_ns > self._window.late_ns
        ]
        for trigger in overdue:
            del self._triggers[trigger.trigger_index]
            self._last_expired = trigger.trigger_index
        return [Pair(trigger, None, fault) for trigger in overdue]

    def _match(self) -> list[Pair]:
        if self._offset is None or self._rhythm.in_doubt:
            self._prove()
        pairs: list[Pair] = []
        while (index := self._next_index()) is not None:
            frame = self._frames.popleft()
            trigger = self._triggers.pop(index, None)
            if trigger is None:
                if index <= self._last_expired:  # its own frame, or another part's: nobody can tell
                    return pairs + self.reset(frame.host_ns)
                self.extra_frames += 1
                continue
            in_window = self._window.holds(trigger, frame)
            if in_window and (not self._in_step or self._rhythm.fits(trigger, frame)):
                pairs.append(Pair(trigger, frame, frame.fault))
                continue
            pairs.append(Pair(trigger, None, Reason.PAIRING_UNPROVEN))
            self._trigger_after_quiet = self._frame_after_quiet = None
            if self._rhythm.lost or not in_window:
                return pairs + self.reset(frame.host_ns)
        return pairs

    def _next_index(self) -> int | None:
        """The part of the oldest frame, once the gate has counted it."""
        if self._offset is None or self._last_index is None or not self._frames:
            return None
        index = self._frames[0].frame_id + self._offset
        return index if index <= self._last_index else None

    def _prove(self) -> None:
        heard, came = self._trigger_after_quiet, self._frame_after_quiet
        if heard is None or came is None or not self._window.holds(heard.it, came.it):
            return
        held_up_ns = heard.delay_ns + came.delay_ns
        if min(heard.silence_ns, came.silence_ns) <= self._window.quiet_ns + held_up_ns:
            return
        self._offset = heard.it.trigger_index - came.it.frame_id
        self._rhythm.begin_anew()
        while self._frames and self._frames[0].frame_id < came.it.frame_id:
            self._frames.popleft()
