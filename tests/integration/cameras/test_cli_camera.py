"""`inspector camera` as a person at a terminal meets it: real cameras, no traceback, ever."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import signal
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path
from random import SystemRandom

import cv2
import numpy as np
import pytest
from local_camera import local_camera_address as local_camera_address
from station_command import inspector

from inspector.bench.camera import as_table
from inspector.bench.virtual_gige import slope_picture, virtual_cameras
from inspector.cameras.aravis.discovery import list_devices
from inspector.config.recipe import load_recipe
from inspector.domain.errors.camera import DriverMissingError
from inspector.sim.gige_camera.settings import GigeCameraSettings
from inspector.vision.encode import encode_png
from inspector.vision.imagefile import read_image
from inspector.vision.pipeline import compile_steps

WAIT_S = 60
RECIPE = """\
# Line 4, housing
schema_version = 1
recipe_id = "housing"  # as the MES calls it

[limits]
accept = 0.9

[features]
acquisition_frame_rate_hz = 55.0  # belt at 0.4 m/s
"""
needs_aravis = pytest.mark.skipif(
    find_library("aravis-0.8") is None, reason="libaravis-0.8-0 is not installed"
)
needs_gentl = pytest.mark.skipif(
    importlib.util.find_spec("harvesters") is None, reason="the extra `gentl` is not installed"
)


@pytest.fixture(autouse=True, scope="session")
def _library() -> None:
    """Loaded before anything is counted: it keeps a socket for USB hot-plug as long as it lives."""
    with contextlib.suppress(DriverMissingError):
        list_devices()


def camera(*arguments: object) -> subprocess.CompletedProcess[str]:
    return inspector("camera", *arguments)


def succeeded(*arguments: object) -> dict:
    done = camera(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(code: str, *arguments: object) -> str:
    """The command was refused with this code, a remedy and nothing else."""
    done = camera(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"error {code}: " in done.stderr
    assert "\nremedy: " in done.stderr
    return done.stderr


def write_image(folder: Path, image: np.ndarray, name: str = "1.png") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(encode_png(image))
    return folder


def replay(folder: Path, rate_hz: float = 100) -> tuple[str, ...]:
    return (
        *("--driver", "replay", "--folder", str(folder)),
        *("--set", f"acquisition_frame_rate_hz={rate_hz}"),
    )


@pytest.fixture
def images(tmp_path: Path) -> Path:
    return write_image(tmp_path / "images", slope_picture(64, 48))


def write_station(folder: Path, cameras: tuple[str, ...] = ()) -> Path:
    """A station on image files; `cameras` are the names of several."""
    write_image(folder / "images", slope_picture(64, 48))
    (folder / "recipe.toml").write_text(RECIPE, "utf-8")
    sections = [f"cameras.{name}" for name in cameras] or ["camera"]
    path = folder / "station.toml"
    text = 'schema_version = 1\n[station]\nid = "test"\n[model]\npackage = "machined-part/1.0.0"\n'
    text += '[recipe]\nfile = "recipe.toml"\n'
    for section in sections:
        text += f'[{section}]\ndriver = "replay"\nfolder = "images"\nframe_rate_hz = 100.0\n'
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_a_snapshot_keeps_all_bits_and_says_what_is_known_of_it(
    tmp_path: Path, suffix: str
) -> None:
    deep = (np.arange(64 * 48, dtype=np.uint16).reshape(48, 64) * 21) % 4096
    source = write_image(tmp_path / "images", deep)
    out = tmp_path / f"seen{suffix}"
    said = succeeded("snapshot", *replay(source), "--out", out)
    assert np.array_equal(read_image(out), deep)
    beside = json.loads((tmp_path / "seen.json").read_text("utf-8"))
    assert said["description"] == str(tmp_path / "seen.json")
    assert (beside["width"], beside["height"], beside["pixel_format"]) == (64, 48, "Mono16")
    assert (beside["frame_id"], beside["source"], beside["driver"]) == (1, "1.png", "replay")
    assert beside["settings"]["acquisition_frame_rate_hz"] == 100
    assert 0 < beside["measures"]["mean"] < 1
    assert beside["time"].endswith("+00:00")


def test_a_snapshot_is_never_written_with_loss(tmp_path: Path, images: Path) -> None:
    said = refused("IMG-002", "snapshot", *replay(images), "--out", tmp_path / "seen.jpg")
    assert ".png" in said
    assert not (tmp_path / "seen.jpg").exists()


def test_a_camera_that_shows_nothing_is_waited_for_only_so_long(images: Path) -> None:
    silent = ("--driver", "replay", "--folder", images, "--option", "loop=false")
    refused("CAM-010", "snapshot", *silent, "--trigger", "as_set", "--timeout", "0.3")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("CFG-006", ("--serial", "123")),
        ("CFG-006", ("--driver", "replay")),
        ("CFG-006", ("--driver", "replay", "--folder", "x", "--name", "top")),
        ("CFG-006", ("--driver", "replay", "--folder", "x", "--option", "seed=-1")),
        ("CFG-006", ("--driver", "replay", "--folder", "x", "--option", "seed")),
        ("CFG-001", ("--station", "nowhere.toml")),
        ("CAM-001", ("--driver", "replay", "--folder", "nowhere")),
        ("CAM-001", ("--driver", "opencv", "--source", "nowhere.avi")),
    ],
    ids=str,
)
def test_what_describes_no_camera_gets_a_code_and_a_remedy(
    code: str, arguments: tuple[str, ...]
) -> None:
    refused(code, "snapshot", *arguments)


def test_the_settings_of_the_recipe_are_in_force(tmp_path: Path) -> None:
    station = write_station(tmp_path)
    said = succeeded("snapshot", "--station", station, "--out", tmp_path / "a.png")
    assert said["settings"]["acquisition_frame_rate_hz"] == 55


def test_one_of_several_cameras_has_to_be_named(tmp_path: Path) -> None:
    station = write_station(tmp_path, ("top", "side"))
    assert "top, side" in refused("CAM-009", "stream", "--station", station)
    refused("CAM-009", "stream", "--station", station, "--name", "bottom")
    said = succeeded("features", "--station", station, "--name", "side")
    assert "trigger_mode" in {each["name"] for each in said}


def test_a_stream_counts_what_comes(images: Path) -> None:
    said = succeeded("stream", *replay(images), "--seconds", "0.5")
    assert said["frames"] > 10
    assert (said["lost"], said["incomplete"]) == (0, 0)
    assert said["rate_hz"] > 0


def test_a_stream_with_damaged_frames_ends_with_1(images: Path) -> None:
    (images / "2.png").write_bytes(b"no picture")
    done = camera("stream", *replay(images), "--seconds", "0.5", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["incomplete"] > 0


def test_a_camera_that_is_lost_leaves_the_figures_until_then(tmp_path: Path) -> None:
    path = tmp_path / "video.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 50, (64, 48))
    for _ in range(10):
        writer.write(np.full((48, 64, 3), 90, np.uint8))
    writer.release()
    done = camera("stream", "--driver", "opencv", "--source", path, "--json")
    assert done.returncode == 2
    assert "error CAM-002" in done.stderr
    assert json.loads(done.stdout)["frames"] == 10


@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl-C on Windows")
def test_ctrl_c_ends_a_stream_with_its_figures(images: Path) -> None:
    command = [sys.executable, "-m", "inspector", "camera", "stream", *replay(images), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=WAIT_S)
    assert process.returncode == 0
    assert json.loads(out)["frames"] > 0


def test_features_are_listed_with_what_they_may_be(images: Path) -> None:
    said = succeeded("features", "rate", "--driver", "replay", "--folder", images)
    assert [each["name"] for each in said] == ["acquisition_frame_rate_hz"]
    assert said[0]["maximum"] == 1000
    table = camera("features", "--driver", "replay", "--folder", images).stdout
    assert "On | Off" in table


def test_a_value_that_is_set_is_read_back_and_saved_with_the_comments_kept(tmp_path: Path) -> None:
    station = write_station(tmp_path)
    assignments = ("acquisition_frame_rate_hz=60", "trigger_mode=On")
    said = succeeded("set", *assignments, "--station", station, "--save")
    assert said["values"] == {"acquisition_frame_rate_hz": 60, "trigger_mode": "On"}
    recipe = tmp_path / "recipe.toml"
    assert load_recipe(recipe).features == {
        "acquisition_frame_rate_hz": 60.0,
        "trigger_mode": "On",
    }
    text = recipe.read_text("utf-8")
    assert "# Line 4, housing" in text
    assert "# as the MES calls it" in text


def test_the_settings_of_one_of_several_cameras_are_its_own(tmp_path: Path) -> None:
    station = write_station(tmp_path, ("top", "side"))
    named = ("--station", station, "--name", "side")
    succeeded("set", "acquisition_frame_rate_hz=70", *named, "--save")
    recipe = load_recipe(tmp_path / "recipe.toml")
    assert recipe.view("side").features["acquisition_frame_rate_hz"] == 70
    assert recipe.view("top").features["acquisition_frame_rate_hz"] == 55


@pytest.mark.parametrize(
    "assignment",
    [
        "acquisition_frame_rate_hz=5000",
        "acquisition_frame_rate_hz=fast",
        "trigger_mode=Perhaps",
        "colour=red",
    ],
)
def test_a_value_that_the_camera_refuses_is_not_saved(tmp_path: Path, assignment: str) -> None:
    station = write_station(tmp_path)
    refused("CAM-003", "set", assignment, "--station", station, "--save")
    assert (tmp_path / "recipe.toml").read_text("utf-8") == RECIPE


def test_settings_need_a_recipe_to_be_saved_in(tmp_path: Path, images: Path) -> None:
    named = ("--driver", "replay", "--folder", images)
    refused("RCP-002", "set", "trigger_mode=On", *named, "--save")
    missing = tmp_path / "none.toml"
    refused("RCP-001", "set", "trigger_mode=On", *named, "--save", missing)
    assert not missing.exists()


def test_a_flat_field_evens_out_the_light_in_the_recipe(tmp_path: Path) -> None:
    shading = np.linspace(80, 200, 64).astype(np.uint8)[None, :].repeat(48, axis=0)
    flat = write_image(tmp_path / "flat", shading)
    dark = write_image(tmp_path / "dark", np.full((48, 64), 4, np.uint8))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE, "utf-8")
    into = ("--recipe", recipe, "--frames", "4")
    refused("CAL-002", "dark-frame", *replay(dark), *into)
    succeeded("flat-field", *replay(flat), *into)
    even = compile_steps(load_recipe(recipe).preprocessing, tmp_path)(shading)
    assert int(even.max()) - int(even.min()) <= 2
    said = succeeded("dark-frame", *replay(dark), *into)
    assert Path(said["dark"]).is_file()
    even = compile_steps(load_recipe(recipe).preprocessing, tmp_path)(shading)
    assert int(even.max()) - int(even.min()) <= 2
    assert 130 < float(even.mean()) < 140
    assert "# Line 4, housing" in recipe.read_text("utf-8")


def test_a_saturated_flat_field_is_refused_and_the_recipe_stays(tmp_path: Path) -> None:
    white = write_image(tmp_path / "white", np.full((48, 64), 255, np.uint8))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE, "utf-8")
    refused("CAL-002", "flat-field", *replay(white), "--recipe", recipe)
    assert recipe.read_text("utf-8") == RECIPE


def chessboard(square_px: int) -> np.ndarray:
    """Nine by six inner corners with a white border."""
    squares = np.indices((7, 10)).sum(axis=0) % 2
    board = np.kron(squares, np.ones((square_px, square_px))) * 255
    return np.pad(board.astype(np.uint8), 2 * square_px, constant_values=255)


def test_a_target_tells_what_a_pixel_measures(tmp_path: Path) -> None:
    source = write_image(tmp_path / "board", chessboard(40))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE, "utf-8")
    target = ("--columns", "9", "--rows", "6", "--pitch-mm", "5")
    said = succeeded("calibrate", *replay(source), *target, "--recipe", recipe)
    assert said["mm_per_pixel"] == pytest.approx(5 / 40, rel=1e-3)
    kept = load_recipe(recipe).calibration
    assert kept is not None
    assert kept.mm_per_pixel == said["mm_per_pixel"]
    assert kept.target == "chessboard 9x6, 5 mm"
    wrong = ("--columns", "12", "--rows", "9", "--pitch-mm", "5")
    refused("CAL-001", "calibrate", *replay(source), *wrong, "--recipe", recipe)


def test_focus_is_best_where_the_picture_is_sharp(tmp_path: Path) -> None:
    sharp = chessboard(16)
    blurred = cv2.GaussianBlur(sharp, (0, 0), 4)
    figures = [
        succeeded("focus", *replay(write_image(tmp_path / name, image)), "--seconds", "0.3")
        for name, image in (("sharp", sharp), ("blurred", blurred))
    ]
    assert figures[0]["best_tenengrad"] > 2 * figures[1]["best_tenengrad"]


def test_the_doctor_ends_with_1_only_for_a_fault(tmp_path: Path) -> None:
    done = camera("doctor", "--data-dir", tmp_path, "--watch", "0", "--json")
    findings = json.loads(done.stdout)
    faults = [each for each in findings if each["severity"] == "fault"]
    assert done.returncode == (1 if faults else 0)
    assert {"libraries", "addresses"} <= {each["check"] for each in findings}
    station = write_station(tmp_path)
    text = station.read_text("utf-8").partition("[camera]")[0]
    station.write_text(f'{text}[camera]\ndriver = "gentl"\nproducers = ["gone.cti"]\n', "utf-8")
    done = camera("doctor", "--station", station, "--watch", "0")
    assert done.returncode == 1
    assert "gone.cti is missing" in done.stdout
    refused("CFG-001", "doctor", "--station", tmp_path / "none.toml", "--watch", "0")


def test_a_missing_library_is_named_with_the_line_that_installs_it() -> None:
    program = (
        "import sys; sys.modules['pypylon'] = None; sys.argv = ['inspector', 'camera', 'snapshot',"
        " '--driver', 'pylon']; from inspector.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=WAIT_S, check=False
    )
    assert done.returncode == 2
    assert "error CAM-007" in done.stderr
    assert "pip install" in done.stderr


def test_the_doctor_opens_the_cameras_when_it_is_told_to(tmp_path: Path) -> None:
    station = write_station(tmp_path, ("top", "side"))
    text = station.read_text("utf-8")
    before, _, after = text.rpartition('folder = "images"')
    station.write_text(f'{before}folder = "gone"{after}', "utf-8")
    done = camera("doctor", "--station", station, "--watch", "0", "--open", "--json")
    said = [each for each in json.loads(done.stdout) if each["check"] == "cameras"]
    assert [each["severity"] for each in said] == ["ok", "fault"]
    assert said[0]["text"] == "top answers"
    assert said[1]["text"].startswith("side: CAM-001: ")
    assert done.returncode == 1


@needs_gentl
def test_devices_are_listed_and_a_broken_producer_hides_none(tmp_path: Path) -> None:
    genicam = importlib.util.find_spec("genicam")
    assert genicam is not None
    assert genicam.origin is not None
    viky = Path(genicam.origin).with_name("viky.cti")
    broken = tmp_path / "broken.cti"
    broken.write_bytes(b"\x7fELF broken")
    producers = ("--producer", viky, "--producer", broken)
    said = succeeded("list", "--driver", "gentl", *producers)
    assert {each["serial"] for each in said["cameras"]} == {"0", "1", "2"}
    assert [each["code"] for each in said["troubles"]] == ["CAM-008"]
    assert "broken.cti" in said["troubles"][0]["detail"]
    assert said["repeated_serials"] == []
    table = camera("list", "--driver", "gentl", *producers).stdout
    assert "Viky" in table
    assert "gentl: CAM-008: " in table
    assert "  -> " in table


def assert_load_is_known(folder: Path, address: str) -> None:
    """The doctor asks the camera itself for its load."""
    station = write_station(folder)
    text = station.read_text("utf-8").partition("[camera]")[0]
    station.write_text(f'{text}[camera]\ndriver = "aravis"\naddress = "{address}"\n', "utf-8")
    done = camera("doctor", "--station", station, "--watch", "0", "--open", "--json")
    said = {each["check"]: each for each in json.loads(done.stdout)}
    assert said["cameras"]["severity"] == "ok", said["cameras"]
    assert "Mbit/s at most from camera" in said["bandwidth"]["text"]
    assert said["packet_size"]["severity"] == "ok"


def test_what_a_person_reads_says_the_same_as_the_json(tmp_path: Path) -> None:
    station = write_station(tmp_path)
    done = camera("set", "acquisition_frame_rate_hz=60", "--station", station, "--save")
    assert "acquisition_frame_rate_hz = 60" in done.stdout
    assert f"saved in {tmp_path / 'recipe.toml'}" in done.stdout
    done = camera("snapshot", "--station", station, "--out", tmp_path / "a.png")
    assert "64x48 Mono8, frame 1; a.json describes it" in done.stdout
    done = camera("stream", "--station", station, "--seconds", "1.2")
    assert "0 lost, 0 incomplete" in done.stdout
    assert "frames, " in done.stderr
    done = camera("doctor", "--station", station, "--watch", "0")
    assert "libraries: aravis: libaravis-0.8" in done.stdout


def test_a_picture_that_is_damaged_is_passed_over(tmp_path: Path) -> None:
    source = write_image(tmp_path / "images", slope_picture(64, 48), "2.png")
    (source / "1.png").write_bytes(b"no picture")
    said = succeeded("snapshot", *replay(source), "--out", tmp_path / "seen.png")
    assert (said["frame_id"], said["source"]) == (2, "2.png")
    (source / "2.png").write_bytes(b"no picture")
    refused("CAM-010", "snapshot", *replay(source), "--out", tmp_path / "none.png")


@needs_aravis
def test_a_gige_camera_shows_its_picture_and_takes_settings(tmp_path: Path) -> None:
    address = ".".join(["127", *(str(SystemRandom().randint(1, 254)) for _ in range(3))])
    serial = f"T{SystemRandom().randint(1, 10**9)}"
    settings = GigeCameraSettings(address, serial, width=64, height=48, frame_rate_hz=50)
    named = ("--driver", "aravis", "--address", address)
    with virtual_cameras([settings]):
        listed = {
            each["serial"]: each for each in succeeded("list", "--driver", "aravis")["cameras"]
        }
        assert listed[serial]["address"] == address
        out = tmp_path / "gige.png"
        said = succeeded("snapshot", *named, "--out", out)
        assert said["pixel_format"] == "Mono8"
        assert np.array_equal(read_image(out), slope_picture(64, 48))
        deep = succeeded("snapshot", *named, "--set", "pixel_format=Mono12p", "--out", out)
        assert deep["pixel_format"] == "Mono12p"
        assert read_image(out).dtype == np.uint16
        said = succeeded("set", "exposure_time_us=1234", "gain_db=3.5", *named)
        assert said["values"] == {"exposure_time_us": 1234, "gain_db": 3.5}
        assert "10 to 1e+06" in refused("CAM-003", "set", "exposure_time_us=1", *named)
        assert_load_is_known(tmp_path, address)
        stream = succeeded("stream", *named, "--seconds", "0.5", "--trigger", "software")
        assert stream["frames"] > 5


@pytest.mark.usefixtures("local_camera_address")
def test_the_bench_prints_figures_of_a_driver() -> None:
    wanted = ("--driver", "replay", "--seconds", "0.5", "--size", "64", "--json")
    done = inspector("bench", "camera", *wanted)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["drivers"]["replay"]
    assert figures["frames"] > 0
    assert figures["lost"] == 0
    assert figures["software_trigger"]["pictures"] == figures["software_trigger"]["triggers"]
    assert figures["ticker"]["ticks"] > 0


@needs_aravis
@pytest.mark.usefixtures("local_camera_address")
def test_the_bench_streams_from_several_cameras_at_once() -> None:
    wanted = ("--driver", "aravis", "--seconds", "0.5", "--size", "64")
    figures = json.loads(inspector("bench", "camera", *wanted, "--json").stdout)
    assert figures["aravis_together"]["cameras"] == 4
    assert figures["aravis_together"]["failed"] == []
    table = as_table(figures)
    assert "aravis " in table
    assert "4 cameras at once" in table
