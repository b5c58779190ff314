"""What decides which part a frame shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger

_LEAST_QUIET_NS = 75_000_000
FREE_RUN_SILENCE_NS = 3_000_000_000
"""A camera that runs free and has sent nothing for so long does not stream."""


@dataclass(frozen=True, slots=True)
class FrameWindow:
    """When a part's frame may arrive, relative to its trigger, in nanoseconds."""

    early_ns: int = 20_000_000
    late_ns: int = 60_000_000

    @property
    def quiet_ns(self) -> int:
        """Silence after which the next frame and the next trigger belong together.

        It must outlast the window and whatever a busy computer delays either wire by: a window
        that is tight for a fast line says nothing of that.
        """
        return max(self.early_ns + self.late_ns, _LEAST_QUIET_NS)

    @property
    def listening_ns(self) -> int:
        """Silence after which a part may come, and prove it though a wire was held up a little."""
        return self.quiet_ns * 4 // 3

    def holds(self, trigger: Trigger, frame: Frame) -> bool:
        """Whether the frame came when the trigger's frame could come."""
        return -self.early_ns <= frame.host_ns - trigger.seen_ns <= self.late_ns


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger with its frame, or with the reason why it has none."""

    trigger: Trigger
    frame: Frame | None
    fault: Reason | None = None


class FrameMatcher(Protocol):
    """Pure; the caller serialises all calls but :meth:`look_at`.

    Every call returns the parts that it settles.
    """

    @property
    def waits(self) -> bool:
        """Whether a part waits for its frame, so that :meth:`expire` is urgent; not serialised."""

    def listened_long_enough(self, now_ns: int) -> bool:
        """Whether the next part's frame will be told from others."""

    def reset(self, now_ns: int, fault: Reason = Reason.PAIRING_UNPROVEN) -> list[Pair]:
        """A count went astray: what waits is given up."""

    def on_gate_change(self, now_ns: int) -> list[Pair]:
        """Another gate, or the same one after a time unheard."""

    def on_camera_change(self, now_ns: int) -> list[Pair]:
        """Another connection to the camera."""

    def on_camera_pause(self, now_ns: int) -> list[Pair]:
        """The same connection after a stop and a start; called by the thread that looks."""

    def on_part_counted(self, trigger_index: int, now_ns: int) -> list[Pair]:
        """The gate counted parts up to this one."""

    def on_trigger(self, trigger: Trigger) -> list[Pair]:
        """A part came and is to be inspected."""

    def on_rejected(self, trigger: Trigger, now_ns: int) -> list[Pair]:
        """A part came that is rejected, whatever its picture shows."""

    def look_at(self, frame: Frame) -> Callable[[], list[Pair]]:
        """A picture came; what is returned takes it in.

        Only the camera's thread calls this, and others may call the other methods meanwhile: to
        look at a large picture takes long, and no trigger may wait for it.
        """

    def expire(self, now_ns: int) -> list[Pair]:
        """Triggers whose frame can no longer come."""
