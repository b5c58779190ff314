"""The running cameras as the set-up page sees and sets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from inspector.clock import monotonic_ns
from inspector.domain.camera_state import CameraState
from inspector.domain.errors.camera import (
    CameraUnknownError,
    FeatureError,
)
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.phrases.station import StationPhrase
from inspector.domain.ports import Camera
from inspector.engine.cameras.lane import Lane
from inspector.engine.cameras.settings import while_stopped

_T = TypeVar("_T")


class Cameras:
    """All lanes by their cameras' names; any thread may call.

    Args:
        lanes: In the order of the station file.
        inspecting: Whether parts are inspected now; nothing may disturb a camera then.
    """

    def __init__(self, lanes: Sequence[Lane], inspecting: Callable[[], bool]) -> None:
        self._lanes = {lane.settings.name: lane for lane in lanes}
        self._inspecting = inspecting

    def names(self) -> Sequence[str]:
        """In the order of the station file."""
        return tuple(self._lanes)

    def state(self, name: str) -> CameraState:
        """How the camera fares now."""
        lane = self._lane(name)
        acquisition, latest = lane.acquisition, lane.latest
        error = None if lane.connected else acquisition.error
        stats = acquisition.stats
        return CameraState(
            name=name,
            driver=lane.settings.driver,
            connected=lane.connected,
            fault_code="" if error is None else error.code,
            fault_detail="" if error is None else error.detail,
            fault_remedy="" if error is None else error.remedy,
            reasons=() if error is None else error.reasons,
            advice=None if error is None else error.advice,
            source="" if latest is None else latest.source,
            frames=stats.frames,
            incomplete=stats.incomplete,
            missed=stats.missed,
            reconnects=max(acquisition.connections - 1, 0),
            rate_hz=lane.rate_hz(),
            last_frame_age_s=None
            if latest is None
            else (monotonic_ns() - latest.host_ns) / 1_000_000_000,
            differences=acquisition.differences,
        )

    def features(self, name: str) -> Sequence[Feature]:
        """All features with what they take; a node map of a thousand registers is read for it."""
        return self._paused(name, lambda camera: camera.features())

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> Feature:
        """Set a feature, and read back what the device made of it."""

        def set_and_note(camera: Camera) -> Feature:
            try:
                return _set(camera, feature, value)
            finally:
                self._lane(name).acquisition.note_settings(camera)

        return self._paused(name, set_and_note)

    def trigger(self, name: str) -> None:
        """Expose one frame for a look."""
        lane = self._idle_lane(name)

        def expose(camera: Camera) -> None:
            camera.trigger()
            lane.on_test_exposure()

        lane.acquisition.call(expose)

    def latest(self, name: str) -> Frame | None:
        """The newest frame."""
        return self._lane(name).latest

    def _paused(self, name: str, work: Callable[[Camera], _T]) -> _T:
        """Acquisition pauses meanwhile: most features are locked while it runs."""
        lane = self._idle_lane(name)

        def pause_and_work(camera: Camera) -> _T:
            try:
                return while_stopped(camera, work)
            finally:
                lane.on_pause()

        return lane.acquisition.call(pause_and_work)

    def _lane(self, name: str) -> Lane:
        if name not in self._lanes:
            raise CameraUnknownError(CameraPhrase.NO_SUCH_CAMERA(found=name, names=self._lanes))
        return self._lanes[name]

    def _idle_lane(self, name: str) -> Lane:
        lane = self._lane(name)
        if self._inspecting():
            raise CommandNotAllowedError(
                StationPhrase.CAMERA_INSPECTS(camera=name), remedy=StationPhrase.STOP_TO_SET_UP()
            )
        return lane


def _set(camera: Camera, name: str, value: FeatureValue) -> Feature:
    camera.set(name, value)
    found = [each for each in camera.features() if name in (each.name, each.device_name)]
    if not found:
        raise FeatureError(FeaturePhrase.FEATURE_NOT_LISTED(feature=name))
    return found[0]
