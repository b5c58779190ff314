"""The set-up installs when it must, and does nothing when nothing has changed."""

import importlib.util
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
MAKE = shutil.which("make")
linux = pytest.mark.skipif(sys.platform != "linux", reason="make and apt are for Linux")


def load(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


bootstrap = load("installers/common/bootstrap.py")


@pytest.fixture
def checkout(tmp_path: Path) -> "bootstrap.Checkout":
    """A checkout with an environment that runs, has a `pip` and is stamped as complete."""
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    command = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")]
    subprocess.run(command, check=True)
    made = bootstrap.Checkout(tmp_path)
    next(made.venv.rglob("site-packages")).joinpath("pip.py").touch()
    made.stamp("train").write_text(made.key())
    return made


def test_a_wider_installation_covers_a_narrower_one(checkout: "bootstrap.Checkout") -> None:
    covered = {name: checkout.is_installed(name) for name in bootstrap.SETS}
    assert covered == {"run": True, "train": True, "dev": False}


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_file_asks_for_a_new_installation(
    checkout: "bootstrap.Checkout", name: str
) -> None:
    with (checkout.root / name).open("a") as file:
        file.write("# a newer version\n")
    assert not checkout.is_installed("train")


def test_nothing_runs_when_all_is_installed(checkout: "bootstrap.Checkout") -> None:
    before = {path: path.stat().st_mtime_ns for path in checkout.venv.rglob("*")}
    bootstrap.set_up(checkout, "run")
    assert {path: path.stat().st_mtime_ns for path in checkout.venv.rglob("*")} == before


def test_a_killed_installation_starts_afresh(
    checkout: "bootstrap.Checkout", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "RETRY_PAUSE_S", 0)
    half_copied = checkout.venv / "half-copied"
    half_copied.touch()
    checkout.unfinished.parent.mkdir()
    checkout.unfinished.touch()
    (checkout.root / "pyproject.toml").write_text("not TOML: pip ends at once\n")
    with pytest.raises(bootstrap.SetupError, match="pip failed twice"):
        bootstrap.set_up(checkout, "run")
    assert not half_copied.exists()
    assert not checkout.unfinished.exists()
    assert not checkout.is_installed("run")


def test_an_environment_that_does_not_run_has_no_version(checkout: "bootstrap.Checkout") -> None:
    checkout.python.unlink()
    assert checkout.interpreter() is None


def test_every_package_that_is_installed_is_pinned() -> None:
    command = [sys.executable, str(ROOT / "installers/common/pins.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr


@linux
def test_a_missing_library_is_named_with_its_package(capfd: pytest.CaptureFixture[str]) -> None:
    packages = load("installers/linux/system_packages.py")
    packages.QT_LIBRARIES = {"libc.so.6": "libc6", "libnobody.so.7": "libnobody7"}
    assert packages.missing_packages("run") == {"libnobody.so.7": "libnobody7"}
    packages.explain({"libnobody.so.7": "libnobody7"})
    assert "libnobody.so.7" in capfd.readouterr().err


@linux
def test_what_the_tests_of_cameras_lack_is_named_with_its_package(tmp_path: Path) -> None:
    packages = load("installers/linux/system_packages.py")
    packages.CAMERA_LIBRARIES = {"libc.so.6": "libc6", "libnobody.so.7": "libnobody7"}
    plugin = tmp_path / "x86_64-linux-gnu/gstreamer-1.0/libgstrtp.so"
    plugin.parent.mkdir(parents=True)
    plugin.touch()
    assert packages.missing_camera_packages(tmp_path) == {
        "libnobody.so.7": "libnobody7",
        "__init__.py": "python3-gi",
        "GstRtspServer-1.0.typelib": "gir1.2-gst-rtsp-server-1.0",
        "libgstapp.so": "gstreamer1.0-plugins-base",
    }


@linux
def test_what_the_tests_of_the_plc_link_lack_is_named_with_its_package(tmp_path: Path) -> None:
    packages = load("installers/linux/system_packages.py")
    packages.PEER_PROGRAMS = {"sh": "dash", "nobody": "nobody-bin"}
    (tmp_path / "stdio.h").touch()
    assert packages.missing_peer_packages(tmp_path) == {
        "nobody": "nobody-bin",
        "modbus/modbus.h": "libmodbus-dev",
    }


@linux
def test_what_the_tests_of_mqtt_lack_is_named_with_its_package() -> None:
    packages = load("installers/linux/system_packages.py")
    packages.MQTT_PROGRAMS = {"sh": "dash", "nobody": "nobody-bin"}
    assert packages.missing_mqtt_packages() == {"nobody": "nobody-bin"}


@linux
def test_what_tests_lack_stops_no_setup(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    packages = load("installers/linux/system_packages.py")
    monkeypatch.setattr(packages, "missing_camera_packages", lambda: {"libnobody.so.7": "nobody"})
    packages.install_for_tests(None)
    assert "are skipped; they need nobody" in capfd.readouterr().err


def test_the_simulated_cameras_are_unpacked_from_the_wheel(tmp_path: Path) -> None:
    simulated = load("installers/common/simulated_cameras.py")
    wheel = tmp_path / "any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in ("genicam/TLSimu.cti", "genicam/libVirtualFG.so", "genicam/genapi.py"):
            archive.writestr(f"any.data/purelib/{name}", name)
    assert simulated.unpack(wheel, tmp_path / "share")
    unpacked = {path.name: path.read_text() for path in (tmp_path / "share").iterdir()}
    assert unpacked == {
        "TLSimu.cti": "genicam/TLSimu.cti",
        "libVirtualFG.so": "genicam/libVirtualFG.so",
    }


def test_a_wheel_without_simulated_cameras_is_noticed(tmp_path: Path) -> None:
    simulated = load("installers/common/simulated_cameras.py")
    with zipfile.ZipFile(tmp_path / "any.whl", "w") as archive:
        archive.writestr("genicam/viky.cti", "")
    assert not simulated.unpack(tmp_path / "any.whl", tmp_path / "share")


def test_without_npm_the_setup_says_what_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    peers = load("installers/common/node_peers.py")
    monkeypatch.setattr(peers, "folder", lambda: tmp_path)
    monkeypatch.setenv("PATH", "")
    assert peers.main() == 0
    assert "modbus-serial are skipped" in capfd.readouterr().err
    assert not peers.is_installed(tmp_path)


def test_npm_is_not_asked_for_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    peers = load("installers/common/node_peers.py")
    monkeypatch.setattr(peers, "folder", lambda: tmp_path)
    monkeypatch.setenv("PATH", "")
    shutil.copy(peers.WANTED, tmp_path / "installed.json")
    assert peers.main() == 0
    assert capfd.readouterr().err == ""


def test_receive_buffers_are_raised_and_never_lowered(tmp_path: Path) -> None:
    buffers = load("installers/linux/receive_buffers.py")
    (tmp_path / "rmem_max").write_text("212992\n")
    (tmp_path / "rmem_default").write_text("999999999\n")
    buffers.main(tmp_path)
    assert (tmp_path / "rmem_max").read_text() == "8388608\n"
    assert (tmp_path / "rmem_default").read_text() == "999999999\n"
    assert buffers.too_small(tmp_path) == {}


def test_receive_buffers_that_may_not_be_raised_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    buffers = load("installers/linux/receive_buffers.py")
    (tmp_path / "rmem_max").write_text("212992\n")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_text", refuse)
    assert buffers.main(tmp_path) == 0
    assert "sudo sysctl -w net.core.rmem_max=8388608\n" in capfd.readouterr().err


@linux
def test_without_a_suitable_python_the_setup_says_so(tmp_path: Path) -> None:
    for name in ("dirname", "sed", "uname"):
        tool = shutil.which(name)
        assert tool is not None
        (tmp_path / name).symlink_to(tool)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "installers/linux/setup.sh"), "run"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


@linux
@pytest.mark.skipif(MAKE is None, reason="needs make")
def test_every_verb_of_the_help_exists() -> None:
    make = str(MAKE)
    listing = subprocess.run([make, "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line.split() for line in listing.stdout.splitlines()]
    verbs = [words[1] for words in lines if words[0] == "make"]
    assert {"demo", "run", "train", "bench", "test", "soak", "check", "package"} <= set(verbs)
    for verb in verbs:
        subprocess.run([make, "-n", verb], cwd=ROOT, capture_output=True, check=True)


def test_the_set_up_finds_its_files_also_from_where_the_shell_calls_it():
    """A fresh clone had no Modbus library of Node.js: `linux/../common` has other parents."""
    script = ROOT / "installers" / "linux" / ".." / "common" / "node_peers.py"
    assert runpy.run_path(str(script))["WANTED"].is_file()
