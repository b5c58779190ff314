"""What the doctor says of computers that are right, and of each way in which they are wrong."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import IPv4Interface

import pytest

from inspector.cameras.doctor.checks.network import wire_mbit_per_s
from inspector.cameras.doctor.examine import examine
from inspector.cameras.doctor.facts import (
    CameraAnswer,
    CameraLink,
    Counter,
    Facts,
    Library,
    NetworkInterface,
    ProducerFile,
    UsbCamera,
)
from inspector.cameras.doctor.finding import Finding, Severity
from inspector.cameras.doctor.links import camera_link
from inspector.config.camera import AravisCameraConfig, OpenCvCameraConfig

NIC = NetworkInterface(
    name="enp1s0",
    mtu_bytes=9000,
    speed_mbit_per_s=1000,
    addresses=(IPv4Interface("192.168.11.1/24"),),
    lost_packets=Counter(0, 0),
    reverse_path_filter=2,
)
OFFICE = replace(NIC, name="enp2s0", addresses=(IPv4Interface("10.0.0.5/16"),), mtu_bytes=1500)
CAMERA = CameraLink(
    name="top",
    driver="aravis",
    address="192.168.11.20",
    payload_bytes=1024 * 1024,
    rate_hz=50.0,
    packet_size_bytes=8192,
    socket_buffer_bytes=4 << 20,
)
USB = UsbCamera("Basler daA", "2676", "/dev/bus/usb/002/003", True, 5000)
ARAVIS = Library("libaravis-0.8", "aravis", "libaravis-0.8.so.0", "", "apt-get install it")
HEALTHY = Facts(
    system="Linux",
    target="Linux x86_64",
    watched_s=2.0,
    cameras=(CAMERA,),
    answers=(CameraAnswer("top"),),
    interfaces=(NIC, OFFICE),
    libraries=(ARAVIS,),
    opencv_packages=("opencv-python-headless",),
    usb_cameras=(USB,),
    usb_memory_mb=1000,
    rmem_max_bytes=8 << 20,
    rmem_default_bytes=4 << 20,
    udp_buffer_errors=Counter(0, 0),
    has_raw_sockets=True,
    governors=("performance", "performance"),
    firewalls=(),
)


def but(**changes: object) -> Facts:
    """The healthy computer with one thing changed; lists are given as tuples of the same kind."""
    return replace(HEALTHY, **changes)


def findings(facts: Facts, check: str) -> list[Finding]:
    return [each for each in examine(facts) if each.check == check]


def worst(facts: Facts, check: str) -> Finding:
    order = [Severity.OK, Severity.NOT_CHECKED, Severity.WARNING, Severity.FAULT]
    return max(findings(facts, check), key=lambda each: order.index(each.severity))


def test_a_healthy_computer_has_nothing_to_mend() -> None:
    said = examine(HEALTHY)
    assert {each.severity for each in said} == {Severity.OK}
    assert len({each.check for each in said}) >= 14


SICK = {
    "a camera that does not answer": (
        but(answers=(CameraAnswer("top", "CAM-001: nothing there", "Check the cable."),)),
        "cameras",
        Severity.FAULT,
        "cable",
    ),
    "no jumbo frames": (
        but(
            interfaces=(replace(NIC, mtu_bytes=1500),),
            cameras=(replace(CAMERA, packet_size_bytes=1400),),
        ),
        "mtu",
        Severity.WARNING,
        "mtu 9000",
    ),
    "packets above the MTU": (
        but(interfaces=(replace(NIC, mtu_bytes=1500),)),
        "packet_size",
        Severity.FAULT,
        "packet_size_bytes = 1500",
    ),
    "too many cameras": (
        but(
            cameras=tuple(
                replace(CAMERA, name=f"c{n}", address=f"192.168.11.{20 + n}") for n in range(3)
            )
        ),
        "bandwidth",
        Severity.FAULT,
        "acquisition_frame_rate_hz",
    ),
    "nearly too many cameras": (
        but(
            cameras=tuple(
                replace(CAMERA, name=f"c{n}", address=f"192.168.11.{20 + n}") for n in range(2)
            )
        ),
        "bandwidth",
        Severity.WARNING,
        "acquisition_frame_rate_hz",
    ),
    "a camera of unknown load": (
        but(cameras=(replace(CAMERA, rate_hz=None),)),
        "bandwidth",
        Severity.NOT_CHECKED,
        "acquisition_frame_rate_hz",
    ),
    "two cameras, one address": (
        but(cameras=(CAMERA, replace(CAMERA, name="side"))),
        "addresses",
        Severity.FAULT,
        "an IP address of its own",
    ),
    "two interfaces, one network": (
        but(interfaces=(NIC, replace(OFFICE, addresses=(IPv4Interface("192.168.11.2/24"),)))),
        "addresses",
        Severity.FAULT,
        "192.168.12.1/24",
    ),
    "a camera in nobody's network": (
        but(cameras=(replace(CAMERA, address="169.254.3.4"),)),
        "addresses",
        Severity.FAULT,
        "169.254.x.x",
    ),
    "strict reverse path": (
        but(interfaces=(replace(NIC, reverse_path_filter=1),)),
        "reverse_path",
        Severity.WARNING,
        "net.ipv4.conf.enp1s0.rp_filter=2",
    ),
    "a small receive buffer": (
        but(rmem_max_bytes=212992),
        "receive_buffer",
        Severity.FAULT,
        "net.core.rmem_max=8388608",
    ),
    "a small receive buffer and no GigE camera": (
        but(rmem_max_bytes=212992, cameras=()),
        "receive_buffer",
        Severity.WARNING,
        "net.core.rmem_max=8388608",
    ),
    "a small default buffer": (
        but(rmem_default_bytes=212992),
        "receive_buffer_default",
        Severity.WARNING,
        "net.core.rmem_default=4194304",
    ),
    "packets lost while watching": (
        but(udp_buffer_errors=Counter(5, 9)),
        "udp_losses",
        Severity.FAULT,
        "socket_buffer_mb",
    ),
    "packets lost before": (
        but(udp_buffer_errors=Counter(9, 9)),
        "udp_losses",
        Severity.WARNING,
        "socket_buffer_mb",
    ),
    "the interface drops": (
        but(interfaces=(replace(NIC, lost_packets=Counter(1, 4)),)),
        "interface_losses",
        Severity.FAULT,
        "ethtool -G enp1s0 rx 4096",
    ),
    "a firewall": (but(firewalls=("ufw",)), "firewall", Severity.WARNING, "ufw allow"),
    "16 MB for USB": (but(usb_memory_mb=16), "usb_memory", Severity.WARNING, "echo 1000"),
    "a USB camera of root's": (
        but(usb_cameras=(replace(USB, is_accessible=False),)),
        "usb_cameras",
        Severity.FAULT,
        'ATTR{idVendor}=="2676"',
    ),
    "a USB 2 cable": (
        but(usb_cameras=(replace(USB, speed_mbit_per_s=480),)),
        "usb_cameras",
        Severity.WARNING,
        "cable",
    ),
    "a missing library": (
        but(libraries=(replace(ARAVIS, version=None),)),
        "libraries",
        Severity.FAULT,
        "apt-get install it",
    ),
    "another version": (
        but(libraries=(replace(ARAVIS, wanted="1.2", version="1.1"),)),
        "libraries",
        Severity.WARNING,
        "apt-get install it",
    ),
    "two OpenCV wheels": (
        but(opencv_packages=("opencv-python", "opencv-python-headless")),
        "libraries",
        Severity.FAULT,
        "pip uninstall",
    ),
    "a producer that is not there": (
        but(producers=(ProducerFile("/opt/x.cti", exists=False),)),
        "producers",
        Severity.FAULT,
        "`producers`",
    ),
    "a producer for another computer": (
        but(producers=(ProducerFile("/opt/x.cti", exists=True, target="Linux aarch64"),)),
        "producers",
        Severity.FAULT,
        "for this computer",
    ),
    "a producer folder that is gone": (
        but(producer_folders_missing=("/opt/gone",)),
        "producers",
        Severity.WARNING,
        "GenTL",
    ),
    "GenTL without a producer": (
        but(cameras=(replace(CAMERA, driver="gentl"),)),
        "producers",
        Severity.FAULT,
        "GENICAM_GENTL64_PATH",
    ),
    "a processor that saves power": (
        but(governors=("powersave", "performance")),
        "processor",
        Severity.WARNING,
        "cpupower",
    ),
}


@pytest.mark.parametrize("name", SICK)
def test_each_sickness_is_found_with_its_remedy(name: str) -> None:
    facts, check, severity, remedy = SICK[name]
    found = worst(facts, check)
    assert found.severity is severity, found
    assert remedy in found.remedy
    others = [each for each in examine(facts) if each.check != check]
    assert Severity.FAULT not in {each.severity for each in others}


def test_on_windows_what_cannot_be_checked_says_so_and_nothing_is_a_linux_command() -> None:
    windows = Facts(
        system="Windows",
        target="Windows x86_64",
        cameras=(CAMERA,),
        interfaces=(replace(NIC, reverse_path_filter=None, mtu_bytes=1500),),
    )
    said = examine(windows)
    unchecked = {each.check for each in said if each.severity is Severity.NOT_CHECKED}
    assert {"receive_buffer", "udp_losses", "firewall", "usb_memory", "processor"} <= unchecked
    assert not [each for each in said if "sudo" in each.remedy]


def test_missing_libraries_that_nobody_needs_are_no_fault() -> None:
    missing = but(libraries=(replace(ARAVIS, driver="pylon", version=None),))
    assert worst(missing, "libraries").severity is Severity.OK
    elsewhere = replace(ARAVIS, driver="pylon", version=None, is_for_this_system=False)
    assert "does not exist for Linux" in worst(but(libraries=(elsewhere,)), "libraries").text


def test_one_network_twice_is_only_a_warning_where_no_camera_is() -> None:
    shared = (NIC, OFFICE, replace(OFFICE, name="wifi", addresses=(IPv4Interface("10.0.0.6/16"),)))
    assert worst(but(interfaces=shared), "addresses").severity is Severity.WARNING


def test_a_loopback_camera_has_no_link_to_fill() -> None:
    loopback = NetworkInterface("lo", 65536, 0, (IPv4Interface("127.0.0.1/8"),), is_loopback=True)
    facts = but(interfaces=(loopback,), cameras=(replace(CAMERA, address="127.0.0.3"),))
    assert worst(facts, "bandwidth").severity is Severity.OK
    assert findings(facts, "mtu") == []


def test_the_load_counts_the_headers_of_every_packet() -> None:
    """One megapixel in packets of 1500 bytes: 717 of them, each with 74 bytes around the pixels."""
    camera = replace(CAMERA, packet_size_bytes=1500, rate_hz=1.0)
    expected = (1024 * 1024 + 717 * 74 + 168) * 8 / 1e6
    assert wire_mbit_per_s(camera, 1500) == pytest.approx(expected)
    assert wire_mbit_per_s(replace(camera, payload_bytes=None), 1500) is None


def test_a_camera_asks_what_its_settings_tell() -> None:
    config = AravisCameraConfig(driver="aravis", address="192.168.11.20", socket_buffer_mb=16)
    features = {
        "width": 2448,
        "height": 2048,
        "pixel_format": "Mono12p",
        "acquisition_frame_rate_hz": 10,
        "packet_size_bytes": 8192,
    }
    link = camera_link("top", config, features)
    assert link.payload_bytes == 2448 * 2048 * 3 // 2
    assert (link.rate_hz, link.packet_size_bytes) == (10.0, 8192)
    assert link.socket_buffer_bytes == 16 << 20


def test_a_camera_named_by_its_serial_number_says_where_it_is() -> None:
    config = AravisCameraConfig(driver="aravis", serial="7")
    assert (
        camera_link("top", config, {"GevCurrentIPAddress": 0xC0A80B14}).address == "192.168.11.20"
    )
    assert camera_link("top", config, {}).address == ""


def test_a_camera_without_settings_or_with_an_unknown_format_has_an_unknown_load() -> None:
    usb = camera_link("usb", OpenCvCameraConfig(driver="opencv", source=0), {})
    assert (usb.address, usb.payload_bytes, usb.rate_hz) == ("", None, None)
    strange = {"width": 64, "height": 64, "pixel_format": "Mono99"}
    assert (
        camera_link("x", OpenCvCameraConfig(driver="opencv", source=0), strange).payload_bytes
        is None
    )
