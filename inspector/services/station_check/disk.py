"""Is there space, for how long, and does the disk write fast enough?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName
from inspector.services.station_check.step import Cancelled, CheckStep, answered, not_applicable

DAYS_FEW, DAYS_TOO_FEW = 14.0, 2.0
WRITE_SLOW_MB_PER_S, WRITE_TOO_SLOW_MB_PER_S = 40.0, 5.0
_RESERVES_FEW = 3
_BLOCK_BYTES = 1 << 20
_BLOCKS = 8
_PAUSE_S = 0.02
_SAMPLE = 40
_HOURS = 24
_GB, _MB, _NS_PER_S = 1e9, 1e6, 1e9
_PROBE_NAME = ".station-check"


def disk_step(archive: Path, reserve_bytes: int) -> CheckStep:
    """Everything about the disk of the data folder.

    Args:
        archive: Where pictures are kept, by year, month, day and hour.
        reserve_bytes: Space that is left free.
    """

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        archive.mkdir(parents=True, exist_ok=True)
        usage = shutil.disk_usage(archive)
        left = usage.free - reserve_bytes
        free, total = usage.free / _GB, usage.total / _GB
        yield answered(
            CheckName.DISK_FREE,
            f"{free:.1f} GB / {total:.0f} GB · {reserve_bytes / _GB:.1f} GB",
            CheckPhrase.FREE_DISK_SPACE(),
            warns=left < _RESERVES_FEW * reserve_bytes,
            fails=left <= 0,
        )
        yield _days(archive, left, cancelled)
        if not cancelled.is_set():
            yield _speed(archive, cancelled)

    return CheckStep(CheckGroup.DISK, look)


def _days(archive: Path, left: int, cancelled: Cancelled) -> CheckFinding:
    """How long the space lasts at the rate of the last 24 hours."""
    now = datetime.now(UTC)
    hours = [now - timedelta(hours=back) for back in range(1, _HOURS + 1)]
    written = sum(
        folder_bytes(archive / f"{hour:%Y/%m/%d/%H}") for hour in hours if not cancelled.is_set()
    )
    if written == 0 or cancelled.is_set():
        return not_applicable(CheckName.DISK_DAYS)
    days = max(left, 0) / written
    return answered(
        CheckName.DISK_DAYS,
        f"{days:.0f} d · {written / _GB:.1f} GB/d",
        CheckPhrase.KEEP_FEWER_PICTURES(),
        warns=days < DAYS_FEW,
        fails=days < DAYS_TOO_FEW,
    )


def folder_bytes(folder: Path) -> int:
    """The size of the files of one hour, from their number and the mean of a sample."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.path for entry in entries]
        step = max(len(names) // _SAMPLE, 1)
        sizes = [Path(name).stat().st_size for name in islice(names, 0, None, step)]
    except OSError:
        return 0
    return round(len(names) * sum(sizes) / len(sizes)) if sizes else 0


def _speed(archive: Path, cancelled: Cancelled) -> CheckFinding:
    """Small blocks with pauses, so that records and pictures of the line get through."""
    probe = archive / f"{_PROBE_NAME}-{os.getpid()}"
    block, took_ns = os.urandom(_BLOCK_BYTES), 0
    try:
        with probe.open("wb", buffering=0) as stream:
            for _ in range(_BLOCKS):
                began = monotonic_ns()
                stream.write(block)
                os.fsync(stream.fileno())
                took_ns += monotonic_ns() - began
                cancelled.wait(_PAUSE_S)
    except OSError as error:
        figure = error.strerror or type(error).__name__
        remedy = CheckPhrase.MAKE_FOLDER_WRITABLE()
        return answered(CheckName.DISK_WRITE, figure, remedy, fails=True)
    finally:
        probe.unlink(missing_ok=True)
    rate = _BLOCKS * _BLOCK_BYTES / _MB / (took_ns / _NS_PER_S)
    return answered(
        CheckName.DISK_WRITE,
        f"{rate:.0f} MB/s",
        CheckPhrase.USE_LOCAL_DISK(),
        warns=rate < WRITE_SLOW_MB_PER_S,
        fails=rate < WRITE_TOO_SLOW_MB_PER_S,
    )
