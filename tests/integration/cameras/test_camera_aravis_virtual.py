"""The virtual GigE Vision camera itself, asked over bare sockets."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

import pytest
from gige_rig import virtual_camera

from inspector.cameras.aravis.probe import answers
from inspector.sim.gige_camera import addresses, gvcp
from inspector.sim.gige_camera.camera import GigeCamera
from inspector.sim.gige_camera.gvcp import Command, Status

TIMEOUT_S = 10.0
UNKNOWN_COMMAND = 0x00C0
EXCLUSIVE, CONTROL = 1, 2


class Client:
    """GVCP by hand."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.settimeout(TIMEOUT_S)
        self.socket.connect((address, gvcp.PORT))
        self._number = 0

    def ask(self, command: int, content: bytes = b"") -> tuple[int, bytes]:
        """Status and content of the answer."""
        self._number += 1
        self.socket.send(self.request(command, content, flags=1))
        answer = self.socket.recv(65536)
        status, acknowledged, size, number = struct.unpack_from(">HHHH", answer)
        assert (acknowledged, size, number) == (command + 1, len(answer) - 8, self._number)
        return status, answer[8:]

    def request(self, command: int, content: bytes, flags: int) -> bytes:
        return struct.pack(">BBHHH", 0x42, flags, command, len(content), self._number) + content

    def read(self, address: int) -> int:
        status, content = self.ask(Command.READ_REGISTER, struct.pack(">I", address))
        assert status == Status.SUCCESS
        return struct.unpack(">I", content)[0]

    def write(self, address: int, value: int) -> int:
        return self.ask(Command.WRITE_REGISTER, struct.pack(">II", address, value))[0]


@pytest.fixture
def camera() -> Iterator[tuple[GigeCamera, str]]:
    with virtual_camera() as (virtual, address):
        yield virtual, address


@pytest.fixture
def client(camera: tuple[GigeCamera, str]) -> Iterator[Client]:
    client = Client(camera[1])
    yield client
    client.socket.close()


def test_it_is_discovered_by_who_it_is(client: Client, camera: tuple[GigeCamera, str]) -> None:
    status, content = client.ask(Command.DISCOVERY)
    assert status == Status.SUCCESS
    assert len(content) == addresses.DISCOVERY_SIZE
    assert socket.inet_ntoa(content[0x24:0x28]) == camera[1]
    assert content[0xD8:0xE8].rstrip(b"\0") == b"VIRTUAL-1"


def test_its_description_file_lies_where_it_says(client: Client) -> None:
    _, content = client.ask(Command.READ_MEMORY, struct.pack(">IHH", addresses.XML_URL, 0, 512))
    name, address, size = content[4:].rstrip(b"\0").decode().split(";")
    assert name.startswith("Local:")
    _, content = client.ask(Command.READ_MEMORY, struct.pack(">IHH", int(address, 16), 0, 512))
    assert content[4:].startswith(b"<?xml")
    assert int(size, 16) > 512


@pytest.mark.parametrize(
    ("command", "content", "status"),
    [
        (UNKNOWN_COMMAND, b"", Status.NOT_IMPLEMENTED),
        (Command.READ_REGISTER, struct.pack(">I", 0xFFFFFFFC), Status.INVALID_ADDRESS),
        (Command.READ_REGISTER, b"\0", Status.INVALID_PARAMETER),
        (Command.READ_MEMORY, b"", Status.INVALID_PARAMETER),
        (Command.READ_MEMORY, struct.pack(">IHH", 0xFFFFFFF0, 0, 512), Status.INVALID_ADDRESS),
        (Command.WRITE_MEMORY, b"\0", Status.INVALID_PARAMETER),
        (Command.WRITE_MEMORY, struct.pack(">IB", addresses.WIDTH, 1), Status.INVALID_ADDRESS),
        (Command.WRITE_REGISTER, struct.pack(">II", addresses.VERSION, 9), Status.WRITE_PROTECT),
    ],
)
def test_what_cannot_be_done_is_refused_by_its_status(client, command, content, status) -> None:
    client.write(addresses.CONTROL_PRIVILEGE, CONTROL)
    assert client.ask(command, content) == (status, b"")
    assert client.read(addresses.VERSION) == 0x00010002


@pytest.mark.parametrize(
    ("address", "value"),
    [
        (addresses.WIDTH, 0),
        (addresses.WIDTH, 65),
        (addresses.OFFSET_X, 1),
        (addresses.HEIGHT, 0xFFFFFFFF),
        (addresses.PIXEL_FORMAT, 0x01080002),
    ],
)
def test_a_picture_that_the_sensor_cannot_give_is_refused(client, address, value) -> None:
    client.write(addresses.CONTROL_PRIVILEGE, CONTROL)
    before = client.read(address)
    assert client.write(address, value) == Status.INVALID_PARAMETER
    assert client.read(address) == before


def test_only_who_controls_it_writes(client: Client, camera: tuple[GigeCamera, str]) -> None:
    assert client.write(addresses.WIDTH, 32) == Status.ACCESS_DENIED
    assert client.write(addresses.CONTROL_PRIVILEGE, CONTROL) == Status.SUCCESS
    assert client.write(addresses.WIDTH, 32) == Status.SUCCESS
    other = Client(camera[1])
    assert other.read(addresses.WIDTH) == 32
    assert other.write(addresses.WIDTH, 16) == Status.ACCESS_DENIED
    assert other.write(addresses.CONTROL_PRIVILEGE, EXCLUSIVE) == Status.ACCESS_DENIED
    assert client.write(addresses.CONTROL_PRIVILEGE, 0) == Status.SUCCESS
    assert other.write(addresses.CONTROL_PRIVILEGE, CONTROL) == Status.SUCCESS
    other.socket.close()


def test_a_silent_client_loses_control_and_its_stream(
    client: Client, camera: tuple[GigeCamera, str]
) -> None:
    client.write(addresses.CONTROL_PRIVILEGE, CONTROL)
    client.write(addresses.ACQUISITION_START, 1)
    assert client.read(addresses.ACQUIRING) == 1
    client.write(addresses.HEARTBEAT_TIMEOUT, 1)
    other = Client(camera[1])
    while other.read(addresses.CONTROL_PRIVILEGE):
        continue
    assert other.read(addresses.ACQUIRING) == 0
    other.socket.close()


def test_noise_is_not_answered(client: Client) -> None:
    for noise in (b"", b"\x42", b"GET / HTTP/1.1\r\n", client.request(2, b"", 1)[:-1] + b"\1\1"):
        client.socket.send(noise)
    client.socket.send(client.request(Command.DISCOVERY, b"", flags=0))
    assert client.ask(Command.DISCOVERY)[0] == Status.SUCCESS, "the only answer is to the last"


def test_what_is_gone_cannot_be_sent_again(client: Client) -> None:
    client.write(addresses.CONTROL_PRIVILEGE, CONTROL)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stream:
        stream.settimeout(TIMEOUT_S)
        stream.bind(("127.0.0.1", 0))
        client.write(addresses.STREAM_ADDRESS, int.from_bytes(socket.inet_aton("127.0.0.1")))
        client.write(addresses.STREAM_PORT, stream.getsockname()[1])
        missing = struct.pack(">HHII", 0, 77, 3, 4)
        client.socket.send(client.request(Command.PACKET_RESEND, missing, flags=0))
        status, block_id, packet = struct.unpack(">HHI", stream.recv(100))
        assert (status, block_id, packet & 0xFFFFFF) == (0x800C, 77, 3)


def test_a_test_packet_has_the_size_that_was_asked_for(client: Client) -> None:
    client.write(addresses.CONTROL_PRIVILEGE, CONTROL)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stream:
        stream.settimeout(TIMEOUT_S)
        stream.bind(("127.0.0.1", 0))
        client.write(addresses.STREAM_ADDRESS, int.from_bytes(socket.inet_aton("127.0.0.1")))
        client.write(addresses.STREAM_PORT, stream.getsockname()[1])
        client.write(addresses.STREAM_PACKET_SIZE, 0x80000000 | 1500)
        assert len(stream.recv(65536)) == 1500 - 28
        assert client.read(addresses.STREAM_PACKET_SIZE) == 1500


def test_an_address_belongs_to_one_camera(camera: tuple[GigeCamera, str]) -> None:
    from inspector.sim.gige_camera.settings import GigeCameraSettings

    with pytest.raises(OSError, match="in use"):
        GigeCamera(GigeCameraSettings(camera[1]), lambda _: None)


def test_the_probe_hears_a_camera_and_the_lack_of_one(camera: tuple[GigeCamera, str]) -> None:
    virtual, address = camera
    assert answers(address)
    virtual.close()
    assert not answers(address)
