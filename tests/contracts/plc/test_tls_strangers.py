"""TLS of another maker with a certificate that the other side does not trust: no word of Modbus."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from modbus_peers import UnansweredError, libmodbus_client, libmodbus_server, peer
from our_server import our_server
from wiring import Certificates, Identity, tls_client_for, tls_server_for

from inspector.domain.errors.plc import PlcCertificateError
from inspector.plc.client import ModbusClient
from inspector.plc.registers import VISION_MIRROR_BASE
from inspector.plc.transport import Tls


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority that this station does not know."""
    return Certificates(tmp_path_factory.mktemp("stranger"), "stranger")


def tls(port: int, identity: Identity) -> Tls:
    return Tls("127.0.0.1", port, identity.certificate, identity.private_key, identity.authority)


def test_a_client_that_our_authority_did_not_sign_gets_no_answer(
    built: Path, certificates: Certificates, stranger: Certificates
) -> None:
    station, plc = certificates.identity("station"), certificates.identity("plc")
    forged = stranger.identity("forged plc")
    unsigned = Identity(forged.certificate, forged.private_key, station.authority)
    client = [libmodbus_client(built), 1, "tcp", "127.0.0.1"]
    with our_server(tls(0, station)) as server:
        with (
            tls_client_for(server.port, unsigned) as port,
            peer(*client, port) as refused,
            pytest.raises(UnansweredError),
        ):
            refused.ask("holding", VISION_MIRROR_BASE, 1)
        with tls_client_for(server.port, plc) as port, peer(*client, port) as served:
            assert served.ask("holding", VISION_MIRROR_BASE, 1) == [1000]


def test_our_client_asks_nothing_of_a_server_that_our_authority_did_not_sign(
    built: Path, certificates: Certificates, stranger: Certificates
) -> None:
    forged = stranger.identity("forged server")
    trusting = Identity(forged.certificate, forged.private_key, certificates.authority)

    async def run(port: int) -> None:
        client = ModbusClient(tls(port, certificates.identity("station")), timeout_s=2.0)
        with pytest.raises(PlcCertificateError):
            await client.connect()
        client.close()

    with (
        peer(libmodbus_server(built), 1, "tcp", "127.0.0.1", 0) as server,
        tls_server_for(server.started[0], trusting) as port,
    ):
        asyncio.run(run(port))
