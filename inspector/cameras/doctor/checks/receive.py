"""What happens to packets between the interface and the driver."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.cameras.doctor.facts import Facts
from inspector.cameras.doctor.finding import Finding, Severity

_USUAL_BUFFER_BYTES = 4 << 20
_RECOMMENDED_MAX_BYTES = 8 << 20
_GIGE_DRIVERS = frozenset({"aravis", "viva", "pylon", "gentl"})
_KEEP = "; to keep it, write the setting to /etc/sysctl.d/60-inspector.conf"


def check_receive_buffers(facts: Facts) -> Iterator[Finding]:
    """The kernel's limit cuts a driver's receive buffer silently; a busy moment loses packets."""
    if facts.rmem_max_bytes is None or facts.rmem_default_bytes is None:
        yield _not_checked(facts, "receive_buffer")
        return
    asked = [each.socket_buffer_bytes or 0 for each in facts.cameras]
    needed = max([_USUAL_BUFFER_BYTES, *asked])
    wanted = max(needed, _RECOMMENDED_MAX_BYTES)
    text = f"net.core.rmem_max is {facts.rmem_max_bytes} bytes"
    if facts.rmem_max_bytes < needed:
        severity = Severity.FAULT if facts.drivers & _GIGE_DRIVERS else Severity.WARNING
        remedy = f"sudo sysctl -w net.core.rmem_max={wanted}{_KEEP}"
        yield Finding("receive_buffer", severity, f"{text}, drivers need {needed}", remedy)
    else:
        yield Finding("receive_buffer", Severity.OK, text)
    text = f"net.core.rmem_default is {facts.rmem_default_bytes} bytes"
    if facts.rmem_default_bytes < _USUAL_BUFFER_BYTES:
        yield Finding(
            "receive_buffer_default",
            Severity.WARNING,
            f"{text}: the first picture after a start may be incomplete",
            f"sudo sysctl -w net.core.rmem_default={_USUAL_BUFFER_BYTES}{_KEEP}",
        )
    else:
        yield Finding("receive_buffer_default", Severity.OK, text)


def check_udp_losses(facts: Facts) -> Iterator[Finding]:
    """Packets that arrived and found the receive buffer full."""
    counter = facts.udp_buffer_errors
    if counter is None:
        yield _not_checked(facts, "udp_losses")
        return
    remedy = (
        "raise net.core.rmem_max and `socket_buffer_mb` of the camera; free the processor of "
        "other work"
    )
    if counter.growth:
        text = f"{counter.growth} UDP packets lost in {facts.watched_s:g} s: receive buffer full"
        yield Finding("udp_losses", Severity.FAULT, text, remedy)
    elif counter.after:
        text = f"{counter.after} UDP packets lost since the computer started, none just now"
        yield Finding("udp_losses", Severity.WARNING, text, remedy)
    else:
        yield Finding("udp_losses", Severity.OK, "no UDP packet lost since the computer started")


def check_interface_losses(facts: Facts) -> Iterator[Finding]:
    """Packets that the interface itself dropped or missed."""
    for interface in facts.camera_interfaces:
        counter = interface.lost_packets
        if counter is None:
            continue
        if counter.growth:
            ring = f"sudo ethtool -G {interface.name} rx 4096"
            yield Finding(
                "interface_losses",
                Severity.FAULT,
                f"{interface.name}: {counter.growth} packets lost in {facts.watched_s:g} s",
                ring if facts.system == "Linux" else 'raise "Receive Buffers" of the adapter',
            )
        else:
            text = f"{interface.name}: no packet lost just now, {counter.after} since its start"
            yield Finding("interface_losses", Severity.OK, text)


def check_raw_sockets(facts: Facts) -> Iterator[Finding]:
    """Raw sockets are a trap on loopback and never needed; this says which case it is."""
    if facts.has_raw_sockets is None:
        return
    held = "has" if facts.has_raw_sockets else "does not have"
    text = f"this account {held} raw sockets (CAP_NET_RAW); the drivers stream over plain UDP"
    yield Finding("raw_sockets", Severity.OK, text)


def check_firewall(facts: Facts) -> Iterator[Finding]:
    """A firewall lets the camera answer and drops its pictures, which nobody asked for."""
    if facts.system == "Windows":
        yield Finding(
            "firewall",
            Severity.NOT_CHECKED,
            "whether Windows lets pictures in is seen only when a camera streams",
            'netsh advfirewall firewall add rule name="Inspector cameras" dir=in action=allow '
            "protocol=udp program=PATH-OF-python.exe",
        )
    elif facts.firewalls is None:
        yield _not_checked(facts, "firewall")
    elif facts.firewalls:
        names = " and ".join(facts.firewalls)
        yield Finding(
            "firewall",
            Severity.WARNING,
            f"{names} is active and may drop the pictures of GigE cameras",
            "allow UDP from the cameras' network, such as `sudo ufw allow in on IFACE proto udp` or"
            " `sudo firewall-cmd --zone=trusted --change-interface=IFACE --permanent`",
        )
    else:
        yield Finding("firewall", Severity.OK, "neither ufw nor firewalld is active")


def _not_checked(facts: Facts, check: str) -> Finding:
    return Finding(check, Severity.NOT_CHECKED, f"not checked on {facts.system}")
