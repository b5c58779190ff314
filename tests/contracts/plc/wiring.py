"""What lies between two peers: pairs of serial ends, TLS in front of a plain peer, certificates."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from modbus_peers import program
from ports import free_port

_UP_S = 10.0
_ENDS_AT_ONCE = ("-t", "0")
"""Else it reads on for half a second when one side is gone, and takes what is the next one's."""
_TERMINAL = "pty,raw,echo=0"


@dataclass(frozen=True)
class Identity:
    """One side's X.509 certificate with its key, and the authority that it trusts; PEM files."""

    certificate: Path
    private_key: Path
    authority: Path

    def socat_options(self) -> str:
        """The same in the words of socat's OPENSSL addresses."""
        return (
            f"cert={self.certificate},key={self.private_key},cafile={self.authority},"
            "verify=1,openssl-min-proto-version=TLS1.2"
        )


class Certificates:
    """An authority of its own in a folder, made with openssl."""

    def __init__(self, folder: Path, name: str = "authority") -> None:
        self._folder = folder
        self.authority = folder / f"{name}.pem"
        self._authority_key = folder / f"{name}.key"
        self._request(self.authority, self._authority_key, name)

    def identity(self, name: str) -> Identity:
        """A certificate for 127.0.0.1 that this authority has signed."""
        certificate, key = self._folder / f"{name}.pem", self._folder / f"{name}.key"
        signed = ["-CA", str(self.authority), "-CAkey", str(self._authority_key)]
        addresses = ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        self._request(certificate, key, name, *signed, *addresses)
        return Identity(certificate, key, self.authority)

    def _request(self, certificate: Path, key: Path, name: str, *options: str) -> None:
        command = [program("openssl"), "req", "-x509", "-nodes", "-days", "2"]
        command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        command += ["-keyout", str(key), "-out", str(certificate), "-subj", f"/CN={name}", *options]
        subprocess.run(command, check=True, capture_output=True)


@contextlib.contextmanager
def _socat(*addresses: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [program("socat"), *_ENDS_AT_ONCE, *addresses]
    with subprocess.Popen(
        command, start_new_session=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # it forks for each connection


def _await(process: subprocess.Popen[bytes], is_up: object) -> None:
    deadline = time.monotonic() + _UP_S
    while not is_up():
        assert process.poll() is None, "socat has ended"
        assert time.monotonic() < deadline, "socat does not come up"
        time.sleep(0.005)


def _listens(process: subprocess.Popen[bytes]) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        connections = psutil.Process(process.pid).net_connections("tcp")
        return any(each.status == psutil.CONN_LISTEN for each in connections)
    return False


@contextlib.contextmanager
def serial_line(folder: Path) -> Iterator[tuple[str, str]]:
    """The two ends of a serial line without a wire: pseudo-terminals, which know no parity."""
    ends = [folder / "line-a", folder / "line-b"]
    with _socat(*(f"{_TERMINAL},link={end}" for end in ends)) as process:
        _await(process, lambda: all(end.exists() for end in ends))
        yield str(ends[0]), str(ends[1])


@contextlib.contextmanager
def serial_end_of(port: int, folder: Path) -> Iterator[str]:
    """A serial end whose bytes go to and come from a TCP port: RTU over TCP for a serial peer."""
    end = folder / "line-to-tcp"
    with _socat(f"{_TERMINAL},link={end}", f"TCP:127.0.0.1:{port},nodelay") as process:
        _await(process, end.exists)
        yield str(end)


@contextlib.contextmanager
def serial_device_server(device: str) -> Iterator[int]:
    """A TCP port whose bytes go to and come from a serial end, as a device server has it."""
    port = free_port()
    listening = f"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr,nodelay,fork"
    with _socat(listening, f"{device},raw,echo=0") as process:
        _await(process, lambda: _listens(process))
        yield port


@contextlib.contextmanager
def from_address(source: str, port: int) -> Iterator[int]:
    """A port for a peer that is to be seen at another address of loopback than its own."""
    ours = free_port()
    listening = f"TCP-LISTEN:{ours},bind=127.0.0.1,reuseaddr,nodelay,fork"
    with _socat(listening, f"TCP:127.0.0.1:{port},bind={source},nodelay") as process:
        _await(process, lambda: _listens(process))
        yield ours


@contextlib.contextmanager
def tls_client_for(port: int, identity: Identity) -> Iterator[int]:
    """A plain port for a peer that knows no TLS; behind it, TLS to the port given."""
    ours = free_port()
    listening = f"TCP-LISTEN:{ours},bind=127.0.0.1,reuseaddr,nodelay,fork"
    target = f"OPENSSL:127.0.0.1:{port},{identity.socat_options()}"
    with _socat(listening, target) as process:
        _await(process, lambda: _listens(process))
        yield ours


@contextlib.contextmanager
def tls_server_for(port: int, identity: Identity) -> Iterator[int]:
    """A TLS port in front of a peer that knows no TLS; it wants a certificate of the client."""
    ours = free_port()
    options = f"bind=127.0.0.1,reuseaddr,fork,{identity.socat_options()}"
    listening = f"OPENSSL-LISTEN:{ours},{options}"
    with _socat(listening, f"TCP:127.0.0.1:{port},nodelay") as process:
        _await(process, lambda: _listens(process))
        yield ours
