"""All checks in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from inspector.cameras.doctor.checks.host import (
    check_cameras,
    check_libraries,
    check_processor,
    check_producers,
)
from inspector.cameras.doctor.checks.network import (
    check_addresses,
    check_bandwidth,
    check_mtu,
    check_packet_size,
    check_reverse_path,
)
from inspector.cameras.doctor.checks.receive import (
    check_firewall,
    check_interface_losses,
    check_raw_sockets,
    check_receive_buffers,
    check_udp_losses,
)
from inspector.cameras.doctor.checks.usb import check_usb_cameras, check_usb_memory
from inspector.cameras.doctor.facts import Facts
from inspector.cameras.doctor.finding import Finding

CHECKS: tuple[Callable[[Facts], Iterable[Finding]], ...] = (
    check_cameras,
    check_libraries,
    check_producers,
    check_addresses,
    check_mtu,
    check_packet_size,
    check_bandwidth,
    check_reverse_path,
    check_receive_buffers,
    check_udp_losses,
    check_interface_losses,
    check_raw_sockets,
    check_firewall,
    check_usb_memory,
    check_usb_cameras,
    check_processor,
)


def examine(facts: Facts) -> tuple[Finding, ...]:
    """The findings of all checks, in the order of the table."""
    return tuple(finding for check in CHECKS for finding in check(facts))
