"""Camera processes that are forked from one that has imported what they need.

The station spawns them: each imports half a second long. A test of the driver behind such a process
asks for ``forked_cameras``; the process, its pipes and its end are the same.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from typing import Any

import psutil
import pytest
from same_environment import run_in

from inspector.cameras.isolated import process as isolated_process

_NEEDED = [
    "inspector.cameras.isolated.child",
    "inspector.cameras.replay",
    "inspector.cameras.gentl.camera",
    "harvesters.core",
    "same_environment",
]
_GRACE_LOOKS, _LOOK_S = 500, 0.01


class _Forking:
    """Stands for `multiprocessing.get_context("spawn")`."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self.Pipe = self._context.Pipe

    def Process(  # noqa: N802 - as its model has it
        self, target: Callable[..., None], args: tuple[Any, ...], name: str, daemon: bool
    ) -> BaseProcess:
        """A process that sees the environment as it is now, not as it was at the first fork."""
        given = (dict(os.environ), target, args)
        return self._context.Process(target=run_in, args=given, name=name, daemon=daemon)


@pytest.fixture(scope="session")
def forking() -> _Forking:
    """The process to fork from; it ends with this one."""
    made = _Forking()
    multiprocessing.set_forkserver_preload(_NEEDED)
    forkserver.ensure_running()
    return made


@pytest.fixture
def forked_cameras(forking: _Forking, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Camera processes are forked, and none is left behind."""
    monkeypatch.setattr(isolated_process, "multiprocessing", _Contexts(forking))
    yield
    origin, pause = psutil.Process(forkserver._forkserver._forkserver_pid), threading.Event()
    for _ in range(_GRACE_LOOKS):
        if not origin.children():
            return
        pause.wait(_LOOK_S)
    pytest.fail(f"camera processes left behind: {origin.children()}")


class _Contexts:
    """Stands for `multiprocessing` itself."""

    def __init__(self, forking: _Forking) -> None:
        self._forking = forking

    def get_context(self, method: str) -> _Forking:
        """What is spawned elsewhere is forked here."""
        assert method == "spawn"
        return self._forking
