"""GenTL through the producers that run without hardware: MVTec's viky and the EMVA's TLSimu."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import psutil
import pytest
from forked_cameras import forked_cameras as forked_cameras
from forked_cameras import forking as forking
from gentl_producers import (
    COUNTS_BACKWARDS_AT_THE_FIFTH,
    CRASHES_AT_THE_FIFTH,
    CRASHES_WHEN_LOADED,
    EVERY_THIRD_IS_INCOMPLETE,
    HANGS_AT_THE_FIFTH,
    HELD_BY_ANOTHER_PROGRAM,
    STOPS_ANSWERING,
    compiled,
)

from inspector.cameras.isolated import IsolatedCamera, discover, isolated
from inspector.domain.errors.camera import (
    CameraAmbiguousError,
    CameraBusyError,
    CameraLostError,
    CameraNotFoundError,
    FeatureError,
    ProducerError,
)
from inspector.domain.evaluation import Reason
from inspector.testing.camera_contract import CameraContract

genicam = pytest.importorskip("genicam", reason="genicam (pip) is not installed")
pytest.importorskip("harvesters", reason="harvesters (pip) is not installed")
pytestmark = pytest.mark.usefixtures("forked_cameras")

VIKY = Path(genicam.__file__).with_name("viky.cti")
TLSIMU = Path(sys.prefix) / "share" / "inspector-test" / "TLSimu.cti"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux shows shared memory

needs_viky = pytest.mark.skipif(not VIKY.is_file(), reason=f"{VIKY} is in genicam 1.6.0 only")
needs_tlsimu = pytest.mark.skipif(not TLSIMU.is_file(), reason=f"{TLSIMU} is not installed")


class Preset(IsolatedCamera):
    """A camera with its settings, as the station applies them after each opening."""

    def __init__(self, producer: Path, serial: str, settings: dict, **options) -> None:
        super().__init__("gentl", {"producers": [str(producer)], "serial": serial, **options})
        self._settings = settings

    def open(self) -> None:
        was_open = self.pid != 0
        super().open()
        if not was_open:
            for name, value in self._settings.items():
                self.set(name, value)


def viky(serial="0", producer=VIKY, **settings) -> Preset:
    small = {"pixel_format": "Mono8", "width": 200, "height": 100}
    return Preset(producer, serial, {**small, **settings})


def tlsimu(serial="SN_InterfaceA_0", **settings) -> Preset:
    triggered = {"trigger_mode": "On", "trigger_source": "Software"}
    return Preset(TLSIMU, serial, {**triggered, **settings})


@needs_viky
class TestViky(CameraContract):
    FREE_RUN = True

    def make_camera(self, tmp_path):
        return viky(acquisition_frame_rate_hz=100.0)

    def make_faulty_camera(self, tmp_path):
        producer = compiled(EVERY_THIRD_IS_INCOMPLETE, tmp_path, on_top_of=VIKY)
        return viky(producer=producer), [None, None, Reason.FRAME_INCOMPLETE] * 2


@needs_tlsimu
class TestTlsimuMono(CameraContract):
    SILENCE_S = 0.1
    QUEUES_TRIGGERS = False

    def make_camera(self, tmp_path):
        return tlsimu()

    def test_a_stopped_camera_starts_again(self, tmp_path):
        pytest.skip("TLSimu keeps a trigger over a stop; how it goes on is tested below")


@pytest.fixture
def stream() -> Iterator[Callable[[IsolatedCamera], IsolatedCamera]]:
    """Opens and starts cameras, and closes them whatever becomes of the test."""
    with ExitStack() as opened:

        def started(camera: IsolatedCamera) -> IsolatedCamera:
            opened.callback(camera.close)
            camera.open()
            camera.start()
            return camera

        yield started


@needs_viky
def test_incomplete_frames_keep_their_ids(tmp_path, stream):
    camera = stream(viky(producer=compiled(EVERY_THIRD_IS_INCOMPLETE, tmp_path, on_top_of=VIKY)))
    frames = [camera.grab(5) for _ in range(7)]
    assert [frame.frame_id for frame in frames] == [1, 2, 3, 4, 5, 6, 7]


@needs_viky
def test_a_producer_that_crashes_in_mid_stream_is_a_lost_camera(tmp_path, stream):
    camera = stream(viky(producer=compiled(CRASHES_AT_THE_FIFTH, tmp_path, on_top_of=VIKY)))
    with pytest.raises(CameraLostError, match="SIGSEGV"):
        [camera.grab(5) for _ in range(9)]


@needs_viky
def test_a_producer_that_hangs_with_the_gil_held_is_a_lost_camera(tmp_path, stream):
    camera = stream(viky(producer=compiled(HANGS_AT_THE_FIFTH, tmp_path, on_top_of=VIKY)))
    with pytest.raises(CameraLostError, match="no sign of life"):
        [camera.grab(30) for _ in range(9)]


@needs_viky
def test_frame_ids_that_go_backwards_are_a_lost_camera(tmp_path, stream):
    source = COUNTS_BACKWARDS_AT_THE_FIFTH
    camera = stream(viky(producer=compiled(source, tmp_path, on_top_of=VIKY)))
    with pytest.raises(CameraLostError, match="frame id went from 95 back to 94"):
        [camera.grab(5) for _ in range(9)]


@needs_viky
def test_a_silent_device_that_does_not_answer_is_lost(tmp_path, stream):
    camera = stream(viky(producer=compiled(STOPS_ANSWERING, tmp_path, on_top_of=VIKY)))
    assert all(camera.grab(5) for _ in range(3))
    with pytest.raises(CameraLostError, match="cannot be reached"):
        camera.grab(10)


@needs_tlsimu
def test_a_silent_device_that_answers_is_only_idle(stream):
    camera = stream(tlsimu())
    assert camera.grab(2.5) is None
    camera.trigger()
    assert camera.grab(5) is not None


@needs_viky
def test_a_producer_that_crashes_is_named_and_the_others_are_listed(tmp_path):
    crashing = compiled(CRASHES_WHEN_LOADED, tmp_path)
    with pytest.raises(ProducerError, match=rf"SIGSEGV while loading .*{crashing.name}"):
        isolated("gentl", {"producers": [str(crashing)]}).open()
    found = discover("gentl", {"producers": [str(crashing), str(VIKY)]})
    assert [type(error) for error in found.errors] == [ProducerError]
    assert {camera.serial for camera in found.cameras} == (
        {"0", "1", "2"} if VIKY.is_file() else set()
    )


def test_a_producer_that_does_not_load_says_why(tmp_path):
    truncated = tmp_path / "truncated.cti"
    truncated.write_bytes(b"\x7fELF")
    with pytest.raises(ProducerError, match=r"does not load: .*truncated\.cti"):
        isolated("gentl", {"producers": [str(truncated)]}).open()
    with pytest.raises(ProducerError, match=r"missing\.cti does not exist"):
        isolated("gentl", {"producers": [str(tmp_path / "missing.cti")]}).open()


def test_a_library_that_is_no_producer_says_so():
    import _ctypes

    with pytest.raises(ProducerError, match="is no GenTL producer"):
        isolated("gentl", {"producers": [_ctypes.__file__]}).open()


@needs_viky
def test_producers_are_found_through_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("GENICAM_GENTL64_PATH", "")
    assert "GENICAM_GENTL64_PATH" in str(discover("gentl").errors[0])
    monkeypatch.setenv("GENICAM_GENTL64_PATH", str(tmp_path))
    assert str(tmp_path) in str(discover("gentl").errors[0])
    shutil.copy(VIKY, tmp_path)
    found = discover("gentl")
    assert [camera.model for camera in found.cameras] == ["Viky"] * 3
    assert [camera.in_use for camera in found.cameras] == [False] * 3


@needs_viky
def test_a_camera_that_is_not_the_only_one_that_fits_must_be_named(tmp_path):
    twin = tmp_path / "twin.cti"
    shutil.copy(VIKY, twin)
    with pytest.raises(CameraAmbiguousError, match="3 GenTL cameras are there: Viky 0"):
        viky("").open()
    both = isolated("gentl", {"producers": [str(VIKY), str(twin)], "serial": "1"})
    with pytest.raises(CameraAmbiguousError, match=r"serial number 1: .*viky\.cti.*twin\.cti"):
        both.open()
    with pytest.raises(CameraNotFoundError, match=r"serial number 77; there are Viky 0"):
        viky("77").open()


@needs_viky
def test_a_camera_that_another_program_holds_is_busy(tmp_path):
    camera = viky(producer=compiled(HELD_BY_ANOTHER_PROGRAM, tmp_path, on_top_of=VIKY))
    with pytest.raises(CameraBusyError, match="Viky 0 is in use"):
        camera.open()


@needs_tlsimu
def test_ids_go_on_after_a_stop_also_when_the_device_counts_on(stream):
    camera = stream(tlsimu())
    frames = []
    for _ in range(3):
        camera.trigger()
        frames.append(camera.grab(5))
        camera.stop()
        camera.start()
    assert [frame.frame_id for frame in frames] == [1, 2, 3]
    assert camera.stats().missed == 0


@needs_tlsimu
def test_colour_comes_in_the_order_of_opencv_and_with_the_name_that_the_camera_gave_it(stream):
    camera = stream(tlsimu("SN_InterfaceB_1"))
    camera.trigger()
    frame = camera.grab(5)
    assert frame.pixel_format == "RGB8"
    assert frame.image.shape[2] == 3
    assert frame.device_ns


@needs_tlsimu
def test_the_format_is_that_of_the_buffer_and_not_of_the_node(stream):
    camera = stream(tlsimu(pixel_format="Mono12Packed"))  # TLSimu takes it and sends Mono8
    camera.trigger()
    assert camera.get("pixel_format") == "Mono12Packed"
    assert camera.grab(5).pixel_format == "Mono8"


@needs_viky
def test_values_out_of_range_and_locked_nodes_name_the_feature():
    camera = viky()
    camera.open()
    with pytest.raises(FeatureError, match="width is 99999, must be 100 to 800"):
        camera.set("width", 99999)
    with pytest.raises(FeatureError, match="exposure_time_us"):
        camera.set("exposure_time_us", 100.0)
    camera.start()
    with pytest.raises(FeatureError, match="no software trigger"):
        camera.trigger()
    camera.close()


@needs_tlsimu
def test_nodes_are_locked_while_acquiring(stream):
    camera = stream(tlsimu())
    with pytest.raises(FeatureError, match="Width"):
        camera.set("width", 128)


@needs_viky
def test_the_engine_keeps_ticking_while_a_camera_streams(stream):
    idle = ticks(lambda: None)
    camera = stream(viky(acquisition_frame_rate_hz=200.0, width=800, height=800))
    streaming = ticks(lambda: camera.grab(0.1))
    print(
        f"ticks of 1 ms in 1 s: idle {idle[0]}, worst gap {idle[1] * 1e3:.1f} ms; "
        f"streaming {streaming[0]}, worst gap {streaming[1] * 1e3:.1f} ms"
    )
    assert streaming[0] > idle[0] / 4


def ticks(work) -> tuple[int, float]:
    """How often a thread of 1 ms ran within a second of work, and its longest pause."""
    times: list[float] = []
    stopped = threading.Event()

    def tick() -> None:
        while not stopped.is_set():
            times.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    end = time.perf_counter() + 1
    while time.perf_counter() < end:
        if work() is None:
            time.sleep(0.005)
    stopped.set()
    thread.join()
    return len(times), max(after - before for before, after in pairwise(times))


def left_open() -> tuple[int, int, list[Path]]:
    process = psutil.Process()
    segments = list(SHARED_MEMORY.glob(f"inspector-{process.pid}-*"))
    return process.num_threads(), len(process.children(recursive=True)), segments


@needs_viky
def test_reconnects_and_kills_leave_nothing_behind():
    reconnect(viky(acquisition_frame_rate_hz=100.0), 1)
    before = left_open()
    reconnect(viky(acquisition_frame_rate_hz=100.0), 8)
    assert left_open() == before


@needs_viky
@pytest.mark.soak
def test_a_hundred_reconnects_leave_nothing_behind():
    reconnect(viky(acquisition_frame_rate_hz=100.0), 2)
    before, memory = left_open(), psutil.Process().memory_info().rss
    reconnect(viky(acquisition_frame_rate_hz=100.0), 100)
    grown = psutil.Process().memory_info().rss - memory
    print(f"100 reconnects, every second one after a kill: memory grown by {grown / 1e6:.2f} MB")
    assert left_open() == before
    assert grown < 10e6


def reconnect(camera: IsolatedCamera, times: int) -> None:
    """Every second time the process is killed in mid-stream."""
    for number in range(times):
        camera.open()
        camera.start()
        assert camera.grab(5) is not None
        if number % 2:
            psutil.Process(camera.pid).kill()
            with pytest.raises(CameraLostError):
                [camera.grab(5) for _ in range(100)]
        camera.close()
