"""Keeps child processes running until told to stop.

A child ends when its standard input closes, so whatever becomes of the supervisor, nobody is left
behind. A child that refuses its configuration (exit code 2) is not restarted: that ends the station
with the child's own words, unless the station can do without this child.
"""

from __future__ import annotations

import logging
import re
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.errors.state import ProcessRefusedError
from inspector.supervisor.command import inspector_command
from inspector.supervisor.output import BoundedOutput, Listener

_log = logging.getLogger(__name__)
_GRACE_S = 10.0
_STABLE_NS = 10_000_000_000
_BACKOFF_S = (0.0, 0.2, 0.5, 1.0, 2.0)
_REFUSED = 2
_MESSAGE = re.compile(
    r"error (?P<code>[A-Z]{3}-\d{3}): (?P<detail>.*)\nremedy: (?P<remedy>.*)", re.S
)


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """A process: ``arguments`` of the `inspector` command, and where its words go.

    The station ends when an ``essential`` child refuses to run, and goes on without any other.
    """

    name: str
    arguments: Sequence[str]
    output: Path
    essential: bool = True


class _Child:
    def __init__(self, spec: ChildSpec) -> None:
        self.spec = spec
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = -1
        self._begun_ns = 0
        self._output = BoundedOutput(spec.output)
        self._listener: Listener | None = None

    def spawn(self) -> None:
        self._hang_up()
        self.restarts += 1
        self._begun_ns = monotonic_ns()
        self.process = subprocess.Popen(
            inspector_command(*self.spec.arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if self.process.stdout is not None:
            self._listener = Listener(self.process.stdout, self._output)

    @property
    def pause_s(self) -> float:
        """A child that ran for a while is restarted at once, one that keeps falling is not."""
        if monotonic_ns() - self._begun_ns > _STABLE_NS:
            self.restarts = 0
        return _BACKOFF_S[min(self.restarts, len(_BACKOFF_S) - 1)]

    def last_words(self) -> str:
        return "" if self._listener is None else self._listener.last_words()

    def close(self) -> None:
        process = self.process
        if process is None:
            return
        self._hang_up()
        try:
            process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.last_words()  # all of them are in the file

    def _hang_up(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()


class Supervisor:
    """Runs children in the order given; :meth:`stop` ends them in the reverse order."""

    def __init__(self, specs: Sequence[ChildSpec]) -> None:
        self._children = [_Child(spec) for spec in specs]
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._ended = threading.Event()
        self._refusal: ProcessRefusedError | None = None
        self._watchers = [
            threading.Thread(
                target=self._watch, args=(child,), name=f"watch-{child.spec.name}", daemon=True
            )
            for child in self._children
        ]

    def start(self) -> None:
        """Start all children and watch them."""
        for child in self._children:
            child.spawn()
        for watcher in self._watchers:
            watcher.start()

    def stop(self) -> None:
        """End all children, the last started first."""
        self._stopping.set()
        with self._starting:  # nobody is started any more
            for child in reversed(self._children):
                child.close()
        for watcher in self._watchers:
            if watcher.ident is not None:
                watcher.join()
        self._ended.set()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until a child refuses to run; ``False`` when the time is over first."""
        return self._ended.wait(timeout_s)

    def check(self) -> None:
        """Raise what a child had to say when it refused to run."""
        if self._refusal is not None:
            raise self._refusal

    def pid(self, name: str) -> int:
        """The present process id of a child."""
        child = next(child for child in self._children if child.spec.name == name)
        return child.process.pid if child.process is not None else 0

    def _watch(self, child: _Child) -> None:
        """Sleeps as long as the child lives; an industrial computer runs for years."""
        while True:
            code = 0 if child.process is None else child.process.wait()
            if self._stopping.is_set():
                return
            if code == _REFUSED:
                self._note_refusal(child)
                return
            _log.error("%s ended with code %s and is restarted", child.spec.name, code)
            self._stopping.wait(child.pause_s)
            with self._starting:
                if not self._stopping.is_set():
                    self._respawn(child)

    def _note_refusal(self, child: _Child) -> None:
        refusal = _parse_refusal(child)
        if child.spec.essential:
            self._refusal = refusal
            self._ended.set()
        else:
            _log.error("%s does not run: %s; %s", child.spec.name, refusal, refusal.remedy)

    @staticmethod
    def _respawn(child: _Child) -> None:
        try:
            child.spawn()
        except OSError as error:
            _log.error("%s cannot be started: %s", child.spec.name, error)


def _parse_refusal(child: _Child) -> ProcessRefusedError:
    words = child.last_words()
    match = _MESSAGE.search(words)
    if match is None:
        return ProcessRefusedError(f"{child.spec.name}: {words or 'no reason given'}")
    return ProcessRefusedError(match["detail"], code=match["code"], remedy=match["remedy"].strip())
