"""The virtual camera over a real socket: its wire, its server process and its driver."""

from __future__ import annotations

import multiprocessing
import select
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import cv2
import numpy as np
import pytest
from ports import free_port

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import (
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    FeatureError,
)
from inspector.domain.evaluation import Reason
from inspector.sim import camera as camera_module
from inspector.sim import camera_wire
from inspector.sim.camera import SimCamera
from inspector.sim.camera_server import STOP, CameraSettings, Exposure, PartTruth, serve_camera
from inspector.sim.camera_wire import GREETING, SentFrame, pack_frame
from inspector.sim.line_cameras import LineCameras
from inspector.testing.camera_contract import CameraContract

WAIT_S = 30.0
GREY = np.arange(12, dtype=np.uint8).reshape(3, 4)


class Served:
    """A camera server in a thread of this process, and the line that exposes."""

    def __init__(self, images: Path) -> None:
        self.port = free_port()
        self.line, theirs = multiprocessing.Pipe()
        settings = CameraSettings(self.port, seed=1, images=str(images), ok_classes=("good",))
        self._thread = threading.Thread(target=self._serve, args=(settings, theirs))
        self._thread.start()
        self.truths: list[PartTruth] = []
        self.exposed = 0
        while (message := self.line.recv()) is not None:
            self.truths.append(message)

    @staticmethod
    def _serve(settings: CameraSettings, line: Connection) -> None:
        with line:
            serve_camera(settings, line)

    def expose(self, exposed_ns: int | None = None) -> None:
        seen_ns = monotonic_ns() if exposed_ns is None else exposed_ns
        self.line.send(Exposure(self.exposed, seen_ns))
        self.exposed += 1

    def close(self) -> None:
        self.line.send(STOP)
        self._thread.join(WAIT_S)
        self.line.close()
        assert not self._thread.is_alive()


class ShutterCamera(SimCamera):
    """The virtual camera with the photo-eye of a test: a trigger is a part that passes."""

    def __init__(self, served: Served) -> None:
        super().__init__("127.0.0.1", served.port)
        self._served = served
        self._shots = 0

    def open(self) -> None:
        super().open()
        self._shots = 0

    def trigger(self) -> None:
        if not self._started:
            super().trigger()
        self._served.expose()
        self._shots += 1

    def stop(self) -> None:
        """The picture of a part that has passed is on its way, however busy the computer is."""
        if self._link is not None and self.stats().frames < self._shots:
            select.select([self._link], [], [], WAIT_S)
        super().stop()


def pictures(folder: Path, broken: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(3):
        cv2.imwrite(str(folder / f"{number}.png"), np.full((9, 9), 40 * number, np.uint8))
    for number in range(broken):
        (folder / f"broken{number}.png").write_bytes(b"")
    return folder


class TestContract(CameraContract):
    @pytest.fixture(autouse=True)
    def _servers(self, tmp_path: Path) -> Iterator[None]:
        with ExitStack() as self._stack:
            self._ahead = [self._served(pictures(tmp_path / "ahead"))]
            yield

    def _served(self, images: Path) -> Served:
        served = Served(images)
        self._stack.callback(served.close)
        return served

    def make_camera(self, tmp_path: Path) -> ShutterCamera:
        ahead = self._ahead.pop() if self._ahead else None
        return ShutterCamera(ahead or self._served(pictures(tmp_path / "images")))

    def make_faulty_camera(self, tmp_path: Path) -> tuple[ShutterCamera, list[Reason | None]]:
        served = self._served(pictures(tmp_path / "images", broken=2))
        camera = SimCamera("127.0.0.1", served.port)
        camera.open()
        camera.start()
        faults = []
        for _ in range(5):
            served.expose()
            frame = camera.grab(WAIT_S)
            assert frame is not None
            faults.append(frame.fault)
        camera.close()
        return ShutterCamera(served), [faults[n % 5] for n in range(served.exposed, 10)] + faults

    def test_a_closed_camera_opens_again(self, tmp_path: Path) -> None:
        """Hardware-triggered, it counts on while nobody looks: the id shows what was missed."""
        served = self._served(pictures(tmp_path / "images"))
        camera = ShutterCamera(served)
        for _ in range(2):
            camera.open()
            camera.start()
            camera.trigger()
            frame = camera.grab(WAIT_S)
            assert frame is not None
            assert frame.frame_id == served.exposed
            assert camera.stats().frames >= 1
            camera.close()
            served.expose()


def test_a_picture_that_is_sent_late_says_when_it_was_exposed(tmp_path: Path) -> None:
    """A busy computer holds the virtual camera up; its photo-eye edge was in time all the same."""
    with closing(Served(pictures(tmp_path / "images"))) as served:
        camera = SimCamera("127.0.0.1", served.port)
        camera.open()
        with closing(camera):
            camera.start()
            edge_ns = monotonic_ns() - 180_000_000
            served.expose(edge_ns)
            frame = camera.grab(WAIT_S)
    assert frame is not None
    assert frame.device_ns == edge_ns
    assert frame.host_ns - edge_ns >= 180_000_000


def grab_until_lost(camera: SimCamera) -> None:
    while True:
        camera.grab(WAIT_S)


@contextmanager
def wired() -> Iterator[tuple[SimCamera, socket.socket]]:
    """A started camera and the bare socket that feeds it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        camera = SimCamera("127.0.0.1", listener.getsockname()[1])
        with ThreadPoolExecutor(1) as pool, closing(camera):
            opening = pool.submit(camera.open)
            sender, _ = listener.accept()
            with sender:
                sender.sendall(GREETING)
                opening.result()
                camera.start()
                yield camera, sender


def raw(frame_id: int = 1, image: np.ndarray | None = GREY, source: str = "x") -> bytes:
    return b"".join(bytes(part) for part in pack_frame(SentFrame(frame_id, 5, image, None, source)))


@pytest.mark.parametrize(
    ("image", "pixel_format"),
    [
        (GREY, "Mono8"),
        (GREY.astype(np.uint16) * 999, "Mono16"),
        (np.dstack([GREY] * 3), "BGR8"),
        (np.dstack([GREY] * 3).astype(np.uint16), "BGR16"),
        (GREY[:, ::2], "Mono8"),
        (None, ""),
    ],
)
def test_a_picture_arrives_as_it_was_sent(image: np.ndarray | None, pixel_format: str) -> None:
    with wired() as (camera, sender):
        sender.sendall(raw(7, image, "Ümlaut"))
        frame = camera.grab(WAIT_S)
        assert frame is not None
        assert (frame.frame_id, frame.device_ns, frame.source) == (7, 5, "Ümlaut")
        assert frame.pixel_format == pixel_format
        assert frame.image is image or (frame.image == image).all()
        assert frame.image is None or not frame.image.flags.writeable


def test_a_header_that_comes_ahead_of_its_pixels_is_still_one_frame() -> None:
    with wired() as (camera, sender):
        content = raw(1)
        sender.sendall(content[:36])
        later = threading.Timer(0.1, sender.sendall, [content[36:]])
        later.start()
        frame = camera.grab(0.01)
        later.join()
        assert frame is not None
        assert frame.image is not None
        sender.sendall(raw(2))
        following = camera.grab(WAIT_S)
        assert following is not None
        assert following.frame_id == 2


def test_a_camera_that_stalls_within_a_frame_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_wire, "_STALLED_NS", 20_000_000)
    with wired() as (camera, sender):
        sender.sendall(raw()[:40])
        with pytest.raises(CameraLostError, match="stalls"):
            camera.grab(0.01)


def test_a_look_without_waiting_is_no_loss() -> None:
    with wired() as (camera, _):
        assert camera.grab(0) is None


def test_missed_exposures_show_in_the_next_frame() -> None:
    with wired() as (camera, sender):
        for frame_id in (4, 7):
            sender.sendall(raw(frame_id))
        frames = [camera.grab(WAIT_S) for _ in range(2)]
        assert [frame.missed_since_last for frame in frames if frame] == [0, 2]
        assert (camera.stats().frames, camera.stats().missed) == (2, 2)


HEADER = camera_wire._HEADER


@pytest.mark.parametrize(
    "content",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n" * 4,
        HEADER.pack(b"VCAM", 1, 1, 3, 4, 0xFFFF, 1, 1, 0, 99),
        HEADER.pack(b"VCAM", 1, 1, 1, 1, 0xFFFF, 1, 4, 0, 4) + bytes(4),
        HEADER.pack(b"VCAM", 1, 1, 1, 1, 0xFFFF, 7, 1, 0, 7) + bytes(7),
        HEADER.pack(b"VCAM", 1, 1, 0, 0, 999, 0, 0, 0, 0),
        HEADER.pack(b"VCAM", 1, 1, 65535, 65535, 0xFFFF, 1, 1, 0, 65535 * 65535),
    ],
    ids=["other protocol", "wrong size", "32 bit", "seven channels", "unknown fault", "too big"],
)
def test_what_is_no_frame_is_a_lost_camera(content: bytes) -> None:
    with wired() as (camera, sender):
        sender.sendall(content)
        with pytest.raises(CameraLostError):
            camera.grab(WAIT_S)


def test_a_connection_that_ends_is_a_lost_camera() -> None:
    with wired() as (camera, sender):
        sender.close()
        with pytest.raises(CameraLostError, match="closed"):
            camera.grab(WAIT_S)


def test_a_connection_that_breaks_is_a_lost_camera() -> None:
    with wired() as (camera, sender):
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        sender.close()
        with pytest.raises(CameraLostError):
            camera.grab(WAIT_S)


def test_where_nobody_listens_no_camera_is_found() -> None:
    with pytest.raises(CameraNotFoundError, match="no virtual camera answers"):
        SimCamera("127.0.0.1", free_port()).open()


def test_what_does_not_greet_is_no_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module, "_CONNECT_TIMEOUT_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        camera = SimCamera("127.0.0.1", listener.getsockname()[1])
        with pytest.raises(CameraNotFoundError, match="no greeting"):
            camera.open()
        monkeypatch.setattr(camera_module, "_CONNECT_TIMEOUT_S", WAIT_S)
        with ThreadPoolExecutor(1) as pool:
            opening = pool.submit(camera.open)
            for _ in range(2):
                sender, _ = listener.accept()
                with sender:
                    sender.sendall(b"220 mail server ready")
            with pytest.raises(CameraNotFoundError, match="something else"):
                opening.result()


def test_features_can_be_read_and_not_changed() -> None:
    camera = SimCamera("127.0.0.1", 1)
    assert camera.get("trigger_source") == "Line1"
    camera.set("trigger_source", "Line1")
    with pytest.raises(FeatureError, match="fixed"):
        camera.set("trigger_source", "Software")
    with pytest.raises(FeatureError, match="Line1 only"):
        camera.trigger()
    with pytest.raises(CameraError):
        camera.grab(0)


def test_the_newest_viewer_wins_and_the_truth_stays_with_the_line(tmp_path: Path) -> None:
    served = Served(pictures(tmp_path / "images"))
    try:
        first, second = (SimCamera("127.0.0.1", served.port) for _ in range(2))
        first.open()
        first.start()
        served.expose()
        assert first.grab(WAIT_S) is not None
        second.open()
        second.start()
        served.expose()
        assert second.grab(WAIT_S) is not None
        with pytest.raises(CameraLostError):
            grab_until_lost(first)
        second.close()
        first.close()
        served.expose()
        served.expose()
        while len(served.truths) < served.exposed:
            message = served.line.recv()
            served.truths.append(message)
        numbers = [truth.number for truth in served.truths]
        assert numbers == list(range(len(numbers)))
    finally:
        served.close()


def test_a_part_is_defective_to_a_camera_that_looks_at_something_else() -> None:
    shown = CameraSettings(port=free_port(), seed=1)
    cameras = LineCameras((shown, replace(shown, protocol="none")))
    try:
        truths: list[PartTruth] = []
        while not truths:
            truths += cameras.truths()
    finally:
        cameras.close()
    assert all(truth.defective for truth in truths)
