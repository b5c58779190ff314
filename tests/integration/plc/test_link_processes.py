"""Gate, coupler and PLC as processes that are killed, stopped and wired through other media."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gate_rig import Engine, exactly_once, until
from link_rig import (
    CoupledBelt,
    PolledPlc,
    coupler_settings,
    drives,
    gate_with,
    local,
    polls,
)
from plc_wires import Certificates
from ports import free_port
from station_texts import STATION

from inspector.demo.plc_section import coupler_sections, plc_section
from inspector.domain.evaluation import Evaluation
from inspector.gate.links.client import BlockExchange
from inspector.paths import DataFolder
from inspector.pipe.records import Decided
from inspector.plc.client import ModbusClient
from inspector.plc.coupler import CouplerOutput
from inspector.plc.transport import Serial
from inspector.sim.coupler import WATCHDOG_MS

HERE = Path(__file__).parent
INFEED, NOTHING = CouplerOutput.INFEED, CouplerOutput(0)
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
needs_socat = pytest.mark.skipif(shutil.which("socat") is None, reason="socat is not installed")


@contextlib.contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def gate_process(station: Path, data: DataFolder) -> contextlib.AbstractContextManager:
    data.gate_file.unlink(missing_ok=True)
    options = ("--station", str(station), "--data-dir", str(data.root))
    return running(sys.executable, "-m", "inspector", "gate", *options)


@contextlib.contextmanager
def coupler_process(port: int) -> Iterator[subprocess.Popen[bytes]]:
    with running(sys.executable, str(HERE / "coupler_process.py"), str(port)) as process:
        assert process.stdout.readline() == b"serving\n"
        yield process


def written(folder: Path, plc: str) -> Path:
    path = folder / "station.toml"
    path.write_text(f"{STATION}{plc}\n", encoding="utf-8")
    return path


def judge(trigger) -> int:
    return Evaluation.NOT_OK if trigger.part_id % 5 == 0 else Evaluation.OK


def test_a_killed_gate_lets_go_of_the_coupler_and_the_next_one_takes_it(tmp_path):
    data = DataFolder(tmp_path / "data")

    async def run() -> None:
        port = free_port()
        line = CoupledBelt(local(port))
        settings = coupler_settings()
        sections = coupler_sections(settings.layout, settings.method, 100)
        station = written(tmp_path, plc_section("coupler", port, 250) + sections)
        await line.start()
        for _ in range(2):
            with gate_process(station, data) as process:
                await until(lambda: INFEED in line.coupler.outputs)
                process.send_signal(signal.SIGKILL)
                drops, killed = line.coupler.drops, time.perf_counter()
                await until(lambda: line.coupler.outputs == NOTHING)
                print(f"outputs off {1e3 * (time.perf_counter() - killed):.0f} ms after the kill")
                assert line.coupler.drops == drops + 1
        await line.stop()

    asyncio.run(run())


@needs_signals
def test_a_gate_that_hangs_lets_go_of_the_coupler(tmp_path):
    data = DataFolder(tmp_path / "data")

    async def run() -> None:
        port = free_port()
        line = CoupledBelt(local(port))
        settings = coupler_settings()
        sections = coupler_sections(settings.layout, settings.method, 100)
        station = written(tmp_path, plc_section("coupler", port, 250) + sections)
        await line.start()
        with gate_process(station, data) as process:
            await until(lambda: INFEED in line.coupler.outputs)
            process.send_signal(signal.SIGSTOP)
            await until(lambda: line.coupler.outputs == NOTHING)
            process.send_signal(signal.SIGCONT)
            await until(lambda: INFEED in line.coupler.outputs)
        assert "PLC-013" in (data.logs / "gate.log").read_text("utf-8")
        await line.stop()

    asyncio.run(run())


@pytest.mark.parametrize("kill_after", [1, 4])
def test_a_killed_gate_that_polls_goes_on_where_it_was(tmp_path, kill_after):
    data = DataFolder(tmp_path / "data")

    async def run() -> None:
        port = free_port()
        plc = PolledPlc(local(port), parts=25)
        station = written(tmp_path, plc_section("client", port, 250))
        plc.start()
        with gate_process(station, data) as process:
            await until(data.gate_file.exists)
            first = Engine(data.gate_file, judge)
            await first.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: len(first.of(Decided)) >= kill_after)
            process.kill()
        await until(lambda: first.lost)
        await first.disconnect()
        with gate_process(station, data):
            await until(data.gate_file.exists)
            second = Engine(data.gate_file, judge)
            await second.connect(position=first.journal[-1][0])
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


async def coils(port: int) -> CouplerOutput:
    """What the coupler drives, asked by somebody else."""
    client = ModbusClient(local(port), timeout_s=2.0)
    await client.connect()
    on = await client.read_coils(0, 3)
    client.close()
    return CouplerOutput(sum(1 << number for number, is_on in enumerate(on) if is_on))


@needs_signals
def test_a_coupler_that_hangs_has_dropped_its_outputs_when_it_wakes(tmp_path):
    async def run() -> None:
        port, links = free_port(), []
        with coupler_process(port) as process:
            async with gate_with(tmp_path, drives(local(port), links=links)):
                await until(lambda: links[0].outputs & INFEED)
                assert await coils(port) & INFEED
                process.send_signal(signal.SIGSTOP)
                await until(lambda: links[0].failures >= 2)
                assert links[0].outputs == 0
                process.send_signal(signal.SIGCONT)
                await until(lambda: links[0].outputs & INFEED)
                assert links[0].program.losses >= 1

    asyncio.run(run())


def test_a_coupler_that_is_killed_and_comes_back_is_set_up_anew(tmp_path):
    async def run() -> None:
        port, links = free_port(), []
        async with gate_with(tmp_path, drives(local(port), links=links)):
            for _ in range(2):
                with coupler_process(port) as process:
                    begun = time.perf_counter()
                    await until(lambda: links[0].outputs & INFEED)
                    print(f"driven {1e3 * (time.perf_counter() - begun):.0f} ms after it is back")
                    client = ModbusClient(local(port), timeout_s=2.0)
                    await client.connect()
                    assert await client.read_holding_registers(WATCHDOG_MS, 1) == [40]
                    client.close()
                    failures = links[0].failures
                    process.kill()
                    await until(lambda failures=failures: links[0].failures > failures)
                assert links[0].outputs == 0

    asyncio.run(run())


class Liar:
    """Stands between gate and coupler, and confirms another coil than the one written."""

    def __init__(self, port: int) -> None:
        self.lies = False
        self._port = port

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        self._server.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        ahead = asyncio.create_task(self._copy(reader, far_writer, lambda frame: frame))
        await self._copy(far_reader, writer, self._twist)
        await ahead

    async def _copy(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        change: Callable[[bytes], bytes],
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while frame := await reader.read(512):
                writer.write(change(frame))
        writer.close()

    def _twist(self, frame: bytes) -> bytes:
        if not self.lies or frame[7] != 15:
            return frame
        return frame[:8] + (999).to_bytes(2, "big") + frame[10:]


def test_a_coupler_that_confirms_another_coil_is_not_believed(tmp_path, caplog):
    async def run() -> None:
        port, links = free_port(), []
        line, liar = CoupledBelt(local(port)), Liar(port)
        await line.start()
        between = local(await liar.start())
        async with gate_with(tmp_path, drives(between, links=links)) as gate:
            await until(lambda: INFEED in line.coupler.outputs)
            liar.lies = True
            await until(lambda: links[0].failures >= 3 and not gate.plc_connected)
            assert line.coupler.outputs == NOTHING
            liar.lies = False
            await until(lambda: INFEED in line.coupler.outputs)
        liar.stop()
        await line.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert any("PLC-004" in record.message for record in caplog.records)


@contextlib.contextmanager
def serial_cable(folder: Path) -> Iterator[tuple[Serial, Serial]]:
    """Two serial ports that are wired to each other."""
    near, far = folder / "near", folder / "far"
    ends = [f"pty,raw,echo=0,link={end}" for end in (near, far)]
    with running("socat", *ends):
        while not (near.exists() and far.exists()):
            time.sleep(0.01)
        yield Serial(str(near)), Serial(str(far))


@needs_socat
def test_a_plc_is_polled_over_a_serial_line(tmp_path):
    async def run(ours: Serial, theirs: Serial) -> None:
        plc = PolledPlc(theirs, parts=10)
        plc.start()
        exchange = BlockExchange(cycle_ms=25)
        async with gate_with(tmp_path, polls(ours, exchange)):
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(engine, 10))
            await engine.disconnect()
        await plc.stop()

    with serial_cable(tmp_path) as (ours, theirs):
        asyncio.run(run(ours, theirs))


@needs_socat
def test_a_coupler_is_driven_over_a_serial_line(tmp_path):
    async def run(ours: Serial, theirs: Serial) -> None:
        line, links = CoupledBelt(theirs), []
        await line.start()
        settings = coupler_settings(cycle_ms=10, watchdog_ms=200)
        async with gate_with(tmp_path, drives(ours, settings, links)):
            await until(lambda: INFEED in line.coupler.outputs)
            await until(lambda: links[0].program.plc["plc_triggered"] >= 2)
        assert line.coupler.outputs == NOTHING
        await line.stop()

    with serial_cable(tmp_path) as (ours, theirs):
        asyncio.run(run(ours, theirs))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_plc_is_polled_inside_tls(tmp_path):
    made = Certificates(tmp_path)
    authority = made.authority("authority")
    plc_side, our_side = made.signed(authority, "plc"), made.signed(authority, "station")

    async def run() -> None:
        port = free_port()
        plc = PolledPlc(made.tls(port, plc_side, authority), parts=10)
        plc.start()
        async with gate_with(tmp_path, polls(made.tls(port, our_side, authority))):
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(engine, 10))
            await engine.disconnect()
        await plc.stop()

    asyncio.run(run())
