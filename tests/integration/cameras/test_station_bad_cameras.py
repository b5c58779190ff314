"""A station with one good and one bad camera: the bad one is named, the good one runs on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path

import cv2
import numpy as np
import pytest
from gige_rig import need_library, virtual_camera

from inspector.app import EngineProcess, make_engine
from inspector.cameras.aravis import AravisCamera
from inspector.config.station import parse_station
from inspector.domain.camera_state import CameraState
from inspector.paths import DataFolder

WAIT_S = 30.0
STATION = """\
schema_version = 1
[station]
id = "bad-cameras"
simulated = true
[model]
package = "machined-part/1.0.0"
provider = "cpu"
[cameras.good]
driver = "replay"
folder = "images"
[cameras.bad]
"""


@contextmanager
def engine(folder: Path, bad_camera: str) -> Iterator[EngineProcess]:
    (folder / "images").mkdir()
    cv2.imwrite(str(folder / "images" / "part.png"), np.full((192, 192), 90, np.uint8))
    config = parse_station(STATION + bad_camera, folder / "station.toml")
    process = make_engine(config, DataFolder(folder / "data"), "token")
    process.engine.start()
    try:
        yield process
    finally:
        process.stop()


def told(process: EngineProcess, code: str) -> CameraState:
    """The bad camera's state once it names this fault; the good one must stream meanwhile."""
    cameras = process.engine.cameras
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        state = cameras.state("bad")
        if state.fault_code == code and cameras.state("good").connected:
            return state
        time.sleep(0.02)
    raise AssertionError(f"{cameras.state('bad')}, {cameras.state('good')}")


def assert_named(process: EngineProcess, code: str, words: str) -> None:
    """On the set-up page and among the alarms, with a remedy; and no part may pass."""
    state = told(process, code)
    assert words in state.fault_detail
    assert code not in state.fault_detail
    assert state.fault_remedy
    snapshot = process.services.station.snapshot()
    alarms = [alarm for alarm in snapshot.alarms if alarm.code == code]
    assert [alarm.message.startswith("bad: ") for alarm in alarms] == [True]
    assert alarms[0].remedy == state.fault_remedy
    assert not snapshot.camera_connected
    assert process.engine.cameras.state("good").fault_code == ""


@pytest.fixture(scope="session", autouse=True)
def _library() -> None:
    need_library()
    resource_tracker.ensure_running()


@pytest.mark.parametrize(
    ("section", "code", "words"),
    [
        ('driver = "aravis"\naddress = "127.99.98.97"', "CAM-001", "127.99.98.97"),
        ('driver = "opencv"\nsource = "nowhere.mp4"', "CAM-001", "nowhere.mp4"),
        ('driver = "replay"\nfolder = "nowhere"', "CAM-001", "nowhere"),
        ('driver = "gentl"\nproducers = ["gone.cti"]', "CAM-008", "gone.cti"),
        ('driver = "gentl"\nproducers = ["station.toml"]', "CAM-008", "station.toml"),
    ],
)
def test_a_camera_that_is_not_there(tmp_path: Path, section: str, code: str, words: str) -> None:
    (tmp_path / "station.toml").write_text("no library")
    with engine(tmp_path, section) as process:
        assert_named(process, code, words)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('pixel_format = "Mono9"', "must be one of: Mono8"),
        ("exposure_time_us = 1e12", "must be"),
        ("width = 99999", "must be"),
        ("no_such_feature = 1", "not a feature of this device"),
        ('gain_db = "loud"', "must be a number"),
    ],
)
def test_a_setting_that_the_camera_cannot_take(tmp_path: Path, setting: str, words: str) -> None:
    with virtual_camera(exposure_node="ExposureTimeAbs") as (_, address):
        section = f'driver = "aravis"\naddress = "{address}"\nfeatures = {{ {setting} }}'
        with engine(tmp_path, section) as process:
            assert_named(process, "CAM-003", words)


def test_a_camera_that_another_program_holds_until_it_lets_go(tmp_path: Path) -> None:
    with virtual_camera() as (_, address):
        thief = AravisCamera(address=address)
        thief.open()
        try:
            with engine(tmp_path, f'driver = "aravis"\naddress = "{address}"') as process:
                assert_named(process, "CAM-004", address)
                thief.close()
                deadline = time.monotonic() + WAIT_S
                while not process.engine.cameras.state("bad").connected:
                    assert time.monotonic() < deadline
                    time.sleep(0.02)
        finally:
            thief.close()


def test_a_stream_that_stands_still_while_the_connection_stays_up(tmp_path: Path) -> None:
    """The camera waits for a trigger that nobody gives; the station expects it to run free."""
    with virtual_camera(trigger_source="Line1") as (_, address):
        section = f'driver = "aravis"\naddress = "{address}"\ntriggering = "free_run"'
        with engine(tmp_path, section) as process:
            assert_named(process, "CAM-012", "no frame for 3 s")
