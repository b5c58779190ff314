"""Modbus programs that others wrote, as processes that answer a line with a line.

What each verb means is told in ``peers/client.c`` and ``peers/server.c``.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import psutil
import pytest

SOURCES = Path(__file__).with_name("peers")
NODE_PACKAGES = Path(sys.prefix) / "share" / "inspector-test" / "node" / "node_modules"
_HEADER = Path("/usr/include/modbus/modbus.h")
_ANSWER_S = 70.0
_START_S = 20.0
_MBPOLL_TABLES = {"coils": "0", "inputs": "1", "input-registers": "3", "holding": "4"}
_MBPOLL_CODES = {"Illegal function": 1, "Illegal data address": 2, "Illegal data value": 3}
_MBPOLL_CODES |= {"Target device failed to respond": 11}


class RefusedError(Exception):
    """The server answered with an exception response.

    Attributes:
        code: its exception code.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"exception {code}")
        self.code = code


class UnansweredError(Exception):
    """The peer had no answer that it could take; in its own words."""


class Client(Protocol):
    """A Modbus client of another maker."""

    def ask(self, verb: str, *numbers: int) -> list[int]:
        """Do what the verb says; raise `RefusedError` or `UnansweredError`."""


def require(what: str, present: object) -> None:
    """Skip where a peer is missing; with ``CI=true`` in the environment that is a failure."""
    if present:
        return
    reason = f"{what} is not installed; `make test` installs it on Debian"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str) -> str:
    """Where a program of the system is; the test skips without it."""
    found = shutil.which(name)
    require(name, found)
    return str(found)


def require_node() -> None:
    """The test skips without Node.js and its Modbus library."""
    program("node")
    require("modbus-serial (npm)", (NODE_PACKAGES / "modbus-serial").is_dir())


def require_minimalmodbus() -> None:
    """The test skips without the Python package."""
    require("minimalmodbus (pip)", importlib.util.find_spec("minimalmodbus"))


def libmodbus_client(folder: Path) -> Path:
    """A PLC that polls, built once in this folder."""
    return _compiled("client", folder, "client.c", "plc_program.c")


def libmodbus_server(folder: Path) -> Path:
    """A PLC that is polled, or a remote I/O coupler, built once in this folder."""
    return _compiled("server", folder, "server.c", "plc_program.c", "coupler.c")


def _compiled(name: str, folder: Path, *sources: str) -> Path:
    executable = folder / name
    if not executable.is_file():
        compiler = program("cc")
        require("libmodbus-dev", _HEADER.is_file())
        partial = folder / f"{name}.part"
        command = [compiler, "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-o", str(partial)]
        command += [str(SOURCES / source) for source in sources]
        subprocess.run([*command, "-lmodbus"], check=True)
        partial.rename(executable)
    return executable


class Peer:
    """A process that answers one line for each line; the first answer says that it is up."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = os.environ | {"NODE_PATH": str(NODE_PACKAGES)}
        self._process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        try:
            self.started = self._answer(_START_S)
        except BaseException:
            self.close()
            raise

    def ask(self, verb: str, *numbers: int) -> list[int]:
        """Send a line and wait for its answer."""
        self.tell(verb, *numbers)
        return self.answer()

    def tell(self, verb: str, *numbers: int) -> None:
        """Send a line; :meth:`answer` takes what comes of it."""
        self._process.stdin.write(
            " ".join([verb, *(str(int(number)) for number in numbers)]) + "\n"
        )
        self._process.stdin.flush()

    def answer(self) -> list[int]:
        """The answer to the last line."""
        return self._answer(_ANSWER_S)

    def _answer(self, timeout_s: float) -> list[int]:
        ready, _, _ = select.select([self._process.stdout], [], [], timeout_s)
        line = self._process.stdout.readline() if ready else "error no answer"
        kind, *rest = line.split() or ["error", "the process has ended"]
        if kind == "ok":
            return [int(word) for word in rest]
        if kind == "exception":
            raise RefusedError(int(rest[0]))
        raise UnansweredError(" ".join(rest))

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """Stop it; its connections stay up. Returns once it has stopped."""
        self._process.send_signal(signal.SIGSTOP)
        while psutil.Process(self._process.pid).status() != psutil.STATUS_STOPPED:
            continue

    def resume(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it and wait."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


@contextlib.contextmanager
def peer(*command: str | Path | int) -> Iterator[Peer]:
    """A peer for as long as the block lasts."""
    running = Peer([str(word) for word in command])
    try:
        yield running
    finally:
        running.close()


class Mbpoll:
    """The command line tool mbpoll: one process for each request."""

    def __init__(self, unit: int, *target: str) -> None:
        self._command = [program("mbpoll"), "-0", "-1", "-q", "-o", "0.7"]
        self._target = target
        self._unit = unit

    def ask(self, verb: str, *numbers: int) -> list[int]:
        """Reads of the four tables, ``write`` and ``write-many``, and ``unit``."""
        if verb == "unit":
            self._unit = numbers[0]
            return []
        address, *rest = numbers
        options, values = ["-t", _MBPOLL_TABLES.get(verb, "4"), "-r", str(address)], []
        if verb.startswith("write"):
            values = ["--", *map(str, rest)]
        else:
            options += ["-c", str(rest[0])]
        command = [*self._command, "-a", str(self._unit), *options, *self._target, *values]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
        return self._values(done.stdout, done.stdout + done.stderr)

    def _values(self, output: str, everything: str) -> list[int]:
        for text, code in _MBPOLL_CODES.items():
            if text in everything:
                raise RefusedError(code)
        if "failed" in everything:
            raise UnansweredError(everything)
        lines = [line for line in output.splitlines() if line.startswith("[")]
        return [int(line.rpartition(":")[2].split()[0]) for line in lines]
