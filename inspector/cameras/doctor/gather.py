"""Facts of this computer."""

from __future__ import annotations

import ipaddress
import os
import platform
import socket
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from inspector.cameras.doctor.facts import (
    CameraAnswer,
    CameraLink,
    Facts,
    NetworkInterface,
    counted,
)
from inspector.cameras.doctor.libraries import (
    libraries,
    opencv_packages,
    producer_file,
    this_target,
)
from inspector.cameras.doctor.linux import LinuxFiles

_PRODUCER_PATH = "GENICAM_GENTL64_PATH"


def gather(
    cameras: Sequence[CameraLink],
    producers: Sequence[Path] = (),
    answers: Sequence[CameraAnswer] = (),
    *,
    watched_s: float = 2.0,
    wait: Callable[[float], None] = time.sleep,
) -> Facts:
    """Read all facts; loss counters are read twice.

    Args:
        cameras: The configured cameras.
        producers: `.cti` files that the station file names.
        answers: Of the cameras that were opened.
        watched_s: Time between the two readings.
        wait: Lets that time pass.
    """
    files = LinuxFiles()
    names = tuple(psutil.net_if_addrs())
    is_linux = sys.platform == "linux"
    lost_before = {name: _lost(files, name) for name in names}
    udp_before = files.udp_buffer_errors()
    wait(watched_s)
    interfaces = tuple(_interface(files, name, lost_before[name]) for name in names)
    folders = _producer_folders()
    found = [path for folder in folders for path in sorted(folder.glob("*.cti"))]
    return Facts(
        system=platform.system(),
        target=this_target(),
        watched_s=watched_s,
        cameras=tuple(cameras),
        answers=tuple(answers),
        interfaces=interfaces,
        libraries=libraries(),
        opencv_packages=opencv_packages(),
        producers=tuple(producer_file(path) for path in dict.fromkeys([*producers, *found])),
        producer_folders_missing=tuple(str(each) for each in folders if not each.is_dir()),
        usb_cameras=files.usb_cameras(),
        usb_memory_mb=files.number("sys/module/usbcore/parameters/usbfs_memory_mb"),
        rmem_max_bytes=files.number("proc/sys/net/core/rmem_max"),
        rmem_default_bytes=files.number("proc/sys/net/core/rmem_default"),
        udp_buffer_errors=counted(udp_before, files.udp_buffer_errors()),
        has_raw_sockets=files.has_raw_sockets(),
        governors=files.governors() if is_linux else None,
        firewalls=files.firewalls() if is_linux else None,
    )


def _producer_folders() -> list[Path]:
    named = os.environ.get(_PRODUCER_PATH, "").split(os.pathsep)
    return [Path(folder) for folder in named if folder]


def _lost(files: LinuxFiles, name: str) -> int | None:
    if sys.platform == "linux":
        return files.lost_packets(name)
    counters = psutil.net_io_counters(pernic=True).get(name)
    return None if counters is None else counters.dropin + counters.errin


def _interface(files: LinuxFiles, name: str, lost_before: int | None) -> NetworkInterface:
    stats = psutil.net_if_stats().get(name)
    addresses = tuple(
        ipaddress.IPv4Interface(f"{each.address}/{each.netmask or 32}")
        for each in psutil.net_if_addrs().get(name, [])
        if each.family == socket.AF_INET
    )
    return NetworkInterface(
        name=name,
        mtu_bytes=stats.mtu if stats else 0,
        speed_mbit_per_s=stats.speed if stats else 0,
        addresses=addresses,
        is_up=bool(stats and stats.isup),
        is_loopback=any(each.is_loopback for each in addresses),
        lost_packets=counted(lost_before, _lost(files, name)),
        reverse_path_filter=files.reverse_path_filter(name),
    )
