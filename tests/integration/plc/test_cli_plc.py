"""`inspector plc` as a PLC engineer meets it: real processes against a running gate.

What needs no gate and no terminal is asked of the command line in this process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from api_fixtures import served
from gate_rig import Engine, VirtualPlc, exactly_once, running_gate, until
from ports import free_port
from station_command import inspector, refused
from station_texts import STATION

from inspector.domain.evaluation import Evaluation
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.plc.document import as_markdown
from inspector.plc.export.line_program import as_line_program
from inspector.plc.export.spreadsheet import as_csv
from inspector.plc.export.structured_text import as_structured_text
from inspector.plc.registers import PLC_WORDS

WAIT_S = 60
PATIENT = GateSettings(heartbeat_timeout_ms=10_000)
"""For tests in which no heartbeat may be lost, however busy the machine."""
needs_sigint = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT")


@dataclass
class Done:
    """An ended command."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict:
        return json.loads(self.out)

    def refused(self, code: str) -> None:
        assert self.code == 2, self.err
        assert self.err.startswith(f"error {code}: "), self.err
        assert "\nremedy: " in self.err
        assert "Traceback" not in self.err


async def start(*arguments: object) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "inspector",
        "plc",
        *map(str, arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> Done:
    out, err = await asyncio.wait_for(process.communicate(), WAIT_S)
    return Done(process.returncode or 0, out.decode(), err.decode())


async def plc(*arguments: object) -> Done:
    return await ended(await start(*arguments))


@contextlib.asynccontextmanager
async def station(
    folder: Path,
    settings: GateSettings | None = None,
    *,
    judge: Evaluation | None = Evaluation.OK,
    port: int = 0,
) -> AsyncIterator[tuple[Gate, Engine]]:
    """A gate, and an engine that gives every part the same verdict."""
    async with running_gate(folder, settings or GateSettings(), port) as gate:
        engine = Engine(folder / "gate.json", lambda _trigger: int(judge))
        if judge is None:
            yield gate, engine
            return
        await engine.connect()
        try:
            yield gate, engine
        finally:
            await engine.disconnect()


@contextlib.asynccontextmanager
async def virtual_plc(port: int) -> AsyncIterator[VirtualPlc]:
    """A PLC on an endless belt."""
    virtual = VirtualPlc(port)
    virtual.start()
    try:
        yield virtual
    finally:
        await virtual.stop()


Scenario = Callable[[Path], Awaitable[None]]


def play(scenario: Scenario, folder: Path) -> None:
    asyncio.run(scenario(folder))


class TestMap:
    @pytest.mark.parametrize(
        ("form", "text"), [("md", as_markdown), ("csv", as_csv), ("st", as_structured_text)]
    )
    def test_the_map_is_printed_and_written_byte_for_byte(self, tmp_path, form, text):
        path = tmp_path / "map"
        assert_written(inspector("plc", "map", "--format", form, "--out", path), path)
        assert path.read_bytes() == text().encode()
        assert asyncio.run(plc("map", "--format", form)).out == text()

    @pytest.mark.parametrize("tracking", ["encoder", "photo_eye", "delay"])
    def test_the_line_program_is_printed_and_written_byte_for_byte(self, tmp_path, tracking):
        path, text = tmp_path / "program.st", as_line_program(tracking)
        assert_written(inspector("plc", "program", "--tracking", tracking, "--out", path), path)
        assert path.read_bytes() == text.encode()
        assert asyncio.run(plc("program", "--tracking", tracking)).out == text

    def test_a_place_that_takes_no_file_is_refused(self, tmp_path):
        (tmp_path / "file").write_bytes(b"")
        refused(inspector("plc", "map", "--out", tmp_path / "file" / "map"), "CFG-004")


def assert_written(done: subprocess.CompletedProcess[str], path: Path) -> None:
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {path}\n")


@pytest.mark.parametrize("verb", ["monitor", "test", "simulate"])
class TestAddress:
    def test_where_nobody_listens_there_is_one_clear_line(self, tmp_path, verb):
        path = tmp_path / "station.toml"
        path.write_text(f"{STATION}[plc]\nport = {free_port()}\n", "utf-8")
        told = refused(inspector("plc", verb, "--station", path, "--data-dir", tmp_path), "PLC-002")
        assert len(told.splitlines()) == 2

    def test_a_station_file_that_is_named_must_exist(self, tmp_path, verb):
        refused(inspector("plc", verb, "--station", tmp_path / "none.toml"), "CFG-001")


class TestMonitor:
    def test_once_shows_every_register_and_writes_none(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder) as (gate, _):
                bank = gate._core.bank
                await until(lambda: bank.vision["map_version"])
                done = await plc("monitor", "--port", gate.port, "--once", "--json")
                assert done.code == 0, done.err
                assert done.document["vision"]["session_id"] == bank.vision["session_id"]
                assert "PLC_LOST" in done.document["decoded"]["status"]
                assert done.document["decoded"]["fault_code"] == "NONE"
                assert set(done.document["plc"].values()) == {0}
                assert done.document["round_trip_ms"] > 0
                lines = (await plc("monitor", "--port", gate.port, "--once")).out.splitlines()
                assert "V map_version = 1.0" in lines
                assert "P control = 0x0000" in lines
                assert bank.plc.words == [0] * PLC_WORDS

        play(scenario, tmp_path)

    @needs_sigint
    def test_each_change_is_told_once_until_ctrl_c(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder) as (gate, _):
                monitor = await start(
                    "monitor", "--host", "127.0.0.1", "--port", gate.port, "--json"
                )
                first = json.loads(await asyncio.wait_for(monitor.stdout.readline(), WAIT_S))
                assert first["plc"]["plc_session"] == 0
                async with virtual_plc(gate.port) as virtual:
                    told: dict[str, int] = {}
                    while told.get("session_ack") != gate._core.session_id:
                        line = await asyncio.wait_for(monitor.stdout.readline(), WAIT_S)
                        change = json.loads(line)
                        assert "plc_heartbeat" not in change["plc"]
                        told |= change["plc"]
                    assert told["plc_session"] == virtual.program.plc["plc_session"]
                    assert first["elapsed_ms"] < change["elapsed_ms"]
                monitor.send_signal(signal.SIGINT)
                done = await ended(monitor)
                assert (done.code, done.err) == (0, "")

        play(scenario, tmp_path)

    @needs_sigint
    def test_a_station_that_goes_and_comes_back_is_shown_again(self, tmp_path):
        async def scenario(folder: Path) -> None:
            port = free_port()
            async with station(folder, port=port) as (gate, _):
                monitor = await start("monitor", "--port", port)
                session = f"V session_id = {gate._core.session_id}"
                await line_of(monitor.stdout, session)
            assert "trying again" in (await line_of(monitor.stderr, "PLC-002"))
            async with station(folder, port=port) as (gate, _):
                await line_of(monitor.stdout, f"V session_id = {gate._core.session_id}")
                monitor.send_signal(signal.SIGINT)
                done = await ended(monitor)
            assert (done.code, done.err) == (0, "")

        play(scenario, tmp_path)

    @pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")
    def test_on_a_terminal_the_table_stays_in_its_place(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder, PATIENT) as (gate, _), virtual_plc(gate.port) as virtual:
                virtual.run_belt()
                here, there = os.openpty()
                monitor = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "inspector", "plc", "monitor"),
                    *("--port", str(gate.port)),
                    stdout=there,
                    env={**os.environ, "COLUMNS": "120", "LINES": "60", "TERM": "xterm"},
                )
                os.close(there)
                shown = b""
                while shown.count(b"\x1b[H") < 5 or b"\x1b[1;7m" not in shown:
                    shown += await asyncio.to_thread(os.read, here, 65536)
                monitor.send_signal(signal.SIGINT)
                rest = await asyncio.to_thread(read_to_end, here)
                await monitor.wait()
                os.close(here)
            screen = shown.decode()
            assert "block V, vision to PLC" in screen
            assert "block P, PLC to vision" in screen
            assert "PLC's heartbeat" in screen
            assert monitor.returncode == 0
            assert (shown + rest).endswith(b"\x1b[?25h")  # the cursor is back

        play(scenario, tmp_path)


async def line_of(stream: asyncio.StreamReader, wanted: str) -> str:
    while True:
        line = (await asyncio.wait_for(stream.readline(), WAIT_S)).decode()
        assert line, f"no {wanted}"
        if wanted in line:
            return line


def read_to_end(descriptor: int) -> bytes:
    read = b""
    with contextlib.suppress(OSError):  # Linux says EIO when the other end is closed
        while more := os.read(descriptor, 65536):
            read += more
    return read


class TestHandshake:
    def test_a_plc_that_does_it_all_passes_every_step(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder, PATIENT) as (gate, _), virtual_plc(gate.port) as virtual:
                await until(lambda: virtual.program.trigger_ready)
                virtual.run_belt()
                done = await plc("test", "--host", "127.0.0.1", "--port", gate.port, "--json")
            document = done.document
            states = {each["step"]: each["state"] for each in document["steps"]}
            assert states.pop("all counters agree") == "not checked"
            assert set(states.values()) == {"seen"}, document
            assert document["passed"]
            assert done.code == 0
            assert document["parts"] >= 3

        play(scenario, tmp_path)

    def test_the_station_on_this_machine_is_asked_for_its_sum(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder) as (gate, _):
                done = await plc(
                    *("test", "--port", gate.port, "--seconds", 1, "--data-dir", folder, "--json")
                )
            (last,) = (
                each for each in done.document["steps"] if each["step"] == "all counters agree"
            )
            assert last["state"] == "seen", last

        with served(tmp_path):
            play(scenario, tmp_path)

    def test_without_a_plc_the_first_missing_step_says_what_to_do(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder) as (gate, _):
                words = list(gate._core.bank.plc.words)
                done = await plc("test", "--port", gate.port, "--seconds", 1, "--data-dir", folder)
                assert gate._core.bank.plc.words == words
            assert done.code == 1, done.err
            lines = done.out.splitlines()
            assert lines[0].startswith("seen         station is alive: register map 1.0")
            assert lines[1].startswith("NOT SEEN     PLC is alive: plc_heartbeat (100) stands at 0")
            assert "Write block P, holding registers 100-123" in lines[2]
            assert lines[-1].startswith("not checked  all counters agree")

        play(scenario, tmp_path)

    def test_a_plc_without_parts_gets_as_far_as_the_trigger(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder, PATIENT) as (gate, _), virtual_plc(gate.port) as virtual:
                await until(lambda: virtual.program.trigger_ready)
                done = await plc("test", "--port", gate.port, "--seconds", 1, "--json")
            states = {each["step"]: each["state"] for each in done.document["steps"]}
            assert done.code == 1
            assert not done.document["passed"]
            assert states["station is ready"] == "seen"
            assert states["parts are triggered"] == "not seen"

        play(scenario, tmp_path)


class TestSimulate:
    @pytest.mark.parametrize("tracking", ["encoder", "photo_eye", "delay"])
    def test_every_part_gets_a_verdict_and_an_outcome(self, tmp_path, tracking):
        async def scenario(folder: Path) -> None:
            async with station(folder) as (gate, engine):
                done = await plc(
                    *("simulate", "--port", gate.port, "--parts", 20, "--rate", 600),
                    *("--tracking", tracking, "--json"),
                )
                assert done.code == 0, done.err
                await until(lambda: exactly_once(engine, 20))
            document = done.document
            assert (document["triggered"], document["settled"]) == (20, True)
            assert document["passed"] + document["rejected"] == 20
            assert document["passed"] > 0
            assert "records the parts as real" in done.err

        play(scenario, tmp_path)

    def test_without_an_engine_every_part_is_rejected(self, tmp_path):
        async def scenario(folder: Path) -> None:
            settings = GateSettings(simulated=True)
            async with station(folder, settings, judge=None) as (gate, _):
                done = await plc("simulate", "--port", gate.port, "--parts", 4, "--rate", 1500)
            assert done.code == 0, done.err
            assert done.out.startswith("4 parts: 0 passed, 4 rejected; the station is not ready")
            assert "records the parts as real" not in done.err

        play(scenario, tmp_path)

    def test_it_is_refused_beside_another_plc(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder, PATIENT) as (gate, _), virtual_plc(gate.port) as virtual:
                await until(lambda: virtual.program.trigger_ready)
                session = gate._core.bank.plc["plc_session"]
                (await plc("simulate", "--port", gate.port)).refused("PLC-006")
                assert gate._core.bank.plc["plc_session"] == session

        play(scenario, tmp_path)

    @needs_sigint
    def test_ctrl_c_lets_the_belt_run_out(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder) as (gate, engine):
                simulator = await start(
                    *("simulate", "--port", gate.port, "--parts", 0, "--rate", 600, "--json")
                )
                await until(lambda: engine.triggers)
                simulator.send_signal(signal.SIGINT)
                done = await ended(simulator)
                assert done.code == 0, done.err
                await until(lambda: exactly_once(engine, done.document["triggered"]))
            assert done.document["settled"]

        play(scenario, tmp_path)

    @needs_sigint
    def test_a_second_ctrl_c_ends_it_at_once(self, tmp_path):
        async def scenario(folder: Path) -> None:
            async with station(folder, PATIENT) as (gate, engine):
                simulator = await start("simulate", "--port", gate.port, "--rate", 40)
                await until(lambda: engine.triggers)
                simulator.send_signal(signal.SIGINT)
                await line_of(simulator.stderr, "the last parts run out")
                simulator.send_signal(signal.SIGINT)
                done = await ended(simulator)
            assert done.code == 130
            assert done.err.endswith("stopped\n")
            assert "Traceback" not in done.err

        play(scenario, tmp_path)
