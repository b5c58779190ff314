"""The USB side: memory for transfers, rights and speed."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.cameras.doctor.facts import Facts
from inspector.cameras.doctor.finding import Finding, Severity

_ENOUGH_MEMORY_MB = 1000
_SUPER_SPEED_MBIT_PER_S = 5000


def check_usb_memory(facts: Facts) -> Iterator[Finding]:
    """Linux gives all USB transfers 16 MB together: three pictures of 5 megapixels."""
    memory = facts.usb_memory_mb
    if memory is None:
        yield Finding("usb_memory", Severity.NOT_CHECKED, _no_usb(facts))
    elif 0 < memory < _ENOUGH_MEMORY_MB:
        yield Finding(
            "usb_memory",
            Severity.WARNING,
            f"usbfs_memory_mb is {memory}: too little for USB3 Vision cameras",
            f"echo {_ENOUGH_MEMORY_MB} | sudo tee /sys/module/usbcore/parameters/usbfs_memory_mb; "
            f"to keep it, add usbcore.usbfs_memory_mb={_ENOUGH_MEMORY_MB} to the kernel's "
            "command line",
        )
    else:
        yield Finding("usb_memory", Severity.OK, f"usbfs_memory_mb is {memory}")


def check_usb_cameras(facts: Facts) -> Iterator[Finding]:
    """USB3 Vision cameras that this account may not open, or that a bad cable slows down."""
    if facts.usb_cameras is None:
        yield Finding("usb_cameras", Severity.NOT_CHECKED, _no_usb(facts))
        return
    if not facts.usb_cameras:
        yield Finding("usb_cameras", Severity.OK, "no USB3 Vision camera on the bus")
    for camera in facts.usb_cameras:
        if not camera.is_accessible:
            yield Finding(
                "usb_cameras",
                Severity.FAULT,
                f"{camera.name}: this account may not write {camera.device_node}",
                _allow(camera.vendor_id),
            )
        elif camera.speed_mbit_per_s < _SUPER_SPEED_MBIT_PER_S:
            yield Finding(
                "usb_cameras",
                Severity.WARNING,
                f"{camera.name}: linked at {camera.speed_mbit_per_s:g} Mbit/s, as USB 2",
                "use a USB 3 port and a cable of at most 3 m with screw locks",
            )
        else:
            text = f"{camera.name}: {camera.speed_mbit_per_s:g} Mbit/s, may be opened"
            yield Finding("usb_cameras", Severity.OK, text)


def _allow(vendor_id: str) -> str:
    rule = f'SUBSYSTEM=="usb", ATTR{{idVendor}}=="{vendor_id}", MODE="0664", GROUP="plugdev"'
    return (
        f"echo '{rule}' | sudo tee /etc/udev/rules.d/60-inspector-{vendor_id}.rules && "
        "sudo udevadm control --reload && sudo udevadm trigger; "
        "sudo usermod -aG plugdev ACCOUNT, then log in again"
    )


def _no_usb(facts: Facts) -> str:
    if facts.system == "Linux":
        return "this computer has no USB bus"
    return f"not checked on {facts.system}"
