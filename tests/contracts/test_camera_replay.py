from pathlib import Path

import cv2
import numpy as np
import pytest

from inspector.cameras.replay import ReplayCamera
from inspector.domain.errors.camera import (
    CameraNotFoundError,
    FeatureError,
    ImageFolderEmptyError,
)
from inspector.domain.evaluation import Reason
from inspector.testing.camera_contract import CameraContract


def write(path: Path, value: int = 100) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    encoded = cv2.imencode(path.suffix, np.full((12, 16), value, np.uint8))[1]
    path.write_bytes(encoded.tobytes())
    return path


class TestReplayOfFolder(CameraContract):
    def make_camera(self, tmp_path: Path) -> ReplayCamera:
        for number in range(3):
            write(tmp_path / "images" / f"{number}.png", number)
        return ReplayCamera(tmp_path / "images")

    def make_faulty_camera(self, tmp_path: Path):
        write(tmp_path / "a.png")
        (tmp_path / "b.png").write_bytes(b"")
        write(tmp_path / "c.png")
        truncated = write(tmp_path / "d.jpg")
        truncated.write_bytes(truncated.read_bytes()[:-40])
        one_pixel = cv2.imencode(".png", np.zeros((1, 1), np.uint8))[1].tobytes()
        (tmp_path / "e.png").write_bytes(one_pixel)
        write(tmp_path / "f.png")
        bad, odd = Reason.IMAGE_UNREADABLE, Reason.IMAGE_UNSUITABLE
        return ReplayCamera(tmp_path), (None, bad, None, bad, odd, None, None, bad)


class TestReplayOfList(CameraContract):
    def make_camera(self, tmp_path: Path) -> ReplayCamera:
        lines = [f"{write(tmp_path / f'{number}.bmp').name},good" for number in range(5)]
        (tmp_path / "list.csv").write_text("path,label\n" + "\n".join(lines))
        return ReplayCamera(tmp_path / "list.csv", order="shuffled", seed=3)

    def make_faulty_camera(self, tmp_path: Path):
        write(tmp_path / "here.png")
        (tmp_path / "list.csv").write_text("path\nhere.png\nmissing.png\nhere.png\n")
        return ReplayCamera(tmp_path / "list.csv"), (None, Reason.IMAGE_UNREADABLE, None)


def sources(camera: ReplayCamera, count: int) -> list[str]:
    camera.open()
    camera.start()
    names = []
    for _ in range(count):
        camera.trigger()
        frame = camera.grab(5)
        assert frame is not None
        names.append(frame.source)
    camera.close()
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/1.png", "a/2.png", "a/1.png", "top.png"):
        write(tmp_path / name)
    return tmp_path


def test_files_come_in_the_order_of_their_paths_and_begin_again(folder):
    names = ["a/1.png", "a/2.png", "b/1.png", "top.png"]
    assert sources(ReplayCamera(folder), 6) == [*names, "a/1.png", "a/2.png"]


def test_a_seed_names_one_shuffle(folder):
    shuffles = [sources(ReplayCamera(folder, order="shuffled", seed=seed), 4) for seed in range(9)]
    again = [sources(ReplayCamera(folder, order="shuffled", seed=seed), 4) for seed in range(9)]
    assert shuffles == again
    assert len({tuple(each) for each in shuffles}) > 1
    assert all(sorted(each) == sorted(shuffles[0]) for each in shuffles)


def test_after_the_last_file_of_a_single_pass_no_frame_comes(folder):
    camera = ReplayCamera(folder, loop=False)
    assert len(sources(camera, 4)) == 4
    camera.open()
    camera.start()
    for _ in range(5):
        camera.trigger()
    assert [camera.grab(0.01) is None for _ in range(5)] == [False] * 4 + [True]
    camera.close()


def test_a_free_run_needs_no_trigger(folder):
    camera = ReplayCamera(folder, frame_rate_hz=1000)
    camera.open()
    camera.start()
    camera.trigger()
    frames = [camera.grab(5) for _ in range(4)]
    assert [frame.frame_id for frame in frames if frame] == [1, 2, 3, 4]
    camera.close()


def test_a_free_run_gives_nothing_before_its_time(folder):
    camera = ReplayCamera(folder, frame_rate_hz=0.01)
    camera.open()
    camera.start()
    assert camera.grab(0) is not None
    assert camera.grab(0.02) is None
    camera.close()


def test_a_folder_without_images_does_not_open(tmp_path):
    (tmp_path / "notes.txt").write_text("no image")
    with pytest.raises(ImageFolderEmptyError):
        ReplayCamera(tmp_path).open()


def test_a_folder_that_does_not_exist_is_not_found(tmp_path):
    with pytest.raises(CameraNotFoundError):
        ReplayCamera(tmp_path / "absent").open()


def test_features_choose_between_trigger_and_free_run(folder):
    camera = ReplayCamera(folder)
    camera.open()
    assert camera.get("trigger_mode") == "On"
    camera.set("trigger_mode", "Off")
    camera.set("acquisition_frame_rate_hz", 500)
    assert camera.get("acquisition_frame_rate_hz") == 500
    camera.start()
    assert camera.grab(5) is not None
    with pytest.raises(FeatureError, match="locked"):
        camera.set("trigger_mode", "On")
    camera.close()


@pytest.mark.parametrize("value", [0, -1, 1001, True, "fast", float("nan")])
def test_a_frame_rate_out_of_range_is_a_feature_error(folder, value):
    with pytest.raises(FeatureError):
        ReplayCamera(folder).set("acquisition_frame_rate_hz", value)


def test_a_trigger_mode_that_does_not_exist_is_a_feature_error(folder):
    with pytest.raises(FeatureError):
        ReplayCamera(folder).set("trigger_mode", "Sometimes")
