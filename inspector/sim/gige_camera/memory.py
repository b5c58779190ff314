"""The camera's memory as GVCP reads and writes it: big-endian words."""

from __future__ import annotations

import socket
import struct

from inspector.sim.gige_camera import addresses
from inspector.sim.gige_camera.description import description_xml
from inspector.sim.gige_camera.settings import PIXEL_FORMATS, GigeCameraSettings

_WORD = struct.Struct(">I")
_DOUBLE = struct.Struct(">d")
_GIGE_VISION_1_2 = 0x00010002
_BIG_ENDIAN_UTF_8 = 0x80000001
_STATIC_AND_LLA = 0x00000005
_CONCATENATION, _WRITE_MEMORY, _PACKET_RESEND = 1, 2, 4
_HEARTBEAT_MS = 3000
_NANOSECOND_TICKS = 1_000_000_000
_PACKET_SIZE = 8192
_WRITABLE = (
    *range(addresses.USER_DEFINED_NAME, addresses.DISCOVERY_SIZE, 4),
    addresses.HEARTBEAT_TIMEOUT,
    addresses.CONTROL_PRIVILEGE,
    addresses.STREAM_PORT,
    addresses.STREAM_PACKET_SIZE,
    addresses.STREAM_PACKET_DELAY,
    addresses.STREAM_ADDRESS,
    addresses.ACQUISITION_START,
    addresses.ACQUISITION_STOP,
    *range(addresses.WIDTH, addresses.TRIGGER_DELAY + 8, 4),
)
_FORMAT = (
    addresses.WIDTH,
    addresses.HEIGHT,
    addresses.OFFSET_X,
    addresses.OFFSET_Y,
    addresses.PIXEL_FORMAT,
)


class Memory:
    """All registers, and the description file behind them."""

    def __init__(self, settings: GigeCameraSettings) -> None:
        xml = description_xml(settings)
        self._bytes = bytearray(addresses.XML + (len(xml) + 3) // 4 * 4)
        self._bytes[addresses.XML : addresses.XML + len(xml)] = xml
        self._writable = frozenset(_WRITABLE)
        self._sides = {
            addresses.WIDTH: (addresses.OFFSET_X, settings.width),
            addresses.OFFSET_X: (addresses.WIDTH, settings.width),
            addresses.HEIGHT: (addresses.OFFSET_Y, settings.height),
            addresses.OFFSET_Y: (addresses.HEIGHT, settings.height),
        }
        self._fill_bootstrap(settings, len(xml))
        self._fill_device(settings)

    def holds(self, address: int, size: int) -> bool:
        """Whether all of a range exists."""
        return address + size <= len(self._bytes)

    def may_write(self, address: int, size: int) -> bool:
        """Whether all words of a range can be written."""
        return all(word in self._writable for word in range(address, address + size, 4))

    def accepts(self, address: int, value: int) -> bool:
        """Whether a word is allowed there now: the format is locked while acquiring."""
        if address not in _FORMAT:
            return True
        if self.word(addresses.ACQUIRING):
            return False
        if address == addresses.PIXEL_FORMAT:
            return value in PIXEL_FORMATS.values()
        other, sensor = self._sides[address]
        is_offset = address in (addresses.OFFSET_X, addresses.OFFSET_Y)
        return (is_offset or value > 0) and value + self.word(other) <= sensor

    def read(self, address: int, size: int) -> bytes:
        """Raw bytes."""
        return bytes(self._bytes[address : address + size])

    def write(self, address: int, content: bytes) -> None:
        """Raw bytes, wherever."""
        self._bytes[address : address + len(content)] = content

    def word(self, address: int) -> int:
        """A 32-bit register."""
        value: int = _WORD.unpack_from(self._bytes, address)[0]
        return value

    def set_word(self, address: int, value: int) -> None:
        """Set a 32-bit register."""
        _WORD.pack_into(self._bytes, address, value)

    def number(self, address: int) -> float:
        """A 64-bit floating-point register."""
        value: float = _DOUBLE.unpack_from(self._bytes, address)[0]
        return value

    def set_number(self, address: int, value: float) -> None:
        """Set a 64-bit floating-point register."""
        _DOUBLE.pack_into(self._bytes, address, value)

    def _fill_bootstrap(self, settings: GigeCameraSettings, xml_size: int) -> None:
        resend = _PACKET_RESEND if settings.can_resend else 0
        for address, value in (
            (addresses.VERSION, _GIGE_VISION_1_2),
            (addresses.DEVICE_MODE, _BIG_ENDIAN_UTF_8),
            (addresses.IP_CONFIGURATIONS, _STATIC_AND_LLA),
            (addresses.IP_CONFIGURATION, _STATIC_AND_LLA),
            (addresses.NETWORK_INTERFACES, 1),
            (addresses.STREAM_CHANNELS, 1),
            (addresses.GVCP_CAPABILITY, _CONCATENATION | _WRITE_MEMORY | resend),
            (addresses.HEARTBEAT_TIMEOUT, _HEARTBEAT_MS),
            (addresses.TICK_FREQUENCY_LOW, _NANOSECOND_TICKS),
            (addresses.STREAM_PACKET_SIZE, _PACKET_SIZE),
        ):
            self.set_word(address, value)
        ip = socket.inet_aton(settings.address)
        self.write(addresses.MAC_ADDRESS, bytes((0, 0, 2, 0)) + ip)
        self.write(addresses.IP_ADDRESS, ip)
        self.write(addresses.SUBNET_MASK, socket.inet_aton("255.0.0.0"))
        url = f"Local:inspector-gige.xml;{addresses.XML:x};{xml_size:x}"
        for address, text in (
            (addresses.MANUFACTURER_NAME, "Inspector"),
            (addresses.MODEL_NAME, settings.model[:31]),
            (addresses.DEVICE_VERSION, "1.0"),
            (addresses.SERIAL_NUMBER, settings.serial[:15]),
            (addresses.XML_URL, url),
        ):
            self.write(address, text.encode())

    def _fill_device(self, settings: GigeCameraSettings) -> None:
        self.set_word(addresses.WIDTH, settings.width)
        self.set_word(addresses.HEIGHT, settings.height)
        self.set_word(addresses.PIXEL_FORMAT, PIXEL_FORMATS[settings.pixel_format])
        if settings.trigger_source:
            self.set_word(addresses.TRIGGER_MODE, addresses.TRIGGERED)
        if settings.trigger_source == "Line1":
            self.set_word(addresses.TRIGGER_SOURCE, addresses.LINE_1)
        self.set_number(addresses.EXPOSURE_TIME, 10_000)
        self.set_number(addresses.FRAME_RATE, settings.frame_rate_hz)
