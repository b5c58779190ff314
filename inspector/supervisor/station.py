"""A whole station: gate and engine under one supervisor."""

from __future__ import annotations

from pathlib import Path

from inspector.paths import DataFolder
from inspector.supervisor.supervisor import ChildSpec, Supervisor


def supervise_station(station_file: Path, data: DataFolder) -> Supervisor:
    """A supervisor of gate and engine, not yet started."""
    shared = ["--station", str(station_file), "--data-dir", str(data.root)]
    data.gate_file.unlink(missing_ok=True)
    data.run_file.unlink(missing_ok=True)
    return Supervisor(
        [
            ChildSpec("gate", ["gate", *shared], data.logs / "gate.out"),
            ChildSpec("engine", ["engine", *shared], data.logs / "engine.out"),
        ]
    )
