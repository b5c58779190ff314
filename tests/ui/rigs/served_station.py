"""A station behind the real server: real sockets, real database, real pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import wire_samples
from alarm_bench import AlarmBench, alarm_bench
from api_fixtures import serving
from check_bench import CheckBench
from lent_api import lent_api
from metal_part import metal_part
from served_cameras import ServedCameras
from served_history import NoEvidence, served_past, served_quality
from served_line import REACTIONS, ServedGate
from station_services import only

from inspector.assembly.shared_history import make_shared_history
from inspector.assembly.statistics import make_statistics
from inspector.config.plc import PlcServerConfig
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.inspection import StageTimings
from inspector.domain.record import Provenance, ResultRecord
from inspector.domain.result_id import make_result_id
from inspector.services.history.served import HistoryService
from inspector.services.live.cameras import LiveCameras
from inspector.services.live.line import LiveLine
from inspector.services.live.station_port import LiveMessage
from inspector.services.people.audit import AuditTrail
from inspector.services.people.desk import PeopleDesk
from inspector.services.people.register import PeopleRegister
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore
from inspector.wire.run_file import write_run_file
from inspector.wire.station import (
    LiveUpdate,
    LiveWish,
    StationCommand,
    StationSnapshot,
    StationState,
)

JOURNAL = 0xC0FFEE
PROVENANCE = Provenance(
    "line-1-cell-3", "0.1.0", "77" * 32, "flange-40", "9a" * 32, "flange", "c4" * 32, "int8", "CPU"
)
_MS = 1_000_000


class ServedStation:
    """Implements ``StationService``; a test lets parts pass."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._message: LiveMessage | None = None
        self._state = StationState.READY
        self.frozen = threading.Event()
        self.cameras = ServedCameras()
        self.gate = ServedGate()

    def with_alarms(self, folder: Path, store: SqliteResultStore) -> AlarmBench:
        """Record alarms in this store from now on."""
        self.alarms = alarm_bench(folder, store)
        return self.alarms

    def snapshot(self) -> StationSnapshot:
        while self.frozen.is_set():
            threading.Event().wait(0.05)
        return wire_samples.snapshot(state=self._state)

    def command(self, command: StationCommand) -> StationSnapshot:
        if command is not StationCommand.START:
            raise CommandNotAllowedError(f"{command} is not allowed in {self._state}")
        self._state = StationState.CONTINUOUS_EXECUTION
        return self.snapshot()

    def live(self, after: int, timeout_s: float, wish: LiveWish) -> LiveMessage | None:
        with self._news:
            self._news.wait_for(lambda: self._newer_than(after), timeout_s)
            return self._message if self._newer_than(after) else None

    def show(self, update: LiveUpdate, preview: bytes | None) -> None:
        with self._news:
            version = self._message.version + 1 if self._message else 1
            self._message = LiveMessage(version, update, preview)
            self._news.notify_all()

    def _newer_than(self, version: int) -> bool:
        return self._message is not None and self._message.version > version


@contextmanager
def served(
    folder: Path, station: ServedStation, token: str, parts: int, url: str | None = None
) -> Iterator[None]:
    """Serve the station with ``parts`` rows of history; the run file says where.

    ``url`` is the server of a shared history.
    """
    store = open_store(folder)
    archive = FileImageArchive(folder / "archive", reserve_bytes=0)
    rows = [_record(archive, index) for index in range(1, parts + 1)]
    if store.position(JOURNAL) == 0:
        store.commit(JOURNAL, parts, rows, [], [])
    history = store.history()
    keeper = RecipeFeatures(folder / "recipe.toml", station.cameras.names())
    cameras = LiveCameras(station.cameras, keeper)
    audit = AuditTrail(folder / "audit.jsonl")
    line = LiveLine(station.gate, history, list, PlcServerConfig(role="server"), REACTIONS, audit)
    people = PeopleDesk(PeopleRegister(folder / "people.toml"), audit)
    past = served_past(store, history, archive, audit)
    statistics = make_statistics((), store)
    shared = make_shared_history(url, PROVENANCE.station_id, store.database, statistics, audit)
    services = only(
        station=station,
        history=HistoryService(history, archive),
        cameras=cameras,
        line=line,
        alarms=station.with_alarms(folder, store).services,
        check=CheckBench(folder, done_before=True).desk,
        quality=served_quality(store, history, audit),
        people=people,
        evidence=NoEvidence(),  # one that tells nothing
        statistics=statistics,
        past=past,
        shared=shared.desk,
    )
    try:
        with lent_api(services, token) as api, serving(api) as port:
            write_run_file(folder / "run" / "api.json", f"http://127.0.0.1:{port}", token)
            yield
    finally:
        past.replays.close()
        past.what_if.close()
        for each in shared.attendants:
            each.stop()
        history.close()
        store.close()


def _record(archive: FileImageArchive, index: int) -> ResultRecord:
    row = wire_samples.result_row(index)
    result_id = make_result_id(JOURNAL, index)
    utc_ns = round(row.triggered_at.timestamp()) * 1_000_000_000
    picture = metal_part(3, wire_samples.evaluation_of(3))[::4, ::4].copy()
    return ResultRecord(
        result_id=result_id,
        journal_id=JOURNAL,
        trigger_index=index,
        part_id=row.part_id,
        encoder=index * 512,
        triggered_utc_ns=utc_ns,
        decided_utc_ns=utc_ns + 14 * _MS,
        latency_ns=14 * _MS,
        evaluation=row.evaluation,
        reason=row.reason,
        provenance=PROVENANCE,
        class_name=row.class_name,
        score=row.score,
        threshold=row.threshold,
        scores={row.class_name: row.score} if row.class_name else {},
        timings=StageTimings(inference_ns=7 * _MS),
        image=archive.save(result_id, utc_ns, picture),
    )
