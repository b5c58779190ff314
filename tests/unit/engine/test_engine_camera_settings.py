"""From one recipe's settings to another's, with as little disturbance as the camera allows."""

from __future__ import annotations

import pytest

from inspector.domain.errors.camera import CameraError, CameraLostError, FeatureError
from inspector.domain.feature import FeatureValue
from inspector.engine.cameras.settings import (
    Disturbance,
    change_settings,
    exposure_time_us,
)


class Camera:
    """Keeps what it is told, but for what is locked while it streams."""

    def __init__(self, *locked: str) -> None:
        self.diary: list[object] = []
        self.kept: dict[str, FeatureValue] = {}
        self.locked = set(locked)
        self.streams = True
        self.start_error: Exception | None = None

    def get(self, feature: str) -> FeatureValue:
        if feature not in self.kept:
            raise FeatureError(feature)
        return self.kept[feature]

    def set(self, feature: str, value: FeatureValue) -> None:
        if value == "refused" or (self.streams and feature in self.locked):
            raise FeatureError(feature)
        self.diary.append((feature, value))
        self.kept[feature] = value

    def start(self) -> None:
        self.diary.append("start")
        if self.start_error is not None:
            raise self.start_error
        self.streams = True

    def stop(self) -> None:
        self.diary.append("stop")
        self.streams = False


OLD = {"exposure_time_us": 1.0, "gain_db": 2.0}
NEW = {"exposure_time_us": 9.0, "gain_db": 2.0}


def change(
    camera: Camera, old: dict[str, FeatureValue], new: dict[str, FeatureValue], pause: bool = False
) -> Disturbance:
    return change_settings(camera, old, new, pause=pause)[1]  # type: ignore[arg-type]


def test_what_stays_is_not_set_and_the_stream_goes_on() -> None:
    camera = Camera()
    assert change(camera, OLD, NEW) is Disturbance.SET
    assert camera.diary == [("exposure_time_us", 9.0)]


def test_a_camera_that_has_it_all_is_left_alone_even_if_it_should_pause() -> None:
    camera = Camera()
    assert change(camera, NEW, NEW, pause=True) is Disturbance.NONE
    assert camera.diary == []


def test_what_is_locked_while_it_streams_is_set_in_a_pause_with_all_the_rest() -> None:
    camera = Camera("exposure_time_us")
    assert change(camera, OLD, NEW) is Disturbance.PAUSED
    assert camera.diary == ["stop", ("exposure_time_us", 9.0), ("gain_db", 2.0), "start"]


def test_what_others_depend_on_is_set_in_a_pause() -> None:
    camera = Camera()
    assert change(camera, OLD, {**OLD, "pixel_format": "Mono8"}) is Disturbance.PAUSED
    assert camera.diary[:2] == ["stop", ("pixel_format", "Mono8")]


def test_a_stream_without_gaps_is_stopped_when_it_must() -> None:
    assert change(Camera(), OLD, NEW, pause=True) is Disturbance.PAUSED


def test_of_a_camera_that_nobody_knows_all_is_set() -> None:
    camera = Camera()
    change(camera, {}, NEW)
    assert camera.kept == NEW


def test_a_refused_setting_leaves_the_camera_streaming() -> None:
    camera = Camera()
    with pytest.raises(FeatureError):
        change(camera, OLD, {**NEW, "gain_db": "refused"})
    assert camera.streams
    assert camera.diary[-1] == "start"


@pytest.mark.parametrize("error", [CameraError("no buffers"), CameraLostError("cable")])
def test_a_camera_that_does_not_start_again_is_lost(error: CameraError) -> None:
    camera = Camera()
    camera.start_error = error
    with pytest.raises(CameraLostError, match=error.detail):
        change(camera, OLD, NEW, pause=True)


@pytest.mark.parametrize(
    ("kept", "found"),
    [({}, None), ({"exposure_time_us": 5}, 5.0), ({"exposure_time_us": "x"}, None)],
)
def test_the_exposure_is_what_the_camera_says(
    kept: dict[str, FeatureValue], found: float | None
) -> None:
    camera = Camera()
    camera.kept = kept
    assert exposure_time_us(camera) == found  # type: ignore[arg-type]
