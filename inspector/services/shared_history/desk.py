"""The history that several stations share, and how far this station is behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from inspector.clock import utc_datetime, utc_ns
from inspector.domain.forwarding import Backlog
from inspector.services.shared_history.exports import SharedExports
from inspector.services.shared_history.reader import Reader
from inspector.services.shared_history.served import SharedResults
from inspector.services.statistics.service import StatisticsService
from inspector.wire.shared_history import ForwardingState

_NS_PER_S = 1e9


@dataclass(frozen=True, slots=True)
class SharedDesk:
    """All of it.

    Attributes:
        forwarding: How far this station is behind.
        results: Those of all stations.
        charts: Over the parts of all stations.
        exports: Tables of them.
    """

    forwarding: Callable[[], ForwardingState]
    results: Reader[SharedResults]
    charts: Reader[StatisticsService]
    exports: SharedExports


def forwarding_state(backlog: Backlog | None) -> ForwardingState:
    """What clients see of a backlog; ``None`` before anything was handed on."""
    if backlog is None:
        return ForwardingState(is_shared=True)
    code, _, detail = backlog.fault.partition(": ")
    oldest = backlog.oldest_utc_ns
    return ForwardingState(
        is_shared=True,
        results=backlog.results,
        changes=backlog.changes,
        lag_s=0.0 if oldest is None else max(0, utc_ns() - oldest) / _NS_PER_S,
        oldest_at=_moment(oldest),
        forwarded_at=_moment(backlog.forwarded_utc_ns),
        fault_code=code,
        fault=detail,
        remedy=backlog.remedy,
        fault_since=_moment(backlog.fault_utc_ns),
    )


def _moment(utc_ns: int | None) -> datetime | None:
    return None if utc_ns is None else utc_datetime(utc_ns)
