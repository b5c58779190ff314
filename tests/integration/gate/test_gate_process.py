"""The gate as its own process: it starts, refuses, is killed and goes on where it was."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gate_rig import Engine, VirtualPlc, exactly_once, until
from ports import free_port
from station_texts import STATION

from inspector.domain.evaluation import Evaluation
from inspector.paths import DataFolder
from inspector.pipe.records import Decided


def station_file(folder: Path, port: int) -> Path:
    path = folder / f"station-{port}.toml"
    path.write_text(f"{STATION}[plc]\nport = {port}\n", encoding="utf-8")
    return path


def start(station: Path, data_dir: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "inspector", "gate"]
    return subprocess.Popen(
        [*command, "--station", str(station), "--data-dir", str(data_dir)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@contextlib.contextmanager
def gate_process(station: Path, data_dir: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start(station, data_dir)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def refusal(station: Path, data_dir: Path) -> str:
    """What a gate that must not start says."""
    process = start(station, data_dir)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2
    return said.decode()


def test_a_taken_port_is_one_clear_line_and_a_remedy(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refusal(station_file(tmp_path, port), tmp_path / "data")
    assert said.startswith(f"error PLC-001: cannot listen on 127.0.0.1:{port}")
    assert "remedy: Stop the other program" in said
    assert "Traceback" not in said


def test_a_second_gate_on_the_same_data_folder_is_refused(tmp_path):
    data = DataFolder(tmp_path / "data")
    with gate_process(station_file(tmp_path, free_port()), data.root):
        asyncio.run(until(data.gate_file.exists))
        said = refusal(station_file(tmp_path, free_port()), data.root)
    assert said.startswith("error STA-003: ")
    assert "Traceback" not in said


def test_closing_its_input_ends_the_gate_in_order(tmp_path):
    data = DataFolder(tmp_path / "data")
    with gate_process(station_file(tmp_path, free_port()), data.root) as process:
        asyncio.run(until(data.gate_file.exists))
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")


@pytest.mark.parametrize("kill_after", [1, 4])
def test_a_gate_that_is_killed_goes_on_where_it_was(tmp_path, kill_after):
    data = DataFolder(tmp_path / "data")
    port = free_port()
    station = station_file(tmp_path, port)

    def judge(trigger) -> int:
        return Evaluation.NOT_OK if trigger.part_id % 5 == 0 else Evaluation.OK

    async def run() -> None:
        plc = VirtualPlc(port, parts=25)
        plc.start()
        with gate_process(station, data.root) as process:
            await until(data.gate_file.exists)
            first = Engine(data.gate_file, judge)
            await first.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: len(first.of(Decided)) >= kill_after)
            process.kill()
        await until(lambda: first.lost)
        await first.disconnect()
        data.gate_file.unlink()
        with gate_process(station, data.root):
            await until(data.gate_file.exists)
            second = Engine(data.gate_file, judge)
            await second.connect(position=first.journal[-1][0])
            assert second.hello.journal_id == first.hello.journal_id
            second.journal = list(first.journal)
            await until(lambda: plc.done and exactly_once(second, 25))
            status = second.status
            await until(lambda: second.status is not status)
            assert second.status.triggered == plc.program.plc["plc_triggered"] == 25
            assert second.status.passed == plc.program.plc["plc_passed"]
            assert second.status.rejected == plc.program.plc["plc_rejected"]
            ejected = {number + 1 for number, struck in plc.left if struck}
            assert {5, 10, 15, 20, 25} <= ejected
            await second.disconnect()
        await plc.stop()

    asyncio.run(run())


def test_importing_the_gate_loads_nothing_heavy():
    code = (
        "import sys, threading, inspector.gate.process;"
        "heavy = {'numpy', 'cv2', 'sqlalchemy', 'onnxruntime', 'fastapi', 'PySide6', 'torch'};"
        "sys.exit(bool(heavy & set(sys.modules)) or threading.active_count() > 1)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
