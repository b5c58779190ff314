"""A camera comes and goes; its thread stays."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest

from inspector.domain.errors.camera import (
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    CameraSilentError,
    DriverMissingError,
    FeatureError,
    PixelFormatUnsupportedError,
)
from inspector.domain.feature import Feature, FeatureDifference, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.ports import Camera, CameraStats
from inspector.engine.cameras import acquisition as acquisition_module
from inspector.engine.cameras.acquisition import Acquisition
from inspector.engine.cameras.settings import apply_settings

WAIT_S = 30
FRAME = Frame(np.zeros((1, 1), np.uint8), "Mono8", 1, 0, 0)
Step = Frame | Exception | None


class ScriptedCamera:
    """Does what it is told and keeps a diary."""

    def __init__(self, *script: Step, opening: Exception | None = None) -> None:
        self.diary: list[object] = []
        self.kept: dict[str, FeatureValue] = {}
        self.rounded = ""
        self.streams = threading.Event()
        self.trigger_error: Exception | None = None
        self._opening = opening
        self._script: queue.SimpleQueue[Step] = queue.SimpleQueue()
        for step in script:
            self._script.put(step)

    def open(self) -> None:
        self.diary.append("open")
        if self._opening is not None:
            raise self._opening

    def close(self) -> None:
        self.diary.append("close")

    def get(self, feature: str) -> FeatureValue:
        if feature not in self.kept:
            raise FeatureError(feature)
        return self.kept[feature]

    def set(self, feature: str, value: FeatureValue) -> None:
        self.diary.append((feature, value))
        self.kept[feature] = round(value) if feature == self.rounded else value

    def features(self) -> Sequence[Feature]:
        return ()

    def start(self) -> None:
        self.diary.append("start")

    def stop(self) -> None:
        self.diary.append("stop")

    def trigger(self) -> None:
        self.diary.append("trigger")
        if self.trigger_error is not None:
            raise self.trigger_error

    def grab(self, timeout_s: float) -> Frame | None:
        self.streams.set()
        try:
            step = self._script.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(step, Exception):
            raise step
        return step

    def stats(self) -> CameraStats:
        return CameraStats()


class Watched:
    """An acquisition of several cameras, one after the other, and what it told."""

    def __init__(self, make: Callable[[], Camera]) -> None:
        self.frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        self.changes: queue.SimpleQueue[bool] = queue.SimpleQueue()
        features = {"exposure_time_us": 900, "gain_db": 2.5}
        self.acquisition = Acquisition("top", make, features, self.frames.put, self.changes.put)

    def wait_for_change(self, connected: bool) -> None:
        while self.changes.get(timeout=WAIT_S) is not connected:
            continue


@contextmanager
def acquiring(*cameras: Camera | Exception) -> Iterator[Watched]:
    """The last camera is made again and again."""
    ahead = list(cameras)

    def make() -> Camera:
        made = ahead.pop(0) if len(ahead) > 1 else ahead[0]
        if isinstance(made, Exception):
            raise made
        return made

    watched = Watched(make)
    watched.acquisition.start()
    try:
        yield watched
    finally:
        watched.acquisition.stop()
    assert "camera-top" not in {thread.name for thread in threading.enumerate()}


def test_a_camera_is_opened_set_started_and_closed() -> None:
    camera = ScriptedCamera(None, FRAME)
    with acquiring(camera) as watched:
        assert watched.frames.get(timeout=WAIT_S) is FRAME
    assert camera.diary == [
        "open",
        ("exposure_time_us", 900),
        ("gain_db", 2.5),
        "start",
        "close",
    ]
    assert not watched.changes.get(timeout=WAIT_S) or not watched.changes.get(timeout=WAIT_S)


@pytest.mark.parametrize("error", [CameraLostError("cable"), RuntimeError("driver bug")])
def test_a_lost_camera_comes_back_as_a_new_object_with_its_features(error: Exception) -> None:
    first, second = ScriptedCamera(error), ScriptedCamera(FRAME)
    with acquiring(first, second) as watched:
        assert watched.frames.get(timeout=WAIT_S) is FRAME
        assert watched.acquisition.error is None
        changes = [watched.changes.get(timeout=WAIT_S) for _ in range(3)]
    assert changes == [True, False, True]
    assert first.diary[-1] == "close"
    assert ("gain_db", 2.5) in second.diary


def test_a_driver_that_cannot_even_be_made_is_tried_again() -> None:
    with acquiring(OSError("no library"), ScriptedCamera(FRAME)) as watched:
        assert watched.frames.get(timeout=WAIT_S) is FRAME


def test_a_camera_that_is_not_there_is_said_once_and_tried_ever_more_slowly(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(acquisition_module, "_BACKOFF_S", (0.0, 0.001, 0.002))
    missing = ScriptedCamera(opening=CameraNotFoundError("no answer"))
    tried = threading.Semaphore(0)

    def make() -> Camera:
        tried.release()
        return missing

    watched = Watched(make)
    pause = watched.acquisition._stopping.wait
    monkeypatch.setattr(
        watched.acquisition._stopping, "wait", lambda s: (waits.append(s), pause(s))[1]
    )
    with caplog.at_level(logging.INFO):
        watched.acquisition.start()
        for _ in range(6):
            assert tried.acquire(timeout=WAIT_S)
        watched.acquisition.stop()
    assert waits[:5] == [0.0, 0.001, 0.002, 0.002, 0.002]
    assert str(watched.acquisition.error) == "CAM-001: no answer"
    assert [record.message for record in caplog.records] == ["CAM-001: no answer"]


def test_a_feature_that_is_refused_keeps_the_camera_out() -> None:
    class Strict(ScriptedCamera):
        def set(self, feature: str, value: FeatureValue) -> None:
            raise FeatureError(f"{feature} is locked")

    with acquiring(Strict()) as watched:
        watched.wait_for_change(connected=False)
        assert "CAM-003" in str(watched.acquisition.error)


def test_a_software_trigger_exposes_and_says_so() -> None:
    camera = ScriptedCamera()
    with acquiring(camera) as watched:
        assert camera.streams.wait(WAIT_S)
        assert watched.acquisition.trigger()
        assert "trigger" in camera.diary


def test_a_trigger_that_the_camera_refuses_is_no_exposure_and_ends_no_thread() -> None:
    camera = ScriptedCamera()
    camera.trigger_error = CameraLostError("cable")
    with acquiring(camera) as watched:
        assert camera.streams.wait(WAIT_S)
        assert not watched.acquisition.trigger()


def test_without_a_camera_a_trigger_is_no_exposure() -> None:
    assert not Watched(ScriptedCamera).acquisition.trigger()


def test_an_acquisition_that_never_started_can_be_stopped() -> None:
    Watched(ScriptedCamera).acquisition.stop()


def test_settings_are_set_in_the_order_in_which_devices_take_them() -> None:
    camera = ScriptedCamera()
    wanted = {
        "offset_x": 16,
        "exposure_time_us": 900,
        "width": 640,
        "pixel_format": "Mono8",
        "user_set_load": True,
    }
    assert apply_settings(camera, wanted) == ()
    assert [step[0] for step in camera.diary] == [
        "user_set_load",
        "pixel_format",
        "offset_x",
        "width",
        "offset_x",
        "exposure_time_us",
    ]
    assert camera.kept["offset_x"] == 16


def test_a_region_that_the_camera_still_has_cannot_keep_out_another_one() -> None:
    class Sensor(ScriptedCamera):
        """1000 pixels wide; the region of the recipe before is still in force."""

        def set(self, feature: str, value: FeatureValue) -> None:
            super().set(feature, value)
            if int(self.kept["width"]) + int(self.kept["offset_x"]) > 1000:
                raise FeatureError(f"{feature} is {value!r}, out of range")

    camera = Sensor()
    camera.kept = {"width": 400, "offset_x": 600}
    assert apply_settings(camera, {"offset_x": 0, "width": 1000}) == ()
    assert apply_settings(camera, {"offset_x": 600, "width": 400}) == ()


def test_a_zero_that_the_camera_holds_within_its_arithmetic_is_kept() -> None:
    class Holding(ScriptedCamera):
        def get(self, feature: str) -> FeatureValue:
            return 1e-15

    assert apply_settings(Holding(), {"gain_db": 0.0}) == ()


def test_a_setting_that_the_camera_rounds_is_told_and_not_a_fault() -> None:
    camera = ScriptedCamera(FRAME)
    camera.rounded = "gain_db"
    with acquiring(camera) as watched:
        assert watched.frames.get(timeout=WAIT_S) is FRAME
        assert watched.acquisition.differences == (FeatureDifference("gain_db", 2.5, 2),)


def test_a_setting_that_cannot_be_read_back_is_told() -> None:
    class Forgetful(ScriptedCamera):
        def get(self, feature: str) -> FeatureValue:
            raise FeatureError(f"{feature} is write-only")

    told = apply_settings(Forgetful(), {"gain_db": 1.0, "user_set_load": True})
    assert told == (FeatureDifference("gain_db", 1.0, None, "gain_db is write-only"),)


@pytest.mark.parametrize(
    ("wanted", "actual", "same"),
    [(1000.0, 1000.04, True), (1000, 1001, False), ("On", "Off", False), (True, 1, True)],
)
def test_values_are_the_same_within_what_a_device_can_hold(
    wanted: FeatureValue, actual: FeatureValue, same: bool
) -> None:
    class Holding(ScriptedCamera):
        def get(self, feature: str) -> FeatureValue:
            return actual

    assert (apply_settings(Holding(), {"x": wanted}) == ()) is same


def test_a_call_runs_in_the_cameras_thread_between_two_frames() -> None:
    camera = ScriptedCamera()
    with acquiring(camera) as watched:
        assert camera.streams.wait(WAIT_S)
        assert watched.acquisition.call(lambda c: (c, threading.current_thread().name)) == (
            camera,
            "camera-top",
        )
        with pytest.raises(FeatureError, match="gone"):
            watched.acquisition.call(lambda c: c.get("gone"))
        assert watched.acquisition.call(lambda c: c.stats()) == CameraStats()


def test_a_call_that_finds_the_camera_lost_says_so_and_ends_the_connection() -> None:
    def find_it_lost(camera: Camera) -> None:
        raise CameraLostError("cable")

    first, second = ScriptedCamera(), ScriptedCamera(FRAME)
    with acquiring(first, second) as watched:
        assert first.streams.wait(WAIT_S)
        with pytest.raises(CameraLostError, match="cable"):
            watched.acquisition.call(find_it_lost)
        assert watched.frames.get(timeout=WAIT_S) is FRAME
        assert watched.acquisition.connections == 2


def test_a_call_to_a_camera_that_is_not_there_is_refused_at_once() -> None:
    with pytest.raises(CameraLostError, match="not connected"):
        Watched(ScriptedCamera).acquisition.call(Camera.features)


def test_a_camera_that_is_given_up_is_connected_anew() -> None:
    first, second = ScriptedCamera(), ScriptedCamera(FRAME)
    with acquiring(first, second) as watched:
        assert first.streams.wait(WAIT_S)
        watched.acquisition.give_up(CameraSilentError("no frame"))
        assert watched.frames.get(timeout=WAIT_S) is FRAME
    assert first.diary[-1] == "close"


def test_a_listener_that_fails_does_not_end_the_cameras_thread() -> None:
    first, second = ScriptedCamera(CameraLostError("cable")), ScriptedCamera(FRAME)
    ahead = [first, second]
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()

    def fail(connected: bool) -> None:
        if not connected:
            raise RuntimeError("a bug in whoever listens")

    acquisition = Acquisition("top", lambda: ahead.pop(0), {}, frames.put, fail)
    acquisition.start()
    assert frames.get(timeout=WAIT_S) is FRAME
    acquisition.stop()


@pytest.mark.parametrize("when", ["making", "opening"])
def test_the_fault_that_is_told_is_the_last_one_whatever_its_kind(when: str) -> None:
    def broken() -> Camera:
        if when == "making":
            raise DriverMissingError("no library")
        return ScriptedCamera(opening=OSError("no library"))

    watched = Watched(broken)
    watched.acquisition.start()
    watched.wait_for_change(connected=False)
    error = watched.acquisition.error
    watched.acquisition.stop()
    assert error is not None
    assert "no library" in error.detail
    assert error.code == ("CAM-007" if when == "making" else "CAM-000")


def test_a_call_that_fails_in_a_way_that_nobody_foresaw_is_answered_at_once() -> None:
    def bug(camera: Camera) -> None:
        raise OverflowError("int too large to convert to float")

    first, second = ScriptedCamera(), ScriptedCamera(FRAME)
    with acquiring(first, second) as watched:
        assert first.streams.wait(WAIT_S)
        with pytest.raises(CameraError, match="top failed unexpectedly"):
            watched.acquisition.call(bug)
        assert watched.frames.get(timeout=WAIT_S) is FRAME


def test_a_camera_that_connects_and_never_delivers_is_tried_ever_more_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: queue.SimpleQueue[float] = queue.SimpleQueue()
    monkeypatch.setattr(acquisition_module, "_BACKOFF_S", (0.0, 0.001, 0.002))
    watched = Watched(lambda: ScriptedCamera(PixelFormatUnsupportedError("Confidence8")))
    pause = watched.acquisition._stopping.wait
    monkeypatch.setattr(
        watched.acquisition._stopping, "wait", lambda s: (waits.put(s), pause(s))[1]
    )
    watched.acquisition.start()
    assert [waits.get(timeout=WAIT_S) for _ in range(4)] == [0.0, 0.001, 0.002, 0.002]
    watched.acquisition.stop()


def test_a_refused_trigger_is_no_fault_of_a_camera_that_streams() -> None:
    camera = ScriptedCamera()
    camera.trigger_error = FeatureError("trigger_source is Line1")
    with acquiring(camera) as watched:
        assert camera.streams.wait(WAIT_S)
        assert not watched.acquisition.trigger()
        assert watched.acquisition.error is None


def test_settings_that_a_lost_camera_did_not_keep_are_told_no_more() -> None:
    first = ScriptedCamera(FRAME)
    first.rounded = "gain_db"
    gone = ScriptedCamera(opening=CameraNotFoundError("cable"))
    with acquiring(first, gone) as watched:
        watched.frames.get(timeout=WAIT_S)
        assert watched.acquisition.differences
        watched.acquisition.give_up(CameraSilentError("no frame"))
        watched.wait_for_change(connected=False)
        assert watched.acquisition.differences == ()


class HangingCamera(ScriptedCamera):
    """Its library does not come back."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def grab(self, timeout_s: float) -> Frame | None:
        self.streams.set()
        self.let_go.wait(WAIT_S)
        return None


def test_a_driver_that_hangs_cannot_hold_up_the_stop(caplog: pytest.LogCaptureFixture) -> None:
    camera = HangingCamera()
    watched = Watched(lambda: camera)
    watched.acquisition.start()
    assert camera.streams.wait(WAIT_S)
    watched.acquisition.stop(timeout_s=0.01)
    assert "top cannot be closed" in caplog.text
    with pytest.raises(CameraLostError):
        watched.acquisition.call(Camera.stats)
    camera.let_go.set()
    watched.acquisition.stop()


def test_a_driver_that_hangs_is_the_fault_as_soon_as_somebody_notices() -> None:
    camera = HangingCamera()
    with acquiring(camera) as watched:
        assert camera.streams.wait(WAIT_S)
        watched.acquisition.give_up(CameraSilentError("no frame for 3 s"))
        assert watched.acquisition.error is not None
        assert watched.acquisition.error.code == "CAM-012"
        camera.let_go.set()


def test_a_call_that_waits_for_a_camera_when_it_is_lost_is_refused() -> None:
    class Pulled(ScriptedCamera):
        """The cable is pulled while somebody waits."""

        def grab(self, timeout_s: float) -> Frame | None:
            self.streams.set()
            assert called.wait(WAIT_S)
            raise CameraLostError("cable")

    called = threading.Event()
    first, away = Pulled(), ScriptedCamera(opening=CameraNotFoundError("cable"))
    with acquiring(first, away) as watched, ThreadPoolExecutor(1) as caller:
        assert first.streams.wait(WAIT_S)
        call = caller.submit(watched.acquisition.call, lambda camera: camera.stats())
        while watched.acquisition._calls.empty():
            continue
        called.set()
        with pytest.raises(CameraLostError, match="top is not connected: cable"):
            call.result(WAIT_S)


def test_a_call_to_a_driver_that_hangs_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(acquisition_module, "_CALL_S", 0.01)
    camera = HangingCamera()
    with acquiring(camera) as watched:
        assert camera.streams.wait(WAIT_S)
        with pytest.raises(CameraLostError, match="top does not answer"):
            watched.acquisition.call(lambda camera: camera.stats())
        camera.let_go.set()


class TestOtherSettings:
    """The recipe changes while the camera is connected."""

    def test_a_renewal_sets_what_changes_and_a_reconnect_sets_all(self) -> None:
        camera, later = ScriptedCamera(), ScriptedCamera()
        with acquiring(camera, later) as watched:
            watched.wait_for_change(True)
            watched.acquisition.use({"exposure_time_us": 5, "gain_db": 2.5})
            watched.acquisition.call(lambda each: watched.acquisition.renew(each, pause=False))
            assert camera.diary[-1] == ("exposure_time_us", 5)
            assert watched.acquisition.exposure_time_us == 5
            camera._script.put(CameraLostError("cable"))
            watched.wait_for_change(False)
            watched.wait_for_change(True)
            assert later.kept == {"exposure_time_us": 5, "gain_db": 2.5}

    def test_a_camera_too_slow_for_its_settings_connects_anew_with_the_last_ones(self) -> None:
        """Whoever asked has given up and asked for something else by the time it is done."""
        slow, later = ScriptedCamera(), ScriptedCamera()
        with acquiring(slow, later) as watched:
            watched.wait_for_change(True)
            acquisition = watched.acquisition

            def renew_late(camera: Camera) -> None:
                settings = {"exposure_time_us": 9, "gain_db": 2.5}
                acquisition.use({"exposure_time_us": 5, "gain_db": 2.5})
                slow.set = lambda *_: acquisition.use(settings)  # type: ignore[method-assign]
                acquisition.renew(camera, pause=False)

            with pytest.raises(CameraLostError, match="too slow"):
                acquisition.call(renew_late)
            watched.wait_for_change(False)
            watched.wait_for_change(True)
            assert later.kept["exposure_time_us"] == 9

    def test_after_a_refused_setting_all_are_set(self) -> None:
        camera = ScriptedCamera()
        with acquiring(camera) as watched:
            watched.wait_for_change(True)
            acquisition = watched.acquisition
            keep = camera.set

            def refuse(feature: str, value: FeatureValue) -> None:
                if value == "refused":
                    raise FeatureError(feature)
                keep(feature, value)

            camera.set = refuse  # type: ignore[method-assign]
            acquisition.use({"exposure_time_us": 5, "gain_db": "refused"})
            with pytest.raises(FeatureError):
                acquisition.call(lambda each: acquisition.renew(each, pause=False))
            del camera.diary[:]
            acquisition.use({"exposure_time_us": 900, "gain_db": 2.5})
            acquisition.call(lambda each: acquisition.renew(each, pause=False))
            assert camera.diary == [("exposure_time_us", 900), ("gain_db", 2.5)]
