"""Pictures, identities and faults of the Aravis driver over real GVCP and GVSP."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

import cv2
import numpy as np
import psutil
import pytest
from gige_rig import (
    await_farewells,
    grab_for_ever,
    grabbed,
    need_library,
    ramp,
    shoot,
    streaming,
    virtual_camera,
)

from inspector.cameras.aravis import AravisCamera, library, list_devices
from inspector.domain.errors.camera import (
    CameraAmbiguousError,
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    DriverMissingError,
    FeatureError,
)
from inspector.domain.evaluation import Reason

NO_ROUND_TRIP_S = 0.3
LEADER = 0
FIRST_DATA_PACKET = 1


@pytest.fixture(autouse=True, scope="session")
def _library() -> None:
    need_library()


def deep(number: int) -> np.ndarray:
    return ramp(number).astype(np.uint16) * 16 + number


def colour(number: int) -> np.ndarray:
    return np.dstack([ramp(number), ramp(number + 1)[::-1], ramp(number + 2)[:, ::-1]])


def mosaic(number: int) -> np.ndarray:
    blue, green, red = cv2.split(colour(number))
    raw = green.copy()
    raw[::2, ::2], raw[1::2, 1::2] = red[::2, ::2], blue[1::2, 1::2]
    return raw


@pytest.mark.parametrize(
    ("pixel_format", "view", "expected"),
    [
        ("Mono8", ramp, ramp),
        ("Mono12", deep, deep),
        ("Mono12p", deep, deep),
        ("Mono16", deep, deep),
        ("RGB8", colour, colour),
        ("BGR8", colour, colour),
        ("BayerRG8", colour, mosaic),
    ],
)
def test_pictures_arrive_pixel_by_pixel(pixel_format, view, expected) -> None:
    with (
        virtual_camera(view) as (_, address),
        streaming(address, {"pixel_format": pixel_format}, demosaic="none") as camera,
    ):
        for number in range(3):
            frame = shoot(camera)
            assert frame.pixel_format == pixel_format
            assert frame.image is not None
            assert frame.image.dtype == expected(number).dtype
            assert np.array_equal(frame.image, expected(number))


def test_a_region_of_the_sensor_arrives_as_set() -> None:
    region = {"width": 20, "height": 10, "offset_x": 6, "offset_y": 31}
    with virtual_camera() as (_, address), streaming(address, region) as camera:
        image = shoot(camera).image
        assert image is not None
        assert np.array_equal(image, ramp(0)[31:41, 6:26])


def test_ids_go_on_where_16_bits_wrap() -> None:
    free_run = {"trigger_source": "", "frame_rate_hz": 500, "first_block_id": 65_400}
    with virtual_camera(**free_run) as (_, address), streaming(address, buffers=200) as camera:
        frames = [grabbed(camera) for _ in range(200)]
    assert [frame.frame_id for frame in frames] == list(range(1, 201))
    for number, frame in enumerate(frames):
        assert np.array_equal(frame.image, ramp(number))


def test_device_time_is_the_cameras_own_clock() -> None:
    with virtual_camera() as (_, address), streaming(address) as camera:
        frames = [shoot(camera) for _ in range(2)]
    assert 0 < frames[0].device_ns < frames[1].device_ns <= frames[1].host_ns


def test_a_frame_lost_as_a_whole_leaves_a_gap_and_no_shift() -> None:
    with virtual_camera() as (virtual, address), streaming(address) as camera:
        first = shoot(camera)
        virtual.lose()
        camera.trigger()
        assert camera.grab(NO_ROUND_TRIP_S) is None
        third = shoot(camera)
        assert (first.frame_id, third.frame_id, third.missed_since_last) == (1, 3, 1)
        assert np.array_equal(third.image, ramp(2))
        assert camera.stats().missed == 1


def test_a_lost_packet_is_asked_for_again() -> None:
    many_packets = {"packet_size_bytes": 580}  # the library asks for a quarter of them at most
    with virtual_camera() as (virtual, address), streaming(address, many_packets) as camera:
        for lost in ((1,), (3,), (2, 4)):
            virtual.lose(lost)
            frame = shoot(camera)
            assert frame.complete
            assert np.array_equal(frame.image, ramp(frame.frame_id - 1))
        assert camera.stats().incomplete == 0


@pytest.mark.parametrize(
    ("can_resend", "packet_resend"), [(True, False), (False, False), (False, True)]
)
def test_a_frame_that_stays_incomplete_keeps_its_place(can_resend, packet_resend) -> None:
    with (
        virtual_camera(can_resend=can_resend) as (virtual, address),
        streaming(address, packet_resend=packet_resend) as camera,
    ):
        shoot(camera)
        virtual.lose((FIRST_DATA_PACKET,))
        damaged = shoot(camera)
        assert (damaged.frame_id, damaged.fault) == (2, Reason.FRAME_INCOMPLETE)
        assert damaged.image is None
        assert np.array_equal(shoot(camera).image, ramp(2))
        assert camera.stats().incomplete == 1


@pytest.mark.parametrize("packet_resend", [True, False])
def test_a_frame_whose_leader_was_lost_is_no_earlier_one(packet_resend: bool) -> None:
    """The leader tells the frame id; a buffer that was used before still holds that of its last."""
    with (
        virtual_camera(can_resend=False) as (virtual, address),
        streaming(address, packet_resend=packet_resend, buffers=2) as camera,
    ):
        before = [shoot(camera) for _ in range(5)]
        virtual.lose((LEADER,))
        lost, after = shoot(camera), shoot(camera)
    assert [frame.frame_id for frame in (*before, lost, after)] == [1, 2, 3, 4, 5, 6, 7]
    assert lost.fault is Reason.FRAME_INCOMPLETE
    assert after.complete
    assert after.missed_since_last == 0


def test_the_line_input_exposes_what_is_in_view() -> None:
    with (
        virtual_camera() as (virtual, address),
        streaming(address, {"trigger_source": "Line1"}) as camera,
    ):
        camera.trigger()
        assert camera.grab(NO_ROUND_TRIP_S) is None, "software does not trigger it now"
        for value in (3, 200):
            virtual.look_at(lambda _, value=value: np.full((48, 64), value, np.uint8))
            virtual.edge()
            assert np.unique(grabbed(camera).image).tolist() == [value]


def test_an_idle_line_is_no_fault() -> None:
    with virtual_camera() as (_, address), streaming(address) as camera:
        assert camera.grab(1.3) is None
        assert shoot(camera).complete


def test_a_camera_that_powers_down_is_lost() -> None:
    with virtual_camera() as (virtual, address), streaming(address) as camera:
        shoot(camera)
        virtual.close()
        with pytest.raises(CameraLostError):
            grab_for_ever(camera)
    await_farewells()


def test_a_controlled_camera_is_busy_and_free_again_after() -> None:
    with virtual_camera() as (_, address):
        with streaming(address) as first:
            with pytest.raises(CameraBusyError):
                AravisCamera(address=address).open()
            assert shoot(first).complete
        with streaming(address) as second:
            assert shoot(second).complete


def test_where_nobody_answers_no_camera_is_found() -> None:
    with virtual_camera() as (virtual, address):
        virtual.close()
        with pytest.raises(CameraNotFoundError, match=address):
            AravisCamera(address=address).open()


def test_a_camera_is_found_by_its_serial_number() -> None:
    with ExitStack() as stack:
        _, here = stack.enter_context(virtual_camera(serial="RIGHT-ONE"))
        stack.enter_context(virtual_camera(serial="OTHER-ONE"))
        found = {each.serial: each for each in list_devices()}
        assert found["RIGHT-ONE"].address == here
        assert found["RIGHT-ONE"].model == "Virtual GigE"
        camera = AravisCamera("RIGHT-ONE")
        stack.callback(camera.close)
        camera.open()
        assert camera.get("device_serial_number") == "RIGHT-ONE"


def test_two_cameras_with_one_serial_number_are_not_guessed_at() -> None:
    with (
        virtual_camera(serial="TWIN"),
        virtual_camera(serial="TWIN", model="Other"),
        pytest.raises(CameraAmbiguousError, match="TWIN"),
    ):
        AravisCamera("TWIN").open()


def test_an_address_with_another_serial_number_is_refused_and_left_free() -> None:
    with virtual_camera(serial="REAL") as (_, address):
        with pytest.raises(CameraNotFoundError, match="REAL"):
            AravisCamera("WANTED", address=address).open()
        with streaming(address) as camera:
            assert shoot(camera).complete


def test_settings_are_checked_converted_and_kept() -> None:
    with virtual_camera(exposure_node="ExposureTimeAbs") as (_, address):
        camera = AravisCamera(address=address)
        camera.open()
        camera.set("exposure_time_us", 250.5)
        assert camera.get("exposure_time_us") == 250.5
        assert camera.get("ExposureTimeAbs") == 250.5
        for name, value in (
            ("exposure_time_us", 5e6),
            ("exposure_time_us", "long"),
            ("width", 31),
            ("width", 99_999),
            ("pixel_format", "Mono99"),
            ("device_serial_number", "X"),
        ):
            with pytest.raises(FeatureError):
                camera.set(name, value)
        features = {feature.name: feature for feature in camera.features()}
        assert features["exposure_time_us"].maximum == 1_000_000
        assert features["width"].increment == 2
        assert features["width"].writable
        assert "Mono12p" in features["pixel_format"].choices
        assert features["TriggerSoftware"].value is None
        camera.start()
        assert not {f.name: f for f in camera.features()}["width"].writable
        with pytest.raises(FeatureError):
            camera.set("width", 32)
        camera.close()


def test_a_trigger_after_close_is_an_error_and_no_crash() -> None:
    with virtual_camera() as (_, address), streaming(address) as camera:
        device = camera._opened().device
        camera.close()
        with pytest.raises(CameraError):
            camera.trigger()
        with pytest.raises(CameraError):
            device.nodes.execute("TriggerSoftware")
        with pytest.raises(CameraError):
            device.start()


def test_triggers_of_another_thread_go_with_settings_of_this_one() -> None:
    triggers = 50
    with virtual_camera() as (_, address), streaming(address, buffers=64) as camera:

        def trigger() -> None:
            for _ in range(triggers):
                camera.trigger()

        thread = threading.Thread(target=trigger)
        thread.start()
        for number in range(triggers):
            camera.set("gain_db", float(number % 20))
            assert camera.get("gain_db") == number % 20
        thread.join()
        assert [grabbed(camera).frame_id for _ in range(triggers)] == list(range(1, triggers + 1))


def test_cameras_stream_side_by_side() -> None:
    with ExitStack() as stack:
        cameras = []
        for _ in range(2):
            _, address = stack.enter_context(virtual_camera(trigger_source="", frame_rate_hz=100))
            cameras.append(stack.enter_context(streaming(address, buffers=40)))
        for number in range(40):
            for camera in cameras:
                assert np.array_equal(grabbed(camera).image, ramp(number))


def test_opening_and_closing_leaves_nothing_behind() -> None:
    process = psutil.Process()
    with virtual_camera() as (_, address):

        def cycle() -> tuple[int, int]:
            with streaming(address) as camera:
                assert shoot(camera).complete
            return process.num_threads(), process.num_fds()

        before = [cycle() for _ in range(3)][-1]
        resident = process.memory_info().rss
        assert [cycle() for _ in range(40)][-1] == before
        assert process.memory_info().rss - resident < 8 * 1024 * 1024


def test_starting_and_stopping_goes_on_counting() -> None:
    with virtual_camera() as (_, address), streaming(address) as camera:
        for number in range(1, 11):
            assert shoot(camera).frame_id == number
            camera.stop()
            camera.start()


def test_without_the_library_the_command_that_installs_it_is_named(monkeypatch) -> None:
    monkeypatch.setattr(library, "_SONAME", "libaravis-9.9.so.9")
    library.aravis.cache_clear()
    try:
        with pytest.raises(DriverMissingError) as caught:
            AravisCamera(address="127.0.0.1").open()
        assert "apt-get install libaravis-0.8-0" in caught.value.remedy
    finally:
        library.aravis.cache_clear()


def test_the_interpreter_goes_on_while_the_driver_waits() -> None:
    """ctypes gives up the interpreter's lock: another thread counts while a grab waits."""
    ticks, ended = [0], threading.Event()

    def tick() -> None:
        while not ended.is_set():
            ticks[0] += 1
            time.sleep(0)

    with virtual_camera() as (_, address), streaming(address) as camera:
        thread = threading.Thread(target=tick)
        thread.start()
        assert camera.grab(0.2) is None
        ended.set()
        thread.join()
    assert ticks[0] > 100
