"""A disk that gets slow, full or read-only, a clock that is set, power cuts: under the whole line.

Each is one short version of ``inspector bench durability --hardship``; `make soak` runs long ones.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from inspector.cli.main import cli

SHORT, LONG = 6, 600
"""Parts of each phase: for every run of the tests, and for the long campaigns."""

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.parametrize("parts", [SHORT, pytest.param(LONG, marks=pytest.mark.soak)]),
]


def endured(hardship: str, parts: int, *more: str) -> dict[str, dict[str, Any]]:
    """Its phases by name; all that must hold after any hardship does."""
    command = ["bench", "durability", "--hardship", hardship, "--parts", str(parts), *more]
    run = CliRunner().invoke(cli, [*command, "--json"])
    assert run.stdout, run.output
    figures = json.loads(run.stdout)
    if "skipped" in figures:
        pytest.skip(figures["skipped"])
    assert run.exit_code == 0, figures
    assert figures["results"] == figures["parts"] >= parts
    return {phase["phase"]: phase for phase in figures["phases"]}


def test_a_disk_that_takes_200_ms_for_each_write_costs_no_verdict_and_no_row(parts):
    phases = endured("slow-disk", parts)
    assert list(phases) == ["fast", "slow", "fast again"]
    assert phases["slow"]["pictures"] > 0


def test_on_a_full_disk_pictures_stop_first_and_rows_wait_for_room(parts):
    phases = endured("full-disk", parts)
    assert phases["room"]["pictures"] > 0
    assert phases["full"]["parts"] > 0
    assert "STO-001" in phases["full"]["alarms"]
    few = phases["room"]["pictures"] // 2
    assert phases["below the reserve"]["pictures"] <= few
    assert phases["full"]["pictures"] <= few
    assert phases["room again"]["pictures"] > 0


def test_a_disk_that_turns_read_only_stops_the_infeed_and_costs_no_row(parts):
    """What cannot be written down does not pass; the line goes on by itself when it can be."""
    phases = endured("read-only-disk", parts)
    assert "GAT-002" in phases["read-only"]["alarms"]
    assert "STO-000" not in phases["read-only"]["alarms"], "a failing disk has a code of its own"
    assert phases["writable again"]["parts"] >= parts
    assert phases["writable again"]["pictures"] > 0


def test_a_clock_that_is_set_ahead_and_back_is_told_and_costs_nothing(parts):
    phases = endured("clock", parts)
    assert len(phases) == 6
    assert "GAT-113" in phases["+1 hour"]["alarms"]


def test_power_cuts_cost_neither_rows_nor_pictures_that_a_row_names(parts):
    phases = endured("power-cut", parts, "--power-cuts", "2")
    assert list(phases) == ["power", "after cut 1", "after cut 2"]
    assert phases["after cut 1"]["undefined"], "the station was away"
    assert all(phase["pictures"] > 0 for phase in phases.values())
