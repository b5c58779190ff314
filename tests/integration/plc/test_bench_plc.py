"""What `inspector bench plc` measures, each for half a second."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.bench.plc import peer as peers
from inspector.bench.plc.acknowledge import measure_acknowledge
from inspector.bench.plc.child import in_child
from inspector.bench.plc.figures import as_table, percentiles
from inspector.bench.plc.load import busy_processes
from inspector.bench.plc.peer import LIBMODBUS, OWN_SERVER, modbus_server
from inspector.bench.plc.round_trips import measure_round_trips
from inspector.bench.plc.switching import measure_switching
from inspector.domain.errors.plc import PlcError

SECONDS = 0.5


def is_measured(figures: dict[str, float], at_least: int = 1) -> bool:
    ordered = [figures[name] for name in ("p50", "p99", "p99.9", "max")]
    return figures["count"] >= at_least and ordered[0] >= 0 and ordered == sorted(ordered)


def test_round_trips_are_measured_against_a_server_that_is_named() -> None:
    with modbus_server() as peer, busy_processes(1):
        figures = measure_round_trips(peer.port, SECONDS)
    assert peer.name == (LIBMODBUS if peers.load_libmodbus() else OWN_SERVER)
    assert is_measured(figures["exchange_ms"])
    assert is_measured(figures["write_coils_ms"])


def test_a_measurement_that_breaks_off_says_why() -> None:
    with pytest.raises(PlcError, match="no Modbus server answers"):
        measure_round_trips(1, SECONDS)
    with pytest.raises(PlcError, match="broke off"):
        in_child(exit, seconds=SECONDS)


def test_every_published_result_is_timed_to_its_acknowledge(tmp_path: Path) -> None:
    figures = measure_acknowledge(tmp_path, SECONDS)
    assert is_measured(figures["result_to_acknowledge_ms"], at_least=5)


def test_switches_of_the_pass_gate_are_timed(tmp_path: Path) -> None:
    assert measure_switching(tmp_path, 2.0).keys() >= {"count"}


def test_the_table_shows_every_figure() -> None:
    each = percentiles([1.0, 2.0, 4.0])
    table = as_table(
        {
            "server": "libmodbus",
            "cycle_ms": 5.0,
            "seconds": 10.0,
            "conditions": {
                "idle": {"exchange_ms": each},
                "engine_at_full_rate": {
                    "reject_switch_error_ms": percentiles([]),
                    "parts_per_s": 40,
                },
            },
            "acknowledge": {"result_to_acknowledge_ms": each},
        }
    )
    assert "idle: exchange" in table
    assert table.count("4.000") == 6
    assert "engine at full rate: reject switch error" in table
    assert "40 parts/s" in table
