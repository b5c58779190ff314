"""Can times in records be trusted?"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName
from inspector.services.station_check.step import Cancelled, CheckStep, answered, not_applicable

STEP_NS_MAX = 2_000_000_000
_NS_PER_S = 1e9
_TIMEOUT_S = 5.0
_NO_WINDOW = 0x08000000


class ClockWatch:
    """Remembers how the wall clock stood to the monotonic one when it was made."""

    def __init__(self) -> None:
        self._offset_ns = utc_ns() - monotonic_ns()

    def step_ns(self) -> int:
        """How far the wall clock was set since then."""
        return utc_ns() - monotonic_ns() - self._offset_ns


def clock_step(watch: ClockWatch) -> CheckStep:
    """Everything about time; ``watch`` was made when the engine started."""

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        now = datetime.now().astimezone()
        offset = now.strftime("%z")
        yield answered(
            CheckName.CLOCK_ZONE,
            f"{now.tzname()} UTC{offset[:3]}:{offset[3:]}",
            CheckPhrase.SET_TIME_ZONE(),
            warns=time.tzname[0] == "UTC",
        )
        stepped_ns = watch.step_ns()
        yield answered(
            CheckName.CLOCK_STEPS,
            f"{stepped_ns / _NS_PER_S:+.1f} s",
            CheckPhrase.CHECK_TIME_SERVICE(),
            warns=abs(stepped_ns) > STEP_NS_MAX,
        )
        yield _synchronised()

    return CheckStep(CheckGroup.CLOCK, look)


def _synchronised() -> CheckFinding:
    told = synchronised()
    if told is None:
        return not_applicable(CheckName.CLOCK_SYNCHRONISED)
    remedy = CheckPhrase.USE_NTP()
    return answered(CheckName.CLOCK_SYNCHRONISED, remedy=remedy, warns=not told)


def synchronised() -> bool | None:
    """Whether the system's clock follows a time server; ``None`` where it does not say."""
    if sys.platform == "win32":
        return _answer(["w32tm", "/query", "/status"], lambda said: "Local CMOS" not in said)
    return _answer(
        ["timedatectl", "show", "--property=NTPSynchronized", "--value"],
        lambda said: {"yes": True, "no": False}.get(said.strip()),
    )


def _answer(command: Sequence[str], meaning: Callable[[str], bool | None]) -> bool | None:
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=True,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return meaning(done.stdout.decode("utf-8", "replace"))
