"""What the checks look at; a system's adapter fills it in, ``None`` where it cannot know."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Interface, ip_address


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter of the system, read twice."""

    before: int
    after: int

    @property
    def growth(self) -> int:
        """How much it grew while it was watched."""
        return self.after - self.before


def counted(before: int | None, after: int | None) -> Counter | None:
    """Two readings as one counter; ``None`` where the system does not count."""
    return None if before is None or after is None else Counter(before, after)


@dataclass(frozen=True, slots=True)
class NetworkInterface:
    """A network interface of this computer.

    Attributes:
        name: As the system calls it.
        mtu_bytes: Largest IP packet that it takes.
        speed_mbit_per_s: Speed of the link; 0 where the system does not tell.
        addresses: IPv4 addresses with their networks.
        is_up: Whether it is switched on.
        is_loopback: Whether it reaches this computer only.
        lost_packets: Received packets that it dropped or missed.
        reverse_path_filter: 0 off, 1 strict, 2 loose, as the kernel applies it.
    """

    name: str
    mtu_bytes: int
    speed_mbit_per_s: int = 0
    addresses: tuple[IPv4Interface, ...] = ()
    is_up: bool = True
    is_loopback: bool = False
    lost_packets: Counter | None = None
    reverse_path_filter: int | None = None

    def reaches(self, address: str) -> bool:
        """Whether an address lies in one of its networks."""
        try:
            wanted = ip_address(address)
        except ValueError:
            return False
        return any(wanted in each.network for each in self.addresses)


@dataclass(frozen=True, slots=True)
class CameraLink:
    """What one configured camera asks of the computer; ``None`` where its settings do not say.

    Attributes:
        name: Name in the station file.
        driver: Its driver.
        address: IP address; empty for USB, or a camera named by serial number.
        payload_bytes: Size of one picture on the wire.
        rate_hz: Pictures per second at most.
        packet_size_bytes: GigE Vision's SCPS packet size: IP, UDP and GVSP headers included.
        socket_buffer_bytes: Receive buffer that its driver asks for.
    """

    name: str
    driver: str
    address: str = ""
    payload_bytes: int | None = None
    rate_hz: float | None = None
    packet_size_bytes: int | None = None
    socket_buffer_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class CameraAnswer:
    """What a configured camera said when it was opened; ``trouble`` is empty when all is well."""

    name: str
    trouble: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class UsbCamera:
    """A USB3 Vision device on this computer's bus."""

    name: str
    vendor_id: str
    device_node: str
    is_accessible: bool
    speed_mbit_per_s: float


@dataclass(frozen=True, slots=True)
class Library:
    """What a driver needs besides the program.

    Attributes:
        name: Package or shared library.
        driver: The driver that needs it.
        version: Version that is installed; ``None`` when it is missing.
        wanted: Version that this program was tested with; empty for any.
        install: The line that installs it.
        is_for_this_system: Whether there is one for this operating system.
    """

    name: str
    driver: str
    version: str | None
    wanted: str
    install: str
    is_for_this_system: bool = True


@dataclass(frozen=True, slots=True)
class ProducerFile:
    """A GenTL producer; ``target`` is the system that it was built for, empty when it is none."""

    path: str
    exists: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the checks know of a computer and of its cameras."""

    system: str
    target: str
    watched_s: float = 0.0
    cameras: tuple[CameraLink, ...] = ()
    answers: tuple[CameraAnswer, ...] = ()
    interfaces: tuple[NetworkInterface, ...] = ()
    libraries: tuple[Library, ...] = ()
    opencv_packages: tuple[str, ...] = ()
    producers: tuple[ProducerFile, ...] = ()
    producer_folders_missing: tuple[str, ...] = ()
    usb_cameras: tuple[UsbCamera, ...] | None = None
    usb_memory_mb: int | None = None
    rmem_max_bytes: int | None = None
    rmem_default_bytes: int | None = None
    udp_buffer_errors: Counter | None = None
    has_raw_sockets: bool | None = None
    governors: tuple[str, ...] | None = None
    firewalls: tuple[str, ...] | None = None
    drivers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "drivers", frozenset(each.driver for each in self.cameras))

    def interface_of(self, camera: CameraLink) -> NetworkInterface | None:
        """The interface that a camera's address is on."""
        return next((each for each in self.interfaces if each.reaches(camera.address)), None)

    @property
    def camera_interfaces(self) -> tuple[NetworkInterface, ...]:
        """Those of the configured cameras; all that could have one when no address is known."""
        known = [found for each in self.cameras if (found := self.interface_of(each))]
        if known:
            return tuple(dict.fromkeys(known))
        return tuple(each for each in self.interfaces if each.is_up and not each.is_loopback)
