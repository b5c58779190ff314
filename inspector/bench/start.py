"""How long a user waits: for the command line's help, and for an engine that judges parts."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from statistics import median

from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.demo.layout import DemoOptions, free_port, line_settings, station_toml
from inspector.domain.errors.base import InspectorError
from inspector.domain.station import StationState
from inspector.paths import DataFolder, write_atomically
from inspector.supervisor.command import inspector_command
from inspector.supervisor.station import supervise_station

_LONGEST_S = 60.0
_LOOK_S = 0.01


def measure_start(folder: Path, repeats: int) -> dict[str, float]:
    """Median seconds over ``repeats`` runs, after one that warms the disk cache.

    ``engine_ready_s`` runs from the start of gate and engine to the engine's answer that it is
    executing: model verified and warm, database open, API up.
    """
    helps = [_help_s() for _ in range(repeats + 1)]
    engines = [_engine_ready_s(folder / str(number)) for number in range(repeats + 1)]
    return {
        "help_s": round(median(helps[1:]), 3),
        "engine_ready_s": round(median(engines[1:]), 3),
    }


def _help_s() -> float:
    begun = monotonic_ns()
    subprocess.run(inspector_command("--help"), check=True, stdout=subprocess.DEVNULL)
    return (monotonic_ns() - begun) / 1e9


def _engine_ready_s(folder: Path) -> float:
    data = DataFolder(folder)
    options = DemoOptions()
    write_atomically(data.station_file, station_toml(options, line_settings(options, free_port())))
    supervisor = supervise_station(data.station_file, data)
    begun = monotonic_ns()
    supervisor.start()
    try:
        while not _executing(data) and monotonic_ns() - begun < _LONGEST_S * 1e9:
            supervisor.check()
            time.sleep(_LOOK_S)
        return (monotonic_ns() - begun) / 1e9
    finally:
        supervisor.stop()


def _executing(data: DataFolder) -> bool:
    if not data.run_file.exists():
        return False
    client = StationClient.from_run_file(data.run_file)
    try:
        return client.snapshot().state is StationState.CONTINUOUS_EXECUTION
    except InspectorError:
        return False
    finally:
        client.close()
