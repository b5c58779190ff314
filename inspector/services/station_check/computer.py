"""Has the computer enough left for the line, and do app and engine belong together?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil

from inspector import __version__
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName
from inspector.services.station_check.step import Cancelled, CheckStep, answered, not_applicable

BUSY_PERCENT, TOO_BUSY_PERCENT = 80.0, 95.0
MEMORY_LOW_MB, MEMORY_TOO_LOW_MB = 1000.0, 300.0
_LOOK_S = 1.0
_MB = 1e6
_END_OTHERS = CheckPhrase.END_OTHER_PROGRAMS()
_GOVERNORS = Path("/sys/devices/system/cpu")
_SLOW = frozenset({"powersave", "ondemand", "conservative", "userspace"})


def computer_step(client_version: str) -> CheckStep:
    """Everything about the computer; ``client_version`` is that of the app, empty for none."""

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        psutil.cpu_percent()
        cancelled.wait(_LOOK_S)
        busy = psutil.cpu_percent()
        yield answered(
            CheckName.COMPUTER_LOAD,
            f"{busy:.0f} % · {psutil.cpu_count() or 1} cores",
            _END_OTHERS,
            warns=busy > BUSY_PERCENT,
            fails=busy > TOO_BUSY_PERCENT,
        )
        yield _governor()
        memory = psutil.virtual_memory()
        free = memory.available / _MB
        yield answered(
            CheckName.COMPUTER_MEMORY,
            f"{free:.0f} MB / {memory.total / _MB:.0f} MB",
            _END_OTHERS,
            warns=free < MEMORY_LOW_MB,
            fails=free < MEMORY_TOO_LOW_MB,
        )
        yield _version(client_version)

    return CheckStep(CheckGroup.COMPUTER, look)


def governors() -> list[str]:
    """The frequency governors of the cores; empty where the system has none."""
    files = _GOVERNORS.glob("cpu[0-9]*/cpufreq/scaling_governor")
    try:
        return sorted({path.read_text().strip() for path in files})
    except OSError:
        return []


def _governor() -> CheckFinding:
    found = governors()
    if not found:
        return not_applicable(CheckName.COMPUTER_GOVERNOR)
    return answered(
        CheckName.COMPUTER_GOVERNOR,
        ", ".join(found),
        CheckPhrase.SET_GOVERNOR(),
        warns=not _SLOW.isdisjoint(found),
    )


def _version(client: str) -> CheckFinding:
    if not client:
        return not_applicable(CheckName.COMPUTER_VERSION, __version__)
    differs = client != __version__
    return answered(
        CheckName.COMPUTER_VERSION,
        f"{client} / {__version__}" if differs else __version__,
        CheckPhrase.USE_ONE_VERSION(),
        warns=differs,
    )
