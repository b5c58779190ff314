"""Facts from /proc and /sys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.cameras.doctor.facts import UsbCamera

_CAP_NET_RAW = 13
_USB3_VISION_CLASS = ("ef", "05")
"""Interface class and subclass that the USB3 Vision standard reserves."""
_LOSS_COUNTERS = ("rx_dropped", "rx_missed_errors", "rx_fifo_errors")


@dataclass(frozen=True, slots=True)
class LinuxFiles:
    """Reads one system; ``root`` is another one's file tree in tests."""

    root: Path = Path("/")

    def number(self, name: str) -> int | None:
        """The whole number in a file; ``None`` when it is not there."""
        text = self._text(name)
        try:
            return int(text)
        except ValueError:
            return None

    def udp_buffer_errors(self) -> int | None:
        """UDP packets that met a full receive buffer since the computer started."""
        rows = [line.split() for line in self._text("proc/net/snmp").splitlines()]
        udp = [row for row in rows if row[:1] == ["Udp:"]]
        if len(udp) != 2 or "RcvbufErrors" not in udp[0]:
            return None
        return int(udp[1][udp[0].index("RcvbufErrors")])

    def lost_packets(self, interface: str) -> int | None:
        """Received packets that an interface dropped or missed."""
        folder = f"sys/class/net/{interface}/statistics"
        counts = [self.number(f"{folder}/{name}") for name in _LOSS_COUNTERS]
        known = [count for count in counts if count is not None]
        return sum(known) if known else None

    def reverse_path_filter(self, interface: str) -> int | None:
        """The mode in force: the kernel takes the larger of the interface's and that of all."""
        folder = "proc/sys/net/ipv4/conf"
        modes = [self.number(f"{folder}/{name}/rp_filter") for name in ("all", interface)]
        known = [mode for mode in modes if mode is not None]
        return max(known) if known else None

    def has_raw_sockets(self) -> bool | None:
        """Whether this process may open raw sockets."""
        for line in self._text("proc/self/status").splitlines():
            if line.startswith("CapEff:"):
                return bool(int(line.split()[1], 16) >> _CAP_NET_RAW & 1)
        return None

    def governors(self) -> tuple[str, ...]:
        """What governs the clock of each core; empty where nothing does."""
        folder = self.root / "sys/devices/system/cpu"
        paths = sorted(folder.glob("cpu[0-9]*/cpufreq/scaling_governor"))
        return tuple(path.read_text("utf-8").strip() for path in paths)

    def firewalls(self) -> tuple[str, ...]:
        """Front ends of the kernel's firewall that are switched on."""
        found = []
        if "ENABLED=yes" in self._text("etc/ufw/ufw.conf").replace(" ", ""):
            found.append("ufw")
        if (self.root / "run/firewalld.pid").exists():
            found.append("firewalld")
        return tuple(found)

    def usb_cameras(self) -> tuple[UsbCamera, ...] | None:
        """The USB3 Vision devices; ``None`` without a USB bus."""
        folder = self.root / "sys/bus/usb/devices"
        if not folder.is_dir():
            return None
        return tuple(self._usb_cameras(folder))

    def _usb_cameras(self, folder: Path) -> Iterator[UsbCamera]:
        seen: set[str] = set()
        for interface in sorted(folder.glob("*:*")):
            name = interface.name.partition(":")[0]
            place = f"sys/bus/usb/devices/{interface.name}"
            found = (
                self._text(f"{place}/bInterfaceClass"),
                self._text(f"{place}/bInterfaceSubClass"),
            )
            if found == _USB3_VISION_CLASS and name not in seen:
                seen.add(name)
                yield self._usb_camera(f"sys/bus/usb/devices/{name}")

    def _usb_camera(self, device: str) -> UsbCamera:
        bus, number = (self.number(f"{device}/{name}") or 0 for name in ("busnum", "devnum"))
        node = f"dev/bus/usb/{bus:03d}/{number:03d}"
        words = (self._text(f"{device}/{name}") for name in ("manufacturer", "product", "serial"))
        return UsbCamera(
            name=" ".join(word for word in words if word) or f"USB {bus}-{number}",
            vendor_id=self._text(f"{device}/idVendor"),
            device_node=f"/{node}",
            is_accessible=os.access(self.root / node, os.R_OK | os.W_OK),
            speed_mbit_per_s=float(self._text(f"{device}/speed") or 0),
        )

    def _text(self, name: str) -> str:
        try:
            return (self.root / name).read_text("utf-8", errors="replace").strip()
        except OSError:
            return ""
