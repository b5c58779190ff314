"""The whole line on one desktop: the production gate and engine on a virtual line."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from inspector.assembly.model import model_folder
from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.config.station import load_station
from inspector.demo.layout import DemoOptions, free_port, line_settings, station_toml
from inspector.demo.line_process import LineProcess
from inspector.demo.report import Run, rollout_document
from inspector.demo.rollout import DemoRollout
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import ProcessRefusedError, StationNotRunningError
from inspector.inference.package import load_package
from inspector.paths import DataFolder, ensure_writable, write_atomically
from inspector.store.opening import DATABASE_NAME
from inspector.store.reading.figures import last_sequence, run_figures
from inspector.supervisor.command import inspector_command
from inspector.supervisor.instance import sole_instance
from inspector.supervisor.station import supervise_station
from inspector.supervisor.supervisor import Supervisor
from inspector.wire.station import StationSnapshot, StationState

_READY_S = 60.0
_RECORDED_S = 15.0
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """What the live progress line shows."""

    line: dict[str, Any]
    snapshot: StationSnapshot | None


class Demo:
    """One run of the virtual line on a station of its own.

    Args:
        options: What to run.
        data: The station's data folder.
        route: Given the port of the side that listens on the fieldbus, the port that the other side
            dials; a test puts a cable that can be cut between the two.
    """

    def __init__(
        self,
        options: DemoOptions,
        data: DataFolder,
        route: Callable[[int], int] = lambda port: port,
    ) -> None:
        self._rollout = DemoRollout(options, data)
        self._options = options
        self._data = data
        self._route = route
        self._plc_port = free_port()
        self._client: StationClient | None = None
        self._database = data.database / DATABASE_NAME
        self.supervisor: Supervisor | None = None
        self.line: LineProcess | None = None

    def run(self, on_progress: Callable[[Progress], bool], *, with_app: bool) -> Run:
        """Run until all parts are through.

        Args:
            on_progress: Called a few times a second; ``False`` ends the line early.
            with_app: Open the operator's app; closing it ends the line.

        Raises:
            InspectorError: the station cannot run; nothing is left running.
        """
        ensure_writable(self._data.root)
        self._options = self._rollout.prepare()
        with sole_instance(self._data), self._running() as line:
            before = self._until_ready(line)
            rows_before = last_sequence(self._database)
            line.go()
            with self._app(with_app) as app:
                self._follow(line, app, on_progress)
            report = line.wait("report", _READY_S) or {}
            after = self._until_recorded()
            self._conclude_rollout()
        if self._options.role == "coupler":
            report = report | _counted_by_the_program(before, after)
        rows = run_figures(self._database, rows_before)
        rollout = rollout_document(self._rollout) if self._rollout.wanted else {}
        return Run(report, rows, before, after, str(self._database), str(self._data.root), rollout)

    @contextmanager
    def _running(self) -> Iterator[LineProcess]:
        """Line, gate and engine; the line ends first so that its last part is recorded."""
        self.line, self.supervisor = self._prepare()
        self.line.start()
        self.supervisor.start()
        try:
            yield self.line
        finally:
            self.line.stop()
            if self._client is not None:
                self._client.close()
            self.supervisor.stop()

    def _prepare(self) -> tuple[LineProcess, Supervisor]:
        station_file = self._data.station_file
        station_listens = self._options.role == "server"
        dialled = self._route(self._plc_port)
        line = line_settings(self._options, dialled if station_listens else self._plc_port)
        port = self._plc_port if station_listens else dialled
        write_atomically(station_file, station_toml(self._options, line, port))
        package = load_package(model_folder(load_station(station_file)))
        line = replace(
            line,
            camera=replace(line.camera, ok_classes=package.manifest.ok_classes),
            more_cameras=tuple(
                replace(each, ok_classes=package.manifest.ok_classes) for each in line.more_cameras
            ),
        )
        output = self._data.logs / "virtual-line.out"
        return LineProcess(line, output), supervise_station(station_file, self._data)

    def _until_ready(self, line: LineProcess) -> StationSnapshot:
        """Wait until the PLC sees the station ready; a process that refuses says why."""
        deadline = monotonic_ns() + int(_READY_S * 1e9)
        while monotonic_ns() < deadline:
            if self.supervisor is not None:
                self.supervisor.check()
            if line.wait("ready", _LOOK_S) is not None and self._inspects():
                return self._until_recorded()
        raise ProcessRefusedError(f"the station was not ready within {_READY_S:.0f} s")

    def _inspects(self) -> bool:
        """Whether the station inspects; a PLC would know, a coupler does not."""
        if self._options.role != "coupler":
            return True
        snapshot = self.snapshot()
        return snapshot is not None and snapshot.state is StationState.CONTINUOUS_EXECUTION

    def _follow(
        self,
        line: LineProcess,
        app: subprocess.Popen[bytes] | None,
        on_progress: Callable[[Progress], bool],
    ) -> None:
        while line.wait("report", _LOOK_S) is None:
            closed = app is not None and app.poll() is not None
            snapshot = self.snapshot()
            if closed or not on_progress(Progress(line.latest(), snapshot)):
                line.stop()
            elif snapshot is not None and self._client is not None and self._rollout.wanted:
                self._rollout.look(self._client.models, line.latest().get("triggered", 0))

    def _conclude_rollout(self) -> None:
        if self._client is not None and self._rollout.wanted:
            self._rollout.conclude(self._client.models)

    def _until_recorded(self) -> StationSnapshot:
        """Wait until every part has its row and its outcome; then, or when time is over, report."""
        deadline = monotonic_ns() + int(_RECORDED_S * 1e9)
        snapshot = self.snapshot()
        while monotonic_ns() < deadline and not (snapshot and _all_recorded(snapshot)):
            time.sleep(_LOOK_S / 4)
            snapshot = self.snapshot()
        if snapshot is None:
            raise StationNotRunningError("the engine does not answer")
        return snapshot

    def snapshot(self) -> StationSnapshot | None:
        """The station's present state; ``None`` while the engine is away."""
        try:
            if self._client is None:
                self._client = StationClient.from_run_file(self._data.run_file)
            return self._client.snapshot()
        except InspectorError:
            if self._client is not None:
                self._client.close()
                self._client = None
            return None

    @contextmanager
    def _app(self, wanted: bool) -> Iterator[subprocess.Popen[bytes] | None]:
        if not wanted:
            yield None
            return
        app = subprocess.Popen(inspector_command("app", "--data-dir", str(self._data.root)))
        try:
            yield app
        finally:
            app.terminate()
            app.wait()


def _counted_by_the_program(before: StationSnapshot, after: StationSnapshot) -> dict[str, int]:
    """Without a PLC it is the line program in the gate that counts outcomes."""
    names = ("plc_passed", "plc_rejected")
    old, new = before.reconciliation, after.reconciliation
    return {name: (getattr(new, name) or 0) - (getattr(old, name) or 0) for name in names}


def _all_recorded(snapshot: StationSnapshot) -> bool:
    counters = snapshot.counters
    attached = snapshot.reconciliation.plc_triggered is not None
    return attached and counters.recorded == counters.triggered and counters.pending == 0
