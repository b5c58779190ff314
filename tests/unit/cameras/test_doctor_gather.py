"""Facts as this computer and a made-up one tell them."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from inspector.cameras.doctor.gather import gather
from inspector.cameras.doctor.libraries import libraries, producer_file, this_target
from inspector.cameras.doctor.linux import LinuxFiles


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def elf(machine: int) -> bytes:
    return b"\x7fELF" + bytes(14) + struct.pack("<H", machine) + bytes(40)


def pe(machine: int) -> bytes:
    start = 128
    return (
        b"MZ"
        + bytes(58)
        + struct.pack("<I", start)
        + bytes(64)
        + b"PE\0\0"
        + struct.pack("<H", machine)
    )


def test_kernel_files_are_read_as_the_kernel_writes_them(tmp_path: Path) -> None:
    write(tmp_path, "proc/net/snmp", "Ip: A\nIp: 1\nUdp: InDatagrams RcvbufErrors\nUdp: 70 12\n")
    write(tmp_path, "proc/self/status", "Name: x\nCapEff:\t0000000000002000\n")
    write(tmp_path, "proc/sys/net/ipv4/conf/all/rp_filter", "0\n")
    write(tmp_path, "proc/sys/net/ipv4/conf/eth0/rp_filter", "1\n")
    write(tmp_path, "sys/class/net/eth0/statistics/rx_dropped", "3\n")
    write(tmp_path, "sys/class/net/eth0/statistics/rx_missed_errors", "4\n")
    write(tmp_path, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n")
    write(tmp_path, "etc/ufw/ufw.conf", "ENABLED=yes\n")
    write(tmp_path, "run/firewalld.pid", "1\n")
    files = LinuxFiles(tmp_path)
    assert files.udp_buffer_errors() == 12
    assert files.has_raw_sockets() is True
    assert files.reverse_path_filter("eth0") == 1
    assert files.lost_packets("eth0") == 7
    assert files.governors() == ("powersave",)
    assert files.firewalls() == ("ufw", "firewalld")


def test_what_a_system_does_not_have_is_unknown_and_not_zero(tmp_path: Path) -> None:
    files = LinuxFiles(tmp_path)
    assert files.number("proc/sys/net/core/rmem_max") is None
    assert files.udp_buffer_errors() is None
    assert files.has_raw_sockets() is None
    assert files.reverse_path_filter("eth0") is None
    assert files.lost_packets("eth0") is None
    assert files.usb_cameras() is None
    assert (files.governors(), files.firewalls()) == ((), ())
    write(tmp_path, "proc/sys/net/core/rmem_max", "unlimited")
    assert files.number("proc/sys/net/core/rmem_max") is None


def test_usb3_vision_devices_are_found_by_their_interface_class(tmp_path: Path) -> None:
    devices = "sys/bus/usb/devices"
    for name, number, product in (("2-1", 3, "daA1920"), ("1-4", 9, "Mouse")):
        write(tmp_path, f"{devices}/{name}/busnum", f"{name[0]}\n")
        write(tmp_path, f"{devices}/{name}/devnum", f"{number}\n")
        write(tmp_path, f"{devices}/{name}/product", product)
        write(tmp_path, f"{devices}/{name}/idVendor", "2676")
        write(tmp_path, f"{devices}/{name}/speed", "5000")
    for interface in ("2-1:1.0", "2-1:1.1"):
        write(tmp_path, f"{devices}/{interface}/bInterfaceClass", "ef\n")
        write(tmp_path, f"{devices}/{interface}/bInterfaceSubClass", "05\n")
    write(tmp_path, f"{devices}/1-4:1.0/bInterfaceClass", "03\n")
    write(tmp_path, "dev/bus/usb/002/003", "")
    found = LinuxFiles(tmp_path).usb_cameras()
    assert found is not None
    assert [(each.name, each.device_node) for each in found] == [
        ("daA1920", "/dev/bus/usb/002/003")
    ]
    assert (found[0].vendor_id, found[0].is_accessible) == ("2676", True)
    assert found[0].speed_mbit_per_s == 5000


@pytest.mark.parametrize(
    ("content", "target"),
    [
        (elf(62), "Linux x86_64"),
        (elf(183), "Linux aarch64"),
        (elf(3), ""),
        (pe(0x8664), "Windows x86_64"),
        (b"MZ", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_producer_tells_what_it_is_built_for(tmp_path: Path, content: bytes, target: str) -> None:
    path = tmp_path / "vendor.cti"
    path.write_bytes(content)
    found = producer_file(path)
    assert (found.exists, found.target) == (True, target)
    assert not producer_file(tmp_path / "none.cti").exists


def test_the_drivers_libraries_are_told_with_the_line_that_installs_them() -> None:
    found = {each.name: each for each in libraries()}
    assert {"libaravis-0.8", "harvesters", "genicam", "pypylon", "viva-genicam"} == set(found)
    assert all(each.install for each in found.values())


def test_this_computer_is_read_twice_with_the_wait_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.cti").write_bytes(elf(62))
    missing = tmp_path / "gone"
    monkeypatch.setenv(
        "GENICAM_GENTL64_PATH", f"{tmp_path}{':' if sys.platform != 'win32' else ';'}{missing}"
    )
    waits: list[float] = []
    facts = gather([], [tmp_path / "b.cti"], watched_s=7.0, wait=waits.append)
    assert waits == [7.0]
    assert facts.target == this_target()
    assert any(each.is_loopback and each.reaches("127.0.0.1") for each in facts.interfaces)
    assert [Path(each.path).name for each in facts.producers] == ["b.cti", "a.cti"]
    assert facts.producer_folders_missing == (str(missing),)
    if sys.platform == "linux":
        assert facts.rmem_max_bytes
        assert facts.udp_buffer_errors is not None
        assert facts.udp_buffer_errors.growth >= 0
