"""Which libraries of the drivers are installed, without loading any that could crash."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import platform
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from inspector.cameras.doctor.facts import Library, ProducerFile

_PRODUCT = "inspector-station"
_PACKAGES = (("gentl", "harvesters"), ("gentl", "genicam"), ("pylon", "pypylon"))
_EXPERIMENTAL = (("viva", "viva-genicam"),)
_OPENCV = ("opencv-python", "opencv-python-headless", "opencv-contrib-python")
_ELF_TARGETS = {62: "Linux x86_64", 183: "Linux aarch64"}
_PE_TARGETS = {0x8664: "Windows x86_64", 0xAA64: "Windows aarch64"}
_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
_HEADER_BYTES = 4096


def this_target() -> str:
    """Operating system and processor of this computer, such as ``Linux x86_64``."""
    machine = platform.machine()
    return f"{platform.system()} {_MACHINES.get(machine.lower(), machine)}"


def libraries() -> tuple[Library, ...]:
    """All that the drivers of industrial cameras need."""
    return (_aravis(), *_packages())


def _aravis() -> Library:
    found = ctypes.util.find_library("aravis-0.8")
    return Library(
        name="libaravis-0.8",
        driver="aravis",
        version=found,
        wanted="",
        install="sudo apt-get install libaravis-0.8-0",
        is_for_this_system=sys.platform == "linux",
    )


def _packages() -> Iterator[Library]:
    wanted = _wanted_versions()
    for driver, name in (*_PACKAGES, *_EXPERIMENTAL):
        install = f'pip install "{_PRODUCT}[{driver}]"'
        yield Library(name, driver, _version(name), wanted.get(name, ""), install)


def opencv_packages() -> tuple[str, ...]:
    """The wheels that all bring a module ``cv2``; more than one is a fault."""
    return tuple(name for name in _OPENCV if _version(name) is not None)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _wanted_versions() -> dict[str, str]:
    """Versions that the product's own extras pin."""
    try:
        texts = importlib.metadata.requires(_PRODUCT) or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    pins = (text.partition(";")[0].partition("==") for text in texts)
    return {name.strip(): version.strip() for name, _, version in pins if version}


def producer_file(path: Path) -> ProducerFile:
    """What a `.cti` file is built for, read from its header."""
    try:
        with path.open("rb") as stream:
            return ProducerFile(str(path), exists=True, target=_target(stream.read(_HEADER_BYTES)))
    except OSError:
        return ProducerFile(str(path), exists=False)


def _target(header: bytes) -> str:
    try:
        if header.startswith(b"\x7fELF"):
            return _ELF_TARGETS.get(struct.unpack_from("<H", header, 18)[0], "")
        if header.startswith(b"MZ"):
            start = struct.unpack_from("<I", header, 0x3C)[0]
            signature, machine = struct.unpack_from("<4sH", header, start)
            return _PE_TARGETS.get(machine, "") if signature == b"PE\0\0" else ""
    except struct.error:
        return ""
    return ""
