"""Does the gate answer, does the PLC live, do both speak of the same, and do all counts agree?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.place import Place
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName
from inspector.services.station_check.step import Cancelled, CheckStep, answered
from inspector.wire.plc import PlcState
from inspector.wire.station import StationSnapshot

_COUPLER_UNSAFE = "GAT-114"


def plc_step(
    snapshot: Callable[[], StationSnapshot], plc: Callable[[], PlcState], heartbeat_timeout_ms: int
) -> CheckStep:
    """Everything about gate and PLC.

    Args:
        snapshot: The station now.
        plc: Link and registers now.
        heartbeat_timeout_ms: A PLC that is silent for longer is lost.
    """

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        plc()  # ages count from the first time that somebody asks
        cancelled.wait(min(heartbeat_timeout_ms / 1000, 1.0))
        state, now = plc(), snapshot()
        yield answered(
            CheckName.PLC_GATE,
            fails=not now.gate_connected,
            remedy=CheckPhrase.START_STATION_ANEW(),
        )
        if now.gate_connected:
            yield from _of_link(state, now, heartbeat_timeout_ms)
            yield _counts(now)

    return CheckStep(CheckGroup.PLC, look)


def _of_link(state: PlcState, now: StationSnapshot, timeout_ms: int) -> Iterator[CheckFinding]:
    link = state.link
    yield answered(
        CheckName.PLC_LINK,
        place=Place.IO,
        fails=not link.alive,
        figure=f"{link.role} · {link.transport} · {link.address}",
        remedy=CheckPhrase.CHECK_PLC_NETWORK(),
    )
    age = link.heartbeat_age_ms
    if link.alive and age is not None:
        yield answered(
            CheckName.PLC_HEARTBEAT,
            place=Place.IO,
            warns=age > timeout_ms / 2,
            figure=f"{age:.0f} ms / {timeout_ms} ms",
            remedy=CheckPhrase.BEAT_MORE_OFTEN(),
        )
    version = next((each.value for each in state.vision if each.name == "map_version"), None)
    if version is not None:
        yield answered(CheckName.PLC_MAP, figure=f"{version >> 8}.{version & 0xFF}")
    if link.role == "coupler":
        unsafe = any(alarm.code == _COUPLER_UNSAFE for alarm in now.alarms)
        yield answered(
            CheckName.PLC_WATCHDOG,
            place=Place.IO,
            fails=unsafe,
            remedy=CheckPhrase.CHECK_COUPLER(),
        )


def _counts(now: StationSnapshot) -> CheckFinding:
    told = now.reconciliation
    return answered(
        CheckName.PLC_COUNTS,
        place=Place.IO,
        fails=not told.agreed,
        figure=told.detail or f"{now.counters.triggered} = {told.plc_triggered}",
        remedy=CheckPhrase.COMPARE_COUNTS(),
    )
