"""What the PLC link costs when the computer is idle, busy, and inspecting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from inspector.bench.plc.acknowledge import measure_acknowledge
from inspector.bench.plc.load import busy_processes, engine_at_full_rate
from inspector.bench.plc.peer import modbus_server
from inspector.bench.plc.round_trips import CYCLE_S, measure_round_trips
from inspector.bench.plc.switching import measure_switching

_BUSY = 4


def measure_plc(seconds: float, folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """All figures of the PLC link, in milliseconds.

    Args:
        seconds: Length of each measurement.
        folder: An empty folder for what runs meanwhile.
        tell: Takes a line when a measurement begins.

    Raises:
        InspectorError: something that is measured did not run.
    """
    conditions: dict[str, dict[str, Any]] = {}
    with modbus_server() as peer:

        def measure(condition: str) -> None:
            tell(condition.replace("_", " "))
            switching = measure_switching(folder / condition, seconds)
            conditions[condition] = measure_round_trips(peer.port, seconds) | {
                "reject_switch_error_ms": switching
            }

        measure("idle")
        with busy_processes(_BUSY):
            measure("four_busy_processes")
        with engine_at_full_rate(folder / "line") as line:
            measure("engine_at_full_rate")
        conditions["engine_at_full_rate"]["parts_per_s"] = line.parts_per_s
    tell("result to acknowledge")
    return {
        "server": peer.name,
        "cycle_ms": CYCLE_S * 1e3,
        "seconds": seconds,
        "conditions": conditions,
        "acknowledge": measure_acknowledge(folder / "gate", seconds),
    }
