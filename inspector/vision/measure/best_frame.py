"""One event per part from a camera that runs free: the part's sharpest still frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Generic, TypeVar

from inspector.vision.measure.presence import Observation

FrameT = TypeVar("FrameT")


@dataclass(frozen=True, slots=True)
class PartSeen(Generic[FrameT]):
    """One part has been seen.

    Attributes:
        frame: Its sharpest still frame; ``None`` when none was still and sharp, so that the part
            cannot be judged.
        focus: Focus of that frame, 0 without one.
        frames: Frames that showed the part so far.
        good_frames: Those that were still and sharp.
    """

    frame: FrameT | None
    focus: float
    frames: int
    good_frames: int


class _State(Enum):
    EMPTY = "no part"
    COLLECTING = "a part is there, its event is due"
    DELIVERED = "a part is there, its event is out"
    LEAVING = "the part has just gone"


_NEXT: Mapping[tuple[_State, bool], _State] = MappingProxyType(
    {
        (_State.EMPTY, False): _State.EMPTY,
        (_State.EMPTY, True): _State.COLLECTING,
        (_State.COLLECTING, True): _State.COLLECTING,
        (_State.COLLECTING, False): _State.LEAVING,
        (_State.DELIVERED, True): _State.DELIVERED,
        (_State.DELIVERED, False): _State.LEAVING,
        (_State.LEAVING, False): _State.LEAVING,
        (_State.LEAVING, True): _State.DELIVERED,
    }
)
"""State and whether a part is present, to the state after that frame. ``COLLECTING`` becomes
``DELIVERED`` with enough good frames, ``LEAVING`` becomes ``EMPTY`` after the cool-down."""


class BestFrame(Generic[FrameT]):
    """Chooses one frame per part; a state machine without clock or thread.

    A part's event comes when it has shown enough good frames or has left, whichever is first, and
    exactly once, however long the part stays.

    Args:
        enough_frames: Good frames after which the best of them is taken.
        cooldown_frames: Empty frames after a part before the next may come. A part that shows again
            within them is the same one; parts that follow each other closer are taken as one.
    """

    def __init__(self, *, enough_frames: int = 3, cooldown_frames: int = 2) -> None:
        self._enough_frames = enough_frames
        self._cooldown_frames = cooldown_frames
        self.reset()

    def reset(self) -> None:
        """Forget a part that is there, as after a stop."""
        self._state = _State.EMPTY
        self._empty_frames = 0
        self._begin_part()

    def feed(self, observation: Observation, frame: FrameT) -> PartSeen[FrameT] | None:
        """Take the next frame.

        Args:
            observation: What :class:`PartDetector` says of the frame.
            frame: The frame, or whatever stands for it; kept only while it is the best.

        Returns:
            The part, with the frame that makes its event due; else ``None``.
        """
        before = self._state
        self._state = _NEXT[before, observation.present]
        if self._state is _State.COLLECTING:
            if before is _State.EMPTY:
                self._begin_part()
            self._collect(observation, frame)
            if self._good_frames < self._enough_frames:
                return None
            self._state = _State.DELIVERED
            return self._deliver()
        if self._state is _State.LEAVING:
            self._cool_down(before)
            return self._deliver() if before is _State.COLLECTING else None
        return None

    def _begin_part(self) -> None:
        self._best: FrameT | None = None
        self._best_focus = 0.0
        self._frames = 0
        self._good_frames = 0

    def _collect(self, observation: Observation, frame: FrameT) -> None:
        self._frames += 1
        if not observation.sharp:
            return
        self._good_frames += 1
        if self._best is None or observation.focus > self._best_focus:
            self._best, self._best_focus = frame, observation.focus

    def _deliver(self) -> PartSeen[FrameT]:
        seen = PartSeen(self._best, self._best_focus, self._frames, self._good_frames)
        self._best = None
        return seen

    def _cool_down(self, before: _State) -> None:
        self._empty_frames = self._empty_frames + 1 if before is _State.LEAVING else 1
        if self._empty_frames >= self._cooldown_frames:
            self._state = _State.EMPTY
