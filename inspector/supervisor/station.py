"""A whole station: gate, engine and what the station file asks for beside them."""

from __future__ import annotations

from pathlib import Path

from inspector.config.station import load_station
from inspector.paths import DataFolder
from inspector.supervisor.supervisor import ChildSpec, Supervisor


def supervise_station(station_file: Path, data: DataFolder) -> Supervisor:
    """A supervisor of the station's processes, not yet started.

    Raises:
        ConfigError: the station file cannot be used.
    """
    shared = ["--station", str(station_file), "--data-dir", str(data.root)]
    children = [
        ChildSpec("gate", ["gate", *shared], data.logs / "gate.out", up=data.gate_file),
        ChildSpec("engine", ["engine", *shared], data.logs / "engine.out", up=data.run_file),
    ]
    if load_station(station_file).mqtt is not None:
        output = data.logs / "mqtt.out"
        children.append(ChildSpec("mqtt", ["mqtt-publisher", *shared], output, essential=False))
    data.gate_file.unlink(missing_ok=True)
    data.run_file.unlink(missing_ok=True)
    return Supervisor(children, data.run_file)
