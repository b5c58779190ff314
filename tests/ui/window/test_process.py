"""The app as a user starts it: a real process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from served_station import ServedStation, served

from inspector.domain.errors.ui import DisplayMissingError, QtLibraryMissingError
from inspector.ui import display

LINUX = sys.platform.startswith("linux")


def start(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "inspector", "app", "--data-dir", str(folder), *options],
        env=inherited | {"XDG_CONFIG_HOME": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def test_the_app_opens_without_a_station_and_closes_by_itself(tmp_path: Path) -> None:
    done = start(tmp_path, "--quit-after", "0.5", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_app_opens_on_a_station_in_chinese_and_light(tmp_path: Path) -> None:
    with served(tmp_path, ServedStation(), "t" * 32, 3):
        done = start(
            tmp_path,
            "--language",
            "zh-CN",
            "--theme",
            "light",
            QT_QPA_PLATFORM="offscreen",
            INSPECTOR_UI_QUIT_AFTER_S="1",
        )
    assert (done.returncode, done.stdout) == (0, "")
    (settings,) = tmp_path.rglob("app.ini")
    assert "language=zh-CN" in settings.read_text("utf-8")
    assert "theme=light" in settings.read_text("utf-8")


def test_another_size_opens_the_window_anew_and_is_remembered(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from inspector.ui.app import AppOptions, run
seen = []
def opened(window):
    seen.append((window.zoom.wished, window.zoom.granted))
    QTimer.singleShot(0, window.zoom.larger if len(seen) < 3 else window.close)
code = run(Path({str(tmp_path / "api.json")!r}), AppOptions(opened=opened))
print(code, [wished for wished, granted in seen])
"""
    environment = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert (done.returncode, done.stdout) == (0, "0 [1.0, 1.5, 2.0]\n"), done.stderr
    (settings,) = tmp_path.rglob("app.ini")
    assert "zoom=2.0" in settings.read_text("utf-8")


@pytest.mark.skipif(not LINUX, reason="other systems always have a screen")
@pytest.mark.parametrize("address", [{}, {"DISPLAY": ":987"}, {"DISPLAY": "nonsense"}])
def test_without_a_screen_there_is_one_clear_line(tmp_path: Path, address: dict[str, str]) -> None:
    done = start(tmp_path, **address)
    assert done.returncode == 2
    assert done.stderr.startswith("error UI-001: ")
    assert "remedy: Open the app on the machine's own desktop" in done.stderr


@pytest.mark.skipif(not LINUX, reason="X11 only")
@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs Xvfb")
def test_the_app_opens_a_real_window(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *("xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            *(sys.executable, "-m", "inspector", "app"),
            *("--data-dir", str(tmp_path), "--quit-after", "1"),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not LINUX, reason="X11 only")
def test_a_missing_library_is_named_with_the_packages_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "platforms" / "libqxcb.so"
    broken.parent.mkdir()
    broken.write_bytes(b"\x7fELF not a library")
    monkeypatch.setattr(display, "plugins_folder", lambda: tmp_path)
    with pytest.raises(QtLibraryMissingError, match="libqxcb") as caught:
        display.require_xcb_plugin()
    assert "apt-get install" in caught.value.remedy


@pytest.mark.skipif(not LINUX, reason="Wayland only")
def test_a_dead_compositor_is_no_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    with pytest.raises(DisplayMissingError):
        display.require_display()
