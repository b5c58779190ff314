"""How many cores a training may use, and how it leaves one to the line."""

from __future__ import annotations

import contextlib
import os

import psutil


def usable_cores() -> int:
    """Cores that this process may run on."""
    try:
        return max(1, len(psutil.Process().cpu_affinity()))
    except (AttributeError, psutil.Error):  # not every system has an affinity
        return os.cpu_count() or 1


def training_cores(cores: int) -> int:
    """Cores of a training beside a station: all but one, and at least one.

    >>> [training_cores(cores) for cores in (1, 2, 16)]
    [1, 1, 15]
    """
    return max(1, cores - 1)


def give_way() -> None:
    """Run only when no other process wants the core, and be interrupted at once when one does.

    Linux: SCHED_IDLE, which threads that are started later inherit; the niceness of 10 still lets a
    verdict wait for its turn. Windows preempts by priority anyway. What the system refuses is left
    as it is.
    """
    idle: int | None = getattr(os, "SCHED_IDLE", None)
    if idle is None:
        return
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, idle, os.sched_param(0))


def leave_a_core() -> int:
    """Keep this process and its children off the first of its cores; the number that is left.

    To be called before torch or ONNX Runtime start their threads. What the system refuses is left
    as it is; the priority alone then protects the line.
    """
    process = psutil.Process()
    try:
        cores = sorted(process.cpu_affinity())
        kept = cores[-training_cores(len(cores)) :]
        process.cpu_affinity(kept)
    except (AttributeError, psutil.Error, OSError):
        kept = list(range(training_cores(os.cpu_count() or 1)))
    os.environ["OMP_NUM_THREADS"] = str(len(kept))
    return len(kept)
