"""One running line: gate process, engine process, virtual PLC, belt, and the hands that meddle."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

from inspector.bench.faults.cable import Cable
from inspector.bench.faults.client_role_link import ClientRoleLink
from inspector.bench.faults.control import Control
from inspector.bench.faults.coupler_control import CouplerControl, WatchedCoupler
from inspector.bench.faults.evidence import Evidence
from inspector.bench.faults.gate_runner import write_offset
from inspector.bench.faults.line_camera import LineCamera
from inspector.bench.faults.link import PlcLink, ServerRoleLink
from inspector.bench.faults.plc import WatchedPlc
from inspector.bench.faults.plc_control import PlcControl
from inspector.bench.faults.processes import Process, module_command
from inspector.bench.faults.settings import RunSettings, free_port, station_toml
from inspector.clock import monotonic_ns
from inspector.domain.errors.state import ProcessRefusedError, StateError
from inspector.paths import DataFolder, write_atomically
from inspector.sim.belt import Belt, counts_per_ms
from inspector.sim.soft_plc import line_layout
from inspector.sim.world import World

_PACKAGE = "inspector.bench.faults"
_SCAN_S = 0.003
_READY_S = 20.0
_STANDS_S = 5.0
_NS_PER_S = 1_000_000_000


class Rig:
    """Everything that a fault can break. Made and run in one event loop.

    Attributes:
        evidence: What the campaign knows.
        world: The physical line.
        belt: The belt, whose speed may be changed.
        control: What drives the line.
        camera: What is shown to the engine.
        cable: The wire.
        gate: The gate's process.
        engine: The scripted engine's process.
        station_port: Where the gate listens.

    Args:
        settings: What runs.
        folder: An empty folder for all files of the run.
    """

    def __init__(self, settings: RunSettings, folder: Path) -> None:
        self.settings = settings
        self.evidence = Evidence(settings.seed)
        self.data = DataFolder(folder / "station")
        self.records = folder / "records"
        self.cable = Cable()
        self.station_port = 0
        self._clock_file = folder / "clock"
        self.world = World(settings.geometry, 0, self._leave)
        self.camera = LineCamera(self.evidence, self._see, settings.geometry.reach)
        self.control = self._make_control()
        self.belt = Belt(settings.geometry, settings.rate_per_min, self.world, self.control)
        self.gate, self.engine = self._processes(folder)
        self._belt_runs = False
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Bring everything up and wait until the line sees the station ready.

        Raises:
            ProcessRefusedError: it was not ready in time.
        """
        gate_port = await self._lay_cable()
        write_atomically(self.data.station_file, station_toml(self.settings, gate_port))
        self.data.gate_file.unlink(missing_ok=True)
        write_offset(self._clock_file, 0)
        self._tasks = [asyncio.create_task(self.control.run()), asyncio.create_task(self._turn())]
        if not await self.until(lambda: self.control.ready, _READY_S):
            raise ProcessRefusedError(f"the gate was not ready in time; see {self.data.logs}")
        self._belt_runs = True

    @property
    def plc(self) -> WatchedPlc:
        """The virtual PLC.

        Raises:
            StateError: in role coupler there is none.
        """
        return self._plc.plc

    @property
    def link(self) -> PlcLink:
        """How the virtual PLC meets the gate; raises as :attr:`plc`."""
        return self._plc.link

    @property
    def coupler(self) -> WatchedCoupler:
        """The virtual coupler.

        Raises:
            StateError: in the other roles there is none.
        """
        if not isinstance(self.control, CouplerControl):
            raise StateError(f"role {self.settings.role} has no coupler")
        return self.control.coupler

    async def stop(self) -> None:
        """End everything, the gate last."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.cable.remove()
        self.engine.stop()
        self.gate.stop()

    async def until(self, condition: Callable[[], object], timeout_s: float) -> bool:
        """Wait for a condition; whether it came true in time."""
        deadline = monotonic_ns() + timeout_s * _NS_PER_S
        while not condition():
            if monotonic_ns() > deadline:
                return False
            for task in self._tasks:
                if task.done():
                    task.result()
            await asyncio.sleep(_SCAN_S)
        return True

    async def parts_go_by(self, count: int) -> None:
        """Wait until so many further parts have come, or the line stands for long."""
        await self.parts_have_come(self.camera.came + count, _STANDS_S)

    async def parts_have_come(self, wanted: int, timeout_s: float) -> bool:
        """Wait until so many parts have come since the beginning; whether they have in time."""
        return await self.until(lambda: self.camera.came >= wanted, timeout_s)

    def set_wall_clock(self, offset_s: float) -> None:
        """Set the gate's wall clock this far off the real one."""
        write_offset(self._clock_file, int(offset_s * _NS_PER_S))

    def settled(self) -> bool:
        """Whether all parts have gone, and line and gate have told each other all."""
        return self.world.empty and self.control.settled

    @property
    def _plc(self) -> PlcControl:
        if not isinstance(self.control, PlcControl):
            raise StateError(f"role {self.settings.role} has no PLC")
        return self.control

    def _leave(self, number: int, ejected: bool) -> None:
        if self.world.ejector_stuck == "open":
            self.evidence.stuck.add(number)
        self.evidence.ejected[number] = ejected

    def _see(self, encoder: int, kind: int) -> None:
        self.engine.tell(f"see {encoder} {kind}")

    async def _turn(self) -> None:
        """The belt and the PLC's cyclic task, and a supervisor's eye on the processes."""
        while True:
            self.belt.move(monotonic_ns(), runs=self._belt_runs, see=lambda _number: None)
            self.gate.keep_up()
            self.engine.keep_up()
            await asyncio.sleep(_SCAN_S)

    def _make_control(self) -> Control:
        settings, geometry = self.settings, self.settings.geometry
        if settings.role == "coupler":
            return CouplerControl(self.world, geometry, self.evidence, self.camera)
        speed = counts_per_ms(geometry, settings.rate_per_min)
        layout = line_layout(geometry, settings.tracking, speed)
        plc = WatchedPlc(layout, self.world, settings.tracking, self.evidence, self.camera)
        link = ServerRoleLink(plc) if settings.role == "server" else ClientRoleLink(plc)
        return PlcControl(plc, link)

    async def _lay_cable(self) -> int:
        """The port for the gate: where it listens, or its end of the cable."""
        near = await self.cable.lay()
        far = await self.control.start(near)
        self.station_port = 0 if far else free_port()
        self.cable.far_port = far or self.station_port
        return near if far else self.station_port

    def _processes(self, folder: Path) -> tuple[Process, Process]:
        station = ["--station", str(self.data.station_file), "--data-dir", str(self.data.root)]
        gate = module_command(f"{_PACKAGE}.gate_runner", str(self._clock_file), "gate", *station)
        engine = module_command(
            f"{_PACKAGE}.scripted_engine",
            str(self.data.gate_file),
            str(self.records),
            str(self.settings.seed),
        )
        return Process(gate, folder / "gate.out"), Process(engine, folder / "engine.out")


Inject = Callable[[Rig, random.Random], Awaitable[None]]
