"""Peers that are built and certificates that are made once for all tests of this folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "integration"))  # gate_rig

from modbus_peers import compiled  # noqa: E402 - needs no path of its own
from wiring import Certificates, Identity  # noqa: E402


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the peers in C are."""
    return tmp_path_factory.mktemp("peers")


@pytest.fixture(scope="session")
def libmodbus_client(built: Path) -> Path:
    """A PLC that polls."""
    return compiled("client", built, "client.c", "plc_program.c")


@pytest.fixture(scope="session")
def libmodbus_server(built: Path) -> Path:
    """A PLC that is polled."""
    return compiled("server", built, "server.c", "plc_program.c")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority that both sides trust."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def station_identity(certificates: Certificates) -> Identity:
    """Our own certificate."""
    return certificates.identity("station")


@pytest.fixture(scope="session")
def plc_identity(certificates: Certificates) -> Identity:
    """The peer's certificate."""
    return certificates.identity("plc")
