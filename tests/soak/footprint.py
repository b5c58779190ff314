"""What a process holds of the computer, and how it changes."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux shows shared memory
MB = 1e6
_SETTLE_S = 40.0


@dataclass(frozen=True, order=True)
class Holdings:
    """All that can be counted but memory.

    Attributes:
        threads: Those of native libraries too.
        handles: File descriptors, or handles on Windows.
        children: Processes below this one.
        segments: Of shared memory, on the whole computer.
    """

    threads: int
    handles: int
    children: int
    segments: int

    def exceeds(self, other: Holdings) -> bool:
        """Whether there is more of anything."""
        return any(
            getattr(self, name) > getattr(other, name)
            for name in ("threads", "handles", "children", "segments")
        )

    def __str__(self) -> str:
        return f"{self.threads} threads, {self.handles} handles, {self.segments} segments"


def holdings() -> Holdings:
    process = psutil.Process()
    handles = process.num_handles if psutil.WINDOWS else process.num_fds
    segments = len(list(SHARED_MEMORY.iterdir())) if SHARED_MEMORY.is_dir() else 0
    return Holdings(process.num_threads(), handles(), len(process.children(True)), segments)


def at_rest() -> Holdings:
    """The holdings, once no driver still takes leave of a camera that is gone."""
    for thread in threading.enumerate():
        if thread.name.endswith("-farewell"):
            thread.join()
    return holdings()


def settled(before: Holdings) -> Holdings:
    """The holdings, after what ends by itself had the time to."""
    deadline = time.monotonic() + _SETTLE_S
    while (now := holdings()).exceeds(before) and time.monotonic() < deadline:
        gc.collect()
        time.sleep(0.1)
    return now


def memory_of(pid: int | None = None) -> int:
    """Resident bytes of a process, this one by default, without what only waits for its end."""
    if pid is None:
        gc.collect()
    return int(psutil.Process(pid).memory_info().rss)


@dataclass(frozen=True)
class Course:
    """How memory went: each of its tenths by its median, in bytes."""

    tenths: tuple[float, ...]

    @classmethod
    def of(cls, samples: Sequence[int]) -> Course:
        """Of at least ten samples."""
        size = len(samples) // 10
        return cls(tuple(median(samples[n * size : (n + 1) * size]) for n in range(10)))

    @property
    def growth(self) -> float:
        """From the second tenth, when the process has warmed up, to the last."""
        return self.tenths[-1] - self.tenths[1]

    @property
    def late_growth(self) -> float:
        """Over the second half: what has no end shows here, what only settles does not."""
        return self.tenths[-1] - self.tenths[5]

    def __str__(self) -> str:
        first, last = self.tenths[1] / MB, self.tenths[-1] / MB
        late = self.late_growth / MB
        return f"{first:.2f} -> {last:.2f} MB ({late:+.2f} MB over the second half)"
