"""Guards: a test leaves nothing running or open behind it, and talks to this machine only."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import os
import signal
import socket
import sys
import sysconfig
import threading
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import psutil
import pydantic.types
import pytest
from hypothesis import HealthCheck, settings

# Tests run side by side: threads that spin on shared cores take fifteen times as long.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

_GRACE_S = 5.0
_LIBRARY_THREADS = (
    "AnyIO worker thread",  # starlette's pool keeps its threads for the next request
    "Dummy-",  # a thread of Qt or OpenCV that called into Python once
    "pytest_timeout",  # waits beside every test
)
_LIBRARY_CHILDREN = ("resource_tracker", "forkserver")  # one per interpreter, by multiprocessing
_LIBRARY_FILES = (
    "anon_inode:",  # what event loops of Qt and of libraries poll with
    "/dev/",
    "/etc/",
    "/memfd:",
    "/proc/",
    "/sys/",
    "/usr/",
    f"{Path(sysconfig.get_path('purelib')).resolve()}/matplotlib/",  # fonts stay open once read
)
_LONGEST = "test_actions.py"
"""Alone it takes longer than all files behind it, and would keep one worker busy at the end."""
_OWN_GUARDS = ("nothing_left_behind_by_the_module",)
_DESCRIPTORS = Path("/proc/self/fd")
_TASKS = Path("/proc/self/task")

# PySide6 looks into each module that is imported, which half of pydantic does not bear.
assert pydantic.types

# No test asserts a time, and this machine may be busy.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# A shell that runs us in the background hands down an ignored Ctrl-C, and programs under test would
# inherit it; a handler of our own makes theirs the default again.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Where all reports come together, what failed is looked through."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Escapes(config))


class _Escapes:
    """Notes tests in which a part may have escaped: `tests/alone.sh` asks none of them again."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Lines that begin with E say what was wrong."""
        told = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
        if report.failed and "escape" in "".join(told):
            self._found.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """For the next run."""
        if cache := getattr(self._config, "cache", None):  # none where its plugin is switched off
            cache.set("inspector/escapes", self._found)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What stays to the end of the run is no work for the garbage collector.

    A full collection over the modules and tests of the whole suite takes half a second, and
    hundreds of tests cause one.
    """
    gc.disable()
    try:
        return (yield)  # type: ignore[return-value]
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file is the first that a worker takes; a long campaign has all the time."""
    items.sort(key=lambda item: item.path.name != _LONGEST)
    for item in items:
        if item.get_closest_marker("soak") is not None:
            item.add_marker(pytest.mark.timeout(0), append=False)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a child process, a socket or a file behind."""
    yield from _guard(with_files=not _shares_fixtures(request))


@pytest.fixture(autouse=True)
def as_fast_as_before() -> Iterator[None]:
    """A command that gives way to the line, run in this process, slows no later test down."""
    process = psutil.Process()
    niceness = process.nice()
    yield
    if process.nice() != niceness:
        with contextlib.suppress(psutil.AccessDenied):  # only root may be fast again
            process.nice(niceness)


@pytest.fixture(autouse=True, scope="module")
def nothing_left_behind_by_the_module() -> Iterator[None]:
    """The same for what the tests of a module share, such as a store that is opened once."""
    yield from _guard(with_files=True)


def _guard(*, with_files: bool) -> Iterator[None]:
    before = _running_and_open(with_files)
    yield
    if not _running_and_open(with_files) - before:
        return
    gc.collect()
    deadline = time.monotonic() + _GRACE_S
    while (left := _running_and_open(with_files) - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(left.elements())))


def _shares_fixtures(request: pytest.FixtureRequest) -> bool:
    """Whether the test uses something of its module that outlives it."""
    definitions = request.node._fixtureinfo.name2fixturedefs
    return any(
        fixture[-1].scope == "module" and fixture[-1].argname not in _OWN_GUARDS
        for fixture in definitions.values()
    )


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    """Fail a test that reaches for another machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _only_local(getattr(socket.socket, name)))
        yield


def _only_local(real: Any) -> Any:
    def guarded(link: socket.socket, *arguments: Any) -> Any:
        if link.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(arguments[-1]):
            pytest.fail(f"a test reached for {arguments[-1]}")
        return real(link, *arguments)

    return guarded


def _is_local(address: Any) -> bool:
    host = address[0]
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in ("localhost", "")


def _running_and_open(with_files: bool) -> Counter[str]:
    return Counter([*_threads(), *_children(), *(_open_files() if with_files else ())])


def _threads() -> Iterator[str]:
    for thread in threading.enumerate():
        if not thread.name.startswith(_LIBRARY_THREADS):
            yield f"thread {thread.name} ({thread.ident})"


def _children() -> Iterator[str]:
    for pid in _child_ids():
        try:
            child = psutil.Process(pid)
            command = child.cmdline()
        except psutil.Error:
            continue
        if command and not any(name in " ".join(command) for name in _LIBRARY_CHILDREN):
            yield f"process {pid} ({' '.join(command)[:80]})"


def _child_ids() -> list[int]:
    if sys.platform == "linux":
        return [int(pid) for task in _TASKS.iterdir() for pid in _read(task / "children").split()]
    return [child.pid for child in psutil.Process().children()]


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the thread has ended meanwhile
        return ""


def _open_files() -> Iterator[str]:
    """Open descriptors by what they lead to; only Linux tells this cheaply."""
    if not _DESCRIPTORS.is_dir():
        return
    tracker = str(resource_tracker._resource_tracker._fd)  # one per interpreter, by multiprocessing
    for descriptor in set(os.listdir(_DESCRIPTORS)) - {tracker}:  # noqa: PTH208
        try:
            target = os.readlink(_DESCRIPTORS / descriptor)  # noqa: PTH115
        except OSError:  # the descriptor of this very listing
            continue
        if not target.startswith(_LIBRARY_FILES):
            yield f"open {target}"
