"""Is the database whole, does its writer keep up, and is anything not recorded?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from inspector.clock import monotonic_ns
from inspector.domain.errors.store import StoreError
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.place import Place
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName, CheckStatus
from inspector.services.station_check.step import (
    Cancelled,
    CheckStep,
    answered,
    failed,
    not_applicable,
)
from inspector.wire.shared_history import ForwardingState

INTEGRITY_NS_MAX = 60_000_000_000
WRITER_SLOW_MS, WRITER_TOO_SLOW_MS = 100.0, 2000.0
BEHIND_S_MAX = 3600.0
_HOUR_S = 3600
_MB = 1e6
_BEHIND_REMEDY = CheckPhrase.LET_SERVER_KEEP_UP()
_RECORDING_REMEDY = CheckPhrase.FREE_DATA_DISK()
_BROKEN_REMEDY = CheckPhrase.RESTORE_BACKUP()


class DatabaseCheck(Protocol):
    """What the database says of itself."""

    @property
    def size_bytes(self) -> int:
        """Size of the file."""

    def integrity(self, give_up: Callable[[], bool]) -> str | None:
        """Empty when it is whole, else what is wrong; ``None`` when it was broken off."""

    def writer_wait_ms(self) -> float:
        """How long an empty transaction of the writer takes."""


def database_step(
    database: DatabaseCheck,
    recording_fault: Callable[[], str],
    forwarding: Callable[[], ForwardingState],
) -> CheckStep:
    """Everything about the database.

    Args:
        database: Looks at it while it is in use.
        recording_fault: Why results are not recorded now; empty while they are.
        forwarding: How far the station is behind the history that several stations share.
    """

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        fault = recording_fault()
        yield answered(CheckName.DATABASE_RECORDING, fault, _RECORDING_REMEDY, fails=bool(fault))
        yield _writer(database)
        yield _shared(forwarding())
        yield _integrity(database, cancelled)

    return CheckStep(CheckGroup.DATABASE, look)


def _writer(database: DatabaseCheck) -> CheckFinding:
    try:
        wait_ms = database.writer_wait_ms()
    except StoreError as error:
        return failed(CheckName.DATABASE_WRITER, error, Place.STATION_CHECK)
    return answered(
        CheckName.DATABASE_WRITER,
        f"{wait_ms:.1f} ms",
        CheckPhrase.USE_LOCAL_DISK(),
        warns=wait_ms > WRITER_SLOW_MS,
        fails=wait_ms > WRITER_TOO_SLOW_MS,
    )


def _shared(forwarding: ForwardingState) -> CheckFinding:
    """Nothing is lost while the server is away; it only costs space on the disk."""
    name = CheckName.DATABASE_SHARED
    if not forwarding.is_shared:
        return not_applicable(name)
    waiting = f"{forwarding.results + forwarding.changes} · {forwarding.lag_s / _HOUR_S:.1f} h"
    if not forwarding.fault_code:
        return answered(name, waiting, _BEHIND_REMEDY, warns=forwarding.lag_s > BEHIND_S_MAX)
    figure = f"{waiting} · {forwarding.fault}"
    code, remedy = forwarding.fault_code, forwarding.remedy
    return CheckFinding(name, CheckStatus.WARNING, figure, remedy, code=code)


def _integrity(database: DatabaseCheck, cancelled: Cancelled) -> CheckFinding:
    end_ns = monotonic_ns() + INTEGRITY_NS_MAX
    size = f"{database.size_bytes / _MB:.0f} MB"
    try:
        wrong = database.integrity(lambda: cancelled.is_set() or monotonic_ns() > end_ns)
    except StoreError as error:
        return failed(CheckName.DATABASE_INTEGRITY, error, Place.STATION_CHECK)
    if wrong is None:
        return not_applicable(CheckName.DATABASE_INTEGRITY, size)
    return answered(CheckName.DATABASE_INTEGRITY, wrong or size, _BROKEN_REMEDY, fails=bool(wrong))
