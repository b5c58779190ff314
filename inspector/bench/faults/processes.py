"""The processes of a run: killed, frozen and started again as a supervisor would do it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil

_GRACE_S = 10.0


def module_command(module: str, *arguments: str) -> list[str]:
    """The command line of a module of this installation; the working folder is ignored."""
    return [sys.executable, "-P", "-m", module, *arguments]


class Process:
    """One process that is started again when it falls, until :meth:`stop`.

    Attributes:
        starts: How often it was started.

    Args:
        command: Its command line.
        output: Where its words go.
    """

    def __init__(self, command: Sequence[str], output: Path) -> None:
        self.starts = 0
        self._command = command
        self._output = output
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Of the present process, 0 before the first."""
        return 0 if self._process is None else self._process.pid

    def keep_up(self) -> None:
        """Start it when it does not run; call often."""
        if self._process is not None and self._process.poll() is None:
            return
        self._hang_up()
        self.starts += 1
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=output, stderr=output
            )

    def tell(self, line: str) -> None:
        """Write a line to its standard input; one that has fallen does not hear it."""
        process = self._process
        if process is None or process.stdin is None:
            return
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()

    def kill(self) -> None:
        """End it at once, as a crash or the power switch would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        """It runs no more, but its sockets stay open."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self._control().suspend()

    def thaw(self) -> None:
        """It goes on."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self._control().resume()

    def limit_files(self, size_bytes: int) -> None:
        """No file of it can be written beyond this size, as on a full disk; -1 for no limit."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self._control().rlimit(psutil.RLIMIT_FSIZE, (size_bytes, -1))

    def stop(self) -> None:
        """End it as a supervisor does: close its standard input and wait."""
        self._hang_up()
        if self._process is not None:
            try:
                self._process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                self.kill()

    def _control(self) -> psutil.Process:
        return psutil.Process(self.pid)

    def _hang_up(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
