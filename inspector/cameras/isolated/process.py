"""A camera process as its parent sees it."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from inspector import clock
from inspector.cameras.isolated import wire
from inspector.cameras.isolated.pulse import Heartbeat, Pulse
from inspector.domain.errors.camera import CameraError, CameraLostError
from inspector.domain.phrases.cameras import CameraPhrase

_SILENT_MAX_S = 3.0
_REAP_S = 2.0
_POLITE_S = 3.0
_REMEDIES = {"SIGBUS": "Make /dev/shm larger: it is full (in a container, --shm-size)."}
_NT_STATUS = {0xC0000005: "an access violation", 0xC00000FD: "a stack overflow"}


class ChildProcess:
    """Runs a function in a new process, with pipes to it and its sign of life.

    Args:
        name: Name of the process.
        target: Function of a module that is cheap to import; gets ``arguments``, the name of the
            pulse and one end of each pipe.
        arguments: Built-in values only.
        pipes: How many pipes there are.
    """

    def __init__(
        self, name: str, target: Callable[..., None], arguments: tuple[str, ...], pipes: int
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._pulse = Pulse()
        ends = [context.Pipe() for _ in range(pipes)]
        self.links = tuple(mine for mine, _ in ends)
        theirs = [other for _, other in ends]
        given = (*arguments, self._pulse.name, *theirs)
        self._process = context.Process(target=target, args=given, name=name, daemon=True)
        try:
            self._process.start()
        except OSError as error:
            self._close_ends()
            raise CameraError(
                CameraPhrase.PROCESS_NOT_STARTED(name=name, fault=str(error.strerror or error))
            ) from error
        finally:
            for other in theirs:
                other.close()
        self._heartbeat = Heartbeat(self._pulse, clock.monotonic_ns())

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid or 0

    def ask(self, link: Connection[Any, Any], message: wire.Message, timeout_s: float) -> Any:
        """Send a message on a pipe and give the value of its answer.

        Raises:
            InspectorError: what the driver raised.
            CameraLostError: the process has ended, or does not answer in time.
        """
        try:
            wire.send(link, message)
        except OSError as error:
            raise self.end_error() from error
        return self.receive(link, timeout_s)

    def receive(self, link: Connection[Any, Any], timeout_s: float) -> Any:
        """The value of the next answer; raises as :meth:`ask` does."""
        try:
            if not link.poll(timeout_s):
                raise self.lost(f"has not answered for {timeout_s:g} s")
            answer = wire.receive(link)
        except (EOFError, OSError) as error:
            raise self.end_error() from error
        if "error" in answer:
            raise wire.to_error(answer)
        return answer["value"]

    def check_alive(self) -> None:
        """Look for a sign of life.

        Raises:
            CameraLostError: there was none for seconds; the process is ended.
        """
        silent_s = self._heartbeat.silent_s(clock.monotonic_ns())
        if silent_s > _SILENT_MAX_S:
            raise self.lost(f"has shown no sign of life for {silent_s:.0f} s")

    def lost(self, why: str) -> CameraError:
        """End the process, and the error that says why."""
        doing = self._doing()
        self._kill()
        return self._error(f"the camera process {why}{doing}")

    def end_error(self) -> CameraError:
        """The error that says how the process came to its end."""
        self._process.join(_REAP_S)
        if self._process.exitcode is None:
            return self.lost("has hung up")
        how = _how_it_ended(self._process.exitcode)
        detail = f"the camera process ended with {how}{self._doing()}"
        return self._error(detail, _REMEDIES.get(how))

    def close(self) -> None:
        """Wait for the process to end by itself, or end it; never raises."""
        self._process.join(_POLITE_S)
        self._kill()
        self._close_ends()

    def _kill(self) -> None:
        if self._process.exitcode is None:
            with contextlib.suppress(OSError):
                self._process.kill()
            self._process.join(_REAP_S)

    def _close_ends(self) -> None:
        for link in self.links:
            link.close()
        self._pulse.close()
        with contextlib.suppress(ValueError):  # still running: not even a kill has ended it
            self._process.close()

    def _doing(self) -> str:
        _, text = self._pulse.told()
        return f" while {text}" if text else ""

    def _error(self, detail: str, remedy: str | None = None) -> CameraError:
        code, _ = self._pulse.told()
        error = wire.error_class(code) if code else CameraLostError
        if not issubclass(error, CameraError):
            error = CameraLostError
        return error(detail, remedy=remedy)


def _how_it_ended(exit_code: int) -> str:
    if exit_code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exit_code).name
        return f"signal {-exit_code}"
    return _NT_STATUS.get(exit_code, f"exit code {exit_code}")
