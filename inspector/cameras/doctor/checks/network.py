"""Interfaces, addresses and the bandwidth of the cameras on them."""

from __future__ import annotations

import math
from collections import Counter as Count
from collections.abc import Iterator
from itertools import combinations

from inspector.cameras.doctor.facts import CameraLink, Facts, NetworkInterface
from inspector.cameras.doctor.finding import Finding, Severity

JUMBO_MTU_BYTES = 9000
_LOWEST_JUMBO_MTU_BYTES = 8000
_PACKET_HEADERS_BYTES = 20 + 8 + 8
"""IPv4, UDP and GVSP headers, which the GigE Vision packet size includes."""
_ETHERNET_FRAMING_BYTES = 8 + 14 + 4 + 12
"""Preamble, header, check sequence and gap between frames (IEEE 802.3)."""
_LEADER_AND_TRAILER_BYTES = 2 * 84
"""Two packets per picture, each about the smallest Ethernet frame with its framing."""
_USUAL_PACKET_BYTES = 1400
_FULL_SHARE = 0.95
_HIGH_SHARE = 0.80
_STRICT = 1


def check_packet_size(facts: Facts) -> Iterator[Finding]:
    """A packet above the MTU is split or dropped: no picture comes, though the camera answers."""
    for camera in facts.cameras:
        interface = facts.interface_of(camera)
        if interface is None or camera.packet_size_bytes is None:
            continue
        size, mtu = camera.packet_size_bytes, interface.mtu_bytes
        text = f"{camera.name}: packets of {size} bytes, {interface.name} takes {mtu}"
        if size > mtu:
            remedy = f"{raise_mtu(facts, interface)} or set packet_size_bytes = {mtu} or less"
            yield Finding("packet_size", Severity.FAULT, text, remedy)
        else:
            yield Finding("packet_size", Severity.OK, text)


def check_mtu(facts: Facts) -> Iterator[Finding]:
    """Jumbo frames are a sixth of the packets, and of the interrupts."""
    for interface in facts.camera_interfaces:
        if interface.is_loopback:
            continue
        text = f"{interface.name}: MTU {interface.mtu_bytes} bytes"
        if interface.mtu_bytes >= _LOWEST_JUMBO_MTU_BYTES:
            yield Finding("mtu", Severity.OK, text)
        else:
            remedy = f"if camera and switch allow jumbo frames: {raise_mtu(facts, interface)}"
            yield Finding("mtu", Severity.WARNING, f"{text}, no jumbo frames", remedy)


def raise_mtu(facts: Facts, interface: NetworkInterface) -> str:
    """The command that allows jumbo frames on an interface."""
    if facts.system == "Windows":
        return (
            f'netsh interface ipv4 set subinterface "{interface.name}" mtu={JUMBO_MTU_BYTES} '
            'store=persistent, and "Jumbo Packet" in the adapter\'s properties'
        )
    return f"sudo ip link set dev {interface.name} mtu {JUMBO_MTU_BYTES}"


def check_bandwidth(facts: Facts) -> Iterator[Finding]:
    """All cameras of an interface together must fit on its link, headers included."""
    for interface in facts.interfaces:
        cameras = [each for each in facts.cameras if facts.interface_of(each) == interface]
        if cameras:
            yield _bandwidth(interface, cameras)


def _bandwidth(interface: NetworkInterface, cameras: list[CameraLink]) -> Finding:
    loads = [wire_mbit_per_s(each, interface.mtu_bytes) for each in cameras]
    unknown = [camera.name for camera, load in zip(cameras, loads, strict=True) if load is None]
    if unknown:
        return Finding(
            "bandwidth",
            Severity.NOT_CHECKED,
            f"{interface.name}: the load of {', '.join(unknown)} is unknown",
            "give width, height, pixel_format and acquisition_frame_rate_hz in `features`",
        )
    load, speed = sum(each or 0.0 for each in loads), interface.speed_mbit_per_s
    names = ", ".join(camera.name for camera in cameras)
    text = f"{interface.name}: {load:.0f} Mbit/s at most from {names}"
    if speed == 0:
        severity = Severity.OK if interface.is_loopback else Severity.NOT_CHECKED
        remedy = "" if interface.is_loopback else "compare with the speed of the link"
        return Finding("bandwidth", severity, f"{text}, the link's speed is unknown", remedy)
    text += f" on a link of {speed} Mbit/s"
    remedy = (
        "lower acquisition_frame_rate_hz, region or pixel depth, set packet_delay_ticks, "
        "or give a camera an interface of its own"
    )
    if load > _FULL_SHARE * speed:
        return Finding("bandwidth", Severity.FAULT, text, remedy)
    if load > _HIGH_SHARE * speed:
        return Finding("bandwidth", Severity.WARNING, text, remedy)
    return Finding("bandwidth", Severity.OK, text)


def wire_mbit_per_s(camera: CameraLink, mtu_bytes: int) -> float | None:
    """What a camera puts on the wire: pictures, and the headers of every packet (GVSP)."""
    if camera.payload_bytes is None or camera.rate_hz is None:
        return None
    packet = camera.packet_size_bytes or min(mtu_bytes, _USUAL_PACKET_BYTES)
    packets = math.ceil(camera.payload_bytes / (packet - _PACKET_HEADERS_BYTES))
    headers = packets * (_PACKET_HEADERS_BYTES + _ETHERNET_FRAMING_BYTES)
    bytes_per_picture = camera.payload_bytes + headers + _LEADER_AND_TRAILER_BYTES
    return bytes_per_picture * camera.rate_hz * 8 / 1e6


def check_addresses(facts: Facts) -> Iterator[Finding]:
    """Two devices with one address, or one network on two interfaces: packets go astray."""
    faults = [*_duplicates(facts), *_shared_networks(facts), *_unreachable(facts)]
    yield from faults
    if not faults:
        yield Finding("addresses", Severity.OK, "no address and no network is there twice")


def _duplicates(facts: Facts) -> Iterator[Finding]:
    own = [str(each.ip) for nic in facts.interfaces for each in nic.addresses]
    cameras = [each.address for each in facts.cameras if each.address]
    for address, uses in Count(own + cameras).items():
        if uses > 1:
            yield Finding(
                "addresses",
                Severity.FAULT,
                f"{address} is there {uses} times",
                "give every interface and every camera an IP address of its own",
            )


def _shared_networks(facts: Facts) -> Iterator[Finding]:
    active = [each for each in facts.interfaces if each.is_up]
    for one, other in combinations(active, 2):
        for network in sorted(
            {
                str(first.network)
                for first in one.addresses
                for second in other.addresses
                if first.network.overlaps(second.network)
            }
        ):
            has_camera = bool({one, other} & set(facts.camera_interfaces)) and bool(facts.cameras)
            yield Finding(
                "addresses",
                Severity.FAULT if has_camera else Severity.WARNING,
                f"{one.name} and {other.name} are both in the network {network}",
                "give each interface a network of its own, such as 192.168.11.1/24 and "
                "192.168.12.1/24, and its cameras addresses in it",
            )


def _unreachable(facts: Facts) -> Iterator[Finding]:
    for camera in facts.cameras:
        is_ip = camera.address.replace(".", "").isdigit()
        if is_ip and facts.interface_of(camera) is None:
            yield Finding(
                "addresses",
                Severity.FAULT,
                f"{camera.name}: no interface of this computer is in the network of "
                f"{camera.address}",
                "give the interface, or the camera with its vendor's tool, an address in the same "
                "network; 169.254.x.x means that the camera was given none",
            )


def check_reverse_path(facts: Facts) -> Iterator[Finding]:
    """Strict filtering drops the answer of a camera whose address does not fit its interface."""
    if facts.system != "Linux":
        return
    for interface in facts.camera_interfaces:
        mode = interface.reverse_path_filter
        if mode is None or interface.is_loopback:
            continue
        text = f"{interface.name}: rp_filter is {mode}"
        if mode == _STRICT:
            yield Finding(
                "reverse_path",
                Severity.WARNING,
                f"{text}: a camera with an address of another network is never found",
                f"sudo sysctl -w net.ipv4.conf.all.rp_filter=2 "
                f"net.ipv4.conf.{interface.name}.rp_filter=2",
            )
        else:
            yield Finding("reverse_path", Severity.OK, text)
