"""One camera of the station: its frames, which part each shows, and who judges them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraSilentError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.domain.ports import Camera
from inspector.engine.cameras.acquisition import Acquisition
from inspector.engine.cameras.settings import Disturbance, Settings
from inspector.engine.matching.detection import Announce
from inspector.engine.matching.frame_matcher import FrameMatcher, FrameWindow, Pair
from inspector.engine.matching.pairing import Pairer
from inspector.engine.matching.silence import Silence

_RATE_WINDOW_NS = 2_000_000_000
_ARRIVALS_KEPT = 2048

MakeMatcher = Callable[[FrameWindow, int, Announce], FrameMatcher]


def by_exposure(window: FrameWindow, now_ns: int, announce: Announce) -> FrameMatcher:
    """One frame was exposed for each part by its photo-eye: the usual way."""
    del announce
    return Pairer(window, now_ns)


def by_command(window: FrameWindow, now_ns: int, announce: Announce) -> FrameMatcher:
    """One frame was exposed for each part by the station, as soon as it had the time for it."""
    del announce
    return Pairer(window, now_ns, in_step=False)


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """How one camera is used.

    Attributes:
        name: The camera's name in the station file.
        driver: Name of its driver.
        make_camera: Makes a new driver object, at the start and after each loss.
        window: When a part's frame may come.
        software_trigger: Whether the station exposes the frame when the trigger comes.
        free_running: Whether frames come all the time.
        counts_parts: Whether it is this camera that sees the parts come.
        make_matcher: Decides which part a frame shows.
    """

    name: str
    make_camera: Callable[[], Camera]
    driver: str = ""
    window: FrameWindow = field(default_factory=FrameWindow)
    software_trigger: bool = False
    free_running: bool = False
    counts_parts: bool = False
    make_matcher: MakeMatcher = by_exposure


class Lane:
    """Owns one camera; all public members may be used from any thread.

    Args:
        view: The number of this camera's verdicts, from 0.
        settings: How it is used.
        features: SFNC features, applied after each (re)connect; see :meth:`use`.
        submit: Called with each part that has its frame, or has none.
        on_change: Called when the camera comes or goes.
        announce: Tells the gate of a part that the camera saw by itself.
    """

    def __init__(
        self,
        view: int,
        settings: LaneSettings,
        features: Settings,
        submit: Callable[[int, list[Pair]], None],
        on_change: Callable[[], None],
        announce: Announce,
    ) -> None:
        self.view = view
        self.settings = settings
        self.connected = False
        self.latest: Frame | None = None
        self.settled_ns = 0
        self.acquisition = Acquisition(
            settings.name, settings.make_camera, features, self._on_frame, self._on_camera
        )
        self._submit = submit
        self._on_change = on_change
        self._matcher = settings.make_matcher(settings.window, monotonic_ns(), announce)
        self._matching = threading.Lock()
        self._test_exposed = False
        self._silence = Silence(free_running=settings.free_running, now_ns=monotonic_ns())
        self._arrivals: deque[int] = deque(maxlen=_ARRIVALS_KEPT)

    @property
    def streams(self) -> bool:
        """Whether the camera is there and every part that comes now has a frame of its settings."""
        if not self.connected or monotonic_ns() < self.settled_ns:
            return False
        return not self.settings.free_running or self.listened_long_enough()

    def use(self, features: Settings) -> None:
        """Give the camera other settings, now and after each reconnect.

        Raises:
            FeatureError: it refuses one; what it holds nobody knows.
            CameraLostError: it is not connected, or does not answer.
        """
        self.acquisition.use(features)
        self.acquisition.call(self._renew)

    def listened_long_enough(self) -> bool:
        """Whether the next part's frame can be told from others."""
        with self._matching:
            return self._matcher.listened_long_enough(monotonic_ns())

    def expose(self) -> bool:
        """Expose the part that has come, where the station does; ``False`` when it could not."""
        if not self.settings.software_trigger:
            return True
        self._silence.on_exposing(monotonic_ns())
        try:
            return self.acquisition.trigger()
        finally:
            self._silence.on_exposed()

    def on_trigger(self, trigger: Trigger, *, exposed: bool) -> None:
        """A part is to be inspected."""
        self._silence.on_trigger(monotonic_ns())
        with self._matching:
            if exposed and self._exposed_late(trigger):
                pairs = self._matcher.on_part_counted(trigger.trigger_index, monotonic_ns())
                pairs.append(Pair(trigger, None, Reason.PAIRING_UNPROVEN))
            else:
                pairs = self._matcher.on_trigger(trigger)
            if not exposed:
                pairs += self._matcher.reset(monotonic_ns(), Reason.CAMERA_LOST)
        self._submit(self.view, pairs)

    def _exposed_late(self, trigger: Trigger) -> bool:
        """Whether the station has exposed when the part may have gone, and another one come."""
        waited_ns = monotonic_ns() - trigger.seen_ns + trigger.delay_max_ns
        return self.settings.software_trigger and waited_ns > self.settings.window.late_ns

    def on_rejected(self, trigger: Trigger) -> None:
        """A part came that is rejected, whatever its picture shows."""
        self._match(lambda matcher: matcher.on_rejected(trigger, monotonic_ns()))

    def on_part_counted(self, trigger_index: int) -> None:
        """The gate counted parts up to this one."""
        self._match(lambda matcher: matcher.on_part_counted(trigger_index, monotonic_ns()))

    def on_gate_change(self) -> None:
        """Another gate, or the same after a time unheard."""
        self._match(lambda matcher: matcher.on_gate_change(monotonic_ns()))

    def on_plc_change(self) -> None:
        """The PLC counts anew: nobody knows which parts came meanwhile."""
        self._match(lambda matcher: matcher.reset(monotonic_ns()))

    def on_test_exposure(self) -> None:
        """The camera has exposed without a part; the next frame is that.

        Called by the camera's thread, which has not taken that frame yet.
        """
        self._test_exposed = True

    def on_pause(self) -> None:
        """Somebody stopped and started the camera: nobody knows what it exposed meanwhile."""
        self._silence.on_start(monotonic_ns())
        self._match(lambda matcher: matcher.on_camera_pause(monotonic_ns()))

    def rate_hz(self) -> float:
        """Frames per second over the last two seconds."""
        since = monotonic_ns() - _RATE_WINDOW_NS
        return sum(arrival > since for arrival in tuple(self._arrivals)) * 1e9 / _RATE_WINDOW_NS

    def expire(self) -> bool:
        """Give up parts whose frame can no longer come, and a camera that sends none at all.

        Returns:
            Whether a part still waits for its frame.
        """
        self._match(lambda matcher: matcher.expire(monotonic_ns()))
        now_ns = monotonic_ns()
        if self.connected and self._silence.is_fault(now_ns):
            self.connected = False
            self.acquisition.give_up(CameraSilentError(self._silence.fault(now_ns)))
            self._on_change()
        return self._matcher.waits

    def _on_frame(self, frame: Frame) -> None:
        self.latest = frame
        self._silence.on_frame(frame.host_ns)
        self._arrivals.append(frame.host_ns)
        take_in = self._matcher.look_at(frame)
        self._match(lambda _: take_in())
        if self._test_exposed:
            self._test_exposed = False
            self.on_pause()

    def _renew(self, camera: Camera) -> None:
        """A part may be exposed long before its trigger is heard of, and arrive long after."""
        disturbance = Disturbance.PAUSED
        try:
            disturbance = self.acquisition.renew(camera, pause=self.settings.free_running)
        finally:
            if disturbance is not Disturbance.NONE:
                window = self.settings.window
                self.settled_ns = monotonic_ns() + window.early_ns + window.late_ns
            if disturbance is Disturbance.PAUSED:
                self.on_pause()

    def _on_camera(self, connected: bool) -> None:
        self.connected = False
        self._silence.on_start(monotonic_ns())
        self._match(lambda matcher: matcher.on_camera_change(monotonic_ns()))
        self.connected = connected
        self._on_change()

    def _match(self, event: Callable[[FrameMatcher], list[Pair]]) -> None:
        with self._matching:
            pairs = event(self._matcher)
        self._submit(self.view, pairs)
