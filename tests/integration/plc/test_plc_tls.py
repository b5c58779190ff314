"""Modbus/TCP Security: both sides prove who they are, and whoever cannot is told so."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
import ssl
import struct
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from plc_wires import Certificates, WordsAndBits

from inspector.domain.errors.plc import PlcCertificateError, PlcConnectionError
from inspector.plc.client import ModbusClient
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.tls import client_context, server_context
from inspector.plc.transport import Tcp, Tls

READ = struct.pack(">HHHBBHH", 7, 0, 6, 1, 4, 3, 1)
ANSWER = struct.pack(">HHHBBBH", 7, 0, 5, 1, 4, 2, 1003)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Certificates:
    """Two authorities; of the first a station, a PLC, and a PLC under another name."""
    made = Certificates(tmp_path_factory.mktemp("certificates"))
    plant = made.authority("plant")
    made.authority("stranger")
    made.signed(plant, "station")
    made.signed(plant, "plc")
    made.signed(plant, "elsewhere", "DNS:elsewhere.example")
    made.signed(made.folder / "stranger.pem", "foreign")
    return made


def tls(made: Certificates, port: int, name: str, authority: str = "plant") -> Tls:
    return made.tls(port, made.folder / f"{name}.pem", made.folder / f"{authority}.pem")


@contextlib.asynccontextmanager
async def served(
    made: Certificates, name: str = "station", limits: ServerLimits | None = None
) -> AsyncIterator[int]:
    server = ModbusServer(WordsAndBits(), tls(made, 0, name), limits)
    port = await server.start()
    try:
        yield port
    finally:
        await server.stop()
        await asyncio.sleep(0.05)


async def read(transport: Tls | Tcp) -> list[int]:
    client = ModbusClient(transport, timeout_s=1.0)
    try:
        await client.connect()
        return await client.read_input_registers(3, 1)
    finally:
        client.close()


def context(made: Certificates, name: str | None) -> ssl.SSLContext:
    """What a client of another make would use."""
    context = ssl.create_default_context(cafile=made.folder / "plant.pem")
    if name:
        context.load_cert_chain(made.folder / f"{name}.pem", made.folder / f"{name}.key")
    return context


def test_both_sides_with_a_certificate_of_the_authority_talk(made):
    async def run() -> None:
        async with served(made) as port:
            assert await read(tls(made, port, "plc")) == [1003]

    asyncio.run(run())


def test_who_hangs_up_later_does_not_doubt_the_certificate(made):
    async def run() -> None:
        server = ModbusServer(WordsAndBits(), tls(made, 0, "station"))
        client = ModbusClient(tls(made, await server.start(), "plc"), timeout_s=5)
        await client.connect()
        assert await client.read_input_registers(3, 1) == [1003]
        server.disconnect_all()
        with pytest.raises(PlcConnectionError):
            await client.read_input_registers(3, 1)
        client.close()
        await server.stop()
        await asyncio.sleep(0.05)

    asyncio.run(run())


def test_records_of_tls_and_messages_of_modbus_need_not_agree(made):
    """Two requests in one record, one request in many."""

    async def run() -> None:
        async with served(made) as port:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", port, ssl=context(made, "plc")
            )
            writer.write(READ + READ)
            assert await asyncio.wait_for(reader.readexactly(2 * len(ANSWER)), 5) == ANSWER * 2
            for byte in READ:
                writer.write(bytes([byte]))
                await writer.drain()
            assert await asyncio.wait_for(reader.readexactly(len(ANSWER)), 5) == ANSWER
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    asyncio.run(run())


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_request_right_behind_the_handshake_is_answered(made, version):
    async def run() -> None:
        ours = context(made, "plc")
        ours.minimum_version = ours.maximum_version = version
        async with served(made) as port:
            for _ in range(20):
                answer = await asyncio.to_thread(_ask_at_once, ours, port)
                assert answer == ANSWER

    asyncio.run(run())


def _ask_at_once(context: ssl.SSLContext, port: int) -> bytes:
    """The last flight of the handshake and the request leave in one segment."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    secured = context.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
    with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
        while True:
            with contextlib.suppress(ssl.SSLWantReadError):
                secured.do_handshake()
                break
            link.sendall(outgoing.read())
            incoming.write(link.recv(65_536))
        secured.write(READ)
        link.sendall(outgoing.read())
        while True:
            with contextlib.suppress(ssl.SSLWantReadError):
                return secured.read(100)
            incoming.write(link.recv(65_536))


def test_a_client_without_certificate_gets_no_answer_and_is_named_in_the_log(made, caplog):
    async def run() -> None:
        async with served(made) as port:
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", port, ssl=context(made, None)
                )
                writer.write(READ)
                assert await asyncio.wait_for(reader.read(), 5) == b""
                writer.close()
            assert await read(tls(made, port, "plc")) == [1003]

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert (
        "modbus client 127.0.0.1 refused: no TLS (peer did not return a certificate)" in caplog.text
    )


def test_a_client_of_another_authority_is_refused_and_learns_why(made, caplog):
    async def run() -> None:
        async with served(made) as port:
            with pytest.raises(PlcCertificateError, match="may not accept our certificate"):
                await read(tls(made, port, "foreign"))

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert "refused: no TLS (unable to get local issuer certificate)" in caplog.text


def test_a_server_of_another_authority_is_not_believed(made):
    async def run() -> None:
        async with served(made, "foreign") as port:
            with pytest.raises(PlcCertificateError, match="unable to get local issuer certificate"):
                await read(tls(made, port, "plc"))

    asyncio.run(run())


def test_a_server_whose_certificate_names_another_host_is_not_believed(made):
    """Any device of the plant could pose as the PLC otherwise."""

    async def run() -> None:
        async with served(made, "elsewhere") as port:
            with pytest.raises(PlcCertificateError, match=r"not valid for '127\.0\.0\.1'"):
                await read(tls(made, port, "plc"))

    asyncio.run(run())


def test_a_refusal_after_the_handshake_is_a_certificate_error(made):
    """As a server of TLS 1.3 that sends an alert before it hangs up."""

    async def run() -> None:
        demanding = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        demanding.load_cert_chain(made.folder / "station.pem", made.folder / "station.key")
        demanding.load_verify_locations(made.folder / "stranger.pem")
        demanding.verify_mode = ssl.CERT_REQUIRED
        with socket.create_server(("127.0.0.1", 0)) as listener:
            refusal = asyncio.get_running_loop().run_in_executor(None, _refuse, listener, demanding)
            port = listener.getsockname()[1]
            with pytest.raises(PlcCertificateError, match="ALERT"):
                await read(tls(made, port, "plc"))
            await refusal

    asyncio.run(run())


def _refuse(listener: socket.socket, context: ssl.SSLContext) -> None:
    link, _ = listener.accept()
    secured = context.wrap_socket(link, server_side=True, do_handshake_on_connect=False)
    with pytest.raises(ssl.SSLError):
        secured.do_handshake()
    with socket.socket(fileno=secured.detach()) as link:
        link.shutdown(socket.SHUT_WR)
        while link.recv(1000):  # else the system would drop the alert with what was not read
            continue


def test_a_server_without_tls_is_named_as_such(made):
    async def run() -> None:
        server = ModbusServer(WordsAndBits(), Tcp("127.0.0.1", 0))
        port = await server.start()
        with pytest.raises((PlcCertificateError, PlcConnectionError), match="no TLS with 127"):
            await read(tls(made, port, "plc"))
        await server.stop()
        await asyncio.sleep(0)

    asyncio.run(run())


def test_a_client_without_tls_is_answered_nothing(made):
    async def run() -> None:
        async with served(made) as port:
            with pytest.raises(PlcConnectionError):
                await read(Tcp("127.0.0.1", port))
            assert await read(tls(made, port, "plc")) == [1003]

    asyncio.run(run())


def test_a_handshake_that_goes_nowhere_takes_a_place_only_for_a_while(made, monkeypatch):
    monkeypatch.setattr("inspector.plc.tls._HANDSHAKE_S", 0.2)

    async def run() -> None:
        async with served(made, limits=ServerLimits(connections_max=1)) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.sleep(0.02)
            with pytest.raises((PlcConnectionError, PlcCertificateError)):
                await read(tls(made, port, "plc"))
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
            assert await read(tls(made, port, "plc")) == [1003]

    asyncio.run(run())


def _without(made: Certificates, folder: Path, **files: bytes | None) -> Tls:
    paths = {}
    whole = tls(made, 0, "station")
    for field in ("certificate", "private_key", "authority"):
        path = folder / f"{field}.pem"
        content = files.get(field, getattr(whole, field).read_bytes())
        if content is not None:
            path.write_bytes(content)
        paths[field] = path
    return Tls("127.0.0.1", 0, **paths)


@pytest.mark.parametrize("field", ["certificate", "private_key", "authority"])
@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read"), (b"junk", "is no|no pair")]
)
def test_a_file_that_is_missing_or_broken_is_named(made, tmp_path, field, content, message):
    transport = _without(made, tmp_path, **{field: content})

    async def run() -> None:
        for start in (
            ModbusServer(WordsAndBits(), transport).start,
            ModbusClient(transport).connect,
        ):
            with pytest.raises(PlcCertificateError, match=message) as raised:
                await start()
            assert field in str(raised.value)

    asyncio.run(run())


def test_nothing_older_than_tls_1_2_is_spoken(made):
    paths = [made.folder / name for name in ("station.pem", "station.key", "plant.pem")]
    for context in (server_context(*paths), client_context(*paths)):
        assert context.minimum_version == ssl.TLSVersion.TLSv1_2
        assert context.verify_mode == ssl.CERT_REQUIRED


def test_a_key_of_another_certificate_or_with_a_password_is_named(made, tmp_path):
    other = (made.folder / "plc.key").read_bytes()
    locked = tmp_path / "locked.key"
    command = ["openssl", "ec", "-aes256", "-passout", "pass:x", "-out", str(locked)]
    command += ["-in", str(made.folder / "station.key")]
    subprocess.run(command, check=True, capture_output=True)

    async def run() -> None:
        for key in (other, locked.read_bytes()):
            transport = _without(made, tmp_path, private_key=key)
            with pytest.raises(PlcCertificateError, match="no pair of certificate and key"):
                await ModbusServer(WordsAndBits(), transport).start()

    asyncio.run(run())


def test_a_network_that_may_not_connect_gets_no_handshake(made):
    limits = ServerLimits(allow=(ipaddress.ip_network("192.0.2.0/24"),))

    async def run() -> None:
        async with served(made, limits=limits) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            with contextlib.suppress(ConnectionError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()

    asyncio.run(run())
