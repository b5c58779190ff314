"""Keeps child processes running until told to stop.

A child ends when its standard input closes, so whatever becomes of the supervisor, nobody is left
behind. A child that refuses its configuration (exit code 2) at the start ends the station with its
own words: somebody waits for it then. One that ran before is tried again and again, and the others
stay: without an engine the gate rejects every part and says so. A child that the station can do
without is not started again.
"""

from __future__ import annotations

import contextlib
import logging
import re
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.state import ProcessRefusedError
from inspector.supervisor.command import inspector_command
from inspector.supervisor.output import BoundedOutput, Listener
from inspector.wire.run_file import Refusal, forget_refusal, write_refusal

_log = logging.getLogger(__name__)
_GRACE_S = 10.0
_STABLE_NS = 10_000_000_000
_BACKOFF_S = (0.0, 0.2, 0.5, 1.0, 2.0)
_REFUSED = 2
_REFUSED_PAUSE_S = 5.0
_LOOK_S = 0.2
_MESSAGE = re.compile(
    r"error (?P<code>[A-Z]{3}-\d{3}): (?P<detail>.*)\nremedy: (?P<remedy>.*)", re.S
)


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """A process: ``arguments`` of the `inspector` command, and where its words go.

    The station ends when an ``essential`` child refuses to run, and goes on without any other. What
    it writes once it is up is ``up``, removed when it has ended.
    """

    name: str
    arguments: Sequence[str]
    output: Path
    essential: bool = True
    up: Path | None = None


class _Child:
    def __init__(self, spec: ChildSpec) -> None:
        self.spec = spec
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = -1
        self.has_run = False
        self.refusal: ProcessRefusedError | None = None
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
    def is_up(self) -> bool:
        """Whether it has said so."""
        return self.spec.up is not None and self.spec.up.exists()

    def note_end(self, code: int) -> None:
        """Nobody shall look for it where it was."""
        self.has_run |= self.is_up or code != _REFUSED
        if self.spec.up is not None:
            with contextlib.suppress(OSError):
                self.spec.up.unlink(missing_ok=True)

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
    """Runs children in the order given; :meth:`stop` ends them in the reverse order.

    Args:
        specs: The children.
        run_file: Beside it is told who refuses to start again.
    """

    def __init__(self, specs: Sequence[ChildSpec], run_file: Path) -> None:
        self._run_file = run_file
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
        forget_refusal(self._run_file)
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
            code = self._end_of(child)
            child.note_end(code)
            if self._stopping.is_set():
                return
            if code == _REFUSED:
                if not self._goes_on_after_refusal(child):
                    return
                self._stopping.wait(_REFUSED_PAUSE_S)
            else:
                _log.error("%s ended with code %s and is restarted", child.spec.name, code)
                self._stopping.wait(child.pause_s)
            with self._starting:
                if not self._stopping.is_set():
                    self._respawn(child)

    def _end_of(self, child: _Child) -> int:
        """Its exit code; one that is up does not refuse any more."""
        if child.process is None:
            return 0
        while child.refusal is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return child.process.wait(_LOOK_S)
            if child.is_up:
                child.refusal = None
                _log.warning("%s runs again", child.spec.name)
                forget_refusal(self._run_file)
        return child.process.wait()

    def _goes_on_after_refusal(self, child: _Child) -> bool:
        """Whether it is tried again."""
        before, child.refusal = child.refusal, _parse_refusal(child)
        told = str(child.refusal)
        if child.has_run and child.spec.essential:
            self._tell(child.spec.name, child.refusal)
        elif child.spec.essential:
            self._refusal = child.refusal
            self._ended.set()
            return False
        if str(before) != told:
            _log.error("%s does not run: %s; %s", child.spec.name, told, child.refusal.remedy)
        return child.spec.essential

    def _tell(self, name: str, refusal: ProcessRefusedError) -> None:
        told = Refusal(
            process=name, code=refusal.own_code, detail=refusal.detail, remedy=refusal.remedy
        )
        with contextlib.suppress(FolderNotWritableError):
            write_refusal(self._run_file, told)

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
