"""A served station: real store, real server, real sockets."""

from __future__ import annotations

import json
import math
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from alarm_bench import AlarmBench, alarm_bench
from api_cameras import BenchCameras
from api_challenge import bench_challenge
from api_line import BenchAlarms, BenchGate, bench_line, bench_people
from api_models import BenchModels
from api_past import bench_past
from api_quality import bench_quality
from api_recipes import bench_recipes
from api_station import BenchStation
from api_training import bench_training
from check_bench import CheckBench
from fastapi import FastAPI
from lent_api import lent_api
from numpy.typing import NDArray
from station_services import only
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example, passed, view_of

from inspector.api.server import ApiServer
from inspector.assembly.shared_history import make_shared_history
from inspector.assembly.statistics import make_statistics
from inspector.client import connection, live
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ArchivedImage, ResultRecord
from inspector.services.history.served import HistoryService
from inspector.services.live.cameras import LiveCameras
from inspector.services.people.audit import AuditTrail
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.wire.run_file import write_run_file

TOKEN = secrets.token_urlsafe(32)
RECORDS = 25
STATION_ID = PROVENANCE.station_id
PAST_ALARMS = 12
BROKEN = 13
"""The part whose score was no number."""
FRAMELESS = 20
"""The part that no camera told anything of."""
TWO_VIEWS = 9
"""The part that two cameras saw; the second one decided."""
_PATIENCE_S = 100.0


@dataclass(frozen=True)
class Served:
    """A running API and what is behind it."""

    station: BenchStation
    cameras: BenchCameras
    gate: BenchGate
    alarms: AlarmBench
    check: CheckBench
    archive: FileImageArchive
    records: list[ResultRecord]
    run_file: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def audited(self) -> list[dict[str, Any]]:
        """The entries of the audit trail."""
        lines = (self.run_file.parents[1] / "audit.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]


@contextmanager
def served(folder: Path, token: str = TOKEN, url: str | None = None) -> Iterator[Served]:
    """Serve a station with some history; its address stands in the run file.

    ``url`` is the server of a shared history.
    """
    store = open_store(folder)
    archive = FileImageArchive(folder / "archive", reserve_bytes=0)
    records = [record(archive, index) for index in range(RECORDS)]
    store.commit(JOURNAL, RECORDS, records, [passed(one) for one in records[:10]], [])
    history = store.history()
    station, cameras = BenchStation(), BenchCameras()
    service = LiveCameras(cameras, RecipeFeatures(folder / "recipe.toml", cameras.names()))
    gate, alarms, check = BenchGate(), alarm_bench(folder, store), CheckBench(folder)
    past = bench_past(store, history, archive, folder)
    rows, statistics = HistoryService(history, archive), make_statistics((), store)
    shared = make_shared_history(
        url, STATION_ID, store.database, statistics, AuditTrail(folder / "audit.jsonl")
    )
    services = only(
        station=station,
        history=rows,
        cameras=service,
        line=bench_line(folder, gate, BenchAlarms(PAST_ALARMS)),
        alarms=alarms.services,
        check=check.desk,
        models=BenchModels(),
        training=bench_training(folder),
        quality=bench_quality(store, history, folder),
        people=bench_people(folder),
        recipes=bench_recipes(folder, store, history, rows, cameras),
        statistics=statistics,
        shared=shared.desk,
        past=past,
        challenge=bench_challenge(store, folder),
    )
    run_file = folder / "run" / "api.json"
    try:
        with lent_api(services, token) as api, serving(api) as port, _patient_clients():
            write_run_file(run_file, f"http://127.0.0.1:{port}", token)
            yield Served(station, cameras, gate, alarms, check, archive, records, run_file, port)
    finally:
        check.desk.stop()
        past.replays.close()
        past.what_if.close()
        for each in shared.attendants:
            each.stop()
        history.close()
        store.close()


@contextmanager
def serving(api: FastAPI) -> Iterator[int]:
    """The port of a server until the block ends."""
    server = ApiServer(api, "127.0.0.1", 0)
    port = server.start()
    try:
        yield port
    finally:
        server.stop()


@contextmanager
def _patient_clients() -> Iterator[None]:
    """To them a busy machine is no station that has gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "CONNECT_TIMEOUT_S", _PATIENCE_S)
        patch.setattr(connection, "TIMEOUT_S", _PATIENCE_S)
        yield


def record(archive: FileImageArchive, index: int) -> ResultRecord:
    """Every third part is rejected; every fifth has no picture."""
    made = example(index)
    if index % 3 == 0:
        made = replace(made, evaluation=Evaluation.NOT_OK, class_name="scratch")
    if index == BROKEN:
        nothing = {"good": math.nan}
        made = replace(made, reason=Reason.SCORE_INVALID, score=math.nan, scores=nothing)
    if index == FRAMELESS:
        made = replace(made, frame_id=None, scores={})
    if index % 5 == 0:
        note = ArchivedImage(note="STO-001: the disk is full")
        return replace(made, reason=Reason.CAMERA_LOST, image=note)
    noise = np.random.default_rng(index)
    image = noise.integers(0, 255, (120, 160, 3), np.uint8)
    made = replace(made, image=archive.save(made.result_id, START_UTC_NS, image))
    return seen_by_two(archive, made, image[::2, ::2]) if index == TWO_VIEWS else made


def seen_by_two(
    archive: FileImageArchive, made: ResultRecord, second: NDArray[np.uint8]
) -> ResultRecord:
    """The first camera saw nothing, the second one saw what decided."""
    good = view_of(made, 0, "top", evaluation=Evaluation.OK, class_name="good")
    saved = archive.save(made.result_id, START_UTC_NS, second, 1, PictureFormat.WEBP)
    decided = replace(made, image=saved)
    views = (good, view_of(decided, 1, "side", device_ns=None))
    return replace(decided, view=1, views=views)
