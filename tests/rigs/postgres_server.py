"""A throw-away PostgreSQL from Debian's packages, and a network between it and a station."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ports import free_port

_PACKAGES = Path("/usr/lib/postgresql")
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
PASSWORD = "p@ss:w/rd"  # noqa: S105 - what a URL would have to escape


def binaries() -> Path:
    """Of the newest version that is installed; skips the test where there is none."""
    if os.environ.get("CI"):
        pytest.skip("no database server is set up in CI")
    found = sorted(_PACKAGES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    return found[-1].parent


class PostgresServer:
    """One server; each test makes a database of its own."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="inspector-postgres-"))
        self._account = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        self._numbers = itertools.count()
        self.port = free_port()
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        if self._account:
            for path in (self._folder, secret):
                shutil.chown(path, "postgres", "postgres")
        self._run(
            "initdb", "-D", "data", "-U", "inspector", "--pwfile=password", "--no-sync",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
        )  # fmt: skip

    def start(self) -> None:
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 {_FAST}"
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options)

    def kill(self) -> None:
        """As a power cut would, without a word to its clients."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", "data")

    def close(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self.kill()
        shutil.rmtree(self._folder)

    def url(self, database: str, port: int | None = None) -> str:
        """As a station file has it; the password stands in the environment."""
        account = "inspector:${HISTORY_PASSWORD}"
        return f"postgresql+psycopg://{account}@127.0.0.1:{port or self.port}/{database}"

    def new_database(self) -> str:
        name = f"shared_{next(self._numbers)}"
        self._run(
            "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "inspector", "-d", "postgres",
            "-c", f"CREATE DATABASE {name}",
        )  # fmt: skip
        return name

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, *arguments],
            cwd=self._folder,
            env={"PGPASSWORD": PASSWORD, "PATH": os.environ["PATH"]},
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._account,
        )


class Cable:
    """A network that somebody pulls out and puts in again."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self.port = free_port()
        self._listener: socket.socket | None = None
        self._links: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def plug(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._begin(self._accept, self._listener)

    def pull(self) -> None:
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for link in self._links:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for link in self._links:
            link.close()
        self._links, self._threads, self._listener = [], [], None

    def _begin(self, work: object, *sockets: socket.socket) -> None:
        thread = threading.Thread(target=work, args=sockets, name="cable")
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                try:
                    far = socket.create_connection(self._target)
                except ConnectionError:
                    near.close()
                    continue
                self._links += [near, far]
                self._begin(self._carry, near, far)
                self._begin(self._carry, far, near)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while content := source.recv(65536):
                target.sendall(content)
            target.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(binaries())
    try:
        server.start()
        yield server
    finally:
        server.close()
