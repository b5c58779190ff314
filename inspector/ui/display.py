"""Makes sure that Qt can open a window, because Qt itself aborts the process when it cannot."""

from __future__ import annotations

import ctypes
import importlib
import os
import socket
import sys
from pathlib import Path

from inspector.domain.errors.ui import DisplayMissingError, QtLibraryMissingError

_SCREENLESS_PLATFORMS = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})
_X11_FOLDER = Path("/tmp/.X11-unix")  # noqa: S108 - fixed by the X11 protocol
_X11_PORT = 6000
_CONNECT_TIMEOUT_S = 3.0


def require_display() -> None:
    """Check what Qt needs before it is asked for a window.

    Raises:
        QtLibraryMissingError: a system library is missing.
        DisplayMissingError: no screen is reachable.
    """
    require_qt()
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in _SCREENLESS_PLATFORMS:
        return
    if platform != "xcb" and _wayland_answers():
        return
    if platform.startswith("wayland"):
        raise DisplayMissingError("no Wayland compositor answers in this session")
    display = os.environ.get("DISPLAY", "")
    if not display:
        raise DisplayMissingError("neither DISPLAY nor WAYLAND_DISPLAY is set")
    if not _x11_answers(display):
        raise DisplayMissingError(f"no X server answers at DISPLAY={display}")
    require_xcb_plugin()


def require_qt() -> None:
    """Load Qt's own libraries.

    Raises:
        QtLibraryMissingError: a system library is missing.
    """
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise QtLibraryMissingError(str(error)) from error


def require_xcb_plugin() -> None:
    """Load the plugin's own library: what it lacks is then named in the error.

    Raises:
        QtLibraryMissingError: it does not load.
    """
    plugin = plugins_folder() / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise QtLibraryMissingError(str(error)) from error


def plugins_folder() -> Path:
    """Where Qt keeps its plugins."""
    qt_core = importlib.import_module("PySide6.QtCore")
    return Path(qt_core.QLibraryInfo.path(qt_core.QLibraryInfo.LibraryPath.PluginsPath))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return _accepts(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name)


def _x11_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    screen = number.partition(".")[0]
    if not screen.isdecimal():
        return False
    if host in ("", "unix") and _accepts(_X11_FOLDER / f"X{screen}"):
        return True
    try:
        address = (host or "localhost", _X11_PORT + int(screen))
        socket.create_connection(address, _CONNECT_TIMEOUT_S).close()
    except OSError:
        return False
    return True


def _accepts(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as stream:
            stream.settimeout(_CONNECT_TIMEOUT_S)
            stream.connect(str(path))
    except OSError:
        return False
    return True
