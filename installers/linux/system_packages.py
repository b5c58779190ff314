"""Finds the Debian packages that this machine lacks, and installs them where it may.

    python3 system_packages.py run|train|dev

Exit status 0: nothing is missing any more. 1: something is, and the line to run was printed.
"""

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# Shared objects that Qt's widgets and its xcb platform plug-in load, and who brings them.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth"}
# What tests of cameras need: a library, or files somewhere below /usr/lib. They skip without.
CAMERA_LIBRARIES = {"libaravis-0.8.so.0": "libaravis-0.8-0"}
CAMERA_FILES = {
    "python3/dist-packages/gi/__init__.py": "python3-gi",
    "*/girepository-1.0/GstRtspServer-1.0.typelib": "gir1.2-gst-rtsp-server-1.0",
    "*/gstreamer-1.0/libgstapp.so": "gstreamer1.0-plugins-base",
    "*/gstreamer-1.0/libgstrtp.so": "gstreamer1.0-plugins-good",
}
# What tests of the PLC link need: Modbus programs that others wrote. They skip without.
PEER_PROGRAMS = {
    "cc": "gcc",
    "mbpoll": "mbpoll",
    "node": "nodejs",
    "npm": "npm",
    "openssl": "openssl",
    "socat": "socat",
}
PEER_HEADERS = {"modbus/modbus.h": "libmodbus-dev", "stdio.h": "libc6-dev"}
# What tests of the MQTT publisher need: a broker and a subscriber. They skip without.
MQTT_PROGRAMS = {"mosquitto": "mosquitto", "mosquitto_sub": "mosquitto-clients"}
CHINESE_FONT = "fonts-wqy-microhei"
_CHINESE_FONT_FILES = ("*wqy*", "*cjk*", "*CJK*", "*SourceHan*", "*DroidSansFallback*", "*uming*")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def loads(soname: str) -> bool:
    """Whether the dynamic linker finds this library and its own dependencies."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_packages(wanted: str) -> dict[str, str]:
    """What is not there, by name of the library or program, with the package that brings it."""
    missing = {soname: package for soname, package in QT_LIBRARIES.items() if not loads(soname)}
    if importlib.util.find_spec("ensurepip") is None:
        missing["ensurepip"] = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if wanted == "dev":
        missing |= {name: pkg for name, pkg in TEST_PROGRAMS.items() if shutil.which(name) is None}
    return missing


def missing_camera_packages(libraries: Path = Path("/usr/lib")) -> dict[str, str]:
    """What the tests of cameras lack, by name, with the package that brings it."""
    missing = {name: pkg for name, pkg in CAMERA_LIBRARIES.items() if not loads(name)}
    return missing | {
        pattern.rpartition("/")[2]: package
        for pattern, package in CAMERA_FILES.items()
        if not any(libraries.glob(pattern))
    }


def missing_peer_packages(headers: Path = Path("/usr/include")) -> dict[str, str]:
    """What the tests of the PLC link lack, by name, with the package that brings it."""
    missing = {name: pkg for name, pkg in PEER_PROGRAMS.items() if shutil.which(name) is None}
    return missing | {
        name: package for name, package in PEER_HEADERS.items() if not (headers / name).is_file()
    }


def missing_mqtt_packages() -> dict[str, str]:
    """What the tests of the MQTT publisher lack, by name, with the package that brings it."""
    folders = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    return {
        name: package
        for name, package in MQTT_PROGRAMS.items()
        if shutil.which(name, path=folders) is None
    }


def has_chinese_font() -> bool:
    """Whether some font of the usual folders can show the Chinese translation."""
    return any(_chinese_font_files())


def _chinese_font_files() -> Iterator[Path]:
    for folder in _FONT_FOLDERS:
        for pattern in _CHINESE_FONT_FILES:
            yield from Path(folder).expanduser().rglob(pattern)


def administrator_prefix() -> list[str] | None:
    """How to run a command as root without a question: directly, by sudo, or not at all."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None


def apt_update(prefix: list[str]) -> None:
    """Fetch the lists of packages; those that are there serve when it fails."""
    subprocess.run([*prefix, "apt-get", "update", "-q"], check=False)


def apt_install(prefix: list[str], packages: list[str]) -> bool:
    """Install without recommended packages and without a question; whether it went well."""
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y"]
    arguments = ["--no-install-recommends", *packages]
    return subprocess.run([*prefix, *command, *arguments], check=False).returncode == 0


def explain(missing: dict[str, str]) -> None:
    """Say what is missing and print the line that an administrator has to run."""
    lines = [f"error: this machine lacks {', '.join(missing)}."]
    packages = " ".join(sorted(missing.values()))
    if shutil.which("apt-get") is None:
        lines.append("remedy: install your distribution's packages that contain these files.")
    else:
        sudo, account = ("sudo ", "") if shutil.which("sudo") else ("", " as root")
        lines += [
            f"remedy: run this line{account}, then the same make again:",
            "",
            f"    {sudo}apt-get install -y --no-install-recommends {packages}",
            "",
        ]
    lines.append("Without a screen on this machine: add SYSTEM_PACKAGES=skip to the make command.")
    sys.stderr.write("\n".join(lines) + "\n")


def install_for_tests(prefix: list[str] | None) -> None:
    """Install what tests against others' programs lack, or say what is skipped without it."""
    missing = missing_camera_packages() | missing_peer_packages() | missing_mqtt_packages()
    lacking = sorted(set(missing.values()))
    if lacking and prefix is not None:
        apt_update(prefix)
    if not lacking or (prefix is not None and apt_install(prefix, lacking)):
        return
    sys.stderr.write(f"note: some tests are skipped; they need {' '.join(lacking)}.\n")


def main() -> int:
    """Probe, install where allowed, probe again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wanted", choices=["run", "train", "dev"])
    wanted: str = parser.parse_args().wanted
    missing = missing_packages(wanted)
    prefix = administrator_prefix() if shutil.which("apt-get") else None
    if missing and prefix is not None:
        apt_update(prefix)
        apt_install(prefix, sorted(missing.values()))
        importlib.invalidate_caches()
        missing = missing_packages(wanted)
    if missing:
        explain(missing)
        return 1
    if prefix is not None and not has_chinese_font() and not apt_install(prefix, [CHINESE_FONT]):
        sys.stderr.write(f"note: without {CHINESE_FONT} the Chinese translation shows boxes.\n")
    if wanted == "dev":
        install_for_tests(prefix)
    return 0


if __name__ == "__main__":
    sys.exit(main())
